"""The words and sentences of the screens Excel and Cargas. Pure: values in, Spanish out, nothing made safe for Markdown."""

from collections.abc import Mapping, Sequence
from datetime import date

from follow_up.import_plan import (
    Change,
    Doubt,
    NameAnswer,
    NameMeaning,
    PlanRow,
    RowKind,
    SessionRef,
    Unproved,
    Wording,
)
from follow_up.vocabulary import SessionKind, Status
from ui import palette, texts
from ui.sentences import count, day

KIND = {
    RowKind.NEW: "Nuevo",
    RowKind.CHANGED: "Cambia",
    RowKind.SAME: "Igual",
    RowKind.CONFLICT: "En conflicto",
    RowKind.PROBLEM: "Con problema",
}
KIND_FIGURE = {
    RowKind.NEW: "Nuevos",
    RowKind.CHANGED: "Cambian",
    RowKind.SAME: "Iguales",
    RowKind.CONFLICT: "En conflicto",
    RowKind.PROBLEM: "Con problema",
}
KIND_NOTE = {
    RowKind.NEW: "aún no están aquí",
    RowKind.CHANGED: "traen algo distinto",
    RowKind.SAME: "nada que registrar",
    RowKind.CONFLICT: "también cambió aquí",
    RowKind.PROBLEM: "les falta algo",
}
KIND_SHAPE = {
    RowKind.NEW: "+",
    RowKind.CHANGED: "→",
    RowKind.SAME: "=",
    RowKind.CONFLICT: "⇄",
    RowKind.PROBLEM: "✕",
}
KIND_COLOUR = {
    RowKind.NEW: palette.GREEN,
    RowKind.CHANGED: palette.BLUE,
    RowKind.SAME: palette.GREY,
    RowKind.CONFLICT: palette.AMBER,
    RowKind.PROBLEM: palette.RED,
}
DOUBT = {
    Doubt.FLAWED_CELL: "Una de sus celdas no se pudo leer. Vea abajo cuál es y cómo corregirla.",
    Doubt.UNKNOWN_NAME: "Nombra a una institución que el tablero no conoce. Responda la pregunta sobre ese nombre.",
    Doubt.SESSION_UNKNOWN: "No se sabe de qué sesión es. Elija la sesión en las preguntas.",
    Doubt.LOOKS_LIKE: "Se parece a un acuerdo registrado, solo por su texto. Confirme en las preguntas si es el mismo.",
    Doubt.TEXT_DIFFERS: "Tiene el número de un acuerdo registrado, pero otro texto. Confirme en las preguntas si es el mismo.",
    Doubt.NOTHING_TO_FOLLOW: "No tiene número ni texto de acuerdo. Complete una de las dos celdas.",
    Doubt.NO_IMPLEMENTER: "Falta el responsable de implementación. Escríbalo en su celda, o diga de qué institución es el archivo.",
    Doubt.NOT_ITS_OWN: "La institución del archivo no es responsable de este acuerdo. Revise de quién es el archivo.",
    Doubt.STATUS_MISSING: "Cuenta acciones, pero no dice el estado ni el porcentaje. Escriba uno de los dos, por ejemplo «En proceso».",
    Doubt.VOID_IN_SESSION: "«Sin efecto» lo decide una sesión. Regístrelo en la página del acuerdo, con su motivo.",
    Doubt.ADDS_RESPONSIBLE: "Nombra como responsable a una institución que el acuerdo no tiene. Márquela solo si el comité la agregó.",
    Doubt.DEADLINE_KEPT: "Trae otro plazo. El plazo lo fija el comité y no se cambia; si una sesión lo cambió, regístrelo en la página del acuerdo.",
    Doubt.REPEATED: "Dos filas del archivo dicen cosas distintas de lo mismo, y ninguna se registra. Deje en el archivo la que vale y cárguelo de nuevo.",
    Doubt.EDITED_HERE: "Se cambió aquí después de que salió el archivo, o hay un reporte posterior. Márquela solo si vale lo del archivo.",
    Doubt.VERIFIED_HERE: "La Secretaría Técnica ya verificó este cumplimiento. Márquela solo si de verdad cambió.",
    Doubt.GOES_BACK: "Dice menos de lo que ya se reportó, y el archivo no da su fecha: puede ser uno anterior. Márquela solo si de verdad retrocedió.",
}
CHANGED_FIELD = {
    "text": "Texto",
    "problem": "Problemática",
    "follow_up": "Responsable de seguimiento",
    "deadline": "Plazo",
    "deadline_note": "Plazo, en palabras",
    "implementers": "Responsables",
    "status": "Estado",
    "progress": "Avance",
    "actions": "Acciones realizadas",
    "evidence": "Medio de verificación",
    "remarks": "Observaciones",
}
MEANING = {
    NameMeaning.ALIAS: "Es otra forma de nombrar a…",
    NameMeaning.NEW: "Es una institución nueva",
    NameMeaning.IGNORE: "No es una institución: déjelo fuera",
}
UNPROVED = {
    Unproved.LEAVE_OUT: "Dejar fuera esas filas hasta que llegue el documento",
    Unproved.AS_IN_PROGRESS: "Registrarlas como «En proceso»",
}
WORDING = {
    Wording.KEEP: "Conservar el texto registrado, que es el del acta",
    Wording.TAKE: "Tomar el texto del archivo",
}
SESSION_KIND = {SessionKind.ORDINARY: "ordinaria", SessionKind.EXTRAORDINARY: "extraordinaria"}
WHOLE_MATRIX = "De todas: es la matriz completa"
EXTRA = "Información adicional (no es ninguna de estas)"
NAMES_KEPT = {
    NameMeaning.NEW: ("institución nueva", "instituciones nuevas"),
    NameMeaning.ALIAS: ("forma de nombrar a una institución", "formas de nombrar a una institución"),
    NameMeaning.IGNORE: ("nombre que se deja fuera", "nombres que se dejan fuera"),
}
NOTHING_WRITTEN = "No se guardó nada."
NEXT_STEP = "Responda las preguntas, marque las filas que valen o devuelva el archivo para que lo corrijan."
LOAD, GET = PARTS = ("Cargar", "Descargar")
NO_FILE = (
    ":material/upload_file: Puede ser la matriz completa o la de una sola institución, en .xlsx, .xlsm, .xls, .ods o .csv. "
    "Verá fila por fila qué cambiaría; **nada se guarda hasta que usted confirme**, y toda carga se puede deshacer."
)
CHOOSE_TABLES = "Marque arriba qué tablas desea cargar."
NOTHING_NEW = "El archivo no trae nada que el tablero no tenga ya: no hay nada que registrar."
OUTDATED = "Alguien registró algo mientras usted revisaba. La vista previa se hizo de nuevo con los datos de ahora; sus marcas se conservan en las filas que siguen igual."
ORDINALS = {
    1: "Primera", 2: "Segunda", 3: "Tercera", 4: "Cuarta", 5: "Quinta", 6: "Sexta", 7: "Séptima", 8: "Octava", 9: "Novena", 10: "Décima",
}  # fmt: skip


