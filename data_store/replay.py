"""What the log of batches says that a record is, when some of them count no longer.

To undo a batch is to read the log again without it: a record is what the last act that counts made of it, a field what
the last one said. What an undo itself wrote is a consequence and no act, except what it was asked to do beyond that.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from follow_up.import_plan import BatchKind

Record = tuple[str, int]  # name of the table, id
# The fields that may change, each with its column. Those of another record are told by its name, whatever it is called since.
EDITABLE = {
    "agreement": {"text": "text", "deadline_note": "deadline_note", "follow_up": "follow_up_id", "passed_from": "parent_id"},
    "problem": {"text": "text", "theme": "theme_id"},
    "committee_session": {"held_on": "held_on", "title": "title"},
    "institution_alias": {"institution": "institution_id"},
    "assignment": {"assigned_on": "assigned_on", "released_on": "released_on", "institution": "institution_id"},
    "institution": {"name": "name", "acronym": "acronym", "kind": "kind", "retired_on": "retired_on"},
    "theme": {
        "label": "label", "position": "position", "action_line": "action_line", "colour": "colour", "retired_on": "retired_on",
    },
    "group_membership": {"member": "member_id", "valid_from": "valid_from", "valid_to": "valid_to"},
    "committee": {"name": "name", "territory": "territory", "level": "level", "committee": "parent_id"},
    "holiday": {"name": "name", "scope": "scope"},
    "setting": {"value": "value"},
}
LIFE = ("created", "withdrawn")
FIELDS = (*LIFE, *sorted({name for fields in EDITABLE.values() for name in fields}))

BATCHES = "SELECT id, kind, undoes, by, at, acts FROM import_batch ORDER BY id"

# With those that they undo and those that undo them: which of these count is told by them alone.
LINKED = """
WITH RECURSIVE linked (id) AS (
    SELECT value FROM json_each(:ids)
    UNION SELECT b.undoes FROM linked l JOIN import_batch b ON b.id = l.id WHERE b.undoes IS NOT NULL
    UNION SELECT u.id FROM linked l JOIN import_batch u ON u.undoes = l.id)
