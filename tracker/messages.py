"""What the reader says, in Spanish of Peru: what is wrong, where it is, what to do, with an example."""

from tracker.records import (
    CellProblem,
    Field,
    FileRefused,
    Note,
    NoteCode,
    ProblemCode,
    Question,
    QuestionCode,
    RefusalCode,
)

_LONGEST_QUOTE = 60  # characters of a value that are repeated to its author

_SAVE_AS = "Ábralo en Excel y guárdelo como «Libro de Excel (.xlsx)»"
NOTHING_KEPT = "No se guardó nada."

PROBLEM = {
    ProblemCode.ERROR_CELL: "La celda muestra un error de Excel{value}. Corrija la fórmula o escriba el dato; por ejemplo, «En proceso».",
    ProblemCode.FORMULA_NOT_CALCULATED: "La fórmula no tiene un resultado guardado. Abra el libro en Excel, espere a que calcule, guárdelo "
    "y vuelva a cargarlo.",
    ProblemCode.TEXT_TOO_LONG: "El texto pasa de 32 767 caracteres, lo que admite una celda de Excel. Acórtelo; por ejemplo, deje el resumen "
    "y cite el documento.",
    ProblemCode.DATE_UNREADABLE: "No se entiende la fecha{value}. Escriba una sola, con día, mes y año; por ejemplo, 30/04/2026.",
    ProblemCode.DATE_WITHOUT_YEAR: "A la fecha{value} le falta el año. Escríbala completa; por ejemplo, 30/04/2026.",
    ProblemCode.DATE_SHORT_YEAR: "La fecha{value} tiene el año con dos cifras. Escriba las cuatro; por ejemplo, 25/02/2026.",
    ProblemCode.DATE_IMPOSSIBLE: "La fecha{value} no existe o está fuera de 1990 a 2100. Revise el día, el mes y el año; por ejemplo, 28/02/2026. "
    "Primero va el día y después el mes.",
    ProblemCode.PERCENT_UNREADABLE: "No se entiende el avance{value}. Escriba un número de 0 a 100; por ejemplo, 50 %.",
    ProblemCode.PERCENT_OUT_OF_RANGE: "El avance{value} no está entre 0 % y 100 %. Escriba, por ejemplo, 50 %.",
    ProblemCode.STATUS_UNKNOWN: "El estado{value} no está en la lista. Use Pendiente, En proceso, Cumplido, No cumplido o Sin efecto; "
    "por ejemplo, «En proceso».",
    ProblemCode.STATUS_OVERDUE_WITHOUT_DEADLINE: "El estado{value} indica atraso, pero la fila no tiene un plazo que lo confirme. Escriba la fecha en la columna del plazo; "
    "por ejemplo, 30/04/2026.",
    ProblemCode.STATUS_AGAINST_PROGRESS: "El estado y el avance no concuerdan{aside}. «Cumplido» es 100 %, «Pendiente» es 0 % y «En proceso» va "
    "hasta 99 %. Corrija uno de los dos; por ejemplo, «En proceso» con 60 %.",
    ProblemCode.STATUS_SEVERAL_MARKS: "Hay más de una marca en las columnas del estado{aside}. Deje una sola; por ejemplo, la «x» en «En proceso».",
    ProblemCode.EXTENSION_WITHOUT_DEADLINE: "El estado{value} indica una prórroga, pero falta el nuevo plazo. Escriba la fecha nueva en la columna del plazo; "
    "por ejemplo, 30/06/2026.",
    ProblemCode.DAYS_WITHOUT_UNIT: "El plazo{value} no dice si son días hábiles o calendario. Escríbalo, por ejemplo «30 días hábiles», "
    "o ponga la fecha.",
    ProblemCode.CODE_MAYBE_SHORTENED: "El número{value} pudo perder un cero al final: Excel muestra 2.10 como 2.1. Dé a la columna el formato "
    "«Texto» y escríbalo completo; por ejemplo, 2.10.",
    ProblemCode.CODE_REPEATED: "El número{value} está en más de un acuerdo de la misma sesión. Corrija uno; por ejemplo, 2.3 en lugar de 2.2.",
    ProblemCode.AGREEMENT_MISSING: "La fila no tiene el texto del acuerdo. Escríbalo como está en el acta, por ejemplo «Sensibilizar a la población a "
    "través de redes sociales», o borre la fila.",
    ProblemCode.RESPONSIBLE_MISSING: "Falta el responsable. Escriba la institución; por ejemplo, «DREMO».",
    ProblemCode.EVIDENCE_INCOMPLETE: "El medio de verificación{value} está incompleto. Ponga tipo, número y fecha; por ejemplo, "
    "«Oficio 012-2026-DREMO (10/03/2026)».",
    ProblemCode.GUIDANCE_ROW: "La fila parece un ejemplo o una indicación para llenar el formato{aside}. Si lo es, déjela fuera o bórrela; si es un "
    "acuerdo, quite palabras como «Ejemplo:».",
    ProblemCode.QUESTION_OPEN: "No se sabe cómo leer el valor{value}. Responda la pregunta sobre su columna; por ejemplo, si 1 es 1 % o 100 %.",
}  # fmt: skip

