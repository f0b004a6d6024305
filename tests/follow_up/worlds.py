"""Small worlds of follow-up: records as plain values, the frames that the store would give, and their generator."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from follow_up.board import Rows
from follow_up.vocabulary import DeadlineKind, InstitutionKind, SessionKind, Status

START = date(2026, 1, 5)


@dataclass(frozen=True)
class Meeting:
    """A session of the committee."""

    id: int
    code: str
    held_on: date
    kind: SessionKind = SessionKind.ORDINARY


@dataclass(frozen=True)
class Party:
    """An institution; a group names its members by id."""

    id: int
    code: str
    members: tuple[int, ...] = ()

    @property
    def kind(self) -> InstitutionKind:
        return InstitutionKind.GROUP if self.code.startswith("G") else InstitutionKind.ENTITY


@dataclass(frozen=True)
class Accord:
    """An agreement with its implementers: pairs of assignment id and institution id, in the order of the acta."""

    id: int
    code: str
    meeting: int
    theme: str
    parties: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Report:
    """A report of progress, of the whole or of one member; `minute` orders what was recorded."""

    id: int
    assignment: int
    on: date
    status: Status
    progress: int
    member: int | None = None
    minute: int = 0
    evidence: bool = False
    verified_on: date | None = None

    @property
    def place(self) -> tuple[date, int, int]:
        return self.on, self.minute, self.id


@dataclass(frozen=True)
class Change:
    """A deadline decided on a day."""

    id: int
    accord: int
    kind: DeadlineKind
    deadline: date | None
    decided_on: date
    minute: int = 0

    @property
    def place(self) -> tuple[date, int, int]:
        return self.decided_on, self.minute, self.id


@dataclass(frozen=True)
class World:
    """Everything recorded, whenever it holds from."""

    meetings: tuple[Meeting, ...]
    parties: tuple[Party, ...]
    accords: tuple[Accord, ...]
    reports: tuple[Report, ...] = ()
    changes: tuple[Change, ...] = ()


def party_of(world: World, party_id: int) -> Party:
    return next(party for party in world.parties if party.id == party_id)


def meeting_of(world: World, accord: Accord) -> Meeting:
    return next(meeting for meeting in world.meetings if meeting.id == accord.meeting)


def adopted(world: World, at: date) -> list[Accord]:
    """The agreements of sessions held by then."""
    return [accord for accord in world.accords if meeting_of(world, accord).held_on <= at]


def last_change(world: World, accord: int, at: date) -> Change | None:
    known = [c for c in world.changes if c.accord == accord and c.decided_on <= at]
    return max(known, key=lambda c: c.place, default=None)


def known_reports(world: World, at: date) -> list[Report]:
    """The reports that hold by then, without the checks that had not happened."""
    return [
        replace(r, verified_on=r.verified_on if r.verified_on and r.verified_on <= at else None)
        for r in world.reports
        if r.on <= at
    ]


def rows_at(world: World, at: date) -> Rows:
    """The frames that the store gives at a cut-off, made here without it."""
    heard = known_reports(world, at)
    ids = {assignment for accord in adopted(world, at) for assignment, _ in accord.parties}
    last = {}
    for report in sorted(heard, key=lambda r: r.place):
        last[report.assignment, report.member] = report
    return Rows(
        committees=_frame(COMMITTEES, [(1, "CORESEC", "CORESEC", "regional", "Moquegua", None)]).astype({"parent_id": "Int64"}),
        sessions=_frame(SESSIONS, [_session(meeting) for meeting in world.meetings]),
        agreements=_frame(AGREEMENTS, [_agreement(world, accord, at) for accord in adopted(world, at)]),
        assignments=_frame(ASSIGNMENTS, _assignments(world, at)),
        reports=_frame(REPORTS, [_report(r) for r in last.values() if r.assignment in ids]),
        members=_frame(MEMBERS, [(g.id, m, *[party_of(world, m).code] * 3, None, None) for g in world.parties for m in g.members]),
    )


def log_of(world: World) -> pd.DataFrame:
    """Every report, as the store gives the whole log."""
    return _frame(REPORTS, [_report(report) for report in world.reports])


COMMITTEES = ["committee_id", "code", "name", "level", "territory", "parent_id"]
SESSIONS = ["session_id", "session_code", "kind", "number", "held_on", "title", "committee_id", "committee"]
AGREEMENTS = [
    "agreement_id", "ref", "code", "text", "problem_id", "problem_number", "problem", "theme_code", "theme", "session_id",
    "session_code", "session_on", "committee_id", "parent_id", "follow_up", "deadline_kind", "deadline", "deadline_note", "deadline_since",
    "original_deadline", "extensions", "version",
]  # fmt: skip
ASSIGNMENTS = [
    "assignment_id", "agreement_id", "position", "institution_id", "institution_code", "institution", "institution_name",
    "institution_kind", "assigned_on", "released_on", "version",
]  # fmt: skip
REPORTS = [
    "report_id", "assignment_id", "member_id", "reported_on", "recorded_at", "status", "progress", "actions", "evidence",
    "verified_on", "by",
]  # fmt: skip
MEMBERS = ["institution_id", "member_id", "member_code", "member", "member_name", "valid_from", "valid_to"]
DATES = {"assigned_on", "released_on", "valid_from", "valid_to", "held_on", "session_on", "deadline", "deadline_since", "original_deadline", "reported_on", "recorded_at", "verified_on"}


def _frame(columns: list[str], records: list[tuple]) -> pd.DataFrame:
    """As `pandas.read_sql` makes it, so that missing ids become floats here too."""
    frame = pd.DataFrame.from_records(records, columns=columns, coerce_float=True)
    for column in DATES.intersection(columns):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _session(meeting: Meeting) -> tuple:
    return (meeting.id, meeting.code, meeting.kind.value, meeting.id, _iso(meeting.held_on), meeting.code, 1, "CORESEC")


def _agreement(world: World, accord: Accord, at: date) -> tuple:
    meeting = meeting_of(world, accord)
    change = last_change(world, accord.id, at)
    kind, deadline, since = (change.kind.value, change.deadline, change.decided_on) if change else ("none", None, None)
    return (
        accord.id, f"{meeting.code}-{accord.code}", accord.code, f"Difusión del acuerdo {accord.code}", 1, "01", "Problemática",
        accord.theme, f"Tema {accord.theme}", meeting.id, meeting.code, _iso(meeting.held_on), 1, None, "ST CORESEC", kind,
        _iso(deadline), "", _iso(since), None, 0, 1,
    )  # fmt: skip


def _assignments(world: World, at: date) -> list[tuple]:
    return [
        (assignment, accord.id, position, party.id, party.code, party.code, f"Nombre de {party.code}", party.kind.value, None, None, 1)
        for accord in adopted(world, at)
        for position, (assignment, party) in enumerate((a, party_of(world, p)) for a, p in accord.parties)
    ]


def _report(report: Report) -> tuple:
    recorded = f"2026-12-31 {report.minute // 60:02}:{report.minute % 60:02}:00.000000"
    proof = f"Informe {report.id}" if report.evidence else None
    return (
        report.id, report.assignment, report.member, _iso(report.on), recorded, report.status.value, report.progress,
        f"Acciones {report.id}", proof, _iso(report.verified_on), "Secretaría Técnica",
    )  # fmt: skip


PARTIES = (
    Party(1, "PNP"), Party(2, "DREMO"), Party(3, "INABIF"), Party(4, "MPMN"), Party(5, "MPI"), Party(6, "MPGSC"),
    Party(7, "GOBIERNOS", (6, 5, 4)), Party(8, "GRUPO-VACIO"),
)  # fmt: skip
PROGRESS = {Status.PENDING: 0, Status.FULFILLED: 100}
days = st.integers(0, 150).map(lambda n: START + timedelta(days=n))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world of one to three sessions; codes repeat across sessions and days repeat across records on purpose."""
    held = draw(st.lists(st.tuples(st.integers(0, 150), st.sampled_from(SessionKind)), min_size=1, max_size=4))
    meetings = tuple(
        Meeting(n, f"2026-{n}", START + timedelta(days=offset if n > 1 else 0), kind) for n, (offset, kind) in enumerate(held, 1)
    )
    accords = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        chosen = draw(st.lists(st.sampled_from([1, 2, 3, 7, 8]), min_size=1, max_size=4, unique=True))
        parties = tuple((number * 10 + place, party) for place, party in enumerate(chosen))
        code = draw(st.sampled_from(["1", "2.1", "2.9", "2.10", "03"]))
        meeting, theme = draw(st.sampled_from(meetings)).id, draw(st.sampled_from("AB"))
        accords.append(Accord(number, f"{code}.{number}", meeting, theme, parties))
    return World(meetings, PARTIES, tuple(accords), draw(_reports(accords)), draw(_changes(accords)))


