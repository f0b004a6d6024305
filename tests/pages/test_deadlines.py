"""Plazos as they move: suggested, counted without holidays, put off, waiting for a session, and taken along as a calendar."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_store.database import Store, writing
from data_store.recording import Refused
from data_store.sessions import plan_session
from follow_up.acts import DeadlineDraft
from follow_up.vocabulary import DeadlineKind, SessionKind
from tests.data_store.records import SIGNED, agreement_id, decide, many
from tests.pages import screen as screens
from tests.pages.forms import DEADLINE, opened_act, saved
from tests.pages.screen import Sees, field, run

WAITING = DeadlineDraft(DeadlineKind.NEXT_SESSION, None, "", date(2026, 3, 2))


def said(screen: AppTest) -> str:
    return screens.said(screen).replace("\\", "")


def planned(store: Store, held_on: date) -> int:
    with writing(store) as db:
        return plan_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=2, held_on=held_on, **SIGNED)


def chosen(screen: AppTest, suggestion: str) -> AppTest:
    """After the suggestion that begins with these words was touched."""
    pills: Any = next(group for group in screens.elements(screen, "button_group") if group.proto.label == "Sugerencias")
    pills.set_value(next(option for option in pills.options if option.startswith(suggestion)))
    return run(screen)


def test_a_suggestion_only_fills_the_fields_until_it_is_saved(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref="2026-O1-2.1"), DEADLINE)
    assert "El acta no fija un plazo." in said(screen)
    chosen(screen, "30 días hábiles: 10/04/2026")
    assert field(screen, "Contados desde").value == date(2026, 2, 25)
    assert "Vence el **viernes 10/04/2026**. No se contaron sábados, domingos ni feriados: 02/04 Jueves Santo, 03/04 Viernes Santo." in said(screen)
    assert many(store, "SELECT COUNT(*) FROM deadline_change") == [(0,)]
    saved(screen, DEADLINE)
    assert many(store, "SELECT after_kind, after FROM deadline_change") == [("date", "2026-04-10")]
    assert "Sugerencias" not in [group.proto.label for group in screens.elements(screen, "button_group")]


def test_a_session_tells_which_deadlines_it_moves_before_it_is_saved(sees: Sees, base: Path, store: Store) -> None:
    for code in ("05", "2.3"):
        decide(store, agreement_id(store, code), WAITING)
    first = sees(base, "sessions")
    field(first, "Fecha").set_value(date(2026, 4, 22))
    assert "Se mueven 2 plazos «siguiente sesión»: 2.3 del 25/02, 05 del 25/02 (toma la fecha del 22/04/2026)." in said(run(first))
    planned(store, date(2026, 4, 22))
    moving = sees(base, "sessions", ficha_sesion="2026-O2")
    assert "Ningún plazo «siguiente sesión» se mueve." in said(moving)
    field(moving, "Nueva fecha").set_value(date(2026, 4, 29))
    assert "Se mueven 2 plazos «siguiente sesión»: 2.3 del 25/02, 05 del 25/02 (del 22/04/2026 al 29/04/2026)." in said(run(moving))
    agreement = sees(base, "agreement", ref="2026-O1-05")
    assert "Vence con la siguiente sesión ordinaria: hoy el 22/04/2026; se mueve con el calendario de sesiones." in said(agreement)


def test_every_extension_is_told_with_its_reason_and_from_which_day(sees: Sees, base: Path, store: Store) -> None:
    number = agreement_id(store, "01")
    decide(store, number)
    planned(store, date(2026, 5, 20))
    decide(store, number, DeadlineDraft(DeadlineKind.NEXT_SESSION, None, "Falta el informe", date(2026, 3, 10)), version=2)
    decide(store, number, DeadlineDraft(DeadlineKind.DATE, date(2026, 6, 30), "Falta presupuesto", date(2026, 3, 12)), version=3)
    agreement = said(sees(base, "agreement", ref="2026-O1-01"))
    assert "Prorrogado 2 veces; plazo original 30/04/2026" in agreement
    assert "30/04/2026 → siguiente sesión (20/05/2026), decidido el 10/03/2026: Falta el informe" in agreement
    screen = sees(base, "deadlines")
    table = next(table.value for table in screen.dataframe if table.key == "deadlines-extended")
    assert table[["Código", "Prórroga", "De cuándo a cuándo", "Motivo"]].to_numpy().tolist() == [
        ["01", "1 de 2", "30/04/2026 → siguiente sesión (20/05/2026)", "Falta el informe"],
        ["01", "2 de 2", "siguiente sesión (20/05/2026) → 30/06/2026", "Falta presupuesto"],
    ]  # fmt: skip
    assert "1 plazo abierto con fecha y 1 sesión por venir" in said(screen)


def test_the_next_session_may_be_decided_again_once_it_has_come(store: Store) -> None:
    number = agreement_id(store, "05")
    decide(store, number, WAITING)
    again = DeadlineDraft(DeadlineKind.NEXT_SESSION, None, "No se llegó a tratar", date(2026, 3, 18))
    with pytest.raises(Refused, match="deadline_unchanged"):
        decide(store, number, again, version=2)
    planned(store, date(2026, 3, 18))
    with pytest.raises(Refused, match="reason_missing"):
        decide(store, number, replace(again, reason=""), version=2)
    decide(store, number, again, version=2)
    assert many(store, "SELECT COUNT(*) FROM deadline_change WHERE after_kind = 'next_session'") == [(2,)]


def holidays_page() -> None:
    """The tab alone, as the page of catalogues draws it."""
    from ui.catalogue_holidays import holidays_tab
    from ui.frame import open_page

    holidays_tab(open_page())


def pressed(screen: AppTest, label: str) -> AppTest:
    next(button for button in screen.button if button.label == label).click()
    return run(screen)


def test_a_holiday_names_the_agreements_that_fall_due_on_it_and_is_undone_at_once(sees: Sees, base: Path, store: Store) -> None:
    number = agreement_id(store, "01")
    decide(store, number, DeadlineDraft(DeadlineKind.DATE, date(2026, 11, 25), "", date(2026, 3, 2)))
    sees(base)
    screen = run(AppTest.from_function(holidays_page))
    assert "En 2026: 16 feriados nacionales por ley y ninguno agregado por el comité; ningún acuerdo abierto vence en uno de ellos." in said(screen)
    pressed(screen, "Agregar")
    assert "Falta el nombre del feriado" in said(screen)
    field(screen, "Día, o del").set_value([date(2026, 11, 25)])
    field(screen, "Nombre o norma").set_value("Aniversario <b>de</b> Moquegua")
    pressed(screen, "Agregar")
    assert "Vencen en esos días acuerdos abiertos (25/11/2026: 01 del 25/02). Su plazo no se mueve" in said(screen)
    assert many(store, "SELECT deadline FROM agreement WHERE id = :id", id=number) == [("2026-11-25",)]
    listed = screen.dataframe[0].value.set_index("Feriado")
    assert listed.at["Aniversario <b>de</b> Moquegua", "Acuerdos abiertos que vencen"] == "01 del 25/02"
    pressed(screen, "Deshacer")
    assert "ninguno agregado por el comité" in said(screen)
    assert len(screen.dataframe[0].value) == 16
