"""Sentences made by rule from figures. Pure: values in, Spanish out."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from follow_up.board import Board
from follow_up.metrics import Compliance, Judgement
from follow_up.rows import records
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, DeadlineKind, DeadlineState, LightReason, Standing
from ui import texts

LIMA = ZoneInfo("America/Lima")
LOGGED_DAYS = {
    "deadline", "verified", "reported_on", "held_on", "assigned_on", "released_on", "retired_on", "valid_from", "valid_to",
}  # fmt: skip


def day(value: Any) -> str:
    """A date as DD/MM/AAAA, or the mark for nothing."""
    return texts.NOTHING if pd.isna(value) else f"{pd.Timestamp(value):%d/%m/%Y}"


def moment(value: datetime) -> str:
    """A moment recorded in UTC, as day and hour of Lima; the driver gives it without its zone."""
    at = pd.Timestamp(value)
    return f"{(at if at.tzinfo else at.tz_localize('UTC')).tz_convert(LIMA):%d/%m/%Y %H:%M}"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 acuerdo", "9 acuerdos"."""
    return f"{number:,} {one if number == 1 else many}"


def days_ago(days: Any) -> str:
    """How long ago, in days."""
    if pd.isna(days):
        return "nunca"
    return "hoy" if days <= 0 else "hace " + count(int(days), "día", "días")


def days_to(days: Any) -> str:
    """How far a deadline is: "vence hoy", "vence en 12 días", "vencido hace 3 días"."""
    if pd.isna(days):
        return texts.NOTHING
    if days < 0:
        return f"vencido hace {count(int(-days), 'día', 'días')}"
    return "vence hoy" if days == 0 else f"vence en {count(int(days), 'día', 'días')}"


def judgement(figures: Judgement) -> str:
    """The first sentence of Panorama."""
    if figures.total == 0:
        return "Todavía no hay acuerdos registrados."
    standing = figures.standing
    done = standing[Standing.FULFILLED] + standing[Standing.VERIFIED]
    parts = [_done(done, standing[Standing.VERIFIED], live=figures.total - standing[Standing.VOID])]
    nouns = {
        Standing.IN_PROGRESS: ("en proceso", "en proceso"),
        Standing.PENDING: ("pendiente", "pendientes"),
        Standing.NOT_FULFILLED: ("no cumplido", "no cumplidos"),
        Standing.NO_REPORT: ("sin reporte", "sin reporte"),
        Standing.VOID: ("sin efecto", "sin efecto"),
    }
    parts += [count(standing[key], *noun) for key, noun in nouns.items() if standing[key]]
    return f"De {count(figures.total, 'acuerdo', 'acuerdos')}: {', '.join(parts)}; {_deadlines(figures)}."


def _done(done: int, verified: int, *, live: int) -> str:
    """The fulfilled; with the percentage only from 30 on, where it says something, and 100 only when all is done."""
    if done == 0:
        return "ninguno cumplido"
    checked = count(verified, "verificado", "verificados")
    if live >= 30:
        percent = 100 if done == live else min(99, round(100 * done / live))
        checked = f"{percent} % de {live}; {checked}"
    return f"{count(done, 'cumplido', 'cumplidos')} ({checked})"


def _deadlines(figures: Judgement) -> str:
    """The half sentence on deadlines: the late first, then the want of deadlines."""
    if figures.open == 0:
        return "ninguno sigue abierto"
    if figures.without_deadline == figures.open:
        return "ninguno de los abiertos tiene plazo fijado" if figures.open < figures.total else "ninguno tiene plazo fijado"
    late = count(figures.overdue, "vencido", "vencidos") if figures.overdue else "ninguno vencido"
    return f"{late} y {figures.without_deadline} sin plazo" if figures.without_deadline else late


def compliance(figures: Compliance) -> str:
    """How many of how many; those without effect do not count."""
    if figures.live == 0:
        return "Nada que cumplir"
    return f"{figures.done} de {figures.live}"


