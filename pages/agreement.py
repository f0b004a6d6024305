"""Acuerdo: its text word for word, how each institution stands, what can be recorded, and everything that happened."""

import pandas as pd
import streamlit as st

from data_store import queries
from data_store.histories import load_story
from ui import filters, forms, group_panels, panels, passing_panels, sentences, story_panels, tables, texts
from ui.cut_control import show_only
from ui.due_texts import extension_lines
from ui.escaping import markdown_safe
from ui.extension_reasons import extension_reasons
from ui.frame import of_agreement, open_page, read_or_stop

ref = st.query_params.get("ref", "")
context = of_agreement(open_page(), ref)
board = context.board
found = board.agreements[board.agreements["ref"] == ref]
if found.empty:
    panels.head(context, texts.AGREEMENT)
    panels.empty(
        sentences.no_such_agreement(markdown_safe(ref), context.cut.on),
        icon=":material/search_off:",
    )
    st.page_link(filters.AGREEMENTS_PAGE, label="Ir a la lista de acuerdos", icon=":material/arrow_forward:")
    st.stop()
agreement = found.iloc[0]
assignments = board.assignments[board.assignments["agreement_id"] == agreement["agreement_id"]]
agreement_id = int(agreement["agreement_id"])
reports = read_or_stop(context.store, lambda db: queries.load_reports_of(db, agreement_id=agreement_id, known_at=context.cut.known_at))
changes = read_or_stop(context.store, lambda db: queries.load_deadlines_of(db, agreement_id=agreement_id, known_at=context.cut.known_at))
events = read_or_stop(context.store, lambda db: load_story(db, agreement_id=agreement_id, known_at=context.cut.known_at))

on = pd.Timestamp(context.cut.on)
reports = reports[reports["reported_on"] <= on]
reports = reports.assign(verified_on=reports["verified_on"].where(reports["verified_on"] <= on))
changes = changes[changes["decided_on"] <= on]

panels.head(context, f"Acuerdo {markdown_safe(agreement['code'])} · sesión del {sentences.day(agreement['session_on'])}")
panels.states(agreement, sentences.reason(agreement, who=True))

words, facts = st.columns([2, 1])
with words, st.container(border=True, height="stretch"):
    st.markdown(f"### {markdown_safe(agreement['text'])}")
    with st.expander(f"Problemática {markdown_safe(agreement['problem_number'])} · {markdown_safe(agreement['theme'])}"):
        st.markdown(markdown_safe(agreement["problem"]))
with facts, st.container(border=True, height="stretch"):
    panels.facts(agreement, board.sessions, put_off=extension_lines(extension_reasons(context, found)))

with st.container(border=True):
    panels.subtitle(sentences.parts_done(agreement))
    tables.parts_table(assignments, key=f"parts-{agreement_id}")

group_panels.members_of_agreement(board, assignments)

passing_panels.passed(context, agreement)

with st.container(border=True):
    panels.subtitle("Registrar")
    if context.is_past:
        show_only("registrar un avance, un plazo o una decisión")
    else:
        forms.show_saved(agreement, assignments)
        forms.actions(context, agreement, assignments, reports)

told, moved, logged = st.tabs([f"Reportes ({len(reports)})", f"Plazos ({len(changes)})", f"Historial de cambios ({len(events)})"])
with told:
    panels.reports(reports)
with moved:
    panels.deadline_changes(changes)
with logged:
    story_panels.story(context, events, agreement_id=agreement_id)
