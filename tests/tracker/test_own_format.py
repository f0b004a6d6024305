"""Filling the user's own workbook: only the state cells of recognised columns change, each in its own manner."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from xlsxwriter import Workbook as Writer

from follow_up.vocabulary import Status
from tests.tracker.matrices import typed
from tracker.records import Column, Field, FileRefused, Reading, Record, Table, TitleFacts
from tracker.writing.filling import OwnFormat, OwnRow, SkipReason, Wanted
from tracker.writing.losses import SENTENCES, LossCode, losses
from tracker.writing.own_format import fill_own_format

WORDS = {
    Status.PENDING: "Pendiente", Status.IN_PROGRESS: "En proceso", Status.FULFILLED: "Cumplido", Status.NOT_FULFILLED: "No cumplido",
    Status.VOID: "Sin efecto",
}  # fmt: skip
HEADINGS = ("N°", "Acuerdo", "Plazo", "Estado", "% Avance", "Acciones", "Medio de verificación", "Fecha de cumplimiento", "Obs.")
FIELDS = (
    Field.NUMBER, Field.AGREEMENT, Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.ACTIONS, Field.EVIDENCE, Field.FULFILLED_ON, Field.REMARKS,
)  # fmt: skip
SHEET, HEADER = "Seguimiento", 3
PLACE = {field: index + 1 for index, field in enumerate(FIELDS)}


def columns() -> tuple[Column, ...]:
    return tuple(Column(index, heading, field) for index, (heading, field) in enumerate(zip(HEADINGS, FIELDS, strict=True)))


def reading_of(*rows: int, own: tuple[Column, ...] | None = None) -> Reading:
    """What the reader would have understood: a table with these rows (from 1)."""
    table = Table(f"{SHEET}!3", SHEET, HEADER, own or columns(), TitleFacts(), "layout", len(rows))
    return Reading("x.xlsx", [table], [Record(SHEET, row, table.key) for row in rows], [], [], [])


def own_book(prepare: Callable[[Any], object] | None = None) -> bytes:
    """A workbook with two agreements under its own headings, in rows 4 and 5; `prepare` adds to its sheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet["A1"] = "MI CONTROL"
    for place, heading in enumerate(HEADINGS, 1):
        sheet.cell(HEADER, place, heading)
    for line in (4, 5):
        sheet.cell(line, 1, f"0{line - 3}")
        sheet.cell(line, 2, "Difundir la campaña")
    if prepare:
        prepare(sheet)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def filled(data: bytes, values: Mapping[Field, Wanted], *more: OwnRow, reading: Reading | None = None) -> tuple[OwnFormat, Any]:
    """The copy with row 4 filled with these values, and its sheet."""
    done = fill_own_format(data, reading or reading_of(4, 5), [OwnRow(SHEET, 4, values), *more], words=WORDS)
    return done, load_workbook(BytesIO(done.data), rich_text=True)[SHEET]


def changed(done: OwnFormat) -> set[str]:
    return {change.cell for change in done.changes}


EVERYTHING: dict[Field, Wanted] = {
    Field.DEADLINE: date(2026, 4, 30), Field.STATUS: Status.FULFILLED, Field.PROGRESS: 100, Field.ACTIONS: "Campaña concluida",
    Field.EVIDENCE: "Oficio 12-2026 (PNP, 10/03/2026)", Field.FULFILLED_ON: date(2026, 3, 12), Field.REMARKS: "Conforme",
}  # fmt: skip


def test_every_recognised_state_column_is_filled_in_its_own_type_and_nothing_else_changes() -> None:
    data = own_book()
    done, sheet = filled(data, EVERYTHING)
    assert [sheet.cell(4, PLACE[field]).value for field in EVERYTHING] == [
        typed(2026, 4, 30), "Cumplido", 1.0, "Campaña concluida", "Oficio 12-2026 (PNP, 10/03/2026)", typed(2026, 3, 12), "Conforme",
    ]  # fmt: skip
    assert sheet.cell(4, PLACE[Field.PROGRESS]).number_format == "0%"
    assert changed(done) == {f"{letter}4" for letter in "CDEFGHI"}
    before: Any = load_workbook(BytesIO(data))[SHEET]
    same = [(c.value, sheet[c.coordinate].value) for line in before.iter_rows() for c in line if c.coordinate not in changed(done)]
    assert all(one == other for one, other in same)


