"""Themes, windows and sessions kept in Catálogos: what a visitor reads, records and takes back at once."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_store.changing import change
from data_store.database import Store, writing
from data_store.sessions import plan_session
from data_store.themes import ThemeDraft, edit_theme
from follow_up.vocabulary import SessionKind
from tests.data_store.records import AT, BY, SIGNED, agreement_id, decide, last_event, many, one
from tests.pages.screen import Sees, field, go, run, said
from tests.pages.test_deadlines import WAITING

COMING = date(2026, 4, 1)


def tab(sees: Sees, base: Path, name: str) -> AppTest:
    return sees(base, "catalogues", seccion=name)


def pressed(screen: AppTest, label: str, place: int = 0) -> AppTest:
    [button for button in screen.main.button if button.label == label][place].click()
    return run(screen)


@pytest.fixture
def coming(store: Store) -> int:
    """A second ordinary session in the calendar."""
    with writing(store) as db:
        return plan_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=2, held_on=COMING, **SIGNED)


def test_a_theme_is_corrected_seen_in_its_colour_and_restored(sees: Sees, base: Path, store: Store) -> None:
    label = one(store, "SELECT label FROM theme WHERE id = 1")
    screen = tab(sees, base, "Temas")
    assert screen.table[0].value.index.tolist() == [str(place + 1) for place in range(len(screen.table[0].value))]
    screen.selectbox(key="themes-chosen").set_value(1)
    run(screen)
    next(box for box in screen.text_input if box.value == label).set_value("Trata de personas")
    screen.toggle(key="temas-1-0-coloured").set_value(True)
    run(screen)
    screen.color_picker[0].set_value("#ffe08a")
    pressed(run(screen), "Guardar")
    assert many(store, "SELECT label, colour FROM theme WHERE id = 1") == [("Trata de personas", "#FFE08A")]
    chip = screen.table[0].value["Tema"].iloc[0]
    assert "Trata de personas" in chip
    assert 'foreground="#14202B" background="#FFE08A"' in chip
    assert 'background="#FFE08A"' in said(go(screen, "themes", ficha="Trata de personas"))
    go(screen, "catalogues", seccion="Temas").selectbox(key="themes-chosen").set_value(1)
    pressed(run(screen), "Deshacer")
    assert many(store, "SELECT label, colour FROM theme WHERE id = 1") == [(label, None)]
    next(box for box in screen.text_input if box.value == label).set_value("Otra vez")
    pressed(run(screen), "Guardar")  # one's own undoing is no change by somebody else
    assert one(store, "SELECT label FROM theme WHERE id = 1") == "Otra vez"


def test_two_people_correct_a_theme_and_one_is_asked_which_name_stays(sees: Sees, base: Path, store: Store) -> None:
    screen = tab(sees, base, "Temas")
    screen.selectbox(key="themes-chosen").set_value(1)
    run(screen)
    label = one(store, "SELECT label FROM theme WHERE id = 1")
    with writing(store) as db:
        edit = partial(edit_theme, theme_id=1, draft=ThemeDraft("De otra persona", "OE9"), seen=last_event(store), **SIGNED)
        change(db, token="other", screen="catalogos", by=BY, at=AT, act=lambda db, batch: edit(db, batch_id=batch))
    next(box for box in screen.text_input if box.value == label).set_value("Mío")
    pressed(run(screen), "Guardar")
    assert "De otra persona" in said(screen)
    next(radio for radio in screen.radio if radio.label == "Nombre").set_value("mine")
    pressed(run(screen), "Guardar lo elegido")
    assert many(store, "SELECT label, action_line FROM theme WHERE id = 1") == [("Mío", "OE9")]


def test_a_window_tells_what_it_would_take_in_before_it_is_saved(sees: Sees, base: Path, store: Store) -> None:
    screen = tab(sees, base, "Ventanas")
    assert "Las 8 ventanas tienen los días de fábrica." in said(screen)
    field(screen, "Reporte antiguo").set_value(1)
    assert "con 1 habría" in said(run(screen))
    pressed(screen, "Guardar 1 día")
    assert many(store, "SELECT name, value FROM setting WHERE withdrawn_in IS NULL") == [("stale", "1")]
    assert "Reporte antiguo, 1 en lugar de 30" in said(screen)
    assert {"Ventana de días: Reporte antiguo", "Reporte antiguo: 1 día"} <= set(go(screen, "history").dataframe[0].value.iloc[0])
    pressed(go(screen, "catalogues", seccion="Ventanas"), "Volver a 30")
    assert many(store, "SELECT name FROM setting WHERE withdrawn_in IS NULL") == []


def test_a_session_planned_by_mistake_is_taken_away_with_the_deadlines_named_first(sees: Sees, base: Path, store: Store, coming: int) -> None:
    decide(store, agreement_id(store, "05"), WAITING)
    screen = tab(sees, base, "Sesiones")
    assert "**2 sesiones, 1 por realizarse; 1 puede quitarse del calendario" in said(screen)
    screen.selectbox(key="sessions-chosen").set_value(1)
    assert "es parte del acta y no se quita" in said(run(screen))
    screen.selectbox(key="sessions-chosen").set_value(coming)
    assert "a quedar sin fecha" in said(run(screen))
    pressed(screen, "Quitar del calendario")
    assert one(store, "SELECT withdrawn_in IS NOT NULL FROM committee_session WHERE id = :id", id=coming) == 1
    pressed(screen, "Deshacer")
    assert one(store, "SELECT withdrawn_in FROM committee_session WHERE id = :id", id=coming) is None


def test_the_sheet_of_a_planned_session_has_its_title_and_the_way_out(sees: Sees, base: Path, store: Store, coming: int) -> None:
    screen = sees(base, "sessions", ficha_sesion="2026-O2")
    field(screen, "Título").set_value("Sesión  en Ilo")
    pressed(run(screen), "Guardar el título")
    assert one(store, "SELECT title FROM committee_session WHERE id = :id", id=coming) == "Sesión en Ilo"
    pressed(screen, "Quitar del calendario")
    assert many(store, "SELECT id FROM committee_session WHERE withdrawn_in IS NULL") == [(1,)]


@pytest.mark.parametrize("empty", ["nothing"], indirect=True)
@pytest.mark.parametrize(("name", "told"), [("Temas", "No hay ningún tema."), ("Ventanas", "hay **0 por vencer**"), ("Sesiones", "No hay ninguna sesión.")])
def test_an_empty_base_says_so_in_each_tab(sees: Sees, empty: Path, name: str, told: str) -> None:
    assert told in said(tab(sees, empty, name))


@pytest.mark.parametrize("name", ["Temas", "Ventanas", "Sesiones"])
def test_at_a_past_day_the_tabs_show_and_record_nothing(sees: Sees, base: Path, name: str) -> None:
    screen = sees(base, "catalogues", seccion=name, corte="2026-03-01")
    assert "Quién registra (cargo u oficina)" not in said(screen)
    assert [button.label for button in screen.main.button if not button.label.startswith("Volver")] == []
