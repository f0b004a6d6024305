"""What undoing a batch would do: records that go and come back, values that return, and what stands in the way.

Whatever was made on top of the batch since is kept, and named; only what a person asks to restore goes with it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from data_store.families import by_table, children_of, families_of, live_among, parents_of
from data_store.replay import (
    EDITABLE,
    LOGS,
    Act,
    Batch,
    Record,
    acts_of,
    chain_of,
    counting,
    is_live,
    records_of,
    value_of,
)
from data_store.undo_named import Naming
from data_store.undo_responsible import keep_someone
from data_store.unmaking import CONTAINERS, Obstacle, Unmaking

TOLD_BY_LINES = {*CONTAINERS, *LOGS, "verification"}
OPENED = "SELECT id FROM committee_session WHERE state <> 'planned'"

# The memberships within which a member reported: the report is of a part that only they give it.
SPOKEN = """
SELECT DISTINCT g.id, r.id, n.id FROM group_membership g
JOIN assignment n ON n.institution_id = g.group_id
JOIN progress_report r ON r.assignment_id = n.id AND r.member_id = g.member_id AND r.withdrawn_in IS NULL
WHERE g.id IN (SELECT value FROM json_each(:ids))
AND (g.valid_from IS NULL OR g.valid_from <= r.reported_on) AND (g.valid_to IS NULL OR g.valid_to >= r.reported_on)
"""

SAME_CODE = """
SELECT a.id, o.id FROM agreement a
JOIN problem p ON p.id = a.problem_id
JOIN problem q ON q.session_id = p.session_id
JOIN agreement o ON o.problem_id = q.id AND o.code = a.code AND o.id <> a.id AND o.withdrawn_in IS NULL
WHERE a.id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True)
class Taken:
    """What is to be taken back. `records` may turn; `acts` are those on them as they are, `left` as they would count: with the
    batches of `counts`, and those of `NEVER` not at all. `ours` tells which are of what is taken back, `start` the event that it
    began with on a field.
    """

    records: set[Record]
    acts: Mapping[Record, list[Act]]
    left: Mapping[Record, list[Act]]
    counts: frozenset[int]
    ours: Callable[[Record, Act], bool]
    start: Callable[[Record, str], int]


def unmake(db: Connection, batches: Mapping[int, Batch], batch_id: int, restore: Collection[str]) -> Unmaking:
    """Work out the undoing of a batch that no other undoes. `restore`: keys of obstacles that go with it."""
    chain = chain_of(batches, batch_id)
    records = records_of(db, chain)
    acts = acts_of(db, records, batches)
    first = db.exec_driver_sql("SELECT MIN(id) FROM event WHERE batch_id = ?", (batch_id,)).scalar() or 0

    def start(record: Record, field: str) -> int:
        return min((act.event_id for act in acts[record] if act.field == field and act.batch_id == batch_id), default=first)

    whole = Taken(records, acts, acts, counting(batches, but=[batch_id]), lambda _, act: act.batch_id in chain, start)
    return take_back(db, batches, whole, restore)


def take_back(db: Connection, batches: Mapping[int, Batch], taken: Taken, restore: Collection[str]) -> Unmaking:
    """Work out what taking that back does, whole batches or parts of them."""
    result = Unmaking()
    _turn_records(db, result, taken, batches)
    _Since(db, result, restore, batches, taken).settle()
    return result


def _turn_records(db: Connection, result: Unmaking, taken: Taken, batches: Mapping[int, Batch]) -> None:
    """Which records change sides when it counts no longer."""
    live = live_among(db, taken.records)
    result.down = {record for record in live if not is_live(taken.left.get(record, ()), taken.counts)}
    up = {record for record in taken.records - live if is_live(taken.left.get(record, ()), taken.counts)}
    below = families_of(db, up, live=False)
    waiting = {record for family in below.values() for record in family} - taken.records  # undone apart, while theirs was gone
    waited = acts_of(db, waiting, batches)
    up |= {record for record in waiting if is_live(waited.get(record, ()), taken.counts)}
    result.up = _standing(db, up)


def _standing(db: Connection, up: set[Record]) -> set[Record]:
    """Those that would stand on live records only; the others wait until these come back."""
    parents = parents_of(db, up)
    above = live_among(db, {parent for found in parents.values() for parent in found})
    while True:
        orphans = {record for record in up if any(parent not in above and parent not in up for parent in parents[record])}
        if not orphans:
            return up
        up = up - orphans


