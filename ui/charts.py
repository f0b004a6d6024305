"""Figures: frames in, `go.Figure` out. `graph_objects` only: plotly.express costs 25 times as much per figure.

Colours of text and grid follow the theme ("light" or "dark"); every label typed by others passes `plotly_safe`.
"""

from collections.abc import Mapping
from datetime import date
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from follow_up.rows import records
from follow_up.vocabulary import DeadlineBucket, Standing
from ui import palette, texts
from ui.escaping import plotly_safe
from ui.sentences import count, day, days_to

Figure = go.Figure  # for those who show figures without making them
ROW_HEIGHT = 27
TICK_SIZE = 14
TALL_ROW = 36  # for labels of two lines
LABEL_LENGTH = 26
VOID_PATTERN = {standing: "/" if standing == Standing.VOID else "" for standing in Standing}  # also told apart in grey
MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"]
WEEKDAYS = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"]

# Plotly's own Spanish is a separate download; `locale` alone does nothing without the dictionary beside it.
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "es-PE",
    "locales": {
        "es-PE": {
            "moduleType": "locale",
            "name": "es-PE",
            "dictionary": {},
            "format": {
                "days": WEEKDAYS,
                "shortDays": [name[:3] for name in WEEKDAYS],
                "months": MONTHS,
                "shortMonths": ["set" if name == "setiembre" else name[:3] for name in MONTHS],
                "date": "%d/%m/%Y",
                "decimal": ".",
                "thousands": ",",
            },
        }
    },
}


