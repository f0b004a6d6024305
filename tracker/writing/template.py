"""The *Plantilla*: the tracker of one institution with its open agreements, to be filled in and sent back.

It brings the present state, so that only what moved is typed, and an untouched template read back records nothing. What
must not change is locked, without a password; internal remarks stay at home: their cells go out empty.
"""

from dataclasses import dataclass
from datetime import date

from xlsxwriter.worksheet import Worksheet

from tracker.records import ExportMark
from tracker.writing.matrix import Colours, Placed, body_look, chain_line, colour_words, footer_of, set_up_table
from tracker.writing.matrix_rows import (
    ACTIONS,
    AGREEMENT,
    DEADLINE,
    EVIDENCE,
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
from tracker.writing.sheets_writing import (
    BAND,
    FILL_IN,
    INK,
    LINE,
    NOTE,
    Book,
    RowMark,
    lines_of,
    set_up_print,
    write_cell,
    write_lines,
    write_way_back,
)

DATA_SHEET, HELP_SHEET = "Plantilla", "Cómo llenar"
FILLED_IN = {STATUS, PROGRESS, ACTIONS, EVIDENCE, REPORTED_ON, REMARKS}
COLUMNS = (
    SESSION, NUMBER, PROBLEM, AGREEMENT, RESPONSIBLE, DEADLINE, SITUATION, STATUS, PROGRESS, ACTIONS, EVIDENCE, REPORTED_ON, REMARKS,
)  # fmt: skip
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)  # the days that the reader takes
HELP_WIDTH, HELP_LINE = 95, 16
BLANK_FILL, GREY_HEAD = "#F3F5F7", "#5B6B7A"
ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "select_locked_cells": True}

HELP = (
    ("Qué es", "Los acuerdos del comité que su institución tiene abiertos, con lo último que reportó. Devuelva este mismo archivo."),
    ("Qué se llena", "Solo las celdas amarillas. Lo que no cambió puede quedarse como está; una celda vacía no borra nada."),
    ("ESTADO", "Elija de la lista: Pendiente (aún no empieza), En proceso, Cumplido (terminado y con documento que lo prueba), No cumplido."),
    ("% DE AVANCE", "De 0 % a 100 %. Pendiente es 0 %; Cumplido es 100 %. Escriba 40 % o 40."),
    ("ACCIONES REALIZADAS", "Qué se hizo, cuándo y con qué resultado. Ejemplo: «Se remitió el oficio a las UGEL y respondieron tres»."),
    ("MEDIO DE VERIFICACIÓN", "Tipo, número, institución que lo emite y fecha. Ejemplo: «Oficio 012-2026 (DREMO, 10/03/2026)». Sin él no se da por cumplido."),
    ("FECHA DEL REPORTE", "El día de este reporte, por ejemplo 30/04/2026. Si la deja como está, vale el día en que la Secretaría lo cargue."),
    ("OBSERVACIONES", "Dificultades o aclaraciones para la Secretaría Técnica."),
    ("Qué no se toca", "Las celdas blancas y grises están bloqueadas: dicen qué acuerdo es. No borre ni agregue filas, no cambie los encabezados ni las hojas."),
    ("Datos personales", "No escriba nombres, DNI, teléfonos ni direcciones de víctimas, denunciantes ni niños; tampoco adjunte listas: basta el número del documento."),
)  # fmt: skip


@dataclass(frozen=True)
class Template:
    """What goes out to one institution. `rows`: its open agreements with its own last report.

    `lines` are the title lines (institution, session, cut-off); `statuses` the choices of ESTADO; `colours` by word.
    """

    title: str
    cut_off: date
    lines: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    mark: ExportMark
    statuses: tuple[str, ...]
    deadline_colours: Colours


def write_template(template: Template) -> bytes:
    """The workbook: the table to fill in, the instructions, and the hidden sheet that leads each row back."""
    book = Book(title=template.title, made_on=template.cut_off)
    sheet = book.sheet(DATA_SHEET)
    columns = COLUMNS if any(row.session for row in template.rows) else COLUMNS[1:]
    table = Placed(sheet, columns, header=len(template.lines), rows=len(template.rows))
    footer = footer_of(template.title, template.cut_off)
    _write_help(book, [template.title, *template.lines[1:2], chain_line(template.mark)], footer=footer)
    marks = (RowMark(DATA_SHEET, table.header + 2 + place, row.ref) for place, row in enumerate(template.rows))
    statuses = write_way_back(book, template.mark, marks, [template.statuses])[0]
    write_lines(book, sheet, template.lines)
    _write_form(book, table, template.rows)
    set_up_table(table, footer=footer)
    colour_words(book, table, status={}, deadline=template.deadline_colours, light={})
    _guide(table, statuses)
    sheet.protect("", ALLOWED)
    return book.finish()


