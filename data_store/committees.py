"""The committees above and below one another: read, added, called otherwise, put under another, taken back.

CODISEC report to COPROSEC and these to CORESEC (D.S. 011-2014-IN, arts. 22-31). The code of a committee never changes: it begins
the codes of its sessions. `by` is a post, `at` is UTC; each command is of the batch of its act.
"""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import text
from sqlmodel import col, select

from data_store.database import Reader, Writer
from data_store.event_log import FieldChange
from data_store.lookups import existing, id_of
from data_store.models import Committee, CommitteeSession
from data_store.naming import committee_code
from data_store.queries import frame
from data_store.recording import create, log, refuse, require_unchanged
from data_store.seeding import read_seed
from follow_up.acts import Refusal
from follow_up.committees import LEVELS
from follow_up.rows import records
from follow_up.spelling import clean_text, fold_name
from follow_up.vocabulary import CommitteeLevel

BOOK = """
SELECT c.id AS committee_id, c.code, c.name, c.level, c.territory, c.parent_id,
       (SELECT COUNT(*) FROM committee_session s WHERE s.committee_id = c.id AND s.withdrawn_in IS NULL) AS sessions
FROM committee c WHERE c.withdrawn_in IS NULL ORDER BY c.id
"""
PROPOSED = "proposed_committees.json"
FIRST = "SELECT MIN(id) FROM committee"


@dataclass(frozen=True)
class CommitteeDraft:
    """A committee as typed. `parent_id`: the one above it, None at the top."""

    level: CommitteeLevel
    territory: str
    name: str
    parent_id: int | None


@dataclass(frozen=True)
class Proposed:
    """A committee that Moquegua has by law, to be added with one press. `parent_id`: the one above, None while it is not here."""

    level: CommitteeLevel
    territory: str
    parent_id: int | None


def proposed_committees(committees: pd.DataFrame) -> list[Proposed]:
    """The COPROSEC and CODISEC of Moquegua that are not among `committees` yet: 3 provinces and their 17 districts outside the
    capitals, where the COPROSEC acts (D.S. 011-2014-IN, art. 31).

    A district whose province is not here yet is proposed under the region.
    """
    known = {(row.level, fold_name(row.territory)): int(row.committee_id) for row in records(committees)}
    region = known.get((CommitteeLevel.REGIONAL, fold_name("Moquegua")))
    return [
        Proposed(
            CommitteeLevel(one["level"]), one["territory"],
            known.get((CommitteeLevel.PROVINCIAL, fold_name(one["under"])), region) if one["level"] == CommitteeLevel.DISTRICT else region,
        )
        for one in read_seed(PROPOSED)
        if (one["level"], fold_name(one["territory"])) not in known
    ]  # fmt: skip


def load_committees(db: Reader) -> pd.DataFrame:
    """Every committee that was not taken back: the columns of `Rows.committees`, and sessions, how many it has in the calendar."""
    return frame(db, BOOK).astype({"parent_id": "Int64"})


def add_committee(db: Writer, *, draft: CommitteeDraft, by: str, at: datetime, batch_id: int) -> int:
    """A committee; returns its id. One of that level and territory that was taken back comes back. Raises `Refused`."""
    namesake = _namesake(db, draft)
    repeated = [Refusal.COMMITTEE_REPEATED] if namesake is not None and namesake.withdrawn_in is None else []
    refuse(_check(db, draft) + repeated, by=by)
    if namesake is not None:
        log(db, namesake, FieldChange("withdrawn", str(namesake.withdrawn_in), None), by=by, at=at, batch_id=batch_id)
        namesake.withdrawn_in = None
        log(db, namesake, *_put(db, namesake, draft), by=by, at=at, batch_id=batch_id)
        return id_of(namesake)
    taken = set(db.exec(select(Committee.code)).all())
    committee = Committee(
        code=committee_code(draft.level, draft.territory, taken=taken.__contains__), name=clean_text(draft.name), level=draft.level,
        territory=clean_text(draft.territory), parent_id=draft.parent_id,
    )  # fmt: skip
    return create(db, committee, told=committee.code, by=by, at=at, batch_id=batch_id)


