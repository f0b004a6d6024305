"""Trackers after years of use: bands of sessions, units under headings, cells that cover several agreements."""

from datetime import date
from typing import Any

from follow_up.vocabulary import SessionKind, Status
from tests.workbooks.quirk import ANYTHING, FIRST, HEADINGS, NO_KIND, SECOND, THIRD, THREE, OneOf, Quirk, rec, three
from tests.workbooks.writing import Page, general, many, one, percent

HOJA = [("Hoja1", 1)]
PENDING, GOING, DONE = Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED
INSTRUCTION = (
    "RESPONSABLE DE IMPLEMENTACIÓN (consignar la institución o las instituciones que tienen a su cargo la ejecución del acuerdo, según "
    "consta en el Libro de Actas de la sesión correspondiente, sin abreviaturas)"
)


def _filtered(_book: Any, sheet: Any) -> None:
    sheet.autofilter("A1:E4")
    sheet.filter_column("E", "Estado == Cumplido")
    for row in (2, 3):
        sheet.set_row(row, None, None, {"hidden": True})


MONSTER = [
    ["GOBIERNO REGIONAL DE MOQUEGUA", *[None] * 8, "Corte:", "30/04/2026"], ["COMITÉ REGIONAL DE SEGURIDAD CIUDADANA"],
    ["MATRIZ DE SEGUIMIENTO DE ACUERDOS - PRIMERA SESIÓN ORDINARIA DEL 25 DE FEBRERO DEL 2026"], [],
    ["N°", "PROBLEMÁTICA", "ACUERDO", "RESPONSABLE", None, "PLAZO", None, "ESTADO", "% DE\nAVANCE", "MEDIO DE\nVERIFICACIÓN", "OBS."],
    [None, None, None, "IMPLEMENTACIÓN", "SEGUIMIENTO", "INICIO", "FIN", None, None, None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"],
    ["01", "Desapariciones", "Realizar la campaña", "PNP y Juntas Vecinales", "ST CORESEC", date(2026, 3, 2), date(2026, 4, 30), "CUMPLIDO",
     percent(1), "Informe N° 012-2026-PNP (28/04/2026)", None],
    ["02", "Violencia familiar", "2.1. Fortalecer los informes", "Warmi Ñan, PNP", "ST CORESEC", None, "Permanente", "EN PROCESO", percent(0.4), None,
     "Falta CEM"],
    [None, None, "2.2. Evaluar proyectos de inversión", "Gobiernos Locales", "ST CORESEC", None, None, "PENDIENTE", percent(0), None, None],
    ["03"], ["04"], ["TOTAL", None, None, None, None, None, None, 3, None], [], [None, None, "______________________"],
    [None, None, "Secretaría Técnica"],
]  # fmt: skip

MESS = [
    Quirk(
        "everything-at-once.xlsx",
        one(MONSTER, "A2:K2", "A3:K3", "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:G5", "H5:H6", "I5:I6", "J5:J6", "K5:K6", "A9:A10", "B9:B10"),
        [
            rec(8, "01", "Realizar la campaña", problem="Desapariciones", implementers=("PNP", "Juntas Vecinales"), follow_up="ST CORESEC",
                start_date=date(2026, 3, 2), deadline=date(2026, 4, 30), status=DONE, progress=100, evidence="Informe N° 012-2026-PNP (28/04/2026)"),
            rec(9, "2.1", "Fortalecer los informes", problem="Violencia familiar", implementers=("Warmi Ñan", "PNP"), follow_up="ST CORESEC",
                deadline_kind="permanent", deadline_note="Permanente", status=GOING, progress=40, remarks="Falta CEM"),
            rec(10, "2.2", "Evaluar proyectos de inversión", problem="Violencia familiar", implementers=("Gobiernos Locales",),
                follow_up="ST CORESEC", status=PENDING, progress=0),
        ],
        [("Hoja1", 5)],
        titles=[{"session_kind": SessionKind.ORDINARY, "session_number": 1, "session_date": date(2026, 2, 25), "cut_off": date(2026, 4, 30)}],
    ),
    Quirk(
        "units-under-the-headings.xlsx",
        one([[*HEADINGS, "Avance"], [None, None, None, "(dd/mm/aaaa)", None, "(%)"], *([*row, share] for row, share in zip(THREE, (100, 40, 0), strict=True))]),
        [record | {"progress": share} for record, share in zip(three(3, 4, 5), (100, 40, 0), strict=True)], HOJA,
    ),
    Quirk("heading-with-a-long-instruction.xlsx", one([["N°", "Acuerdo", INSTRUCTION, "Plazo", "Estado"], *THREE]), three(2, 3, 4), HOJA),
    Quirk("headings-with-footnote-marks.xlsx", one([["N°", "Acuerdo (1)", "Responsable 1/", "Plazo (2)", "Estado*"], *THREE]), three(2, 3, 4), HOJA),
    Quirk("headings-with-ordinals.xlsx", one([["1. N°", "2. Acuerdo", "3. Responsable", "4. Plazo", "5. Estado"], *THREE]), three(2, 3, 4), HOJA),
    Quirk("numbers-column-without-heading.xlsx", one([[None, *HEADINGS[1:]], *THREE]), three(2, 3, 4), HOJA),
    Quirk(
        "number-agreement-status-only.xlsx", one([["N°", "Acuerdo", "Estado"], *([row[0], row[1], row[4]] for row in THREE)]),
        three(2, 3, 4, implementers=None, deadline=None, deadline_note=None, deadline_kind=None), HOJA,
    ),
    Quirk(
        "agreement-and-status-only.xlsx", one([["Compromiso", "Situación"], *([row[1], row[4]] for row in THREE)]),
        three(2, 3, 4, code=None, implementers=None, deadline=None, deadline_note=None, deadline_kind=None), HOJA,
    ),
    Quirk(
        "sessions-as-bands-within-a-table.xlsx",  # one table; but 01 of one session is not 01 of the other
        one([HEADINGS, ["PRIMERA SESIÓN ORDINARIA - 25/02/2026"], FIRST, SECOND, ["SEGUNDA SESIÓN ORDINARIA - 22/04/2026"], ["01", *THIRD[1:]]],
            "A2:E2", "A5:E5"),
        [
            *(record | {"session": "PRIMERA SESIÓN ORDINARIA - 25/02/2026"} for record in three(3, 4, 6)[:2]),
            three(3, 4, 6)[2] | {"code": "01", "session": "SEGUNDA SESIÓN ORDINARIA - 22/04/2026"},
        ],
        HOJA,
    ),
    Quirk(
        "session-merged-over-its-agreements.xlsx",
        one([["Sesión", "Fecha", "N°", "Acuerdo", "Responsable"], ["I Ordinaria", date(2026, 2, 25), "01", FIRST[1], "PNP"],
             [None, None, "02", SECOND[1], "DREMO"], ["II Ordinaria", date(2026, 4, 22), "01", THIRD[1], "PNP"]], "A2:A3", "B2:B3"),
        [
            rec(2, "01", FIRST[1], implementers=("PNP",), session="I Ordinaria", session_date=date(2026, 2, 25)),
            rec(3, "02", SECOND[1], implementers=("DREMO",), session="I Ordinaria", session_date=date(2026, 2, 25)),
            rec(4, "01", THIRD[1], implementers=("PNP",), session="II Ordinaria", session_date=date(2026, 4, 22)),
        ],
        HOJA,
    ),
    Quirk(
        "deadline-and-status-merged-over-two-agreements.xlsx",
        one([HEADINGS, FIRST, ["02", SECOND[1], "PNP"], THIRD], "D2:D3", "E2:E3"),
        [three(2, 3, 4)[0], three(2, 3, 4)[0] | {"row": 3, "code": "02", "text": SECOND[1], "implementers": ("PNP",)}, three(2, 3, 4)[2]], HOJA,
    ),
    Quirk(
        "filtered-rows-are-hidden-but-there.xlsx", many(Page("Hoja1", [HEADINGS, *THREE], (), _filtered)), three(2, 3, 4), HOJA,
        notes=("hidden_rows",),
    ),
    Quirk(
        "consolidated-beside-each-session.xlsx",
        many(Page("Consolidado", [HEADINGS, *THREE]), Page("Sesión 1", [HEADINGS, FIRST]), Page("Sesión 2", [HEADINGS, SECOND])),
        [*three(2, 3, 4, sheet="Consolidado"), *three(2, 3, 4, sheet="Sesión 1")[:1], *three(1, 2, 3, sheet="Sesión 2")[1:2]],
        [("Consolidado", 1), ("Sesión 1", 1), ("Sesión 2", 1)], asks=("which_tables",),
    ),
    Quirk(
        "bullets-within-an-agreement-are-one.xlsx",
        one([["N°", "Acuerdo", "Responsable"], ["1", "Realizar:\n- Charlas\n- Ferias\na) en colegios\nb) en mercados", "PNP"],
             ["2", "Elaborar: 1) un plan; 2) un cronograma", "PNP"]]),
        [rec(2, "1", "Realizar:\n- Charlas\n- Ferias\na) en colegios\nb) en mercados", implementers=("PNP",)),
         rec(3, "2", "Elaborar: 1) un plan; 2) un cronograma", implementers=("PNP",))], HOJA,
    ),
    Quirk(
        "term-in-days-is-no-serial.xlsx",
        one([["N°", "Acuerdo", "Plazo (días)"], ["1", "Uno", general(30)], ["2", "Dos", general(15)]]),
        [rec(2, "1", "Uno", deadline_note=OneOf("30", "30 días"), deadline_kind=NO_KIND),
         rec(3, "2", "Dos", deadline_note=OneOf("15", "15 días"), deadline_kind=NO_KIND)], HOJA,
        tolerated=("days_without_unit", "date_unreadable"),
    ),
    Quirk(
        "small-numbers-as-term-are-no-serials.xlsx",
        one([["N°", "Acuerdo", "Plazo"], ["1", "Uno", general(30)], ["2", "Dos", date(2026, 4, 30)]]),
        [rec(2, "1", "Uno", deadline_note=OneOf("30", None), deadline_kind=NO_KIND), rec(3, "2", "Dos", deadline=date(2026, 4, 30))], HOJA,
        tolerated=("days_without_unit", "date_unreadable"),
    ),
    Quirk(
        "programmed-and-executed-percent.xlsx",  # never the programmed one
        one([["N°", "Acuerdo", "% programado", "% ejecutado"], ["1", "Uno", percent(1), percent(0.4)], ["2", "Dos", percent(0.5), percent(0.1)]]),
        [rec(2, "1", "Uno", progress=OneOf(40.0, None), extra=ANYTHING), rec(3, "2", "Dos", progress=OneOf(10.0, None), extra=ANYTHING)], HOJA,
        may_ask=("column_field",),
    ),
    Quirk(
        "columns-of-several-cuts.xlsx",  # what was true at the last cut is what counts
        one([["Compromiso", "Responsable", "Estado al 31/03/2026", "Estado al 30/06/2026", "Avance al 31/03/2026", "Avance al 30/06/2026"],
             ["Elevar el informe", "PNP", "Pendiente", "Cumplido", percent(0), percent(1)],
             ["Instalar cámaras", "DREMO", "Pendiente", "En proceso", percent(0), percent(0.2)]]),
        [rec(2, None, "Elevar el informe", implementers=("PNP",), status=DONE, progress=100, extra=ANYTHING),
         rec(3, None, "Instalar cámaras", implementers=("DREMO",), status=GOING, progress=20, extra=ANYTHING)], HOJA,
    ),
    Quirk(
        "term-extended.xlsx",
        one([["N°", "Acuerdo", "Plazo original", "Plazo ampliado", "Estado"], ["1", "Uno", "30/03/2026", "30/06/2026", "En proceso"],
             ["2", "Dos", "31/03/2026", None, "Pendiente"]]),
        [rec(2, "1", "Uno", deadline=date(2026, 6, 30), deadline_note=ANYTHING, status=GOING, extra=ANYTHING),
         rec(3, "2", "Dos", deadline=date(2026, 3, 31), status=PENDING, extra=ANYTHING)], HOJA,
    ),
    Quirk(
        "fulfilled-yes-or-no.xlsx",
        one([["N°", "Acuerdo", "Cumplimiento (Sí/No)"], ["1", "Uno", "SÍ"], ["2", "Dos", "No"]]),
        [rec(2, "1", "Uno", status=OneOf(None, DONE), extra=ANYTHING), rec(3, "2", "Dos", status=OneOf(None, PENDING, "not_fulfilled"), extra=ANYTHING)],
        HOJA, tolerated=("status_unknown",),
    ),
    Quirk(
        "traffic-light-in-words-is-no-status.xlsx",
        one([[*HEADINGS, "Semáforo"], *([*row, light] for row, light in zip(THREE, ("Verde", "Ámbar", "Rojo"), strict=True))]),
        [record | {"extra": {"Semáforo": light}} for record, light in zip(three(2, 3, 4), ("Verde", "Ámbar", "Rojo"), strict=True)], HOJA,
    ),
    Quirk(
        "year-and-month-columns-are-extra.xlsx",
        one([["Año", "Mes", *HEADINGS], *([general(2026), "Abril", *row] for row in THREE)]),
        three(2, 3, 4, extra={"Año": "2026", "Mes": "Abril"}), HOJA,
    ),
    Quirk(
        "number-that-excel-made-a-date.xlsx", one([["N°", "Acuerdo"], [date(2026, 1, 2), "Uno"], ["3", "Dos"]]),
        [rec(2, ANYTHING, "Uno"), rec(3, "3", "Dos")], HOJA, tolerated=("code_maybe_shortened",),
    ),
    Quirk(
        "session-told-in-a-sentence.xlsx",
        one([["ACTA DE LA CUARTA SESIÓN ORDINARIA DEL CORESEC, REALIZADA EL DÍA MIÉRCOLES 26 DE AGOSTO DEL AÑO 2026"], [], HEADINGS, *THREE]),
        three(4, 5, 6), [("Hoja1", 3)],
        titles=[{"session_kind": SessionKind.ORDINARY, "session_number": 4, "session_date": date(2026, 8, 26)}],
    ),
    Quirk(
        "session-date-in-words-only.xlsx",
        one([["Sesión Extraordinaria N° 02-2026"], ["veinticinco de junio del dos mil veintiséis"], HEADINGS, *THREE]),
        three(4, 5, 6), [("Hoja1", 3)],
        titles=[{"session_kind": SessionKind.EXTRAORDINARY, "session_number": 2, "session_date": date(2026, 6, 25)}],
    ),
    Quirk(
        "status-with-signs.xlsx",
        one([HEADINGS, [*FIRST[:4], "✅ Cumplido"], [*SECOND[:4], "🟡 En proceso"], [*THIRD[:4], "• PENDIENTE"]]), three(2, 3, 4), HOJA,
    ),
    Quirk(
        "agreement-blank-but-followed.xlsx",
        one([HEADINGS, FIRST, ["02", None, "PNP", "15/05/2026", "En proceso"]]),
        [three(2, 3, 4)[0], three(2, 3, 4)[1] | {"text": None}], HOJA, ["B3|A3 agreement_missing"],
    ),
]  # fmt: skip
