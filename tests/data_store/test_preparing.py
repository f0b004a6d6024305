"""Making a base ready: the schema is that of the models, a second start changes nothing, a migration is whole."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from data_store import migrating, preparing
from data_store.database import Fault, Store, StoreFault, journal_mode, open_store, sqlite_file
from data_store.event_log import first_broken_event
from data_store.models import Base
from data_store.preparing import newest_revision, prepare, revision_of
from follow_up.acts import ProgressDraft
from follow_up.import_plan import Party
from follow_up.vocabulary import Status
from tests.data_store.canonical import canonical
from tests.data_store.plans import changed, loaded, moved_to, report_of, undone
from tests.data_store.records import AT, DONE, assignment_id, closed, dump, many, one, report


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def test_the_schema_after_the_migrations_is_that_of_the_models(store: Store) -> None:
    with store.reader.connect() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_hold_the_checks_of_the_models(store: Store, tmp_path: Path) -> None:
    """Autogenerate does not compare CHECK constraints: the statements of both schemas do."""
    engine = create_engine(url_of(tmp_path / "models.db"))
    Base.metadata.create_all(engine)
    with engine.connect() as db:
        wanted = {name: checks_in(sql) for name, sql in db.exec_driver_sql(TABLES)}
    engine.dispose()
    found = {name: checks_in(sql) for name, sql in many(store, TABLES) if name != "alembic_version"}
    assert found == wanted
    assert sum(len(checks) for checks in found.values()) == 6


TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"


def checks_in(sql: str) -> set[str]:
    return {line.strip(" ,\n\t") for line in sql.splitlines() if "CHECK" in line}


def test_a_prepared_base_is_at_the_newest_revision_and_whole(store: Store) -> None:
    assert revision_of(store) == newest_revision()
    assert one(store, "PRAGMA integrity_check") == "ok"
    assert many(store, "PRAGMA foreign_key_check") == []
    with store.writer.connect() as db:
        pragmas = {name: db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "recursive_triggers", "synchronous", "busy_timeout")}
    assert pragmas == {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 2, "busy_timeout": 30_000}


def test_a_second_start_changes_nothing(store: Store, base: Path) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    before = dump(base)
    closed(prepare(url_of(base), at=datetime(2027, 1, 1, tzinfo=UTC)))
    assert dump(base) == before
    assert [path.name for path in base.parent.iterdir() if path.stat().st_size] == [base.name]


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), "TRUNCATE"), ((3, 51, 2), "TRUNCATE"), ((3, 51, 3), "WAL"), ((3, 52, 0), "WAL"), ((4, 0, 0), "WAL"),
        ((3, 50, 6), "TRUNCATE"), ((3, 50, 7), "WAL"), ((3, 44, 5), "TRUNCATE"), ((3, 44, 6), "WAL"), ((3, 45, 9), "TRUNCATE"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else value,
)  # fmt: skip
def test_the_journal_is_the_one_that_the_library_is_safe_with(version: tuple[int, int, int], expected: str) -> None:
    assert journal_mode(version) == expected


def test_every_connection_that_writes_has_that_journal(store: Store) -> None:
    for _ in range(2):
        with store.writer.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            connection.invalidate()
        assert str(found).upper() == journal_mode(sqlite3.sqlite_version_info)


@pytest.mark.parametrize(
    ("url", "file"),
    [("sqlite:////srv/tablero.db", Path("/srv/tablero.db")), ("sqlite:///datos/tablero.db", Path("datos/tablero.db"))],
)
def test_the_file_of_an_address(url: str, file: Path) -> None:
    assert sqlite_file(url) == file


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "postgresql://localhost/tablero", "tablero.db", "", "postgresql://u:p@h:abc/db", "sqlite+foo:///x.db",
        "sqlite+aiosqlite:///x.db",
    ], ids=lambda url: url or "nothing"
)
def test_an_address_that_is_no_file_is_refused(url: str) -> None:
    with pytest.raises(StoreFault) as raised:
        prepare(url, at=AT)
    assert raised.value.fault == Fault.BAD_URL


HEAD = '"""x"""\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = "9999"\ndown_revision = "{head}"\n\n\ndef upgrade():\n'
ADDS = '    op.add_column("theme", sa.Column("shade", sa.String()))\n'
REBUILDS = '    with op.batch_alter_table("progress_report", recreate="always") as t:\n        t.add_column(sa.Column("x", sa.String()))\n'
PARENT = '    with op.batch_alter_table("assignment", recreate="always") as t:\n        t.add_column(sa.Column("x", sa.String()))\n'
FAILS = ADDS + '    op.execute("UPDATE agreement SET version = 77")\n    op.execute("SELECT * FROM nowhere")\n'


@pytest.fixture
def older(store: Store, base: Path) -> Path:
    """A base in use, at the newest revision of today, with a report."""
    report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    closed(store)
    return base


def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: str) -> None:
    """The program of tomorrow: the same migrations and one more."""
    folder = tmp_path / "release" / "migrations"
    shutil.copytree(preparing.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(HEAD.format(head=newest_revision()) + steps, encoding="utf-8")
    monkeypatch.setattr(preparing, "MIGRATIONS", folder)


def backups_of(base: Path) -> list[Path]:
    return sorted((base.parent / "backups").glob("*.db"))


@pytest.mark.parametrize("steps", [ADDS, REBUILDS, PARENT], ids=["adds a column", "rebuilds a log", "rebuilds a parent"])
def test_a_migration_keeps_every_row_trigger_and_a_copy_of_before(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: str
) -> None:
    before = dump(older)
    with closing(sqlite3.connect(older)) as raw:
        counts = {table: raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in Base.metadata.tables}
        triggers = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    next_release(tmp_path, monkeypatch, steps)
    store = prepare(url_of(older), at=AT)
    assert revision_of(store) == "9999"
    assert {table: many(store, f"SELECT COUNT(*) FROM {table}")[0] for table in Base.metadata.tables} == counts
    assert many(store, "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name") == triggers
    with preparing.writing(store) as db:
        assert first_broken_event(db) is None
        assert db.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    closed(store)
    assert [dump(copy) for copy in backups_of(older)] == [before]


FIRST_RELEASE = """
INSERT INTO committee VALUES (1, 'C', 'CORESEC', 'regional', 'Moquegua');
INSERT INTO committee_session VALUES (1, 1, '2026-O1', 1, 'ordinary', '2026-02-25', 'Primera');
INSERT INTO theme VALUES (1, 'robo', 'Robo', 1, NULL);
INSERT INTO institution VALUES (1, 'PNP', 'Policía', 'PNP', 'entity');
INSERT INTO problem VALUES (1, 1, '01', 'Robos', 1);
INSERT INTO agreement VALUES (1, 1, '01', 'Patrullar', 1, 'date', '2026-04-30', '', 2);
INSERT INTO assignment VALUES (1, 1, 1, 0, 2);
INSERT INTO progress_report VALUES (1, 1, NULL, '2026-03-10', 'in_progress', 40, 'x', NULL, '', NULL, 'ST', '2026-03-10 14:00:00.000000');
INSERT INTO deadline_change VALUES (1, 1, 'none', NULL, 'date', '2026-04-30', '', '2026-03-02', NULL, 'ST', '2026-03-02 14:00:00.000000');
"""
FIRST_LOGS = ("event", "progress_report", "deadline_change", "verification")


@pytest.fixture
def first_release(tmp_path: Path) -> Path:
    """A base in use as the first release left it: its schema, its triggers, a report and a deadline, no batches."""
    file = tmp_path / "0001.db"
    store = open_store(url_of(file))
    with store.writer.connect() as connection, connection.begin():
        command.upgrade(migrating._config(connection, preparing.MIGRATIONS), "0001")
    closed(store)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.executescript(FIRST_RELEASE)
        for table in FIRST_LOGS:
            for act in ("UPDATE", "DELETE"):
                raw.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END")
    return file


def test_a_base_of_the_first_release_keeps_its_rows_and_takes_loads_and_undos(first_release: Path) -> None:
    store = prepare(url_of(first_release), at=AT)
    assert many(store, "SELECT progress, withdrawn_in, import_row_id FROM progress_report") == [(40, None, None)]
    assert many(store, "PRAGMA foreign_key_check") == []
    before = canonical(store)
    later = ProgressDraft(Status.IN_PROGRESS, 70, date(2026, 3, 19), "Otra ronda")
    row = changed(1, edits={"text": "Patrullar más"}, reports=(report_of(Party(1, "PNP"), later),), deadline=moved_to(date(2026, 5, 30)))
    batch = loaded(store, row)
    assert canonical(store) != before
    undone(store, batch)
    assert canonical(store) == before
    closed(store)
    with closing(sqlite3.connect(first_release)) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE progress_report SET progress = 90")


def test_a_record_without_its_parent_stops_a_migration(older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(older)) as raw, raw:
        raw.execute("UPDATE assignment SET agreement_id = 999 WHERE id = 1")
    before = dump(older)
    next_release(tmp_path, monkeypatch, ADDS)
    with pytest.raises(StoreFault) as raised:
        prepare(url_of(older), at=AT)
    assert raised.value.fault == Fault.UNREADABLE
    assert dump(older) == before


def test_a_migration_that_fails_half_way_leaves_the_base_as_it_was(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(older)
    with monkeypatch.context() as release:
        next_release(tmp_path, release, FAILS)
        with pytest.raises(preparing.StoreFault):
            prepare(url_of(older), at=AT)
    assert dump(older) == before
    closed(prepare(url_of(older), at=AT))


def test_the_newest_file_of_migrations_is_the_head_that_alembic_finds() -> None:
    assert ScriptDirectory(str(preparing.MIGRATIONS)).get_current_head() == newest_revision()


def test_a_start_on_a_base_that_is_up_to_date_does_not_load_alembic(base: Path) -> None:
    steps = (
        "import sys, datetime; from data_store.preparing import prepare; "
        f"prepare({url_of(base)!r}, at=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)); "
        "print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", steps], cwd=preparing.MIGRATIONS.parents[1], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