def edit_committee(db: Writer, *, committee_id: int, draft: CommitteeDraft, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """Another name, territory or committee above; the level stays. Raises `Refused`, `StaleRecord`."""
    committee = existing(db, Committee, committee_id)
    require_unchanged(db, committee, seen=seen)
    namesake = _namesake(db, draft)
    refusals = _check(db, draft, of=committee)
    if namesake is not None and namesake.withdrawn_in is None and namesake.id != committee_id:
        refusals.append(Refusal.COMMITTEE_REPEATED)
    refuse(refusals, by=by)
    changes = _put(db, committee, draft)
    refuse([] if changes else [Refusal.NOTHING_CHANGED], by=by)
    log(db, committee, *changes, by=by, at=at, batch_id=batch_id)


def withdraw_committee(db: Writer, *, committee_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """Take back a committee without sessions and without others below it. Raises `Refused`, `StaleRecord`.

    The first of the base stays: it is known by having no code before those of its sessions.
    """
    committee = existing(db, Committee, committee_id)
    require_unchanged(db, committee, seen=seen)
    met = select(CommitteeSession.id).where(CommitteeSession.committee_id == committee_id, col(CommitteeSession.withdrawn_in).is_(None))
    under = select(Committee.id).where(Committee.parent_id == committee_id, col(Committee.withdrawn_in).is_(None))
    is_first = db.execute(text(FIRST)).scalar() == committee_id
    refusals = [Refusal.COMMITTEE_IN_USE] if is_first or db.exec(met).first() is not None else []
    refusals += [Refusal.COMMITTEE_ABOVE_OTHERS] if db.exec(under).first() is not None else []
    refuse(refusals, by=by)
    committee.withdrawn_in = batch_id
    log(db, committee, FieldChange("withdrawn", None, str(batch_id)), by=by, at=at, batch_id=batch_id)


def _check(db: Writer, draft: CommitteeDraft, *, of: Committee | None = None) -> list[Refusal]:
    """A committee has a name and a territory, and stands under one of a higher level and above those of a lower one."""
    refusals = [] if clean_text(draft.name) and fold_name(draft.territory) else [Refusal.COMMITTEE_NAME]
    level = draft.level if of is None else CommitteeLevel(of.level)
    above = None if draft.parent_id is None else CommitteeLevel(existing(db, Committee, draft.parent_id).level)
    if above is not None and LEVELS.index(above) >= LEVELS.index(level):
        refusals.append(Refusal.COMMITTEE_ORDER)
    return refusals


def _namesake(db: Writer, draft: CommitteeDraft) -> Committee | None:
    """The committee of that level and territory, also one that was taken back."""
    same = [one for one in db.exec(select(Committee).where(Committee.level == draft.level)) if fold_name(one.territory) == fold_name(draft.territory)]
    return min(same, key=lambda one: one.withdrawn_in is not None, default=None)


def _put(db: Writer, committee: Committee, draft: CommitteeDraft) -> list[FieldChange]:
    """Give the committee what the draft says; the log tells the one above by its code."""
    changes: list[FieldChange] = []
    for field, value in {"name": clean_text(draft.name), "territory": clean_text(draft.territory)}.items():
        if (before := getattr(committee, field)) != value:
            changes.append(FieldChange(field, before, value))
            setattr(committee, field, value)
    if committee.parent_id != draft.parent_id:
        changes.append(FieldChange("committee", _code(db, committee.parent_id), _code(db, draft.parent_id)))
        committee.parent_id = draft.parent_id
    return changes


def _code(db: Writer, committee_id: int | None) -> str | None:
    return None if committee_id is None else db.get_one(Committee, committee_id).code
