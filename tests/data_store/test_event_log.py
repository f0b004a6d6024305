"""The logs are append-only and chained: what alters them is refused, and what alters them all the same shows."""

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_store.database import Store, writing
from data_store.event_log import APPEND_ONLY_TABLES, first_broken_event
from data_store.models import ProgressReport
from data_store.preparing import prepare
from tests.data_store.plans import changed, loaded
from tests.data_store.records import AT, DATED, DONE, agreement_id, assignment_id, closed, decide, many, report, verify


@pytest.fixture
def logged(store: Store, base: Path) -> Path:
    """A base with at least one row in each log."""
    done = report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    decide(store, agreement_id(store, "2.5"), DATED)
    verify(store, done, version=2)
    return base


def broken(store: Store) -> int | None:
    with writing(store) as db:
        return first_broken_event(db)


def test_the_logs_and_the_lines_of_the_minutes_are_append_only() -> None:
    assert set(APPEND_ONLY_TABLES) == {"event", "progress_report", "deadline_change", "verification", "session_decision", "contact"}


ACTS = [
    pytest.param("UPDATE {table} SET by = 'otro' WHERE id = {id}", id="update"),
    pytest.param("UPDATE {table} SET id = id + 1000 WHERE id = {id}", id="renumber"),
    pytest.param("DELETE FROM {table} WHERE id = {id}", id="delete"),
    pytest.param("INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {id}", id="insert or replace"),
    pytest.param("REPLACE INTO {table} SELECT * FROM {table} WHERE id = {id}", id="replace"),
    pytest.param(
        "INSERT INTO {table} SELECT * FROM {table} WHERE id = {id} ON CONFLICT (id) DO UPDATE SET by = 'otro'", id="upsert"
    ),
    pytest.param("UPDATE OR REPLACE {table} SET by = 'otro' WHERE id = {id}", id="update or replace"),
]


@pytest.mark.parametrize("table", ["event", "progress_report", "deadline_change", "verification"])
@pytest.mark.parametrize("act", ACTS)
def test_what_was_logged_cannot_be_altered(logged: Path, table: str, act: str) -> None:
    with closing(sqlite3.connect(logged)) as raw:  # a bare connection, with none of our pragmas
        number = raw.execute(f"SELECT MAX(id) FROM {table}").fetchone()[0]
        before = list(raw.iterdump())
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(act.format(table=table, id=number))
        raw.rollback()
        assert list(raw.iterdump()) == before


FROZEN = [
    pytest.param(table.name, column.name, id=f"{table.name}.{column.name}")
    for table in (ProgressReport.metadata.tables["progress_report"], ProgressReport.metadata.tables["deadline_change"])
    for column in table.columns
    if column.name != "withdrawn_in"
]


@pytest.mark.parametrize(("table", "column"), [*FROZEN, ("progress_report", "rowid"), ("deadline_change", "oid")])
def test_of_a_report_or_deadline_nothing_changes_but_its_withdrawal(logged: Path, table: str, column: str) -> None:
    with closing(sqlite3.connect(logged)) as raw:
        before = list(raw.iterdump())
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(f"UPDATE {table} SET withdrawn_in = NULL, {column} = COALESCE({column}, 0) + 1")
        raw.rollback()
        assert list(raw.iterdump()) == before


@pytest.mark.parametrize("table", ["progress_report", "deadline_change"])
def test_a_report_or_deadline_can_be_withdrawn_in_a_batch_and_brought_back(logged: Path, table: str) -> None:
    with closing(sqlite3.connect(logged)) as raw, raw:
        raw.execute("INSERT INTO import_batch VALUES (7, 'p', 'undo', '', '', 'ST', '2026-03-20 15:30:00.000000', '{}', NULL, '[]', NULL)")
        for batch in (7, None):
            raw.execute(f"UPDATE {table} SET withdrawn_in = ?", (batch,))
            assert raw.execute(f"SELECT DISTINCT withdrawn_in FROM {table}").fetchall() == [(batch,)]


