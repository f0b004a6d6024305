"""Catálogos: every catalogue opens, an institution is found by any of its names, retired, and united with one that is the same."""

from pathlib import Path

from data_store.database import Store
from tests.data_store.records import DONE, assignment_id, institution_id, many, report
from tests.pages.screen import Sees, field, go, run, said

ANSWERS = {
    "Temas": "Nombre", "Sesiones": "Corregir el título", "Feriados": "feriados nacionales por ley", "Ventanas": "días", "Comités": "Esta base tiene un solo comité",
}  # fmt: skip


def test_each_catalogue_is_drawn_alone(sees: Sees, base: Path) -> None:
    screen = sees(base, "catalogues")
    assert "27 instituciones en el catálogo" in said(screen)
    for section, words in ANSWERS.items():
        screen.segmented_control(key="seccion").set_value(section)
        assert words in said(run(screen))
        assert "instituciones en el catálogo" not in said(screen)


def test_a_link_to_a_group_opens_the_groups(sees: Sees, base: Path) -> None:
    screen = go(sees(base), "catalogues", grupo="Gobiernos Locales")
    assert "Miembros de Gobiernos Locales" in said(screen)


def test_an_institution_is_found_by_any_of_its_names_and_retired(sees: Sees, base: Path, store: Store) -> None:
    screen = sees(base, "catalogues", cual="DREMO")
    field(screen, "Buscar").set_value("direccion regional de educacion")
    assert run(screen).dataframe[0].value["Sigla"].tolist() == ["DREMO"]
    assert "Se usa en 1 acuerdo del que es responsable." in said(screen)
    screen.segmented_control(key=f"institution-act-{institution_id(store, 'DREMO')}").set_value("Retirar o eliminar")
    assert field(run(screen), "Eliminar").disabled
    field(screen, "Retirar").click()
    assert "Se retiró «DREMO» desde el 20/03/2026." in said(run(screen))
    field(screen, "Deshacer").click()
    run(screen)
    assert many(store, "SELECT retired_on FROM institution WHERE code = 'DREMO'") == [(None,)]


def test_two_that_are_one_are_united_after_the_list_was_read_and_parted_at_once(sees: Sees, base: Path, store: Store) -> None:
    report(store, assignment_id(store, "03", "DREMO"), DONE)
    school, police = institution_id(store, "DREMO"), institution_id(store, "PNP")
    screen = sees(base, "catalogues", cual="DREMO")
    screen.segmented_control(key=f"institution-act-{school}").set_value("Unir con otra")
    field(run(screen), "Es la misma que").set_value(police)
    field(run(screen), "Cuál queda").set_value(police)
    assert "DREMO deja de existir y todo lo suyo pasa a PNP:** 1 acuerdo a su cargo; 1 de ellos ya era también de la otra; 1 reporte" in said(run(screen))
    assert screen.dataframe[1].value["Qué pasa"].tolist() == ["Es de ambas: 1 reporte pasa a PNP; vale el de DREMO del 12/03/2026: Cumplido, 100 %"]
    assert field(screen, "Unir: queda PNP").disabled
    field(screen, "Revisé la lista").check()
    field(run(screen), "Unir: queda PNP").click()
    assert "Se unió «DREMO» con «PNP»." in said(run(screen))
    assert field(screen, "Institución").value == police
    field(screen, "Deshacer").click()
    run(screen)
    assert many(store, "SELECT COUNT(*) FROM institution WHERE withdrawn_in IS NULL") == [(27,)]
