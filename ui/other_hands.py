"""An act on an agreement that met another one: what somebody else recorded meanwhile, and what the visitor makes of it."""

from typing import Any

import pandas as pd

from data_store.queries import load_events_of
from follow_up.rows import records
from ui import saving, texts
from ui.act_fields import Act, Prepared, Written
from ui.conflicts import Choice, Conflict, conflict_notice, conflict_panel
from ui.frame import PageContext, read_or_stop
from ui.sentences import logged

HEADING = "**No se guardó: alguien cambió este acuerdo mientras usted escribía.** Lo que escribió sigue aquí. Elija qué queda."
DONE_ALREADY = "**No se guardó: alguien cambió este acuerdo mientras usted escribía,** y lo suyo ya no tiene sobre qué registrarse."
BOTH = "su reporte queda vigente, con sus acciones y debajo las de la otra persona."


def chosen(context: PageContext, agreement_id: int, prepared: Prepared | None, *, key: str) -> tuple[Choice, Act] | None:
    """What the visitor chose and the act that saves it; None until then. Only after an act met another (`saving.stale_since`).

    The panel is of the last event that it shows: when somebody changes the agreement again, it asks again.
    """
    since = saving.stale_since() or 0
    events = read_or_stop(context.store, lambda db: load_events_of(db, agreement_id=agreement_id))
    newer = events[events["event_id"] > since].sort_values("event_id")
    place = f"{key}-{newer['event_id'].max()}"
    if prepared is None:
        left = conflict_notice(conflicts_of(newer, Written()), key=place, heading=DONE_ALREADY)
        return (Choice.THEIRS, _nothing) if left else None
    written = prepared.written
    their_actions = [row.after for row in records(newer) if _is_mine(row, written) and row.field == "actions"]
    both = written.joined(_without_speaker(their_actions[-1], written)) if written.joined and their_actions else None
    choice = conflict_panel(conflicts_of(newer, written), key=place, both=BOTH if both else None, heading=HEADING, only_one=written.only_one)
    acts = {Choice.THEIRS: _nothing, Choice.MINE: prepared.act, Choice.BOTH: both or prepared.act}
    return (choice, acts[choice]) if choice else None


def _nothing(*_: object) -> None:
    """What leaving theirs saves."""


def conflicts_of(newer: pd.DataFrame, written: Written) -> list[Conflict]:
    """Field by field, the last that was recorded since beside what was written, but for what both say alike.

    `newer`: events as `load_events_of` gives them, oldest first.
    """
    last = {(_told(row.institution), _speaker(row.after, written), row.field): row for row in records(newer)}
    lines, left = [], dict(written.values)
    for (institution, _, field), row in last.items():
        mine = left.pop(field, None) if _is_mine(row, written) else None
        if mine is not None and mine == _without_speaker(row.after, written):
            continue
        label = texts.FIELD[field] + (f" de {institution}" if institution not in {"", written.institution} else "")
        lines.append(Conflict(label, logged(field, row.after), None if mine is None else logged(field, mine), row.by, row.at))
    return lines + [Conflict(texts.FIELD[field], None, logged(field, value)) for field, value in left.items() if value]


def _is_mine(row: Any, written: Written) -> bool:
    """Whether an event tells of the same institution, and of the same member of a group, as the visitor's act."""
    if _told(row.institution) != (written.institution or ""):
        return False
    return _speaker(row.after, written) in (written.speakers or ("",))


def _told(institution: Any) -> str:
    return "" if pd.isna(institution) else str(institution)


def _speaker(told: object, written: Written) -> str:
    """The member of the group that a value of the log is of; empty for the whole."""
    return next((member for member in written.members if str(told).startswith(f"{member}: ")), "")


def _without_speaker(told: str, written: Written) -> str:
    speaker = _speaker(told, written)
    return told.removeprefix(f"{speaker}: ") if speaker else told
