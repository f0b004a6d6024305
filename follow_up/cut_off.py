"""The cut-off: the day that is shown, and by what was known."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd


@dataclass(frozen=True)
class CutOff:
    """The state as it held on the day `on`.

    `known_at` (aware, UTC) missing: by everything that is known today. Given: only by what was recorded up to that moment,
    it included.
    """

    on: date
    known_at: datetime | None = None


def seen_at(log: pd.DataFrame, cut: CutOff, *, holds_from: str, recorded: str = "recorded_at") -> pd.DataFrame:
    """The entries of a log that held by the cut-off and, where it limits what was known, had been recorded.

    `holds_from` and `recorded` are columns of datetime64, the second in UTC without zone.
    """
    held = log[log[holds_from] <= pd.Timestamp(cut.on)]
    return held if cut.known_at is None else known_at(held, cut.known_at, recorded=recorded)


def known_at(log: pd.DataFrame, moment: datetime, *, recorded: str) -> pd.DataFrame:
    """The entries of a log that had been recorded by a moment."""
    return log[log[recorded] <= pd.Timestamp(moment).tz_convert(None)]
