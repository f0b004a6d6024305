"""The doors that open a file of others to give it back, through the real child process."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from follow_up.vocabulary import Status
from tracker.child import read_here
from tracker.handing_back import fill_apart, losses_apart, result_apart
from tracker.records import Answers, Catalogue, Field, FileRefused, Reading, RefusalCode
from tracker.writing.filling import OwnRow
from tracker.writing.losses import LossCode
from tracker.writing.result_book import Outcome, Result, RowResult

CATALOGUE = Catalogue({"pnp": "PNP"})


def own_book() -> bytes:
    """A tracker as an office keeps it: title, its own words, a date typed, a total below with a formula."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Control"
    sheet.append(["CONTROL DE ACUERDOS 2026"])
    sheet.append(["N°", "Acuerdo", "Responsable", "Plazo", "Estado", "% Avance", "Medio de verificación"])
    sheet.append(["01", "Difundir la campaña de denuncia inmediata", "PNP", date(2026, 4, 30), "En curso", "40 %", None])
    sheet.append(["02", "Remitir la lista de instituciones educativas", "PNP", "31/02/2026", None, None, None])
    sheet.append(["TOTAL", None, None, None, None, "=COUNTA(F3:F4)", None])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def own() -> tuple[bytes, Reading]:
    data = own_book()
    return data, read_here(data, "control.xlsx", CATALOGUE, Answers())


def test_the_workbook_comes_back_filled_where_the_reader_found_its_columns(own: tuple[bytes, Reading]) -> None:
    data, reading = own
    rows = [
        OwnRow("Control", 3, {Field.STATUS: Status.FULFILLED, Field.PROGRESS: 100, Field.EVIDENCE: "Oficio 12-2026 (PNP, 10/03/2026)"}),
        OwnRow("Control", 4, {Field.DEADLINE: date(2026, 5, 4), Field.STATUS: Status.IN_PROGRESS}),
    ]
    done = fill_apart(data, "control.xlsx", reading, rows, {Status.FULFILLED: "Cumplido", Status.IN_PROGRESS: "En proceso"})
    sheet: Any = load_workbook(BytesIO(done.data))["Control"]
    assert [cell.value for cell in sheet[3]][4:] == ["Cumplido", "100 %", "Oficio 12-2026 (PNP, 10/03/2026)"]
    assert sheet["D4"].value.date() == date(2026, 5, 4)
    assert sheet["E4"].value == "En curso"  # the office's own word for it
    assert sheet["F5"].value == "=COUNTA(F3:F4)"
    assert {change.cell for change in done.changes} == {"E3", "F3", "G3", "D4", "E4"}
    assert done.losses == (LossCode.CACHED_FORMULAS,)


def test_losses_are_told_before_and_only_formats_that_can_be_filled_are_taken() -> None:
    assert losses_apart(own_book(), "control.xlsx") == [LossCode.CACHED_FORMULAS]
    with pytest.raises(FileRefused) as refused:
        losses_apart("N°;Acuerdo\n01;Difundir\n".encode(), "control.csv")
    assert (refused.value.code, refused.value.detail) == (RefusalCode.UNKNOWN_FORMAT, "csv")


def test_the_result_stands_beside_the_rows_of_the_file(own: tuple[bytes, Reading]) -> None:
    data, reading = own
    told = (RowResult("Control", 3, Outcome.CHANGED), RowResult("Control", 4, Outcome.PROBLEM, ("D4: la fecha no existe.",)))
    result = Result("Resultado", date(2026, 3, 20), ("RESULTADO DE LA CARGA", "control.xlsx"), told)
    sheet: Any = load_workbook(BytesIO(result_apart(data, "control.xlsx", reading, result)))["Control"]
    assert [cell.value for cell in sheet[3]] == ["Fila", "N°", "Acuerdo", "Responsable", "Plazo", "Estado", "% Avance", "Medio de verificación", "Qué pasó", "Qué falta"]
    assert [(line[0].value, line[-2].value, line[-1].value) for line in sheet.iter_rows(min_row=4, max_row=5)] == [
        (3, "Cambió", None),
        (4, "Con problema", "D4: la fecha no existe."),
    ]
    assert sheet["E5"].fill.fill_type == "solid"
