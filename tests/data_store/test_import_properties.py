"""Laws of loading and undoing, whatever is loaded: nothing is lost, nothing stays behind, the rest is left alone."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data_store.database import Store, open_store, reading, writing
from data_store.event_log import first_broken_event
from data_store.families import NEVER_WITHDRAWN, PARENTS
from data_store.queries import load_rows
from data_store.recording import Refused
from follow_up.import_plan import Party, PlanRow
from follow_up.vocabulary import DeadlineKind
from tests.data_store.canonical import canonical
from tests.data_store.plans import applied, changed, moved_to, new, planned, preview, report_of, undone
from tests.data_store.records import DONE, GOING, TODAY, closed, decide, many, report, version_of

Row = Callable[[Store], PlanRow]
PARTIES = [Party(3, "PNP"), Party(9, "DREMO"), Party(None, "Bomberos")]
DAYS = st.integers(0, 2).map(lambda days: date(2026, 3, 18) + timedelta(days=days))
DRAFTS = st.builds(lambda draft, day: replace(draft, reported_on=day), st.sampled_from([GOING, DONE, replace(GOING, progress=70)]), DAYS)


@contextmanager
def base_of(template: Path) -> Iterator[Store]:
    """A copy of the base for one example. Its folder goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{shutil.copy(template, folder)}")
        yield store
        closed(store)


def implementers(store: Store, agreement_id: int) -> list[int]:
    """The institutions of an agreement, as they are now."""
    sql = "SELECT institution_id FROM assignment WHERE agreement_id = :id AND withdrawn_in IS NULL ORDER BY id"
    return [row[0] for row in many(store, sql, id=agreement_id)]


@st.composite
def acts(draw: st.DrawFn) -> dict[str, Any]:
    """What a row may do: edits, a party that joins and reports, a report of the first implementer, a deadline."""
    return {
        "text": draw(st.sampled_from([None, "Uno", "Dos"])),
        "joins": draw(st.sampled_from([None, *PARTIES])),
        "draft": draw(st.none() | DRAFTS),
        "deadline": draw(st.none() | st.tuples(st.integers(30, 32), DAYS)),
    }


def change(store: Store, agreement_id: int, given: dict[str, Any], *, row: int) -> PlanRow:
    """A row that changes an agreement by those acts, as a planner would put it today."""
    first = implementers(store, agreement_id)[0]
    speaker, draft = given["joins"] or Party(first, ""), given["draft"]
    return changed(
        agreement_id, row=row, edits={"text": given["text"]} if given["text"] else {}, joining=(given["joins"],) if given["joins"] else (),
        reports=(report_of(speaker, draft),) if draft else (), deadline=new_deadline(store, agreement_id, given["deadline"]),
    )  # fmt: skip


def new_deadline(store: Store, agreement_id: int, given: tuple[int, date] | None) -> Any:
    """A deadline that the rules allow: another one, decided no earlier than the last."""
    if given is None:
        return None
    due, on = TODAY + timedelta(days=given[0]), given[1]
    now = many(store, "SELECT deadline FROM agreement WHERE id = :id", id=agreement_id)[0][0]
    last = many(store, "SELECT MAX(decided_on) FROM deadline_change WHERE agreement_id = :id AND withdrawn_in IS NULL", id=agreement_id)[0][0]
    allowed = now != due.isoformat() and (last is None or last <= on.isoformat())
    return moved_to(due, on=on) if allowed else None


def addition(store: Store, code: str, given: dict[str, Any], *, row: int) -> PlanRow:
    """A row on an agreement of the second session: a new one, or a change where it stands already."""
    sql = "SELECT a.id FROM agreement a JOIN problem p ON p.id = a.problem_id WHERE p.session_id > 1 AND a.code = :code AND a.withdrawn_in IS NULL"
    known = many(store, sql, code=code)
    if known:
        return change(store, known[0][0], given, row=row)
    party, due = given["joins"] or PARTIES[0], given["deadline"]
    made = {
        "reports": (report_of(party, given["draft"]),) if given["draft"] else (),
        "deadline": moved_to(TODAY + timedelta(days=due[0]), on=due[1]) if due else None,
    }
    return new(code, party, row=row, text=given["text"] or "Tres", problem_number=code, acts=made)


known_agreements = st.dictionaries(st.integers(1, 4), acts(), max_size=3)
new_agreements = st.dictionaries(st.sampled_from(["01", "02"]), acts(), max_size=2)
loads = st.tuples(known_agreements, new_agreements)


def load(store: Store, drawn: tuple[dict[int, dict], dict[str, dict]]) -> int | None:
    """Apply a drawn load on the data as they are; None where it says nothing new."""
    rows = [change(store, number, given, row=number) for number, given in drawn[0].items()]
    rows += [addition(store, code, given, row=10 + int(code)) for code, given in drawn[1].items()]
    return applied(store, planned(store, *rows)).batch_id


