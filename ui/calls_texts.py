"""The words of *Llamadas de hoy*. Pure: values in, Spanish out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from follow_up.settings import Escalation, Windows
from follow_up.vocabulary import CallTurn, ContactKind, Debt, EscalationStep
from reports.slides import Chip
from ui import palette
from ui.sentences import count, day, days_ago

PAGE_LINK = "Registrar un contacto en «Llamadas de hoy»"
TODAY, WAITING = "Hoy", "En espera de respuesta"
NEVER_REPORTED, NEVER_ASKED = "nunca reportó", "ninguno"
KIND = {ContactKind.CALL: "Llamada", ContactKind.VISIT: "Visita", ContactKind.LETTER: "Oficio o carta", ContactKind.ANSWER: "Respuesta"}
ARTICLE = {ContactKind.CALL: "una llamada", ContactKind.VISIT: "una visita", ContactKind.LETTER: "un oficio o carta"}
DEBT = {Debt.OVERDUE: "Vencido", Debt.NO_REPORT: "Sin reporte", Debt.SILENT: "Sin noticias", Debt.EVIDENCE: "Falta medio de verificación"}
DEBT_SHAPE = {Debt.OVERDUE: "▲", Debt.NO_REPORT: "○", Debt.SILENT: "◆", Debt.EVIDENCE: "●"}
STEP = {
    EscalationStep.REMINDER: "Recordatorio",
    EscalationStep.REITERATION: "Reiteración",
    EscalationStep.AGENDA: "Agenda de la sesión",
    EscalationStep.PRESIDENT: "Carta de la presidencia",
}
STEP_NUMBER = {step: str(place) for place, step in enumerate(EscalationStep, 1)}  # the shape of a step is its number
HOW = {
    EscalationStep.REMINDER: "una llamada o visita",
    EscalationStep.REITERATION: "un oficio de reiteración",
    EscalationStep.AGENDA: "avisar que el asunto irá a la agenda de la próxima sesión",
    EscalationStep.PRESIDENT: "una carta que firma la presidencia del comité",
}
USUAL_KIND = {
    EscalationStep.REMINDER: ContactKind.CALL,
    EscalationStep.REITERATION: ContactKind.LETTER,
    EscalationStep.AGENDA: ContactKind.CALL,
    EscalationStep.PRESIDENT: ContactKind.LETTER,
}


def step_chip(step: EscalationStep) -> Chip:
    """A step as number, word and colour."""
    return Chip(STEP_NUMBER[step], STEP[step], palette.ESCALATION[step])


def debt_chip(debt: Debt, late: int) -> Chip:
    """The worst that an institution owes."""
    told = f"{DEBT[debt]} hace {count(late, 'día', 'días')}" if debt == Debt.OVERDUE else DEBT[debt]
    return Chip(DEBT_SHAPE[debt], told, palette.DEBT[debt])


def owed(row: Any) -> str:
    """What one agreement is asked for; in which group, where it answers as a member. `row`: of `escalation.duties`."""
    soon = "vence en la próxima sesión" if pd.isna(row.days) else "vence hoy" if row.days == 0 else f"vence en {count(int(row.days), 'día', 'días')}"
    dated = "" if pd.isna(row.days) else f"; {soon}"
    told = {
        Debt.OVERDUE: f"vencido hace {count(int(row.late), 'día', 'días')}",
        Debt.NO_REPORT: f"sin reporte{dated}",
        Debt.SILENT: f"sin noticias {days_ago(row.silent_days)}{dated}",
        Debt.EVIDENCE: f"{soon} y falta el medio de verificación",
    }[Debt(row.debt)]
    return f"{told} (por {row.group})" if row.group else told


def post(institution: str) -> str:
    """Whom to ask for: the post, never a person."""
    return f"Enlace {institution}"


def last_report(reported_on: date | None, today: date) -> str:
    """When an institution last reported anything."""
    if reported_on is None:
        return NEVER_REPORTED
    return f"{day(reported_on)} ({days_ago((today - reported_on).days)})"


def last_contact(row: Any) -> str:
    """What was said the last time, and whether it was answered. `row`: of `escalation.call_list`."""
    if pd.isna(row.contact_on):
        return NEVER_ASKED
    kind, number = ContactKind(row.contact_kind), f" {row.contact_number}" if row.contact_number else ""
    step = "" if kind == ContactKind.ANSWER else f" ({STEP[EscalationStep(row.contact_step)].lower()})"
    note = f": «{row.contact_note}»" if row.contact_note else ""
    return f"{day(row.contact_on)}, {KIND[kind].lower()}{number}{step}{note}{_answered(row, kind)}"


def _answered(row: Any, kind: ContactKind) -> str:
    if kind == ContactKind.ANSWER:
        return ""
    if pd.isna(row.waiting_days):
        return "; después informó"
    return f"; sin respuesta desde {days_ago(row.waiting_days)}"


def wait(row: Any) -> str:
    """Until when an answer is waited for, and what comes then. `row`: of `escalation.call_list`, one that waits."""
    if pd.isna(row.waiting_since):
        return f"Respondió o informó hace poco: tiene hasta el {day(row.until)}."
    return f"Se espera su respuesta hasta el {day(row.until)}; después, {STEP[EscalationStep(row.step)].lower()}."


def answer(turns: dict[CallTurn, int], steps: dict[EscalationStep, int]) -> str:
    """The first sentence: how many to ring today and by which step, how many wait."""
    waiting = f"{count(turns[CallTurn.WAITING], 'espera', 'esperan')} respuesta".replace("0 esperan", "ninguna espera")
    if not turns[CallTurn.TODAY]:
        return f"Hoy no hay a quién llamar; {waiting}."
    by_step = ", ".join(f"{number} por {STEP[step].lower()}" for step, number in steps.items())
    return f"Hoy conviene llamar a {count(turns[CallTurn.TODAY], 'institución', 'instituciones')} ({by_step}); {waiting}."


def sums(turns: dict[CallTurn, int]) -> str:
    """How the institutions with open agreements add up."""
    total = sum(turns.values())
    parts = [f"{turns[CallTurn.TODAY]} hoy", f"{turns[CallTurn.WAITING]} en espera", f"{turns[CallTurn.NOTHING]} sin nada que reclamarles"]
    if turns[CallTurn.OWN]:
        parts.append(f"{turns[CallTurn.OWN]} que se hace seguimiento a sí misma" if turns[CallTurn.OWN] == 1 else f"{turns[CallTurn.OWN]} que se hacen seguimiento a sí mismas")
    return f"De {count(total, 'institución', 'instituciones')} con acuerdos abiertos: {', '.join(parts)}."


def own(names: Iterable[str]) -> str:
    """Who would have to ring itself."""
    return f"No se llama a quien hace su propio seguimiento y tiene algo pendiente: {', '.join(names)}. Regístrelo en cada acuerdo."


def nothing(names: Iterable[str]) -> str:
    """Who has open agreements and is asked for nothing today."""
    return f"Con acuerdos abiertos y nada que reclamarles hoy: {', '.join(names)}."


def rule(days: Escalation, windows: Windows) -> tuple[str, ...]:
    """The rule in words, a line each."""
    return (
        f"Se llama por lo vencido; por lo que nunca se informó, pasados {days.first_report} días desde que se asignó; por lo que lleva más de {windows.stale} días sin noticias; y por lo que vence antes de la próxima sesión sin medio de verificación.",
        f"1. Recordatorio: una llamada o visita. Se espera {count(days.reminder_wait, 'día', 'días')}.",
        f"2. Reiteración: un oficio de reiteración, con su número. Se espera {count(days.reiteration_wait, 'día', 'días')}.",
        f"3. Agenda de la sesión: se avisa que el asunto irá a la sesión y se espera hasta ella; sin sesión en el calendario, {count(days.agenda_wait, 'día', 'días')}.",
        f"4. Carta de la presidencia, con su número. Se espera {count(days.president_wait, 'día', 'días')} y se insiste.",
        "Ningún paso se salta. Una llamada o visita no reemplaza al oficio ni a la carta: cuenta como un recordatorio más.",
        f"Una respuesta o un informe nuevo empieza de nuevo: a esa institución no se la llama durante {count(days.answer_wait, 'día', 'días')}.",
        "Los días son calendario. La lista va de lo más atrasado a lo menos atrasado; un miembro de un grupo se llama por sí mismo.",
    )


def saved(institution: str, kind: ContactKind, step: EscalationStep) -> str:
    """What was recorded, as the rest of a sentence. `institution` is safe Markdown."""
    told = "una respuesta de" if kind == ContactKind.ANSWER else f"{ARTICLE[kind]} ({STEP[step].lower()}) a"
    return f"{told} {institution}."
