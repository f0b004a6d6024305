"""Deciding on the slide: each act leaves its line at once, the figures wait for the refresh, and the last one can be undone."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_store import sessions
from data_store.commands import set_deadline
from data_store.database import Store, open_store, writing
from follow_up.acts import DeadlineDraft
from follow_up.vocabulary import DeadlineKind, DecisionKind
from tests.data_store.records import BY, closed, last_event, many, one
from tests.pages.forms import ACTIONS, MINE_ON_TOP, PROOF, filled
from tests.pages.hall import DAY, acting, begun, confirmed, open_hall, press, running_in, slides, turned_to
from tests.pages.screen import Sees, elements, field, run, said
from ui.clock import now

EXTENDED = {"Vence el": date(2026, 12, 15), "Motivo": "Falta el informe final"}
LINE = "Se amplía el plazo del acuerdo 2.3 hasta el 15/12/2026 (vencía el 01/09/2026). Motivo: Falta el informe final."


@pytest.fixture
def hall(invented: Path, tmp_path: Path) -> Path:
    """The invented sessions in a base of their own."""
    return Path(shutil.copy(invented, tmp_path / "sala.db"))


@pytest.fixture
def held(hall: Path) -> Iterator[Store]:
    """The same, open, with its third session open too."""
    store = open_store(f"sqlite:///{hall}")
    open_hall(store)
    yield store
    closed(store)


@pytest.fixture
def at_2_3(sees: Sees, hall: Path, held: Store) -> AppTest:
    """The operator at agreement 2.3 of the acta, in the open session."""
    assert lines(held) == []
    return turned_to(begun(sees, hall), "Acuerdo 2.3")


def lines(store: Store) -> list[tuple]:
    """The minutes: kind, words, and whether they stand."""
    return many(store, "SELECT kind, text, withdrawn_in IS NULL FROM session_decision ORDER BY id")


def decided(screen: AppTest, act: str, values: dict[str, Any]) -> AppTest:
    return confirmed(filled(acting(screen, act), values))


def test_an_extension_is_on_the_slide_at_once_and_on_the_closing_slide(at_2_3: AppTest, held: Store) -> None:
    decided(at_2_3, DecisionKind.DEADLINE, EXTENDED)
    assert lines(held) == [("deadline", LINE, 1)]
    shown = slides(at_2_3)[0]
    assert "Decidido en esta" in shown
    assert "Se amplía el plazo del acuerdo 2.3" in shown
    assert LINE in slides(press(at_2_3, "Final"))[0]


def test_the_figures_wait_for_the_refresh(at_2_3: AppTest) -> None:
    decided(at_2_3, DecisionKind.DEADLINE, EXTENDED)
    assert "vencido hace" in slides(at_2_3)[0]
    assert "Hay datos más nuevos" in slides(at_2_3)[0]
    press(at_2_3, "Actualizar")
    assert "15/12/2026" in slides(at_2_3)[0]
    assert "Hay datos más nuevos" not in slides(at_2_3)[0]


def test_neither_session_nor_day_is_asked_for(at_2_3: AppTest, held: Store) -> None:
    acting(at_2_3, DecisionKind.DEADLINE)
    labels = {element.label for kind in ("selectbox", "date_input") for element in elements(at_2_3, kind)}
    assert not {label for label in labels if label.startswith(("Sesión", "Rige"))}
    decided(at_2_3, DecisionKind.VOID, {"Motivo": "Se fusionó"})
    session = one(held, "SELECT MAX(session_id) FROM session_decision")
    assert many(held, "SELECT DISTINCT session_id, reported_on FROM progress_report WHERE status = 'void' AND session_id = :id", id=session) == [(session, "2026-11-20")]
    assert lines(held)[0][1] == "Se deja sin efecto el acuerdo 2.3. Motivo: Se fusionó."


def test_progress_closing_and_verification_follow_each_other(at_2_3: AppTest, held: Store) -> None:
    decided(at_2_3, DecisionKind.PROGRESS, {"Quién informa": "Todo el grupo", "Avance (%)": 60, "Acciones realizadas": ACTIONS})
    decided(at_2_3, DecisionKind.FULFILLED, {"Acciones realizadas": ACTIONS, **PROOF})
    decided(at_2_3, DecisionKind.VERIFIED, {"Qué se comprobó": "Se vio el oficio"})
    assert [words for _, words, _ in lines(held)] == [
        f"Gobiernos Locales informa sobre el acuerdo 2.3: En proceso, 60 %. {ACTIONS}.",
        "Se da por cumplido el acuerdo 2.3 por Gobiernos Locales. Medio de verificación: Oficio 012-2026.",
        "Se verifica el cumplimiento del acuerdo 2.3 por Gobiernos Locales. Se comprobó: Se vio el oficio.",
    ]
    assert "✔ Cumplido verificado" in slides(press(at_2_3, "Actualizar"))[0]


def test_another_institution_takes_over(at_2_3: AppTest, held: Store) -> None:
    acting(at_2_3, DecisionKind.REASSIGNED)
    assert "Son las mismas que ahora" in said(at_2_3)
    assert not [button for button in at_2_3.button if button.label.startswith("Confirmar:")]
    parties = field(at_2_3, "Instituciones responsables")
    pnp = int(str(one(held, "SELECT id FROM institution WHERE acronym = 'PNP'")))
    parties.set_value([pnp])
    confirmed(run(at_2_3))
    assert lines(held) == [("reassigned", "En el acuerdo 2.3 deja de ser responsable Gobiernos Locales y pasa a serlo PNP.", 1)]
    shown = slides(press(at_2_3, "Actualizar"))[0]
    assert "<b>PNP</b>" in shown
    assert "<b>Gobiernos Locales</b>" not in shown


def test_one_that_joins_is_told_as_one_more(at_2_3: AppTest, held: Store) -> None:
    parties = field(acting(at_2_3, DecisionKind.REASSIGNED), "Instituciones responsables")
    ids = {name: int(str(one(held, "SELECT id FROM institution WHERE acronym = :acronym", acronym=name))) for name in ("PNP", "DREMO")}
    parties.set_value([*parties.value, *ids.values()])
    confirmed(run(at_2_3))
    assert lines(held)[0][1] == "En el acuerdo 2.3 pasan a ser también responsables " + ", ".join(sorted(ids, key=lambda name: ids[name])) + "."


def test_the_last_decision_is_undone_and_leaves_the_slides(at_2_3: AppTest, held: Store) -> None:
    decided(at_2_3, DecisionKind.DEADLINE, EXTENDED)
    decided(at_2_3, DecisionKind.PROGRESS, {"Quién informa": "Todo el grupo", "Avance (%)": 60, "Acciones realizadas": ACTIONS})
    press(at_2_3, "Confirmar y deshacer")
    assert [stands for _, _, stands in lines(held)] == [1, 0]
    assert "Se deshizo" in said(at_2_3)
    press(at_2_3, "Confirmar y deshacer")
    assert [stands for _, _, stands in lines(held)] == [0, 0]
    assert "Decidido en esta" not in slides(at_2_3)[0]
    assert not [button for button in at_2_3.button if button.label == "Confirmar y deshacer"]
    assert "vencido hace" in slides(press(at_2_3, "Actualizar"))[0]


def test_what_was_done_on_top_of_a_decision_is_named_before_it_is_undone(at_2_3: AppTest, held: Store) -> None:
    decided(at_2_3, DecisionKind.DEADLINE, EXTENDED)
    agreement = many(held, "SELECT id, version FROM agreement WHERE id IN (SELECT agreement_id FROM session_decision)")[0]
    draft = DeadlineDraft(DeadlineKind.DATE, date(2026, 12, 20), "Otra mano", DAY)
    with writing(held) as db:
        set_deadline(db, agreement_id=agreement[0], draft=draft, expected_version=agreement[1], today=DAY, by=BY, at=now())
    assert "Hay 1 registro posterior, que se conserva" in said(run(at_2_3))
    press(at_2_3, "Confirmar y deshacer")
    assert one(held, "SELECT deadline FROM agreement WHERE id = :id", id=agreement[0]) == "2026-12-20"


def test_a_decision_on_what_somebody_changed_meanwhile_stops_and_keeps_what_was_typed(at_2_3: AppTest, held: Store) -> None:
    filled(acting(at_2_3, DecisionKind.DEADLINE), EXTENDED)
    run(at_2_3)
    agreement = many(held, "SELECT a.id, a.version FROM agreement a JOIN problem p ON p.id = a.problem_id WHERE a.code = '2.3' AND p.session_id = 1")[0]
    draft = DeadlineDraft(DeadlineKind.DATE, date(2026, 12, 20), "Otra mano", DAY)
    with writing(held) as db:
        set_deadline(db, agreement_id=agreement[0], draft=draft, expected_version=agreement[1], today=DAY, by=BY, at=now())
    confirmed(at_2_3)
    assert "alguien cambió este acuerdo mientras usted escribía" in at_2_3.warning[0].value
    assert lines(held) == []
    assert field(at_2_3, "Motivo").value == EXTENDED["Motivo"]
    press(at_2_3, MINE_ON_TOP)
    assert len(lines(held)) == 1


def test_a_refused_decision_says_why_and_writes_nothing(at_2_3: AppTest, held: Store) -> None:
    before = last_event(held)
    decided(at_2_3, DecisionKind.DEADLINE, {"Motivo": ""})
    assert "No se guardó. Lo que escribió sigue aquí." in at_2_3.error[0].value
    assert last_event(held) == before


def test_what_looks_like_a_persons_data_must_be_looked_at(at_2_3: AppTest, held: Store) -> None:
    filled(acting(at_2_3, DecisionKind.VOID), {"Motivo": "Lo pidió el DNI 40123456"})
    run(at_2_3)
    assert next(button for button in at_2_3.button if button.label.startswith("Confirmar:")).disabled
    at_2_3.checkbox[0].check()
    confirmed(run(at_2_3))
    assert len(lines(held)) == 1


def test_nothing_is_decided_in_a_session_that_is_not_open(sees: Sees, hall: Path, held: Store) -> None:
    session = int(str(one(held, "SELECT id FROM committee_session WHERE state = 'open'")))
    screen = turned_to(begun(sees, hall), "Acuerdo 2.3")
    filled(acting(screen, DecisionKind.DEADLINE), EXTENDED)
    with writing(held) as db:
        sessions.close_session(db, session_id=session, by=BY, at=now())
    before = last_event(held)
    confirmed(screen)
    assert last_event(held) == before
    assert "está cerrada" in said(screen)
    press(screen, "Reabrir la sesión")
    assert "La sesión está abierta" in said(screen)
    confirmed(filled(acting(screen, DecisionKind.DEADLINE), EXTENDED))
    assert len(lines(held)) == 1


def test_a_session_that_is_still_to_come_is_opened_by_holding_it_today(sees: Sees, hall: Path) -> None:
    screen = begun(sees, hall)
    assert "ese día podrá abrirse" in said(screen)
    assert not [button for button in screen.button if button.label == "Abrir la sesión"]
    press(screen, "Confirmar y abrir")
    assert "La sesión se adelantó a hoy y está abierta." in said(screen)
    assert "Decidir sobre el acuerdo 2.3" in {group.proto.label for group in turned_to(screen, "Acuerdo 2.3").segmented_control}


def test_days_are_counted_from_the_session_that_decides(at_2_3: AppTest, held: Store) -> None:
    acting(at_2_3, DecisionKind.DEADLINE)
    filled(at_2_3, {"Cómo se fija": "Días calendario"})
    assert field(run(at_2_3), "Contados desde").value == DAY
    decided(at_2_3, DecisionKind.DEADLINE, {"Motivo": "Falta el informe final"})
    assert "hasta el 21/12/2026" in lines(held)[0][1]  # thirty days on is a Sunday


def test_the_fields_are_found_again_by_a_server_that_starts_again(sees: Sees, hall: Path, at_2_3: AppTest) -> None:
    decided(at_2_3, DecisionKind.DEADLINE, EXTENDED)
    acting(at_2_3, DecisionKind.VOID)
    key = field(at_2_3, "Motivo").key
    again = sees(hall, "operator", day=DAY, presentacion=running_in(hall))
    assert field(acting(again, DecisionKind.VOID), "Motivo").key == key
