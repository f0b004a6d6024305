"""Acuerdos: find any agreement or assignment by what it is and how it stands."""

import streamlit as st

from ui import bulk_editing, filters, panels, sentences, tables, texts
from ui.frame import open_page, selected

context = open_page()
board = context.board
panels.head(context, texts.AGREEMENTS)
filters.warn_of_unknown_values(context)
selection = filters.filter_bar(context)
shown = selected(context, selection)
with st.container(horizontal=True, vertical_alignment="bottom"):
    view = filters.view_switch()
    is_editing = view == filters.AGREEMENTS_VIEW and bulk_editing.switch(context)

if view == filters.AGREEMENTS_VIEW:
    rows, total = shown.agreements, len(board.agreements)
    st.markdown(f"##### {len(rows):,} de {sentences.count(total, 'acuerdo', 'acuerdos')}")
else:
    rows, total = shown.assignments, len(board.assignments)
    st.markdown(f"##### {len(rows):,} de {sentences.count(total, 'asignación', 'asignaciones')} (acuerdo con cada institución responsable)")
if is_editing:
    bulk_editing.panel(context, rows)
elif rows.empty:
    panels.empty("Ningún acuerdo coincide. Quite un filtro o busque con menos palabras.", icon=":material/search_off:")
elif view == filters.AGREEMENTS_VIEW:
    tables.agreements_table(rows, key="agreements-table", columns=tables.AGREEMENT_COLUMNS)
else:
    tables.assignments_table(rows, board.agreements, key="assignments-table", columns=tables.ASSIGNMENT_COLUMNS)
