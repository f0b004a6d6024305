"""Files that must be refused, each made when asked for; nothing binary is kept. By sentence: the file's name, its
maker, the code of its refusal.
"""

from collections.abc import Callable
from zipfile import ZIP_BZIP2

from tests.tracker.packages import (
    END,
    MAIN,
    Entry,
    archive,
    book,
    book_parts,
    cell,
    old_book,
    open_document,
    package,
    packed,
    record,
    repeated,
    row,
    shared,
    text,
    worksheet,
)
from tracker.opening.compound import compound_file
from tracker.records import RefusalCode

MIB = 1024 * 1024
GOOD = row(1, text("A1", "Acuerdo") + text("B1", "Avance")) + row(2, text("A2", "Patrullaje") + cell("B2", "0.5"))
FAR = row(1, cell("A1", "1")) + row(1048576, cell("XFD1048576", "1"))

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BOMB = f'<!DOCTYPE sst [<!ENTITY l0 "ja">{_LAUGHS}]>'
_QUADRATIC = f'<!DOCTYPE sst [<!ENTITY a "{"a" * 50_000}">]>'
_OUTSIDE = '<!DOCTYPE sst [<!ENTITY xxe SYSTEM "file:///etc/hostname">]>'


def _strings(prologue: str, words: str) -> bytes:
    return book(row(1, cell("A1", "0", ' t="s"')), {"xl/sharedStrings.xml": prologue + shared(words)})


def _in_utf_16() -> bytes:
    part = f'<?xml version="1.0" encoding="UTF-16"?>{_OUTSIDE}{shared("&xxe;")}'
    return book(GOOD, {"xl/sharedStrings.xml": part.encode("utf-16")})


def _with_entry(name: str, content: bytes, squeezed: bytes, size: int, flags: int = 0) -> bytes:
    """A good book in which one part is replaced by an entry with headers of its own."""
    parts = book_parts(worksheet(GOOD)) | {name: content}
    entries = {key: part if isinstance(part, bytes) else part.encode() for key, part in parts.items()}
    good = [Entry(key, part, packed(part), len(part)) for key, part in entries.items() if key != name]
    return archive([*good, Entry(name, content, squeezed, size, flags)])


def _huge_sheet(declared: int) -> bytes:
    """400 MB of blanks in a sheet, in half a megabyte; the header says what it is told."""
    return _with_entry("xl/worksheets/sheet1.xml", b"", repeated(b" " * MIB, 400), declared)


def _huge_text() -> bytes:
    return _with_entry("xl/sharedStrings.xml", b"", repeated(b"A" * MIB, 40), 40 * MIB)


