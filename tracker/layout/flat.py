"""A sheet with its merged cells told apart: which cell holds the value of which."""

from dataclasses import dataclass

from tracker.grid import Place, Sheet, Value
from tracker.values.texts import clean

MOST_COVERED = 1_000_000  # covered cells that are followed; only a hostile file has more


@dataclass(frozen=True)
class FlatSheet:
    """A sheet, its width, and its merges as {covered cell: cell that holds the value}.

    `covered`: by row, the columns whose cells show a value merged from a row above, with the cell that holds it.
    """

    sheet: Sheet
    width: int
    origins: dict[Place, Place]
    covered: dict[int, list[tuple[int, Place]]]

    def origin(self, row: int, column: int) -> Place:
        """The cell that holds the value shown at a place."""
        return self.origins.get((row, column), (row, column))

    def own(self, row: int, column: int) -> Value:
        """The value that a cell itself holds; None for a cell covered by a merge."""
        cells = self.sheet.rows[row]
        if column >= len(cells) or (row, column) in self.origins:
            return None
        return cells[column]

    def shown(self, row: int, column: int) -> Value:
        """The value shown at a place: the merged cell's where one covers it."""
        row, column = self.origin(row, column)
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else None

    def line(self, row: int, column: int) -> str:
        """The text shown at a place, in one line."""
        return " ".join(clean(self.shown(row, column)).split())

    def filled(self, row: int, left: int, right: int) -> list[int]:
        """The columns from `left` to `right` in which the row has something of its own."""
        cells = self.sheet.rows[row]
        columns = [c for c, value in enumerate(cells[left : right + 1], left) if value is not None and not is_blank(value)]
        if self.sheet.errors:
            columns = sorted({*columns, *(c for c in range(left, right + 1) if (row, c) in self.sheet.errors)})
        if self.origins:
            columns = [c for c in columns if (row, c) not in self.origins]
        return columns


def is_blank(value: Value) -> bool:
    """Whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def flatten(sheet: Sheet) -> FlatSheet:
    """The sheet with its merges within the used area, as far as `MOST_COVERED`."""
    width = max(map(len, sheet.rows), default=0)
    origins: dict[Place, Place] = {}
    budget = MOST_COVERED
    for top, left, bottom, right in sheet.merges:
        rows, columns = range(top, min(bottom, len(sheet.rows) - 1) + 1), range(left, min(right, width - 1) + 1)
        budget -= len(rows) * len(columns)
        if budget < 0:
            break
        origins.update(((row, column), (top, left)) for row in rows for column in columns)
        origins.pop((top, left), None)
    flat = FlatSheet(sheet, width, origins, {})
    for (row, column), place in origins.items():
        if place[1] == column and not is_blank(flat.own(*place)):
            flat.covered.setdefault(row, []).append((column, place))
    return flat
