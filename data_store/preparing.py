"""Making a base ready at start: back up, migrate, load the acta. Raises `StoreFault` and changes nothing then."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, inspect, text

from data_store.database import Fault, Store, StoreFault, open_store, own_faults, sqlite_file, writing
from data_store.demonstration import load_demonstration
from data_store.event_log import create_triggers
from data_store.seeding import load_acta

MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(url: str, *, at: datetime) -> Store:
    """A store on the newest schema with the acta in it. `at` (UTC) dates the backup and the first records."""
    file = sqlite_file(url)
    _make_folder(file.parent)
    store = open_store(url)
    with own_faults():
        _refuse_foreign_base(store)
        _back_up_before_migration(store, file, at=at)
        migrate(store)
    with writing(store) as db:
        load_acta(db, at=at)
    return store


def prepare_demonstration(url: str, *, today: date, at: datetime) -> Store:
    """A store with the acta and the demonstration set counted from `today`; one of another day is made anew.

    A base without the mark of a demonstration is somebody's work: `StoreFault` NOT_DEMONSTRATION, and it stays as it is.
    """
    file = sqlite_file(url)
    mark = file.with_suffix(".demo-day")
    if file.exists():
        if not mark.exists():
            raise StoreFault(Fault.NOT_DEMONSTRATION, str(file))
        if mark.read_text(encoding="ascii") != today.isoformat():
            file.unlink()
    _make_folder(file.parent)
    mark.write_text(today.isoformat(), encoding="ascii")
    store = prepare(url, at=at)
    with writing(store) as db:
        load_demonstration(db, today=today, at=at)
    return store


def _refuse_foreign_base(store: Store) -> None:
    """A base with tables but without our revision belongs to another program; ours must not grow inside it."""
    with store.reader.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    if tables and "alembic_version" not in tables:
        raise StoreFault(Fault.NOT_OURS, ", ".join(sorted(tables)[:5]))


def migrate(store: Store) -> None:
    """Bring the schema to the newest revision in one transaction. Raises `StoreFault` NEWER for an unknown revision."""
    with store.writer.connect() as connection:
        _set_foreign_keys(connection, "OFF")  # before BEGIN: inside a transaction the pragma is ignored
        try:
            with connection.begin():
                command.upgrade(_config(connection), "head")
                create_triggers(connection)
                _refuse_orphans(connection)
        except CommandError as error:
            raise StoreFault(Fault.NEWER, str(error)) from error
        finally:
            _set_foreign_keys(connection, "ON")


def revision_of(store: Store) -> str | None:
    """The revision that the base is at; None for an empty one."""
    with store.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> set[str]:
    """Every revision that this program can start from."""
    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def newest_revision() -> str | None:
    """The revision that this program knows as the newest."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """A rebuilt table would delete its children while foreign keys are on."""
    raw = connection.connection.driver_connection
    if raw is not None:
        raw.execute(f"PRAGMA foreign_keys={state}")


def _refuse_orphans(connection: Connection) -> None:
    if connection.execute(text("PRAGMA foreign_key_check")).first():
        raise StoreFault(Fault.UNREADABLE, "foreign_key_check")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault(Fault.NO_FOLDER, str(error)) from error


def _back_up_before_migration(store: Store, file: Path, *, at: datetime) -> None:
    """Keep a checked copy of a base that is about to change its schema, made by SQLite's own backup."""
    revision = revision_of(store)
    if revision in {None, newest_revision()} or revision not in known_revisions():
        return  # empty, up to date, or newer than this program: nothing will be migrated
    folder = file.parent / "backups"
    _make_folder(folder)
    copy = folder / f"{file.stem}-{revision}-{at:%Y%m%d-%H%M%S}.db"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        if target.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise StoreFault(Fault.UNREADABLE, "integrity_check")
