"""Making a base ready at start: back up, migrate, load the acta. Each step is whole or nothing.

Raises `StoreFault`.
"""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import inspect, text

from data_store.database import Fault, Store, StoreFault, open_store, own_faults, sqlite_file, writing
from data_store.demonstration import load_demonstration, opening
from data_store.event_log import create_triggers
from data_store.seeding import load_acta

MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(url: str, *, at: datetime) -> Store:
    """A store on the newest schema with the acta in it. `at` (UTC) dates the backup and the first records."""
    file = sqlite_file(url)
    _make_folder(file.parent)
    store = open_store(url)
    with own_faults():
        revision = revision_of(store)
        if revision != newest_revision():
            _upgrade(store, file, revision=revision, at=at)
    with writing(store) as db:
        create_triggers(db.connection())  # at every start: a log that somebody opened is closed again
        load_acta(db, at=at)
    return store


def prepare_demonstration(url: str, *, today: date, at: datetime) -> Store:
    """A store with the acta and the demonstration set counted from `today`; one of another day is made anew.

    A base without the mark of a demonstration is somebody's work: `StoreFault` NOT_DEMONSTRATION, and it stays as it is.
    """
    file = sqlite_file(url)
    mark = file.with_suffix(".demo-day")
    if file.exists() and not mark.exists():
        raise StoreFault(Fault.NOT_DEMONSTRATION, str(file))
    _make_folder(file.parent)
    try:
        if file.exists() and mark.read_text(encoding="ascii") != today.isoformat():
            file.unlink()
        mark.write_text(today.isoformat(), encoding="ascii")
    except OSError as error:
        raise StoreFault(Fault.NO_FOLDER, str(error)) from error
    store = prepare(url, at=opening(at))
    with writing(store) as db:
        load_demonstration(db, today=today, at=at)
    return store


def revision_of(store: Store) -> str | None:
    """The revision that the base is at; None for an empty one.

    Raises `StoreFault` NOT_OURS for tables without a revision: they belong to another program, and ours must not grow
    among them.
    """
    with store.reader.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if tables and "alembic_version" not in tables:
            raise StoreFault(Fault.NOT_OURS, ", ".join(sorted(tables)[:5]))
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if tables else None


def newest_revision() -> str:
    """The revision that this program knows as the newest: revisions are numbered, and so are their files."""
    return max(script.name.split("_")[0] for script in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _upgrade(store: Store, file: Path, *, revision: str | None, at: datetime) -> None:
    from data_store import migrating  # only when there is something to change

    if revision is not None:
        migrating.back_up(file, MIGRATIONS, revision=revision, at=at)
    migrating.migrate(store, MIGRATIONS)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault(Fault.NO_FOLDER, str(error)) from error
