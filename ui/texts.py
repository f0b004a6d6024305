"""Every fixed word on screen, in Spanish of Peru, keyed by the codes of the field. Sentences with figures: `ui.sentences`."""

from data_store.database import Fault
from follow_up.acts import PrivacyDoubt, Refusal
from follow_up.vocabulary import (
    DeadlineBucket,
    DeadlineKind,
    DeadlineState,
    HolidayScope,
    InstitutionKind,
    Light,
    SessionState,
    Standing,
    Status,
)

APP = "Tablero de Acuerdos"
OVERVIEW = "Panorama"
BY_INSTITUTION = "Por institución"
BY_THEME = "Por tema"
DEADLINES = "Plazos"
AGREEMENTS = "Acuerdos"
AGREEMENT = "Acuerdo"
EXCEL = "Excel"
BATCHES = "Cargas"
CHANGES = "Qué cambió"
CALLS = "Llamadas de hoy"
QUALITY = "Calidad"
CATALOGUES = "Catálogos"
HISTORY = "Historial"
SESSION = "Proyectar la sesión"
PROJECTOR = "Proyector"
OPERATOR = "Operador"
SESSIONS = "Sesiones"
PRESIDENCY = "Presidencia"
CUT = "Corte"
COMMITTEE = "Comité"
DEMO = "Demostración: datos inventados sobre el acta real del 25/02/2026. Nada de esto es información oficial."
NOTHING = "—"
CHOOSE = "Sin filtro"

STANDING = {
    Standing.NO_REPORT: "Sin reporte",
    Standing.PENDING: "Pendiente",
    Standing.IN_PROGRESS: "En proceso",
    Standing.NOT_FULFILLED: "No cumplido",
    Standing.FULFILLED: "Cumplido por verificar",
    Standing.VERIFIED: "Cumplido verificado",
    Standing.VOID: "Sin efecto",
}
STATUS = {
    Status.PENDING: "Pendiente",
    Status.IN_PROGRESS: "En proceso",
    Status.FULFILLED: "Cumplido",
    Status.NOT_FULFILLED: "No cumplido",
    Status.VOID: "Sin efecto",
}
DEADLINE_STATE = {
    DeadlineState.OVERDUE: "Vencido",
    DeadlineState.DUE_SOON: "Por vencer",
    DeadlineState.ON_TIME: "En plazo",
    DeadlineState.PERMANENT: "Permanente",
    DeadlineState.NO_DEADLINE: "Sin plazo",
    DeadlineState.CLOSED: "Cerrado",
}
BUCKET = {
    DeadlineBucket.OVERDUE: "Vencido",
    DeadlineBucket.BEFORE_NEXT_SESSION: "Antes de la próxima sesión",
    DeadlineBucket.LATER: "Después",
    DeadlineBucket.PERMANENT: "Permanente",
    DeadlineBucket.NO_DEADLINE: "Sin plazo",
    DeadlineBucket.CLOSED: "Cerrado",
}
DEADLINE_KIND = {
    DeadlineKind.DATE: "Fecha",
    DeadlineKind.NEXT_SESSION: "Siguiente sesión",
    DeadlineKind.PERMANENT: "Permanente",
    DeadlineKind.NONE: "Sin plazo",
}
SESSION_STATE = {
    SessionState.PLANNED: "Programada",
    SessionState.OPEN: "Abierta",
    SessionState.CLOSED: "Cerrada",
}
HOLIDAY_SCOPE = {
    HolidayScope.NATIONAL: "● Nacional, por ley",
    HolidayScope.REGIONAL: "◆ Regional o local",
    HolidayScope.DECREE: "■ No laborable por norma",
}
INSTITUTION_KIND = {
    InstitutionKind.ENTITY: "Institución",
    InstitutionKind.GROUP: "Grupo",
    InstitutionKind.COMMITTEE: "Comité",
    InstitutionKind.UNIT: "Unidad",
}
LIGHT = {
    Light.RED: "Rojo",
    Light.AMBER: "Ámbar",
    Light.GREY: "Gris",
    Light.GREEN: "Verde",
    Light.OFF: "Fuera del semáforo",
}

