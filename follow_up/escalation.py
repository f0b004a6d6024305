"""Whom to ring today: what each institution owes, what was said the last time, and the next step of the written rule.

A debt is of one institution on one open agreement; the steps are of the institution, because one call asks for all that it owes.
The rule: a reminder, then an oficio de reiteración, then the agenda of the session, then the letter of the presidency; each waits
its days (`settings.Escalation`) and no step is skipped. An answer or a new report starts again, after a rest.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from follow_up.board import Board
from follow_up.rows import records
from follow_up.settings import Escalation
from follow_up.vocabulary import (
    OPEN_STANDINGS,
    CallTurn,
    ContactKind,
    DeadlineBucket,
    DeadlineState,
    Debt,
    EscalationStep,
)

STEPS = tuple(EscalationStep)
DEBTS = tuple(Debt)
WRITTEN = (EscalationStep.REITERATION, EscalationStep.PRESIDENT)  # a call does not make these steps: they are documents
OF_PLACE = ["institution_id", "institution_code", "institution", "institution_name", "reported_on", "has_evidence"]
OF_AGREEMENT = [
    "assignment_id", "agreement_id", "ref", "code", "theme_code", "session_on", "assigned_on", "deadline_state", "bucket", "due", "days", "order",
]  # fmt: skip
OF_LADDER = [
    "step", "until", "waiting_since", "reported_on", "contact_on", "contact_kind", "contact_step", "contact_number", "contact_note",
]  # fmt: skip


class Touch(NamedTuple):
    """A contact as the rule reads it."""

    made_on: date
    kind: ContactKind
    step: EscalationStep


class Ladder(NamedTuple):
    """Where asking an institution stands: the next step, until when (that day included) an answer is waited for, and the first
    contact that got none. None: nothing is waited for; nothing was asked.
    """

    step: EscalationStep
    until: date | None
    waiting_since: date | None


def ladder(touches: Sequence[Touch], *, reported_on: date | None, held: Sequence[date], rule: Escalation) -> Ladder:
    """The ladder by the contacts of one institution, oldest first; `reported_on`: its last report; `held`: the days of sessions.

    A report answers what was asked up to its day; an answer what was asked before it. The highest step since then counts, and
    the contact that waits longest.
    """
    answers = [place for place, touch in enumerate(touches) if touch.kind == ContactKind.ANSWER]
    asked = touches[answers[-1] + 1 :] if answers else touches
    asked = [touch for touch in asked if reported_on is None or touch.made_on > reported_on]
    if asked:
        until = max(_waits_until(touch, held, rule) for touch in asked)
        return Ladder(_after(max(STEPS.index(touch.step) for touch in asked)), until, asked[0].made_on)
    signs = [touches[place].made_on for place in answers] + ([] if reported_on is None else [reported_on])
    return Ladder(EscalationStep.REMINDER, max(signs) + timedelta(days=rule.answer_wait) if signs else None, None)


def _after(place: int) -> EscalationStep:
    """The step after the one at that place; the last is insisted on."""
    return STEPS[min(place + 1, len(STEPS) - 1)]


def _waits_until(touch: Touch, held: Sequence[date], rule: Escalation) -> date:
    """The last day on which an answer to a contact is waited for; what is on the agenda is answered in the session."""
    coming = [day for day in held if day > touch.made_on]
    if touch.step == EscalationStep.AGENDA and coming:
        return min(coming)
    waits = {
        EscalationStep.REMINDER: rule.reminder_wait,
        EscalationStep.REITERATION: rule.reiteration_wait,
        EscalationStep.AGENDA: rule.agenda_wait,
        EscalationStep.PRESIDENT: rule.president_wait,
    }
    return touch.made_on + timedelta(days=waits[touch.step])


def step_made(kind: ContactKind, following: EscalationStep) -> EscalationStep:
    """The step that a contact makes where `following` comes next. A call or visit in place of a document is one reminder more."""
    by_mouth = kind in {ContactKind.CALL, ContactKind.VISIT}
    return EscalationStep.REMINDER if by_mouth and following in WRITTEN else following


def duties(board: Board, rule: Escalation) -> pd.DataFrame:
    """Every open agreement of every institution that is rung for it: one row per institution and agreement, the worst where there are two.

    Columns: institution_id, institution_code, institution, institution_name, group (through which it answers, else empty),
    agreement_id, ref, code, theme_code, follow_up, reported_on, due, days (to the deadline), silent_days, debt (a `Debt`, empty
    for none), late (days, 0 while not overdue), is_own (it is its own follow-up body), order. A member of a group answers for
    itself; a group without list of members as a whole.
    """
    places = _places(board)
    today = pd.Timestamp(board.today)
    followed = board.agreements.set_index("agreement_id")["follow_up"]
    places = places.assign(
        follow_up=places["agreement_id"].map(followed),
        silent_days=(today - places["reported_on"]).dt.days,
        late=(-places["days"]).where(places["deadline_state"] == DeadlineState.OVERDUE, 0).astype("int64"),
    )
    places = places.assign(debt=_debts(places, board, rule), is_own=places["follow_up"] == places["institution"])
    rank = places["debt"].map({debt.value: place for place, debt in enumerate(DEBTS)}).fillna(len(DEBTS))
    places = places.assign(rank=rank).sort_values(["rank", "late", "order"], ascending=[True, False, True], kind="stable")
    places = places.drop_duplicates(["institution_id", "agreement_id"])
    return places.drop(columns=["assignment_id", "has_evidence", "session_on", "assigned_on", "deadline_state", "bucket", "rank"]).reset_index(drop=True)


def _places(board: Board) -> pd.DataFrame:
    """Who answers for each open assignment: the institution itself, or each member of the group that has not finished."""
    open_ = board.assignments[board.assignments["is_open"]]
    wholes = open_[~open_["assignment_id"].isin(board.parts["assignment_id"])]
    named = board.members.drop_duplicates("member_id").set_index("member_id")["member_name"]
    parts = board.parts[board.parts["standing"].isin(OPEN_STANDINGS)]
    parts = parts[["assignment_id", "member_id", "member_code", "member", "reported_on"]].assign(
        institution_name=parts["member_id"].map(named), has_evidence=parts["evidence"].notna()
    )
    parts = parts.rename(columns={"member_id": "institution_id", "member_code": "institution_code", "member": "institution"})
    parts = parts.merge(open_[OF_AGREEMENT].assign(group=open_["institution"]), on="assignment_id")
    return pd.concat([wholes[[*OF_PLACE, *OF_AGREEMENT]].assign(group=""), parts], ignore_index=True)


def _debts(places: pd.DataFrame, board: Board, rule: Escalation) -> pd.Series:
    """The worst `Debt` of each place, by the first rule that applies; empty where nothing is owed."""
    silent = places["reported_on"].isna()
    since = places[["session_on", "assigned_on"]].max(axis=1)
    rules = [
        (places["deadline_state"] == DeadlineState.OVERDUE, Debt.OVERDUE),
        (silent & ((pd.Timestamp(board.today) - since).dt.days > rule.first_report), Debt.NO_REPORT),
        (places["silent_days"] > board.windows.stale, Debt.SILENT),
        (~silent & (places["bucket"] == DeadlineBucket.BEFORE_NEXT_SESSION) & ~places["has_evidence"].astype(bool), Debt.EVIDENCE),
    ]
    told = np.select([applies for applies, _ in rules], [debt.value for _, debt in rules], "")
    return pd.Series(told, index=places.index, dtype="str")


def ladders(board: Board, contacts: pd.DataFrame, rule: Escalation) -> pd.DataFrame:
    """Where asking each institution stands, indexed by institution_id: step (the next), until, waiting_since and reported_on (dates
    or None), and its last contact: contact_on, contact_kind, contact_step, contact_number, contact_note.

    `contacts`: institution_id, kind, step, made_on, number, note, oldest first (`data_store.contacts`).
    """
    heard = last_reports(board)
    held = [day.date() for day in board.own_sessions["held_on"]]
    said: dict[int, list[Any]] = {}
    for row in records(contacts):
        said.setdefault(int(row.institution_id), []).append(row)
    rows = [_ladder_row(one, said[one], heard.get(one), held, rule) for one in said]
    rows += [_ladder_row(one, [], day, held, rule) for one, day in heard.items() if one not in said]
    return pd.DataFrame(rows, columns=pd.Index(["institution_id", *OF_LADDER])).set_index("institution_id")


def _ladder_row(institution_id: int, rows: list[Any], reported_on: date | None, held: list[date], rule: Escalation) -> tuple[object, ...]:
    touches = [Touch(row.made_on.date(), ContactKind(row.kind), EscalationStep(row.step)) for row in rows]
    found = ladder(touches, reported_on=reported_on, held=held, rule=rule)
    last = rows[-1] if rows else None
    told = (None,) * 5 if last is None else (last.made_on, last.kind, last.step, last.number, last.note)
    return institution_id, found.step.value, found.until, found.waiting_since, reported_on, *told


def last_reports(board: Board) -> dict[int, date]:
    """The day of the last report of each institution on any agreement, as itself or as a member of a group, by its id."""
    own = board.assignments[["institution_id", "reported_on"]]
    as_member = board.parts[["member_id", "reported_on"]].rename(columns={"member_id": "institution_id"})
    newest = pd.concat([own, as_member]).groupby("institution_id")["reported_on"].max().dropna()
    return {int(number): day.date() for number, day in zip(newest.index, newest, strict=True)}


def call_list(found: pd.DataFrame, asked: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """One row per institution with open agreements: what `duties` found, or part of it, with what `ladders` says of it.

    Columns: institution_id, institution_code, institution, institution_name, turn (`CallTurn`), open (agreements), owed (those that
    it is rung for), own (those that it would ring itself for), debt (the worst, empty for none), late (days of the latest, 0), those
    of `ladders`, waiting_days (since the first contact without answer). First those of today, the latest first; then those that
    wait, the next to be due first.
    """
    owing = found[(found["debt"] != "") & ~found["is_own"]]
    itself = found[(found["debt"] != "") & found["is_own"]]
    rows = found.drop_duplicates("institution_id").set_index("institution_id")[["institution_code", "institution", "institution_name"]]
    counts = {"open": found, "owed": owing, "own": itself}
    rows = rows.assign(
        **{name: part.groupby("institution_id").size().reindex(rows.index, fill_value=0) for name, part in counts.items()},
        debt=owing.drop_duplicates("institution_id").set_index("institution_id")["debt"].reindex(rows.index).fillna(""),
        late=owing.groupby("institution_id")["late"].max().reindex(rows.index, fill_value=0),
    ).join(asked)
    rows["step"] = rows["step"].fillna(EscalationStep.REMINDER.value)
    rows["turn"] = [_turn(row, today).value for row in records(rows)]
    rows["waiting_days"] = (pd.Timestamp(today) - pd.to_datetime(rows["waiting_since"])).dt.days
    return _ordered(rows.reset_index())


def _turn(row: Any, today: date) -> CallTurn:
    if row.owed == 0:
        return CallTurn.OWN if row.own else CallTurn.NOTHING
    return CallTurn.TODAY if pd.isna(row.until) or row.until < today else CallTurn.WAITING


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of today by their days late, their worst debt and how many they are; the others by the day until which they wait."""
    turn = rows["turn"].map({turn.value: place for place, turn in enumerate(CallTurn)})
    rank = rows["debt"].map({debt.value: place for place, debt in enumerate(DEBTS)}).fillna(len(DEBTS))
    until = pd.to_datetime(rows["until"]).where(rows["turn"] == CallTurn.WAITING)
    keys = rows.assign(turn_at=turn, until_at=until, rank=rank)
    return keys.sort_values(
        ["turn_at", "until_at", "late", "rank", "owed", "institution"], ascending=[True, True, False, True, False, True],
        na_position="first", kind="stable", ignore_index=True,
    ).drop(columns=["turn_at", "until_at", "rank"])  # fmt: skip


def turn_counts(calls: pd.DataFrame) -> dict[CallTurn, int]:
    """How many institutions are in each turn, zeros included; together all with open agreements."""
    return {turn: int((calls["turn"] == turn).sum()) for turn in CallTurn}


def step_counts(calls: pd.DataFrame) -> dict[EscalationStep, int]:
    """How many institutions of today are due for each step, mildest first, without zeros."""
    due = calls.loc[calls["turn"] == CallTurn.TODAY, "step"]
    return {step: int((due == step).sum()) for step in STEPS if (due == step).any()}


def debts_of(found: pd.DataFrame, institution_id: int) -> Iterable[Any]:
    """What one institution is rung for, worst first: rows of `duties`."""
    return records(found[(found["institution_id"] == institution_id) & (found["debt"] != "") & ~found["is_own"]])
