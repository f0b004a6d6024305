"""What the first screen draws, made once per version of the data, selection and theme: it is the screen that all see."""

from dataclasses import dataclass

import pandas as pd

from follow_up.overview import Overview, overview
from follow_up.selection import Selection
from ui import charts, sentences, tables
from ui.frame import PageContext, figures

BARS = 8  # what fits on one screen; the rest is one click away


@dataclass(frozen=True)
class OverviewDrawings:
    """The figures of Panorama, `worst` institutions drawn, `buckets` by their words, and the cells of its table."""

    view: Overview
    worst: pd.DataFrame
    buckets: dict[str, int]
    institutions: charts.Figure
    themes: charts.Figure
    deadlines: charts.Figure
    attention: pd.DataFrame


def draw_overview(context: PageContext, selection: Selection, theme: str) -> OverviewDrawings:
    """Figures and cells of Panorama; `theme` is "light" or "dark"."""
    view = figures(context, overview, selection)
    worst = view.by_institution.head(BARS)
    words = sentences.bucket_labels(context.board.next_session, context.board.windows)
    return OverviewDrawings(
        view=view,
        worst=worst,
        buckets={words[bucket]: number for bucket, number in view.buckets.items()},
        institutions=charts.stacked_standing(worst, key="institution_code", label="institution", theme=theme),
        themes=charts.stacked_standing(view.by_theme, key="theme_code", label="theme", theme=theme),
        deadlines=charts.bucket_bars(view.buckets, labels=words, theme=theme),
        attention=tables.attention_cells(view.attention),
    )
