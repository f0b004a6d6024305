"""The numbers of days that the rules use, where they differ from the defaults of `follow_up.settings`."""

from datetime import datetime

from sqlalchemy import text
from sqlmodel import select

from data_store.database import Reader, Writer
from data_store.event_log import FieldChange
from data_store.models import Setting
from data_store.recording import create, log, refuse, require_unchanged
from follow_up.acts import Refusal

BOUNDS = range(1, 366)  # days; a window longer than a year tells nothing apart
SET = "SELECT name, value FROM setting WHERE withdrawn_in IS NULL"


def load_settings(db: Reader) -> dict[str, int]:
    """What was set, by name; what is missing has its default."""
    return {row[0]: int(row[1]) for row in db.execute(text(SET))}


def set_window(db: Writer, *, name: str, days: int | None, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """A window of so many days; None: the default again. Raises `Refused` out of `BOUNDS` or when nothing changes, `StaleRecord`."""
    refuse([Refusal.WINDOW_BOUNDS] if days is not None and days not in BOUNDS else [], by=by)
    stored = db.exec(select(Setting).where(Setting.name == name)).first()
    if stored is None:
        refuse([Refusal.NOTHING_CHANGED] if days is None else [], by=by)
        create(db, Setting(name=name, value=str(days)), told=f"{name} {days}", by=by, at=at, batch_id=batch_id)
        return
    require_unchanged(db, stored, seen=seen)
    changes = _put(stored, days, batch_id)
    refuse([] if changes else [Refusal.NOTHING_CHANGED], by=by)
    log(db, stored, *changes, by=by, at=at, batch_id=batch_id)


def _put(stored: Setting, days: int | None, batch_id: int) -> list[FieldChange]:
    """The default is no setting at all: what was set is taken back, and comes back when it is set again."""
    changes: list[FieldChange] = []
    if (stored.withdrawn_in is None) == (days is None):
        told = None if stored.withdrawn_in is None else str(stored.withdrawn_in)
        stored.withdrawn_in = batch_id if days is None else None
        changes.append(FieldChange("withdrawn", told, str(batch_id) if days is None else None))
    if days is not None and stored.value != str(days):
        changes.append(FieldChange("value", stored.value, str(days)))
        stored.value = str(days)
    return changes
