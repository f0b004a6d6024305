"""What the windows of a projected session share: where they are is in the base, and two hands do not skip a slide."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data_store import presenting
from data_store.database import Store, reading, writing
from data_store.presenting import Showing
from follow_up.agenda import SlideOrder
from follow_up.cut_off import CutOff
from tests.data_store.records import DATED, agreement_id, decide, last_event, many

DAY = date(2026, 3, 20)
START = datetime(2026, 3, 20, 15, tzinfo=UTC)
TODAY = CutOff(DAY)
LATER = START + timedelta(hours=1)


def started(store: Store, cut: CutOff = TODAY, *, at: datetime = START) -> int:
    with writing(store) as db:
        return presenting.start(db, session_id=1, cut=cut, order=SlideOrder.ACTA, left_out=["2026-O1-2.3", "2026-O1-01"], at=at)


def seen(store: Store, number: int) -> Showing:
    with reading(store) as db:
        showing = presenting.load(db, number)
    assert showing is not None
    return showing


def test_a_presentation_begins_at_its_first_slide_with_the_data_of_that_moment(store: Store) -> None:
    number = started(store)
    showing = seen(store, number)
    assert (showing.session_id, showing.cut, showing.order) == (1, CutOff(DAY, START), SlideOrder.ACTA)
    assert showing.left_out == ("2026-O1-01", "2026-O1-2.3")
    assert (showing.slide, showing.blank, showing.turn, showing.ended) == ("", False, 0, False)
    assert showing.frozen_version == last_event(store)
    assert not showing.stands_still


def test_presenting_is_no_fact_of_the_committee(store: Store) -> None:
    before = last_event(store)
    number = started(store)
    with writing(store) as db:
        presenting.go(db, presentation_id=number, turn=0, slide="plazos")
        presenting.end(db, presentation_id=number, at=LATER)
    assert last_event(store) == before


def test_two_hands_that_move_at_once_do_not_skip_a_slide(store: Store) -> None:
    number = started(store)
    for slide in ("temas-1", "temas-1", "plazos"):
        with writing(store) as db:
            presenting.go(db, presentation_id=number, turn=0, slide=slide)
    assert (seen(store, number).slide, seen(store, number).turn) == ("temas-1", 1)


def test_a_press_that_comes_again_later_does_not_turn_back(store: Store) -> None:
    number = started(store)
    with writing(store) as db:
        for turn, slide in ((0, "temas-1"), (1, "plazos"), (0, "temas-1")):
            presenting.go(db, presentation_id=number, turn=turn, slide=slide)
    assert seen(store, number).slide == "plazos"


def test_a_covered_slide_comes_back_or_gives_way_to_another(store: Store) -> None:
    number = started(store)
    with writing(store) as db:
        presenting.cover(db, presentation_id=number, turn=0)
    assert (seen(store, number).blank, seen(store, number).turn) == (True, 1)
    with writing(store) as db:
        presenting.uncover(db, presentation_id=number, turn=1)
    assert not seen(store, number).blank
    with writing(store) as db:
        presenting.cover(db, presentation_id=number, turn=2)
        presenting.go(db, presentation_id=number, turn=3, slide="plazos")
    assert (seen(store, number).blank, seen(store, number).slide) == (False, "plazos")


def test_what_is_recorded_counts_from_the_refresh_on(store: Store) -> None:
    number = started(store)
    decide(store, agreement_id(store, "2.3"), DATED)
    assert seen(store, number).frozen_version < last_event(store)
    with writing(store) as db:
        presenting.refresh(db, presentation_id=number, turn=0, at=LATER)
    assert seen(store, number).frozen_version == last_event(store)
    assert seen(store, number).cut == CutOff(DAY, LATER)


def test_what_was_known_on_a_past_day_stays_as_it_was_known(store: Store) -> None:
    cut = CutOff(date(2026, 3, 10), datetime(2026, 3, 11, 4, 59, tzinfo=UTC))
    number = started(store, cut)
    with writing(store) as db:
        presenting.refresh(db, presentation_id=number, turn=0, at=LATER)
    assert seen(store, number).cut == cut
    assert seen(store, number).stands_still


def test_a_clock_that_was_set_back_hides_nothing(store: Store) -> None:
    last = many(store, "SELECT MAX(at) FROM event")[0][0]
    number = started(store, at=datetime(2020, 1, 1, tzinfo=UTC))
    assert seen(store, number).cut.known_at == datetime.fromisoformat(last).replace(tzinfo=UTC)


def test_one_presentation_runs_at_a_time(store: Store) -> None:
    first, second = started(store), started(store)
    assert seen(store, first).ended
    with reading(store) as db:
        running = presenting.current(db)
    assert running is not None
    assert running.presentation_id == second
    with writing(store) as db:
        presenting.end(db, presentation_id=second, at=LATER)
    with reading(store) as db:
        assert presenting.current(db) is None


@pytest.mark.parametrize("number", [0, 99])
def test_there_may_be_none_of_that_number(store: Store, number: int) -> None:
    with reading(store) as db:
        assert presenting.load(db, number) is None
