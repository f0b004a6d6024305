"""Panorama as a bare Streamlit page: the same elements with figures made up once, at import.

`BARE_SHAPE` (JSON) says how long its lists are: options of the filter, buttons of past sessions, traces and bars of each
chart, columns and rows of each table.
"""

import json
import os

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui.charts import CONFIG
from ui.tables import COLUMNS, LIGHT_PILL

SHAPE = json.loads(os.environ.get("BARE_SHAPE", '{"options": ["Primera"], "buttons": 0, "charts": [], "tables": []}'))
COLOURS = ["#C3CBD3", "#53708F", "#2468B0", "#8250A8", "#8FD0A5", "#1B7A43", "#EDF0F3"]
FONT = {"color": "#1F2D3A", "size": 14}
AXIS = {"tickfont": FONT, "showgrid": False, "zeroline": False, "fixedrange": True}
LAYOUT = {
    "barmode": "stack", "bargap": 0.25, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "font": FONT, "showlegend": False, "dragmode": False,
    "clickmode": "event+select", "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "hoverlabel": {"font": {"size": 14}},
    "xaxis": {**AXIS, "visible": False}, "yaxis": {**AXIS, "automargin": True, "ticksuffix": "  ", "autorange": "reversed"},
}  # fmt: skip
SENTENCE = "De {} acuerdos: 12 cumplidos (4 verificados), 20 en proceso, 3 pendientes, 4 sin reporte; 6 vencidos y 4 sin plazo."
METRICS = [("Cumplidos", "4 verificados"), ("Vencidos", "plazo pasado"), ("Sin reporte", "nadie informó"), ("Sin plazo", "sin fecha")]
TITLES = ["Por institución (peores)", "Por tema", "Por plazo"]
LEGEND = " ".join(f':color[\u00a0Estado {n}\u00a0]{{foreground="#FFFFFF" background="{colour}"}}' for n, colour in enumerate(COLOURS))
PILLS = list(LIGHT_PILL.values())
CONFIGURED = {**COLUMNS, "Abiertas": st.column_config.NumberColumn("Abiertas", help="Asignaciones abiertas", width="small")}
AGREEMENT = "Realizar acciones articuladas de prevención y difusión con las instituciones responsables, en el ámbito {} de la región."


def cells(columns: list[str], rows: int, variant: int) -> pd.DataFrame:
    """A table of our columns with made-up cells; `variant` makes two selections differ."""
    own: dict[str, object] = {
        "Semáforo": [[PILLS[n % 3]] for n in range(rows)],
        "Acuerdo": [AGREEMENT.format(n + variant) for n in range(rows)],
        "Sesión": pd.Timestamp(2026, 2, 25),
        "Abiertas": range(rows),
    }
    plain = {name: [f"{name} {n + variant}" for n in range(rows)] for name in columns}
    return pd.DataFrame({name: own.get(name, plain[name]) for name in columns}, index=range(rows))


TABLES = [[cells(columns, rows, variant) for columns, rows in SHAPE["tables"]] for variant in (0, 1)]


def bars(traces: int, rows: int, variant: int) -> go.Figure:
    """Stacked bars of hard-coded numbers with the look of ours, in one call: the cheapest way to write a figure object."""
    names = [f"Institución {n} ▲{n}" for n in range(rows)]
    data = [trace_of(trace, names, variant) for trace in range(traces)]
    return go.Figure({"data": data, "layout": {**LAYOUT, "height": max(120, rows * 27 + 16)}})


def trace_of(trace: int, names: list[str], variant: int) -> dict[str, object]:
    """One segment of each bar."""
    counts = [(trace * 7 + n * 3 + variant) % 11 + 1 for n in range(len(names))]
    return {
        "type": "bar", "y": names, "x": counts, "orientation": "h", "name": f"Estado {trace}", "text": [str(count) for count in counts],
        "textposition": "inside", "insidetextanchor": "middle", "constraintext": "none", "textangle": 0,
        "textfont": {"color": "#FFFFFF", "size": 14}, "customdata": [[name, "open"] for name in names],
        "marker": {"color": COLOURS[trace], "line": {"color": "#DDE3E9", "width": 1}, "pattern": {"shape": ""}},
        "hovertemplate": "%{y}<br>%{x}<extra></extra>",
    }  # fmt: skip


def side() -> None:
    """What stands below the menu."""
    with st.sidebar:
        st.date_input("Corte", value=None, format="DD/MM/YYYY", key="corte", bind="query-params", help="Ayuda")
        st.toggle("Como se conocía ese día", key="conocido", bind="query-params", help="Ayuda")
        with st.container(gap=None):
            for place in range(SHAPE["buttons"]):
                st.button(f"25/02/2026 · 2026-O{place}", key=f"cut-{place}", type="tertiary", help="Ver el corte")


def show() -> None:
    """The page, from top to bottom as ours."""
    title, session = st.columns([3, 1], vertical_alignment="bottom")
    with title:
        st.title("Panorama", anchor=False)
        st.caption("CORESEC Moquegua · **Corte al 01/09/2026** · próxima sesión 15/09/2026 · último reporte hace 3 días")
    with session:
        chosen = st.multiselect("Sesión", SHAPE["options"], key="sesion", bind="query-params", placeholder="Todos")
        st.page_link(st.Page(show, default=True), label="Ver qué cambió", icon=":material/change_circle:")
    variant = 1 if chosen else 0
    total = 9 if chosen else 41
    st.markdown(f"##### {SENTENCE.format(total)}")
    with st.grid(4, min_column_width=170):
        for number, (label, note) in enumerate(METRICS):
            metric(label, f"{number + 2 - variant} de {total}", note)
    st.markdown(LEGEND)
    with st.grid(3, min_column_width=400):
        for place, ((traces, rows), title) in enumerate(zip(SHAPE["charts"], TITLES, strict=True)):
            chart(title, bars(traces, rows, variant), place)
    tables(variant)


def metric(label: str, figure: str, note: str) -> None:
    """A figure with its link."""
    with st.container(border=True, height="stretch", gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", gap="xxsmall"):
            st.metric(label, figure, icon=":material/alarm:", width="content")
            st.markdown("**+2** desde el 14/08/2026", width="content")
        st.page_link(
            st.Page(show, default=True), label=note, icon=":material/arrow_forward:", icon_position="right", query_params={"estado": note}
        )


def chart(title: str, figure: go.Figure, place: int) -> None:
    """A chart in its frame; the first has one more link, as ours has."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"#### {title}")
        st.plotly_chart(figure, key=f"chart-{place}", config=CONFIG, alt="Figura", on_select="rerun", selection_mode="points")
        st.caption("70 asignaciones de 41 acuerdos: uno compartido cuenta en cada institución.")
        if place == 0:
            st.page_link(st.Page(show, default=True), label="Ver todas", icon=":material/arrow_forward:", icon_position="right")


def tables(variant: int) -> None:
    """The two tables below the charts."""
    for place, (column, frame) in enumerate(zip(st.columns([2, 1]), TABLES[variant], strict=True)):
        with column, st.container(border=True, height="stretch"):
            st.markdown("#### Requieren atención: 30 de 41")
            columns = {name: CONFIGURED[name] for name in frame.columns if name in CONFIGURED}
            st.dataframe(
                frame, key=f"table-{place}", hide_index=True, column_config=columns, height=212, on_select="rerun",
                selection_mode="single-cell", placeholder="—", alt="Tabla",
            )  # fmt: skip
