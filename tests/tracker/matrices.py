"""Matrices for the tests of writing: the real acta with states that touch every look, made by hand."""

import json
from datetime import date, datetime, time
from pathlib import Path

from tracker.records import ExportMark
from tracker.writing.changes_sheet import ChangeRow, ChangesSheet
from tracker.writing.matrix import Matrix, MatrixSheet
from tracker.writing.matrix_rows import MatrixRow
from tracker.writing.summary_sheet import Tally

SEED = Path(__file__).parents[2] / "seed"
CUT_OFF = date(2026, 3, 20)
MARK = ExportMark(57, "9c1b" * 16)
STATUS_COLOURS = {
    "Sin reporte": "#C3CBD3", "Pendiente": "#53708F", "En proceso": "#2468B0",
    "No cumplido": "#8250A8", "Cumplido verificado": "#1B7A43", "Cumplido": "#8FD0A5",
}  # fmt: skip
DEADLINE_COLOURS = {"Vencido": "#B3261E", "Por vencer": "#F2B33D", "Sin plazo": "#C3CBD3"}
LIGHT_COLOURS = {"Rojo": "#B3261E", "Gris": "#C3CBD3", "Verde": "#1B7A43"}
LINES = (
    "MATRIZ DE SEGUIMIENTO DE ACUERDOS · COMITÉ REGIONAL DE SEGURIDAD CIUDADANA DE MOQUEGUA",
    "PRIMERA SESIÓN ORDINARIA 2026 · Fecha: 25/02/2026",
    "Corte al 20/03/2026",
    "Filtros: ninguno",
)
STATES = (
    {"status": "En proceso", "progress": 40, "actions": "Se difundió el SPOT en las páginas oficiales.", "light": "▲ Rojo",
     "deadline": date(2026, 3, 8), "situation": "Vencido (12 días)", "reported_on": date(2026, 3, 10)},
    {"status": "Sin reporte", "light": "○ Gris", "situation": "Sin plazo"},
    {"status": "Cumplido verificado", "progress": 100, "actions": "Campaña concluida.", "light": "● Verde",
     "evidence": "Oficio 123-2026 (PNP, 18/03/2026)", "reported_on": date(2026, 3, 12), "situation": "Cerrado", "deadline": date(2026, 4, 30)},
    {"status": "Pendiente", "progress": 0, "light": "○ Gris", "situation": "Por vencer", "deadline": "Siguiente sesión",
     "reported_on": date(2026, 3, 1), "remarks": "Coordinar por teléfono institucional"},
)  # fmt: skip


def typed(year: int, month: int, day: int) -> datetime:
    """A date as openpyxl reads it from a cell."""
    return datetime.combine(date(year, month, day), time())


def row(**said: object) -> MatrixRow:
    """A row with what the test says of it, the rest as of an agreement without report."""
    plain: dict[str, object] = {
        "ref": "2026-O1-01", "session": "", "code": "01", "problem": "Problema", "text": "Difundir la campaña", "responsible": "PNP",
        "follow_up": "ST CORESEC", "deadline": None, "status": "Sin reporte", "progress": None, "evidence": "", "actions": "",
        "reported_on": None, "situation": "Sin plazo", "light": "○ Gris", "remarks": "",
    }  # fmt: skip
    return MatrixRow(**{**plain, **said})  # pyright: ignore[reportArgumentType]


def acta_rows() -> tuple[MatrixRow, ...]:
    """The sixteen assignments of the real acta; their states go round `STATES`."""
    acta = json.loads((SEED / "session_2026_02_25.json").read_text(encoding="utf-8"))
    acronyms = {i["code"]: i["acronym"] for i in json.loads((SEED / "institutions.json").read_text(encoding="utf-8"))}
    said = [
        {"ref": f"2026-O1-{a['code']}", "code": a["code"], "problem": p["text"], "text": a["text"], "responsible": acronyms[i]}
        for p in acta["problems"]
        for a in p["agreements"]
        for i in a["implementers"]
    ]
    return tuple(row(**one, **STATES[place % len(STATES)]) for place, one in enumerate(said))


def tally(heading: str, *, fills: tuple[tuple[str, str], ...] = ()) -> Tally:
    """A tally of two rows."""
    series = (("Sin reporte", "#C3CBD3", "#14202B"), ("En proceso", "#2468B0", "#FFFFFF"))
    if fills:
        return Tally(heading, "Situación", (("Acuerdos", "#53708F", "#14202B"),), (("Vencido", (3,)), ("Sin plazo", (6,))), fills)
    return Tally(heading, "Institución", series, (("PNP", (2, 1)), ("DREMO", (0, 1))))


def matrix(*sheets: MatrixSheet, mark: ExportMark = MARK) -> Matrix:
    """The matrix of the acta, or of the sheets given."""
    tallies = (
        tally("Asignaciones por institución"), tally("Acuerdos por tema"),
        tally("Acuerdos por situación del plazo", fills=(("#B3261E", "#FFFFFF"), ("#C3CBD3", "#14202B"))),
    )  # fmt: skip
    return Matrix(
        title="Matriz de seguimiento de acuerdos", cut_off=CUT_OFF, sheets=sheets or (MatrixSheet("Matriz", LINES, acta_rows()),),
        summary_lines=(LINES[0], *LINES[2:], "9 acuerdos · 16 asignaciones"), tallies=tallies, mark=mark,
        statuses=("Pendiente", "En proceso", "Cumplido"), responsibles=("PNP", "DREMO", "ST CORESEC"), status_colours=STATUS_COLOURS,
        deadline_colours=DEADLINE_COLOURS, light_colours=LIGHT_COLOURS,
    )  # fmt: skip


def changes(*rows: ChangeRow) -> ChangesSheet:
    """What changed since the session of the acta."""
    lines = ("QUÉ CAMBIÓ DESDE LA ÚLTIMA SESIÓN", "Desde el 25/02/2026, Primera sesión ordinaria 2026, hasta el 20/03/2026", "De 9 acuerdos: 1 avanzó.")
    return ChangesSheet(lines, rows, {"Con avance": "#2468B0", "Sin noticias": "#C3CBD3"})
