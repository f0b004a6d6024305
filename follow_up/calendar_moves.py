"""What a change of the calendar of sessions does to the deadlines that say "next session"."""

from datetime import date

import pandas as pd

from follow_up.deadlines import due_dates
from follow_up.vocabulary import DeadlineKind, SessionKind


def session_moved(sessions: pd.DataFrame, *, session_id: int, held_on: date) -> pd.DataFrame:
    """The calendar with one of its sessions on another day. `sessions`: the columns of `Rows.sessions`."""
    moved = sessions["session_id"] == session_id
    return sessions.assign(held_on=sessions["held_on"].mask(moved, pd.Timestamp(held_on)))


def session_added(sessions: pd.DataFrame, *, committee_id: int, kind: SessionKind, held_on: date) -> pd.DataFrame:
    """The calendar with one more session. `sessions`: the columns of `Rows.sessions`."""
    added = {"session_id": 0, "committee_id": committee_id, "kind": kind.value, "held_on": pd.Timestamp(held_on)}
    return pd.concat([sessions, pd.DataFrame([added]).astype({"held_on": sessions["held_on"].dtype})], ignore_index=True)


def session_removed(sessions: pd.DataFrame, *, session_id: int) -> pd.DataFrame:
    """The calendar without one of its sessions. `sessions`: the columns of `Rows.sessions`."""
    return sessions[sessions["session_id"] != session_id]


def moved_deadlines(agreements: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The open agreements that fall due with the next session and would on another day: code, session_on, due_before and due_after.

    `agreements`: those of a board. `before` and `after`: two calendars (`Rows.sessions`). NaT: no such session, so no date.
    """
    moving = agreements[agreements["is_open"] & (agreements["deadline_kind"] == DeadlineKind.NEXT_SESSION)]
    told = moving[["code", "session_on"]].assign(due_before=due_dates(moving, before), due_after=due_dates(moving, after))
    same = (told["due_before"] == told["due_after"]) | (told["due_before"].isna() & told["due_after"].isna())
    return told[~same]
