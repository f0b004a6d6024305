"""The writer of decisions: what a session decides on an agreement, and its line in the minutes, as one batch.

A decision is undone as a load is: `undoing.plan_undo` and `undo_batch` on its batch.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text

from data_store.database import Writer
from data_store.event_log import FieldChange
from data_store.lookups import existing, id_of
from data_store.models import Agreement, CommitteeSession, ImportBatch, SessionDecision
from data_store.recording import Refused, log, refuse
from follow_up.acts import Refusal
from follow_up.import_plan import BatchKind
from follow_up.spelling import clean_text
from follow_up.vocabulary import DecisionKind, SessionState


class SessionNotOpen(Refused):
    """The session is not open: nothing is decided in one that is planned or closed. Nothing was written."""

    def __init__(self, session: CommitteeSession) -> None:
        super().__init__([Refusal.SESSION_NOT_OPEN])
        self.state = SessionState(session.state)


def decide(
    db: Writer, *, session_id: int, agreement_id: int | None, kind: DecisionKind, words: str, token: str, by: str, at: datetime,
    act: Callable[[Writer, int], object],
) -> int:  # fmt: skip
    """Do the `act` (given the writer and the batch) as a decision of the session, told by `words`; returns the batch's id.

    `agreement_id` is missing for one that the act adopts: then the act returns its id, of which the line is. `token` names
    the decision: the same one again writes nothing and returns the first's batch, for its answer may have been lost.
    Raises `SessionNotOpen`, `UnknownRecord`, `Refused` without `by`, and whatever the act raises: then nothing is written.
    """
    plan_id = f"decision:{token}"
    earlier = db.execute(text("SELECT id FROM import_batch WHERE plan_id = :plan"), {"plan": plan_id}).scalar()
    if earlier is not None:
        return earlier
    require_open(db, session_id)
    refuse([], by=by)
    batch = ImportBatch(plan_id=plan_id, kind=BatchKind.DECISION, file_name="", sha256="", by=by.strip(), at=at, counts="{}")
    db.add(batch)
    db.flush()
    batch_id = id_of(batch)
    made = act(db, batch_id)
    if agreement_id is None and isinstance(made, int):
        agreement_id = made
    if agreement_id is not None:
        existing(db, Agreement, agreement_id)
    decision = SessionDecision(
        session_id=session_id, agreement_id=agreement_id, kind=kind, text=_line(words), by=by.strip(), at=at, batch_id=batch_id
    )
    db.add(decision)
    db.flush()
    log(db, decision, FieldChange("created", None, decision.text), by=by, at=at, batch_id=batch_id)
    return batch_id


def require_open(db: Writer, session_id: int) -> CommitteeSession:
    """The session, in which something is decided now. Raises `SessionNotOpen`, `UnknownRecord`."""
    session = existing(db, CommitteeSession, session_id)
    if session.state != SessionState.OPEN:
        raise SessionNotOpen(session)
    return session


def _line(words: str) -> str:
    line = clean_text(words)
    if not line:
        raise Refused([Refusal.REASON_MISSING])
    return line