def test_a_cell_that_already_says_it_in_other_words_is_not_touched() -> None:
    def said(sheet: Any) -> None:
        for field, value in {
            Field.DEADLINE: "30 de abril del 2026", Field.STATUS: "CONCLUIDO", Field.PROGRESS: "100 %", Field.ACTIONS: " Campaña concluida ",
            Field.EVIDENCE: "OFICIO N° 12-2026 (PNP, 10/03/2026)", Field.FULFILLED_ON: "12.03.2026", Field.REMARKS: "Conforme",
        }.items():  # fmt: skip
            sheet.cell(4, PLACE[field], value)

    done, _ = filled(own_book(said), EVERYTHING)
    assert not done.changes
    assert not done.skips


def test_the_word_of_the_user_for_a_state_is_used_again() -> None:
    done, sheet = filled(own_book(lambda sheet: sheet.cell(5, PLACE[Field.STATUS], "Culminado")), {Field.STATUS: Status.FULFILLED})
    assert sheet.cell(4, PLACE[Field.STATUS]).value == "Culminado"
    assert changed(done) == {"D4"}


@pytest.mark.parametrize(
    ("neighbour", "number_format", "expected", "shown"),
    [(0.25, "0%", 0.4, "0%"), (25, "General", 40, "General"), ("25%", "General", "40%", "General"), ("25 %", "@", "40 %", "@"), (0.25, "0.0%", 0.4, "0.0%")],
)
def test_a_percentage_is_written_as_its_column_writes_them(neighbour: object, number_format: str, expected: object, shown: str) -> None:
    def prepare(sheet: Any) -> None:
        for line in (4, 5):
            sheet.cell(line, PLACE[Field.PROGRESS]).number_format = number_format
        sheet.cell(5, PLACE[Field.PROGRESS], neighbour).number_format = number_format

    _, sheet = filled(own_book(prepare), {Field.PROGRESS: 40})
    cell = sheet.cell(4, PLACE[Field.PROGRESS])
    assert (cell.value, cell.number_format) == (expected, shown)


@pytest.mark.parametrize(
    ("neighbour", "number_format", "expected"),
    [(date(2026, 5, 1), "d-mmm-yy", typed(2026, 4, 30)), ("01/05/2026", "General", "30/04/2026"), (None, "General", typed(2026, 4, 30))],
)
def test_a_date_is_written_as_its_column_writes_them(neighbour: object, number_format: str, expected: object) -> None:
    def prepare(sheet: Any) -> None:
        sheet.cell(5, PLACE[Field.DEADLINE], neighbour).number_format = number_format

    _, sheet = filled(own_book(prepare), {Field.DEADLINE: date(2026, 4, 30)})
    cell = sheet.cell(4, PLACE[Field.DEADLINE])
    assert cell.value == expected
    assert cell.number_format == {"d-mmm-yy": "d-mmm-yy"}.get(number_format, "General" if neighbour else "dd/mm/yyyy")


def test_a_formula_is_never_written_over_and_stays_a_formula() -> None:
    done, sheet = filled(own_book(lambda sheet: sheet.cell(4, PLACE[Field.PROGRESS], "=1/2")), {Field.PROGRESS: 40, Field.ACTIONS: "Hecho"})
    assert sheet.cell(4, PLACE[Field.PROGRESS]).value == "=1/2"
    assert [(skip.cell, skip.reason) for skip in done.skips] == [("E4", SkipReason.FORMULA)]
    assert changed(done) == {"F4"}


