"""A base that fails under a running server: a sentence on every page, nothing half written, nothing typed lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from data_store import database
from data_store.database import Fault
from tests.data_store.records import dump
from tests.pages.forms import ACTIONS, REPORT, filled, opened_act, saved, typed
from tests.pages.screen import PAGES, Sees, go, opened, run
from ui import frame, texts

REF = "2026-O1-2.5"
MINE = {"Avance (%)": 40, "Acciones realizadas": ACTIONS}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store opened now waits a twentieth of a second for others instead of half a minute."""
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)


@pytest.fixture
def other(base: Path) -> Iterator[sqlite3.Connection]:
    """Another program with the same file."""
    with closing(sqlite3.connect(base, isolation_level=None)) as connection:
        yield connection


@pytest.mark.usefixtures("impatient")
def test_a_base_that_another_program_writes_says_so_keeps_what_was_typed_and_saves_when_it_is_free(
    sees: Sees, base: Path, other: sqlite3.Connection
) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    other.execute("BEGIN IMMEDIATE")
    saved(screen, REPORT)
    assert screen.error[0].value == f"{texts.FAULT[Fault.LOCKED]} Lo que escribió sigue aquí."
    assert typed(screen, MINE) == MINE
    other.execute("ROLLBACK")
    saved(screen, REPORT)
    assert not screen.error
    assert screen.success


@pytest.mark.usefixtures("impatient")
def test_a_base_that_another_program_holds_whole_gives_back_what_was_typed_when_it_is_free(
    sees: Sees, base: Path, other: sqlite3.Connection
) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    run(screen)
    other.execute("BEGIN EXCLUSIVE")
    saved(screen, REPORT)
    assert texts.FAULT[Fault.LOCKED] in screen.error[0].value
    other.execute("ROLLBACK")
    run(screen)
    assert typed(screen, MINE) == MINE
    assert other.execute("SELECT COUNT(*) FROM progress_report").fetchone() == (0,)


@pytest.mark.parametrize(
    ("pragma", "fault"),
    [("PRAGMA query_only=ON", Fault.READ_ONLY), ("PRAGMA max_page_count=1", Fault.FULL)],
    ids=["read only", "full disk"],
)
def test_a_base_that_cannot_be_written_says_why_and_keeps_what_was_typed(
    sees: Sees, base: Path, pragma: str, fault: Fault
) -> None:
    values = {**MINE, "Acciones realizadas": "x" * 30_000}
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), values)

    @event.listens_for(frame.store().writer, "begin")
    def limit(connection: object) -> None:
        connection.connection.driver_connection.execute(pragma)  # type: ignore[attr-defined]

    before = dump(base)
    saved(screen, REPORT)
    assert screen.error[0].value == f"{texts.FAULT[fault]} Lo que escribió sigue aquí."
    assert typed(screen, values) == values
    assert dump(base) == before


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("page", PAGES)
def test_a_base_that_cannot_be_read_is_a_sentence_on_every_page(
    sees: Sees, base: Path, other: sqlite3.Connection, page: str
) -> None:
    screen = sees(base)
    frame.store().reader.dispose()
    content = base.read_bytes()
    base.write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000)
    go(screen, page)
    assert [error.value for error in screen.error] == [texts.FAULT[Fault.UNREADABLE]]
    assert not screen.title
    base.write_bytes(content)
    run(screen)
    assert not screen.error
    assert screen.title or page == "projector"  # the room sees the slide alone
    assert other.execute("SELECT COUNT(*) FROM agreement").fetchone() == (9,)


def test_a_base_without_tables_is_a_sentence_and_not_a_fault_of_the_page(sees: Sees, tmp_path: Path) -> None:
    empty = tmp_path / "vacia.db"
    empty.touch()
    screen = sees(empty)
    assert [error.value for error in screen.error] == [texts.FAULT[Fault.OTHER]]
    assert not screen.title


def test_a_file_in_a_folder_that_is_gone_is_a_sentence(sees: Sees, tmp_path: Path) -> None:
    assert [error.value for error in sees(tmp_path / "ausente" / "tablero.db").error] == [texts.FAULT[Fault.NO_FOLDER]]


def test_another_visitor_reads_while_somebody_writes(sees: Sees, base: Path, other: sqlite3.Connection) -> None:
    sees(base)
    other.execute("BEGIN IMMEDIATE")
    assert opened().title[0].value == "Panorama"
    other.execute("ROLLBACK")
