"""A large base, the same at every run: the acta as `prepare` loads it, then invented agreements by plain SQL.

Reports lie in the file as time brings them, one round of all assignments after the other, never sorted by assignment.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data_store.database import Store
from data_store.preparing import prepare, prepare_demonstration
from follow_up.vocabulary import DeadlineKind, SessionKind, Status

TODAY = date(2026, 9, 1)
FIRST_SESSION = date(2011, 1, 10)
AGREEMENTS_PER_SESSION = 500
AGREEMENTS_PER_PROBLEM = 5
EVIDENCE = 1_000
ACTA = 1_000  # ids up to here belong to the acta
TEXT = "Realizar acciones articuladas de prevención y difusión con las instituciones responsables, en el ámbito {} de la región."
KINDS = (DeadlineKind.DATE, DeadlineKind.NONE, DeadlineKind.DATE, DeadlineKind.NEXT_SESSION, DeadlineKind.DATE, DeadlineKind.PERMANENT)
STATUSES = (Status.IN_PROGRESS, Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.IN_PROGRESS, Status.NOT_FULFILLED, Status.FULFILLED)

Record = tuple[object, ...]


@dataclass(frozen=True)
class Scale:
    """How many agreements and reports the base holds besides the acta's."""

    agreements: int
    reports: int

    @property
    def sessions(self) -> int:
        """At least two, or Panorama would have no filter."""
        return max(2, self.agreements // AGREEMENTS_PER_SESSION)


def build_acta(file: Path) -> None:
    """A base with the acta alone."""
    close(prepare(f"sqlite:///{file.as_posix()}", at=_moment(TODAY)))


def build_demonstration(file: Path) -> None:
    """A base with the acta and the demonstration: a few sessions, as in the first year of use."""
    close(prepare_demonstration(f"sqlite:///{file.as_posix()}", today=TODAY, at=_moment(TODAY)))


def close(store: Store) -> None:
    """Leave no connection behind."""
    store.writer.dispose()
    store.reader.dispose()


def build_base(file: Path, scale: Scale) -> None:
    """Make the file, on the newest schema, with the acta and `scale` over it. A minute for a million reports."""
    build_acta(file)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("PRAGMA synchronous=OFF")
        institutions = db.execute("SELECT COUNT(*) FROM institution").fetchone()[0]
        themes = db.execute("SELECT COUNT(*) FROM theme").fetchone()[0]
        add(db, "committee_session", "id, committee_id, code, number, kind, held_on, title", _sessions(scale))
        add(db, "problem", "id, session_id, number, text, theme_id", _problems(scale, themes))
        add(db, "agreement", "id, problem_id, code, text, follow_up_id, deadline_kind, deadline, deadline_note, version", _agreements(scale))
        add(db, "deadline_change", "agreement_id, before_kind, after_kind, after, reason, decided_on, by, recorded_at", _deadlines(scale))
        add(db, "assignment", "id, agreement_id, institution_id, position, version", _assignments(scale, institutions))
        add(db, "evidence", "id, document_type, number, issued_on, issuer", _evidence())
        columns = "id, assignment_id, reported_on, status, progress, actions, evidence_id, internal_note, by, recorded_at"
        add(db, "progress_report", columns, _reports(scale))
        add(db, "verification", "report_id, verified_on, note, by, recorded_at", _verifications(db))


def add(db: sqlite3.Connection, table: str, columns: str, rows: Iterable[Record]) -> None:
    """Insert rows given in the order of `columns`."""
    names = [f'"{name.strip()}"' for name in columns.split(",")]
    db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 14, tzinfo=UTC)


def _stored_moment(day: date) -> str:
    """A moment as SQLAlchemy writes it in SQLite."""
    return f"{day.isoformat()} 14:00:00.000000"


def _session_of(agreement: int, scale: Scale) -> int:
    return agreement * scale.sessions // scale.agreements


def _held_on(session: int, scale: Scale) -> date:
    """Sessions evenly spread from the first to a month before today."""
    return FIRST_SESSION + (TODAY - timedelta(days=30) - FIRST_SESSION) * session // scale.sessions