class _Since:
    """What was made since, and what that leaves of the undoing."""

    def __init__(
        self, db: Connection, result: Unmaking, restore: Collection[str], batches: Mapping[int, Batch], taken: Taken,
    ) -> None:  # fmt: skip
        self._db, self._result, self._restore, self._taken = db, result, restore, taken
        self._batches, self._before = batches, counting(batches)
        self._parents = parents_of(db, result.down | result.up)
        self._first = result.down | result.up

    def settle(self) -> None:
        """Codes and fields first, then the logs, then agreements and assignments, the lines that tell of them, and what they stand on."""
        self._settle_codes()
        self._settle_fields()
        self._settle_logs()
        self._settle_checks()
        for table in CONTAINERS:
            self._settle_wholes(table)
        keep_someone(self._db, self._result, self._restore, self._batches)
        self._settle_lines()
        self._settle_the_rest()

    def _settle_codes(self) -> None:
        """A session has one live agreement of a code: beside one that was made since, ours does not come back."""
        coming = json.dumps(by_table(self._result.up).get("agreement", []))
        for number, other in self._db.execute(text(SAME_CODE), {"ids": coming}):
            ours, theirs = ("agreement", number), ("agreement", other)
            if theirs in self._result.down:
                continue
            key = f"agreement:{number}"
            self._result.obstacles.append(Obstacle(key, ours, later=theirs))
            if key in self._restore:
                self._take_down([theirs, *families_of(self._db, [theirs], live=True)[theirs]])
            else:
                self._result.up -= {ours, *families_of(self._db, [ours], live=False)[ours]}

    def _settle_fields(self) -> None:
        for record, acts in self._taken.acts.items():
            for name in EDITABLE.get(record[0], ()):
                if any(act.field == name and self._taken.ours(record, act) for act in acts):
                    self._settle_field(record, name)

    def _settle_field(self, record: Record, name: str) -> None:
        """The value by the acts that still count; a later one stands unless the earlier is asked for."""
        edits, left = ([act for act in acts[record] if act.field == name] for acts in (self._taken.acts, self._taken.left))
        now, after = value_of(edits, self._before), value_of(left, self._taken.counts)
        start = self._taken.start(record, name)
        earlier = value_of(left, self._taken.counts, until=start)
        later = [act for act in left if act.event_id > start and not self._taken.ours(record, act) and self._counts(act)]
        if later and after != earlier:
            key = f"{name}:{record[0]}:{record[1]}"
            self._result.obstacles.append(Obstacle(key, record, edit=later[-1], value=value_of(edits, self._before, until=later[0].event_id)))
            if key in self._restore:
                after = earlier
                self._result.asked.add((*record, name))
        if now != after:
            self._result.values[record, name] = (now, after)

    def _counts(self, act: Act) -> bool:
        return act.batch_id is None or act.batch_id in self._taken.counts

    def _settle_logs(self) -> None:
        """Reports and deadlines of a whole that stays live: later ones stay and are named; so does a verified report."""
        groups = self._by_place(self._lone_logs(), self._parents)
        later = self._later_logs(groups)
        checks = self._checks({record for ours in groups.values() for record in ours & self._result.down})
        for key, ours in groups.items():
            verified = ours & checks.keys()
            stands = max(later[key], default=None) or (checks[max(verified)] if verified else None)
            if stands is not None:
                self._result.obstacles.append(Obstacle(key, max(ours), later=stands))
            if key in self._restore:
                self._take_down([*later[key], *self._checks(ours | later[key]).values()])
            else:
                self._result.down -= verified

    def _checks(self, reports: Collection[Record]) -> dict[Record, Record]:
        """The live verification of each of the reports, but for those that turn with the batch."""
        turned = self._result.down | self._result.up
        pairs = children_of(self._db, reports, live=True)
        return {report: check for report, check in pairs if check[0] == "verification" and check not in turned}

    def _settle_checks(self) -> None:
        """A report has one live verification: beside one that was made since, ours does not come back."""
        coming: dict[Record, list[Record]] = defaultdict(list)
        for record in sorted(self._result.up):
            if record[0] == "verification":
                coming[self._parents[record][0]].append(record)
        others = self._checks(coming)
        for report, checks in coming.items():
            key, other = f"verification:{report[1]}", others.get(report)
            if other is not None:
                self._result.obstacles.append(Obstacle(key, checks[-1], later=other))
            if other is not None and key in self._restore:
                self._take_down([other])
                other = None
            self._result.up -= set(checks if other else checks[:-1])

    def _lone_logs(self) -> set[Record]:
        turned = self._result.down | self._result.up
        wholes = {record for record in turned if record[0] in CONTAINERS}
        return {record for record in turned if record[0] in LOGS and self._parents[record][0] not in wholes}

    def _by_place(self, records: Iterable[Record], parents: Mapping[Record, list[Record]]) -> dict[str, set[Record]]:
        """Reports by assignment and member, deadlines by agreement, under the key of their choice."""
        groups: dict[str, set[Record]] = defaultdict(set)
        for record in records:
            whole = parents[record][0][1]
            members = [number for table, number in parents[record] if table == "institution"]
            key = f"deadline:{whole}" if record[0] == "deadline_change" else f"report:{whole}:{members[0] if members else 0}"
            groups[key].add(record)
        return groups

    def _later_logs(self, groups: Mapping[str, set[Record]]) -> dict[str, set[Record]]:
        """For each place in a log, the live records there that were made after ours and are not ours."""
        turned = self._result.down | self._result.up
        wholes = {self._parents[record][0] for ours in groups.values() for record in ours}
        others = {child for _, child in children_of(self._db, wholes, live=True) if child[0] in LOGS} - turned
        placed = self._by_place(others, parents_of(self._db, others))
        return {key: {record for record in placed.get(key, ()) if record > min(ours)} for key, ours in groups.items()}

    def _settle_wholes(self, table: str) -> None:
        """An agreement or assignment that the batch made stays whole when something made since stands on it."""
        for whole, below in families_of(self._db, self._lone_wholes(table), live=True).items():
            edit = self._later_edit(whole, below)
            outside = sorted(below - self._result.down)
            if not outside and edit is None:
                continue
            key = f"{whole[0]}:{whole[1]}"
            self._result.obstacles.append(Obstacle(key, whole, later=max(outside, key=_telling, default=None), edit=edit))
            if key in self._restore:
                self._take_down(outside)
            else:
                self._result.down -= {whole, *below}

    def _lone_wholes(self, table: str) -> set[Record]:
        """Those that would go by themselves and not with what they are part of."""
        parents = parents_of(self._db, {record for record in self._result.down if record[0] == table})
        return {record for record, above in parents.items() if not any(parent in self._result.down for parent in above if parent[0] in CONTAINERS)}

    def _later_edit(self, whole: Record, below: Collection[Record]) -> Act | None:
        """The last edit that others made of a field of the whole or of what stands on it since it was made or taken back here."""
        start = min((act.event_id for act in self._taken.acts.get(whole, ()) if self._taken.ours(whole, act)), default=0)
        edits = [
            act
            for record in [whole, *below]
            for act in self._taken.left.get(record, ())
            if act.field in EDITABLE.get(record[0], ()) and not self._taken.ours(record, act)
        ]
        later = [act for act in edits if act.event_id > start and self._counts(act)]
        return max(later, key=lambda act: act.event_id, default=None)

    def _settle_lines(self) -> None:
        """A line of the minutes stays as it is while anything that its decision made does."""
        turned = self._result.down | self._result.up
        lines = {record for record in self._first & turned if record[0] == "session_decision"}
        missed = {record for record in self._first - turned if record[0] in TOLD_BY_LINES}
        acts = acts_of(self._db, lines | missed, self._batches)
        origin = {record: next((act.batch_id for act in acts[record] if act.field == "created"), None) for record in lines | missed}
        stuck = {line for line in lines if origin[line] in {origin[record] for record in missed}}
        self._result.down -= stuck
        self._result.up -= stuck

    def _settle_the_rest(self) -> None:
        """Sessions, problems, institutions, memberships and themes stay where anything that stays needs them, with their spellings.

        A session that was opened was held: it stays too.
        """
        held = {("committee_session", row[0]) for row in self._db.exec_driver_sql(OPENED)}
        naming = Naming(self._db, self._result)
        naming.settle_places()
        leaving, arriving = naming.leaving(), naming.arriving()
        while True:
            pairs = [pair for pair in children_of(self._db, self._result.down, live=True) if pair not in leaving]
            pairs += [(parent, child) for parent, child in arriving if parent in self._result.down and child not in self._result.down]
            needed = {parent for parent, child in [*pairs, *self._spoken()] if child not in self._result.down} | (held & self._result.down)
            if not needed:
                break
            self._result.staying |= needed
            self._result.down -= needed
            self._result.down -= {child for parent, child in pairs if parent in needed and child[0] == "institution_alias"}
        naming.bring_back()

    def _spoken(self) -> list[tuple[Record, Record]]:
        """Memberships that would go, each with a report that its member made within it, unless it is of another group again."""
        going = json.dumps(by_table(self._result.down).get("group_membership", []))
        return [
            (("group_membership", row[0]), ("progress_report", row[1]))
            for row in self._db.execute(text(SPOKEN), {"ids": going})
            if (("assignment", row[2]), "institution") not in self._result.values
        ]

    def _take_down(self, records: Iterable[Record]) -> None:
        for record in records:
            self._result.down.add(record)
            self._result.asked.add((*record, "withdrawn"))


def _telling(record: Record) -> tuple[bool, Record]:
    """Of what stands on a record, the last act tells more than the line of the minutes that it came with."""
    return record[0] != "session_decision", record
