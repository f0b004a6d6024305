"""The writer of what a person records; what files bring is written by `imports` and `undoing`, sessions by `sessions`.

Each command: check the draft, compare the version, change, log the events; the caller's one transaction
(`database.writing`) makes it whole. `by` is a post, never a person's name; `at` is UTC. With a batch, what it makes is
logged so that `undoing` finds it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from data_store.event_log import FieldChange, append_events
from data_store.lookups import (
    UnknownRecord,
    existing,
    id_of,
    is_void,
    last_of_each,
    last_report,
    memberships,
    prefix_of,
    session_of,
)
from data_store.models import (
    Agreement,
    Assignment,
    Committee,
    CommitteeSession,
    DeadlineChange,
    Evidence,
    GroupMembership,
    Institution,
    InstitutionAlias,
    Problem,
    ProgressReport,
    Theme,
    Verification,
)
from data_store.naming import session_code
from data_store.recording import bump, create, log_part, refuse
from follow_up.acts import (
    DeadlineDraft,
    EvidenceDraft,
    ProgressDraft,
    Refusal,
    VoidDraft,
    check_deadline,
    check_progress,
    check_void,
)
from follow_up.evidence import plain_number
from follow_up.spelling import clean_text, fold_name, normalise_code
from follow_up.vocabulary import CommitteeLevel, DeadlineKind, InstitutionKind, SessionKind, Status


def add_committee(db: Session, *, code: str, name: str, level: CommitteeLevel, territory: str, by: str, at: datetime) -> int:
    """A committee; returns its id."""
    return create(db, Committee(code=code, name=name, level=level, territory=territory), told=code, by=by, at=at)


def add_session(
    db: Session, *, committee_id: int, kind: SessionKind, number: int, held_on: date, title: str, by: str, at: datetime
) -> int:
    """A session held or scheduled; its code is year, letter of the kind and number, after that of its committee. Returns its id."""
    code = session_code(kind, number, held_on, committee=prefix_of(db, committee_id))
    session = CommitteeSession(committee_id=committee_id, code=code, kind=kind, number=number, held_on=held_on, title=title)
    return create(db, session, told=f"{session.code} {held_on.isoformat()}", by=by, at=at)


def add_theme(db: Session, *, code: str, label: str, position: int, action_line: str | None, by: str, at: datetime) -> int:
    """A theme; returns its id."""
    return create(db, Theme(code=code, label=label, position=position, action_line=action_line), told=label, by=by, at=at)


def add_institution(
    db: Session, *, code: str, name: str, acronym: str, kind: InstitutionKind, aliases: Sequence[str], by: str, at: datetime
) -> int:
    """An institution with its spellings, acronym and name among them; returns its id."""
    institution_id = create(db, Institution(code=code, name=name, acronym=acronym, kind=kind), told=acronym, by=by, at=at)
    spellings = {fold_name(spelling): spelling for spelling in reversed([acronym, name, *aliases])}
    db.add_all(
        InstitutionAlias(institution_id=institution_id, spelling=spelling, folded=folded)
        for folded, spelling in spellings.items()
    )
    db.flush()
    return institution_id


def add_member(
    db: Session, *, group_id: int, member_id: int, valid_from: date | None, by: str, at: datetime, batch_id: int | None = None
) -> int:
    """A body joins a group; returns the membership's id."""
    member, group = existing(db, Institution, member_id), existing(db, Institution, group_id)
    if group.kind != InstitutionKind.GROUP or memberships(db, group_id=group_id, member_id=member_id, on=valid_from):
        raise ValueError(f"{group.acronym} cannot take {member.acronym}: it is no group, or has it already")
    membership = GroupMembership(group_id=group_id, member_id=member_id, valid_from=valid_from)
    return create(db, membership, told=member.acronym, by=by, at=at, batch_id=batch_id)


def add_problem(
    db: Session, *, session_id: int, number: str, text: str, theme_id: int, by: str, at: datetime, batch_id: int | None = None
) -> int:
    """A problem treated in a session; returns its id."""
    problem = Problem(session_id=session_id, number=number, text=clean_text(text), theme_id=theme_id)
    return create(db, problem, told=number, by=by, at=at, batch_id=batch_id)


def add_agreement(
    db: Session, *, problem_id: int, code: str, text: str, implementers: Sequence[int], follow_up_id: int,
    deadline_note: str, by: str, at: datetime, batch_id: int | None = None,
) -> int:  # fmt: skip
    """An agreement without deadline, assigned to one or more institutions (ids); returns its id."""
    if not implementers:
        raise UnknownRecord("an agreement needs at least one implementer")
    agreement = Agreement(
        problem_id=problem_id, code=normalise_code(code), text=clean_text(text), follow_up_id=follow_up_id,
        deadline_kind=DeadlineKind.NONE, deadline_note=deadline_note,
    )  # fmt: skip
    agreement_id = create(db, agreement, told=f"{agreement.code} {agreement.text}", by=by, at=at, batch_id=batch_id)
    for position, institution_id in enumerate(implementers):
        institution = existing(db, Institution, institution_id)
        assignment = Assignment(agreement_id=agreement_id, institution_id=institution_id, position=position)
        create(db, assignment, told=institution.acronym, by=by, at=at, batch_id=batch_id)
    return agreement_id


