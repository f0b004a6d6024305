"""Figures: frames in, `go.Figure` out. `graph_objects` only: plotly.express costs 25 times as much per figure.

Colours of text and grid follow the theme ("light" or "dark"); every label typed by others passes `plotly_safe`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from follow_up.rows import records
from follow_up.vocabulary import DeadlineBucket, DeadlineState, Standing
from ui import palette, texts
from ui.escaping import plotly_safe
from ui.sentences import count, day, days_to

Part = dict[str, Any]  # a piece of a figure, as plotly's JSON has it
Figure = go.Figure  # for those who show figures without making them
ROW_HEIGHT = 27
TICK_SIZE = 14
TALL_ROW = 36  # for labels of two lines
LABEL_LENGTH = 26
LEGEND_UNDER_AXIS = 70
LETTER_WIDTH = 7.5  # pixels of a letter at TICK_SIZE
NARROWEST_PLOT = 105  # pixels that a bar has on a phone, beside its name
DAY_IN_MILLISECONDS = 86_400_000
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


def stacked_standing(table: pd.DataFrame, *, key: str, label: str, theme: str, row_height: int = ROW_HEIGHT) -> go.Figure:
    """One bar per row of `metrics.standing_by`, stacked by standing, its number on each segment, the first row on top.

    The overdue stand beside the name, because they are a part of the open ones and not one more segment.
    `customdata` of a segment is [key, standing code, name], for the link and the tip.
    """
    names = [_two_lines(f"{name} ▲{late}" if late else name) for name, late in zip(table[label], table["overdue"], strict=True)]
    longest = max(table["total"], default=0)
    traces = [
        _segments(table, standing, key=key, label=label, longest=longest, theme=theme)
        for standing in Standing
        if table[standing.value].any()
    ]
    tall = any("<br>" in name for name in names)
    return _figure(
        traces, names=names, theme=theme, row_height=TALL_ROW if tall else row_height, barmode="stack", bargap=0.25,
        xaxis={"visible": False},
    )  # fmt: skip


def _segments(table: pd.DataFrame, standing: Standing, *, key: str, label: str, longest: int, theme: str) -> Part:
    """The segments of one standing over all bars."""
    fill, ink = palette.STANDING[standing]
    counts = table[standing.value].tolist()
    return {
        "type": "bar", "orientation": "h", "name": texts.STANDING[standing], "y": list(range(len(table))), "x": counts,
        "marker": {"color": fill, "line": {"color": palette.GRID[theme], "width": 1}, "pattern": {"shape": VOID_PATTERN[standing], "bgcolor": fill, "fgcolor": palette.GREY[0], "solidity": 0.2}},
        "text": [_on_segment(standing, number, longest) for number in counts], "textposition": "inside",
        "insidetextanchor": "middle", "constraintext": "none", "textangle": 0, "textfont": {"color": ink, "size": TICK_SIZE},
        "customdata": [[code, standing.value, plotly_safe(name)] for code, name in zip(table[key], table[label], strict=True)],
        "hovertemplate": "%{customdata[2]}<br>" + texts.STANDING[standing] + ": %{x}<extra></extra>",
    }  # fmt: skip


def _on_segment(standing: Standing, number: int, longest: int) -> str:
    """Number, shape and word where they fit on the narrowest screen; else the number, whose colour the legend tells."""
    if number == 0:
        return ""
    words = f"{number} {texts.STANDING[standing].lower()}"
    room = number / longest * NARROWEST_PLOT
    return words if len(words) * LETTER_WIDTH < room else str(number)


def bucket_bars(counts: Mapping[DeadlineBucket, int], *, labels: Mapping[DeadlineBucket, str], theme: str) -> go.Figure:
    """One bar per deadline bucket, zero included, its number beside it. `customdata` is [bucket code]."""
    fills = [palette.BUCKET[bucket][0] for bucket in counts]
    trace = _plain_bars(list(counts.values()), fills=fills, theme=theme)
    trace["customdata"] = [[bucket.value] for bucket in counts]
    return _figure([trace], names=[labels[bucket] for bucket in counts], theme=theme, xaxis=_room_for_numbers(counts.values()))


def ageing_bars(table: pd.DataFrame, *, theme: str) -> go.Figure:
    """How late the overdue are: one bar per bin of `metrics.ageing`. `customdata` is [first, last] in days."""
    names = [f"{row.first}–{int(row.last)} días" if pd.notna(row.last) else f"más de {row.first - 1} días" for row in records(table)]
    counts = table["count"].tolist()
    trace = _plain_bars(counts, fills=[palette.RED[0]] * len(counts), theme=theme)
    trace["customdata"] = [[int(row.first), int(row.last) if pd.notna(row.last) else None] for row in records(table)]
    return _figure([trace], names=names, theme=theme, xaxis=_room_for_numbers(counts))


def _plain_bars(counts: list[int], *, fills: list[str], theme: str) -> Part:
    """Bars with their number beside them."""
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(counts))), "x": counts, "marker": {"color": fills},
        "text": [f"<b>{number}</b>" for number in counts], "textposition": "outside", "textangle": 0, "cliponaxis": False,
        "textfont": {"color": palette.INK[theme], "size": TICK_SIZE + 2}, "hoverinfo": "none",  # "skip" would also skip the click
    }  # fmt: skip


def _room_for_numbers(counts: Iterable[int]) -> Part:
    """An axis out of sight, with room for the number beside the longest bar."""
    return {"visible": False, "range": [0, max(1, *counts) * 1.3]}


def timeline(agreements: pd.DataFrame, sessions: pd.DataFrame, *, today: date, theme: str) -> go.Figure:
    """From the session that adopted each dated agreement to its deadline, with today and the sessions as lines.

    `agreements`: code, text, session_on, due, days, deadline_state, ref; the earliest on top. `customdata` is [ref].
    """
    rows = agreements.sort_values("due").reset_index(drop=True)
    traces = [_spans(rows[rows["deadline_state"] == state], state) for state in DeadlineState if (rows["deadline_state"] == state).any()]
    ink = palette.INK[theme]
    lines = [_upright(f"{held_on:%Y-%m-%d}", {"color": ink, "width": 1, "dash": "dot"}) for held_on in sessions["held_on"]]
    now = {
        "x": today.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "right", "showarrow": False,
        "text": f"<b>Corte {day(today)}</b>", "font": {"color": ink, "size": TICK_SIZE},
    }  # fmt: skip
    return _figure(
        traces, names=[_two_lines(f"{row.code} · {row.text}") for row in records(rows)], theme=theme, row_height=TALL_ROW,
        legend=True, barmode="overlay", bargap=0.35, shapes=[*lines, _upright(today.isoformat(), {"color": palette.RED[0], "width": 2})],
        annotations=[now], margin={"l": 8, "r": 8, "t": 28, "b": LEGEND_UNDER_AXIS},
        xaxis={"type": "date", "tickformat": "%b %Y", "showgrid": True, "gridcolor": palette.GRID[theme], "side": "bottom"},
    )  # fmt: skip


def _spans(part: pd.DataFrame, state: DeadlineState) -> Part:
    """The bars of one deadline state, each from its session to its deadline; their length is in milliseconds."""
    return {
        "type": "bar", "orientation": "h", "name": texts.DEADLINE_STATE[state], "marker": {"color": palette.DEADLINE_STATE[state][0]},
        "y": part.index.tolist(), "x": ((part["due"] - part["session_on"]).dt.days * DAY_IN_MILLISECONDS).tolist(),
        "base": part["session_on"].dt.strftime("%Y-%m-%d").tolist(), "customdata": [[ref] for ref in part["ref"]],
        "hovertext": [f"{plotly_safe(row.code)}: {day(row.due)}, {days_to(row.days)}" for row in records(part)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _upright(at: str, line: Part) -> Part:
    """A line over the whole height of the plot."""
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def trend_lines(table: pd.DataFrame, *, theme: str) -> go.Figure:
    """Agreements in force and fulfilled at each month's end (`metrics.trend`)."""
    series = {"En vigor": ("total", palette.SLATE[0]), "Cumplidos": ("done", palette.MINT[0]), "Verificados": ("verified", palette.GREEN[0])}
    days = [f"{moment:%Y-%m-%d}" for moment in table["on"]]
    traces: list[Part] = [
        {
            "type": "scatter", "mode": "lines+markers", "name": name, "x": days, "y": table[column].tolist(),
            "line": {"color": colour, "width": 3, "shape": "hv"}, "hovertemplate": name + " al %{x|%d/%m/%Y}: %{y}<extra></extra>",
        }
        for name, (column, colour) in series.items()
    ]  # fmt: skip
    return _figure(
        traces, names=[], theme=theme, legend=True, height=280, margin={"l": 8, "r": 8, "t": 8, "b": LEGEND_UNDER_AXIS},
        xaxis={"type": "date", "tickformat": "%b %Y"},
        yaxis={"rangemode": "tozero", "tickformat": "d", "showgrid": True, "gridcolor": palette.GRID[theme]},
    )  # fmt: skip


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


