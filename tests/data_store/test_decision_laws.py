"""The laws of deciding: whatever a session decides between loads, acts by hand and undoings."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_store.commands import told_deadline
from data_store.database import Store
from data_store.families import NEVER_WITHDRAWN, PARENTS
from follow_up.vocabulary import DeadlineKind
from tests.data_store.canonical import canonical
from tests.data_store.drawn_decisions import Drawn, drawn_decisions, open_a_session, take
from tests.data_store.hands import by_hand, hands
from tests.data_store.law_ground import base_of, ground, law, sound
from tests.data_store.plans import preview, undone
from tests.data_store.random_trackers import Clock, loaded, trackers
from tests.data_store.records import many

__all__ = ["ground"]

TOLD = {
    "withdrawn": ("withdrawn_in", [table for table in PARENTS if table not in NEVER_WITHDRAWN]),
    "released_on": ("released_on", ["assignment"]),
    "assigned_on": ("assigned_on", ["assignment"]),
    "state": ("state", ["committee_session"]),
    "held_on": ("held_on", ["committee_session"]),
    "text": ("text", ["agreement", "problem"]),
    "deadline_note": ("deadline_note", ["agreement"]),
}

moves = st.one_of(
    st.tuples(st.just("decide"), drawn_decisions), st.tuples(st.just("decide"), drawn_decisions), st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("undo and restore"), st.integers(0, 9)), st.tuples(st.just("hands"), st.lists(hands, min_size=1, max_size=2)),
    st.tuples(st.just("load"), trackers(largest=2)),
)  # fmt: skip


@law(40)
@given(story=st.lists(moves, min_size=3, max_size=9))
def test_whatever_is_decided_and_undone_the_tables_are_what_the_log_says(ground: Path, story: list[tuple[str, Any]]) -> None:
    with base_of(ground) as store:
        clock = Clock()
        session = open_a_session(store, clock)
        for kind, drawn in story:
            happen(store, kind, drawn, session, clock)
            assert orphans(store) == []
            assert unheld(store) == []
            assert untold(store) == []
        assert sound(store)


@law(25)
@given(before=st.lists(drawn_decisions, max_size=4), drawn=drawn_decisions)
def test_a_decision_undone_is_as_if_it_had_never_been_taken(ground: Path, before: list[Drawn], drawn: Drawn) -> None:
    with base_of(ground) as store:
        clock = Clock()
        session = open_a_session(store, clock)
        for earlier in before:
            take(store, earlier, session, clock)
        first = canonical(store)
        batch = take(store, drawn, session, clock)
        if batch is None:
            assert canonical(store) == first
            return
        second = canonical(store)
        assert second != first
        assert preview(store, batch).collisions == ()
        undo = undone(store, batch)
        assert canonical(store) == first
        undone(store, undo)
        assert canonical(store) == second
        assert sound(store)


def happen(store: Store, kind: str, drawn: Any, session: int, clock: Clock) -> None:
    if kind == "decide":
        take(store, drawn, session, clock)
    elif kind == "hands":
        by_hand(store, drawn, clock)
    elif kind == "load":
        loaded(store, drawn, clock)
    else:
        batches = many(store, "SELECT id FROM import_batch WHERE id NOT IN (SELECT undoes FROM import_batch WHERE undoes IS NOT NULL)")
        if batches:
            batch = batches[drawn % len(batches)][0]
            asked = [collision.key for collision in preview(store, batch).collisions] if kind == "undo and restore" else []
            undone(store, batch, *asked)


def orphans(store: Store) -> list[tuple]:
    """Live records that stand on one that is not."""
    found = []
    for table, columns in PARENTS.items():
        live = "" if table in NEVER_WITHDRAWN else "x.withdrawn_in IS NULL AND "
        for column, parent in columns.items():
            sql = f"SELECT x.id FROM {table} x JOIN {parent} p ON p.id = x.{column} WHERE {live}p.withdrawn_in IS NOT NULL"
            found += [(table, number, parent) for (number,) in many(store, sql)]
    return found


def unheld(store: Store) -> list[tuple]:
    """Live agreements for which nobody answers."""
    return many(
        store, "SELECT a.id FROM agreement a WHERE a.withdrawn_in IS NULL AND NOT EXISTS (SELECT 1 FROM assignment n "
        "WHERE n.agreement_id = a.id AND n.withdrawn_in IS NULL AND n.released_on IS NULL)",
    )  # fmt: skip


def untold(store: Store) -> list[tuple]:
    """What the tables hold that is not what the log told last."""
    last: dict[tuple[str, int, str], str | None] = {
        (entity, number, name): after for entity, number, name, after in many(store, "SELECT entity, entity_id, field, after FROM event ORDER BY id")
    }
    found = []
    for name, (column, tables) in TOLD.items():
        for table in tables:
            held = {number: None if value is None else str(value) for number, value in many(store, f"SELECT id, {column} FROM {table}")}
            found += [(key, after) for key, after in last.items() if key[0] == table and key[2] == name and held[key[1]] != after]
    deadlines = many(store, "SELECT id, deadline_kind, deadline FROM agreement WHERE withdrawn_in IS NULL")
    for number, kind, day in deadlines:
        told = day or told_deadline(DeadlineKind(kind), None)
        if last.get(("agreement", number, "deadline"), told) != told:
            found.append((("agreement", number, "deadline"), told))
    return json.loads(json.dumps(found))