def session(ref: SessionRef) -> str:
    """A session as its calendar names it: "Primera sesión ordinaria (25/02/2026)"."""
    ordinal = ORDINALS.get(ref.number)
    kind = SESSION_KIND[SessionKind(ref.kind)]
    named = f"{ordinal} sesión {kind}" if ordinal else f"Sesión {kind} N.º {ref.number}"
    return f"{named} ({day(ref.held_on)})"


def changed_value(field: str, value: str | int | date | None) -> str:
    """A value of a change as a person reads it; codes become words."""
    if value is None or value == "":
        return texts.NOTHING
    if isinstance(value, date):
        return day(value)
    if field == "progress":
        return f"{value} %"
    words: Mapping[str, str] = {**texts.STATUS, **texts.DEADLINE_KIND}
    return words.get(str(value), str(value)) if field in {"status", "deadline"} else str(value)


def change(told: Change) -> str:
    """One change in a line: "Estado: Pendiente → En proceso"."""
    if told.field == "implementers" and not told.before:
        return f"Responsable que se agrega: {told.after}"
    before, after = changed_value(told.field, told.before), changed_value(told.field, told.after)
    return f"{CHANGED_FIELD[told.field]}: {before} → {after}"


def changes(row: PlanRow) -> str:
    """What a row would change, in a line; of a new agreement only what it will have, without its text."""
    if row.agreement_id is not None:
        return " · ".join(_told_apart(row.changes))
    told = [(CHANGED_FIELD[made.field], changed_value(made.field, made.after)) for made in row.changes if made.field != "text"]
    return " · ".join(f"{label}: {value}" for label, value in told)


def _told_apart(changes_: Sequence[Change]) -> list[str]:
    """Each change, with the institution before it where a row speaks of several."""
    several = len({told.institution for told in changes_ if told.institution}) > 1
    return [f"{told.institution}, {change(told)[0].lower()}{change(told)[1:]}" if several and told.institution else change(told) for told in changes_]


