"""The one control of the cut-off, in the frame of every page: any past day, past sessions in one click, and what was known then.

The day is `corte` in the address, as AAAA-MM-DD, and `conocido` whether only what was recorded by then counts.
"""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from follow_up.rows import records
from ui import texts
from ui.committee_texts import session_number
from ui.escaping import markdown_safe
from ui.export_words import known_words
from ui.frame import CUT, KNOWN, PageContext
from ui.sentences import day

SESSIONS_SHOWN = 4
HELP = "Todas las páginas y descargas muestran cómo estaban los acuerdos al cierre de ese día."
KNOWN_HELP = (
    "Apagado: lo que rige a esa fecha, con todo lo registrado hasta hoy. Encendido: solo lo que ya se había registrado ese día."
)


def warn_of_wrong_day(today: date) -> None:
    """Say that the address asks for a day that cannot be shown; Streamlit drops it without a word."""
    asked = st.query_params.get(CUT)
    if asked is None or _is_past_day(asked, today):
        return
    st.warning(
        f"La dirección pide un corte que no se puede mostrar: «{markdown_safe(asked)}». Se muestra hoy. "
        f"Escríbalo como AAAA-MM-DD, por ejemplo {today.isoformat()}, y no posterior a hoy.",
        icon=":material/event_busy:",
    )


def _is_past_day(asked: str, today: date) -> bool:
    try:
        return date.fromisoformat(asked) <= today
    except ValueError:
        return False


def cut_fields(today: date) -> None:
    """The day and the switch, below the menu. Drawn before anything is read: only then does a page know what is asked for."""
    with st.sidebar:
        st.date_input(texts.CUT, value=None, max_value=today, format="DD/MM/YYYY", key=CUT, bind="query-params", help=HELP)
        st.toggle("Como se conocía ese día", key=KNOWN, bind="query-params", help=KNOWN_HELP)


def past_sessions(context: PageContext) -> None:
    """The last sessions, each its own cut-off in one click, and the way back to today."""
    held = context.board.own_sessions
    held = held[held["held_on"] <= pd.Timestamp(context.today)].sort_values("held_on", ascending=False)
    with st.sidebar, st.container(gap=None):
        for row in records(held.head(SESSIONS_SHOWN)):
            _session_button(row)
        if context.is_past:
            st.button("Volver a hoy", key="cut-today", icon=":material/today:", on_click=_show_today, width="stretch")


def _session_button(row: Any) -> None:
    held_on = row.held_on.date()
    st.button(
        f"{day(held_on)} · sesión {session_number(row.session_code)}", key=f"cut-{row.session_id}", type="tertiary", on_click=_show_day, args=(held_on,),
        help=f"Ver el corte de: {markdown_safe(row.title)}",
    )  # fmt: skip


def _show_day(on: date) -> None:
    st.session_state[CUT] = on


def _show_today() -> None:
    st.session_state[CUT] = None
    st.session_state[KNOWN] = False


def head_line(context: PageContext) -> str:
    """The cut-off in words, for the head of a page and for what is printed."""
    return f"{texts.CUT} al {day(context.cut.on)}{known_words(context.cut)}"


def show_only(act: str) -> None:
    """That nothing is recorded from a past state, and the way back. `act` is what was wanted: "registrar un avance"."""
    st.markdown(f":material/history_toggle_off: Está viendo un corte pasado. Para {act}, vuelva a hoy.")
    st.button("Volver a hoy", key="cut-today-here", icon=":material/today:", on_click=_show_today)
