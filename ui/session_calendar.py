"""The calendar of sessions: a year at a glance, and below it the list, which is all that a phone shows."""

from typing import Any

import pandas as pd
import streamlit as st

from follow_up.rows import records
from follow_up.session_watch import Convening, SessionPhase, SessionWatch
from ui import palette, panels, session_texts, texts
from ui.committee_texts import committee_codes
from ui.escaping import markdown_safe
from ui.sentences import day

SESSIONS_PAGE = "../pages/sessions.py"
PRESENT_PAGE = "../pages/session.py"
SHEET = "ficha_sesion"  # in the address: the session whose sheet is open
YEAR_KEY = "session-year"
# On a phone twelve months are a long way down: there the list says the same in a screen.
NO_YEAR_ON_A_PHONE = f"<style>@media (max-width: 640px) {{ .st-key-{YEAR_KEY} {{ display: none; }} }}</style>"
MONTHS_A_ROW, MONTH_WIDTH = 6, 190
DAY = "DD/MM/YYYY"
LATE = {Convening.NEVER_HELD, Convening.PLANNED_LATE, Convening.NEAR}
PHASE_PILLS = {code.value: session_texts.phase(code) for code in SessionPhase}
COLUMNS = {
    "Fecha": st.column_config.DateColumn("Fecha", format=DAY, width=90),
    "Sesión": st.column_config.TextColumn("Sesión", width=165),
    "Estado": st.column_config.MultiselectColumn(
        "Estado", options=list(PHASE_PILLS.values()), color=[palette.SESSION_PHASE[code][0] for code in SessionPhase], width=128
    ),
    "Acuerdos": st.column_config.NumberColumn("Acuerdos", width=85, help="Los que adoptó"),
    "Decisiones": st.column_config.NumberColumn("Decisiones", width=95, help="Las registradas en la sesión"),
    "Título": st.column_config.TextColumn("Título", width=420),
    "Comité": st.column_config.TextColumn("Comité", width=300),
}


def convening(watch: SessionWatch) -> None:
    """The two months of the Reglamento: an error when they are past, a warning when something has to be done, else a line."""
    told = session_texts.convening(watch)
    if watch.convening == Convening.PAST:
        st.error(told, icon=":material/event_busy:")
    elif watch.convening in LATE:
        st.warning(told, icon=":material/event_upcoming:")
    else:
        st.markdown(f":material/event_available: {told}")


def calendar(book: pd.DataFrame, *, year: int) -> None:
    """The sessions of a year by month, then all of them as a list. `book`: `load_session_book`, with `phase`."""
    years = sorted({*book["held_on"].dt.year, year})
    shown = year
    if len(years) > 1:
        shown = st.segmented_control("Año", years, default=year, key="session-years", required=True, label_visibility="collapsed") or year
    st.html(NO_YEAR_ON_A_PHONE)
    with st.container(border=True, key=YEAR_KEY):
        panels.subtitle(f"Año {shown}")
        _months(book[book["held_on"].dt.year == shown])
    with st.container(border=True):
        panels.subtitle(f"Todas las sesiones: {len(book)}")
        listed(book)


def _months(book: pd.DataFrame) -> None:
    """Twelve months, each with its sessions; a click on one opens its sheet."""
    with st.grid(MONTHS_A_ROW, min_column_width=MONTH_WIDTH):
        for number, name in enumerate(session_texts.MONTHS, 1):
            with st.container(border=True, height="stretch", gap="xxsmall"):
                st.caption(f"**{name}**")
                for row in records(book[book["held_on"].dt.month == number]):
                    _day_of_calendar(row)


def _day_of_calendar(row: Any) -> None:
    if st.button(
        f"**{row.held_on.day}** · {session_texts.short_name(row)}", key=f"session-day-{row.session_id}", type="tertiary",
        help=f"Abrir la ficha: {markdown_safe(row.title)}",
    ):  # fmt: skip
        open_sheet(row)
    phase = SessionPhase(row.phase)
    st.markdown(f":small[{panels.chip(session_texts.phase(phase), palette.SESSION_PHASE[phase])}]")
    whose = committee_codes([row.session_code])[0]
    st.caption(f"{session_texts.holdings(row.agreements, row.decisions)}{f' · {whose}' if whose else ''}")


def listed(book: pd.DataFrame) -> None:
    """The sessions as a list, the newest on top; a choice opens the sheet. `book`: `load_session_book`, with `phase`."""
    rows = book.sort_values("held_on", ascending=False, ignore_index=True)
    cells = pd.DataFrame(
        {
            "Fecha": rows["held_on"],
            "Estado": [[PHASE_PILLS[code]] for code in rows["phase"]],
            "Sesión": [session_texts.short_name(row) for row in records(rows)],
            "Comité": rows["committee"],
            "Acuerdos": rows["agreements"],
            "Decisiones": rows["decisions"],
            "Título": rows["title"],
        }
    )
    if rows["committee_id"].nunique() < 2:
        cells = cells.drop(columns="Comité")
    event = st.dataframe(
        cells, key="sessions-list", hide_index=True, column_config={name: COLUMNS[name] for name in cells.columns}, height="content",
        on_select="rerun", selection_mode="single-cell", placeholder=texts.NOTHING, alt="Sesiones, la más reciente arriba; al elegir una se abre su ficha",
    )  # fmt: skip
    if event.selection.cells:
        open_sheet(next(iter(records(rows.iloc[[event.selection.cells[0][0]]]))))
    kinds = " · ".join(session_texts.kind(code) for code in session_texts.KIND)
    st.caption(f"{kinds}. Elija una sesión para ver su agenda, sus decisiones y sus acuerdos.")


def open_sheet(session: Any) -> None:
    """Go to the sheet of a session."""
    st.switch_page(SESSIONS_PAGE, query_params={SHEET: str(session.session_code)})


def asked_session(book: pd.DataFrame) -> Any | None:
    """The session that the address names; None when it names none, or one that is not there."""
    found = book[book["session_code"] == st.query_params.get(SHEET)]
    return None if found.empty else next(iter(records(found)))


def unknown_session() -> None:
    """What to do when the address names no session."""
    panels.empty(
        f"No hay una sesión con el código «{markdown_safe(st.query_params.get(SHEET, ''))}». Elíjala en el calendario.",
        icon=":material/search_off:",
    )


def heading(session: Any) -> None:
    """The session in one line of chips, and its title."""
    phase = SessionPhase(session.phase)
    panels.subtitle(session.title)
    chip = panels.chip(session_texts.phase(phase), palette.SESSION_PHASE[phase])
    st.markdown(f"{chip} {session_texts.kind(session.kind)} · {day(session.held_on)} · {session_texts.holdings(session.agreements, session.decisions)}")
    st.caption(session_texts.PHASE_HELP[phase])
