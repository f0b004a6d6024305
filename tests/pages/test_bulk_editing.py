"""Editing many agreements on the page of Acuerdos: seen before it is saved, asked where others changed it, taken back at once."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_store.database import Store
from tests.data_store.records import agreement_id, decide, many
from tests.pages.forms import pressed
from tests.pages.screen import Sees, field, listed, run, said

DUE = {"Vence el": date(2026, 4, 15)}
REASON = {"Motivo": "Acuerdo de la Secretaría"}
DATED = "SELECT COUNT(*) FROM agreement WHERE deadline = '2026-04-15'"


def editing(sees: Sees, base: Path, values: Mapping[str, object] = DUE) -> AppTest:
    """The agreements of the list chosen, with a deadline typed for all."""
    screen = sees(base, "agreements")
    screen.toggle[0].set_value(True)
    field(run(screen), "Elegir los").check()
    next(group for group in run(screen).segmented_control if group.label == "¿Qué desea cambiar en todos?").set_value("plazo")
    run(screen)
    assert "Falta la fecha del plazo." in said(screen)
    for label, value in values.items():
        field(screen, label).set_value(value)
    return run(pressed(run(screen), "Ver qué cambiaría"))


def test_many_deadlines_are_seen_saved_in_one_act_and_taken_back(sees: Sees, base: Path, store: Store) -> None:
    decide(store, agreement_id(store, "2.3"))
    screen = editing(sees, base)
    assert "Se cambian **8 de 9 acuerdos**; 1 queda fuera." in said(screen)
    rows = screen.dataframe[0].value
    assert rows["Código"].iloc[0] == "2.3"  # what is left out comes first
    assert "Falta el motivo" in rows["Quedará"].iloc[0]
    assert set(rows["Quedará"].iloc[1:]) == {"Vence el 15/04/2026"}
    assert many(store, DATED) == [(0,)]
    run(pressed(screen, "Guardar en 8 acuerdos"))
    assert "Se cambiaron 8 acuerdos en una sola operación." in said(screen)
    assert many(store, DATED) == [(8,)]
    assert many(store, "SELECT kind, screen FROM import_batch") == [("edit", "acuerdos")]
    run(pressed(run(pressed(screen, "Deshacer")), "Confirmar y deshacer"))
    assert "quedó deshecho en todos" in said(screen)
    assert many(store, DATED) == [(0,)]
    assert len(listed(screen)) == 9


def test_what_somebody_changed_while_it_was_looked_at_is_asked_about_and_the_others_are_saved(sees: Sees, base: Path, store: Store) -> None:
    screen = editing(sees, base)
    decide(store, agreement_id(store, "2.4"))
    run(screen)
    assert "1 acuerdo cambió mientras usted miraba." in said(screen)
    assert "| Ahora | Vence el 30/04/2026 " in said(screen)
    run(pressed(screen, "Guardar en 8 acuerdos"))
    assert many(store, DATED) == [(8,)]
    assert many(store, "SELECT deadline FROM agreement WHERE code = '2.4'") == [("2026-04-30",)]


def test_mine_goes_over_theirs_only_where_it_was_chosen(sees: Sees, base: Path, store: Store) -> None:
    screen = editing(sees, base, {**DUE, **REASON})
    moved = [agreement_id(store, code) for code in ("2.4", "2.5")]
    for agreement in moved:
        decide(store, agreement)
    run(screen)
    assert [radio.value for radio in screen.radio] == ["theirs", "theirs"]
    screen.radio[0].set_value("mine")
    run(pressed(run(screen), "Guardar en 8 acuerdos"))
    found = dict(many(store, "SELECT code, deadline FROM agreement"))
    assert [found.pop(code) for code in ("2.4", "2.5")] == ["2026-04-15", "2026-04-30"]
    assert set(found.values()) == {"2026-04-15"}


def test_of_a_past_cut_nothing_is_edited(sees: Sees, base: Path) -> None:
    assert sees(base, "agreements", corte="2026-03-01").toggle[0].disabled
