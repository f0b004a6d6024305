"""Percentages of cells: six ways to write one half, told apart by format, sign and column, never by guessing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.grid import Value
from tracker.records import ProblemCode
from tracker.values.texts import clean

POINTS, FRACTION, ASK = "points", "fraction", "ask"  # the first two are the options of `QuestionCode.PERCENT_SCALE`

_FULL = 100
_DECIMALS = 6  # what 0.07 x 100 leaves beyond them is noise of the machine
_LONGEST = 60
_NUMBER = r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_SIGN = r"(?:%|(?:por\s?ciento|porciento)\b)"
_OF_WHAT = r"(?:de\s+)?(?:avance|cumplimiento|ejecuci[oó]n|implementaci[oó]n|(?:avanz|ejecut|implement|complet|realiz|culmin|logr)ad[oa]|cumplid[oa]|concluid[oa]|atendid[oa])"
_POINTS = re.compile(
    rf"(?:(?:avance|cumplimiento)\b\s*)?(?:(?:al|del?)\b\s*)?:?\s*({_NUMBER})\s*{_SIGN}(?:\s*{_OF_WHAT})?\s*(?:\([^()]*\))?\.?", re.IGNORECASE
)
_BARE = re.compile(rf"({_NUMBER})\.?")
_NOTHING = {"", "-", "--", "---", "–", "—"}


def column_scale(cells: Sequence[tuple[Value, bool]]) -> str:
    """What the bare numbers of a column are: "points" (50), "fraction" (0.5), or "ask" when only 1 and 0 are there.

    `cells` are values with whether their format is a percentage. Numbers so formatted and texts with a sign speak for
    themselves; a text is not changed by the format of its cell.
    """
    bare = (value for value, percent_format in cells if isinstance(value, str) or not percent_format)
    numbers = {number for value in bare if (number := _bare_number(value)) is not None}
    if any(number > 1 for number in numbers):
        return POINTS
    if any(0 < number < 1 for number in numbers):
        return FRACTION
    return ASK if 1 in numbers else POINTS


def read_percent(value: Value, *, percent_format: bool, scale: str) -> float | ProblemCode | None:
    """The percentage of a cell, 0-100, as far as it was written; None when blank.

    `scale` is the column's: under "ask" a bare 1 stays an open question. Words, shares ("3 de 9") and dates are unreadable:
    nothing is computed from them. So is a bare 0.5 in a column of points, which may mean one half.
    """
    if isinstance(value, str):
        if len(value) > _LONGEST:
            return ProblemCode.PERCENT_UNREADABLE if value.strip() else None
        signed = _signed_number(value)
        if signed is not None:
            return _within(signed)
        if clean(value) in _NOTHING:
            return None
        percent_format = False
    elif value is None:
        return None
    number = _bare_number(value)
    if number is None:
        return ProblemCode.PERCENT_UNREADABLE
    return _scaled(number, FRACTION if percent_format else scale)


def _scaled(number: float, scale: str) -> float | ProblemCode:
    if scale == ASK:
        return ProblemCode.QUESTION_OPEN if number else 0.0
    if scale == POINTS and 0 < number < 1:
        return ProblemCode.PERCENT_UNREADABLE  # among numbers like 50, 0.5 may be half of one per cent or one half
    return _within(number * _FULL if scale == FRACTION else number)


def _within(number: float) -> float | ProblemCode:
    points = round(float(number), _DECIMALS)
    return points if 0 <= points <= _FULL else ProblemCode.PERCENT_OUT_OF_RANGE


@lru_cache(maxsize=4_096)
def _signed_number(text: str) -> float | None:
    """The points of a text with a percent sign or word: "49,76%", "50 por ciento", "100% (cumplido)"."""
    match = _POINTS.fullmatch(clean(text))
    return float(match[1].replace(",", ".")) if match else None


def _bare_number(value: Value) -> float | None:
    """A number without sign of percentage, typed or written with point or comma."""
    if isinstance(value, str):
        return _written_number(value) if len(value) <= _LONGEST else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


@lru_cache(maxsize=4_096)
def _written_number(text: str) -> float | None:
    match = _BARE.fullmatch(clean(text))
    return float(match[1].replace(",", ".")) if match else None
