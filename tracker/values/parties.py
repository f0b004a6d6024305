"""The parties of a cell: known spellings first, then separators, so that no "y" inside a name parts it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from follow_up.spelling import fold_name
from tracker.records import Catalogue
from tracker.values.names import (
    Lexicon,
    Word,
    has_areas,
    is_acronym,
    is_opener,
    known_spans,
    lexicon,
    opens_name,
    words_of,
)
from tracker.values.texts import clean

_PARENTHESES = re.compile(r"\([^()]*\)")
_WRAPPED = re.compile(r"\(([^()]*)\)")
_NUMBERING = r"(?:\d{1,2}\s?[.)]-?|[a-zA-Z]\)|\(\d{1,2}\))\s+"
_ITEMS = re.compile(rf"(?:(?<=\s)|^){_NUMBERING}")
_STARTS_WITH_ITEM = re.compile(rf"\s*{_NUMBERING}")
_STRONG = re.compile(r"[;|•▪●◦·\n/–—]|(?<=\s)-+|-+(?=\s|$)|^-+")
_WEAK = re.compile(r"\s*,\s*(?:[yeYE](?=\s))?|\s+(?:[yeYE](?:\s?/\s?[oO])?|&)(?=\s)")
_AND_OR = re.compile(r"\s[yY]\s?/\s?[oO]\s")
_CONTINUED_LINE = re.compile(r"\n\s*(?=(?:de|del|y|e|para|contra)\b)")
_EDGES = " \t\n.,:;-–—*\"'•_"
_OPENING = re.compile(rf"^(?:{_NUMBERING}|(?:el|la|los|las)\s+(?=\S))")
_LONGEST, _LONGEST_NAME = 2_000, 300  # what is longer is no list of names, and no name
_NO_NAME = {"n/a", "s/n", "s/d", "n.a", "s.n"}
_NO_WORDS = {"y", "e", "o", "el", "la", "los", "las", "a", "de", "del"}


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell being split. `closed`: where no separator counts, inside known spellings and parentheses."""

    text: str
    known: Lexicon
    closed: list[Span]
    in_capitals: bool

    def is_open(self, sign: Span) -> bool:
        return all(sign[1] <= start or sign[0] >= end for start, end in self.closed)

    def opens_name(self, span: Span) -> bool:
        return opens_name(_trimmed(self.text[slice(*span)]), self.known, in_capitals=self.in_capitals)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two weak separators. `joined`: the one before it was "y" or "e", not a comma; `opens`: a name."""

    span: Span
    joined: bool
    opens: bool


def recognise(name: str, catalogue: Catalogue) -> str | None:
    """The acronym of the institution that a whole name means; None when the catalogue does not have it.

    Case, accents, dots, hyphens and "del" do not matter. A name followed by its own acronym is known too; by another, not.
    """
    return _recognise(name, catalogue) if len(name) <= _LONGEST_NAME else None


@lru_cache(maxsize=4_096)
def _recognise(name: str, catalogue: Catalogue) -> str | None:
    exact = catalogue.spellings.get(fold_name(name))
    if exact is not None:
        return exact
    found = _by_words(name, catalogue)
    if found is None and name.rstrip(" .").endswith(")"):
        outside, _, inside = name.rstrip(" .)").rpartition("(")
        found = _by_words(outside, catalogue)
        return found if found == _by_words(inside, catalogue) else None
    return found


def _by_words(name: str, catalogue: Catalogue) -> str | None:
    return lexicon(catalogue).whole.get(" ".join(word.key for word in words_of(name)))


def split_parties(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The names in a cell, as written, in order, each once. What stands in parentheses stays with its name.

    Without a known spelling, "y" and "," part two names only where another name begins ("PNP y Juntas Vecinales"), and go on
    with the same name where it is of a body with areas ("Ministerio de Justicia y Derechos Humanos"). A text too long to be a
    list of names is left whole.
    """
    return _split(text, catalogue) if len(text) <= _LONGEST else (clean(text),)


