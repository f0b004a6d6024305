"""What was promised at one session against what was done by the next: by hand, and counted a second time in any small world."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.board import Rows, build_board
from follow_up.promises import outcome_counts, promises
from follow_up.rows import records
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, PromiseOutcome, Standing, Status
from tests.follow_up.oracle import DONE, OPEN, State, states_of
from tests.follow_up.worlds import PARTIES, Accord, Change, Meeting, Report, World, days, log_of, rows_at, worlds

SESSION, CUT, DUE = date(2026, 2, 25), date(2026, 4, 30), date(2026, 3, 31)
PROMISED = Change(1, 1, DeadlineKind.DATE, DUE, SESSION)


def world(*reports: Report, changes: tuple[Change, ...] = (PROMISED,)) -> World:
    meetings = (Meeting(1, "2026-O1", SESSION), Meeting(2, "2026-O2", CUT))
    return World(meetings, PARTIES, (Accord(1, "2.1", 1, "A", ((10, 1), (11, 2))),), reports, changes)


def both(status: Status, *on: date) -> tuple[Report, ...]:
    """A report of each of the two institutions, of the days that are given."""
    progress = {Status.FULFILLED: 100, Status.PENDING: 0}.get(status, 50)
    return tuple(Report(place, 9 + place, day, status, progress) for place, day in enumerate(on, 1))


def found(of: World, *, session: date = SESSION, cut: date = CUT, joined: date | None = None) -> dict[int, PromiseOutcome]:
    """The outcomes by agreement; with `joined`, the second institution was assigned only on that day."""
    before, rows = (joining(rows_at(of, day), joined) for day in (session, cut))
    boards = [build_board(given, today=day, windows=Windows()) for given, day in ((before, session), (rows, cut))]
    log = log_of(of)
    table = promises(boards[0], boards[1], rows, log[log["reported_on"] <= pd.Timestamp(cut)])
    assert sum(outcome_counts(table).values()) == len(table)
    return {row.agreement_id: PromiseOutcome(row.outcome) for row in records(table)}


def joining(rows: Rows, joined: date | None) -> Rows:
    second = rows.assignments["assignment_id"] == 11
    since = rows.assignments["assigned_on"].mask(second, pd.Timestamp(joined) if joined else pd.NaT)
    return replace(rows, assignments=rows.assignments.assign(assigned_on=since))


AFTER = DUE + timedelta(days=1)
CASES = {
    "both complied by the day": (world(*both(Status.FULFILLED, SESSION, DUE)), PromiseOutcome.ON_TIME),
    "the second complied a day late": (world(*both(Status.FULFILLED, DUE, AFTER)), PromiseOutcome.LATE),
    "a later report of the same does not make it late": (
        world(*both(Status.FULFILLED, DUE, DUE), Report(3, 10, AFTER, Status.FULFILLED, 100)), PromiseOutcome.ON_TIME,
    ),
    "only one complied": (world(*both(Status.FULFILLED, DUE)), PromiseOutcome.OVERDUE),
    "nobody reported": (world(), PromiseOutcome.OVERDUE),
    "extended beyond the cut-off": (world(changes=(PROMISED, Change(2, 1, DeadlineKind.DATE, CUT + timedelta(days=1), DUE))), PromiseOutcome.EXTENDED),
    "extended, and late again": (world(changes=(PROMISED, Change(2, 1, DeadlineKind.DATE, AFTER, DUE))), PromiseOutcome.OVERDUE),
    "left without a date": (world(changes=(PROMISED, Change(2, 1, DeadlineKind.PERMANENT, None, DUE))), PromiseOutcome.EXTENDED),
    "due on the day of the cut-off": (world(changes=(Change(1, 1, DeadlineKind.NEXT_SESSION, None, SESSION),)), PromiseOutcome.DUE_TODAY),
    "declared not fulfilled": (world(*both(Status.NOT_FULFILLED, DUE, DUE)), PromiseOutcome.NOT_FULFILLED),
    "left without effect": (world(*both(Status.VOID, DUE, DUE)), PromiseOutcome.VOID),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_promise_is_told_by_what_became_of_it(case: str) -> None:
    given_world, outcome = CASES[case]
    assert found(given_world) == {1: outcome}


@pytest.mark.parametrize("late", [SESSION - timedelta(days=1), CUT + timedelta(days=1)], ids=["overdue at the session", "due later"])
def test_what_was_late_already_or_is_due_later_was_not_promised(late: date) -> None:
    assert found(world(changes=(Change(1, 1, DeadlineKind.DATE, late, SESSION),))) == {}


def test_what_was_fulfilled_by_the_session_was_not_promised_at_it() -> None:
    assert found(world(*both(Status.FULFILLED, SESSION, SESSION))) == {}


def test_who_was_assigned_after_the_promised_day_does_not_make_it_late() -> None:
    late = world(*both(Status.FULFILLED, DUE, CUT))
    assert found(late) == {1: PromiseOutcome.LATE}
    assert found(late, joined=AFTER) == {1: PromiseOutcome.ON_TIME}


def outcome_of(then: State, now: State, promised: date, cut: date) -> PromiseOutcome:
    """The outcome once more; `then` is the state on the promised day."""
    if now.standing in {Standing.VOID, Standing.NOT_FULFILLED}:
        return PromiseOutcome(now.standing.value)
    if now.standing in DONE:
        return PromiseOutcome.ON_TIME if then.standing in DONE else PromiseOutcome.LATE
    if now.due is None or now.due > cut or (promised < now.due == cut):
        return PromiseOutcome.EXTENDED
    return PromiseOutcome.DUE_TODAY if now.due == cut else PromiseOutcome.OVERDUE


@settings(max_examples=25, deadline=None)
@given(worlds(), days, st.integers(1, 90))
def test_the_promises_of_any_world_are_those_counted_a_second_time(any_world: World, session: date, later: int) -> None:
    cut = session + timedelta(days=later)
    before, now = states_of(any_world, session)[0], states_of(any_world, cut)[0]
    promised = {accord: state.due for accord, state in before.items() if state.standing in OPEN and state.due and session <= state.due <= cut}
    then = {due: states_of(any_world, due)[0] for due in set(promised.values())}
    expected = {accord: outcome_of(then[due][accord], now[accord], due, cut) for accord, due in promised.items()}
    assert found(any_world, session=session, cut=cut) == expected
