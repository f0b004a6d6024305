"""The only room that asks the clock; everything below takes `today` or `at` as an argument."""

import os
from datetime import UTC, date, datetime, time

from ui.sentences import LIMA


def today() -> date:
    """The day in Lima; `TABLERO_TODAY` (AAAA-MM-DD) sets it for tests and demonstrations."""
    fixed = os.environ.get("TABLERO_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(LIMA).date()


def now() -> datetime:
    """The moment at which something is recorded, in UTC."""
    return datetime.now(UTC)


def end_of(day: date) -> datetime:
    """The last moment of a day in Lima, in UTC: what was recorded up to it was known that day."""
    return datetime.combine(day, time.max, LIMA).astimezone(UTC)
