"""Dates as people write them in Spanish: found anywhere in a text, with what makes them certain or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "setiembre": 9,
    "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "ene": 1, "feb": 2, "febr": 2, "mar": 3, "mzo": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "agto": 8,
    "set": 9, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dic": 12,
    "january": 1, "jan": 1, "february": 2, "march": 3, "april": 4, "apr": 4, "june": 6, "july": 7, "august": 8, "aug": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "dec": 12,  # an Excel set to English writes "25-Apr-2026"
}  # fmt: skip
SANE_YEARS = range(1990, 2101)  # of a follow-up: what is outside was mistyped ("0206") or was no date (2026 read as 1905)

_ONES = ["un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
_TEENS = ["diez", "once", "doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve"]
_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_SPELLED = ["", *_ONES, *_TEENS, "veinte", *(f"veinti{one}" for one in _ONES)] + [
    f"{ten} y {one}" if one else ten for ten in _TENS for one in ["", *_ONES]
]
_DAYS = {words: number for number, words in enumerate(_SPELLED[:32]) if words} | {"primero": 1, "uno": 1, "veintiuno": 21, "treinta y uno": 31}
_YEARS = (
    {f"mil novecientos {_SPELLED[number]}": 1900 + number for number in range(90, 100)}
    | {f"dos mil {_SPELLED[number]}".strip(): 2000 + number for number in range(100)}
    | {f"dos mil {_SPELLED[number]}o": 2000 + number for number in range(21, 100, 10)}
)

_FLAT = str.maketrans("ÁÉÍÓÚÜÑáéíóúüñÀÈÌÒÙàèìòù\u00a0\u202f\t\n–—−", "aeiouunaeiouunaeiouaeiou    ---") | {
    ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}


def flatten(text: str) -> str:
    """The text in small letters without accents, one character for one: a place in it is the same place in the text."""
    return text.translate(_FLAT)


def _any_of(words: dict[str, int]) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_any_of(MONTHS)})\b\.?"
_YEAR = rf"(?P<year>\d{{4}}\b|[12][.,\s]\d{{3}}\b|'?\d{{2}}\b(?!:|\s+de\b)|(?:{_any_of(_YEARS)})\b)"
_SIGN = r"\s{0,2}[-./]\s{0,2}"
_NUMBERS = re.compile(rf"(?<![\w/.-])(?<!\d,)(\d{{1,2}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{4}}|\d{{2}})(?![\w/-]|[.,]\d)")
_YEAR_FIRST = re.compile(rf"(?<![\w/.-])(?<!\d,)(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}})(?![\w/-]|[.,]\d)(?!\w)|(?<![\w/.-])(?<!\d,)(\d{{4}})-(\d\d)-(\d\d)(?=t\d)")
_WORDS = re.compile(
    rf"(?<![\w/.-])(?<!\d,)(?:(?P<day>\d{{1,2}})(?:(?:ero|er|ro|do)\.?|°|º)?|(?P<spelled>{_any_of(_DAYS)})\b)"
    rf"(?:\s*[-./]\s*|\s*(?:dias?\s+)?(?:del?\s+)?(?:mes\s+de\s+)?){_MONTH}(?:[\s,./-]*(?:del?\b\s*)?(?:ano\s+)?{_YEAR})?(?!\d)"
)
_MONTH_FIRST = re.compile(rf"(?<![\w/.-])(?<!\d,){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+(?:del?\s+)?)(?P<year>\d{{4}})\b")


# Most texts hold no date: these are looked for before the patterns are tried.
_TWO_DIGITS = re.compile(r"\d\d")
_STEMS = sorted({month[:3] for month in MONTHS})


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written in `text[start:end]`: maybe impossible, maybe without year (`year` None, `year_digits` 0).

    `swappable`: written in numbers with the year last, so that day and month may be meant the other way; nobody who puts
    points between them does.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None
    year_digits: int
    swappable: bool = False

    def in_order(self, order: str) -> "WrittenDate":
        """The same date read by an order, "day" or "month" first."""
        return replace(self, day=self.month, month=self.day) if self.swappable and order == "month" else self

    def as_date(self) -> date | None:
        """The date, when it exists, has a whole year and that year is sane."""
        if self.year is None or self.year_digits != 4 or self.year not in SANE_YEARS:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str) -> list[WrittenDate]:
    """The dates written in a text, in its order, never two at one place. Days come before months."""
    flat = flatten(text)
    found = [*_in_numbers(flat), *_in_words(flat)]
    found.sort(key=lambda written: (written.start, -written.end))
    apart: list[WrittenDate] = []
    for written in found:
        if not apart or written.start >= apart[-1].end:
            apart.append(written)
    return apart


def _in_numbers(flat: str) -> Iterator[WrittenDate]:
    if not _TWO_DIGITS.search(flat):
        return
    for match in _YEAR_FIRST.finditer(flat):
        year, month, day = (int(part) for part in match.groups() if part)
        yield WrittenDate(match.start(), match.end(), day, month, year, 4)
    for match in _NUMBERS.finditer(flat):
        yield WrittenDate(match.start(), match.end(), int(match[1]), int(match[2]), int(match[3]), len(match[3]), swappable="." not in match[0])


def _in_words(flat: str) -> Iterator[WrittenDate]:
    if not any(stem in flat for stem in _STEMS):
        return
    for match in _WORDS.finditer(flat):
        day = int(match["day"]) if match["day"] else _DAYS[_single_blanks(match["spelled"])]
        year, digits = _read_year(match["year"])
        yield WrittenDate(match.start(), match.end(), day, MONTHS[match["month"]], year, digits)
    for match in _MONTH_FIRST.finditer(flat):
        yield WrittenDate(match.start(), match.end(), int(match["day"]), MONTHS[match["month"]], int(match["year"]), 4)


def _read_year(words: str | None) -> tuple[int | None, int]:
    """The year and with how many digits it was written; spelled out counts as whole."""
    if words is None:
        return None, 0
    digits = re.sub(r"\D", "", words)
    return (int(digits), len(digits)) if digits else (_YEARS[_single_blanks(words)], 4)


def _single_blanks(words: str) -> str:
    return " ".join(words.split())
