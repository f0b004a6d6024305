"""One edit on many agreements: what it would do with each of them, decided from what is on screen, before anything is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from follow_up.acts import (
    DeadlineDraft,
    ProgressDraft,
    Refusal,
    VoidDraft,
    check_deadline,
    check_progress,
    check_void,
)
from follow_up.board import Board
from follow_up.rows import records
from follow_up.spelling import clean_text
from follow_up.vocabulary import DeadlineKind, SessionKind, Standing, Status


@dataclass(frozen=True)
class StatusEdit:
    """A report of the same words on each agreement: by everyone who answers for it, or by one institution of those."""

    draft: ProgressDraft
    institution_id: int | None = None


@dataclass(frozen=True)
class ThemeEdit:
    """Another theme; it is the problem's, so that its other agreements change with it."""

    theme_id: int
    theme: str


@dataclass(frozen=True)
class FollowUpEdit:
    """Another office that follows it up: its id and its acronym."""

    institution_id: int
    acronym: str


Edit = StatusEdit | DeadlineDraft | VoidDraft | ThemeEdit | FollowUpEdit


@dataclass(frozen=True)
class Part:
    """An assignment as it is on screen: who answers, how it stands and since which report, and the version of its record."""

    assignment_id: int
    institution_id: int
    institution: str
    version: int
    standing: Standing
    progress: int
    reported_on: date | None
    actions: str


@dataclass(frozen=True)
class EditRow:
    """An agreement as it is on screen. `sessions`: the ordinary ones of its committee, with which "next session" moves."""

    agreement_id: int
    ref: str
    code: str
    text: str
    version: int
    session_on: date
    sessions: tuple[date, ...]
    problem_id: int
    theme: str
    follow_up: str
    deadline: tuple[DeadlineKind, date | None]
    deadline_since: date | None
    standing: Standing
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Decision:
    """What an edit does with a row: it changes it (`parts`: the assignments that report), or why it cannot; neither: nothing changes."""

    row: EditRow
    changes: bool
    refusals: tuple[Refusal, ...] = ()
    parts: tuple[int, ...] = ()


def rows_of(board: Board, agreement_ids: Collection[int]) -> list[EditRow]:
    """The agreements with those ids as the board shows them, in its order."""
    wanted = set(agreement_ids)
    parts: dict[int, list[Part]] = {number: [] for number in wanted}
    for part in records(board.assignments[board.assignments["agreement_id"].isin(wanted)]):
        parts[part.agreement_id].append(_part(part))
    ordinary = board.sessions[board.sessions["kind"] == SessionKind.ORDINARY]
    held: dict[int, list[date]] = {}
    for session in records(ordinary):
        held.setdefault(session.committee_id, []).append(session.held_on.date())
    return [_row(row, held, parts) for row in records(board.agreements[board.agreements["agreement_id"].isin(wanted)])]


def _part(part: Any) -> Part:
    return Part(
        int(part.assignment_id), int(part.institution_id), part.institution, int(part.version), Standing(part.standing), round(part.progress),
        _day(part.reported_on), "" if pd.isna(part.actions) else part.actions,
    )  # fmt: skip


def _row(row: Any, held: Mapping[int, list[date]], parts: Mapping[int, list[Part]]) -> EditRow:
    return EditRow(
        agreement_id=int(row.agreement_id), ref=row.ref, code=row.code, text=row.text, version=int(row.version), session_on=row.session_on.date(),
        sessions=tuple(held.get(row.committee_id, ())), problem_id=int(row.problem_id), theme=row.theme, follow_up=row.follow_up,
        deadline=(DeadlineKind(row.deadline_kind), _day(row.deadline)), deadline_since=_day(row.deadline_since), standing=Standing(row.standing),
        parts=tuple(parts[row.agreement_id]),
    )  # fmt: skip


def _day(moment: Any) -> date | None:
    return None if pd.isna(moment) else moment.date()


def plan(rows: Sequence[EditRow], edit: Edit, *, today: date) -> tuple[Decision, ...]:
    """What the edit would do with each of the rows, by the rules that hold for a single act."""
    return tuple(_decided(row, edit, today) for row in rows)


def _decided(row: EditRow, edit: Edit, today: date) -> Decision:
    match edit:
        case StatusEdit():
            return _report(row, edit, today)
        case DeadlineDraft():
            return _deadline(row, edit, today)
        case VoidDraft():
            return _void(row, edit, today)
        case ThemeEdit():
            return Decision(row, changes=row.theme != edit.theme)
        case FollowUpEdit():
            return Decision(row, changes=row.follow_up != edit.acronym)