def _short_declaration() -> bytes:
    part = worksheet(GOOD).encode()
    return _with_entry("xl/worksheets/sheet1.xml", part, packed(part), len(part) // 2)


def _encrypted_zip() -> bytes:
    part = worksheet(GOOD).encode()
    return _with_entry("xl/worksheets/sheet1.xml", part, packed(part), len(part), flags=1)


def _part_twice() -> bytes:
    part = worksheet(GOOD).encode()
    parts = [
        (name, content if isinstance(content, bytes) else content.encode()) for name, content in book_parts("").items()
    ]
    parts = [each for each in parts if "sheet1" not in each[0]] + [
        ("xl/worksheets/sheet1.xml", part),
        ("XL/worksheets/Sheet1.xml", part),
    ]
    return archive([Entry(name, content, packed(content), len(content)) for name, content in parts])


def _prefixed_far() -> bytes:
    rows = FAR.replace("<", "<x:").replace("<x:/", "</x:")
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return package(book_parts(sheet))


def _under(prefix: str) -> str:
    return row(1, f'<{prefix}c r="XFD1048576"><{prefix}v>1</{prefix}v></{prefix}c>')


def _many_rows() -> bytes:
    return book("".join(row(number, cell(f"A{number}", "1")) for number in range(1, 20_600)))


def _without(name: str) -> bytes:
    return package({key: part for key, part in book_parts(worksheet(GOOD)).items() if key != name})


def _ods(cell_repeats: int = 1, row_repeats: int = 1, more: dict[str, str | bytes] | None = None) -> bytes:
    one = (
        f'<table:table-cell table:number-columns-repeated="{cell_repeats}" office:value-type="float" office:value="1"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="{row_repeats}">{one}</table:table-row>'
    return open_document(f'<table:table table:name="a">{rows}</table:table>', more=more)


def _xls(sheet: bytes = b"", globals_: bytes = b"") -> bytes:
    return compound_file("Workbook", old_book(sheet, globals_))


def _ole(stream: str) -> bytes:
    return compound_file(stream, b"")


def _cut(share: float) -> bytes:
    good = book(GOOD)
    return good[: int(len(good) * share)]


Hostile = tuple[str, Callable[[], bytes], RefusalCode]

REFUSED: dict[str, Hostile] = {
    "an empty file": ("a.xlsx", lambda: b"", RefusalCode.EMPTY),
    "a text of blanks": ("a.csv", lambda: b" \r\n \r\n", RefusalCode.EMPTY),
    "eleven megabytes": ("a.xlsx", lambda: b"PK\3\4" + b"\0" * 11 * MIB, RefusalCode.TOO_BIG),
    "a text of forty megabytes in one line": ("a.csv", lambda: b"a" * 40 * MIB, RefusalCode.TOO_BIG),
    "entities that grow tenfold nine times": ("a.xlsx", lambda: _strings(_BOMB, "&l9;"), RefusalCode.ENTITIES),
    "one long entity many times": ("a.xlsx", lambda: _strings(_QUADRATIC, "&a;" * 50_000), RefusalCode.ENTITIES),
    "an entity that is a file of the server": ("a.xlsx", lambda: _strings(_OUTSIDE, "&xxe;"), RefusalCode.ENTITIES),
    "an entity hidden by another encoding": ("a.xlsx", _in_utf_16, RefusalCode.ENTITIES),
    "an encoding that nobody uses": (
        "a.xlsx",
        lambda: _strings('<?xml version="1.0" encoding="UTF-7"?>', "a"),
        RefusalCode.BROKEN,
    ),
    "four hundred megabytes packed well": ("a.xlsx", lambda: _huge_sheet(400 * MIB), RefusalCode.BOMB),
    "four hundred megabytes that say they are ten": ("a.xlsx", lambda: _huge_sheet(10), RefusalCode.BROKEN),
    "a text of forty megabytes packed well": ("a.xlsx", _huge_text, RefusalCode.BOMB),
    "ten thousand parts": (
        "a.xlsx",
        lambda: package({f"xl/worksheets/sheet{n}.xml": b"" for n in range(10_000)}, method=0),
        RefusalCode.BOMB,
    ),
    "a size that is a lie": ("a.xlsx", _short_declaration, RefusalCode.BROKEN),
    "a part twice under two spellings": ("a.xlsx", _part_twice, RefusalCode.BROKEN),
    "a part packed in another way": (
        "a.xlsx",
        lambda: package(book_parts(worksheet(GOOD)), method=ZIP_BZIP2),
        RefusalCode.BROKEN,
    ),
    "a zip with a password": ("a.xlsx", _encrypted_zip, RefusalCode.ENCRYPTED),
    "a workbook with a password": ("a.xlsx", lambda: _ole("EncryptedPackage"), RefusalCode.ENCRYPTED),
    "the last cell that Excel has": ("a.xlsx", lambda: book(FAR), RefusalCode.FAR_CELL),
    "the last cell under a prefix": ("a.xlsx", _prefixed_far, RefusalCode.FAR_CELL),
    "the last cell in other quotes and order": (
        "a.xlsx",
        lambda: book(row(1, cell("A1", "1")) + "<row r='1048576'><c\n s = '0'\n r = 'xfd1048576' ><v>1</v></c></row>"),
        RefusalCode.FAR_CELL,
    ),
    "the last cell under a prefix of no letters": ("a.xlsx", lambda: book(_under(":")), RefusalCode.FAR_CELL),
    "the last cell under a prefix of no name": ("a.xlsx", lambda: book(_under("a!:")), RefusalCode.FAR_CELL),
    "two references without a blank between": (
        "a.xlsx",
        lambda: book(row(1, '<c r="A1"r="XFD1048576"><v>1</v></c>')),
        RefusalCode.BROKEN,
    ),
    "a reference after a form feed": (
        "a.xlsx",
        lambda: book(row(1, '<c r="A1"\fr="XFD1048576"><v>1</v></c>')),
        RefusalCode.BROKEN,
    ),
    "a reference given twice": (
        "a.xlsx",
        lambda: book(row(1, cell("A1", "1") + '<c r="A1" r="XFD1048576"><v>1</v></c>')),
        RefusalCode.BROKEN,
    ),
    "a reference behind a sign that ends tags": (
        "a.xlsx",
        lambda: book(row(1, '<c r="A1" s=">" r="XFD1048576"><v>1</v></c>')),
        RefusalCode.BROKEN,
    ),
    "a reference in an attribute that looks like text": (
        "a.xlsx",
        lambda: book(row(1, """<c s=' r="A1" ' r="XFD1048576"><v>1</v></c>""")),
        RefusalCode.BROKEN,
    ),
    "a far cell that a comment seems to close": (
        "a.xlsx",
        lambda: book(row(1, '<!-- <c r="A1 --><c r="XFD1048576"><v>1</v></c><!-- "> -->')),
        RefusalCode.BROKEN,
    ),
    "a far row alone": (
        "a.xlsx",
        lambda: book(row(1, cell("A1", "1")) + row(1048576, cell("A1048576", "1"))),
        RefusalCode.FAR_CELL,
    ),
    "a far column": ("a.xlsx", lambda: book(row(1, cell("GS1", "1"))), RefusalCode.FAR_CELL),
    "a reference of no cell": ("a.xlsx", lambda: book(row(1, cell("", "1"))), RefusalCode.BROKEN),
    "more rows than are read": ("a.xlsx", _many_rows, RefusalCode.TOO_MANY_ROWS),
    "a shared text that is not there": (
        "a.xlsx",
        lambda: book(row(1, cell("A1", "7", ' t="s"')), {"xl/sharedStrings.xml": shared("a")}),
        RefusalCode.BROKEN,
    ),
    "merges that cover the sheet again and again": (
        "a.xlsx",
        lambda: book(
            row(1, cell("GR1", "1")) + row(9_000, cell("A9000", "1")),
            after='<mergeCell ref="A1:GR9000"/>' * 2_000,
        ),
        RefusalCode.BOMB,
    ),
    "many sheets that are nothing but their corners": (
        "a.xlsx",
        lambda: package(book_parts(*[worksheet(row(1, cell("A1", "1")) + row(20_000, cell("GR20000", "1")))] * 3)),
        RefusalCode.FAR_CELL,
    ),
    "a workbook without sheets": ("a.xlsx", lambda: package(book_parts(listed="")), RefusalCode.BROKEN),
    "a workbook whose sheet is missing": ("a.xlsx", lambda: _without("xl/worksheets/sheet1.xml"), RefusalCode.BROKEN),
    "a workbook without its relations": ("a.xlsx", lambda: _without("xl/_rels/workbook.xml.rels"), RefusalCode.BROKEN),
    "a workbook without its list": ("a.xlsx", lambda: _without("xl/workbook.xml"), RefusalCode.NOT_WHAT_IT_SAYS),
    "a sheet that ends in the middle": (
        "a.xlsx",
        lambda: package(book_parts(worksheet(GOOD)[:-60])),
        RefusalCode.BROKEN,
    ),
    "a zip cut after its first bytes": ("a.xlsx", lambda: _cut(0.05), RefusalCode.BROKEN),
    "a zip cut in the middle": ("a.xlsx", lambda: _cut(0.5), RefusalCode.BROKEN),
    "a zip cut before its end": ("a.xlsx", lambda: _cut(0.99), RefusalCode.BROKEN),
    "a workbook within a zip": ("a.xlsx", lambda: package({"a.xlsx": book(GOOD)}), RefusalCode.NOT_WHAT_IT_SAYS),
    "a Word document under another name": (
        "a.xlsx",
        lambda: package({"word/document.xml": "<w/>"}),
        RefusalCode.NOT_WHAT_IT_SAYS,
    ),
    "a binary workbook": ("a.xlsb", lambda: package({"xl/workbook.bin": b"\0"}), RefusalCode.UNKNOWN_FORMAT),
    "a picture under another name": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, RefusalCode.NOT_WHAT_IT_SAYS),
    "a picture": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, RefusalCode.UNKNOWN_FORMAT),
    "a PDF under another name": ("a.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3", RefusalCode.NOT_WHAT_IT_SAYS),
    "a web page under another name": (
        "a.xls",
        lambda: b"\xef\xbb\xbf\r\n<html><table><tr><td>1</td></tr></table></html>",
        RefusalCode.NOT_WHAT_IT_SAYS,
    ),
    "a spreadsheet of 2003 in XML": ("a.xml", lambda: b'<?xml version="1.0"?><Workbook/>', RefusalCode.UNKNOWN_FORMAT),
    "an .ods that repeats a row a billion times": (
        "a.ods",
        lambda: _ods(row_repeats=1_000_000_000),
        RefusalCode.FAR_CELL,
    ),
    "an .ods that repeats a cell a billion times": (
        "a.ods",
        lambda: _ods(cell_repeats=1_000_000_000),
        RefusalCode.FAR_CELL,
    ),
    "an .ods with a password": (
        "a.ods",
        lambda: _ods(more={"META-INF/manifest.xml": "<m><manifest:encryption-data xmlns:manifest='a'/></m>"}),
        RefusalCode.ENCRYPTED,
    ),
    "an .ods with an entity": (
        "a.ods",
        lambda: _ods(more={"content.xml": f"{_OUTSIDE}<a>&xxe;</a>"}),
        RefusalCode.ENTITIES,
    ),
    "an .ods without tables": ("a.ods", lambda: open_document(""), RefusalCode.BROKEN),
    "an .xls cut in the middle": ("a.xls", lambda: _xls()[:1_000], RefusalCode.BROKEN),
    "an .xls of a header alone": ("a.xls", lambda: _xls()[:612], RefusalCode.BROKEN),
    "an .xls of noise": ("a.xls", lambda: _xls()[:8] + bytes(range(256)) * 20, RefusalCode.BROKEN),
    "an .xls with a password": ("a.xls", lambda: _xls(globals_=record(0x2F, "HHH", 0, 1, 2)), RefusalCode.ENCRYPTED),
    "an .xls with a far cell": (
        "a.xls",
        lambda: _xls(record(0x203, "HHHd", 0, 0, 0, 1.0) + record(0x203, "HHHd", 65_535, 65_535, 0, 1.0)),
        RefusalCode.FAR_CELL,
    ),
    "an .xls with more shared texts than bytes": (
        "a.xls",
        lambda: _xls(globals_=record(0xFC, "II", 1, 0xFFFFFFFF)),
        RefusalCode.BROKEN,
    ),
    "an .xls whose sheet lies outside": (
        "a.xls",
        lambda: compound_file("Workbook", old_book(b"")[: -len(END) - 20]),
        RefusalCode.BROKEN,
    ),
    "a Word document of old": ("a.doc", lambda: _ole("WordDocument"), RefusalCode.UNKNOWN_FORMAT),
    "bytes of nothing known": ("a.csv", lambda: b"a;b\0\0c\n", RefusalCode.NOT_WHAT_IT_SAYS),
    "ten million commas": ("a.csv", lambda: b"," * 10_000_000 + b"a", RefusalCode.FAR_CELL),
    "a text of more rows than are read": ("a.csv", lambda: b"a;b\n" * 20_600, RefusalCode.TOO_MANY_ROWS),
    "a quote that is never closed": ("a.csv", lambda: b'a;b\n"' + b"c;d\n" * 50_000, RefusalCode.BROKEN),
}
