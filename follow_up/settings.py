"""The windows that the rules use, in days. Editable values, never constants inside a rule."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Windows:
    """`due_soon`: days before a deadline that count as "por vencer"; `stale`: days after which a report is old."""

    due_soon: int = 15
    stale: int = 30
