"""The six things that a percentage can be in a cell, resolved by the column."""

from typing import Any

from tests.workbooks.quirk import Expected, OneOf, Quirk, rec
from tests.workbooks.writing import Formula, general, one, percent
from tracker.records import Answers

HOJA = [("Hoja1", 1)]


def _column(name: str, cells: list[Any], shares: list[Any], *problems: str, **more: Any) -> Quirk:
    """A tracker whose progress column (C) holds these cells, from C2 down."""
    rows = [[f"A-{at}", f"Acuerdo {at}", cell] for at, cell in enumerate(cells, 1)]
    records: list[Expected] = [rec(at + 1, f"A-{at}", f"Acuerdo {at}", progress=share) for at, share in enumerate(shares, 1)]
    return Quirk(name, one([["Código", "Acuerdo", "% de avance"], *rows]), records, HOJA, list(problems), **more)


NOTHING = OneOf(0.0, None)  # nothing is nothing in either scale
DOUBTFUL = [general(0), general(1), general(1), general(0)]

PERCENTS = [
    _column("percent-as-fractions.xlsx", [general(0.5), general(0.25), general(1), general(0)], [50, 25, 100, 0]),
    _column("percent-as-points.xlsx", [general(50), general(25), general(100), general(0)], [50, 25, 100, 0]),
    _column("percent-by-format.xlsx", [percent(0.5), percent(1), percent(0), percent(0.01)], [50, 100, 0, 1]),
    _column("percent-by-format-whole-only.xlsx", [percent(1), percent(0), percent(1)], [100, 0, 100]),
    _column("percent-as-text.xlsx", ["50%", "25 %", "49,76%", "100\u00a0%", "33.3%"], [50, 25, 49.76, 100, 33.3]),
    _column("percent-as-text-without-sign.xlsx", ["50", "12,5", "100"], [50, 12.5, 100]),
    _column("percent-mixed.xlsx", ["50%", percent(0.25), general(75)], [50, 25, 75]),
    _column("percent-one-among-points.xlsx", [general(1), general(50), general(80)], [1, 50, 80]),
    _column("percent-zero-and-one-asks.xlsx", DOUBTFUL, [NOTHING, None, None, NOTHING], tolerated=("question_open",), asks=("percent_scale",)),
    _column("percent-zero-and-one-answered-points.xlsx", DOUBTFUL, [0, 1, 1, 0], answers=Answers(scales={("Hoja1!1", 2): "points"})),
    _column("percent-zero-and-one-answered-fraction.xlsx", DOUBTFUL, [0, 100, 100, 0], answers=Answers(scales={("Hoja1!1", 2): "fraction"})),
    _column("percent-in-words.xlsx", ["50%", "mitad", "casi listo"], [50, None, None], "C3 percent_unreadable", "C4 percent_unreadable"),
    _column("percent-out-of-range.xlsx", [general(50), general(150), general(-5), "120%"], [50, None, None, None],
            "C3 percent_out_of_range", "C4 percent_out_of_range", "C5 percent_out_of_range"),
    _column("percent-doubtful-texts.xlsx", ["50%", "40-50%", "3 de 9", "3/9", "S/I"], [50, None, None, None, None],
            "C3 percent_unreadable", "C4 percent_unreadable", "C5 percent_unreadable", "C6 percent_unreadable"),
    _column("percent-blank.xlsx", [general(50), None, " "], [50, None, None]),
    _column("percent-by-formula.xlsx", [Formula("=1/2", 0.5), Formula("=3/4", 0.75)], [50, 75]),
]  # fmt: skip
