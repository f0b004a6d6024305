"""The writer of sessions: planned, opened, closed and reopened; and of what only a session does: adopt and reassign.

`by` is a post, never a person's name; `at` is UTC; the caller's transaction makes each act whole.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import col, select

from data_store.bulk import Bulk
from data_store.commands import set_deadline
from data_store.database import Reader, Writer
from data_store.deciding import require_open
from data_store.event_log import FieldChange
from data_store.families import children_of
from data_store.import_acta import ActaBook, AgreementExists
from data_store.import_ground import AgreementGround, load_agreements
from data_store.import_names import NameBook
from data_store.lookups import UnknownRecord, existing, id_of, prefix_of
from data_store.models import Agreement, Committee, CommitteeSession, Institution, Problem, SessionDecision, Theme
from data_store.naming import session_code, session_title
from data_store.recording import Refused, StaleVersion, create, log, refuse, require_unchanged
from data_store.responsible import assign as assign_to
from data_store.responsible import release as release_from
from follow_up.acts import AgreementDraft, Refusal, check_agreement, check_reassignment, check_title
from follow_up.import_plan import Entry, Party, Place, SessionRef
from follow_up.spelling import clean_text, code_order
from follow_up.vocabulary import SessionKind, SessionState

NUMBERS = "SELECT number, code FROM committee_session WHERE committee_id = :committee AND kind = :kind AND withdrawn_in IS NULL"


def next_number(db: Reader | Writer, *, committee_id: int, kind: SessionKind, year: int) -> int:
    """The number of the next session of that kind in that year, from 1. A session keeps the year of its code when it moves."""
    rows = db.execute(text(NUMBERS), {"committee": committee_id, "kind": kind})
    return 1 + max((number for number, code in rows if code.rsplit("-", 2)[-2] == str(year)), default=0)


def plan_session(
    db: Writer, *, committee_id: int, kind: SessionKind, number: int, held_on: date, by: str, at: datetime, batch_id: int | None = None
) -> int:  # fmt: skip
    """A session of the calendar, not yet open; returns its id. Raises `Refused`, `UnknownRecord`.

    One that was taken back under the same code comes back on the new day, as planned.
    """
    existing(db, Committee, committee_id)
    refuse([Refusal.SESSION_NUMBER] if number < 1 else [], by=by)
    code = session_code(kind, number, held_on, committee=prefix_of(db, committee_id))
    same = (CommitteeSession.committee_id == committee_id, CommitteeSession.code == code)
    stored = db.exec(select(CommitteeSession).where(*same)).first()
    if stored is None:
        title = session_title(kind, number, held_on)
        session = CommitteeSession(committee_id=committee_id, code=code, kind=kind, number=number, held_on=held_on, title=title)
        return create(db, session, told=f"{code} {held_on.isoformat()}", by=by, at=at, batch_id=batch_id)
    if stored.withdrawn_in is None:
        raise Refused([Refusal.SESSION_REPEATED])
    back = FieldChange("withdrawn", str(stored.withdrawn_in), None)
    stored.withdrawn_in = None
    log(db, stored, back, *_move(stored, held_on), by=by, at=at, batch_id=batch_id)
    if stored.state != SessionState.PLANNED:  # it was open, and the undoing of its planning took it back
        _turn(db, stored, SessionState.PLANNED, by=by, at=at)
    return id_of(stored)


def move_session(db: Writer, *, session_id: int, held_on: date, by: str, at: datetime, batch_id: int | None = None) -> None:
    """Another day for a session that is planned and has decided nothing yet. Its code and title stay: they are its name."""
    session = existing(db, CommitteeSession, session_id)
    refusals = [] if session.state == SessionState.PLANNED else [Refusal.STATE_CHANGED]
    if _is_used(db, session_id):
        refusals.append(Refusal.SESSION_USED)
    refuse(refusals, by=by)
    log(db, session, *_move(session, held_on), by=by, at=at, batch_id=batch_id)


def cancel_session(db: Writer, *, session_id: int, by: str, at: datetime, batch_id: int) -> None:
    """A planned session leaves the calendar: only one that was never opened and on which nothing stands."""
    session = existing(db, CommitteeSession, session_id)
    refusals = [] if session.state == SessionState.PLANNED else [Refusal.STATE_CHANGED]
    if children_of(db.connection(), {("committee_session", session_id)}, live=True):
        refusals.append(Refusal.SESSION_USED)
    refuse(refusals, by=by)
    session.withdrawn_in = batch_id
    log(db, session, FieldChange("withdrawn", None, str(batch_id)), by=by, at=at, batch_id=batch_id)


def rename_session(db: Writer, *, session_id: int, title: str, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """Another title, as it is read in lists, slides and workbooks. The code, which files are recognised by, stays."""
    session = existing(db, CommitteeSession, session_id)
    require_unchanged(db, session, seen=seen)
    refuse(check_title(title), by=by)
    before, session.title = session.title, " ".join(clean_text(title).split())
    refuse([Refusal.NOTHING_CHANGED] if before == session.title else [], by=by)
    log(db, session, FieldChange("title", before, session.title), by=by, at=at, batch_id=batch_id)


def _move(session: CommitteeSession, held_on: date) -> list[FieldChange]:
    before, session.held_on = session.held_on, held_on
    return [] if before == held_on else [FieldChange("held_on", before.isoformat(), held_on.isoformat())]


def _is_used(db: Writer, session_id: int) -> bool:
    """Whether anything was adopted or decided in the session: then its day is part of the acta."""
    problems = select(Problem.id).where(Problem.session_id == session_id)
    agreements = select(Agreement.id).where(col(Agreement.problem_id).in_(problems), col(Agreement.withdrawn_in).is_(None))
    lines = select(SessionDecision.id).where(SessionDecision.session_id == session_id, col(SessionDecision.withdrawn_in).is_(None))
    return db.exec(agreements).first() is not None or db.exec(lines).first() is not None


def open_session(db: Writer, *, session_id: int, today: date, by: str, at: datetime) -> None:
    """Open a planned session whose day has come; a committee holds one at a time."""
    session = existing(db, CommitteeSession, session_id)
    refusals = _refusals_to_open(db, session, expected=SessionState.PLANNED)
    if session.held_on > today:
        refusals.append(Refusal.SESSION_IN_FUTURE)
    refuse(refusals, by=by)
    _turn(db, session, SessionState.OPEN, by=by, at=at)


def bring_forward(db: Writer, *, session_id: int, today: date, by: str, at: datetime) -> None:
    """Hold today a planned session that was to come, and open it. Raises `Refused`: then its day stays."""
    move_session(db, session_id=session_id, held_on=today, by=by, at=at)
    open_session(db, session_id=session_id, today=today, by=by, at=at)


def close_session(db: Writer, *, session_id: int, by: str, at: datetime) -> None:
    """Lock an open session: it takes no more decisions until it is reopened."""
    session = existing(db, CommitteeSession, session_id)
    refuse([] if session.state == SessionState.OPEN else [Refusal.STATE_CHANGED], by=by)
    _turn(db, session, SessionState.CLOSED, by=by, at=at)


def reopen_session(db: Writer, *, session_id: int, by: str, at: datetime) -> None:
    """Open a closed session again; the log tells who and when."""
    session = existing(db, CommitteeSession, session_id)
    refuse(_refusals_to_open(db, session, expected=SessionState.CLOSED), by=by)
    _turn(db, session, SessionState.OPEN, by=by, at=at)


def _refusals_to_open(db: Writer, session: CommitteeSession, *, expected: SessionState) -> list[Refusal]:
    others = select(CommitteeSession.id).where(
        CommitteeSession.committee_id == session.committee_id, CommitteeSession.id != session.id,
        CommitteeSession.state == SessionState.OPEN, col(CommitteeSession.withdrawn_in).is_(None),
    )  # fmt: skip
    refusals = [] if session.state == expected else [Refusal.STATE_CHANGED]
    return refusals + ([Refusal.OTHER_SESSION_OPEN] if db.exec(others).first() is not None else [])


def _turn(db: Writer, session: CommitteeSession, state: SessionState, *, by: str, at: datetime) -> None:
    before, session.state = session.state, state
    log(db, session, FieldChange("state", before, state), by=by, at=at)


def adopt_agreement(
    db: Writer, *, session_id: int, draft: AgreementDraft, today: date, by: str, at: datetime, batch_id: int
) -> int:
    """A new agreement of an open session, word for word, with its problem, its responsible parties and its deadline; returns
    its id. One that was taken back under the same code comes back with what the draft says.

    Raises `SessionNotOpen`, `UnknownRecord`, `Refused`.
    """
    session = require_open(db, session_id)
    refuse(check_agreement(draft), by=by)
    for institution_id in (*draft.implementers, draft.follow_up_id):
        existing(db, Institution, institution_id)
    bulk = Bulk(db)
    names = NameBook(bulk, by=by.strip(), at=at)
    entry = _entry(db, session, draft, names)
    try:
        agreement = ActaBook(bulk, names).new_agreement(entry)
    except AgreementExists as error:
        raise Refused([Refusal.AGREEMENT_REPEATED]) from error
    for institution_id in draft.implementers:
        assign_to(bulk, agreement, institution_id, acronym=names.acronyms[institution_id], since=None)
    bulk.write(by=by.strip(), at=at, batch_id=batch_id)
    if draft.deadline is not None:
        version = existing(db, Agreement, agreement.id).version
        set_deadline(
            db, agreement_id=agreement.id, draft=draft.deadline, expected_version=version, today=today, by=by, at=at, batch_id=batch_id
        )
    return agreement.id


def _entry(db: Writer, session: CommitteeSession, draft: AgreementDraft, names: NameBook) -> Entry:
    """The draft as a row of the acta, which is how the book of the acta takes agreements."""
    if draft.problem_id is None:
        _refuse_same_problem(db, id_of(session), draft)
        number, told, theme = draft.problem_number.strip(), draft.problem, existing(db, Theme, draft.theme_id or 0).label
    else:
        problem = existing(db, Problem, draft.problem_id)
        if problem.session_id != session.id:
            raise UnknownRecord(f"Problem {draft.problem_id} of session {session.code}")
        number, told, theme = problem.number, problem.text, None
    return Entry(
        Place("", 0), session=SessionRef(session.id, SessionKind(session.kind), session.number, session.held_on), code=draft.code,
        text=draft.text, problem_number=number, problem=told, theme=theme, deadline_note=draft.deadline_note,
        follow_up=Party(draft.follow_up_id, names.acronyms[draft.follow_up_id]),
    )  # fmt: skip


def _refuse_same_problem(db: Writer, session_id: int, draft: AgreementDraft) -> None:
    """The number of a new problem is free, or it would be lost within the one that has it."""
    live = select(Problem).where(Problem.session_id == session_id, col(Problem.withdrawn_in).is_(None))
    wanted = code_order(draft.problem_number)
    for problem in db.exec(live):
        if code_order(problem.number) == wanted and problem.text != clean_text(draft.problem):
            raise Refused([Refusal.PROBLEM_REPEATED])


def reassign(
    db: Writer, *, agreement_id: int, release: Collection[int], assign: Collection[int], decided_on: date, expected_version: int,
    today: date, by: str, at: datetime, batch_id: int | None,
) -> None:  # fmt: skip
    """Other institutions (ids) answer for the agreement from `decided_on` on: some are released, some assigned; one stays.

    Raises `UnknownRecord` for the release of one that does not answer for it, `StaleVersion`, `Refused`.
    """
    version = existing(db, Agreement, agreement_id).version
    if version != expected_version:
        raise StaleVersion(expected=expected_version, found=version)
    bulk = Bulk(db)
    agreement = load_agreements(bulk, [agreement_id])[agreement_id]
    held = {institution: known for institution, known in agreement.assignments.items() if known.counts}
    if unknown := set(release) - held.keys():
        raise UnknownRecord(f"agreement {agreement_id} is not of institutions {sorted(unknown)}")
    joining = [institution_id for institution_id in dict.fromkeys(assign) if institution_id not in held]
    leaving = sorted(set(release) - set(assign))
    refuse(_refusals_to_reassign(agreement, leaving, joining, decided_on=decided_on, today=today), by=by)
    for institution_id in leaving:
        release_from(bulk, agreement, institution_id, on=decided_on)
    for institution_id in joining:
        acronym = existing(db, Institution, institution_id).acronym
        assign_to(bulk, agreement, institution_id, acronym=acronym, since=decided_on)
    bulk.write(by=by.strip(), at=at, batch_id=batch_id)


def _refusals_to_reassign(
    agreement: AgreementGround, release: Collection[int], joining: Collection[int], *, decided_on: date, today: date
) -> list[Refusal]:
    held = {institution for institution, known in agreement.assignments.items() if known.counts}
    refusals = check_reassignment(
        held=held, release=release, assign=joining, decided_on=decided_on, session_on=agreement.session_on, today=today
    )
    turned = [agreement.assignments[one] for one in (*release, *joining) if one in agreement.assignments]
    if any(day is not None and day > decided_on for known in turned for day in (known.assigned_on, known.released_on)):
        refusals.append(Refusal.EARLIER_THAN_LAST)
    if all(assignment.is_void for assignment in agreement.live):
        refusals.append(Refusal.ALREADY_VOID)
    return refusals
