"""Undoing a batch: what it made is withdrawn, what it withdrew comes back, the values before it return.

One batch of its own in the caller's transaction, told in the log like any other change; its undo is undone the same way.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text

from data_store.bulk import Bulk, table_of
from data_store.database import Reader, Writer
from data_store.imports import PlanOutdated
from data_store.lookups import UnknownRecord
from data_store.models import Agreement, Base, ImportBatch
from data_store.queries import data_version
from data_store.recording import Refused
from data_store.replay import EDITABLE, Batch, load_batches
from data_store.undo_effects import Effects
from data_store.undo_labels import Labels
from data_store.undo_plan import unmake
from data_store.unmaking import Obstacle, Unmaking
from follow_up.acts import Refusal
from follow_up.import_plan import BatchKind

DAYS = {"held_on", "assigned_on", "released_on"}
MODELS = {table_of(model): model for model in Base.__subclasses__()}


class AlreadyUndone(Exception):
    """The batch was undone before; what can be undone is that undo."""


@dataclass(frozen=True, slots=True)
class Restored:
    """One value that would change: of which agreement (`ref`), institution or other record (`name`), now and then.

    `field` "withdrawn" with `then` set: the record is taken back; with `now` set: it comes back.
    """

    entity: str
    name: str
    ref: str | None
    institution: str | None
    field: str
    now: str | None
    then: str | None


@dataclass(frozen=True, slots=True)
class Collision:
    """Something made since that stands on the batch's work or in its place. It is kept unless `key` is restored.

    `field` and `batch_value` tell what the batch did, `later_field` and `later_value` what came after, `by` whom and when.
    """

    key: str
    ref: str | None
    institution: str | None
    field: str
    batch_value: str | None
    later_field: str
    later_value: str | None
    by: str
    at: datetime


@dataclass(frozen=True)
class UndoPlan:
    """The preview of an undo on a version of the data. `staying`: names of what the batch made and others now use."""

    batch_id: int
    version: int
    restored: tuple[Restored, ...]
    collisions: tuple[Collision, ...]
    staying: tuple[str, ...]


def plan_undo(db: Reader, *, batch_id: int, restore: Collection[str] = ()) -> UndoPlan:
    """What undoing the batch would restore, and what collides. Raises `UnknownRecord`, `AlreadyUndone`."""
    unmaking = unmake(db, _undoable(db, batch_id), batch_id, restore)
    effects = Effects(db, unmaking)
    next_id = 1 + (db.execute(text("SELECT MAX(id) FROM import_batch")).scalar() or 0)
    changed = [(record, change) for record, change in effects.changes(next_id) if not effects.is_part(record)]
    obstacles = unmaking.obstacles
    labels = Labels(db, {record for record, _ in changed} | {obstacle.of for obstacle in obstacles} | unmaking.staying)
    return UndoPlan(
        batch_id=batch_id,
        version=data_version(db),
        restored=tuple(Restored(record[0], *labels.name(record), *change) for record, change in changed),
        collisions=tuple(_collision(labels, obstacle) for obstacle in obstacles),
        staying=tuple(labels.name(record).name for record in sorted(unmaking.staying)),
    )


def _undoable(db: Reader, batch_id: int) -> dict[int, Batch]:
    batches = load_batches(db)
    if batch_id not in batches:
        raise UnknownRecord(f"ImportBatch {batch_id}")
    if any(batch.undoes == batch_id for batch in batches.values()):
        raise AlreadyUndone(batch_id)
    return batches


def _collision(labels: Labels, obstacle: Obstacle) -> Collision:
    name, done, since = labels.name(obstacle.of), labels.done(obstacle), labels.since(obstacle)
    return Collision(obstacle.key, name.ref, name.institution, *done, *since)


def undo_batch(db: Writer, *, batch_id: int, restore: Collection[str], version: int, by: str, at: datetime) -> int:
    """Undo the batch; what was made since stays, but for the collisions in `restore`. Returns the id of the new batch.

    Raises `UnknownRecord`, `AlreadyUndone`, `PlanOutdated` when the data are no longer those of the preview, `Refused`
    without `by`.
    """
    if not by.strip():
        raise Refused([Refusal.BY_MISSING])
    found = data_version(db.connection())
    unmaking = unmake(db.connection(), _undoable(db.connection(), batch_id), batch_id, restore)
    if found != version:
        raise PlanOutdated(expected=version, found=found)
    bulk = Bulk(db)
    undo_id = bulk.add(
        ImportBatch, plan_id=f"undo:{batch_id}", kind=BatchKind.UNDO, file_name=_file_of(bulk, batch_id), sha256="", by=by.strip(),
        at=at, counts=json.dumps(_counts(unmaking)), undoes=batch_id, acts=json.dumps(sorted(unmaking.asked)),
    )  # fmt: skip
    _write(bulk, unmaking, Effects(bulk.connection, unmaking), undo_id)
    bulk.write(by=by.strip(), at=at, batch_id=undo_id)
    return undo_id


def _write(bulk: Bulk, unmaking: Unmaking, effects: Effects, undo_id: int) -> None:
    for table, number in unmaking.down:
        bulk.change(MODELS[table], number, withdrawn_in=undo_id)
    for table, number in unmaking.up:
        bulk.change(MODELS[table], number, withdrawn_in=None)
    columns = Columns(bulk)
    for ((table, number), name), (_, after) in unmaking.values.items():
        bulk.change(MODELS[table], number, **{EDITABLE[table][name]: columns.stored(name, after)})
    for agreement_id, (_, (kind, day)) in effects.deadlines.items():
        bulk.change(Agreement, agreement_id, deadline_kind=kind, deadline=day)
    for (table, number), change in effects.changes(undo_id):
        bulk.log(MODELS[table], number, change)
    for table, number in effects.touched():
        bulk.touch(MODELS[table], number)


class Columns:
    """From the values of the log to those of the columns."""

    def __init__(self, bulk: Bulk) -> None:
        self._institutions = dict(tuple(row) for row in bulk.rows("SELECT acronym, id FROM institution"))
        self._themes = dict(tuple(row) for row in bulk.rows("SELECT label, id FROM theme"))

    def stored(self, name: str, told: str | None) -> object:
        """The value of a field of `EDITABLE` as its column holds it."""
        if name in {"follow_up", "institution"}:
            return self._institutions[told]
        if name == "theme":
            return self._themes[told]
        return date.fromisoformat(told) if name in DAYS and told else told


def _counts(unmaking: Unmaking) -> dict[str, int]:
    return {"withdrawn": len(unmaking.down), "revived": len(unmaking.up), "values": len(unmaking.values)}


def _file_of(bulk: Bulk, batch_id: int) -> str:
    return bulk.rows("SELECT file_name FROM import_batch WHERE id = :id", id=batch_id)[0][0]
