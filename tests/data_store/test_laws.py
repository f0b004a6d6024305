"""The laws of loading, from the bytes of a file to the base and back: whatever officials send, in whatever order things happen."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_store.database import Store, reading
from data_store.known import load_names
from data_store.queries import load_rows
from follow_up.import_plan import Doubt, ImportPlan, NameMeaning, RowKind
from tests.data_store.canonical import canonical
from tests.data_store.hands import PLACES, Hand, Made, by_hand, hands, survives
from tests.data_store.law_ground import base_of, ground, law, sound, state, told
from tests.data_store.plans import preview, undone
from tests.data_store.random_trackers import Clock, Tracker, apply, in_other_order, loaded, plan_for, trackers
from tests.data_store.records import many
from tracker.records import ProblemCode

__all__ = ["ground"]


def empty_but_for_left_out(first: ImportPlan, again: ImportPlan) -> bool:
    """Whether the second plan has nothing to record: what was recorded or said nothing is the same, what waited still waits.

    A row may also turn out to contradict another that says something only now.
    """
    waited = {row.entry.place for row in first.rows if row.kind in {RowKind.PROBLEM, RowKind.CONFLICT}}
    return all(row.kind == RowKind.SAME or (not row.accepted_at_first and (row.entry.place in waited or Doubt.REPEATED in row.doubts)) for row in again.rows)


@law(30)
@given(tracker=trackers(), before=trackers(), meaning=st.sampled_from(NameMeaning))
def test_a_file_loaded_is_the_same_as_what_is_recorded(ground: Path, tracker: Tracker, before: Tracker, meaning: NameMeaning) -> None:
    with base_of(ground) as store:
        clock = Clock()
        loaded(store, before, clock)
        plan = plan_for(store, tracker, meaning=meaning)
        done = apply(store, plan, tracker.data(), clock)
        after, events = state(store), log_length(store)
        again = plan_for(store, tracker, meaning=meaning)
        assert empty_but_for_left_out(plan, again), told(again)
        assert done.batch_id is None or not again.names, "a name is asked once"
        assert apply(store, again, tracker.data(), clock).batch_id is None
        assert (state(store), log_length(store)) == (after, events)
        assert sound(store)


def log_length(store: Store) -> list[tuple]:
    return many(store, "SELECT (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM progress_report), (SELECT COUNT(*) FROM import_batch)")


@law(30)
@given(drawn=(trackers() | trackers(2)).flatmap(lambda tracker: st.tuples(st.just(tracker), st.permutations(range(len(tracker.lines))))))
def test_the_order_of_the_rows_does_not_matter_unless_they_contradict_each_other(ground: Path, drawn: tuple[Tracker, list[int]]) -> None:
    tracker, order = drawn
    with base_of(ground) as store, base_of(ground) as other:
        plan = plan_for(store, tracker)
        if any(Doubt.REPEATED in row.doubts or ProblemCode.CODE_REPEATED in row.entry.flaws for row in plan.rows):
            return
        apply(store, plan, tracker.data(), Clock())
        loaded(other, in_other_order(tracker, order), Clock())
        assert state(store) == state(other)


@law(20)
@given(tracker=trackers(), before=trackers())
def test_a_load_undone_is_as_if_it_had_never_been(ground: Path, tracker: Tracker, before: Tracker) -> None:
    with base_of(ground) as store:
        clock = Clock()
        loaded(store, before, clock)
        first = canonical(store), state(store)
        batch = loaded(store, tracker, clock).batch_id
        if batch is None:
            return
        second = canonical(store), state(store)
        undo = undone(store, batch)
        assert (canonical(store), state(store)) == first
        again = undone(store, undo)
        assert (canonical(store), state(store)) == second
        undone(store, again)
        assert (canonical(store), state(store)) == first
        back = loaded(store, tracker, clock)
        assert back.batch_id not in {None, batch}
        assert state(store) == second[1]
        assert sound(store)


@law(30)
@given(tracker=trackers(), given_by_hand=st.lists(hands, max_size=4))
def test_what_was_recorded_by_hand_since_a_load_outlives_its_undoing_and_is_named_where_it_touches(
    ground: Path, tracker: Tracker, given_by_hand: list[Hand]
) -> None:
    with base_of(ground) as store, base_of(ground) as other:
        clock = Clock()
        batch = loaded(store, tracker, clock).batch_id
        if batch is None:
            return
        made = by_hand(store, given_by_hand, clock)
        touching = {one.ref for one in made if one.stands_on(store, batch)}
        after = canonical(store)
        assert {collision.ref for collision in preview(store, batch).collisions} == touching
        undo = undone(store, batch)
        assert all(survives(store, one) for one in made)
        left, alone = state(store), state_of_hands(other, made, clock)
        assert {ref: left[ref] for ref in left.keys() - touching} == {ref: alone[ref] for ref in alone.keys() - touching}
        undone(store, undo)
        assert canonical(store) == after
        assert sound(store)


def state_of_hands(store: Store, made: list[Made], clock: Clock) -> dict[str, object]:
    """The base in which only those acts by hand were done, where it has their agreements."""
    for one in made:
        places = [place for place, row in enumerate(many(store, PLACES)) if (row[2], row[3]) == (one.ref, one.institution)]
        if places and one.hand.kind != "verify":
            by_hand(store, [replace(one.hand, which=places[0])], clock)
    return state(store)


moves = st.one_of(
    st.tuples(st.just("load"), trackers(largest=3)), st.tuples(st.just("hands"), st.lists(hands, min_size=1, max_size=2)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
)  # fmt: skip


@law(20)
@given(story=st.lists(moves, min_size=2, max_size=6), days=st.lists(st.integers(0, 130) | st.integers(125, 131), min_size=2, max_size=3))
def test_whatever_happens_the_log_is_whole_nothing_shrinks_and_every_day_can_be_told_again(
    ground: Path, story: list[tuple[str, Any]], days: list[int]
) -> None:
    with base_of(ground) as store:
        clock, lengths, spellings = Clock(), counts(store), spelt(store)
        for kind, drawn in story:
            if kind == "load":
                loaded(store, drawn, clock)
            elif kind == "hands":
                by_hand(store, drawn, clock)
            else:
                undo_any(store, drawn)
            now = counts(store)
            assert all(after >= before for before, after in zip(lengths, now, strict=True))
            assert sound(store)
            assert spellings.items() <= spelt(store).items(), "a spelling of the catalogue means what it meant"
            lengths = now
        for day in [*days, 200]:
            at = date(2026, 2, 20) + timedelta(days=day)
            assert shown(store, at) == replayed(store, at)


def undo_any(store: Store, which: int) -> None:
    """Undo one of the batches that can be."""
    batches = many(store, "SELECT id FROM import_batch WHERE id NOT IN (SELECT undoes FROM import_batch WHERE undoes IS NOT NULL)")
    if batches:
        undone(store, batches[which % len(batches)][0])


def counts(store: Store) -> tuple[int, ...]:
    """How many records each table has, withdrawn ones too."""
    tables = ("event", "progress_report", "deadline_change", "evidence", "verification", "agreement", "assignment", "institution", "import_row")
    return many(store, f"SELECT {', '.join(f'(SELECT COUNT(*) FROM {table})' for table in tables)}")[0]


def spelt(store: Store) -> dict[str, int | None]:
    with reading(store) as db:
        return {folded: party.id for folded, party in load_names(db).spellings.items()}


def shown(store: Store, at: date) -> tuple[object, ...]:
    """What the screens get for a day: states, checks, deadlines."""
    with reading(store) as db:
        rows = load_rows(db, at=at)
    live = set(rows.assignments["assignment_id"])
    reports = {
        (report["assignment_id"], whole_or(report["member_id"])): (report["report_id"], day_of(report["verified_on"]))
        for report in rows.reports.to_dict("records")
        if report["assignment_id"] in live
    }
    deadlines = {one["agreement_id"]: (one["deadline_kind"], day_of(one["deadline"])) for one in rows.agreements.to_dict("records")}
    return reports, deadlines


def whole_or(member: Any) -> int | None:
    return None if pd.isna(member) else int(member)


def day_of(moment: Any) -> str | None:
    return None if pd.isna(moment) else f"{moment:%Y-%m-%d}"


def replayed(store: Store, at: date) -> tuple[object, ...]:
    """The same by reading the logs from their beginning to that day, entry by entry."""
    day = at.isoformat()
    agreements = many(
        store, "SELECT a.id FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id "
        "WHERE a.withdrawn_in IS NULL AND s.held_on <= :day", day=day,
    )  # fmt: skip
    deadlines: dict[int, tuple[str, str | None]] = {number: ("none", None) for (number,) in agreements}
    for number, kind, due in many(
        store, "SELECT agreement_id, after_kind, after FROM deadline_change WHERE withdrawn_in IS NULL AND decided_on <= :day "
        "ORDER BY decided_on, recorded_at, id", day=day,
    ):  # fmt: skip
        if number in deadlines:
            deadlines[number] = (kind, due)
    live = {number: agreement for number, agreement in many(store, "SELECT id, agreement_id FROM assignment WHERE withdrawn_in IS NULL")}
    checks = dict(many(store, "SELECT report_id, verified_on FROM verification WHERE verified_on <= :day AND withdrawn_in IS NULL", day=day))
    reports: dict[tuple[int, int | None], tuple[int, str | None]] = {}
    for number, assignment, member in many(
        store, "SELECT id, assignment_id, member_id FROM progress_report WHERE withdrawn_in IS NULL AND reported_on <= :day "
        "ORDER BY reported_on, recorded_at, id", day=day,
    ):  # fmt: skip
        if live.get(assignment) in deadlines:
            reports[assignment, member] = (number, checks.get(number))
    return reports, deadlines
