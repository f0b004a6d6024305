"""The state at a date: our query of the last reports beside the bare indexed statement in sqlite3, and what was known then beside ours."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sized
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.results import Row
from data_store.database import open_store, reading
from data_store.queries import LAST_REPORTS, frame

ROUNDS, REPEATS = 3, 3
DAY = date(2020, 1, 1)  # about half of the log was told by then
BARE = """
SELECT r.id, r.assignment_id, r.member_id, r.reported_on, r.recorded_at, r.status, r.progress, r.actions,
       e.document_type || ' ' || e.number, v.verified_on, r.by
FROM assignment n JOIN progress_report r ON r.id = (
    SELECT l.id FROM progress_report l
    WHERE l.assignment_id = n.id AND l.member_id IS NULL AND l.reported_on <= :at AND l.withdrawn_in IS NULL
    ORDER BY l.reported_on DESC, l.recorded_at DESC, l.id DESC LIMIT 1)
LEFT JOIN evidence e ON e.id = r.evidence_id
LEFT JOIN verification v ON v.report_id = r.id AND v.verified_on <= :at AND v.withdrawn_in IS NULL
"""
KNOWN_AT = datetime(2100, 1, 1, tzinfo=UTC)  # everything was known then: the same rows


def measure(base: Path, *, reports: int) -> Iterator[Row]:
    """Rows: milliseconds to the frame of last reports against those to the same rows as tuples, and to the frame of what was
    known against those to the first.
    """
    store = open_store(f"sqlite:///{base.as_posix()}")
    with reading(store) as db, closing(sqlite3.connect(base)) as plain:

        def ours() -> Sized:
            return frame(db, LAST_REPORTS, days=["reported_on", "verified_on"], moments=["recorded_at"], at=DAY)

        def known() -> Sized:
            return frame(db, LAST_REPORTS, days=["reported_on", "verified_on"], moments=["recorded_at"], known_at=KNOWN_AT, at=DAY)

        def bare() -> Sized:
            return plain.execute(BARE, {"at": DAY.isoformat()}).fetchall()

        different = int(len(ours()) != len(bare()))
        others = int(len(known()) != len(ours()))
        rounds = [(milliseconds(ours), milliseconds(bare), milliseconds(known)) for _ in range(ROUNDS)]
    store.reader.dispose()
    own, reference, then = zip(*rounds, strict=True)
    yield Row(f"Estado al corte, {reports:,} reportes", "ms", own, 1.3, reference, different)
    yield Row("El mismo, como se conocía ese día", "ms", then, 3, own, others)


def milliseconds(act: Callable[[], Sized]) -> float:
    """Median time of a few repeats."""
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)
