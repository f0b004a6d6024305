"""Rows of a table, told apart: agreements, pieces of the one above, section lines, and what stands there and is no row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from follow_up.spelling import normalise_code
from tracker.layout.flat import FlatSheet, is_blank
from tracker.layout.headings import fold_heading, meaning_of
from tracker.layout.labels import OTHER_TABLES
from tracker.layout.profiles import PROSE_LETTERS, is_code
from tracker.layout.stray import is_example, is_footer, is_guidance, is_total, numbers_columns
from tracker.layout.tables import Found
from tracker.layout.titles import says_something
from tracker.records import Column, Field, NoteCode
from tracker.values.clauses import leading_code
from tracker.values.texts import clean

GUIDANCE_REACH = 3  # rows below the header among which guidance stands

_NUMBERS = {Field.NUMBER, Field.CODE}
_TEXTS = {Field.AGREEMENT, Field.PROBLEM, Field.ACTIONS, Field.EVIDENCE, Field.REMARKS, Field.RESPONSIBLE}
_REPORTED = {Field.ACTIONS, Field.EVIDENCE, Field.REMARKS}
_UNFINISHED = (",", ";", "/", " y", " e", " de", " del", " la", " el", " los", " las", " y/o", " con", " para", " en", " a", "-")


class RowKind(Enum):
    """What a row is."""

    AGREEMENT = auto()
    EXAMPLE = auto()  # an agreement that says of itself that it is an example
    FRAGMENT = auto()  # the rest of the texts above, cut by a page
    SECTION = auto()  # a line that heads the rows below it
    NUMBER_ONLY = auto()
    TOTAL = auto()
    FOOTER = auto()
    GUIDANCE = auto()


LEFT_OUT = {
    RowKind.NUMBER_ONLY: NoteCode.NUMBER_ONLY_ROWS,
    RowKind.TOTAL: NoteCode.TOTAL_ROWS,
    RowKind.FOOTER: NoteCode.FOOTER_ROWS,
    RowKind.GUIDANCE: NoteCode.GUIDANCE_ROWS,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table (from 0), what it is, and the columns in which it has something of its own."""

    index: int
    kind: RowKind
    filled: Sequence[int]


def tell_rows(found: Found, columns: Sequence[Column]) -> tuple[list[Row], Counter[NoteCode]]:
    """The rows that are read, in order, and how many of each kind are left out."""
    rows: list[Row] = []
    left_out: Counter[NoteCode] = Counter()
    for row in _Teller(found, columns).rows():
        if row.kind in LEFT_OUT:
            left_out[LEFT_OUT[row.kind]] += 1
        else:
            rows.append(row)
    return rows, left_out


