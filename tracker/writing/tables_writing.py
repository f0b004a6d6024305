"""A sheet that is one table to be printed: title lines, headings, rows as high as their texts."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from tracker.writing.sheets_writing import (
    LINE,
    Book,
    Cell,
    Look,
    accept_numbers_as_text,
    height_of,
    lines_of,
    set_up_print,
    write_cell,
    write_lines,
)

HEADING_PIXELS = 44
TEXT, CENTRED, COUNTED, PERCENT = "text", "centred", "counted", "percent"  # how the cells of a column look
NUMBER_FORMAT = {CENTRED: "dd/mm/yyyy", COUNTED: "0", PERCENT: "0%"}

Columns = Sequence[tuple[str, float, str]]  # heading, width in characters, look


def write_table(
    book: Book, name: str, lines: Sequence[str], columns: Columns, rows: Sequence[Sequence[Cell]], nothing: str, footer: str
) -> Worksheet:
    """One sheet: title lines, headings, a row each as high as its texts; without rows, the sentence that says so."""
    sheet = book.sheet(name)
    write_lines(book, sheet, lines)
    header, right = len(lines), len(columns) - 1
    for place, (words, width, _) in enumerate(columns):
        sheet.set_column(place, place, width)
        write_cell(sheet, header, place, words, book.heading())
    sheet.set_row_pixels(header, HEADING_PIXELS)
    looks = [_look(book, look) for _, _, look in columns]
    for line, row in enumerate(rows, header + 1):
        texts = ((value, width) for value, (_, width, _) in zip(row, columns, strict=True) if isinstance(value, str))
        sheet.set_row(line, height_of(max((lines_of(value, width) for value, width in texts), default=1)))
        for place, value in enumerate(row):
            write_cell(sheet, line, place, value, looks[place])
    if not rows:
        write_cell(sheet, header + 1, 0, nothing, book.look(italic=True))
    last = header + max(len(rows), 1)
    sheet.freeze_panes(header + 1, 1)
    set_up_print(sheet, footer=footer, repeat=header, area=(0, 0, last, right))
    accept_numbers_as_text(sheet, last=last, right=right)
    return sheet


def _look(book: Book, look: str) -> Look:
    shared = {"border": 1, "border_color": LINE, "text_wrap": True}
    if look == TEXT:
        return book.look(align="left", **shared)
    return book.look(align="center", num_format=NUMBER_FORMAT[look], **shared)
