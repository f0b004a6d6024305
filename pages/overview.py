"""Panorama: are we complying, what is late, what asks for attention. All on one screen."""

import streamlit as st

from follow_up.vocabulary import DONE_STANDINGS, DeadlineBucket, DeadlineState, Standing
from ui import charts, committee_panels, filters, panels, sentences, tables, texts
from ui.changes_panels import CHANGES_PAGE
from ui.drawings import draw_overview
from ui.filters import INSTITUTION, THEME, agreements_link, open_agreements
from ui.frame import kept, open_page

TABLE_HEIGHT = 212  # five rows: with them the page still ends within 1,080 lines

context = open_page()
board = context.board
title, session = st.columns([3, 1], vertical_alignment="bottom")
with title:
    panels.head(context, texts.OVERVIEW)
with session:
    selection = filters.session_filter(context)
filters.warn_of_unknown_values(context)
drawn = kept(context, draw_overview, selection, panels.chart_theme())
if drawn.since:
    with session:
        st.page_link(CHANGES_PAGE, label="Ver qué cambió", icon=":material/change_circle:")
view = drawn.view
total = view.judgement.total
overdue, without_deadline = view.buckets[DeadlineBucket.OVERDUE], view.buckets[DeadlineBucket.NO_DEADLINE]

st.markdown(f"##### {sentences.judgement(view.judgement)}")
with st.grid(4, min_column_width=170):
    panels.kpi(
        "Cumplidos", sentences.compliance(view.compliance),
        sentences.count(view.compliance.verified, "verificado", "verificados"),
        icon=":material/task_alt:", link=agreements_link(standings=DONE_STANDINGS), change=drawn.changes["done"],
    )  # fmt: skip
    panels.kpi(
        "Vencidos", f"{overdue} de {total}", "plazo pasado",
        icon=":material/alarm:", link=agreements_link(deadlines=[DeadlineState.OVERDUE]), change=drawn.changes["overdue"],
    )  # fmt: skip
    panels.kpi(
        "Sin reporte", f"{view.standing[Standing.NO_REPORT]} de {total}", "nadie informó",
        icon=":material/mark_email_unread:", link=agreements_link(standings=[Standing.NO_REPORT]), change=drawn.changes["no_report"],
    )  # fmt: skip
    panels.kpi(
        "Sin plazo", f"{without_deadline} de {total}", "sin fecha",
        icon=":material/event_busy:", link=agreements_link(deadlines=[DeadlineState.NO_DEADLINE]), change=drawn.changes["no_deadline"],
    )  # fmt: skip

panels.standing_legend()
committee_panels.by_committee(context, selection)
with st.grid(3, min_column_width=360):
    known = filters.choices(context)
    panels.chart(
        sentences.worst_of("Por institución", shown=len(drawn.worst), total=len(view.by_institution)), drawn.institutions,
        key="overview-institutions", alternative=charts.standing_alternative(drawn.worst, label="institution"),
        choose=lambda bar: open_agreements(agreements_link(institutions=[known[INSTITUTION][bar[0]]], standings=[bar[1]])),
        note=f"{view.judgement.assignments} asignaciones de {total} acuerdos: uno compartido cuenta en cada institución.",
        more=(filters.INSTITUTIONS_PAGE, f"Ver las {len(view.by_institution)} instituciones"),
    )  # fmt: skip
    panels.chart(
        "Por tema", drawn.themes, key="overview-themes", alternative=charts.standing_alternative(view.by_theme, label="theme"),
        choose=lambda bar: open_agreements(agreements_link(themes=[known[THEME][bar[0]]], standings=[bar[1]])),
        note=f"{sentences.count(total, 'acuerdo', 'acuerdos')}; cada uno tiene un solo tema.",
    )  # fmt: skip
    panels.chart(
        "Por plazo", drawn.deadlines, key="overview-deadlines", alternative=charts.counts_alternative(drawn.buckets),
        choose=lambda bar: open_agreements(agreements_link(buckets=[bar[0]])),
        note=f"{sentences.count(total, 'acuerdo', 'acuerdos')}. Los cerrados son los cumplidos, los no cumplidos y los sin efecto.",
    )  # fmt: skip

asking, silent = st.columns([2, 1])
with asking, st.container(border=True, height="stretch"):
    panels.subtitle(f"Requieren atención: {view.attention_total} de {total}")
    if view.attention_total:
        tables.attention_table(drawn.attention, view.attention["ref"], key="overview-attention", height=TABLE_HEIGHT)
    else:
        st.markdown(":material/check_circle: Ningún acuerdo pide atención: todos están verificados, en plazo o sin efecto.")
with silent, st.container(border=True, height="stretch"):
    panels.subtitle("Hace cuánto no reportan")
    asked = tables.silence_table(view.silence, key="overview-silence", height=TABLE_HEIGHT)
    if asked:
        st.switch_page(filters.INSTITUTIONS_PAGE, query_params={filters.SHEET: known[INSTITUTION][asked]})
