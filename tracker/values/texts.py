"""The value of a cell as text: what a person would read in it."""

from datetime import date, datetime, time, timedelta

from follow_up.spelling import clean_text
from tracker.grid import Value

_DIGITS = ".15g"  # what Excel keeps and shows: 0.1 + 0.2 is "0.3"
_EXACT = 10**15  # whole numbers below it have all their digits


def clean(value: Value) -> str:
    """The value as stored text (`clean_text`): 1.0 is "1", dates are dd/mm/aaaa, True is "Sí", an empty cell ""."""
    if value is None:
        return ""
    return clean_text(value) if isinstance(value, str) else _not_text(value)


def _not_text(value: float | date | time | timedelta) -> str:
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return _day(value) + ("" if value.time() == time() else f" {value:%H:%M}")
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _number(value: float) -> str:
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else format(value, _DIGITS)


def _day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"
