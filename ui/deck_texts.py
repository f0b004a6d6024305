"""The words of the slides. Pure: values in, Spanish out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from follow_up.agenda import AgendaSection
from follow_up.metrics import Compliance
from follow_up.vocabulary import DeadlineBucket, DeadlineState, Movement, Standing
from ui import texts
from ui.movement_texts import NO_CHANGE, detail
from ui.sentences import count, day, members_done

OPENING, INSTITUTIONS, THEMES, DEADLINES, CLOSING = "Apertura", "Por institución", "Por tema", "Por plazo", "Cierre"
SECTION = {
    AgendaSection.OVERDUE: "Vencidos",
    AgendaSection.NOT_FULFILLED: "No cumplidos",
    AgendaSection.BEFORE_NEXT: "Vencen antes de la próxima sesión",
    AgendaSection.SILENT: "Sin noticias",
    AgendaSection.NEW: "Nuevos",
    AgendaSection.OPEN: "Otros en curso",
    AgendaSection.FULFILLED: "Cumplidos desde la última sesión",
    AgendaSection.DROPPED: "Dejados sin efecto desde la última sesión",
}
IN_PROGRESS = "En curso"
DONE = "Cumplido"
NO_DECISIONS = "Todavía no se ha registrado ninguna decisión."
NOTHING_MOVED = "Ningún acuerdo cambió de estado desde entonces."
NEVER_REPORTED = "Ninguna institución ha reportado"
ASKED, DECIDED = "Qué se pide hoy", "Decidido en esta sesión"
DEADLINE, LAST_REPORT, EVIDENCE, PARTS = "Plazo", "Último reporte", "Medio de verificación", "Cómo va cada institución"
LATE_SHAPE, LATE = texts.DEADLINE_SHAPE[DeadlineState.OVERDUE], "Con plazo vencido"
TOTAL = "Total"
DEMO = "Demostración: datos inventados"
NEWER = "Hay datos más nuevos (A: actualizar)"
BEFORE, AFTER = "◀", "▶"


def since_title(since: Any, counts: Mapping[Movement, int]) -> str:
    """What changed since the last session, zero included; what is new only where something is."""
    parts = [
        count(counts[Movement.FULFILLED], "acuerdo cumplido", "acuerdos cumplidos"),
        count(counts[Movement.OVERDUE], "vencido", "vencidos"),
    ]
    if counts[Movement.NEW]:
        parts.append(count(counts[Movement.NEW], "nuevo", "nuevos"))
    parts.append(f"{counts[Movement.SILENT]} sin noticias")
    return f"Desde la sesión del {day(since)}: {', '.join(parts[:-1])} y {parts[-1]}"


def since_last(change: str) -> str:
    """A change with what it is counted from, which is the session of the title; empty where there is none."""
    return change if change in ("", NO_CHANGE) else f"{change} desde entonces"


def closed_earlier(number: int) -> str:
    """What the slides leave out by themselves."""
    if number == 0:
        return ""
    return f"{count(number, 'acuerdo cerrado', 'acuerdos cerrados')} antes de esa sesión no {'se proyecta' if number == 1 else 'se proyectan'}."


def institutions_title(late: int, of: int) -> str:
    """How many institutions have something overdue."""
    if of == 0:
        return "Ninguna institución tiene asignaciones vigentes"
    if late == 0:
        return f"Ninguna de {count(of, 'institución', 'instituciones')} tiene asignaciones vencidas"
    return f"{late} de {count(of, 'institución', 'instituciones')} {'tiene' if late == 1 else 'tienen'} asignaciones vencidas"


def themes_title(late: int, of: int) -> str:
    """How many themes have something overdue."""
    if of == 0:
        return "Ningún tema tiene acuerdos vigentes"
    if late == 0:
        return f"Ninguno de {count(of, 'tema', 'temas')} tiene acuerdos vencidos"
    return f"{late} de {count(of, 'tema', 'temas')} {'tiene' if late == 1 else 'tienen'} acuerdos vencidos"


def deadlines_title(buckets: Mapping[DeadlineBucket, int]) -> str:
    """The late, and those without a deadline, of the open agreements."""
    still = sum(buckets.values()) - buckets[DeadlineBucket.CLOSED]
    if still == 0:
        return "Ningún acuerdo sigue abierto"
    late, without = buckets[DeadlineBucket.OVERDUE], buckets[DeadlineBucket.NO_DEADLINE]
    overdue = count(late, "está vencido", "están vencidos") if late else "ninguno está vencido"
    undated = count(without, "no tiene plazo", "no tienen plazo") if without else "todos tienen plazo"
    return f"De {count(still, 'acuerdo abierto', 'acuerdos abiertos')}, {overdue} y {undated}"


def chart_note(figures: Compliance, *, shown: str) -> str:
    """What the bars leave unsaid: what is together in one colour, the verified, those without effect, and which bars these are."""
    told = ["En curso: pendientes y en proceso", f"verificados, {figures.verified} de {count(figures.done, 'cumplido', 'cumplidos')}"]
    if figures.void:
        told.append(f"sin efecto, fuera de las barras: {figures.void}")
    return "; ".join([*told, *([shown] if shown else [])]) + "."


def range_shown(first: int, last: int, of: int, *, page: str) -> str:
    """Which of the bars a slide has; `page` is the one with all of them, named on the last slide where some are left."""
    if (first, last) == (1, of):
        return ""
    return f"del {first} al {last} de {of}" + (f", todos en «{page}»" if page else "")


def code_of(code: str, adopted_on: Any) -> str:
    """The code of an agreement among those of other sessions, which have the same codes: "2.3 del 25/02"."""
    return f"{code} del {adopted_on:%d/%m}"


def named(row: Any) -> str:
    """An agreement in a list: "2.3 del 25/02 (PNP)", "04 del 25/02 (3 instituciones)". `row`: code, session_on, institutions."""
    number = row.institutions.count(", ") + 1
    return f"{code_of(row.code, row.session_on)} ({row.institutions if number == 1 else f'{number} instituciones'})"


def told(row: Any) -> str:
    """The only agreement of a movement, with what happened to it. `row`: a row of `follow_up.movements.movements`."""
    return f"{code_of(row.code, row.session_on)} · {row.institutions}: {detail(row)}"


def agreement_title(row: Any) -> str:
    """How an agreement stands: "Acuerdo 2.3: en proceso, 25 %", "Acuerdo 04: cumplieron 1 de 3 instituciones"."""
    if row.total > 1:
        return f"Acuerdo {row.code}: cumplieron {int(row.done)} de {int(row.total)} instituciones"
    standing = Standing(row.standing)
    progress = f", {row.progress:.0f} %" if standing == Standing.IN_PROGRESS else ""
    return f"Acuerdo {row.code}: {texts.STANDING[standing].lower()}{progress}"


def decisions_title(number: int) -> str:
    """The title of the closing."""
    return f"Esta sesión tomó {count(number, 'decisión', 'decisiones')}" if number else "Decisiones de la sesión"


def numbered(title: str, page: int, pages: int) -> str:
    """A title that says which of several slides it is."""
    return title if pages == 1 else f"{title} ({page} de {pages})"


def last_report(row: Any) -> str:
    """The newest report on an agreement: "12/08/2026 · PNP · En proceso, 50 %: Se remitió el oficio"."""
    told = f"{day(row.reported_on)} · {row.institution} · {texts.STANDING[Standing(row.standing)]}, {row.progress:.0f} %"
    return f"{told}: {row.actions}" if isinstance(row.actions, str) and row.actions.strip() else told


def evidence(names: list[str], total: int) -> str:
    """How many institutions have handed in a document, and which documents."""
    if not names:
        return "No: ninguna institución lo ha presentado"
    told = ", ".join(names)
    return f"Sí: {told}" if total == 1 else f"Sí, de {len(names)} de {total} instituciones: {told}"


def part_detail(row: Any) -> str:
    """How far one institution is: of a group the members that complied, else its progress and the day of its report."""
    if row.members_total:
        return members_done(row)
    return "" if pd.isna(row.reported_on) else f"{row.progress:.0f} % · {day(row.reported_on)}"
