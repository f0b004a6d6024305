"""The writer of one edit on many agreements: what the plan decided, by the commands of a single act, all in one batch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text

from data_store import commands
from data_store.changing import change
from data_store.database import Writer
from data_store.event_log import FieldChange
from data_store.lookups import existing
from data_store.models import Agreement, Institution, Problem
from data_store.recording import StaleRecord, bump, log
from data_store.themes import classify
from follow_up.acts import DeadlineDraft, VoidDraft
from follow_up.bulk_edit import Decision, Edit, FollowUpEdit, StatusEdit, ThemeEdit

SCREEN = "acuerdos"  # what the history calls the place where it was recorded
VERSIONS = "SELECT id, version FROM {table} WHERE withdrawn_in IS NULL AND id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True)
class Signed:
    """Who records, when, and the day by which the rules judge."""

    by: str
    at: datetime
    today: date


@dataclass(frozen=True)
class Edited:
    """What came of an edit: the agreements that were changed, and those that somebody else had changed since they were shown.

    `batch_id` is missing when nothing was left to change.
    """

    batch_id: int | None
    changed: tuple[int, ...]
    stale: tuple[int, ...]


class _AllStale(Exception):
    """Nothing is left of the edit: no batch is made of it."""


def edit_agreements(db: Writer, *, token: str, decided: Sequence[Decision], edit: Edit, seen: int, signed: Signed) -> Edited:
    """Do what was decided, in one batch. An agreement that changed since the version `seen` of the data is left as it is, and named.

    The same token again writes nothing. Raises `Refused` as the single acts do: then nothing at all was written.
    """
    fresh: list[int] = []
    stale: list[int] = []

    def act(db: Writer, batch_id: int) -> None:
        changing = [decision for decision in decided if decision.changes]
        current = _Current(db, changing)
        for decision in changing:
            (fresh if current.has(decision, edit) and _done(db, decision, edit, seen, signed, batch_id) else stale).append(decision.row.agreement_id)
        if not fresh:
            raise _AllStale

    try:
        with db.begin_nested():
            batch_id = change(db, token=token, screen=SCREEN, by=signed.by, at=signed.at, act=act)
    except _AllStale:
        return Edited(None, (), tuple(stale))
    return Edited(batch_id, tuple(fresh), tuple(stale))


class _Current:
    """The versions of the records that an edit touches, as they are when it is written; one query each."""

    def __init__(self, db: Writer, decided: Sequence[Decision]) -> None:
        self._agreements = _versions(db, "agreement", [decision.row.agreement_id for decision in decided])
        self._assignments = _versions(db, "assignment", [number for decision in decided for number in decision.parts])

    def has(self, decision: Decision, edit: Edit) -> bool:
        """Whether the agreement still is as it was shown, in what the edit depends on."""
        row = decision.row
        if isinstance(edit, StatusEdit):
            shown = {part.assignment_id: part.version for part in row.parts}
            return all(self._assignments.get(number) == shown[number] for number in decision.parts)
        found = self._agreements.get(row.agreement_id)
        return found is not None if isinstance(edit, ThemeEdit) else found == row.version  # of the theme its problem tells


def _versions(db: Writer, table: str, ids: Sequence[int]) -> dict[int, int]:
    found = db.connection().execute(text(VERSIONS.format(table=table)), {"ids": json.dumps(list(ids))})
    return {row[0]: row[1] for row in found}


def _done(db: Writer, decision: Decision, edit: Edit, seen: int, signed: Signed, batch_id: int) -> bool:
    """Do the edit on one agreement; False when somebody had changed it, as only its problem tells."""
    row = decision.row
    sign: dict[str, Any] = {"by": signed.by, "at": signed.at, "batch_id": batch_id}
    versioned: dict[str, Any] = {**sign, "agreement_id": row.agreement_id, "expected_version": row.version}
    match edit:
        case StatusEdit():
            _report(db, decision, edit, {**sign, "today": signed.today})
        case DeadlineDraft():
            commands.set_deadline(db, draft=edit, today=signed.today, **versioned)
        case VoidDraft():
            commands.void_agreement(db, draft=edit, today=signed.today, **versioned)
        case FollowUpEdit():
            follow_up(db, institution_id=edit.institution_id, **versioned)
        case ThemeEdit():
            return _classified(db, row.problem_id, edit, seen, sign)
    return True


def _report(db: Writer, decision: Decision, edit: StatusEdit, signed: dict[str, Any]) -> None:
    shown = {part.assignment_id: part.version for part in decision.row.parts}
    for number in decision.parts:
        commands.report_progress(db, assignment_id=number, draft=edit.draft, expected_version=shown[number], **signed)


def _classified(db: Writer, problem_id: int, edit: ThemeEdit, seen: int, sign: dict[str, Any]) -> bool:
    """The theme of the problem, once for all its agreements; False when somebody else had changed the problem."""
    if existing(db, Problem, problem_id).theme_id == edit.theme_id:
        return True  # another of its agreements was chosen too
    try:
        classify(db, problem_id=problem_id, theme_id=edit.theme_id, seen=seen, **sign)
    except StaleRecord:
        return False
    return True


def follow_up(
    db: Writer, *, agreement_id: int, institution_id: int, expected_version: int, by: str, at: datetime, batch_id: int
) -> None:
    """Another office follows the agreement up. Raises `StaleVersion`, `UnknownRecord`."""
    agreement = existing(db, Agreement, agreement_id)
    bump(agreement, expected_version)
    before, after = existing(db, Institution, agreement.follow_up_id), existing(db, Institution, institution_id)
    agreement.follow_up_id = institution_id
    log(db, agreement, FieldChange("follow_up", before.acronym, after.acronym), by=by, at=at, batch_id=batch_id)
