"""The slides of a session as plain values: every word made, every figure counted, every text cut to what fits.

The screen, the PDF and the .pptx show these same values, so that they cannot differ. Texts are plain: who draws them
disarms them. Colours are (fill, ink) as in `ui.palette`.
"""

from dataclasses import dataclass
from datetime import date

Colour = tuple[str, str]

# Pixels of a slide of 1920 × 1080; every size of a slide is given on that measure.
WIDTH, HEIGHT = 1920, 1080
TEXT_SIZE, TEXT_WIDTH, TEXT_LINES = 46, 1130, 8
REPORT_LINES = 2  # of the last report on an agreement
MAX_FIGURES, MAX_LINES, MAX_BARS, MAX_CATEGORIES = 4, 7, 7, 4


@dataclass(frozen=True)
class Chip:
    """A state as word, shape and colour, always the three."""

    shape: str
    words: str
    colour: Colour


@dataclass(frozen=True)
class Figure:
    """A headline figure: "3", what it counts ("cumplidos de 9"), and its change since the last session ("+2", empty where none is known)."""

    number: str
    label: str
    change: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its name and the count of each category of its slide, in their order. `late`: how many of them are overdue."""

    name: str
    counts: tuple[int, ...]
    late: int = 0


@dataclass(frozen=True)
class Part:
    """How one institution stands in an agreement. `detail`: its progress and date, or how many of its members complied."""

    institution: str
    chip: Chip
    detail: str = ""


@dataclass(frozen=True)
class Slide:
    """What every slide has. `key` names it in addresses and stays the same when the data are refreshed."""

    key: str
    section: str
    title: str


@dataclass(frozen=True)
class OpeningSlide(Slide):
    """What changed since the last session: up to `MAX_FIGURES` figures and `MAX_LINES` lines."""

    figures: tuple[Figure, ...]
    lines: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class ChartSlide(Slide):
    """Stacked bars: at most `MAX_BARS`, of at most `MAX_CATEGORIES`. `unit` tells what is counted. `scale`: the total
    of the longest bar of the whole chart, so that all its slides have one measure (0: that of this slide). `late` is drawn only where
    some bar has it.
    """

    categories: tuple[Chip, ...]
    bars: tuple[Bar, ...]
    unit: str
    note: str = ""
    scale: int = 0


@dataclass(frozen=True)
class AgreementSlide(Slide):
    """One agreement, or one part of a long one (`page` of `pages`).

    `lines`: its text as it is broken on the slide, at most `TEXT_LINES`, measured for `TEXT_WIDTH` of Inter at `TEXT_SIZE`. A
    slide without lines has only institutions, in three columns over its whole width. `ref` names the agreement. `last_report`:
    as long as `REPORT_LINES`. `decided`: what this session has decided on it, newest last.
    """

    ref: str
    code: str
    session: str
    theme: str
    lines: tuple[str, ...]
    page: int
    pages: int
    parts: tuple[Part, ...]
    deadline: Chip
    deadline_words: str
    last_report: str
    evidence: str
    light: Chip
    reason: str
    ask: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionLine:
    """A line of the minutes: the hour in Lima, the agreement with the day of its session ("" without one), and the words."""

    at: str
    agreement: str
    words: str


@dataclass(frozen=True)
class ClosingSlide(Slide):
    """The decisions taken today, to be read aloud; several slides when they do not fit one."""

    decisions: tuple[DecisionLine, ...]
    empty: str


AnySlide = OpeningSlide | ChartSlide | AgreementSlide | ClosingSlide


@dataclass(frozen=True)
class Deck:
    """All slides of a session. `cut` and `filters` are the lines that date and bound what is shown."""

    committee: str
    session: str
    held_on: date
    cut: str
    filters: str
    slides: tuple[AnySlide, ...]
    demo: str = ""

    def place(self, key: str) -> int:
        """Where a slide is, from 0; the first when the key is none of this deck."""
        return next((place for place, slide in enumerate(self.slides) if slide.key == key), 0)
