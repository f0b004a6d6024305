"""Deadlines: counting days, the session that a relative deadline means, and the state at a date."""

from collections.abc import Container
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from follow_up.vocabulary import DeadlineBucket, DeadlineKind, DeadlineState, SessionKind

SATURDAY = 5
REGULATION_MONTHS_BETWEEN_SESSIONS = 2  # D.S. 011-2014-IN, art. 32: an ordinary session at least every two months


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Monday to Friday and not a holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def roll_to_working_day(day: date, holidays: Container[date]) -> date:
    """The day itself, or the next working day (TUO Ley 27444, art. 145.2)."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, days: int, holidays: Container[date]) -> date:
    """`days` working days after `start`, which is day 0 (TUO Ley 27444, arts. 144.1 and 145.1)."""
    day = start
    for _ in range(days):
        day = roll_to_working_day(day + timedelta(days=1), holidays)
    return day


def add_calendar_days(start: date, days: int, holidays: Container[date]) -> date:
    """`days` calendar days after `start`; an end on a non-working day moves on (TUO Ley 27444, art. 145.2)."""
    return roll_to_working_day(start + timedelta(days=days), holidays)


def add_months(day: date, months: int) -> date:
    """Date to date (TUO Ley 27444, art. 145.3); the last day where the month is shorter."""
    return (pd.Timestamp(day) + pd.DateOffset(months=months)).date()


def suggested_next_session(held_on: date) -> date:
    """When the next ordinary session falls due by regulation; a suggestion, never stored by itself."""
    return add_months(held_on, REGULATION_MONTHS_BETWEEN_SESSIONS)


def next_session_on(sessions: pd.DataFrame, today: date) -> date | None:
    """Date of the first session after `today`; None when the calendar holds none.

    `sessions` has a column `held_on` (datetime64). On the day of a session the next one is the one that follows: what the
    committee goes through that day is what falls due until it meets again.
    """
    coming = sessions.loc[sessions["held_on"] > pd.Timestamp(today), "held_on"]
    return None if coming.empty else coming.min().date()


def horizons(committees: pd.Series, sessions: pd.DataFrame, *, today: date, due_soon: int) -> pd.Series:
    """Up to which day each row looks ahead: the next session of its own committee; where the calendar has none, `due_soon` days.

    `committees`: the committee (id) of each row; `sessions`: `committee_id`, `held_on`.
    """
    coming = sessions[sessions["held_on"] > pd.Timestamp(today)].groupby("committee_id")["held_on"].min()
    window = pd.Timestamp(today) + pd.Timedelta(days=due_soon)
    return coming.reindex(committees).set_axis(committees.index).fillna(window)


def due_dates(agreements: pd.DataFrame, sessions: pd.DataFrame) -> pd.Series:
    """The date on which each agreement falls due, NaT where it has none (datetime64).

    `agreements`: `committee_id`, `deadline_kind`, `deadline`, `deadline_since` (the day the deadline was decided).
    `sessions`: `committee_id`, `kind`, `held_on`. A deadline "next session" means the first ordinary session of its own committee
    after `deadline_since`; until the calendar has one the date is unknown, and unknown is not overdue.
    """
    ordinary = sessions[sessions["kind"] == SessionKind.ORDINARY].dropna(subset="held_on")
    moving = (agreements["deadline_kind"] == DeadlineKind.NEXT_SESSION) & agreements["deadline_since"].notna()
    due = agreements["deadline"].where(agreements["deadline_kind"] == DeadlineKind.DATE).mask(moving)
    for committee, held in ordinary.groupby("committee_id")["held_on"]:
        theirs = moving & (agreements["committee_id"] == committee)
        due = due.mask(theirs, _following(held, agreements["deadline_since"]))
    return due


def _following(held: pd.Series, since: pd.Series) -> pd.Series:
    """The first of the days `held` after each day, NaT where there is none."""
    days: NDArray[np.datetime64] = np.sort(held.to_numpy(dtype="datetime64[us]"))
    after: NDArray[np.datetime64] = since.to_numpy(dtype="datetime64[us]")
    places = np.searchsorted(days, after, side="right")
    return pd.Series(np.append(days, np.datetime64("NaT"))[places], index=since.index, dtype="datetime64[us]")


def deadline_states(*, is_open: pd.Series, kind: pd.Series, due: pd.Series, today: date, due_soon: int) -> pd.Series:
    """`DeadlineState` of each row. Due today is not overdue; `due_soon` is a window in days."""
    days = (due - pd.Timestamp(today)).dt.days
    conditions = [
        ~is_open,
        days < 0,
        days <= due_soon,
        (kind == DeadlineKind.DATE) | (kind == DeadlineKind.NEXT_SESSION),
        kind == DeadlineKind.PERMANENT,
    ]
    names = ["CLOSED", "OVERDUE", "DUE_SOON", "ON_TIME", "PERMANENT"]
    values = np.select(conditions, [DeadlineState[name].value for name in names], DeadlineState.NO_DEADLINE.value)
    return pd.Series(values, index=due.index, dtype="str")


def deadline_buckets(*, state: pd.Series, kind: pd.Series, due: pd.Series, horizon: pd.Series) -> pd.Series:
    """`DeadlineBucket` of each row; `horizon` is the next session, or the end of the window where none is set: see `horizons`."""
    same = {s.value: s.value for s in DeadlineState if s.value in {b.value for b in DeadlineBucket}}
    dated = state.isin([DeadlineState.DUE_SOON, DeadlineState.ON_TIME])
    before = dated & ((due <= horizon) | ((kind == DeadlineKind.NEXT_SESSION) & due.isna()))
    values = state.map(same).mask(dated, DeadlineBucket.LATER.value).mask(before, DeadlineBucket.BEFORE_NEXT_SESSION.value)
    return values.astype("str")
