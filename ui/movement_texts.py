"""What changed between two dates, in Spanish. Pure: values in, words out; what others typed is not disarmed here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from follow_up.movements import Departures
from follow_up.vocabulary import Movement
from ui.sentences import count, day, days_to

MOVEMENT = {
    Movement.FULFILLED: "Nuevos cumplidos",
    Movement.VERIFIED: "Nuevos verificados",
    Movement.OVERDUE: "Nuevos vencidos",
    Movement.EXTENDED: "Prorrogados",
    Movement.NEW: "Acuerdos nuevos",
    Movement.DROPPED: "Dejados sin efecto",
    Movement.ADVANCED: "Con avance",
    Movement.SILENT: "Sin noticias",
}
MOVEMENT_SHAPE = {
    Movement.FULFILLED: "●",
    Movement.VERIFIED: "✔",
    Movement.OVERDUE: "▲",
    Movement.EXTENDED: "↷",
    Movement.NEW: "✚",
    Movement.DROPPED: "⊘",
    Movement.ADVANCED: "◑",
    Movement.SILENT: "○",
}
VERBS = {
    Movement.FULFILLED: ("se cumplió", "se cumplieron"),
    Movement.VERIFIED: ("se verificó", "se verificaron"),
    Movement.OVERDUE: ("venció", "vencieron"),
    Movement.EXTENDED: ("se prorrogó", "se prorrogaron"),
    Movement.NEW: ("es nuevo", "son nuevos"),
    Movement.DROPPED: ("quedó sin efecto", "quedaron sin efecto"),
    Movement.ADVANCED: ("avanzó", "avanzaron"),
    Movement.SILENT: ("sigue sin noticias", "siguen sin noticias"),
}
NO_CHANGE = "sin cambio"


def change(before: int, after: int) -> str:
    """A figure against what it was: "+2", "−1", "sin cambio"."""
    if before == after:
        return NO_CHANGE
    return f"+{after - before:,}" if after > before else f"−{before - after:,}"


def change_since(before: int, after: int, since: date, *, more: str, less: str) -> str:
    """The same with its day, in Markdown: in the colour `more` or `less` by which way it went, grey where nothing moved."""
    if before == after:
        return f":small[:gray[igual que el {day(since)}]]"
    return f":small[:{more if after > before else less}[**{change(before, after)}**] desde el {day(since)}]"


def told(row: Any) -> str:
    """One movement in one line: "2.3 · PNP: de 20 % a 50 %". `row`: a row of `follow_up.movements.movements`."""
    return f"{row.code} · {row.institutions}: {detail(row)}"


def detail(row: Any) -> str:
    """What happened, without whom: "de 20 % a 50 %", "venció el 20/11/2026 (3 días)"."""
    movement = Movement(row.movement)
    if movement == Movement.OVERDUE:
        return f"venció el {day(row.due_after)} ({count(-int(row.days), 'día', 'días')})"
    if movement == Movement.EXTENDED:
        return f"del {day(row.due_before)} al {day(row.due_after)}"
    if movement == Movement.NEW:
        return f"adoptado el {day(row.session_on)}"
    if movement == Movement.ADVANCED:
        return _advance(row.progress_before, row.progress_after)
    if movement == Movement.SILENT:
        return "nadie reportó" if pd.isna(row.days) else f"nadie reportó; {days_to(row.days)}"
    return _closed(movement, row.progress_before)


def _closed(movement: Movement, progress_before: float) -> str:
    if movement == Movement.DROPPED:
        return "quedó sin efecto"
    if movement == Movement.VERIFIED:
        return "cumplimiento verificado"
    return "cumplido" if pd.isna(progress_before) else f"de {_percent(progress_before)} a cumplido"


def _advance(before: float, after: float) -> str:
    """From where to where; in tenths when whole percents would show no difference."""
    whole = f"de {_percent(before)} a {_percent(after)}"
    return whole if _percent(before) != _percent(after) else f"de {before:.1f} % a {after:.1f} %"


def _percent(progress: float) -> str:
    """A mean in whole percents; 100 only when all is done, and above 0 as soon as something is."""
    whole = round(progress)
    if 0 < progress < 100:
        whole = min(99, max(1, whole))
    return f"{whole} %"


def changes_line(counts: dict[Movement, int], total: int) -> str:
    """What changed, in one sentence: what happened with its number, then what did not happen to any."""
    if total == 0:
        return "Ningún acuerdo."
    some = [count(number, *VERBS[movement]) for movement, number in counts.items() if number]
    none = [VERBS[movement][0] for movement, number in counts.items() if not number]
    parts = [_listed(some, "y")] if some else []
    parts += [f"ninguno {_listed(none, 'ni')}"] if none else []
    return f"De {count(total, 'acuerdo', 'acuerdos')}: {'; '.join(parts)}."


def _listed(parts: Sequence[str], last: str) -> str:
    """ "a, b y c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def left_states(left: Departures) -> str:
    """Which agreements left a state, so that the figures of two dates can be reckoned up; empty when none did."""
    told_of = {
        "Dejaron de estar cumplidos": left.reopened,
        "Ya no están vencidos": left.relieved,
        "Volvieron a tener efecto": left.restored,
        "Se retiraron con su carga": left.gone,
    }
    return " · ".join(f"{words}: {', '.join(refs)}" for words, refs in told_of.items() if refs)


def since_words(since: date, session: str) -> str:
    """Since when: "el 25/02/2026, Primera sesión ordinaria 2026,", or only the day. `session`: its title, empty without one."""
    return f"el {day(since)}, {session}," if session else f"el {day(since)}"


def nothing_in(counts: dict[Movement, int]) -> str:
    """Which movements no agreement had, in one line."""
    none = [MOVEMENT[movement].lower() for movement, number in counts.items() if not number]
    return f"Ninguno en: {_listed(none, 'ni')}." if none else ""
