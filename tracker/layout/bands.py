"""Header bands: the one to three rows of labels that head a table, wherever they stand on a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from follow_up.written_dates import SANE_YEARS
from tracker.grid import Place, Value
from tracker.layout.flat import FlatSheet, is_blank
from tracker.layout.headings import (
    LONGEST,
    Meaning,
    fold_heading,
    is_whole_heading,
    meaning_of,
    meaning_of_stack,
)
from tracker.layout.labels import OTHER_TABLES
from tracker.records import Field
from tracker.values.statuses import mark_status

TALLEST = 3  # rows of a header
MOST_READ = 1_000  # rows of a sheet that are read as a possible header; nobody has more, and reading one costs a millisecond
SHORT = 60  # most labels are; a header is looked for where some stand together
ENOUGH = 3  # fields of a register that make one even without a recognised column of agreements
WIDEST_GROUP = 0.8  # a label over more of the columns than this is a title

_STATE = {Field.STATUS, Field.PROGRESS, Field.DEADLINE, Field.ACTIONS}
_OF_REGISTERS = _STATE | {Field.RESPONSIBLE, Field.FOLLOW_UP, Field.EVIDENCE, Field.PROBLEM, Field.FULFILLED_ON}
_NUMBERS = {Field.NUMBER, Field.CODE}


@dataclass(frozen=True, slots=True)
class Label:
    """The heading of a column: its text in one line, its stacked labels, what it means by itself."""

    index: int
    text: str
    stack: tuple[str, ...]
    meaning: Meaning | None

    @property
    def leaf(self) -> str:
        """The lowest of its labels; "" where there is none."""
        return next(reversed(self.stack), "")


@dataclass(frozen=True)
class Header:
    """A header: its rows (from 0, both included), and a label per column from the first to the last."""

    first: int
    last: int
    labels: tuple[Label, ...]

    @property
    def left(self) -> int:
        """The first column."""
        return self.labels[0].index

    @property
    def right(self) -> int:
        """The last column."""
        return self.labels[-1].index

    @property
    def fields(self) -> set[Field]:
        """The fields that its labels name."""
        return {label.meaning.field for label in self.labels if label.meaning}

    @property
    def listed(self) -> set[Field]:
        """The fields that its labels name by lists, not by their form."""
        return {label.meaning.field for label in self.labels if label.meaning and label.meaning.listed}

    @property
    def layout(self) -> tuple[str, ...]:
        """The folded headings, in order: equal for files of one make."""
        return tuple(fold_heading(label.text) for label in self.labels)

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """How much is recognised: distinct fields, columns, fields by lists; and the fewer rows for it the better."""
        known = {label.stack for label in self.labels if label.meaning}
        return len(self.fields), len(known), len(self.listed), self.first - self.last


def find_headers(flat: FlatSheet) -> list[Header]:
    """The headers of registers on a sheet, from top to bottom."""
    known = _known_fields(flat.sheet.rows)
    headers: list[Header] = []
    row, budget = 0, MOST_READ
    while row < len(known):
        found = _printed_again(flat, row, headers)
        if not found and budget and _may_start(flat, row, known, headers):
            budget -= 1
            best = max(_bands_from(flat, row), key=_worth, default=[])
            found = [header for header in best if not headers or _is_convincing(header, headers[0])]
        headers += found
        row = max((header.last for header in found), default=row) + 1
    return headers


def _printed_again(flat: FlatSheet, row: int, headers: Sequence[Header]) -> list[Header]:
    """The first header, if its very rows are here again."""
    rows = flat.sheet.rows
    if not headers or rows[row] != rows[headers[0].first]:
        return []
    first, last = headers[0].first, headers[0].last
    if rows[row : row + last - first + 1] != rows[first : last + 1]:
        return []
    return [replace(header, first=row, last=row + last - first) for header in headers if header.first == first]


def _may_start(flat: FlatSheet, row: int, known: Sequence[set[Field]], headers: Sequence[Header]) -> bool:
    """Whether a header may start on a row; quickly, since every row is asked."""
    if not _promises(set[Field]().union(*known[row : row + TALLEST])) or not _may_head(flat.sheet.rows[row]):
        return False
    return not headers or _may_head_another(flat, row, known, headers[0])


def _is_convincing(header: Header, first: Header) -> bool:
    """Whether a header below another is one: below a header, a row of data that holds some words like labels is likelier."""
    known = sum(label.meaning is not None for label in header.labels)
    named = sum(bool(label.text) for label in header.labels)
    return header.layout == first.layout or known == named or (known * 2 >= named and len(header.fields) >= ENOUGH)


def _worth(headers: list[Header]) -> tuple[int, int, int, int]:
    return max(header.worth for header in headers)


def _bands_from(flat: FlatSheet, first: int) -> Iterator[list[Header]]:
    """The readings of the rows from `first` as a header, of each height, that make sense."""
    for last in range(first, min(first + TALLEST, len(flat.sheet.rows))):
        headers = [header for header in _headers_of(flat, first, last) if is_register(header)]
        if headers:
            yield headers


def is_register(header: Header) -> bool:
    """Whether the labels are those of a register: agreements, or numbers with a state, or enough of what one tells."""
    known = sum(label.meaning is not None for label in header.labels)
    named = sum(bool(label.text) for label in header.labels)
    others = sum(fold_heading(label.text) in OTHER_TABLES for label in header.labels)
    if _tells_register(header.listed, others):
        return known >= 2 and (known * 4 >= named or len(header.listed) >= ENOUGH)
    return _tells_register(header.fields, others) and known >= ENOUGH and known * 2 >= named


def _tells_register(fields: set[Field], others: int) -> bool:
    """Whether a register has these fields, with so many labels of directories and summaries beside them."""
    if Field.AGREEMENT in fields:
        return len(fields) > 1 and others < ENOUGH
    if others > 1:
        return False
    return bool(fields & _NUMBERS and fields & _STATE) or len(fields & _OF_REGISTERS) >= ENOUGH


def _known_fields(rows: Sequence[Sequence[Value]]) -> list[set[Field]]:
    """The fields that short texts of each row name; each distinct text is asked once, since every cell is looked at."""
    asked: set[str] = set()
    labels: dict[str, Field] = {}
    known: list[set[Field]] = []
    for cells in rows:
        texts = {cell for cell in cells if isinstance(cell, str) and len(cell) <= SHORT}
        for text in texts - asked:
            meaning = meaning_of(text)
            if meaning:
                labels[text] = meaning.field
        asked |= texts
        known.append({labels[text] for text in texts & labels.keys()})
    return known


def _promises(fields: set[Field]) -> bool:
    """Whether fields named on neighbouring rows can be those of a register; quickly, since every row is asked."""
    return Field.AGREEMENT in fields or bool(fields & _NUMBERS and len(fields) > 1) or len(fields) >= ENOUGH


def _may_head(cells: Sequence[Value]) -> bool:
    """Whether some neighbouring cells of a row could be labels; quickly, as `_promises`."""
    labels = others = 0
    for value in [*cells, None]:
        if not is_blank(value):
            labels, others = (labels + 1, others) if _is_label(value) else (labels, others + 1)
        elif labels and not others:
            return True
        else:
            labels = others = 0
    return False


def _may_head_another(flat: FlatSheet, row: int, known: Sequence[set[Field]], first: Header) -> bool:
    """Whether a row below a header may start one; quickly, as `_promises`, and never stricter than `_is_convincing`."""
    fields = set[Field]().union(*known[row : row + TALLEST])
    named = sum(not is_blank(value) for value in flat.sheet.rows[row])
    return len(fields) >= ENOUGH or len(known[row]) == named or flat.sheet.rows[row] == flat.sheet.rows[first.first]


def _headers_of(flat: FlatSheet, first: int, last: int) -> Iterator[Header]:
    """The readings of a band of rows: one for each run of columns, and runs that only make sense together as one."""
    runs = [labels for run in _runs(flat, first, last) if (labels := _labels_of(flat, run, first, last))]
    whole = [run for run in runs if is_register(Header(first, last, run))]
    if not whole and runs:
        whole = [_together(runs)]
    for run in whole:
        extended = [run, *(other for other in runs if other not in whole and _belongs(other, run, whole))]
        yield _grown(flat, Header(first, last, _with_context(_together(extended))))


def _runs(flat: FlatSheet, first: int, last: int) -> list[list[int]]:
    """Columns with a label in the band, parted where a column has none."""
    rows = range(first, last + 1)
    runs: list[list[int]] = []
    for column in range(flat.width):
        if all(is_blank(flat.shown(row, column)) for row in rows):
            continue
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _belongs(other: tuple[Label, ...], run: tuple[Label, ...], whole: list[tuple[Label, ...]]) -> bool:
    """Whether a run of labels beyond a blank column is of the same table: it names fields that the table lacks."""
    nearest = min(whole, key=lambda labels: abs(labels[0].index - other[0].index))
    mine = {label.meaning.field for label in run if label.meaning}
    known = [label.meaning.field for label in other if label.meaning]
    return nearest is run and len(known) * 2 >= len(other) and bool(set(known) - mine)


def _together(runs: Sequence[tuple[Label, ...]]) -> tuple[Label, ...]:
    """Runs as one, the columns between them without label."""
    labels = {label.index: label for run in runs for label in run}
    return tuple(labels.get(index, Label(index, "", (), None)) for index in range(min(labels), max(labels) + 1))


def _labels_of(flat: FlatSheet, run: list[int], first: int, last: int) -> tuple[Label, ...] | None:
    """The labels of a run of columns; None when the rows of the band cannot be one header there."""
    groups = _groups(flat, run, first, last)
    stacks = {column: _stack(flat, column, groups, first, last) for column in run}
    labels = tuple(_label(flat, column, stacks[column]) for column in run)
    if not all(_is_label(flat.shown(*place)) for stack in stacks.values() for place in stack):
        return None
    if not all(_stands(stacks[label.index], groups, label) for label in labels):
        return None
    return labels if all(_contributes(row, stacks, groups, labels) for row in range(first, last + 1)) else None


def _stack(flat: FlatSheet, column: int, groups: dict[Place, list[int]], first: int, last: int) -> list[Place]:
    """The distinct cells that label a column, from top to bottom: those in it, and the groups that reach over it."""
    places = {flat.origin(row, column) for row in range(first, last + 1) if not is_blank(flat.shown(row, column))}
    return sorted(places | {place for place, columns in groups.items() if column in columns})


def _groups(flat: FlatSheet, run: list[int], first: int, last: int) -> dict[Place, list[int]]:
    """The cells that stand over several columns: merged, or with blanks to their right over labels of the next row."""
    groups: dict[Place, list[int]] = {}
    for row in range(first, last):
        current: Place | None = None
        for column in run:
            if not is_blank(flat.shown(row, column)):
                current = flat.origin(row, column)
                groups.setdefault(current, []).append(column)
            elif current and not is_blank(flat.own(row + 1, column)):
                groups[current].append(column)
            else:
                current = None
    widest = WIDEST_GROUP * len(run)
    return {place: columns for place, columns in groups.items() if 1 < len(columns) <= widest}


def _label(flat: FlatSheet, column: int, stack: list[Place]) -> Label:
    texts = tuple(flat.line(*place) for place in stack)
    meaning = meaning_of_stack(texts)
    is_told_below = meaning is not None and meaning == meaning_of(texts[-1])
    return Label(column, texts[-1] if is_told_below else " ".join(texts), texts, meaning)


def _stands(stack: list[Place], groups: dict[Place, list[int]], label: Label) -> bool:
    """Whether the labels of a column may stand on one another: groups above one label, or one label cut in lines."""
    return all(place in groups for place in stack[:-1]) or is_whole_heading(*label.stack)


def _contributes(row: int, stacks: dict[int, list[Place]], groups: dict[Place, list[int]], labels: tuple[Label, ...]) -> bool:
    """Whether a row belongs in the header: it has known labels, or groups, several or such that they tell more."""
    placed = [label for label in labels if any(place[0] == row for place in stacks[label.index])]
    ends = any(label.meaning and stacks[label.index][-1][0] == row for label in placed)
    told = any(label.meaning and label.meaning != meaning_of(label.leaf) for label in placed)
    return ends or told or sum(place[0] == row for place in groups) > 1


def _is_label(value: Value) -> bool:
    """Whether a cell can be a label: a short text with a letter, "%" or "#"; or a year or month that heads a column."""
    if isinstance(value, str):
        return any(c.isalpha() or c in "%#" for c in value) if len(value) <= LONGEST else meaning_of(value) is not None
    if isinstance(value, bool):
        return False
    return isinstance(value, date | datetime) or (isinstance(value, int | float) and value in SANE_YEARS)


def _with_context(labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """Labels that mean something only beside others: states that head columns of "x"; who is responsible of the follow-up."""
    marks = [label for label in labels if not label.meaning and label.leaf and mark_status(label.leaf)]
    if len(marks) > 1:
        labels = tuple(_as_mark(label) if label in marks else label for label in labels)
    fields = [label.meaning.field for label in labels if label.meaning]
    if Field.RESPONSIBLE not in fields and fields.count(Field.FOLLOW_UP) == 1:
        labels = tuple(_as_responsible(label) for label in labels)
    return labels


def _as_mark(label: Label) -> Label:
    return replace(label, meaning=Meaning(Field.STATUS, mark=mark_status(label.leaf)))


def _as_responsible(label: Label) -> Label:
    """ "Responsable" below "SEGUIMIENTO" is who implements, when nobody else does."""
    is_it = len(label.stack) > 1 and label.meaning and label.meaning.field == Field.FOLLOW_UP and meaning_of(label.leaf)
    return replace(label, meaning=meaning_of(label.leaf)) if is_it else label


def _grown(flat: FlatSheet, header: Header) -> Header:
    """The header with the rows that its own merged cells reach."""
    columns = range(header.left, header.right + 1)
    first = min(flat.origin(header.first, column)[0] for column in columns)
    last = header.last
    while last + 1 < len(flat.sheet.rows) and any(first <= flat.origin(last + 1, column)[0] <= header.last for column in columns):
        last += 1
    return replace(header, first=first, last=last)
