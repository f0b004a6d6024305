"""The windows that the rules use, in days. Editable values, never constants inside a rule."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Windows:
    """`due_soon`: days before a deadline that count as "por vencer"; `stale`: days after which a report is old."""

    due_soon: int = 15
    stale: int = 30


@dataclass(frozen=True)
class Escalation:
    """How long each step of asking waits, in calendar days (`follow_up.escalation`).

    `first_report`: days after an agreement became somebody's without which a first report is not missed yet. `reminder_wait`,
    `reiteration_wait`, `president_wait`: days that an answer is waited for after a reminder, an oficio de reiteración, the letter of
    the presidency. `agenda_wait`: the same after the matter was put on the agenda, while the calendar has no session; with one, until
    that session. `answer_wait`: days in which who answered or reported is not asked again.
    """

    first_report: int = 15
    reminder_wait: int = 5
    reiteration_wait: int = 7
    agenda_wait: int = 15
    president_wait: int = 10
    answer_wait: int = 7
