"""What counts as an extension, by its small table; and the first date that a deadline ever had."""

from datetime import date

import pandas as pd
import pytest

from follow_up.calendar_moves import moved_deadlines, session_added, session_moved, session_removed
from follow_up.extensions import extension_counts
from follow_up.rows import records
from follow_up.vocabulary import DeadlineKind, SessionKind

SESSIONS = pd.DataFrame(
    {
        "session_id": [1, 2, 3],
        "committee_id": 1,
        "kind": [SessionKind.ORDINARY, SessionKind.EXTRAORDINARY, SessionKind.ORDINARY],
        "held_on": pd.to_datetime(["2026-02-25", "2026-03-20", "2026-04-22"]),
    }
)
NEXT, PERMANENT, NONE = "siguiente sesión", "permanente", "ninguno"
KINDS = {NEXT: DeadlineKind.NEXT_SESSION, PERMANENT: DeadlineKind.PERMANENT, NONE: DeadlineKind.NONE}


def changes(*told: str) -> pd.DataFrame:
    """The changes of one agreement: a date (day/month of 2026) or the word of a kind, each with "@" and the day it was decided."""
    days = [change.split("@") for change in told]
    return pd.DataFrame(
        {
            "agreement_id": 7,
            "committee_id": 1,
            "deadline_kind": [KINDS.get(until, DeadlineKind.DATE).value for until, _ in days],
            "deadline": pd.to_datetime(pd.Series([None if until in KINDS else f"2026-{until[3:]}-{until[:2]}" for until, _ in days])),
            "deadline_since": pd.to_datetime([f"2026-{on[3:]}-{on[:2]}" for _, on in days]),
        }
    )


@pytest.mark.parametrize(
    ("told", "times", "first"),
    [
        pytest.param(["30/04@25/02"], 0, date(2026, 4, 30), id="the first deadline is none"),
        pytest.param(["30/04@25/02", "30/05@20/03", "30/06@20/05"], 2, date(2026, 4, 30), id="each later date is one"),
        pytest.param(["30/04@25/02", "15/04@20/03"], 0, date(2026, 4, 30), id="an earlier date is none"),
        pytest.param(["20/04@25/02", f"{NEXT}@20/03"], 1, date(2026, 4, 20), id="the next session, when it is later"),
        pytest.param(["30/04@25/02", f"{NEXT}@20/03"], 0, date(2026, 4, 30), id="the next session, when it is earlier"),
        pytest.param(["30/04@25/02", f"{NEXT}@22/04"], 1, date(2026, 4, 30), id="a session that the calendar has not yet is later than any day"),
        pytest.param([f"{NEXT}@25/02", "22/04@20/03"], 0, date(2026, 4, 22), id="the very day of the next session is none"),
        pytest.param([f"{NEXT}@25/02", "30/05@20/03"], 1, date(2026, 4, 22), id="from the next session to a later date"),
        pytest.param([f"{NEXT}@25/02", f"{NEXT}@22/04"], 1, date(2026, 4, 22), id="from one session to the one after it"),
        pytest.param([f"{NEXT}@22/04", "30/12@23/04"], 0, date(2026, 12, 30), id="no date is later than an unknown one"),
        pytest.param(["30/04@25/02", f"{PERMANENT}@20/03"], 0, date(2026, 4, 30), id="permanent is no later date"),
        pytest.param(["30/04@25/02", f"{NONE}@20/03", "30/06@25/03"], 0, date(2026, 4, 30), id="what is set anew after none is no change of one in force"),
        pytest.param([f"{PERMANENT}@25/02"], 0, None, id="without any date"),
    ],
)
def test_an_extension_is_a_deadline_in_force_changed_for_a_later_one(told: list[str], times: int, first: date | None) -> None:
    found = next(iter(records(extension_counts(changes(*told), SESSIONS))))
    assert found.extensions == times
    assert (None if pd.isna(found.original_deadline) else found.original_deadline.date()) == first


def agreements() -> pd.DataFrame:
    """Three agreements due with the next session, one of them closed, and one with a date."""
    rows = changes(f"{NEXT}@25/02", f"{NEXT}@25/02", f"{NEXT}@22/04", "30/04@25/02")
    return rows.assign(session_on=SESSIONS["held_on"].iloc[0], code=["05", "2.3", "3.1", "01"], is_open=[True, False, True, True])


def days(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    return [(code, str(before)[:10], str(after)[:10]) for code, before, after in frame[["code", "due_before", "due_after"]].to_numpy().tolist()]


def test_moving_a_session_moves_the_open_deadlines_that_wait_for_it_and_no_other() -> None:
    later = session_moved(SESSIONS, session_id=3, held_on=date(2026, 4, 29))
    assert days(moved_deadlines(agreements(), SESSIONS, later)) == [("05", "2026-04-22", "2026-04-29"), ("3.1", "NaT", "2026-04-29")]
    assert moved_deadlines(agreements(), SESSIONS, session_moved(SESSIONS, session_id=2, held_on=date(2026, 3, 1))).empty


def test_a_session_put_before_the_next_one_or_taken_away_moves_them_too() -> None:
    added = session_added(SESSIONS, committee_id=1, kind=SessionKind.ORDINARY, held_on=date(2026, 4, 1))
    assert days(moved_deadlines(agreements(), SESSIONS, added)) == [("05", "2026-04-22", "2026-04-01")]
    assert moved_deadlines(agreements(), SESSIONS, session_added(SESSIONS, committee_id=1, kind=SessionKind.EXTRAORDINARY, held_on=date(2026, 4, 1))).empty
    assert days(moved_deadlines(agreements(), SESSIONS, session_removed(SESSIONS, session_id=3))) == [("05", "2026-04-22", "NaT")]
