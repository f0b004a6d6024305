"""What every workbook that we write shares: texts that stay texts, looks, print set-up, and the sheet for the way back.

Each text goes out as a string cell: `=1+1` typed by somebody is shown, never calculated, and a link is never live.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from follow_up.acts import MAX_TEXT
from tracker.records import ExportMark

FORMULA_STARTS = frozenset("=+-@\t\r")
CUT = "…"
WHITE, TINT = 255, 0.4
INK, BAND, LINE, NOTE, FILL_IN, QUIET = "#14202B", "#1F3B57", "#B7C1CB", "#44586C", "#FFF6D6", "#7C8894"
LETTERS_PER_UNIT = 1.25  # letters of our size per unit of column width, what wrapping loses included
WIDE_LETTERS = 0.75  # of them where the text is in capitals
LINE_POINTS, ROW_MARGIN, TALLEST = 12.9, 4, 409  # Excel's rows end there
FONT, SIZE = "Calibri", 10
A4 = 9
LONGEST_NAME = 31
HIDDEN_SHEET = "_tablero"
LISTS_COLUMN = 4  # the lists of the drop-downs stand beside the codes, away from the columns that the reader takes
Cell = str | float | int | date | None
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


@dataclass(frozen=True)
class Look:
    """A cell's look, and the same with Excel's quote mark for texts that would else begin a formula when edited."""

    plain: Format
    quoted: Format


@dataclass(frozen=True)
class RowMark:
    """One data row for the way back: sheet, row (from 1) and the ref of its agreement."""

    sheet: str
    row: int
    ref: str


class Book:
    """A workbook being written in memory; `made_on` is its only date, so that equal data give equal bytes."""

    def __init__(self, *, title: str, made_on: date) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = Workbook(self._bytes, options)
        self.workbook.set_properties({"title": title, "created": datetime.combine(made_on, time())})
        self._looks: dict[tuple[tuple[str, object], ...], Look] = {}

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, after those made before."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        return sheet

    def look(self, **properties: object) -> Look:
        """The look with these properties of XlsxWriter's formats; the same ones give the same look."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            whole = {"font_name": FONT, "font_size": SIZE, "font_color": INK, "valign": "top", **properties}
            made = [self.workbook.add_format({**whole, "quote_prefix": quoted}) for quoted in (False, True)]
            self._looks[key] = Look(*made)
        return self._looks[key]

    def heading(self, fill: str = BAND) -> Look:
        """The look of the cell above a column."""
        return self.look(
            bold=True, font_color="#FFFFFF", bg_color=fill, border=1, border_color=LINE, text_wrap=True, align="center", valign="vcenter"
        )

    def highlight(self, colour: str) -> Format:
        """A format for conditions: a tint of the state's colour, that a high cell bears and a grey print lets through."""
        return self.workbook.add_format({"bg_color": tint(colour), "font_color": INK, "bold": True})

    def finish(self) -> bytes:
        """The bytes of the file."""
        self.workbook.close()
        return self._bytes.getvalue()


def tint(colour: str) -> str:
    """A colour thinned with white."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(WHITE - (WHITE - part) * TINT):02X}" for part in parts)


def write_cell(sheet: Worksheet, row: int, column: int, value: Cell, look: Look) -> None:
    """One value in its own type: text as text, dates and numbers real, nothing as an empty cell with its look.

    A text is cut with a mark where it is longer than a cell can hold.
    """
    if value is None or value == "":
        sheet.write_blank(row, column, None, look.plain)
    elif isinstance(value, str):
        whole = value if len(value) <= MAX_TEXT else value[: MAX_TEXT - len(CUT)] + CUT
        sheet.write_string(row, column, whole, look.quoted if value[0] in FORMULA_STARTS else look.plain)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look.plain)  # pyright: ignore[reportArgumentType]  # dates as well as datetimes
    else:
        sheet.write_number(row, column, value, look.plain)


def write_lines(book: Book, sheet: Worksheet, lines: Sequence[str]) -> None:
    """The title lines from the first row on: the first as the title, the rest smaller."""
    title, rest = book.look(bold=True, font_size=14, valign="vcenter"), book.look(font_size=10, font_color=NOTE, valign="vcenter")
    for row, line in enumerate(lines):
        write_cell(sheet, row, 0, line, title if row == 0 else rest)
        sheet.set_row_pixels(row, 26 if row == 0 else 18)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column, estimated on the safe side."""
    letters = width * LETTERS_PER_UNIT * (WIDE_LETTERS if text.isupper() else 1)
    if "\n" not in text:
        return max(1, ceil(len(text) / letters))
    return sum(max(1, ceil(len(line) / letters)) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """The height in points of a row with that many lines."""
    return min(lines * LINE_POINTS + ROW_MARGIN, TALLEST)


def set_up_print(sheet: Worksheet, *, footer: str, repeat: int | None, area: tuple[int, int, int, int]) -> None:
    """A4 landscape, as wide as one page; the header row on every page, page numbers and the cut-off below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.65)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(*area)
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')}&R&8Página &P de &N")
    if repeat is not None:
        sheet.repeat_rows(repeat)


def accept_numbers_as_text(sheet: Worksheet, *, last: int, right: int) -> None:
    """No green corner of Excel on "06" and its like, down to a row and a column (from 0)."""
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, right)}"})


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes: without forbidden signs, at most 31 characters, none twice whatever the case."""
    taken = {HIDDEN_SHEET, "history", "resumen", "desde la última sesión"}
    names: list[str] = []
    for name in wanted:
        plain = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", name).split()).strip("' ") or "Hoja"
        candidate, number = plain[:LONGEST_NAME].strip(" '"), 1
        while candidate.casefold() in taken:
            number += 1
            tail = f" ({number})"
            candidate = plain[: LONGEST_NAME - len(tail)].strip(" '") + tail
        taken.add(candidate.casefold())
        names.append(candidate)
    return names


def write_way_back(book: Book, mark: ExportMark, rows: Iterable[RowMark], lists: Sequence[Sequence[str]]) -> list[str]:
    """The hidden sheet: the version and hash that the file was made from, the past day that it shows, if it does, and which
    agreement each row is.

    `lists` are the choices of the drop-downs; returns the address of each, for the validations.
    """
    sheet = book.workbook.add_worksheet(HIDDEN_SHEET)
    sheet.hide()
    look = book.look()
    for column, value in enumerate(("tablero", mark.version, mark.hash, mark.past.isoformat() if mark.past else "")):
        write_cell(sheet, 0, column, value, look)
    for column, heading in enumerate(("hoja", "fila", "ref")):
        write_cell(sheet, 1, column, heading, look)
    for place, row in enumerate(rows, 2):
        sheet.write_string(place, 0, row.sheet)
        sheet.write_number(place, 1, row.row)
        sheet.write_string(place, 2, row.ref)
    return [_write_list(sheet, LISTS_COLUMN + place, choices, look) for place, choices in enumerate(lists)]


def _write_list(sheet: Worksheet, column: int, choices: Sequence[str], look: Look) -> str:
    """One list downwards from the first row; returns its address."""
    for row, choice in enumerate(choices):
        write_cell(sheet, row, column, choice, look)
    letter = chr(ord("A") + column)
    return f"='{HIDDEN_SHEET}'!${letter}$1:${letter}${max(len(choices), 1)}"
