"""Files made by hand, byte by byte: packages of parts, the least .xlsx, the least .ods, and records of an old .xls."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def package(parts: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    written = BytesIO()
    with ZipFile(written, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


@dataclass(frozen=True)
class Entry:
    """A zip entry with whatever its header says, true or not."""

    name: str
    content: bytes
    packed: bytes
    size: int
    flags: int = 0


def packed(content: bytes) -> bytes:
    """Deflated as in a zip."""
    squeezer = zlib.compressobj(wbits=-15)
    return squeezer.compress(content) + squeezer.flush()


def repeated(block: bytes, times: int) -> bytes:
    """The deflated form of a block many times over, made without the time to deflate it all."""
    squeezer = zlib.compressobj(9, wbits=-15)
    once = squeezer.compress(block) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return once * times + zlib.compressobj(wbits=-15).flush()


def archive(entries: list[Entry]) -> bytes:
    """A zip of entries whose headers may lie."""
    body, directory = b"", b""
    for entry in entries:
        name = entry.name.encode()
        facts = struct.pack(
            "<HHHHHIIIHH",
            20,
            entry.flags,
            8,
            0,
            33,
            zlib.crc32(entry.content),
            len(entry.packed),
            entry.size,
            len(name),
            0,
        )
        directory += b"PK\1\2\x14\0" + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\3\4" + facts + name + entry.packed
    end = struct.pack("<4s4HIIH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + end


def cell(place: str, value: str, more: str = "") -> str:
    """A cell with a stored value."""
    return f'<c r="{place}"{more}><v>{value}</v></c>'


def text(place: str, words: str) -> str:
    """A cell with its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, cells: str, more: str = "") -> str:
    """A row of cells."""
    return f'<row r="{number}"{more}>{cells}</row>'


def worksheet(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    """The part of a worksheet."""
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def shared(*words: str, counts: str = "") -> str:
    """The part of the shared texts."""
    return f'<sst xmlns="{MAIN}"{counts}>{"".join(f"<si><t>{each}</t></si>" for each in words)}</sst>'


def styles(*formats: str) -> str:
    """The part of the styles: cell style 0 is General, the next ones have these number formats."""
    told = "".join(f'<numFmt numFmtId="{164 + index}" formatCode="{each}"/>' for index, each in enumerate(formats))
    used = "".join(f'<xf numFmtId="{164 + index}"/>' for index in range(len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{told}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def book_parts(
    *sheets: str, listed: str | None = None, strict: bool = False, told: str = "", targets: list[str] | None = None
) -> dict[str, str | bytes]:
    """The parts of the least .xlsx. `listed` replaces the list of its sheets, `told` stands before it."""
    main, document = (STRICT_MAIN, STRICT_DOCUMENT) if strict else (MAIN, DOCUMENT)
    numbers = range(1, len(sheets) + 1)
    paths = targets or [f"worksheets/sheet{number}.xml" for number in numbers]
    entries = "".join(f'<sheet name="Hoja{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{document}/worksheet" Target="{path}"/>'
        for number, path in zip(numbers, paths, strict=True)
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{document}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{document}">{told}<sheets>{entries if listed is None else listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
        **{f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in zip(numbers, sheets, strict=True)},
    }


def book(rows: str, more: Mapping[str, str | bytes] | None = None, after: str = "") -> bytes:
    """The least .xlsx with one sheet of these rows, and further or other parts."""
    return package(book_parts(worksheet(rows, after=after)) | dict(more or {}))


def open_document(tables: str, styles: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """The least .ods with these tables."""
    names = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f"<office:document-content{names}{calc}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": ODS_TYPE, "content.xml": content} | dict(more or {}))


def record(kind: int, layout: str, *values: float | bytes) -> bytes:
    """One record of an old .xls, its content packed by a `struct` layout."""
    content = struct.pack("<" + layout, *values)
    return struct.pack("<HH", kind, len(content)) + content


END = record(0x000A, "")


def old_book(sheet: bytes, globals_: bytes = b"", hidden: int = 0) -> bytes:
    """The stream of an Excel 97 book with one sheet "Hoja1" of these records."""
    opening = record(0x0809, "HHHHII", 0x0600, 5, 0, 0, 0, 0)
    name = b"Hoja1"
    start = len(opening) + len(globals_) + (4 + 8 + len(name)) + len(END)
    bound = record(0x0085, f"IBBBB{len(name)}s", start, hidden, 0, len(name), 0, name)
    return opening + globals_ + bound + END + record(0x0809, "HHHHII", 0x0600, 0x10, 0, 0, 0, 0) + sheet + END