class _Teller:
    """Walks down a table, remembering what the rows above were."""

    def __init__(self, found: Found, columns: Sequence[Column]) -> None:
        self._flat: FlatSheet = found.flat
        self._found = found
        self._own_codes = found.own_codes
        self._fields = {column.index: column.field for column in columns}
        self._agreement = next((column.index for column in columns if column.field == Field.AGREEMENT), None)
        self._parties = [column.index for column in columns if column.field in {Field.RESPONSIBLE, Field.STATUS}]
        self._is_below_footer = False
        self._is_other_table = False
        self._is_after_gap = False
        self._above: int | None = None  # the last row read
        left, right = columns[0].index, columns[-1].index
        own = ((index, self._flat.filled(index, left, right)) for index in found.body)
        self._filled = [(index, [c for c in filled if c in self._fields]) for index, filled in own]
        self._fragments_are_rare = self._few_rows_of_text_alone()
        self._read = self._numbered = 0  # rows above that were read, and those with a number of their own

    def rows(self) -> Iterator[Row]:
        for index, filled in self._filled:
            if not filled:
                self._is_after_gap = True
                continue
            kind = self._kind(index, filled)
            if kind in {RowKind.AGREEMENT, RowKind.EXAMPLE}:
                self._above = index
                self._read += 1
                self._numbered += any(self._fields[c] in _NUMBERS for c in filled)
                self._is_below_footer = False
            elif kind == RowKind.FOOTER:
                self._is_below_footer = True
            self._is_after_gap = False
            yield Row(index, kind, filled)

    def _kind(self, index: int, filled: list[int]) -> RowKind:
        if self._own_codes and self._is_ours(index, filled):
            return RowKind.AGREEMENT
        if self._is_whole(index, filled) and not self._near_header(index):
            return self._agreement_kind(index, filled)
        if self._is_other_table or (self._is_after_gap and self._starts_other_table(index, filled)):
            self._is_other_table = True
            return RowKind.FOOTER
        return self._stray_kind(index, filled) or self._sparse_kind(index, filled)

    def _is_ours(self, index: int, filled: list[int]) -> bool:
        """Whether a row is one that we wrote, whatever its texts look like."""
        codes = {normalise_code(self._text(index, c)) for c in filled if self._fields[c] in _NUMBERS}
        return not codes.isdisjoint(self._own_codes)

    def _is_whole(self, index: int, filled: list[int]) -> bool:
        """Whether a row is plainly an agreement: its number, its text and more; nearly all rows, so it is asked first."""
        if self._agreement not in filled or len(filled) < 3 or self._is_other_table:
            return False
        numbers = [c for c in filled if self._fields[c] in _NUMBERS]
        return bool(numbers) and is_code(self._text(index, numbers[0])) and self._has_letters(index)

    def _agreement_kind(self, index: int, filled: list[int]) -> RowKind:
        cells = self._flat.sheet.rows[index]
        heads = (cells[c] for c in (filled[0], self._agreement) if c in filled)
        return RowKind.EXAMPLE if any(isinstance(head, str) and is_example(head) for head in heads) else RowKind.AGREEMENT

    def _near_header(self, index: int) -> bool:
        return index <= self._found.header.last + GUIDANCE_REACH

    def _starts_other_table(self, index: int, filled: list[int]) -> bool:
        """Whether a row below a blank one heads a table that is no register: a directory, a legend, a summary."""
        texts = [self._text(index, c) for c in filled]
        heads = [text for text in texts if fold_heading(text) in OTHER_TABLES or meaning_of(text)]
        return len(texts) > 1 and len(heads) == len(texts)

    def _stray_kind(self, index: int, filled: list[int]) -> RowKind | None:
        """The kind of a row that is of no agreement, by its words."""
        texts = [self._text(index, c) for c in filled]
        if self._near_header(index) and self._guides(filled, texts):
            return RowKind.GUIDANCE
        if self._near_header(index) and self._fields[filled[0]] in _NUMBERS and is_example(texts[0]):
            return RowKind.GUIDANCE
        if is_total(texts[0]) and (filled[0] != self._agreement or len(texts[0]) <= PROSE_LETTERS):
            return RowKind.TOTAL
        if is_footer(texts[0]) and not (filled[0] == self._agreement and texts[0].startswith(("*", "-", "("))) and len(filled) <= 4:
            return RowKind.FOOTER
        if self._is_below_footer and not self._is_whole(index, filled):
            return RowKind.FOOTER
        if self._is_after_gap and self._is_signature(index, filled):
            return RowKind.FOOTER
        return None

    def _is_signature(self, index: int, filled: list[int]) -> bool:
        """Whether a few words below a blank row lack all by which the rows of this table are known: number and parties."""
        is_usual = self._parties and self._numbered * 2 > self._read
        if not is_usual or len(filled) > 3 or self._goes_on(index, filled[0]):
            return False
        if any(self._fields[c] in _NUMBERS or self._fields[c] == Field.RESPONSIBLE for c in filled):
            return False
        return leading_code(self._text(index, filled[0]))[0] is None and not self._has_merged_parties(index)

    def _guides(self, filled: list[int], texts: list[str]) -> bool:
        """Whether a row below the header tells how to fill the columns in, or numbers them."""
        if numbers_columns(texts) and len(texts) * 2 > len(self._fields):
            return True
        told = [text for column, text in zip(filled, texts, strict=True) if self._fields[column] not in _NUMBERS]
        return bool(told) and sum(map(is_guidance, told)) * 2 >= len(told) and not is_example(texts[0])

    def _sparse_kind(self, index: int, filled: list[int]) -> RowKind:
        if self._is_section(index, filled):
            return RowKind.SECTION
        if self._is_number_only(index, filled):
            return RowKind.NUMBER_ONLY
        if self._is_fragment(index, filled):
            return RowKind.FRAGMENT
        return self._agreement_kind(index, filled) if self._is_agreement(index, filled) else RowKind.FOOTER

    def _is_section(self, index: int, filled: list[int]) -> bool:
        """Whether the only cell of a row heads the rows below: merged across, or words where a number should be."""
        if len(filled) > 1:
            return False
        column, text = filled[0], self._text(index, filled[0])
        if not any(c.isalpha() for c in text):
            return False
        span = sum(self._flat.origin(index, c) == (index, column) for c in self._fields)
        if span * 2 > len(self._fields):
            return True
        return column != self._agreement and (says_something(text) or (self._fields[column] in _NUMBERS and not is_code(text)))

    def _is_number_only(self, index: int, filled: list[int]) -> bool:
        """Whether a row has a number and nothing else but what formulas leave in an empty form."""
        if self._agreement is None:
            return all(self._fields[c] in _NUMBERS for c in filled)
        if not is_blank(self._flat.shown(index, self._agreement)):
            return False
        return all(self._fields[c] in _NUMBERS or self._is_nothing(index, c) for c in filled)

    def _is_nothing(self, index: int, column: int) -> bool:
        place, value = (index, column), self._flat.own(index, column)
        sheet = self._flat.sheet
        empty = value == 0 or clean(value) in {"0%", "-", "--", "—", "–"}
        return place in sheet.errors or place in sheet.uncalculated or empty

    def _is_fragment(self, index: int, filled: list[int]) -> bool:
        """Whether a row is only the rest of texts that a page cut: no number, and texts that go on or stand alone."""
        if self._above is None or any(self._fields[c] not in _TEXTS for c in filled):
            return False
        if all(self._goes_on(index, c) for c in filled) or (not self._is_after_gap and all(self._fields[c] in _REPORTED for c in filled)):
            return True
        alone = filled == [self._agreement] and self._fragments_are_rare
        return alone and leading_code(self._text(index, filled[0]))[0] is None and not self._has_merged_parties(index)

    def _goes_on(self, index: int, column: int) -> bool:
        """Whether a text goes on from the one above it: a small letter, or an end above that is none."""
        text, above = self._text(index, column), self._text(self._above or 0, column)
        if self._fields[column] == Field.RESPONSIBLE:
            return above.endswith(_UNFINISHED) or text.startswith(("y ", "e "))
        return text[:1].islower() or (bool(above) and above.endswith(_UNFINISHED))

    def _has_merged_parties(self, index: int) -> bool:
        return any(not is_blank(self._flat.shown(index, column)) for column in self._parties)

    def _few_rows_of_text_alone(self) -> bool:
        """Whether rows with nothing but a text of agreement are the exception in this table."""
        alone = whole = 0
        for _, filled in self._filled:
            if self._agreement in filled:
                whole += 1
                alone += len(filled) == 1
        return alone * 3 <= whole

    def _is_agreement(self, index: int, filled: list[int]) -> bool:
        """Whether a row tells of an agreement: its text, or its number with something, or something of the one above."""
        has_text = self._agreement is not None and self._has_letters(index)
        numbers = [is_code(self._text(index, c)) for c in filled if self._fields[c] in _NUMBERS]
        if numbers:
            return any(numbers) and (has_text or len(filled) > 1)
        return has_text or (self._above is not None and len(filled) > 1)

    def _has_letters(self, index: int) -> bool:
        value = self._flat.shown(index, self._agreement) if self._agreement is not None else None
        return isinstance(value, str) and (value[:1].isalpha() or any(c.isalpha() for c in value))  # nearly all begin with one

    def _text(self, index: int, column: int) -> str:
        return clean(self._flat.shown(index, column))
