"""The report of a load: the user's own rows with what became of each."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.tracker.matrices import typed
from tracker.grid import FileKind, Sheet, Workbook
from tracker.records import CellProblem, Column, ProblemCode, Reading, Record, Table, TitleFacts
from tracker.writing.result_book import Outcome, Result, RowResult, write_result

SHEET = "Seguimiento: 2026"
LINES = ("RESULTADO DE LA CARGA · dremo.xlsx", "Registrada el 20/03/2026 por Secretaría Técnica")
GRID = Sheet(
    SHEET,
    [
        ["REPORTE"],
        ["N°", "Acuerdo", "Plazo", "Avance", "Detalle propio"],
        ["01", "=Difundir", date(2026, 4, 30), 0.5, "lo mío"],
        ["02", "Remitir\nlista", "31/02/2026", 40.0, None],
        ["03", "Convocar", None, None, None],
    ],
    percents=frozenset({(2, 3)}),
    errors={(4, 3): "#REF!"},
)
COLUMNS = tuple(Column(index, str(heading), None) for index, heading in enumerate(GRID.rows[1]))
TABLE = Table("t", SHEET, 2, COLUMNS, TitleFacts(), "layout", 2)
READING = Reading(
    "dremo.xlsx", [TABLE], [Record(SHEET, 3, "t"), Record(SHEET, 4, "t"), Record(SHEET, 4, "t"), Record(SHEET, 5, "t")],
    [CellProblem(SHEET, 4, "C4", ProblemCode.DATE_IMPOSSIBLE, "31/02/2026")], [], [],
)  # fmt: skip
ROWS = (
    RowResult(SHEET, 3, Outcome.CHANGED),
    RowResult(SHEET, 4, Outcome.PROBLEM, ("C4: La fecha no existe.",)),
    RowResult(SHEET, 4, Outcome.SAME),
    RowResult(SHEET, 5, Outcome.LEFT_OUT, ("Usted la dejó fuera.",)),
)


@pytest.fixture(scope="module")
def sheet() -> Any:
    data = write_result(Result("Resultado", date(2026, 3, 20), LINES, ROWS), Workbook(FileKind.XLSX, [GRID]), READING)
    return load_workbook(BytesIO(data)).worksheets[0]


def line_of(sheet: Any, line: int) -> list[Any]:
    return [cell.value for cell in sheet[line]]


def test_the_users_own_headings_and_row_numbers_stand_beside_two_new_columns(sheet: Any) -> None:
    assert line_of(sheet, 3) == ["Fila", "N°", "Acuerdo", "Plazo", "Avance", "Detalle propio", "Qué pasó", "Qué falta"]
    assert [sheet.cell(line, 1).value for line in (4, 5, 6)] == [3, 4, 5]
    assert sheet.title == "Seguimiento 2026"


def test_values_come_back_in_their_own_type(sheet: Any) -> None:
    assert line_of(sheet, 4) == [3, "01", "=Difundir", typed(2026, 4, 30), 0.5, "lo mío", "Cambió", None]
    assert (sheet["C4"].data_type, sheet["E4"].number_format, sheet["D4"].number_format) == ("s", "0%", "dd/mm/yyyy")
    assert line_of(sheet, 6)[4] == "#REF!"


def test_a_cell_with_a_problem_is_coloured_and_only_it(sheet: Any) -> None:
    coloured = {cell.coordinate for line in (4, 5, 6) for cell in sheet[line][:6] if cell.fill.fill_type == "solid"}
    assert coloured == {"D5"}


def test_a_row_that_held_two_agreements_tells_what_became_of_both(sheet: Any) -> None:
    assert line_of(sheet, 5)[6:] == ["Con problema / Igual", "C4: La fecha no existe."]


def test_a_row_left_out_says_so(sheet: Any) -> None:
    assert line_of(sheet, 6)[6:] == ["No se aplicó", "Usted la dejó fuera."]


def test_every_outcome_has_its_word() -> None:
    assert [outcome.value for outcome in Outcome] == ["Nuevo", "Cambió", "Igual", "En conflicto", "Con problema", "No se aplicó"]
