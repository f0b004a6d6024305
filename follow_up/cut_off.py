"""The cut-off: the day that is shown, and by what was known."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CutOff:
    """The state as it held on the day `on`.

    `known_at` (aware, UTC) missing: by everything that is known today. Given: only by what was recorded up to that moment,
    it included.
    """

    on: date
    known_at: datetime | None = None
