"""What .ods and .xls tell beside their values."""

import struct
from datetime import date, datetime, time, timedelta

from tests.tracker.packages import book, old_book, open_document, record, row, text
from tracker.grid import FileKind, Sheet
from tracker.opening.compound import Compound, compound_file
from tracker.opening.workbooks import read_workbook

FAILED = ' calcext:value-type="error" table:formula="of:=1"'


def ods_cell(kind: str, value: str = "", more: str = "", words: str = "") -> str:
    attribute = {"float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    stated = f' office:value-type="{kind}"' + (f' office:{attribute}="{value}"' if value else "")
    return f"<table:table-cell{stated}{more}>{words}</table:table-cell>"


def ods_sheet(rows: str, before: str = "") -> Sheet:
    workbook = read_workbook(open_document(f'<table:table table:name="Hoja1">{before}{rows}</table:table>'), "a.ods")
    assert workbook.kind == FileKind.ODS
    return workbook.sheets[0]


def test_an_open_document_gives_each_kind_of_value() -> None:
    cells = (
        ods_cell("float", "2.5")
        + ods_cell("currency", "10")
        + ods_cell("date", "2026-03-10")
        + ods_cell("date", "2026-03-10T08:30:00")
        + ods_cell("time", "PT08H30M00S")
        + ods_cell("time", "PT30H00M00S")
        + ods_cell("boolean", "true")
        + ods_cell("string", words="<text:p>a<text:s text:c='2'/>b<text:span>c</text:span></text:p><text:p>d</text:p>")
        + ods_cell("string", words="<office:annotation><text:p>nota</text:p></office:annotation><text:p>e</text:p>")
    )
    moment = datetime.combine(date(2026, 3, 10), time(8, 30))
    values = [2.5, 10.0, date(2026, 3, 10), moment, time(8, 30), timedelta(hours=30), True, "a  bc\nd", "e"]
    assert ods_sheet(f"<table:table-row>{cells}</table:table-row>").rows == [values]


def test_an_open_document_repeats_what_it_says_and_keeps_its_places() -> None:
    twice = ' table:number-columns-repeated="2"'
    rows = (
        '<table:table-row table:number-rows-repeated="2"/><table:table-header-rows><table:table-row>'
        f"<table:table-cell{twice}/>{ods_cell('float', '1', twice)}<table:table-cell table:number-columns-repeated='16000'/>"
        "</table:table-row></table:table-header-rows>"
        f'<table:table-row table:number-rows-repeated="2">{ods_cell("float", "2")}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"/>'
    )
    assert ods_sheet(rows).rows == [[], [], [None, None, 1.0, 1.0], [2.0], [2.0]]


def test_an_open_document_tells_percentages_errors_merges_and_what_is_hidden() -> None:
    merged = ' table:number-columns-spanned="3" table:number-rows-spanned="2"'
    rows = (
        f"<table:table-row>{ods_cell('percentage', '0.5', merged)}<table:covered-table-cell/><table:covered-table-cell/>"
        f"{ods_cell('string', more=FAILED, words='<text:p>#REF!</text:p>')}"
        '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
        f'<table:table-row table:visibility="filter">{ods_cell("float", "1")}</table:table-row>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    sheet = ods_sheet(rows, columns)
    assert sheet.rows == [[0.5], [1.0]]
    assert sheet.percents == {(0, 0)}
    assert sheet.errors == {(0, 3): "#REF!"}
    assert sheet.uncalculated == {(0, 4)}
    assert sheet.merges == [(0, 0, 1, 0)]
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {1, 2}


def test_an_open_document_tells_hidden_sheets_and_takes_no_table_within_a_cell_for_one() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    inner = '<table:table table:name="c"><table:table-row><table:table-cell/></table:table-row></table:table>'
    tables = (
        f'<table:table table:name="a"><table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row></table:table>'
        '<table:table table:name="b" table:style-name="ta2"/>'
    )
    sheets = read_workbook(open_document(tables, styles=style), "a.ods").sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("a", False), ("b", True)]


def xls_sheet(records: bytes, globals_: bytes = b"", hidden: int = 0) -> Sheet:
    workbook = read_workbook(compound_file("Workbook", old_book(records, globals_, hidden)), "a.xls")
    assert workbook.kind == FileKind.XLS
    return workbook.sheets[0]


def number(row_: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, "HHHd", row_, column, style, value)


PERCENT = record(0x041E, "HHB2s", 200, 2, 0, b"0%") + record(0x00E0, "HH16x", 0, 0) + record(0x00E0, "HH16x", 0, 200)


def test_an_old_book_tells_percentages_and_errors() -> None:
    formula = record(0x0006, "HHHB1xB3xHHIH", 2, 1, 0, 2, 0x2A, 0xFFFF, 0, 0, 0)
    several = record(0x00BD, "HHHIHIH", 1, 0, 0, (5 << 2) | 2, 1, (1 << 2) | 2, 1)
    sheet = xls_sheet(
        number(0, 0, 0.5, 1) + several + record(0x0205, "HHHBB", 2, 0, 0, 0x17, 1) + formula + number(3, 0, 1.0),
        PERCENT,
    )
    assert sheet.rows == [[0.5], [5, 1], [], [1.0]]
    assert sheet.percents == {(0, 0), (1, 1)}
    assert sheet.errors == {(2, 0): "#REF!", (2, 1): "#N/A"}


def test_an_old_book_tells_what_is_hidden_and_merged() -> None:
    hidden_row = record(0x0208, "HHHHHHHH", 1, 0, 1, 255, 0, 0, 0x20, 0)
    hidden_column = record(0x007D, "HHHHHH", 1, 2, 2000, 0, 1, 0)
    merged = record(0x00E5, "HHHHH", 1, 0, 1, 0, 0)
    sheet = xls_sheet(hidden_column + hidden_row + number(0, 0, 1) + number(1, 0, 2) + merged, hidden=1)
    assert sheet.hidden
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {1, 2}
    assert sheet.merges == [(0, 0, 1, 0)]


def test_an_old_book_keeps_its_epoch() -> None:
    book_ = compound_file("Workbook", old_book(number(0, 0, 1), record(0x22, "H", 1)))
    assert read_workbook(book_, "a.xls").epoch_1904


def small_compound(words: bytes) -> bytes:
    """A compound file whose stream lies among the small sectors, as other programs than Excel write them."""
    end, free, none = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
    size = -(-len(words) // 64)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        62,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        2,
        1,
        end,
        0,
    )
    fat = struct.pack("<4I", 0xFFFFFFFD, end, end, end) + struct.pack("<I", free) * 124
    small_fat = struct.pack(f"<{size}I", *range(1, size), end).ljust(512, b"\xff")
    entries = (("Root Entry", 5, 3, size * 64, 1), ("Workbook", 2, 0, len(words), none))
    directory = b"".join(
        struct.pack(
            "<64sHBBIII36xIQ",
            f"{name}\0".encode("utf-16-le"),
            2 * len(name) + 2,
            kind,
            1,
            none,
            none,
            child,
            first,
            length,
        )
        for name, kind, first, length, child in entries
    )
    return (
        header
        + struct.pack("<109I", 0, *[free] * 108)
        + fat
        + directory.ljust(512, b"\0")
        + small_fat
        + words.ljust(512, b"\0")
    )


def test_a_small_book_among_small_sectors_is_found() -> None:
    stream = old_book(number(0, 0, 7))
    assert Compound(small_compound(stream)).stream("Workbook") == stream
    assert read_workbook(small_compound(stream), "a.xls").sheets[0].rows == [[7.0]]


def test_a_book_of_today_named_as_an_old_one_is_read() -> None:
    assert read_workbook(book(row(1, text("A1", "x"))), "a.xls").sheets[0].rows == [["x"]]
