"""Legal files that few programs write: rich texts, inline texts, Excel tables, chart sheets, trailing separators."""

import io
from typing import Any

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from tests.workbooks.quirk import FIRST, HEADINGS, SECOND, THREE, Quirk, rec, three
from tests.workbooks.writing import Page, delimited, many

HOJA = [("Hoja1", 1)]
CSV_ROWS = [[*HEADINGS, "", ""], *([*row, "", ""] for row in THREE), [""] * 7, [""] * 7]


def _rich(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("B2", "Elevar ", bold, "el informe", " trimestral a la ST CONASEC")


def _table(_book: Any, sheet: Any) -> None:
    columns = [{"header": heading} for heading in HEADINGS]
    sheet.add_table("A1:E5", {"columns": columns, "data": THREE, "total_row": True, "name": "Acuerdos"})
    sheet.write_string("A5", "Total")


def _protected(_book: Any, sheet: Any) -> None:
    sheet.protect("clave")
    sheet.freeze_panes(1, 0)


def _with_chart(book: Any, _sheet: Any) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Hoja1!$A$2:$A$4"})
    book.add_chartsheet("Gráfico").set_chart(chart)


def _inline() -> bytes:
    """Texts inside the cells and not in the shared table, as streaming writers leave them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Hoja1")
    for row in [HEADINGS, *THREE]:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ods_row(*values: str | None) -> Any:
    line = TableRow()
    for value in values:
        cell = TableCell(valuetype="string") if value is not None else CoveredTableCell()
        for part in (value or "").split("\n"):
            cell.addElement(P(text=part))
        line.addElement(cell)
    return line


def _ods_endless() -> bytes:
    """A sheet that Calc pads to its last row and column with repeated blanks."""
    book: Any = OpenDocumentSpreadsheet()
    table = Table(name="Hoja1")
    for row in [HEADINGS, *THREE]:
        line = _ods_row(*row)
        line.addElement(TableCell(numbercolumnsrepeated="1019"))
        table.addElement(line)
    padding = TableRow(numberrowsrepeated="1048572")
    padding.addElement(TableCell(numbercolumnsrepeated="1024"))
    table.addElement(padding)
    book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def _ods_merged() -> bytes:
    """Number and problem over two rows, as a merged cell of Calc."""
    book: Any = OpenDocumentSpreadsheet()
    table = Table(name="Hoja1")
    table.addElement(_ods_row("N°", "Problemática", "Acuerdo", "Responsable"))
    first = TableRow()
    for value, over in (("02", {"numberrowsspanned": "2", "numbercolumnsspanned": "1"}), ("Violencia", {"numberrowsspanned": "2", "numbercolumnsspanned": "1"}),
                        ("2.1. Capacitar", {}), ("PNP", {})):  # fmt: skip
        cell = TableCell(valuetype="string", **over)
        cell.addElement(P(text=value))
        first.addElement(cell)
    table.addElement(first)
    table.addElement(_ods_row(None, None, "2.2. Difundir", "DREMO"))
    book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


PACKAGES = [
    Quirk("rich-text.xlsx", many(Page("Hoja1", [HEADINGS, *THREE], (), _rich)), three(2, 3, 4), HOJA),
    Quirk("inline-texts.xlsx", _inline, three(2, 3, 4), HOJA),
    Quirk("excel-table-with-totals.xlsx", many(Page("Hoja1", [], (), _table)), three(2, 3, 4), HOJA),
    Quirk("protected-sheet.xlsx", many(Page("Hoja1", [HEADINGS, *THREE], (), _protected)), three(2, 3, 4), HOJA),
    Quirk("chart-sheet-beside.xlsx", many(Page("Hoja1", [HEADINGS, *THREE], (), _with_chart)), three(2, 3, 4), HOJA),
    Quirk("opendocument-padded-to-the-last-row.ods", _ods_endless, three(2, 3, 4), HOJA),
    Quirk("opendocument-with-merged-cells.ods", _ods_merged,
          [rec(2, "2.1", "Capacitar", problem="Violencia", implementers=("PNP",)), rec(3, "2.2", "Difundir", problem="Violencia", implementers=("DREMO",))],
          HOJA),
    Quirk("trailing-separators.csv", delimited(CSV_ROWS, by=";"), three(2, 3, 4, sheet="trailing-separators"), [("trailing-separators", 1)]),
    # Excel takes the line as an instruction and shows the headings as its row 1
    Quirk("separator-declared-in-the-first-line.csv", lambda: b"sep=;\r\n" + delimited([HEADINGS, *THREE], by=";", encoding="cp1252")(),
          three(2, 3, 4, sheet="separator-declared-in-the-first-line"), [("separator-declared-in-the-first-line", 1)]),
    Quirk("unicode-text-of-excel.csv", delimited([HEADINGS, *THREE], by="\t", encoding="utf-16"), three(2, 3, 4, sheet="unicode-text-of-excel"),
          [("unicode-text-of-excel", 1)]),
    Quirk("every-cell-quoted.csv", lambda: "\n".join(",".join(f'"{cell}"' for cell in row) for row in [HEADINGS, FIRST, SECOND]).encode("utf-8-sig"),
          three(2, 3, 4, sheet="every-cell-quoted")[:2], [("every-cell-quoted", 1)]),
]  # fmt: skip