@lru_cache(maxsize=16_384)
def _split(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    whole = _CONTINUED_LINE.sub(" ", clean(text))
    if whole.casefold().rstrip(".") in _NO_NAME:
        return ()
    names: dict[str, str] = {}
    for start, end in _names(whole, lexicon(catalogue)):
        name = _trimmed(whole[start:end])
        inside = _WRAPPED.fullmatch(name)
        for each in split_parties(inside[1], catalogue) if inside else (name,):
            if any(character.isalpha() for character in each) and each.casefold() not in _NO_WORDS:
                names.setdefault(fold_name(each), each)
    return tuple(names.values())


def _trimmed(name: str) -> str:
    """A name without the numbering, article and signs around it."""
    while (shorter := _OPENING.sub("", name.strip(_EDGES))) != name:
        name = shorter
    return " ".join(name.split())


def _names(text: str, known: Lexicon) -> list[Span]:
    closed = known_spans(text, words_of(text), known) + [match.span() for match in _PARENTHESES.finditer(text)]
    cell = _Cell(text, known, closed, text.isupper())
    return [name for part in _strong_parts(cell) for name in _weak_parts(cell, part)]


def _strong_parts(cell: _Cell) -> list[Span]:
    """What is parted by signs that no name holds: line breaks, semicolons, bullets, slashes, dashes, numbering."""
    signs = [match.span() for match in _STRONG.finditer(cell.text)]
    signs = [sign for sign in signs if not any(start < sign[1] and sign[0] < end for start, end in _spans(_AND_OR, cell.text))]
    if _STARTS_WITH_ITEM.match(cell.text):
        signs += _spans(_ITEMS, cell.text)
    signs = sorted(sign for sign in signs if cell.is_open(sign))
    starts = [0, *(end for _, end in signs)]
    ends = [*(start for start, _ in signs), len(cell.text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _weak_parts(cell: _Cell, part: Span) -> list[Span]:
    """The names of a part that has only commas, "y" and "e" left."""
    pieces = _pieces(cell, part)
    names: list[Span] = []
    listed = False  # the last name is an item of a list by commas, which "y" closes: "Contabilidad, Tesorería y Logística"
    for at, piece in enumerate(pieces):
        if names and not piece.opens and not (piece.joined and listed) and _goes_on(cell, names[-1], pieces, at):
            names[-1] = (names[-1][0], piece.span[1])
        else:
            listed = bool(names) and not piece.opens
            names.append(piece.span)
    return names


def _pieces(cell: _Cell, part: Span) -> list[_Piece]:
    pieces: list[_Piece] = []
    start, joined = part[0], False
    for match in _WEAK.finditer(cell.text, *part):
        if cell.is_open(match.span()):
            pieces.append(_piece(cell, (start, match.start()), joined))
            start, joined = match.end(), match[0].strip(" ,\t\n") != ""
    pieces.append(_piece(cell, (start, part[1]), joined))
    return [piece for piece in pieces if cell.text[slice(*piece.span)].strip(_EDGES)]


def _piece(cell: _Cell, span: Span, joined: bool) -> _Piece:
    return _Piece(span, joined, cell.opens_name(span))


def _goes_on(cell: _Cell, name: Span, pieces: list[_Piece], at: int) -> bool:
    """Whether the piece, which opens no name, goes on with the one before it."""
    words = words_of(_trimmed(cell.text[slice(*name)]))
    if pieces[at].joined:
        return not _is_complete(words, cell.known)
    return has_areas(words) and not pieces[at - 1].joined and _closes_with_and(pieces[at + 1 :])


def _is_complete(words: list[Word], known: Lexicon) -> bool:
    """Whether nothing can be joined to the name by "y": an acronym or noun alone, or a known spelling that is not of areas."""
    if len(words) == 1 and (is_opener(words[0]) or is_acronym(words[0].written, in_capitals=False)):
        return True
    takes_areas = has_areas(words) and any(word.key == "de" for word in words)
    return not takes_areas and " ".join(word.key for word in words) in known.whole


def _closes_with_and(pieces: list[_Piece]) -> bool:
    """Whether an enumeration of areas goes on to an "y": ", Presupuesto y Acondicionamiento Territorial"."""
    for piece in pieces:
        if piece.opens or piece.joined:
            return not piece.opens
    return False
