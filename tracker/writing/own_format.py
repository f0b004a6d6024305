"""*Mi propio formato*: the user's own workbook with the present state filled in, in place, and nothing else changed.

openpyxl opens and saves it; what it cannot carry is found beforehand (`tracker.writing.losses`) and is to be said before. The bytes
must have passed the reader's inspection, and the call belongs into the child process that reads.
"""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from follow_up.vocabulary import Status
from tracker.records import Column, Field, FileRefused, Reading, RefusalCode, Table
from tracker.values.texts import clean
from tracker.writing.filling import CellChange, CellSkip, OwnFormat, OwnRow, SkipReason, Wanted
from tracker.writing.losses import losses
from tracker.writing.own_cells import Manner, manner_of, plain, put

STATE_FIELDS = frozenset(
    {Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.ACTIONS, Field.EVIDENCE, Field.FULFILLED_ON, Field.REPORTED_ON, Field.REMARKS}
)
MARK = "X"


def fill_own_format(data: bytes, reading: Reading, rows: Iterable[OwnRow], *, words: Mapping[Status, str]) -> OwnFormat:
    """Fill the recognised state columns of the tables of `reading`. `words`: how a status is called where the column does not show.

    Raises `FileRefused` for what openpyxl cannot open; .xls, .ods and .csv are none of its formats.
    """
    lost = losses(data)
    book = _open(data)
    by_place: defaultdict[tuple[str, int], list[OwnRow]] = defaultdict(list)
    for row in rows:
        by_place[row.sheet, row.row].append(row)
    filler = _Filler(words, epoch_1904=book.epoch == CALENDAR_MAC_1904)
    for table in reading.tables:
        numbers = sorted({record.row for record in reading.records if record.table == table.key})
        filler.fill(book[table.sheet], table, [(number, by_place[table.sheet, number]) for number in numbers])
    book.calculation.fullCalcOnLoad = True
    saved = BytesIO()
    book.save(saved)
    return OwnFormat(saved.getvalue(), tuple(filler.changes), tuple(filler.skips), tuple(lost))


def _open(data: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they tell of what `losses` has found already
            book = load_workbook(BytesIO(data), rich_text=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, ParseError, TypeError, AttributeError, IndexError) as error:
        raise FileRefused(RefusalCode.BROKEN) from error
    if not book.worksheets:
        raise FileRefused(RefusalCode.UNKNOWN_FORMAT, "Strict Open XML")
    return book


class _Filler:
    """Fills tables one after another and keeps what it did."""

    def __init__(self, words: Mapping[Status, str], *, epoch_1904: bool) -> None:
        self.words = words
        self.epoch_1904 = epoch_1904
        self.changes: list[CellChange] = []
        self.skips: list[CellSkip] = []

    def fill(self, sheet: Worksheet, table: Table, rows: Sequence[tuple[int, Sequence[OwnRow]]]) -> None:
        """All state columns of one table; a field that two columns bear goes to the first, marks to theirs."""
        anchors = _anchors(sheet, table, last=rows[-1][0] if rows else 0)
        filled: set[Field | None] = set()
        for column in table.columns:
            field = column.field
            if field in STATE_FIELDS and (field not in filled or column.mark is not None):
                filled.add(field)
                self._fill_column(sheet, column, rows, anchors)

    def _fill_column(
        self, sheet: Worksheet, column: Column, rows: Sequence[tuple[int, Sequence[OwnRow]]], anchors: Mapping[tuple[int, int], tuple[int, int]]
    ) -> None:
        wanted: defaultdict[tuple[int, int], list[Wanted]] = defaultdict(list)
        for number, said in rows:
            place = anchors.get((number, column.index + 1), (number, column.index + 1))
            wanted[place] += [row.values[column.field] for row in said if column.field is not None and column.field in row.values]
        found = [sheet.cell(*place) for place in wanted]
        cells = [cell for cell in found if isinstance(cell, Cell)]
        self.skips += [CellSkip(sheet.title, cell.coordinate, SkipReason.MERGED) for cell in found if isinstance(cell, MergedCell)]
        manner = manner_of(cells, epoch_1904=self.epoch_1904)
        for cell in cells:
            values = list(dict.fromkeys(wanted[cell.row, cell.column]))
            if values:
                self._fill_cell(sheet.title, cell, column, values, manner)

    def _fill_cell(self, sheet: str, cell: Cell, column: Column, values: list[Wanted], manner: Manner) -> None:
        before = clean(plain(cell))
        if len(values) > 1:
            self.skips.append(CellSkip(sheet, cell.coordinate, SkipReason.SHARED))
        elif cell.data_type == "f":
            self.skips.append(CellSkip(sheet, cell.coordinate, SkipReason.FORMULA))
        elif self._write(cell, column, values[0], manner):
            self.changes.append(CellChange(sheet, cell.coordinate, before, clean(plain(cell))))

    def _write(self, cell: Cell, column: Column, value: Wanted, manner: Manner) -> bool:
        if column.field is None:
            return False
        if column.mark is None:
            return put(cell, column.field, value, manner, self.words)
        before = cell.value
        if value == column.mark and before in {None, ""}:
            cell.value = next((own for own in manner.values if isinstance(own, str) and own.strip()), MARK)
        elif value != column.mark:
            cell.value = None
        return cell.value != before


def _anchors(sheet: Worksheet, table: Table, *, last: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For cells of the state columns merged with the ones above, up to the row `last`: the cell that bears their value."""
    columns = {column.index + 1 for column in table.columns if column.field in STATE_FIELDS}
    return {
        (row, merged.min_col): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        if merged.min_col in columns
        for row in range(max(merged.min_row, table.header_row), min(merged.max_row, last) + 1)
    }
