"""Presidencia: ten minutes before the session. Are we complying, who is not, what needs a decision; the same as one A4."""

import streamlit as st

from follow_up.vocabulary import DONE_STANDINGS, DeadlineState, Standing
from ui import charts, filters, panels, presidency_panels, texts
from ui.escaping import markdown_safe
from ui.filters import INSTITUTION, agreements_link, open_agreements
from ui.frame import kept, open_page
from ui.presidency import BARS_SHOWN, presidency

ROW_HEIGHT = 22  # so that all institutions stand on one screen of 1,080 lines
ICONS = (":material/task_alt:", ":material/alarm:", ":material/mark_email_unread:", ":material/event_busy:")
LINKS = (
    {"standings": DONE_STANDINGS}, {"deadlines": [DeadlineState.OVERDUE]}, {"standings": [Standing.NO_REPORT]},
    {"deadlines": [DeadlineState.NO_DEADLINE]},
)  # fmt: skip  # of the four figures, in their order

context = open_page()
title, session = st.columns([3, 1], vertical_alignment="bottom")
with title:
    panels.head(context, texts.PRESIDENCY)
with session:
    selection = filters.session_filter(context)
    view = kept(context, presidency, selection)
    presidency_panels.download(context, view.sheet)
filters.warn_of_unknown_values(context)
sheet, theme = view.sheet, panels.chart_theme()

st.markdown(f"##### {sheet.judgement}")
with st.grid(4, min_column_width=170):
    for figure, icon, link in zip(sheet.figures, ICONS, LINKS, strict=True):
        panels.kpi(figure.label, figure.number, "ver cuáles", icon=icon, link=agreements_link(**link), change=presidency_panels.moved(figure, view.since))
if not view.since:
    st.caption(sheet.since)

panels.standing_legend()
with st.grid(3, min_column_width=300):
    presidency_panels.decisions(sheet.decisions)
    known = filters.choices(context)
    shown = view.by_institution.head(BARS_SHOWN)
    panels.chart(
        sheet.institutions.title, charts.stacked_standing(shown, key="institution_code", label="institution", theme=theme, row_height=ROW_HEIGHT),
        key="presidency-institutions", alternative=charts.standing_alternative(shown, label="institution"), note=markdown_safe(sheet.institutions.note),
        choose=lambda bar: open_agreements(agreements_link(institutions=[known[INSTITUTION][bar[0]]], standings=[bar[1]])),
    )  # fmt: skip
    with st.container():
        panels.chart(
            sheet.deadlines.title, charts.bucket_bars(view.buckets, labels=view.labels, theme=theme), key="presidency-deadlines",
            alternative=charts.counts_alternative({row.chip.words: row.number for row in sheet.deadlines.rows}), note=sheet.deadlines.note,
            choose=lambda bar: open_agreements(agreements_link(buckets=[bar[0]])),
        )  # fmt: skip
        presidency_panels.promises(sheet.promises)

presidency_panels.rule(sheet)
presidency_panels.as_table(sheet)
