"""How headings are written, and columns that only their content tells."""

from datetime import date

from follow_up.vocabulary import DeadlineKind, Status
from tests.workbooks.quirk import ANYTHING, FIRST, HEADINGS, SECOND, THREE, OneOf, Quirk, rec, three
from tests.workbooks.writing import delimited, general, one, percent
from tracker.records import Answers, Field

HOJA = [("Hoja1", 1)]
WRITTEN = {
    "in-capitals-with-line-breaks": ["N°", "ACUERDO\nADOPTADO", "RESPONSABLE DE\nIMPLEMENTACIÓN", "PLAZO DE\nCUMPLIMIENTO", "ESTADO\nACTUAL"],
    "without-accents": ["Numero", "Descripcion del acuerdo", "Institucion responsable", "Fecha limite", "Situacion"],
    "with-points-and-colons": ["Nro.", "Acuerdo:", "Responsable(s)", "Plazo (*)", "Estado."],
    "with-a-blank-inside": ["N º", "Acuerdos  tomados", " Responsable ", "Plazo\u00a0de ejecución", "Estado"],
    "with-decomposed-accents": ["Nu\u0301mero", "Acuerdo", "Institucio\u0301n", "Fecha li\u0301mite", "Situacio\u0301n"],
    "with-a-hash": ["#", "Compromiso", "Entidad", "Vencimiento", "Status"],
    "named-item": ["Ítem", "Acuerdo / compromiso", "A cargo de", "Cronograma", "Nivel de cumplimiento"],
    "named-order": ["Orden", "Acuerdos y compromisos", "Actor responsable", "Fecha fin", "Estado situacional"],
}  # fmt: skip
PROSE = ["Se remitió el informe y se espera respuesta", "Se coordinó con la Prefectura la fecha", "Sin novedad a la fecha del corte"]
FULL = ["Código", "Acuerdo", "Responsable", "Plazo", "Estado", "% de avance", "Acciones realizadas", "Medio de verificación"]


def _with(heading: str, values: list[object]) -> list[list[object]]:
    """`THREE` with one column more at the end."""
    return [[*HEADINGS, heading], *([*row, value] for row, value in zip(THREE, values, strict=True))]


def _saying(field: str, values: list[object]) -> list[dict[str, object]]:
    return [record | {field: value} for record, value in zip(three(2, 3, 4), values, strict=True)]