def report_progress(
    db: Session, *, assignment_id: int, draft: ProgressDraft, expected_version: int, today: date, by: str, at: datetime,
    member_id: int | None = None, batch_id: int | None = None,
) -> int:  # fmt: skip
    """Append a report to an assignment, for the whole or for one member of a group; returns the report's id."""
    assignment = existing(db, Assignment, assignment_id)
    agreement = existing(db, Agreement, assignment.agreement_id)
    bump(assignment, expected_version)
    refusals = check_progress(draft, session_on=session_of(db, agreement).held_on, today=today)
    if is_void(last_report(db, assignment_id, None)):
        refusals.append(Refusal.ALREADY_VOID)
    if assignment.released_on is not None and draft.reported_on >= assignment.released_on:
        refusals.append(Refusal.RESPONSIBLE_RELEASED)
    refuse(refusals, by=by)
    if member_id is not None:
        _refuse_stranger(db, assignment, member_id, on=draft.reported_on)
    report = ProgressReport(
        assignment_id=assignment_id, member_id=member_id, reported_on=draft.reported_on, status=draft.status,
        progress=draft.progress, actions=clean_text(draft.actions), internal_note=clean_text(draft.internal_note),
        evidence_id=_add_evidence(db, draft.evidence), by=by.strip(), recorded_at=at,
    )  # fmt: skip
    return _append_report(db, report, by=by, at=at, batch_id=batch_id)


def verify_report(
    db: Session, *, report_id: int, note: str, verified_on: date, expected_version: int, today: date, by: str, at: datetime,
    batch_id: int | None = None,
) -> int:  # fmt: skip
    """The Secretaría has seen the evidence of the last report, which says fulfilled; returns the verification's id."""
    report = existing(db, ProgressReport, report_id)
    assignment = existing(db, Assignment, report.assignment_id)
    bump(assignment, expected_version)
    last = last_report(db, report.assignment_id, report.member_id)
    refusals = [Refusal.DATE_IN_FUTURE] if verified_on > today else []
    if is_void(last_report(db, report.assignment_id, None)):
        refusals.append(Refusal.ALREADY_VOID)
    if report.status != Status.FULFILLED or last is None or last.id != report_id:
        refusals.append(Refusal.NOT_FULFILLED_YET)
    if db.exec(select(Verification).where(Verification.report_id == report_id, col(Verification.withdrawn_in).is_(None))).first():
        refusals.append(Refusal.ALREADY_VERIFIED)
    if verified_on < report.reported_on:
        refusals.append(Refusal.DATE_BEFORE_SESSION)
    refuse(refusals, by=by)
    verification = Verification(
        report_id=report_id, verified_on=verified_on, note=clean_text(note), by=by.strip(), recorded_at=at
    )
    db.add(verification)
    db.flush()
    changes = [FieldChange("verified", None, verified_on.isoformat())]
    append_events(db, entity="assignment", entity_id=report.assignment_id, changes=changes, by=by, at=at, batch_id=batch_id)
    log_part(db, verification, by=by, at=at, batch_id=batch_id)
    return id_of(verification)


def set_deadline(
    db: Session, *, agreement_id: int, draft: DeadlineDraft, expected_version: int, today: date, by: str, at: datetime,
    batch_id: int | None = None,
) -> int:  # fmt: skip
    """Set, move or remove the deadline of an agreement; returns the change's id. The original date stays in the log."""
    agreement = existing(db, Agreement, agreement_id)
    bump(agreement, expected_version)
    before = DeadlineKind(agreement.deadline_kind), agreement.deadline
    session = session_of(db, agreement)
    live = (DeadlineChange.agreement_id == agreement_id, col(DeadlineChange.withdrawn_in).is_(None))
    last = db.exec(select(func.max(DeadlineChange.decided_on)).where(*live)).one()
    waits = last is not None and before[0] == DeadlineKind.NEXT_SESSION
    passed = _session_between(db, session.committee_id, last, draft.decided_on) if waits else None
    refusals = check_deadline(draft, current=(before[0], passed or before[1]), session_on=session.held_on, today=today)
    if last is not None and draft.decided_on < last:
        refusals.append(Refusal.EARLIER_THAN_LAST)  # the log would keep the other one in force
    if all(is_void(report) for _, report in last_of_each(db, agreement_id)):
        refusals.append(Refusal.ALREADY_VOID)
    refuse(refusals, by=by)
    _decided_in(db, draft.session_id)
    agreement.deadline_kind, agreement.deadline = draft.kind, draft.deadline
    change = DeadlineChange(
        agreement_id=agreement_id, before_kind=before[0], before=before[1], after_kind=draft.kind, after=draft.deadline,
        reason=clean_text(draft.reason), decided_on=draft.decided_on, session_id=draft.session_id, by=by.strip(), recorded_at=at,
    )  # fmt: skip
    db.add(change)
    db.flush()
    changes = [FieldChange("deadline", told_deadline(*before), told_deadline(draft.kind, draft.deadline))]
    append_events(db, entity="agreement", entity_id=agreement_id, changes=changes, by=by, at=at, batch_id=batch_id)
    log_part(db, change, by=by, at=at, batch_id=batch_id)
    return id_of(change)


