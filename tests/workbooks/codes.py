"""Numbers of agreements: text, never a figure."""

from typing import Any

from tests.workbooks.quirk import OneOf, Quirk, rec
from tests.workbooks.writing import general, one

HOJA = [("Hoja1", 1)]


def _numbers(name: str, cells: list[Any], codes: list[object], *problems: str, **more: Any) -> Quirk:
    """A tracker whose number column (A) holds these cells, from A2 down."""
    rows = [[cell, f"Realizar la tarea {at}", "PNP"] for at, cell in enumerate(cells, 1)]
    records = [rec(at + 1, code, f"Realizar la tarea {at}", implementers=("PNP",)) for at, code in enumerate(codes, 1)]
    return Quirk(name, one([["N°", "Acuerdo", "Responsable"], *rows]), records, HOJA, list(problems), **more)


def _texts(name: str, texts: dict[str, tuple[object, object]]) -> Quirk:
    """A tracker without number column."""
    records = [rec(at, code, text, implementers=("PNP",)) for at, (code, text) in enumerate(texts.values(), 2)]
    return Quirk(name, one([["Acuerdo", "Responsable"], *([text, "PNP"] for text in texts)]), records, HOJA)


FIGURES = [general(2.8), general(2.9), general(2.1), general(2.11)]

CODES = [
    _numbers("code-with-zero.xlsx", ["01", "02", "10"], ["01", "02", "10"]),
    _numbers("code-as-figures.xlsx", [general(1), general(2), general(10)], ["1", "2", "10"]),
    _numbers("code-shown-with-zero-by-format.xlsx", [general(1), general(2)], [OneOf("1", "01"), OneOf("2", "02")]),
    _numbers("code-with-final-point.xlsx", ["2.1.", "2.2.", "2.10."], ["2.1", "2.2", "2.10"]),
    _numbers("code-two-ten-as-text.xlsx", ["2.1", "2.9", "2.10", "2.11"], ["2.1", "2.9", "2.10", "2.11"]),
    _numbers("code-as-decimals.xlsx", [general(2.1), general(2.2), general(2.3)], ["2.1", "2.2", "2.3"]),
    _numbers("code-decimal-that-may-be-two-ten.xlsx", FIGURES, ["2.8", "2.9", OneOf("2.1", "2.10"), "2.11"], "A4 code_maybe_shortened"),
    _numbers("code-in-roman.xlsx", ["I", "II", "III", "IV"], ["I", "II", "III", "IV"]),
    _numbers("code-with-letters.xlsx", ["A-01", "A-02", "ACU-003-2026"], ["A-01", "A-02", "ACU-003-2026"]),
    _numbers("code-with-session-and-year.xlsx", ["01/XLIV/19", "02/XLIV/19"], ["01/XLIV/19", "02/XLIV/19"]),
    _numbers("code-repeated.xlsx", ["01", "02", "02"], ["01", "02", "02"], "A4|B4 code_repeated"),
    _texts("code-at-the-start-of-the-text.xlsx", {
        "2.1. Coadyuvar esfuerzos": ("2.1", "Coadyuvar esfuerzos"), "2.2 Sensibilizar a la población": ("2.2", "Sensibilizar a la población")}),
    _texts("no-number-at-all.xlsx", {"Elevar el informe": (None, "Elevar el informe"), "Remitir el acta": (None, "Remitir el acta")}),
]  # fmt: skip
