"""Tables of agreements on a sheet: which rows and columns are each one's, and which lines are its title."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from follow_up.spelling import fold
from tracker.grid import cell_name
from tracker.layout.bands import Header, Label, find_headers
from tracker.layout.flat import FlatSheet, is_blank
from tracker.layout.stray import is_footer, is_page_line
from tracker.layout.titles import says_something
from tracker.records import Field

MOST_TITLE_CELLS = 6  # a row with more cells is data

_CAPTIONS = frozenset(
    (
        "fecha", "institucion", "entidad", "comite", "corte", "fecha de corte", "sesion", "actualizado al", "fecha de sesion",
        "fecha de la sesion", "dependencia",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A table on a sheet: its header, its title lines, and the rows (from 0) below the header that are its own."""

    flat: FlatSheet
    header: Header
    key: str
    title: tuple[str, ...]
    body: list[int]
    own_codes: frozenset[str] = frozenset()  # of a sheet that we wrote: its rows are read as written


@dataclass
class _Draft:
    """A table while the headers below it are being told apart."""

    header: Header
    title: tuple[str, ...]
    repeats: list[Header] = field(default_factory=list)
    end: int = 0


def find_tables(flat: FlatSheet) -> list[Found]:
    """The registers of a sheet, from top to bottom and left to right; none takes a row or a title of another."""
    drafts: list[_Draft] = []
    headers = find_headers(flat)
    spans = {(header.left, header.right) for header in headers}
    for header in headers:
        _place(flat, header, drafts, spans)
    drafts.sort(key=lambda draft: (draft.header.first, draft.header.left))
    rows: set[int] = set()
    found: list[Found] = []
    for draft in drafts:
        body = _body(draft)
        beside = draft.header.first in rows
        rows.add(draft.header.first)
        place = cell_name(draft.header.first, draft.header.left) if beside else str(draft.header.first + 1)
        found.append(Found(flat, _widened(flat, draft.header, body, spans), f"{flat.sheet.name}!{place}", draft.title, body))
    return found


def _place(flat: FlatSheet, header: Header, drafts: list[_Draft], spans: set[tuple[int, int]]) -> None:
    """Adds a header to the drafts: the same table printed again, or a table of its own that ends the one above."""
    above = next((draft for draft in reversed(drafts) if _overlap(draft.header, header)), None)
    if above is None:
        title = _lines(flat, range(header.first), *_reach(header, spans))
        drafts.append(_Draft(header, title, end=len(flat.sheet.rows)))
        return
    last = above.repeats[-1].last if above.repeats else above.header.last
    start = _title_start(flat, above.header, last + 1, header.first)
    title = _lines(flat, range(start, header.first), *_reach(header, spans))
    if header.layout == above.header.layout and header.left == above.header.left and _is_repeated(title, above.title):
        above.repeats.append(replace(header, first=start))
        return
    above.end = start
    drafts.append(_Draft(header, title, end=len(flat.sheet.rows)))


def _is_repeated(title: Iterable[str], first: Iterable[str]) -> bool:
    """Whether title lines only repeat those of the first page."""
    return {fold(line) for line in title} <= {fold(line) for line in first}


def _overlap(one: Header, other: Header) -> bool:
    return one.left <= other.right and other.left <= one.right


def _reach(header: Header, spans: set[tuple[int, int]]) -> tuple[int, int | None]:
    """The columns in which title lines are a table's: all, unless another table stands beside it."""
    before = [right for _, right in spans if right < header.left]
    after = [left for left, _ in spans if left > header.right]
    return max(before, default=-1) + 1, min(after) - 1 if after else None


def _body(draft: _Draft) -> list[int]:
    repeated = {row for header in draft.repeats for row in range(header.first, header.last + 1)}
    return [row for row in range(draft.header.last + 1, draft.end) if row not in repeated]


def _title_start(flat: FlatSheet, above: Header, first: int, header_row: int) -> int:
    """The row from which lines between two tables are the lower one's title."""
    start = header_row
    for row in range(header_row - 1, first - 1, -1):
        columns = flat.filled(row, 0, flat.width - 1)
        if not columns:
            continue
        lines = _row_lines(flat, row, columns)
        if any(is_footer(line) for line in lines) or not _is_title(flat, above, row, columns, lines):
            break
        start = row
    return start


def _is_title(flat: FlatSheet, above: Header, row: int, columns: list[int], lines: list[str]) -> bool:
    """Whether a row reads as a title line and not as a row, or the end of a row, of the table above."""
    if len(columns) > MOST_TITLE_CELLS:
        return False
    if any(says_something(line) for line in lines) and len(lines) < len(above.labels):
        return True
    agreement = next((label.index for label in above.labels if label.meaning and label.meaning.field == Field.AGREEMENT), None)
    merged = flat.origin(row, min(columns[0] + 1, flat.width - 1)) == (row, columns[0])
    return len(columns) == 1 and (merged or columns[0] != agreement) and any(c.isalpha() for c in lines[0])


def _lines(flat: FlatSheet, rows: Iterable[int], left: int, right: int | None) -> tuple[str, ...]:
    """The title lines of rows, top down."""
    last = flat.width - 1 if right is None else right
    lines = [line for row in rows for line in _row_lines(flat, row, flat.filled(row, left, last))]
    return tuple(line for line in lines if not is_page_line(line))


def _row_lines(flat: FlatSheet, row: int, columns: list[int]) -> list[str]:
    """The texts of a row, each caption ("Fecha:") with the text beside it."""
    lines: list[str] = []
    caption = ""
    for column in columns:
        text = flat.line(row, column)
        if caption:
            lines[-1] = f"{caption.rstrip(' :')}: {text}"
            caption = ""
        else:
            lines.append(text)
            caption = text if text.endswith(":") or fold(text) in _CAPTIONS else ""
    return lines


def _widened(flat: FlatSheet, header: Header, body: Sequence[int], spans: set[tuple[int, int]]) -> Header:
    """The header with the columns beside it that hold data under no label, and without those that are empty."""
    left, right = header.left, header.right
    others = [span for span in spans if span[1] < left or span[0] > right]
    taken = {column for first, last in others for column in range(first, last + 1)}
    while left - 1 >= 0 and left - 1 not in taken and _has_data(flat, body, left - 1):
        left -= 1
    while right + 1 < flat.width and right + 1 not in taken and _has_data(flat, body, right + 1):
        right += 1
    before = [Label(column, "", (), None) for column in range(left, header.left)]
    after = [Label(column, "", (), None) for column in range(header.right + 1, right + 1)]
    labels = [label for label in header.labels if label.text or _has_data(flat, body, label.index)]
    return replace(header, labels=(*before, *labels, *after))


def _has_data(flat: FlatSheet, body: Sequence[int], column: int) -> bool:
    """Whether a column without label holds values in the rows of a table, and more than a stray note."""
    filled = 0
    for row in body:
        filled += not is_blank(flat.own(row, column))
        if filled * 4 > min(len(body), 8):
            return True
    return False
