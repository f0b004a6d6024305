"""The writer of groups: who belongs to one, from when to when, and what its members report.

A membership is never deleted: it ends, or is taken back where it was a mistake. What a member reported stays within a
membership of it, so no date and no taking back may leave a report outside.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, text
from sqlmodel import Session, col, select

from data_store.commands import report_progress
from data_store.event_log import FieldChange
from data_store.lookups import existing, id_of
from data_store.models import Assignment, GroupMembership, Institution, ProgressReport
from data_store.queries import frame
from data_store.recording import create, log, refuse, require_unchanged
from follow_up.acts import ProgressDraft, Refusal
from follow_up.vocabulary import InstitutionKind

GROUPS = """
SELECT g.id AS group_id, g.code, g.acronym AS "group", g.name, g.retired_on,
       (SELECT COUNT(*) FROM assignment n JOIN agreement a ON a.id = n.agreement_id
        WHERE n.institution_id = g.id AND n.withdrawn_in IS NULL AND n.released_on IS NULL AND a.withdrawn_in IS NULL) AS assignments
FROM institution g WHERE g.kind = 'group' AND g.withdrawn_in IS NULL ORDER BY g.acronym
"""

MEMBERSHIPS = """
SELECT x.id AS membership_id, x.group_id, x.member_id, m.acronym AS member, m.name AS member_name, x.valid_from, x.valid_to,
       (SELECT COUNT(*) FROM progress_report r JOIN assignment n ON n.id = r.assignment_id
        WHERE r.member_id = x.member_id AND n.institution_id = x.group_id AND r.withdrawn_in IS NULL
        AND (x.valid_from IS NULL OR r.reported_on >= x.valid_from) AND (x.valid_to IS NULL OR r.reported_on <= x.valid_to)) AS reports
