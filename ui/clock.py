"""The only room that asks the clock; everything below takes `today` or `at` as an argument."""

import os
from datetime import UTC, date, datetime

from ui.sentences import LIMA


def today() -> date:
    """The day in Lima; `TABLERO_TODAY` (AAAA-MM-DD) sets it for tests and demonstrations."""
    fixed = os.environ.get("TABLERO_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(LIMA).date()


def now() -> datetime:
    """The moment at which something is recorded, in UTC."""
    return datetime.now(UTC)
