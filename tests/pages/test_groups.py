"""Groups on the screens: reported by one, several or all members, seen member by member, and their lists kept in Catálogos."""

from pathlib import Path

import pytest

from data_store.commands import add_member
from data_store.database import Store, writing
from tests.data_store.records import DONE, SIGNED, assignment_id, institution_id, many, report
from tests.pages.forms import ACTIONS, REPORT, filled, opened_act, saved
from tests.pages.screen import Sees, field, run, said

REF = "2026-O1-2.2"
TOWNS = ("MPMN", "MPI", "MPGSC")


@pytest.fixture
def towns(store: Store) -> dict[str, int]:
    """Gobiernos Locales has three members, of which one has reported."""
    ids = {code: institution_id(store, code) for code in TOWNS}
    with writing(store) as db:
        for number in ids.values():
            add_member(db, group_id=institution_id(store, "GOBIERNOS-LOCALES"), member_id=number, valid_from=None, **SIGNED)
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), DONE, member=ids["MPMN"])
    return ids


def test_the_silent_members_report_together_by_one_click_and_one_save(sees: Sees, base: Path, store: Store, towns: dict[str, int]) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    assert "1 de 3 municipalidades cumplió; 2 no han respondido" in said(screen)
    saved(filled(screen, {"Avance (%)": 40, "Acciones realizadas": ACTIONS}), REPORT)
    assert "No eligió a ningún miembro." in screen.error[0].value
    field(screen, "Los 2 que no han respondido").click()
    saved(run(screen), REPORT)
    assert screen.success[0].value == "Avance guardado: Gobiernos Locales · MP General Sánchez Cerro, MP Ilo, En proceso, 40 %."
    silent = {towns["MPI"], towns["MPGSC"]}
    assert {row[0] for row in many(store, "SELECT member_id FROM progress_report WHERE actions = :told", told=ACTIONS)} == silent
    assert len(many(store, "SELECT id FROM import_batch")) == 1
    assert "1 de 3 municipalidades cumplió; no falta ninguna respuesta" in said(screen)
    (place,) = [table.value for table in screen.dataframe if "Miembro" in table.value]
    assert place["Avance"].tolist() == [40, 40, 100]


@pytest.mark.usefixtures("towns")
def test_the_whole_group_reports_for_all_of_its_members(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    field(screen, "Quién informa").set_value("Todo el grupo")
    saved(filled(run(screen), {"Avance (%)": 70, "Acciones realizadas": ACTIONS}), REPORT)
    assert many(store, "SELECT member_id, progress FROM progress_report ORDER BY id DESC LIMIT 1") == [(None, 70)]
    assert "no falta ninguna respuesta" in said(screen)


@pytest.mark.usefixtures("towns")
def test_a_group_s_sheet_has_a_row_per_member_and_the_one_that_owes_most_first(sees: Sees, base: Path) -> None:
    screen = sees(base, "institutions", ficha="Gobiernos Locales")
    matrix = screen.dataframe[0].value
    assert matrix["Miembro"].tolist() == ["MP General Sánchez Cerro", "MP Ilo", "MPMN"]
    assert matrix["Debe"].tolist() == ["4 de 4", "4 de 4", "3 de 4"]
    assert matrix["2.2"].tolist() == [["○ Sin reporte"], ["○ Sin reporte"], ["● Cumplido por verificar"]]
    assert "2 nunca han respondido: MP General Sánchez Cerro, MP Ilo" in said(screen)


@pytest.mark.usefixtures("towns")
def test_a_member_without_assignments_has_its_sheet_by_link(sees: Sees, base: Path) -> None:
    screen = sees(base, "institutions", ficha="MPMN")
    assert "**Como miembro de Gobiernos Locales debe 3 de 4 acuerdos**: 0 vencidos, 3 sin responder." in said(screen)
    assert "El grupo cuenta como una asignación" in said(screen)
    assert screen.dataframe[0].value["Código"].tolist() == ["01", "2.3", "04", "2.2"]


def test_members_are_proposed_confirmed_and_taken_back_in_the_catalogue(sees: Sees, base: Path, store: Store) -> None:
    screen = sees(base, "catalogues", seccion="Grupos", grupo="Gobiernos Locales")
    assert not field(screen, "MD San Antonio").value
    field(screen, "MD Torata").uncheck()
    field(run(screen), "Agregar 19 miembros").click()
    run(screen)
    members = "SELECT COUNT(*) FROM group_membership WHERE withdrawn_in IS NULL"
    assert many(store, members) == [(19,)]
    field(screen, "Deshacer").click()
    run(screen)
    assert many(store, members) == [(0,)]
    assert many(store, "SELECT COUNT(*) FROM institution WHERE acronym LIKE 'MD %' AND withdrawn_in IS NULL") == [(0,)]
