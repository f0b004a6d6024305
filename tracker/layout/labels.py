"""Labels of columns: those of trackers of committees of citizen security, and those of other registers.

`CUSTOMARY` is the table of the domain reference, complete. `WIDER` are labels of any register of agreements, commitments
or actions. `DOUBTFUL` can mean several things, and the content of their columns decides (`tracker.layout.columns`). `LIKELY` are
whole forms of labels, for what no list holds. Written as people write them, or folded where they are compared as such.
"""

from tracker.records import Field

CUSTOMARY: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: (
        "N°", "Nº", "N", "No", "Nro", "Nro.", "Núm.", "Número", "Num", "Ítem", "Item", "Orden", "N° de acuerdo", "Nro. acuerdo",
    ),
    Field.CODE: ("Código", "Codigo", "Cod", "Cód.", "ID", "Id acuerdo"),
    Field.SESSION: (
        "Sesión", "Sesion", "N° de sesión", "Reunión", "Acta", "N° de acta", "Evento", "Espacio", "Tipo de sesión",
    ),
    Field.SESSION_DATE: (
        "Fecha", "Fecha de sesión", "Fecha de la sesión", "Fecha del acuerdo", "Fecha de reunión", "Fecha evento",
    ),
    Field.PROBLEM: (
        "Problemática", "Problemática abordada", "Problemática abordada en la sesión", "Problemática identificada", "Problema",
        "Tema", "Asunto", "Agenda", "Punto de agenda", "Aspecto crítico", "Situación identificada",
    ),
    Field.THEME: (
        "Eje", "Eje temático", "Eje estratégico", "Línea de acción", "Objetivo estratégico", "Temática", "Clasificación", "Materia",
    ),
    Field.AGREEMENT: (
        "Acuerdo", "Acuerdos", "Acuerdo adoptado", "Acuerdo adoptado por el comité", "Acuerdos adoptados", "Acuerdo tomado",
        "Compromiso", "Compromisos", "Acuerdo / compromiso", "Acuerdos y compromisos", "Acción", "Actividad",
        "Descripción del acuerdo",
    ),
    Field.RESPONSIBLE: (
        "Responsable", "Responsables", "Responsable de implementación", "Responsable de la implementación",
        "Responsables de la implementación", "Responsable de ejecución", "Responsable de la ejecución",
        "Responsable de cumplimiento", "Entidad responsable", "Institución responsable", "Entidad", "Institución",
        "Actor responsable", "A cargo de",
    ),
    Field.FOLLOW_UP: (
        "Responsable de seguimiento", "Responsable del seguimiento", "Seguimiento", "Responsable del monitoreo", "Monitoreo",
        "Quien hace seguimiento",
    ),
    Field.DEADLINE: (
        "Plazo", "Plazo de cumplimiento", "Plazo de ejecución", "Plazo de implementación", "Fecha límite", "Fecha limite",
        "Fecha de vencimiento", "Vencimiento", "Fecha de cumplimiento programada", "Fecha fin", "Fecha de término", "Cronograma",
    ),
    Field.START_DATE: ("Fecha de inicio", "Inicio", "Inicio real"),
    Field.STATUS: (
        "Estado", "Estado actual", "Estado situacional", "Estado de cumplimiento", "Estado de avance", "Estado del acuerdo",
        "Situación", "Situación actual", "Status", "Nivel de cumplimiento",
    ),
    Field.PROGRESS: (
        "% avance", "% de avance", "Avance (%)", "Avance", "Porcentaje de avance", "Nivel de avance", "Grado de avance",
        "Grado de implementación", "% de cumplimiento",
    ),
    Field.ACTIONS: (
        "Acciones realizadas", "Acciones ejecutadas", "Acciones adelantadas", "Avances", "Detalle del avance", "Logros",
    ),
    Field.EVIDENCE: (
        "Medio de verificación", "Medios de verificación", "MV", "Evidencia", "Evidencias", "Sustento", "Documento de sustento",
        "Fuente de verificación", "Documento", "Informe", "Link",
    ),
    Field.FULFILLED_ON: (
        "Fecha de cumplimiento", "Fecha cumplimiento", "Fin real", "Fecha de atención", "Fecha de culminación",
    ),
    Field.REMARKS: (
        "Observaciones", "Observación", "Obs.", "Comentario", "Comentarios", "Nota", "Dificultades", "Limitaciones",
    ),
}  # fmt: skip

