"""No undoing leaves an agreement without anybody who answers for it."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, text

from data_store.families import families_of
from data_store.replay import Act, Batch, Record, acts_of
from data_store.unmaking import Obstacle, Unmaking

RELEASED = "released_on"
TURNED = "SELECT DISTINCT agreement_id FROM assignment WHERE id IN (SELECT value FROM json_each(:ids))"
HOLDERS = """
SELECT agreement_id, id, released_on, withdrawn_in FROM assignment
WHERE agreement_id IN (SELECT value FROM json_each(:ids)) ORDER BY agreement_id, position, id
"""


class Holder(NamedTuple):
    """An assignment of an agreement as it stands before the undoing."""

    record: Record
    released_on: str | None
    is_live: bool


def keep_someone(db: Connection, result: Unmaking, restore: Collection[str], batches: Mapping[int, Batch]) -> None:
    """Where the undoing would take the last responsible of an agreement that stays, because others were released since, ours
    stay; those come back instead where they are asked for.
    """
    for agreement_id, holders in _holders(db, result).items():
        if ("agreement", agreement_id) in result.down or any(_answers(result, holder) for holder in holders):
            continue
        ours = [holder for holder in holders if holder.is_live and holder.released_on is None]
        released = _last_release(db, [holder for holder in holders if holder not in ours], batches)
        if not ours:
            continue  # nobody answered for it before either
        key = f"responsible:{agreement_id}"
        result.obstacles.append(Obstacle(key, ours[-1].record, edit=released[1] if released else None))
        if key in restore and released:
            holder = released[0]
            result.values[holder.record, RELEASED] = holder.released_on, None
            result.asked.add((*holder.record, RELEASED))
        else:
            _keep(db, result, ours)


def _holders(db: Connection, result: Unmaking) -> dict[int, list[Holder]]:
    """The assignments of each agreement of which one turns."""
    turned = {number for table, number in result.down if table == "assignment"}
    turned |= {record[1] for (record, name), (_, after) in result.values.items() if name == RELEASED and after is not None}
    agreements = [row[0] for row in db.execute(text(TURNED), {"ids": json.dumps(sorted(turned))})]
    found: dict[int, list[Holder]] = defaultdict(list)
    for agreement_id, number, released_on, withdrawn_in in db.execute(text(HOLDERS), {"ids": json.dumps(agreements)}):
        found[agreement_id].append(Holder(("assignment", number), released_on, withdrawn_in is None))
    return found


def _answers(result: Unmaking, holder: Holder) -> bool:
    """Whether it is live and not released once the batch is undone."""
    stands = holder.record in result.up or (holder.is_live and holder.record not in result.down)
    released_on = result.values.get((holder.record, RELEASED), (None, holder.released_on))[1]
    return stands and released_on is None


def _last_release(db: Connection, holders: list[Holder], batches: Mapping[int, Batch]) -> tuple[Holder, Act] | None:
    """Who was released last of those, and how."""
    gone = {holder.record: holder for holder in holders if holder.is_live and holder.released_on is not None}
    acts = acts_of(db, gone, batches)
    releases = [(act, record) for record in gone for act in acts[record] if act.field == RELEASED and act.after is not None]
    if not releases:
        return None
    act, record = max(releases, key=lambda release: release[0].event_id)
    return gone[record], act


def _keep(db: Connection, result: Unmaking, ours: list[Holder]) -> None:
    records = {holder.record for holder in ours}
    for record, below in families_of(db, records & result.down, live=True).items():
        result.down -= {record, *below}
    for record in records:
        result.values.pop((record, RELEASED), None)