def test_a_second_check_cannot_take_the_place_of_the_first(logged: Path, store: Store) -> None:
    sql = "INSERT OR REPLACE INTO verification (report_id, verified_on, note, by, recorded_at) SELECT report_id, '2026-01-01', '', 'x', '' FROM verification"
    before = many(store, "SELECT * FROM verification")
    with closing(store.writer.raw_connection()) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.cursor().execute(sql)
    assert logged.exists()
    assert many(store, "SELECT * FROM verification") == before


def test_a_log_that_nobody_touched_verifies(logged: Path, store: Store) -> None:
    assert logged.exists()
    assert broken(store) is None


def sha256(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def test_anybody_can_recompute_the_chain_and_each_hash_covers_the_one_before(logged: Path, store: Store) -> None:
    """The recipe written a second time: what an auditor with the file and no program of ours would do."""
    loaded(store, changed(agreement_id(store, "05"), edits={"text": 'Dice «sí» y "no"\n\\ fin'}))
    names = "entity, entity_id, field, by, at, salt, before, after, digest, previous_hash, hash, batch_id"
    with closing(sqlite3.connect(logged)) as raw:
        events = raw.execute(f"SELECT {names} FROM event ORDER BY id").fetchall()
    previous = "0" * 64
    for entity, number, field, by, at, salt, before, after, digest, stored_previous, stored, batch in events:
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC).isoformat()
        assert digest == sha256(salt, before, after)
        assert (stored_previous, stored) == (previous, sha256(previous, entity, number, field, by, moment, digest, *([batch] if batch else [])))
        previous = stored
    assert {batch for *_, batch in events} == {None, 1}
    assert len(events) > 60


def tamper(file: Path, *statements: str) -> None:
    """What somebody who owns the file can do: drop the triggers, then edit."""
    with closing(sqlite3.connect(file)) as raw, raw:
        for act in ("no_update", "no_delete", "no_replace"):
            raw.execute(f"DROP TRIGGER event_{act}")
        for statement in statements:
            raw.execute(statement)


@pytest.mark.parametrize(
    "column", ["entity", "field", "before", "after", "by", "salt", "digest", "previous_hash", "hash"]
)
def test_one_value_altered_in_the_file_names_its_event(logged: Path, store: Store, column: str) -> None:
    tamper(logged, f"UPDATE event SET {column} = COALESCE({column}, '') || 'x' WHERE id = 7")
    assert broken(store) == 7


def test_a_moment_or_a_record_number_altered_names_its_event(logged: Path, store: Store) -> None:
    tamper(logged, "UPDATE event SET at = '2026-03-01 14:00:01.000000' WHERE id = 9", "UPDATE event SET entity_id = 99 WHERE id = 8")
    assert broken(store) == 8


def test_the_batch_of_an_event_cannot_be_altered_unseen(logged: Path, store: Store) -> None:
    loaded(store, changed(agreement_id(store, "05"), edits={"text": "Otro"}))
    number = int(str(many(store, "SELECT MAX(id) FROM event")[0][0]))
    tamper(logged, "UPDATE event SET batch_id = NULL WHERE batch_id IS NOT NULL")
    assert broken(store) == number


def test_an_event_taken_out_or_put_elsewhere_shows_at_the_next(logged: Path, store: Store) -> None:
    tamper(logged, "DELETE FROM event WHERE id = 7")
    assert broken(store) == 8


def test_two_events_exchanged_show(logged: Path, store: Store) -> None:
    swap = ["UPDATE event SET id = 9999 WHERE id = 7", "UPDATE event SET id = 7 WHERE id = 8", "UPDATE event SET id = 8 WHERE id = 9999"]
    tamper(logged, *swap)
    assert broken(store) == 7


def test_a_missing_value_and_an_empty_text_are_told_apart(logged: Path, store: Store) -> None:
    tamper(logged, "UPDATE event SET before = '' WHERE id = 7 AND before IS NULL")
    assert broken(store) == 7


def test_the_start_puts_back_triggers_that_somebody_dropped(logged: Path) -> None:
    tamper(logged)
    closed(prepare(f"sqlite:///{logged}", at=AT))
    with closing(sqlite3.connect(logged)) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("DELETE FROM event WHERE id = 7")
