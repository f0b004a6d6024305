"""Llamadas de hoy: whom to ring, what each owes, and what was said the last time."""

import streamlit as st

from ui import calls_panels, filters, panels, saving, texts, undo_at_once
from ui.calls import calls_view
from ui.cut_control import show_only
from ui.frame import kept, open_page

context = open_page()
panels.head(context, texts.CALLS)
filters.warn_of_unknown_values(context)
if context.board.assignments.empty:
    panels.empty("Todavía no hay acuerdos: no hay a quién llamar. Cárguelos en «Excel» o adóptelos en «Sesiones».", icon=":material/call:")
    st.stop()
answer = st.container()  # the answer stands above the filters that it depends on
view = kept(context, calls_view, *filters.call_filters(context))
answer.markdown(f"##### {view.sheet.answer}")
answer.caption(view.sheet.sums)
who, files = st.columns([2, 3], vertical_alignment="bottom")
with who:
    by = saving.DEFAULT_BY if context.is_past else saving.who_records()
with files:
    calls_panels.files(context, view.sheet)
if context.is_past:
    show_only("registrar un contacto")
saving.show_saved()
if not context.is_past:
    undo_at_once.offer(context, calls_panels.SCREEN)
calls_panels.today(context, view, by=by)
calls_panels.waiting(context, view, by=by)
calls_panels.others(context, view, by=by)
calls_panels.rule(view.sheet)
