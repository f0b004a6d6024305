"""The *Acuerdos y decisiones* of one session as a workbook: what it adopted and what it decided, hour by hour, to go with its acta."""

from dataclasses import dataclass, fields
from datetime import date

from tracker.writing.matrix import footer_of
from tracker.writing.sheets_writing import Book, Cell
from tracker.writing.tables_writing import CENTRED, COUNTED, PERCENT, TEXT, Columns, write_table

AGREEMENTS, DECISIONS = "Acuerdos", "Decisiones"


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
    write_table(book, AGREEMENTS, session.lines, ADOPTED_COLUMNS, [_cells(row) for row in session.agreements], session.nothing_adopted, footer)
    write_table(book, DECISIONS, session.lines, DECISION_COLUMNS, [_cells(row) for row in session.decisions], session.nothing_decided, footer)
    return book.finish()


def _cells(row: AdoptedRow | DecisionRow) -> list[Cell]:
    return [getattr(row, field.name) for field in fields(row)]
