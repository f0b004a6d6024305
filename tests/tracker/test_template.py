"""The template for one institution, read again by openpyxl."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.tracker.matrices import CUT_OFF, DEADLINE_COLOURS, MARK, acta_rows, row, typed
from tracker.writing.matrix_rows import MatrixRow
from tracker.writing.sheets_writing import HIDDEN_SHEET
from tracker.writing.template import DATA_SHEET, HELP_SHEET, Template, write_template

LINES = ("PLANTILLA DE SEGUIMIENTO DE ACUERDOS", "Institución: PNP", "PRIMERA SESIÓN ORDINARIA 2026 · Fecha: 25/02/2026", "Corte al 20/03/2026")
HEADER = len(LINES) + 1
FILLED_IN = {"ESTADO", "% DE AVANCE", "ACCIONES REALIZADAS", "MEDIO DE VERIFICACIÓN", "FECHA DEL REPORTE", "OBSERVACIONES"}


def opened(*rows: MatrixRow) -> Any:
    template = Template("Plantilla", CUT_OFF, LINES, rows, MARK, ("Pendiente", "En proceso", "Cumplido", "No cumplido"), DEADLINE_COLOURS)
    return load_workbook(BytesIO(write_template(template)))


def by_heading(sheet: Any, line: int) -> dict[str, Any]:
    return {str(head.value): sheet.cell(line, head.column) for head in sheet[HEADER]}


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(*acta_rows()[:4])


def test_only_what_is_to_be_filled_in_is_unlocked_and_it_is_marked_by_its_colour(book: Any) -> None:
    sheet = book[DATA_SHEET]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for line in range(HEADER + 1, HEADER + 5):
        cells = by_heading(sheet, line)
        assert {heading for heading, cell in cells.items() if not cell.protection.locked} == FILLED_IN
        assert {heading for heading, cell in cells.items() if cell.fill.fgColor.rgb == "FFFFF6D6"} == FILLED_IN


def test_it_brings_the_present_state_so_that_only_what_moved_is_typed(book: Any) -> None:
    cells = by_heading(book[DATA_SHEET], HEADER + 1)
    said = {name: cells[name].value for name in ("N°", "ESTADO", "% DE AVANCE", "ACCIONES REALIZADAS", "PLAZO", "RESPONSABLE DE IMPLEMENTACIÓN")}
    assert said == {
        "N°": "01", "ESTADO": "En proceso", "% DE AVANCE": 0.4, "ACCIONES REALIZADAS": "Se difundió el SPOT en las páginas oficiales.",
        "PLAZO": typed(2026, 3, 8), "RESPONSABLE DE IMPLEMENTACIÓN": "ST CORESEC",
    }  # fmt: skip


def test_internal_remarks_never_leave_in_a_template() -> None:
    sheet = opened(row(remarks="Nota interna de la Secretaría"))[DATA_SHEET]
    assert all("interna" not in str(cell.value) for line in sheet.iter_rows() for cell in line)


def test_the_title_lines_name_the_institution_and_the_session(book: Any) -> None:
    assert tuple(book[DATA_SHEET].cell(line, 1).value for line in range(1, HEADER)) == LINES


def test_the_status_is_chosen_from_a_list_and_messages_are_in_spanish(book: Any) -> None:
    rules = {rule.type: rule for rule in book[DATA_SHEET].data_validations.dataValidation}
    name, cells = rules["list"].formula1.split("!")
    choices = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
    assert choices == ["Pendiente", "En proceso", "Cumplido", "No cumplido"]
    assert rules["list"].errorStyle in {None, "stop"}
    assert rules["list"].error == "Elija un estado de la lista."
    assert (rules["decimal"].formula1, rules["decimal"].formula2) == ("0", "1")


def test_the_instructions_explain_every_column_to_fill_in(book: Any) -> None:
    told = [str(cell.value) for line in book[HELP_SHEET].iter_rows() for cell in line if cell.value]
    assert set(told) >= FILLED_IN
    assert book.sheetnames == [DATA_SHEET, HELP_SHEET, HIDDEN_SHEET]


def test_the_hidden_sheet_leads_back_and_the_session_shows_where_there_are_several() -> None:
    rows = (row(session="Primera sesión", ref="2026-O1-01"), row(session="Segunda sesión", ref="2026-O2-01"))
    book = opened(*rows)
    hidden = book[HIDDEN_SHEET]
    assert [[hidden.cell(line, place).value for place in (1, 2, 3)] for line in (3, 4)] == [
        [DATA_SHEET, HEADER + 1, "2026-O1-01"],
        [DATA_SHEET, HEADER + 2, "2026-O2-01"],
    ]
    assert by_heading(book[DATA_SHEET], HEADER + 2)["SESIÓN"].value == "Segunda sesión"
