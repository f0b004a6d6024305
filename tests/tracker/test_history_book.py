"""The history as a workbook: each change in its line, the head of the chain printed, and nothing typed is calculated."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from tracker.records import ExportMark
from tracker.writing.history_book import COLUMNS, HistoryBook, HistoryRow, write_history

ROW = HistoryRow(7, "25/02/2026 10:00", "Secretaría Técnica", "2026-O1-2.1 · PNP", "Acciones realizadas", "", "=1+1", "Pantalla Acuerdo", "Vigente")
BOOK = HistoryBook("Historial", date(2026, 3, 1), ("HISTORIAL", "Al 01/03/2026"), (ROW,), ExportMark(7, "3f9c1a" * 10), "Ningún cambio coincide.")


def cells(book: HistoryBook) -> list[list[object]]:
    sheet = load_workbook(BytesIO(write_history(book)))["Historial"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_each_change_is_a_line_under_the_head_of_the_chain() -> None:
    rows = cells(BOOK)
    assert rows[2][0] == f"Registro del tablero hasta el evento 7; huella: {'3f9c1a' * 10}"
    assert rows[3] == [words for words, _ in COLUMNS]
    assert rows[4][:2] == [7, "25/02/2026 10:00"]
    assert rows[4][6] == "=1+1"
    assert write_history(BOOK) == write_history(BOOK)
    assert cells(replace(BOOK, rows=()))[4][0] == "Ningún cambio coincide."