def _sessions(scale: Scale) -> Iterator[Record]:
    for n in range(scale.sessions):
        title = f"Sesión ordinaria de medición {n + 1}"
        yield (ACTA + n, 1, f"M{n + 1}", n + 1, SessionKind.ORDINARY.value, _held_on(n, scale).isoformat(), title)


def _problems(scale: Scale, themes: int) -> Iterator[Record]:
    for n in range(-(-scale.agreements // AGREEMENTS_PER_PROBLEM)):
        session = _session_of(n * AGREEMENTS_PER_PROBLEM, scale)
        yield (ACTA + n, ACTA + session, str(n), f"Problemática {n} de la seguridad ciudadana en la región", n % themes + 1)


def _deadline(agreement: int, scale: Scale) -> tuple[DeadlineKind, str | None]:
    """Kind and day: within a year of today, so that late, soon and far all occur."""
    kind = KINDS[agreement % len(KINDS)]
    due = max(TODAY + timedelta(days=agreement * 37 % 500 - 250), _held_on(_session_of(agreement, scale), scale))
    return kind, due.isoformat() if kind is DeadlineKind.DATE else None


def _agreements(scale: Scale) -> Iterator[Record]:
    for n in range(scale.agreements):
        kind, deadline = _deadline(n, scale)
        problem, place = divmod(n, AGREEMENTS_PER_PROBLEM)
        yield (ACTA + n, ACTA + problem, f"{problem}.{place + 1}", TEXT.format(n), 1, kind.value, deadline, "", 1)


def _deadlines(scale: Scale) -> Iterator[Record]:
    for n in range(scale.agreements):
        kind, deadline = _deadline(n, scale)
        if kind is not DeadlineKind.NONE:
            day = _held_on(_session_of(n, scale), scale)
            yield (ACTA + n, DeadlineKind.NONE.value, kind.value, deadline, "", day.isoformat(), "Medición", _stored_moment(day))


def _shares(agreement: int) -> int:
    """Institutions of an agreement: 16 of 9 agreements, as in the real acta."""
    return 1 if agreement % 9 < 2 else 2


def _assignments(scale: Scale, institutions: int) -> Iterator[Record]:
    places = ((n, position) for n in range(scale.agreements) for position in range(_shares(n)))
    for number, (n, position) in enumerate(places):
        yield (ACTA + number, ACTA + n, (n + 5 * position) % institutions + 1, position, 1)


def _evidence() -> Iterator[Record]:
    for n in range(EVIDENCE):
        yield (ACTA + n, "Oficio", f"{n}-2026", "2011-02-01", "GORE Moquegua")


def _reports(scale: Scale) -> Iterator[Record]:
    """Round after round until there are enough; one assignment of eleven never reports."""
    owners = [n for n in range(scale.agreements) for _ in range(_shares(n))]
    told = [(place, n) for place, n in enumerate(owners) if place % 11]
    rounds = -(-scale.reports // len(told))
    for number in range(scale.reports):
        turn, which = divmod(number, len(told))
        place, agreement = told[which]
        start = _held_on(_session_of(agreement, scale), scale)
        day = start + (TODAY - start) * turn // rounds
        status = STATUSES[(place + turn) % len(STATUSES)]
        done = status is Status.FULFILLED
        progress = 100 if done else (place * 7 + turn * 13) % 90
        text = f"Se ejecutaron las acciones programadas del periodo {turn + 1} con participación de la población."
        proof = ACTA + number % EVIDENCE if done else None
        yield (number + 1, ACTA + place, day.isoformat(), status.value, progress, text, proof, "", "Medición", _stored_moment(day))


def _verifications(db: sqlite3.Connection) -> list[Record]:
    """Every second report of fulfilment was checked the day it came."""
    done = "SELECT id, reported_on FROM progress_report WHERE status = ? AND id % 2 = 0"
    found = db.execute(done, (Status.FULFILLED.value,)).fetchall()
    return [(report, day, "", "Medición", _stored_moment(date.fromisoformat(day))) for report, day in found]
