"""Looking up what a command starts from: reads only, in the command's own transaction."""

from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlmodel import Session, col, select

from data_store.models import Agreement, Assignment, Base, CommitteeSession, GroupMembership, Problem, ProgressReport
from follow_up.vocabulary import Status

Record = TypeVar("Record", bound=Base)
PREFIX = "SELECT CASE WHEN id = (SELECT MIN(id) FROM committee) THEN '' ELSE code END FROM committee WHERE id = :committee"


class UnknownRecord(Exception):
    """No record with that id; nothing was written."""


def existing(db: Session, model: type[Record], record_id: int) -> Record:
    """The record with that id. Raises `UnknownRecord`, also for one that was withdrawn."""
    record = db.get(model, record_id)
    if record is None or getattr(record, "withdrawn_in", None) is not None:
        raise UnknownRecord(f"{model.__name__} {record_id}")
    return record


def session_of(db: Session, agreement: Agreement) -> CommitteeSession:
    """The session that adopted an agreement."""
    return existing(db, CommitteeSession, existing(db, Problem, agreement.problem_id).session_id)


def prefix_of(db: Connection | Session, committee_id: int) -> str:
    """What the codes of a committee's sessions begin with, so that no two of the base are the same: its code, empty for the first."""
    found = db.execute(text(PREFIX), {"committee": committee_id}).scalar()
    if found is None:
        raise UnknownRecord(f"Committee {committee_id}")
    return found


def id_of(record: Base) -> int:
    """The id that the flush gave."""
    return record.id  # pyright: ignore[reportAttributeAccessIssue]  # every table of ours has one


def last_report(db: Session, assignment_id: int, member_id: int | None) -> ProgressReport | None:
    """The report that is the state: the latest by the day it holds from, then by when it was recorded."""
    query = select(ProgressReport).where(
        ProgressReport.assignment_id == assignment_id,
        col(ProgressReport.member_id).is_not_distinct_from(member_id),
        col(ProgressReport.withdrawn_in).is_(None),
    )
    order = (col(ProgressReport.reported_on).desc(), col(ProgressReport.recorded_at).desc(), col(ProgressReport.id).desc())
    return db.exec(query.order_by(*order).limit(1)).first()


def last_of_each(db: Session, agreement_id: int) -> list[tuple[Assignment, ProgressReport | None]]:
    """The assignments of those who answer for an agreement today, each with its last report of the whole."""
    held = select(Assignment).where(
        Assignment.agreement_id == agreement_id, col(Assignment.withdrawn_in).is_(None), col(Assignment.released_on).is_(None)
    )
    assignments = db.exec(held.order_by(col(Assignment.position)))
    return [(assignment, last_report(db, id_of(assignment), None)) for assignment in assignments]


def is_void(report: ProgressReport | None) -> bool:
    """Whether the report leaves its assignment without effect."""
    return report is not None and report.status == Status.VOID


def memberships(db: Session, *, group_id: int, member_id: int, on: date | None) -> list[GroupMembership]:
    """The memberships of a body in a group that hold on a day; without a day, all."""
    live = (GroupMembership.group_id == group_id, GroupMembership.member_id == member_id, col(GroupMembership.withdrawn_in).is_(None))
    found = db.exec(select(GroupMembership).where(*live))
    return [
        m for m in found if on is None or ((m.valid_from is None or m.valid_from <= on) and (m.valid_to is None or m.valid_to >= on))
    ]
