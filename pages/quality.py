"""Calidad: what weakens follow-up, mended in place, down to zero."""

import streamlit as st

from ui import filters, panels, quality_panels, saving, texts, undo_at_once
from ui.cut_control import show_only
from ui.frame import kept, open_page

context = open_page()
panels.head(context, texts.QUALITY)
filters.warn_of_unknown_values(context)
if context.board.assignments.empty:
    panels.empty("Todavía no hay acuerdos: no hay nada que arreglar. Cárguelos en «Excel» o adóptelos en «Sesiones».", icon=":material/rule:")
    st.stop()
view = kept(context, quality_panels.quality_view)
quality_panels.answer(context, view)
chosen = quality_panels.kinds(view)
if context.is_past:
    show_only("arreglar algo")
else:
    with st.columns([2, 3])[0]:
        saving.who_records()
    saving.show_saved()
    undo_at_once.offer(context, quality_panels.SCREEN)
quality_panels.listed(context, view, chosen)
quality_panels.accepted(context, view)
