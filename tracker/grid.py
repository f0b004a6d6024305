"""What a reader of workbooks gives: sheets of plain cells, with the flags that values alone would lose."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

Value = str | float | int | bool | date | datetime | time | timedelta | None
Place = tuple[int, int]  # row and column, both from 0


class FileKind(StrEnum):
    """The formats that are read, told by content and not by name."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0][0]` is A1, whatever the used area; rows may differ in length. Places count from 0.

    `merges` are (first row, first column, last row, last column), all included. `percents` are cells whose number format
    is a percentage, `errors` cells that hold an Excel error ("#REF!"), `uncalculated` formulas without a stored result.
    """

    name: str
    rows: list[list[Value]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    percents: frozenset[Place] = frozenset()
    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: frozenset[Place] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file, in its order. `epoch_1904` tells how its serial numbers count days."""

    kind: FileKind
    sheets: list[Sheet]
    epoch_1904: bool = False


def cell_name(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: (6, 7) is "H7"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
