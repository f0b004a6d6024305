"""What the screens read of sessions: the book of sessions, the decisions of one, the internal notes of an agreement."""

import pandas as pd

from data_store.database import Reader
from data_store.queries import frame

DECISIONS = """
SELECT d.id AS decision_id, d.batch_id, d.kind, d.text, d.agreement_id, s.code || '-' || a.code AS ref, a.code, d.by, d.at,
       d.withdrawn_in IS NOT NULL AS undone
FROM session_decision d
LEFT JOIN agreement a ON a.id = d.agreement_id
LEFT JOIN problem p ON p.id = a.problem_id
LEFT JOIN committee_session s ON s.id = p.session_id
WHERE d.session_id = :session ORDER BY d.at, d.id
"""

NOTES = """
SELECT i.acronym AS institution, m.acronym AS member, r.reported_on, r.internal_note
FROM progress_report r
JOIN assignment n ON n.id = r.assignment_id
JOIN institution i ON i.id = n.institution_id
LEFT JOIN institution m ON m.id = r.member_id
WHERE n.agreement_id = :agreement AND n.withdrawn_in IS NULL AND n.released_on IS NULL AND r.internal_note <> ''
  AND r.id = (
    SELECT l.id FROM progress_report l
    WHERE l.assignment_id = r.assignment_id AND l.member_id IS r.member_id AND l.withdrawn_in IS NULL
    ORDER BY l.reported_on DESC, l.recorded_at DESC, l.id DESC LIMIT 1)
ORDER BY n.position, n.id, m.acronym
"""

SESSION_BOOK = """
SELECT s.id AS session_id, s.code AS session_code, s.kind, s.number, s.held_on, s.title, s.state, c.id AS committee_id,
       c.name AS committee,
       (SELECT COUNT(*) FROM agreement a JOIN problem p ON p.id = a.problem_id
        WHERE p.session_id = s.id AND a.withdrawn_in IS NULL) AS agreements,
       (SELECT COUNT(*) FROM session_decision d WHERE d.session_id = s.id AND d.withdrawn_in IS NULL) AS decisions
FROM committee_session s JOIN committee c ON c.id = s.committee_id
WHERE s.withdrawn_in IS NULL ORDER BY s.held_on, s.id
"""


def load_decisions(db: Reader, *, session_id: int) -> pd.DataFrame:
    """The lines of the minutes of a session, oldest first, undone ones too: decision_id, batch_id, kind (`DecisionKind`), text,
    agreement_id, ref, code, by, at, undone (bool).
    """
    found = frame(db, DECISIONS, moments=["at"], session=session_id)
    return found.astype({"agreement_id": "Int64", "undone": bool})


def load_notes_of(db: Reader, *, agreement_id: int) -> pd.DataFrame:
    """The internal notes of the last reports on an agreement, in the order of the acta: institution, member, reported_on,
    internal_note. They are for who operates, never for the room.
    """
    return frame(db, NOTES, days=["reported_on"], agreement=agreement_id)


def load_session_book(db: Reader) -> pd.DataFrame:
    """Every session by its day: session_id, session_code, kind, number, held_on, title, state (`SessionState`), committee_id,
    committee, and how many agreements it adopted and decisions it took that stand.
    """
    return frame(db, SESSION_BOOK, days=["held_on"])
