"""Several programs write at once: what was confirmed is there, once, in row, log and chain."""

import subprocess
import sys
from pathlib import Path

from data_store.database import Store, writing
from data_store.event_log import first_broken_event
from tests.data_store.records import assignment_id, many, version_of

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS, THREADS, TIMES = 4, 3, 4
WRITES = PROGRAMS * THREADS * TIMES


def test_no_report_is_lost_when_four_programs_write_at_once(store: Store, base: Path) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    words = [sys.executable, "-m", "tests.data_store.reporter", f"sqlite:///{base}", str(place), str(THREADS), str(TIMES)]
    running = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(PROGRAMS)
    ]
    told = [program.communicate(timeout=60) for program in running]
    assert [program.returncode for program in running] == [0] * PROGRAMS, told
    assert sum(int(out) for out, _ in told) == WRITES
    steps = [row[0] for row in many(store, "SELECT progress FROM progress_report ORDER BY id")]
    assert steps == list(range(1, WRITES + 1))
    assert version_of(store, "assignment", place) == WRITES + 1
    assert many(store, "SELECT COUNT(*) FROM event WHERE field = 'progress'") == [(WRITES,)]
    with writing(store) as db:
        assert first_broken_event(db) is None
