"""Trackers put together by chance: any columns in any order under any of their headings, anywhere on the sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from follow_up.vocabulary import Status
from tests.workbooks.quirk import Expected
from tests.workbooks.statuses import WORDS
from tests.workbooks.synonyms import HEADINGS_OF
from tracker.grid import FileKind, Sheet, Workbook
from tracker.records import Field

# Headings that the content of their column decides, and that have quirks of their own.
DOUBTFUL = {
    "Fecha", "Fecha de cumplimiento", "Fecha cumplimiento", "Documento", "Informe", "Tema", "Asunto", "Agenda", "Punto de agenda", "Avance",
    "Nivel de avance", "Grado de avance", "Grado de implementación", "Seguimiento", "Monitoreo",
}  # fmt: skip
PARTIES = (
    "PNP", "DREMO", "INABIF", "Gobiernos Locales", "Prefectura", "Warmi Ñan", "ST CORESEC", "Juntas Vecinales",
    "Ministerio de Justicia y Derechos Humanos",
)  # fmt: skip
SEPARATORS = (", ", " y ", "; ", " / ", "\n", " - ")
TASKS = ("Elevar el informe trimestral", "Realizar operativos conjuntos", "Remitir el padrón actualizado", "Instalar cámaras en el mercado")
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.lower, lambda words: words + " ", lambda words: words.replace(" ", "\n", 1), lambda words: words + ":",
)  # fmt: skip
SHARES: dict[str, Callable[[int], object]] = {
    "text": lambda points: f"{points}%", "points": float, "fraction": lambda points: points / 100, "format": lambda points: points / 100,
}  # fmt: skip
ALWAYS = (Field.NUMBER, Field.AGREEMENT, Field.RESPONSIBLE)
SOMETIMES = (
    Field.PROBLEM, Field.FOLLOW_UP, Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.ACTIONS, Field.EVIDENCE, Field.REMARKS, Field.THEME,
)  # fmt: skip
Cell = tuple[object, Expected]  # what stands in the cell, and what it says


@dataclass(frozen=True)
class Shuffled:
    """A workbook of one sheet, the row of its headings (from 1), and what its rows say."""

    workbook: Workbook
    header_row: int
    records: list[Expected]


def shuffled(seed: int) -> Shuffled:
    """The tracker of a seed."""
    chance = Random(seed)
    fields = [*ALWAYS, *(field for field in SOMETIMES if chance.random() < 0.6)]
    if chance.random() < 0.4:
        chance.shuffle(fields)
    scale, left = chance.choice(list(SHARES)), chance.choice((0, 0, 1, 3))
    told = [_cells(chance, number, scale) for number in range(1, chance.randint(3, 9))]
    grid: list[list[Any]] = [*_above(chance, left), [None] * left + [_heading(chance, field) for field in fields]]
    header_row, records, percents = len(grid), [], set()
    for cells in told:
        grid += [[]] * (chance.random() < 0.15)
        percents |= {(len(grid), left + at) for at, field in enumerate(fields) if field == Field.PROGRESS and scale == "format"}
        grid.append([None] * left + [cells[field][0] for field in fields])
        records.append({name: value for field in fields for name, value in cells[field][1].items()} | {"row": len(grid)})
    grid += _below(chance, left, len(told))
    return Shuffled(Workbook(FileKind.XLSX, [Sheet("Hoja1", grid, percents=frozenset(percents))]), header_row, records)


def _heading(chance: Random, field: Field) -> str:
    headings = [heading for heading in HEADINGS_OF[field].split("|") if heading not in DOUBTFUL]
    return chance.choice(SPELLINGS)(chance.choice(headings))


def _cells(chance: Random, number: int, scale: str) -> dict[Field, Cell]:
    code, text, problem = f"{number:02}", f"{chance.choice(TASKS)}, etapa {number}", f"Insuficiente coordinación en el asunto {number // 2}"
    parties = tuple(chance.sample(PARTIES, chance.randint(1, 3)))
    status = chance.choice((Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.NOT_FULFILLED))
    share = {Status.FULFILLED: 100, Status.IN_PROGRESS: 10 * number}.get(status, 0) if number > 1 else 50
    status = Status.IN_PROGRESS if number == 1 else status  # some share is no 0 and no 1: nothing is to be asked
    theme, actions = chance.choice(("Prevención del delito", "Fiscalización")), f"Se coordinó la reunión número {number} con el área usuaria"
    evidence = f"Oficio N° {number + 10}-2026-GRM ({number:02}/03/2026)"
    remarks = chance.choice((None, "Sin presupuesto del área usuaria"))
    return {
        Field.NUMBER: (code, {"code": code}),
        Field.AGREEMENT: (text, {"text": text}),
        Field.RESPONSIBLE: (chance.choice(SEPARATORS).join(parties), {"implementers": parties}),
        Field.PROBLEM: (problem, {"problem": problem}),
        Field.FOLLOW_UP: ("ST CORESEC", {"follow_up": "ST CORESEC"}),
        Field.DEADLINE: _deadline(chance),
        Field.STATUS: (chance.choice((str, str.upper, str.title))(chance.choice(WORDS[status].split("|"))), {"status": status}),
        Field.PROGRESS: (SHARES[scale](share), {"progress": share}),
        Field.ACTIONS: (actions, {"actions": actions}),
        Field.EVIDENCE: (evidence, {"evidence": evidence}),
        Field.REMARKS: (remarks, {"remarks": remarks}),
        Field.THEME: (theme, {"theme": theme}),
    }


def _deadline(chance: Random) -> Cell:
    day = date(2026, 3, 1) + timedelta(chance.randint(0, 300))
    dated: Expected = {"deadline": day, "deadline_note": None}
    forms: list[Cell] = [
        (day, dated), (f"{day:%d.%m.%Y}", dated), (f"{day:%Y-%m-%d}", dated), (float((day - date(1899, 12, 30)).days), dated),
        (None, {"deadline": None, "deadline_note": None}),
        *((words, {"deadline": None, "deadline_note": words}) for words in ("siguiente sesión", "30 días hábiles", "Permanente")),
    ]  # fmt: skip
    return chance.choice(forms)


def _above(chance: Random, left: int) -> list[list[Any]]:
    """Lines of a title, or none, and blank rows."""
    titles = [[], [[None] * left + ["MATRIZ DE SEGUIMIENTO DE ACUERDOS"]], [["CORESEC"], ["Segunda sesión ordinaria 2026"], [None, "Fecha: 22/04/2026"]]]
    return [[] for _ in range(chance.randint(0, 2))] + chance.choice(titles) + [[] for _ in range(chance.randint(0, 2))]


def _below(chance: Random, left: int, records: int) -> list[list[Any]]:
    """What ends a table without being of it."""
    margin: list[Any] = [None] * left
    endings = [
        [], [[*margin, "TOTAL", f"{records} acuerdos"]], [[], [*margin, "Elaborado por: Secretaría Técnica"]],
        [[], ["Fuente: Libro de Actas"], ["Leyenda:"]], [[], [*margin, "____________"], [*margin, "Firma y sello"]],
    ]  # fmt: skip
    return chance.choice(endings)