# Shapes tell the states apart without colour: on a washed-out projector, in a grey print, for the colour-blind.
STANDING_SHAPE = {
    Standing.NO_REPORT: "○",
    Standing.PENDING: "◔",
    Standing.IN_PROGRESS: "◑",
    Standing.NOT_FULFILLED: "✕",
    Standing.FULFILLED: "●",
    Standing.VERIFIED: "✔",
    Standing.VOID: "⊘",
}
DEADLINE_SHAPE = {
    DeadlineState.OVERDUE: "▲",
    DeadlineState.DUE_SOON: "◆",
    DeadlineState.ON_TIME: "●",
    DeadlineState.PERMANENT: "∞",
    DeadlineState.NO_DEADLINE: "○",
    DeadlineState.CLOSED: "✔",
}
LIGHT_SHAPE = {Light.RED: "▲", Light.AMBER: "◆", Light.GREY: "○", Light.GREEN: "●", Light.OFF: "⊘"}

FIELD = {
    "created": "Registro inicial",
    "status": "Estado",
    "progress": "Avance",
    "actions": "Acciones realizadas",
    "reported_on": "Fecha del reporte",
    "verified": "Verificación",
    "deadline": "Plazo",
    "deadline_note": "Plazo, en palabras",
    "text": "Texto",
    "follow_up": "Responsable de seguimiento",
    "theme": "Tema",
    "institution": "Institución",
    "name": "Nombre",
    "scope": "Origen del feriado",
    "label": "Nombre",
    "position": "Orden",
    "action_line": "Línea de acción",
    "colour": "Color",
    "value": "Días",
    "title": "Título",
    "acronym": "Sigla",
    "kind": "Qué es",
    "retired_on": "Retirada desde",
    "held_on": "Fecha de la sesión",
    "state": "Situación de la sesión",
    "assigned_on": "Responsable desde",
    "released_on": "Deja de ser responsable",
    "decision": "Decisión de la sesión",
    "committee": "Depende de",
    "territory": "Ámbito",
    "level": "Nivel",
    "passed_from": "Viene del acuerdo",
    "member": "Miembro",
    "valid_from": "Miembro desde",
    "valid_to": "Miembro hasta",
    "withdrawn": "Vigencia",
}
MEMBERS = {  # what the members of a group are called, by its code, where more can be said than that they are members
    "GOBIERNOS-LOCALES": ("municipalidad", "municipalidades"),
    "COPROSEC": ("comité", "comités"),
    "CODISEC": ("comité", "comités"),
    "UGEL": ("UGEL", "UGEL"),
}
MEMBER = ("miembro", "miembros")
DOCUMENT_TYPES = [
    "Oficio", "Oficio múltiple", "Informe", "Acta", "Memorando", "Resolución", "Ordenanza", "Constancia", "Publicación oficial", "Otro",
]  # fmt: skip