def reason(row: Any, *, who: bool) -> str:
    """Why a row has its light. `row`: reason, days, reason_days or silent_days, and reason_of for an agreement."""
    silent = row.reason_days if who else row.silent_days
    told = {
        LightReason.VOID: "Dejado sin efecto",
        LightReason.VERIFIED: "Cumplimiento verificado",
        LightReason.UNVERIFIED: "Reportado cumplido; falta verificar",
        LightReason.NOT_FULFILLED: "Declarado no cumplido",
        LightReason.OVERDUE: days_to(row.days).capitalize(),
        LightReason.DUE_WITHOUT_PROGRESS: f"{days_to(row.days).capitalize()} y no hay avance",
        LightReason.NO_REPORT_NO_DEADLINE: "Sin reporte y sin plazo",
        LightReason.NO_REPORT: "Sin reporte",
        LightReason.NO_DEADLINE: "Sin plazo",
        LightReason.MEMBERS_SILENT: "Hay miembros del grupo que no responden",
        LightReason.STALE_REPORT: f"Último reporte {days_ago(silent)}",
        LightReason.DUE_SOON_WITHOUT_EVIDENCE: f"{days_to(row.days).capitalize()} y falta medio de verificación",
        LightReason.ON_TIME: "En plazo y con reporte reciente",
    }[LightReason(row.reason)]
    return f"{told} ({row.reason_of})" if who and row.reason_of else told


def deadline(kind: str, due: Any, days: Any, state: str) -> str:
    """A deadline in words and date."""
    if kind == DeadlineKind.NONE:
        return "Sin plazo"
    if kind == DeadlineKind.PERMANENT:
        return "Permanente"
    moving = "Siguiente sesión" if kind == DeadlineKind.NEXT_SESSION else ""
    if pd.isna(due):
        return f"{moving} (sin fecha en el calendario)"
    distance = "" if state == DeadlineState.CLOSED else f" · {days_to(days)}"
    return f"{moving + ': ' if moving else ''}{day(due)}{distance}"


def extensions(number: int, original: Any) -> str:
    """How often a deadline was extended, and from which date."""
    if number == 0:
        return ""
    return f"Prorrogado {count(int(number), 'vez', 'veces')}; plazo original {day(original)}"


def logged(field: str, value: Any) -> str:
    """A value of the log as a person reads it; codes of states and kinds become words, dates turn round."""
    if field == "withdrawn":
        return standing_of_record(value)
    if value is None or pd.isna(value):
        return texts.NOTHING
    speaks = field in {"status", "progress", "reported_on"} and ": " in value  # a member of a group
    member, told = value.rsplit(": ", 1) if speaks else ("", value)
    words = {**texts.STATUS, **texts.DEADLINE_KIND, **texts.SESSION_STATE}
    if field == "progress":
        told = f"{told} %"
    elif field in {"status", "deadline", "state"} and told in words:
        told = words[told]
    elif field in LOGGED_DAYS:
        told = day(date.fromisoformat(told))
    return f"{member}: {told}" if member else told


def standing_of_record(withdrawn_in: str | None) -> str:
    """Whether a record counts, by what took it back."""
    return "Vigente" if withdrawn_in is None or pd.isna(withdrawn_in) else "Retirado"


def silent_for(last: Any, days: Any) -> str:
    """How long an institution has been silent: since its last report, or since it was asked."""
    if pd.isna(last):
        return f"nunca reportó ({count(int(days), 'día', 'días')})"
    return days_ago(days)


def freshness(last: Any, today: date) -> str:
    """When anything was last reported."""
    if pd.isna(last):
        return "ninguna institución ha reportado todavía"
    return f"último reporte {day(last)} ({days_ago((pd.Timestamp(today) - last).days)})"


def bucket_labels(next_session: date | None, windows: Windows) -> dict[DeadlineBucket, str]:
    """The names of the buckets; without a coming session, the window "por vencer" stands beside it and says so."""
    if next_session:
        return {**texts.BUCKET, DeadlineBucket.BEFORE_NEXT_SESSION: f"Hasta la sesión del {day(next_session)}"}
    return {**texts.BUCKET, DeadlineBucket.BEFORE_NEXT_SESSION: f"En {windows.due_soon} días o en la próxima sesión"}


def buckets_of(board: Board) -> dict[DeadlineBucket, str]:
    """The names of the buckets of a board; where several committees are looked at, each has its own next session."""
    if len(board.committees) > 1:
        return {**texts.BUCKET, DeadlineBucket.BEFORE_NEXT_SESSION: "Hasta su próxima sesión"}
    return bucket_labels(board.next_session, board.windows)


def worst_of(heading: str, *, shown: int, total: int) -> str:
    """A heading that tells when only the worst rows are drawn."""
    return heading if shown == total else f"{heading}: las {shown} más atrasadas"


