"""The headings of the field (domain reference, section 3), one column each beside an agreement that anybody knows."""

from collections.abc import Callable

from tests.workbooks.writing import delimited
from tracker.records import Field

HEADINGS_OF = {
    Field.NUMBER: "N°|Nº|N|No|Nro|Nro.|Núm.|Número|Num|#|Ítem|Item|Orden|N° de acuerdo|Nro. acuerdo",
    Field.CODE: "Código|Codigo|Cod|Cód.|ID|Id acuerdo",
    Field.SESSION: "Sesión|Sesion|N° de sesión|Reunión|Acta|N° de acta|Evento|Espacio|Tipo de sesión",
    Field.SESSION_DATE: "Fecha|Fecha de sesión|Fecha de la sesión|Fecha del acuerdo|Fecha de reunión|Fecha evento",
    Field.PROBLEM: (
        "Problemática|Problemática abordada|Problemática abordada en la sesión|Problemática identificada|Problema|Tema|Asunto|"
        "Agenda|Punto de agenda|Aspecto crítico|Situación identificada"
    ),
    Field.THEME: "Eje|Eje temático|Eje estratégico|Línea de acción|Objetivo estratégico|Temática|Clasificación|Materia",
    Field.AGREEMENT: (
        "Acuerdo|Acuerdos|Acuerdo adoptado|Acuerdo adoptado por el comité|Acuerdos adoptados|Acuerdo tomado|Compromiso|"
        "Compromisos|Acuerdo / compromiso|Acuerdos y compromisos|Acción|Actividad|Descripción del acuerdo"
    ),
    Field.RESPONSIBLE: (
        "Responsable|Responsables|Responsable de implementación|Responsable de la implementación|"
        "Responsables de la implementación|Responsable de ejecución|Responsable de la ejecución|Responsable de cumplimiento|"
        "Entidad responsable|Institución responsable|Entidad|Institución|Actor responsable|A cargo de"
    ),
    Field.FOLLOW_UP: (
        "Responsable de seguimiento|Responsable del seguimiento|Seguimiento|Responsable del monitoreo|Monitoreo|"
        "Quien hace seguimiento"
    ),
    Field.DEADLINE: (
        "Plazo|Plazo de cumplimiento|Plazo de ejecución|Plazo de implementación|Fecha límite|Fecha limite|Fecha de vencimiento|"
        "Vencimiento|Fecha de cumplimiento programada|Fecha fin|Fecha de término|Cronograma"
    ),
    Field.START_DATE: "Fecha de inicio|Inicio|Inicio real",
    Field.STATUS: (
        "Estado|Estado actual|Estado situacional|Estado de cumplimiento|Estado de avance|Estado del acuerdo|Situación|"
        "Situación actual|Status|Nivel de cumplimiento"
    ),
    Field.PROGRESS: (
        "% avance|% de avance|Avance (%)|Avance|Porcentaje de avance|Nivel de avance|Grado de avance|Grado de implementación|"
        "% de cumplimiento"
    ),
    Field.ACTIONS: "Acciones realizadas|Acciones ejecutadas|Acciones adelantadas|Avances|Detalle del avance|Logros",
    Field.EVIDENCE: (
        "Medio de verificación|Medios de verificación|MV|Evidencia|Evidencias|Sustento|Documento de sustento|"
        "Fuente de verificación|Documento|Informe|Link"
    ),
    Field.FULFILLED_ON: "Fecha de cumplimiento|Fecha cumplimiento|Fin real|Fecha de atención|Fecha de culminación",
    Field.REMARKS: "Observaciones|Observación|Obs.|Comentario|Comentarios|Nota|Dificultades|Limitaciones",
}
CONTENT: dict[Field, tuple[str, str]] = {
    Field.NUMBER: ("01", "02"),
    Field.CODE: ("A-01", "A-02"),
    Field.SESSION: ("I Ordinaria", "II Ordinaria"),
    Field.SESSION_DATE: ("25/02/2026", "22/04/2026"),
    Field.PROBLEM: ("Falta de denuncia oportuna de las desapariciones", "Deserción escolar en la región"),
    Field.THEME: ("Prevención del delito", "Fiscalización"),
    Field.AGREEMENT: ("Elevar el informe trimestral", "Realizar operativos conjuntos"),
    Field.RESPONSIBLE: ("PNP", "DREMO"),
    Field.FOLLOW_UP: ("ST CORESEC", "ST CORESEC"),
    Field.DEADLINE: ("30/04/2026", "15/05/2026"),
    Field.START_DATE: ("01/03/2026", "16/03/2026"),
    Field.STATUS: ("Cumplido", "En proceso"),
    Field.PROGRESS: ("100%", "40%"),
    Field.ACTIONS: ("Se remitió el informe por mesa de partes", "Se realizaron dos operativos"),
    Field.EVIDENCE: ("Oficio 12-2026 (12/03/2026)", "Acta del 15/03/2026"),
    Field.FULFILLED_ON: ("28/04/2026", ""),
    Field.REMARKS: ("Con cargo a presupuesto", "Sin respuesta de la entidad"),
}
BESIDE = {
    "Acuerdo": CONTENT[Field.AGREEMENT], "Responsable": CONTENT[Field.RESPONSIBLE], "Plazo": CONTENT[Field.DEADLINE],
    "Estado": CONTENT[Field.STATUS],
}  # fmt: skip
OWN_COLUMN = {
    Field.AGREEMENT: "Acuerdo", Field.RESPONSIBLE: "Responsable", Field.DEADLINE: "Plazo", Field.STATUS: "Estado",
}  # fmt: skip
IN_FRONT = {Field.NUMBER, Field.CODE, Field.SESSION, Field.SESSION_DATE, Field.PROBLEM, Field.THEME, Field.AGREEMENT}
SYNONYMS = [(field, heading) for field, headings in HEADINGS_OF.items() for heading in headings.split("|")]


def tracker_with(field: Field, heading: str) -> Callable[[], bytes]:
    """A .csv with the column `heading` over values of `field`, where it belongs; the known column of that field is left out."""
    known = {name: values for name, values in BESIDE.items() if name != OWN_COLUMN.get(field)}
    added = {heading: CONTENT[field]}
    columns = added | known if field in IN_FRONT else known | added
    return delimited([list(columns), *zip(*columns.values(), strict=True)])
