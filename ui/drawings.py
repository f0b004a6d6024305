"""What the first screen draws, made once per version of the data, selection and theme: it is the screen that all see."""

from dataclasses import dataclass

import pandas as pd

from follow_up.movements import key_figures
from follow_up.overview import Overview, overview
from follow_up.selection import Selection, select
from ui import charts, sentences, tables
from ui.frame import PageContext, figures, selected
from ui.movement_texts import change_since
from ui.since import Since, board_since, last_session

BARS = 8  # what fits on one screen; the rest is one click away
BETTER, WORSE = "green", "red"
MORE_IS = {"done": BETTER, "overdue": WORSE, "no_report": WORSE, "no_deadline": WORSE}  # of each figure of the cards


@dataclass(frozen=True)
class OverviewDrawings:
    """The figures of Panorama, `worst` institutions drawn, `buckets` by their words, and the cells of its table.

    `since`: the last session before the cut-off; `changes`: per figure of `MORE_IS` what it was then against now, empty
    texts where there was no session.
    """

    view: Overview
    since: Since | None
    changes: dict[str, str]
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
    since = last_session(context)
    words = sentences.buckets_of(context.board)
    return OverviewDrawings(
        view=view,
        since=since,
        changes=_changes(context, selection, since),
        worst=worst,
        buckets={words[bucket]: number for bucket, number in view.buckets.items()},
        institutions=charts.stacked_standing(worst, key="institution_code", label="institution", theme=theme),
        themes=charts.stacked_standing(view.by_theme, key="theme_code", label="theme", theme=theme),
        deadlines=charts.bucket_bars(view.buckets, labels=words, theme=theme),
        attention=tables.attention_cells(view.attention),
    )


def _changes(context: PageContext, selection: Selection, since: Since | None) -> dict[str, str]:
    if since is None:
        return dict.fromkeys(MORE_IS, "")
    now = key_figures(selected(context, selection).agreements)
    then = key_figures(select(board_since(context, since.on), selection).agreements)
    colours = {BETTER: WORSE, WORSE: BETTER}
    return {
        name: change_since(getattr(then, name), getattr(now, name), since.on, more=more, less=colours[more]) for name, more in MORE_IS.items()
    }
