"""What uniting two institutions that are one would do, as a value: what moves, what both have, what cannot be.

The one that goes is the `source`, the one that stays the `target`. Where both answer for an agreement, the target's assignment
stays and gets the other's reports, each with its day and author; everything else changes its institution and nothing more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from sqlalchemy import Connection, text

from data_store.import_ground import LastReport, moment
from data_store.lookups import UnknownRecord
from data_store.queries import data_version
from data_store.undo_labels import ACTA, REF
from follow_up.acts import Refusal
from follow_up.vocabulary import InstitutionKind, Status

PARTY = "SELECT id, acronym, name, kind, retired_on FROM institution WHERE id = :id AND withdrawn_in IS NULL"

ALIASES = "SELECT id, spelling, withdrawn_in FROM institution_alias WHERE institution_id = :source ORDER BY spelling"

FOLLOW_UPS = f"SELECT a.id, {REF}, a.text FROM agreement a {ACTA} WHERE a.follow_up_id = :source AND a.withdrawn_in IS NULL ORDER BY s.held_on, a.id"

ASSIGNMENTS = f"""
SELECT a.id, {REF}, a.text, n.id, n.assigned_on, n.released_on, o.id, o.assigned_on, o.released_on, o.withdrawn_in
FROM assignment n JOIN agreement a ON a.id = n.agreement_id {ACTA}
LEFT JOIN assignment o ON o.agreement_id = n.agreement_id AND o.institution_id = :target
WHERE n.institution_id = :source AND n.withdrawn_in IS NULL ORDER BY s.held_on, a.id
"""

# Reports of the assignments of the source that cannot simply change their institution, and those that it gave as a member.
REPORTS = f"""
SELECT r.id, r.assignment_id, r.member_id, r.reported_on, r.recorded_at, r.status, r.progress, r.actions, v.id, v.verified_on,
       {REF}, g.acronym
