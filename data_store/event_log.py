"""The log of events: append-only, each event chained to the one before by its hash.

It is evidence of alteration, not a lock: who owns the file can drop the triggers, but the chain then tells.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NamedTuple

from sqlalchemy import Connection, TextClause, select, text
from sqlmodel import Session, col

from data_store.inserting import insert_rows
from data_store.models import Base, Event

GENESIS = "0" * 64
APPEND_ONLY_TABLES = ("event", "progress_report", "deadline_change", "verification", "session_decision", "contact")
WITHDRAWN = "withdrawn_in"
SALT_BYTES = 8
SALTS_AT_ONCE = 256


class FieldChange(NamedTuple):
    """One field of one record, before and after; missing means that there was, or is, no value."""

    field: str
    before: str | None
    after: str | None


# Entity, id and a `FieldChange` laid flat: bare, since a load makes a quarter of a million and a bare tuple costs least.
Entry = tuple[str, int, str, str | None, str | None]
COLUMNS = (
    "entity", "entity_id", "field", "before", "after", "salt", "digest", "previous_hash", "hash", "by", "at", "batch_id",
)  # fmt: skip


def append_events(
    db: Session, *, entity: str, entity_id: int, changes: Iterable[FieldChange], by: str, at: datetime, batch_id: int | None = None
) -> None:
    """Chain one event per change of a record, in the caller's transaction: else two writers would fork the chain."""
    entries = [(entity, entity_id, change.field, change.before, change.after) for change in changes]
    append_entries(db, entries, by=by, at=at, batch_id=batch_id)


def append_entries(db: Session, entries: Iterable[Entry], *, by: str, at: datetime, batch_id: int | None = None) -> None:
    """The same for changes of many records, all of one batch if one is given: one insert for all."""
    last = db.connection().execute(select(col(Event.hash)).order_by(col(Event.id).desc()).limit(1)).scalar()
    rows = _linked(entries, previous=last or GENESIS, by=by, at=at, batch_id=batch_id)
    insert_rows(db.connection(), Base.metadata.tables["event"], COLUMNS, rows)


def _linked(
    entries: Iterable[Entry], *, previous: str, by: str, at: datetime, batch_id: int | None
) -> Iterator[list[str | int | datetime | None]]:
    """The rows of the log for the entries, in the order of `COLUMNS`, each with the hash of the one before."""
    signed = _signature(by, at)
    for (entity, entity_id, field, before, after), salt in zip(entries, _salts(), strict=False):
        digest = _digest(salt, before, after)
        link = _link(previous, entity, entity_id, field, signed, digest, batch_id)
        yield [entity, entity_id, field, before, after, salt, digest, previous, link, by, at, batch_id]
        previous = link


def _salts() -> Iterator[str]:
    """Fresh salts without end. The system gives many at once for the price of one."""
    length = 2 * SALT_BYTES  # in hexadecimal digits
    while True:
        drawn = secrets.token_hex(SALT_BYTES * SALTS_AT_ONCE)
        yield from (drawn[start : start + length] for start in range(0, len(drawn), length))


def first_broken_event(db: Session | Connection) -> int | None:
    """The id of the first event that does not fit the chain; None when the whole log verifies."""
    previous = GENESIS
    table = Base.metadata.tables["event"]
    connection = db if isinstance(db, Connection) else db.connection()
    for event in connection.execute(select(table).order_by(table.c.id)):
        digest = _digest(event.salt, event.before, event.after)
        signed = _signature(event.by, event.at)
        link = _link(previous, event.entity, event.entity_id, event.field, signed, digest, event.batch_id)
        if (event.previous_hash, event.digest, event.hash) != (previous, digest, link):
            return event.id
        previous = event.hash
    return None


def _link(previous: str, entity: str, entity_id: int, field: str, signed: str, digest: str, batch_id: int | None) -> str:
    """The hash of an event, over its canonical JSON, in which hashes need no escapes.

    The batch is part of it only where there is one, so that logs from before batches verify.
    """
    batch = "" if batch_id is None else f",{batch_id}"
    return _sha256(f'["{previous}",{_name(entity)},{entity_id},{_name(field)},{signed},"{digest}"{batch}]')


def _signature(by: str, at: datetime) -> str:
    """Who and when, as the canonical JSON of an event has them."""
    return f"{_json(by)},{_json(at.astimezone(UTC).isoformat())}"


def _digest(salt: str, before: str | None, after: str | None) -> str:
    """The salted digest of the values."""
    return _sha256(f"[{_json(salt)},{_json(before)},{_json(after)}]")


@lru_cache(maxsize=256)
def _name(name: str) -> str:
    """The name of a table or field as canonical JSON: there are few, and each stands in thousands of events."""
    return encode_basestring(name)


def _json(value: str | None) -> str:
    """A text as canonical JSON: what `json.dumps` gives without blanks, at a third of its cost."""
    return "null" if value is None else encode_basestring(value)


def _sha256(canonical: str) -> str:
    return hashlib.sha256(canonical.encode()).hexdigest()


def create_triggers(connection: Connection) -> None:
    """Refuse UPDATE, DELETE and a second INSERT of the same id on every log. Idempotent; run after each migration.

    An UPDATE may only withdraw a record or bring it back. The third stops `INSERT OR REPLACE`, which deletes without
    firing a delete trigger unless a pragma says so.
    """
    for table in APPEND_ONLY_TABLES:
        connection.execute(_trigger(f"{table}_no_update", f"BEFORE UPDATE ON {table}", _alters(table)))
        connection.execute(_trigger(f"{table}_no_delete", f"BEFORE DELETE ON {table}", ""))
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        connection.execute(_trigger(f"{table}_no_replace", f"BEFORE INSERT ON {table}", exists))


def _alters(table: str) -> str:
    """When an UPDATE is refused: always, or in a table whose records can be withdrawn, when another value changes.

    By values and not by `UPDATE OF`, which lets `SET rowid` pass.
    """
    columns = [column.name for column in Base.metadata.tables[table].columns]
    if WITHDRAWN not in columns:
        return ""
    return "WHEN " + " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name != WITHDRAWN)


def _trigger(name: str, moment: str, when: str) -> TextClause:
    return text(f"CREATE TRIGGER IF NOT EXISTS {name} {moment} {when} BEGIN SELECT RAISE(ABORT, 'append-only'); END")
