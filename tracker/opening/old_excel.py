"""Reading .xls: its records scanned for what calamine would lose or abort over, its values by python-calamine.

As with newer books calamine gets a file written here, with the one stream of the book: macros are not even looked at.
Source of the records: [MS-XLS].
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from tracker.grid import FileKind, Place, Sheet, Value, Workbook, cell_name
from tracker.opening.calamine_values import BUILT_IN_PERCENTS, merges_within, read_rows, shows_percent
from tracker.opening.compound import Compound, compound_file
from tracker.opening.inspection import LAST_ROW, MAX_COLUMNS
from tracker.records import FileRefused, RefusalCode

_STREAMS = ("Workbook", "Book")  # Excel 97 and later, Excel 95
_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0022, 0x0085
_FORMAT, _XF, _SST, _ROW, _COLINFO = 0x041E, 0x00E0, 0x00FC, 0x0208, 0x007D
_FORMULA, _BOOLERR, _MULRK = 0x0006, 0x0205, 0x00BD
_CELLS = {_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x00FD, 0x027E, 0x00D6}  # also number, label, shared text, RK, rich text
_BIFF8 = 0x0600
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_HIDDEN_ROW = 0x20
_LEAST_TEXT = 3  # bytes of a shared text: its length and its kind


@dataclass
class _Book:
    """What the records of the whole book say; `positions` are the places of its sheets in the stream."""

    unicode: bool = True
    epoch_1904: bool = False
    positions: list[int] = field(default_factory=list[int])
    percent_formats: set[int] = field(default_factory=lambda: set(BUILT_IN_PERCENTS))
    styles: list[int] = field(default_factory=list[int])


@dataclass
class _Marks:
    """The flags of one sheet."""

    percents: set[Place] = field(default_factory=set[Place])
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])


def book_stream(data: bytes) -> bytes | None:
    """The stream of an old Excel book within a compound file, None where it holds something else."""
    compound = Compound(data)
    return next((stream for name in _STREAMS if (stream := compound.stream(name)) is not None), None)


def read_old_excel(stream: bytes) -> Workbook:
    """The worksheets of an old book. Excel 97 tells no formula without a result from one whose result is 0."""
    book = _read_globals(stream)
    marks = [_scan(stream, position, book) for position in book.positions]
    name = _STREAMS[0] if book.unicode else _STREAMS[1]
    with CalamineWorkbook.from_filelike(BytesIO(compound_file(name, stream))) as workbook:
        listed = workbook.sheets_metadata
        if len(listed) != len(marks) or not marks:
            raise FileRefused(RefusalCode.BROKEN)
        indexes = [index for index, told in enumerate(listed) if told.typ == SheetTypeEnum.WorkSheet]
        sheets = [
            _sheet(listed[index], read, rows, marks[index])
            for index, (read, rows) in zip(indexes, read_rows(workbook, indexes), strict=True)
        ]
    return Workbook(FileKind.XLS, sheets, book.epoch_1904)


def _sheet(listed: SheetMetadata, read: CalamineSheet, rows: list[list[Value]], marks: _Marks) -> Sheet:
    return Sheet(
        name=listed.name,
        rows=rows,
        merges=merges_within([(*first, *last) for first, last in read.merged_cell_ranges or ()], rows),
        hidden=listed.visible != SheetVisibleEnum.Visible,
        hidden_rows=frozenset(row for row in marks.hidden_rows if row < len(rows)),
        hidden_columns=frozenset(marks.hidden_columns),
        percents=frozenset(marks.percents),
        errors=marks.errors,
    )


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records from here to the end of the substream; those of a chart drawn in it included."""
    depth = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + size]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        position += 4 + size


def _read_globals(stream: bytes) -> _Book:
    book = _Book()
    for kind, content in _records(stream, 0):
        if kind == _FILEPASS:
            raise FileRefused(RefusalCode.ENCRYPTED)
        if kind == _SST and struct.unpack_from("<I", content, 4)[0] * _LEAST_TEXT > len(stream):
            raise FileRefused(RefusalCode.BROKEN)  # a lying count; calamine reserves memory for it
        if kind in _GLOBALS:
            _GLOBALS[kind](book, content)
    return book


def _take_format(book: _Book, content: bytes) -> None:
    (number,) = struct.unpack_from("<H", content)
    wide = book.unicode and content[4] & 1
    words = content[5:] if book.unicode else content[3:]
    if shows_percent(words.decode("utf-16-le" if wide else "latin-1", "replace")):
        book.percent_formats.add(number)


def _take_version(book: _Book, content: bytes) -> None:
    book.unicode = struct.unpack_from("<H", content)[0] == _BIFF8


def _take_epoch(book: _Book, content: bytes) -> None:
    book.epoch_1904 = content[:1] == b"\1"


_GLOBALS: dict[int, Callable[[_Book, bytes], None]] = {
    _BOF: _take_version,
    _DATEMODE: _take_epoch,
    _BOUNDSHEET: lambda book, content: book.positions.append(struct.unpack_from("<I", content)[0]),
    _FORMAT: _take_format,
    _XF: lambda book, content: book.styles.append(struct.unpack_from("<H", content, 2)[0]),
}


def _scan(stream: bytes, position: int, book: _Book) -> _Marks:
    marks = _Marks()
    percents = {index for index, number in enumerate(book.styles) if number in book.percent_formats}
    for kind, content in _records(stream, position):
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", content)
            _take_cell(marks, row, column, is_percent=style in percents)
            if kind in {_FORMULA, _BOOLERR}:
                _take_error(marks, (row, column), kind, content)
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", content)
            for offset, (style,) in enumerate(struct.iter_unpack("<H4x", content[4 : 4 + (len(content) - 6) // 6 * 6])):
                _take_cell(marks, row, first + offset, is_percent=style in percents)
        elif kind in {_ROW, _COLINFO}:
            _take_hidden(marks, kind, content)
    return marks


def _take_cell(marks: _Marks, row: int, column: int, *, is_percent: bool) -> None:
    if column >= MAX_COLUMNS or row >= LAST_ROW:
        raise FileRefused(RefusalCode.FAR_CELL, cell_name(row, column))
    if is_percent:
        marks.percents.add((row, column))


def _take_error(marks: _Marks, place: Place, kind: int, content: bytes) -> None:
    if kind == _BOOLERR and content[7]:
        marks.errors[place] = _ERRORS.get(content[6], "#")
    elif kind == _FORMULA and content[6] == 2 and content[12:14] == b"\xff\xff":
        marks.errors[place] = _ERRORS.get(content[8], "#")


def _take_hidden(marks: _Marks, kind: int, content: bytes) -> None:
    if kind == _ROW and struct.unpack_from("<H", content, 12)[0] & _HIDDEN_ROW:
        marks.hidden_rows.add(struct.unpack_from("<H", content)[0])
    if kind == _COLINFO and content[8] & 1:
        first, last = struct.unpack_from("<HH", content)
        marks.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
