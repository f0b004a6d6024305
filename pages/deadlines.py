"""Plazos: what is late and how late, what comes, and what has no deadline yet."""

import streamlit as st

from follow_up.metrics import ageing, state_counts
from follow_up.selection import Selection
from follow_up.vocabulary import DeadlineState
from ui import charts, filters, panels, sentences, tables, texts
from ui.frame import open_page, selected

TIMELINE_ROWS = 20

context = open_page()
panels.head(context, texts.DEADLINES)
filters.warn_of_unknown_values(context.board)
chips, sessions = st.columns([3, 1])
with sessions:
    session = filters.session_filter(context.board)
board = selected(context, session)
counts = state_counts(board.agreements)
with chips:
    state = filters.deadline_chips(list(counts))
    st.caption(sentences.states_counted(counts))
shown = selected(context, Selection(sessions=session.sessions, deadline_states=state)).agreements
open_ = board.agreements[board.agreements["deadline_state"] != DeadlineState.CLOSED]
dated = open_[open_["due"].notna()]
theme = panels.chart_theme()

if dated.empty:
    panels.empty(
        f"**Ningún acuerdo abierto tiene fecha.** {sentences.count(counts[DeadlineState.NO_DEADLINE], 'está', 'están')} sin plazo: "
        "lo que no tiene fecha no se puede exigir. Elija un acuerdo en la lista y fíjele el plazo que decida el comité.",
        icon=":material/event_busy:",
    )
else:
    line, late = st.columns([2, 1])
    with line:
        panels.chart(
            "De la sesión al plazo: acuerdos abiertos, el más urgente arriba", charts.timeline(dated.sort_values("due").head(TIMELINE_ROWS), board.sessions, today=context.today, theme=theme),
            key="deadlines-timeline", alternative=sentences.timeline_alternative(dated),
            page=filters.AGREEMENT_PAGE, link=lambda bar: {"ref": bar[0]},
            note=sentences.timeline_note(shown=min(len(dated), TIMELINE_ROWS), total=len(dated)),
        )  # fmt: skip
    with late:
        bins = ageing(board.agreements)
        panels.chart(
            "Antigüedad de los vencidos", charts.ageing_bars(bins, theme=theme), key="deadlines-ageing",
            alternative=sentences.ageing_alternative(bins), note="Días desde que venció el plazo vigente.",
        )  # fmt: skip

with st.container(border=True):
    panels.subtitle(f"{sentences.chosen_states(state)}: {len(shown)} de {len(board.agreements)}")
    if shown.empty:
        st.markdown(":material/check_circle: Ningún acuerdo en esta situación.")
    else:
        tables.agreements_table(shown.sort_values(["days", "order"]), key="deadlines-table", columns=tables.DEADLINE_COLUMNS)
        if DeadlineState.NO_DEADLINE in state or not state:
            st.caption("Para fijar un plazo, abra el acuerdo y use «Fijar o ampliar plazo».")
