"""From the bytes of a file to its plain cells. What a file is, its content says; its name only completes a refusal."""

import unicodedata
from pathlib import PurePosixPath

from tracker.grid import Workbook
from tracker.opening.delimited import UTF_16_MARKS, read_delimited
from tracker.opening.inspection import Parts, check_size, failures_refused
from tracker.opening.office_xml import WORKBOOK, read_office_xml
from tracker.opening.old_excel import book_stream, read_old_excel
from tracker.opening.open_document import read_open_document
from tracker.records import FileRefused, RefusalCode

_MAX_NAME = 120
_READABLE = {".xlsx", ".xlsm", ".xls", ".ods", ".csv"}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEETS = {
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template",
}
_FOREIGN = {
    b"\x89PNG": "imagen PNG",
    b"\xff\xd8\xff": "imagen JPEG",
    b"GIF8": "imagen GIF",
    b"%PDF": "PDF",
    b"{\\rtf": "documento RTF",
    b"Rar!": "archivo comprimido RAR",
    b"7z\xbc\xaf": "archivo comprimido 7z",
    b"\x1f\x8b": "archivo comprimido GZIP",
    b"MZ": "programa de Windows",
}
_MARKUP = {
    b"<!doctype html": "página web",
    b"<html": "página web",
    b"<table": "página web",
    b"<?xml": "XML",
    b"<": "XML",
}
_ZIPPED = {
    "word/document.xml": "documento de Word",
    "ppt/presentation.xml": "presentación de PowerPoint",
    "xl/workbook.bin": "libro binario de Excel (.xlsb)",
    "index/document.iwa": "hoja de Numbers",
}
_OLE2_STREAMS = {"WordDocument": "documento de Word", "PowerPoint Document": "presentación de PowerPoint"}


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of an .xlsx, .xlsm (values only), .xls, .ods or .csv; row 1 of a sheet is `rows[0]`.

    Raises `FileRefused` and nothing else, whatever the bytes are. Even so calamine may end the whole process over
    bytes that nobody has thought of: only `tracker.child` calls this with files of others.
    """
    check_size(data)
    with failures_refused():
        if data.startswith(_ZIP):
            return _read_zipped(data, name)
        if data.startswith(_OLE2):
            return _read_compound(data, name)
        _refuse_foreign(data, name)
        return read_delimited(data, clean_file_name(name))


def clean_file_name(name: str) -> str:
    """The name without any path, control or invisible characters, at most 120 characters, its extension kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip()
    suffix = PurePosixPath(visible).suffix[:_MAX_NAME]
    return visible.removesuffix(suffix)[: _MAX_NAME - len(suffix)] + suffix or "archivo"


def _read_zipped(data: bytes, name: str) -> Workbook:
    parts = Parts(data)
    if WORKBOOK in parts:
        return read_office_xml(parts)
    mark = parts.raw("mimetype").decode("ascii", "replace").strip() if "mimetype" in parts else ""
    if mark in _SPREADSHEETS:
        return read_open_document(parts)
    known = (told for part, told in _ZIPPED.items() if part in parts)
    raise _not_a_workbook(name, "documento de LibreOffice" if mark else next(known, "archivo comprimido ZIP"))


def _read_compound(data: bytes, name: str) -> Workbook:
    """OLE2 holds old Excel books, but also encrypted new ones and the documents of other programs."""
    if _named(data, "EncryptedPackage"):
        raise FileRefused(RefusalCode.ENCRYPTED)
    stream = book_stream(data)
    if stream is not None:
        return read_old_excel(stream)
    known = (told for stream, told in _OLE2_STREAMS.items() if _named(data, stream))
    raise _not_a_workbook(name, next(known, ""))


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _refuse_foreign(data: bytes, name: str) -> None:
    for mark, told in _FOREIGN.items():
        if data.startswith(mark):
            raise _not_a_workbook(name, told)
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, told in _MARKUP.items():
        if head.startswith(mark):
            raise _not_a_workbook(name, told)
    if b"\0" in data and not data.startswith(UTF_16_MARKS):
        raise _not_a_workbook(name, "")
    if not data.strip():
        raise FileRefused(RefusalCode.EMPTY)


def _not_a_workbook(name: str, found: str) -> FileRefused:
    """What to raise for a file of another kind; a readable extension makes it one that is not what it says."""
    says_readable = PurePosixPath(name.lower()).suffix in _READABLE
    return FileRefused(RefusalCode.NOT_WHAT_IT_SAYS if says_readable else RefusalCode.UNKNOWN_FORMAT, found)