def _session_between(db: Session, committee_id: int, since: date | None, until: date) -> date | None:
    """The ordinary session that came after `since` by the day `until`, if one did: then "next session" means another one now."""
    held = select(func.min(CommitteeSession.held_on)).where(
        CommitteeSession.committee_id == committee_id, CommitteeSession.kind == SessionKind.ORDINARY,
        col(CommitteeSession.withdrawn_in).is_(None), col(CommitteeSession.held_on) > since, col(CommitteeSession.held_on) <= until,
    )  # fmt: skip
    return db.exec(held).one()


def void_agreement(
    db: Session, *, agreement_id: int, draft: VoidDraft, expected_version: int, today: date, by: str, at: datetime,
    batch_id: int | None = None,
) -> None:  # fmt: skip
    """Leave an agreement without effect: each of its assignments gets a report that says so, with reason and session."""
    agreement = existing(db, Agreement, agreement_id)
    bump(agreement, expected_version)
    last = last_of_each(db, agreement_id)
    refusals = check_void(draft, session_on=session_of(db, agreement).held_on, today=today)
    if all(is_void(report) for _, report in last):
        refusals.append(Refusal.ALREADY_VOID)
    newest = db.exec(
        select(func.max(ProgressReport.reported_on)).where(
            col(ProgressReport.assignment_id).in_(id_of(a) for a, _ in last), col(ProgressReport.withdrawn_in).is_(None)
        )
    ).one()
    if newest is not None and newest > draft.decided_on:
        refusals.append(Refusal.EARLIER_THAN_LAST)  # the later report would stay the state
    refuse(refusals, by=by)
    _decided_in(db, draft.session_id)
    for assignment, report in last:
        bump(assignment, assignment.version)
        void = ProgressReport(
            assignment_id=id_of(assignment), reported_on=draft.decided_on, status=Status.VOID,
            progress=report.progress if report else 0, actions=clean_text(draft.reason), session_id=draft.session_id,
            by=by.strip(), recorded_at=at,
        )  # fmt: skip
        _append_report(db, void, by=by, at=at, batch_id=batch_id)


def _append_report(db: Session, report: ProgressReport, *, by: str, at: datetime, batch_id: int | None) -> int:
    """Store the report and log what it changes against the one before."""
    before = last_report(db, report.assignment_id, report.member_id)
    db.add(report)
    db.flush()
    speaker = f"{existing(db, Institution, report.member_id).acronym}: " if report.member_id else ""
    told = _told_report(before, speaker), _told_report(report, speaker)
    changes = [FieldChange(name, told[0].get(name), after) for name, after in told[1].items()]
    moved = [change for change in changes if change.before != change.after or change.field == "reported_on"]
    append_events(db, entity="assignment", entity_id=report.assignment_id, changes=moved, by=by, at=at, batch_id=batch_id)
    log_part(db, report, by=by, at=at, batch_id=batch_id)
    return id_of(report)


def _told_report(report: ProgressReport | None, speaker: str) -> dict[str, str]:
    """A report as the log tells it, field by field; `speaker` names the member of a group."""
    if report is None:
        return {}
    told = {
        "status": report.status,
        "progress": report.progress,
        "actions": report.actions,
        "reported_on": report.reported_on.isoformat(),
    }
    return {name: f"{speaker}{value}" for name, value in told.items()}


def _decided_in(db: Session, session_id: int | None) -> None:
    """The session that a decision names exists."""
    if session_id is not None:
        existing(db, CommitteeSession, session_id)


def _refuse_stranger(db: Session, assignment: Assignment, member_id: int, *, on: date) -> None:
    """Only a member of the group on that day speaks for its part."""
    if not memberships(db, group_id=assignment.institution_id, member_id=member_id, on=on):
        raise UnknownRecord(f"institution {member_id} is no member of {assignment.institution_id} on {on}")


def _add_evidence(db: Session, draft: EvidenceDraft | None) -> int | None:
    if draft is None or draft.issued_on is None:
        return None
    evidence = Evidence(
        document_type=clean_text(draft.document_type), number=plain_number(clean_text(draft.number)), issued_on=draft.issued_on,
        issuer=clean_text(draft.issuer), link=clean_text(draft.link) or None,
    )  # fmt: skip
    db.add(evidence)
    db.flush()
    return id_of(evidence)


def told_deadline(kind: DeadlineKind, day: date | None) -> str | None:
    """A deadline as the log tells it: the date, or the kind of a deadline without one."""
    if kind == DeadlineKind.NONE:
        return None
    return day.isoformat() if day else kind.value
