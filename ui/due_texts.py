"""Sentences on deadlines: what is not counted, what moves with the calendar, what was put off. Pure: values in, Spanish out."""

from datetime import date
from typing import Any

import pandas as pd

from follow_up.deadlines import SATURDAY
from follow_up.rows import records
from follow_up.vocabulary import DeadlineKind
from ui import texts
from ui.escaping import markdown_safe
from ui.sentences import count, day
from ui.session_texts import weekday

CODES = 12  # agreements named one by one
NAMED = 6  # holidays named one by one; of a longer span the others are counted
MOVES = "se mueve con el calendario de sesiones"
MOVING = f"Siguiente sesión ordinaria; {MOVES}."


def working_days_counted(due: date, skipped: dict[date, str]) -> str:
    """The result of counting working days. `skipped`: the holidays of the span, by day, those on a weekend too."""
    told = f"Vence el **{weekday(due)}**."
    weekdays = {on: name for on, name in skipped.items() if on.weekday() < SATURDAY}
    if not weekdays:
        return f"{told} No se contaron sábados ni domingos; en ese tramo no hay feriados."
    return f"{told} No se contaron sábados, domingos ni feriados: {_named(weekdays)}."


def calendar_days_counted(counted: date, due: date, holidays: dict[date, str]) -> str:
    """The result of counting calendar days: `counted` is the day that they give, `due` the working day it moves to."""
    told = f"Vence el **{weekday(due)}**. Se contaron todos los días."
    if counted == due:
        return told
    why = f"feriado: {markdown_safe(holidays[counted])}" if counted in holidays else "no es hábil"
    return f"{told} El {weekday(counted)} ({why}) pasa al siguiente día hábil."


def _named(days: dict[date, str]) -> str:
    listed = [f"{on:%d/%m} {markdown_safe(name)}" for on, name in days.items()]
    rest = len(listed) - NAMED
    return ", ".join(listed) if rest <= 0 else f"{', '.join(listed[:NAMED])} y {count(rest, 'feriado más', 'feriados más')}"


def with_next_session(coming: Any) -> str:
    """When a deadline "next session" falls due by the calendar of today; `coming` missing: the calendar has none."""
    if pd.isna(coming):
        return f"Vence con la siguiente sesión ordinaria, que todavía no está en el calendario: queda sin fecha hasta que se programe y {MOVES}."
    return f"Vence con la siguiente sesión ordinaria: hoy el {day(coming)}; {MOVES}."


def moving_deadlines(agreements: pd.DataFrame) -> str:
    """Which open agreements say "next session"; empty without any. `agreements`: those of a board."""
    moving = agreements[agreements["is_open"] & (agreements["deadline_kind"] == DeadlineKind.NEXT_SESSION)]
    if moving.empty:
        return ""
    told = "; ".join(
        f"{_codes(rows)} ({'sin fecha en el calendario' if pd.isna(due) else f'hoy el {day(due)}'})"
        for due, rows in moving.groupby("due", dropna=False)
    )
    verb = count(len(moving), "plazo dice «siguiente sesión» y se mueve", "plazos dicen «siguiente sesión» y se mueven")
    return f"{verb} con el calendario: {told}."


def moved(changes: pd.DataFrame) -> str:
    """What a change of the calendar would move. `changes`: `follow_up.calendar_moves.moved_deadlines`."""
    if changes.empty:
        return "Ningún plazo «siguiente sesión» se mueve."
    told = "; ".join(f"{_codes(rows)} ({_from_to(*days)})" for days, rows in changes.groupby(["due_before", "due_after"], dropna=False))
    verb = "Se mueve 1 plazo" if len(changes) == 1 else f"Se mueven {len(changes):,} plazos"
    return f"{verb} «siguiente sesión»: {told}."


def _from_to(before: Any, after: Any) -> str:
    if pd.isna(before):
        return f"toma la fecha del {day(after)}"
    return f"del {day(before)} a quedar sin fecha" if pd.isna(after) else f"del {day(before)} al {day(after)}"


def _codes(agreements: pd.DataFrame) -> str:
    """Each with the day of its session, for codes come back in every one."""
    listed = [f"{markdown_safe(row.code)} del {row.session_on:%d/%m}" for row in records(agreements.head(CODES))]
    rest = len(agreements) - len(listed)
    return ", ".join(listed) + (f" y {rest:,} más" if rest else "")


def extension_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """Each time that a deadline was put off, oldest first within each agreement: agreement_id, number ("1 de 2"), change (from
    which day to which), decided_on and reason, as plain text. `changes`: `follow_up.extensions.dated_changes`.
    """
    of = changes.groupby("agreement_id")
    earlier = changes.assign(before=of["due"].shift(), kind_before=of["deadline_kind"].shift())
    rows = earlier[earlier["is_extension"]]
    places, totals = rows.groupby("agreement_id").cumcount() + 1, rows.groupby("agreement_id")["due"].transform("size")
    return pd.DataFrame(
        {
            "agreement_id": rows["agreement_id"],
            "number": [f"{place} de {total}" for place, total in zip(places, totals, strict=True)],
            "change": [f"{_until(row.kind_before, row.before)} → {_until(row.deadline_kind, row.due)}" for row in records(rows)],
            "decided_on": rows["deadline_since"],
            "reason": [row.reason or "Sin motivo escrito" for row in records(rows)],
        }
    )


def extension_lines(rows: pd.DataFrame) -> list[str]:
    """The same of one agreement, a line each. `rows`: `extension_rows`."""
    return [f"{row.change}, decidido el {day(row.decided_on)}: {row.reason}" for row in records(rows)]


def _until(kind: str, due: Any) -> str:
    if kind == DeadlineKind.NEXT_SESSION:
        return "siguiente sesión" if pd.isna(due) else f"siguiente sesión ({day(due)})"
    return texts.DEADLINE_KIND[DeadlineKind(kind)] if pd.isna(due) else day(due)
