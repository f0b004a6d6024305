"""What the screens read: frames, in plain SQL. Nothing here changes a row.

The state at a cut-off is a seek per record into its log, served by an index made for it; a window function over the
whole log costs twice as much at a million reports. What was withdrawn is left out. What was known at a past moment is the
same queries on the tables as they were known then (`known_then`).
"""

import json
from dataclasses import fields
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection, text

from data_store.known_then import as_known
from follow_up.board import Rows
from follow_up.extensions import extension_counts
from follow_up.holidays import Holidays
from follow_up.settings import Windows

COMMITTEES = """
SELECT c.id AS committee_id, c.code, c.name, c.level, c.territory, c.parent_id
FROM committee c WHERE c.withdrawn_in IS NULL ORDER BY c.id
"""

SESSIONS = """
SELECT s.id AS session_id, s.code AS session_code, s.kind, s.number, s.held_on, s.title, c.id AS committee_id, c.name AS committee
FROM committee_session s JOIN committee c ON c.id = s.committee_id
WHERE s.withdrawn_in IS NULL ORDER BY s.held_on, s.id
"""

AGREEMENTS = """
SELECT a.id AS agreement_id, s.code || '-' || a.code AS ref, a.code, a.text, p.id AS problem_id,
       p.number AS problem_number, p.text AS problem, t.code AS theme_code, t.label AS theme, s.id AS session_id,
       s.code AS session_code, s.held_on AS session_on, s.committee_id, a.parent_id, f.acronym AS follow_up,
       COALESCE(d.after_kind, 'none') AS deadline_kind, d.after AS deadline, a.deadline_note,
       d.decided_on AS deadline_since,
       a.version
FROM agreement a
JOIN problem p ON p.id = a.problem_id
JOIN theme t ON t.id = p.theme_id
JOIN committee_session s ON s.id = p.session_id
JOIN institution f ON f.id = a.follow_up_id
LEFT JOIN deadline_change d ON d.id = (
    SELECT l.id FROM deadline_change l WHERE l.agreement_id = a.id AND l.decided_on <= :at AND l.withdrawn_in IS NULL
    ORDER BY l.decided_on DESC, l.recorded_at DESC, l.id DESC LIMIT 1)
WHERE s.held_on <= :at AND a.withdrawn_in IS NULL
"""

DEADLINE_LOG = """
SELECT d.agreement_id, d.after_kind AS deadline_kind, d.after AS deadline, d.decided_on AS deadline_since
FROM deadline_change d WHERE d.decided_on <= :at AND d.withdrawn_in IS NULL
ORDER BY d.agreement_id, d.decided_on, d.recorded_at, d.id
"""

REASONS = """
SELECT d.agreement_id, s.committee_id, d.after_kind AS deadline_kind, d.after AS deadline, d.decided_on AS deadline_since, d.reason
FROM deadline_change d JOIN agreement a ON a.id = d.agreement_id JOIN problem p ON p.id = a.problem_id
JOIN committee_session s ON s.id = p.session_id
WHERE d.agreement_id IN (SELECT value FROM json_each(:agreements)) AND d.decided_on <= :at AND d.withdrawn_in IS NULL
ORDER BY d.agreement_id, d.decided_on, d.recorded_at, d.id
"""

EVER_ASSIGNED = """
SELECT n.id AS assignment_id, n.agreement_id, n.position, i.id AS institution_id, i.code AS institution_code,
       i.acronym AS institution, i.name AS institution_name, i.kind AS institution_kind, n.assigned_on, n.released_on, n.version
FROM assignment n
JOIN institution i ON i.id = n.institution_id
JOIN agreement a ON a.id = n.agreement_id
JOIN problem p ON p.id = a.problem_id
JOIN committee_session s ON s.id = p.session_id
WHERE s.held_on <= :at AND n.withdrawn_in IS NULL
"""

ASSIGNMENTS = f"{EVER_ASSIGNED} AND (n.assigned_on IS NULL OR n.assigned_on <= :at) AND (n.released_on IS NULL OR n.released_on > :at)"

REPORT_COLUMNS = """
SELECT r.id AS report_id, r.assignment_id, r.member_id, r.reported_on, r.recorded_at, r.status, r.progress, r.actions,
       e.document_type || ' ' || e.number AS evidence, v.verified_on, r.by
"""

