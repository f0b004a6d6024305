"""The sheet of the president as plain values: every word made, every figure counted.

The page and the A4 show these same values, so that they cannot differ. Texts are plain: who draws them disarms them.
Each block has a title, what it shows, and a note that tells what is counted and how fresh it is.
"""

from dataclasses import dataclass

from reports.slides import Bar, Chip, Figure


@dataclass(frozen=True)
class Decision:
    """One agreement that asks for something. `ref` names it; `ask` says what and of whom, `by` by when, `reason` why."""

    ref: str
    text: str
    ask: str
    by: str
    reason: str
    light: Chip


@dataclass(frozen=True)
class Decisions:
    """What requires a decision, worst first. `note` tells how many more ask for something, and how many for nothing."""

    title: str
    rows: tuple[Decision, ...]
    note: str


@dataclass(frozen=True)
class InstitutionRow:
    """The assignments of one institution by state, and when it last reported."""

    bar: Bar
    last: str


@dataclass(frozen=True)
class Institutions:
    """All institutions, the overdue first, then those without report. `categories` are the states of the counts of each bar."""

    title: str
    categories: tuple[Chip, ...]
    rows: tuple[InstitutionRow, ...]
    note: str


@dataclass(frozen=True)
class Tally:
    """A situation as word, shape and colour, and how many agreements are in it; zero is shown."""

    chip: Chip
    number: int


@dataclass(frozen=True)
class Deadlines:
    """Where the open agreements stand towards their deadlines."""

    title: str
    rows: tuple[Tally, ...]
    note: str


@dataclass(frozen=True)
class Promise:
    """An agreement that was due, and what became of it. `when`: the promised day and what happened to it."""

    ref: str
    institutions: str
    when: str
    outcome: Chip


@dataclass(frozen=True)
class Promises:
    """What was due since the last session, by outcome. `rest` tells how many rows do not fit, empty when all do."""

    title: str
    counts: tuple[Tally, ...]
    rows: tuple[Promise, ...]
    rest: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """One page. `cut` and `filters` date and bound it; `since` says what the changes are counted from; `rule` is that of the light."""

    title: str
    committee: str
    demo: str
    cut: str
    filters: str
    judgement: str
    figures: tuple[Figure, ...]
    since: str
    decisions: Decisions
    institutions: Institutions
    deadlines: Deadlines
    promises: Promises
    rule: tuple[Chip, ...]
    rule_note: str