# The detail of each refusal completes it; the words stand without it too.
REFUSAL = {
    RefusalCode.NOT_FOUND: "No se encuentra el archivo{detail} o no se puede abrir. Revise el nombre y la carpeta y vuelva a intentarlo.",
    RefusalCode.EMPTY: "El archivo está vacío. Elija el libro que tiene la matriz y vuelva a cargarlo.",
    RefusalCode.TOO_BIG: "El archivo es demasiado grande{detail}; el máximo es 10 MB. Quite las imágenes y las hojas que no hagan falta, guárdelo y "
    "vuelva a cargarlo.",
    RefusalCode.UNKNOWN_FORMAT: f"No es un archivo que se pueda leer{{detail}}. Se leen .xlsx, .xlsm, .xls, .ods y .csv. {_SAVE_AS}.",
    RefusalCode.NOT_WHAT_IT_SAYS: f"El contenido no es el que dice el nombre del archivo{{detail}}. {_SAVE_AS}; no basta con cambiarle el nombre.",
    RefusalCode.ENCRYPTED: "El archivo tiene contraseña. Ábralo en Excel, quítela en Archivo › Información › Proteger libro › Cifrar con contraseña, "
    "guárdelo y vuelva a cargarlo.",
    RefusalCode.BROKEN: f"El archivo está dañado o incompleto{{detail}}. {_SAVE_AS} con otro nombre, o pida que se lo envíen otra vez.",
    RefusalCode.BOMB: "El archivo ocupa, ya abierto, mucho más de lo que admite el tablero{detail}. Copie solo la matriz en un libro nuevo, guárdelo como "
    ".xlsx y cárguelo.",
    RefusalCode.FAR_CELL: "Hay datos muy lejos de la tabla{detail}: más allá de la columna 200 o del límite de filas. Borre esas celdas, guarde el libro "
    "y vuelva a cargarlo.",
    RefusalCode.ENTITIES: f"El archivo contiene código que un libro de Excel no lleva{{detail}}. {_SAVE_AS} y cárguelo otra vez.",
    RefusalCode.TOO_MANY_ROWS: "La hoja tiene más de 20 000 filas con datos{detail}. Divida el libro, por ejemplo por año o por sesión, y cargue cada parte.",
    RefusalCode.TOO_LONG_TO_READ: "La lectura tardó demasiado y se detuvo{detail}. Copie solo la matriz en un libro nuevo, guárdelo como .xlsx y cárguelo.",
    RefusalCode.READER_DIED: f"El archivo no se pudo leer{{detail}}. {_SAVE_AS}; si sigue igual, copie solo la matriz en un libro nuevo.",
    RefusalCode.NO_TABLE: "No se encontró una tabla de acuerdos en las hojas visibles{detail}. La fila de títulos debe tener, por ejemplo, «N°», «Acuerdo» "
    "y «Responsable», o «N°» y «Estado».",
    RefusalCode.PAST_CUT: "Este archivo muestra un corte pasado{detail} y no el estado actual: no se carga, porque desharía lo registrado después. Use la "
    "matriz de hoy: descárguela del tablero, complétela y cárguela.",
}  # fmt: skip

