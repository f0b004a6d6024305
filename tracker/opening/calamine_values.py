"""What calamine gives of a sheet, as plain cells; and what of a number format it does not tell."""

import re
from collections.abc import Iterator, Sequence
from math import isfinite

from python_calamine import CalamineSheet, CalamineWorkbook

from tracker.grid import Value, cell_name
from tracker.opening.inspection import MAX_CELLS, MAX_ROWS
from tracker.opening.sheet_scan import Merge
from tracker.records import FileRefused, RefusalCode

BUILT_IN_PERCENTS = frozenset({9, 10})  # "0%" and "0.00%", ECMA-376 part 1, 18.8.30
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')  # what a number format only prints


def shows_percent(number_format: str) -> bool:
    """Whether the format multiplies by a hundred: a quoted or escaped "%" is only printed."""
    return "%" in _LITERAL.sub("", number_format)


def read_rows(workbook: CalamineWorkbook, indexes: Sequence[int]) -> Iterator[tuple[CalamineSheet, list[list[Value]]]]:
    """Each sheet with its rows, the first being row 1. Raises `FileRefused` for too many rows or cells, all together."""
    cells = 0
    for index in indexes:
        sheet = workbook.get_sheet_by_index(index)
        row, column = sheet.end or (0, 0)
        cells += (row + 1) * (column + 1)
        if cells > MAX_CELLS:
            raise FileRefused(RefusalCode.FAR_CELL, cell_name(row, column))
        rows = [_plain_row(row) for row in sheet.to_python(skip_empty_area=False)]
        if sum(map(bool, rows)) > MAX_ROWS:
            raise FileRefused(RefusalCode.TOO_MANY_ROWS)
        yield sheet, rows


def _plain_row(row: Sequence[Value]) -> list[Value]:
    """None for what is empty, nothing after the last value. A number that is none ("NaN") is no value."""
    values = [None if value == "" or (type(value) is float and not isfinite(value)) else value for value in row]
    while values and values[-1] is None:
        values.pop()
    return values


def merges_within(merges: list[Merge], rows: list[list[Value]]) -> list[Merge]:
    """The merges cut at the rows and columns that hold something: they may be stated over the whole sheet.

    Raises `FileRefused` where they cover more cells than a file may have: merges do not overlap.
    """
    height, width = len(rows), max(map(len, rows), default=0)
    cut = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merges
        if top < height and left < width and top <= bottom and left <= right
    ]
    if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in cut) > MAX_CELLS:
        raise FileRefused(RefusalCode.BOMB)
    return cut
