"""The fields that give a deadline: its kind, its date (exact, or counted in days), and what may be suggested for one.

A suggestion only says what the fields start from: nothing is stored until the person saves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd
import streamlit as st

from data_store.queries import load_holidays
from follow_up.deadlines import add_calendar_days, add_working_days, due_dates, suggested_next_session
from follow_up.holidays import Holidays
from follow_up.vocabulary import DeadlineKind
from ui import due_texts, sentences, texts
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop

DAY = "DD/MM/YYYY"
EXACT, WORKING, CALENDAR = "Fecha exacta", "Días hábiles", "Días calendario"
KINDS = (DeadlineKind.DATE, DeadlineKind.NEXT_SESSION, DeadlineKind.PERMANENT, DeadlineKind.NONE)
MONTH, HALF_MONTH = 30, 15  # working days that are suggested


@dataclass(frozen=True)
class Start:
    """What the fields of a deadline hold before anybody touches them: the kind, and for a date the way in which it is given."""

    kind: DeadlineKind = DeadlineKind.DATE
    way: str = EXACT
    days: int = MONTH
    due: date | None = None


def suggestions(context: PageContext, *, since: date, committee_id: int) -> dict[str, Start]:
    """What may be proposed for an agreement without a deadline, by its label: the next session, the two months of the
    Reglamento (art. 32), and 15 or 30 working days, all from the day `since`.
    """
    holidays = read_or_stop(context.store, load_holidays)
    coming = next_session(context, since, committee_id=committee_id)
    told = f": hoy el {sentences.day(coming)}" if coming else ""
    found = {f"Siguiente sesión{told}": Start(DeadlineKind.NEXT_SESSION)}
    months = suggested_next_session(since)
    found[f"Dos meses: {sentences.day(months)}"] = Start(due=months)
    for days in (HALF_MONTH, MONTH):
        found[f"{days} días hábiles: {sentences.day(add_working_days(since, days, holidays))}"] = Start(way=WORKING, days=days)
    return found


def suggested(context: PageContext, *, since: date, committee_id: int, note: str, prefix: str) -> tuple[Start, str, date]:
    """The choice of a suggestion: what the fields then start from, the prefix of their keys, and the day they count from.

    Counted from the session; once every day so counted is past, from today. `note`: what the acta says on time.
    """
    first = since if suggested_next_session(since) >= context.today else context.today
    found = suggestions(context, since=first, committee_id=committee_id)
    chosen = st.pills("Sugerencias", list(found), key=f"{prefix}-suggestion", persist_state="session")
    says = f"El acta dice «{markdown_safe(note)}» y no da una fecha." if note else "El acta no fija un plazo."
    counted = "la sesión" if first == since else "hoy, porque lo contado desde la sesión ya venció"
    st.caption(f"{says} Son solo sugerencias, contadas desde {counted}: llenan los campos, y nada se guarda hasta que usted lo haga.")
    return (Start(), prefix, first) if chosen is None else (found[chosen], f"{prefix}-{list(found).index(chosen)}", first)


def kind_field(*, prefix: str, start: Start, kinds: Sequence[DeadlineKind] = KINDS) -> DeadlineKind:
    """How the deadline is agreed."""
    chosen = st.segmented_control(
        "Tipo de plazo", [code.value for code in kinds], format_func=lambda code: texts.DEADLINE_KIND[DeadlineKind(code)],
        key=f"{prefix}-kind", persist_state="session", default=start.kind.value, required=True,
    )  # fmt: skip
    return DeadlineKind(chosen or start.kind)


def due_field(context: PageContext, *, prefix: str, counted_from: date, start: Start | None = None) -> date | None:
    """The date of the deadline: exact, or counted in days from a day, `counted_from` at first; the resulting date is what is stored."""
    start = start or Start()
    ways = [EXACT, WORKING, CALENDAR]
    way = st.radio("Cómo se fija", ways, index=ways.index(start.way), horizontal=True, key=f"{prefix}-way", persist_state="session")
    due = _exact_day(prefix, start) if way == EXACT else _counted_day(context, way, prefix=prefix, counted_from=counted_from, days=start.days)
    if due is not None and due < context.today:
        st.warning("Esa fecha ya pasó: el acuerdo quedará vencido desde que se guarde.", icon=":material/alarm:")
    return due


def _exact_day(prefix: str, start: Start) -> date | None:
    chosen = st.date_input("Vence el", value=start.due, format=DAY, key=f"{prefix}-due", persist_state="session")
    return single_day(chosen) if chosen else None


def _counted_day(context: PageContext, way: str, *, prefix: str, counted_from: date, days: int) -> date:
    left, right = st.columns(2)
    number = int(left.number_input(way, min_value=1, max_value=730, value=days, key=f"{prefix}-days", persist_state="session"))
    since = single_day(right.date_input("Contados desde", value=counted_from, format=DAY, key=f"{prefix}-start", persist_state="session"))
    due, told = _counted(way, since, number, read_or_stop(context.store, load_holidays))
    st.markdown(f":material/event: {told}")
    return due


def _counted(way: str, since: date, days: int, holidays: Holidays) -> tuple[date, str]:
    """The day that so many days give, and how it came about."""
    if way == WORKING:
        due = add_working_days(since, days, holidays)
        return due, due_texts.working_days_counted(due, holidays.between(since + timedelta(days=1), due))
    counted, due = since + timedelta(days=days), add_calendar_days(since, days, holidays)
    return due, due_texts.calendar_days_counted(counted, due, holidays.between(counted, due))


def next_session(context: PageContext, since: date, *, committee_id: int) -> date | None:
    """The day that "next session", decided on a day, means by the calendar of today; None while it has none."""
    asked = pd.DataFrame(
        {"deadline_kind": [DeadlineKind.NEXT_SESSION.value], "deadline": [pd.NaT], "deadline_since": [pd.Timestamp(since)], "committee_id": [committee_id]}
    )
    due = due_dates(asked, context.board.sessions).iloc[0]
    return None if pd.isna(due) else due.date()


def next_session_words(context: PageContext, decided_on: date, *, adopted: date, committee_id: int) -> str:
    """What "next session" means by the calendar of today: the first ordinary one after the day from which it rules."""
    coming = next_session(context, decided_on, committee_id=committee_id)
    told = due_texts.with_next_session(coming)
    if coming is not None:
        return told
    return f"{told} Por los dos meses del Reglamento (art. 32) correspondía hasta el {sentences.day(suggested_next_session(adopted))}."


def single_day(value: date | datetime | tuple[date, ...]) -> date:
    """The single day of a date field, whose type also allows ranges."""
    if isinstance(value, tuple):
        raise TypeError("a single day was asked for")
    return value
