"""The numbers of days of the rules: set, put back, undone; the board and the list of calls go by them."""

from collections.abc import Callable

import pytest

from data_store.changing import change
from data_store.contacts import load_escalation
from data_store.database import Store, Writer, reading, writing
from data_store.queries import data_version, load_windows
from data_store.recording import Refused, StaleRecord
from data_store.settings import load_settings, set_window
from follow_up.acts import Refusal
from follow_up.settings import Escalation, Windows
from tests.data_store.plans import undone
from tests.data_store.records import AT, BY, SIGNED


def put(store: Store, days: int | None, *, name: str = "due_soon", seen: int | None = None) -> int:
    with reading(store) as db:
        version = data_version(db)

    def act(db: Writer, batch_id: int) -> None:
        set_window(db, name=name, days=days, seen=version if seen is None else seen, batch_id=batch_id, **SIGNED)

    with writing(store) as db:
        return change(db, token=f"w{version}", screen="catalogos", by=BY, at=AT, act=act)


def windows(store: Store) -> Windows:
    with reading(store) as db:
        return load_windows(db)


def test_a_window_is_set_put_back_and_set_again_and_each_is_undone(store: Store) -> None:
    acts, found = [], []
    for days in (20, 25, None, 10):
        acts.append(put(store, days))
        found.append(windows(store).due_soon)
    for batch in reversed(acts):
        undone(store, batch)
        found.append(windows(store).due_soon)
    assert found == [20, 25, 15, 10, 15, 25, 20, 15]


def test_the_days_of_the_calls_are_set_by_the_same_means(store: Store) -> None:
    put(store, 3, name="reminder_wait")
    with reading(store) as db:
        assert load_escalation(db) == Escalation(reminder_wait=3)
        assert load_settings(db) == {"reminder_wait": 3}
    assert windows(store) == Windows()


def refusals(act: Callable[[], object]) -> list[Refusal]:
    with pytest.raises(Refused) as raised:
        act()
    return raised.value.refusals


def test_a_window_has_from_one_to_365_days_and_is_not_set_to_what_it_is(store: Store) -> None:
    assert [refusals(lambda days=days: put(store, days)) for days in (0, 366)] == [[Refusal.WINDOW_BOUNDS]] * 2
    assert refusals(lambda: put(store, None)) == [Refusal.NOTHING_CHANGED]
    put(store, 365)
    assert refusals(lambda: put(store, 365)) == [Refusal.NOTHING_CHANGED]


def test_two_people_set_the_same_window(store: Store) -> None:
    with reading(store) as db:
        seen = data_version(db)
    put(store, 20)
    with pytest.raises(StaleRecord):
        put(store, 40, seen=seen)
    assert windows(store).due_soon == 20
