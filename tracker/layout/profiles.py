"""What the cells of a column look like, for the headings that do not say it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from follow_up.written_dates import find_dates
from tracker.grid import Value
from tracker.layout.flat import FlatSheet, is_blank
from tracker.values.percents import POINTS, read_percent
from tracker.values.statuses import is_mark, is_status
from tracker.values.texts import clean

SAMPLE = 400  # cells looked at
PROSE_LETTERS, PROSE_WORDS = 25, 4
_LONGEST_CODE = 25
_LONGEST_DATE = 40
_POINTS = re.compile(r"\d\s?%")


@dataclass(frozen=True, slots=True)
class Profile:
    """How many of the sampled cells are filled and of each look; `letters` is the mean length of the texts."""

    filled: int = 0
    numbers: int = 0
    percents: int = 0
    dates: int = 0
    statuses: int = 0
    codes: int = 0
    marks: int = 0
    prose: int = 0
    distinct: int = 0
    letters: float = 0.0

    def mostly(self, count: int) -> bool:
        """Whether a count is of most of the filled cells."""
        return count * 2 > self.filled


def profile_of(flat: FlatSheet, body: Sequence[int], column: int) -> Profile:
    """The look of a column's own cells within the rows of a table."""
    values = list(_sample(flat, body, column))
    looks = [_look_of(value) if isinstance(value, str) else _typed_look(value) for value in values]
    texts = [clean(value) for value in values]
    return Profile(
        filled=len(values),
        **{look: sum(look in seen for seen in looks) for look in _LOOKS},
        distinct=len(set(texts)),
        letters=sum(map(len, texts)) / len(texts) if texts else 0.0,
    )


_LOOKS = ("numbers", "percents", "dates", "statuses", "codes", "marks", "prose")


def _sample(flat: FlatSheet, body: Iterable[int], column: int) -> Iterable[Value]:
    found = 0
    for row in body:
        value = flat.own(row, column)
        if not is_blank(value):
            found += 1
            yield value
        if found == SAMPLE:
            return


def _typed_look(value: Value) -> frozenset[str]:
    if isinstance(value, bool) or value is None:
        return frozenset()
    if isinstance(value, int | float):
        return frozenset({"numbers", "percents", "codes"} | ({"marks"} if is_mark(value) else set()))
    return frozenset({"dates"}) if isinstance(value, date) else frozenset()


@lru_cache(maxsize=8192)
def _look_of(text: str) -> frozenset[str]:
    text = clean(text)
    seen = {
        "statuses": is_status(text),
        "percents": bool(_POINTS.search(text[:_LONGEST_DATE])) or isinstance(read_percent(text, percent_format=False, scale=POINTS), float),
        "dates": len(text) <= _LONGEST_DATE and bool(find_dates(text)),
        "codes": is_code(text),
        "marks": is_mark(text),
        "numbers": text.replace(".", "", 1).replace(",", "", 1).isdigit(),
    }
    looks = {look for look, is_seen in seen.items() if is_seen}
    if not looks & {"statuses", "percents", "dates"} and (len(text) > PROSE_LETTERS or len(text.split()) >= PROSE_WORDS):
        looks.add("prose")
    return frozenset(looks)


def is_code(text: str) -> bool:
    """Whether a text can be the number of an agreement: short, with a digit, a Roman numeral, or one letter."""
    if not text or len(text) > _LONGEST_CODE:
        return False
    bare = text.strip(" .()-°º")
    return any(c.isdigit() for c in bare) or set(bare.upper()) <= set("IVXLC") or len(bare) == 1
