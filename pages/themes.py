"""Por tema: how each theme goes; then one theme with its problems and agreements."""

import streamlit as st

from data_store.themes import load_themes
from follow_up.metrics import compliance, month_ends, standing_by, standing_counts, trend
from follow_up.rows import records
from follow_up.vocabulary import DeadlineState, Standing
from ui import charts, filters, panels, sentences, tables, texts
from ui.catalogue_themes import theme_line
from ui.escaping import markdown_safe
from ui.filters import agreements_link
from ui.frame import history, open_page, read_or_stop, selected

TREND_MONTHS = 12

context = open_page()
panels.head(context, texts.BY_THEME)
filters.warn_of_unknown_values(context)
sheet, session = st.columns([3, 1])
with session:
    selection = filters.session_filter(context)
board = selected(context, selection)
if board.agreements.empty:
    panels.empty("No hay acuerdos con estos filtros. Quite un filtro para ver más.", icon=":material/filter_alt_off:")
    st.stop()
table = standing_by(board.agreements, key="theme_code", label="theme")
names = dict(zip(table["theme_code"], table["theme"], strict=True))
with sheet:
    chosen = filters.sheet("Ficha del tema", names, placeholder="Elija un tema o toque su barra")
theme = panels.chart_theme()

if chosen is None:
    panels.standing_legend()
    bars, months = st.columns(2)
    with bars:
        panels.chart(
            "Acuerdos por tema, los más atrasados primero", charts.stacked_standing(table, key="theme_code", label="theme", theme=theme),
            key="themes-bars", alternative=charts.standing_alternative(table, label="theme"),
            choose=lambda bar: filters.open_sheet(bar[0]),
            note=f"{sentences.count(len(board.agreements), 'acuerdo', 'acuerdos')}; cada uno tiene un solo tema.",
        )  # fmt: skip
    with months:
        points = trend(*history(context, board), dates=month_ends(context.cut.on, months=TREND_MONTHS))
        panels.chart(
            "Mes a mes: en vigor, cumplidos y verificados", charts.trend_lines(points, theme=theme), key="themes-trend",
            alternative=sentences.trend_alternative(points), note="Estado al último día de cada mes y a la fecha de corte.",
        )  # fmt: skip
    st.stop()

known = read_or_stop(context.store, load_themes)
for row in records(known[known["code"] == chosen]):
    st.markdown(theme_line(row))
mine = board.agreements[board.agreements["theme_code"] == chosen]
counts = standing_counts(mine)
late = int((mine["deadline_state"] == DeadlineState.OVERDUE).sum())
without = int((mine["deadline_state"] == DeadlineState.NO_DEADLINE).sum())
with st.grid(4, min_column_width=170):
    label = [names[chosen]]
    panels.kpi(
        "Cumplidos", sentences.compliance(compliance(mine)),
        sentences.count(compliance(mine).verified, "verificado", "verificados"),
        icon=":material/task_alt:", link=agreements_link(themes=label, standings=[Standing.FULFILLED, Standing.VERIFIED]),
    )  # fmt: skip
    panels.kpi(
        "Vencidos", f"{late} de {len(mine)}", "plazo pasado",
        icon=":material/alarm:", link=agreements_link(themes=label, deadlines=[DeadlineState.OVERDUE]),
    )  # fmt: skip
    panels.kpi(
        "Sin reporte", f"{counts[Standing.NO_REPORT]} de {len(mine)}", "nadie informó",
        icon=":material/mark_email_unread:", link=agreements_link(themes=label, standings=[Standing.NO_REPORT]),
    )  # fmt: skip
    panels.kpi(
        "Sin plazo", f"{without} de {len(mine)}", "sin fecha",
        icon=":material/event_busy:", link=agreements_link(themes=label, deadlines=[DeadlineState.NO_DEADLINE]),
    )  # fmt: skip
for problem_id, agreements in mine.groupby("problem_id", sort=False):
    with st.container(border=True):
        first = agreements.iloc[0]
        panels.subtitle(f"Problemática {first['problem_number']} · sesión del {sentences.day(first['session_on'])}")
        st.markdown(markdown_safe(first["problem"]))
        tables.agreements_table(agreements, key=f"theme-problem-{problem_id}", columns=tables.THEME_COLUMNS)
