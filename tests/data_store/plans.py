"""Plans made by hand, as the planner makes them, and applied in a transaction of their own."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from data_store.database import Store, reading, writing
from data_store.imports import Applied, apply_plan
from data_store.queries import data_version
from data_store.undoing import UndoPlan, plan_undo, undo_batch
from follow_up.acts import DeadlineDraft, ProgressDraft
from follow_up.import_plan import (
    Acts,
    Entry,
    ImportPlan,
    NameAnswer,
    Party,
    PartyReport,
    Place,
    PlanRow,
    RowKind,
    SessionRef,
)
from follow_up.vocabulary import DeadlineKind, SessionKind
from tests.data_store.records import NOW, SIGNED

FILE = {"file_name": "matriz.xlsx", "sha256": "ab" * 32}
FIRST = SessionRef(1, SessionKind.ORDINARY, 1, date(2026, 2, 25))
SECOND = SessionRef(None, SessionKind.ORDINARY, 2, date(2026, 3, 18))
SECRETARIAT = Party(1, "ST CORESEC")


def version_of_data(store: Store) -> int:
    with reading(store) as db:
        return data_version(db)


def report_of(party: Party, draft: ProgressDraft, member: Party | None = None) -> PartyReport:
    return PartyReport(party, member, draft)


def changed(agreement_id: int, *, row: int = 5, **acts: Any) -> PlanRow:
    """A row that changes an agreement of the store; `acts` are those of `Acts`."""
    entry = Entry(Place("Hoja1", row), extra={"Meta": "100"})
    return PlanRow(entry, RowKind.CHANGED, agreement_id, acts=Acts(agreement_id, **acts))


def new(code: str, *implementers: Party, row: int = 5, session: SessionRef = SECOND, acts: dict[str, Any] | None = None, **entry: Any) -> PlanRow:
    """A row that adds an agreement; `entry` and `acts` as in `Entry` and `Acts`."""
    given = {"text": f"Acuerdo {code}", "problem": "Deserción", "problem_number": "01", "theme": "Deserción escolar", "follow_up": SECRETARIAT}
    whole = Entry(Place("Hoja1", row), session=session, code=code, implementers=implementers, **{**given, **entry})
    return PlanRow(whole, RowKind.NEW, None, acts=Acts(None, **(acts or {})))


def same(agreement_id: int, *, row: int = 5) -> PlanRow:
    return PlanRow(Entry(Place("Hoja1", row)), RowKind.SAME, agreement_id)


def planned(store: Store, *rows: PlanRow, names: Iterable[NameAnswer] = (), absent: tuple[int, ...] = ()) -> ImportPlan:
    """The plan of the rows on the data as they are now."""
    return ImportPlan(version_of_data(store), rows, absent, tuple(names))


def applied(store: Store, plan: ImportPlan, accepted: Collection[Place] | None = None, **file: str) -> Applied:
    """Apply the plan, all of it unless told which places."""
    places = {row.entry.place for row in plan.rows} if accepted is None else accepted
    with writing(store) as db:
        return apply_plan(db, plan, accepted=places, **{**FILE, **file}, **NOW)


def loaded(store: Store, *rows: PlanRow, names: Iterable[NameAnswer] = ()) -> int:
    """Plan and apply the rows; returns the batch."""
    batch_id = applied(store, planned(store, *rows, names=names)).batch_id
    assert batch_id is not None
    return batch_id


def preview(store: Store, batch_id: int) -> UndoPlan:
    with reading(store) as db:
        return plan_undo(db, batch_id=batch_id)


def undone(store: Store, batch_id: int, *restore: str) -> int:
    """Undo the batch on the data as they are now; returns the new batch."""
    with writing(store) as db:
        return undo_batch(db, batch_id=batch_id, restore=restore, version=data_version(db.connection()), **SIGNED)


def moved_to(day: date, *, on: date = date(2026, 3, 2), reason: str = "Según la matriz") -> DeadlineDraft:
    return DeadlineDraft(DeadlineKind.DATE, day, reason, on)
