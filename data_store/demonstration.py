"""Loads `seed/demo/` over the acta: invented sessions and two years of invented follow-up, each text marked as such.

It goes into a base of its own. The seed counts its days from an imagined today (-20 is twenty days ago), so that the
demonstration looks alive on any day; the acta alone keeps its real date. Each act was recorded on its day, and a few reports
some days later ("recorded"), as it happens: so what was known on a past day differs from what held then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, col, select

from data_store import commands
from data_store.changing import change
from data_store.contacts import log_contact
from data_store.models import Agreement, Assignment, Base, CommitteeSession, Institution, Problem, Theme
from data_store.naming import session_title
from data_store.seeding import ACTA, LOADED_BY, load_session, read_seed
from follow_up.acts import DeadlineDraft, EvidenceDraft, ProgressDraft, VoidDraft
from follow_up.contacts import ContactDraft
from follow_up.deadlines import is_working_day
from follow_up.holidays import Holidays
from follow_up.vocabulary import ContactKind, DeadlineKind, EscalationStep, InstitutionKind, SessionKind, Status

MARK = "[Demostración]"
TITLE_MARK = "(DEMOSTRACIÓN)"
NUMBER_MARK = "DEMO"
SECRETARIAT = "Secretaría Técnica"
SCREEN = "acuerdo"  # where the invented acts were recorded: each is a batch, as from the page of its agreement
SESSIONS = ("second", "extraordinary", "third", "next")

RECENT = 150  # days ago that are kept to the day, so that "overdue by 130 days" is true
LONGEST = 730  # the oldest day of the seed
ROOM = 200  # days since the acta below which everything shrinks

Act = dict[str, Any]


@dataclass(frozen=True)
class Calendar:
    """Places a day of the seed between the acta and today: older days stretch or shrink to the room that there is."""

    opened: date
    today: date
    holidays: Holidays

    def exact(self, day: int) -> date:
        """The date of a day of the seed. Order is kept: a later day never gives an earlier date."""
        if day > 0:
            return self.today + timedelta(days=day)
        span = (self.today - self.opened).days
        window = min(max(span, ROOM), LONGEST)
        older = max(-day - RECENT, 0) * (window - RECENT) / (LONGEST - RECENT)
        back = (min(-day, RECENT) + older) * min(span / ROOM, 1)
        return self.today - timedelta(days=round(back))

    def working(self, day: int) -> date:
        """The same on a working day, since offices write and sessions meet on those: earlier when past, later when coming."""
        found, step = self.exact(day), 1 if day > 0 else -1
        while found != self.opened and not is_working_day(found, self.holidays):
            found += timedelta(days=step)
        return found


@dataclass
class Replay:
    """The acts of the seed, recorded one after the other; what each act needs of the ones before is kept here."""

    db: Session
    calendar: Calendar
    at: datetime
    committee_id: int
    themes: dict[str, int]
    institutions: dict[str, Institution]
    sessions: dict[str, int]
    agreements: dict[tuple[str, str], int] = field(default_factory=dict)
    last_reports: dict[tuple[int, int | None], int] = field(default_factory=dict)
    recorded: int = 0

    def moment(self, day: date) -> datetime:
        """When an act of that day was recorded: from 8 in the morning of Lima, a minute later each, never after `at`."""
        self.recorded += 1
        return min(morning(day) + timedelta(minutes=self.recorded), self.at)


def morning(day: date) -> datetime:
    """Eight in the morning of Lima, in UTC."""
    return datetime.combine(day, time(13), UTC)


def opening(at: datetime) -> datetime:
    """When a demonstration has recorded its acta: on the morning of its day, and not after it was loaded (`at`)."""
    return min(morning(date.fromisoformat(read_seed(ACTA)["session"]["held_on"])), at)


def load_demonstration(db: Session, *, today: date, at: datetime) -> None:
    """Load the demonstration once, after the acta. Before the day of the acta there is nothing to demonstrate."""
    acta = db.exec(select(CommitteeSession).order_by(col(CommitteeSession.held_on))).first()
    if acta is None or acta.id is None or today < acta.held_on or is_demonstration(db):
        return
    calendar = Calendar(acta.held_on, today, Holidays())
    themes, institutions = _load_catalogue(db, calendar, at=opening(at))
    replay = Replay(db, calendar, at, acta.committee_id, themes, institutions, {"acta": acta.id})
    _name_agreements(replay, "acta")
    for act in sorted(_acts(), key=lambda act: (_recorded(act), act["act"] != "session")):
        ACTS[act["act"]](replay, act)


def is_demonstration(db: Session) -> bool:
    """Whether the base holds invented sessions."""
    invented = select(CommitteeSession.id).where(col(CommitteeSession.title).contains(TITLE_MARK))
    return db.exec(invented).first() is not None


def marked(text: str) -> str:
    """An invented text with the mark that keeps it from being taken for a real one; nothing stays nothing."""
    return f"{MARK} {text}" if text else ""


def _load_catalogue(db: Session, calendar: Calendar, *, at: datetime) -> tuple[dict[str, int], dict[str, Institution]]:
    """Themes, municipalities and offices that the demonstration adds, and who belongs to which group, from when if not always."""
    catalogue = read_seed("demo/catalogue.json")
    for theme in catalogue["themes"]:
        commands.add_theme(db, **theme, by=LOADED_BY, at=at)
    for record in catalogue["institutions"]:
        commands.add_institution(db, **{**record, "kind": InstitutionKind(record["kind"])}, by=LOADED_BY, at=at)
    institutions = {institution.code: institution for institution in db.exec(select(Institution))}
    for group, members in catalogue["members"].items():
        for member in members:
            group_id, member_id = _id(institutions[group]), _id(institutions[member])
            joined = catalogue["joined"].get(member)
            valid_from = None if joined is None else calendar.working(joined)
            commands.add_member(db, group_id=group_id, member_id=member_id, valid_from=valid_from, by=LOADED_BY, at=at)
    return {theme.code: _id(theme) for theme in db.exec(select(Theme))}, institutions


def _acts() -> Iterator[Act]:
    """Every act of the seed, each with the session and the code of its agreement; a session comes before what it decides."""
    for code, history in read_seed("demo/acta_history.json").items():
        yield from ({**act, "agreement": ("acta", code)} for act in history)
    yield from read_seed("demo/contacts.json")
    for key in SESSIONS:
        session = read_seed(f"demo/session_{key}.json")
        yield {"act": "session", "key": key, **session}
        for problem in session["problems"]:
            for agreement in problem["agreements"]:
                yield from ({**act, "agreement": (key, agreement["code"])} for act in agreement["history"])


def _recorded(act: Act) -> int:
    """The day of the seed on which an act was recorded; that from which it holds, unless it says another."""
    return act.get("recorded", act["day"])


def _hold_session(replay: Replay, act: Act) -> None:
    """A session with its problems and agreements; the coming one is convened some weeks before and has none yet."""
    kind, held_on = SessionKind(act["kind"]), replay.calendar.working(act["day"])
    minutes = {"session": _named(replay, kind, held_on), "problems": [_marked(problem) for problem in act["problems"]]}
    institutions = {code: _id(institution) for code, institution in replay.institutions.items()}
    replay.sessions[act["key"]] = load_session(
        replay.db, minutes, committee_id=replay.committee_id, themes=replay.themes, institutions=institutions,
        at=replay.moment(replay.calendar.working(_recorded(act))),
    )  # fmt: skip
    _name_agreements(replay, act["key"])


def _marked(record: Act) -> Act:
    """A problem of the seed and its agreements, with their texts marked."""
    texts = {name: marked(record[name]) for name in ("text", "deadline_note") if name in record}
    return record | texts | {"agreements": [_marked(agreement) for agreement in record.get("agreements", [])]}


def _named(replay: Replay, kind: SessionKind, held_on: date) -> dict[str, Any]:
    """The next number of its kind and the title; numbers start again each year."""
    held = select(CommitteeSession).filter_by(committee_id=replay.committee_id, kind=kind.value)
    number = 1 + sum(session.held_on.year == held_on.year for session in replay.db.exec(held))
    title = f"{session_title(kind, number, held_on)} {TITLE_MARK}"
    return {"kind": kind.value, "number": number, "held_on": held_on.isoformat(), "title": title}


def _name_agreements(replay: Replay, key: str) -> None:
    """Remember the agreements of a session under its key and their code."""
    found = select(Agreement).join(Problem).where(Problem.session_id == replay.sessions[key])
    replay.agreements |= {(key, agreement.code): _id(agreement) for agreement in replay.db.exec(found)}


def _decide_deadline(replay: Replay, act: Act) -> None:
    """A deadline set or moved. Where little time has passed two of them may be one day, and nothing moves."""
    agreement = replay.db.get_one(Agreement, replay.agreements[act["agreement"]])
    kind, day = DeadlineKind(act["kind"]), replay.calendar.working(act["day"])
    deadline = replay.calendar.exact(act["due"]) if "due" in act else None
    if (kind, deadline) == (agreement.deadline_kind, agreement.deadline):
        return
    session_id = replay.sessions[act["session"]] if "session" in act else None
    draft = DeadlineDraft(kind, deadline, marked(act["reason"]), decided_on=day, session_id=session_id)
    signed: Act = {"by": SECRETARIAT, "at": replay.moment(day)}
    _record(
        replay, signed,
        lambda batch_id: commands.set_deadline(
            replay.db, agreement_id=_id(agreement), draft=draft, expected_version=agreement.version, today=day, batch_id=batch_id, **signed
        ),
    )  # fmt: skip


def _record(replay: Replay, signed: Act, act: Callable[[int], object], *, screen: str = SCREEN) -> None:
    """Do the act (given its batch) as a person does on a page, usually that of an agreement. `signed`: by whom and when."""
    change(replay.db, token=f"demostracion-{replay.recorded}", screen=screen, **signed, act=lambda _, batch_id: act(batch_id))


def _report(replay: Replay, act: Act) -> None:
    """A report of an institution, or of one member of a group, by its liaison office."""
    assignment, day = _assignment(replay, act), replay.calendar.working(act["day"])
    recorded = replay.calendar.working(_recorded(act))
    speaker = replay.institutions[act.get("member", act["institution"])]
    draft = ProgressDraft(
        status=Status(act["status"]), progress=act["progress"], reported_on=day, actions=marked(act["actions"]),
        evidence=_evidence(act.get("evidence"), day, issuer=speaker.acronym), internal_note=marked(act.get("internal_note", "")),
    )  # fmt: skip
    member_id = _id(speaker) if "member" in act else None
    by = SECRETARIAT if speaker.code == "ST-CORESEC" else f"Enlace {speaker.acronym}"
    signed: Act = {"by": by, "at": replay.moment(recorded)}

    def report(batch_id: int) -> None:
        replay.last_reports[_id(assignment), member_id] = commands.report_progress(
            replay.db, assignment_id=_id(assignment), draft=draft, expected_version=assignment.version, today=recorded,
            member_id=member_id, batch_id=batch_id, **signed,
        )  # fmt: skip

    _record(replay, signed, report)


def _evidence(written: Act | None, day: date, *, issuer: str) -> EvidenceDraft | None:
    """The reference to an invented document, whose number says so."""
    number = f"N.° {written['number']}-{day.year}-{NUMBER_MARK}" if written else ""
    return EvidenceDraft(written["type"], number, day, issuer, written.get("link", "")) if written else None


def _verify(replay: Replay, act: Act) -> None:
    """The Secretaría Técnica sees the evidence of the last report."""
    assignment, day = _assignment(replay, act), replay.calendar.working(act["day"])
    member_id = _id(replay.institutions[act["member"]]) if "member" in act else None
    signed: Act = {"by": SECRETARIAT, "at": replay.moment(day)}
    _record(
        replay, signed,
        lambda batch_id: commands.verify_report(
            replay.db, report_id=replay.last_reports[_id(assignment), member_id], note=marked(act["note"]), verified_on=day,
            expected_version=assignment.version, today=day, batch_id=batch_id, **signed,
        ),
    )  # fmt: skip


def _void(replay: Replay, act: Act) -> None:
    """A session leaves an agreement without effect."""
    agreement = replay.db.get_one(Agreement, replay.agreements[act["agreement"]])
    day = replay.calendar.working(act["day"])
    draft = VoidDraft(marked(act["reason"]), session_id=replay.sessions[act["session"]], decided_on=day)
    signed: Act = {"by": SECRETARIAT, "at": replay.moment(day)}
    _record(
        replay, signed,
        lambda batch_id: commands.void_agreement(
            replay.db, agreement_id=_id(agreement), draft=draft, expected_version=agreement.version, today=day, batch_id=batch_id, **signed
        ),
    )  # fmt: skip


def _contact(replay: Replay, act: Act) -> None:
    """The Secretaría Técnica is in touch with an institution, or hears from it."""
    institution, day = replay.institutions[act["institution"]], replay.calendar.working(act["day"])
    number = f"N.° {act['number']}-{day.year}-{NUMBER_MARK}" if "number" in act else ""
    draft = ContactDraft(ContactKind(act["kind"]), EscalationStep(act["step"]), day, number, marked(act.get("note", "")))
    signed: Act = {"by": SECRETARIAT, "at": replay.moment(day)}
    _record(
        replay, signed,
        lambda batch_id: log_contact(
            replay.db, institution_id=_id(institution), agreement_id=None, draft=draft, today=day, batch_id=batch_id, **signed
        ),
        screen="llamadas",
    )  # fmt: skip


ACTS: dict[str, Callable[[Replay, Act], None]] = {
    "session": _hold_session,
    "deadline": _decide_deadline,
    "report": _report,
    "verify": _verify,
    "void": _void,
    "contact": _contact,
}


def _assignment(replay: Replay, act: Act) -> Assignment:
    """The assignment that an act is about, as it stands now."""
    pair = {
        "agreement_id": replay.agreements[act["agreement"]],
        "institution_id": _id(replay.institutions[act["institution"]]),
    }
    return replay.db.exec(select(Assignment).filter_by(**pair)).one()


def _id(record: Base) -> int:
    """The id of a stored record."""
    return record.id  # pyright: ignore[reportAttributeAccessIssue]  # every table of ours has one
