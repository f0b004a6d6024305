"""The work on the files of a visitor: reading each once per set of answers, planning, recording. No widgets here.

What is understood of a file lives in the visitor's session, under its fingerprint, and never in a cache that others share.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

import streamlit as st

from data_store.batches import load_layouts
from data_store.database import writing
from data_store.imports import Applied, PlanOutdated, apply_plan, remember_layout
from data_store.known import is_own_export, load_known, load_names, load_parties
from follow_up.acts import PrivacyDoubt, privacy_doubts
from follow_up.import_plan import (
    Choices,
    Doubt,
    ImportPlan,
    Known,
    NameAnswer,
    Names,
    Party,
    Place,
    PlanRow,
    SessionRef,
)
from follow_up.planning import make_plan
from tracker.child import read_apart
from tracker.entries import SessionMention, UnknownName, catalogue_of, session_mentions, to_entries, unknown_names
from tracker.opening.inspection import MAX_BYTES
from tracker.records import Answers, Field, FileRefused, Question, Reading
from tracker.writing.losses import LossCode
from ui.clock import now
from ui.frame import KEYS, PageContext, kept, read_or_stop, store

FILES = "excel_files"
MAX_FILES = 12  # a visitor's files kept at once, as many as there are institutions; the oldest gives way
LIKENESS = {Doubt.LOOKS_LIKE, Doubt.TEXT_DIFFERS}
MEGABYTES = MAX_BYTES // 2**20

QuestionKey = tuple[str, str, int | None]


@dataclass(frozen=True)
class Decisions:
    """What a person decided outside the reading: names, sessions, and the choices for the whole file."""

    names: Mapping[str, NameAnswer]
    sessions: Mapping[SessionMention, SessionRef | None]
    choices: Choices


@dataclass(frozen=True)
class Facts:
    """What a reading asks of the store at one version of its data. `own`: the file is an export of this very base."""

    version: int
    mentions: tuple[SessionMention, ...]
    unknown: tuple[UnknownName, ...]
    known: Known
    own: bool


@dataclass(frozen=True)
class Recorded:
    """What was done with a file (None: nothing yet), the plan it was done from, the rows that were accepted, and by whom."""

    applied: Applied | None
    plan: ImportPlan
    accepted: frozenset[Place]
    by: str


class Work:
    """One file while it is looked at. `asked`: every question put so far, since an answered one leaves the reading.

    `ticks`: the rows whose tick somebody changed. `outdated`: the plan was made again because somebody else wrote.
    """

    def __init__(self, name: str, data: bytes, sha256: str, *, prefix: str = "excel") -> None:
        self.name = name
        self.label = name  # as lists show it: the same all the time, and no other file's
        self.prefix = prefix
        self.data = data
        self.sha256 = sha256
        self.answers = Answers()
        self.reading: Reading | None = None
        self.refused: FileRefused | None = None
        self.asked: dict[QuestionKey, Question] = {}
        self.facts: Facts | None = None
        self.committee: int | None = None  # whose agreements it is compared with; None while there is one committee
        self.choices: Choices | None = None
        self.decisions: Decisions | None = None  # those that the plan was made with
        self.plan: ImportPlan | None = None
        self.doubtful: dict[Place, int] = {}
        self.private: dict[Place, list[PrivacyDoubt]] = {}
        self.ticks: dict[Place, bool] = {}
        self.outdated = False
        self.planned = 0  # counts the plans; with `opened_for` and `turn` it tells the editor of ticks when to start afresh
        self.opened_for: tuple[object, ...] | None = None
        self.opened_with: dict[Place, bool] = {}
        self.turn = 0
        self.losses: list[LossCode] | None = None
        self.outcome: Recorded | None = None

    @property
    def key(self) -> str:
        """What the keys of its widgets begin with."""
        return f"{self.prefix}-{self.sha256[:16]}"


def works() -> list[Work]:
    """The files of this visitor, the newest last."""
    return st.session_state.setdefault(FILES, [])


def take(name: str, data: bytes) -> Work:
    """A file that was just uploaded; the same bytes again are the same work, begun anew."""
    sha256 = hashlib.sha256(data).hexdigest()
    others = [work for work in works() if work.sha256 != sha256]
    work = Work(name, data, sha256)
    same_name = sum(other.name == name for other in others)
    work.label = f"{name} ({same_name + 1})" if same_name else name
    st.session_state[FILES] = [*others, work][-MAX_FILES:]
    return work


def put_away(work: Work) -> None:
    """Forget a file and what was answered about it."""
    st.session_state[FILES] = [other for other in works() if other is not work]


def read(work: Work, context: PageContext) -> None:
    """Read the file with the answers given so far, once per set of answers; columns corrected once are applied by themselves."""
    if work.reading is not None or work.refused is not None:
        return
    catalogue = catalogue_of(known_names(context))
    try:
        reading = read_apart(work.data, work.name, catalogue, work.answers)
        remembered = _remembered_columns(reading, work.answers, kept(context, _layouts))
        if remembered:
            work.answers = _with_columns(work.answers, remembered)
            reading = read_apart(work.data, work.name, catalogue, work.answers)
    except FileRefused as refused:
        work.refused = refused
        return
    work.reading, work.name = reading, reading.file
    work.doubtful, work.ticks = {}, {}
    work.asked |= {(question.code, question.table, question.column): question for question in reading.questions}
    work.facts = None


def answer(work: Work, answers: Answers) -> NoReturn:
    """Take other answers: the file is read again at the next drawing, which begins now."""
    work.answers, work.reading, work.plan = answers, None, None
    st.rerun()


def _remembered_columns(
    reading: Reading, answers: Answers, layouts: Mapping[str, Mapping[int, str | None]]
) -> dict[str, dict[int, Field | None]]:
    """The corrections of a layout seen before, for tables about which nothing was answered yet."""
    return {
        table.key: {index: Field(name) if name else None for index, name in layouts[table.layout].items()}
        for table in reading.tables
        if table.layout in layouts and table.key not in answers.columns
    }


def _with_columns(answers: Answers, columns: dict[str, dict[int, Field | None]]) -> Answers:
    return Answers(answers.tables, {**answers.columns, **columns}, answers.scales, answers.orders, answers.hidden_sheets)


def gather(work: Work, context: PageContext, reading: Reading) -> Facts:
    """What the reading needs of the store, once per version of its data."""
    if work.committee != context.scope.head:  # the rows of another committee's file are other agreements
        work.committee, work.facts, work.plan = context.scope.head, None, None
    if work.facts is None or work.facts.version != context.version:
        export = reading.export
        own = export is not None and kept(context, _own, export.version, export.hash)
        known = known_at(context, export.version if own and export else None)
        mentions = tuple(session_mentions(reading))
        unknown = tuple(unknown_names(reading, known_names(context)))
        work.facts = Facts(context.version, mentions, unknown, known, own)
    return work.facts


def plan(work: Work, context: PageContext, reading: Reading, facts: Facts, decisions: Decisions) -> ImportPlan:
    """The plan of these decisions on the data of now; made again when either changed, which a person is told of the latter."""
    old = work.plan
    if old is None or work.decisions != decisions or old.version != facts.known.version:
        entries = to_entries(reading, names=known_names(context), answers=decisions.names, sessions=decisions.sessions, own_export=facts.own)
        new = make_plan(entries, facts.known, decisions.choices, tuple(decisions.names.values()))
        work.outdated = old is not None and work.decisions == decisions
        if work.decisions is None or _ground(work.decisions) != _ground(decisions):
            work.doubtful = {}
        work.ticks = _still_valid(work.ticks, old, new)
        work.plan, work.decisions, work.planned = new, decisions, work.planned + 1
        work.private = {row.entry.place: doubts for row in new.rows if (doubts := privacy_doubts(*row.free_texts))}
        work.doubtful |= {row.entry.place: row.candidate for row in new.rows if row.candidate is not None and LIKENESS & set(row.doubts)}
        return new
    return old


def choose(work: Work, choices: Choices) -> NoReturn:
    """Take other choices: the plan is made again at the next drawing, which begins now."""
    work.choices = choices
    st.rerun()


def _ground(decisions: Decisions) -> tuple[object, ...]:
    """What rows are matched by: other answers here bring up other likenesses."""
    return decisions.names, decisions.sessions, decisions.choices.speaker


def _still_valid(ticks: Mapping[Place, bool], old: ImportPlan | None, new: ImportPlan) -> dict[Place, bool]:
    """The ticks on rows that would still do the same."""
    if old is None or not ticks:
        return {}
    before = {row.entry.place: (row.kind, row.changes) for row in old.rows}
    same = {row.entry.place for row in new.rows if before.get(row.entry.place) == (row.kind, row.changes)}
    return {place: ticked for place, ticked in ticks.items() if place in same}


def can_be_accepted(row: PlanRow) -> bool:
    """Whether a tick on the row would record anything."""
    return row.acts is not None and not row.refusals


def is_accepted(work: Work, row: PlanRow) -> bool:
    """Whether the row is ticked: as somebody left it, or as it stands at first."""
    return can_be_accepted(row) and work.ticks.get(row.entry.place, row.accepted_at_first)


def record(work: Work, reading: Reading, proposed: ImportPlan, *, by: str, today: date) -> None:
    """Apply the ticked rows in one transaction and keep what came of it; nothing when the plan is outdated. Raises `Refused`, `StoreFault`."""
    accepted = frozenset(row.entry.place for row in proposed.rows if is_accepted(work, row))
    signed = {"by": by, "at": now()}
    try:
        with writing(store()) as db:
            applied = apply_plan(db, proposed, accepted=accepted, file_name=work.name, sha256=work.sha256, today=today, **signed)
            for table in reading.tables:
                if table.key in work.answers.columns:
                    corrected = {index: field.value if field else None for index, field in work.answers.columns[table.key].items()}
                    remember_layout(db, fingerprint=table.layout, columns=corrected, **signed)
    except PlanOutdated:
        return  # the next drawing sees the newer data and plans again
    work.outcome = Recorded(applied, proposed, accepted, by.strip())


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEYS)
def known_at(context: PageContext, since: int | None) -> Known:
    """What the store holds now, at the version of the page, of the committee alone or else whole: two at the most, for it is as

    large as the board.
    """
    committee_id = context.scope.head if len(context.scope.committees) == 1 else None
    return read_or_stop(context.store, lambda db: load_known(db, today=context.today, since=since, committee_id=committee_id))


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEYS)
def known_at_cut(context: PageContext) -> Known:
    """The same at the cut-off of the page, for what is exported of it."""
    cut = context.cut
    return read_or_stop(context.store, lambda db: load_known(db, today=context.today, at=cut.on, known_at=cut.known_at))


def known_names(context: PageContext) -> Names:
    """The spellings that the store knows."""
    return kept(context, _names)


def parties(context: PageContext) -> list[Party]:
    """The institutions, to choose one."""
    return kept(context, _parties)


def _names(context: PageContext) -> Names:
    return read_or_stop(context.store, load_names)


def _parties(context: PageContext) -> list[Party]:
    return read_or_stop(context.store, load_parties)


def _layouts(context: PageContext) -> dict[str, dict[int, str | None]]:
    return read_or_stop(context.store, load_layouts)


def _own(context: PageContext, version: int, log_hash: str) -> bool:
    return read_or_stop(context.store, lambda db: is_own_export(db, version=version, log_hash=log_hash))
