"""The history as a workbook: each change with who, when, before and after, and the head of the chain that proves it."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date

from xlsxwriter.worksheet import Worksheet

from tracker.records import ExportMark
from tracker.writing.matrix import chain_line, footer_of
from tracker.writing.sheets_writing import (
    LINE,
    Book,
    accept_numbers_as_text,
    height_of,
    lines_of,
    set_up_print,
    write_cell,
    write_lines,
)

SHEET = "Historial"
HEADING_PIXELS = 30
COLUMNS = (
    ("N.° DE REGISTRO", 10), ("FECHA Y HORA", 16), ("QUIÉN REGISTRÓ", 22), ("DE QUÉ", 26), ("DATO", 20), ("ANTES", 38),
    ("DESPUÉS", 38), ("ORIGEN", 30), ("SITUACIÓN", 22),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change, in the order of the columns. Words are Spanish already."""

    number: int
    moment: str
    by: str
    record: str
    field: str
    before: str
    after: str
    origin: str
    standing: str


@dataclass(frozen=True)
class HistoryBook:
    """Everything that the file says. `lines`: the title lines, the filters and the dates among them."""

    title: str
    made_on: date
    lines: tuple[str, ...]
    rows: tuple[HistoryRow, ...]
    mark: ExportMark
    nothing: str


def write_history(history: HistoryBook) -> bytes:
    """The workbook (.xlsx): one sheet, a line per change. Texts are string cells: nothing typed is calculated."""
    book = Book(title=history.title, made_on=history.made_on)
    sheet, lines = book.sheet(SHEET), (*history.lines, chain_line(history.mark))
    write_lines(book, sheet, lines)
    header, right = len(lines), len(COLUMNS) - 1
    for place, (words, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        write_cell(sheet, header, place, words, book.heading())
    sheet.set_row_pixels(header, HEADING_PIXELS)
    _write_rows(book, sheet, header + 1, history.rows)
    if not history.rows:
        write_cell(sheet, header + 1, 0, history.nothing, book.look(italic=True))
    last = header + max(len(history.rows), 1)
    sheet.freeze_panes(header + 1, 0)
    sheet.autofilter(header, 0, last, right)
    set_up_print(sheet, footer=footer_of(history.title, history.made_on), repeat=header, area=(0, 0, last, right))
    accept_numbers_as_text(sheet, last=last, right=right)
    return book.finish()


def _write_rows(book: Book, sheet: Worksheet, first: int, rows: Sequence[HistoryRow]) -> None:
    look = book.look(align="left", border=1, border_color=LINE, text_wrap=True)
    for line, row in enumerate(rows, first):
        cells = astuple(row)
        texts = ((value, width) for value, (_, width) in zip(cells, COLUMNS, strict=True) if isinstance(value, str))
        sheet.set_row(line, height_of(max(lines_of(value, width - 1) for value, width in texts)))
        for place, value in enumerate(cells):
            write_cell(sheet, line, place, value, look)
