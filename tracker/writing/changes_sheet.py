"""The sheet "Desde la última sesión": what happened to each agreement, one line per agreement and movement.

It is told and not read back: none of its headings is one that a register of agreements has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from tracker.layout.way_back import CHANGES_SHEET
from tracker.writing.sheets_writing import (
    LINE,
    Book,
    accept_numbers_as_text,
    height_of,
    lines_of,
    set_up_print,
    tint,
    write_cell,
    write_lines,
)

COLUMNS = (("MOVIMIENTO", 19), ("REFERENCIA", 14), ("QUÉ CAMBIÓ", 32), ("QUIÉNES", 30), ("DE QUÉ TRATA", 68))
NO_CHANGE = "Sin cambios en este período."


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One movement of one agreement, in words; `ref` as in "2026-O1-2.1"."""

    movement: str
    ref: str
    change: str
    institutions: str
    text: str


@dataclass(frozen=True)
class ChangesSheet:
    """The title lines, the two dates among them, the rows in order, and the colour of each movement ("#RRGGBB")."""

    lines: tuple[str, ...]
    rows: tuple[ChangeRow, ...]
    colours: Mapping[str, str]


def write_changes(book: Book, changes: ChangesSheet, *, footer: str) -> None:
    """The title lines, the headings, and a line each; without any, a sentence that says so."""
    sheet = book.sheet(CHANGES_SHEET)
    write_lines(book, sheet, changes.lines)
    header = len(changes.lines)
    for place, (words, width) in enumerate(COLUMNS):
        write_cell(sheet, header, place, words, book.heading())
        sheet.set_column(place, place, width)
    sheet.set_row_pixels(header, 30)
    _write_rows(book, sheet, header + 1, changes)
    sheet.freeze_panes(header + 1, 0)
    last, right = header + max(len(changes.rows), 1), len(COLUMNS) - 1
    sheet.autofilter(header, 0, last, right)
    set_up_print(sheet, footer=footer, repeat=header, area=(0, 0, last, right))
    accept_numbers_as_text(sheet, last=last, right=right)


def _write_rows(book: Book, sheet: Worksheet, first: int, changes: ChangesSheet) -> None:
    shared = {"border": 1, "border_color": LINE, "text_wrap": True}
    plain = book.look(align="left", indent=1, **shared)
    named = {words: book.look(align="center", bold=True, bg_color=tint(colour), **shared) for words, colour in changes.colours.items()}
    if not changes.rows:
        write_cell(sheet, first, 0, NO_CHANGE, book.look())
    for line, row in enumerate(changes.rows, first):
        cells = (row.movement, row.ref, row.change, row.institutions, row.text)
        sheet.set_row(line, _height(cells))
        for place, value in enumerate(cells):
            write_cell(sheet, line, place, value, plain if place else named[row.movement])


def _height(cells: Sequence[str]) -> float:
    return height_of(max(lines_of(value, width - 1) for value, (_, width) in zip(cells, COLUMNS, strict=True)))
