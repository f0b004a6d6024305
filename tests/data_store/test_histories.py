"""The history as it is read: what each change is of, where it came from, what took it back; asked for in every way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data_store.changing import change
from data_store.database import Store, reading, writing
from data_store.histories import Asked, Change, Origin, count_changes, load_changes, load_story
from tests.data_store.decided import progress
from tests.data_store.plans import changed, loaded, moved_to, report_of, undone
from tests.data_store.records import AT, BY, GOING, agreement_id, assignment_id
from tests.data_store.test_undo_choice import party


def read(store: Store, **asked: object) -> list[Change]:
    wanted = Asked(**asked)  # pyright: ignore[reportArgumentType]
    with reading(store) as db:
        found = load_changes(db, wanted, limit=500)
        assert count_changes(db, wanted) == len(found)
    return found


@pytest.fixture
def history(store: Store) -> Store:
    """A load, an act on screen, and the undo of the load."""
    known = changed(
        agreement_id(store, "2.5"), row=6, reports=(report_of(party(store, "PREFECTURA"), replace(GOING, actions="Atención en Capitanía")),),
        deadline=moved_to(date(2026, 4, 30)),
    )  # fmt: skip
    batch = loaded(store, known)
    with writing(store) as db:
        change(db, token="a", screen="acuerdo", by=BY, at=AT, act=progress(store, assignment_id(store, "2.1", "PNP"), GOING))
    undone(store, batch)
    return store


def test_a_change_tells_its_record_where_it_came_from_and_what_took_it_back(history: Store) -> None:
    (deadline,) = read(history, origins=(Origin.FILE,), fields=("deadline",))
    assert (deadline.ref, deadline.source.file_name, deadline.source.rows) == ("2026-O1-2.5", "matriz.xlsx", "Hoja1, fila 6")
    assert deadline.end is not None
    assert (deadline.end.by, deadline.end.batch_id) == (BY, 3)
    back = next(one for one in read(history, origins=(Origin.UNDO,)) if one.field == "deadline")
    assert (back.source.undoes, back.end) == (1, None)
    mine = read(history, who=(BY,), origins=(Origin.SCREEN,))
    assert {(one.source.origin, one.source.screen, one.institution) for one in mine} == {(Origin.SCREEN, "acuerdo", "PNP")}


@pytest.mark.parametrize(
    ("asked", "keeps"),
    [
        ({"agreement": "2026-O1-2.5"}, lambda one: one.ref == "2026-O1-2.5"),
        ({"institutions": ("PNP",)}, lambda one: one.institution == "PNP"),
        ({"entities": ("assignment",), "fields": ("progress",)}, lambda one: one.field == "progress"),
        ({"words": "capitania atencion"}, lambda one: "Capitanía" in f"{one.before} {one.after}"),
        ({"until": AT - timedelta(days=1)}, lambda one: one.source.origin == Origin.INITIAL),
    ],
    ids=["agreement", "institution", "field", "words", "days"],
)  # fmt: skip
def test_a_filter_keeps_what_it_names_and_nothing_else(
    history: Store, asked: dict[str, object], keeps: Callable[[Change], bool]
) -> None:
    everything = read(history)
    assert [one.event_id for one in read(history, **asked)] == [one.event_id for one in everything if keeps(one)] != []


def test_a_page_goes_on_where_the_one_before_ended_and_a_story_is_of_one_agreement(history: Store) -> None:
    everything = [one.event_id for one in read(history)]
    with reading(history) as db:
        first = load_changes(db, Asked(), limit=10)
        second = load_changes(db, Asked(), limit=10, before=first[-1].event_id)
        told = load_story(db, agreement_id=agreement_id(history, "2.5"))
    assert [one.event_id for one in (*first, *second)] == everything[:20]
    assert [one.event_id for one in told] == [one.event_id for one in read(history, agreement="2026-O1-2.5")]
