"""States as officials declare them (domain reference, section 4)."""

import unicodedata
from typing import Any

from follow_up.vocabulary import Status
from tests.workbooks.quirk import ANYTHING, OneOf, Quirk, rec
from tests.workbooks.writing import Page, many, one

PENDING, GOING, DONE, FAILED, VOID = Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.NOT_FULFILLED, Status.VOID
HOJA = [("Hoja1", 1)]
WORDS = {
    PENDING: "pendiente|por iniciar|no iniciado|sin iniciar|programado|por atender|activo|vigente|abierto",
    GOING: (
        "en proceso|en curso|en ejecución|en trámite|en gestión|en implementación|en desarrollo|iniciado|en avance|parcial|"
        "parcialmente cumplido|cumplimiento parcial|atendido pendiente|cumplido parcialmente"
    ),
    DONE: (
        "cumplido|culminado|concluido|ejecutado|implementado|atendido|atendido cerrado|finalizado|realizado|cerrado|logrado"
    ),
    FAILED: "no cumplido|incumplido|no ejecutado|no implementado|no realizado|no logrado",
    VOID: "desestimado|dejado sin efecto|sin efecto|anulado|cancelado|inviable|archivado|retirado|no corresponde",
}


def _column(cells: list[Any]) -> Any:
    """A workbook whose state column holds these cells, from D2 down."""
    return one([["N°", "Acuerdo", "Responsable", "Estado"], *([str(at), f"Acuerdo {at}", "PNP", cell] for at, cell in enumerate(cells, 1))])


def _read(statuses: list[object], **fields: object) -> list[dict[str, Any]]:
    return [
        rec(at + 1, str(at), f"Acuerdo {at}", implementers=("PNP",), status=status, **fields) for at, status in enumerate(statuses, 1)
    ]


def _said(name: str, cells: dict[str, object]) -> Quirk:
    return Quirk(name, _column(list(cells)), _read(list(cells.values())), HOJA)


def _vocabulary(name: str, spell: Any) -> Quirk:
    return _said(name, {spell(words): status for status, listed in WORDS.items() for words in listed.split("|")})


def _colours(book: Any, sheet: Any) -> None:
    for row, colour in enumerate(("#00B050", "#FFC000", "#FF0000"), start=1):
        sheet.write_blank(row, 3, None, book.add_format({"bg_color": colour}))


MARKS = ["N°", "Acuerdo", "Responsable", "Cumplido", "En proceso", "Pendiente"]
DATED = ["N°", "Acuerdo", "Plazo", "Estado", "% de avance"]