FROM group_membership x JOIN institution m ON m.id = x.member_id
WHERE x.withdrawn_in IS NULL ORDER BY m.acronym, x.valid_from
"""

CHOOSABLE = """
SELECT id, acronym, name FROM institution
WHERE kind <> 'group' AND withdrawn_in IS NULL AND (retired_on IS NULL OR retired_on > :day) ORDER BY acronym
"""


def load_groups(db: Connection) -> pd.DataFrame:
    """The groups by acronym: group_id, code, group, name, retired_on, assignments (agreements that they answer for today)."""
    return frame(db, GROUPS, days=["retired_on"])


def load_memberships(db: Connection) -> pd.DataFrame:
    """Every membership there ever was: membership_id, group_id, member_id, member, member_name, valid_from, valid_to, and
    reports, how many the member made within it.
    """
    return frame(db, MEMBERSHIPS, days=["valid_from", "valid_to"])


def load_choosable(db: Connection, *, day: date) -> dict[int, str]:
    """The institutions that may join a group, those still offered on a day: id to "acronym · name"."""
    found = db.execute(text(CHOOSABLE), {"day": day.isoformat()})
    return {row[0]: row[1] if row[1] == row[2] else f"{row[1]} · {row[2]}" for row in found}


def add_members(
    db: Session, *, group_id: int, member_ids: Iterable[int], valid_from: date | None, by: str, at: datetime, batch_id: int
) -> list[int]:
    """Bodies join a group from a day on (missing: since always); returns the ids of the memberships. Raises `Refused`."""
    group, members = existing(db, Institution, group_id), list(dict.fromkeys(member_ids))
    joining = [existing(db, Institution, member_id) for member_id in members]
    if group.kind != InstitutionKind.GROUP or any(member.kind == InstitutionKind.GROUP for member in joining):
        raise ValueError(f"only a group has members, and no group is one: {group.acronym}")
    refuse([] if members else [Refusal.MEMBERS_MISSING], by=by)
    made: list[int] = []
    for member in joining:
        refuse(_overlap(db, group_id, id_of(member), valid_from, None), by=by)
        membership = GroupMembership(group_id=group_id, member_id=id_of(member), valid_from=valid_from)
        made.append(create(db, membership, told=member.acronym, by=by, at=at, batch_id=batch_id))
    return made


def end_membership(db: Session, *, membership_id: int, valid_to: date, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """A body leaves a group: it counts until that day, which is its last. `seen` and refusals as in `date_membership`."""
    membership = existing(db, GroupMembership, membership_id)
    date_membership(
        db, membership_id=membership_id, valid_from=membership.valid_from, valid_to=valid_to, seen=seen, by=by, at=at, batch_id=batch_id
    )


def date_membership(
    db: Session, *, membership_id: int, valid_from: date | None, valid_to: date | None, seen: int, by: str, at: datetime, batch_id: int
) -> None:
    """Other dates for a membership. `seen`: the version of the data that its form was drawn from.

    Raises `StaleRecord`, and `Refused` for dates the wrong way round, over another membership, or short of a report.
    """
    membership = existing(db, GroupMembership, membership_id)
    require_unchanged(db, membership, seen=seen)
    before = {"valid_from": membership.valid_from, "valid_to": membership.valid_to}
    after = {"valid_from": valid_from, "valid_to": valid_to}
    refusals = [Refusal.MEMBERSHIP_UNCHANGED] if before == after else []
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        refusals.append(Refusal.MEMBERSHIP_REVERSED)
    refusals += _overlap(db, membership.group_id, membership.member_id, valid_from, valid_to, but=membership_id)
    said = _reported_within(db, membership)
    if any(not _holds(valid_from, valid_to, on) for on in said):
        refusals.append(Refusal.MEMBER_REPORTED)
    refuse(refusals, by=by)
    changes = [FieldChange(name, _told(before[name]), _told(after[name])) for name in before if before[name] != after[name]]
    membership.valid_from, membership.valid_to = valid_from, valid_to
    log(db, membership, *changes, by=by, at=at, batch_id=batch_id)


def withdraw_membership(db: Session, *, membership_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """A membership that was a mistake counts no more, as if it had never been. Not one within which the member reported."""
    membership = existing(db, GroupMembership, membership_id)
    require_unchanged(db, membership, seen=seen)
    refuse([Refusal.MEMBER_REPORTED] if _reported_within(db, membership) else [], by=by)
    membership.withdrawn_in = batch_id
    log(db, membership, FieldChange("withdrawn", None, str(batch_id)), by=by, at=at, batch_id=batch_id)


def report_members(
    db: Session, *, assignment_id: int, member_ids: Sequence[int], draft: ProgressDraft, expected_version: int, today: date,
    by: str, at: datetime, batch_id: int | None = None,
) -> list[int]:  # fmt: skip
    """The same report for each of the members; returns the reports' ids. The version is that of the assignment as it was shown.

    Raises as `report_progress`, and `Refused` without a member.
    """
    refuse([] if member_ids else [Refusal.MEMBERS_MISSING], by=by)
    return [
        report_progress(
            db, assignment_id=assignment_id, member_id=member_id, draft=draft, expected_version=expected_version + earlier,
            today=today, by=by, at=at, batch_id=batch_id,
        )
        for earlier, member_id in enumerate(dict.fromkeys(member_ids))  # each report raises the version by one
    ]  # fmt: skip


def _overlap(
    db: Session, group_id: int, member_id: int, valid_from: date | None, valid_to: date | None, *, but: int | None = None
) -> list[Refusal]:
    """A body belongs to a group once at a time."""
    for other in _memberships(db, group_id, member_id):
        begins_before_end = other.valid_from is None or valid_to is None or other.valid_from <= valid_to
        ends_after_begin = other.valid_to is None or valid_from is None or other.valid_to >= valid_from
        if id_of(other) != but and begins_before_end and ends_after_begin:
            return [Refusal.MEMBER_ALREADY]
    return []


def _memberships(db: Session, group_id: int, member_id: int) -> Sequence[GroupMembership]:
    live = (GroupMembership.group_id == group_id, GroupMembership.member_id == member_id, col(GroupMembership.withdrawn_in).is_(None))
    return db.exec(select(GroupMembership).where(*live)).all()


def _reported_within(db: Session, membership: GroupMembership) -> list[date]:
    """The days of the member's reports that this membership holds."""
    said = select(ProgressReport).join(Assignment, col(Assignment.id) == ProgressReport.assignment_id).where(
        ProgressReport.member_id == membership.member_id, Assignment.institution_id == membership.group_id,
        col(ProgressReport.withdrawn_in).is_(None),
    )  # fmt: skip
    return [r.reported_on for r in db.exec(said) if _holds(membership.valid_from, membership.valid_to, r.reported_on)]


def _holds(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    return (valid_from is None or valid_from <= on) and (valid_to is None or valid_to >= on)


def _told(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