WIDER: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: (
        "Núm", "N° acuerdo", "Nro. de acuerdo", "Número de acuerdo", "N° de compromiso", "N° compromiso", "Nro. de compromiso",
        "Nro. compromiso", "Número de compromiso", "N° de acción", "N° de tarea", "N° de orden", "Nro. de orden",
        "Número de orden", "Correlativo", "N° de problema", "N° de ítem",
    ),
    Field.CODE: (
        "Código de acuerdo", "Código del acuerdo", "Código acuerdo", "Cod. acuerdo", "Código de compromiso",
        "Código del compromiso", "Id compromiso", "Id tarea", "Id acción", "Id del acuerdo", "Código de la acción",
    ),
    Field.SESSION: (
        "N° sesión", "Sesión N°", "Nro. de sesión", "Número de sesión", "N° acta", "Acta N°", "Nro. de acta", "Número de acta",
        "N° de reunión", "Reunión N°", "Tipo de reunión", "Sesión / reunión",
    ),
    Field.SESSION_DATE: (
        "Fecha sesión", "Fecha reunión", "Fecha de la reunión", "Fecha acuerdo", "Fecha de acuerdo", "Fecha del acta",
        "Fecha de acta", "Fecha acta", "F. sesión", "F. acuerdo", "F. reunión", "Fecha del evento",
    ),
    Field.PROBLEM: (
        "Problema identificado", "Problema abordado", "Problemática tratada", "Tema tratado", "Temas tratados", "Tema abordado",
        "Asunto tratado", "Punto tratado", "Punto de la agenda", "Hallazgo", "Hallazgos", "No conformidad",
        "Oportunidad de mejora", "Situación encontrada", "Necesidad identificada", "Aspectos críticos",
    ),
    Field.THEME: (
        "Línea estratégica", "Área temática", "Componente", "Categoría", "Ámbito", "Dimensión", "Eje de trabajo", "Pilar", "Ejes",
    ),
    Field.AGREEMENT: (
        "Acuerdos tomados", "Acuerdo adoptado en la sesión", "Acuerdos de la sesión", "Detalle del acuerdo", "Texto del acuerdo",
        "Descripción de acuerdo", "Descripción de los acuerdos", "Acuerdo y compromiso", "Compromiso asumido",
        "Compromisos asumidos", "Compromiso adquirido", "Compromisos adquiridos", "Compromiso adoptado",
        "Descripción del compromiso", "Detalle del compromiso", "Acción de mejora", "Acciones de mejora",
        "Oportunidad / acción de mejora", "Acción correctiva", "Acciones correctivas", "Acción preventiva", "Acción propuesta",
        "Acción acordada", "Acciones acordadas", "Acción comprometida", "Acción a realizar", "Acciones a realizar",
        "Acción a implementar", "Acciones a implementar", "Descripción de la acción", "Medida", "Medidas", "Medida correctiva",
        "Medidas correctivas", "Medida adoptada", "Medida de remediación", "Actividades", "Actividad programada",
        "Actividades programadas", "Descripción de la actividad", "Tarea", "Tareas", "Tarea asignada", "Descripción de la tarea",
        "Recomendación", "Recomendaciones", "Disposición", "Disposiciones", "Encargo", "Encargos", "Pedido", "Pedidos",
        "Mandato", "Mandatos", "Qué se acordó",
    ),
    Field.RESPONSIBLE: (
        "Responsable principal", "Responsable directo", "Responsable implementación", "Responsable ejecución",
        "Responsables de implementación", "Responsables de ejecución", "Responsable del cumplimiento",
        "Responsables del cumplimiento", "Responsables de cumplimiento", "Responsable del acuerdo", "Responsables del acuerdo",
        "Responsable del compromiso", "Responsable de la acción", "Responsable de la actividad", "Responsable de la tarea",
        "Responsable de atención", "Corresponsable", "Corresponsables", "Entidades responsables", "Instituciones responsables",
        "Entidades", "Instituciones", "Área responsable", "Áreas responsables", "Unidad responsable", "Oficina responsable",
        "Unidad orgánica responsable", "Dependencia responsable", "Gerencia responsable", "Órgano responsable",
        "Sector responsable", "Cargo responsable", "Área a cargo", "Entidad a cargo", "Institución a cargo", "Área encargada",
        "Encargado", "Encargada", "Encargados", "Encargado de", "Encargado(a)", "Dueño", "Dueño de la acción", "Propietario",
        "Ejecutor", "Entidad ejecutora", "Unidad ejecutora", "Asignado a", "Asignado", "A cargo", "Quién", "Quién lo hace",
        "Responsable(s) de implementación", "Responsable(s) de ejecución", "Responsable(s) de la implementación",
    ),
    Field.FOLLOW_UP: (
        "Responsable seguimiento", "Responsables de seguimiento", "Responsables del seguimiento", "Responsable de monitoreo",
        "Responsable monitoreo", "Responsable de supervisión", "Responsable de la supervisión", "Responsable de verificación",
        "Responsable de la verificación", "Responsable de control", "Responsable(s) de seguimiento", "Supervisor",
    ),
    Field.DEADLINE: (
        "Plazos", "Plazo máximo", "Plazo límite", "Plazo previsto", "Plazo estimado", "Plazo otorgado", "Plazo establecido",
        "Plazo de atención", "Plazo de entrega", "Plazo final", "Plazo fin", "Plazo término", "Plazo fecha", "Fecha plazo",
        "Fecha de plazo", "Plazo para su cumplimiento", "Plazo o fecha límite", "Fecha compromiso", "Fecha de compromiso",
        "Fecha comprometida", "F. Vcto", "F. Vcto.", "Fecha Vcto", "Fec. Vcto", "Vcto", "Fec. Venc.", "F. Venc.", "Venc.",
        "Fecha vencimiento", "F. vencimiento", "F. límite", "Fecha tope", "Fecha máxima", "Fecha término", "Fecha de fin",
        "Fecha final", "Fecha fin programada", "Fecha de término programada", "Fecha programada", "Fecha prevista",
        "Fecha objetivo", "Fecha estimada", "Fecha estimada de cumplimiento", "Fecha prevista de cumplimiento",
        "Fecha programada de cumplimiento", "Fecha cumplimiento programada", "Fecha de entrega", "Fin programado", "Deadline",
        "Fecha límite de cumplimiento", "Cuándo", "Para cuándo", "Plazo ampliado", "Plazo reprogramado",
        "Plazo prorrogado", "Nuevo plazo", "Nueva fecha", "Nueva fecha límite", "Fecha reprogramada", "Fecha ampliada", "Prórroga",
        "Ampliación de plazo", "Reprogramación", "Plazo original", "Plazo inicial", "Vence", "Vence el", "Periodo de ejecución",
    ),
    Field.START_DATE: ("Fecha inicio", "F. inicio", "Inicio programado", "Fecha de inicio programada", "Plazo inicio", "Fecha real de inicio"),
    Field.STATUS: (
        "Estatus", "Estado del compromiso", "Estado de la acción", "Estado de la actividad", "Estado de la tarea",
        "Estado de implementación", "Estado de ejecución", "Estado de atención", "Estado cumplimiento",
        "Estado del cumplimiento", "Situación del acuerdo", "Situación del compromiso", "Estado / situación",
    ),
    Field.PROGRESS: (
        "%", "Porcentaje", "Porcentaje avance", "Avance porcentual", "Avance en %", "Porcentaje de ejecución", "% Ejec.",
        "% ejecución", "% de ejecución", "Ejecución (%)", "Porcentaje de cumplimiento", "% cumplimiento", "Cumplimiento (%)",
        "% implementación", "% de implementación", "% avance acumulado", "% completado", "% completo", "% progreso",
        "Progreso", "Progreso (%)", "% logrado",
    ),
    Field.ACTIONS: (
        "Acciones desarrolladas", "Acciones tomadas", "Acciones efectuadas", "Acciones implementadas", "Acciones emprendidas",
        "Acción realizada", "Acción ejecutada", "Actividades realizadas", "Actividades desarrolladas", "Actividades ejecutadas",
        "Gestiones realizadas", "Gestión realizada", "Gestiones", "Detalle de avance", "Detalle de avances",
        "Detalle de los avances", "Descripción del avance", "Descripción de avance", "Descripción de avances",
        "Avance descriptivo", "Avance cualitativo", "Avances realizados", "Último avance", "Reporte de avance",
        "Acciones de seguimiento", "Acciones realizadas a la fecha", "Seguimiento realizado", "Acciones para su cumplimiento",
    ),
    Field.EVIDENCE: (
        "Medio verificación", "Documento de verificación", "Documento sustentatorio", "Documentos sustentatorios",
        "Documento sustento", "Documentos de sustento", "Doc. sustento", "Doc. de sustento", "Docs. de sustento", "Sustento documentario", "Evidencia de cumplimiento",
        "Evidencia del cumplimiento", "Evidencia documental", "Documentos", "Documentación", "Enlace", "Soporte", "Soportes",
        "Link de evidencia", "Enlace de evidencia", "Documento que acredita",
    ),
    Field.FULFILLED_ON: (
        "Fecha real", "Fecha de cierre", "Fecha cierre", "Fecha real de cumplimiento", "Fecha de cumplimiento real",
        "Fecha de término real", "Fecha fin real", "Fecha ejecutada", "Fecha de conclusión", "Fecha culminación",
        "Fecha de finalización", "Fecha atención", "Cumplido el",
    ),
    Field.REPORTED_ON: (
        "Fecha del reporte", "Fecha de reporte", "Fecha reporte", "Fecha del informe", "Fecha de informe", "Fecha del avance",
        "Fecha de avance", "Fecha de actualización", "Fecha actualización", "Última actualización", "Actualizado al",
        "Fecha de la información", "Fecha de corte", "Fecha del último avance",
    ),
    Field.REMARKS: (
        "Notas", "Anotaciones", "Observaciones y comentarios", "Observaciones / comentarios", "Restricciones", "Obs",
        "Comentarios adicionales",
    ),
}  # fmt: skip

