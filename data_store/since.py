"""What changed here since an export was made, and what stood then: the log read from the version that the file carries."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, text

from follow_up.import_plan import BatchKind
from follow_up.spelling import fold_name

FIRST_EDITS = """
SELECT entity, entity_id, field, before FROM event
WHERE id IN (SELECT MIN(id) FROM event WHERE id > :since AND entity = 'agreement' GROUP BY entity_id, field)
"""

# Each report is told by one "reported_on" of its own; what an undo tells is a consequence, and makes none.
REPORTS_SINCE = """
SELECT COUNT(*) FROM event e LEFT JOIN import_batch b ON b.id = e.batch_id
WHERE e.id > :since AND e.entity = 'assignment' AND e.field = 'reported_on' AND (b.id IS NULL OR b.kind <> :undo)
"""

# Of the assignments whose reports changed: every report, with whether it stood then. Before its first withdrawal or return
# since, a report was the opposite; without one, it is as it was.
REPORTS = """
SELECT r.assignment_id, r.member_id, r.status, r.progress, r.reported_on, r.actions, r.internal_note,
       e.document_type, e.number, e.issued_on, e.issuer, e.link, v.id IS NOT NULL,
       r.id <= :last AND CASE WHEN turned.id IS NULL THEN r.withdrawn_in IS NULL ELSE turned.before IS NULL END
FROM progress_report r
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.withdrawn_in IS NULL
LEFT JOIN event turned ON turned.id = (
    SELECT MIN(t.id) FROM event t
    WHERE t.entity = 'progress_report' AND t.entity_id = r.id AND t.field = 'withdrawn' AND t.id > :since)
WHERE r.assignment_id IN (SELECT entity_id FROM event WHERE id > :since AND entity = 'assignment' AND field = 'reported_on')
ORDER BY r.reported_on, r.recorded_at, r.id
"""

GONE = """
SELECT DISTINCT s.code || '-' || a.code, i.acronym
FROM event v
JOIN assignment n ON v.entity = 'assignment' AND n.id = v.entity_id
JOIN institution i ON i.id = n.institution_id
JOIN agreement a ON a.id = n.agreement_id
JOIN problem p ON p.id = a.problem_id
JOIN committee_session s ON s.id = p.session_id
WHERE v.id > :since AND ((v.field = 'withdrawn' AND n.withdrawn_in IS NOT NULL) OR (v.field = 'released_on' AND n.released_on IS NOT NULL))
"""


def edited_since(db: Connection, since: int) -> dict[tuple[str, int, str], str | None]:
    """The fields of agreements that changed, with their values then, as the log tells them."""
    return {(row[0], row[1], row[2]): row[3] for row in db.execute(text(FIRST_EDITS), {"since": since})}


def reports_then(db: Connection, since: int) -> dict[tuple[int, int | None], Any]:
    """Where reports changed, by assignment and member: the row of the report that was the state then; None without any."""
    chosen = {"since": since, "last": _last_report(db, since)}
    then: dict[tuple[int, int | None], Any] = {}
    for row in db.execute(text(REPORTS), chosen):
        place = row[0], row[1]
        then[place] = row if row[-1] else then.get(place)
    return then


def gone_since(db: Connection, since: int) -> dict[str, frozenset[str]]:
    """The institutions whose part in an agreement was taken back or released, by its ref: folded acronyms, for they may be gone themselves."""
    gone: defaultdict[str, set[str]] = defaultdict(set)
    for ref, acronym in db.execute(text(GONE), {"since": since}):
        gone[ref].add(fold_name(acronym))
    return {ref: frozenset(institutions) for ref, institutions in gone.items()}


def _last_report(db: Connection, since: int) -> int:
    """The id of the last report that the export could know: reports are numbered in the order of the log."""
    made = db.execute(text(REPORTS_SINCE), {"since": since, "undo": BatchKind.UNDO}).scalar_one()
    last = "SELECT id FROM progress_report ORDER BY id DESC LIMIT 1 OFFSET :made"
    return db.execute(text(last), {"made": made}).scalar() or 0
