"""A base that cannot be used says which of the faults it is, and stays as it was; when the cause is gone, the same
act succeeds.
"""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import event

from data_store import database
from data_store.database import Fault, Store, StoreFault, open_store, writing
from data_store.preparing import prepare, prepare_demonstration
from tests.data_store.records import AT, DONE, TODAY, assignment_id, closed, dump, many, report

ROOT = Path(__file__).resolve().parents[2]


def fault_of(url: str) -> Fault:
    with pytest.raises(StoreFault) as raised:
        closed(prepare(url, at=AT))
    return raised.value.fault


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"hola", id="a word"),
        pytest.param(b"PK\x03\x04" + bytes(5000), id="a workbook"),
        pytest.param(b"SQLite format 3\x00" + b"\xff" * 9000, id="a base whose pages are noise"),
    ],
)
def test_a_file_that_is_no_base_is_unreadable_and_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tablero.db"
    file.write_bytes(content)
    assert fault_of(url_of(file)) == Fault.UNREADABLE
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_base_cut_in_the_middle_is_unreadable(base: Path) -> None:
    content = base.read_bytes()
    base.write_bytes(content[:4096] + b"\xa5" * 4096 * 3)
    assert fault_of(url_of(base)) == Fault.UNREADABLE
    base.write_bytes(content)
    closed(prepare(url_of(base), at=AT))


def test_a_folder_that_cannot_be_made_or_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    assert fault_of(url_of(tmp_path / "archivo" / "sub" / "tablero.db")) == Fault.NO_FOLDER
    assert fault_of(url_of(tmp_path)) == Fault.NO_FOLDER


def test_folders_are_made_as_needed(tmp_path: Path) -> None:
    file = tmp_path / "datos" / "nuevos" / "tablero.db"
    closed(prepare(url_of(file), at=AT))
    assert file.exists()


