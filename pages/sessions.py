"""Sesiones: the calendar of the committee, what the Reglamento asks for, and the sheet of one session, where agreements are captured."""

import streamlit as st

from data_store.decisions import load_session_book
from follow_up.session_watch import session_phases, watch_sessions
from ui import panels, saving, session_calendar, session_capture, session_forms, session_sheet, texts, undo_at_once
from ui.calendars import calendar_download
from ui.cut_control import show_only
from ui.frame import in_scope, of_committee, open_page, read_or_stop
from ui.slide_acts import undo_last

context = open_page()
book = read_or_stop(context.store, load_session_book)
book = book.assign(phase=session_phases(book, context.cut.on))
session = session_calendar.asked_session(book)
if session is not None:
    context = of_committee(context, int(session.committee_id))
panels.head(context, texts.SESSIONS)

if session_calendar.SHEET not in st.query_params:
    book = in_scope(context, book)
    watch = watch_sessions(context.board.own_sessions, context.cut.on, context.board.windows)
    session_calendar.convening(watch)
    saving.show_saved()
    if context.is_past:
        show_only("programar una sesión")
    else:
        undo_at_once.offer(context, session_forms.SCREEN)
        with st.expander("Programar una sesión", icon=":material/add:", expanded=book.empty):
            session_forms.planning(context, book, watch)
    session_calendar.calendar(book, year=context.cut.on.year)
    calendar_download(context)
    st.stop()

st.page_link(session_calendar.SESSIONS_PAGE, label="Calendario de sesiones", icon=":material/arrow_back:")
if session is None:
    session_calendar.unknown_session()
    st.stop()
decisions = session_sheet.decisions_of(context, session)
session_calendar.heading(session)
is_capturing = session_forms.is_open(session) and not context.is_past
if not is_capturing:
    saving.show_saved()
by = ""
with st.container(border=True):
    with st.container(horizontal=True, vertical_alignment="center"):
        if not context.is_past:
            session_forms.ask(context, session)
        st.page_link(session_calendar.PRESENT_PAGE, label=texts.SESSION, icon=":material/present_to_all:")
        session_sheet.download(context, session, decisions)
    if context.is_past:
        show_only("abrir la sesión o registrar un acuerdo")
    else:
        by = saving.who_records()  # one field for all that is recorded here
        session_forms.confirm(context, session, by=by)
        session_forms.moving(context, session, by=by)
        undo_at_once.offer(context, session_forms.SCREEN)
        if not is_capturing:
            session_capture.waiting(session)
if is_capturing:
    with st.container(border=True):
        session_capture.capture(context, session, by=by)
with st.container(border=True):
    session_sheet.decisions_panel(session, decisions)
    if is_capturing:
        undo_last(context, session)
with st.container(border=True):
    session_sheet.agenda_panel(context, session)
with st.container(border=True):
    session_sheet.agreements_panel(context, session)
