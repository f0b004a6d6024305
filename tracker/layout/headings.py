"""Headings: which field a label of a column names, by whole labels compared without case, accents or punctuation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from follow_up.spelling import fold
from follow_up.vocabulary import Status
from tracker.layout.labels import BELOW_WORDS, CUSTOMARY, DOUBTFUL, LIKELY, LIKELY_FIRST, LIKELY_LAST, WIDER
from tracker.records import Field
from tracker.values.statuses import mark_status

LONGEST = 160  # characters of a label

_DROPPED = str.maketrans("", "", ".:#*()")
_QUALIFIERS = re.compile(r"\((?!\s*%)[^)]*\)|\bal? (corte|\d{1,2})\b.*$|[¿?¡!\"'“”]|\d+$|^[(\[]?(\d{1,2}|[a-z])[.)\]]+(?=\s*\D)", re.IGNORECASE)
_JOINTS = re.compile(r"\s*(?:/|;|,| y/o | u | o | y | e )\s*")
_DASHES = re.compile(r"[-_–—]+")
_PERCENT = re.compile(r"\s*%\s*")
_EXTENSION = re.compile(r"\b(?:ampliad|ampliacion|reprogramad|reprogramacion|prorrog|nuev[oa]|modificad)")
_LIKELY = tuple((re.compile(form), field) for form, field in LIKELY)
_BELOW = {upper: {word: lower for lower, words in told.items() for word in words.split()} for upper, told in BELOW_WORDS.items()}

@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label means: a field, `sure` unless the content of the column has its say; `mark` for a column of "x".

    `listed`: the label is of the lists; others have the form of one. `is_ticked`: it names an institution, below the label
    of who is responsible, and an "x" in its column says that it is.
    """

    field: Field
    sure: bool = True
    mark: Status | None = None
    listed: bool = True
    is_ticked: bool = False


def fold_heading(label: str) -> str:
    """The label as it is compared: folded, without `. : # * ( )`."""
    return " ".join(fold(label).translate(_DROPPED).split())


def meaning_of(label: str) -> Meaning | None:
    """What a label alone means; None when it is not a known one. A raw "#" is the number."""
    if len(label) > LONGEST:  # a label with a long instruction behind it
        label = re.split(r"[(:\n]", label, maxsplit=1)[0]
    words = label.split()
    if not words or len(label) > LONGEST or _is_figure(label):
        return None
    if not _may_open_label(words[0]) and (_is_figure(words[-1]) or not _may_end_label(words[-1])):
        return None
    return _meaning_of(" ".join(words))


def _is_figure(text: str) -> bool:
    """Whether a text is of plain digits and signs, and none that can label a column; nearly all that differs row by row."""
    return text.isascii() and text.lower() == text.upper() and "%" not in text and "#" not in text


@lru_cache(maxsize=8192)
def _may_open_label(word: str) -> bool:
    """Whether a text that opens with a word can be a label: told without folding the whole of each cell of a file."""
    bare = _first_words(_QUALIFIERS.sub(" ", fold(word)))
    return not bare or bool(bare & _FIRST_WORDS) or (len(word) <= 3 and word[-1] in ".)")


@lru_cache(maxsize=8192)
def _may_end_label(word: str) -> bool:
    return fold_heading(word) in _LAST_WORDS


def _first_words(folded: str) -> set[str]:
    return set(_JOINTS.sub(" ", _DASHES.sub(" ", _PERCENT.sub(" % ", folded))).translate(_DROPPED).split()[:1])


@lru_cache(maxsize=8192)
def _meaning_of(stripped: str) -> Meaning | None:
    if stripped.startswith("#"):
        stripped = "N° " + stripped[1:]
    spellings = tuple(_spellings(stripped))
    return _first_known(spellings) or _of_alternatives(fold(stripped)) or _likely(spellings[-1])


def field_of(label: str) -> Field | None:
    """The field that a label names, as far as the label alone can tell."""
    meaning = meaning_of(label)
    return meaning.field if meaning else None


def meaning_of_stack(stack: tuple[str, ...]) -> Meaning | None:
    """What stacked labels mean together, from the uppermost to the lowest: "RESPONSABLE" over "Seguimiento"."""
    whole = meaning_of(" ".join(stack)) if len(stack) > 1 else None
    if whole and whole.listed:
        return whole
    leaf = next(reversed(stack), "")
    for upper in reversed(stack[:-1]):
        meaning = _joined(upper, leaf) or _below(upper, leaf)
        if meaning:
            return meaning
    return meaning_of(leaf) or _ticked(stack)


def _ticked(stack: tuple[str, ...]) -> Meaning | None:
    upper = meaning_of(stack[-2]) if len(stack) > 1 else None
    if upper and upper.field == Field.RESPONSIBLE and upper.listed:
        return Meaning(Field.RESPONSIBLE, sure=False, listed=False, is_ticked=True)
    return None


def tells_extension(label: str) -> bool:
    """Whether the label of a deadline says that it is the extended one."""
    return bool(_EXTENSION.search(fold(label)))


def is_whole_heading(*lines: str) -> bool:
    """Whether lines of one column are one label cut: "RESPONSABLE DE" over "IMPLEMENTACIÓN", "PLAZO" over "Fecha"."""
    if fold_heading(" ".join(lines)) in _KNOWN:
        return True
    below = _below(lines[-2], lines[-1])
    return below is not None and below.mark is None and meaning_of(lines[-1]) is None


def _spellings(label: str) -> Iterable[str]:
    """Ever barer forms of a label: as it is; without what qualifies it; without joints of punctuation."""
    yield fold_heading(label)
    bare = _PERCENT.sub(" % ", _QUALIFIERS.sub(" ", fold(label)))
    yield fold_heading(bare)
    yield fold_heading(_DASHES.sub(" ", bare))


def _first_known(labels: Iterable[str]) -> Meaning | None:
    return next((_KNOWN[label] for label in labels if label in _KNOWN), None)


def _likely(label: str) -> Meaning | None:
    field = next((field for form, field in _LIKELY if form.fullmatch(label)), None)
    return Meaning(field, sure=False, listed=False) if field else None


def _of_alternatives(label: str) -> Meaning | None:
    """The meaning of "Institución / Entidad": that of its parts when they agree."""
    parts = [part for part in map(fold_heading, _JOINTS.split(label)) if part]
    meanings = [_KNOWN.get(part) for part in parts]
    fields = {meaning.field if meaning else None for meaning in meanings}
    return meanings[0] if len(parts) > 1 and len(fields) == 1 else None


def _joined(upper: str, lower: str) -> Meaning | None:
    return _first_known(fold_heading(form) for form in (f"{upper} {lower}", f"{lower} de {upper}", f"{lower} del {upper}"))


def _below(upper: str, lower: str) -> Meaning | None:
    above = meaning_of(upper)
    if above is None or not above.listed:
        return None
    mark = mark_status(lower) if above.field == Field.STATUS else None
    field = Field.STATUS if mark else _BELOW.get(above.field, {}).get(fold_heading(lower))
    return Meaning(field, mark=mark) if field else None


def _known() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for source in (CUSTOMARY, WIDER):
        for field, labels in source.items():
            for label in labels:
                table.setdefault(fold_heading(label), Meaning(field))
    return table | {label: Meaning(field, sure=False) for label, field in DOUBTFUL.items()}


_KNOWN = _known()
_FIRST_WORDS = {word for label in _KNOWN for word in _first_words(label)} | set(LIKELY_FIRST)
_LAST_WORDS = frozenset(LIKELY_LAST)
