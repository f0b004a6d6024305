"""What an import would do, decided before anything is written: one `PlanRow` per row of the tracker.

The types here; the deciding is in `follow_up.planning`, the writing in `data_store.imports`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from follow_up.acts import DeadlineDraft, EvidenceDraft, ProgressDraft, Refusal
from follow_up.vocabulary import DeadlineKind, SessionKind, Status


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands: sheet, row from 1, and which agreement of its cell when the cell held several (from 0)."""

    sheet: str
    row: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """An institution: one of the catalogue by its id, or (`id` missing) one to be created under this name."""

    id: int | None
    name: str


class NameMeaning(StrEnum):
    """What a person said of a name that the catalogue does not have."""

    NEW = "new"
    ALIAS = "alias"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class NameAnswer:
    """The decision on one name; `institution_id` only for `NameMeaning.ALIAS`. Remembered when the plan is applied."""

    spelling: str
    meaning: NameMeaning
    institution_id: int | None = None


@dataclass(frozen=True)
class Names:
    """The names that the store knows: folded spelling (`spelling.fold_name`) to institution; and those to be left out.

    `groups`: who belongs to each group, or ever did.
    """

    spellings: Mapping[str, Party]
    ignored: frozenset[str] = frozenset()
    groups: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])


@dataclass(frozen=True, slots=True)
class SessionRef:
    """The session of a row: one of the calendar by its id, or (`id` missing) one to be created.

    `committee`: the code of its committee, empty for the first one of the base, whose sessions need no other name.
    """

    id: int | None
    kind: SessionKind
    number: int
    held_on: date
    committee: str = ""

    @property
    def code(self) -> str:
        """Its name in addresses: year, letter of the kind and number, after the committee's code where it is not the first."""
        code = f"{self.held_on.year}-{self.kind.letter}{self.number}"
        return f"{self.committee}-{code}" if self.committee else code


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a tracker with its names resolved; None means that the file says nothing, and nothing is erased for it.

    `unknown` are names that nobody has placed yet; `flaws` the codes of the reader's problems on this row.
    `evidence_words` is the cell as written, `evidence` what was understood of it. `session_is_open`: the row says of which
    session it is, and that session is not settled. `implementers` empty: all the names that the row gives are to be left out,
    and it speaks for nobody.
    """

    place: Place
    ref: str | None = None
    session: SessionRef | None = None
    code: str | None = None
    text: str | None = None
    problem_number: str | None = None
    problem: str | None = None
    theme: str | None = None
    implementers: tuple[Party, ...] | None = None
    follow_up: Party | None = None
    deadline_kind: DeadlineKind | None = None
    deadline: date | None = None
    deadline_note: str | None = None
    status: Status | None = None
    progress: float | None = None
    actions: str | None = None
    evidence: EvidenceDraft | None = None
    evidence_words: str | None = None
    remarks: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict[str, str])
    unknown: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    reported_on: date | None = None
    session_is_open: bool = False


@dataclass(frozen=True, slots=True)
class KnownReport:
    """The report that is the state of an assignment, or of one member of a group."""

    status: Status
    progress: int
    reported_on: date
    actions: str
    evidence: str | None  # as exports write it: "Oficio 12-2026 (PNP, 10/03/2026)"
    remarks: str
    verified: bool


@dataclass(frozen=True, slots=True)
class KnownAssignment:
    """The link to one institution. `members`: the last report of each member of a group that reported, by its id."""

    id: int
    institution_id: int
    report: KnownReport | None
    members: Mapping[int, KnownReport] = field(default_factory=dict[int, KnownReport])


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """An agreement as the store holds it, with its assignments in the order of the acta, by institution."""

    id: int
    ref: str
    session: SessionRef
    code: str
    text: str
    problem: str
    theme: str
    follow_up_id: int
    deadline_kind: DeadlineKind
    deadline: date | None
    deadline_since: date | None
    deadline_note: str
    assignments: Mapping[int, KnownAssignment]


@dataclass(frozen=True)
class Known:
    """What the plan compares with. `version` is the id of the last event; `names` the acronym of each institution.

    `committee`: that of the sessions of the file, as `SessionRef` has it. `groups`: the members of each group today. `closed`: the sessions that are locked, by id. Only for a file of ours, what was changed here after it was exported, with
    what stood then: `edited` {("agreement", id, field): value, as the log tells it}; `exported` {(assignment, member of its
    group or None): report}; `gone` {ref of an agreement: folded acronyms of those whose part in it was taken back}.
    """

    version: int
    agreements: Mapping[int, KnownAgreement]
    sessions: tuple[SessionRef, ...]
    names: Mapping[int, str]
    groups: Mapping[int, frozenset[int]]
    default_follow_up: int | None = None
    closed: frozenset[int] = frozenset()
    edited: Mapping[tuple[str, int, str], str | None] = field(default_factory=dict[tuple[str, int, str], str | None])
    exported: Mapping[tuple[int, int | None], KnownReport | None] = field(
        default_factory=dict[tuple[int, int | None], KnownReport | None]
    )
    gone: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    committee: str = ""

    def own(self, ref: SessionRef) -> SessionRef:
        """A session to be created is of the committee that the file is of."""
        return replace(ref, committee=self.committee) if ref.id is None else ref


class Unproved(StrEnum):
    """What becomes of a row that says fulfilled without a complete document."""

    LEAVE_OUT = "leave_out"
    AS_IN_PROGRESS = "as_in_progress"


class Wording(StrEnum):
    """What becomes of texts that differ from the acta's."""

    KEEP = "keep"
    TAKE = "take"