def by_form(store: Store, agreement_id: int, days: int) -> None:
    """A report and a deadline by hand on an agreement; what the rules refuse is not recorded."""
    place = many(store, "SELECT MIN(id) FROM assignment WHERE agreement_id = :id AND withdrawn_in IS NULL", id=agreement_id)[0][0]
    draft = replace(GOING, reported_on=date(2026, 3, 18), progress=days)
    report(store, place, draft, version=version_of(store, "assignment", place))
    with suppress(Refused):
        decide(store, agreement_id, moved_to(TODAY + timedelta(days=days), on=TODAY), version=version_of(store, "agreement", agreement_id))


def without_ids(found: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """The same base where the numbers of reports, deadlines and their documents do not count."""
    logs = {"progress_report", "deadline_change", "evidence"}
    return {table: sorted((row[1:] for row in rows), key=repr) if table in logs else rows for table, rows in found.items()}


@settings(max_examples=15, deadline=None)
@given(drawn=loads, edits=st.dictionaries(st.integers(5, 9), st.integers(1, 40), max_size=2))
def test_a_load_undone_leaves_only_what_others_did_in_between(template: Path, drawn: Any, edits: dict[int, int]) -> None:
    with base_of(template) as store, base_of(template) as other:
        batch = load(store, drawn)
        for number, days in edits.items():
            by_form(store, number, days)
            by_form(other, number, days)
        after = canonical(store)
        if batch is not None:
            undo = undone(store, batch)
            assert without_ids(canonical(store)) == without_ids(canonical(other))
            undone(store, undo)
        assert canonical(store) == after


@settings(max_examples=12, deadline=None)
@given(drawn=st.lists(loads, min_size=2, max_size=3))
def test_loads_undone_from_the_last_to_the_first_leave_the_base_of_before_each(template: Path, drawn: list[Any]) -> None:
    with base_of(template) as store:
        story = []
        for one in drawn:
            before = canonical(store)
            batch = load(store, one)
            story += [(batch, before)] if batch is not None else []
        for batch, before in reversed(story):
            undone(store, batch)
            assert canonical(store) == before


moves = st.one_of(
    st.tuples(st.just("load"), loads),
    st.tuples(st.just("form"), st.tuples(st.integers(1, 5), st.integers(1, 40))),
    st.tuples(st.just("undo"), st.tuples(st.integers(0, 5), st.booleans())),
)


@settings(max_examples=20, deadline=None)
@given(story=st.lists(moves, min_size=3, max_size=7))
def test_whatever_is_loaded_recorded_and_undone_the_base_is_whole(template: Path, story: list[tuple[str, Any]]) -> None:
    with base_of(template) as store:
        for kind, drawn in story:
            if kind == "load":
                load(store, drawn)
            elif kind == "form":
                by_form(store, *drawn)
            else:
                undo_one(store, *drawn)
        whole(store)


def undo_one(store: Store, which: int, all_of_it: bool) -> None:
    """Undo one of the batches that can be, keeping what came later or taking it too."""
    open_batches = many(store, "SELECT id FROM import_batch WHERE id NOT IN (SELECT undoes FROM import_batch WHERE undoes IS NOT NULL)")
    if not open_batches:
        return
    batch = open_batches[which % len(open_batches)][0]
    undone(store, batch, *(found.key for found in preview(store, batch).collisions if all_of_it))


def whole(store: Store) -> None:
    """The chain verifies, live records stand on live ones, and the state kept on rows is that of the logs."""
    with writing(store) as db:
        assert first_broken_event(db) is None
    for table, columns in PARENTS.items():
        for column, parent in columns.items():
            if table not in NEVER_WITHDRAWN:
                orphans = f"SELECT c.id FROM {table} c JOIN {parent} p ON p.id = c.{column} WHERE c.withdrawn_in IS NULL AND p.withdrawn_in IS NOT NULL"
                assert many(store, orphans) == [], (table, column)
    with reading(store) as db:
        rows = load_rows(db, at=TODAY)
    kept = many(store, "SELECT id, deadline_kind, deadline FROM agreement WHERE withdrawn_in IS NULL")
    shown = {row.agreement_id: (row.deadline_kind, row.deadline) for row in rows.agreements.itertuples()}
    assert {number: (kind, day) for number, kind, day in kept} == {
        number: (kind, str(day)[:10] if kind == DeadlineKind.DATE else None) for number, (kind, day) in shown.items()
    }
    assert set(rows.assignments["agreement_id"]) == set(shown)
    assert set(rows.reports["assignment_id"]) <= set(rows.assignments["assignment_id"])
    assert many(store, "SELECT COUNT(*) FROM agreement WHERE withdrawn_in IS NOT NULL AND deadline_kind <> 'none'") == [(0,)]
