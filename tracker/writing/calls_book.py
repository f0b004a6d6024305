"""*Llamadas de hoy* as a workbook: whom to ring, what each owes, and a blank column to write down what was answered."""

from dataclasses import dataclass, fields
from datetime import date

from tracker.writing.matrix import footer_of
from tracker.writing.sheets_writing import Book, Cell
from tracker.writing.tables_writing import CENTRED, COUNTED, TEXT, Columns, write_table

CALLS, RULE = "Llamadas", "Cómo se decide"


@dataclass(frozen=True)
class CallLine:
    """One institution, in the order of the columns. Words are Spanish already; `late` is in days, `answer` is left to be written."""

    number: int
    turn: str
    institution: str
    post: str
    owed: str
    late: int | None
    last_report: str
    last_contact: str
    step: str
    answer: str


COLUMNS: Columns = (
    ("N°", 6, COUNTED),
    ("TURNO", 14, CENTRED),
    ("INSTITUCIÓN", 32, TEXT),
    ("PREGUNTAR POR", 20, TEXT),
    ("QUÉ SE LE PIDE", 48, TEXT),
    ("DÍAS DE ATRASO", 10, COUNTED),
    ("ÚLTIMO REPORTE", 18, TEXT),
    ("ÚLTIMO CONTACTO", 36, TEXT),
    ("SIGUIENTE PASO", 30, TEXT),
    ("QUÉ RESPONDIÓ", 34, TEXT),
)


@dataclass(frozen=True)
class CallsBook:
    """Everything that the file says. `lines`: the title lines, the cut-off among them; `notes`: how it adds up, and the rule."""

    title: str
    cut_off: date
    lines: tuple[str, ...]
    calls: tuple[CallLine, ...]
    nothing: str
    notes: tuple[str, ...]


def write_calls_book(calls: CallsBook) -> bytes:
    """The workbook (.xlsx): the sheets "Llamadas" and "Cómo se decide". Texts are string cells: nothing typed is calculated."""
    book = Book(title=calls.title, made_on=calls.cut_off)
    footer = footer_of(calls.title, calls.cut_off)
    write_table(book, CALLS, calls.lines, COLUMNS, [_cells(row) for row in calls.calls], calls.nothing, footer)
    write_table(book, RULE, calls.lines[:1], ((RULE.upper(), 130, TEXT),), [[note] for note in calls.notes], "", footer)
    return book.finish()


def _cells(row: CallLine) -> list[Cell]:
    return [getattr(row, field.name) for field in fields(row)]
