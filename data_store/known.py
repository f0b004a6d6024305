"""What an import is compared with: agreements, states and names, as plain values. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from data_store.known_then import as_known
from data_store.lookups import prefix_of
from data_store.since import edited_since, gone_since, reports_then
from follow_up.acts import EvidenceDraft
from follow_up.evidence import evidence_words
from follow_up.import_plan import Known, KnownAgreement, KnownAssignment, KnownReport, Names, Party, SessionRef
from follow_up.memory import uncollected
from follow_up.spelling import code_order
from follow_up.vocabulary import DeadlineKind, InstitutionKind, SessionKind, Status

SESSIONS = """
SELECT s.id, s.kind, s.number, s.held_on, CASE WHEN c.id = (SELECT MIN(f.id) FROM committee f) THEN '' ELSE c.code END
FROM committee_session s JOIN committee c ON c.id = s.committee_id
WHERE s.withdrawn_in IS NULL AND (:committee IS NULL OR c.id = :committee) ORDER BY s.held_on, s.id
"""

CLOSED = "SELECT id FROM committee_session WHERE state = 'closed' AND withdrawn_in IS NULL"

AGREEMENTS = """
SELECT a.id, s.code || '-' || a.code, s.id, a.code, a.text, p.text, t.label, a.follow_up_id,
       COALESCE(d.after_kind, 'none'), d.after, d.decided_on, a.deadline_note
FROM agreement a
JOIN problem p ON p.id = a.problem_id
JOIN theme t ON t.id = p.theme_id
JOIN committee_session s ON s.id = p.session_id
LEFT JOIN deadline_change d ON d.id = (
    SELECT l.id FROM deadline_change l WHERE l.agreement_id = a.id AND l.decided_on <= :at AND l.withdrawn_in IS NULL
    ORDER BY l.decided_on DESC, l.recorded_at DESC, l.id DESC LIMIT 1)
WHERE a.withdrawn_in IS NULL
"""

ASSIGNMENTS = """
SELECT agreement_id, id, institution_id FROM assignment
WHERE withdrawn_in IS NULL AND (assigned_on IS NULL OR assigned_on <= :day) AND (released_on IS NULL OR released_on > :day)
ORDER BY agreement_id, position, id
"""

REPORTS = """
SELECT r.assignment_id, r.member_id, r.status, r.progress, r.reported_on, r.actions, r.internal_note,
       e.document_type, e.number, e.issued_on, e.issuer, e.link, v.id IS NOT NULL
