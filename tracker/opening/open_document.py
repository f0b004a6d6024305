"""Reading .ods in one pass over its content.

Not by calamine: it would lose percentages, errors, merges and hidden rows, and it repeats a cell or a row as often as
the file says, a billion times if asked. Here a repetition is only a number until something must be written.
"""

import re
import xml.etree.ElementTree as ET  # no part with a document type comes this far
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO

from tracker.grid import FileKind, Place, Sheet, Value, Workbook, cell_name
from tracker.opening.calamine_values import merges_within
from tracker.opening.inspection import LAST_ROW, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Parts
from tracker.opening.sheet_scan import Merge
from tracker.records import FileRefused, RefusalCode

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE = f"{{{_NAMES}:table:1.0}}"
_OFFICE = f"{{{_NAMES}:office:1.0}}"
_TEXT = f"{{{_NAMES}:text:1.0}}"
_STYLE = f"{{{_NAMES}:style:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_LAST_COLUMN = 16_384  # of any program: what lies beyond is no name of a cell
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


@dataclass
class _Drawn:
    """A sheet while it is read; `row` and `column` are the next ones."""

    name: str
    hidden: bool
    rows: list[list[Value]] = field(default_factory=list[list[Value]])
    merges: list[Merge] = field(default_factory=list[Merge])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    percents: set[Place] = field(default_factory=set[Place])
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    uncalculated: set[Place] = field(default_factory=set[Place])
    row: int = 0
    column: int = 0

    def finished(self) -> Sheet:
        return Sheet(
            name=self.name,
            rows=self.rows,
            merges=merges_within(self.merges, self.rows),
            hidden=self.hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            percents=frozenset(self.percents),
            errors=self.errors,
            uncalculated=frozenset(self.uncalculated),
        )


def read_open_document(parts: Parts) -> Workbook:
    """The sheets of the document. Raises `FileRefused`; what else damaged content raises becomes one in
    `tracker.opening.workbooks.read_workbook`.
    """
    if _MANIFEST in parts and b"encryption-data" in parts.xml(_MANIFEST):
        raise FileRefused(RefusalCode.ENCRYPTED)
    sheets = [drawn.finished() for drawn in _drawn_sheets(parts.xml(CONTENT))]
    if not sheets:
        raise FileRefused(RefusalCode.BROKEN)
    if sum(len(row) for sheet in sheets for row in sheet.rows) > MAX_CELLS:
        raise FileRefused(RefusalCode.BOMB)
    if any(sum(map(bool, sheet.rows)) > MAX_ROWS for sheet in sheets):
        raise FileRefused(RefusalCode.TOO_MANY_ROWS)
    return Workbook(FileKind.ODS, sheets)


def _drawn_sheets(content: bytes) -> Iterator[_Drawn]:
    """Sheets in their order. A table inside a cell is no sheet: only the outermost count."""
    hidden_styles: set[str | None] = set()
    sheet, depth = _Drawn("", hidden=False), 0
    for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):
        if element.tag == f"{_TABLE}table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                hidden = element.get(f"{_TABLE}style-name") in hidden_styles
                sheet = _Drawn(element.get(f"{_TABLE}name") or "Hoja", hidden)
            elif depth == 0:
                yield sheet
        elif event == "end":
            if element.tag == f"{_STYLE}style" and _is_hiding(element):
                hidden_styles.add(element.get(f"{_STYLE}name"))
            elif depth == 1:
                _draw(sheet, element)


def _is_hiding(style: ET.Element) -> bool:
    return any(properties.get(f"{_TABLE}display") == "false" for properties in style)


