"""Decisions of a session: one batch and one line each, undone like a load, in an open session only."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest

from data_store.batches import load_batches
from data_store.database import Store, open_store, reading, writing
from data_store.deciding import SessionNotOpen
from data_store.decisions import load_decisions, load_notes_of, load_session_book
from data_store.event_log import first_broken_event
from data_store.queries import load_events_of, load_reports_of, load_rows
from data_store.recording import Refused, StaleVersion
from data_store.sessions import close_session, open_session
from follow_up.acts import AgreementDraft, Refusal
from follow_up.import_plan import SessionRef
from follow_up.vocabulary import DecisionKind, SessionKind, SessionState
from tests.data_store.canonical import canonical
from tests.data_store.decided import (
    DAY,
    adopting,
    check,
    decided,
    dropping,
    extension,
    moving,
    opened,
    planned,
    progress,
    responsible,
    theme_id,
)
from tests.data_store.plans import loaded, moved_to, new, preview, report_of, undone
from tests.data_store.records import (
    DATED,
    DONE,
    GOING,
    NOW,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    closed,
    dump,
    institution_id,
    many,
    one,
    report,
    verify,
    version_of,
)
from tests.data_store.test_undo import party

LONGER = moved_to(date(2026, 12, 15), on=DAY, reason="Falta presupuesto")


@pytest.fixture
def session(store: Store) -> int:
    return opened(store)


@pytest.fixture
def draft(store: Store) -> AgreementDraft:
    pnp, dremo = institution_id(store, "PNP"), institution_id(store, "DREMO")
    return AgreementDraft(
        None, "06", "Extorsión en el transporte", theme_id(store), "06", "Instalar cámaras ", (pnp, dremo), pnp,
        moved_to(date(2026, 8, 1), on=DAY, reason=""), "antes de agosto",
    )  # fmt: skip


def lines(store: Store, session_id: int) -> list[tuple]:
    with reading(store) as db:
        found = load_decisions(db, session_id=session_id)
    return list(found[["kind", "text", "code", "undone"]].itertuples(index=False, name=None))


def test_a_decision_is_one_batch_and_one_line_of_the_minutes(store: Store, session: int) -> None:
    number = agreement_id(store, "2.5")
    batch = decided(store, session, number, extension(store, number, LONGER), words="Se amplía el plazo del acuerdo 2.5")
    assert lines(store, session) == [("deadline", "Se amplía el plazo del acuerdo 2.5", "2.5", False)]
    assert many(store, "SELECT entity, field FROM event WHERE batch_id = :batch ORDER BY id", batch=batch) == [
        ("agreement", "deadline"), ("deadline_change", "created"), ("session_decision", "created"),
    ]  # fmt: skip
    assert many(store, "SELECT kind, undoes FROM import_batch") == [("decision", None)]
    with writing(store) as db:
        assert first_broken_event(db) is None


def test_each_kind_of_decision_undone_leaves_the_base_as_it_was(store: Store, session: int, draft: AgreementDraft) -> None:
    number, place = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA")
    pnp, prefecture = institution_id(store, "PNP"), institution_id(store, "PREFECTURA")
    done = report(store, place, DONE)
    acts = {
        DecisionKind.DEADLINE: (number, lambda: extension(store, number, LONGER)),
        DecisionKind.PROGRESS: (number, lambda: progress(store, place, replace(GOING, reported_on=DAY))),
        DecisionKind.VERIFIED: (number, lambda: check(store, done)),
        DecisionKind.VOID: (number, lambda: dropping(store, number, session)),
        DecisionKind.REASSIGNED: (number, lambda: moving(store, number, release=(prefecture,), assign=(pnp,))),
        DecisionKind.ADOPTED: (None, lambda: adopting(session, draft)),
    }
    for kind, (agreement, act) in acts.items():
        before = canonical(store)
        last = decided(store, session, agreement, act(), kind=kind)
        after = canonical(store)
        assert after != before, kind
        for expected in (before, after, before):
            last = undone(store, last)
            assert canonical(store) == expected, kind
    assert [undo for *_, undo in lines(store, session)] == [True] * len(acts)
    with writing(store) as db:
        assert first_broken_event(db) is None


def test_what_fails_writes_nothing(store: Store, session: int, base: Path) -> None:
    number = agreement_id(store, "2.5")
    stale = extension(store, number, LONGER)
    decided(store, session, number, stale)
    before = dump(base)
    with pytest.raises(StaleVersion):
        decided(store, session, number, stale)
    with pytest.raises(Refused):
        decided(store, session, number, extension(store, number, LONGER))  # the deadline that it has
    with pytest.raises(Refused):
        decided(store, session, number, extension(store, number, replace(LONGER, deadline=date(2027, 1, 1))), words=" \x00 ")
    assert dump(base) == before


def test_the_same_token_decides_once(store: Store, session: int, base: Path) -> None:
    number = agreement_id(store, "2.5")
    act = extension(store, number, LONGER)
    batch = decided(store, session, number, act, token="una vez")
    before = dump(base)
    assert decided(store, session, number, act, token="una vez") == batch
    assert dump(base) == before


def test_two_who_decide_at_once_on_one_agreement_decide_once(store: Store, session: int, base: Path) -> None:
    number = agreement_id(store, "2.5")
    act, together, outcomes = extension(store, number, LONGER), Barrier(2), []

    def press() -> None:
        own = open_store(f"sqlite:///{base}")
        together.wait()
        try:
            outcomes.append(decided(own, session, number, act))
        except StaleVersion:
            outcomes.append(None)
        closed(own)

    presses = [Thread(target=press) for _ in range(2)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert sorted(outcome is None for outcome in outcomes) == [False, True]
    assert one(store, "SELECT COUNT(*) FROM deadline_change") == 1
    assert len(lines(store, session)) == 1


def test_nothing_is_decided_in_a_session_that_is_not_open(store: Store, base: Path, draft: AgreementDraft) -> None:
    number, session = agreement_id(store, "2.5"), planned(store)
    act = extension(store, number, LONGER)
    with pytest.raises(SessionNotOpen) as raised:
        decided(store, session, number, act)
    assert (raised.value.state, raised.value.refusals) == (SessionState.PLANNED, [Refusal.SESSION_NOT_OPEN])
    with writing(store) as db:
        open_session(db, session_id=session, **NOW)
        close_session(db, session_id=session, **SIGNED)
    before = dump(base)
    with pytest.raises(SessionNotOpen):
        decided(store, session, number, act)
    with pytest.raises(SessionNotOpen):
        decided(store, session, None, adopting(session, draft))
    assert dump(base) == before


def test_a_new_agreement_has_the_columns_of_the_acta(store: Store, session: int, draft: AgreementDraft) -> None:
    decided(store, session, None, adopting(session, draft), kind=DecisionKind.ADOPTED, words="Se adopta el acuerdo 06")
    with reading(store) as db:
        rows = load_rows(db, at=TODAY)
    told = rows.agreements[rows.agreements["session_id"] == session].iloc[0]
    assert list(told[["ref", "text", "problem_number", "problem", "follow_up", "deadline_kind", "deadline_note"]]) == [
        "2026-O2-06", "Instalar cámaras", "06", "Extorsión en el transporte", "PNP", "date", "antes de agosto",
    ]  # fmt: skip
    assert responsible(store, int(told["agreement_id"])) == ["PNP", "DREMO"]
    assert lines(store, session) == [("adopted", "Se adopta el acuerdo 06", "06", False)]


def test_an_agreement_lacks_what_the_acta_asks_for(store: Store, session: int, draft: AgreementDraft, base: Path) -> None:
    decided(store, session, None, adopting(session, draft))
    problem = int(str(one(store, "SELECT MAX(id) FROM problem")))
    before = dump(base)
    wrong = {
        Refusal.AGREEMENT_MISSING: replace(draft, text=" "),
        Refusal.CODE_MISSING: replace(draft, code=""),
        Refusal.IMPLEMENTER_MISSING: replace(draft, implementers=()),
        Refusal.PROBLEM_MISSING: replace(draft, problem=" "),
        Refusal.AGREEMENT_REPEATED: replace(draft, problem_id=problem, code="06."),
        Refusal.PROBLEM_REPEATED: replace(draft, problem_number="6", problem="Otra", code="6.2"),
        Refusal.DEADLINE_BEFORE_SESSION: replace(draft, problem_id=problem, code="6.2", deadline=moved_to(date(2026, 3, 1), on=DAY)),
    }
    for refusal, asked in wrong.items():
        with pytest.raises(Refused) as raised:
            decided(store, session, None, adopting(session, asked))
        assert raised.value.refusals == [refusal]
    assert dump(base) == before


def test_an_agreement_undone_is_adopted_again_under_its_code(store: Store, session: int, draft: AgreementDraft) -> None:
    undone(store, decided(store, session, None, adopting(session, draft)))
    before = canonical(store)
    other = replace(draft, text="Otro texto", problem="Otra problemática", implementers=draft.implementers[:1], deadline=None)
    batch = decided(store, session, None, adopting(session, other))
    assert many(store, "SELECT text, deadline_kind FROM agreement WHERE withdrawn_in IS NULL AND code = '06'") == [("Otro texto", "none")]
    assert one(store, "SELECT COUNT(*) FROM assignment n JOIN agreement a ON a.id = n.agreement_id WHERE a.code = '06' AND n.withdrawn_in IS NULL") == 1
    undone(store, batch)
    assert canonical(store) == before


def test_an_agreement_with_later_work_stays_and_so_does_its_line(store: Store, session: int, draft: AgreementDraft) -> None:
    batch = decided(store, session, None, adopting(session, draft), kind=DecisionKind.ADOPTED, words="Se adopta")
    number = agreement_id(store, "06")
    place = assignment_id(store, "06", "DREMO")
    report(store, place, replace(GOING, reported_on=TODAY))
    (found,) = preview(store, batch).collisions
    assert (found.key, found.later_field, found.later_value) == (f"agreement:{number}", "status", "in_progress")
    undone(store, batch)
    assert one(store, "SELECT withdrawn_in FROM agreement WHERE id = :id", id=number) is None
    assert lines(store, session) == [("adopted", "Se adopta", "06", False)]


def test_an_agreement_that_was_reassigned_since_goes_whole_when_asked(store: Store, session: int, draft: AgreementDraft) -> None:
    before = canonical(store)
    batch = decided(store, session, None, adopting(session, draft), kind=DecisionKind.ADOPTED)
    number = agreement_id(store, "06")
    decided(store, session, number, moving(store, number, release=draft.implementers[:1], on=DAY), kind=DecisionKind.REASSIGNED)
    after = canonical(store)
    (found,) = preview(store, batch).collisions
    assert found.key == f"agreement:{number}"
    undo = undone(store, batch, found.key)
    assert canonical(store) == before
    undone(store, undo)
    assert canonical(store) == after


def test_a_later_decision_survives_the_undo_of_an_earlier_one(store: Store, session: int) -> None:
    number = agreement_id(store, "2.5")
    first = decided(store, session, number, extension(store, number, LONGER), words="Hasta diciembre")
    later = replace(LONGER, deadline=date(2027, 1, 15))
    decided(store, session, number, extension(store, number, later), words="Hasta enero")
    (found,) = preview(store, first).collisions
    assert (found.later_field, found.later_value) == ("deadline", "2027-01-15")
    undone(store, first)
    assert one(store, "SELECT deadline FROM agreement WHERE id = :id", id=number) == "2027-01-15"
    assert lines(store, session) == [("deadline", "Hasta diciembre", "2.5", True), ("deadline", "Hasta enero", "2.5", False)]


def test_a_report_of_a_decision_that_was_verified_since_stays_with_its_line(store: Store, session: int) -> None:
    number, place = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA")
    batch = decided(store, session, number, progress(store, place), kind=DecisionKind.FULFILLED, words="Se cierra")
    number_of_report = int(str(one(store, "SELECT MAX(id) FROM progress_report")))
    verify(store, number_of_report, version=version_of(store, "assignment", place))
    (found,) = preview(store, batch).collisions
    assert (found.later_field, found.institution) == ("verified", "Prefectura")
    before = canonical(store)
    undo = undone(store, batch)
    assert canonical(store) == before
    again = undone(store, undo)
    undone(store, again, found.key)
    assert many(store, "SELECT 1 FROM progress_report WHERE withdrawn_in IS NULL") == []
    assert many(store, "SELECT 1 FROM verification WHERE withdrawn_in IS NULL") == []
    assert [undo for *_, undo in lines(store, session)] == [True]


def test_a_verification_withdrawn_is_told_on_its_assignment_and_leaves_room_for_another(store: Store, session: int) -> None:
    number, place = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA")
    done = report(store, place, DONE)
    undo = undone(store, decided(store, session, number, check(store, done)))
    assert many(store, "SELECT entity, before, after FROM event WHERE batch_id = :batch AND field = 'verified'", batch=undo) == [
        ("assignment", TODAY.isoformat(), None)
    ]
    with reading(store) as db:
        assert load_reports_of(db, agreement_id=number)["verified_on"].isna().all()
    second = verify(store, done, version=version_of(store, "assignment", place))
    (found,) = preview(store, undo).collisions
    assert (found.key, found.later_field) == (f"verification:{done}", "verified")
    back = undone(store, undo)
    assert many(store, "SELECT id FROM verification WHERE withdrawn_in IS NULL") == [(second,)]
    assert [line[-1] for line in lines(store, session)] == [True]
    undone(store, undone(store, back), found.key)
    assert many(store, "SELECT id FROM verification WHERE withdrawn_in IS NULL") == [(second - 1,)]


def test_a_load_whose_report_a_session_verified_is_undone_with_its_verification_when_asked(store: Store, session: int) -> None:
    pnp = party(store, "PNP")
    batch = loaded(store, new("01", pnp, acts={"reports": (report_of(pnp, replace(DONE, reported_on=DAY)),)}, session=SessionRef(session, SessionKind.ORDINARY, 2, DAY)))
    adopted = int(str(one(store, "SELECT MAX(id) FROM agreement")))
    decided(store, session, adopted, check(store, int(str(one(store, "SELECT MAX(id) FROM progress_report")))))
    (found,) = preview(store, batch).collisions
    assert (found.key, found.later_field) == (f"agreement:{adopted}", "verified")
    undo = undone(store, batch, found.key)
    for table in ("verification", "session_decision", "progress_report"):
        assert many(store, f"SELECT 1 FROM {table} WHERE withdrawn_in IS NULL") == []
    undone(store, undo)
    assert many(store, "SELECT COUNT(*) FROM verification WHERE withdrawn_in IS NULL") == [(1,)]
    assert one(store, "SELECT withdrawn_in FROM committee_session WHERE id = :id", id=session) is None


def test_the_page_of_loads_lists_no_decision_and_no_undo_of_one(store: Store, session: int) -> None:
    number = agreement_id(store, "2.5")
    undo = undone(store, decided(store, session, number, extension(store, number, DATED)))
    undone(store, undo)
    batch = loaded(store, new("01", party(store, "PNP")))
    with reading(store) as db:
        assert list(load_batches(db)["batch_id"]) == [batch]


def test_the_history_of_an_agreement_tells_its_decisions(store: Store, session: int) -> None:
    number, prefecture = agreement_id(store, "2.5"), institution_id(store, "PREFECTURA")
    decided(store, session, number, moving(store, number, release=(prefecture,), assign=(institution_id(store, "PNP"),)))
    with reading(store) as db:
        history = load_events_of(db, agreement_id=number)
    told = history.loc[history["batch_id"].notna(), ["field", "after", "institution"]]
    assert list(told.itertuples(index=False, name=None)) == [("created", "PNP", "PNP"), ("released_on", "2026-03-18", "Prefectura")]


def test_the_book_of_sessions_counts_what_stands(store: Store, session: int, draft: AgreementDraft) -> None:
    number = agreement_id(store, "2.5")
    decided(store, session, None, adopting(session, draft))
    undone(store, decided(store, session, number, extension(store, number, LONGER)))
    with reading(store) as db:
        book = load_session_book(db)
    assert list(book[["session_code", "state", "agreements", "decisions"]].itertuples(index=False, name=None)) == [
        ("2026-O1", "planned", 9, 0), ("2026-O2", "open", 1, 1),
    ]  # fmt: skip


def test_the_notes_are_those_of_the_last_reports(store: Store, session: int) -> None:
    number, place = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA")
    report(store, place, replace(GOING, internal_note="La primera"))
    report(store, place, replace(GOING, reported_on=TODAY, internal_note="La última"), version=2)
    with reading(store) as db:
        assert list(load_notes_of(db, agreement_id=number)["internal_note"]) == ["La última"]
    decided(store, session, number, moving(store, number, release=(institution_id(store, "PREFECTURA"),), assign=(institution_id(store, "PNP"),)))
    with reading(store) as db:
        assert load_notes_of(db, agreement_id=number).empty