@st.composite
def _reports(draw: st.DrawFn, accords: list[Accord]) -> tuple[Report, ...]:
    places = [(assignment, party) for accord in accords for assignment, party in accord.parties]
    reports = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        assignment, party = draw(st.sampled_from(places))
        member = draw(st.sampled_from([None, 4, 5, 6])) if party == 7 else None
        status = draw(st.sampled_from([*Status, Status.FULFILLED, Status.FULFILLED, Status.IN_PROGRESS]))
        on = draw(days)
        fulfilled = status == Status.FULFILLED
        checked = on + timedelta(days=draw(st.integers(0, 20))) if fulfilled and draw(st.booleans()) else None
        reports.append(
            Report(
                number, assignment, on, status, PROGRESS.get(status, draw(st.sampled_from([0, 1, 33, 50, 99]))), member,
                draw(st.integers(0, 2)), fulfilled or draw(st.booleans()), checked,
            )
        )  # fmt: skip
    return tuple(reports)


@st.composite
def _changes(draw: st.DrawFn, accords: list[Accord]) -> tuple[Change, ...]:
    changes = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        kind = draw(st.sampled_from([*DeadlineKind, DeadlineKind.DATE, DeadlineKind.NEXT_SESSION]))
        deadline = draw(days) if kind == DeadlineKind.DATE else None
        accord = draw(st.sampled_from(accords)).id
        changes.append(Change(number, accord, kind, deadline, draw(days), draw(st.integers(0, 2))))
    return tuple(changes)
