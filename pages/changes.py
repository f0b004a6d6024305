"""Qué cambió: what happened to the agreements between two dates, by default since the last session."""

import streamlit as st

from ui import filters, panels, texts
from ui.changes_panels import cards, sections
from ui.escaping import markdown_safe
from ui.frame import kept, open_page
from ui.movement_texts import changes_line, left_states, since_words
from ui.sentences import day
from ui.since import changes_since, start_of

context = open_page()
title, session = st.columns([3, 1], vertical_alignment="bottom")
with title:
    panels.head(context, texts.CHANGES)
with session:
    selection = filters.session_filter(context)
filters.warn_of_unknown_values(context)
start = start_of(context)
changes = kept(context, changes_since, start.on, selection)
if not changes.after.total:
    panels.empty("Todavía no hay acuerdos que comparar. Regístrelos en «Sesiones» o cárguelos desde «Excel».", icon=":material/change_circle:")
    st.stop()
told = changes_line(changes.counts, changes.after.total)
st.markdown(f"##### Desde {markdown_safe(since_words(start.on, start.session))} hasta el {day(context.cut.on)}. {told}")
shown = filters.movement_pills()
if not shown:
    cards(changes.counts)
sections(changes, shown)
st.caption(markdown_safe(left_states(changes.left)))
