"""Cells of a table's rows, column by column: values with their places, and the problems and facts met while reading them."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from follow_up.acts import MAX_TEXT
from tracker.grid import Place, Value, cell_name
from tracker.layout.flat import FlatSheet, is_blank
from tracker.layout.headings import tells_extension
from tracker.records import Answers, CellProblem, Column, Field, Note, NoteCode, ProblemCode, Question, QuestionCode
from tracker.values.dates import column_order, read_date
from tracker.values.deadlines import DeadlineReading, read_deadline
from tracker.values.percents import POINTS, column_scale, read_percent
from tracker.values.texts import clean

DATED = frozenset({Field.SESSION_DATE, Field.DEADLINE, Field.START_DATE, Field.FULFILLED_ON, Field.REPORTED_ON})

ERROR_WORDS = frozenset(
    (
        "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#¡REF!", "#N/D", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!", "#¡DESBORDAMIENTO!", "#¡CALC!",
    )
)  # fmt: skip

_DASHES = frozenset({"-", "--", "---", "–", "—"})
_SAMPLES = 5


@dataclass
class Findings:
    """What is met while a table is read: one problem per cell and code, counted facts, questions."""

    problems: dict[tuple[Place, ProblemCode], CellProblem] = field(default_factory=dict)
    counts: Counter[NoteCode] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


class Cells:
    """The cells of one table. Reading one that holds an error, or a text too long, is a problem and gives None."""

    def __init__(self, flat: FlatSheet, key: str, findings: Findings, *, epoch_1904: bool) -> None:
        self._flat = flat
        self._sheet = flat.sheet
        self._key = key
        self._epoch = epoch_1904
        self._orders: dict[int, str] = {}
        self._scales: dict[int, str] = {}
        self._is_flawless = not (flat.sheet.errors or flat.sheet.uncalculated)
        self._clean: set[int] = set()
        self._indexes: set[int] = set()
        self.of: dict[Field, list[int]] = {}  # the columns of each field, those of marks left out
        self.findings = findings

    def prepare(self, columns: Sequence[Column], rows: Sequence[int], answers: Answers) -> None:
        """Decides the order of dates and the scale of percentages, each over the whole of its column."""
        self._place(columns, rows)
        for column in columns:
            if column.field in DATED:
                self._orders[column.index] = self._order(column, rows, answers.orders.get((self._key, column.index)))
            elif column.field == Field.PROGRESS:
                self._scales[column.index] = self._scale(column, rows, answers.scales.get((self._key, column.index)))

    def _place(self, columns: Sequence[Column], rows: Sequence[int]) -> None:
        """Remembers where fields are, and which columns hold texts as they are stored."""
        for column in columns:
            if column.field and not column.mark:
                self.of.setdefault(column.field, []).append(column.index)
        extended = {column.index for column in columns if tells_extension(column.heading)}
        self.of.get(Field.DEADLINE, []).sort(key=lambda index: index not in extended)
        self._indexes = {column.index for column in columns}
        self._clean = {index for index in self._indexes if self._is_clean(index, rows)}

    def _is_clean(self, column: int, rows: Sequence[int]) -> bool:
        """Whether no text of a column needs more than its outer blanks cut; asked of the whole column at the speed of C."""
        sheet = self._sheet.rows
        texts = [cells[column] for row in rows if len(cells := sheet[row]) > column]
        whole = "\n".join([text for text in texts if isinstance(text, str)])
        return whole.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", whole)

    def _order(self, column: Column, rows: Sequence[int], answer: str | None) -> str:
        values = [self._flat.own(row, column.index) for row in rows]
        order, is_assumed = column_order(values)
        if answer:
            return answer
        if is_assumed:
            self._note(NoteCode.DAY_FIRST_ASSUMED, column.heading)
            self._ask(QuestionCode.DATE_ORDER, column, ("day", "month"), (value for value in values if isinstance(value, str)))
        elif order == "month":
            self._note(NoteCode.MONTH_FIRST_PROVED, column.heading)
        return order

    def _scale(self, column: Column, rows: Sequence[int], answer: str | None) -> str:
        percents = self._sheet.percents
        cells = [(self._flat.own(row, column.index), (row, column.index) in percents) for row in rows]
        scale = answer or column_scale(cells)
        if scale == "ask":
            self._ask(QuestionCode.PERCENT_SCALE, column, ("points", "fraction"), (value for value, _ in cells))
        return scale

    def _note(self, code: NoteCode, detail: str) -> None:
        self.findings.notes.append(Note(code, self._sheet.name, detail))

    def _ask(self, code: QuestionCode, column: Column, options: tuple[str, ...], values: Iterable[Value]) -> None:
        samples = tuple(dict.fromkeys(text for value in values if (text := clean(value))))[:_SAMPLES]
        self.findings.questions.append(Question(code, self._key, column.index, column.heading, options, samples))

    def problem(self, place: Place, code: ProblemCode, value: str) -> None:
        """Notes a problem, once per cell and code: a merged cell is read for each row it covers."""
        row, column = place
        found = CellProblem(self._sheet.name, row + 1, cell_name(row, column), code, value)
        self.findings.problems.setdefault((place, code), found)

    def row_values(self, row: int, filled: Sequence[int]) -> dict[int, Value]:
        """The values that a row shows: its own in the `filled` columns, and those of cells merged over several rows.

        What cannot be used is left out, and is a problem.
        """
        cells = self._sheet.rows[row]
        if self._is_flawless:
            shown = {c: cells[c] for c in filled}
            if row in self._flat.covered:
                shown |= {c: self._flat.own(*place) for c, place in self._covered(row)}
        else:
            uncalculated = [c for c in self._indexes if (row, c) in self._sheet.uncalculated]
            places = {c: (row, c) for c in [*filled, *uncalculated]} | dict(self._covered(row))
            shown = {c: value for c, place in sorted(places.items()) if not is_blank(value := self._usable(place))}
        if not ERROR_WORDS.isdisjoint(shown.values()):
            return self._without_error_words(row, shown)
        return shown

    def _covered(self, row: int) -> list[tuple[int, Place]]:
        """The columns of the table that cells merged from rows above cover in a row, with those cells."""
        return [(column, place) for column, place in self._flat.covered.get(row, ()) if column in self._indexes]

    def _without_error_words(self, row: int, shown: dict[int, Value]) -> dict[int, Value]:
        """Errors that a text file, or a paste as values, left as words."""
        for column, value in shown.items():
            if value in ERROR_WORDS:
                self.problem(self._flat.origin(row, column), ProblemCode.ERROR_CELL, str(value))
        return {column: value for column, value in shown.items() if value not in ERROR_WORDS}

    def _usable(self, place: Place) -> Value:
        """The value of a cell that can be used: not an error, not an uncalculated formula."""
        if place in self._sheet.errors:
            self.problem(place, ProblemCode.ERROR_CELL, self._sheet.errors[place])
            return None
        if place in self._sheet.uncalculated:
            self.problem(place, ProblemCode.FORMULA_NOT_CALCULATED, "")
            return None
        return self._flat.own(*place)

    def first(self, values: dict[int, Value], wanted: Field) -> tuple[int, Value] | None:
        """The first column of a field that says something in a row, and what."""
        for column in self.of.get(wanted, ()):
            if column in values:
                return column, values[column]
        return None

    def text_of(self, row: int, values: dict[int, Value], wanted: Field) -> str | None:
        """The text of a field in a row."""
        cell = self.first(values, wanted)
        return self.text(row, *cell) if cell else None

    def texts_of(self, row: int, values: dict[int, Value], wanted: Field) -> list[str]:
        """The texts of all the columns of a field that say something in a row."""
        return [text for c in self.of.get(wanted, ()) if c in values and (text := self.text(row, c, values[c]))]

    def text(self, row: int, column: int, value: Value) -> str | None:
        """The text of a value; None for nothing, dashes alone, or more than a cell can hold."""
        if isinstance(value, str):
            text = value.strip() if column in self._clean else clean(value)
        else:
            text = self._as_percent(row, column, value) or clean(value)
        if len(text) > MAX_TEXT:
            self.problem((row, column), ProblemCode.TEXT_TOO_LONG, text[:_SAMPLES])
            return None
        return None if text in _DASHES else text or None

    def _as_percent(self, row: int, column: int, value: Value) -> str | None:
        """A number in a cell of percentages, as it shows there."""
        if isinstance(value, int | float) and not isinstance(value, bool) and (row, column) in self._sheet.percents:
            points = read_percent(value, percent_format=True, scale=POINTS)
            return f"{clean(points)}%" if isinstance(points, float) else None
        return None

    def day(self, row: int, column: int, value: Value) -> date | None:
        """The date of a cell; a problem where it is none that can be used."""
        found = read_date(value, order=self._orders.get(column, "day"), epoch_1904=self._epoch)
        if isinstance(found, ProblemCode):
            self.problem(self._flat.origin(row, column), found, clean(value))
            return None
        self._count_serial(value, found)
        return found

    def deadline(self, row: int, column: int, value: Value) -> DeadlineReading:
        """The deadline of a cell: a date, or the words."""
        reading = read_deadline(value, order=self._orders.get(column, "day"), epoch_1904=self._epoch)
        if reading.problem:
            self.problem(self._flat.origin(row, column), reading.problem, clean(value))
        self._count_serial(value, reading.deadline)
        return reading

    def _count_serial(self, value: Value, found: date | None) -> None:
        if found is not None and isinstance(value, int | float):
            self.findings.counts[NoteCode.SERIALS_CONVERTED] += 1

    def percent(self, row: int, column: int, value: Value) -> float | ProblemCode | None:
        """The percentage of a cell, 0-100, or why it cannot be read; nothing is noted of it."""
        place = self._flat.origin(row, column)
        is_percent = place in self._sheet.percents
        return read_percent(value, percent_format=is_percent, scale=self._scales.get(column, POINTS))


def extra_names(columns: Iterable[Column]) -> Mapping[int, str]:
    """The name under which each column without field is kept: its heading, distinct from those before."""
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for column in columns:
        if column.field is None:
            name = column.heading or f"Columna {cell_name(0, column.index)[:-1]}"
            seen[name] += 1
            names[column.index] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names