NOTE = {
    NoteCode.HIDDEN_SHEET: "No se leyó la hoja oculta «{detail}».",
    NoteCode.HIDDEN_ROWS: "Se leyeron también las filas ocultas: {detail}.",
    NoteCode.HIDDEN_COLUMNS: "Se leyeron también las columnas ocultas: {detail}.",
    NoteCode.NUMBER_ONLY_ROWS: "Filas que solo tienen el número, sin acuerdo, que no se contaron: {detail}.",
    NoteCode.TOTAL_ROWS: "Filas de totales que no se contaron: {detail}.",
    NoteCode.FOOTER_ROWS: "Filas de firmas o notas al pie que no se contaron: {detail}.",
    NoteCode.GUIDANCE_ROWS: "Filas de indicaciones o ejemplos que no se contaron: {detail}.",
    NoteCode.FRAGMENTS_JOINED: "Textos cortados por un salto de página que se unieron a su acuerdo: {detail}.",
    NoteCode.CELLS_SPLIT: "Celdas con varios acuerdos que se separaron por su número: {detail}.",
    NoteCode.DAY_FIRST_ASSUMED: "En «{detail}» se leyó primero el día y después el mes: ninguna fecha lo desmiente.",
    NoteCode.MONTH_FIRST_PROVED: "En «{detail}» el mes va antes que el día: lo prueba al menos una fecha.",
    NoteCode.SERIALS_CONVERTED: "Fechas que estaban como número de días de Excel y se convirtieron: {detail}.",
    NoteCode.SHEET_WITHOUT_TABLE: "La hoja «{detail}» no tiene una tabla de acuerdos.",
}  # fmt: skip

QUESTION = {
    QuestionCode.WHICH_TABLES: "El archivo tiene más de una tabla de acuerdos{samples}. ¿Cuáles se cargan?",
    QuestionCode.PERCENT_SCALE: "En la columna «{heading}» solo hay 0 y 1{samples}. ¿Qué quiere decir 1: 1 % o 100 % (todo cumplido)?",
    QuestionCode.DATE_ORDER: "En la columna «{heading}» las fechas se pueden leer de dos maneras{samples}. ¿Qué va primero: el día o el mes?",
    QuestionCode.COLUMN_FIELD: "¿Qué contiene la columna «{heading}»{samples}?",
}  # fmt: skip

FIELD = {
    Field.NUMBER: "N° del acuerdo o del problema",
    Field.CODE: "Código",
    Field.SESSION: "Sesión",
    Field.SESSION_DATE: "Fecha de la sesión",
    Field.PROBLEM: "Problemática",
    Field.THEME: "Tema",
    Field.AGREEMENT: "Acuerdo",
    Field.RESPONSIBLE: "Responsable de implementación",
    Field.FOLLOW_UP: "Responsable de seguimiento",
    Field.DEADLINE: "Plazo",
    Field.START_DATE: "Fecha de inicio",
    Field.STATUS: "Estado",
    Field.PROGRESS: "% de avance",
    Field.ACTIONS: "Acciones realizadas",
    Field.EVIDENCE: "Medio de verificación",
    Field.FULFILLED_ON: "Fecha de cumplimiento",
    Field.REMARKS: "Observaciones",
    Field.REPORTED_ON: "Fecha del reporte",
}


def problem_sentence(problem: CellProblem) -> str:
    """Where the problem is, what is wrong and what to do: «Hoja "Acuerdos", celda H7: A la fecha «30 de abril» le falta…»."""
    quoted = f"«{_shortened(problem.value)}»" if problem.value.strip() else ""
    value, aside = (f" {quoted}", f" ({quoted})") if quoted else ("", "")
    return f"Hoja «{problem.sheet}», celda {problem.cell}: {_lowered(PROBLEM[problem.code].format(value=value, aside=aside))}"


def refusal_sentence(refusal: FileRefused) -> str:
    """Why the file was not read and what to do; nothing of it was kept."""
    detail = f" ({_shortened(refusal.detail)})" if refusal.detail.strip() else ""
    return f"{REFUSAL[refusal.code].format(detail=detail)} {NOTHING_KEPT}"


def note_sentence(note: Note) -> str:
    """What was left out or decided, and in which sheet unless the sentence names it."""
    sentence = NOTE[note.code].format(detail=_shortened(note.detail))
    named = note.code in {NoteCode.HIDDEN_SHEET, NoteCode.SHEET_WITHOUT_TABLE} or not note.sheet
    return sentence if named else f"Hoja «{note.sheet}»: {_lowered(sentence)}"


def question_sentence(question: Question) -> str:
    """The question to a person, with values of the file that show the doubt."""
    samples = f" ({', '.join(_shortened(sample) for sample in question.samples)})" if question.samples else ""
    return QUESTION[question.code].format(heading=_shortened(question.heading), samples=samples)


def field_label(field: Field) -> str:
    """What a column is, for the screen."""
    return FIELD[field]


def _shortened(text: str) -> str:
    """The text on one line, cut where a person has recognised it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…"


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
