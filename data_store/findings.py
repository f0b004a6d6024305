"""What the page *Calidad* reads and writes beside the board: what is accepted as it is, and a report to be completed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import text

from data_store.commands import report_progress
from data_store.database import Reader, Writer
from data_store.lookups import UnknownRecord
from data_store.models import AcceptedFinding
from data_store.queries import frame
from data_store.recording import create, refuse
from follow_up.acts import EvidenceDraft, ProgressDraft, Refusal, check_reason
from follow_up.spelling import clean_text
from follow_up.vocabulary import FindingKind, Status

ACCEPTED = """
SELECT f.id AS finding_id, f.kind, f.subject, f.reason, f.by, f.at, e.batch_id
FROM accepted_finding f JOIN event e ON e.entity = 'accepted_finding' AND e.entity_id = f.id AND e.field = 'created'
WHERE f.withdrawn_in IS NULL ORDER BY f.id
"""
STANDS = "SELECT 1 FROM accepted_finding WHERE kind = :kind AND subject = :subject AND withdrawn_in IS NULL"
REPORT = """
SELECT assignment_id, member_id, reported_on, status, progress, actions, internal_note FROM progress_report
WHERE id = :report AND withdrawn_in IS NULL
"""


@dataclass(frozen=True)
class StoredReport:
    """A report as it was recorded, ready to be said again."""

    assignment_id: int
    member_id: int | None
    draft: ProgressDraft


def load_accepted(db: Reader, *, known_at: datetime | None = None) -> pd.DataFrame:
    """What is accepted: finding_id, kind, subject, reason, by, at, batch_id. `known_at` as in `queries.load_rows`."""
    return frame(db, ACCEPTED, moments=["at"], known_at=known_at)


def accept(db: Writer, *, kind: FindingKind, subject: str, reason: str, by: str, at: datetime, batch_id: int) -> int:
    """A person has looked at a finding and accepts it, with the reason; returns its id. Undoing the batch opens it again."""
    refuse(check_reason(reason), by=by)
    if db.execute(text(STANDS), {"kind": kind, "subject": subject}).first() is not None:
        refuse([Refusal.NOTHING_CHANGED], by=by)
    accepted = AcceptedFinding(kind=kind, subject=subject, reason=clean_text(reason), by=by.strip(), at=at)
    return create(db, accepted, told=accepted.reason, by=by, at=at, batch_id=batch_id)


def load_report(db: Reader, *, report_id: int) -> StoredReport:
    """One report. Raises `UnknownRecord`, also for one that was withdrawn."""
    row = db.execute(text(REPORT), {"report": report_id}).first()
    if row is None:
        raise UnknownRecord(f"ProgressReport {report_id}")
    draft = ProgressDraft(Status(row[3]), row[4], date.fromisoformat(row[2]), row[5], None, row[6])
    return StoredReport(row[0], row[1], draft)


def add_evidence(
    db: Writer, *, report: StoredReport, evidence: EvidenceDraft | None, expected_version: int, today: date, by: str, at: datetime,
    batch_id: int | None,
) -> int:  # fmt: skip
    """A report that says again what the last one said, of the same day, with the document that it lacked; returns its id.

    The one before stays in the log as it was. Raises what `report_progress` raises, and `Refused` without a document.
    """
    refuse([Refusal.EVIDENCE_MISSING] if evidence is None else [], by=by)
    return report_progress(
        db, assignment_id=report.assignment_id, member_id=report.member_id, draft=replace(report.draft, evidence=evidence),
        expected_version=expected_version, today=today, by=by, at=at, batch_id=batch_id,
    )  # fmt: skip