def stacked_standing(table: pd.DataFrame, *, key: str, label: str, theme: str) -> go.Figure:
    """One bar per row of `metrics.standing_by`, stacked by standing, its number on each segment, the first row on top.

    The overdue stand beside the name, because they are a part of the open ones and not one more segment.

    `customdata` of a segment is [key, standing code], for the link.
    """
    names = [_two_lines(f"{name} ▲{late}" if late else name) for name, late in zip(table[label], table["overdue"], strict=True)]
    figure = go.Figure()
    for standing in Standing:
        counts = table[standing.value]
        if not counts.any():
            continue
        fill, ink = palette.STANDING[standing]
        figure.add_bar(
            y=names, x=counts, orientation="h", name=texts.STANDING[standing],
            marker={"color": fill, "line": {"color": palette.GRID[theme], "width": 1}, "pattern": {"shape": VOID_PATTERN[standing]}},
            text=[str(number) if number else "" for number in counts], textposition="inside", insidetextanchor="middle",
            constraintext="none", textangle=0, textfont={"color": ink, "size": TICK_SIZE}, customdata=[[code, standing.value] for code in table[key]],
            hovertemplate="%{y}<br>" + texts.STANDING[standing] + ": %{x}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(barmode="stack", bargap=0.25)
    _layout(figure, rows=len(table), theme=theme, legend=False, row_height=TALL_ROW if any("<br>" in name for name in names) else ROW_HEIGHT)
    figure.update_xaxes(visible=False)
    return figure


def bucket_bars(counts: Mapping[DeadlineBucket, int], *, labels: Mapping[DeadlineBucket, str], theme: str) -> go.Figure:
    """One bar per deadline bucket, zero included, its number beside it. `customdata` is [bucket code]."""
    fills = [palette.BUCKET[bucket][0] for bucket in counts]
    figure = go.Figure(
        go.Bar(
            y=[labels[bucket] for bucket in counts], x=list(counts.values()), orientation="h", marker={"color": fills},
            text=[f"<b>{number}</b>" for number in counts.values()], textposition="outside", textangle=0, cliponaxis=False,
            textfont={"color": palette.INK[theme], "size": TICK_SIZE + 2}, customdata=[[bucket.value] for bucket in counts],
            hovertemplate="%{y}: %{x}<extra></extra>",
        )
    )  # fmt: skip
    _layout(figure, rows=len(counts), theme=theme, legend=False)
    figure.update_xaxes(visible=False, range=[0, max(1, *counts.values()) * 1.15])
    return figure


def ageing_bars(table: pd.DataFrame, *, theme: str) -> go.Figure:
    """How late the overdue are: one column per bin of `metrics.ageing`."""
    names = [f"{row.first}–{int(row.last)} días" if pd.notna(row.last) else f"más de {row.first - 1} días" for row in records(table)]
    figure = go.Figure(
        go.Bar(
            y=names, x=table["count"], orientation="h", marker={"color": palette.RED[0]},
            text=[f"<b>{number}</b>" for number in table["count"]], textposition="outside", textangle=0, cliponaxis=False,
            textfont={"color": palette.INK[theme], "size": TICK_SIZE + 2}, hovertemplate="%{y}: %{x}<extra></extra>",
        )
    )  # fmt: skip
    _layout(figure, rows=len(table), theme=theme, legend=False)
    figure.update_xaxes(visible=False, range=[0, max(1, table["count"].max()) * 1.15])
    return figure


def timeline(agreements: pd.DataFrame, sessions: pd.DataFrame, *, today: date, theme: str) -> go.Figure:
    """From the session that adopted each dated agreement to its deadline, with today and the sessions as lines.

    `agreements`: code, text, session_on, due, days, deadline_state, ref; the earliest on top. `customdata` is [ref].
    """
    rows = agreements.sort_values("due")
    names = [_two_lines(f"{row.code} · {row.text}") for row in records(rows)]
    places = list(range(len(rows)))
    figure = go.Figure()
    for state, colours in palette.DEADLINE_STATE.items():
        mine = [place for place, value in zip(places, rows["deadline_state"], strict=True) if value == state]
        if not mine:
            continue
        part = rows.iloc[mine]
        figure.add_bar(
            y=mine, x=(part["due"] - part["session_on"]).dt.days * 86_400_000, base=part["session_on"].dt.strftime("%Y-%m-%d"),
            orientation="h", name=texts.DEADLINE_STATE[state], marker={"color": colours[0]}, customdata=[[ref] for ref in part["ref"]],
            hovertext=[f"{plotly_safe(row.code)}: {day(row.due)}, {days_to(row.days)}" for row in records(part)],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(barmode="overlay", bargap=0.35)
    _layout(figure, rows=len(rows) + 2, theme=theme, legend=True, row_height=TALL_ROW)
    figure.update_yaxes(tickvals=places, ticktext=names, range=[-0.6, len(rows) - 0.4])
    _calendar(figure, sessions, today=today, theme=theme)
    return figure


def _calendar(figure: go.Figure, sessions: pd.DataFrame, *, today: date, theme: str) -> None:
    """A date axis with today as a full line and each session as a dotted one."""
    ink = palette.INK[theme]
    figure.update_xaxes(visible=True, type="date", tickformat="%b %Y", showgrid=True, gridcolor=palette.GRID[theme], side="bottom")
    for held_on in sessions["held_on"]:
        figure.add_vline(x=f"{held_on:%Y-%m-%d}", line={"color": ink, "width": 1, "dash": "dot"})
    figure.add_vline(x=today.isoformat(), line={"color": palette.RED[0], "width": 2})
    figure.add_annotation(
        x=today.isoformat(), y=1, yref="paper", yanchor="bottom", xanchor="right", showarrow=False, text=f"<b>Hoy {day(today)}</b>",
        font={"color": ink, "size": TICK_SIZE},
    )  # fmt: skip
    figure.update_layout(margin={"t": 28, "b": 70})


def trend_lines(table: pd.DataFrame, *, theme: str) -> go.Figure:
    """Agreements in force and fulfilled at each month's end (`metrics.trend`)."""
    series = {"En vigor": ("total", palette.GREY[0]), "Cumplidos": ("done", palette.MINT[0]), "Verificados": ("verified", palette.GREEN[0])}
    figure = go.Figure()
    for name, (column, colour) in series.items():
        figure.add_scatter(
            x=[f"{moment:%Y-%m-%d}" for moment in table["on"]], y=table[column], name=name, mode="lines+markers",
            line={"color": colour, "width": 3, "shape": "hv"}, hovertemplate=name + " al %{x|%d/%m/%Y}: %{y}<extra></extra>",
        )  # fmt: skip
    _layout(figure, rows=8, theme=theme, legend=True)
    figure.update_layout(margin={"b": 70})
    figure.update_xaxes(visible=True, type="date", tickformat="%b %Y", showgrid=False)
    figure.update_yaxes(visible=True, autorange=True, rangemode="tozero", tickformat="d", showgrid=True, gridcolor=palette.GRID[theme])
    return figure


def standing_alternative(table: pd.DataFrame, *, label: str) -> str:
    """The stacked bars in words, for who cannot see them."""
    rows = []
    for _, row in table.iterrows():
        parts = [f"{row[standing.value]} {texts.STANDING[standing].lower()}" for standing in Standing if row[standing.value]]
        late = [f"{row['overdue']} vencido(s)"] if row["overdue"] else []
        rows.append(f"{row[label]}: {', '.join([*late, *parts])}")
    return "; ".join(rows) or "Sin datos"


def counts_alternative(labels: Mapping[str, int]) -> str:
    """Plain bars in words."""
    return "; ".join(f"{label}: {count(number, 'acuerdo', 'acuerdos')}" for label, number in labels.items())


def _layout(figure: go.Figure, *, rows: int, theme: str, legend: bool, row_height: int = ROW_HEIGHT) -> None:
    """What all figures share: their own ink (the theme's ticks are too pale), no tool bar, height by rows."""
    ink = palette.INK[theme]
    font = {"color": ink, "size": TICK_SIZE}
    figure.update_layout(
        height=max(120, rows * row_height + (56 if legend else 16)), margin={"l": 8, "r": 8, "t": 8, "b": 44 if legend else 8}, font=font,
        showlegend=legend, dragmode=False, clickmode="event+select", paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": 0, "yref": "container", "yanchor": "bottom", "x": 0, "xref": "container", "font": font, "traceorder": "normal", "itemclick": False, "itemdoubleclick": False},
        hoverlabel={"font": {"size": TICK_SIZE}},
    )  # fmt: skip
    figure.update_xaxes(tickfont=font, showgrid=False, zeroline=False, fixedrange=True)
    figure.update_yaxes(tickfont=font, showgrid=False, zeroline=False, fixedrange=True, automargin=True, ticksuffix="  ", autorange="reversed")


def _two_lines(text: str) -> str:
    """A label that fits beside its bar, in at most two lines."""
    lines = wrap(text, LABEL_LENGTH, max_lines=2, placeholder="…")
    return "<br>".join(plotly_safe(line) for line in lines)