LAST_REPORTS = f"""
{REPORT_COLUMNS} FROM assignment n
JOIN progress_report r ON r.id = (
    SELECT l.id FROM progress_report l
    WHERE l.assignment_id = n.id AND l.member_id IS NULL AND l.reported_on <= :at AND l.withdrawn_in IS NULL
    ORDER BY l.reported_on DESC, l.recorded_at DESC, l.id DESC LIMIT 1)
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.verified_on <= :at AND v.withdrawn_in IS NULL
UNION ALL
{REPORT_COLUMNS} FROM (
    SELECT DISTINCT assignment_id, member_id FROM progress_report WHERE member_id IS NOT NULL AND withdrawn_in IS NULL) n
JOIN progress_report r ON r.id = (
    SELECT l.id FROM progress_report l
    WHERE l.assignment_id = n.assignment_id AND l.member_id = n.member_id AND l.reported_on <= :at AND l.withdrawn_in IS NULL
    ORDER BY l.reported_on DESC, l.recorded_at DESC, l.id DESC LIMIT 1)
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.verified_on <= :at AND v.withdrawn_in IS NULL
"""

REPORT_LOG = f"""
{REPORT_COLUMNS} FROM progress_report r
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.withdrawn_in IS NULL
WHERE r.withdrawn_in IS NULL
"""

MEMBERS = """
SELECT g.group_id AS institution_id, g.member_id, m.code AS member_code, m.acronym AS member, m.name AS member_name,
       g.valid_from, g.valid_to
FROM group_membership g JOIN institution m ON m.id = g.member_id
WHERE g.withdrawn_in IS NULL ORDER BY m.acronym
"""

REPORTS_OF_AGREEMENT = """
SELECT r.id AS report_id, i.acronym AS institution, r.member_id, m.acronym AS member, r.reported_on, r.status, r.progress, r.actions,
       r.internal_note, r.by, r.recorded_at, e.document_type, e.number AS document_number, e.issued_on, e.issuer, e.link,
       v.verified_on, v.note AS verification_note, v.by AS verified_by, s.title AS session, b.file_name, w.extra
FROM progress_report r
JOIN assignment n ON n.id = r.assignment_id
JOIN institution i ON i.id = n.institution_id
LEFT JOIN institution m ON m.id = r.member_id
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.withdrawn_in IS NULL
LEFT JOIN committee_session s ON s.id = r.session_id
LEFT JOIN import_row w ON w.id = r.import_row_id
LEFT JOIN import_batch b ON b.id = w.batch_id
WHERE n.agreement_id = :agreement AND r.withdrawn_in IS NULL
ORDER BY r.reported_on DESC, r.recorded_at DESC, r.id DESC
"""

DEADLINES_OF_AGREEMENT = """
SELECT d.before_kind, d.before, d.after_kind, d.after, d.reason, d.decided_on, d.by, d.recorded_at, s.title AS session
FROM deadline_change d LEFT JOIN committee_session s ON s.id = d.session_id
WHERE d.agreement_id = :agreement AND d.withdrawn_in IS NULL ORDER BY d.decided_on DESC, d.recorded_at DESC, d.id DESC
"""

EVENTS_OF_AGREEMENT = """
SELECT v.id AS event_id, v.at, v.by, v.field, v.before, v.after, i.acronym AS institution, v.batch_id, b.file_name
FROM event v
LEFT JOIN assignment n ON v.entity = 'assignment' AND n.id = v.entity_id
LEFT JOIN institution i ON i.id = n.institution_id
LEFT JOIN import_batch b ON b.id = v.batch_id
WHERE (v.entity = 'agreement' AND v.entity_id = :agreement) OR n.agreement_id = :agreement
ORDER BY v.id DESC
"""

LAST_EVENT = text("SELECT MAX(id) FROM event")


def load_rows(db: Connection, *, at: date, known_at: datetime | None = None) -> Rows:
    """Everything that the board needs, as it stood on `at`: reports, deadlines and assignments that held by then.

    `known_at` (aware): only what was recorded up to that moment counts, as it was then.
    """
    return _rows(db, ASSIGNMENTS, at=at, known_at=known_at)


def load_history(db: Connection, *, at: date, known_at: datetime | None = None) -> tuple[Rows, pd.DataFrame]:
    """What a trend folds: the same with every assignment that there ever was, and the log of all reports."""
    return _rows(db, EVER_ASSIGNED, at=at, known_at=known_at), load_report_log(db, known_at=known_at)


def _rows(db: Connection, assignments: str, *, at: date, known_at: datetime | None) -> Rows:
    sessions = frame(db, SESSIONS, days=["held_on"], known_at=known_at)
    return Rows(
        committees=frame(db, COMMITTEES, known_at=known_at).astype({"parent_id": "Int64"}),
        sessions=sessions,
        agreements=_agreements(db, sessions, at=at, known_at=known_at),
        assignments=frame(db, assignments, days=["assigned_on", "released_on"], known_at=known_at, at=at),
        reports=frame(db, LAST_REPORTS, days=["reported_on", "verified_on"], moments=["recorded_at"], known_at=known_at, at=at),
        members=frame(db, MEMBERS, days=["valid_from", "valid_to"], known_at=known_at),
    )


