"""The rules of follow-up written a second time, in plain Python over plain records: what a board must show.

It shares nothing with `follow_up` but the words of the field.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from follow_up.vocabulary import (
    DeadlineBucket,
    DeadlineKind,
    DeadlineState,
    InstitutionKind,
    Light,
    LightReason,
    SessionKind,
    Standing,
    Status,
)
from tests.follow_up.worlds import (
    Accord,
    Party,
    Report,
    World,
    adopted,
    known_reports,
    last_change,
    meeting_of,
    party_of,
)

OPEN = {Standing.NO_REPORT, Standing.PENDING, Standing.IN_PROGRESS}
DONE = {Standing.FULFILLED, Standing.VERIFIED}
COLOURS = {
    Light.OFF: {LightReason.VOID},
    Light.GREEN: {LightReason.VERIFIED, LightReason.ON_TIME},
    Light.GREY: {LightReason.NO_REPORT, LightReason.NO_DEADLINE, LightReason.NO_REPORT_NO_DEADLINE},
    Light.RED: {LightReason.OVERDUE, LightReason.NOT_FULFILLED, LightReason.DUE_WITHOUT_PROGRESS},
    Light.AMBER: {
        LightReason.UNVERIFIED, LightReason.MEMBERS_SILENT, LightReason.STALE_REPORT, LightReason.DUE_SOON_WITHOUT_EVIDENCE,
    },
}  # fmt: skip
WORST_FIRST = [Light.RED, Light.AMBER, Light.GREY, Light.GREEN, Light.OFF]


@dataclass(frozen=True)
class State:
    """How an assignment or an agreement is at a date."""

    standing: Standing
    progress: float
    reported_on: date | None
    has_evidence: bool
    deadline_state: DeadlineState
    bucket: DeadlineBucket
    due: date | None
    light: Light
    reason: LightReason | None
    total: int = 0
    done: int = 0
    verified: int = 0
    reported: int = 0
    silent: str = ""
    speaker: str = ""


def stands(report: Report | None) -> Standing:
    if report is None:
        return Standing.NO_REPORT
    if report.status == Status.FULFILLED and report.verified_on:
        return Standing.VERIFIED
    return Standing(report.status.value)


def whole_of(parts: list[Standing]) -> Standing:
    live = [part for part in parts if part != Standing.VOID]
    if not live:
        return Standing.VOID
    if len(set(live)) == 1:
        return live[0]
    if all(part in DONE for part in live):
        return Standing.FULFILLED
    if not any(part in OPEN for part in live):
        return Standing.NOT_FULFILLED
    moved = any(part not in {Standing.NO_REPORT, Standing.PENDING} for part in live)
    return Standing.IN_PROGRESS if moved else Standing.PENDING


def mean_of(parts: list[tuple[Standing, float]]) -> float:
    live = [progress for standing, progress in parts if standing != Standing.VOID]
    return sum(live) / len(live) if live else 0.0


def due_of(world: World, accord: Accord, at: date) -> tuple[DeadlineKind, date | None]:
    change = last_change(world, accord.id, at)
    if change is None:
        return DeadlineKind.NONE, None
    if change.kind == DeadlineKind.NEXT_SESSION:
        ordinary = [m.held_on for m in world.meetings if m.kind == SessionKind.ORDINARY and m.held_on > change.decided_on]
        return change.kind, min(ordinary, default=None)
    return change.kind, change.deadline


def next_meeting(world: World, today: date) -> date | None:
    return min((m.held_on for m in world.meetings if m.held_on > today), default=None)


def deadline_of(standing: Standing, kind: DeadlineKind, due: date | None, today: date, soon: int) -> DeadlineState:
    if standing not in OPEN:
        return DeadlineState.CLOSED
    if kind == DeadlineKind.NONE:
        return DeadlineState.NO_DEADLINE
    if kind == DeadlineKind.PERMANENT:
        return DeadlineState.PERMANENT
    if due is None:
        return DeadlineState.ON_TIME
    if due < today:
        return DeadlineState.OVERDUE
    return DeadlineState.DUE_SOON if due <= today + timedelta(days=soon) else DeadlineState.ON_TIME


def bucket_of(state: DeadlineState, kind: DeadlineKind, due: date | None, horizon: date) -> DeadlineBucket:
    if state not in {DeadlineState.DUE_SOON, DeadlineState.ON_TIME}:
        return DeadlineBucket(state.value)
    before = kind == DeadlineKind.NEXT_SESSION if due is None else due <= horizon
    return DeadlineBucket.BEFORE_NEXT_SESSION if before else DeadlineBucket.LATER


def reason_of(state: dict, *, today: date, horizon: date, stale: int) -> LightReason:
    """The reason of an assignment: settled, then late or about to be, then silent or without date, then by its reports."""
    if state["standing"] not in OPEN:
        return SETTLED[state["standing"]]
    if state["deadline_state"] == DeadlineState.OVERDUE:
        return LightReason.OVERDUE
    if state["due"] and state["due"] <= horizon and not state["progress"]:
        return LightReason.DUE_WITHOUT_PROGRESS
    lacks = state["standing"] == Standing.NO_REPORT, state["deadline_state"] == DeadlineState.NO_DEADLINE
    return LACKING[lacks] if any(lacks) else reason_by_reports(state, today=today, stale=stale)


SETTLED = {
    Standing.VOID: LightReason.VOID,
    Standing.VERIFIED: LightReason.VERIFIED,
    Standing.FULFILLED: LightReason.UNVERIFIED,
    Standing.NOT_FULFILLED: LightReason.NOT_FULFILLED,
}
LACKING = {
    (True, True): LightReason.NO_REPORT_NO_DEADLINE,
    (True, False): LightReason.NO_REPORT,
    (False, True): LightReason.NO_DEADLINE,
}


def reason_by_reports(state: dict, *, today: date, stale: int) -> LightReason:
    if state["silent"]:
        return LightReason.MEMBERS_SILENT
    if state["reported_on"] < today - timedelta(days=stale):
        return LightReason.STALE_REPORT
    if state["deadline_state"] == DeadlineState.DUE_SOON and not state["has_evidence"]:
        return LightReason.DUE_SOON_WITHOUT_EVIDENCE
    return LightReason.ON_TIME


def colour_of(reason: LightReason) -> Light:
    return next(light for light, reasons in COLOURS.items() if reason in reasons)


def heard(world: World, assignment: int, party: Party, at: date) -> list[tuple[str, Report | None]]:
    """Who answers for the assignment, each with the report by which it stands."""
    reports = sorted((r for r in known_reports(world, at) if r.assignment == assignment), key=lambda r: r.place)

    def last(member: int | None) -> Report | None:
        return next((r for r in reversed(reports) if r.member in {None, member}), None)

    if party.kind == InstitutionKind.GROUP and party.members:
        return [(party_of(world, member).code, last(member)) for member in party.members]
    return [(party.code, last(None))]


def assignment_state(world: World, accord: Accord, place: tuple[int, int], today: date, soon: int, stale: int) -> State:
    party = party_of(world, place[1])
    voices = heard(world, place[0], party, today)
    parts = [(stands(report), float(report.progress) if report else 0.0) for _, report in voices]
    grouped = party.kind == InstitutionKind.GROUP and bool(party.members)
    standings = [standing for standing, _ in parts]
    standing = whole_of(standings)
    kind, due = due_of(world, accord, today)
    horizon = next_meeting(world, today) or today + timedelta(days=soon)
    state = {
        "standing": standing,
        "progress": mean_of(parts) if grouped else parts[0][1],
        "reported_on": max((report.on for _, report in voices if report), default=None),
        "has_evidence": any(report.evidence for _, report in voices if report),
        "deadline_state": deadline_of(standing, kind, due, today, soon),
        "due": due,
        "silent": ", ".join(name for name, report in voices if report is None) if grouped else "",
    }
    reason = reason_of(state, today=today, horizon=horizon, stale=stale)
    return State(
        **state,
        bucket=bucket_of(state["deadline_state"], kind, due, horizon),
        light=colour_of(reason),
        reason=reason,
        total=sum(s != Standing.VOID for s in standings) if grouped else 0,
        done=sum(s in DONE for s in standings) if grouped else 0,
        speaker=party.code,
    )


def agreement_state(world: World, accord: Accord, today: date, soon: int, stale: int) -> State:
    parts = [assignment_state(world, accord, place, today, soon, stale) for place in accord.parties]
    standing = whole_of([part.standing for part in parts])
    kind, due = due_of(world, accord, today)
    state = deadline_of(standing, kind, due, today, soon)
    worst = min(parts, key=lambda part: WORST_FIRST.index(part.light))
    live = [part for part in parts if part.standing != Standing.VOID]
    sharing = [part.speaker for part in parts if part.reason == worst.reason]
    return State(
        standing=standing,
        progress=mean_of([(part.standing, part.progress) for part in parts]),
        reported_on=max((part.reported_on for part in parts if part.reported_on), default=None),
        has_evidence=any(part.has_evidence for part in parts),
        deadline_state=state,
        bucket=bucket_of(state, kind, due, next_meeting(world, today) or today + timedelta(days=soon)),
        due=due,
        light=worst.light,
        reason=worst.reason,
        total=len(live),
        done=sum(part.standing in DONE for part in live),
        verified=sum(part.standing == Standing.VERIFIED for part in live),
        reported=sum(part.standing != Standing.NO_REPORT for part in live),
        speaker="" if len(sharing) == len(parts) else ", ".join(sharing),
    )


def states_of(world: World, today: date, *, soon: int = 15, stale: int = 30) -> tuple[dict[int, State], dict[int, State]]:
    """State of every agreement and of every assignment, by id."""
    accords = adopted(world, today)
    whole = {accord.id: agreement_state(world, accord, today, soon, stale) for accord in accords}
    parts = {
        place[0]: assignment_state(world, accord, place, today, soon, stale) for accord in accords for place in accord.parties
    }
    return whole, parts


def session_day(world: World, accord: Accord) -> date:
    return meeting_of(world, accord).held_on