# What a label alone does not settle: the first field is what it mostly means.
DOUBTFUL: dict[str, Field] = {
    "avance": Field.PROGRESS,
    "nivel de avance": Field.PROGRESS,
    "grado de avance": Field.PROGRESS,
    "grado de implementacion": Field.PROGRESS,
    "ejecucion": Field.PROGRESS,
    "cumplimiento": Field.STATUS,
    "grado de cumplimiento": Field.STATUS,
    "condicion": Field.STATUS,
    "descripcion": Field.AGREEMENT,
    "detalle": Field.AGREEMENT,
    "contenido": Field.AGREEMENT,
    "texto": Field.AGREEMENT,
    "enunciado": Field.AGREEMENT,
    "que": Field.AGREEMENT,
    "acciones": Field.AGREEMENT,
    "tema": Field.PROBLEM,
    "asunto": Field.PROBLEM,
    "agenda": Field.PROBLEM,
    "punto de agenda": Field.PROBLEM,
    "fecha": Field.SESSION_DATE,
    "fecha de cumplimiento": Field.FULFILLED_ON,
    "fecha cumplimiento": Field.FULFILLED_ON,
    "fecha de ejecucion": Field.FULFILLED_ON,
    "fecha de implementacion": Field.FULFILLED_ON,
    "seguimiento": Field.FOLLOW_UP,
    "monitoreo": Field.FOLLOW_UP,
    "documento": Field.EVIDENCE,
    "informe": Field.EVIDENCE,
    "area": Field.RESPONSIBLE,
    "oficina": Field.RESPONSIBLE,
    "gerencia": Field.RESPONSIBLE,
    "dependencia": Field.RESPONSIBLE,
    "unidad organica": Field.RESPONSIBLE,
    "unidad": Field.RESPONSIBLE,
    "sector": Field.RESPONSIBLE,
    "involucrados": Field.RESPONSIBLE,
    "resultado": Field.ACTIONS,
    "resultados": Field.ACTIONS,
}

