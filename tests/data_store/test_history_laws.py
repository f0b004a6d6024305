"""The law of the history: whatever people edit, load, decide, merge and undo, whole or in part, the log tells the tables."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from data_store.database import Store, reading
from data_store.histories import Asked, count_changes, load_changes
from data_store.queries import load_rows
from data_store.replay import EDITABLE
from data_store.told_names import meant_by
from follow_up.board import build_board
from follow_up.metrics import standing_by, state_counts
from follow_up.settings import Windows
from tests.data_store.drawn_decisions import drawn_decisions, open_a_session
from tests.data_store.drawn_edits import choices, choose, edit, edits
from tests.data_store.hands import hands
from tests.data_store.law_ground import base_of, ground, law, sound
from tests.data_store.random_trackers import TODAY, Clock, trackers
from tests.data_store.records import many
from tests.data_store.test_decision_laws import happen, orphans, unheld, untold

__all__ = ["ground"]

moves = st.one_of(
    st.tuples(st.just("edit"), edits), st.tuples(st.just("edit"), edits), st.tuples(st.just("choose"), choices), st.tuples(st.just("choose"), choices),
    st.tuples(st.just("decide"), drawn_decisions), st.tuples(st.just("hands"), st.lists(hands, min_size=1, max_size=2)),
    st.tuples(st.just("load"), trackers(largest=2)), st.tuples(st.sampled_from(["undo", "undo and restore"]), st.integers(0, 9)),
)  # fmt: skip


@law(25)
@given(story=st.lists(moves, min_size=4, max_size=9))
def test_whatever_is_edited_merged_and_undone_in_part_the_log_tells_the_tables_and_loses_nothing(ground: Path, story: list[tuple[str, Any]]) -> None:
    with base_of(ground) as store:
        clock = Clock()
        session, length = open_a_session(store, clock), 0
        for kind, drawn in story:
            if kind == "edit":
                edit(store, drawn, clock)
            elif kind == "choose":
                choose(store, drawn, clock)
            else:
                happen(store, kind, drawn, session, clock)
            assert (orphans(store), unheld(store), untold(store), misnamed(store)) == ([], [], [], [])
            length = grown(store, length)
        assert sound(store)
        adds_up(store)


def grown(store: Store, before: int) -> int:
    """How long the log is: never shorter than before, without a gap."""
    ((events, last),) = many(store, "SELECT COUNT(*), MAX(id) FROM event")
    assert events == last >= before
    return events


def misnamed(store: Store) -> list[tuple]:
    """What the columns of the fields that may change hold that is not what the log told last."""
    found = []
    with reading(store) as db:

        def rows(sql: str, **values: object) -> list:
            return list(db.execute(text(sql), values))

        for table, fields in EDITABLE.items():
            for field, column in fields.items():
                held = {row[0]: row[1] for row in db.execute(text(f"SELECT id, {column} FROM {table}"))}
                last = "SELECT entity_id, after FROM event WHERE entity = :table AND field = :field ORDER BY id"
                told = {number: meant_by(rows, field, after) for number, after in rows(last, table=table, field=field)}
                found += [(table, number, field, held[number], meant) for number, meant in told.items() if str(held[number]) != str(meant)]
    return found


def adds_up(store: Store) -> None:
    """The agreements by theme and by deadline are all of them, and the history tells every change once."""
    with reading(store) as db:
        board = build_board(load_rows(db, at=TODAY), today=TODAY, windows=Windows())
        changes = load_changes(db, Asked(), limit=10_000)
        assert count_changes(db, Asked()) == len(changes) == len({change.event_id for change in changes})
    by_theme = standing_by(board.agreements, key="theme_code", label="theme")
    assert int(by_theme["total"].sum()) == sum(state_counts(board.agreements).values()) == len(board.agreements)