def _write_form(book: Book, table: Placed, rows: tuple[MatrixRow, ...]) -> None:
    """Headings and rows; what is to be filled in is yellow and unlocked, blank remarks included."""
    shared = {"bold": True, "border": 1, "border_color": LINE, "text_wrap": True, "align": "center", "valign": "vcenter"}
    locked = book.look(font_color="#FFFFFF", bg_color=GREY_HEAD, **shared)
    open_ = book.look(font_color="#FFFFFF", bg_color=BAND, **shared)
    table.sheet.set_row_pixels(table.header, 44)
    for place, column in enumerate(table.columns):
        write_cell(table.sheet, table.header, place, column.heading, open_ if column in FILLED_IN else locked)
        table.sheet.set_column(place, place, column.width)
    looks = [_cell_look(book, column) for column in table.columns]
    heights = RowHeights(table.columns)
    for line, row in enumerate(rows, table.header + 1):
        values = [None if column is REMARKS else column.value(row) for column in table.columns]
        table.sheet.set_row(line, heights.of(values))
        for place, value in enumerate(values):
            write_cell(table.sheet, line, place, value, looks[place])


def _cell_look(book: Book, column: SheetColumn):
    if column in FILLED_IN:
        return body_look(book, column.kind, locked=False, bg_color=FILL_IN)
    return body_look(book, column.kind, bg_color=BLANK_FILL if column.kind == ColumnKind.LABEL else "#FFFFFF")


def _guide(table: Placed, statuses: str) -> None:
    """What may be typed in each yellow cell, said when it is chosen and when something else is typed."""
    rules = {
        STATUS: {
            "validate": "list", "source": statuses, "error_title": "Estado", "error_message": "Elija un estado de la lista.",
            "input_title": "Estado", "input_message": "Elija de la lista. «Cumplido» necesita su medio de verificación.",
        },
        PROGRESS: {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1, "error_title": "Porcentaje",
            "error_message": "Escriba un porcentaje de 0 % a 100 %, por ejemplo 40 %.", "input_title": "Porcentaje",
            "input_message": "De 0 % a 100 %, por ejemplo 40 %.",
        },
        EVIDENCE: {
            "validate": "any", "input_title": "Medio de verificación",
            "input_message": "Tipo, número, institución y fecha. Ejemplo: Oficio 012-2026 (DREMO, 10/03/2026)",
        },
        REPORTED_ON: {
            "validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY, "error_title": "Fecha del reporte",
            "error_message": "Escriba una fecha completa, por ejemplo 30/04/2026.", "input_title": "Fecha del reporte",
            "input_message": "El día de este reporte, por ejemplo 30/04/2026.",
        },
        ACTIONS: {
            "validate": "any", "input_title": "Acciones realizadas",
            "input_message": "Qué se hizo y con qué resultado. Sin nombres ni datos de personas.",
        },
    }  # fmt: skip
    for column, rule in rules.items():
        span = table.span(column)
        if span is not None:
            table.sheet.data_validation(*span, rule)


def _write_help(book: Book, lines: list[str], *, footer: str) -> None:
    sheet: Worksheet = book.sheet(HELP_SHEET)
    write_lines(book, sheet, lines)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, HELP_WIDTH)
    name = book.look(bold=True, font_size=11, text_wrap=True, bottom=1, border_color=LINE, font_color=INK)
    said = book.look(font_size=11, text_wrap=True, bottom=1, border_color=LINE, font_color=NOTE)
    for row, (heading, words) in enumerate(HELP, len(lines) + 1):
        write_cell(sheet, row, 0, heading, name)
        write_cell(sheet, row, 1, words, said)
        sheet.set_row(row, HELP_LINE * lines_of(words, HELP_WIDTH) + HELP_LINE / 2)
    set_up_print(sheet, footer=footer, repeat=None, area=(0, 0, len(lines) + len(HELP), 1))
    sheet.protect()