# What a label means below another: {field of the upper label: {lower label: field}}.

ENDS = "fin final termino hasta limite vencimiento programado programada previsto prevista"
BELOW_WORDS: dict[Field, dict[Field, str]] = {
    Field.DEADLINE: {Field.START_DATE: "inicio desde", Field.DEADLINE: f"{ENDS} fecha", Field.FULFILLED_ON: "real ejecutado"},
    Field.SESSION_DATE: {
        Field.SESSION_DATE: "sesion acuerdo", Field.START_DATE: "inicio desde", Field.DEADLINE: ENDS,
        Field.FULFILLED_ON: "cumplimiento real ejecutada cierre",
    },
    Field.RESPONSIBLE: {
        Field.RESPONSIBLE: "implementacion ejecucion cumplimiento principal apoyo entidad institucion corresponsable directo",
        Field.FOLLOW_UP: "seguimiento monitoreo supervision verificacion",
    },
    Field.PROGRESS: {Field.PROGRESS: "% porcentaje cuantitativo fisico", Field.ACTIONS: "descripcion detalle acciones cualitativo logros"},
    Field.ACTIONS: {Field.PROGRESS: "% porcentaje cuantitativo", Field.ACTIONS: "descripcion detalle acciones cualitativo"},
    Field.STATUS: {Field.PROGRESS: "% porcentaje"},
    Field.SESSION: {Field.SESSION: "n nro numero tipo nombre", Field.SESSION_DATE: "fecha"},
    Field.AGREEMENT: {
        Field.NUMBER: "n nro numero", Field.CODE: "codigo", Field.AGREEMENT: "descripcion detalle texto contenido",
        Field.SESSION_DATE: "fecha",
    },
    Field.PROBLEM: {Field.PROBLEM: "descripcion detalle"},
    Field.EVIDENCE: {Field.EVIDENCE: "tipo documento n nro numero fecha link enlace descripcion detalle"},
    Field.FOLLOW_UP: {Field.FOLLOW_UP: "responsable"},
}  # fmt: skip

