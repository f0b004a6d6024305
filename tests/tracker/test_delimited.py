"""Text files are read by the delimiter and the encoding that they show."""

import pytest

from tracker.grid import Value
from tracker.opening.workbooks import read_workbook

ROWS: list[list[Value]] = [["N°", "Acuerdo", "Avance"], ["1", "Niños, niñas", "49,76%"], [], ["2", "Año", None, "x"]]
LINES = "N°;Acuerdo;Avance\r\n1;Niños, niñas;49,76%\r\n\r\n2;Año;;x;;;\r\n"
QUOTED = 'N°,Acuerdo,Avance\n1,"Niños, niñas","49,76%"\n\n2,Año,,x,,\n'

WRITTEN = {
    "UTF-8": LINES.encode(),
    "UTF-8 with a mark": LINES.encode("utf-8-sig"),
    "Windows-1252": LINES.encode("cp1252"),
    "UTF-16": LINES.encode("utf-16"),
    "UTF-16 the other way round": b"\xfe\xff" + LINES.encode("utf-16-be"),
    "commas and quotes": QUOTED.encode(),
    "tabs": LINES.replace(";", "\t").encode("cp1252"),
    "a first line that tells Excel": b"sep=;\r\n" + LINES.encode(),
}


@pytest.mark.parametrize("form", WRITTEN)
def test_the_same_rows_come_out_of_every_form(form: str) -> None:
    (sheet,) = read_workbook(WRITTEN[form], "actas/matriz 2026.csv").sheets
    assert sheet.rows == ROWS
    assert sheet.name == "matriz 2026"


def test_title_lines_and_decimal_commas_do_not_mislead_the_delimiter() -> None:
    lines = "MATRIZ DE ACUERDOS, SESIÓN I, 2026\nN°;Avance;Meta\n1;49,76;100,0\n2;50,5;100,0\n3;1,5;2,5\n"
    assert read_workbook(lines.encode(), "a.csv").sheets[0].rows[2] == ["1", "49,76", "100,0"]


def test_a_long_sentence_with_commas_is_one_cell() -> None:
    prose = "coordinar, " * 300
    assert read_workbook(f"N°;Acuerdo\n1;{prose}\n2;b\n".encode(), "a.csv").sheets[0].rows[1] == ["1", prose]


def test_a_line_break_within_quotes_stays_in_its_cell() -> None:
    rows = read_workbook(b'a;"b\nc\x0bd"\ne;f\n', "a.csv").sheets[0].rows
    assert rows == [["a", "b\nc\x0bd"], ["e", "f"]]


def test_one_column_is_read_as_one_column() -> None:
    assert read_workbook(b"Acuerdo\nPatrullaje\n", "a.csv").sheets[0].rows == [["Acuerdo"], ["Patrullaje"]]


def test_a_byte_that_is_no_letter_does_not_lose_the_file() -> None:
    assert read_workbook(b"N\xba;Acuerdo\n1;Sesi\x81n\n", "a.csv").sheets[0].rows == [
        ["Nº", "Acuerdo"],
        ["1", "Sesi�n"],
    ]