def carried_along(decided: Collection[Decision], everything: Sequence[EditRow]) -> tuple[EditRow, ...]:
    """The agreements that nobody chose and whose theme changes too, for they come from the same problem."""
    chosen = {decision.row.agreement_id for decision in decided}
    problems = {decision.row.problem_id for decision in decided if decision.changes}
    return tuple(row for row in everything if row.problem_id in problems and row.agreement_id not in chosen)


def lacking(decided: Sequence[Decision]) -> tuple[Refusal, ...]:
    """What the edit itself lacks: the refusals that every row would meet; none while a single row could change."""
    if not decided or any(not decision.refusals for decision in decided):
        return ()
    first, *others = decided
    return tuple(refusal for refusal in first.refusals if all(refusal in other.refusals for other in others))


def stood(row: EditRow, edit: Edit) -> tuple[object, ...]:
    """What of the agreement the edit depends on: when it is no longer the same, somebody else changed it meanwhile."""
    match edit:
        case StatusEdit():
            return tuple((part.assignment_id, part.version) for part in _asked(row, edit))
        case ThemeEdit():
            return (row.theme,)
        case _:
            return (row.version, row.standing)


def _asked(row: EditRow, edit: StatusEdit) -> list[Part]:
    return [part for part in row.parts if edit.institution_id in {None, part.institution_id}]


def _report(row: EditRow, edit: StatusEdit, today: date) -> Decision:
    """A report for each part that it says something new of; nothing overrides a later report, nor what was verified."""
    asked = _asked(row, edit)
    if not asked:
        return Decision(row, changes=False, refusals=(Refusal.NOT_RESPONSIBLE,))
    refusals = check_progress(edit.draft, session_on=row.session_on, today=today)
    new = [part for part in asked if not _says_so_already(part, edit.draft)]
    able = [part for part in new if not _part_refusals(part, edit.draft)]
    if refusals or (new and not able):
        of_parts = [refusal for part in new for refusal in _part_refusals(part, edit.draft)]
        return Decision(row, changes=False, refusals=tuple(dict.fromkeys([*refusals, *of_parts])))
    return Decision(row, changes=bool(able), parts=tuple(part.assignment_id for part in able))


def _says_so_already(part: Part, draft: ProgressDraft) -> bool:
    if part.standing == Standing.VERIFIED and draft.status == Status.FULFILLED:
        return True
    same = (part.progress, part.reported_on, part.actions) == (draft.progress, draft.reported_on, clean_text(draft.actions))
    return same and part.standing.value == draft.status.value


def _part_refusals(part: Part, draft: ProgressDraft) -> list[Refusal]:
    if part.standing == Standing.VOID:
        return [Refusal.ALREADY_VOID]
    is_older = part.reported_on is not None and draft.reported_on < part.reported_on
    return [Refusal.EARLIER_THAN_LAST] if is_older else []


def _deadline(row: EditRow, draft: DeadlineDraft, today: date) -> Decision:
    kind, due = row.deadline
    passed = _session_between(row, draft.decided_on) if kind == DeadlineKind.NEXT_SESSION else None
    refusals = check_deadline(draft, current=(kind, passed or due), session_on=row.session_on, today=today)
    if Refusal.DEADLINE_UNCHANGED in refusals:
        return Decision(row, changes=False)
    if row.deadline_since is not None and draft.decided_on < row.deadline_since:
        refusals.append(Refusal.EARLIER_THAN_LAST)
    if row.standing == Standing.VOID:
        refusals.append(Refusal.ALREADY_VOID)
    return Decision(row, changes=not refusals, refusals=tuple(refusals))


def _session_between(row: EditRow, until: date) -> date | None:
    """The ordinary session after the deadline was decided, if it was held by the day `until`: "next session" is another one then."""
    return min((day for day in row.sessions if row.deadline_since is not None and row.deadline_since < day <= until), default=None)


def _void(row: EditRow, draft: VoidDraft, today: date) -> Decision:
    if row.standing == Standing.VOID:
        return Decision(row, changes=False)
    refusals = check_void(draft, session_on=row.session_on, today=today)
    newest = max((part.reported_on for part in row.parts if part.reported_on is not None), default=None)
    if newest is not None and newest > draft.decided_on:
        refusals.append(Refusal.EARLIER_THAN_LAST)
    return Decision(row, changes=not refusals, refusals=tuple(refusals))
