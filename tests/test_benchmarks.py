"""The benchmark's own arithmetic and its large base; what it measures is for `python start.py bench` to say."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.filling import TODAY, Scale, build_base
from benchmarks.results import Row, meets, p95, score, table
from data_store.database import open_store, reading
from data_store.queries import load_rows
from follow_up.board import build_board
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineState, Standing
from tests.data_store.records import closed

SCALE = Scale(agreements=60, reports=500)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base as the benchmark makes it, only small."""
    file = tmp_path_factory.mktemp("benchmark") / "base.db"
    build_base(file, SCALE)
    return file


@pytest.fixture
def plain(base: Path) -> Iterator[sqlite3.Connection]:
    """The file as SQLite sees it."""
    with closing(sqlite3.connect(base)) as db:
        yield db


@pytest.mark.parametrize(
    ("row", "expected", "kept"),
    [
        (Row("a", "ms", ours=[30, 15, 60], limit=1.5, bare=[20, 10, 10]), 1.5, True),
        (Row("a", "ms", ours=[30, 16, 60], limit=1.5, bare=[20, 10, 90]), 1.6, False),
        (Row("a", "MiB", ours=[0.3, 0.1], limit=0.2), 0.1, True),
        (Row("a", "ms", ours=[10], limit=2, bare=[10], errors=1), 1, False),
    ],
)
def test_the_best_round_of_each_side_decides_and_an_error_always_misses(row: Row, expected: float, kept: bool) -> None:
    assert score(row) == pytest.approx(expected)
    assert meets(row) is kept


def test_ninety_five_of_a_hundred_do_not_exceed_p95() -> None:
    assert p95([float(value) for value in range(101)]) == 95


def test_the_table_shows_both_sides_the_ratio_and_the_verdict() -> None:
    rows = [Row("Panorama", "ms", [36, 30, 40], 1.5, [20, 24, 30]), Row("20 sesiones", "ms", [10], 2, [10], errors=3)]

    _heading, first, second = table(rows).splitlines()

    assert first.split() == ["Panorama", "ms", "30.0", "/", "36.0", "/", "40.0", "20.0", "/", "24.0", "/", "30.0", "1.50×", "1.5×", "cumple"]
    assert second.endswith("NO CUMPLE (3 errores)")


def test_the_large_base_keeps_every_rule_of_the_schema(plain: sqlite3.Connection) -> None:
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert plain.execute("SELECT COUNT(*) FROM agreement WHERE id >= 1000").fetchone() == (SCALE.agreements,)
    assert plain.execute("SELECT COUNT(*) FROM progress_report").fetchone() == (SCALE.reports,)
    assert plain.execute("SELECT MAX(id) FROM event").fetchone()[0] > 0


def test_the_large_base_has_every_state_that_the_first_screen_counts(base: Path) -> None:
    store = open_store(f"sqlite:///{base.as_posix()}")
    with reading(store) as db:
        board = build_board(load_rows(db, at=TODAY), today=TODAY, windows=Windows())
    closed(store)

    assert board.sessions["session_code"].nunique() == 1 + SCALE.sessions
    assert set(board.assignments["standing"]) == set(Standing) - {Standing.VOID}
    assert set(board.agreements["deadline_state"]) == set(DeadlineState)


def test_the_large_base_is_the_same_at_every_run(base: Path, tmp_path: Path) -> None:
    build_base(tmp_path / "again.db", SCALE)
    logged = "SELECT * FROM progress_report ORDER BY id"
    with closing(sqlite3.connect(base)) as first, closing(sqlite3.connect(tmp_path / "again.db")) as second:
        assert first.execute(logged).fetchall() == second.execute(logged).fetchall()
