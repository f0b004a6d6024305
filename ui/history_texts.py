"""The words of the history: what changed, of what, where it came from and what took it back. Pure: values in, Spanish out.

Nothing here is made safe for Markdown.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from data_store.chosen_changes import CannotUndo
from data_store.histories import Asked, Change, Last, Origin, Source
from follow_up.import_plan import BatchKind
from follow_up.vocabulary import CommitteeLevel, ContactKind
from ui import texts, window_texts
from ui.sentences import LIMA, count, day, logged, moment

ORIGIN = {
    Origin.SCREEN: "En pantalla",
    Origin.FILE: "Archivo",
    Origin.SESSION: "Decisión de sesión",
    Origin.UNDO: "Deshacer",
    Origin.INITIAL: "Carga inicial",
}
RECORD = {
    "agreement": "Acuerdo",
    "assignment": "Responsabilidad",
    "progress_report": "Reporte",
    "deadline_change": "Plazo",
    "verification": "Verificación",
    "session_decision": "Decisión",
    "problem": "Problemática",
    "committee_session": "Sesión",
    "committee": "Comité",
    "theme": "Tema",
    "institution": "Institución",
    "institution_alias": "Forma de nombrar",
    "group_membership": "Miembro de grupo",
    "contact": "Contacto",
    "holiday": "Feriado",
    "setting": "Ventana de días",
    "accepted_finding": "Observación aceptada",
    "ignored_name": "Nombre que se deja fuera",
    "tracker_layout": "Columnas de un formato",
}
# What a field is called where the word differs by record, or stands nowhere else.
FIELD = {
    ("problem", "text"): "Problemática",
    ("agreement", "text"): "Texto del acuerdo",
    ("theme", "retired_on"): "Retirado desde",
    ("institution_alias", "institution"): "Nombra a",
    ("assignment", "institution"): "Responsable",
    ("agreement", "passed_from"): "Viene del acuerdo",
}
MADE = "Se registró"
CODES = {
    ("institution", "kind"): texts.INSTITUTION_KIND,
    ("committee", "level"): {
        CommitteeLevel.REGIONAL: "Regional", CommitteeLevel.PROVINCIAL: "Provincial", CommitteeLevel.DISTRICT: "Distrital",
    },
    ("holiday", "scope"): {scope: words.split(" ", 1)[1] for scope, words in texts.HOLIDAY_SCOPE.items()},
}  # fmt: skip
CONTACT = {ContactKind.CALL: "Llamada", ContactKind.VISIT: "Visita", ContactKind.LETTER: "Oficio o carta", ContactKind.ANSWER: "Respuesta"}
SCREEN = {
    "acuerdo": "Acuerdo",
    "acuerdos": "Acuerdos",
    "catalogos": "Catálogos",
    "llamadas": "Llamadas de hoy",
    "calidad": "Calidad",
    "historial": "Historial",
    "plazos": "Plazos",
    "por-institucion": "Por institución",
    "sesiones": "Sesiones",
}
CANNOT = {
    CannotUndo.INITIAL: "Es de la carga inicial del acta, sobre la que se apoya todo lo demás: no se deshace. Corrija el dato donde corresponda.",
    CannotUndo.SESSION_STATE: "La apertura y el cierre de una sesión no se deshacen aquí: ábrala, ciérrela o reábrala en «Sesiones».",
    CannotUndo.ALREADY: "Ya está deshecho. Para volver a tenerlo, elija el cambio que lo deshizo.",
    CannotUndo.UNTRACED: "Lo registró una versión anterior del tablero y no se puede saber a qué registro corresponde.",
}
NO_CHANGES = "Ningún cambio coincide. Quite un filtro o busque con menos palabras."


def answer(changes: int, last: Last, today: date) -> str:
    """The first sentence of the page: how many changes there are, and the last of them."""
    if last.at is None:
        return "Todavía no hay ningún cambio registrado."
    return f"{count(changes, 'cambio registrado', 'cambios registrados')}; el último, {when(last, today)}, por {last.by}."


def when(last: Last, today: date) -> str:
    """When the last change was: "hoy a las 10:32"."""
    at = last.at.astimezone(LIMA) if last.at else None
    if at is None:
        return texts.NOTHING
    return f"{'hoy' if at.date() == today else f'el {day(at.date())}'} a las {at:%H:%M}"


def record(change: Change) -> str:
    """Of what a change is: "2026-O1-2.5 · PNP", "Institución DREMO"."""
    if change.ref:
        return f"{change.ref} · {change.institution}" if change.institution else change.ref
    name = {"contact": change.institution, "setting": window_texts.called(change.name)}.get(change.entity, change.name)
    return f"{RECORD.get(change.entity, change.entity)}: {name}"


def field(change: Change) -> str:
    """What of it changed; of a record that was made, what it is."""
    if change.field == "created":
        return RECORD.get(change.entity, change.entity)
    if change.field == "withdrawn":
        return f"{RECORD.get(change.entity, change.entity)}: vigencia"
    return FIELD.get((change.entity, change.field)) or field_name(change.field)


def field_name(code: str) -> str:
    """What a field is called, whatever record it is of."""
    return texts.FIELD.get(code, code)


def value(change: Change, told: str | None) -> str:
    """A value as a person reads it."""
    if change.field == "created" and told is None:
        return texts.NOTHING
    if change.entity == "contact" and change.field == "created":
        return contact(told or "")
    if change.entity == "setting" and change.field == "created":
        return window_texts.made(told or "")
    words: Mapping[str, str] = CODES.get((change.entity, change.field), {})
    return words.get(told or "") or logged(change.field, told)


def contact(told: str) -> str:
    """A contact as the log tells it, "call · 2026-11-20 · 345-2026 …", with its kind and its day in words."""
    kind, _, rest = told.partition(" · ")
    made_on, _, more = rest.partition(" · ")
    if kind not in CONTACT or not made_on:
        return told
    return " · ".join(part for part in (CONTACT[ContactKind(kind)], logged("reported_on", made_on), more) if part)


def origin(source: Source) -> str:
    """Where a change came from, in a few words."""
    if source.origin == Origin.FILE:
        return f"Archivo «{source.file_name}»{f' ({source.rows})' if source.rows else ''}"
    if source.origin == Origin.SESSION:
        return f"Decisión: {source.session}" if source.session else ORIGIN[Origin.SESSION]
    if source.origin == Origin.UNDO:
        return undoing(source)
    if source.origin == Origin.INITIAL:
        return ORIGIN[Origin.INITIAL]
    return f"Pantalla {SCREEN.get(source.screen, source.screen)}" if source.screen else ORIGIN[Origin.SCREEN]


def undoing(source: Source) -> str:
    """What a change that takes others back took back."""
    if source.undoes is None:
        return "Deshacer elegido en Historial"
    what = {
        BatchKind.IMPORT: f"la carga {source.undoes}", BatchKind.DECISION: "una decisión de sesión", BatchKind.FORGET: "lo olvidado de un archivo",
        BatchKind.EDIT: "un cambio",
    }  # fmt: skip
    return f"Se deshizo {what.get(source.first or BatchKind.EDIT, 'un cambio')}"


def is_load(source: Source) -> bool:
    """Whether its batch is listed among the loads."""
    return source.origin == Origin.FILE or (source.origin == Origin.UNDO and source.first == BatchKind.IMPORT)


def asked_in_words(asked: Asked) -> str:
    """The filters in force, as the export prints them."""
    given = {
        "Acuerdo": [asked.agreement] if asked.agreement else [],
        "Institución": asked.institutions,
        "Tema": asked.themes,
        "Sesión": asked.sessions,
        "Quién": asked.who,
        "De qué": [RECORD.get(code, code) for code in asked.entities],
        "Dato": [field_name(code) for code in asked.fields],
        "Origen": [ORIGIN[origin] for origin in asked.origins],
        "Desde": [day(asked.since.astimezone(LIMA).date())] if asked.since else [],
        "Hasta": [day(asked.until.astimezone(LIMA).date())] if asked.until else [],
        "Palabras": [f"«{asked.words}»"] if asked.words else [],
    }
    told = [f"{label}: {', '.join(values)}" for label, values in given.items() if values]
    return f"Filtros: {'; '.join(told)}" if told else "Sin filtros: todos los cambios"


def ended(change: Change) -> str:
    """What became of a change since; nothing while it counts."""
    return f"Deshecho el {moment(change.end.at)} por {change.end.by}" if change.end else ""


def chain_head(version: int, log_hash: str) -> str:
    """The head of the chain, as exports print it: "Registro n.° 1204 · huella 3f9c1a…"."""
    return f"Registro n.° {version} · huella {log_hash[:12]}…" if version else "Registro vacío"


def verified(last: Last, log_hash: str) -> str:
    """That the chain holds."""
    return f"La cadena de {count(last.events, 'evento', 'eventos')} verifica: nada se alteró. Cabeza {log_hash[:12]}…"


def broken(event_id: int) -> str:
    """Where the chain does not hold, and what to do."""
    return (
        f"La cadena se rompe en el evento {event_id}: alguien alteró el archivo de la base por fuera del tablero. Desde ese evento el historial "
        "no es prueba. No registre más; guarde una copia de este archivo, compárelo con la última copia de seguridad y avise a soporte."
    )


def left_out(refused: Sequence[CannotUndo]) -> list[str]:
    """Why some of what was chosen is not undone, each reason once."""
    return [CANNOT[reason] for reason in CannotUndo if reason in refused]
