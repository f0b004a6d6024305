"""The rows of the official matrix and of the template: one agreement with one institution, and its columns.

One row per agreement and institution, because state lives there; number, problem and text repeat, and nothing is merged.
A group has its own row with its own last report, and one more for each of its members, also those that have not answered: the
state that follows from the members is a figure, not a report, and read back as one it would be recorded as such.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from follow_up.vocabulary import DeadlineKind
from tracker.records import ProblemCode
from tracker.values.deadlines import read_deadline
from tracker.writing.sheets_writing import Cell, height_of, lines_of

WORDS_OF_KIND = {DeadlineKind.NEXT_SESSION: "Siguiente sesión", DeadlineKind.PERMANENT: "Permanente"}
READABLE = {None, ProblemCode.DAYS_WITHOUT_UNIT}
PADDING = 1.2  # units that the indent of a text takes


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row as it is written. Words are Spanish already; `progress` is 0-100, missing without a report.

    `ref` goes to the hidden sheet ("2026-O1-2.1"); `session` is empty where the sheet is of one session only; `group`
    tells how the members of a group stand.
    """

    ref: str
    session: str
    code: str
    problem: str
    text: str
    responsible: str
    follow_up: str
    deadline: date | str | None
    status: str
    progress: int | None
    evidence: str
    actions: str
    reported_on: date | None
    situation: str
    light: str
    remarks: str
    group: str = ""


class ColumnKind(StrEnum):
    """How the cells of a column look."""

    TEXT = "text"
    LABEL = "label"  # centred words, dates among them
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet that we write: its heading, what it takes from a row, its width in characters."""

    heading: str
    value: Callable[[MatrixRow], Cell]
    width: float
    kind: ColumnKind = ColumnKind.TEXT


def _fraction(row: MatrixRow) -> float | None:
    return None if row.progress is None else row.progress / 100


NUMBER = SheetColumn("N°", lambda row: row.code, 5.5, ColumnKind.LABEL)
PROBLEM = SheetColumn("PROBLEMÁTICA ABORDADA EN LA SESIÓN", lambda row: row.problem, 32)
AGREEMENT = SheetColumn("ACUERDO ADOPTADO POR EL COMITÉ", lambda row: row.text, 36)
RESPONSIBLE = SheetColumn("RESPONSABLE DE IMPLEMENTACIÓN", lambda row: row.responsible, 16)
FOLLOW_UP = SheetColumn("RESPONSABLE DE SEGUIMIENTO", lambda row: row.follow_up, 15)
DEADLINE = SheetColumn("PLAZO", lambda row: row.deadline, 11, ColumnKind.LABEL)
STATUS = SheetColumn("ESTADO", lambda row: row.status, 11.5, ColumnKind.LABEL)
PROGRESS = SheetColumn("% DE AVANCE", _fraction, 8.5, ColumnKind.PERCENT)
EVIDENCE = SheetColumn("MEDIO DE VERIFICACIÓN", lambda row: row.evidence, 18)
SESSION = SheetColumn("SESIÓN", lambda row: row.session, 16)
ACTIONS = SheetColumn("ACCIONES REALIZADAS", lambda row: row.actions, 26)
REPORTED_ON = SheetColumn("FECHA DEL REPORTE", lambda row: row.reported_on, 10.5, ColumnKind.LABEL)
SITUATION = SheetColumn("SITUACIÓN DEL PLAZO", lambda row: row.situation, 11.5, ColumnKind.LABEL)
LIGHT = SheetColumn("SEMÁFORO", lambda row: row.light, 11, ColumnKind.LABEL)
GROUP = SheetColumn("CUMPLIMIENTO DEL GRUPO", lambda row: row.group, 20)
REMARKS = SheetColumn("OBSERVACIONES", lambda row: row.remarks, 15)

CUSTOMARY = (NUMBER, PROBLEM, AGREEMENT, RESPONSIBLE, FOLLOW_UP, DEADLINE, STATUS, PROGRESS, EVIDENCE)


class RowHeights:
    """Heights in points that show the texts of the rows of one sheet whole; a viewer that fits no rows would cut them.

    A problem that repeats the row above does not count: it stands there in full.
    """

    def __init__(self, columns: Sequence[SheetColumn]) -> None:
        self._texts = [(place, c.width - PADDING) for place, c in enumerate(columns) if c.kind == ColumnKind.TEXT and c is not PROBLEM]
        self._problem = next(((place, c.width - PADDING) for place, c in enumerate(columns) if c is PROBLEM), None)
        self._above: Cell = None

    def of(self, values: Sequence[Cell]) -> float:
        """The height of the next row, whose cells hold these values."""
        lines = 1
        for place, width in self._texts:
            text = values[place]
            if isinstance(text, str) and len(text) > width:
                lines = max(lines, lines_of(text, width))
        if self._problem is not None:
            place, width = self._problem
            problem, above = values[place], self._above
            self._above = problem
            if isinstance(problem, str) and problem != above:
                lines = max(lines, lines_of(problem, width))
        return height_of(lines)


def deadline_cell(kind: DeadlineKind, deadline: date | None, note: str) -> date | str | None:
    """What PLAZO shows: the date, else the acta's own words, else the word of the kind.

    Words stand there only if they read back as the same deadline: "hasta el 30 de abril de 2026" that nobody confirmed
    would come back as a date.
    """
    if deadline is not None:
        return deadline
    for words in (note, WORDS_OF_KIND.get(kind, "")):
        if words and _reads_as(words, kind):
            return words
    return None


def _reads_as(words: str, kind: DeadlineKind) -> bool:
    read = read_deadline(words, order="day", epoch_1904=False)
    return (read.kind, read.deadline) == (kind, None) and read.problem in READABLE
