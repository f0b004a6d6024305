"""The slides with bars: by institution (assignments), by theme and by deadline (agreements)."""

from dataclasses import dataclass
from math import ceil

import pandas as pd

from follow_up.board import Board
from follow_up.metrics import compliance, standing_by
from follow_up.vocabulary import DONE_STANDINGS, DeadlineBucket, Standing
from reports.slides import MAX_BARS, Bar, ChartSlide, Chip
from ui import deck_texts, palette, texts
from ui.sentences import buckets_of
from ui.slide_fitting import Face, fitted

NAME_SIZE, NAME_ROOM = 28, 410
MAX_SLIDES = 3  # of one chart; the page has the rest
CATEGORIES = (
    ((Standing.NO_REPORT,), Chip(texts.STANDING_SHAPE[Standing.NO_REPORT], texts.STANDING[Standing.NO_REPORT], palette.GREY)),
    ((Standing.PENDING, Standing.IN_PROGRESS), Chip(texts.STANDING_SHAPE[Standing.IN_PROGRESS], deck_texts.IN_PROGRESS, palette.BLUE)),
    ((Standing.NOT_FULFILLED,), Chip(texts.STANDING_SHAPE[Standing.NOT_FULFILLED], texts.STANDING[Standing.NOT_FULFILLED], palette.VIOLET)),
    (DONE_STANDINGS, Chip(texts.STANDING_SHAPE[Standing.FULFILLED], deck_texts.DONE, palette.GREEN)),
)
CHIPS = tuple(chip for _, chip in CATEGORIES)


@dataclass(frozen=True)
class Chart:
    """What the slides of one chart share. `key` begins their keys, `page` has what does not fit them."""

    key: str
    section: str
    title: str
    unit: str
    page: str


def institution_slides(board: Board) -> list[ChartSlide]:
    """The assignments of each institution, the most overdue first."""
    bars = _bars(standing_by(board.assignments, key="institution_code", label="institution"), "institution")
    title = deck_texts.institutions_title(sum(bool(bar.late) for bar in bars), len(bars))
    chart = Chart("instituciones", deck_texts.INSTITUTIONS, title, "asignaciones", texts.BY_INSTITUTION)
    return _slides(chart, bars, board.assignments)


def theme_slides(board: Board) -> list[ChartSlide]:
    """The agreements of each theme, the most overdue first."""
    bars = _bars(standing_by(board.agreements, key="theme_code", label="theme"), "theme")
    title = deck_texts.themes_title(sum(bool(bar.late) for bar in bars), len(bars))
    chart = Chart("temas", deck_texts.THEMES, title, "acuerdos", texts.BY_THEME)
    return _slides(chart, bars, board.agreements)


def deadline_slide(board: Board) -> ChartSlide:
    """The agreements by the situation of their deadline, each situation drawn, zero included."""
    live = board.agreements[board.agreements["standing"] != Standing.VOID]
    labels = buckets_of(board)
    bars = [Bar(_name(labels[bucket]), _counts(live[live["bucket"] == bucket])) for bucket in DeadlineBucket]
    title = deck_texts.deadlines_title({bucket: sum(bar.counts) for bucket, bar in zip(DeadlineBucket, bars, strict=True)})
    note = deck_texts.chart_note(compliance(board.agreements), shown="")
    return ChartSlide("plazos", deck_texts.DEADLINES, title, CHIPS, tuple(bars), "acuerdos", note, _longest(bars))


def _name(name: str) -> str:
    return fitted(name, size=NAME_SIZE, room=NAME_ROOM, lines=2, face=Face.BOLD)


def _counts(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(int(rows["standing"].isin(standings).sum()) for standings, _ in CATEGORIES)


def _bars(table: pd.DataFrame, label: str) -> list[Bar]:
    """A bar per row of `metrics.standing_by` that has anything but what was left without effect."""
    bars = [
        Bar(_name(row[label]), tuple(sum(int(row[s.value]) for s in standings) for standings, _ in CATEGORIES), int(row["overdue"]))
        for row in table.to_dict("records")
    ]
    return [bar for bar in bars if any(bar.counts)]


def _slides(chart: Chart, bars: list[Bar], rows: pd.DataFrame) -> list[ChartSlide]:
    """The bars on as few slides as hold them, as many on each, at most `MAX_SLIDES`."""
    pages = min(MAX_SLIDES, max(1, ceil(len(bars) / MAX_BARS)))
    shown = bars[: pages * MAX_BARS]
    each = max(1, ceil(len(shown) / pages))
    groups = [shown[start : start + each] for start in range(0, max(1, len(shown)), each)]
    return [_slide(chart, bars, group, number, len(groups), rows, start=(number - 1) * each) for number, group in enumerate(groups, 1)]


def _slide(chart: Chart, bars: list[Bar], group: list[Bar], number: int, pages: int, rows: pd.DataFrame, *, start: int) -> ChartSlide:
    last = start + len(group)
    left = chart.page if number == pages and last < len(bars) else ""
    note = deck_texts.chart_note(compliance(rows), shown=deck_texts.range_shown(start + 1, last, len(bars), page=left))
    title = deck_texts.numbered(chart.title, number, pages)
    return ChartSlide(f"{chart.key}-{number}", chart.section, title, CHIPS, tuple(group), chart.unit, note, _longest(bars))


def _longest(bars: list[Bar]) -> int:
    return max((sum(bar.counts) for bar in bars), default=0)
