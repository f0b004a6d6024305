"""Where the sessions stand on a day: the phase of each, and how near the two months of the Reglamento are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from follow_up.deadlines import suggested_next_session
from follow_up.settings import Windows
from follow_up.vocabulary import SessionKind, SessionState


class SessionPhase(StrEnum):
    """Where a session stands for who reads the calendar; `HELD` is a past one that was never opened here."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    HELD = "held"


class Convening(StrEnum):
    """Whether an ordinary session is called in time (D.S. 011-2014-IN, art. 32): what is written when it is not."""

    NEVER_HELD = "never_held"
    IN_TIME = "in_time"
    PLANNED_LATE = "planned_late"
    NEAR = "near"
    PAST = "past"


@dataclass(frozen=True)
class SessionWatch:
    """The two months on a day. `last`: the last ordinary session held by then; `limit`: the last day for the next one, not
    rolled forward when it falls on a weekend; `planned`: the next ordinary one in the calendar; `days` to the limit, negative
    when it is past. Without a session held there is no limit.
    """

    convening: Convening
    last: date | None = None
    limit: date | None = None
    planned: date | None = None
    days: int | None = None


def watch_sessions(sessions: pd.DataFrame, today: date, windows: Windows) -> SessionWatch:
    """An ordinary session at least every two months (D.S. 011-2014-IN, art. 32.1), watched from the last one.

    `sessions`: kind, held_on (datetime64). One of today counts as held. An extraordinary one does not interrupt the count.
    """
    ordinary = sessions.loc[sessions["kind"] == SessionKind.ORDINARY, "held_on"]
    moment = pd.Timestamp(today)
    held, coming = ordinary[ordinary <= moment], ordinary[ordinary > moment]
    planned = None if coming.empty else coming.min().date()
    if held.empty:
        return SessionWatch(Convening.NEVER_HELD, planned=planned)
    last = held.max().date()
    limit = suggested_next_session(last)
    days = (limit - today).days
    return SessionWatch(_convening(days, planned, limit, windows), last, limit, planned, days)


def _convening(days: int, planned: date | None, limit: date, windows: Windows) -> Convening:
    if days < 0:
        return Convening.PAST
    if planned is not None:
        return Convening.IN_TIME if planned <= limit else Convening.PLANNED_LATE
    return Convening.NEAR if days <= windows.due_soon else Convening.IN_TIME


def session_phases(sessions: pd.DataFrame, today: date) -> pd.Series:
    """`SessionPhase` of each session on a day; what comes after that day is planned, whatever was recorded later.

    `sessions`: state (`SessionState`), held_on (datetime64).
    """
    moment = pd.Timestamp(today)
    coming = sessions["held_on"] > moment
    unopened = sessions["state"] == SessionState.PLANNED
    past = unopened & (sessions["held_on"] < moment)
    values = np.select([coming, past], [SessionPhase.PLANNED.value, SessionPhase.HELD.value], sessions["state"])
    return pd.Series(values, index=sessions.index, dtype="str")
