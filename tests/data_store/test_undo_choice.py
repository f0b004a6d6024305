"""Undoing one change or a selection: only that goes, by the rules of a whole batch, and it can be done again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from data_store.changing import change
from data_store.chosen_changes import CannotUndo, taken_back
from data_store.database import Store, Writer, reading, writing
from data_store.imports import PlanOutdated
from data_store.recording import Refused
from data_store.undo_choice import undo_choice
from follow_up.acts import Refusal
from follow_up.import_plan import Party
from follow_up.vocabulary import DecisionKind
from tests.data_store.canonical import canonical
from tests.data_store.choices import chosen_undone, events_of, planned_choice
from tests.data_store.decided import progress
from tests.data_store.drawn_decisions import Drawn, open_a_session, take
from tests.data_store.law_ground import sound
from tests.data_store.plans import changed, loaded, moved_to, new, report_of, undone, version_of_data
from tests.data_store.random_trackers import Clock
from tests.data_store.records import (
    AT,
    BY,
    DONE,
    GOING,
    SIGNED,
    agreement_id,
    assignment_id,
    institution_id,
    many,
    report,
    verify,
    version_of,
)

STATUS = "field = 'status' AND entity = 'assignment' AND entity_id = :id"
OF_LOAD = "batch_id = 1 AND entity = 'agreement' AND field = :field"
LATER = replace(GOING, reported_on=date(2026, 3, 18), progress=60)


def party(store: Store, code: str) -> Party:
    return Party(institution_id(store, code), code)


@pytest.fixture
def place(store: Store) -> int:
    """An assignment of whom a load spoke, among others: it corrected the agreement, dated it, and brought three reports."""
    prefecture, pnp = party(store, "PREFECTURA"), party(store, "PNP")
    known = changed(
        agreement_id(store, "2.5"), row=6, edits={"text": "Otro texto", "deadline_note": "pronto"}, joining=(pnp,),
        reports=(report_of(prefecture, DONE), report_of(pnp, GOING)), deadline=moved_to(date(2026, 4, 30)),
    )  # fmt: skip
    assert loaded(store, known, new("01", pnp, acts={"reports": (report_of(pnp, LATER),)})) == 1
    return assignment_id(store, "2.5", "PREFECTURA")


def recorded(store: Store, act: Callable[[Writer, int], object], token: str = "a") -> int:
    with writing(store) as db:
        return change(db, token=token, screen="acuerdo", by=BY, at=AT, act=act)


def changed_tables(before: dict[str, list[tuple]], after: dict[str, list[tuple]]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


def test_one_report_of_a_load_goes_all_else_of_it_stays_and_it_comes_back(store: Store, place: int) -> None:
    before = canonical(store)
    (event,) = events_of(store, STATUS, id=place)
    assert next((one.ref, one.field, one.now, one.then) for one in planned_choice(store, event).restored) == ("2026-O1-2.5", "status", "fulfilled", None)
    done = chosen_undone(store, event)
    assert many(store, "SELECT kind, screen, by FROM import_batch WHERE id = :id", id=done) == [("edit", "historial", BY)]
    after = canonical(store)
    assert changed_tables(before, after) == {"progress_report", "evidence"}
    assert len(after["progress_report"]) == len(before["progress_report"]) - 1
    with reading(store) as db:
        taken = taken_back(db)
    assert sorted(taken) == events_of(store, "entity = 'assignment' AND entity_id = :id AND batch_id = 1 AND field <> 'created'", id=place)
    again = undone(store, done)
    assert canonical(store) == before
    undone(store, again)
    assert canonical(store) == after
    assert sound(store)


def test_one_field_of_an_edit_returns_and_the_others_stay(store: Store, place: int) -> None:
    chosen_undone(store, *events_of(store, OF_LOAD, field="deadline_note"))
    ((text, note, day),) = many(store, "SELECT text, deadline_note, deadline FROM agreement WHERE code = '2.5'")
    assert (text, note == "pronto", day) == ("Otro texto", False, "2026-04-30")
    assert place


def test_changes_of_two_acts_go_in_one_and_come_back_in_one(store: Store, place: int) -> None:
    recorded(store, progress(store, place, LATER))
    before = canonical(store)
    done = chosen_undone(store, events_of(store, STATUS, id=place)[-1], *events_of(store, OF_LOAD, field="deadline"))
    assert changed_tables(before, canonical(store)) == {"progress_report", "deadline_change", "agreement"}
    undone(store, done)
    assert canonical(store) == before


def test_what_came_later_is_named_and_stays_unless_the_earlier_is_asked_for(store: Store, place: int) -> None:
    recorded(store, progress(store, place, LATER))
    first = events_of(store, STATUS, id=place)[0]
    (collision,) = planned_choice(store, first).collisions
    assert (collision.batch_value, collision.later_value, collision.by) == ("fulfilled", "in_progress", BY)
    live = "SELECT progress FROM progress_report WHERE withdrawn_in IS NULL AND assignment_id = :id ORDER BY id"
    kept = chosen_undone(store, first)
    assert many(store, live, id=place) == [(60,)]
    undone(store, kept)
    chosen_undone(store, first, restore=(collision.key,))
    assert many(store, live, id=place) == []


def test_a_verified_report_stays_and_where_nothing_would_change_nothing_is_written(store: Store, place: int) -> None:
    ((made,),) = many(store, "SELECT id FROM progress_report WHERE status = 'fulfilled'")
    verify(store, made, version=version_of(store, "assignment", place))
    events = version_of_data(store)
    assert planned_choice(store, *events_of(store, STATUS, id=place)).restored == ()
    with pytest.raises(Refused) as raised:
        chosen_undone(store, *events_of(store, STATUS, id=place))
    assert raised.value.refusals == [Refusal.NOTHING_TO_UNDO]
    assert version_of_data(store) == events
    chosen_undone(store, *events_of(store, "field = 'verified'"))
    assert many(store, "SELECT COUNT(*) FROM verification WHERE withdrawn_in IS NULL") == [(0,)]


def test_all_of_an_act_is_undone_as_the_act_that_it_is(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    batch = recorded(store, progress(store, place, GOING))
    (event,) = events_of(store, STATUS, id=place)
    assert planned_choice(store, event).whole == batch
    undo = chosen_undone(store, event)
    assert many(store, "SELECT kind, undoes FROM import_batch WHERE id = :id", id=undo) == [("undo", batch)]
    assert planned_choice(store, event).refused == {event: CannotUndo.ALREADY}


def test_part_of_an_undoing_comes_back(store: Store, place: int) -> None:
    before = canonical(store)
    undo = undone(store, 1)
    back = events_of(store, f"{STATUS} AND batch_id = {undo}", id=place)
    chosen_undone(store, *back, *events_of(store, f"{OF_LOAD.replace('1', str(undo))}", field="text"))
    after = canonical(store)
    assert many(store, "SELECT text FROM agreement WHERE code = '2.5'") == [("Otro texto",)]
    assert {row for row in before["progress_report"] if row in after["progress_report"]} == {row for row in before["progress_report"] if row[1] == place}
    assert sound(store)


def test_what_was_recorded_before_acts_were_batches_is_undone_too(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    before = canonical(store)
    report(store, place, GOING)
    done = chosen_undone(store, *events_of(store, STATUS, id=place))
    assert canonical(store) == before
    undone(store, done)
    assert len(canonical(store)["progress_report"]) == 1


def test_a_decision_of_a_session_goes_whole_with_its_line(store: Store) -> None:
    clock = Clock()
    session = open_a_session(store, clock)
    batch = take(store, Drawn(DecisionKind.DEADLINE, 0, 5), session, clock)
    (event,) = events_of(store, "field = 'deadline'")
    assert planned_choice(store, event).whole == batch
    other = take(store, Drawn(DecisionKind.PROGRESS, 1, 5), session, clock)
    chosen_undone(store, event, *events_of(store, "batch_id = :batch AND field = 'progress'", batch=other))
    assert many(store, "SELECT COUNT(*) FROM session_decision WHERE withdrawn_in IS NULL") == [(0,)]
    opened = events_of(store, "field = 'state'")
    assert planned_choice(store, *opened).refused == dict.fromkeys(opened, CannotUndo.SESSION_STATE)


def test_the_first_load_is_the_ground_and_a_preview_that_is_out_of_date_undoes_nothing(store: Store, place: int) -> None:
    assert planned_choice(store, 1).refused == {1: CannotUndo.INITIAL}
    events = events_of(store, STATUS, id=place)
    with pytest.raises(PlanOutdated), writing(store) as db:
        undo_choice(db, events=events, restore=(), version=version_of_data(store) - 1, token="t", **SIGNED)
    with pytest.raises(Refused), writing(store) as db:
        undo_choice(db, events=events, restore=(), version=version_of_data(store), token="t", by=" ", at=AT)


def test_an_act_undone_and_done_again_is_undone_by_its_last_return(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    before = canonical(store)
    batch = recorded(store, progress(store, place, GOING))
    back = undone(store, undone(store, batch))
    event = events_of(store, STATUS, id=place)[0]
    assert planned_choice(store, event).whole == back
    chosen_undone(store, event)
    assert canonical(store) == before
