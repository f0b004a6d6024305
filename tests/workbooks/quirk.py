"""What a quirk is: one workbook as an official makes it, and what a careful reader writes down from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from follow_up.vocabulary import DeadlineKind, Status
from tracker.records import Answers

COMPARED = (
    "sheet", "row", "code", "text", "problem", "implementers", "follow_up", "deadline", "deadline_note", "deadline_kind",
    "status", "progress", "actions", "evidence", "extra",
)  # fmt: skip

Expected = dict[str, Any]


class OneOf:
    """Equal to each of several readings that are all honest, where the rules do not choose."""

    def __init__(self, *values: object) -> None:
        self.values = values

    def __eq__(self, other: object) -> bool:
        return any(value == other for value in self.values)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return " or ".join(repr(value) for value in self.values)


class Anything(OneOf):
    """Equal to everything: what the reader puts there is no part of this quirk."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return "anything"


ANYTHING = Anything()
NO_KIND = OneOf(None, DeadlineKind.NONE)  # words that set no date: the contract names the kind, a blank would do as well


@dataclass(frozen=True)
class Quirk:
    """One workbook and its reading.

    `tables`: sheet and header row (from 1). `problems`: "cell code", where "cell" may offer several ("E3|F3") or any ("*");
    `tolerated`: codes that may come besides. `asks`: questions that must come; `may_ask`: that may. `titles`: for each table
    what its title lines say. `refused`: the code of the refusal, and then nothing else is expected.
    """

    file: str
    content: Callable[[], bytes]
    records: list[Expected] = field(default_factory=list)
    tables: list[tuple[str, int]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    tolerated: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    may_ask: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    titles: list[Expected] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    refused: str | None = None


def rec(row: int, code: object = None, text: object = None, /, **fields: object) -> Expected:
    """What one row says; what is not named is blank or absent. `somewhere`: words that must not be lost, wherever."""
    kind = DeadlineKind.DATE if isinstance(fields.get("deadline"), date) else None
    blank: Expected = {name: None for name in COMPARED} | {"extra": {}, "deadline_kind": kind, "sheet": "Hoja1"}
    return blank | {"row": row, "code": code, "text": text} | fields


HEADINGS = ["N°", "Acuerdo", "Responsable", "Plazo", "Estado"]
FIRST = ["01", "Elevar el informe trimestral a la ST CONASEC", "ST CORESEC", "30/04/2026", "Cumplido"]
SECOND = ["02", "Realizar operativos conjuntos en espacios públicos", "PNP", "15/05/2026", "En proceso"]
THIRD = ["03", "Reportar los patrullajes integrados", "Gobiernos Locales", "siguiente sesión", "Pendiente"]
THREE = [FIRST, SECOND, THIRD]


def three(*rows: int, sheet: str = "Hoja1", **fields: object) -> list[Expected]:
    """The reading of `THREE` when its records stand on these rows; `fields` replace what they say, in all of them."""
    said = [
        {"implementers": ("ST CORESEC",), "deadline": date(2026, 4, 30), "status": Status.FULFILLED},
        {"implementers": ("PNP",), "deadline": date(2026, 5, 15), "status": Status.IN_PROGRESS},
        {
            "implementers": ("Gobiernos Locales",), "deadline_kind": DeadlineKind.NEXT_SESSION,
            "deadline_note": "siguiente sesión", "status": Status.PENDING,
        },
    ]  # fmt: skip
    texts = [(row[0], row[1]) for row in THREE]
    return [
        rec(row, sheet=sheet, **({"code": code, "text": text} | facts | fields))
        for row, (code, text), facts in zip(rows, texts, said, strict=True)
    ]