def _draw(sheet: _Drawn, element: ET.Element) -> None:
    if element.tag == f"{_TABLE}table-row":
        _draw_row(sheet, element)
        element.clear()
    elif element.tag == f"{_TABLE}table-column":
        times = _times(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            sheet.hidden_columns.update(range(sheet.column, min(sheet.column + times, MAX_COLUMNS)))
        sheet.column += times


def _draw_row(sheet: _Drawn, element: ET.Element) -> None:
    """One row as often as it is repeated; a row without content is only counted."""
    first, times = sheet.row, _times(element, "number-rows-repeated")
    sheet.row += times
    cells = list(_cells(element))
    if cells and sheet.row > LAST_ROW:
        far = first >= MAX_ROWS or times > 1
        raise FileRefused(RefusalCode.FAR_CELL if far else RefusalCode.TOO_MANY_ROWS, cell_name(first, cells[0][0]))
    if element.get(f"{_TABLE}visibility", "visible") != "visible":
        sheet.hidden_rows.update(range(first, min(sheet.row, LAST_ROW)))
    if not cells:
        return
    sheet.rows.extend([] for _ in range(first - len(sheet.rows)))
    for row in range(first, sheet.row):
        sheet.rows.append([])
        for column, cell in cells:
            _draw_cell(sheet, row, column, cell)


def _cells(row: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    """The cells with something in them, by column, repeated ones each time. What a merge covers does not show."""
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _times(cell, "number-columns-repeated")
        if cell.tag == f"{_TABLE}table-cell" and (len(cell) or cell.get(f"{_OFFICE}value-type") or _formula(cell)):
            if column + times > MAX_COLUMNS:
                raise FileRefused(RefusalCode.FAR_CELL, cell_name(0, min(column + times, _LAST_COLUMN) - 1))
            for repeated in range(column, column + times):
                yield repeated, cell
        column += times


def _draw_cell(sheet: _Drawn, row: int, column: int, cell: ET.Element) -> None:
    place = (row, column)
    spans = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
    if spans != (1, 1):
        sheet.merges.append((row, column, min(row + spans[0], LAST_ROW) - 1, min(column + spans[1], MAX_COLUMNS) - 1))
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "percentage":
        sheet.percents.add(place)
    if cell.get(f"{_CALC}value-type") == "error":
        sheet.errors[place] = _text(cell)
    elif kind is None and _formula(cell):
        sheet.uncalculated.add(place)
    else:
        value = _value(cell, kind)
        if value is not None:
            values = sheet.rows[row]
            values.extend([None] * (column - len(values)))
            values.append(value)


def _formula(cell: ET.Element) -> bool:
    return cell.get(f"{_TABLE}formula") is not None


def _value(cell: ET.Element, kind: str | None) -> Value:
    if kind in {"float", "percentage", "currency"}:
        return float(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return _date(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        return _time(cell.get(f"{_OFFICE}time-value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return cell.get(f"{_OFFICE}string-value") or _text(cell) or None


def _date(words: str) -> date | datetime:
    moment = datetime.fromisoformat(words)
    return moment if "T" in words and moment.time() != time() else moment.date()


def _time(words: str) -> time | timedelta | str:
    """A time of the day, or a duration of a day and more."""
    parts = _DURATION.fullmatch(words)
    if parts is None:
        return words
    hours, minutes, seconds = map(int, parts.groups())
    lasted = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return lasted if lasted >= timedelta(days=1) else time(hours, minutes, seconds)


def _text(cell: ET.Element) -> str:
    """The paragraphs of the cell, one a line; comments and drawings are no text of it."""
    return "\n".join("".join(_words(paragraph)) for paragraph in cell.iterfind(f"{_TEXT}p"))


def _words(element: ET.Element) -> Iterator[str]:
    marks = {f"{_TEXT}s": " " * min(_spaces(element), 1000), f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
    yield marks.get(element.tag, element.text or "")
    for child in element:
        if child.tag != f"{_OFFICE}annotation":
            yield from _words(child)
        yield child.tail or ""


def _spaces(element: ET.Element) -> int:
    return int(element.get(f"{_TEXT}c", "1"))


def _times(element: ET.Element, attribute: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{attribute}", "1")))
