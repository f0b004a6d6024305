"""Putting one value into a cell of somebody's own workbook, in the manner of its column: type, number format, words.

A cell that already says the same, in whatever spelling, is not touched.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles.numbers import is_date_format

from follow_up.acts import MAX_TEXT
from follow_up.evidence import read_evidence
from follow_up.spelling import fold
from follow_up.vocabulary import Status
from tracker.grid import Value
from tracker.records import Field
from tracker.values.deadlines import read_deadline
from tracker.values.percents import column_scale, read_percent
from tracker.values.statuses import read_status
from tracker.values.texts import clean
from tracker.writing.filling import Wanted
from tracker.writing.sheets_writing import CUT, FORMULA_STARTS

DAY_FORMAT, PERCENT_FORMAT, GENERAL = "dd/mm/yyyy", "0%", "General"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would decode it: "_x0041_" would come back as "A"


@dataclass(frozen=True)
class Manner:
    """How a column is written: what its cells hold now, their usual number format, and the epoch of the workbook."""

    values: tuple[Value, ...]
    number_format: str
    scale: str
    epoch_1904: bool

    @property
    def in_text(self) -> bool:
        """Whether numbers and dates stand as text there."""
        return any(isinstance(value, str) for value in self.values) and not any(isinstance(value, int | float | date) for value in self.values)


def manner_of(cells: Sequence[Cell], *, epoch_1904: bool) -> Manner:
    """The manner that the filled cells of a column show."""
    filled = [cell for cell in cells if cell.value is not None and cell.data_type != "f"]
    formats = [cell.number_format for cell in filled if cell.number_format != GENERAL]
    values = tuple(plain(cell) for cell in filled)
    scale = column_scale([(value, "%" in cell.number_format) for value, cell in zip(values, filled, strict=True)])
    return Manner(values, max(formats, key=formats.count) if formats else GENERAL, scale, epoch_1904)


def plain(cell: Cell) -> Value:
    """The value of a cell; rich text as its plain words."""
    value = cell.value
    return str(value) if isinstance(value, str) or not isinstance(value, int | float | date | None) else value


def put(cell: Cell, field: Field, wanted: Wanted, manner: Manner, words: Mapping[Status, str]) -> bool:
    """Write what is wanted unless the cell says it already; returns whether it was written."""
    if says(plain(cell), cell.number_format, field, wanted, manner):
        return False
    if isinstance(wanted, Status):
        _put_text(cell, _own_word(wanted, manner) or words[wanted])
    elif isinstance(wanted, date):
        _put_day(cell, wanted, manner)
    elif isinstance(wanted, int):
        _put_percent(cell, wanted, manner)
    else:
        _put_text(cell, wanted)
    return True


def says(value: Value, number_format: str, field: Field, wanted: Wanted, manner: Manner) -> bool:
    """Whether a value reads as what is wanted."""
    if isinstance(wanted, Status):
        read = read_status(clean(value))
        return read is not None and read.status == wanted and not read.extended
    if isinstance(wanted, date):
        return read_deadline(value, order="day", epoch_1904=manner.epoch_1904).deadline == wanted
    if isinstance(wanted, int):
        percent = read_percent(value, percent_format="%" in number_format, scale=manner.scale)
        return isinstance(percent, float | int) and not isinstance(percent, str) and int(percent + 0.5) == wanted
    if field == Field.EVIDENCE and read_evidence(clean(value)) == read_evidence(wanted) is not None:
        return True
    return fold(clean(value)) == fold(wanted) if field == Field.DEADLINE else clean(value) == wanted


def _own_word(status: Status, manner: Manner) -> str | None:
    """The word that this column already uses for a status."""
    for value in manner.values:
        read = read_status(clean(value))
        if read is not None and read.status == status and not (read.overdue or read.extended):
            return clean(value)
    return None


def _put_day(cell: Cell, day: date, manner: Manner) -> None:
    if manner.in_text and any(read_deadline(value, order="day", epoch_1904=manner.epoch_1904).deadline for value in manner.values):
        _put_text(cell, f"{day:%d/%m/%Y}")
        return
    kept = next((known for known in (cell.number_format, manner.number_format) if is_date_format(known)), DAY_FORMAT)
    cell.value = day
    cell.number_format = kept


def _put_percent(cell: Cell, percent: int, manner: Manner) -> None:
    formats = (cell.number_format, manner.number_format)
    if "%" in formats[0] or (formats[0] == GENERAL and "%" in formats[1]):
        cell.value, cell.number_format = percent / 100, formats["%" not in formats[0]]
    elif manner.in_text:
        spaced = any(isinstance(value, str) and " %" in value for value in manner.values)
        _put_text(cell, f"{percent} %" if spaced else f"{percent}%")
    elif manner.values:
        cell.value = percent / 100 if manner.scale == "fraction" else percent
    else:
        cell.value, cell.number_format = percent / 100, PERCENT_FORMAT


def _put_text(cell: Cell, text: str) -> None:
    """A text that stays text, whatever it begins with."""
    whole = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(CUT)] + CUT
    cell.value = _ESCAPE_LIKE.sub("_x005F_", whole)
    cell.data_type = "s"
    if text[:1] in FORMULA_STARTS:
        cell.quotePrefix = True
