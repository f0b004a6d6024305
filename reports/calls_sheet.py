"""The list of whom to ring as plain values: every word made. The page, the A4 and the workbook show these same values.

Texts are plain: who draws them disarms them.
"""

from dataclasses import dataclass

from reports.slides import Chip


@dataclass(frozen=True)
class Owed:
    """One agreement that an institution is asked for. `what`: how it stands ("vencido hace 41 días"), with the group it answers in."""

    ref: str
    what: str


@dataclass(frozen=True)
class CallRow:
    """One institution. `post`: whom to ask for, never a person; `worst`: the worst that it owes; `late`: days of the latest, 0 for none.

    `step` is the one that comes next; `wait` says until when an answer is waited for, empty for those of today.
    """

    institution: str
    name: str
    post: str
    worst: Chip
    late: int
    owed: tuple[Owed, ...]
    last_report: str
    last_contact: str
    step: Chip
    wait: str


@dataclass(frozen=True)
class CallsSheet:
    """The list at a cut-off. `registry`: the head of the log that it was made from; `answer`: its first sentence; `sums`: how the
    institutions add up; `rest`: who is not rung and why; `rule`: the written rule.
    """

    title: str
    committee: str
    demo: str
    cut: str
    filters: str
    registry: str
    answer: str
    sums: str
    today: tuple[CallRow, ...]
    waiting: tuple[CallRow, ...]
    rest: tuple[str, ...]
    rule: tuple[str, ...]