def test_a_base_of_a_newer_program_is_not_touched(base: Path) -> None:
    with closing(sqlite3.connect(base)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = 'zzzz'")
    before = dump(base)
    assert fault_of(url_of(base)) == Fault.NEWER
    assert dump(base) == before


def test_a_base_of_another_program_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "tablero.db"
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("CREATE TABLE ventas (id INTEGER)")
    content = file.read_bytes()
    assert fault_of(url_of(file)) == Fault.NOT_OURS
    assert file.read_bytes() == content


def test_the_demonstration_never_takes_the_place_of_a_base_with_work_in_it(store: Store, base: Path) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    before = dump(base)
    with pytest.raises(StoreFault) as raised:
        prepare_demonstration(url_of(base), today=TODAY, at=AT)
    assert raised.value.fault == Fault.NOT_DEMONSTRATION
    assert dump(base) == before


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store opened now waits a twentieth of a second for others instead of half a minute."""
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)


@pytest.fixture
def locked(base: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else holds the base."""
    with closing(sqlite3.connect(base, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other
        if other.in_transaction:
            other.execute("ROLLBACK")


@pytest.mark.usefixtures("impatient")
def test_a_locked_base_says_so_at_start_and_opens_when_it_is_free(base: Path, locked: sqlite3.Connection) -> None:
    assert fault_of(url_of(base)) == Fault.LOCKED
    locked.execute("ROLLBACK")
    closed(prepare(url_of(base), at=AT))


@pytest.mark.usefixtures("impatient")
def test_a_locked_base_refuses_the_report_and_takes_it_when_it_is_free(store: Store, base: Path) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    with closing(sqlite3.connect(base, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreFault) as raised:
            report(store, place, DONE)
        assert raised.value.fault == Fault.LOCKED
        other.execute("ROLLBACK")
    assert many(store, "SELECT * FROM progress_report") == []
    report(store, place, DONE)
    assert len(many(store, "SELECT * FROM progress_report")) == 1


def test_a_full_disk_saves_nothing_of_the_act_and_the_act_succeeds_when_there_is_room(store: Store, base: Path) -> None:
    place, room = assignment_id(store, "2.5", "PREFECTURA"), ["PRAGMA max_page_count=1"]

    @event.listens_for(store.writer, "begin")
    def limit(connection: object) -> None:
        connection.connection.driver_connection.execute(room[0])  # type: ignore[attr-defined]

    long = DONE.__class__(**{**vars(DONE), "actions": "x" * 30_000})
    before = dump(base)
    with pytest.raises(StoreFault) as raised:
        report(store, place, long)
    assert raised.value.fault == Fault.FULL
    assert dump(base) == before
    room[0] = "PRAGMA max_page_count=100000"
    report(store, place, long)
    assert many(store, "SELECT LENGTH(actions) FROM progress_report") == [(30_000,)]


def in_child(code: str, *words: str) -> str:
    """What a process of its own prints: one whose limits and rights are not ours."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


TOLD = """
from datetime import UTC, datetime
from data_store.database import StoreFault
from data_store import migrating  # before the rights are given up: the library may lie where only we can read
from data_store.preparing import prepare, prepare_demonstration
def told(url):
    try:
        prepare(url, at=datetime(2026, 3, 20, tzinfo=UTC))
    except StoreFault as error:
        return error.fault.value
    return "ready"
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
@pytest.mark.parametrize("kilobytes", [1, 60, 120])
def test_a_disk_that_fills_up_at_start_leaves_a_base_that_the_next_start_completes(tmp_path: Path, kilobytes: int) -> None:
    file = tmp_path / "tablero.db"
    limit = f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes} * 1024,) * 2)\n"
    assert in_child(f"{TOLD}\n{limit}print(told(sys.argv[1]))", url_of(file)) == Fault.FULL
    store = prepare(url_of(file), at=AT)
    assert many(store, "SELECT COUNT(*) FROM agreement") == [(9,)]
    assert many(store, "PRAGMA integrity_check") == [("ok",)]
    closed(store)


@pytest.fixture
def shelf(template: Path) -> Iterator[Path]:
    """A folder that everybody may enter, with a base that may be read and not written, and an empty file like it."""
    folder = Path(tempfile.mkdtemp(prefix="solo-lectura-"))
    shutil.copy(template, folder / "tablero.db")
    (folder / "vacia.db").touch()
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


READER = """
import os, sys
if os.geteuid() == 0:
    os.setuid(65534)  # the superuser may write everything
from data_store.database import open_store
from tests.data_store.records import assignment_id, report
def reported(url):
    store = open_store(url)
    try:
        report(store, assignment_id(store, "2.5", "PREFECTURA"))
    except StoreFault as error:
        return error.fault.value
for word in sys.argv[1:]:
    print(told(word), reported(word) if "tablero" in word else "")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the rights of a folder are other there")
def test_what_is_read_only_shows_what_it_has_and_takes_nothing(shelf: Path) -> None:
    before = (shelf / "tablero.db").read_bytes()
    words = [url_of(shelf / name) for name in ("tablero.db", "vacia.db", "nueva.db", "sub/nueva.db")]
    told = [line.split() for line in in_child(TOLD + READER, *words).splitlines()]
    assert told == [["ready", Fault.READ_ONLY], [Fault.READ_ONLY], [Fault.NO_FOLDER], [Fault.NO_FOLDER]]
    assert (shelf / "tablero.db").read_bytes() == before
    shelf.chmod(0o755)
    (shelf / "vacia.db").chmod(0o644)
    closed(prepare(url_of(shelf / "vacia.db"), at=AT))


def test_an_error_inside_the_act_saves_nothing_of_it(base: Path) -> None:
    store = open_store(url_of(base))
    before = dump(base)
    with suppress(ZeroDivisionError), writing(store) as db:
        db.connection().exec_driver_sql("UPDATE agreement SET version = 9")
        raise ZeroDivisionError
    assert dump(base) == before
    closed(store)
