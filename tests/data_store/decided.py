"""Short words for the tests of sessions and decisions: a session of the calendar, opened, and what it decides."""

from collections.abc import Callable
from datetime import date
from itertools import count

from data_store import commands, sessions
from data_store.database import Store, Writer, writing
from data_store.deciding import decide
from follow_up.acts import AgreementDraft, DeadlineDraft, ProgressDraft, VoidDraft
from follow_up.vocabulary import DecisionKind, SessionKind
from tests.data_store.records import DONE, NOW, SIGNED, TODAY, many, one, version_of

DAY = date(2026, 3, 18)  # of the second session
TOKENS = count(1)


def planned(store: Store, *, number: int = 2, kind: SessionKind = SessionKind.ORDINARY, held_on: date = DAY) -> int:
    with writing(store) as db:
        return sessions.plan_session(db, committee_id=1, kind=kind, number=number, held_on=held_on, **SIGNED)


def opened(store: Store) -> int:
    """A second session, open."""
    session_id = planned(store)
    with writing(store) as db:
        sessions.open_session(db, session_id=session_id, **NOW)
    return session_id


def decided(
    store: Store, session_id: int, agreement: int | None, act: Callable[[Writer, int], object], *,
    kind: DecisionKind = DecisionKind.DEADLINE, words: str = "Se decide", token: str | None = None,
) -> int:  # fmt: skip
    """Decide in a transaction of its own; returns the batch."""
    with writing(store) as db:
        return decide(
            db, session_id=session_id, agreement_id=agreement, kind=kind, words=words, token=token or f"t{next(TOKENS)}", act=act, **SIGNED
        )


def extension(store: Store, agreement: int, draft: DeadlineDraft) -> Callable[[Writer, int], object]:
    version = version_of(store, "agreement", agreement)
    return lambda db, batch: commands.set_deadline(db, agreement_id=agreement, draft=draft, expected_version=version, batch_id=batch, **NOW)


def progress(store: Store, assignment: int, draft: ProgressDraft = DONE) -> Callable[[Writer, int], object]:
    version = version_of(store, "assignment", assignment)
    return lambda db, batch: commands.report_progress(
        db, assignment_id=assignment, draft=draft, expected_version=version, batch_id=batch, **NOW
    )


def check(store: Store, report: int) -> Callable[[Writer, int], object]:
    ((assignment,),) = many(store, "SELECT assignment_id FROM progress_report WHERE id = :id", id=report)
    version = version_of(store, "assignment", assignment)
    return lambda db, batch: commands.verify_report(
        db, report_id=report, note="", verified_on=TODAY, expected_version=version, batch_id=batch, **NOW
    )


def dropping(store: Store, agreement: int, session_id: int) -> Callable[[Writer, int], object]:
    version, draft = version_of(store, "agreement", agreement), VoidDraft("Ya no corresponde", session_id, TODAY)
    return lambda db, batch: commands.void_agreement(db, agreement_id=agreement, draft=draft, expected_version=version, batch_id=batch, **NOW)


def moving(store: Store, agreement: int, *, release: tuple[int, ...] = (), assign: tuple[int, ...] = (), on: date = DAY) -> Callable[[Writer, int], object]:
    version = version_of(store, "agreement", agreement)
    return lambda db, batch: sessions.reassign(
        db, agreement_id=agreement, release=release, assign=assign, decided_on=on, expected_version=version, batch_id=batch, **NOW
    )


def adopting(session_id: int, draft: AgreementDraft) -> Callable[[Writer, int], object]:
    return lambda db, batch: sessions.adopt_agreement(db, session_id=session_id, draft=draft, batch_id=batch, **NOW)


def responsible(store: Store, agreement: int, on: date = TODAY) -> list[str]:
    """The codes of the institutions that answer for an agreement on a day."""
    sql = """SELECT i.code FROM assignment n JOIN institution i ON i.id = n.institution_id
             WHERE n.agreement_id = :agreement AND n.withdrawn_in IS NULL AND (n.assigned_on IS NULL OR n.assigned_on <= :day)
             AND (n.released_on IS NULL OR n.released_on > :day) ORDER BY n.position, n.id"""
    return [code for (code,) in many(store, sql, agreement=agreement, day=on.isoformat())]


def theme_id(store: Store) -> int:
    return int(str(one(store, "SELECT MIN(id) FROM theme")))
