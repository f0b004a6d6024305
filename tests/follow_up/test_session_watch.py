"""The two months of the Reglamento and the phases of sessions, case by case."""

from datetime import date

import pandas as pd
import pytest

from follow_up.session_watch import Convening, SessionPhase, session_phases, watch_sessions
from follow_up.settings import Windows

HELD = date(2026, 2, 25)
LIMIT = date(2026, 4, 25)  # a Saturday


def calendar(*sessions: tuple[str, date]) -> pd.DataFrame:
    """Sessions by kind and day."""
    days = pd.to_datetime(pd.Series([on for _, on in sessions], dtype="object"))
    return pd.DataFrame({"kind": [kind for kind, _ in sessions], "held_on": days})


@pytest.mark.parametrize(
    ("today", "planned", "expected"),
    [
        pytest.param(HELD, None, (Convening.IN_TIME, 59), id="the day of the session"),
        pytest.param(date(2026, 4, 9), None, (Convening.IN_TIME, 16), id="sixteen days before the limit"),
        pytest.param(date(2026, 4, 10), None, (Convening.NEAR, 15), id="fifteen days before the limit and none planned"),
        pytest.param(date(2026, 4, 10), LIMIT, (Convening.IN_TIME, 15), id="planned on the limit"),
        pytest.param(date(2026, 3, 1), date(2026, 4, 26), (Convening.PLANNED_LATE, 55), id="planned a day too late"),
        pytest.param(LIMIT, None, (Convening.NEAR, 0), id="the limit itself is in time"),
        pytest.param(date(2026, 4, 26), None, (Convening.PAST, -1), id="the day after, although the limit was a Saturday"),
        pytest.param(date(2026, 4, 26), date(2026, 4, 30), (Convening.PAST, -1), id="past although one is planned"),
    ],
)
def test_the_next_ordinary_session_is_watched_from_the_last_one(
    today: date, planned: date | None, expected: tuple[Convening, int]
) -> None:
    sessions = calendar(("ordinary", HELD), *([("ordinary", planned)] if planned else []))
    watch = watch_sessions(sessions, today, Windows())
    assert (watch.convening, watch.days) == expected
    assert (watch.last, watch.limit, watch.planned) == (HELD, LIMIT, planned)


def test_an_extraordinary_session_does_not_interrupt_the_two_months() -> None:
    sessions = calendar(("ordinary", HELD), ("extraordinary", date(2026, 4, 1)), ("extraordinary", date(2026, 5, 1)))
    watch = watch_sessions(sessions, date(2026, 4, 20), Windows())
    assert (watch.last, watch.planned, watch.convening) == (HELD, None, Convening.NEAR)


def test_a_session_of_today_counts_as_held() -> None:
    sessions = calendar(("ordinary", HELD), ("ordinary", date(2026, 4, 20)))
    watch = watch_sessions(sessions, date(2026, 4, 20), Windows())
    assert (watch.last, watch.limit) == (date(2026, 4, 20), date(2026, 6, 20))


def test_without_a_session_held_there_is_no_limit() -> None:
    watch = watch_sessions(calendar(("ordinary", HELD)), date(2026, 2, 1), Windows())
    assert (watch.convening, watch.limit, watch.days, watch.planned) == (Convening.NEVER_HELD, None, None, HELD)
    assert watch_sessions(calendar(), date(2026, 2, 1), Windows()).convening == Convening.NEVER_HELD


def test_a_session_that_passed_without_being_opened_here_was_held() -> None:
    days = [date(2026, 2, 25), date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 1), date(2026, 3, 2)]
    sessions = pd.DataFrame({"state": ["planned", "planned", "planned", "open", "closed"], "held_on": pd.to_datetime(days)})
    expected = [SessionPhase.HELD, SessionPhase.PLANNED, SessionPhase.PLANNED, SessionPhase.OPEN, SessionPhase.CLOSED]
    assert session_phases(sessions, date(2026, 3, 20)).tolist() == expected


def test_at_a_past_day_a_later_session_was_planned_whatever_happened_to_it_since() -> None:
    sessions = pd.DataFrame({"state": ["closed"], "held_on": pd.to_datetime([date(2026, 3, 20)])})
    assert session_phases(sessions, date(2026, 3, 19)).tolist() == [SessionPhase.PLANNED]
