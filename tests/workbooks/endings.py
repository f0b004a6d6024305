"""What stands below a table or between its rows and is no agreement: counts, signatures, closing words, second lines."""

from typing import Any

from tests.workbooks.quirk import ANYTHING, HEADINGS, THREE, Expected, OneOf, Quirk, rec, three
from tests.workbooks.writing import general, one, percent

HOJA = [("Hoja1", 1)]
COUNTS = [["Cumplidos", 1], ["En proceso", 1], ["Pendientes", 1], ["No cumplidos", 0], ["Total", 3]]
SHARES = (1.0, 0.4, 0.0)


def _below(name: str, *rows: list[Any], merges: tuple[str, ...] = ()) -> Quirk:
    """`THREE` with rows below that give no record."""
    return Quirk(name, one([HEADINGS, *THREE, *rows], *merges), three(2, 3, 4), HOJA)


def _with_shares(*below: list[Any]) -> list[list[Any]]:
    return [[*HEADINGS, "% de avance"], *([*row, percent(share)] for row, share in zip(THREE, SHARES, strict=True)), *below]


def _shared() -> list[Expected]:
    return [record | {"progress": 100 * share} for record, share in zip(three(2, 3, 4), SHARES, strict=True)]


ENDINGS = [
    _below("status-counts-below.xlsx", [], ["RESUMEN"], *COUNTS),
    _below("status-counts-below-without-caption.xlsx", *COUNTS),
    _below("status-counts-below-with-headings.xlsx", [], ["Estado", "Cantidad", "%"], *([*row, percent(0.25)] for row in COUNTS)),
    _below("counts-with-shares-below.xlsx", [], ["Cumplidos", 1, percent(0.33)], ["En proceso", 1, percent(0.33)], ["Pendientes", 1, percent(0.33)]),
    _below("signatures-of-posts-below.xlsx", [], [], [None, "Director Regional de Educación", None, "Jefe de la Región Policial"],
           [None, "DREMO", None, "PNP"]),
    _below("signers-below.xlsx", ["Sin más que tratar, se levanta la sesión siendo las 11:30 horas."], ["Firman los presentes:"],
           ["Presidencia", "_______"], ["PNP", "_______"]),
    _below("closing-words-in-the-agreement-column.xlsx", [None, "Se levanta la sesión siendo las 11:30 horas."]),
    _below("note-in-the-agreement-column.xlsx", [None, "Nota: los plazos son referenciales"]),
    _below("place-and-date-below.xlsx", [], [None, None, None, "Moquegua, 30 de abril de 2026"]),
    _below("legend-in-the-agreement-column.xlsx", [], [None, "Leyenda:"], [None, "Verde: cumplido"], [None, "Rojo: pendiente"]),
    _below("attached-documents-below.xlsx", [], ["Se adjunta:"], ["- Copia del acta"], ["- Lista de asistencia"]),
    Quirk("global-progress-below.xlsx", one(_with_shares(["AVANCE GLOBAL", None, None, None, None, percent(0.47)])), _shared(), HOJA),
    Quirk("average-below.xlsx", one(_with_shares([None, "Promedio", None, None, None, percent(0.47)])), _shared(), HOJA),
    Quirk("bare-average-below.xlsx", one(_with_shares([None, None, None, None, None, percent(0.47)])), _shared(), HOJA),
    Quirk("status-counts-above.xlsx", one([["Estado", "Cantidad"], *COUNTS, [], HEADINGS, *THREE]), three(9, 10, 11), [("Hoja1", 8)]),
    Quirk(
        "second-line-of-actions.xlsx",
        one([["N°", "Acuerdo", "Responsable", "Acciones realizadas"], ["1", "Elevar el informe", "PNP", "Se remitió el oficio"],
             [None, None, None, "Se reiteró el oficio"], ["2", "Otro acuerdo", "DREMO", None]]),
        [rec(2, "1", "Elevar el informe", implementers=("PNP",), actions=OneOf("Se remitió el oficio\nSe reiteró el oficio", "Se remitió el oficio Se reiteró el oficio"),
             ), rec(4, "2", "Otro acuerdo", implementers=("DREMO",))],
        HOJA,
    ),
    Quirk(
        "observation-row-below-a-record.xlsx",
        one([HEADINGS, THREE[0], ["Observación: falta el sello de recepción"], *THREE[1:]], "A3:E3"),
        [three(2, 4, 5)[0] | {"remarks": ANYTHING}, *three(2, 4, 5)[1:]], HOJA,
    ),
    Quirk(
        "institutions-as-columns-of-x.xlsx",
        one([["N°", "Acuerdo", "RESPONSABLES", None, None, "Plazo"], [None, None, "PNP", "DREMO", "INABIF", None],
             ["1", "Uno", "X", None, "X", "30/04/2026"], ["2", "Dos", None, "x", None, None]], "A1:A2", "B1:B2", "C1:E1", "F1:F2"),
        [rec(3, "1", "Uno", implementers=("PNP", "INABIF"), deadline=ANYTHING, deadline_kind=ANYTHING, extra=ANYTHING),
         rec(4, "2", "Dos", implementers=("DREMO",), extra=ANYTHING)], HOJA,
    ),
    Quirk(  # whether marks below a known institution name it, or are only kept, is open; that "X" is nobody is not
        "institutions-as-columns-without-group.xlsx",
        one([["N°", "Acuerdo", "PNP", "DREMO", "Estado"], ["1", "Uno", "X", "X", "Cumplido"], ["2", "Dos", None, "X", "Pendiente"]]),
        [rec(2, "1", "Uno", implementers=OneOf(None, ("PNP", "DREMO")), status="fulfilled", extra=ANYTHING),
         rec(3, "2", "Dos", implementers=OneOf(None, ("DREMO",)), status="pending", extra=ANYTHING)], HOJA, tolerated=("responsible_missing",),
    ),
    Quirk(
        "progress-with-words.xlsx",
        one([["N°", "Acuerdo", "Avance"], ["1", "Uno", "al 50%"], ["2", "Dos", "100% cumplido"], ["3", "Tres", "25%"], ["4", "Cuatro", general(0.3)]]),
        [rec(2, "1", "Uno", progress=50, status=OneOf(None, "in_progress")), rec(3, "2", "Dos", progress=100, status=OneOf(None, "fulfilled")),
         rec(4, "3", "Tres", progress=25, status=OneOf(None, "in_progress")), rec(5, "4", "Cuatro", progress=30)], HOJA,
    ),
    Quirk(
        "code-named-agreement-and-text.xlsx",
        one([["Acuerdo", "Texto", "Responsable", "Estado"], ["001-2026", "Elevar el informe trimestral al consejo", "PNP", "Cumplido"],
             ["002-2026", "Convocar a la mesa de trabajo", "DREMO", "Pendiente"]]),
        [rec(2, "001-2026", "Elevar el informe trimestral al consejo", implementers=("PNP",), status="fulfilled"),
         rec(3, "002-2026", "Convocar a la mesa de trabajo", implementers=("DREMO",), status="pending")], HOJA, may_ask=("column_field",),
    ),
    Quirk(
        "code-with-words-around.xlsx",
        one([["N°", "Acuerdo", "Responsable"], *([code, f"Realizar la tarea {at}", "PNP"] for at, code in enumerate(("N° 01", "2.-", "3)", "4°", "(5)"), 1))]),
        [rec(at + 1, code, f"Realizar la tarea {at}", implementers=("PNP",)) for at, code in enumerate(("01", "2", "3", "4", "5"), 1)], HOJA,
    ),
]  # fmt: skip
