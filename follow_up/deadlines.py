"""Deadlines: counting days, the session that a relative deadline means, and the state at a date."""

from bisect import bisect_right
from collections.abc import Collection
from datetime import date, timedelta

import numpy as np
import pandas as pd

from follow_up.vocabulary import DeadlineBucket, DeadlineKind, DeadlineState, SessionKind

SATURDAY = 5
REGULATION_MONTHS_BETWEEN_SESSIONS = 2  # D.S. 011-2014-IN, art. 32: an ordinary session at least every two months


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Monday to Friday and not a holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def roll_to_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the next working day (TUO Ley 27444, art. 145.2)."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """`days` working days after `start`, which is day 0 (TUO Ley 27444, arts. 144.1 and 145.1)."""
    day = start
    for _ in range(days):
        day = roll_to_working_day(day + timedelta(days=1), holidays)
    return day


def add_calendar_days(start: date, days: int, holidays: Collection[date]) -> date:
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


def due_dates(agreements: pd.DataFrame, sessions: pd.DataFrame) -> pd.Series:
    """The date on which each agreement falls due, NaT where it has none (datetime64).

    `agreements`: `deadline_kind`, `deadline`, `deadline_since` (the day the deadline was decided).
    `sessions`: `kind`, `held_on`. A deadline "next session" means the first ordinary session after
    `deadline_since`; until the calendar has one the date is unknown, and unknown is not overdue.
    """
    held = sorted(sessions.loc[sessions["kind"] == SessionKind.ORDINARY, "held_on"].dropna())
    moving = (agreements["deadline_kind"] == DeadlineKind.NEXT_SESSION) & agreements["deadline_since"].notna()
    fixed = agreements["deadline"].where(agreements["deadline_kind"] == DeadlineKind.DATE)
    following = [_following(held, since) for since in agreements.loc[moving, "deadline_since"]]
    return fixed.mask(moving, pd.Series(following, index=agreements.index[moving], dtype="datetime64[us]"))


def _following(held: list[pd.Timestamp], since: pd.Timestamp) -> pd.Timestamp | None:
    """The first of the sorted days after `since`."""
    place = bisect_right(held, since)
    return held[place] if place < len(held) else None


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


def deadline_buckets(*, state: pd.Series, kind: pd.Series, due: pd.Series, horizon: date) -> pd.Series:
    """`DeadlineBucket` of each row; `horizon` is the next session, or the end of the window where none is set."""
    same = {s.value: s.value for s in DeadlineState if s.value in {b.value for b in DeadlineBucket}}
    dated = state.isin([DeadlineState.DUE_SOON, DeadlineState.ON_TIME])
    before = dated & ((due <= pd.Timestamp(horizon)) | ((kind == DeadlineKind.NEXT_SESSION) & due.isna()))
    values = state.map(same).mask(dated, DeadlineBucket.LATER.value).mask(before, DeadlineBucket.BEFORE_NEXT_SESSION.value)
    return values.astype("str")
