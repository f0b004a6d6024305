"""The *Acuerdos y decisiones* of one session as a workbook: what it adopted and what it decided, hour by hour, to go with its acta."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from tracker.writing.matrix import footer_of
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

AGREEMENTS, DECISIONS = "Acuerdos", "Decisiones"
HEADING_PIXELS = 44
TEXT, CENTRED, COUNTED, PERCENT = "text", "centred", "counted", "percent"  # how the cells of a column look
NUMBER_FORMAT = {CENTRED: "dd/mm/yyyy", COUNTED: "0", PERCENT: "0%"}

Columns = Sequence[tuple[str, float, str]]  # heading, width in characters, look


@dataclass(frozen=True)
class AdoptedRow:
    """An agreement of the session, in the order of the columns. Words are Spanish already; `progress` is 0-1."""

    code: str
    problem: str
    text: str
    responsible: str
    follow_up: str
    deadline: date | str | None
    standing: str
    progress: float


@dataclass(frozen=True)
class DecisionRow:
    """A decision, in the order of the columns. `agreement` names the one it is about; `standing` tells whether it was undone."""

    number: int
    hour: str
    words: str
    agreement: str
    by: str
    standing: str


ADOPTED_COLUMNS: Columns = (
    ("N°", 7, CENTRED),
    ("PROBLEMÁTICA ABORDADA EN LA SESIÓN", 34, TEXT),
    ("ACUERDO ADOPTADO POR EL COMITÉ", 46, TEXT),
    ("RESPONSABLE DE IMPLEMENTACIÓN", 20, TEXT),
    ("RESPONSABLE DE SEGUIMIENTO", 17, TEXT),
    ("PLAZO", 16, CENTRED),
    ("ESTADO", 15, CENTRED),
    ("% DE AVANCE", 9, PERCENT),
)
DECISION_COLUMNS: Columns = (
    ("N°", 7, COUNTED),
    ("FECHA Y HORA", 16, CENTRED),
    ("DECISIÓN DE LA SESIÓN", 78, TEXT),
    ("ACUERDO", 15, CENTRED),
    ("QUIÉN REGISTRÓ", 22, TEXT),
    ("SITUACIÓN", 13, CENTRED),
)


@dataclass(frozen=True)
class SessionBook:
    """Everything that the file says. `lines`: the title lines of both sheets, the session, its date and the cut-off among them."""

    title: str
    cut_off: date
    lines: tuple[str, ...]
    agreements: tuple[AdoptedRow, ...]
    decisions: tuple[DecisionRow, ...]
    nothing_adopted: str
    nothing_decided: str


def write_session_book(session: SessionBook) -> bytes:
    """The workbook (.xlsx): the sheets "Acuerdos" and "Decisiones". Texts are string cells: nothing typed is calculated."""
    book = Book(title=session.title, made_on=session.cut_off)
    footer = footer_of(session.title, session.cut_off)
    _write(book, AGREEMENTS, session.lines, ADOPTED_COLUMNS, [_cells(row) for row in session.agreements], session.nothing_adopted, footer)
    _write(book, DECISIONS, session.lines, DECISION_COLUMNS, [_cells(row) for row in session.decisions], session.nothing_decided, footer)
    return book.finish()


def _cells(row: AdoptedRow | DecisionRow) -> list[Cell]:
    return [getattr(row, field.name) for field in fields(row)]


def _write(
    book: Book, name: str, lines: Sequence[str], columns: Columns, rows: Sequence[Sequence[Cell]], nothing: str, footer: str
) -> None:
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


def _look(book: Book, look: str) -> Look:
    shared = {"border": 1, "border_color": LINE, "text_wrap": True}
    if look == TEXT:
        return book.look(align="left", **shared)
    return book.look(align="center", num_format=NUMBER_FORMAT[look], **shared)