def call_for_session(last_ordinary: date | None, due: date | None, today: date) -> str:
    """What the calendar lacks, by the two months of the Reglamento (D.S. 011-2014-IN, art. 32)."""
    if last_ordinary is None or due is None:
        return "no hay sesiones en el calendario"
    verb = "venció" if due < today else "vence"
    return f"sin próxima sesión en el calendario; el plazo de dos meses (art. 32) {verb} el {day(due)}"


def states_counted(counts: dict[DeadlineState, int]) -> str:
    """How many agreements are in each situation, zeros included."""
    return " · ".join(f"{texts.DEADLINE_STATE[state]}: {number}" for state, number in counts.items())


def chosen_states(states: tuple[str, ...]) -> str:
    """The heading of a list filtered by deadline state."""
    return ", ".join(texts.DEADLINE_STATE[DeadlineState(state)] for state in states) or "Acuerdos con plazo, permanentes o cerrados"


def nothing_dated(without: int) -> str:
    """That no open agreement has a date, and what to do where some have no deadline at all."""
    told = "**Ningún acuerdo abierto tiene fecha.**"
    if without == 0:
        return told
    return (
        f"{told} {count(without, 'está', 'están')} sin plazo: lo que no tiene fecha no se puede exigir. "
        "Elija un acuerdo en la lista y fíjele el plazo que decida el comité."
    )


def late_between(first: int, last: int | None) -> str:
    """The heading of the overdue of one bar."""
    return f"Vencidos de {first} a {last} días" if last else f"Vencidos de más de {first - 1} días"


def timeline_note(*, shown: int, total: int) -> str:
    """What the timeline shows, and what it leaves to the list."""
    lines = "Línea roja: el corte. Líneas punteadas: sesiones."
    return lines if shown == total else f"{lines} Se dibujan los {shown} plazos más próximos de {total}; la lista los tiene todos."


def timeline_alternative(dated: pd.DataFrame) -> str:
    """The timeline in words."""
    return "; ".join(f"{row.code}: {day(row.due)}" for row in records(dated.sort_values("due")))


def ageing_alternative(bins: pd.DataFrame) -> str:
    """The ageing in words."""
    return "; ".join(f"desde {first} días: {number}" for first, number in zip(bins["first"], bins["count"], strict=True))


def trend_alternative(points: pd.DataFrame) -> str:
    """The trend in words."""
    return "; ".join(f"{day(row.on)}: {row.done} de {row.total} cumplidos" for row in records(points))


def evidence(row: Any) -> str:
    """A reference in words: "Oficio 012-2026 (10/03/2026), DREMO". `row`: document_type, document_number, issued_on, issuer."""
    if pd.isna(row.document_number):
        return "Sin medio de verificación"
    issuer = f", {row.issuer}" if row.issuer else ""
    return f"{row.document_type} {row.document_number} ({day(row.issued_on)}){issuer}"


def no_such_agreement(ref: str, today: date) -> str:
    """What to do when the address names no agreement. `ref` is safe Markdown."""
    named = f"No hay un acuerdo con el código «{ref}» al {day(today)}." if ref else "La dirección no dice qué acuerdo mostrar."
    return f"{named} Búsquelo en la lista de acuerdos."


def parts_done(agreement: pd.Series) -> str:
    """How many institutions complied: "Cumplieron 1 de 3 instituciones"."""
    total = int(agreement["total"])
    if total == 0:
        return "Dejado sin efecto"
    return f"Cumplieron {int(agreement['done'])} de {count(total, 'institución', 'instituciones')}"


def members_told(row: Any) -> str:
    """How a group stands: "3 de 20 municipalidades cumplieron; 2 no han respondido: MD Torata, MP Ilo". Every silent one is named.

    `row`: institution_code (the group's), members_done, members_total, members_silent.
    """
    names = row.members_silent.split(", ") if row.members_silent else []
    if not names:
        return f"{members_done(row)}; no falta ninguna respuesta"
    return f"{members_done(row)}; {len(names)} no {'ha' if len(names) == 1 else 'han'} respondido: {', '.join(names)}"


def members_done(row: Any) -> str:
    """How many members of a group complied, called what they are: "3 de 20 municipalidades cumplieron"."""
    done = int(row.members_done)
    noun = texts.MEMBERS.get(row.institution_code, texts.MEMBER)
    return f"{done} de {count(int(row.members_total), *noun)} {'cumplió' if done == 1 else 'cumplieron'}"