STATUSES = [
    _vocabulary("status-in-small-letters.xlsx", str),
    _vocabulary("status-in-capitals.xlsx", str.upper),
    _vocabulary("status-with-blanks-around.xlsx", lambda words: f" {words.capitalize()}  \u00a0"),
    _vocabulary("status-with-decomposed-accents.xlsx", lambda words: unicodedata.normalize("NFD", words.title())),
    _vocabulary("status-without-accents-and-with-a-full-stop.xlsx", lambda words: words.translate(str.maketrans("áéíóú", "aeiou")) + "."),
    _said("status-feminine-and-plural.xlsx", {
        "Cumplida": DONE, "Atendidos": DONE, "Concluidas": DONE, "Pendientes": PENDING, "No iniciada": PENDING, "Incumplida": FAILED,
        "No ejecutadas": FAILED, "Anulada": VOID, "Desestimados": VOID, "Iniciada": GOING, "Parcialmente cumplida": GOING,
    }),
    _said("status-partial-is-not-fulfilled.xlsx", {
        "Cumplido parcialmente": GOING, "CUMPLIMIENTO PARCIAL": GOING, "Parcial": GOING, "Atendido / pendiente": GOING, "Parcialmente cumplido": GOING,
    }),
    Quirk(
        "status-unknown.xlsx", _column(["Cumplido", "Por definir en mesa técnica", "Ok con cargo"]),
        [*_read([DONE]), *_read([None, None, None], extra=ANYTHING)[1:]], HOJA, ["D3 status_unknown", "D4 status_unknown"],
    ),
    Quirk("status-blank.xlsx", _column(["Cumplido", None, "  "]), _read([DONE, None, None]), HOJA),
    Quirk(
        "status-by-colour-only.xlsx",
        many(Page("Hoja1", [["N°", "Acuerdo", "Responsable", "Estado"], *([str(at), f"Acuerdo {at}", "PNP"] for at in (1, 2, 3))], (), _colours)),
        _read([None, None, None]), HOJA,
    ),
    Quirk(
        "status-as-percent-in-words.xlsx", _column(["100 %", "50 %", "0 %"]),
        _read([DONE, GOING, PENDING], progress=OneOf(None, 100, 50, 0)), HOJA,
    ),
    Quirk(
        "status-overdue.xlsx",
        one([DATED, ["1", "Uno", "30/04/2026", "Vencido", "40%"], ["2", "Dos", "15/04/2026", "VENCIDO", "0%"],
             ["3", "Tres", None, "Atrasado", None], ["4", "Cuatro", "20/05/2026", "Fuera de plazo", None]]),
        [rec(2, "1", "Uno", deadline=ANYTHING, deadline_kind=ANYTHING, status=GOING, progress=40),
         rec(3, "2", "Dos", deadline=ANYTHING, deadline_kind=ANYTHING, status=PENDING, progress=0),
         rec(4, "3", "Tres", status=PENDING), rec(5, "4", "Cuatro", deadline=ANYTHING, deadline_kind=ANYTHING, status=PENDING)],
        HOJA, ["D4|C4|B4 status_overdue_without_deadline"],
    ),
    Quirk(
        "status-rescheduled.xlsx",
        one([DATED, ["1", "Uno", "30/04/2026", "Reprogramado", "40%"], ["2", "Dos", None, "Ampliación de plazo", None]]),
        [rec(2, "1", "Uno", deadline=ANYTHING, deadline_kind=ANYTHING, status=OneOf(None, GOING), progress=40),
         rec(3, "2", "Dos", status=OneOf(None, PENDING))],
        HOJA, ["D3|C3|B3 extension_without_deadline"],
    ),
    Quirk(
        "status-against-progress.xlsx",
        one([DATED, ["1", "Uno", None, "Cumplido", "60%"], ["2", "Dos", None, "Pendiente", "100%"], ["3", "Tres", None, "En proceso", "60%"]]),
        [rec(2, "1", "Uno", status=DONE, progress=60), rec(3, "2", "Dos", status=PENDING, progress=100),
         rec(4, "3", "Tres", status=GOING, progress=60)],
        HOJA, ["D2|E2 status_against_progress", "D3|E3 status_against_progress"],
    ),
    Quirk(
        "status-by-x-in-three-columns.xlsx",
        one([MARKS, ["1", "Uno", "PNP", "x", None, None], ["2", "Dos", "PNP", None, "X", None], ["3", "Tres", "PNP", None, None, "✓"],
             ["4", "Cuatro", "PNP", None, None, None]]),
        [rec(2, "1", "Uno", implementers=("PNP",), status=DONE), rec(3, "2", "Dos", implementers=("PNP",), status=GOING),
         rec(4, "3", "Tres", implementers=("PNP",), status=PENDING), rec(5, "4", "Cuatro", implementers=("PNP",))],
        HOJA,
    ),
    Quirk(
        "status-by-x-under-a-merged-heading.xlsx",
        one([["N°", "Acuerdo", "ESTADO", None, None, "Observaciones"], [None, None, "Cumplido", "En proceso", "No cumplido", None],
             ["1", "Uno", "X", None, None, "Con oficio"], ["2", "Dos", None, None, "X", None]], "A1:A2", "B1:B2", "C1:E1", "F1:F2"),
        [rec(3, "1", "Uno", status=DONE, remarks="Con oficio"), rec(4, "2", "Dos", status=FAILED)], HOJA,
    ),
    Quirk(
        "status-by-x-in-two-columns-at-once.xlsx",
        one([MARKS, ["1", "Uno", "PNP", "x", "x", None], ["2", "Dos", "PNP", None, None, "x"]]),
        [rec(2, "1", "Uno", implementers=("PNP",)), rec(3, "2", "Dos", implementers=("PNP",), status=PENDING)],
        HOJA, ["D2|E2|B2 status_several_marks"],
    ),
]  # fmt: skip
