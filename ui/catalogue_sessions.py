"""«Sesiones»: those of the calendar, with the way to each sheet; a title corrected, one planned by mistake taken away."""

import pandas as pd
import streamlit as st

from data_store.decisions import load_session_book
from follow_up.rows import records
from follow_up.session_watch import SessionPhase, session_phases
from ui import panels, saving, session_calendar, session_corrections, undo_at_once
from ui.cut_control import show_only
from ui.frame import PageContext, in_scope, read_or_stop
from ui.sentences import count, day

SCREEN, PLACE = "catalogos", "calendario"  # the page, and its tab


def sessions_tab(context: PageContext) -> None:
    """The sessions of the committees that are looked at, then what can be corrected."""
    book = in_scope(context, read_or_stop(context.store, load_session_book))
    book = book.assign(phase=session_phases(book, context.cut.on))
    st.markdown(_answer(book))
    with st.container(border=True):
        session_calendar.listed(book)
    if context.is_past:
        show_only("corregir sesiones")
        return
    saving.show_saved()
    undo_at_once.offer(context, PLACE)
    st.page_link(session_calendar.SESSIONS_PAGE, label="Programar, mover, abrir o cerrar: en Sesiones", icon=":material/arrow_forward:")
    if book.empty:
        return
    by = saving.who_records()
    with st.container(border=True):
        panels.subtitle("Corregir el título o quitar una programada por error")
        _editing(context, book, by=by)


def _answer(book: pd.DataFrame) -> str:
    if book.empty:
        return "**No hay ninguna sesión.** Cargue el acta en «Excel», o programe la primera en «Sesiones»."
    planned = int((book["phase"] == SessionPhase.PLANNED).sum())
    mistaken = sum(session_corrections.may_move(row) for row in records(book))
    removable = count(mistaken, "puede quitarse del calendario: no tiene acuerdos ni decisiones", "pueden quitarse del calendario: no tienen acuerdos ni decisiones")
    return f"**{count(len(book), 'sesión', 'sesiones')}, {planned} por realizarse; {removable}.**"


def _editing(context: PageContext, book: pd.DataFrame, *, by: str) -> None:
    rows = {int(row.session_id): row for row in records(book.sort_values("held_on", ascending=False))}
    chosen = st.selectbox(
        "Sesión", list(rows), index=None, format_func=lambda key: f"{day(rows[key].held_on)} · {rows[key].title}", key="sessions-chosen", placeholder="Elija una"
    )
    if chosen is None:
        return
    row = rows[chosen]
    session_corrections.renaming(context, row, screen=SCREEN, place=PLACE, by=by)
    if not session_corrections.may_move(row):
        st.caption("Tiene acuerdos o decisiones, o ya se abrió: es parte del acta y no se quita.")
    else:
        session_corrections.cancelling(context, row, screen=SCREEN, place=PLACE, by=by, leave=lambda: None)
