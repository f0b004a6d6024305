"""Deadlines: the date that each kind means, and the state towards it at a date."""

from datetime import date, timedelta

import pandas as pd
import pytest

from follow_up.deadlines import (
    add_months,
    deadline_buckets,
    deadline_states,
    due_dates,
    horizons,
    next_session_on,
    suggested_next_session,
)
from follow_up.vocabulary import DeadlineBucket, DeadlineKind, DeadlineState, SessionKind

TODAY = date(2026, 3, 20)
NONE, DATE, NEXT, PERMANENT = DeadlineKind


def days(*values: date | None) -> pd.Series:
    return pd.Series([value and value.isoformat() for value in values], dtype="datetime64[s]")


def state_of(kind: DeadlineKind, due: date | None, *, is_open: bool = True, due_soon: int = 15) -> str:
    states = deadline_states(
        is_open=pd.Series([is_open]), kind=pd.Series([kind.value]), due=days(due), today=TODAY, due_soon=due_soon
    )
    return states[0]


@pytest.mark.parametrize(
    ("kind", "offset", "expected"),
    [
        pytest.param(DATE, -90, DeadlineState.OVERDUE, id="three months late"),
        pytest.param(DATE, -1, DeadlineState.OVERDUE, id="due yesterday"),
        pytest.param(DATE, 0, DeadlineState.DUE_SOON, id="due today is not overdue"),
        pytest.param(DATE, 15, DeadlineState.DUE_SOON, id="last day of the window"),
        pytest.param(DATE, 16, DeadlineState.ON_TIME, id="day after the window"),
        pytest.param(NEXT, -1, DeadlineState.OVERDUE, id="the session was yesterday"),
        pytest.param(NEXT, 0, DeadlineState.DUE_SOON, id="the session is today"),
        pytest.param(NEXT, 40, DeadlineState.ON_TIME, id="the session is far"),
        pytest.param(NEXT, None, DeadlineState.ON_TIME, id="the calendar holds no session yet"),
        pytest.param(PERMANENT, None, DeadlineState.PERMANENT, id="permanent is never overdue"),
        pytest.param(NONE, None, DeadlineState.NO_DEADLINE, id="without deadline is never on time"),
    ],
)
def test_open_agreement_stands_towards_its_deadline(kind: DeadlineKind, offset: int | None, expected: DeadlineState) -> None:
    due = None if offset is None else TODAY + timedelta(days=offset)
    assert state_of(kind, due) == expected
    assert state_of(kind, due, is_open=False) == DeadlineState.CLOSED


@pytest.mark.parametrize(("window", "expected"), [(4, DeadlineState.ON_TIME), (5, DeadlineState.DUE_SOON)])
def test_the_window_before_a_deadline_is_a_setting(window: int, expected: DeadlineState) -> None:
    assert state_of(DATE, TODAY + timedelta(days=5), due_soon=window) == expected


@pytest.mark.parametrize(
    ("kind", "state", "due", "expected"),
    [
        pytest.param(DATE, DeadlineState.ON_TIME, date(2026, 4, 24), DeadlineBucket.BEFORE_NEXT_SESSION, id="on its day"),
        pytest.param(DATE, DeadlineState.DUE_SOON, date(2026, 4, 1), DeadlineBucket.BEFORE_NEXT_SESSION, id="before it"),
        pytest.param(DATE, DeadlineState.ON_TIME, date(2026, 4, 25), DeadlineBucket.LATER, id="the day after it"),
        pytest.param(NEXT, DeadlineState.ON_TIME, None, DeadlineBucket.BEFORE_NEXT_SESSION, id="next session, no date yet"),
        pytest.param(NEXT, DeadlineState.ON_TIME, date(2026, 6, 1), DeadlineBucket.LATER, id="next ordinary one is later"),
        pytest.param(DATE, DeadlineState.OVERDUE, date(2026, 3, 1), DeadlineBucket.OVERDUE, id="overdue"),
        pytest.param(DATE, DeadlineState.CLOSED, date(2026, 4, 1), DeadlineBucket.CLOSED, id="closed before its date"),
        pytest.param(PERMANENT, DeadlineState.PERMANENT, None, DeadlineBucket.PERMANENT, id="permanent"),
        pytest.param(NONE, DeadlineState.NO_DEADLINE, None, DeadlineBucket.NO_DEADLINE, id="none"),
    ],
)
def test_the_president_sees_what_falls_before_we_meet_again(
    kind: DeadlineKind, state: DeadlineState, due: date | None, expected: DeadlineBucket
) -> None:
    buckets = deadline_buckets(
        state=pd.Series([state.value]), kind=pd.Series([kind.value]), due=days(due), horizon=days(date(2026, 4, 24))
    )
    assert list(buckets) == [expected]


ADOPTED = date(2026, 2, 25)
ORDINARY, EXTRAORDINARY = SessionKind