@dataclass(frozen=True)
class Choices:
    """What a person decided for a whole file. `speaker`: the institution whose rows these are, None for a full matrix.

    `matches`: places confirmed by hand as an agreement of the store (its id) or as a new one (None).
    """

    today: date
    reported_on: date
    source: str  # the file's name, for the reasons of deadlines
    speaker: int | None = None
    unproved: Unproved = Unproved.LEAVE_OUT
    wording: Wording = Wording.KEEP
    matches: Mapping[Place, int | None] = field(default_factory=dict[Place, int | None])


class RowKind(StrEnum):
    """What happens to a row; exactly one of these."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    PROBLEM = "problem"


class Outcome(StrEnum):
    """What became of a row of an applied plan."""

    RECORDED = "recorded"
    LEFT_OUT = "left_out"
    NOTHING = "nothing"  # it says what the store already had


class BatchKind(StrEnum):
    """What a batch is; an undo can be undone too."""

    IMPORT = "import"
    UNDO = "undo"
    FORGET = "forget"  # of one remembered spelling, ignored name or layout
    DECISION = "decision"  # of a session: what one line of its minutes did
    EDIT = "edit"  # what a person recorded on a screen


class Doubt(StrEnum):
    """Why a row is not simply applied, beyond the `Refusal`s of what it would record; a sentence each in `ui.texts`."""

    FLAWED_CELL = "flawed_cell"  # the reader found a problem in the row
    UNKNOWN_NAME = "unknown_name"
    SESSION_UNKNOWN = "session_unknown"
    LOOKS_LIKE = "looks_like"  # by text only: to be confirmed
    TEXT_DIFFERS = "text_differs"  # same number, another text: to be confirmed
    NOTHING_TO_FOLLOW = "nothing_to_follow"  # neither number nor text
    NO_IMPLEMENTER = "no_implementer"
    NOT_ITS_OWN = "not_its_own"  # the speaker has no part in this agreement
    STATUS_MISSING = "status_missing"  # says actions, but no state and no percentage
    VOID_IN_SESSION = "void_in_session"  # leaving without effect is decided in a session, not by a tracker
    ADDS_RESPONSIBLE = "adds_responsible"  # names an institution that the agreement does not have
    DEADLINE_KEPT = "deadline_kept"  # an institution's own file gives another deadline than the committee's
    REPEATED = "repeated"  # another row of the file says something else of the same
    EDITED_HERE = "edited_here"  # changed here after the file was exported, or a later report exists
    VERIFIED_HERE = "verified_here"
    GOES_BACK = "goes_back"  # less than what was reported, in a file that does not say of which day it is


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after. `institution` is the acronym where the field belongs to an assignment.

    Fields: text, problem, follow_up, deadline, deadline_note, implementers, status, progress, actions, evidence, remarks.
    """

    field: str
    before: str | int | date | None
    after: str | int | date | None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class PartyReport:
    """A report to record: whose assignment, which member of the group (None: the whole)."""

    party: Party
    member: Party | None
    draft: ProgressDraft


@dataclass(frozen=True, slots=True)
class Acts:
    """What applying a row records. `agreement_id` missing: a new agreement, made of the entry.

    `edits`: text, follow_up (a Party) or deadline_note of the agreement, new values. `joining`: parties to be assigned.
    """

    agreement_id: int | None
    edits: Mapping[str, str | Party] = field(default_factory=dict[str, str | Party])
    joining: tuple[Party, ...] = ()
    reports: tuple[PartyReport, ...] = ()
    deadline: DeadlineDraft | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the preview. `acts` is what accepting it records; None where nothing can be.

    `candidate` is the agreement that a doubtful match proposes.
    """

    entry: Entry
    kind: RowKind
    agreement_id: int | None
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    candidate: int | None = None
    acts: Acts | None = None

    @property
    def accepted_at_first(self) -> bool:
        """Whether the row is ticked before anybody looks at it."""
        return self.kind in {RowKind.NEW, RowKind.CHANGED}

    @property
    def free_texts(self) -> tuple[str, ...]:
        """What accepting the row would record in somebody's own words."""
        if self.acts is None:
            return ()
        told = [text for report in self.acts.reports for text in (report.draft.actions, report.draft.internal_note)]
        edited = [value for value in self.acts.edits.values() if isinstance(value, str)]
        new = [self.entry.text or "", self.entry.problem or ""] if self.acts.agreement_id is None else []
        return (*told, *edited, *new)


@dataclass(frozen=True)
class ImportPlan:
    """The whole preview. `version`: of the data it was made on; a plan is applied on that version or not at all.

    `absent`: agreements of the sessions in the file that it does not name; they are left alone.
    `names`: the decisions on names that this plan rests on.
    """

    version: int
    rows: tuple[PlanRow, ...]
    absent: tuple[int, ...]
    names: tuple[NameAnswer, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether applying all of it would record nothing."""
        return all(row.kind == RowKind.SAME for row in self.rows)
