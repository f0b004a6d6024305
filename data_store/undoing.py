"""Undoing a batch: what it made is withdrawn, what it withdrew comes back, the values before it return.

One batch of its own in the caller's transaction, told in the log like any other change; its undo is undone the same way.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import text

from data_store.bulk import Bulk, table_of
from data_store.database import Reader, Writer
from data_store.imports import PlanOutdated
from data_store.lookups import UnknownRecord
from data_store.models import Agreement, Base, ImportBatch
from data_store.queries import data_version
from data_store.recording import Refused
from data_store.replay import EDITABLE, Batch, load_batches
from data_store.told_names import meant_by
from data_store.undo_effects import Effects
from data_store.undo_labels import Labels
from data_store.undo_plan import unmake
from data_store.unmaking import Obstacle, Unmaking
from follow_up.acts import Refusal
from follow_up.import_plan import BatchKind

DAYS = {"held_on", "assigned_on", "released_on", "retired_on", "valid_from", "valid_to"}
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


@dataclass(frozen=True, kw_only=True)
class UndoPreview:
    """What an undo would do on a version of the data. `staying`: names of what is of it and others now use."""

    version: int
    restored: tuple[Restored, ...]
    collisions: tuple[Collision, ...]
    staying: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UndoPlan(UndoPreview):
    """The preview of the undo of a whole batch."""

    batch_id: int


def plan_undo(db: Reader, *, batch_id: int, restore: Collection[str] = ()) -> UndoPlan:
    """What undoing the batch would restore, and what collides. Raises `UnknownRecord`, `AlreadyUndone`."""
    return UndoPlan(batch_id=batch_id, **preview_of(db, unmake(db, _undoable(db, batch_id), batch_id, restore)))


class _Preview(TypedDict):
    version: int
    restored: tuple[Restored, ...]
    collisions: tuple[Collision, ...]
    staying: tuple[str, ...]


def preview_of(db: Reader, unmaking: Unmaking) -> _Preview:
    """The fields of an `UndoPreview`."""
    effects = Effects(db, unmaking)
    next_id = 1 + (db.execute(text("SELECT MAX(id) FROM import_batch")).scalar() or 0)
    changed = [(record, change) for record, change in effects.changes(next_id) if not effects.is_part(record)]
    obstacles = unmaking.obstacles
    labels = Labels(db, {record for record, _ in changed} | {obstacle.of for obstacle in obstacles} | unmaking.staying)
    return {
        "version": data_version(db),
        "restored": tuple(Restored(record[0], *labels.name(record), *change) for record, change in changed),
        "collisions": tuple(_collision(labels, obstacle) for obstacle in obstacles),
        "staying": tuple(labels.name(record).name for record in sorted(unmaking.staying)),
    }


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
        at=at, counts=json.dumps(counts_of(unmaking)), undoes=batch_id, acts=json.dumps(sorted(unmaking.asked)),
    )  # fmt: skip
    write_unmaking(bulk, unmaking, undo_id)
    bulk.write(by=by.strip(), at=at, batch_id=undo_id)
    return undo_id


def write_unmaking(bulk: Bulk, unmaking: Unmaking, undo_id: int) -> None:
    """Collect what it changes, as of the batch `undo_id`."""
    effects = Effects(bulk.connection, unmaking)
    for table, number in unmaking.down:
        bulk.change(MODELS[table], number, withdrawn_in=undo_id)
    for table, number in unmaking.up:
        bulk.change(MODELS[table], number, withdrawn_in=None)
    for ((table, number), name), (_, after) in unmaking.values.items():
        bulk.change(MODELS[table], number, **{EDITABLE[table][name]: _stored(bulk, name, after)})
    for agreement_id, (_, (kind, day)) in effects.deadlines.items():
        bulk.change(Agreement, agreement_id, deadline_kind=kind, deadline=day)
    for (table, number), change in effects.changes(undo_id):
        bulk.log(MODELS[table], number, change)
    for table, number in effects.touched():
        bulk.touch(MODELS[table], number)


def _stored(bulk: Bulk, name: str, told: str | None) -> object:
    """The value of a field of `EDITABLE` as its column holds it."""
    return date.fromisoformat(told) if name in DAYS and told else meant_by(bulk.rows, name, told)


def counts_of(unmaking: Unmaking) -> dict[str, int]:
    """What an undo did, in numbers, as its batch keeps them."""
    return {"withdrawn": len(unmaking.down), "revived": len(unmaking.up), "values": len(unmaking.values)}


def _file_of(bulk: Bulk, batch_id: int) -> str:
    return bulk.rows("SELECT file_name FROM import_batch WHERE id = :id", id=batch_id)[0][0]
