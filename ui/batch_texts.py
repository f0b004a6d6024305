"""The words and sentences of the page Cargas. Pure: values in, Spanish out, nothing made safe for Markdown."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from data_store.undoing import Collision, Restored, UndoPreview
from follow_up.import_plan import BatchKind, Doubt, Outcome
from tracker.grid import cell_name
from tracker.messages import field_label
from tracker.records import Field
from ui import import_texts, texts, window_texts
from ui.sentences import count, logged, moment

OUTCOME = {
    Outcome.RECORDED: "Se registró",
    Outcome.LEFT_OUT: "Quedó fuera",
    Outcome.NOTHING: "Nada que registrar",
}
UNDO_BUTTON = {
    BatchKind.IMPORT: "Deshacer esta carga",
    BatchKind.UNDO: "Deshacer este «deshacer»",
    BatchKind.FORGET: "Volver a recordarlo",
    BatchKind.DECISION: "Deshacer esta decisión",
    BatchKind.EDIT: "Deshacer este cambio",
}
MADE = {
    "agreements": ("acuerdo nuevo", "acuerdos nuevos"),
    "assignments": ("responsable", "responsables"),
    "reports": ("reporte", "reportes"),
    "deadlines": ("plazo", "plazos"),
    "edits": ("corrección de datos", "correcciones de datos"),
    "withdrawn": ("registro retirado", "registros retirados"),
    "revived": ("registro que volvió", "registros que volvieron"),
    "values": ("dato restaurado", "datos restaurados"),
}
LEFT = {"left_out": ("fila quedó fuera", "filas quedaron fuera")}
OUTDATED = "Alguien registró algo mientras usted revisaba. Revise de nuevo qué se restauraría y confirme."
FLAWED = "Una de sus celdas no se pudo leer; el informe del resultado dijo cuál."
RECORD = {
    "agreement": "El acuerdo",
    "assignment": "La responsabilidad",
    "progress_report": "El reporte",
    "deadline_change": "El plazo",
    "verification": "La verificación",
    "session_decision": "La decisión",
    "problem": "La problemática",
    "committee_session": "La sesión",
    "theme": "El tema",
    "institution": "La institución",
    "institution_alias": "La forma de nombrar",
    "ignored_name": "El nombre que se deja fuera",
    "tracker_layout": "Las columnas corregidas",
    "group_membership": "La membresía",
    "contact": "El contacto",
    "committee": "El comité",
    "holiday": "El feriado",
    "setting": "La ventana de días",
    "accepted_finding": "La observación aceptada",
}


def what(batch: Any) -> str:
    """What a batch is: the file, or what it took back. `batch`: a row of `load_batches`."""
    if batch.kind == BatchKind.UNDO:
        return f"Deshizo la carga {int(batch.undoes)} ({batch.file_name})"
    return f"Olvidó: {batch.file_name}" if batch.kind == BatchKind.FORGET else str(batch.file_name)


def did(counts: Mapping[str, int]) -> str:
    """What a batch recorded, in words; zeros are left out."""
    made = [count(counts[key], *noun) for key, noun in MADE.items() if counts.get(key)]
    left = [count(counts[key], *noun) for key, noun in LEFT.items() if counts.get(key)]
    return "; ".join(part for part in (import_texts.joined(made), *left) if part) or texts.NOTHING


def situation(batch: Any) -> str:
    """Whether what a batch did still counts."""
    return "Vigente" if batch.stands else f"Deshecha en la carga {int(batch.undone_by)}"


def already_undone(undone_by: int, *, stands: bool) -> str:
    """What became of a load that was undone once: an undo can be undone in its turn."""
    if stands:
        return f"Esta carga se deshizo en la carga {undone_by} y después se restituyó: hoy cuenta. Siga desde allí para deshacerla otra vez."
    return f"Esta carga ya se deshizo en la carga {undone_by}. Para volver a tenerla, deshaga aquella."


def reasons(codes: str) -> str:
    """Why a row was left out, from the codes kept with it; those of cells are told as one."""
    words: dict[str, str] = {**import_texts.DOUBT, **texts.REFUSAL, Doubt.FLAWED_CELL: FLAWED}
    told = [words.get(code, FLAWED) for code in codes.split()]
    return " ".join(dict.fromkeys(told))


def learned(kind: str, name: str, meaning: str | None) -> str:
    """One thing that is remembered of files, as `load_learned` gives it."""
    if kind == "alias":
        return f"«{name}» es {meaning}"
    if kind == "ignored":
        return f"«{name}» no es una institución: se deja fuera"
    columns = json.loads(meaning or "{}")
    told = [f"{cell_name(0, int(index))[:-1]} es {_field(field)}" for index, field in columns.items()]
    return f"Columnas corregidas de un formato: {'; '.join(told)}"


def _field(name: str | None) -> str:
    return f"«{field_label(Field(name))}»" if name else "información adicional"


def would_restore(plan: UndoPreview) -> str:
    """What confirming the undo would do, in one sentence."""
    gone = sum(change.field == "withdrawn" and change.then is not None for change in plan.restored)
    back = sum(change.field == "withdrawn" and change.then is None for change in plan.restored)
    values = len(plan.restored) - gone - back
    parts = [
        count(number, *noun)
        for number, noun in [
            (gone, ("registro se retira", "registros se retiran")),
            (back, ("registro vuelve", "registros vuelven")),
            (values, ("dato vuelve a su valor anterior", "datos vuelven a su valor anterior")),
        ]
        if number
    ]
    return f"Si confirma: {import_texts.joined(parts)}." if parts else "Nada de lo que hizo se puede restaurar sin tocar lo posterior."


def restored_field(change: Restored) -> str:
    """Which value changes: "Estado", or the record that goes or comes back."""
    if change.field != "withdrawn":
        return texts.FIELD[change.field]
    name = window_texts.called(change.name) if change.entity == "setting" else change.name
    return f"{RECORD[change.entity]}{'' if change.ref else f' «{name}»'}"


def collision(told: Collision, did: str) -> str:
    """What stands in the way: what was done, by `did` ("La carga"), and what somebody recorded after it."""
    where = f"Acuerdo {told.ref}" if told.ref else "El catálogo"
    who = f", {told.institution}" if told.institution else ""
    if (told.field, told.batch_value) == (told.later_field, told.later_value):
        same = logged(told.field, told.batch_value)
        return f"{where}{who}. {did} registró «{same}»; después, el {moment(told.at)}, {told.by} volvió a registrar «{same}», con otros datos."
    done = f"{texts.FIELD[told.field]} «{logged(told.field, told.batch_value)}»"
    later = f"{texts.FIELD[told.later_field]} «{logged(told.later_field, told.later_value)}»"
    return f"{where}{who}. {did} puso {done}; después, el {moment(told.at)}, {told.by} registró {later}."


def staying(names: Sequence[str]) -> str:
    """What the load made that others already use, and that stays."""
    return f"Se quedan, porque otros registros ya los usan: {', '.join(names)}."