FROM progress_report r
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.verified_on <= :at AND v.withdrawn_in IS NULL
WHERE r.reported_on <= :at AND r.withdrawn_in IS NULL
ORDER BY r.reported_on, r.recorded_at, r.id
"""

SPELLINGS = """
SELECT l.folded, i.id, i.acronym FROM institution_alias l JOIN institution i ON i.id = l.institution_id
WHERE l.withdrawn_in IS NULL AND i.withdrawn_in IS NULL
"""

INSTITUTIONS = "SELECT id, acronym FROM institution WHERE withdrawn_in IS NULL ORDER BY acronym"

ALL_MEMBERS = "SELECT group_id, member_id FROM group_membership WHERE withdrawn_in IS NULL"
MEMBERS = f"""
{ALL_MEMBERS}
AND (valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR valid_to >= :day)
"""

USUAL_FOLLOW_UP = """
SELECT follow_up_id FROM agreement WHERE withdrawn_in IS NULL GROUP BY follow_up_id ORDER BY COUNT(*) DESC, follow_up_id LIMIT 1
"""

# Without any agreement to go by, the office that follows up is the committee's own unit.
FIRST_UNIT = "SELECT id FROM institution WHERE kind = :kind AND withdrawn_in IS NULL ORDER BY id LIMIT 1"


class _Then:
    """The store at a cut-off, by what was known at a moment: on `day`, with what held up to `at`."""

    def __init__(self, db: Connection, *, day: date, at: date, known_at: datetime | None, committee_id: int | None) -> None:
        self._db, self._known_at = db, known_at
        self._asked = {"day": day.isoformat(), "at": at.isoformat(), "committee": committee_id}

    def rows(self, sql: str) -> list[Any]:
        return list(self._db.execute(as_known(sql, self._known_at), self._asked))


@uncollected()
def load_known(
    db: Connection, *, today: date, since: int | None = None, at: date | None = None, known_at: datetime | None = None,
    committee_id: int | None = None,
) -> Known:  # fmt: skip
    """Everything that a plan compares with. `since`: the version of the data that an export of ours was made from.

    `at`: instead of everything recorded, what held on that day; with `known_at` (aware), by what was recorded up to that
    moment. That is for exports: a plan is made from the present only. `committee_id`: only its sessions and their agreements, for
    a file that is of that committee.
    """
    then = _Then(db, day=at or today, at=at or date.max, known_at=known_at, committee_id=committee_id)
    sessions = {row[0]: SessionRef(row[0], SessionKind(row[1]), row[2], _day(row[3]), row[4]) for row in then.rows(SESSIONS)}
    version = db.execute(text("SELECT MAX(id) FROM event")).scalar() or 0
    return Known(
        version=version,
        agreements=_agreements(then, sessions),
        sessions=tuple(sessions.values()),
        names={row[0]: row[1] for row in then.rows(INSTITUTIONS)},
        groups=_grouped(then.rows(MEMBERS)),
        default_follow_up=default_follow_up(db),
        closed=frozenset(row[0] for row in _rows(db, CLOSED)),
        edited={} if since is None else edited_since(db, since),
        exported={} if since is None else {place: row and _report(row) for place, row in reports_then(db, since).items()},
        gone={} if since is None else gone_since(db, since),
        committee="" if committee_id is None else prefix_of(db, committee_id),
    )


def load_names(db: Connection) -> Names:
    """Every spelling of an institution, the names that are known to be none, and who belongs to a group."""
    spellings = {row[0]: Party(row[1], row[2]) for row in _rows(db, SPELLINGS)}
    ignored = frozenset(row[0] for row in _rows(db, "SELECT folded FROM ignored_name WHERE withdrawn_in IS NULL"))
    return Names(spellings, ignored, _grouped(_rows(db, ALL_MEMBERS)))


def load_parties(db: Connection) -> list[Party]:
    """The institutions, by acronym."""
    return [Party(row[0], row[1]) for row in _rows(db, INSTITUTIONS)]


def is_own_export(db: Connection, *, version: int, log_hash: str) -> bool:
    """Whether an export was made from this base: its log holds the same event under the same number."""
    return db.execute(text("SELECT hash FROM event WHERE id = :version"), {"version": version}).scalar() == log_hash


def log_head(db: Connection) -> tuple[int, str]:
    """The version of the data and the hash of its last event, which exports carry."""
    row = db.execute(text("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")).first()
    return (row[0], row[1]) if row else (0, "")


def _agreements(then: _Then, sessions: dict[int, SessionRef]) -> dict[int, KnownAgreement]:
    assignments = _assignments(then)
    found = [
        KnownAgreement(
            id=row[0], ref=row[1], session=sessions[row[2]], code=row[3], text=row[4], problem=row[5], theme=row[6],
            follow_up_id=row[7], deadline_kind=DeadlineKind(row[8]), deadline=_day(row[9]), deadline_since=_day(row[10]),
            deadline_note=row[11], assignments=assignments[row[0]],
        )
        for row in then.rows(AGREEMENTS)
        if row[2] in sessions
    ]  # fmt: skip
    found.sort(key=lambda agreement: (agreement.session.held_on, agreement.session.id, code_order(agreement.code)))
    return {agreement.id: agreement for agreement in found}


def _assignments(then: _Then) -> defaultdict[int, dict[int, KnownAssignment]]:
    """By agreement, then by institution, in the order of the acta."""
    wholes, members = _last_reports(then)
    assignments: defaultdict[int, dict[int, KnownAssignment]] = defaultdict(dict)
    for agreement_id, assignment_id, institution_id in then.rows(ASSIGNMENTS):
        assignments[agreement_id][institution_id] = KnownAssignment(
            assignment_id, institution_id, wholes.get(assignment_id), members.get(assignment_id, {})
        )
    return assignments


def _last_reports(then: _Then) -> tuple[dict[int, KnownReport], dict[int, dict[int, KnownReport]]]:
    """The report that is the state, of each assignment and of each member that reported: the last one read of each."""
    wholes: dict[int, Any] = {}
    members: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for row in then.rows(REPORTS):
        if row[1] is None:
            wholes[row[0]] = row
        else:
            members[row[0]][row[1]] = row
    return (
        {place: _report(row) for place, row in wholes.items()},
        {place: {member: _report(row) for member, row in rows.items()} for place, rows in members.items()},
    )


def _report(row: Any) -> KnownReport:
    evidence = None if row[7] is None else evidence_words(EvidenceDraft(row[7], row[8], _day(row[9]), row[10], row[11] or ""))
    return KnownReport(Status(row[2]), row[3], _day(row[4]), row[5], evidence, row[6], bool(row[12]))


def _grouped(memberships: Iterable[Any]) -> dict[int, frozenset[int]]:
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for group_id, member_id in memberships:
        groups[group_id].add(member_id)
    return {group: frozenset(members) for group, members in groups.items()}


def default_follow_up(db: Connection) -> int | None:
    """The institution (id) that usually follows up; without any agreement, the committee's own unit, if there is one."""
    usual = db.execute(text(USUAL_FOLLOW_UP)).scalar()
    return usual or db.execute(text(FIRST_UNIT), {"kind": InstitutionKind.UNIT}).scalar()


def _rows(db: Connection, sql: str) -> list[Any]:
    return list(db.execute(text(sql)))


def _day(value: str | None) -> Any:
    """Plain SQL gives days as SQLite keeps them, as text."""
    return None if value is None else date.fromisoformat(value)
