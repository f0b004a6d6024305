"""Rows that are no agreement, between and below those that are: numbers alone, totals, signatures, guidance."""

from typing import Any

from follow_up.vocabulary import Status
from tests.workbooks.quirk import FIRST, HEADINGS, SECOND, THIRD, THREE, OneOf, Quirk, rec, three
from tests.workbooks.writing import Page, general, many, one

BORDER = {"border": 1}


def _blank_formats(book: Any, sheet: Any) -> None:
    lines = book.add_format(BORDER)
    for row in range(4, 5000):
        for column in range(5):
            sheet.write_blank(row, column, None, lines)


def _helps(_book: Any, sheet: Any) -> None:
    sheet.write_comment("B2", "Coordinar con la Secretaría Técnica antes de remitir.")
    sheet.data_validation("E2:E40", {"validate": "list", "source": ["Pendiente", "En proceso", "Cumplido"]})
    sheet.autofilter("A1:E4")
    sheet.conditional_format("E2:E4", {"type": "text", "criteria": "containing", "value": "Cumplido"})


GUIDANCE = ["Correlativo", "Indique el acuerdo tal como consta en el acta", "Indique la institución", "(dd/mm/aaaa)", "Elija de la lista"]
EXAMPLE = ["Ejemplo:", "Realizar una campaña de difusión", "PNP", "31/12/2025", "En proceso"]

