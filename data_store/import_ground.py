"""What an import stands on, read at once: the agreements that it touches, with their assignments and last reports."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from data_store.bulk import Bulk
from follow_up.vocabulary import DeadlineKind, Status

AGREEMENTS = """
SELECT a.id, a.problem_id, s.held_on, a.text, a.follow_up_id, a.deadline_note, a.deadline_kind, a.deadline, a.withdrawn_in,
       (SELECT MAX(d.decided_on) FROM deadline_change d WHERE d.agreement_id = a.id AND d.withdrawn_in IS NULL)
FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id
WHERE a.id IN (SELECT value FROM json_each(:ids))
"""

ASSIGNMENTS = """
SELECT id, agreement_id, institution_id, assigned_on, released_on, withdrawn_in FROM assignment
WHERE agreement_id IN (SELECT value FROM json_each(:ids)) ORDER BY position, id
"""

REPORTS = """
SELECT r.id, r.assignment_id, r.member_id, r.reported_on, r.recorded_at, r.status, r.progress, r.actions
FROM progress_report r
WHERE r.withdrawn_in IS NULL
  AND r.assignment_id IN (SELECT n.id FROM assignment n WHERE n.agreement_id IN (SELECT value FROM json_each(:ids)))
ORDER BY r.reported_on, r.recorded_at, r.id
"""


@dataclass(slots=True)
class LastReport:
    """The report that is the state; `place` is its order in the log: day, moment, id."""

    place: tuple[date, datetime, int]
    status: Status
    progress: int
    actions: str

    def told(self, speaker: str) -> dict[str, str]:
        """As the log tells it, field by field; `speaker` names the member of a group."""
        return {
            "status": speaker + self.status,
            "progress": f"{speaker}{self.progress}",
            "actions": speaker + self.actions,
            "reported_on": speaker + self.place[0].isoformat(),
        }


@dataclass(slots=True)
class AssignmentGround:
    """An assignment, and the last report of the whole (None) and of each member."""

    id: int
    assigned_on: date | None = None
    released_on: date | None = None
    withdrawn_in: int | None = None
    last: dict[int | None, LastReport] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether its institution answers for the agreement today: neither withdrawn nor released."""
        return self.withdrawn_in is None and self.released_on is None

    @property
    def is_void(self) -> bool:
        """Whether it was left without effect."""
        whole = self.last.get(None)
        return whole is not None and whole.status == Status.VOID


@dataclass(slots=True)
class AgreementGround:
    """An agreement, stored or new, with its assignments by institution. `decided_on`: its last deadline's day."""

    id: int
    problem_id: int
    session_on: date
    text: str
    follow_up_id: int
    deadline_note: str
    deadline: tuple[DeadlineKind, date | None] = (DeadlineKind.NONE, None)
    decided_on: date | None = None
    withdrawn_in: int | None = None
    assignments: dict[int, AssignmentGround] = field(default_factory=dict)

    @property
    def live(self) -> list[AssignmentGround]:
        """The assignments of those who answer for it today."""
        return [assignment for assignment in self.assignments.values() if assignment.counts]


def load_agreements(bulk: Bulk, agreement_ids: Iterable[int]) -> dict[int, AgreementGround]:
    """The agreements with those ids, withdrawn ones too; one query each for agreements, assignments and reports."""
    ids = json.dumps(sorted(set(agreement_ids)))
    found = {
        row[0]: AgreementGround(
            id=row[0], problem_id=row[1], session_on=date.fromisoformat(row[2]), text=row[3], follow_up_id=row[4],
            deadline_note=row[5], deadline=(DeadlineKind(row[6]), _day(row[7])), withdrawn_in=row[8], decided_on=_day(row[9]),
        )
        for row in bulk.rows(AGREEMENTS, ids=ids)
    }  # fmt: skip
    assignments: dict[int, AssignmentGround] = {}
    for assignment_id, agreement_id, institution_id, assigned_on, released_on, withdrawn_in in bulk.rows(ASSIGNMENTS, ids=ids):
        assignment = AssignmentGround(assignment_id, _day(assigned_on), _day(released_on), withdrawn_in)
        assignments[assignment_id] = found[agreement_id].assignments[institution_id] = assignment
    for report_id, assignment_id, member_id, reported_on, recorded_at, status, progress, actions in bulk.rows(REPORTS, ids=ids):
        place = (date.fromisoformat(reported_on), moment(recorded_at), report_id)
        assignments[assignment_id].last[member_id] = LastReport(place, Status(status), progress, actions)
    return found


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def moment(stored: str) -> datetime:
    """A moment as SQLite keeps it: in UTC, without saying so."""
    return datetime.fromisoformat(f"{stored}+00:00")
