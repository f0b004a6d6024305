"""What changed between two dates: what another count over plain records gives, and sums that reckon up."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.board import Board, build_board
from follow_up.movements import (
    Departures,
    KeyFigures,
    departures,
    key_figures,
    last_session_before,
    movement_counts,
    movements,
)
from follow_up.rows import records
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, DeadlineState, Movement, Standing, Status
from tests.follow_up.oracle import DONE, OPEN, State, states_of
from tests.follow_up.worlds import PARTIES, START, Accord, Change, Meeting, Report, World, days, rows_at, worlds

DAY = timedelta(days=1)


def board_of(world: World, today: date, extended: dict[int, int] | None = None) -> Board:
    """The board of a day; the small worlds know no extensions, so their numbers are given by agreement."""
    rows = rows_at(world, today)
    numbers = rows.agreements["agreement_id"].map(extended or {}).fillna(0).astype("int64")
    return build_board(replace(rows, agreements=rows.agreements.assign(extensions=numbers)), today=today, windows=Windows())


def reported_between(world: World, accord: Accord, first: date, last: date) -> bool:
    places = {place for place, _ in accord.parties}
    return any(report.assignment in places and first < report.on <= last for report in world.reports)


def expected(world: World, accord: Accord, first: date, last: date, states: tuple[State | None, State]) -> set[Movement]:
    """What happened to one agreement, said again without frames; extensions apart."""
    before, after = states
    was = before.standing if before else None
    silent = after.standing in OPEN and before and not reported_between(world, accord, first, last)
    said = {
        Movement.FULFILLED: after.standing in DONE and was not in DONE,
        Movement.VERIFIED: after.standing == Standing.VERIFIED != was,
        Movement.OVERDUE: after.deadline_state == DeadlineState.OVERDUE and not (before and before.deadline_state == DeadlineState.OVERDUE),
        Movement.NEW: before is None,
        Movement.DROPPED: after.standing == Standing.VOID != was,
        Movement.SILENT: silent,
    }
    happened = {movement for movement, is_so in said.items() if is_so}
    advanced = before and after.progress > before.progress + 1e-9 and after.standing != Standing.VOID
    return happened | {Movement.ADVANCED} if advanced and Movement.FULFILLED not in happened else happened


@settings(max_examples=20, deadline=None)
@given(world=worlds(), ends=st.tuples(days, days), numbers=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=5, max_size=5))
def test_each_agreement_has_the_movements_that_another_count_gives(world: World, ends: tuple[date, date], numbers: list[tuple[int, int]]) -> None:
    first, last = sorted(ends)
    extended = {accord.id: pair for accord, pair in zip(world.accords, numbers, strict=False)}
    before = board_of(world, first, {number: pair[0] for number, pair in extended.items()})
    after = board_of(world, last, {number: sum(pair) for number, pair in extended.items()})
    then, now = states_of(world, first)[0], states_of(world, last)[0]
    told = movements(before, after)
    accords = {accord.id: accord for accord in world.accords}
    for number, state in now.items():
        wanted = expected(world, accords[number], first, last, (then.get(number), state))
        if number in then and extended[number][1]:
            wanted |= {Movement.EXTENDED}
        assert set(told.loc[told["agreement_id"] == number, "movement"]) == wanted, accords[number]
    places = [(list(Movement).index(Movement(row.movement)), row.order) for row in records(told)]
    assert places == sorted(set(places))
    counts = movement_counts(told)
    assert list(counts) == list(Movement)
    assert sum(counts.values()) == len(told)


@settings(max_examples=8, deadline=None)
@given(world=worlds(), ends=st.tuples(days, days))
def test_what_entered_and_what_left_a_state_explain_the_figures_of_both_days(world: World, ends: tuple[date, date]) -> None:
    first, last = sorted(ends)
    before, after = board_of(world, first), board_of(world, last)
    entered, left = movement_counts(movements(before, after)), departures(before, after)
    then, now = key_figures(before.agreements), key_figures(after.agreements)
    assert left.gone == ()
    assert now.total == then.total + entered[Movement.NEW]
    assert now.done == then.done + entered[Movement.FULFILLED] - len(left.reopened)
    assert now.overdue == then.overdue + entered[Movement.OVERDUE] - len(left.relieved)
    assert now.total - now.live == then.total - then.live + entered[Movement.DROPPED] - len(left.restored)


@settings(max_examples=6, deadline=None)
@given(world=worlds(), day=days)
def test_between_a_day_and_itself_only_silence_is_told(world: World, day: date) -> None:
    board = board_of(world, day)
    assert set(movements(board, board)["movement"]) <= {Movement.SILENT}
    assert departures(board, board) == departures(board_of(world, day), board)


@settings(max_examples=6, deadline=None)
@given(world=worlds(), day=days)
def test_the_key_figures_are_those_of_another_count(world: World, day: date) -> None:
    states = list(states_of(world, day)[0].values())
    standings = [state.standing for state in states]
    assert key_figures(board_of(world, day).agreements) == KeyFigures(
        total=len(states),
        live=len(states) - standings.count(Standing.VOID),
        done=sum(standing in DONE for standing in standings),
        verified=standings.count(Standing.VERIFIED),
        overdue=sum(state.deadline_state == DeadlineState.OVERDUE for state in states),
        no_report=standings.count(Standing.NO_REPORT),
        no_deadline=sum(state.deadline_state == DeadlineState.NO_DEADLINE for state in states),
    )


@settings(max_examples=3, deadline=None)
@given(world=worlds(), day=days)
def test_an_agreement_that_was_withdrawn_has_no_movement_and_is_named_as_gone(world: World, day: date) -> None:
    before = board_of(world, day)
    after = replace(before, agreements=before.agreements.iloc[1:])
    gone = list(before.agreements["ref"].head(1))
    assert list(departures(before, after).gone) == gone
    assert not set(movements(before, after)["ref"]) & set(gone)


def test_a_movement_brings_what_it_was_and_what_it_is(world: World) -> None:
    before, after = board_of(world, START + 30 * DAY), board_of(world, START + 60 * DAY, {1: 1})
    row = next(iter(records(movements(before, after).query("movement == 'advanced'"))))
    assert (row.code, row.institutions, row.progress_before, row.progress_after) == ("1.1", "PNP", 20.0, 50.0)
    moved = next(iter(records(movements(before, after).query("movement == 'extended'"))))
    assert (moved.due_before.date(), moved.due_after.date(), moved.days) == (START + 40 * DAY, START + 90 * DAY, 30)


def test_what_was_fulfilled_did_not_merely_advance(world: World) -> None:
    done = Report(3, 10, START + 55 * DAY, Status.FULFILLED, 100, evidence=True)
    told = movements(board_of(world, START + 30 * DAY), board_of(replace(world, reports=(*world.reports, done)), START + 60 * DAY))
    assert set(told["movement"]) == {Movement.FULFILLED}


def test_a_report_of_the_earlier_day_itself_is_no_news_and_one_of_the_later_day_is(world: World) -> None:
    assert Movement.SILENT in set(movements(board_of(world, START + 20 * DAY), board_of(world, START + 30 * DAY))["movement"])
    assert Movement.SILENT not in set(movements(board_of(world, START + 30 * DAY), board_of(world, START + 50 * DAY))["movement"])


def test_what_was_withdrawn_is_gone_and_left_no_other_state(world: World) -> None:
    before = board_of(world, START + 45 * DAY)
    late = replace(before, agreements=before.agreements.assign(deadline_state=DeadlineState.OVERDUE.value, standing=Standing.VOID.value))
    assert departures(late, replace(before, agreements=before.agreements.head(0))) == Departures((), (), (), gone=("2026-O1-1.1",))


@pytest.fixture
def world() -> World:
    """One agreement that advances from 20 to 50 and whose deadline is moved from the 40th to the 90th day."""
    return World(
        (Meeting(1, "2026-O1", START),),
        PARTIES,
        (Accord(1, "1.1", 1, "A", ((10, 1),)),),
        (Report(1, 10, START + 20 * DAY, Status.IN_PROGRESS, 20), Report(2, 10, START + 50 * DAY, Status.IN_PROGRESS, 50)),
        (
            Change(1, 1, DeadlineKind.DATE, START + 40 * DAY, START),
            Change(2, 1, DeadlineKind.DATE, START + 90 * DAY, START + 35 * DAY),
        ),
    )


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 2, 25), None),
        (date(2026, 2, 26), date(2026, 2, 25)),
        (date(2026, 4, 1), date(2026, 2, 25)),
        (date(2026, 11, 23), date(2026, 4, 1)),
    ],
)
def test_the_last_session_is_the_one_strictly_before_the_day(day: date, last: date | None) -> None:
    held = pd.DataFrame({"held_on": pd.to_datetime(["2026-04-01", "2026-02-25", "2026-12-07"])})
    assert last_session_before(held, day) == last
    assert last_session_before(held.head(0), day) is None
