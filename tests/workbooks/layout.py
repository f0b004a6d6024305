"""Where the table is: titles, logos, headings of several rows, several tables and sheets, what is hidden."""

import base64
import io
from datetime import date
from typing import Any

from follow_up.vocabulary import SessionKind, Status
from tests.workbooks.quirk import FIRST, HEADINGS, SECOND, THIRD, THREE, Quirk, rec, three
from tests.workbooks.writing import Page, many, one, percent

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SESSIONS = ["ACUERDOS DE LA PRIMERA SESIÓN ORDINARIA 2026", "ACUERDOS DE LA SEGUNDA SESIÓN ORDINARIA 2026"]
FIRST_AND_SECOND = [
    {"session_kind": SessionKind.ORDINARY, "session_number": 1},
    {"session_kind": SessionKind.ORDINARY, "session_number": 2},
]


def _logo(_book: Any, sheet: Any) -> None:
    sheet.insert_image("A1", "logo.png", {"image_data": io.BytesIO(PIXEL)})


def _group_rows(top: list[object], below: list[object]) -> list[list[Any]]:
    """Two rows of headings over `THREE` with a column of follow-up."""
    return [top, below, *([*row[:3], "ST CORESEC", *row[3:]] for row in THREE)]


RESPONSIBLE = _group_rows(
    ["N°", "Acuerdo", "RESPONSABLE", None, "Plazo", "Estado"], [None, None, "Implementación", "Seguimiento", None, None]
)
WIDE = [f"Indicador {number}" for number in range(1, 146)]

