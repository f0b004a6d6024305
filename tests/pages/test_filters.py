"""The filters of the address: what they keep, what they say of a value that does not exist, and the search."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from follow_up.vocabulary import DeadlineState, Light, Standing
from tests.pages.conftest import DEMO_DAY
from tests.pages.screen import PAGES, Sees, field, go, left, listed, run, said, touch_cell
from ui import tables, texts

ALL = 40
WITHOUT_FILTERS = {"agreement", "operator", "projector", "session", "sessions"}


@pytest.mark.parametrize(
    ("name", "label"),
    [("estado", "Estado"), ("plazo", "Plazo"), ("semaforo", "Semáforo"), ("tema", "Tema"), ("institucion", "Institución"), ("sesion", "Sesión")],
)
def test_a_value_that_does_not_exist_is_named_and_filters_nothing(sees: Sees, invented: Path, name: str, label: str) -> None:
    screen = sees(invented, "agreements", day=DEMO_DAY, **{name: "Inexistente"})
    assert f"La dirección pide un filtro que no existe: {label} = «Inexistente». No se tomó en cuenta." in screen.warning[0].value
    assert len(listed(screen)) == ALL


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT_FILTERS])
def test_every_page_with_filters_warns_of_an_unknown_one_and_shows_its_text_disarmed(sees: Sees, invented: Path, page: str) -> None:
    screen = sees(invented, page, day=DEMO_DAY, tema="**X** ![](http://x.pe)")
    assert "\\*\\*X\\*\\*" in screen.warning[0].value
    assert "![](" not in screen.warning[0].value


def test_a_known_value_warns_of_nothing(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "agreements", day=DEMO_DAY, estado="En proceso", plazo=["Vencido", "Sin plazo"])
    assert not screen.warning
    assert 0 < len(listed(screen)) < ALL


PILLS = {"estado": "Estado", "plazo": "Plazo", "semaforo": "Semáforo"}
CODES = [
    *[("estado", texts.STANDING[code], tables.STANDING_PILL[code.value]) for code in Standing],
    *[("plazo", texts.DEADLINE_STATE[code], tables.DEADLINE_PILL[code.value]) for code in DeadlineState],
    *[("semaforo", texts.LIGHT[code], tables.LIGHT_PILL[code.value]) for code in Light],
]


def test_each_state_of_the_address_keeps_the_rows_that_have_it_and_together_they_keep_all(demo: AppTest) -> None:
    kept = dict.fromkeys(PILLS, 0)
    for name, label, pill in CODES:
        rows = listed(go(left(demo), "agreements", **{name: label}))
        kept[name] += len(rows)
        assert all(list(cell) == [pill] for cell in rows.get(PILLS[name], []))
    assert kept == dict.fromkeys(PILLS, ALL)


@pytest.mark.parametrize("words", ["DESAPARECIDAS", "desaparecidas", "desáparecidas", "  desaparecidas  "])
def test_the_search_minds_neither_accents_nor_case(sees: Sees, invented: Path, words: str) -> None:
    rows = len(listed(sees(invented, "agreements", day=DEMO_DAY, buscar=words)))
    assert 0 < rows < ALL
    assert rows == len(listed(sees(invented, "agreements", day=DEMO_DAY, buscar="desaparecidas")))


def test_the_search_wants_all_its_words_and_says_when_nothing_fits(sees: Sees, base: Path) -> None:
    screen = sees(base, "agreements")
    field(screen, "Buscar").set_value("violencia")
    some = len(listed(run(screen)))
    field(screen, "Buscar").set_value("violencia zzz")
    assert listed(run(screen)).empty
    assert 0 < some < 9
    assert "Ningún acuerdo coincide." in said(screen)


def test_a_code_is_found_by_the_search(sees: Sees, base: Path) -> None:
    assert list(listed(sees(base, "agreements", buscar="2.4"))["Código"]) == ["2.4"]


def test_what_is_chosen_on_the_page_filters_it(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "agreements", day=DEMO_DAY)
    field(screen, "Semáforo").set_value([Light.RED.value])
    red = listed(run(screen))
    assert {cell[0] for cell in red["Semáforo"]} == {tables.LIGHT_PILL["red"]}
    field(screen, "Semáforo").set_value([])
    assert len(listed(run(screen))) == ALL


def test_a_link_shows_what_it_counts_whatever_was_filtered_before(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "agreements", day=DEMO_DAY, semaforo="Rojo", buscar="plan", estado="En proceso")
    rows = listed(go(go(screen, "overview"), "agreements", plazo="Sin plazo"))
    assert {cell[0] for cell in rows["Plazo"]} == {tables.DEADLINE_PILL["no_deadline"]}
    assert len(rows) == len(listed(sees(invented, "agreements", day=DEMO_DAY, plazo="Sin plazo")))


def test_the_view_of_assignments_has_a_row_per_institution(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "agreements", day=DEMO_DAY, vista="Por institución responsable", institucion="PNP")
    rows = listed(screen)
    assert set(rows["Institución"]) == {"PNP"}
    assert f"{len(rows)} de 70 asignaciones" in said(screen)


@pytest.mark.parametrize("ref", ["2026-O1-99", "**x** <b>", "' OR 1=1"])
def test_an_agreement_that_does_not_exist_is_a_sentence_with_a_way_out(sees: Sees, base: Path, ref: str) -> None:
    screen = sees(base, "agreement", ref=ref)
    assert "No hay un acuerdo con el código «" in said(screen)
    assert "Ir a la lista de acuerdos" in said(screen)
    assert "**x**" not in said(screen)


def test_an_address_without_an_agreement_says_so(sees: Sees, base: Path) -> None:
    assert "La dirección no dice qué acuerdo mostrar" in said(sees(base, "agreement"))


def test_an_unknown_sheet_leaves_the_whole_page(sees: Sees, base: Path) -> None:
    for page, heading in {"institutions": "Asignaciones por institución", "themes": "Acuerdos por tema"}.items():
        assert heading in said(sees(base, page, ficha="Inexistente"))


@pytest.mark.parametrize(
    ("page", "key", "column"),
    [("agreements", "agreements-table", "Código"), ("overview", "overview-attention", "Código"), ("deadlines", "deadlines-without", "Código")],
)
def test_a_touched_row_opens_its_agreement(sees: Sees, base: Path, page: str, key: str, column: str) -> None:
    screen = sees(base, page)
    codes = next(table.value for table in screen.dataframe if "Código" in table.value)
    assert touch_cell(screen, key, 1, column).title[0].value.startswith(f"Acuerdo {codes['Código'].iloc[1]}")


def test_a_touched_silence_on_panorama_opens_the_sheet_of_its_institution(sees: Sees, base: Path) -> None:
    screen = sees(base)
    institution = screen.dataframe[1].value["Institución"].iloc[0]
    touched = touch_cell(screen, "overview-silence", 0, "Institución")
    assert touched.title[0].value == "Por institución"
    assert field(touched, "Ficha de la institución").value is not None
    assert touched.query_params["ficha"] == institution
