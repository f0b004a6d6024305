"""What is gathered about one row of a tracker while it is decided, and what becomes of the row for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from follow_up.acts import DeadlineDraft, Refusal
from follow_up.import_plan import Acts, Change, Doubt, Entry, KnownAgreement, Party, PartyReport, PlanRow, RowKind
from follow_up.stated import Stated

CLASHES = {Doubt.EDITED_HERE, Doubt.VERIFIED_HERE, Doubt.GOES_BACK}
ASIDE = {Doubt.DEADLINE_KEPT}  # told, and no reason to hold the row back


Key = tuple[object, ...]  # of what a row speaks: an agreement, a field of it, an institution


@dataclass
class Findings:
    """What is gathered about one row while it is decided."""

    changes: list[Change] = field(default_factory=list[Change])
    doubts: list[Doubt] = field(default_factory=list[Doubt])
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    reports: list[PartyReport] = field(default_factory=list[PartyReport])
    joining: list[Party] = field(default_factory=list[Party])
    edits: dict[str, str | Party] = field(default_factory=dict[str, str | Party])
    deadline: DeadlineDraft | None = None

    def take(self, party: Party, member: Party | None, stated: Stated) -> None:
        """Adds what the row says of one institution."""
        self.changes += stated.changes
        self.doubts += stated.doubts
        self.refusals += stated.refusals
        if stated.draft is not None and not stated.refusals:
            self.reports.append(PartyReport(party, member, stated.draft))


class Claims:
    """What the rows of the file say of the same thing: they must not contradict each other, and one of them records it.

    A row that is held back records nothing, so that the next one that says the same does; but its word counts against others.
    `disputed` is what rows contradict each other on; given at the start, all of those rows wait, the first one too.
    """

    def __init__(self, disputed: frozenset[Key] = frozenset()) -> None:
        self.disputed = set(disputed)
        self._said: dict[Key, object] = {}
        self._recorded: set[Key] = set()
        self._of_row: list[Key] = []

    def claim(self, key: Key, said: object, found: Findings) -> bool:
        """Whether it is for this row to record it. A row that says otherwise than one before it is a doubt."""
        if self._said.setdefault(key, said) != said:
            self.disputed.add(key)
        if key in self.disputed:
            found.doubts.append(Doubt.REPEATED)
            return False
        if key in self._recorded:
            return False
        self._recorded.add(key)
        self._of_row.append(key)
        return True

    def settle(self, row: PlanRow) -> PlanRow:
        """The row, decided: what it was to record is left to others if it is held back."""
        if row.kind == RowKind.PROBLEM:
            self._recorded.difference_update(self._of_row)
        self._of_row.clear()
        return row


def decided(entry: Entry, agreement: KnownAgreement | None, found: Findings) -> PlanRow:
    """The row with its kind: a doubt before a change, a clash with later work before any other."""
    agreement_id = agreement.id if agreement else None
    anything = found.edits or found.joining or found.reports or found.deadline or (agreement is None and found.changes)
    acts = Acts(agreement_id, found.edits, tuple(found.joining), tuple(found.reports), found.deadline) if anything else None
    doubts, refusals = tuple(dict.fromkeys(found.doubts)), tuple(dict.fromkeys(found.refusals))
    return PlanRow(entry, _kind(doubts, refusals, agreement_id, acts), agreement_id, tuple(found.changes), doubts, refusals, acts=acts)


def _kind(doubts: Sequence[Doubt], refusals: Sequence[Refusal], agreement_id: int | None, acts: Acts | None) -> RowKind:
    if refusals or set(doubts) - CLASHES - ASIDE:
        return RowKind.PROBLEM
    if set(doubts) - ASIDE:
        return RowKind.CONFLICT if acts else RowKind.SAME
    if acts is None:
        return RowKind.SAME
    return RowKind.NEW if agreement_id is None else RowKind.CHANGED
