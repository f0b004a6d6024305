"""The engine: one recipe for the program, its commands and its migrations; faults leave here as our own."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FILE = ROOT / "data" / "tablero.db"
BUSY_MILLISECONDS = 30_000
# SQLite up to 3.51.2 can corrupt a WAL base when two connections checkpoint at once; these carry the repair.
WAL_REPAIRED_FROM = (3, 51, 3)
WAL_BACKPORTS = {(3, 50): 7, (3, 44): 6}


class Fault(StrEnum):
    """Why the store could not be read or written; a sentence each in `ui.texts`."""

    BAD_URL = "bad_url"
    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    NOT_DEMONSTRATION = "not_demonstration"
    NEWER = "newer"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    FULL = "full"
    NO_FOLDER = "no_folder"
    OTHER = "other"


class StoreFault(Exception):
    """The store failed as a whole; nothing of the act was saved."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}")
        self.fault = fault
        self.detail = detail


Reader = Connection  # what `reading` gives and every query takes
Writer = Session  # what `writing` gives and every command takes


@dataclass(frozen=True)
class Store:
    """Two doors to one base: writers wait for each other from their first statement, readers cannot write."""

    writer: Engine
    reader: Engine


def database_url() -> str:
    """`DATABASE_URL`, or the SQLite file of the default installation."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def sqlite_file(url: str) -> Path:
    """The file of a SQLite URL. Raises `StoreFault` BAD_URL for anything else: two doors need one file between them."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreFault(Fault.BAD_URL, str(error)) from error
    if parts.drivername not in {"sqlite", "sqlite+pysqlite"} or parts.database in (None, "", ":memory:"):
        raise StoreFault(Fault.BAD_URL, parts.drivername)
    return Path(str(parts.database))


def journal_mode(version: tuple[int, int, int]) -> str:
    """WAL where the linked SQLite is safe with it, TRUNCATE elsewhere."""
    repaired = version >= WAL_REPAIRED_FROM or version[2] >= WAL_BACKPORTS.get(version[:2], 1_000)
    return "WAL" if repaired else "TRUNCATE"


def open_store(url: str) -> Store:
    """Engines for reading and writing. Opens no connection yet."""
    return Store(_engine(url, _ARM_WRITER, "BEGIN IMMEDIATE"), _engine(url, _ARM_READER, "BEGIN"))


# foreign_keys: off by default in SQLite. recursive_triggers: else INSERT OR REPLACE passes the delete triggers by.
# synchronous FULL: what was confirmed on screen survives a power cut. busy_timeout: waits instead of failing.
# journal_mode: see `journal_mode`; asked on each connection, because SQLite remembers only WAL.
_ARM_WRITER = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA synchronous=FULL",
    f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info)}",
)
_ARM_READER = ("PRAGMA query_only=ON",)


def _engine(url: str, pragmas: tuple[str, ...], begin: str) -> Engine:
    """The driver's own transactions off, ours on: a deferred BEGIN loses updates or fails at once under load."""
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (f"PRAGMA busy_timeout={BUSY_MILLISECONDS}", *pragmas):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def writing(store: Store) -> Iterator[Session]:
    """One transaction that writes: all of it is saved at the end, or nothing. Raises `StoreFault`."""
    with own_faults(), Session(store.writer) as db, db.begin():
        yield db


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """One transaction that only reads, so that all its queries see the same moment. Raises `StoreFault`."""
    with own_faults(), store.reader.begin() as connection:
        yield connection


@contextmanager
def own_faults() -> Iterator[None]:
    """Turn the driver's errors into `StoreFault`; a broken rule of the schema stays what it is, our own defect."""
    try:
        yield
    except DBAPIError as error:
        fault = _fault_of(error.orig)
        if fault is None:
            raise
        raise StoreFault(fault, str(error.orig)) from error
    except sqlite3.DatabaseError as error:
        raise StoreFault(_fault_of(error) or Fault.OTHER, str(error)) from error


_FAULT_OF_CODE = {
    sqlite3.SQLITE_NOTADB: Fault.UNREADABLE,
    sqlite3.SQLITE_CORRUPT: Fault.UNREADABLE,
    sqlite3.SQLITE_CANTOPEN: Fault.NO_FOLDER,
    sqlite3.SQLITE_BUSY: Fault.LOCKED,
    sqlite3.SQLITE_LOCKED: Fault.LOCKED,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_IOERR: Fault.FULL,
    sqlite3.SQLITE_ERROR: Fault.OTHER,
}


def _fault_of(error: BaseException | None) -> Fault | None:
    """The fault behind a driver's error, None for a broken constraint. The low byte is SQLite's primary code."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or isinstance(error, sqlite3.IntegrityError):
        return None
    return _FAULT_OF_CODE.get(code & 0xFF, Fault.OTHER)
