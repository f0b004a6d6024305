"""Changing the schema of a base by Alembic, with a copy of it kept before.

Apart from `preparing`, and imported only when there is something to change: Alembic takes longer to import than a start
on a base that is up to date.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text

from data_store.database import Fault, Store, StoreFault
from data_store.event_log import create_triggers


def migrate(store: Store, scripts: Path) -> None:
    """Bring the schema to the newest revision of the folder `scripts`, in one transaction. Raises `StoreFault` NEWER for an unknown revision."""
    with store.writer.connect() as connection:
        _set_foreign_keys(connection, "OFF")  # before BEGIN: inside a transaction the pragma is ignored
        try:
            with connection.begin():
                command.upgrade(_config(connection, scripts), "head")
                create_triggers(connection)
                _refuse_orphans(connection)
        except CommandError as error:
            raise StoreFault(Fault.NEWER, str(error)) from error
        finally:
            _set_foreign_keys(connection, "ON")


def _config(connection: Connection, scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts))
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


def back_up(file: Path, scripts: Path, *, revision: str, at: datetime) -> None:
    """Keep a checked copy of a base that is about to change its schema, made by SQLite's own backup.

    A revision that this program does not know will not be migrated, so it needs no copy.
    """
    if revision not in {script.revision for script in ScriptDirectory(str(scripts)).walk_revisions()}:
        return
    folder = file.parent / "backups"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreFault(Fault.NO_FOLDER, str(error)) from error
    copy = folder / f"{file.stem}-{revision}-{at:%Y%m%d-%H%M%S}.db"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        if target.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise StoreFault(Fault.UNREADABLE, "integrity_check")