def _figure(
    traces: list[Part], *, names: list[str], theme: str, xaxis: Part, yaxis: Part | None = None, legend: bool = False,
    row_height: int = ROW_HEIGHT, **layout: Any,
) -> go.Figure:  # fmt: skip
    """What all figures share: their own ink (the theme's ticks are too pale), no tool bar, height by rows.

    Made in one call: each later `update_` would check the whole figure again, at 25 times the cost. Bars stand at
    numbered places with `names` beside them, because two long names may be shortened to the same words.
    """
    font = {"color": palette.INK[theme], "size": TICK_SIZE}
    axis = {"tickfont": font, "showgrid": False, "zeroline": False, "fixedrange": True}
    rows = {"tickvals": list(range(len(names))), "ticktext": names, "range": [len(names) - 0.4, -0.6]} if names else {}
    shared = {
        "height": max(120, len(names) * row_height + (90 if legend else 16)), "font": font, "showlegend": legend,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "dragmode": False, "clickmode": "event+select",
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "hoverlabel": {"font": {"size": TICK_SIZE}},
        "legend": {
            "orientation": "h", "x": 0, "xref": "container", "y": 0, "yref": "container", "yanchor": "bottom", "font": font,
            "itemclick": False, "itemdoubleclick": False,
        },
    }  # fmt: skip
    return go.Figure(
        {
            "data": traces,
            "layout": {
                **shared, **layout, "xaxis": {**axis, **xaxis}, "yaxis": {**axis, "automargin": True, "ticksuffix": "  ", **rows, **(yaxis or {})},
            },
        }
    )  # fmt: skip


def _two_lines(text: str) -> str:
    """A label that fits beside its bar, in at most two lines."""
    lines = wrap(text, LABEL_LENGTH, max_lines=2, placeholder="…")
    return "<br>".join(plotly_safe(line) for line in lines)
