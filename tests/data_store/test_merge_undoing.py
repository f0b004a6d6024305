"""The laws of uniting two institutions: nothing is lost, and its undoing gives back each what it had."""

from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_store.changing import change
from data_store.database import Store, reading, writing
from data_store.merging import merge
from data_store.queries import load_rows
from data_store.recording import Refused
from tests.data_store.canonical import canonical
from tests.data_store.drawn_edits import edit, edits, version
from tests.data_store.hands import by_hand, hands
from tests.data_store.law_ground import base_of, ground, law, sound, state
from tests.data_store.plans import undone
from tests.data_store.random_trackers import BY, TODAY, Clock, loaded, trackers
from tests.data_store.records import many
from tests.data_store.test_decision_laws import orphans, unheld, untold

__all__ = ["ground"]

BUSY = """
SELECT i.id FROM institution i WHERE i.withdrawn_in IS NULL
ORDER BY (SELECT COUNT(*) FROM assignment n WHERE n.institution_id = i.id AND n.withdrawn_in IS NULL)
       + (SELECT COUNT(*) FROM group_membership g WHERE i.id IN (g.member_id, g.group_id) AND g.withdrawn_in IS NULL) DESC, i.id
"""
SAID = "SELECT reported_on, status, progress, actions, by, COUNT(*) FROM progress_report WHERE withdrawn_in IS NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
pairs = st.tuples(st.integers(0, 7), st.integers(0, 7))
moves = st.one_of(
    st.tuples(st.just("hands"), st.lists(hands, min_size=1, max_size=4)), st.tuples(st.just("load"), trackers(largest=2)),
    st.tuples(st.just("edit"), edits), st.tuples(st.just("merge"), pairs),
)  # fmt: skip


def united(store: Store, drawn: tuple[int, int], clock: Clock) -> int | None:
    """The batch of the merge, None where the rules refuse it."""
    found = [row[0] for row in many(store, BUSY)]
    source, target, at = found[drawn[0]], found[drawn[1]], clock.tick()
    try:
        with writing(store) as db:
            return change(
                db, token=f"merge-{clock.minutes}", screen="catalogos", by=BY, at=at,
                act=lambda db, batch: merge(db, source_id=source, target_id=target, version=version(store), by=BY, at=at, batch_id=batch),
            )  # fmt: skip
    except Refused:
        return None


def happen(store: Store, story: list[tuple[str, Any]], clock: Clock) -> None:
    acts = {"hands": by_hand, "load": loaded, "edit": edit, "merge": united}
    for kind, drawn in story:
        acts[kind](store, drawn, clock)


def broken(store: Store) -> list[tuple]:
    """Live records on ones that are not, agreements without anybody, tables that the log does not tell."""
    return [*orphans(store), *unheld(store), *untold(store)]


def known(store: Store, moment: datetime | None) -> list[list[dict]]:
    """What the screens read of what was known at a moment, or is now, without the versions that any writing raises."""
    with reading(store) as db:
        rows = load_rows(db, at=TODAY, known_at=moment)
    frames = [rows.agreements, rows.assignments, rows.reports, rows.members]
    return [sorted(frame.drop(columns="version", errors="ignore").astype(str).to_dict("records"), key=str) for frame in frames]


@law(10)
@given(story=st.lists(moves, max_size=4), drawn=pairs)
def test_a_merge_says_every_report_once_and_undone_it_is_as_if_it_had_never_been(ground: Path, story: list[tuple[str, Any]], drawn: tuple[int, int]) -> None:
    with base_of(ground) as store:
        clock = Clock()
        happen(store, story, clock)
        before, said, seen, moment = (canonical(store), state(store)), many(store, SAID), known(store, None), clock.tick()
        batch = united(store, drawn, clock)
        if batch is None:
            return
        after = canonical(store), state(store)
        assert many(store, SAID) == said
        assert known(store, moment) == seen, "what was known before the merge stays what it was"
        assert broken(store) == []
        undo = undone(store, batch)
        assert (canonical(store), state(store)) == before
        undone(store, undo)
        assert (canonical(store), state(store)) == after
        assert broken(store) == []
        assert sound(store)


@law(8)
@given(story=st.lists(moves, max_size=2), drawn=pairs, since=st.lists(moves, min_size=1, max_size=3))
def test_what_came_since_a_merge_outlives_its_undoing(
    ground: Path, story: list[tuple[str, Any]], drawn: tuple[int, int], since: list[tuple[str, Any]]
) -> None:
    with base_of(ground) as store:
        clock = Clock()
        happen(store, story, clock)
        batch = united(store, drawn, clock)
        if batch is None:
            return
        happen(store, since, clock)
        said = {row[:5] for row in many(store, SAID)}
        undo = undone(store, batch)
        assert {row[:5] for row in many(store, SAID)} == said
        assert broken(store) == []
        undone(store, undo)
        assert broken(store) == []
