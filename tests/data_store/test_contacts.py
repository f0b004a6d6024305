"""Contacts: recorded once, refused in full, never altered, taken back by their batch, known from their moment on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from data_store.changing import change
from data_store.contacts import load_contacts, load_escalation, log_contact
from data_store.database import Store, reading, writing
from data_store.event_log import first_broken_event
from data_store.queries import data_version
from data_store.recording import Refused
from data_store.settings import set_window
from data_store.undoing import plan_undo, undo_batch
from follow_up.acts import MAX_TEXT, Refusal
from follow_up.contacts import ContactDraft, check_contact
from follow_up.settings import Escalation
from follow_up.vocabulary import ContactKind, EscalationStep
from tests.data_store.records import SIGNED, TODAY

CALL = ContactDraft(ContactKind.CALL, EscalationStep.REMINDER, TODAY, note=" Enviará el informe\x07 el viernes ")


def recorded(store: Store, draft: ContactDraft = CALL, *, token: str = "a", **other: Any) -> int:
    signed = {**SIGNED, **other}
    with writing(store) as db:
        return change(
            db, token=token, screen="llamadas", **signed,
            act=lambda db, batch_id: log_contact(
                db, institution_id=3, agreement_id=None, draft=draft, today=TODAY, batch_id=batch_id, **signed
            ),
        )  # fmt: skip


def known(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    with reading(store) as db:
        found = load_contacts(db, **{"at": TODAY, **asked})
    return list(found[["institution_id", "kind", "step", "note", "batch_id"]].itertuples(index=False, name=None))


def test_a_contact_is_recorded_once_clean_and_read_with_its_batch(store: Store) -> None:
    batch_id = recorded(store)
    assert recorded(store) == batch_id  # the same press again
    assert known(store) == [(3, "call", "reminder", "Enviará el informe el viernes", batch_id)]
    assert known(store, at=TODAY - timedelta(days=1)) == []


REFUSED = {
    Refusal.DATE_IN_FUTURE: ContactDraft(ContactKind.CALL, EscalationStep.REMINDER, TODAY + timedelta(days=1)),
    Refusal.CONTACT_NUMBER: ContactDraft(ContactKind.LETTER, EscalationStep.REITERATION, TODAY, number="  "),
    Refusal.ANSWER_MISSING: ContactDraft(ContactKind.ANSWER, EscalationStep.REMINDER, TODAY, note=" "),
    Refusal.TEXT_TOO_LONG: ContactDraft(ContactKind.CALL, EscalationStep.REMINDER, TODAY, note="x" * (MAX_TEXT + 1)),
}


@pytest.mark.parametrize(("refusal", "draft"), REFUSED.items(), ids=list(REFUSED))
def test_a_contact_that_breaks_a_rule_is_not_recorded(store: Store, refusal: Refusal, draft: ContactDraft) -> None:
    assert check_contact(draft, today=TODAY) == [refusal]
    with pytest.raises(Refused):
        recorded(store, draft)
    assert known(store) == []


def test_a_contact_is_taken_back_and_comes_back_and_nobody_alters_it(store: Store) -> None:
    undone = recorded(store)
    for expected in (0, 1):
        with writing(store) as db:
            plan = plan_undo(db.connection(), batch_id=undone)
            assert plan.collisions == ()
            undone = undo_batch(db, batch_id=undone, restore=(), version=data_version(db.connection()), **SIGNED)
        assert len(known(store)) == expected
    with writing(store) as db:
        assert first_broken_event(db) is None
    with pytest.raises(DatabaseError, match="append-only"), writing(store) as db:
        db.execute(text("UPDATE contact SET note = 'otra cosa'"))


def test_as_it_was_known_a_contact_recorded_late_is_not_there(store: Store) -> None:
    late = SIGNED["at"] + timedelta(days=3)
    recorded(store, at=late)
    assert known(store, known_at=SIGNED["at"]) == []
    assert len(known(store, known_at=late)) == 1


def test_the_days_of_the_rule_are_those_that_were_set_and_the_defaults_of_the_others(store: Store) -> None:
    with writing(store) as db:
        change(
            db, token="w", screen="catalogos", **SIGNED,
            act=lambda db, batch_id: set_window(db, name="reminder_wait", days=3, seen=10**6, batch_id=batch_id, **SIGNED),
        )  # fmt: skip
    with reading(store) as db:
        assert load_escalation(db) == Escalation(reminder_wait=3)


def test_the_day_of_a_contact_is_kept_as_it_was_given(store: Store) -> None:
    yesterday = date(2026, 3, 19)
    recorded(store, ContactDraft(ContactKind.VISIT, EscalationStep.AGENDA, yesterday))
    with reading(store) as db:
        assert load_contacts(db, at=TODAY)["made_on"].dt.date.tolist() == [yesterday]
