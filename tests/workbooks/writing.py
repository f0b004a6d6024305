"""The bytes of a workbook from rows of plain values, in each format that officials send."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

Row = Sequence[Any]


@dataclass(frozen=True)
class Styled:
    """A value with a cell format of XlsxWriter."""

    value: Any
    style: dict[str, Any]


@dataclass(frozen=True)
class Formula:
    """A formula and the result that Excel stored with it."""

    text: str
    result: Any


@dataclass(frozen=True)
class Page:
    """One sheet. `merges` as Excel names them ("A1:E1"); `finish` does what rows of values cannot say."""

    name: str
    rows: Sequence[Row]
    merges: Sequence[str] = ()
    finish: Callable[[Any, Worksheet], object] | None = None


@dataclass(frozen=True)
class Book:
    """Sheets and the options of the file."""

    pages: Sequence[Page]
    options: dict[str, Any] = field(default_factory=dict)


def percent(value: float) -> Styled:
    """A fraction that Excel shows as a percentage."""
    return Styled(value, {"num_format": "0%"})


def general(value: float) -> Styled:
    """A number without format, so that a date is only its serial."""
    return Styled(value, {})


def one(rows: Sequence[Row], *merges: str, name: str = "Hoja1", **options: Any) -> Callable[[], bytes]:
    """The maker of an .xlsx of one sheet."""
    return many(Page(name, rows, merges), **options)


def many(*pages: Page, **options: Any) -> Callable[[], bytes]:
    """The maker of an .xlsx of several sheets; `options` are those of XlsxWriter."""
    return lambda: xlsx(Book(pages, options))


def xlsx(book: Book) -> bytes:
    """The workbook by XlsxWriter, with text always as text."""
    buffer = io.BytesIO()
    fixed = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(buffer, fixed | book.options) as out:
        for page in book.pages:
            sheet = out.add_worksheet(page.name)
            _fill(out, sheet, page)
    return buffer.getvalue()


def _fill(out: Any, sheet: Worksheet, page: Page) -> None:
    for merge in page.merges:
        sheet.merge_range(merge, "")
    for place, value in _places(page.rows):
        if isinstance(value, Styled):
            sheet.write(*place, value.value, out.add_format(value.style))
        elif isinstance(value, Formula):
            sheet.write_formula(*place, value.text, None, value.result)
        elif value is not None:
            sheet.write(*place, value)
    if page.finish:
        page.finish(out, sheet)


def _places(rows: Sequence[Row]) -> Iterable[tuple[tuple[int, int], Any]]:
    return (((at, column), value) for at, row in enumerate(rows) for column, value in enumerate(row))


def never_calculated(rows: Sequence[Row], links: dict[str, str] | None = None) -> Callable[[], bytes]:
    """An .xlsx by openpyxl, which stores no results: texts that begin with "=" are formulas; `links` by cell."""

    def make() -> bytes:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Hoja1"
        for row in rows:
            sheet.append(list(row))
        for cell, address in (links or {}).items():
            sheet[cell].hyperlink = address
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def xls(rows: Sequence[Row], *merges: str) -> Callable[[], bytes]:
    """The maker of an Excel 97 file of one sheet; dates and fractions of `percent` keep their formats."""

    def make() -> bytes:
        book = xlwt.Workbook()
        sheet = book.add_sheet("Hoja1", cell_overwrite_ok=True)
        dated, share = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="0%")
        for (row, column), value in _places(rows):
            if isinstance(value, Styled):
                sheet.write(row, column, value.value, share)
            elif isinstance(value, date):
                sheet.write(row, column, value, dated)
            elif value is not None:
                sheet.write(row, column, value)
        for merge in merges:
            (top, left), (bottom, right) = map(xl_cell_to_rowcol, merge.split(":"))
            sheet.write_merge(top, bottom, left, right, rows[top][left])
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def ods(rows: Sequence[Row]) -> Callable[[], bytes]:
    """The maker of an OpenDocument sheet."""

    def make() -> bytes:
        book: Any = OpenDocumentSpreadsheet()
        table = Table(name="Hoja1")
        for row in rows:
            line = TableRow()
            for value in row:
                cell = TableCell(**_ods_value(value))
                if isinstance(value, str):
                    for paragraph in value.split("\n"):
                        cell.addElement(P(text=paragraph))
                line.addElement(cell)
            table.addElement(line)
        book.spreadsheet.addElement(table)
        buffer = io.BytesIO()
        book.write(buffer)
        return buffer.getvalue()

    return make


def _ods_value(value: object) -> dict[str, str]:
    match value:
        case Styled():
            return {"valuetype": "percentage", "value": str(value.value)}
        case datetime() | date():
            return {"valuetype": "date", "datevalue": value.isoformat()}
        case int() | float():
            return {"valuetype": "float", "value": str(value)}
        case str():
            return {"valuetype": "string"}
        case _:
            return {}


def delimited(rows: Sequence[Row], *, by: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> Callable[[], bytes]:
    """The maker of a .csv; cells that hold the delimiter, quotes or line breaks are quoted."""

    def make() -> bytes:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=by, lineterminator=end).writerows(rows)
        return buffer.getvalue().encode(encoding)

    return make


def rezipped(make: Callable[[], bytes], change: Callable[[str, bytes], bytes], **added: bytes) -> Callable[[], bytes]:
    """The same package with each part changed; `added` are new parts under xl/ ("vbaProject")."""

    def remake() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(make())) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, change(name, old.read(name)))
            for name, data in added.items():
                new.writestr(f"xl/{name}.bin", data)
        return buffer.getvalue()

    return remake