SELECT b.id, b.kind, b.undoes, b.by, b.at, b.acts FROM linked l JOIN import_batch b ON b.id = l.id ORDER BY b.id
"""

LOGGED = """
SELECT DISTINCT entity, entity_id FROM event
WHERE batch_id IN (SELECT value FROM json_each(:batches)) AND field IN (SELECT value FROM json_each(:fields))
"""

# Reports and deadlines of a file tell of their making on their assignment and agreement; its row names their batch.
ARRIVED = """
SELECT '{table}', r.id, w.batch_id FROM import_row w JOIN {table} r ON r.import_row_id = w.id
WHERE w.batch_id IN (SELECT value FROM json_each(:batches))
"""

ORIGINS = """
SELECT '{table}', r.id, w.batch_id FROM {table} r JOIN import_row w ON w.id = r.import_row_id
WHERE r.id IN (SELECT value FROM json_each(:ids))
"""

EVENTS = """
SELECT e.id, e.entity, e.entity_id, e.batch_id, e.field, e.before, e.after, e.by, e.at
FROM json_each(:records) r
JOIN event e ON e.entity = json_extract(r.value, '$[0]') AND e.entity_id = json_extract(r.value, '$[1]')
WHERE e.field IN (SELECT value FROM json_each(:fields)) ORDER BY e.id
"""

LOGS = ("progress_report", "deadline_change")
NEVER = 0  # the batch of an act that counts no longer, whatever became of its own: batches are numbered from 1


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch, and what it did of its own if it is an undo: (entity, id, field)."""

    id: int
    kind: BatchKind
    undoes: int | None
    by: str
    at: str
    acts: frozenset[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Act:
    """An event that counts as long as its batch does; `batch_id` missing: always."""

    event_id: int
    batch_id: int | None
    field: str
    before: str | None
    after: str | None
    by: str
    at: str


def load_batches(db: Connection) -> dict[int, Batch]:
    """Every batch, by its id."""
    return _batches(db.execute(text(BATCHES)))


def load_linked(db: Connection, ids: Collection[int]) -> dict[int, Batch]:
    """Those batches, and all that they undo or that undoes them."""
    return _batches(db.execute(text(LINKED), {"ids": json.dumps(sorted(ids))}))


def _batches(rows: Iterable[Any]) -> dict[int, Batch]:
    return {
        row[0]: Batch(row[0], BatchKind(row[1]), row[2], row[3], row[4], frozenset((e, n, f) for e, n, f in json.loads(row[5])))
        for row in rows
    }


def chain_of(batches: Mapping[int, Batch], batch_id: int) -> list[int]:
    """The batch, the one that it undoes, the one that this undoes…: those that change sides when the first is undone."""
    chain = [batch_id]
    while (earlier := batches[chain[-1]].undoes) is not None:
        chain.append(earlier)
    return chain


def counting(batches: Mapping[int, Batch], *, but: Collection[int] = ()) -> frozenset[int]:
    """The batches that count: those that no batch that counts undoes. `but`: as if those were undone too."""
    counts: set[int] = set()
    undone = {batch.undoes: batch.id for batch in batches.values()}
    for batch_id in sorted(batches, reverse=True):
        if batch_id not in but and undone.get(batch_id) not in counts:
            counts.add(batch_id)
    return frozenset(counts)


def records_of(db: Connection, batch_ids: Collection[int]) -> set[Record]:
    """Every record that the batches made, withdrew, brought back or edited."""
    chosen = {"batches": json.dumps(sorted(batch_ids))}
    found = {(row[0], row[1]) for row in db.execute(text(LOGGED), {**chosen, "fields": json.dumps(FIELDS)})}
    for table in LOGS:
        found |= {(row[0], row[1]) for row in db.execute(text(ARRIVED.format(table=table)), chosen)}
    return found


def acts_of(db: Connection, records: Collection[Record], batches: Mapping[int, Batch]) -> dict[Record, list[Act]]:
    """The acts on each record, in the order of the log."""
    acts: dict[Record, list[Act]] = defaultdict(list)
    for table in LOGS:
        ids = json.dumps(sorted(number for entity, number in records if entity == table))
        for _, number, batch_id in db.execute(text(ORIGINS.format(table=table)), {"ids": ids}):
            batch = batches[batch_id]
            acts[table, number].append(Act(0, batch_id, "created", None, "", batch.by, batch.at))
    wanted = {"records": json.dumps(sorted(records)), "fields": json.dumps(FIELDS)}
    for event_id, entity, number, batch_id, field, *told in db.execute(text(EVENTS), wanted):
        if _is_act(batches, batch_id, (entity, number, field)):
            acts[entity, number].append(Act(event_id, batch_id, field, *told))
    return acts


def _is_act(batches: Mapping[int, Batch], batch_id: int | None, change: tuple[str, int, str]) -> bool:
    if batch_id is None:
        return True
    batch = batches[batch_id]
    return batch.kind != BatchKind.UNDO or change in batch.acts


def is_live(acts: Iterable[Act], counts: Collection[int]) -> bool:
    """Whether a record stands, by the acts that count. One that no batch made stood before."""
    lives = [act for act in acts if act.field in LIFE]
    live = not any(act.field == "created" and act.batch_id is not None for act in lives)
    for act in lives:
        if act.batch_id is None or act.batch_id in counts:
            live = act.field == "created" or act.after is None
    return live


def value_of(acts: Sequence[Act], counts: Collection[int], *, until: int | None = None) -> str | None:
    """The value of a field, by the acts on it that count, or by those before the event `until`."""
    value = acts[0].before
    for act in acts:
        if (act.batch_id is None or act.batch_id in counts) and (until is None or act.event_id < until):
            value = act.after
    return value
