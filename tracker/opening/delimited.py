"""Reading .csv: which encoding, which delimiter, and rows as Excel would number them. Every value is text."""

import codecs
import csv
from collections import Counter
from io import StringIO
from pathlib import PurePosixPath

from tracker.grid import FileKind, Sheet, Value, Workbook, cell_name
from tracker.opening.inspection import LAST_ROW, MAX_COLUMNS, MAX_ROWS
from tracker.records import FileRefused, RefusalCode

_DELIMITERS = ";\t,"  # where two serve equally well the first is taken: a comma may be a decimal one
_HINT = "sep="  # a first line by which Excel is told the delimiter; Excel does not count it as a row
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(data: bytes, name: str) -> Workbook:
    """The one sheet of a text file, named after it. Raises `FileRefused`, also where a quote is never closed."""
    text = decode(data)
    hint, _, rest = text.partition("\n")
    told = hint.lower().startswith(_HINT) and len(hint.strip()) == len(_HINT) + 1
    rows = _plain_rows(_parsed(rest, hint.strip()[-1]) if told else _most_consistent(text))
    if sum(map(bool, rows)) > MAX_ROWS:
        raise FileRefused(RefusalCode.TOO_MANY_ROWS)
    return Workbook(FileKind.CSV, [Sheet(PurePosixPath(name).stem or "CSV", rows)])


def decode(data: bytes) -> str:
    """The text, by its byte order mark, else as UTF-8, else as Windows-1252 (what Excel writes in Peru).

    Five bytes are no letter in Windows-1252; they show as "�".
    """
    if data.startswith(UTF_16_MARKS):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _most_consistent(text: str) -> list[list[str]]:
    """The fields by the delimiter that gives most rows the same width, of at least two columns."""
    readings = [_parsed(text, delimiter) for delimiter in _DELIMITERS]
    return max(readings, key=_consistency)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """Nothing where the text cannot be read so: a quote that is never closed swallows the rest of the file."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _consistency(rows: list[list[str]]) -> tuple[int, int, int]:
    """How many rows have the commonest width above one, that width, and how many rows there are at all."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    times, width = max(((times, width) for width, times in widths.items()), default=(0, 0))
    return times, width, len(rows)


def _plain_rows(fields: list[list[str]]) -> list[list[Value]]:
    """None for what is empty, nothing after the last value of a row."""
    if not fields:
        raise FileRefused(RefusalCode.BROKEN)
    rows: list[list[Value]] = []
    for number, row in enumerate(fields):
        while row and not row[-1]:
            row.pop()
        if len(row) > MAX_COLUMNS:
            raise FileRefused(RefusalCode.FAR_CELL, cell_name(number, len(row) - 1))
        if row and number >= LAST_ROW:
            raise FileRefused(RefusalCode.TOO_MANY_ROWS)
        rows.append([field or None for field in row])
    return rows
