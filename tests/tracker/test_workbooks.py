"""What a file says is read whole and in its place, and what must not be read is refused with its reason."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.tracker.hostile import GOOD, REFUSED
from tests.tracker.packages import (
    DOCUMENT,
    MAIN,
    STRICT_MAIN,
    book,
    book_parts,
    cell,
    package,
    row,
    shared,
    styles,
    text,
    worksheet,
)
from tracker.grid import FileKind, Sheet, Value
from tracker.opening.workbooks import clean_file_name, read_workbook
from tracker.records import FileRefused, RefusalCode

GOOD_ROWS: list[list[Value]] = [["Acuerdo", "Avance"], ["Patrullaje", 0.5]]


@pytest.mark.parametrize("sentence", REFUSED)
def test_it_is_refused_with_its_reason(sentence: str) -> None:
    name, make, code = REFUSED[sentence]
    with pytest.raises(FileRefused) as refused:
        read_workbook(make(), name)
    assert refused.value.code == code


def the_sheet(data: bytes, name: str = "a.xlsx") -> Sheet:
    (sheet,) = read_workbook(data, name).sheets
    return sheet


def encoded(rows: str, name: str, codec: str) -> bytes:
    """A book whose sheet is written in another encoding."""
    part = f'<?xml version="1.0" encoding="{name}"?>{worksheet(rows)}'.encode(codec)
    return package(book_parts("") | {"xl/worksheets/sheet1.xml": part})


def counted(counts: str) -> bytes:
    """A book that states a number of shared texts."""
    return book(row(1, cell("A1", "0", ' t="s"')), {"xl/sharedStrings.xml": shared("a", counts=counts)})


def prefixed() -> bytes:
    rows = '<x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row>'
    return package(book_parts(f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'))


def stated(area: str) -> bytes:
    return package(book_parts(worksheet(GOOD, before=f'<dimension ref="{area}"/>')))


UNPLACED = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c r='B4'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
PAINTED = row(1048576, '<c r="XFD1048576" s="0"/><c r="XFC1048576"></c>')

READ: dict[str, tuple[Callable[[], bytes], list[list[Value]]]] = {
    "rows keep their numbers below empty ones": (lambda: book(row(3, cell("B3", "1"))), [[], [], [None, 1.0]]),
    "a stated area is not believed": (lambda: stated("A1:XFD1048576"), GOOD_ROWS),
    "a stated area of nonsense does no harm": (lambda: stated("todo"), GOOD_ROWS),
    "macros stay closed": (lambda: book(GOOD, {"xl/vbaProject.bin": b"\xcc" * 9_000}), GOOD_ROWS),
    "links to other books stay closed": (lambda: book(GOOD, {"xl/externalLinks/a.xml": "<no"}), GOOD_ROWS),
    "a huge picture is never unpacked": (lambda: book(GOOD, {"xl/media/a.bmp": b"\0" * 40_000_000}), GOOD_ROWS),
    "the strict form": (lambda: package(book_parts(worksheet(GOOD, main=STRICT_MAIN), strict=True)), GOOD_ROWS),
    "a date of the strict form": (lambda: book(row(1, cell("A1", "2026-03-10", ' t="d"'))), [[date(2026, 3, 10)]]),
    "a false number of shared texts": (lambda: counted(' count="9" uniqueCount="99999999999"'), [["a"]]),
    "a false number behind a sign that ends tags": (lambda: counted(' x=">"uniqueCount="99999999999"'), [["a"]]),
    "elements under a prefix": (prefixed, [[], [None, 5.0]]),
    "cells that do not say where they are": (
        lambda: book(UNPLACED),
        [[1.0, 2.0], [], [], [None, 3.0, 4.0], [5.0]],
    ),
    "painted cells far away": (lambda: book(GOOD + PAINTED), GOOD_ROWS),
    "an encoding of two bytes": (lambda: encoded(GOOD, "UTF-16", "utf-16"), GOOD_ROWS),
    "an old encoding": (lambda: encoded(row(1, text("A1", "Sesión")), "ISO-8859-1", "latin-1"), [["Sesión"]]),
    "a path from the root": (
        lambda: package(book_parts(worksheet(GOOD), targets=["/xl/worksheets/sheet1.xml"])),
        GOOD_ROWS,
    ),
    "numbers that are none": (
        lambda: book(row(1, cell("A1", "NaN") + cell("B1", "1e999") + cell("C1", "1"))),
        [[None, None, 1.0]],
    ),
    "text that looks like an escape": (lambda: book(row(1, text("A1", "_x005F_x0041_"))), [["_x0041_"]]),
}


@pytest.mark.parametrize("sentence", READ)
def test_it_is_read_as_it_stands(sentence: str) -> None:
    make, rows = READ[sentence]
    assert the_sheet(make()).rows == rows


def test_content_says_the_kind_and_the_name_does_not() -> None:
    assert read_workbook(book(GOOD), "a.csv").kind == FileKind.XLSX
    assert read_workbook(book(GOOD, {"xl/vbaProject.bin": b""}), "a.xlsx").kind == FileKind.XLSM
    assert read_workbook(b"a;b\n1;2\n", "a.xlsx").kind == FileKind.CSV


def test_percentages_are_told_by_their_format_and_not_by_a_printed_sign() -> None:
    cells = (
        "".join(cell(f"{column}2", "0.5", f' s="{style}"') for style, column in enumerate("ABCD")) + '<c r="E2" s="1"/>'
    )
    shown = {"xl/styles.xml": styles("0.0%", "0&quot;%&quot;", "dd/mm/yyyy")}
    assert the_sheet(book(row(2, cells), shown)).percents == {(1, 1)}


def test_percentages_are_found_among_hundreds_of_styles() -> None:
    shown = {"xl/styles.xml": styles(*["0%"] * 300)}
    cells = cell("A1", "0.5", " s = '250'") + cell("B1", "0.5", ' s="0"') + cell("C1", "0.5", ' t="n" s="25"')
    assert the_sheet(book(row(1, cells), shown)).percents == {(0, 0), (0, 2)}


def test_an_error_is_a_flag_and_no_text_also_when_nobody_knows_it() -> None:
    cells = cell("A1", "#REF!", ' t="e"') + "<c t='e' r='B1'><f>A1</f><v>#SPILL!</v></c>" + cell("C1", "1")
    sheet = the_sheet(book(row(1, cells)))
    assert sheet.rows == [[None, None, 1.0]]
    assert sheet.errors == {(0, 0): "#REF!", (0, 1): "#SPILL!"}


def test_a_formula_without_a_stored_result_is_flagged_but_an_empty_text_is_a_result() -> None:
    formulas = {"A1": "", "B1": "<v></v>", "C1": "<v/>", "D1": "<v>2</v>"}
    cells = "".join(f'<c r="{place}"><f>1+1</f>{result}</c>' for place, result in formulas.items())
    cells += '<c r="E1" t="str"><f>A1</f><v></v></c>' + '<c r="F1"><f t="shared" si="0"/></c>'
    sheet = the_sheet(book(row(1, cells)))
    assert sheet.uncalculated == {(0, 0), (0, 1), (0, 2), (0, 5)}
    assert sheet.rows == [[None, None, None, 2.0]]


def test_hidden_rows_and_columns_are_told() -> None:
    columns = '<cols><col min="1" max="1" hidden="0"/><col hidden="1" max="16384" min="3"/></cols>'
    rows = (
        row(1, cell("A1", "1"), ' hidden="1"')
        + row(2, cell("A2", "1"))
        + row(3, "", " hidden='true'")
        + row(4, cell("A4", "1"))
    )
    sheet = the_sheet(package(book_parts(worksheet(rows, before=columns))))
    assert sheet.hidden_rows == {0, 2}
    assert sheet.hidden_columns == set(range(2, 200))


def test_merges_end_where_the_cells_end() -> None:
    merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:XFD1048576"/><mergeCell ref="X9:Z9"/></mergeCells>'
    assert the_sheet(book(GOOD, after=merges)).merges == [(0, 0, 1, 0), (0, 1, 1, 1)]


def test_sheets_come_in_the_order_of_the_book_with_their_names_and_without_charts() -> None:
    names = ["Seg&amp;uimiento", "", "Gráfico", "Muy oculta"]
    states = ["", ' state="hidden"', "", ' state="veryHidden"']
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        for number, (name, state) in enumerate(zip(names, states, strict=True), start=1)
    )
    pages = [worksheet(row(1, cell("A1", str(number)))) for number in range(1, 5)]
    targets = [f"worksheets/sheet{number}.xml" for number in (2, 1, 3, 4)]  # the parts of the first two are swapped
    parts = book_parts(*pages, listed=listed, targets=targets)
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        f'"rId3" Type="{DOCUMENT}/worksheet"', f'"rId3" Type="{DOCUMENT}/chartsheet"'
    )
    told = [(sheet.name, sheet.hidden, sheet.rows) for sheet in read_workbook(package(parts), "a.xlsx").sheets]
    assert told == [("Seg&uimiento", False, [[2.0]]), ("Hoja 2", True, [[1.0]]), ("Muy oculta", True, [[4.0]])]


def test_the_epoch_of_1904_moves_the_dates() -> None:
    page, shown = worksheet(row(1, cell("A1", "44000", ' s="1"'))), {"xl/styles.xml": styles("dd/mm/yyyy")}
    old = read_workbook(package(book_parts(page, told='<workbookPr date1904="1"/>') | shown), "a.xlsx")
    new = read_workbook(package(book_parts(page) | shown), "a.xlsx")
    assert (old.epoch_1904, old.sheets[0].rows) == (True, [[date(2024, 6, 19)]])
    assert (new.epoch_1904, new.sheets[0].rows) == (False, [[date(2020, 6, 18)]])


def test_fifty_thousand_merges_and_a_link_in_each_row_are_no_burden() -> None:
    numbers = range(1, 20_001)
    merges = "".join(
        f'<mergeCell ref="{left}{n}:{right}{n}"/>' for n in numbers[:16_700] for left, right in ("AB", "CD", "EF")
    )
    links = "".join(f'<hyperlink ref="A{n}" location="A1"/>' for n in numbers)
    rows = "".join(row(n, cell(f"A{n}", "1") + cell(f"F{n}", "1")) for n in numbers)
    sheet = the_sheet(book(rows, after=f"<mergeCells>{merges}</mergeCells><hyperlinks>{links}</hyperlinks>"))
    assert (len(sheet.rows), len(sheet.merges)) == (20_000, 50_100)


def test_a_name_is_kept_without_path_or_invisible_characters() -> None:
    assert clean_file_name("C:\\actas\\..\\matriz.xlsx") == "matriz.xlsx"
    assert clean_file_name("../../etc/matriz.xlsx") == "matriz.xlsx"
    assert clean_file_name("ma\u202etriz\0\n.xlsx") == "matriz.xlsx"
    assert clean_file_name("Sesio\u0301n 1.csv") == "Sesión 1.csv"
    assert clean_file_name("a" * 300 + ".xlsx") == "a" * 115 + ".xlsx"
    assert clean_file_name("/") == "archivo"


def test_a_refusal_names_what_was_found() -> None:
    with pytest.raises(FileRefused) as refused:
        read_workbook(package({"word/document.xml": ""}), "acta.xlsx")
    assert (refused.value.code, refused.value.detail) == (RefusalCode.NOT_WHAT_IT_SAYS, "documento de Word")
    with pytest.raises(FileRefused) as refused:
        read_workbook(book(row(1, cell("XFD7", "1"))), "a.xlsx")
    assert refused.value.detail == "XFD7"