@pytest.mark.parametrize("text", ["=1+1", "+51", "-2", "@SUMA", "_x0041_"])
def test_a_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    done, sheet = filled(own_book(), {Field.ACTIONS: text})
    assert sheet.cell(4, PLACE[Field.ACTIONS]).data_type == "s"
    with zipfile.ZipFile(BytesIO(done.data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert (b"_x005F_x0041_" in xml) == (text == "_x0041_")


def test_one_cell_for_two_agreements_is_written_only_if_both_say_the_same() -> None:
    data = own_book(lambda sheet: sheet.merge_cells("D4:D5"))
    other = OwnRow(SHEET, 5, {Field.STATUS: Status.PENDING})
    done, sheet = filled(data, {Field.STATUS: Status.FULFILLED}, other)
    assert [(skip.cell, skip.reason) for skip in done.skips] == [("D4", SkipReason.SHARED)]
    assert sheet["D4"].value is None
    done, sheet = filled(data, {Field.STATUS: Status.PENDING}, other)
    assert sheet["D4"].value == "Pendiente"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["D4:D5"]


def test_a_cell_merged_with_another_column_is_left_alone_and_told() -> None:
    done, sheet = filled(own_book(lambda sheet: sheet.merge_cells("B4:D4")), {Field.STATUS: Status.PENDING})
    assert sheet["B4"].value == "Difundir la campaña"
    assert SkipReason.MERGED in {skip.reason for skip in done.skips if skip.cell == "D4"}


def test_a_state_marked_with_an_x_moves_to_its_column() -> None:
    marks = (Column(0, "N°", Field.NUMBER), Column(2, "Pendiente", Field.STATUS, Status.PENDING), Column(3, "Cumplido", Field.STATUS, Status.FULFILLED))

    def prepare(sheet: Any) -> None:
        sheet["C4"], sheet["C5"], sheet["D5"] = "x", "x", None

    done, sheet = filled(own_book(prepare), {Field.STATUS: Status.FULFILLED}, reading=reading_of(4, 5, own=marks))
    assert (sheet["C4"].value, sheet["D4"].value, sheet["C5"].value) == (None, "X", "x")
    assert changed(done) == {"C4", "D4"}


def test_look_other_sheets_formulas_charts_and_rich_text_stay() -> None:
    def prepare(sheet: Any) -> None:
        sheet["D4"].fill, sheet["D4"].font = PatternFill("solid", "FF00AA00"), Font(bold=True, name="Arial")
        sheet["B4"] = CellRichText("Difundir ", TextBlock(InlineFont(b=True), "ya"))
        sheet.row_dimensions[4].height, sheet.column_dimensions["B"].width = 77, 33
        other = sheet.parent.create_sheet("Otra")
        other["A1"], other["A2"] = 3, "=A1*2"
        chart = BarChart()
        chart.add_data(Reference(other, min_col=1, min_row=1, max_row=2))
        other.add_chart(chart, "C3")

    done, sheet = filled(own_book(prepare), {Field.STATUS: Status.FULFILLED})
    assert (sheet["D4"].value, sheet["D4"].fill.fgColor.rgb, sheet["D4"].font.b, sheet["D4"].font.name) == ("Cumplido", "FF00AA00", True, "Arial")
    assert isinstance(sheet["B4"].value, CellRichText)
    assert (sheet.row_dimensions[4].height, sheet.column_dimensions["B"].width) == (77, 33)
    book: Any = sheet.parent
    assert book["Otra"]["A2"].value == "=A1*2"
    assert len(book["Otra"]._charts) == 1
    assert done.losses == (LossCode.CACHED_FORMULAS,)
    assert book.calculation.fullCalcOnLoad


def with_part(data: bytes, name: str, content: bytes = b"<x/>") -> bytes:
    """The same workbook with one more part."""
    saved = BytesIO(data)
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr(name, content)
    return saved.getvalue()


def with_sparkline_and_shape() -> bytes:
    saved = BytesIO()
    with Writer(saved, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row("A1", [1, 2, 3])
        sheet.add_sparkline("D1", {"range": f"{SHEET}!A1:C1"})
        sheet.insert_textbox("E5", "Nota")
        sheet.conditional_format("A1:C1", {"type": "data_bar", "data_bar_2010": True})
    return saved.getvalue()


def test_what_openpyxl_cannot_keep_is_found_before() -> None:
    assert losses(with_sparkline_and_shape()) == [LossCode.SHAPES, LossCode.SPARKLINES, LossCode.DATA_BARS]
    assert losses(own_book()) == []


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", LossCode.MACROS), ("xl/externalLinks/externalLink1.xml", LossCode.EXTERNAL_LINKS), ("xl/ctrlProps/ctrlProp1.xml", LossCode.FORM_CONTROLS),
        ("xl/slicers/slicer1.xml", LossCode.SLICERS), ("xl/embeddings/oleObject1.bin", LossCode.EMBEDDED_FILES), ("xl/charts/chartEx1.xml", LossCode.NEW_CHARTS),
        ("xl/threadedComments/threadedComment1.xml", LossCode.CONVERSATIONS), ("xl/connections.xml", LossCode.DATA_CONNECTIONS),
        ("_xmlsignatures/sig1.xml", LossCode.SIGNATURE), ("xl/metadata.xml", LossCode.DYNAMIC_FORMULAS), ("xl/charts/style1.xml", LossCode.CHART_LOOK),
    ],
)  # fmt: skip
def test_each_part_that_would_be_lost_has_its_warning(part: str, code: LossCode) -> None:
    assert losses(with_part(own_book(), part)) == [code]


def test_every_loss_has_its_sentence() -> None:
    assert set(SENTENCES) == set(LossCode)


def test_a_sign_that_two_chunks_share_is_found() -> None:
    content = b"<a>" + b" " * ((1 << 20) - 8) + b"<sparklineGroups/>"
    assert losses(with_part(own_book(), "xl/worksheets/sheet9.xml", content)) == [LossCode.SPARKLINES]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a;b\n1;2"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        losses(data)