# Labels of directories, summaries and legends: tables that are not registers.
OTHER_TABLES = frozenset(
    (
        "nombre", "nombres", "nombres y apellidos", "apellidos y nombres", "apellidos", "cargo", "telefono", "telefonos", "celular",
        "correo", "correo electronico", "email", "e-mail", "dni", "titular", "suplente", "alterno", "representante", "acreditado",
        "firma", "asistencia", "asistio", "cantidad", "total", "n de acuerdos", "cuenta", "frecuencia", "color", "significado",
        "leyenda", "semaforo", "expositor", "cuenta de acuerdo",
    )
)  # fmt: skip

_WHAT = r"(?:acuerdos?|compromisos?|accion(?:es)?|actividad(?:es)?|tareas?|medidas?|recomendacion(?:es)?|rec|hallazgos?|pedidos?|encargos?|mandatos?|disposicion(?:es)?)"
_OF = r"(?:de |del |de la |de los |de las )?"
_DATE = r"(?:fecha|fec|f) (?:de |del |de la )?"
_MORE = r"(?: .{1,60})?"
_CHECKED = r"(?:seguimiento|monitoreo|monitorear|supervision|supervisar|verificacion|verificar|control)"
_PARTY = r"(?:responsables?|encargad[oa]s?)"

# Whole forms, folded, first that fits; a column named by one of them is never surer than one named by the lists.
LIKELY: tuple[tuple[str, Field], ...] = (
    (rf"(?:n|nro|num|numero) {_OF}{_WHAT}", Field.NUMBER),
    (rf"(?:codigo|cod|id) {_OF}{_WHAT}", Field.CODE),
    (rf"(?:{_PARTY}|entidad|institucion|area|organo|quien) .*{_CHECKED}\b.*", Field.FOLLOW_UP),
    (rf"(?!nombre|cargo del|telefono|correo|firma|dni|celular|email|apellido)(?:[a-z]+ ){{0,3}}(?:{_PARTY}|competentes?|ejecutor(?:a|as|es)?|a cargo)", Field.RESPONSIBLE),
    (rf"{_PARTY} .{{1,60}}", Field.RESPONSIBLE),
    (rf"(?:descripcion|detalle|contenido|texto|enunciado|redaccion|sumilla) {_OF}{_WHAT}{_MORE}", Field.AGREEMENT),
    (r"(?:accion(?:es)?|actividad(?:es)?|gestion(?:es)?|avances|logros|resultados) (?:realizad|ejecutad|desarrollad|efectuad|tomad|implementad|obtenid|alcanzad|emprendid|lograd|a la fecha|al ).*", Field.ACTIONS),
    (rf"(?:detalle|descripcion|reporte|informe) {_OF}avances?{_MORE}", Field.ACTIONS),
    (rf"{_WHAT} (?!cumplid|pendiente|en proceso|vencid|atendid|concluid|por |anterior).{{1,60}}", Field.AGREEMENT),
    (rf"{_DATE}inicio{_MORE}", Field.START_DATE),
    (rf"{_DATE}(?:sesion|reunion|acta|acuerdo|asamblea){_MORE}", Field.SESSION_DATE),
    (rf"{_DATE}(?:real|cierre|conclusion|culminacion|atencion|finalizacion|implementacion|ejecucion|cumplimiento){_MORE}", Field.FULFILLED_ON),
    (rf"{_DATE}(?:max|lim|tope|vcto|venc|plazo|compromi|comprometid|programad|previst|estimad|propuest|final|termino|fin|entrega|esperad|objetivo|meta)[a-z]*{_MORE}", Field.DEADLINE),
    (r"(?:plazo|vencimiento|vence) .{1,60}", Field.DEADLINE),
    (r"(?:(?:n|nro|numero|tipo|nombre) (?:de )?(?:la )?)?(?:sesion|reunion|acta|asamblea)(?: (?:n|nro|numero|ordinaria).*)?", Field.SESSION),
    (r"(?:estado|situacion|estatus|status) .{1,60}", Field.STATUS),
    (r"(?:%|porcentaje|progreso|avance|nivel de|grado de)(?!.*\b(?:programad|planificad|previst|esperad|meta\b)) ?.{1,60}", Field.PROGRESS),
    (rf"(?:medios?|fuentes?|documentos?) (?:de )?verificacion{_MORE}|evidencias? .{{1,60}}|verificador(?:es)?|medios? probatorios?", Field.EVIDENCE),
    (r"(?:observacion(?:es)?|comentarios?|obs|dificultades|limitaciones) .{1,60}", Field.REMARKS),
    (r"(?:problematicas?|problemas?|hallazgos?|asuntos?) .{1,60}", Field.PROBLEM),
    (r"(?:eje|linea|objetivo) (?:tematico|estrategic[oa]|de) ?.{0,60}", Field.THEME),
)  # fmt: skip

# How labels of those forms open, beside the openings of the lists, or how they end.
LIKELY_FIRST = (
    "nro", "num", "cod", "fec", "organo", "enunciado", "redaccion", "sumilla", "contenido", "texto", "evidencias", "verificador",
    "verificadores", "medios", "fuentes", "vence",
)  # fmt: skip
LIKELY_LAST = (
    "responsable", "responsables", "encargado", "encargada", "encargados", "encargadas", "competente", "competentes", "ejecutor",
    "ejecutora", "cargo",
)  # fmt: skip