FOOTERS = [
    Quirk(
        "rows-numbered-and-blank.xlsx",
        one([HEADINGS, *THREE, *([f"{number:02}"] for number in range(4, 31))]), three(2, 3, 4), [("Hoja1", 1)],
        notes=("number_only_rows",),
    ),
    Quirk(
        "rows-numbered-with-zeros-of-formulas.xlsx",
        one([[*HEADINGS, "% de avance"], [*FIRST, 100], [*SECOND, 40], [*THIRD, 0], ["04", None, None, None, None, 0],
             ["05", None, None, None, None, 0]]),
        [record | {"progress": OneOf(value)} for record, value in zip(three(2, 3, 4), (100, 40, 0), strict=True)],
        [("Hoja1", 1)], tolerated=("agreement_missing",),
    ),
    Quirk(
        "total-below.xlsx", one([HEADINGS, *THREE, ["TOTAL", "3 acuerdos"], ["Total general", None, None, None, 3]]),
        three(2, 3, 4), [("Hoja1", 1)], notes=("total_rows",),
    ),
    Quirk(
        "subtotals-between.xlsx",
        one([HEADINGS, FIRST, SECOND, ["Subtotal", None, None, None, 2], THIRD, ["TOTAL", None, None, None, 3]]),
        three(2, 3, 5), [("Hoja1", 1)],
    ),
    Quirk(
        "signatures-below.xlsx",
        one([
            HEADINGS, *THREE, [], [], [None, "____________________", None, "____________________"],
            [None, "Secretaría Técnica", None, "Presidencia del CORESEC"], [None, "Firma y sello", None, "V°B°"],
            ["Elaborado por: Unidad Funcional de Seguridad Ciudadana"], ["Moquegua, 30 de abril de 2026"],
        ]),
        three(2, 3, 4), [("Hoja1", 1)],
    ),
    Quirk(
        "sources-and-notes-below.xlsx",
        one([HEADINGS, *THREE, ["Fuente: Libro de Actas"], ["Nota: información preliminar"], ["(*) Sujeto a presupuesto"]]),
        three(2, 3, 4), [("Hoja1", 1)],
    ),
    Quirk(
        "legend-below.xlsx",
        one([HEADINGS, *THREE, [], ["LEYENDA"], ["Verde", "Cumplido"], ["Amarillo", "En proceso"], ["Rojo", "Pendiente"]]),
        three(2, 3, 4), [("Hoja1", 1)],
    ),
    Quirk(
        "legend-beside.xlsx",
        one([[*HEADINGS, None, "Leyenda"], [*FIRST, None, "C: Cumplido"], [*SECOND, None, "P: Pendiente"], THIRD]),
        [record | {"extra": OneOf({}, *([{"Leyenda": words}] if words else []))}
         for record, words in zip(three(2, 3, 4), ("C: Cumplido", "P: Pendiente", None), strict=True)],
        [("Hoja1", 1)],
    ),
    Quirk(
        "guidance-under-the-header.xlsx", one([HEADINGS, GUIDANCE, *THREE]), three(3, 4, 5), [("Hoja1", 1)],
        tolerated=("guidance_row",),
    ),
    Quirk(
        "example-under-the-header.xlsx", one([HEADINGS, EXAMPLE, *THREE]), three(3, 4, 5), [("Hoja1", 1)],
        tolerated=("guidance_row",),
    ),
    Quirk(
        "column-numbers-under-the-header.xlsx", one([HEADINGS, ["(1)", "(2)", "(3)", "(4)", "(5)"], *THREE]),
        three(3, 4, 5), [("Hoja1", 1)],
    ),
    Quirk(
        "column-numbers-without-brackets.xlsx", one([HEADINGS, [1, 2, 3, 4, 5], *THREE]), three(3, 4, 5), [("Hoja1", 1)]
    ),
    Quirk(
        "blank-rows-between.xlsx", one([HEADINGS, [], FIRST, [], [], SECOND, [None, " ", "\u00a0"], THIRD]),
        three(3, 6, 8), [("Hoja1", 1)],
    ),
    Quirk(
        "formats-down-to-row-5000.xlsx", many(Page("Hoja1", [HEADINGS, *THREE], (), _blank_formats)), three(2, 3, 4),
        [("Hoja1", 1)],
    ),
    Quirk(
        "comments-lists-and-filters.xlsx", many(Page("Hoja1", [HEADINGS, *THREE], (), _helps)), three(2, 3, 4),
        [("Hoja1", 1)],
    ),
    Quirk(
        "heading-rows-of-themes-between.xlsx",
        one([HEADINGS, ["EJE 1: PREVENCIÓN DEL DELITO"], FIRST, SECOND, ["EJE 2: FISCALIZACIÓN"], THIRD], "A2:E2", "A5:E5"),
        three(3, 4, 6), [("Hoja1", 1)],
    ),
    Quirk(
        "continuation-rows-with-blank-number.xlsx",
        one([
            ["N°", "Problemática", "Acuerdo", "Responsable", "Estado"],
            ["01", "Deserción escolar", "Remitir el padrón", "DREMO", "Pendiente"],
            ["02", "Violencia familiar", "2.1. Difundir los canales de atención", "PNP, DREMO", "Pendiente"],
            [None, None, "2.2. Capacitar a las juntas vecinales", None, "En proceso"],
            [None, None, "2.3. Instalar la mesa de trabajo", "Prefectura", None],
        ]),
        [
            rec(2, "01", "Remitir el padrón", problem="Deserción escolar", implementers=("DREMO",), status=Status.PENDING),
            rec(3, "2.1", "Difundir los canales de atención", problem="Violencia familiar", implementers=("PNP", "DREMO"),
                status=Status.PENDING),
            rec(4, "2.2", "Capacitar a las juntas vecinales", problem="Violencia familiar", status=Status.IN_PROGRESS),
            rec(5, "2.3", "Instalar la mesa de trabajo", problem="Violencia familiar", implementers=("Prefectura",)),
        ],
        [("Hoja1", 1)], tolerated=("responsible_missing",),
    ),
    Quirk(
        "responsible-merged-over-three-agreements.xlsx",
        one([HEADINGS, *([row[0], row[1], "PNP" if row is FIRST else None, *row[3:]] for row in THREE)], "C2:C4"),
        three(2, 3, 4, implementers=("PNP",)), [("Hoja1", 1)],
    ),
    Quirk(
        "agreement-merged-one-row-per-institution.xlsx",
        one([
            HEADINGS, ["01", FIRST[1], "PNP", "30/04/2026", "Cumplido"], [None, None, "DREMO", None, "Pendiente"],
            ["02", SECOND[1], "Prefectura", "15/05/2026", "En proceso"],
        ], "A2:A3", "B2:B3", "D2:D3"),
        [
            three(2, 3, 4)[0] | {"implementers": ("PNP",)},
            three(3, 3, 4)[0] | {"implementers": ("DREMO",), "status": Status.PENDING},
            three(2, 4, 4)[1] | {"implementers": ("Prefectura",)},
        ],
        [("Hoja1", 1)],
    ),
    Quirk(
        "number-merged-over-unnumbered-agreements.xlsx",  # the number is the problem's; whether also the code is open
        one([
            ["N°", "Problema", "Acuerdo", "Responsable"], [general(1), "Extorsión", "Instalar la mesa", "PNP"],
            [None, None, "Difundir la línea 111", "PNP"], [general(2), "Abigeato", "Realizar patrullajes", "PNP"],
        ], "A2:A3", "B2:B3"),
        [
            rec(2, OneOf("1", None), "Instalar la mesa", problem="Extorsión", implementers=("PNP",)),
            rec(3, OneOf("1", None), "Difundir la línea 111", problem="Extorsión", implementers=("PNP",)),
            rec(4, "2", "Realizar patrullajes", problem="Abigeato", implementers=("PNP",)),
        ],
        [("Hoja1", 1)], tolerated=("code_repeated",),
    ),
    Quirk(
        "two-agreements-in-one-cell.xlsx",
        one([
            ["N°", "Acuerdo", "Responsable"],
            ["3", "3.1. Convocar a los alcaldes, en el marco de la Ley N.º 30364.\n3.2. Remitir el acta aprobada.", "ST CORESEC, PNP"],
        ]),
        [
            rec(2, "3.1", "Convocar a los alcaldes, en el marco de la Ley N.º 30364.", implementers=("ST CORESEC", "PNP")),
            rec(2, "3.2", "Remitir el acta aprobada.", implementers=("ST CORESEC", "PNP")),
        ],
        [("Hoja1", 1)], notes=("cells_split",),
    ),
    Quirk(
        "figures-in-the-text-are-no-second-agreement.xlsx",
        one([
            ["N°", "Acuerdo", "Responsable"],
            ["1", "Transferir S/ 2.50 por persona. Aplicar el art. 2.3 del reglamento y la Ley N.º 30364. Informar al 25.02.2026.", "PNP"],
        ]),
        [rec(2, "1", "Transferir S/ 2.50 por persona. Aplicar el art. 2.3 del reglamento y la Ley N.º 30364. Informar al 25.02.2026.",
             implementers=("PNP",))],
        [("Hoja1", 1)],
    ),
]  # fmt: skip
