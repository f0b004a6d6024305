"""Histories drawn at random, recorded by the commands one act after the other, and told again in plain Python.

What is told again shares nothing with the queries: it is a list of facts, each with its moment and its batch, from which the
world that was known at a moment is made, for `tests.follow_up.oracle` to judge.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from data_store.commands import report_progress, set_deadline, verify_report
from data_store.database import Store, reading, writing
from data_store.imports import apply_plan
from data_store.queries import data_version
from data_store.recording import Refused
from data_store.sessions import plan_session, reassign
from data_store.undoing import plan_undo, undo_batch
from follow_up.acts import DeadlineDraft, EvidenceDraft, ProgressDraft
from follow_up.import_plan import Party as Named
from follow_up.import_plan import SessionRef
from follow_up.vocabulary import DeadlineKind, SessionKind, Status
from tests.data_store.plans import FILE, changed, new, planned, report_of
from tests.data_store.records import BY, institution_id, many, one, version_of
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
LOADED = datetime(2026, 3, 1, 14, tzinfo=UTC)  # when the acta was, in the base of the tests
ACTA_DAY = date(2026, 2, 25)
KEPT = ("agreement:", "assignment:")  # choices of an undo that keep whole what somebody else stands on


@dataclass(frozen=True)
class Fact:
    """Something recorded: when, in which batch (missing: always counts), and what it is."""

    moment: datetime
    batch: int | None
    is_: object


@dataclass(frozen=True)
class Adopted:
    """An agreement of a session, with its parties: (assignment, institution)."""

    accord: Accord


@dataclass(frozen=True)
class Joined:
    """One more party of an agreement, from a day on; missing: from the beginning."""

    accord: int
    place: tuple[int, int]
    since: date | None = None


@dataclass(frozen=True)
class Released:
    """An assignment that counts no longer from a day on."""

    assignment: int
    on: date


@dataclass(frozen=True)
class Checked:
    """The evidence of a report was seen on a day."""

    report: int
    on: date


@dataclass(frozen=True)
class Worded:
    """Another text of an agreement."""

    accord: int
    text: str


@dataclass(frozen=True)
class Batch:
    """A load, or the undoing of a batch."""

    id: int
    moment: datetime
    undoes: int | None = None


@dataclass(frozen=True)
class Move:
    """One drawn act: its kind, where, a number for what it says, after how many days, and how many days ago it held."""

    kind: str
    which: int
    number: int
    after: int
    ago: int


KINDS = ["report", "report", "report", "deadline", "deadline", "verify", "load", "load", "undo", "undo", "reassign", "session"]
moves = st.builds(Move, st.sampled_from(KINDS), st.integers(0, 5), st.integers(1, 99), st.integers(0, 9), st.sampled_from([0, 0, 0, 1, 4, 12]))
stories = st.lists(moves, min_size=4, max_size=14)


@dataclass
class History:
    """A base while acts are recorded in it, and the facts that they are. `parties` are all institutions."""

    store: Store
    now: datetime = START
    facts: list[Fact] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    parties: tuple[Party, ...] = ()
    planned: int = 0

    def __post_init__(self) -> None:
        groups: dict[int, list[int]] = {}
        for group, member in many(self.store, "SELECT group_id, member_id FROM group_membership ORDER BY member_id"):
            groups.setdefault(group, []).append(member)
        self.parties = tuple(
            Party(number, code, tuple(groups.get(number, ()))) for number, code in many(self.store, "SELECT id, code FROM institution")
        )
        self._tell(Meeting(1, "2026-O1", ACTA_DAY), moment=LOADED)
        for accord in accords(self.store):
            self._tell(Adopted(accord), moment=LOADED)

    @property
    def today(self) -> date:
        return self.now.date()

    def record(self, story: Sequence[Move]) -> None:
        """Every act that the rules take."""
        for move in story:
            self.now += timedelta(days=move.after, minutes=7)
            with suppress(Refused):
                getattr(self, f"_{move.kind}")(move)

    def _tell(self, what: object, *, batch: int | None = None, moment: datetime | None = None) -> None:
        self.facts.append(Fact(moment or self.now, batch, what))

    def _signed(self) -> dict:
        return {"today": self.today, "by": BY, "at": self.now}

    def _report(self, move: Move) -> None:
        assignment, _, group = places(self.store)[move.which % 4]
        member = next((party.members[move.number % 2] for party in self.parties if party.id == group and party.members), None)
        draft = draft_of(move, self.today)
        with writing(self.store) as db:
            number = report_progress(
                db, assignment_id=assignment, member_id=member if move.number % 3 else None, draft=draft,
                expected_version=version_of(self.store, "assignment", assignment), **self._signed(),
            )  # fmt: skip
        self._tell(said(number, assignment, draft, member if move.number % 3 else None))

    def _deadline(self, move: Move) -> None:
        _, agreement, _ = places(self.store)[move.which % 4]
        kind = [DeadlineKind.DATE, DeadlineKind.DATE, DeadlineKind.NEXT_SESSION, DeadlineKind.NONE][move.number % 4]
        due = self.today + timedelta(days=move.number - 30) if kind == DeadlineKind.DATE else None
        draft = DeadlineDraft(kind, due, "Por oficio", self.today - timedelta(days=move.ago))
        with writing(self.store) as db:
            number = set_deadline(
                db, agreement_id=agreement, draft=draft, expected_version=version_of(self.store, "agreement", agreement), **self._signed()
            )
        self._tell(Change(number, agreement, kind, due, draft.decided_on, number))

    def _verify(self, move: Move) -> None:
        """Of what was said by hand only: an undo would keep a report of its batch that somebody verified."""
        mine = [fact.is_ for fact in self.facts if isinstance(fact.is_, Report) and fact.batch is None and fact.is_.status == Status.FULFILLED]
        if mine:
            report = mine[move.which % len(mine)]
            with writing(self.store) as db:
                version = version_of(self.store, "assignment", report.assignment)
                verify_report(db, report_id=report.id, note="", verified_on=self.today, expected_version=version, **self._signed())
            self._tell(Checked(report.id, self.today))

    def _load(self, move: Move) -> None:
        """A new agreement with a report, another text for one of the acta, one more party and what somebody says of it."""
        code, text = f"9.{len(self.batches) + 1}", f"Otro texto {len(self.batches) + 1}"
        assignment, agreement, institution = places(self.store)[5 + move.which % 3]
        joins, draft = Named(institution_id(self.store, "INABIF"), "INABIF"), draft_of(move, self.today)
        pnp, speaker = Named(institution_id(self.store, "PNP"), "PNP"), Named(institution, "")
        rows = [
            new(code, pnp, row=5, session=SessionRef(1, SessionKind.ORDINARY, 1, ACTA_DAY), problem_number="9", acts={"reports": (report_of(pnp, draft),)}),
            changed(agreement, row=6, edits={"text": text}, reports=(report_of(speaker, draft),)),
        ]
        joining = move.number % 2 and not many(self.store, PARTIES, agreement=agreement, institution=joins.id)
        rows += [changed(agreement, row=7, joining=(joins,), reports=(report_of(joins, draft),))] if joining else []
        before = int(str(one(self.store, "SELECT COALESCE(MAX(id), 0) FROM progress_report")))
        with writing(self.store) as db:
            accepted = {row.entry.place for row in rows}
            batch = apply_plan(db, planned(self.store, *rows), accepted=accepted, **FILE, **self._signed()).batch_id
        assert batch is not None
        self.batches.append(Batch(batch, self.now))
        made = next(accord for accord in accords(self.store) if accord.code == code)
        self._tell(Adopted(made), batch=batch)
        self._tell(Worded(agreement, text), batch=batch)
        spoken = [made.parties[0][0], assignment]
        if joining:
            ((place,),) = many(self.store, PARTIES, agreement=agreement, institution=joins.id)
            self._tell(Joined(agreement, (place, joins.id or 0)), batch=batch)
            spoken.append(place)
        for number, place in enumerate(spoken, before + 1):
            self._tell(said(number, place, draft, None), batch=batch)

    def _undo(self, move: Move) -> None:
        """Of a batch that is not undone, with what was made since kept, unless something stands on what it made. Else a load."""
        undone = {batch.undoes for batch in self.batches}
        left = [batch.id for batch in self.batches if batch.id not in undone]
        if not left:
            self._load(move)
            return
        batch = left[-1 - move.which % len(left)]
        with reading(self.store) as db:
            plan = plan_undo(db, batch_id=batch)
        if any(collision.key.startswith(KEPT) for collision in plan.collisions):
            return
        with writing(self.store) as db:
            version = data_version(db.connection())
            undo = undo_batch(db, batch_id=batch, restore=(), version=version, by=BY, at=self.now)
        self.batches.append(Batch(undo, self.now, batch))

    def _reassign(self, move: Move) -> None:
        """One party of the acta is released, and another institution assigned; each once."""
        assignment, agreement, institution = places(self.store)[10 + move.which % 4]
        joins = institution_id(self.store, "MPI")
        if any(isinstance(fact.is_, Released) and fact.is_.assignment == assignment for fact in self.facts):
            return
        if many(self.store, PARTIES, agreement=agreement, institution=joins):
            return
        on = self.today - timedelta(days=move.ago)
        with writing(self.store) as db:
            reassign(
                db, agreement_id=agreement, release=[institution], assign=[joins], decided_on=on,
                expected_version=version_of(self.store, "agreement", agreement), batch_id=None, **self._signed(),
            )  # fmt: skip
        self._tell(Released(assignment, on))
        ((place,),) = many(self.store, PARTIES, agreement=agreement, institution=joins)
        self._tell(Joined(agreement, (place, joins), since=on))

    def _session(self, move: Move) -> None:
        self.planned += 1
        kind = SessionKind.ORDINARY if move.number % 2 else SessionKind.EXTRAORDINARY
        held_on = self.today + timedelta(days=move.number - 20)
        with writing(self.store) as db:
            number = plan_session(db, committee_id=1, kind=kind, number=self.planned + 1, held_on=held_on, by=BY, at=self.now)
        self._tell(Meeting(number, str(number), held_on, kind))

    def known(self, moment: datetime) -> list[object]:
        """What was known at a moment: every fact recorded by then, but for those of batches that were undone by then."""
        batches = [batch for batch in self.batches if batch.moment <= moment]
        undone: set[int] = set()
        for batch in reversed(batches):
            if batch.undoes is not None and batch.id not in undone:
                undone.add(batch.undoes)
        return [fact.is_ for fact in self.facts if fact.moment <= moment and fact.batch not in undone]

    def world(self, moment: datetime, at: date) -> World:
        """The world of that knowledge, with the parties that counted on a day."""
        facts = self.known(moment)
        checks = {fact.report: fact.on for fact in facts if isinstance(fact, Checked)}
        released = {fact.assignment: fact.on for fact in facts if isinstance(fact, Released)}
        joined = [fact for fact in facts if isinstance(fact, Joined) and (fact.since is None or fact.since <= at)]

        def parties(accord: Accord) -> tuple[tuple[int, int], ...]:
            ever = [*accord.parties, *(fact.place for fact in joined if fact.accord == accord.id)]
            return tuple(place for place in ever if released.get(place[0], date.max) > at)

        return World(
            meetings=tuple(fact for fact in facts if isinstance(fact, Meeting)),
            parties=self.parties,
            accords=tuple(replace(fact.accord, parties=parties(fact.accord)) for fact in facts if isinstance(fact, Adopted)),
            reports=tuple(replace(fact, verified_on=checks.get(fact.id)) for fact in facts if isinstance(fact, Report)),
            changes=tuple(fact for fact in facts if isinstance(fact, Change)),
        )

    def texts(self, moment: datetime) -> dict[int, str]:
        """The text of each agreement that was given another one."""
        return {fact.accord: fact.text for fact in self.known(moment) if isinstance(fact, Worded)}


PARTIES = "SELECT id FROM assignment WHERE agreement_id = :agreement AND institution_id = :institution"


def places(store: Store) -> list[tuple[int, int, int]]:
    """The assignments of the acta, whatever became of them: assignment, agreement, institution."""
    return [tuple(row) for row in many(store, "SELECT id, agreement_id, institution_id FROM assignment ORDER BY id LIMIT 16")]


def accords(store: Store) -> list[Accord]:
    """Every agreement with its parties."""
    parties: dict[int, list[tuple[int, int]]] = {}
    for agreement, assignment, institution in many(store, "SELECT agreement_id, id, institution_id FROM assignment ORDER BY position, id"):
        parties.setdefault(agreement, []).append((assignment, institution))
    return [Accord(number, code, 1, "A", tuple(parties[number])) for number, code in many(store, "SELECT id, code FROM agreement")]


def draft_of(move: Move, today: date) -> ProgressDraft:
    on = today - timedelta(days=move.ago)
    if move.number % 3 == 0:
        return ProgressDraft(Status.FULFILLED, 100, on, f"Acciones {move.number}", EvidenceDraft("Oficio", f"{move.number}-2026", ACTA_DAY, "PNP"))
    return ProgressDraft(Status.IN_PROGRESS, move.number, on, f"Acciones {move.number}")


def said(number: int, assignment: int, draft: ProgressDraft, member: int | None) -> Report:
    return Report(
        number, assignment, draft.reported_on, draft.status, draft.progress, member, minute=number, evidence=draft.evidence is not None
    )
