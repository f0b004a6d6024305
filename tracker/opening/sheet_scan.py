"""The own scan of a worksheet's XML: what calamine would lose, and what would make it abort.

It looks at bytes with a few regular expressions, each of them linear, and never builds a tree: a cheap look beside the
read itself. Only `sheet.part` may go to calamine: it asks memory for the rectangle around all cells and aborts the
process when that is too much (tafia/calamine issue 693), and it refuses a whole sheet for one error value it does not
know. Attributes may come in any order, with either quote, and elements with any prefix.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tracker.grid import Place, cell_name
from tracker.opening.inspection import LAST_ROW, MAX_COLUMNS, MAX_ROWS
from tracker.records import FileRefused, RefusalCode

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

_TRUE = rb"""["'](?:1|true)["']"""
_OTHERS = rb"""(?:\s++(?!r[\s=])[^\s=/>"'<]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+"""  # attributes that are not `r`
_REFERENCE = _OTHERS + rb"""\s++r\s*+=\s*+["']"""
_NEAR = rb"""(?:[A-F]?[A-Z]|G[A-R])[12]?\d{1,4}["']"""  # up to MAX_COLUMNS ("GR") and LAST_ROW
_USUAL = rb"""(?: r="[A-Z]\d{1,4}"(?: s="\d++")?+(?: t="\w++")?+/?>)"""  # what Excel writes, told apart quickly
_BODY = rb"""(?:[^<]++|<(?!/?c[\s/>]))*+"""  # of a cell, never into the next one

_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_PREFIX = re.compile(rb"(</?)(?![!?])[^\s<>/:]*+:")  # as lenient as calamine, which cuts a name at its first colon
_DIMENSION = re.compile(rb"<(?:[^\s<>/:]*+:)?dimension(?=[\s/>])[^<]*+(?:</(?:[^\s<>/:]*+:)?dimension\s*+>)?")
_WITHOUT_REFERENCE = re.compile(rb"<(?:c|row)(?! r=)(?=[\s/>])(?!" + _REFERENCE + rb")")
_ROW_OR_CELL = re.compile(rb"<(row|c)(?=[\s/>])([^<>]*+)")
_OWN_REFERENCE = re.compile(rb"""\sr\s*+=\s*+["']([A-Za-z]*+)(\d*+)["']""")
# The reference must stand once: calamine believes the last of two.
_NOT_NEAR = re.compile(
    rb"<c(?!" + _USUAL + rb")(?=[\s/>])(?!(?i:" + _REFERENCE + _NEAR + _OTHERS + rb"\s*+/?>))([^<>]*+)"
)
_ROW = re.compile(rb"<row[\s/>]")
_NOTHING_IN_IT = re.compile(rb">\s*+</c\s*+>")
_ERROR = re.compile(rb"""<c(?=\s)(?=[^<>]*?\st\s*+=\s*+["']e["'])([^<>]*+)(?<!/)>(""" + _BODY + rb")</c\s*+>")
_VALUE = re.compile(rb"<v[^<>]*+>([^<]*+)<")
_UNCALCULATED = re.compile(
    rb"<c(\s[^<>]*+)(?<!/)>\s*+<f(?:\s[^<>]*)?(?:/>|>[^<]*+</f\s*+>)\s*+(?:<v\s*+/>|<v\s*+>\s*+</v\s*+>)?\s*+</c"
)
_TEXT_RESULT = re.compile(rb"""\st\s*+=\s*+["']str["']""")
_STYLE = re.compile(rb"""<c(?: r="[A-Z]++\d++" s="|(?=\s)[^<>]*?\ss\s*+=\s*+["'])(\d++)["']""")
_MANY_STYLES = 16  # from here on it pays to look first which of them the sheet uses
_HIDDEN_ROW = re.compile(rb"<row(?=\s)(?=[^<>]*?\shidden\s*+=\s*+" + _TRUE + rb")([^<>]*+)")
_HIDDEN_COLUMN = re.compile(rb"<(?:[^\s<>/:]*+:)?col(?=\s)(?=[^<>]*?\shidden\s*+=\s*+" + _TRUE + rb")([^<>]*+)")
_EDGE = {name: re.compile(rb"\s" + name + rb"""\s*+=\s*+["'](\d{1,7})["']""") for name in (b"min", b"max")}
_MERGE = re.compile(rb"""mergeCell\s[^<>]*?ref\s*+=\s*+["']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})["']""")


@dataclass(frozen=True)
class ScannedSheet:
    """The part as calamine may read it, and the flags of `tracker.grid.Sheet` (places from 0).

    Error cells are emptied in it; their texts are in `errors`.
    """

    part: bytes
    merges: list[Merge]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    percents: frozenset[Place]
    errors: dict[Place, str]
    uncalculated: frozenset[Place]


def scan_sheet(part: bytes, percent_styles: frozenset[int]) -> ScannedSheet:
    """The scan of one worksheet. `percent_styles` are the indexes of the cell styles that show a percentage.

    Raises `FileRefused`: a filled cell beyond column `MAX_COLUMNS` or row `LAST_ROW`, or a cell that says no place.
    """
    part = _DIMENSION.sub(b"", part, count=1)  # often wrong, and calamine refuses what it cannot read of it
    if _PREFIXED.search(part):
        part = _PREFIX.sub(rb"\1", part)
    if _WITHOUT_REFERENCE.search(part):
        part = _ROW_OR_CELL.sub(_numbering(), part)
    _refuse_far_cells(part)
    errors: dict[Place, str] = {}
    if b'"e"' in part or b"'e'" in part:
        part = _ERROR.sub(_taking_errors(errors), part)
    return ScannedSheet(
        part=part,
        merges=[
            (int(top) - 1, _column(left), int(bottom) - 1, _column(right))
            for left, top, right, bottom in _MERGE.findall(part)
        ],
        hidden_rows=_hidden_rows(part),
        hidden_columns=_hidden_columns(part),
        percents=_percents(part, percent_styles),
        errors=errors,
        uncalculated=_uncalculated(part),
    )


def _numbering() -> Callable[[re.Match[bytes]], bytes]:
    """Writes the reference of the rows and cells that do not say theirs: each follows the one before it."""
    row, column = 0, 0

    def numbered(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        name, attributes = tag.groups()
        own = _OWN_REFERENCE.search(attributes)
        if name == b"row":
            row, column = (int(own.group(2) or 0) if own else row + 1), 0
            return tag.group() if own else b'<row r="%d"%s' % (row, attributes)
        column = _column(own.group(1)) + 1 if own else column + 1
        return tag.group() if own else b'<c r="%s"%s' % (cell_name(row - 1, column - 1).encode(), attributes)

    return numbered


def _refuse_far_cells(part: bytes) -> None:
    """Empty cells may be far away: they are only painted, and no reader gives them back."""
    for tag in _NOT_NEAR.finditer(part):
        own = _OWN_REFERENCE.search(tag.group(1))
        if own is None or not own.group(1) or not own.group(2):
            raise FileRefused(RefusalCode.BROKEN)
        if tag.group(1).endswith(b"/") or _NOTHING_IN_IT.match(part, tag.end()):
            continue
        if _column(own.group(1)) >= MAX_COLUMNS:
            raise FileRefused(RefusalCode.FAR_CELL, own.expand(rb"\1\2").decode().upper()[:12])
        if int(own.group(2)) <= LAST_ROW:
            raise FileRefused(RefusalCode.BROKEN)  # near, but said twice or among malformed attributes
        if len(_ROW.findall(part)) > MAX_ROWS:
            raise FileRefused(RefusalCode.TOO_MANY_ROWS)
        raise FileRefused(RefusalCode.FAR_CELL, own.expand(rb"\1\2").decode().upper()[:12])


def _taking_errors(errors: dict[Place, str]) -> Callable[[re.Match[bytes]], bytes]:
    def emptied(cell: re.Match[bytes]) -> bytes:
        value = _VALUE.search(cell.group(2))
        errors[_place(cell.group(1))] = value.group(1).decode(errors="replace").strip() if value else "#"
        return b"<c%s/>" % cell.group(1)

    return emptied


def _uncalculated(part: bytes) -> frozenset[Place]:
    """A text formula may well have an empty result; every other one without a value was never calculated."""
    if b"<f" not in part:
        return frozenset()
    found = (cell.group(1) for cell in _UNCALCULATED.finditer(part))
    return frozenset(_place(attributes) for attributes in found if not _TEXT_RESULT.search(attributes))


def _percents(part: bytes, styles: frozenset[int]) -> frozenset[Place]:
    if len(styles) > _MANY_STYLES:
        styles = styles & {int(used) for used in set(_STYLE.findall(part))}
    if not styles:
        return frozenset()
    alternatives = b"|".join(b"%d" % style for style in sorted(styles))
    return frozenset(_place(attributes) for attributes in _filled_with(alternatives).findall(part))


def _filled_with(styles: bytes) -> re.Pattern[bytes]:
    """Cells with something in them and one of the styles ("3|17"); the first branch is what Excel writes."""
    usual, other = rb' r="[A-Z]++\d++" s="', rb"""\s[^<>]*?\ss\s*+=\s*+["']"""
    styled = rb"(?:" + usual + rb"|(?!" + usual + rb")" + other + rb")(?:" + styles + rb""")["']"""
    return re.compile(rb"<c(?=" + styled + rb")([^<>]*+)(?<!/)>")


def _hidden_rows(part: bytes) -> frozenset[int]:
    if b"hidden" not in part:
        return frozenset()
    rows = (_OWN_REFERENCE.search(row.group(1)) for row in _HIDDEN_ROW.finditer(part))
    numbers = (int(own.group(2)) for own in rows if own and own.group(2))
    return frozenset(number - 1 for number in numbers if number <= LAST_ROW)


def _hidden_columns(part: bytes) -> frozenset[int]:
    if b"hidden" not in part:
        return frozenset()
    hidden: set[int] = set()
    for column in _HIDDEN_COLUMN.finditer(part):
        edges = [_EDGE[name].search(column.group(1)) for name in (b"min", b"max")]
        first, last = (int(edge.group(1)) if edge else 0 for edge in edges)
        hidden.update(range(first - 1, min(last, MAX_COLUMNS)))
    return frozenset(hidden)


def _place(attributes: bytes) -> Place:
    own = _OWN_REFERENCE.search(attributes)
    assert own is not None  # `_refuse_far_cells` has seen a reference in every cell
    return int(own.group(2)) - 1, _column(own.group(1))


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    """The column of its letters, from 0: "A" is 0, "GR" is 199."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1
