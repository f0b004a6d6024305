"""Dates of cells: typed, counted in days by Excel, or written in any spelling of the field."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from follow_up.written_dates import SANE_YEARS, WrittenDate, find_dates
from tracker.grid import Value
from tracker.records import ProblemCode
from tracker.values.texts import clean

DAY, MONTH = "day", "month"  # the orders of a column, as the options of `QuestionCode.DATE_ORDER`

_EPOCH_1900 = date(1899, 12, 30)  # Excel counts a 29/02/1900 that never was, hence two days before 1900
_EPOCH_1904 = date(1904, 1, 1)
_FIRST, _LAST = date(SANE_YEARS[0], 1, 1), date(SANE_YEARS[-1], 12, 31)

_LONGEST = 120  # no date needs more characters: longer texts are prose
_BEFORE = re.compile(
    r"[\s\"'*•(-]*(?:(?:lun|mar|mi[eé]|jue|vie|s[aá]b|dom)(?:es|tes|rcoles|ves|rnes|ado|ingo)?\b[.,]?\s*)?(?:(?:a\s+los|el|al|d[ií]a)\b\s*)*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,t-]*(?:a\s+las\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?|hrs?\.?|horas|h|z)?)?[\s\"'*.,;)-]*",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}")
_ONLY_NUMBERS = re.compile(r"\d{1,4}\s?([./-])\s?\d{1,4}\s?[./-]\s?\d{1,5}")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s?[/-]\s?(\d{1,2})")
_WITH_WORD = re.compile(r"\d{1,2}\s*(?:de\s+|[-/.]\s*)[^\W\d_]{3,}\.?(?:\s+del?\s+|\s*[-/.]\s*)\d{4}")
_LAST_DAY, _LAST_MONTH = 31, 12
_YEAR_DIGITS = 4


def read_date(value: Value, *, order: str, epoch_1904: bool) -> date | ProblemCode | None:
    """The day of a cell. None: blank, or words that are no date ("marzo 2026", "2026"); a code: a date not to be used.

    `order` ("day" or "month") tells which comes first in dates written in numbers.
    """
    if isinstance(value, str):
        return _written(value, order, epoch_1904) if len(value) <= _LONGEST else None
    if isinstance(value, datetime):
        return _sane(value.date())
    if isinstance(value, date):
        return _sane(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value, epoch_1904)
    return None


def _sane(day: date) -> date | ProblemCode:
    """A typed date as read; "2026" in a cell formatted as a date is one of 1905, and nobody meant it."""
    return day if _FIRST <= day <= _LAST else ProblemCode.DATE_IMPOSSIBLE


def _from_serial(number: float, epoch_1904: bool) -> date | None:
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH_1900
    if not (_FIRST - epoch).days <= number < (_LAST - epoch).days + 1:
        return None
    return epoch + timedelta(days=int(number))


@lru_cache(maxsize=16_384)
def _written(text: str, order: str, epoch_1904: bool) -> date | ProblemCode | None:
    words = clean(text)
    found = find_dates(words)
    if len(found) == 1 and _stands_alone(words, found[0]):
        return judge(found[0], order)
    rest = _BEFORE.sub("", words, count=1).rstrip(" .,;\"'*)")
    if _SERIAL.fullmatch(rest):
        return _from_serial(int(rest), epoch_1904)
    if _lacks_year(rest):
        return ProblemCode.DATE_WITHOUT_YEAR
    if _ONLY_NUMBERS.fullmatch(rest) or _WITH_WORD.fullmatch(rest):
        return ProblemCode.DATE_UNREADABLE
    return None


def _stands_alone(words: str, written: WrittenDate) -> bool:
    """Whether the cell holds only the date: besides it at most the day of the week, articles, a time of day, signs."""
    return bool(_BEFORE.fullmatch(words, 0, written.start) and _AFTER.fullmatch(words, written.end))


def judge(written: WrittenDate, order: str) -> date | ProblemCode:
    """The date meant, or why it cannot be used: it does not exist, or its year is missing or short."""
    if written.year_digits == _YEAR_DIGITS:
        return written.in_order(order).as_date() or ProblemCode.DATE_IMPOSSIBLE
    if not _is_day_of_month(written.day, written.month):
        return ProblemCode.DATE_IMPOSSIBLE
    return ProblemCode.DATE_SHORT_YEAR if written.year_digits else ProblemCode.DATE_WITHOUT_YEAR


def _lacks_year(words: str) -> bool:
    """Whether the words are day and month in numbers: "30/04"."""
    match = _WITHOUT_YEAR.fullmatch(words)
    return bool(match) and _is_day_of_month(int(match[1]), int(match[2]))


def _is_day_of_month(one: int, other: int) -> bool:
    """Whether the numbers can be a day and a month, in whichever order."""
    return 1 <= min(one, other) <= _LAST_MONTH and max(one, other) <= _LAST_DAY


def column_order(values: Iterable[Value]) -> tuple[str, bool]:
    """Which comes first in the written dates of a column, and whether that is only assumed.

    A part above 12 decides. Where both orders are proved, day first holds and the others are impossible; typed dates
    prove nothing, because Excel has already read them.
    """
    texts = {value for value in values if isinstance(value, str) and len(value) <= _LONGEST}
    written = [found for text in texts for found in find_dates(text) if found.swappable]
    if any(found.day > _LAST_MONTH >= found.month for found in written):
        return DAY, False
    if any(found.month > _LAST_MONTH >= found.day for found in written):
        return MONTH, False
    return DAY, any(found.day != found.month and max(found.day, found.month) <= _LAST_MONTH for found in written)