def reasons(row: PlanRow) -> list[str]:
    """Why a row is not simply recorded: a sentence each."""
    return [*(DOUBT[doubt] for doubt in row.doubts), *(texts.REFUSAL[refusal] for refusal in row.refusals)]


def why(row: PlanRow) -> str:
    """The same in one text."""
    return " ".join(reasons(row))


def joined(parts: Sequence[str]) -> str:
    """A list in words: "a, b y c"; nothing for none."""
    if not parts:
        return ""
    *first, last = parts
    return f"{', '.join(first)} y {last}" if first else last


def will_record(accepted: Sequence[PlanRow], *, left_out: int) -> str:
    """What the button is about to do, in one sentence; without it, what is still to be done."""
    parts = _recorded(accepted)
    if not parts:
        return f"No hay nada marcado para registrar. {rows_left_out(left_out)} {NEXT_STEP if left_out else ''}".strip()
    verb = "Se registrará" if len(parts) == 1 and parts[0].startswith("1 ") else "Se registrarán"
    left = f"; {_left(left_out)}" if left_out else ""
    return f"{verb} {joined(parts)}{_of_agreements(accepted)}{left}."


def recorded(accepted: Sequence[PlanRow]) -> str:
    """What the button did, in one sentence."""
    return f"Se registró: {joined(_recorded(accepted))}{_of_agreements(accepted)}."


def names_kept(names: Sequence[NameAnswer]) -> str:
    """What is kept of the answers about names, besides the rows: "1 institución nueva («MTC»)"; nothing for none."""
    told = {meaning: [f"«{answer.spelling}»" for answer in names if answer.meaning == meaning] for meaning in NAMES_KEPT}
    return joined([f"{count(len(said), *NAMES_KEPT[meaning])} ({', '.join(said)})" for meaning, said in told.items() if said])


def unanswered(number: int) -> str:
    """How many questions are open, and what that means meanwhile."""
    return f"Falta responder {count(number, 'pregunta', 'preguntas')}. Mientras tanto, las filas de que tratan quedan fuera."


def rows_left_out(number: int) -> str:
    """How many rows stay out, as a sentence; nothing for none."""
    return f"{_left(number).capitalize()}." if number else ""


def _left(number: int) -> str:
    return "1 fila queda fuera" if number == 1 else f"{number:,} filas quedan fuera"


def _recorded(rows: Sequence[PlanRow]) -> list[str]:
    """How many of each thing the rows record, zeros left out."""
    acts = [row.acts for row in rows if row.acts is not None]
    told = [
        (len(_new(rows)), "acuerdo nuevo", "acuerdos nuevos"),
        (sum(len(act.reports) for act in acts), "reporte", "reportes"),
        (sum(act.deadline is not None for act in acts), "plazo", "plazos"),
        (sum(len(act.joining) for act in acts), "responsable más", "responsables más"),
        (sum(len(act.edits) for act in acts), "corrección de datos", "correcciones de datos"),
    ]
    return [count(number, one, many) for number, one, many in told if number]


def _new(rows: Sequence[PlanRow]) -> set[tuple[SessionRef | None, str | None]]:
    """The new agreements; several rows can be of one."""
    return {(row.entry.session, row.entry.code) for row in rows if row.acts is not None and row.acts.agreement_id is None}


def _of_agreements(rows: Sequence[PlanRow]) -> str:
    """Of how many agreements, unless all of them are new and were just counted."""
    known = {row.agreement_id for row in rows if row.agreement_id is not None}
    return f", de {count(len(known) + len(_new(rows)), 'acuerdo', 'acuerdos')}" if known else ""


def same_file(at: str, *, by: str, empty: bool) -> str:
    """That this very file was recorded before; `at` is its moment in words."""
    rest = " y no cambia nada" if empty else ", pero aún tiene algo que registrar: filas que quedaron fuera, o cambios hechos aquí desde entonces. Revíselo abajo"
    return f"Este archivo ya se cargó el {at} ({by}){rest}."


def extra(told: Mapping[str, str]) -> str:
    """The columns of the file that the tablero has no place for: "Color: verde · Fuente: SIDPOL"."""
    return " · ".join(f"{heading}: {value}" for heading, value in told.items())


def status_label(status: Status | None) -> str:
    """The label of a status that may be missing."""
    return texts.STATUS[status] if status else texts.NOTHING