def _agreements(db: Connection, sessions: pd.DataFrame, *, at: date, known_at: datetime | None) -> pd.DataFrame:
    """The agreements; how often each was put off is folded from the log of deadlines, in half the time of asking it per agreement."""
    found = frame(db, AGREEMENTS, days=["session_on", "deadline", "deadline_since"], known_at=known_at, at=at)
    changes = frame(db, DEADLINE_LOG, days=["deadline", "deadline_since"], known_at=known_at, at=at)
    changes = changes.assign(committee_id=changes["agreement_id"].map(found.set_index("agreement_id")["committee_id"]))
    told = extension_counts(changes, sessions).reindex(found["agreement_id"]).reset_index(drop=True)
    return found.assign(original_deadline=told["original_deadline"], extensions=told["extensions"].fillna(0).astype("int64"))


def load_report_log(db: Connection, *, known_at: datetime | None = None) -> pd.DataFrame:
    """Every report that was not withdrawn, with the columns of `Rows.reports`; `known_at` as in `load_rows`."""
    return frame(db, REPORT_LOG, days=["reported_on", "verified_on"], moments=["recorded_at"], known_at=known_at)


def load_reports_of(db: Connection, *, agreement_id: int, known_at: datetime | None = None) -> pd.DataFrame:
    """The reports on one agreement, newest first: report_id, institution, member_id, member, reported_on, status, progress, actions,
    internal_note, by, recorded_at, document_type, document_number, issued_on, issuer, link, verified_on,
    verification_note, verified_by, session (that decided it), file_name and extra (JSON, heading to text) of the load that it
    came with.
    """
    days = ["reported_on", "issued_on", "verified_on"]
    return frame(db, REPORTS_OF_AGREEMENT, days=days, moments=["recorded_at"], known_at=known_at, agreement=agreement_id)


def load_deadlines_of(db: Connection, *, agreement_id: int, known_at: datetime | None = None) -> pd.DataFrame:
    """The deadline changes of one agreement, newest first: before_kind, before, after_kind, after, reason, decided_on, by,
    recorded_at, session.
    """
    days = ["before", "after", "decided_on"]
    return frame(db, DEADLINES_OF_AGREEMENT, days=days, moments=["recorded_at"], known_at=known_at, agreement=agreement_id)


def load_reasons(db: Connection, *, agreements: list[int], at: date, known_at: datetime | None = None) -> pd.DataFrame:
    """The changes of the deadlines of some agreements up to a day, oldest first within each: agreement_id, committee_id,
    deadline_kind, deadline, deadline_since, reason.
    """
    days = ["deadline", "deadline_since"]
    return frame(db, REASONS, days=days, known_at=known_at, agreements=json.dumps(agreements), at=at)


def load_events_of(db: Connection, *, agreement_id: int, known_at: datetime | None = None) -> pd.DataFrame:
    """The log of one agreement and its assignments, newest first: event_id, at, by, field, before, after, institution, and
    batch_id with file_name of the load that it belongs to. `known_at` (aware): what was logged up to that moment.
    """
    found = frame(db, EVENTS_OF_AGREEMENT, moments=["at"], agreement=agreement_id)
    return found if known_at is None else found[found["at"] <= pd.Timestamp(known_at).tz_convert(None)]


def load_holidays(db: Connection) -> Holidays:
    """The days that do not count as working: the national ones of any year and those of the table."""
    found = db.execute(text("SELECT day, name FROM holiday WHERE withdrawn_in IS NULL ORDER BY day"))
    return Holidays({date.fromisoformat(day): name for day, name in found})


def load_windows(db: Connection) -> Windows:
    """The windows in days: those that were set, the defaults of the others."""
    known = {field.name for field in fields(Windows)}
    found = db.execute(text("SELECT name, value FROM setting WHERE withdrawn_in IS NULL"))
    return Windows(**{name: int(value) for name, value in found if name in known})


def data_version(db: Connection) -> int:
    """The id of the last event: it grows with every write, whoever makes it."""
    return db.execute(LAST_EVENT).scalar() or 0


def frame(
    db: Connection, sql: str, *, days: list[str] | None = None, moments: list[str] | None = None,
    known_at: datetime | None = None, **parameters: date | int | str,
) -> pd.DataFrame:  # fmt: skip
    """The result as a frame; days and moments as datetime64, whatever the driver gave. `known_at` as in `load_rows`."""
    found = pd.read_sql(as_known(sql, known_at), db, params=parameters)
    for column in [*(days or []), *(moments or [])]:
        found[column] = pd.to_datetime(found[column])
    return found
