"""What a person chose in the history: from events to the records and fields that they tell of, each with the batch that made it.

A report, a deadline and a verification are told by their effect on the assignment or the agreement; the record behind is what
is undone. A decision of a session, a merging and what was forgotten are chosen whole: part of one would say what nobody decided.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, text

from data_store.families import families_of
from data_store.replay import EDITABLE, LIFE, Batch, Record, chain_of, counting, load_batches, load_linked, records_of
from data_store.seeding import LOADED_BY
from follow_up.import_plan import BatchKind

STANDING = "created"  # the key of a record's making or withdrawing, beside the names of its fields
REPORTED = ("status", "progress", "actions", "reported_on")
WHOLE_KINDS = (BatchKind.DECISION, BatchKind.FORGET)
WHOLE_FIELD = "institution"  # what was of one institution passed to another: only all of it at once keeps the two apart

CHOSEN = """
SELECT id, entity, entity_id, field, before, after, by, at, batch_id FROM event WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""
OF_BATCH = "SELECT id, entity, entity_id, field, before, after, by, at, batch_id FROM event WHERE batch_id = :batch ORDER BY id"
BESIDE = """
SELECT id, entity, entity_id, field, before, after, by, at, batch_id FROM event
WHERE entity = :entity AND entity_id = :number AND batch_id IS :batch AND by = :by AND at = :at
"""

# The records behind a told effect: of which table, with the member that speaks and the moment that it was recorded.
BEHIND = {
    "progress_report": """SELECT r.id, m.acronym, r.by, r.recorded_at FROM progress_report r
        LEFT JOIN institution m ON m.id = r.member_id WHERE r.assignment_id = :number ORDER BY r.id""",
    "deadline_change": "SELECT d.id, NULL, d.by, d.recorded_at FROM deadline_change d WHERE d.agreement_id = :number ORDER BY d.id",
    "verification": """SELECT v.id, NULL, v.by, v.recorded_at FROM verification v JOIN progress_report r ON r.id = v.report_id
        WHERE r.assignment_id = :number ORDER BY v.id""",
}
TOLD_BY = {**dict.fromkeys(REPORTED, "progress_report"), "verified": "verification", "deadline": "deadline_change"}

TAKEN_BACK = "SELECT id, acts FROM import_batch WHERE kind = :edit AND acts <> '[]'"


class CannotUndo(StrEnum):
    """Why a change cannot be undone from the history; a sentence each in `ui.history_texts`."""

    INITIAL = "initial"  # the first load of the acta: what everything stands on
    SESSION_STATE = "session_state"  # a session is opened and closed where sessions are
    ALREADY = "already"  # it counts no longer
    UNTRACED = "untraced"  # recorded by an older version, which did not say of which record


class Told(NamedTuple):
    """One event of the log."""

    id: int
    entity: str
    entity_id: int
    field: str
    before: str | None
    after: str | None
    by: str
    at: str
    batch_id: int | None


Key = tuple[Record, str]  # a record, and its field or `STANDING`


@dataclass
class Choice:
    """What was chosen: per key the batches whose part in it is taken back, and the events that tell of it, oldest first.

    `whole`: the one batch that it is all of, if it is, or the undo of its undo. `refused`: the events that cannot be undone, and why.
    """

    batches: Mapping[int, Batch]
    made_in: dict[Key, set[int | None]] = field(default_factory=lambda: defaultdict(set))
    events: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    refused: dict[int, CannotUndo] = field(default_factory=dict)
    whole: int | None = None

    def add(self, keys: Iterable[Key], batch_id: int | None, events: Iterable[int]) -> None:
        """One more change."""
        told = set(events)
        for key in keys:
            self.made_in[key].add(batch_id)
            self.events[key] |= told


def taken_back(db: Connection) -> dict[int, int]:
    """The events that were undone one by one or in a selection that counts, each with the batch that did it."""
    rows = db.execute(text(TAKEN_BACK), {"edit": BatchKind.EDIT}).all()
    standing = counting(load_linked(db, [row[0] for row in rows]))
    return {event_id: row[0] for row in rows if row[0] in standing for _, event_id, _ in json.loads(row[1])}


def choose(db: Connection, event_ids: Collection[int]) -> Choice:
    """What the events mean. Those that cannot be undone are left out, and told."""
    choice = Choice(load_batches(db))
    chosen = _Chosen(db, choice)
    for told in _told(db, CHOSEN, ids=json.dumps(sorted(event_ids))):
        chosen.take(told)
    touched = {batch_id for made_in in choice.made_in.values() for batch_id in made_in}
    if len(touched) == 1 and (only := next(iter(touched))) is not None and chosen.all_of(only) <= choice.made_in.keys():
        choice.whole = _last_of(choice.batches, only)
    return choice


