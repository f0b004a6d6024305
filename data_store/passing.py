"""Agreements passed down: a committee's agreement taken up word for word by committees below it, and linked to where it comes from.

The copy is an agreement of its own: of a session, parties, follow-up and deadline of its committee. `by` is a post, `at` is UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import text

from data_store.bulk import Bulk, told_id
from data_store.commands import set_deadline
from data_store.database import Reader, Writer
from data_store.event_log import FieldChange
from data_store.import_acta import ActaBook, AgreementExists, SessionClosed
from data_store.import_names import NameBook
from data_store.lookups import existing, prefix_of, session_of
from data_store.models import Agreement, Committee, CommitteeSession, Institution, Problem, Theme
from data_store.queries import frame
from data_store.recording import Refused, bump, log, refuse
from data_store.responsible import assign
from follow_up.acts import AgreementDraft, DeadlineDraft, Refusal, check_agreement
from follow_up.import_plan import Entry, Party, Place, SessionRef
from follow_up.vocabulary import SessionKind

COPIES = """
SELECT a.id AS agreement_id, s.code || '-' || a.code AS ref, a.code, s.committee_id, s.id AS session_id, s.title AS session, s.held_on
FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id
WHERE a.parent_id = :agreement AND a.withdrawn_in IS NULL ORDER BY s.committee_id, s.held_on, a.id
"""

ORIGIN = """
SELECT a.id AS agreement_id, s.code || '-' || a.code AS ref, a.code, s.committee_id, s.id AS session_id, s.title AS session, s.held_on
FROM agreement c JOIN agreement a ON a.id = c.parent_id JOIN problem p ON p.id = a.problem_id
JOIN committee_session s ON s.id = p.session_id
WHERE c.id = :agreement AND a.withdrawn_in IS NULL
"""

TAKEN_UP = """
SELECT s.committee_id FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id
WHERE a.parent_id = :agreement AND a.withdrawn_in IS NULL
"""


@dataclass(frozen=True)
class PassedDown:
    """How a committee below takes up an agreement: in which of its sessions, under which code, by whom (ids, the first in the
    order of the acta), followed up by whom, until when (missing: no deadline was fixed).
    """

    session_id: int
    code: str
    implementers: tuple[int, ...]
    follow_up_id: int
    deadline: DeadlineDraft | None = None


def load_copies(db: Reader, *, agreement_id: int) -> pd.DataFrame:
    """The agreements that an agreement was passed down as: agreement_id, ref, code, committee_id, session_id, session, held_on."""
    return frame(db, COPIES, days=["held_on"], agreement=agreement_id)


def load_origin(db: Reader, *, agreement_id: int) -> pd.DataFrame:
    """The agreement that one was passed down from, with the columns of `load_copies`; no row for one that was not."""
    return frame(db, ORIGIN, days=["held_on"], agreement=agreement_id)


def pass_down(
    db: Writer, *, agreement_id: int, copies: Sequence[PassedDown], today: date, by: str, at: datetime, batch_id: int
) -> list[int]:
    """Copies of an agreement in sessions of committees below its own, planned, open or held; returns their ids.

    Raises `UnknownRecord`, `Refused`: a locked session, a committee that is not below or has a copy already, a draft that lacks
    something. Then there is none.
    """
    parent = existing(db, Agreement, agreement_id)
    refuse([] if copies else [Refusal.COMMITTEE_MISSING], by=by)
    _refuse_wrong_committees(db, parent, [existing(db, CommitteeSession, copy.session_id) for copy in copies])
    bulk = Bulk(db)
    names = NameBook(bulk, by=by.strip(), at=at)
    acta = ActaBook(bulk, names)
    made = [_copy(db, bulk, acta, names, parent, copy) for copy in copies]
    bulk.write(by=by.strip(), at=at, batch_id=batch_id)
    for number, copy in zip(made, copies, strict=True):
        if copy.deadline is not None:
            version = existing(db, Agreement, number).version
            set_deadline(
                db, agreement_id=number, draft=copy.deadline, expected_version=version, today=today, by=by, at=at, batch_id=batch_id
            )
    return made


def _refuse_wrong_committees(db: Writer, parent: Agreement, sessions: Sequence[CommitteeSession]) -> None:
    own = session_of(db, parent).committee_id
    has_one = {row[0] for row in db.execute(text(TAKEN_UP), {"agreement": parent.id})}
    for session in sessions:
        if own not in _above(db, session.committee_id):
            raise Refused([Refusal.COMMITTEE_NOT_BELOW])
        if session.committee_id in has_one:
            raise Refused([Refusal.PASSED_ALREADY])
        has_one.add(session.committee_id)


def _above(db: Writer, committee_id: int) -> set[int]:
    """The committees over one, at any distance."""
    found: set[int] = set()
    above = existing(db, Committee, committee_id).parent_id
    while above is not None and above not in found:
        found.add(above)
        above = existing(db, Committee, above).parent_id
    return found


def _copy(db: Writer, bulk: Bulk, acta: ActaBook, names: NameBook, parent: Agreement, copy: PassedDown) -> int:
    """The agreement in the session of the committee below, with the words and the theme that it has above."""
    problem, session = existing(db, Problem, parent.problem_id), existing(db, CommitteeSession, copy.session_id)
    draft = AgreementDraft(None, "1", problem.text, problem.theme_id, copy.code, parent.text, copy.implementers, copy.follow_up_id, copy.deadline)
    if refusals := check_agreement(draft):
        raise Refused(refusals)
    for institution_id in (*copy.implementers, copy.follow_up_id):
        existing(db, Institution, institution_id)
    ref = SessionRef(session.id, SessionKind(session.kind), session.number, session.held_on, prefix_of(db, session.committee_id))
    entry = Entry(
        Place("", 0), session=ref, code=copy.code, text=parent.text, problem=problem.text, theme=existing(db, Theme, problem.theme_id).label,
        deadline_note=parent.deadline_note, follow_up=Party(copy.follow_up_id, names.acronyms[copy.follow_up_id]),
    )  # fmt: skip
    try:
        agreement = acta.new_agreement(entry)
    except AgreementExists as error:
        raise Refused([Refusal.AGREEMENT_REPEATED]) from error
    except SessionClosed as error:
        raise Refused([Refusal.SESSION_CLOSED]) from error
    for institution_id in copy.implementers:
        assign(bulk, agreement, institution_id, acronym=names.acronyms[institution_id], since=None)
    stored = db.get(Agreement, agreement.id)  # one that was taken back under this code came back
    before = None if stored is None else stored.parent_id
    bulk.change(Agreement, agreement.id, parent_id=parent.id)
    if before != parent.id:
        bulk.log(Agreement, agreement.id, FieldChange("passed_from", told_id(before), told_id(parent.id)))
    return agreement.id


def link(
    db: Writer, *, agreement_id: int, parent_id: int | None, expected_version: int, by: str, at: datetime, batch_id: int
) -> None:
    """Where an agreement comes from: one of a committee above its own; None: from nowhere. Raises `Refused`, `StaleVersion`."""
    agreement = existing(db, Agreement, agreement_id)
    bump(agreement, expected_version)
    refusals = [Refusal.NOTHING_CHANGED] if agreement.parent_id == parent_id else []
    if parent_id is not None:
        above = session_of(db, existing(db, Agreement, parent_id)).committee_id
        if above not in _above(db, session_of(db, agreement).committee_id):
            refusals.append(Refusal.COMMITTEE_NOT_BELOW)
    refuse(refusals, by=by)
    before, agreement.parent_id = agreement.parent_id, parent_id
    told = FieldChange("passed_from", told_id(before), told_id(parent_id))
    log(db, agreement, told, by=by, at=at, batch_id=batch_id)