LAYOUTS = [
    Quirk("header-in-the-first-row.xlsx", one([HEADINGS, *THREE]), three(2, 3, 4), [("Hoja1", 1)]),
    Quirk(
        "logo-and-merged-titles-above.xlsx",
        many(Page("Hoja1", [
            [], [], [], ["GOBIERNO REGIONAL DE MOQUEGUA"], ["MATRIZ DE SEGUIMIENTO DE ACUERDOS DEL CORESEC"],
            ["II SESIÓN EXTRAORDINARIA 2026 - 15 DE MARZO DE 2026"], [], [], HEADINGS, *THREE,
        ], ["A4:E4", "A5:E5", "A6:E6"], _logo)),
        three(10, 11, 12), [("Hoja1", 9)],
        titles=[{"session_kind": SessionKind.EXTRAORDINARY, "session_number": 2, "session_date": date(2026, 3, 15)}],
    ),
    Quirk(
        "table-begins-at-column-d.xlsx",
        one([[], [], *([None, None, None, *row] for row in [HEADINGS, *THREE])]),
        three(4, 5, 6), [("Hoja1", 3)],
    ),
    Quirk(
        "title-that-reads-like-a-heading.xlsx",
        one([["ACUERDOS"], ["Responsable:", "Secretaría Técnica"], ["Fecha:", "25/02/2026"], [], HEADINGS, *THREE]),
        three(6, 7, 8), [("Hoja1", 5)],
        titles=[{"session_date": date(2026, 2, 25)}],
    ),
    Quirk(
        "long-introduction-above.xlsx",
        one([
            ["Se remite el estado de los acuerdos, su plazo y el responsable de cada uno, para conocimiento y fines."],
            ["Corte al 30/04/2026"], HEADINGS, *THREE,
        ]),
        three(4, 5, 6), [("Hoja1", 3)], titles=[{"cut_off": date(2026, 4, 30)}],
    ),
    Quirk(
        "two-row-header-merged.xlsx",
        one(RESPONSIBLE, "A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2"),
        three(3, 4, 5, follow_up="ST CORESEC"), [("Hoja1", 1)],
    ),
    Quirk(
        "two-row-header-not-merged.xlsx", one(RESPONSIBLE), three(3, 4, 5, follow_up="ST CORESEC"), [("Hoja1", 1)]
    ),
    Quirk(
        "three-row-header.xlsx",
        one([
            ["N°", "Acuerdo", "EJECUCIÓN", None, None, None],
            [None, None, "RESPONSABLE", None, "Plazo", "Estado"], *RESPONSIBLE[1:],
        ], "A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:E3", "F2:F3"),
        three(4, 5, 6, follow_up="ST CORESEC"), [("Hoja1", 1)],
    ),
    Quirk(
        "heading-of-term-with-beginning-and-end.xlsx",
        one([
            ["N°", "Acuerdo", "Responsable", "PLAZO", None, "Estado"], [None, None, None, "Inicio", "Fin", None],
            ["01", FIRST[1], "PNP", date(2026, 3, 1), date(2026, 4, 30), "En proceso"],
        ], "A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"),
        [rec(3, "01", FIRST[1], implementers=("PNP",), start_date=date(2026, 3, 1), deadline=date(2026, 4, 30),
             status=Status.IN_PROGRESS)],
        [("Hoja1", 1)],
    ),
    Quirk(
        "agreement-merged-over-two-columns.xlsx",
        one([
            ["N°", "Acuerdo", None, "Responsable", "Estado"],
            ["01", FIRST[1], None, "PNP", "Pendiente"], ["02", SECOND[1], None, "DREMO", "Cumplido"],
        ], "B1:C1", "B2:C2", "B3:C3"),
        [rec(2, "01", FIRST[1], implementers=("PNP",), status=Status.PENDING),
         rec(3, "02", SECOND[1], implementers=("DREMO",), status=Status.FULFILLED)],
        [("Hoja1", 1)],
    ),
    Quirk(
        "one-sheet-per-session.xlsx",
        many(Page("I Sesión", [[SESSIONS[0]], [], HEADINGS, *THREE]), Page("II Sesión", [[SESSIONS[1]], HEADINGS, *THREE])),
        three(4, 5, 6, sheet="I Sesión") + three(3, 4, 5, sheet="II Sesión"), [("I Sesión", 3), ("II Sesión", 2)],
        asks=("which_tables",), titles=FIRST_AND_SECOND,
    ),
    Quirk(
        "sheets-named-after-the-session.xlsx",
        many(Page("I SO 2026", [HEADINGS, *THREE]), Page("II SO 2026", [HEADINGS, *THREE])),
        three(2, 3, 4, sheet="I SO 2026") + three(2, 3, 4, sheet="II SO 2026"), [("I SO 2026", 1), ("II SO 2026", 1)],
        asks=("which_tables",), titles=FIRST_AND_SECOND,
    ),
    Quirk(
        "tables-stacked-on-a-sheet.xlsx",
        one([[SESSIONS[0]], HEADINGS, *THREE, [], [SESSIONS[1]], HEADINGS, *THREE]),
        three(3, 4, 5) + three(9, 10, 11), [("Hoja1", 2), ("Hoja1", 8)], asks=("which_tables",), titles=FIRST_AND_SECOND,
    ),
    Quirk(
        "tables-stacked-with-other-columns.xlsx",
        one([
            ["PRIMERA SESIÓN ORDINARIA 2026"], HEADINGS, *THREE, [], ["SEGUNDA SESIÓN ORDINARIA 2026"],
            ["Ítem", "Institución responsable", "Compromiso", "% de avance"], [1, "DREMO", "Remitir el padrón", percent(0.4)],
        ]),
        [*three(3, 4, 5), rec(9, "1", "Remitir el padrón", implementers=("DREMO",), progress=40)],
        [("Hoja1", 2), ("Hoja1", 8)], asks=("which_tables",), titles=FIRST_AND_SECOND,
    ),
    Quirk(
        "tables-side-by-side.xlsx",
        one([
            [SESSIONS[0], *[None] * 5, SESSIONS[1]], [*HEADINGS, None, *HEADINGS],
            *([*row, None, *other] for row, other in zip(THREE, reversed(THREE), strict=True)),
        ]),
        sorted(three(3, 4, 5) + three(5, 4, 3), key=lambda record: record["row"]),
        [("Hoja1", 2), ("Hoja1", 2)], asks=("which_tables",),
    ),
    Quirk(
        "header-repeated-on-each-printed-page.xlsx",
        one([HEADINGS, FIRST, HEADINGS, SECOND, [], HEADINGS, THIRD]), three(2, 4, 7), [("Hoja1", 1)],
    ),
    Quirk(
        "sheet-hidden.xlsx",
        many(Page("Hoja1", [HEADINGS, *THREE]), Page("Borrador", [HEADINGS, *THREE], (), lambda _book, sheet: sheet.hide())),
        three(2, 3, 4), [("Hoja1", 1)], notes=("hidden_sheet",),
    ),
    Quirk(
        "sheet-very-hidden.xlsx",
        many(Page("Hoja1", [HEADINGS, *THREE]),
             Page("Listas", [["Estado"], ["Cumplido"]], (), lambda _book, sheet: sheet.very_hidden())),
        three(2, 3, 4), [("Hoja1", 1)],
    ),
    Quirk(
        "row-hidden.xlsx",
        many(Page("Hoja1", [HEADINGS, *THREE], (), lambda _book, sheet: sheet.set_row(2, None, None, {"hidden": True}))),
        three(2, 3, 4), [("Hoja1", 1)], notes=("hidden_rows",),
    ),
    Quirk(
        "column-hidden.xlsx",
        many(Page("Hoja1", [HEADINGS, *THREE], (), lambda _book, sheet: sheet.set_column("D:D", None, None, {"hidden": True}))),
        three(2, 3, 4), [("Hoja1", 1)], notes=("hidden_columns",),
    ),
    Quirk(
        "pivot-summary-before-the-data.xlsx",
        many(
            Page("Resumen", [
                ["Cuenta de Acuerdo", "Estado"], ["Responsable", "Cumplido", "En proceso", "Pendiente", "Total general"],
                ["PNP", 1, 2, None, 3], ["DREMO", None, 1, 1, 2], ["Total general", 1, 3, 1, 5],
            ]),
            Page("Base de datos", [HEADINGS, *THREE]),
        ),
        three(2, 3, 4, sheet="Base de datos"), [("Base de datos", 1)],
    ),
    Quirk(
        "directory-sheet-beside-the-data.xlsx",
        many(
            Page("Directorio", [["N°", "Institución", "Cargo", "Correo institucional"], [1, "PNP", "Jefe", "mesa@pnp.gob.pe"]]),
            Page("Hoja 1", [HEADINGS, *THREE]),
        ),
        three(2, 3, 4, sheet="Hoja 1"), [("Hoja 1", 1)],
    ),
    Quirk(
        "very-wide.xlsx",
        one([[*HEADINGS, *WIDE], *([*row, *range(145)] for row in THREE)]),
        three(2, 3, 4, extra={heading: str(at) for at, heading in enumerate(WIDE)}), [("Hoja1", 1)],
    ),
]  # fmt: skip
