"""The sheet "Miembros": who belongs to each group of the matrix at the cut-off, from when to when.

It is told and not read back: memberships are kept in Catálogos, and none of its headings is one that a register has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.layout.way_back import MEMBERS_SHEET
from tracker.writing.sheets_writing import LINE, Book, height_of, lines_of, set_up_print, write_cell, write_lines

COLUMNS = (("GRUPO", 24), ("MIEMBRO", 30), ("NOMBRE COMPLETO", 62), ("DESDE", 16), ("HASTA", 16))
SINCE_ALWAYS, STILL = "Desde siempre", "Sigue"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of one group; a missing `since` is always, a missing `until` is still."""

    group: str
    member: str
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class MembersSheet:
    """The title lines, and the members by group and name."""

    lines: tuple[str, ...]
    rows: tuple[MemberRow, ...]


def write_members(book: Book, members: MembersSheet, *, footer: str) -> None:
    """The title lines, the headings, and a line for each member."""
    sheet = book.sheet(MEMBERS_SHEET)
    write_lines(book, sheet, members.lines)
    header, right = len(members.lines), len(COLUMNS) - 1
    for place, (words, width) in enumerate(COLUMNS):
        write_cell(sheet, header, place, words, book.heading())
        sheet.set_column(place, place, width)
    sheet.set_row_pixels(header, 30)
    shared = {"border": 1, "border_color": LINE, "text_wrap": True}
    look, dated = book.look(align="left", indent=1, **shared), book.look(align="center", num_format="dd/mm/yyyy", **shared)
    for line, row in enumerate(members.rows, header + 1):
        words = (row.group, row.member, row.name)
        sheet.set_row(line, _height(words))
        for place, value in enumerate(words):
            write_cell(sheet, line, place, value, look)
        write_cell(sheet, line, len(words), row.since or SINCE_ALWAYS, dated)
        write_cell(sheet, line, len(words) + 1, row.until or STILL, dated)
    last = header + len(members.rows)
    sheet.freeze_panes(header + 1, 0)
    sheet.autofilter(header, 0, last, right)
    set_up_print(sheet, footer=footer, repeat=header, area=(0, 0, last, right))


def _height(words: Sequence[str]) -> float:
    return height_of(max(lines_of(value, width - 1) for value, (_, width) in zip(words, COLUMNS, strict=False)))
