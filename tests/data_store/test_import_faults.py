"""A load that is stopped, by an error or by a killed process, leaves nothing; the same load again is whole, once."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from data_store.database import Store, StoreFault, open_store, writing
from data_store.event_log import first_broken_event
from data_store.imports import apply_plan
from follow_up.import_plan import ImportPlan
from tests.data_store.loader import ROWS, large_plan
from tests.data_store.plans import FILE, applied
from tests.data_store.records import NOW, closed, dump, many, one

ROOT = Path(__file__).resolve().parents[2]
KILLS = 10


class Meter:
    """Counts the steps of SQLite's machine, by the thousand, and stops it at one of them."""

    def __init__(self, store: Store) -> None:
        self.steps, self.last = 0, 0
        with closing(store.writer.raw_connection()) as pooled:
            driver: Any = pooled.driver_connection
            driver.set_progress_handler(self.step, 1_000)

    def step(self) -> int:
        self.steps += 1
        return int(self.steps == self.last)


def applied_and_failed(store: Store, plan: ImportPlan) -> None:
    """Everything is written, and then something of the caller goes wrong."""
    with writing(store) as db:
        apply_plan(db, plan, accepted={row.entry.place for row in plan.rows}, **FILE, **NOW)
        raise ZeroDivisionError


def test_a_load_stopped_at_any_point_leaves_nothing_and_succeeds_when_tried_again(store: Store, base: Path) -> None:
    before, plan, meter = dump(base), large_plan(store), Meter(store)
    with pytest.raises(ZeroDivisionError):
        applied_and_failed(store, plan)
    whole, stopped = meter.steps, 0
    assert dump(base) == before
    for share in range(1, 10):
        meter.steps, meter.last = 0, whole * share // 10
        with pytest.raises((StoreFault, sqlite3.OperationalError)):
            applied(store, plan)
        assert dump(base) == before
        stopped += 1
    meter.last = 0
    assert (applied(store, plan).counts["agreements"], stopped) == (ROWS, 9)


class Loader:
    """The program that loads, each base in a process of its own."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.data_store.loader"]
        self.program = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def heard(self) -> str:
        assert self.program.stdout is not None
        return self.program.stdout.readline().strip()

    def waits(self) -> None:
        """Until the process that loads has ended, by itself or killed."""
        while self.heard() != "ended":
            assert self.program.poll() is None

    def starts(self, base: Path) -> int:
        """Begin to load a base; returns the number of the process that does."""
        assert self.program.stdin is not None
        self.program.stdin.write(f"sqlite:///{base}\n")
        self.program.stdin.flush()
        return int(self.heard())


@pytest.fixture
def loader() -> Iterator[Loader]:
    loader = Loader()
    yield loader
    loader.program.kill()
    loader.program.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is no copy of another")
def test_a_killed_load_is_whole_or_nothing_and_tried_again_is_one(loader: Loader, template: Path, tmp_path: Path) -> None:
    bases = [Path(shutil.copy(template, tmp_path / f"{number}.db")) for number in range(KILLS + 1)]
    loader.starts(bases[0])
    started = time.perf_counter()
    loader.waits()
    took, chance = time.perf_counter() - started, random.Random(3)
    for base in bases[1:]:
        process = loader.starts(base)
        time.sleep(chance.uniform(0, took))
        with suppress(ProcessLookupError):  # it was done already
            os.kill(process, signal.SIGKILL)
        loader.waits()
    found = [after_a_kill(base) for base in bases]
    assert found[0] == 9 + ROWS
    assert set(found) == {9, 9 + ROWS}


def after_a_kill(base: Path) -> object:
    """How many agreements the base has after the kill. Then the load is tried again, and is one."""
    store = open_store(f"sqlite:///{base}")
    count = one(store, "SELECT COUNT(*) FROM agreement")
    assert many(store, "PRAGMA integrity_check") == [("ok",)]
    assert many(store, "PRAGMA foreign_key_check") == []
    if count == 9:
        applied(store, large_plan(store))
    assert one(store, "SELECT COUNT(*) FROM agreement") == 9 + ROWS
    assert one(store, "SELECT COUNT(*) FROM import_batch") == 1
    assert one(store, "SELECT COUNT(*) FROM progress_report") == ROWS
    with writing(store) as db:
        assert first_broken_event(db) is None
    closed(store)
    return count
