"""Reading .xlsx and .xlsm, transitional and strict: parts checked, sheets scanned, values by python-calamine.

calamine never sees the file itself but a small package written here, of scanned parts only, so that what it reads is
what was checked: no second directory, no repeated or unseen part, no part reached by another name.
"""

import posixpath
import re
import xml.etree.ElementTree as ET  # no part with a document type comes this far
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineWorkbook

from tracker.grid import FileKind, Sheet, Value, Workbook
from tracker.opening.calamine_values import BUILT_IN_PERCENTS, merges_within, read_rows, shows_percent
from tracker.opening.inspection import Parts
from tracker.opening.sheet_scan import ScannedSheet, scan_sheet
from tracker.records import FileRefused, RefusalCode

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_MACROS = "xl/vbaProject.bin"

_STRINGS_TAG = re.compile(rb"(<(?:[^\s<>/:]*+:)?sst)(?=[\s/>])[^<]*+")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class _Listed:
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def read_office_xml(parts: Parts) -> Workbook:
    """The worksheets of the package, values only; sheets of charts are left out.

    A workbook that lists no sheet at all is broken (`FileRefused`), never empty. What else a damaged part may raise is
    not listed here: `tracker.opening.workbooks.read_workbook` makes one exception of it.
    """
    root = ET.fromstring(parts.xml(WORKBOOK))
    listed = _listed_sheets(root, _targets(parts))
    styles = parts.xml(_STYLES) if _STYLES in parts else b""
    strings = parts.xml(_STRINGS) if _STRINGS in parts else b""
    percents = _percent_styles(styles)
    scans = [scan_sheet(parts.xml(sheet.part), percents) for sheet in listed]
    epoch_1904 = any(tag.get("date1904") in {"1", "true"} for tag in _all(root, "workbookPr"))
    package = _package([scan.part for scan in scans], styles, _without_counts(strings), epoch_1904=epoch_1904)
    sheets = [
        _sheet(sheet, scan, rows)
        for sheet, scan, rows in zip(listed, scans, _read_values(package, len(listed)), strict=True)
    ]
    return Workbook(FileKind.XLSM if _MACROS in parts else FileKind.XLSX, sheets, epoch_1904)


def _all(root: ET.Element, name: str) -> Iterable[ET.Element]:
    """The elements of this name in any namespace: the strict form has its own."""
    return root.iterfind(f".//{{*}}{name}")


def _targets(parts: Parts) -> dict[str, str | None]:
    """The part of each relation of the workbook by its id; None for one that is no worksheet."""
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("xl", relation.get("Target", "")))
        if relation.get("Type", "").endswith("/worksheet")
        else None
        for relation in _all(ET.fromstring(parts.xml(_RELATIONS)), "Relationship")
    }


def _listed_sheets(root: ET.Element, targets: dict[str, str | None]) -> list[_Listed]:
    found = list(_all(root, "sheet"))
    if not found:
        raise FileRefused(RefusalCode.BROKEN)
    listed: list[_Listed] = []
    for number, sheet in enumerate(found, start=1):
        part = targets[next(value for key, value in sheet.attrib.items() if key.endswith("}id"))]
        if part is not None:
            name = sheet.get("name") or f"Hoja {number}"
            listed.append(_Listed(name, part, hidden=sheet.get("state", "visible") != "visible"))
    return listed


def _percent_styles(styles: bytes) -> frozenset[int]:
    """The indexes of the cell styles whose number format shows a percentage."""
    if not styles:
        return frozenset()
    root = ET.fromstring(styles)
    shown = BUILT_IN_PERCENTS | {
        int(form.get("numFmtId", "0")) for form in _all(root, "numFmt") if shows_percent(form.get("formatCode", ""))
    }
    cells = next(iter(_all(root, "cellXfs")), ())
    return frozenset(index for index, style in enumerate(cells) if int(style.get("numFmtId", "0")) in shown)


def _without_counts(strings: bytes) -> bytes:
    """calamine reserves memory for the stated number of strings, which may be a lie (tafia/calamine issue 684)."""
    return _STRINGS_TAG.sub(
        lambda tag: tag.group(1) + (b"/>" if tag.group().rstrip().endswith(b"/>") else b">"), strings
    )


def _package(sheets: list[bytes], styles: bytes, strings: bytes, *, epoch_1904: bool) -> bytes:
    """The least package that calamine reads: not compressed, sheets by number, in the order of the workbook."""
    numbers = range(1, len(sheets) + 1)
    entries = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    relations = [(f"r{number}", "worksheet", f"worksheets/{number}.xml") for number in numbers]
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        package.writestr("_rels/.rels", _relations([("book", "officeDocument", WORKBOOK)]))
        package.writestr(
            WORKBOOK,
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><workbookPr date1904="{epoch_1904:d}"/>'
            f"<sheets>{entries}</sheets></workbook>",
        )
        package.writestr(_RELATIONS, _relations(relations))
        for name, part in ((_STYLES, styles), (_STRINGS, strings)):
            if part:
                package.writestr(name, part)
        for number, part in zip(numbers, sheets, strict=True):
            package.writestr(f"xl/worksheets/{number}.xml", part)
    return written.getvalue()


def _relations(relations: list[tuple[str, str, str]]) -> str:
    """The XML of relations: id, last word of the type, target."""
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _read_values(package: bytes, sheets: int) -> Iterator[list[list[Value]]]:
    if not sheets:
        return  # calamine opens no book without them
    with CalamineWorkbook.from_filelike(BytesIO(package)) as workbook:
        yield from (rows for _, rows in read_rows(workbook, range(sheets)))


def _sheet(listed: _Listed, scan: ScannedSheet, rows: list[list[Value]]) -> Sheet:
    return Sheet(
        name=listed.name,
        rows=rows,
        merges=merges_within(scan.merges, rows),
        hidden=listed.hidden,
        hidden_rows=frozenset(row for row in scan.hidden_rows if row < len(rows)),
        hidden_columns=scan.hidden_columns,
        percents=scan.percents,
        errors=scan.errors,
        uncalculated=scan.uncalculated,
    )