def due_of(kind: DeadlineKind, deadline: date | None, since: date | None, *sessions: tuple[SessionKind, date]) -> date | None:
    agreements = pd.DataFrame({"committee_id": [1], "deadline_kind": [kind.value], "deadline": days(deadline), "deadline_since": days(since)})
    calendar = pd.DataFrame({"committee_id": 1, "kind": [k.value for k, _ in sessions], "held_on": days(*[day for _, day in sessions])})
    due = due_dates(agreements, calendar)[0]
    return None if pd.isna(due) else due.date()


FIRST = (ORDINARY, ADOPTED)
SECOND = (ORDINARY, date(2026, 4, 24))
THIRD = (ORDINARY, date(2026, 6, 26))


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        pytest.param([FIRST], None, id="not scheduled, not known"),
        pytest.param([FIRST, SECOND], date(2026, 4, 24), id="scheduled"),
        pytest.param([FIRST, THIRD, SECOND], date(2026, 4, 24), id="the first that follows, whatever their order"),
        pytest.param([FIRST, (ORDINARY, date(2026, 4, 30))], date(2026, 4, 30), id="moved with the calendar"),
        pytest.param([FIRST, (EXTRAORDINARY, date(2026, 3, 10))], None, id="an extraordinary one does not count"),
        pytest.param([FIRST, (EXTRAORDINARY, date(2026, 3, 10)), SECOND], date(2026, 4, 24), id="nor when it comes first"),
        pytest.param([(ORDINARY, date(2026, 2, 24)), FIRST, THIRD], date(2026, 6, 26), id="the one that decided is not next"),
        pytest.param([], None, id="an empty calendar"),
    ],
)
def test_next_session_moves_with_the_calendar(sessions: list[tuple[SessionKind, date]], expected: date | None) -> None:
    assert due_of(NEXT, None, ADOPTED, *sessions) == expected


@pytest.mark.parametrize(
    ("kind", "deadline", "since", "expected"),
    [
        pytest.param(DATE, date(2026, 5, 4), ADOPTED, date(2026, 5, 4), id="a date stays whatever the calendar says"),
        pytest.param(PERMANENT, None, ADOPTED, None, id="permanent has none"),
        pytest.param(NONE, None, None, None, id="none has none"),
        pytest.param(NONE, None, ADOPTED, None, id="a removed deadline has none"),
    ],
)
def test_only_a_date_and_the_next_session_fall_due(
    kind: DeadlineKind, deadline: date | None, since: date | None, expected: date | None
) -> None:
    assert due_of(kind, deadline, since, FIRST, SECOND) == expected


def test_each_agreement_looks_from_the_day_its_deadline_was_decided() -> None:
    agreements = pd.DataFrame(
        {
            "committee_id": [1] * 3,
            "deadline_kind": [NEXT.value, NEXT.value, DATE.value],
            "deadline": days(None, None, date(2026, 3, 1)),
            "deadline_since": days(ADOPTED, date(2026, 4, 24), ADOPTED),
        }
    ).set_axis([30, 10, 20])
    calendar = pd.DataFrame({"committee_id": [1] * 3, "kind": ["ordinary"] * 3, "held_on": days(ADOPTED, date(2026, 4, 24), date(2026, 6, 26))})
    due = due_dates(agreements, calendar)
    assert [due[index].date() for index in (30, 10, 20)] == [date(2026, 4, 24), date(2026, 6, 26), date(2026, 3, 1)]


def test_the_next_session_is_that_of_its_own_committee() -> None:
    agreements = pd.DataFrame({"committee_id": [1, 2, 3], "deadline_kind": [NEXT.value] * 3, "deadline": days(None, None, None), "deadline_since": days(*[ADOPTED] * 3)})
    calendar = pd.DataFrame({"committee_id": [2, 1, 2], "kind": ["ordinary"] * 3, "held_on": days(date(2026, 3, 30), date(2026, 4, 24), date(2026, 5, 29))})
    assert list(due_dates(agreements, calendar).dt.date)[:2] == [date(2026, 4, 24), date(2026, 3, 30)]
    assert pd.isna(due_dates(agreements, calendar)[2])
    ahead = horizons(agreements["committee_id"], calendar, today=date(2026, 4, 1), due_soon=15)
    assert list(ahead.dt.date) == [date(2026, 4, 24), date(2026, 5, 29), date(2026, 4, 16)]


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        pytest.param([ADOPTED], None, id="only past ones"),
        pytest.param([ADOPTED, TODAY], None, id="that of today is not the next"),
        pytest.param([TODAY, date(2026, 4, 24)], date(2026, 4, 24), id="the one after that of today"),
        pytest.param([date(2026, 6, 26), date(2026, 4, 24)], date(2026, 4, 24), id="the nearest"),
        pytest.param([], None, id="no calendar"),
    ],
)
def test_the_next_session_is_the_first_after_today(sessions: list[date], expected: date | None) -> None:
    assert next_session_on(pd.DataFrame({"held_on": days(*sessions)}), TODAY) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (ADOPTED, 2, date(2026, 4, 25)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_months_run_date_to_date(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_the_next_ordinary_session_is_due_two_months_after_and_is_not_rolled_over_a_saturday() -> None:
    assert suggested_next_session(ADOPTED) == date(2026, 4, 25)
    assert date(2026, 4, 25).isoweekday() == 6