def _last_of(batches: Mapping[int, Batch], batch_id: int) -> int:
    """The batch that brought it back last, where it was undone and done again: that is what can be undone."""
    undone_by = {batch.undoes: batch.id for batch in batches.values()}
    while batch_id in undone_by:
        batch_id = undone_by[batch_id]
    return batch_id


def _told(db: Connection, sql: str, **parameters: object) -> list[Told]:
    return [Told(*row) for row in db.execute(text(sql), parameters)]


class _Chosen:
    """The events taken one after the other into a choice."""

    def __init__(self, db: Connection, choice: Choice) -> None:
        self._db, self._choice = db, choice
        self._standing = counting(choice.batches)
        self._taken_back = taken_back(db)
        self._records: dict[int, set[Record]] = {}
        self._all: dict[int, set[Key]] = {}
        self._whole: dict[int, bool] = {}

    def take(self, told: Told) -> None:
        refusal = self._refusal(told)
        if refusal is not None:
            self._choice.refused[told.id] = refusal
        elif told.batch_id is not None and self._is_whole(told.batch_id):
            self._take_whole(told.batch_id)
        else:
            keys = self._keys(told)
            if not keys:
                self._choice.refused[told.id] = CannotUndo.UNTRACED
            self._choice.add(keys, told.batch_id, self._beside(told))

    def all_of(self, batch_id: int) -> set[Key]:
        """Every record and field that a batch turned."""
        if batch_id not in self._all:
            keys = {key for told in _told(self._db, OF_BATCH, batch=batch_id) if (key := _own_key(told)) is not None}
            self._all[batch_id] = keys | {(record, STANDING) for record in records_of(self._db, [batch_id]) if record[0] in BEHIND}
        return self._all[batch_id]

    def _refusal(self, told: Told) -> CannotUndo | None:
        if told.id in self._taken_back or (told.batch_id is not None and told.batch_id not in self._standing):
            return CannotUndo.ALREADY
        if told.field == "state":
            return CannotUndo.SESSION_STATE
        is_first = told.batch_id is None and told.field == "created" and told.by == LOADED_BY
        return CannotUndo.INITIAL if is_first else None

    def _is_whole(self, batch_id: int) -> bool:
        """Whether nobody may take a part of the batch: for what it did, or for what it undoes."""
        if batch_id not in self._whole:
            first = self._choice.batches[chain_of(self._choice.batches, batch_id)[-1]]
            merged = first.kind == BatchKind.EDIT and any(told.field == WHOLE_FIELD for told in _told(self._db, OF_BATCH, batch=first.id))
            self._whole[batch_id] = merged or first.kind in WHOLE_KINDS
        return self._whole[batch_id]

    def _take_whole(self, batch_id: int) -> None:
        events = [told.id for told in _told(self._db, OF_BATCH, batch=batch_id)]
        self._choice.add(self.all_of(batch_id), batch_id, events)

    def _keys(self, told: Told) -> set[Key]:
        own = _own_key(told)
        if own is None:
            return {(record, STANDING) for record in self._behind(told)}
        if own[1] != STANDING or told.batch_id is None:
            return {own}
        record = own[0]
        below = families_of(self._db, [record], live=True)[record] | families_of(self._db, [record], live=False)[record]
        return {own} | {(part, STANDING) for part in below & self._records_of(told.batch_id)}

    def _behind(self, told: Told) -> set[Record]:
        """The reports, deadlines or verifications whose effect the event tells."""
        table = TOLD_BY.get(told.field)
        if table is None:
            return set()
        found = self._db.execute(text(BEHIND[table]), {"number": told.entity_id}).all()
        if told.batch_id is None:
            found = [row for row in found if (row[2], row[3]) == (told.by, told.at)]
        else:
            found = [row for row in found if (table, row[0]) in self._records_of(told.batch_id)]
        words = told.after or told.before or ""
        by_member = [row for row in found if row[1] and words.startswith(f"{row[1]}: ")]
        return {(table, row[0]) for row in by_member or [row for row in found if not row[1]] or found}

    def _records_of(self, batch_id: int) -> set[Record]:
        """What the batch turned, or the one that it undoes made."""
        if batch_id not in self._records:
            self._records[batch_id] = records_of(self._db, chain_of(self._choice.batches, batch_id))
        return self._records[batch_id]

    def _beside(self, told: Told) -> list[int]:
        """The events that tell of the same report: it tells several fields at once."""
        if told.field not in REPORTED:
            return [told.id]
        same = {"entity": told.entity, "number": told.entity_id, "batch": told.batch_id, "by": told.by, "at": told.at}
        mine = self._behind(told)
        return [other.id for other in _told(self._db, BESIDE, **same) if other.field in REPORTED and self._behind(other) == mine]


def _own_key(told: Told) -> Key | None:
    """What an event tells of its own record; None when it tells the effect of another."""
    record = told.entity, told.entity_id
    if told.field in LIFE:
        return record, STANDING
    return (record, told.field) if told.field in EDITABLE.get(told.entity, ()) else None
