"""One agreement's story: its changes put together by act, each of a kind. Pure: nothing is drawn here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from data_store.chosen_changes import REPORTED
from data_store.histories import Change, Origin


class StoryKind(StrEnum):
    """What an act on an agreement was."""

    REPORT = "report"
    DEADLINE = "deadline"
    VERIFICATION = "verification"
    DECISION = "decision"
    CONTACT = "contact"
    RESPONSIBLE = "responsible"
    TEXT = "text"
    UNDO = "undo"
    ADOPTED = "adopted"


# Entries of a log, told by what they change on the agreement or the assignment.
TOLD_ELSEWHERE = ("progress_report", "deadline_change", "verification")


@dataclass(frozen=True)
class Act:
    """What one person did at once on the agreement: its changes, in the order of the log; `events` are all of its events."""

    kind: StoryKind
    changes: tuple[Change, ...]
    events: tuple[int, ...]

    @property
    def first(self) -> Change:
        """The change that tells when, who and from where."""
        return self.changes[0]

    @property
    def is_undone(self) -> bool:
        """Whether nothing of it counts any more."""
        return all(change.end for change in self.changes)


def act_of(change: Change) -> tuple[object, ...]:
    """What tells one act from another: its batch, or its moment and its post where it has none."""
    return (change.batch_id,) if change.batch_id is not None else (change.at, change.by)


def acts(changes: Sequence[Change]) -> list[Act]:
    """The acts of a story, the newest first; `changes` newest first."""
    found = []
    for _, group in groupby(changes, act_of):
        whole = list(group)[::-1]
        shown = [change for change in whole if change.entity not in TOLD_ELSEWHERE and change.entity != "session_decision"] or whole
        found.append(Act(_kind(whole), tuple(shown), tuple(change.event_id for change in whole)))
    return found


def _kind(changes: Sequence[Change]) -> StoryKind:
    origins = {change.source.origin for change in changes}
    if Origin.UNDO in origins:
        return StoryKind.UNDO
    if Origin.SESSION in origins:
        return StoryKind.DECISION
    return next((kind for kind, holds in KINDS if any(holds(change) for change in changes)), StoryKind.TEXT)


KINDS = (
    (StoryKind.ADOPTED, lambda change: (change.entity, change.field) == ("agreement", "created")),
    (StoryKind.REPORT, lambda change: change.field in REPORTED),
    (StoryKind.VERIFICATION, lambda change: change.field == "verified"),
    (StoryKind.DEADLINE, lambda change: change.field == "deadline"),
    (StoryKind.CONTACT, lambda change: change.entity == "contact"),
    (StoryKind.RESPONSIBLE, lambda change: change.entity == "assignment"),
)


def kinds_in(found: Iterable[Act]) -> list[StoryKind]:
    """The kinds that there are, in their order."""
    present = {act.kind for act in found}
    return [kind for kind in StoryKind if kind in present]
