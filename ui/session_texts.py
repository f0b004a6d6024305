"""The words of sessions: their kinds and phases, the warning of the Reglamento, the lines of the sheet. Pure: values in, Spanish out."""

from datetime import date
from typing import Any

import pandas as pd

from follow_up.session_watch import Convening, SessionPhase, SessionWatch
from follow_up.vocabulary import SessionKind
from ui.escaping import markdown_safe
from ui.sentences import count, day, moment

KIND = {SessionKind.ORDINARY: "Ordinaria", SessionKind.EXTRAORDINARY: "Extraordinaria"}
KIND_SHAPE = {SessionKind.ORDINARY: "■", SessionKind.EXTRAORDINARY: "◇"}
PHASE = {
    SessionPhase.PLANNED: "Programada",
    SessionPhase.OPEN: "Abierta",
    SessionPhase.CLOSED: "Cerrada",
    SessionPhase.HELD: "Realizada",
}
PHASE_SHAPE = {SessionPhase.PLANNED: "○", SessionPhase.OPEN: "▶", SessionPhase.CLOSED: "✔", SessionPhase.HELD: "●"}
PHASE_HELP = {
    SessionPhase.PLANNED: "Está en el calendario y todavía no se realiza.",
    SessionPhase.OPEN: "Se está realizando: admite acuerdos y decisiones.",
    SessionPhase.CLOSED: "Terminó y está bloqueada: no admite nada más mientras no se reabra.",
    SessionPhase.HELD: "Ya pasó y nunca se abrió aquí: sus acuerdos se cargaron del acta.",
}
MONTHS = (
    "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Setiembre", "Octubre", "Noviembre", "Diciembre",
)  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


def phase(code: str) -> str:
    """A phase as shape and word."""
    found = SessionPhase(code)
    return f"{PHASE_SHAPE[found]} {PHASE[found]}"


def kind(code: str) -> str:
    """A kind as shape and word."""
    found = SessionKind(code)
    return f"{KIND_SHAPE[found]} {KIND[found]}"


def short_name(session: Any) -> str:
    """A session in few words: "■ 2.ª ordinaria". `session`: kind, number."""
    return f"{KIND_SHAPE[SessionKind(session.kind)]} {session.number}.ª {KIND[SessionKind(session.kind)].lower()}"


def weekday(on: date) -> str:
    """A day with its name: "sábado 25/04/2026"."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def holdings(agreements: int, decisions: int) -> str:
    """What a session brought, zeros said."""
    return f"{count(agreements, 'acuerdo', 'acuerdos')} · {count(decisions, 'decisión', 'decisiones')}"


def convening(watch: SessionWatch) -> str:
    """What the two months of the Reglamento ask for: the last session, the limit, the days, and what to do."""
    if watch.convening == Convening.NEVER_HELD:
        todo = f"La primera está programada para el {weekday(watch.planned)}." if watch.planned else "Programe la primera."
        return f"No hay ninguna sesión ordinaria realizada. El Reglamento (art. 32) pide una cada dos meses, por lo menos. {todo}"
    last = f"La última sesión ordinaria fue el {day(watch.last)}."
    days, limit = watch.days or 0, day(watch.limit)
    if watch.convening == Convening.PAST:
        return f"{last} Los dos meses del Reglamento (art. 32) se cumplieron el **{limit}**, hace {count(-days, 'día', 'días')}. {_late(watch)}"
    left = "hoy" if days == 0 else f"en {count(days, 'día', 'días')}"
    told = f"{last} La siguiente debe realizarse a más tardar el **{limit}**, {left} (Reglamento, art. 32)."
    return f"{told} {_in_time(watch)}"


def _late(watch: SessionWatch) -> str:
    if watch.planned is None:
        return "No hay otra en el calendario: prográmela y convóquela cuanto antes."
    return f"La próxima está programada para el {weekday(watch.planned)}: confirme la convocatoria y no la postergue."


def _in_time(watch: SessionWatch) -> str:
    if watch.convening == Convening.NEAR:
        return "No hay ninguna programada hasta ese día: prográmela y convóquela."
    if watch.planned is None:
        return "Todavía no está programada."
    if watch.convening == Convening.PLANNED_LATE:
        return f"La programada, del {weekday(watch.planned)}, queda fuera de ese plazo: adelántela."
    return f"Está programada para el {weekday(watch.planned)}."


def convening_line(watch: SessionWatch) -> str:
    """The same in a few words beside the next session, for the head of every page; empty while the calendar is in order."""
    if watch.convening == Convening.PAST:
        return f"plazo legal (art. 32) vencido el {day(watch.limit)}"
    if watch.convening == Convening.PLANNED_LATE:
        return f"la ordinaria queda fuera del plazo legal (art. 32), que vence el {day(watch.limit)}"
    return ""


def decision_line(decision: Any, held_on: Any) -> str:
    """A line of the minutes with its hour, its agreement and who recorded it; with its day too, when that is not the
    session's. Struck through when it was undone.

    `decision`: text, ref, by, at, undone.
    """
    at = moment(decision.at)
    hour = at.removeprefix(day(held_on)).strip()
    words = markdown_safe(" ".join(decision.text.split()))
    told = f"~~{words}~~ (deshecha)" if decision.undone else words
    of = "" if pd.isna(decision.ref) else f"{markdown_safe(decision.ref)} · "
    return f"**{hour}** · {told}  \n:small[{of}{markdown_safe(decision.by)}]"


def adopted(code: str, text: str) -> str:
    """The line of the minutes for a new agreement, its text word for word."""
    return f"Se adopta el acuerdo {code}: {text}"
