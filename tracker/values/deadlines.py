"""Deadlines of cells: a date where one is written, the words about time as written, and never a date made up."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from follow_up.spelling import fold
from follow_up.vocabulary import DeadlineKind
from follow_up.written_dates import SANE_YEARS, WrittenDate, find_dates
from tracker.grid import Value
from tracker.records import ProblemCode
from tracker.values.dates import judge, read_date
from tracker.values.texts import clean

_LONGEST = 200  # a longer text is prose about time: kept as words, nothing is read out of it
_NOTHING = re.compile(r"[\s\-–—._*/]*|n/?a\.?|s/?[fp]\.?|sin (?:plazo|fecha)(?: (?:definid|establecid|fijad|determinad)[oa])?\.?|no tiene(?: plazo)?\.?")
_NEXT_SESSION = re.compile(r"\b(?:proxima|prox\.?|siguiente|sgte\.?|sig\.?)\s+(?:sesion|reunion)\b|\b(?:sesion|reunion)\s+(?:proxima|siguiente)\b")
_PERMANENT = re.compile(r"\b(?:permanente(?:mente)?|continu[oa]|continuamente)\b")
_NOT_PERMANENT = re.compile(r"\bno (?:es )?(?:permanente|continu[oa])\b")

_COUNT = r"(?:\d+|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|veinte|treinta|cuarenta|cuarenta y cinco|sesenta|noventa|ciento veinte)"
_DAYS = re.compile(rf"\b{_COUNT}\s*(?:\(\s*[\w\s]+\s*\)\s*)?dias?\b")
_UNIT = re.compile(r"\b(?:habil(?:es)?|util(?:es)?|laborables?|calendarios?|naturales|corridos|d\.?\s?h\.?)\b")
_RHYTHM = re.compile(r"\bcada\b")  # "cada 15 días" is no deadline, and no unit is missing
_MOST_DAYS = 366

# What may stand before a date for it to be the end of the deadline. After any other word ("desde el", "según acta del")
# a date means something else.
_UNTIL = re.compile(
    r"(?:(?:hasta|a mas tardar|como maximo|maximo|antes|para|vence|vencimiento|fecha|limite|plazo|cumplimiento|nuevo|nueva|ampliado|"
    r"prorrogado|reprogramado|prorroga|postergado|dia|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lun|mar|mie|jue|vie|sab|dom|"
    r"el|al|a|de|del|la|no mayor|permanente|continuo|proxima|siguiente|sesion|reunion|ordinaria|extraordinaria)\b|[\s.,:;()*\-–])*"
)
_NOT_AFTER = re.compile(r"\b(?:dias?|semanas?|meses|horas|inicia|inicio|en adelante)\b")
_SHORT_START = re.compile(  # without year, or month either: "Del 01 al", "del 01/03 al", "del 1 de marzo al"
    r"(?:(?:del?|desde|entre|el)\s+)*\d{1,2}(?:\s*[/.-]\s*\d{1,2})?(?:\s+(?:de\s+)?[a-z]+\.?)?\s*(?:al?|hasta|y|-)\s*(?:el)?"
)
_FROM = re.compile(r"(?:(?:del?|desde|entre|inicio|el|dia|plazo|periodo)\b|[\s.,:;()\-–])*")
_TO = re.compile(r"[\s.,;]*(?:al?|hasta|fin|termino|[-–])\s*(?:(?:el|dia)\b\s*|:\s*)*")
_AND = re.compile(r"\s*y\s*(?:el\s*)?")
_MOVED = re.compile(r"\b(?:prorrog|ampli|reprogram|posterg|modific|nuevo plazo|nueva fecha)")


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """What a cell says of a deadline. All missing: nothing. `kind` missing with a `problem`: to be decided by a person.

    `deadline` only for `DeadlineKind.DATE`; `note` are the words as written, whenever they say more than a date.
    """

    kind: DeadlineKind | None = None
    deadline: date | None = None
    note: str | None = None
    problem: ProblemCode | None = None


NOTHING_SAID = DeadlineReading()


def read_deadline(value: Value, *, order: str, epoch_1904: bool) -> DeadlineReading:
    """The deadline of a cell. `order` ("day" or "month") is the column's, as `tracker.values.dates.column_order` found it.

    Words become a kind only where they name it (next session, permanent); all other words stay words.
    """
    if value is None:
        return NOTHING_SAID
    if isinstance(value, str):
        return _read_words(value, order, epoch_1904) if len(value) <= _LONGEST else _words_only(clean(value))
    return _read_typed(value, order, epoch_1904)


def _read_typed(value: Value, order: str, epoch_1904: bool) -> DeadlineReading:
    found = read_date(value, order=order, epoch_1904=epoch_1904)
    if isinstance(found, date):
        return DeadlineReading(DeadlineKind.DATE, found)
    if found is None and isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value)
    return DeadlineReading(note=clean(value), problem=found or ProblemCode.DATE_UNREADABLE)


def _read_number(number: float) -> DeadlineReading:
    """A year stays words; another number can only be days, of which kind nobody said."""
    if number in SANE_YEARS:
        return _words_only(clean(number))
    if 0 < number <= _MOST_DAYS:
        return DeadlineReading(DeadlineKind.NONE, None, clean(number), ProblemCode.DAYS_WITHOUT_UNIT)
    return DeadlineReading(note=clean(number), problem=ProblemCode.DATE_UNREADABLE)


@lru_cache(maxsize=16_384)
def _read_words(text: str, order: str, epoch_1904: bool) -> DeadlineReading:
    words = clean(text)
    if not words:
        return NOTHING_SAID
    found = read_date(words, order=order, epoch_1904=epoch_1904)
    if isinstance(found, date):
        return DeadlineReading(DeadlineKind.DATE, found)
    if found is not None:
        return DeadlineReading(note=words, problem=found)
    if words.isdecimal():
        return _read_number(int(words))
    return _read_phrase(words, order)


def _read_phrase(words: str, order: str) -> DeadlineReading:
    plain = fold(words)
    if _NOTHING.fullmatch(plain):
        return DeadlineReading(DeadlineKind.NONE) if plain.startswith(("sin", "no")) else NOTHING_SAID
    if (dated := _dated(words, order) or _without_year(words, plain, order)) is not None:
        return dated
    if _NEXT_SESSION.search(plain):
        return DeadlineReading(DeadlineKind.NEXT_SESSION, None, words)
    if _PERMANENT.search(plain) and not _NOT_PERMANENT.search(plain):
        return DeadlineReading(DeadlineKind.PERMANENT, None, words)
    if _DAYS.search(plain) and not _UNIT.search(plain) and not _RHYTHM.search(plain):
        return DeadlineReading(DeadlineKind.NONE, None, words, ProblemCode.DAYS_WITHOUT_UNIT)
    return _words_only(words)


def _words_only(words: str) -> DeadlineReading:
    return DeadlineReading(DeadlineKind.NONE, None, words)


def _dated(words: str, order: str) -> DeadlineReading | None:
    """The end that dates within the words set; None when they hold no date that is one.

    Several dates: a span ends at its last, a moved deadline is the last one named; else nobody can tell which holds.
    """
    dates = find_dates(words)
    if not dates:
        return None
    end = dates[-1]
    if len(dates) > 1 and not (_is_span(words, dates) or _is_moved(words, dates)):
        return DeadlineReading(note=words, problem=ProblemCode.DATE_UNREADABLE)
    if len(dates) == 1 and not _ends_there(words, end):
        return None
    day = judge(end, order)
    if isinstance(day, date):
        return DeadlineReading(DeadlineKind.DATE, day, words)
    return DeadlineReading(note=words, problem=day)


def _without_year(words: str, plain: str, order: str) -> DeadlineReading | None:
    """A day and a month in numbers after words like "hasta el": a date, but of which year?"""
    opening = _UNTIL.match(plain)
    rest = plain[opening.end() :] if opening else plain
    lacking = read_date(rest, order=order, epoch_1904=False) == ProblemCode.DATE_WITHOUT_YEAR
    return DeadlineReading(note=words, problem=ProblemCode.DATE_WITHOUT_YEAR) if lacking else None


def _ends_there(words: str, written: WrittenDate) -> bool:
    """Whether the only date is the end of the deadline, by the words around it."""
    before, after = fold(words[: written.start]), fold(words[written.end :])
    return not _NOT_AFTER.search(after) and bool(_UNTIL.fullmatch(before) or _SHORT_START.fullmatch(before))


def _is_span(words: str, dates: list[WrittenDate]) -> bool:
    """Whether there are two dates, joined as from … to …; "y" joins a span only after "entre"."""
    start, end = dates[0], dates[-1]
    before, between = fold(words[: start.start]), fold(words[start.end : end.start])
    joined = _TO.fullmatch(between) or ("entre" in before and _AND.fullmatch(between))
    return dates[1:] == [end] and bool(_FROM.fullmatch(before) and joined)


def _is_moved(words: str, dates: list[WrittenDate]) -> bool:
    """Whether the words between the last two dates say that the deadline moved to the last."""
    return bool(_MOVED.search(fold(words[dates[-2].end : dates[-1].start]))) and _UNTIL.fullmatch(fold(words[: dates[0].start])) is not None
