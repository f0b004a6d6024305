"""The *Matriz oficial*: the customary tracker of a committee as a workbook, with its state, its figures and its way back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.worksheet import Worksheet

from follow_up.memory import uncollected
from tracker.records import ExportMark
from tracker.writing.changes_sheet import ChangesSheet, write_changes
from tracker.writing.matrix_rows import (
    ACTIONS,
    CUSTOMARY,
    GROUP,
    LIGHT,
    NUMBER,
    PROBLEM,
    PROGRESS,
    REMARKS,
    REPORTED_ON,
    RESPONSIBLE,
    SESSION,
    SITUATION,
    STATUS,
    ColumnKind,
    MatrixRow,
    RowHeights,
    SheetColumn,
)
from tracker.writing.members_sheet import MembersSheet, write_members
from tracker.writing.sheets_writing import (
    LINE,
    QUIET,
    Book,
    Look,
    RowMark,
    accept_numbers_as_text,
    set_up_print,
    sheet_names,
    write_cell,
    write_lines,
    write_way_back,
)
from tracker.writing.summary_sheet import Tally, write_summary

Colours = Mapping[str, str]  # word to colour, "#RRGGBB"


@dataclass(frozen=True)
class MatrixSheet:
    """One data sheet: the name asked for, the title lines above the table, its rows in order."""

    name: str
    lines: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Matrix:
    """Everything that the file says. `cut_off` is printed on every page; `mark` is the state of the data it was made from.

    `statuses` and `responsibles` are the choices of the drop-downs. Colours by word: `status_colours` for ESTADO,
    `deadline_colours` for the beginning of SITUACIÓN DEL PLAZO, `light_colours` for SEMÁFORO. `known` follows the cut-off
    where only what was known that day counts. `changes`: since the session before, missing when there was none. `members`: of the
    groups among the responsibles, missing when none of them has any.
    """

    title: str
    cut_off: date
    sheets: tuple[MatrixSheet, ...]
    summary_lines: tuple[str, ...]
    tallies: tuple[Tally, ...]
    mark: ExportMark
    statuses: tuple[str, ...]
    responsibles: tuple[str, ...]
    status_colours: Colours
    deadline_colours: Colours
    light_colours: Colours
    known: str = ""
    changes: ChangesSheet | None = None
    members: MembersSheet | None = None


def write_matrix(matrix: Matrix) -> bytes:
    """The workbook: the data sheets, "Resumen" with charts, what changed, who the groups are, and the hidden sheet that leads each row back."""
    with uncollected():
        return _write(matrix)


def _write(matrix: Matrix) -> bytes:
    book = Book(title=matrix.title, made_on=matrix.cut_off)
    names = sheet_names(sheet.name for sheet in matrix.sheets)
    made = [(book.sheet(name), sheet) for name, sheet in zip(names, matrix.sheets, strict=True)]
    footer = footer_of(matrix.title, matrix.cut_off, matrix.known)
    write_summary(book, [*matrix.summary_lines, chain_line(matrix.mark)], matrix.tallies, footer=footer)
    if matrix.changes:
        write_changes(book, matrix.changes, footer=footer)
    if matrix.members:
        write_members(book, matrix.members, footer=footer)
    lists = write_way_back(book, matrix.mark, _marks(names, matrix), [matrix.statuses, matrix.responsibles])
    for worksheet, sheet in made:
        table = Placed(worksheet, columns_of(sheet.rows), header=len(sheet.lines), rows=len(sheet.rows))
        write_lines(book, worksheet, sheet.lines)
        write_table(book, table, sheet.rows)
        set_up_table(table, footer=footer)
        offer_choices(table, statuses=lists[0], responsibles=lists[1])
        colour_words(book, table, status=matrix.status_colours, deadline=matrix.deadline_colours, light=matrix.light_colours)
    made[0][0].activate()
    return book.finish()


def columns_of(rows: Sequence[MatrixRow]) -> tuple[SheetColumn, ...]:
    """The nine customary columns, then those of state; the session and the groups only where there are any."""
    session = (SESSION,) if any(row.session for row in rows) else ()
    group = (GROUP,) if any(row.group for row in rows) else ()
    return (*session, *CUSTOMARY, ACTIONS, REPORTED_ON, SITUATION, LIGHT, *group, REMARKS)


def chain_line(mark: ExportMark) -> str:
    """What lets anybody prove later that the log was not altered since."""
    return f"Registro del tablero hasta el evento {mark.version}; huella: {mark.hash}"


def footer_of(title: str, cut_off: date, known: str = "") -> str:
    """The words at the foot of each page."""
    return f"{title[:120]} · Corte al {cut_off:%d/%m/%Y}{known}"


def _marks(names: Sequence[str], matrix: Matrix) -> Iterator[RowMark]:
    for name, sheet in zip(names, matrix.sheets, strict=True):
        first = len(sheet.lines) + 2
        for place, row in enumerate(sheet.rows):
            yield RowMark(name, first + place, row.ref)


@dataclass(frozen=True)
class Placed:
    """A table on its sheet: the row of its headings (from 0) and how many rows follow."""

    sheet: Worksheet
    columns: tuple[SheetColumn, ...]
    header: int
    rows: int

    @property
    def last(self) -> int:
        return self.header + max(self.rows, 1)

    def column(self, wanted: SheetColumn) -> int | None:
        """Where a column stands, from 0."""
        return self.columns.index(wanted) if wanted in self.columns else None

    def span(self, wanted: SheetColumn) -> tuple[int, int, int, int] | None:
        """The data cells of a column, for validations and conditions."""
        place = self.column(wanted)
        return None if place is None else (self.header + 1, place, self.last, place)


def write_table(book: Book, table: Placed, rows: Sequence[MatrixRow]) -> None:
    """The headings and the rows, each as high as its texts.

    Empty cells are not written: a fifth of the file would be them. Their column gives them its look, one rule their edges.
    """
    for place, column in enumerate(table.columns):
        write_cell(table.sheet, table.header, place, column.heading, book.heading())
        table.sheet.set_column(place, place, column.width, body_look(book, column.kind, border=0).plain)
    table.sheet.set_row_pixels(table.header, 44)
    looks = [body_look(book, column.kind) for column in table.columns]
    getters, heights = [column.value for column in table.columns], RowHeights(table.columns)
    for line, row in enumerate(rows, table.header + 1):
        values = [value_of(row) for value_of in getters]
        table.sheet.set_row(line, heights.of(values))
        for place, value in enumerate(values):
            if value is not None and value != "":
                write_cell(table.sheet, line, place, value, looks[place])
    edges = book.workbook.add_format({"border": 1, "border_color": LINE})
    table.sheet.conditional_format(table.header + 1, 0, table.last, len(table.columns) - 1, {"type": "blanks", "format": edges})


def body_look(book: Book, kind: ColumnKind, **more: object) -> Look:
    """The look of the cells of a column."""
    shared = {"border": 1, "border_color": LINE, "text_wrap": True, **more}
    if kind == ColumnKind.TEXT:
        return book.look(align="left", indent=1, **shared)
    return book.look(align="center", num_format="0%" if kind == ColumnKind.PERCENT else "dd/mm/yyyy", **shared)


def set_up_table(table: Placed, *, footer: str) -> None:
    """Frozen headings, filter, print set-up."""
    sheet, right = table.sheet, len(table.columns) - 1
    number = table.column(NUMBER) or 0
    sheet.freeze_panes(table.header + 1, number + 1)
    sheet.autofilter(table.header, 0, table.last, right)
    set_up_print(sheet, footer=footer, repeat=table.header, area=(0, 0, table.last, right))
    accept_numbers_as_text(sheet, last=table.last, right=right)


def offer_choices(table: Placed, *, statuses: str, responsibles: str) -> None:
    """Drop-down lists for ESTADO and RESPONSABLE, and the range of the percentage. They help and do not forbid."""
    advice = {"validate": "list", "error_type": "warning", "error_title": "No está en la lista"}
    rules = {
        STATUS: {**advice, "source": statuses, "error_message": "Conviene elegir un estado de la lista. ¿Dejarlo así?"},
        RESPONSIBLE: {**advice, "source": responsibles, "error_message": "Esa institución no está en el catálogo. ¿Dejarla así?"},
        PROGRESS: {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1, "error_title": "Porcentaje",
            "error_message": "Escriba un porcentaje de 0 % a 100 %, por ejemplo 40 %.",
        },
    }  # fmt: skip
    for column, rule in rules.items():
        span = table.span(column)
        if span is not None:
            table.sheet.data_validation(*span, rule)


def colour_words(book: Book, table: Placed, *, status: Colours, deadline: Colours, light: Colours) -> None:
    """Colours that follow the words, also when somebody changes them; repeated problems recede."""
    for column, criteria, words in ((STATUS, "begins with", status), (SITUATION, "begins with", deadline), (LIGHT, "ends with", light)):
        span = table.span(column)
        if span is not None:
            for word, colour in words.items():
                rule = {"type": "text", "criteria": criteria, "value": word, "format": book.highlight(colour)}
                table.sheet.conditional_format(*span, rule)
    span = table.span(PROBLEM)
    if span is not None and table.rows > 1:
        letter = chr(ord("A") + span[1])
        repeated = {
            "type": "formula", "criteria": f"={letter}{span[0] + 2}={letter}{span[0] + 1}",
            "format": book.workbook.add_format({"font_color": QUIET}),
        }  # fmt: skip
        table.sheet.conditional_format(span[0] + 1, span[1], span[2], span[3], repeated)
