"""What was measured, judged and told: rounds, ratios, verdicts, the table. Pure."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("Qué", "Unidad", "Tablero mín/mediana/máx", "Referencia mín/mediana/máx", "Mejores rondas", "Máximo", "Resultado")
NOTHING = "—"


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure per round of each side, in `unit`, taken in turns.

    `limit` is the largest ratio of ours to the bare figure; without bare figures, the largest figure of ours.
    """

    what: str
    unit: str
    ours: Sequence[float]
    limit: float
    bare: Sequence[float] = ()
    errors: int = 0


def score(row: Row) -> float:
    """Best round against best round: the machine is shared, and noise only ever adds.

    Not the best of the rounds' ratios: a disturbance of the bare side alone would flatter ours.
    """
    return min(row.ours) / min(row.bare) if row.bare else min(row.ours)


def meets(row: Row) -> bool:
    """Whether the best round keeps the limit and nothing failed on the way."""
    return row.errors == 0 and score(row) <= row.limit


def spread(figures: Sequence[float]) -> str:
    """Least, median and greatest figure of the rounds."""
    if not figures:
        return NOTHING
    return " / ".join(number(value) for value in (min(figures), statistics.median(figures), max(figures)))


def number(value: float) -> str:
    """Three significant digits where they matter, whole numbers above a hundred."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def verdict(row: Row) -> str:
    """The last cell of a line."""
    if row.errors:
        return f"NO CUMPLE ({row.errors} errores)"
    return "cumple" if meets(row) else "NO CUMPLE"


def cells(row: Row) -> tuple[str, ...]:
    """A row as the table shows it."""
    times = "×" if row.bare else ""
    return (
        row.what, row.unit, spread(row.ours), spread(row.bare), f"{score(row):.2f}{times}", f"{row.limit:g}{times}", verdict(row),
    )  # fmt: skip


def table(rows: Iterable[Row]) -> str:
    """The lines with their columns aligned."""
    lines = [HEADINGS, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)
