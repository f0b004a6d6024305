"""The writer of what a person records on a screen: one act is one batch, so that it is undone as a load is."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text

from data_store.database import Writer
from data_store.lookups import id_of
from data_store.models import ImportBatch
from data_store.recording import refuse
from follow_up.import_plan import BatchKind

BATCH_OF = "SELECT id FROM import_batch WHERE plan_id = :plan"


def change(db: Writer, *, token: str, screen: str, by: str, at: datetime, act: Callable[[Writer, int], object]) -> int:
    """Do the `act` (given the writer and its batch), recorded on a `screen` (its address); returns the batch's id.

    `token` names the act: the same one again writes nothing and returns the first's batch, for its answer may have been lost.
    Undone by `undoing.plan_undo` and `undo_batch`. Raises `Refused` without `by`, and whatever the act raises.
    """
    plan_id = f"edit:{token}"
    earlier = db.execute(text(BATCH_OF), {"plan": plan_id}).scalar()
    if earlier is not None:
        return earlier
    batch = ImportBatch(
        plan_id=plan_id, kind=BatchKind.EDIT, file_name="", sha256="", by=by.strip(), at=at, counts="{}", screen=screen
    )
    db.add(batch)
    db.flush()
    batch_id = id_of(batch)
    act(db, batch_id)
    refuse([], by=by)  # after the act, whose refusals are told all at once
    return batch_id
