"""The words of the president's sheet. Pure: values in, Spanish out; what others typed is not disarmed here."""

from datetime import date
from typing import Any

import pandas as pd

from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, Light, PromiseOutcome, Standing
from reports.slides import Chip
from ui import palette, texts
from ui.sentences import count, day, days_ago

DECISIONS = "Requieren su decisión"
INSTITUTIONS = "Por institución"
DEADLINES = "Por plazo"
PROMISES = "Prometido y cumplido"
RULE = "Cómo se decide el semáforo"
RULE_NOTE = "Un acuerdo lleva el peor color de sus instituciones; nunca se promedia. Gris no es verde: falta saber."
SAME_AS_TABLE = "La misma información como tabla"
A_SHARED_ONE = "uno compartido cuenta en cada institución"

OUTCOME = {
    PromiseOutcome.OVERDUE: Chip("▲", "Vencido sin cumplir", palette.RED),
    PromiseOutcome.NOT_FULFILLED: Chip("✕", "No cumplido", palette.VIOLET),
    PromiseOutcome.DUE_TODAY: Chip("◆", "Vence el día del corte", palette.AMBER),
    PromiseOutcome.EXTENDED: Chip("→", "Plazo ampliado", palette.BLUE),
    PromiseOutcome.LATE: Chip("●", "Cumplido tarde", palette.MINT),
    PromiseOutcome.ON_TIME: Chip("✔", "Cumplido en plazo", palette.GREEN),
    PromiseOutcome.VOID: Chip("⊘", "Sin efecto", palette.PALE),
}
BUCKET_SHAPE = {
    DeadlineBucket.OVERDUE: "▲",
    DeadlineBucket.BEFORE_NEXT_SESSION: "◆",
    DeadlineBucket.LATER: "●",
    DeadlineBucket.PERMANENT: "∞",
    DeadlineBucket.NO_DEADLINE: "○",
}


def light_chip(light: Light) -> Chip:
    """A light as word, shape and colour."""
    return Chip(texts.LIGHT_SHAPE[light], texts.LIGHT[light], palette.LIGHT[light])


def standing_chip(standing: Standing) -> Chip:
    """A state as word, shape and colour."""
    return Chip(texts.STANDING_SHAPE[standing], texts.STANDING[standing], palette.STANDING[standing])


def rule(windows: Windows) -> tuple[Chip, ...]:
    """The rule of the light in words, one line for each colour, worst first; the first that applies."""
    words = {
        Light.RED: f"vencido; declarado no cumplido; o vence antes de la próxima sesión (sin ella, en {windows.due_soon} días) y no hay avance.",
        Light.AMBER: f"reportado cumplido y por verificar; miembros que no responden; último reporte de hace más de {windows.stale} días; "
        f"o vence en {windows.due_soon} días y falta el medio de verificación.",
        Light.GREY: "sin reporte o sin plazo.",
        Light.GREEN: "cumplimiento verificado; o en plazo y con reporte reciente.",
    }
    return tuple(Chip(texts.LIGHT_SHAPE[light], f"{texts.LIGHT[light]}: {told}", palette.LIGHT[light]) for light, told in words.items())


def dated(last: Any, today: date) -> str:
    """How fresh a block is: "Datos al 20/11/2026; último reporte 18/11/2026 (hace 2 días)"."""
    told = "ningún reporte todavía" if pd.isna(last) else f"último reporte {day(last)} ({days_ago((pd.Timestamp(today) - last).days)})"
    return f"Datos al {day(today)}; {told}"


def since(last_session: date | None) -> str:
    """What the changes are counted from."""
    if last_session is None:
        return "Sin una sesión anterior con la cual comparar."
    return f"Cambios desde la sesión del {day(last_session)}."


def by_when(by: Any) -> str:
    """Until when something is asked; without a coming session in the calendar there may be no day."""
    return "sin fecha" if pd.isna(by) else f"para el {day(by)}"


def others(asking: int, shown: int, quiet: int) -> str:
    """What the rows of decisions leave out: "23 acuerdos más piden gestión; 12, sin novedad"."""
    more = [f"{count(asking - shown, 'acuerdo más pide', 'acuerdos más piden')} gestión"] if asking > shown else []
    return "; ".join([*more, f"{quiet} sin novedad"])


def nothing_to_decide(total: int) -> str:
    """The empty state of the decisions."""
    return "Todavía no hay acuerdos." if total == 0 else "Ningún acuerdo pide una decisión: todos están verificados, en plazo o sin efecto."


def counted(assignments: int, agreements: int) -> str:
    """Both denominators, with their names."""
    return f"{count(assignments, 'asignación', 'asignaciones')} de {count(agreements, 'acuerdo', 'acuerdos')}: {A_SHARED_ONE}"


def longest_silence(silence: pd.DataFrame) -> str:
    """Who has not been heard of for longest, of those with something open. `silence`: `metrics.silence`."""
    if silence.empty:
        return ""
    worst = silence.iloc[0]
    if pd.isna(worst["last_report"]):
        return f"el silencio más largo es de {worst['institution']}: nunca reportó, en {count(int(worst['days']), 'día', 'días')}"
    return f"el silencio más largo es de {worst['institution']}: último reporte {days_ago(worst['days'])}"


def open_and_closed(open_: int, closed: int) -> str:
    """What the bars of deadlines count."""
    return f"{count(open_, 'acuerdo abierto', 'acuerdos abiertos')} y {count(closed, 'cerrado', 'cerrados')}"


def last_deadline(decided_on: Any) -> str:
    """How fresh the deadlines are."""
    return "ningún plazo fijado todavía" if pd.isna(decided_on) else f"último plazo fijado el {day(decided_on)}"


def promised(number: int, last_session: date | None) -> str:
    """The heading of the promises."""
    if last_session is None:
        return f"{PROMISES}: sin una sesión anterior, no hay plazos que contrastar"
    if number == 0:
        return f"{PROMISES}: nada vencía desde la última sesión"
    return f"{PROMISES}: {count(number, 'acuerdo vencía', 'acuerdos vencían')} desde la última sesión"


def promises_note(last_session: date, today: date, last_report: Any) -> str:
    """Between which days and by which deadlines promises are judged, and how fresh the reports on them are."""
    return f"Del {day(last_session)} al {day(today)}, por los plazos que regían en esa sesión. {dated(last_report, today)}."


def what_became(row: Any) -> str:
    """The promised day and what happened to it. `row`: a row of `promises.promises`."""
    told = day(row.promised)
    if row.outcome == PromiseOutcome.EXTENDED:
        return f"{told} → {'sin fecha' if pd.isna(row.due) else day(row.due)}"
    if row.outcome == PromiseOutcome.OVERDUE:
        return f"{told}, {days_ago(-int(row.days))}"
    return told


def rows_left(number: int) -> str:
    """How many rows the list leaves to the table."""
    return f"y {count(number, 'acuerdo más', 'acuerdos más')}" if number > 0 else ""


def bucket_chip(bucket: DeadlineBucket, label: str) -> Chip:
    """Where deadlines stand, as word, shape and colour; `label` names the next session."""
    return Chip(BUCKET_SHAPE[bucket], label, palette.BUCKET[bucket])
