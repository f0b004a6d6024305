"""Short words for the tests of the store: drafts that pass, ids by code, and what the base holds, as plain values."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text

from data_store.commands import report_progress, set_deadline, verify_report
from data_store.database import Store, reading, writing
from follow_up.acts import DeadlineDraft, EvidenceDraft, ProgressDraft
from follow_up.vocabulary import DeadlineKind, Status

TODAY = date(2026, 3, 20)
AT = datetime(2026, 3, 20, 15, 30, tzinfo=UTC)
BY = "Secretaría Técnica"
PROOF = EvidenceDraft("Oficio", "123-2026", date(2026, 3, 18), "PNP", "https://www.gob.pe/oficio")
GOING = ProgressDraft(Status.IN_PROGRESS, 40, date(2026, 3, 10), "Se difundió el SPOT")
DONE = ProgressDraft(Status.FULFILLED, 100, date(2026, 3, 12), "Campaña concluida", PROOF)
DATED = DeadlineDraft(DeadlineKind.DATE, date(2026, 4, 30), "", date(2026, 3, 2))
SIGNED = {"by": BY, "at": AT}
NOW = {"today": TODAY, **SIGNED}


def one(store: Store, sql: str, **parameters: object) -> object:
    """The only value that the query gives."""
    with reading(store) as db:
        return db.execute(text(sql), parameters).scalar_one()


def many(store: Store, sql: str, **parameters: object) -> list[tuple]:
    """The rows that the query gives."""
    with reading(store) as db:
        return [tuple(row) for row in db.execute(text(sql), parameters)]


def agreement_id(store: Store, code: str) -> int:
    """Of the only session of the acta."""
    return int(str(one(store, "SELECT id FROM agreement WHERE code = :code", code=code)))


def assignment_id(store: Store, code: str, institution: str) -> int:
    """Of an agreement and the code of an institution."""
    sql = """SELECT n.id FROM assignment n JOIN agreement a ON a.id = n.agreement_id
             JOIN institution i ON i.id = n.institution_id WHERE a.code = :code AND i.code = :institution"""
    return int(str(one(store, sql, code=code, institution=institution)))


def institution_id(store: Store, code: str) -> int:
    return int(str(one(store, "SELECT id FROM institution WHERE code = :code", code=code)))


def version_of(store: Store, table: str, record_id: int) -> int:
    return int(str(one(store, f"SELECT version FROM {table} WHERE id = :id", id=record_id)))


def events_after(store: Store, event_id: int) -> list[tuple]:
    """Entity, id, field, before and after of each later event."""
    sql = "SELECT entity, entity_id, field, before, after FROM event WHERE id > :id ORDER BY id"
    return many(store, sql, id=event_id)


def last_event(store: Store) -> int:
    return int(str(one(store, "SELECT MAX(id) FROM event")))


def report(store: Store, assignment: int, draft: ProgressDraft = GOING, *, version: int = 1, member: int | None = None) -> int:
    """Record a progress report in a transaction of its own."""
    with writing(store) as db:
        return report_progress(db, assignment_id=assignment, draft=draft, expected_version=version, member_id=member, **NOW)


def verify(store: Store, report_id: int, *, version: int, on: date = TODAY) -> int:
    """Record that the evidence was seen in a transaction of its own."""
    with writing(store) as db:
        return verify_report(db, report_id=report_id, note="", verified_on=on, expected_version=version, **NOW)


def decide(store: Store, agreement: int, draft: DeadlineDraft = DATED, *, version: int = 1) -> int:
    """Record a deadline in a transaction of its own."""
    with writing(store) as db:
        return set_deadline(db, agreement_id=agreement, draft=draft, expected_version=version, **NOW)


def dump(file: Path) -> list[str]:
    """Everything the base holds, schema included, read by the bare driver."""
    with closing(sqlite3.connect(file)) as raw:
        return list(raw.iterdump())


def closed(store: Store) -> None:
    """Give the file back, so that it can be copied and deleted on every system."""
    store.writer.dispose()
    store.reader.dispose()
