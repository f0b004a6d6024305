"""The workbook of a session, read back by another library."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tracker.writing.decisions_book import AdoptedRow, DecisionRow, SessionBook, write_session_book

LINES = ("ACUERDOS Y DECISIONES · SEGUNDA SESIÓN ORDINARIA 2026", "CORESEC Moquegua", "Fecha: 20/04/2026", "Corte al 21/04/2026")
DATED = AdoptedRow("2.1", "=SUM(A1:A9)", "Difundir\nla línea 100", "PNP, DREMO", "ST CORESEC", date(2026, 5, 30), "◑ En proceso", 0.4)
OPEN = AdoptedRow("06", "Robos", "-Patrullar", "PNP", "ST CORESEC", "Sin plazo", "○ Sin reporte", 0.0)
ADOPTED = DecisionRow(1, "20/04/2026 10:05", "Se adopta el acuerdo 06: -Patrullar", "2026-O2-06", "Secretaría Técnica", "Vigente")
UNDONE = DecisionRow(2, "20/04/2026 10:09", "@Se amplía", "", "Secretaría Técnica", "Deshecha")


def sheets(*, agreements: tuple[AdoptedRow, ...], decisions: tuple[DecisionRow, ...]) -> dict[str, Worksheet]:
    book = SessionBook("Acuerdos y decisiones", date(2026, 4, 21), LINES, agreements, decisions, "Ningún acuerdo.", "Ninguna decisión.")
    written = load_workbook(BytesIO(write_session_book(book)))
    return {sheet.title: sheet for sheet in written.worksheets}


def values(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def test_each_sheet_says_the_session_its_date_and_the_cut_off() -> None:
    for sheet in sheets(agreements=(DATED,), decisions=(ADOPTED,)).values():
        assert [sheet.cell(row, 1).value for row in range(1, 5)] == list(LINES)
        assert "Corte al 21/04/2026" in str(sheet.oddFooter)


def test_agreements_and_decisions_come_back_as_they_were_and_no_text_is_a_formula() -> None:
    found = sheets(agreements=(DATED, OPEN), decisions=(ADOPTED, UNDONE))
    adopted, decided = found["Acuerdos"], found["Decisiones"]
    due = datetime(2026, 5, 30)  # noqa: DTZ001  # what the reading library gives for a day
    assert values(adopted, 6) == ["2.1", "=SUM(A1:A9)", "Difundir\nla línea 100", "PNP, DREMO", "ST CORESEC", due, "◑ En proceso", 0.4]
    assert values(adopted, 7) == ["06", "Robos", "-Patrullar", "PNP", "ST CORESEC", "Sin plazo", "○ Sin reporte", 0]
    assert adopted["B6"].data_type == "s"
    assert adopted["F6"].number_format == "dd/mm/yyyy"
    assert values(decided, 6) == [1, ADOPTED.hour, ADOPTED.words, ADOPTED.agreement, ADOPTED.by, "Vigente"]
    assert values(decided, 7) == [2, UNDONE.hour, "@Se amplía", None, UNDONE.by, "Deshecha"]
    assert decided["A6"].number_format == "0"


def test_a_session_without_anything_says_so() -> None:
    found = sheets(agreements=(), decisions=())
    assert found["Acuerdos"]["A6"].value == "Ningún acuerdo."
    assert found["Decisiones"]["A6"].value == "Ninguna decisión."