REFUSAL = {
    Refusal.BY_MISSING: "Falta quién registra. Escriba el cargo o la oficina, por ejemplo «Secretaría Técnica».",
    Refusal.ACTIONS_MISSING: "Faltan las acciones realizadas. Escriba qué se hizo, por ejemplo «Se remitió el oficio a la DREMO».",
    Refusal.EVIDENCE_MISSING: "Para declarar «Cumplido» falta el medio de verificación: tipo, número y fecha del documento.",
    Refusal.EVIDENCE_INCOMPLETE: "El medio de verificación está incompleto. Ponga tipo, número y fecha, por ejemplo «Oficio 012-2026, 10/03/2026».",
    Refusal.LINK_NOT_WEB: "El enlace no es una dirección web válida. Debe empezar con https:// y no llevar usuario ni contraseña.",
    Refusal.PROGRESS_CONFLICT: "El avance no concuerda con el estado. «En proceso» y «No cumplido» van de 0 % a 99 %; «Pendiente» es 0 %; «Cumplido» es 100 %.",
    Refusal.DATE_IN_FUTURE: "La fecha es posterior a hoy. Ponga el día en que ocurrió.",
    Refusal.DATE_BEFORE_SESSION: "La fecha es anterior a lo que registra: a la sesión que adoptó el acuerdo o al reporte que se verifica.",
    Refusal.DEADLINE_MISSING: "Falta la fecha del plazo.",
    Refusal.DEADLINE_BEFORE_SESSION: "El plazo es anterior a la sesión que adoptó el acuerdo. Revise el día, el mes y el año.",
    Refusal.DEADLINE_UNCHANGED: "El plazo es el mismo que ya tiene: no hay nada que guardar.",
    Refusal.REASON_MISSING: "Falta el motivo. Escríbalo en una frase: quedará en el historial.",
    Refusal.SESSION_MISSING: "Falta la sesión que lo decidió. Elíjala en la lista.",
    Refusal.NOT_FULFILLED_YET: "Ese reporte ya no es el último, o no declara «Cumplido»: no hay qué verificar.",
    Refusal.ALREADY_VERIFIED: "Ese reporte ya estaba verificado.",
    Refusal.ALREADY_VOID: "El acuerdo está sin efecto: no admite más registros.",
    Refusal.EARLIER_THAN_LAST: "La fecha es anterior al último registro, que seguiría rigiendo. Ponga ese día o uno posterior.",
    Refusal.TEXT_TOO_LONG: "El texto pasa de 32 767 caracteres, lo que admite una celda de Excel. Acórtelo.",
    Refusal.AGREEMENT_REPEATED: "Ese acuerdo ya existe: la misma sesión y el mismo código. Corrija el código; si es una fila de un archivo, puede dejarla fuera.",
    Refusal.AGREEMENT_MISSING: "Falta el texto del acuerdo. Escríbalo palabra por palabra, como quedará en el acta.",
    Refusal.CODE_MISSING: "Falta el número del acuerdo, por ejemplo «2.6».",
    Refusal.PROBLEM_MISSING: "Falta la problemática: elija una de la sesión, o escriba el número, el texto y el tema de la nueva.",
    Refusal.PROBLEM_REPEATED: "Esa sesión ya tiene una problemática con ese número y otro texto. Elíjala en la lista o use el número siguiente.",
    Refusal.IMPLEMENTER_MISSING: "Falta el responsable: un acuerdo tiene siempre al menos uno.",
    Refusal.RESPONSIBLE_UNCHANGED: "Los responsables son los mismos que ya tiene: no hay nada que guardar.",
    Refusal.NOT_RESPONSIBLE: "Esa institución no es responsable de este acuerdo.",
    Refusal.RESPONSIBLE_RELEASED: "Esa institución dejó de ser responsable del acuerdo antes de esa fecha. Para que vuelva a informar, asígnela de nuevo.",
    Refusal.SESSION_REPEATED: "Ya hay una sesión de ese tipo con ese número en ese año. Use el número siguiente.",
    Refusal.SESSION_NUMBER: "El número de la sesión empieza en 1.",
    Refusal.SESSION_IN_FUTURE: "La sesión todavía no llega a su fecha. Ábrala ese día o corrija la fecha.",
    Refusal.SESSION_NOT_OPEN: "La sesión no está abierta: nada se decide en una que no se abrió o que ya se cerró. Ábrala y vuelva a intentarlo.",
    Refusal.SESSION_CLOSED: "La sesión está cerrada: no admite más acuerdos. Si corresponde, reábrala en «Sesiones».",
    Refusal.SESSION_USED: "La sesión ya tiene acuerdos, decisiones o una presentación: es parte del acta, y no se mueve ni se quita.",
    Refusal.SESSION_TITLE: "Falta el título de la sesión, por ejemplo «Segunda sesión ordinaria 2026».",
    Refusal.STATE_CHANGED: "La sesión ya no está como usted la vio: alguien la abrió o la cerró. Actualice la página y revise.",
    Refusal.COMMITTEE_MISSING: "Falta elegir a qué comité se traslada el acuerdo.",
    Refusal.COMMITTEE_NAME: "Faltan el nombre o el ámbito del comité. Escriba, por ejemplo, «Ilo».",
    Refusal.COMMITTEE_REPEATED: "Ya hay un comité de ese nivel en ese ámbito. Elíjalo en la lista.",
    Refusal.COMMITTEE_ORDER: "Un comité solo puede depender de uno de nivel superior: CODISEC de COPROSEC, COPROSEC de CORESEC.",
    Refusal.COMMITTEE_IN_USE: "El comité tiene sesiones, o es el primero de la base: no se elimina. Su historia se conserva.",
    Refusal.COMMITTEE_ABOVE_OTHERS: "Otros comités dependen de este. Póngalos antes bajo otro.",
    Refusal.COMMITTEE_NOT_BELOW: "Un acuerdo solo se traslada de un comité a los que dependen de él.",
    Refusal.PASSED_ALREADY: "Ese comité ya tiene un acuerdo que viene de este.",
    Refusal.THEME_NAME: "Falta el nombre del tema, por ejemplo «Prevención de la violencia».",
    Refusal.THEME_COLOUR: "El color no se entiende. Elíjalo en el cuadro, o escríbalo con seis cifras o letras, por ejemplo #2468B0.",
    Refusal.THEME_REPEATED: "Ese nombre es o fue de otro tema, y los archivos y el historial lo nombran así. Use otro, o vuelva a usar ese tema.",
    Refusal.THEME_IN_USE: "El tema tiene o tuvo problemáticas: no se elimina. Use «Retirar» y su historia queda.",
    Refusal.WINDOW_BOUNDS: "El número de días va de 1 a 365.",
    Refusal.NOTHING_CHANGED: "Quedaría como está: no hay cambios que guardar.",
    Refusal.NOTHING_TO_UNDO: "Nada de lo elegido se puede restaurar sin tocar lo que se registró después. No se cambió nada.",
    Refusal.OTHER_SESSION_OPEN: "Hay otra sesión abierta del mismo comité. Ciérrela primero.",
    Refusal.CONTACT_NUMBER: "Falta el número del oficio, por ejemplo «Oficio 045-2026». Si todavía no se emitió, regístrelo cuando tenga número.",
    Refusal.ANSWER_MISSING: "Falta qué respondió la institución, en una línea, por ejemplo «Enviará el informe el viernes».",
    Refusal.MEMBERS_MISSING: "No eligió a ningún miembro. Elija al menos uno de la lista.",
    Refusal.MEMBER_ALREADY: "Ya es miembro del grupo en esas fechas. Corrija las fechas de su membresía en lugar de agregarlo otra vez.",
    Refusal.MEMBER_REPORTED: "Ese miembro tiene reportes que quedarían fuera de sus fechas. Elija unas que los incluyan; un miembro que ya reportó no se quita, se le pone fecha de salida.",
    Refusal.MEMBERSHIP_REVERSED: "La fecha de salida es anterior a la de ingreso. Revise el día, el mes y el año.",
    Refusal.MEMBERSHIP_UNCHANGED: "Las fechas son las mismas que ya tiene: no hay nada que guardar.",
    Refusal.INSTITUTION_NAME: "Falta el nombre o la sigla de la institución. Escriba ambos, por ejemplo «Dirección Regional de Educación» y «DREMO».",
    Refusal.INSTITUTION_TAKEN: "Ese nombre ya es de otra institución: quien lo lea en un archivo no sabría cuál es. Use otro, o una las dos si son la misma.",
    Refusal.INSTITUTION_ONCE: "Esa sigla fue de otra institución y el historial la nombra así. Use otra, por ejemplo con el lugar: «UGEL Ilo».",
    Refusal.INSTITUTION_UNCHANGED: "No cambió nada: no hay qué guardar.",
    Refusal.INSTITUTION_IN_USE: "Lo que está en uso no se elimina: solo se retira. Use «Retirar» y su historia queda.",
    Refusal.INSTITUTION_HAS_MEMBERS: "Este grupo tiene miembros o reportes de sus miembros: sigue siendo un grupo. Quite antes a sus miembros en «Grupos».",
    Refusal.INSTITUTION_IS_MEMBER: "Es miembro de un grupo, y un grupo no tiene grupos dentro. Quítela antes de ese grupo.",
    Refusal.OWN_NAME: "Es su nombre o su sigla de hoy: no se puede quitar. Cambie antes el nombre.",
    Refusal.MERGE_ITSELF: "Elija otra institución: una no se une consigo misma.",
    Refusal.MERGE_KINDS: "Un grupo solo se une con otro grupo. Para seguir a una institución dentro de un grupo, hágala su miembro en «Grupos».",
    Refusal.MERGE_MEMBER: "Una es miembro de la otra: no son la misma. Si la lista de miembros está mal, corríjala en «Grupos».",
    Refusal.HOLIDAY_NAME: "Falta el nombre del feriado o la norma que lo dispone, por ejemplo «Aniversario de Moquegua» o «D.S. 011-2026-PCM».",
    Refusal.HOLIDAY_DAY: "No hay ningún día que agregar: en esas fechas solo hay fines de semana o feriados que ya están.",
    Refusal.HOLIDAY_NATIONAL: "Ese día ya es feriado nacional por ley: no hace falta agregarlo.",
    Refusal.HOLIDAY_REPEATED: "Ese día ya está en la lista de feriados. Corrija su nombre en lugar de agregarlo otra vez.",
}
PRIVACY = {
    PrivacyDoubt.DNI: "un número de 8 cifras, que parece un DNI",
    PrivacyDoubt.MOBILE: "un número que parece un celular",
    PrivacyDoubt.MINOR: "la palabra «menor»",
}
PRIVACY_CONFIRM = "Revisé el texto: no identifica a víctimas, denunciantes ni menores, ni da contactos de personas."
EVIDENCE_HELP = (
    "Se guarda la referencia del documento, no el archivo: los acuerdos tratan de víctimas y menores, y sus expedientes "
    "quedan bajo custodia de la institución que los emite."
)
FAULT = {
    Fault.BAD_URL: "DATABASE_URL no señala un archivo de SQLite. Escríbala así: sqlite:///C:/tablero/tablero.db, o quítela para usar "
    "«data/tablero.db».",
    Fault.NOT_OURS: "El archivo es una base de datos de otro programa. No se modificó. Indique otro archivo con DATABASE_URL.",
    Fault.NOT_DEMONSTRATION: "La demostración no se carga sobre una base de trabajo. No se modificó nada. Quite DATABASE_URL y use "
    "«python start.py demo», que tiene su propia base.",
    Fault.UNREADABLE: "El archivo de la base de datos está dañado o no es una base del tablero. No se modificó. "
    "Ponga en su lugar su última copia de seguridad o indique otra base con DATABASE_URL.",
    Fault.NEWER: "La base de datos es de una versión más nueva del tablero. No se modificó. "
    "Actualice el programa o indique otra base con DATABASE_URL.",
    Fault.LOCKED: "Otro programa tiene ocupada la base de datos. No se guardó nada. Espere unos segundos y vuelva a intentarlo.",
    Fault.READ_ONLY: "La base de datos es de solo lectura. No se guardó nada. Revise los permisos del archivo y de su carpeta.",
    Fault.FULL: "No se pudo escribir en el disco: no hay espacio o el disco falla. No se guardó nada; lo anterior está completo. "
    "Libere espacio, revise el disco y vuelva a intentarlo.",
    Fault.NO_FOLDER: "No se puede abrir el archivo de la base de datos ni su carpeta. No se guardó nada. Revise la ruta y los permisos.",
    Fault.OTHER: "La base de datos no respondió como se esperaba. No se guardó nada. Vuelva a intentarlo; si sigue igual, avise a soporte.",
}
RECORD_GONE = "Algo de lo elegido ya no está: otra persona lo retiró o lo unió con otro mientras usted escribía. Recargue la página y elija de nuevo."
DECISION_UNDONE = "Esa decisión ya estaba deshecha. No se cambió nada."
UNDO_OUTDATED = "Se registró algo más mientras usted miraba. Vea de nuevo qué cambiaría y confirme."
WRONG_DAY = "TABLERO_TODAY no es una fecha. Escríbala así: 2026-11-23, o quítela para usar la fecha de hoy."
SCRIPT_ERROR = (
    "Algo falló al mostrar esta página. Lo que ya estaba guardado sigue guardado; lo que no se confirmó en pantalla no se guardó. "
    "Recargue la página; si vuelve a ocurrir, avise a soporte con la hora y la página."
)
