"""What cannot be recorded: each refusal says why, nothing is written, and what was typed stays to be mended."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_store.commands import void_agreement
from data_store.database import Store, writing
from follow_up.acts import PrivacyDoubt, Refusal, VoidDraft
from tests.data_store.records import DONE, NOW, TODAY, agreement_id, assignment_id, decide, dump, report, verify
from tests.pages.forms import ACTIONS, DEADLINE, PROOF, REPORT, SAVE, VERIFY, VOID, filled, opened_act, saved, typed
from tests.pages.screen import Sees, field, run, said
from ui import texts

REF = "2026-O1-2.5"
KEPT = "Lo que escribió sigue aquí."
EARLY, LATE, LONG = date(2026, 2, 24), date(2026, 3, 21), "x" * 32_768
DONE_NOW = {"Estado": "fulfilled", "Acciones realizadas": ACTIONS}
REFUSED: list[tuple[str, dict[str, Any], Refusal]] = [
    (REPORT, {"Avance (%)": 40, "Acciones realizadas": ACTIONS, "Quién registra": "  "}, Refusal.BY_MISSING),
    (REPORT, {"Avance (%)": 40}, Refusal.ACTIONS_MISSING),
    (REPORT, DONE_NOW, Refusal.EVIDENCE_MISSING),
    (REPORT, {**DONE_NOW, "Tipo de documento": "Oficio"}, Refusal.EVIDENCE_INCOMPLETE),
    (REPORT, {**DONE_NOW, **PROOF, "Enlace": "javascript:alert(1)"}, Refusal.LINK_NOT_WEB),
    (REPORT, {**DONE_NOW, **PROOF, "Fecha del documento": LATE}, Refusal.DATE_IN_FUTURE),
    (REPORT, {"Avance (%)": 40, "Acciones realizadas": ACTIONS, "Fecha del reporte": EARLY}, Refusal.DATE_BEFORE_SESSION),
    (REPORT, {"Avance (%)": 40, "Acciones realizadas": LONG}, Refusal.TEXT_TOO_LONG),
    (DEADLINE, {"Motivo": "Lo pidió la PNP"}, Refusal.DEADLINE_MISSING),
    (DEADLINE, {"Vence el": EARLY}, Refusal.DEADLINE_BEFORE_SESSION),
    (DEADLINE, {"Tipo de plazo": "none"}, Refusal.DEADLINE_UNCHANGED),
    (VOID, {"Sesión que lo decidió": 1}, Refusal.REASON_MISSING),
    (VOID, {"Motivo": "Se fusionó con el 2.2"}, Refusal.SESSION_MISSING),
]  # fmt: skip


@pytest.mark.parametrize(("act", "values", "refusal"), REFUSED, ids=[f"{act} {refusal}" for act, _, refusal in REFUSED])
def test_a_refused_act_says_why_writes_nothing_and_keeps_what_was_typed(
    sees: Sees, base: Path, act: str, values: dict[str, Any], refusal: Refusal
) -> None:
    before = dump(base)
    screen = filled(opened_act(sees(base, "agreement", ref=REF), act), values)
    saved(screen, act)
    assert texts.REFUSAL[refusal] in screen.error[0].value
    assert KEPT in screen.error[0].value
    assert typed(screen, values) == values
    assert dump(base) == before
    assert not screen.success


def test_all_the_reasons_are_said_at_once(sees: Sees, base: Path) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), {"Estado": "fulfilled", "Quién registra": ""})
    saved(screen, REPORT)
    for refusal in (Refusal.BY_MISSING, Refusal.ACTIONS_MISSING, Refusal.EVIDENCE_MISSING):
        assert texts.REFUSAL[refusal] in screen.error[0].value


def test_what_somebody_took_away_meanwhile_is_told_and_nothing_is_saved(sees: Sees, base: Path) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), {"Avance (%)": 40, "Acciones realizadas": ACTIONS})
    with closing(sqlite3.connect(base)) as raw, raw:
        raw.execute("INSERT INTO import_batch (id, plan_id, kind, file_name, sha256, by, at, counts, acts) VALUES (1, 'p', 'edit', '', '', 'x', '2026-03-20 15:30:00.000000', '{}', '[]')")
        raw.execute("UPDATE assignment SET withdrawn_in = 1 WHERE agreement_id = (SELECT id FROM agreement WHERE code = '2.5')")
    before = dump(base)
    saved(screen, REPORT)
    assert texts.RECORD_GONE in screen.error[0].value
    assert dump(base) == before


def test_a_refused_act_is_saved_once_mended(sees: Sees, base: Path) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), {"Avance (%)": 40})
    saved(screen, REPORT)
    assert screen.error
    saved(filled(screen, {"Acciones realizadas": ACTIONS}), REPORT)
    assert not screen.error
    assert screen.success[0].value == "Avance guardado: Prefectura, En proceso, 40 %."


def test_changing_a_deadline_needs_a_reason_and_no_earlier_day(sees: Sees, base: Path, store: Store) -> None:
    decide(store, agreement_id(store, "2.5"))
    screen = opened_act(sees(base, "agreement", ref=REF), DEADLINE)
    saved(filled(screen, {"Vence el": date(2026, 5, 29), "Rige desde": date(2026, 3, 1)}), DEADLINE)
    assert texts.REFUSAL[Refusal.REASON_MISSING] in screen.error[0].value
    assert texts.REFUSAL[Refusal.EARLIER_THAN_LAST] in screen.error[0].value


def test_another_act_does_not_inherit_the_complaint(sees: Sees, base: Path) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    saved(screen, REPORT)
    assert screen.error
    opened_act(screen, DEADLINE)
    assert not screen.error


def test_what_was_already_verified_or_void_is_not_offered_again(sees: Sees, base: Path, store: Store) -> None:
    report_id = report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    verify(store, report_id, version=2)
    screen = opened_act(sees(base, "agreement", ref=REF), VERIFY)
    assert SAVE[VERIFY] not in [button.label for button in screen.button]


def test_a_void_agreement_takes_no_more_records(sees: Sees, base: Path, store: Store) -> None:
    with writing(store) as db:
        draft = VoidDraft("Se fusionó", 1, TODAY)
        void_agreement(db, agreement_id=agreement_id(store, "2.5"), draft=draft, expected_version=1, **NOW)
    before = dump(base)
    screen = sees(base, "agreement", ref=REF)
    for act, values in {REPORT: {"Avance (%)": 40, "Acciones realizadas": ACTIONS}, DEADLINE: {"Vence el": date(2026, 4, 30)}}.items():
        saved(filled(opened_act(screen, act), values), act)
        assert texts.REFUSAL[Refusal.ALREADY_VOID] in screen.error[0].value
    for act in (VERIFY, VOID):
        opened_act(screen, act)
        assert not [button for button in screen.main.button if (button.key or "").startswith("act-")]
    assert dump(base) == before


DOUBTS = {
    PrivacyDoubt.DNI: "Se atendió a la señora con DNI 41234567",
    PrivacyDoubt.MOBILE: "Contacto: 953 123 456",
    PrivacyDoubt.MINOR: "Se derivó a la menor a la UPE",
}


@pytest.mark.parametrize(("doubt", "text"), DOUBTS.items())
def test_a_text_that_seems_to_name_a_person_waits_for_a_second_look(
    sees: Sees, base: Path, doubt: PrivacyDoubt, text: str
) -> None:
    before = dump(base)
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), {"Avance (%)": 40, "Acciones realizadas": text})
    saved(screen, REPORT)
    assert texts.PRIVACY[doubt] in screen.warning[0].value
    assert next(button for button in screen.button if button.label == SAVE[REPORT]).disabled
    assert dump(base) == before
    assert field(screen, "Acciones realizadas").value == text
    field(screen, texts.PRIVACY_CONFIRM).check()
    saved(run(screen), REPORT)
    assert screen.success
    assert text in said(screen).replace("\\", "")


def test_the_internal_note_and_the_reasons_are_looked_at_too(sees: Sees, base: Path) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), {"Nota interna": "DNI 41234567"})
    assert texts.PRIVACY[PrivacyDoubt.DNI] in run(screen).warning[0].value
    opened_act(screen, VOID)
    filled(screen, {"Motivo": "La menor ya fue ubicada"})
    assert texts.PRIVACY[PrivacyDoubt.MINOR] in run(screen).warning[0].value
