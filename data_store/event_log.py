"""The log of events: append-only, each event chained to the one before by its hash.

It is evidence of alteration, not a lock: who owns the file can drop the triggers, but the chain then tells.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, TextClause, text
from sqlmodel import Session, col, select

from data_store.models import Event

GENESIS = "0" * 64
APPEND_ONLY_TABLES = ("event", "progress_report", "deadline_change", "verification")


@dataclass(frozen=True)
class FieldChange:
    """One field of one record, before and after; missing means that there was, or is, no value."""

    field: str
    before: str | None
    after: str | None


def append_events(db: Session, *, entity: str, entity_id: int, changes: Iterable[FieldChange], by: str, at: datetime) -> None:
    """Chain one event per change, in the caller's transaction: else two writers would fork the chain."""
    previous = db.exec(select(Event.hash).order_by(col(Event.id).desc()).limit(1)).first() or GENESIS
    for change in changes:
        salt = secrets.token_hex(8)
        digest = _sha256(salt, change.before, change.after)
        link = _link(previous, entity, entity_id, change.field, by, at, digest)
        db.add(
            Event(
                entity=entity, entity_id=entity_id, field=change.field, before=change.before, after=change.after,
                by=by, at=at, salt=salt, digest=digest, previous_hash=previous, hash=link,
            )
        )  # fmt: skip
        db.flush()
        previous = link


def first_broken_event(db: Session) -> int | None:
    """The id of the first event that does not fit the chain; None when the whole log verifies."""
    previous = GENESIS
    for event in db.exec(select(Event).order_by(col(Event.id))):
        digest = _sha256(event.salt, event.before, event.after)
        link = _link(previous, event.entity, event.entity_id, event.field, event.by, event.at, digest)
        if (event.previous_hash, event.digest, event.hash) != (previous, digest, link):
            return event.id
        previous = event.hash
    return None


def _link(previous: str, entity: str, entity_id: int, field: str, by: str, at: datetime, digest: str) -> str:
    return _sha256(previous, entity, entity_id, field, by, at.astimezone(UTC).isoformat(), digest)


def _sha256(*parts: str | int | None) -> str:
    """Hash of the canonical JSON of the parts."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def create_triggers(connection: Connection) -> None:
    """Refuse UPDATE, DELETE and a second INSERT of the same id on every log. Idempotent; run after each migration.

    The third stops `INSERT OR REPLACE`, which deletes without firing a delete trigger unless a pragma says so.
    """
    for table in APPEND_ONLY_TABLES:
        for act in ("UPDATE", "DELETE"):
            connection.execute(_trigger(f"{table}_no_{act.lower()}", f"BEFORE {act} ON {table}", ""))
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        connection.execute(_trigger(f"{table}_no_replace", f"BEFORE INSERT ON {table}", exists))


def _trigger(name: str, moment: str, when: str) -> TextClause:
    return text(f"CREATE TRIGGER IF NOT EXISTS {name} {moment} {when} BEGIN SELECT RAISE(ABORT, 'append-only'); END")
