"""The catalogue of themes: added, renamed, ordered, retired, taken back; each act undone, and no name ever given to another."""

from collections.abc import Callable

import pytest

from data_store.bulk import Bulk
from data_store.changing import change
from data_store.database import Store, Writer, reading, writing
from data_store.import_names import NameBook
from data_store.queries import data_version
from data_store.recording import Refused, StaleRecord
from data_store.session_ground import load_capture_ground
from data_store.themes import (
    ThemeDraft,
    add_theme,
    classify,
    edit_theme,
    load_themes,
    move_theme,
    retire_theme,
    withdraw_theme,
)
from follow_up.acts import Refusal
from follow_up.rows import records
from tests.data_store.plans import undone
from tests.data_store.records import AT, BY, SIGNED, TODAY, many, one

BLUE = "#2468B0"


def recorded(store: Store, act: Callable[[Writer, int], object]) -> int:
    with reading(store) as db:
        token = f"t{data_version(db)}"
    with writing(store) as db:
        return change(db, token=token, screen="catalogos", by=BY, at=AT, act=act)


def refused(store: Store, act: Callable[[Writer, int], object]) -> list[Refusal]:
    with pytest.raises(Refused) as raised:
        recorded(store, act)
    return raised.value.refusals


def seen(store: Store) -> int:
    with reading(store) as db:
        return data_version(db)


def added(store: Store, label: str, colour: str | None = None) -> int:
    return recorded(store, lambda db, batch: add_theme(db, draft=ThemeDraft(label, "OE4·11", colour), batch_id=batch, **SIGNED))


def edited(store: Store, theme_id: int, label: str, *, since: int) -> int:
    return recorded(store, lambda db, batch: edit_theme(db, theme_id=theme_id, draft=ThemeDraft(label), seen=since, batch_id=batch, **SIGNED))


def labels(store: Store) -> list[str]:
    with reading(store) as db:
        return [row.label for row in records(load_themes(db)) if row.retired_on is None or row.retired_on != row.retired_on]


def id_of_theme(store: Store, label: str) -> int:
    return int(str(one(store, "SELECT id FROM theme WHERE label = :label", label=label)))


def test_a_theme_is_added_at_the_end_and_goes_and_comes_back_with_its_undoing(store: Store) -> None:
    before = labels(store)
    batch = added(store, "  Seguridad   vial ", BLUE)
    for expected in (["Seguridad vial"], [], ["Seguridad vial"]):
        assert labels(store) == before + expected
        batch = undone(store, batch)


def test_a_theme_taken_back_comes_back_in_use_under_any_name_that_it_had(store: Store) -> None:
    added(store, "Vial")
    theme = id_of_theme(store, "Vial")
    edited(store, theme, "Seguridad vial", since=seen(store))
    recorded(store, lambda db, batch: retire_theme(db, theme_id=theme, on=TODAY, seen=data_version(db.connection()), batch_id=batch, **SIGNED))
    recorded(store, lambda db, batch: withdraw_theme(db, theme_id=theme, seen=data_version(db.connection()), batch_id=batch, **SIGNED))
    back = added(store, "VIAL", BLUE)
    assert many(store, "SELECT label, colour, retired_on, withdrawn_in FROM theme WHERE id = :id", id=theme) == [("VIAL", BLUE, None, None)]
    undone(store, back)
    assert one(store, "SELECT label FROM theme WHERE id = :id", id=theme) == "Seguridad vial"


def test_no_theme_gets_a_name_that_another_had_and_files_know_the_old_one(store: Store) -> None:
    first, second = (id_of_theme(store, label) for label in labels(store)[:2])
    old = str(one(store, "SELECT label FROM theme WHERE id = :id", id=first))
    edited(store, first, "Nombre nuevo", since=seen(store))
    assert refused(store, lambda db, batch: edit_theme(db, theme_id=second, draft=ThemeDraft(old.upper()), seen=seen(store), batch_id=batch, **SIGNED)) == [Refusal.THEME_REPEATED]
    assert refused(store, lambda db, batch: add_theme(db, draft=ThemeDraft(old), batch_id=batch, **SIGNED)) == [Refusal.THEME_REPEATED]
    with writing(store) as db:
        assert NameBook(Bulk(db), by=BY, at=AT).theme(old) == first


def test_who_edits_what_somebody_else_changed_is_told_so(store: Store) -> None:
    theme, since = id_of_theme(store, labels(store)[0]), seen(store)
    edited(store, theme, "De otra persona", since=since)
    with pytest.raises(StaleRecord) as stale:
        edited(store, theme, "Mío", since=since)
    assert [(told.field, told.after) for told in stale.value.since if told.field == "label"] == [("label", "De otra persona")]


def test_the_order_changes_by_steps_and_is_restored(store: Store) -> None:
    before = labels(store)
    last = id_of_theme(store, before[-1])
    batch = recorded(store, lambda db, batch: move_theme(db, theme_id=last, places=-1, batch_id=batch, **SIGNED))
    assert labels(store) == [*before[:-2], before[-1], before[-2]]
    undone(store, batch)
    assert labels(store) == before
    assert refused(store, lambda db, batch: move_theme(db, theme_id=last, places=1, batch_id=batch, **SIGNED)) == [Refusal.NOTHING_CHANGED]


def test_a_retired_theme_is_no_longer_offered_and_what_has_it_keeps_it(store: Store) -> None:
    theme = int(str(one(store, "SELECT theme_id FROM problem LIMIT 1")))
    batch = recorded(store, lambda db, batch: retire_theme(db, theme_id=theme, on=TODAY, seen=seen(store), batch_id=batch, **SIGNED))
    with reading(store) as db:
        ground = load_capture_ground(db, session_id=1)
    assert theme not in ground.themes
    assert theme in {problem.theme_id for problem in ground.problems}
    undone(store, batch)
    with reading(store) as db:
        assert theme in load_capture_ground(db, session_id=1).themes


def test_only_a_theme_that_no_problem_ever_had_is_taken_back(store: Store) -> None:
    added(store, "Pasajero")
    used, theme = int(str(one(store, "SELECT theme_id FROM problem WHERE id = 1"))), id_of_theme(store, "Pasajero")
    for there in (theme, used):
        recorded(store, lambda db, batch, there=there: classify(db, problem_id=1, theme_id=there, seen=seen(store), batch_id=batch, **SIGNED))
    edited(store, theme, "Con otro nombre", since=seen(store))
    for number in (theme, used):
        assert refused(store, lambda db, batch, number=number: withdraw_theme(db, theme_id=number, seen=seen(store), batch_id=batch, **SIGNED)) == [Refusal.THEME_IN_USE]


@pytest.mark.parametrize(("draft", "why"), [(ThemeDraft("  "), Refusal.THEME_NAME), (ThemeDraft("X", "", "azul"), Refusal.THEME_COLOUR)])
def test_a_theme_has_a_name_and_a_colour_that_can_be_drawn(store: Store, draft: ThemeDraft, why: Refusal) -> None:
    assert refused(store, lambda db, batch: add_theme(db, draft=draft, batch_id=batch, **SIGNED)) == [why]
