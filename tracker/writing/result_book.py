"""The *Informe del resultado*: the user's own rows, under their own headings and numbers, with what became of each beside."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tracker.grid import Sheet, Value, Workbook, cell_name
from tracker.records import Reading, Table
from tracker.values.texts import clean
from tracker.writing.sheets_writing import (
    LINE,
    Book,
    height_of,
    lines_of,
    set_up_print,
    sheet_names,
    write_cell,
    write_lines,
)

OWN_ROW, WHAT_HAPPENED, WHAT_IS_MISSING = "Fila", "Qué pasó", "Qué falta"
ROW_WIDTH, OUTCOME_WIDTH, MISSING_WIDTH = 6, 16, 60
NARROW, WIDE, LONG_TEXT = 14, 34, 40
PROBLEM_FILL, HEAD_FILL = "#F9D9D6", "#44586C"
ROWS_THAT_TELL = 200
DAY_FORMAT = "dd/mm/yyyy"


class Outcome(StrEnum):
    """What became of a row; also its words."""

    NEW = "Nuevo"
    CHANGED = "Cambió"
    SAME = "Igual"
    CONFLICT = "En conflicto"
    PROBLEM = "Con problema"
    LEFT_OUT = "No se aplicó"


FILLS = {
    Outcome.NEW: "#CBE8D5", Outcome.CHANGED: "#CFE0F2", Outcome.CONFLICT: "#FBE3B5", Outcome.PROBLEM: PROBLEM_FILL,
    Outcome.LEFT_OUT: "#E3E8EC", Outcome.SAME: "#FFFFFF",
}  # fmt: skip


@dataclass(frozen=True)
class RowResult:
    """What is written beside one row (from 1) of a sheet: the outcome and the sentences of what is missing."""

    sheet: str
    row: int
    outcome: Outcome
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """The report of one file. `lines`: title lines; `made_on`: the day it was applied."""

    title: str
    made_on: date
    lines: tuple[str, ...]
    rows: tuple[RowResult, ...]


def write_result(result: Result, workbook: Workbook, reading: Reading) -> bytes:
    """One sheet per table that was loaded; cells with a problem are coloured. Rows that hold two agreements tell both.

    `workbook` gives the cells as they were, `reading` the tables and the problems.
    """
    book = Book(title=result.title, made_on=result.made_on)
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    told: defaultdict[tuple[str, int], list[RowResult]] = defaultdict(list)
    for row in result.rows:
        told[row.sheet, row.row].append(row)
    flawed = {(problem.sheet, problem.cell) for problem in reading.problems}
    tables = [table for table in reading.tables if _rows_of(table, reading)] or reading.tables[:1]
    for name, table in zip(sheet_names(table.sheet for table in tables), tables, strict=True):
        _write_table(book, name, result.lines, _rows_of(table, reading), _Source(table, sheets[table.sheet], told, flawed))
    return book.finish()


@dataclass(frozen=True)
class _Source:
    """What the rows of one table are made of."""

    table: Table
    sheet: Sheet
    told: Mapping[tuple[str, int], Sequence[RowResult]]
    flawed: set[tuple[str, str]]

    def value(self, row: int, column: int) -> Value:
        """A cell as it was, the row counted from 1."""
        cells = self.sheet.rows[row - 1] if row <= len(self.sheet.rows) else []
        shown = self.sheet.errors.get((row - 1, column))
        return shown or (cells[column] if column < len(cells) else None)

    def is_flawed(self, row: int, column: int) -> bool:
        return (self.sheet.name, cell_name(row - 1, column)) in self.flawed

    def is_percent(self, row: int, column: int) -> bool:
        return (row - 1, column) in self.sheet.percents


def _rows_of(table: Table, reading: Reading) -> list[int]:
    """The rows of the file that belong to a table: its records, and rows of its problems that became none."""
    rows = {record.row for record in reading.records if record.table == table.key}
    if not rows:
        return []
    last = max(rows)
    return sorted(rows | {p.row for p in reading.problems if p.sheet == table.sheet and table.header_row < p.row <= last})


def _write_table(book: Book, name: str, lines: Sequence[str], rows: Sequence[int], source: _Source) -> None:
    sheet = book.sheet(name)
    write_lines(book, sheet, lines)
    header, columns = len(lines), source.table.columns
    widths = [ROW_WIDTH, *_own_widths(source, rows), OUTCOME_WIDTH, MISSING_WIDTH]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    own = book.heading(HEAD_FILL)
    write_cell(sheet, header, 0, OWN_ROW, own)
    for place, column in enumerate(columns, 1):
        write_cell(sheet, header, place, column.heading, own)
    right = len(columns) + 1
    for place, heading in ((right, WHAT_HAPPENED), (right + 1, WHAT_IS_MISSING)):
        write_cell(sheet, header, place, heading, book.heading())
    sheet.set_row(header, _height([OWN_ROW, *(column.heading for column in columns)], widths))
    for line, row in enumerate(rows, header + 1):
        told = source.told.get((source.table.sheet, row), ())
        texts = [clean(source.value(row, column.index)) for column in columns]
        sheet.set_row(line, _height(["", *texts, "", _missing(told)], widths))
        write_cell(sheet, line, 0, row, _cell(book, align="center"))
        for place, column in enumerate(columns, 1):
            _write_own(book, sheet, (line, place), source, (row, column.index))
        _write_told(book, sheet, (line, right), told)
    last = header + max(len(rows), 1)
    sheet.freeze_panes(header + 1, 1)
    sheet.autofilter(header, 0, last, right + 1)
    set_up_print(sheet, footer=lines[0] if lines else name, repeat=header, area=(0, 0, last, right + 1))


def _write_own(book: Book, sheet, at: tuple[int, int], source: _Source, origin: tuple[int, int]) -> None:
    """One cell of the user's, in its own type; with a problem, in colour."""
    value = source.value(*origin)
    more: dict[str, object] = {"bg_color": PROBLEM_FILL} if source.is_flawed(*origin) else {}
    if isinstance(value, bool | time | timedelta):
        value = clean(value)
    if isinstance(value, date):
        more["align"] = "center"
        more["num_format"] = f"{DAY_FORMAT} hh:mm" if isinstance(value, datetime) and value.time() != time() else DAY_FORMAT
    elif source.is_percent(*origin):
        more["num_format"] = "0.##%" if isinstance(value, float) and round(value * 100) != value * 100 else "0%"
    write_cell(sheet, *at, value, _cell(book, **more))


def _write_told(book: Book, sheet, at: tuple[int, int], told: Sequence[RowResult]) -> None:
    outcomes = list(dict.fromkeys(row.outcome for row in told))
    fill = FILLS[outcomes[-1]] if outcomes else "#FFFFFF"
    write_cell(sheet, *at, " / ".join(outcomes), _cell(book, bold=True, bg_color=fill))
    write_cell(sheet, at[0], at[1] + 1, _missing(told), _cell(book))


def _missing(told: Sequence[RowResult]) -> str:
    """What the row lacks, a sentence a line, each once."""
    return "\n".join(dict.fromkeys(sentence for row in told for sentence in row.missing))


def _own_widths(source: _Source, rows: Sequence[int]) -> list[float]:
    """Wide where the user's texts are long; the first rows tell."""
    longest = [
        max((len(clean(source.value(row, column.index))) for row in rows[:ROWS_THAT_TELL]), default=0) for column in source.table.columns
    ]
    return [WIDE if letters > LONG_TEXT else NARROW for letters in longest]


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    return height_of(max(lines_of(text, width) for text, width in zip(texts, widths, strict=False)))


def _cell(book: Book, **more: object):
    return book.look(border=1, border_color=LINE, text_wrap=True, **more)
