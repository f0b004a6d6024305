"""Plazos: what is late and how late, what comes, and what has no deadline yet."""

import streamlit as st

from follow_up.extensions import by_extensions
from follow_up.metrics import ageing, overdue_between, state_counts
from follow_up.selection import Selection
from follow_up.vocabulary import DeadlineState
from ui import charts, due_texts, filters, panels, sentences, tables, texts
from ui.calendars import calendar_choice
from ui.extension_reasons import extension_reasons
from ui.frame import open_page, selected

TIMELINE_ROWS = 20

context = open_page()
panels.head(context, texts.DEADLINES)
filters.warn_of_unknown_values(context)
chips, sessions = st.columns([3, 1])
with sessions:
    session = filters.session_filter(context)
board = selected(context, session)
counts = state_counts(board.agreements)
with chips:
    state = filters.deadline_chips(list(counts))
    st.caption(sentences.states_counted(counts))
    st.caption(due_texts.moving_deadlines(board.agreements))
shown = selected(context, Selection(sessions=session.sessions, deadline_states=state)).agreements
open_ = board.agreements[board.agreements["deadline_state"] != DeadlineState.CLOSED]
dated = open_[open_["due"].notna()]
theme = panels.chart_theme()
late_between: list[int] = []  # the days of the bar of ageing that was touched

if dated.empty:
    panels.empty(
        sentences.nothing_dated(counts[DeadlineState.NO_DEADLINE]),
        icon=":material/event_busy:",
    )
else:
    line, late = st.columns([2, 1])
    with line:
        panels.chart(
            "De la sesión al plazo: acuerdos abiertos, el más urgente arriba", charts.timeline(dated.sort_values("due").head(TIMELINE_ROWS), board.sessions, today=context.cut.on, theme=theme),
            key="deadlines-timeline", alternative=sentences.timeline_alternative(dated),
            choose=lambda bar: st.switch_page(filters.AGREEMENT_PAGE, query_params={"ref": bar[0]}),
            note=sentences.timeline_note(shown=min(len(dated), TIMELINE_ROWS), total=len(dated)),
        )  # fmt: skip
    with late:
        bins = ageing(board.agreements)
        panels.chart(
            "Antigüedad de los vencidos", charts.ageing_bars(bins, theme=theme), key="deadlines-ageing",
            alternative=sentences.ageing_alternative(bins), note="Días desde que venció el plazo vigente. Toque una barra para ver cuáles.",
            choose=late_between.extend,
        )  # fmt: skip

if late_between:
    shown = overdue_between(board.agreements, *late_between)
without = shown[shown["deadline_state"] == DeadlineState.NO_DEADLINE]
others = shown[shown["deadline_state"] != DeadlineState.NO_DEADLINE]
if len(others) or without.empty:
    with st.container(border=True):
        told = tuple(code for code in state if code != DeadlineState.NO_DEADLINE) or state
        heading = sentences.late_between(*late_between) if late_between else sentences.chosen_states(told)
        panels.subtitle(f"{heading}: {len(others)} de {len(board.agreements)}")
        if others.empty:
            st.markdown(":material/check_circle: Ningún acuerdo en esta situación.")
        else:
            tables.agreements_table(others.sort_values(["days", "order"]), key="deadlines-table", columns=tables.DEADLINE_COLUMNS)
if len(without):
    with st.container(border=True):
        panels.subtitle(f"Sin plazo: {len(without)} de {len(board.agreements)}. Elija uno para fijarle plazo")
        tables.agreements_table(without, key="deadlines-without", columns=tables.WITHOUT_DEADLINE_COLUMNS, act="plazo")
extended = by_extensions(board.agreements)
if len(extended):
    with st.container(border=True):
        panels.subtitle(f"Prorrogados: {len(extended)} de {len(open_)} abiertos")
        tables.extensions_table(extension_reasons(context, extended), key="deadlines-extended")
with st.container(border=True):
    panels.subtitle("Llevar los plazos a su calendario")
    calendar_choice(context)
