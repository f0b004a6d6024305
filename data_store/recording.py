"""What every command of a person does: refuse a draft, compare a version, tell the log what was made."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from data_store.event_log import FieldChange, append_events
from data_store.lookups import id_of
from data_store.models import Agreement, Assignment, Base, Event
from follow_up.acts import Refusal


class Refused(Exception):
    """The draft breaks rules; nothing was written."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(", ".join(refusals))
        self.refusals = list(refusals)


class StaleVersion(Exception):
    """Somebody changed the record after the form was drawn; nothing was written."""

    def __init__(self, *, expected: int, found: int) -> None:
        super().__init__(f"expected version {expected}, found {found}")
        self.expected = expected
        self.found = found


class Since(NamedTuple):
    """What somebody did to a record after it was shown: the field, before and after as the log tells them, who and when."""

    field: str
    before: str | None
    after: str | None
    by: str
    at: datetime


class StaleRecord(Exception):
    """Somebody changed a record of a catalogue after its form was drawn; nothing was written.

    `since` tells what, oldest first; `last_event` is the last of it: who has looked at it has seen the record up to there.
    """

    def __init__(self, since: Sequence[Since], *, last_event: int) -> None:
        super().__init__(", ".join(change.field for change in since))
        self.since, self.last_event = list(since), last_event


def require_unchanged(db: Session, record: Base, *, seen: int) -> None:
    """No event on the record is newer than `seen`, the version of the data that its form was drawn from. Raises `StaleRecord`."""
    newer = select(Event).where(
        Event.entity == str(record.__tablename__), Event.entity_id == id_of(record), col(Event.id) > seen
    )
    events = db.exec(newer.order_by(col(Event.id))).all()
    if events:
        raise StaleRecord([Since(e.field, e.before, e.after, e.by, e.at) for e in events], last_event=id_of(events[-1]))


def refuse(refusals: list[Refusal], *, by: str) -> None:
    """Raise when there is a reason to; who records is always asked for."""
    if not by.strip():
        refusals = [Refusal.BY_MISSING, *refusals]
    if refusals:
        raise Refused(refusals)


def bump(record: Agreement | Assignment, expected_version: int) -> None:
    """Compare and raise the version; the transaction holds the write lock since before the record was read."""
    if record.version != expected_version:
        raise StaleVersion(expected=expected_version, found=record.version)
    record.version += 1


def create(db: Session, record: Base, *, told: str, by: str, at: datetime, batch_id: int | None = None) -> int:
    """Store a new record and log its making, with what names it."""
    refuse([], by=by)
    db.add(record)
    db.flush()
    log(db, record, FieldChange("created", None, told), by=by, at=at, batch_id=batch_id)
    return id_of(record)


def log(db: Session, record: Base, *changes: FieldChange, by: str, at: datetime, batch_id: int | None = None) -> None:
    """Tell the log what became of a stored record."""
    append_events(db, entity=str(record.__tablename__), entity_id=id_of(record), changes=changes, by=by, at=at, batch_id=batch_id)


def log_part(db: Session, record: Base, *, by: str, at: datetime, batch_id: int | None) -> None:
    """What a batch made is logged by its own name too: its undoing finds it there. A single act is told by its effect alone."""
    if batch_id is not None:
        log(db, record, FieldChange("created", None, ""), by=by, at=at, batch_id=batch_id)
