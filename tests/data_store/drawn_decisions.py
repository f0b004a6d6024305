"""Decisions drawn at random, taken in a session that is open, on whatever the base holds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from data_store import commands, sessions
from data_store.database import Store, Writer, writing
from data_store.deciding import decide
from data_store.recording import Refused
from follow_up.acts import AgreementDraft, DeadlineDraft, VoidDraft
from follow_up.vocabulary import DeadlineKind, DecisionKind, SessionKind
from tests.data_store.random_trackers import BY, TODAY, Clock
from tests.data_store.records import DONE, GOING, many

HELD = date(2026, 6, 24)
AGREEMENTS = "SELECT a.id, a.version FROM agreement a WHERE a.withdrawn_in IS NULL ORDER BY a.version DESC, a.id"
PLACES = """
SELECT n.id, n.agreement_id, n.institution_id, n.version FROM assignment n JOIN agreement a ON a.id = n.agreement_id
WHERE n.withdrawn_in IS NULL AND n.released_on IS NULL AND a.withdrawn_in IS NULL ORDER BY n.version DESC, n.id
"""
FULFILLED = """
SELECT r.id, n.agreement_id, n.version FROM progress_report r JOIN assignment n ON n.id = r.assignment_id
LEFT JOIN verification v ON v.report_id = r.id AND v.withdrawn_in IS NULL
WHERE r.withdrawn_in IS NULL AND n.withdrawn_in IS NULL AND r.status = 'fulfilled' AND v.id IS NULL ORDER BY r.id DESC
"""
Act = Callable[[Writer, int], object]


@dataclass(frozen=True)
class Drawn:
    """A decision: of which kind, on which of the things that it may be of, and a number that tells it from others."""

    kind: DecisionKind
    which: int
    number: int


drawn_decisions = st.builds(Drawn, st.sampled_from(DecisionKind), st.integers(0, 3), st.integers(1, 60))


def open_a_session(store: Store, clock: Clock) -> int:
    """The session in which everything is decided."""
    signed = {"by": BY, "at": clock.tick()}
    with writing(store) as db:
        session = sessions.plan_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=3, held_on=HELD, **signed)
        sessions.open_session(db, session_id=session, today=TODAY, **signed)
    return session


def take(store: Store, drawn: Drawn, session: int, clock: Clock) -> int | None:
    """Take the decision; what the rules refuse, or finds nothing to be of, is not taken. Returns its batch."""
    signed = {"today": TODAY, "by": BY, "at": clock.tick()}
    agreement, act = ACTS[drawn.kind](store, drawn, session, signed)
    if act is None:
        return None
    with suppress(Refused), writing(store) as db:
        return decide(
            db, session_id=session, agreement_id=agreement, kind=drawn.kind, words=f"Se decide {drawn.number}", token=str(clock.minutes),
            by=BY, at=signed["at"], act=act,
        )  # fmt: skip
    return None


def _deadline(store: Store, drawn: Drawn, session: int, signed: dict[str, Any]) -> tuple[int, Act]:
    agreement, version = _pick(store, AGREEMENTS, drawn)
    draft = DeadlineDraft(DeadlineKind.DATE, TODAY + timedelta(days=500 + drawn.number), "En sesión", TODAY, session)
    return agreement, lambda db, batch: commands.set_deadline(
        db, agreement_id=agreement, draft=draft, expected_version=version, batch_id=batch, **signed
    )


def _progress(store: Store, drawn: Drawn, _session: int, signed: dict[str, Any]) -> tuple[int, Act]:
    place, agreement, _, version = _pick(store, PLACES, drawn)
    draft = replace(DONE if drawn.kind == DecisionKind.FULFILLED else replace(GOING, progress=drawn.number), reported_on=TODAY)
    return agreement, lambda db, batch: commands.report_progress(
        db, assignment_id=place, draft=draft, expected_version=version, batch_id=batch, **signed
    )


def _verified(store: Store, drawn: Drawn, _session: int, signed: dict[str, Any]) -> tuple[int, Act | None]:
    if not many(store, FULFILLED):
        return 0, None
    report, agreement, version = _pick(store, FULFILLED, drawn)
    return agreement, lambda db, batch: commands.verify_report(
        db, report_id=report, note="", verified_on=TODAY, expected_version=version, batch_id=batch, **signed
    )


def _void(store: Store, drawn: Drawn, session: int, signed: dict[str, Any]) -> tuple[int, Act]:
    agreement, version = _pick(store, AGREEMENTS, drawn)
    draft = VoidDraft("Ya no corresponde", session, TODAY)
    return agreement, lambda db, batch: commands.void_agreement(
        db, agreement_id=agreement, draft=draft, expected_version=version, batch_id=batch, **signed
    )


def _reassigned(store: Store, drawn: Drawn, _session: int, signed: dict[str, Any]) -> tuple[int, Act]:
    agreement, version = _pick(store, AGREEMENTS, drawn)
    held = [institution for _, of, institution, _ in many(store, PLACES) if of == agreement]
    everyone = _institutions(store)
    joining = [everyone[drawn.number % 5]] if drawn.number % 3 else []
    return agreement, lambda db, batch: sessions.reassign(
        db, agreement_id=agreement, release=held[: drawn.number % 2 + (not joining)], assign=joining, decided_on=TODAY,
        expected_version=version, batch_id=batch, **signed,
    )  # fmt: skip


def _institutions(store: Store) -> list[int]:
    return [number for (number,) in many(store, "SELECT id FROM institution WHERE withdrawn_in IS NULL ORDER BY id")]


def _adopted(store: Store, drawn: Drawn, session: int, signed: dict[str, Any]) -> tuple[None, Act]:
    code = f"{1 + drawn.which}.{1 + drawn.number % 2}"
    deadline = DeadlineDraft(DeadlineKind.NEXT_SESSION, None, "", TODAY, session) if drawn.number % 3 else None
    everyone = _institutions(store)
    parties = (everyone[drawn.number % 4], everyone[4])
    draft = AgreementDraft(None, f"{1 + drawn.which:02}", "Robos", 1, code, f"Acuerdo {drawn.number}", parties, everyone[0], deadline)
    return None, lambda db, batch: sessions.adopt_agreement(db, session_id=session, draft=draft, batch_id=batch, **signed)


def _pick(store: Store, sql: str, drawn: Drawn) -> tuple:
    found = many(store, sql)
    return found[drawn.which % len(found)]


ACTS: dict[DecisionKind, Callable[..., tuple[int | None, Act | None]]] = {
    DecisionKind.DEADLINE: _deadline,
    DecisionKind.PROGRESS: _progress,
    DecisionKind.FULFILLED: _progress,
    DecisionKind.VERIFIED: _verified,
    DecisionKind.VOID: _void,
    DecisionKind.REASSIGNED: _reassigned,
    DecisionKind.ADOPTED: _adopted,
}