FROM progress_report r JOIN assignment n ON n.id = r.assignment_id JOIN agreement a ON a.id = n.agreement_id {ACTA}
JOIN institution g ON g.id = n.institution_id
LEFT JOIN verification v ON v.report_id = r.id AND v.withdrawn_in IS NULL
WHERE r.withdrawn_in IS NULL AND (n.institution_id IN (:source, :target) OR r.member_id IN (:source, :target))
ORDER BY r.reported_on, r.recorded_at, r.id
"""

MEMBERSHIPS = """
SELECT m.id, m.group_id, g.acronym, m.member_id, i.acronym, m.valid_from, m.valid_to, m.withdrawn_in FROM group_membership m
JOIN institution g ON g.id = m.group_id JOIN institution i ON i.id = m.member_id
WHERE m.group_id IN (:source, :target) OR m.member_id IN (:source, :target) ORDER BY g.acronym, i.acronym, m.id
"""

CONTACTS = "SELECT id FROM contact WHERE institution_id = :source AND withdrawn_in IS NULL ORDER BY id"

Span = tuple[date | None, date | None]  # from and until when something counts; missing: open


@dataclass(frozen=True)
class Party:
    """One of the two."""

    id: int
    acronym: str
    name: str
    kind: InstitutionKind
    is_retired: bool


@dataclass(frozen=True)
class Place:
    """An agreement: id, its ref ("2026-O1-2.1") and its text."""

    id: int
    ref: str
    text: str


@dataclass(frozen=True)
class Said:
    """A report: its id, where it stands (assignment and member), and its check, if it has one."""

    id: int
    assignment_id: int
    member_id: int | None
    last: LastReport
    check_id: int | None
    verified_on: date | None
    ref: str
    speaks_in: str


@dataclass(frozen=True)
class Moved:
    """An assignment that only changes its institution."""

    place: Place
    assignment_id: int


@dataclass(frozen=True)
class Shared:
    """An agreement for which both answer: `kept` is the assignment of the target, which comes back if it was withdrawn.

    `span` is when it counts afterwards; `reports` are those of the source, which are copied to it.
    """

    place: Place
    gone: int
    kept: int
    kept_withdrawn_in: int | None
    before: Span
    span: Span
    reports: tuple[Said, ...]
    source_last: LastReport | None
    target_last: LastReport | None
    last: LastReport | None


@dataclass(frozen=True)
class Membership:
    """A belonging to a group: `group` and `member` are acronyms, `span` from when until when, `withdrawn_in` as stored."""

    id: int
    group_id: int
    group: str
    member_id: int
    member: str
    span: Span
    withdrawn_in: int | None
    is_live: bool


@dataclass(frozen=True)
class MergePlan:
    """The preview on a version of the data. With `refusals`, nothing can be done.

    `spellings`: (id, words, withdrawn_in) of all that the source has; `memberships`: each that changes, before and after;
    `said`: every report on an assignment of either, or of either as a member, in the order of the log; `contacts`: ids.
    """

    version: int
    source: Party
    target: Party
    refusals: tuple[Refusal, ...]
    spellings: tuple[tuple[int, str, int | None], ...]
    moved: tuple[Moved, ...]
    shared: tuple[Shared, ...]
    follow_ups: tuple[Place, ...]
    memberships: tuple[tuple[Membership, Membership], ...]
    said: tuple[Said, ...]
    contacts: tuple[int, ...]

    @property
    def as_member(self) -> tuple[Said, ...]:
        """What the source said as a member of a group."""
        return tuple(report for report in self.said if report.member_id == self.source.id)

    @property
    def spelt(self) -> tuple[str, ...]:
        """The spellings that mean the source today."""
        return tuple(words for _, words, withdrawn_in in self.spellings if withdrawn_in is None)


def plan_merge(db: Connection, *, source_id: int, target_id: int) -> MergePlan:
    """What uniting the source with the target would do. Raises `UnknownRecord`."""
    source, target = _party(db, source_id), _party(db, target_id)
    both = {"source": source_id, "target": target_id}
    memberships = [_membership(row) for row in db.execute(text(MEMBERSHIPS), both)]
    said = tuple(_said(row) for row in db.execute(text(REPORTS), both))
    rows = db.execute(text(ASSIGNMENTS), both).all()
    return MergePlan(
        version=data_version(db),
        source=source,
        target=target,
        refusals=_refusals(source, target, memberships),
        spellings=tuple(tuple(row) for row in db.execute(text(ALIASES), both)),
        moved=tuple(Moved(Place(*row[:3]), row[3]) for row in rows if row[6] is None),
        shared=tuple(_shared(row, said) for row in rows if row[6] is not None),
        follow_ups=tuple(Place(*row) for row in db.execute(text(FOLLOW_UPS), both)),
        memberships=_joined(source, target, memberships),
        said=said,
        contacts=tuple(row[0] for row in db.execute(text(CONTACTS), both)),
    )


def _party(db: Connection, institution_id: int) -> Party:
    row = db.execute(text(PARTY), {"id": institution_id}).first()
    if row is None:
        raise UnknownRecord(f"Institution {institution_id}")
    return Party(row[0], row[1], row[2], InstitutionKind(row[3]), row[4] is not None)


def _membership(row: Any) -> Membership:
    number, group_id, group, member_id, member, first, last, withdrawn_in = row
    return Membership(number, group_id, group, member_id, member, (_day(first), _day(last)), withdrawn_in, withdrawn_in is None)


def _refusals(source: Party, target: Party, memberships: Iterable[Membership]) -> tuple[Refusal, ...]:
    """Why the two cannot be one."""
    if source.id == target.id:
        return (Refusal.MERGE_ITSELF,)
    refusals: list[Refusal] = []
    if (source.kind == InstitutionKind.GROUP) != (target.kind == InstitutionKind.GROUP):
        refusals.append(Refusal.MERGE_KINDS)
    if any({one.group_id, one.member_id} == {source.id, target.id} and one.is_live for one in memberships):
        refusals.append(Refusal.MERGE_MEMBER)
    return tuple(refusals)


def _said(row: Any) -> Said:
    place = (date.fromisoformat(row[3]), moment(row[4]), row[0])
    return Said(row[0], row[1], row[2], LastReport(place, Status(row[5]), row[6], row[7]), row[8], _day(row[9]), row[10], row[11])


def _shared(row: Any, said: Sequence[Said]) -> Shared:
    """Both answer for an agreement: from the earlier beginning to the later end, unless the target does so no longer."""
    gone, kept = row[3], row[6]
    reports = tuple(report for report in said if report.assignment_id == gone)
    source_last, target_last = _last_of(said, gone), _last_of(said, kept)
    before, other = (_day(row[7]), _day(row[8])), (_day(row[4]), _day(row[5]))
    span = other if row[9] is not None else _united(other, before)
    return Shared(Place(*row[:3]), gone, kept, row[9], before, span, reports, source_last, target_last, later(target_last, source_last))


def later(before: LastReport | None, copied: LastReport | None) -> LastReport | None:
    """The state of two: the later day; of the same day the copy, which is recorded after."""
    if before is None or copied is None:
        return before or copied
    return copied if copied.place[0] >= before.place[0] else before


def _last_of(said: Sequence[Said], assignment_id: int) -> LastReport | None:
    """The report that is the state of an assignment as a whole."""
    return next((one.last for one in reversed(said) if one.assignment_id == assignment_id and one.member_id is None), None)


def _joined(source: Party, target: Party, memberships: Sequence[Membership]) -> tuple[tuple[Membership, Membership], ...]:
    """What becomes of belongings: those of the source are the target's, and those that then meet are one.

    The one that stays begins first, and one of the target where it begins then, for two never begin on a day.
    """
    rows = {row.id: row for row in memberships}
    for mine in memberships:
        if not mine.is_live or source.id not in {mine.group_id, mine.member_id}:
            continue
        placed = _placed(mine, source, target)
        theirs = [row for row in rows.values() if (row.group_id, row.member_id) == (placed.group_id, placed.member_id)]
        meeting = [row for row in theirs if row.is_live and _meet(row.span, mine.span)]
        span = reduce(_united, (row.span for row in meeting), mine.span)
        stays = next((row for row in theirs if row.span[0] == span[0]), placed)
        rows |= {row.id: replace(row, is_live=False) for row in [mine, *meeting]}
        rows[stays.id] = replace(stays, span=span, is_live=True)
    return tuple((row, rows[row.id]) for row in memberships if rows[row.id] != row)


def _placed(mine: Membership, source: Party, target: Party) -> Membership:
    if mine.group_id == source.id:
        return replace(mine, group_id=target.id, group=target.acronym)
    return replace(mine, member_id=target.id, member=target.acronym)


def _meet(one: Span, other: Span) -> bool:
    """Whether two hold on a day together."""
    return (one[0] or date.min) <= (other[1] or date.max) and (other[0] or date.min) <= (one[1] or date.max)


def _united(one: Span, other: Span) -> Span:
    """From the earlier beginning to the later end."""
    first = None if one[0] is None or other[0] is None else min(one[0], other[0])
    last = None if one[1] is None or other[1] is None else max(one[1], other[1])
    return first, last


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
