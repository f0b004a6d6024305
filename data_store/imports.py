"""Applying a plan: one batch in the caller's transaction, whole or not at all, and the same plan twice is one batch.

Also the writers of what the program remembers of files. `by` is a post, never a person's name; `at` is UTC.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import text
from sqlmodel import select

from data_store.applying import Applying
from data_store.bulk import Bulk
from data_store.database import Writer
from data_store.event_log import FieldChange, append_entries, append_events
from data_store.import_acta import ActaBook
from data_store.import_ground import load_agreements
from data_store.import_names import NameBook
from data_store.lookups import existing, id_of
from data_store.models import IgnoredName, ImportBatch, ImportRow, InstitutionAlias, TrackerLayout
from data_store.queries import data_version
from data_store.recording import Refused
from follow_up.acts import Refusal
from follow_up.import_plan import Acts, BatchKind, ImportPlan, Outcome, Place, PlanRow, RowKind
from follow_up.memory import uncollected

THEME_AS_WRITTEN = "Tema"  # the heading under which a theme that is none of ours is kept


class PlanOutdated(Exception):
    """Somebody wrote after the plan was made; nothing was written."""

    def __init__(self, *, expected: int, found: int) -> None:
        super().__init__(f"planned on version {expected}, found {found}")
        self.expected = expected
        self.found = found


@dataclass(frozen=True)
class Applied:
    """What applying a plan did. `batch_id` is missing when there was nothing to record.

    `counts`: rows recorded by `RowKind`, "left_out", "nothing", "absent"; and records made: "agreements", "assignments",
    "reports", "deadlines", "edits".
    """

    batch_id: int | None
    counts: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[Place, Outcome] = field(default_factory=dict)


@uncollected()
def apply_plan(
    db: Writer, plan: ImportPlan, *, accepted: Collection[Place], file_name: str, sha256: str, by: str, at: datetime, today: date
) -> Applied:
    """Record the accepted rows of a plan, and the names decided with it, as one batch; nothing when no row has anything.

    Raises `PlanOutdated`, `Refused` without `by`, `RowRefused` where a row breaks a rule.
    """
    if not by.strip():
        raise Refused([Refusal.BY_MISSING])
    chosen = frozenset(accepted)
    acts = {row.entry.place: row.acts for row in plan.rows if row.entry.place in chosen and row.acts and _records(row.acts)}
    if not acts:
        return Applied(None)
    plan_id = _fingerprint(plan, acts, sha256)
    earlier = _applied_before(db, plan_id)
    if earlier is not None:
        return earlier
    found = data_version(db.connection())
    if found != plan.version:
        raise PlanOutdated(expected=plan.version, found=found)
    bulk = Bulk(db)
    batch_id = bulk.add(
        ImportBatch, plan_id=plan_id, kind=BatchKind.IMPORT, file_name=file_name, sha256=sha256, by=by.strip(), at=at, counts="",
        undoes=None, acts="[]",
    )  # fmt: skip
    applied = _record(bulk, plan, acts, batch_id=batch_id, by=by.strip(), at=at, today=today)
    if bulk.is_empty:  # all of it stands already
        return Applied(None)
    bulk.change(ImportBatch, batch_id, counts=json.dumps(applied.counts))
    bulk.write(by=by.strip(), at=at, batch_id=batch_id)
    return applied


def _record(
    bulk: Bulk, plan: ImportPlan, acts: Mapping[Place, Acts], *, batch_id: int, by: str, at: datetime, today: date
) -> Applied:
    """Everything that the batch is, collected in `bulk`."""
    names = NameBook(bulk, by=by, at=at)
    acta = ActaBook(bulk, names)
    stored = load_agreements(bulk, [act.agreement_id for act in acts.values() if act.agreement_id is not None])
    applying = Applying(bulk, names, acta, stored, by=by, at=at, today=today)
    for answer in plan.names:
        names.remember(answer)
    outcomes: dict[Place, Outcome] = {}
    rows: Counter[str] = Counter()
    for row in plan.rows:
        place = row.entry.place
        act = acts.get(place)
        outcome = outcomes[place] = _outcome(row, act)
        row_id = _add_row(bulk, row, outcome, batch_id=batch_id, names=names)
        if act is not None:
            bulk.change(ImportRow, row_id, agreement_id=applying.record(row, act, row_id=row_id))
        rows[row.kind if outcome == Outcome.RECORDED else outcome] += 1
    return Applied(batch_id, {**rows, "absent": len(plan.absent), **applying.counts}, outcomes)


def _add_row(bulk: Bulk, row: PlanRow, outcome: Outcome, *, batch_id: int, names: NameBook) -> int:
    """The row of the file, with its columns that are none of ours."""
    entry = row.entry
    extra = dict(entry.extra)
    if entry.theme and not names.is_theme(entry.theme):
        extra.setdefault(THEME_AS_WRITTEN, entry.theme)
    return bulk.add(
        ImportRow, batch_id=batch_id, sheet=entry.place.sheet, row=entry.place.row, part=entry.place.part, kind=row.kind,
        outcome=outcome, agreement_id=row.agreement_id, reasons=" ".join([*row.doubts, *row.refusals, *entry.flaws]),
        extra=_JSON.encode(extra),
    )  # fmt: skip


def _outcome(row: PlanRow, acts: Acts | None) -> Outcome:
    if acts is not None:
        return Outcome.RECORDED
    return Outcome.NOTHING if row.kind == RowKind.SAME else Outcome.LEFT_OUT


def _records(acts: Acts) -> bool:
    """Whether accepting the row writes anything."""
    return acts.agreement_id is None or bool(acts.edits or acts.joining or acts.reports or acts.deadline)


def _fingerprint(plan: ImportPlan, acts: Mapping[Place, Acts], sha256: str) -> str:
    """The name of what would be recorded: the file, the data it is compared with, the decisions, and each act.

    The version belongs to it: a file that was loaded, undone and is loaded again is another batch.
    """
    whole = hashlib.sha256(_JSON.encode((sha256, plan.version, plan.names)).encode())
    for row in plan.rows:
        act = acts.get(row.entry.place)
        if act is not None:
            whole.update(_JSON.encode((row.entry if act.agreement_id is None else row.entry.place, act)).encode())
    return whole.hexdigest()


def _plain(value: object) -> object:
    """A day, or one of our dataclasses as its name and fields, for JSON: its `repr` would cost three times as much."""
    if isinstance(value, date):
        return value.isoformat()
    return [type(value).__name__, _fields_of(type(value))(value)]


@cache
def _fields_of(kind: Any) -> Callable[[object], object]:
    return attrgetter(*(each.name for each in fields(kind)))


_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain)


def _applied_before(db: Writer, plan_id: str) -> Applied | None:
    """The batch of a plan that was applied already: the answer to its first writing may have been lost on the way."""
    batch = db.execute(text("SELECT id, counts FROM import_batch WHERE plan_id = :plan"), {"plan": plan_id}).first()
    if batch is None:
        return None
    found = db.execute(text("SELECT sheet, row, part, outcome FROM import_row WHERE batch_id = :batch"), {"batch": batch[0]})
    rows = {Place(sheet, row, part): Outcome(outcome) for sheet, row, part, outcome in found}
    return Applied(batch[0], json.loads(batch[1]), rows)


def remember_layout(db: Writer, *, fingerprint: str, columns: Mapping[int, str | None], by: str, at: datetime) -> None:
    """What a person said that the columns of a layout are: number from 0 to the name of a field, None for extra."""
    told = json.dumps({str(number): columns[number] for number in sorted(columns)})
    layout = db.exec(select(TrackerLayout).where(TrackerLayout.fingerprint == fingerprint)).first()
    changes = [FieldChange("created", None, fingerprint)] if layout is None else []
    layout = layout or TrackerLayout(fingerprint=fingerprint, columns=told, by=by, at=at)
    if layout.withdrawn_in is not None:
        changes.append(FieldChange("withdrawn", str(layout.withdrawn_in), None))
    if layout.columns != told:
        changes.append(FieldChange("columns", layout.columns, told))
    if not changes:
        return
    layout.columns, layout.by, layout.at, layout.withdrawn_in = told, by.strip(), at, None
    db.add(layout)
    db.flush()
    append_events(db, entity="tracker_layout", entity_id=id_of(layout), changes=changes, by=by.strip(), at=at)


def forget_layout(db: Writer, *, layout_id: int, by: str, at: datetime) -> None:
    """The columns of the layout are found by their headings again. Raises `UnknownRecord`."""
    layout = existing(db, TrackerLayout, layout_id)
    _forget(db, layout, layout.fingerprint, by=by, at=at)


def forget_alias(db: Writer, *, alias_id: int, by: str, at: datetime) -> None:
    """The spelling is asked about again. What was recorded under it stays. Raises `UnknownRecord`."""
    alias = existing(db, InstitutionAlias, alias_id)
    _forget(db, alias, alias.spelling, by=by, at=at)


def forget_ignored(db: Writer, *, ignored_id: int, by: str, at: datetime) -> None:
    """The name is asked about again. Raises `UnknownRecord`."""
    ignored = existing(db, IgnoredName, ignored_id)
    _forget(db, ignored, ignored.spelling, by=by, at=at)


def _forget(db: Writer, record: TrackerLayout | InstitutionAlias | IgnoredName, told: str, *, by: str, at: datetime) -> None:
    """Withdraw one remembered thing, in a batch of its own."""
    if not by.strip():
        raise Refused([Refusal.BY_MISSING])
    entity, record_id = str(record.__tablename__), id_of(record)
    batch = ImportBatch(
        plan_id=f"forget:{entity}:{record_id}:{data_version(db.connection())}", kind=BatchKind.FORGET, file_name=told, sha256="",
        by=by.strip(), at=at, counts="{}",
    )  # fmt: skip
    db.add(batch)
    db.flush()
    record.withdrawn_in = batch.id
    db.add(record)
    db.flush()
    entry = (entity, record_id, "withdrawn", None, str(batch.id))
    append_entries(db, [entry], by=by.strip(), at=at, batch_id=batch.id)
