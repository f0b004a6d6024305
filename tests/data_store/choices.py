"""Undoing single changes of the log, as the page Historial does."""

from uuid import uuid4

from data_store.database import Store, reading, writing
from data_store.queries import data_version
from data_store.undo_choice import ChoicePlan, plan_choice, undo_choice
from tests.data_store.records import SIGNED, many


def events_of(store: Store, sql: str, **values: object) -> list[int]:
    """The ids of the events that a condition on `event` keeps."""
    return [number for (number,) in many(store, f"SELECT id FROM event WHERE {sql} ORDER BY id", **values)]


def planned_choice(store: Store, *events: int, restore: tuple[str, ...] = ()) -> ChoicePlan:
    with reading(store) as db:
        return plan_choice(db, events=events, restore=restore)


def chosen_undone(store: Store, *events: int, restore: tuple[str, ...] = ()) -> int:
    """Undo the events on the data as they are now; returns the new batch."""
    with writing(store) as db:
        version = data_version(db.connection())
        return undo_choice(db, events=events, restore=restore, version=version, token=uuid4().hex, **SIGNED)
