"""The tables, named as the field names things. No `from __future__ import annotations`: it breaks relationships.

Nothing is deleted: `withdrawn_in` names the batch that took a record back, and what is withdrawn is shown and counted
nowhere. A live record stands only on live ones. `import_row_id` is the row of the file that a record came from.
Table models do not validate; drafts are checked in `follow_up.acts` and the schema holds what must never fail.
Moments (`recorded_at`, `at`) are aware and stored as UTC; days are dates in America/Lima.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from follow_up.vocabulary import SessionState

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """Root of our tables, with its own registry: a module loaded twice does not clash with itself."""


class Committee(Base, table=True):
    """A committee of citizen security: regional, provincial or district. `parent_id` is the one above it."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    level: str
    territory: str
    parent_id: int | None = Field(default=None, foreign_key="committee.id")
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class CommitteeSession(Base, table=True):
    """A session held or scheduled. `code` ("2026-O1") is its name in addresses; `state` is a `SessionState`."""

    __tablename__ = "committee_session"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr
    __table_args__ = (UniqueConstraint("committee_id", "code"), CheckConstraint("number > 0", name="number_positive"))

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    code: str
    number: int
    kind: str
    held_on: date
    title: str
    state: str = Field(default=SessionState.PLANNED, sa_column_kwargs={"server_default": SessionState.PLANNED.value})
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Theme(Base, table=True):
    """A theme: an editable list, never an enumeration in code. `colour` is "#RRGGBB"; from `retired_on` it is no longer offered."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    label: str = Field(unique=True)
    position: int
    action_line: str | None = None
    colour: str | None = None
    retired_on: date | None = None
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Problem(Base, table=True):
    """The problem treated in a session, from which its agreements came."""

    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="committee_session.id")
    number: str
    text: str
    theme_id: int = Field(foreign_key="theme.id")
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Institution(Base, table=True):
    """A responsible party: one body, a group of bodies, a committee or a unit. From `retired_on` it is no longer offered."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    acronym: str = Field(unique=True)
    kind: str
    retired_on: date | None = None
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class InstitutionAlias(Base, table=True):
    """Another spelling of an institution; `folded` is what is compared."""

    __tablename__ = "institution_alias"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    institution_id: int = Field(foreign_key="institution.id", index=True)
    spelling: str
    folded: str = Field(unique=True)
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class GroupMembership(Base, table=True):
    """A body's belonging to a group, from a day to a day (open when missing)."""

    __tablename__ = "group_membership"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr
    __table_args__ = (CheckConstraint("group_id <> member_id", name="not_itself"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="institution.id", index=True)
    member_id: int = Field(foreign_key="institution.id")
    valid_from: date | None = None
    valid_to: date | None = None
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Agreement(Base, table=True):
    """What the committee agreed, word for word.

    The deadline here is the last of its `DeadlineChange` log; `deadline_note` keeps the acta's own words about time.
    `parent_id` is the agreement of a committee above that was passed down as this one.
    """

    __table_args__ = (
        UniqueConstraint("problem_id", "code"),
        CheckConstraint("(deadline_kind = 'date') = (deadline IS NOT NULL)", name="date_with_its_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    problem_id: int = Field(foreign_key="problem.id", index=True)
    code: str
    text: str
    follow_up_id: int = Field(foreign_key="institution.id")
    deadline_kind: str
    deadline: date | None = None
    deadline_note: str = ""
    parent_id: int | None = Field(default=None, foreign_key="agreement.id")
    version: int = 1
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Assignment(Base, table=True):
    """The link between an agreement and one institution, where state lives.

    A reassignment dates it: it counts from `assigned_on` (missing: since the agreement was adopted) to the day before
    `released_on` (missing: until today). What it reported before stays.
    """

    __table_args__ = (UniqueConstraint("agreement_id", "institution_id"),)

    id: int | None = Field(default=None, primary_key=True)
    agreement_id: int = Field(foreign_key="agreement.id")
    institution_id: int = Field(foreign_key="institution.id", index=True)
    position: int
    assigned_on: date | None = None
    released_on: date | None = None
    version: int = 1
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Evidence(Base, table=True):
    """A reference to a document that proves: never the document itself, never personal data."""

    id: int | None = Field(default=None, primary_key=True)
    document_type: str
    number: str
    issued_on: date
    issuer: str
    link: str | None = None


class ProgressReport(Base, table=True):
    """What an institution said of its assignment. Append-only: the last one by `reported_on` is the state.

    `member_id` tells which member of a group speaks; missing, the report speaks for the whole. `session_id` is the
    session that decided it, which leaving without effect needs.
    """

    __tablename__ = "progress_report"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_percent"),
        CheckConstraint("status <> 'fulfilled' OR evidence_id IS NOT NULL", name="closing_needs_evidence"),
        CheckConstraint("status <> 'void' OR session_id IS NOT NULL", name="void_needs_session"),
        Index("ix_progress_report_state", "assignment_id", "member_id", "reported_on", "recorded_at", "id", "withdrawn_in"),
        Index("ix_progress_report_member", "assignment_id", "member_id", "withdrawn_in", sqlite_where=text("member_id IS NOT NULL")),
        Index("ix_progress_report_import_row", "import_row_id", sqlite_where=text("import_row_id IS NOT NULL")),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    member_id: int | None = Field(default=None, foreign_key="institution.id")
    reported_on: date
    status: str
    progress: int
    actions: str
    evidence_id: int | None = Field(default=None, foreign_key="evidence.id")
    internal_note: str = ""
    session_id: int | None = Field(default=None, foreign_key="committee_session.id")
    by: str
    recorded_at: datetime
    import_row_id: int | None = Field(default=None, foreign_key="import_row.id")
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Verification(Base, table=True):
    """The Secretaría Técnica has seen the evidence of a report. A live report has one live verification at most."""

    __table_args__ = (
        Index("ix_verification_report", "report_id", unique=True, sqlite_where=text("withdrawn_in IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="progress_report.id")
    verified_on: date
    note: str
    by: str
    recorded_at: datetime
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class DeadlineChange(Base, table=True):
    """A deadline set, moved or removed. Append-only: original date, count and reasons stay."""

    __tablename__ = "deadline_change"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr
    __table_args__ = (
        Index("ix_deadline_change_state", "agreement_id", "decided_on", "recorded_at", "id", "withdrawn_in"),
        Index("ix_deadline_change_import_row", "import_row_id", sqlite_where=text("import_row_id IS NOT NULL")),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    agreement_id: int = Field(foreign_key="agreement.id")
    before_kind: str
    before: date | None = None
    after_kind: str
    after: date | None = None
    reason: str
    decided_on: date
    session_id: int | None = Field(default=None, foreign_key="committee_session.id")
    by: str
    recorded_at: datetime
    import_row_id: int | None = Field(default=None, foreign_key="import_row.id")
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class SessionDecision(Base, table=True):
    """A line of the minutes: what a session decided, in words, with its moment. What it did is the batch `batch_id`."""

    __tablename__ = "session_decision"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="committee_session.id", index=True)
    agreement_id: int | None = Field(default=None, foreign_key="agreement.id")
    kind: str
    text: str
    by: str
    at: datetime
    batch_id: int = Field(foreign_key="import_batch.id")
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Presentation(Base, table=True):
    """What the windows of a projected session share: the frozen cut-off and the slide in sight.

    It is no fact of the committee, so it leaves no event. `order` is a `SlideOrder`; `left_out` is JSON, refs of agreements;
    `slide` is the key of the slide in sight; `turn` grows with every change. Frozen by `cut_on`, `frozen_at` (UTC) and
    `frozen_version`, the last event known then.
    """

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="committee_session.id")
    cut_on: date
    frozen_at: datetime
    frozen_version: int
    order: str
    left_out: str = "[]"
    slide: str = ""
    blank: bool = False
    turn: int = 0
    started_at: datetime
    ended_at: datetime | None = None


class Contact(Base, table=True):
    """A contact of the Secretaría with an institution: a call, a visit, an oficio, an answer. Append-only.

    `step` is the `EscalationStep` that it was; `agreement_id` is missing for what concerns all that the institution owes.
    """

    id: int | None = Field(default=None, primary_key=True)
    institution_id: int = Field(foreign_key="institution.id", index=True)
    agreement_id: int | None = Field(default=None, foreign_key="agreement.id")
    kind: str
    step: str
    made_on: date
    number: str = ""
    note: str = ""
    by: str
    recorded_at: datetime
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class AcceptedFinding(Base, table=True):
    """A weakness of the data that a person has looked at and accepts: `kind` is a `FindingKind`, `subject` what it is of."""

    __tablename__ = "accepted_finding"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    reason: str
    by: str
    at: datetime
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Setting(Base, table=True):
    """A number of days that the rules use, where it differs from the default: `name` is a field of `settings.Windows`."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    value: str
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Holiday(Base, table=True):
    """A day that does not count as working, beside the national ones, which are computed. `id` is the ordinal of the day."""

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(unique=True)
    name: str
    scope: str
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class ImportBatch(Base, table=True):
    """A load applied whole (`import`), the taking back of one (`undo`) or of one remembered thing (`forget`), or a decision of
    a session (`decision`), or what a person recorded on the screen that `screen` names (`edit`).

    `plan_id` makes it idempotent. `counts` is JSON, told words to numbers. `undoes` is the batch taken back; `acts` (JSON:
    [entity, id, field]…) what an undo did beyond that because it was asked to, or, of an undo of chosen changes, their events.
    """

    __tablename__ = "import_batch"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    plan_id: str = Field(unique=True)
    kind: str
    file_name: str
    sha256: str
    by: str
    at: datetime
    counts: str
    undoes: int | None = Field(default=None, foreign_key="import_batch.id", unique=True)
    acts: str = "[]"
    screen: str | None = None


class ImportRow(Base, table=True):
    """A row of a loaded file: what it was (`RowKind`) and what became of it (`Outcome`).

    `part` counts the agreements of one cell from 0. `reasons` are the codes of its doubts, refusals and flaws, with
    blanks between; `extra` is JSON, heading to text, of the columns that the tracker has and the store has not.
    """

    __tablename__ = "import_row"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    sheet: str
    row: int
    part: int
    kind: str
    outcome: str
    agreement_id: int | None = Field(default=None, foreign_key="agreement.id")
    reasons: str = ""
    extra: str = "{}"


class TrackerLayout(Base, table=True):
    """What a person said that the columns of a layout are: `columns` is JSON, number from 0 to name of `tracker` field."""

    __tablename__ = "tracker_layout"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: str = Field(unique=True)
    columns: str
    by: str
    at: datetime
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class IgnoredName(Base, table=True):
    """A name that is no institution and is left out without asking again; `folded` is what is compared."""

    __tablename__ = "ignored_name"  # pyright: ignore[reportAssignmentType]  # SQLModel types it as declared_attr

    id: int | None = Field(default=None, primary_key=True)
    spelling: str
    folded: str = Field(unique=True)
    by: str
    at: datetime
    withdrawn_in: int | None = Field(default=None, foreign_key="import_batch.id")


class Event(Base, table=True):
    """One change of one field, in a chain: each hash covers the previous one. Triggers refuse to alter it.

    The chain covers `digest`, a salted digest of the values, so that a text may one day be purged and the chain still
    verifies. `id` of the last event is the version of the data. `batch_id` is the load that it belongs to, if any.
    """

    id: int | None = Field(default=None, primary_key=True)
    entity: str
    entity_id: int
    field: str
    before: str | None = None
    after: str | None = None
    by: str
    at: datetime
    salt: str
    digest: str
    previous_hash: str
    hash: str
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id")

    __table_args__ = (
        Index("ix_event_entity", "entity", "entity_id"),
        Index("ix_event_field_entity", "field", "entity", "entity_id"),
        Index("ix_event_batch", "batch_id", sqlite_where=text("batch_id IS NOT NULL")),
    )
