"""Sesiones: the calendar, the two months of the Reglamento, and a session that is planned, opened, fed, closed and reopened."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_store.commands import add_committee, set_deadline
from data_store.database import Store, Writer, reading, writing
from data_store.deciding import decide
from data_store.sessions import close_session, open_session, plan_session
from data_store.undoing import plan_undo, undo_batch
from follow_up.acts import DeadlineDraft, Refusal
from follow_up.vocabulary import CommitteeLevel, DeadlineKind, DecisionKind, SessionKind
from tests.data_store.records import NOW, SIGNED, TODAY, dump, institution_id, many, one
from tests.pages import screen as screens
from tests.pages.screen import Sees, field, run
from ui import texts

SECOND = "2026-O2"
KEPT = "Lo que escribió sigue aquí."
TEXT = "La PNP presentará un plan de patrullaje integrado."
PROBLEM = "Incremento de robos en paraderos"


def planned(store: Store, held_on: date = TODAY, *, is_open: bool = False) -> int:
    """A second ordinary session, opened where it is asked for."""
    with writing(store) as db:
        session_id = plan_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=2, held_on=held_on, **SIGNED)
        if is_open:
            open_session(db, session_id=session_id, **NOW)
    return session_id


def said(screen: AppTest) -> str:
    """All the words of the page as a person reads them."""
    return screens.said(screen).replace("\\", "")


def sheet(sees: Sees, base: Path, code: str = SECOND) -> AppTest:
    return sees(base, "sessions", ficha_sesion=code)


def pressed(screen: AppTest, label: str) -> AppTest:
    """After the button that begins with these words was pressed."""
    next(button for button in screen.button if button.label.startswith(label)).click()
    return run(screen)


def buttons(screen: AppTest) -> list[str]:
    return [button.label for button in screen.main.button]


def typed(screen: AppTest, values: dict[str, Any]) -> AppTest:
    """The fields by their labels, each drawn before the next is looked for."""
    for label, value in values.items():
        field(screen, label).set_value(value)
        run(screen)
    return screen


def capture(screen: AppTest, store: Store, text: str = TEXT) -> AppTest:
    """The least that an agreement of the problem in sight needs."""
    return typed(screen, {"Acuerdo adoptado": text, "Responsables de impl": [institution_id(store, "PNP"), institution_id(store, "DREMO")]})


@pytest.fixture
def opened(store: Store) -> int:
    return planned(store, is_open=True)


@pytest.mark.parametrize(
    ("today", "kind", "words"),
    [
        (date(2026, 3, 20), "markdown", "a más tardar el **25/04/2026**, en 36 días"),
        (date(2026, 4, 12), "warning", "en 13 días (Reglamento, art. 32). No hay ninguna programada hasta ese día"),
        (date(2026, 4, 28), "error", "se cumplieron el **25/04/2026**, hace 3 días. No hay otra en el calendario"),
    ],
)
def test_the_page_says_how_near_the_two_months_of_the_regulation_are(
    sees: Sees, base: Path, today: date, kind: str, words: str
) -> None:
    screen = sees(base, "sessions", day=today)
    assert any(words in element.value for element in screens.elements(screen, kind))


def test_the_calendar_shows_each_session_with_its_state_and_what_it_brought(sees: Sees, base: Path, store: Store) -> None:
    planned(store, date(2026, 4, 20))
    screen = sees(base, "sessions")
    rows = screen.dataframe[0].value
    assert rows["Estado"].tolist() == [["○ Programada"], ["● Realizada"]]
    assert rows["Sesión"].tolist() == ["■ 2.ª ordinaria", "■ 1.ª ordinaria"]
    assert rows["Acuerdos"].tolist() == [0, 9]
    assert {"**25** · ■ 1.ª ordinaria", "**20** · ■ 2.ª ordinaria"} <= set(buttons(screen))
    assert "Está programada para el lunes 20/04/2026." in said(screen)


def test_a_session_is_planned_with_what_is_proposed(sees: Sees, base: Path, store: Store) -> None:
    screen = sees(base, "sessions")
    assert (field(screen, "Fecha").value, field(screen, "Número").value) == (date(2026, 4, 25), 2)
    assert "Será el sábado 25/04/2026." in said(screen)
    pressed(typed(screen, {"Fecha": date(2026, 4, 24)}), "Programar la sesión")
    assert screen.success[0].value == "Ordinaria N.° 2 programada para el viernes 24/04/2026."
    stored = many(store, "SELECT code, kind, held_on, title, state FROM committee_session WHERE id > 1")
    assert stored == [(SECOND, "ordinary", "2026-04-24", "Segunda sesión ordinaria 2026", "planned")]
    assert field(screen, "Número").value == 3


def test_an_extraordinary_session_has_its_own_numbers(sees: Sees, base: Path, store: Store) -> None:
    screen = typed(sees(base, "sessions"), {"Tipo de sesión": SessionKind.EXTRAORDINARY})
    assert (field(screen, "Fecha").value, field(screen, "Número").value) == (TODAY, 1)
    pressed(screen, "Programar la sesión")
    assert one(store, "SELECT code FROM committee_session WHERE id > 1") == "2026-E1"


def test_the_committee_is_asked_where_there_are_several_and_its_code_begins_that_of_the_session(sees: Sees, base: Path, store: Store) -> None:
    with writing(store) as db:
        other = add_committee(db, code="ILO", name="COPROSEC Ilo", level=CommitteeLevel.PROVINCIAL, territory="Ilo", **SIGNED)
    screen = typed(sees(base, "sessions"), {"De qué comité es la sesión": other})
    pressed(typed(screen, {"Fecha": TODAY, "Número": 1}), "Programar la sesión")
    assert many(store, "SELECT committee_id, code FROM committee_session ORDER BY id") == [(1, "2026-O1"), (other, "ILO-2026-O1")]
    assert "Es del COPROSEC Ilo: elíjalo en el menú para verla." in screen.success[0].value
    assert screen.dataframe[0].value["Acuerdos"].tolist() == [9]
    assert "Acuerdos que adoptó: 0" in said(sees(base, "sessions", ficha_sesion="ILO-2026-O1"))
    assert "Acuerdos que adoptó: 9" in said(sees(base, "sessions", ficha_sesion="2026-O1", comite="COPROSEC Ilo"))


def test_a_number_that_is_taken_is_refused_and_what_was_typed_stays(sees: Sees, base: Path) -> None:
    before = dump(base)
    screen = pressed(typed(sees(base, "sessions"), {"Número": 1}), "Programar la sesión")
    assert texts.REFUSAL[Refusal.SESSION_REPEATED] in screen.error[0].value
    assert field(screen, "Número").value == 1
    assert dump(base) == before


def test_a_session_to_come_is_moved_and_not_opened(sees: Sees, base: Path, store: Store) -> None:
    planned(store, date(2026, 4, 20))
    screen = sheet(sees, base)
    assert "Podrá abrirse el lunes 20/04/2026." in said(screen)
    assert "Abrir la sesión" not in buttons(screen)
    pressed(typed(screen, {"Nueva fecha": date(2026, 4, 22)}), "Guardar la nueva fecha")
    assert screen.success[0].value == "La sesión se movió al 22/04/2026."
    assert one(store, "SELECT held_on FROM committee_session WHERE code = :code", code=SECOND) == "2026-04-22"


def test_a_session_to_come_is_held_today_after_a_confirmation(sees: Sees, base: Path, store: Store) -> None:
    planned(store, date(2026, 4, 20))
    screen = pressed(sheet(sees, base), "Adelantarla a hoy y abrirla")
    assert "Su fecha pasa a ser la de hoy" in said(screen)
    pressed(screen, "Confirmar: adelantarla a hoy y abrirla")
    assert screen.success[0].value == "La sesión se adelantó a hoy y está abierta."
    assert many(store, "SELECT held_on, state FROM committee_session WHERE code = :code", code=SECOND) == [(TODAY.isoformat(), "open")]
    assert "Cerrar la sesión" in buttons(screen)


def test_a_session_that_adopted_agreements_has_no_other_day(sees: Sees, base: Path) -> None:
    assert "Cambiar la fecha" not in said(sheet(sees, base, "2026-O1"))


def test_a_session_is_opened_closed_and_reopened_each_step_confirmed_and_logged(sees: Sees, base: Path, store: Store) -> None:
    planned(store)
    screen = sheet(sees, base)
    assert not [label for label in buttons(screen) if label.startswith("Adoptar")]
    for button, state in (("Abrir la sesión", "open"), ("Cerrar la sesión", "closed"), ("Reabrir la sesión", "open")):
        pressed(screen, button)
        assert one(store, "SELECT state FROM committee_session WHERE code = :code", code=SECOND) != state
        pressed(screen, "Confirmar: ")
        assert one(store, "SELECT state FROM committee_session WHERE code = :code", code=SECOND) == state
        assert any(label.startswith("Adoptar") for label in buttons(screen)) == (state == "open")
    logged = many(store, "SELECT before, after, by FROM event WHERE field = 'state' ORDER BY id")
    assert [(before, after) for before, after, _ in logged] == [("planned", "open"), ("open", "closed"), ("closed", "open")]
    assert {by for *_, by in logged} == {"Secretaría Técnica"}


def test_the_second_thought_opens_nothing(sees: Sees, base: Path, store: Store) -> None:
    planned(store)
    before = dump(base)
    screen = pressed(pressed(sheet(sees, base), "Abrir la sesión"), "No, volver")
    assert "Abrir la sesión" in buttons(screen)
    assert dump(base) == before


@pytest.mark.usefixtures("opened")
def test_agreements_are_captured_in_a_row_with_the_columns_of_the_acta(sees: Sees, base: Path, store: Store) -> None:
    screen = sheet(sees, base)
    first = {"Tema": 1, "Problemática abordada": PROBLEM, "Lo que dice el acta": "en 24 horas", "Plazo": DeadlineKind.NEXT_SESSION.value}
    assert "Adoptar el acuerdo 01" in buttons(screen)
    pressed(capture(typed(screen, first), store), "Adoptar el acuerdo 01")
    assert screen.success[0].value == "Acuerdo 01 adoptado. El formulario está listo para el siguiente."
    assert (field(screen, "Acuerdo adoptado").value, field(screen, "Responsables de impl").value) == ("", [])
    assert "Adoptar el acuerdo 1.2" in buttons(screen)
    pressed(capture(screen, store, "La DREMO informará."), "Adoptar el acuerdo 1.2")
    sql = """SELECT a.code, a.text, p.number, p.text, f.code, a.deadline_kind, a.deadline_note FROM agreement a JOIN problem p ON p.id = a.problem_id
             JOIN institution f ON f.id = a.follow_up_id JOIN committee_session s ON s.id = p.session_id WHERE s.code = '2026-O2' ORDER BY a.id"""
    usual = one(store, "SELECT i.code FROM institution i JOIN agreement a ON a.follow_up_id = i.id LIMIT 1")
    assert many(store, sql) == [
        ("01", TEXT, "01", PROBLEM, usual, "next_session", "en 24 horas"),
        ("1.2", "La DREMO informará.", "01", PROBLEM, usual, "none", ""),
    ]
    assert "Decisiones de la sesión: 2" in said(screen)
    assert f"Se adopta el acuerdo 01: {TEXT}" in said(screen)
    assert "Acuerdos que adoptó: 2" in said(screen)


@pytest.mark.usefixtures("opened")
def test_the_last_agreement_captured_is_undone_where_it_was_captured(sees: Sees, base: Path, store: Store) -> None:
    screen = capture(typed(sheet(sees, base), {"Tema": 1, "Problemática abordada": PROBLEM}), store)
    pressed(pressed(screen, "Adoptar"), "Confirmar y deshacer")
    assert "~~Se adopta el acuerdo 01: " in said(screen)
    assert "Acuerdos que adoptó: 0" in said(screen)
    assert one(store, "SELECT COUNT(*) FROM agreement WHERE withdrawn_in IS NULL") == 9


@pytest.mark.usefixtures("opened")
def test_a_refused_agreement_says_all_that_lacks_and_keeps_what_was_typed(sees: Sees, base: Path) -> None:
    before = dump(base)
    screen = pressed(typed(sheet(sees, base), {"Acuerdo adoptado": TEXT}), "Adoptar")
    for refusal in (Refusal.PROBLEM_MISSING, Refusal.IMPLEMENTER_MISSING):
        assert texts.REFUSAL[refusal] in screen.error[0].value
    assert KEPT in screen.error[0].value
    assert field(screen, "Acuerdo adoptado").value == TEXT
    assert dump(base) == before


@pytest.mark.usefixtures("opened")
def test_what_was_typed_outlives_a_reload_of_the_page(sees: Sees, base: Path) -> None:
    screen = typed(sheet(sees, base), {"Acuerdo adoptado": TEXT, "Problemática abordada": PROBLEM, "Plazo": DeadlineKind.DATE.value})
    typed(screen, {"Vence el": date(2026, 5, 4)})
    draft = screen.query_params["borrador"]
    again = sees(base, "sessions", ficha_sesion=SECOND, borrador=draft[0] if isinstance(draft, list) else draft)
    assert field(again, "Acuerdo adoptado").value == TEXT
    assert field(again, "Problemática abordada").value == PROBLEM
    assert field(again, "Vence el").value == date(2026, 5, 4)
    other = sheet(sees, base)
    assert field(other, "Acuerdo adoptado").value == ""


@pytest.mark.usefixtures("opened")
def test_a_text_that_seems_to_name_a_minor_waits_for_a_second_look(sees: Sees, base: Path, store: Store) -> None:
    screen = capture(sheet(sees, base), store, "Atender a la menor denunciante")
    assert next(button for button in screen.button if button.label.startswith("Adoptar")).disabled
    screen.checkbox[0].check()
    assert not next(button for button in run(screen).button if button.label.startswith("Adoptar")).disabled


def test_a_session_closed_by_somebody_else_takes_no_agreement_and_the_text_stays(
    sees: Sees, base: Path, store: Store, opened: int
) -> None:
    screen = capture(typed(sheet(sees, base), {"Tema": 1, "Problemática abordada": PROBLEM}), store)
    with writing(store) as db:
        close_session(db, session_id=opened, **SIGNED)
    screen = pressed(screen, "Adoptar")
    assert one(store, "SELECT COUNT(*) FROM session_decision") == 0
    assert not [label for label in buttons(screen) if label.startswith("Adoptar")]
    assert "La sesión no está abierta" in said(screen)
    screen = pressed(pressed(screen, "Reabrir la sesión"), "Confirmar: ")
    assert field(screen, "Acuerdo adoptado").value == TEXT


def test_an_undone_decision_stays_on_the_sheet_struck_through(sees: Sees, base: Path, store: Store, opened: int) -> None:
    def extend(db: Writer, batch_id: int) -> int:
        draft = DeadlineDraft(DeadlineKind.DATE, date(2026, 5, 30), "", TODAY, opened)
        return set_deadline(db, agreement_id=1, draft=draft, expected_version=1, batch_id=batch_id, **NOW)

    with writing(store) as db:
        batch = decide(
            db, session_id=opened, agreement_id=1, kind=DecisionKind.DEADLINE, words="Se fija el plazo al 30/05/2026", token="t", act=extend, **SIGNED
        )
    with reading(store) as db:
        plan = plan_undo(db, batch_id=batch, restore=[])
    with writing(store) as db:
        undo_batch(db, batch_id=batch, restore=[], version=plan.version, **SIGNED)
    screen = sheet(sees, base)
    assert "~~Se fija el plazo al 30/05/2026~~ (deshecha)" in said(screen)
    assert "Decisiones de la sesión: 0" in said(screen)


def test_the_agenda_is_that_of_the_day_of_the_session_without_what_it_adopted_itself(sees: Sees, base: Path, store: Store) -> None:
    planned(store, date(2026, 4, 20))
    assert "No hay acuerdos que tratar." in said(sheet(sees, base, "2026-O1"))
    screen = sheet(sees, base)
    assert "Agenda: 9 acuerdos" in said(screen)
    assert len(screen.dataframe[0].value) == 9
    assert "Sin noticias: **9**" in said(screen)


def test_at_a_past_day_nothing_is_recorded(sees: Sees, base: Path, store: Store) -> None:
    planned(store, is_open=True)
    screen = sees(base, "sessions", ficha_sesion=SECOND, corte="2026-03-01")
    assert "vuelva a hoy" in said(screen)
    assert "○ Programada" in said(screen)
    assert not [label for label in buttons(screen) if label.startswith(("Abrir", "Cerrar", "Adoptar"))]
    calendar = sees(base, "sessions", corte="2026-03-01")
    assert "Para programar una sesión, vuelva a hoy." in said(calendar)


def test_an_unknown_session_is_told_and_the_calendar_offered(sees: Sees, base: Path) -> None:
    screen = sheet(sees, base, "2030-O9")
    assert "No hay una sesión con el código «2030-O9»." in said(screen)


def test_an_empty_base_offers_what_it_can(sees: Sees, empty: Path) -> None:
    screen = sees(empty, "sessions")
    lacks_committee = "Todavía no hay un comité registrado" in said(screen)
    assert lacks_committee != ("Programar la sesión" in buttons(screen))
