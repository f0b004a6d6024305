"""Who answers for an agreement: institutions are assigned and released, by a file, an acta or a session."""

from datetime import date

from data_store.bulk import Bulk
from data_store.event_log import FieldChange
from data_store.import_ground import AgreementGround, AssignmentGround
from data_store.models import Agreement, Assignment


def assign(bulk: Bulk, agreement: AgreementGround, institution_id: int, *, acronym: str, since: date | None) -> bool:
    """One more institution that answers for the agreement, unless it is one already; whether it is. `since` missing: from its
    adoption on.

    One that was released comes back as if it had never left, with what it reported: its row is one.
    """
    known = agreement.assignments.get(institution_id)
    if known is not None and known.counts:
        return False
    if known is None:
        assignment_id = bulk.create(
            Assignment, acronym, agreement_id=agreement.id, institution_id=institution_id, position=len(agreement.assignments),
            assigned_on=since, released_on=None, version=1, withdrawn_in=None,
        )  # fmt: skip
        agreement.assignments[institution_id] = AssignmentGround(assignment_id, assigned_on=since)
    else:
        _bring_back(bulk, known, since)
    bulk.touch(Agreement, agreement.id)
    return True


def _bring_back(bulk: Bulk, assignment: AssignmentGround, since: date | None) -> None:
    if assignment.withdrawn_in is not None:
        bulk.withdraw(Assignment, assignment.id, before=assignment.withdrawn_in, after=None)
        _change(bulk, assignment, "assigned_on", since)
    _change(bulk, assignment, "released_on", None)
    bulk.touch(Assignment, assignment.id)
    assignment.withdrawn_in = None


def release(bulk: Bulk, agreement: AgreementGround, institution_id: int, *, on: date) -> None:
    """The institution answers no longer for the agreement, from that day on; what it reported stays."""
    assignment = agreement.assignments[institution_id]
    _change(bulk, assignment, "released_on", on)
    bulk.touch(Assignment, assignment.id)
    bulk.touch(Agreement, agreement.id)


def _change(bulk: Bulk, assignment: AssignmentGround, name: str, day: date | None) -> None:
    before: date | None = getattr(assignment, name)
    if before == day:
        return
    setattr(assignment, name, day)
    bulk.change(Assignment, assignment.id, **{name: day})
    bulk.log(Assignment, assignment.id, FieldChange(name, before and before.isoformat(), day and day.isoformat()))
