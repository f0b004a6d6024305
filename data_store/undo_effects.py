"""What an undo writes: each record's change as the log tells it, the deadlines in force after it, the versions it raises."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from data_store.applying import report_changes
from data_store.bulk import told_id
from data_store.commands import told_deadline
from data_store.event_log import FieldChange
from data_store.families import by_table, parents_of
from data_store.import_ground import LastReport, moment
from data_store.replay import LOGS, Record
from data_store.unmaking import CONTAINERS, Unmaking
from follow_up.vocabulary import DeadlineKind, Status

REPORTS = """
SELECT r.id, r.assignment_id, r.member_id, r.reported_on, r.recorded_at, r.status, r.progress, r.actions, r.withdrawn_in, m.acronym
FROM progress_report r LEFT JOIN institution m ON m.id = r.member_id
WHERE r.id IN (SELECT l.id FROM progress_report l WHERE l.withdrawn_in IS NULL
               AND l.assignment_id IN (SELECT value FROM json_each(:wholes)))
   OR r.id IN (SELECT value FROM json_each(:ids))
ORDER BY r.reported_on, r.recorded_at, r.id
"""

DEADLINES = """
SELECT d.id, d.agreement_id, d.after_kind, d.after, d.withdrawn_in FROM deadline_change d
WHERE d.id IN (SELECT l.id FROM deadline_change l WHERE l.withdrawn_in IS NULL
               AND l.agreement_id IN (SELECT value FROM json_each(:wholes)))
   OR d.id IN (SELECT value FROM json_each(:ids))
ORDER BY d.decided_on, d.recorded_at, d.id
"""

CHECKS = """
SELECT v.id, r.assignment_id, v.verified_on FROM verification v JOIN progress_report r ON r.id = v.report_id
WHERE v.id IN (SELECT value FROM json_each(:ids)) ORDER BY v.id
"""

Deadline = tuple[DeadlineKind, date | None]
NO_DEADLINE: Deadline = (DeadlineKind.NONE, None)


class Effects:
    """The effects of an `Unmaking`. `deadlines`: (before, after) of each agreement whose log of deadlines turns."""

    def __init__(self, db: Connection, unmaking: Unmaking) -> None:
        self._db, self._unmaking = db, unmaking
        self._turned = unmaking.down | unmaking.up
        self._parents = parents_of(db, self._turned)
        self.deadlines = self._turn_deadlines()

    def changes(self, undo_id: int) -> Iterator[tuple[Record, FieldChange]]:
        """Every change, with the record that it is of: records first, then what that changes on live ones."""
        gone = self._withdrawn_in()
        for record in sorted(self._turned):
            after = undo_id if record in self._unmaking.down else None
            yield record, FieldChange("withdrawn", told_id(gone.get(record)), told_id(after))
        for (record, name), told in sorted(self._unmaking.values.items()):
            yield record, FieldChange(name, *told)
        yield from self._deadline_changes()
        yield from self._report_changes()
        yield from self._check_changes()

    def is_part(self, record: Record) -> bool:
        """Whether the record turns with another that it belongs to, or is an entry of a log, told by what it changes.

        An agreement is named for itself, also where its whole session turns.
        """
        with_another = any(parent in self._turned for parent in self._parents.get(record, ()))
        return record[0] in {*LOGS, "verification"} or (with_another and record[0] != "agreement")

    def touched(self) -> set[Record]:
        """The agreements and assignments whose version rises."""
        parents = {parent for record in self._turned for parent in self._parents.get(record, ())}
        edited = {record for record, _ in self._unmaking.values}
        checked = {record for record, _ in self._check_changes()}
        return {record for record in self._turned | parents | edited | checked if record[0] in CONTAINERS}

    def _withdrawn_in(self) -> dict[Record, int]:
        """The batch that each record to come back was withdrawn in."""
        return {
            (table, number): batch_id
            for table, ids in by_table(self._unmaking.up).items()
            for number, batch_id in self._rows(f"SELECT id, withdrawn_in FROM {table} WHERE id IN (SELECT value FROM json_each(:ids))", ids)
        }

    def _turn_deadlines(self) -> dict[int, tuple[Deadline, Deadline]]:
        ids = [number for table, number in self._turned if table == "deadline_change"]
        wholes = {self._parents["deadline_change", number][0][1] for number in ids}
        before, after = dict.fromkeys(wholes, NO_DEADLINE), dict.fromkeys(wholes, NO_DEADLINE)
        for number, agreement_id, kind, day, withdrawn_in in self._rows(DEADLINES, ids, wholes):
            deadline = DeadlineKind(kind), date.fromisoformat(day) if day else None
            if withdrawn_in is None:
                before[agreement_id] = deadline
            if self._stands(("deadline_change", number), withdrawn_in):
                after[agreement_id] = deadline
        return {agreement_id: (before[agreement_id], after[agreement_id]) for agreement_id in sorted(wholes)}

    def _deadline_changes(self) -> Iterator[tuple[Record, FieldChange]]:
        for agreement_id, (before, after) in self.deadlines.items():
            if before != after and ("agreement", agreement_id) not in self._turned:
                yield ("agreement", agreement_id), FieldChange("deadline", told_deadline(*before), told_deadline(*after))

    def _report_changes(self) -> Iterator[tuple[Record, FieldChange]]:
        """The state of each live assignment, or of a member of it, where its last report is another one."""
        ids = [number for table, number in self._turned if table == "progress_report"]
        wholes = {self._parents["progress_report", number][0] for number in ids}
        before: dict[tuple[int, str], LastReport] = {}
        after: dict[tuple[int, str], LastReport] = {}
        for number, assignment_id, *told, withdrawn_in, member in self._rows(REPORTS, ids, {number for _, number in wholes}):
            key = assignment_id, f"{member}: " if member else ""
            report = _report(number, *told)
            if withdrawn_in is None:
                before[key] = report
            if self._stands(("progress_report", number), withdrawn_in):
                after[key] = report
        for assignment_id, speaker in sorted(before.keys() | after.keys()):
            whole, key = ("assignment", assignment_id), (assignment_id, speaker)
            if whole in self._turned or _same(before.get(key), after.get(key)):
                continue
            for change in report_changes(before.get(key), after.get(key), speaker):
                yield whole, change

    def _check_changes(self) -> Iterator[tuple[Record, FieldChange]]:
        """What was seen of a report of a live assignment, and is not any more, or is again."""
        ids = [number for table, number in self._turned if table == "verification"]
        for number, assignment_id, day in self._rows(CHECKS, ids):
            whole = "assignment", assignment_id
            if whole not in self._turned:
                told = (day, None) if ("verification", number) in self._unmaking.down else (None, day)
                yield whole, FieldChange("verified", *told)

    def _stands(self, record: Record, withdrawn_in: int | None) -> bool:
        return record in self._unmaking.up or (withdrawn_in is None and record not in self._unmaking.down)

    def _rows(self, sql: str, ids: list[int], wholes: set[int] | None = None) -> list[Any]:
        values = {"ids": json.dumps(sorted(ids))} | ({} if wholes is None else {"wholes": json.dumps(sorted(wholes))})
        return list(self._db.execute(text(sql), values))


def _report(number: int, _member: int | None, reported_on: str, recorded_at: str, status: str, progress: int, actions: str) -> LastReport:
    return LastReport((date.fromisoformat(reported_on), moment(recorded_at), number), Status(status), progress, actions)


def _same(before: LastReport | None, after: LastReport | None) -> bool:
    return before is not None and after is not None and before.place == after.place