HEADING_QUIRKS = [
    *(Quirk(f"headings-{how}.xlsx", one([labels, *THREE]), three(2, 3, 4), HOJA) for how, labels in WRITTEN.items()),
    Quirk("progress-column-of-percents.xlsx", one(_with("Avance", ["100%", "40%", "0%"])),
          _saying("progress", [100, 40, 0]), HOJA),
    Quirk("progress-column-of-prose.xlsx", one(_with("Avance", [*PROSE])), _saying("actions", [*PROSE]), HOJA),
    Quirk("progress-column-of-both.xlsx", one(_with("Avance", ["100%", PROSE[1], None])),  # per value
          [record | {"progress": share, "actions": words} for record, share, words in
           zip(three(2, 3, 4), [100, None, None], [OneOf(None), PROSE[1], None], strict=True)], HOJA,
          tolerated=("percent_unreadable",)),
    Quirk("advances-are-prose.xlsx", one(_with("Avances", [*PROSE])), _saying("actions", [*PROSE]), HOJA),
    Quirk("status-column-of-prose.xlsx",
          one([["N°", "Acuerdo", "Responsable", "Estado situacional"], *([*row[:3], words] for row, words in zip(THREE, PROSE, strict=True))]),
          [rec(at, row[0], row[1], implementers=(row[2],), actions=ANYTHING, extra=ANYTHING, somewhere=words)
           for at, (row, words) in enumerate(zip(THREE, PROSE, strict=True), start=2)], HOJA,
          tolerated=("status_unknown",), may_ask=("column_field",)),
    Quirk("status-column-with-a-date.xlsx",
          one([["N°", "Acuerdo", "Responsable", "Plazo", "Situación"], [*FIRST[:4], "Cumplido"], [*SECOND[:4], date(2026, 5, 2)]]),
          [three(2, 3, 4)[0], three(2, 3, 4)[1] | {"status": None, "actions": ANYTHING, "extra": ANYTHING, "somewhere": "02/05/2026"}],
          HOJA, tolerated=("status_unknown",)),
    Quirk("date-beside-the-session.xlsx",
          one([["Sesión", "Fecha", "N°", "Acuerdo", "Responsable"],
               ["I Ordinaria", date(2026, 2, 25), "01", FIRST[1], "PNP"], ["II Ordinaria", date(2026, 4, 22), "01", SECOND[1], "DREMO"]]),
          [rec(2, "01", FIRST[1], implementers=("PNP",), session="I Ordinaria", session_date=date(2026, 2, 25)),
           rec(3, "01", SECOND[1], implementers=("DREMO",), session="II Ordinaria", session_date=date(2026, 4, 22))], HOJA),
    Quirk("date-of-fulfilment-alone-and-open-is-the-deadline.xlsx",
          one([["N°", "Acuerdo", "Responsable", "Fecha de cumplimiento", "Estado"],
               ["01", FIRST[1], "PNP", "30/04/2026", "Pendiente"], ["02", SECOND[1], "PNP", "15/05/2026", "En proceso"]]),
          [rec(2, "01", FIRST[1], implementers=("PNP",), deadline=date(2026, 4, 30), status=Status.PENDING),
           rec(3, "02", SECOND[1], implementers=("PNP",), deadline=date(2026, 5, 15), status=Status.IN_PROGRESS)], HOJA),
    Quirk("date-of-fulfilment-beside-a-deadline.xlsx",
          one([[*HEADINGS, "Fecha de cumplimiento"], [*FIRST, "28/04/2026"], [*SECOND, None]]),
          [three(2, 3, 4)[0] | {"fulfilled_on": date(2026, 4, 28)}, three(2, 3, 4)[1]], HOJA),
    Quirk("columns-that-nobody-knows.xlsx",
          one([[*HEADINGS, "Meta física", "Presupuesto S/", "Fecha de visita"], [*FIRST, "3 campañas", 1500, date(2026, 4, 2)],
               [*SECOND, None, None, None]]),
          [three(2, 3, 4)[0] | {"extra": {"Meta física": "3 campañas", "Presupuesto S/": "1500", "Fecha de visita": "02/04/2026"}},
           three(2, 3, 4)[1]], HOJA),
    Quirk("column-without-heading.xlsx", one([[*HEADINGS, None], [*FIRST, "ver oficio"], [*SECOND, None]]),
          [three(2, 3, 4)[0] | {"extra": ANYTHING, "somewhere": "ver oficio"}, three(2, 3, 4)[1]], HOJA),
    Quirk("headings-twice.xlsx",
          one([[*HEADINGS, "Observaciones", "Meta", "Meta"], [*FIRST, "Con cargo", "uno", "dos"], [*SECOND, None, None, None]]),
          [three(2, 3, 4)[0] | {"remarks": "Con cargo", "extra": ANYTHING, "somewhere": ["uno", "dos"]}, three(2, 3, 4)[1]], HOJA),
    Quirk("two-responsible-columns.xlsx",
          one([["N°", "Acuerdo", "Institución", "Responsable"], ["01", FIRST[1], "DREMO", "Área de Convivencia Escolar"]]),
          [rec(2, "01", FIRST[1], implementers=("DREMO", "Área de Convivencia Escolar"))], HOJA),
    Quirk("responsible-for-doing-and-for-following-up.xlsx",
          one([["Acuerdo", "Responsable de la ejecución", "Responsable del seguimiento"], [FIRST[1], "DREMO", "ST CORESEC"]]),
          [rec(2, None, FIRST[1], implementers=("DREMO",), follow_up="ST CORESEC")], HOJA),
    Quirk("number-and-code.xlsx",
          one([["Ítem", "Código", "Acuerdo", "Responsable"], [general(1), "2.1", FIRST[1], "PNP"], [general(2), "2.2", SECOND[1], "PNP"]]),
          [rec(2, "2.1", FIRST[1], implementers=("PNP",)), rec(3, "2.2", SECOND[1], implementers=("PNP",))], HOJA),
    Quirk("full-matrix.xlsx",
          one([FULL, ["2.1", FIRST[1], "PNP, DREMO", date(2026, 4, 30), "En proceso", percent(0.6), "Dos reuniones", "Oficio 12-2026"]]),
          [rec(2, "2.1", FIRST[1], implementers=("PNP", "DREMO"), deadline=date(2026, 4, 30), status=Status.IN_PROGRESS, progress=60,
               actions="Dos reuniones", evidence="Oficio 12-2026")], HOJA, tolerated=("evidence_incomplete",)),
    Quirk("several-evidence-columns.xlsx",
          one([["Código", "Acuerdo", "Estado", "Medio de verificación", "Link"],
               ["2.1", FIRST[1], "Cumplido", "Oficio 12-2026 (12/03/2026)", "https://www.gob.pe/coresec"]]),
          [rec(2, "2.1", FIRST[1], status=Status.FULFILLED, evidence=ANYTHING, extra=ANYTHING,
               somewhere=["Oficio 12-2026 (12/03/2026)", "https://www.gob.pe/coresec"])], HOJA, tolerated=("evidence_incomplete",)),
    Quirk("column-corrected-by-the-user.xlsx", one(_with("Detalle de lo actuado", [*PROSE])), _saying("actions", [*PROSE]), HOJA,
          answers=Answers(columns={"Hoja1!1": {5: Field.ACTIONS}})),
    Quirk("column-set-aside-by-the-user.xlsx", one([HEADINGS, *THREE]),
          [record | {"status": None, "extra": {"Estado": row[4]}} for record, row in zip(three(2, 3, 4), THREE, strict=True)], HOJA,
          answers=Answers(columns={"Hoja1!1": {4: None}})),
    Quirk("number-accord-party-only.csv", delimited([["Nro. acuerdo", "Acuerdos", "Entidad responsable"], ["01", FIRST[1], "PNP"]]),
          [rec(2, "01", FIRST[1], sheet="number-accord-party-only", implementers=("PNP",))], [("number-accord-party-only", 1)]),
    Quirk("four-columns-of-an-institution.xlsx",
          one([["Institución: DREMO"], ["N°", "Estado", "% de avance", "Medio de verificación"],
               ["01", "Cumplido", percent(1), "Oficio N° 045-2026-DREMO (12/03/2026)"], ["03", "En proceso", percent(0.5), None]]),
          [rec(3, "01", status=Status.FULFILLED, progress=100, evidence="Oficio N° 045-2026-DREMO (12/03/2026)"),
           rec(4, "03", status=Status.IN_PROGRESS, progress=50)], [("Hoja1", 2)], titles=[{"institution": "DREMO"}]),
    Quirk("only-the-rows-of-dremo.xlsx",
          one([["INSTITUCIÓN:", "DREMO"], ["Primera sesión ordinaria 2026"], [], ["N°", "Acuerdo", "Estado", "Avance", "Acciones realizadas"],
               ["03", "Remitir la lista de desertores", "En proceso", general(50), "Se solicitó a las UGEL"],
               ["01", "Difundir el SPOT", "Pendiente", general(0), None]]),
          [rec(5, "03", "Remitir la lista de desertores", status=Status.IN_PROGRESS, progress=50, actions="Se solicitó a las UGEL"),
           rec(6, "01", "Difundir el SPOT", status=Status.PENDING, progress=0)], [("Hoja1", 4)],
          titles=[{"institution": "DREMO", "session_number": 1}]),
    Quirk("deadline-column-of-words-and-dates.xlsx",
          one([["N°", "Acuerdo", "Plazo"], ["1", FIRST[1], "Permanente"], ["2", SECOND[1], date(2026, 5, 15)]]),
          [rec(2, "1", FIRST[1], deadline_kind=DeadlineKind.PERMANENT, deadline_note="Permanente"),
           rec(3, "2", SECOND[1], deadline=date(2026, 5, 15))], HOJA),
]  # fmt: skip
