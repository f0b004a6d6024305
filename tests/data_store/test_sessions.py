"""Sessions of the calendar, opened, closed and reopened; and institutions that come to answer for an agreement, or cease to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from data_store.applying import RowRefused
from data_store.changing import change
from data_store.commands import report_progress
from data_store.database import Store, Writer, reading, writing
from data_store.known import load_known
from data_store.lookups import UnknownRecord
from data_store.queries import load_rows
from data_store.recording import Refused, StaleVersion
from data_store.sessions import (
    bring_forward,
    cancel_session,
    close_session,
    move_session,
    next_number,
    open_session,
    plan_session,
    rename_session,
    reopen_session,
)
from follow_up.acts import AgreementDraft, Refusal
from follow_up.import_plan import SessionRef
from follow_up.vocabulary import SessionKind, Status
from tests.data_store.canonical import canonical
from tests.data_store.decided import (
    DAY,
    adopting,
    decided,
    dropping,
    extension,
    moving,
    opened,
    planned,
    responsible,
    theme_id,
)
from tests.data_store.plans import applied, changed, loaded, moved_to, new, preview, undone
from tests.data_store.plans import planned as plan_of
from tests.data_store.records import (
    AT,
    BY,
    GOING,
    NOW,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    dump,
    events_after,
    institution_id,
    last_event,
    many,
    one,
    report,
    version_of,
)
from tests.data_store.test_undo import party

EXTRA = SessionKind.EXTRAORDINARY


def refused(store: Store, act: Callable[[Writer], object]) -> list[Refusal]:
    with pytest.raises(Refused) as raised, writing(store) as db:
        act(db)
    return raised.value.refusals


def test_a_planned_session_is_named_by_year_kind_and_number(store: Store) -> None:
    planned(store)
    planned(store, number=1, kind=EXTRA, held_on=date(2026, 4, 1))
    assert many(store, "SELECT code, title, state FROM committee_session ORDER BY id") == [
        ("2026-O1", "Primera sesión ordinaria 2026", "planned"), ("2026-O2", "Segunda sesión ordinaria 2026", "planned"),
        ("2026-E1", "Primera sesión extraordinaria 2026", "planned"),
    ]  # fmt: skip


def test_the_next_number_follows_those_of_its_kind_and_year(store: Store) -> None:
    planned(store, number=4)
    with reading(store) as db:
        numbers = [next_number(db, committee_id=1, kind=kind, year=year) for kind, year in [(SessionKind.ORDINARY, 2026), (EXTRA, 2026), (SessionKind.ORDINARY, 2027)]]
    assert numbers == [5, 1, 1]


def test_a_session_has_a_number_of_its_own_and_somebody_who_plans_it(store: Store, base: Path) -> None:
    before = dump(base)
    for number, refusal in [(1, Refusal.SESSION_REPEATED), (0, Refusal.SESSION_NUMBER)]:
        with pytest.raises(Refused) as raised:
            planned(store, number=number)
        assert raised.value.refusals == [refusal]
    assert dump(base) == before


def test_a_session_that_a_load_took_back_comes_back_when_it_is_planned(store: Store) -> None:
    undone(store, loaded(store, new("01", party(store, "PNP"))))
    planned(store, held_on=date(2026, 3, 27))
    assert many(store, "SELECT code, held_on FROM committee_session WHERE withdrawn_in IS NULL") == [("2026-O1", "2026-02-25"), ("2026-O2", "2026-03-27")]


def test_a_session_moves_while_nothing_was_decided_in_it_and_keeps_its_name(store: Store) -> None:
    session, start = planned(store), last_event(store)
    with writing(store) as db:
        move_session(db, session_id=session, held_on=date(2027, 1, 12), **SIGNED)
    assert events_after(store, start) == [("committee_session", session, "held_on", "2026-03-18", "2027-01-12")]
    assert one(store, "SELECT code FROM committee_session WHERE id = :id", id=session) == "2026-O2"
    assert refused(store, lambda db: move_session(db, session_id=1, held_on=TODAY, **SIGNED)) == [Refusal.SESSION_USED]


def test_a_session_to_come_is_brought_forward_and_opened_in_one(store: Store, base: Path) -> None:
    session = planned(store, held_on=date(2026, 4, 25))
    with writing(store) as db:
        bring_forward(db, session_id=session, **NOW)
    assert one(store, "SELECT held_on || ' ' || state FROM committee_session WHERE id = :id", id=session) == f"{TODAY} open"
    other = planned(store, number=3, held_on=date(2026, 5, 20))
    before = dump(base)
    assert refused(store, lambda db: bring_forward(db, session_id=other, **NOW)) == [Refusal.OTHER_SESSION_OPEN]
    assert dump(base) == before


def test_a_session_is_opened_closed_and_reopened_each_step_logged(store: Store) -> None:
    session, start = planned(store), last_event(store)
    with writing(store) as db:
        open_session(db, session_id=session, **NOW)
        close_session(db, session_id=session, **SIGNED)
        reopen_session(db, session_id=session, **SIGNED)
    states = [(before, after) for _, _, field, before, after in events_after(store, start) if field == "state"]
    assert states == [("planned", "open"), ("open", "closed"), ("closed", "open")]
    assert set(many(store, "SELECT by FROM event WHERE field = 'state'")) == {(BY,)}


def test_a_step_out_of_turn_is_refused(store: Store, base: Path) -> None:
    coming, session = planned(store, number=3, held_on=date(2026, 4, 29)), opened(store)
    other = planned(store, number=1, kind=EXTRA)
    before = dump(base)
    steps = [
        (lambda db: open_session(db, session_id=coming, **NOW), [Refusal.OTHER_SESSION_OPEN, Refusal.SESSION_IN_FUTURE]),
        (lambda db: open_session(db, session_id=other, **NOW), [Refusal.OTHER_SESSION_OPEN]),
        (lambda db: open_session(db, session_id=session, **NOW), [Refusal.STATE_CHANGED]),
        (lambda db: reopen_session(db, session_id=session, **SIGNED), [Refusal.STATE_CHANGED]),
        (lambda db: close_session(db, session_id=other, **SIGNED), [Refusal.STATE_CHANGED]),
        (lambda db: move_session(db, session_id=session, held_on=TODAY, **SIGNED), [Refusal.STATE_CHANGED]),
        (lambda db: close_session(db, session_id=session, by=" ", at=SIGNED["at"]), [Refusal.BY_MISSING]),
    ]
    for step, refusals in steps:
        assert refused(store, step) == refusals
    assert dump(base) == before


def test_a_closed_session_takes_no_new_agreement_from_a_file(store: Store, base: Path) -> None:
    session = opened(store)
    with writing(store) as db:
        close_session(db, session_id=session, **SIGNED)
    with reading(store) as db:
        assert load_known(db, today=TODAY).closed == {session}
    plan = plan_of(store, new("01", party(store, "PNP"), session=SessionRef(session, SessionKind.ORDINARY, 2, DAY)))
    before = dump(base)
    with pytest.raises(RowRefused) as raised:
        applied(store, plan)
    assert raised.value.refusals == [Refusal.SESSION_CLOSED]
    assert dump(base) == before


def test_a_session_that_was_opened_outlives_the_undo_of_the_load_that_brought_it(store: Store) -> None:
    batch = loaded(store, new("01", party(store, "PNP")))
    session = int(str(one(store, "SELECT MAX(id) FROM committee_session")))
    with writing(store) as db:
        open_session(db, session_id=session, **NOW)
    assert preview(store, batch).staying == ("2026-O2",)
    undone(store, batch)
    assert one(store, "SELECT withdrawn_in FROM committee_session WHERE id = :id", id=session) is None


def test_a_reassignment_holds_from_its_day_on(store: Store) -> None:
    number, prefecture, pnp = agreement_id(store, "2.5"), institution_id(store, "PREFECTURA"), institution_id(store, "PNP")
    session = opened(store)
    decided(store, session, number, moving(store, number, release=(prefecture,), assign=(pnp,)))
    assert responsible(store, number, date(2026, 3, 17)) == ["PREFECTURA"]
    assert responsible(store, number, DAY) == ["PNP"]
    for day, expected in [(date(2026, 3, 17), ["PREFECTURA"]), (DAY, ["PNP"])]:
        with reading(store) as db:
            rows = load_rows(db, at=day).assignments
        assert list(rows.loc[rows["agreement_id"] == number, "institution_code"]) == expected


def test_one_responsible_stays_and_a_reassignment_changes_something(store: Store, base: Path) -> None:
    number, session = agreement_id(store, "2.5"), opened(store)
    prefecture, pnp = institution_id(store, "PREFECTURA"), institution_id(store, "PNP")
    before = dump(base)
    wrong = [
        (moving(store, number, release=(prefecture,)), [Refusal.IMPLEMENTER_MISSING]),
        (moving(store, number, assign=(prefecture,)), [Refusal.RESPONSIBLE_UNCHANGED]),
        (moving(store, number, assign=(pnp,), on=date(2026, 3, 21)), [Refusal.DATE_IN_FUTURE]),
        (moving(store, number, assign=(pnp,), on=date(2026, 2, 1)), [Refusal.DATE_BEFORE_SESSION]),
    ]
    for act, refusals in wrong:
        with pytest.raises(Refused) as raised:
            decided(store, session, number, act)
        assert raised.value.refusals == refusals
    with pytest.raises(UnknownRecord):
        decided(store, session, number, moving(store, number, release=(pnp,), assign=(prefecture,)))
    assert dump(base) == before
    stale = moving(store, number, assign=(pnp,))
    decided(store, session, number, stale)
    with pytest.raises(StaleVersion):
        decided(store, session, number, stale)
    decided(store, session, number, dropping(store, number, session))
    with pytest.raises(Refused) as raised:
        decided(store, session, number, moving(store, number, assign=(institution_id(store, "DREMO"),), on=TODAY))
    assert raised.value.refusals == [Refusal.ALREADY_VOID]


def released(store: Store) -> tuple[int, int, int]:
    """Agreement 03 is of PNP and DREMO; DREMO is released. Session, agreement and the assignment of DREMO."""
    session, number, place = opened(store), agreement_id(store, "03"), assignment_id(store, "03", "DREMO")
    decided(store, session, number, moving(store, number, release=(institution_id(store, "DREMO"),)))
    return session, number, place


def test_who_was_released_reports_no_more_and_is_dropped_no_more(store: Store) -> None:
    session, number, place = released(store)
    late = replace(GOING, reported_on=DAY)
    refusals = refused(store, lambda db: report_progress(db, assignment_id=place, draft=late, expected_version=version_of(store, "assignment", place), **NOW))
    assert refusals == [Refusal.RESPONSIBLE_RELEASED]
    report(store, place, GOING, version=version_of(store, "assignment", place))  # of a day when it still answered
    decided(store, session, number, dropping(store, number, session))
    assert many(store, "SELECT assignment_id FROM progress_report WHERE status = :void", void=Status.VOID) == [(assignment_id(store, "03", "PNP"),)]
    with pytest.raises(Refused) as raised:
        decided(store, session, number, extension(store, number, moved_to(date(2026, 9, 1), on=TODAY)))
    assert raised.value.refusals == [Refusal.ALREADY_VOID]


def test_who_was_released_comes_back_with_its_reports_when_a_session_or_a_file_names_it(store: Store) -> None:
    session, number, place = released(store)
    report(store, place, GOING, version=version_of(store, "assignment", place))
    before = canonical(store)
    back = decided(store, session, number, moving(store, number, assign=(institution_id(store, "DREMO"),)))
    assert responsible(store, number) == ["PNP", "DREMO"]
    assert many(store, "SELECT assigned_on, released_on FROM assignment WHERE id = :id", id=place) == [(None, None)]
    undone(store, back)
    assert canonical(store) == before
    with reading(store) as db:
        assert list(load_known(db, today=TODAY).agreements[number].assignments) == [institution_id(store, "PNP")]
    batch = loaded(store, changed(number, joining=(party(store, "DREMO"),)))
    assert responsible(store, number) == ["PNP", "DREMO"]
    undone(store, batch)
    assert canonical(store) == before


def test_an_undo_leaves_no_agreement_without_anybody(store: Store) -> None:
    number, session = agreement_id(store, "2.5"), opened(store)
    prefecture, pnp = institution_id(store, "PREFECTURA"), institution_id(store, "PNP")
    joined = decided(store, session, number, moving(store, number, assign=(pnp,)))
    decided(store, session, number, moving(store, number, release=(prefecture,)))
    (found,) = preview(store, joined).collisions
    assert (found.key, found.later_field, found.later_value) == (f"responsible:{number}", "released_on", DAY.isoformat())
    undo = undone(store, joined)
    assert responsible(store, number) == ["PNP"]
    back = undone(store, undo)
    undo = undone(store, back, found.key)
    assert responsible(store, number) == ["PREFECTURA"]
    undone(store, undo)
    assert responsible(store, number) == ["PNP"]


def test_a_release_that_comes_back_leaves_somebody_too(store: Store) -> None:
    number, session = agreement_id(store, "03"), opened(store)
    pnp, dremo = institution_id(store, "PNP"), institution_id(store, "DREMO")
    undo = undone(store, decided(store, session, number, moving(store, number, release=(dremo,))))
    decided(store, session, number, moving(store, number, release=(pnp,)))
    (found,) = preview(store, undo).collisions
    assert (found.key, found.institution, found.later_field) == (f"responsible:{number}", "DREMO", "released_on")
    undone(store, undo)
    assert responsible(store, number) == ["DREMO"]


def test_an_agreement_of_an_existing_problem_takes_its_next_number(store: Store) -> None:
    session, pnp = opened(store), institution_id(store, "PNP")
    first = AgreementDraft(None, "01", "Robos", theme_id(store), "01", "Uno", (pnp,), pnp)
    decided(store, session, None, adopting(session, first))
    problem = int(str(one(store, "SELECT MAX(id) FROM problem")))
    second = AgreementDraft(problem, "", "", None, "1.2", "Dos", (pnp,), pnp)
    decided(store, session, None, adopting(session, second))
    assert many(store, "SELECT code FROM agreement WHERE problem_id = :problem ORDER BY id", problem=problem) == [("01",), ("1.2",)]
    with pytest.raises(UnknownRecord):
        decided(store, session, None, adopting(session, replace(second, problem_id=1, code="1.3")))


def catalogued(store: Store, act: Callable[[Writer, int], object], *, token: str) -> int:
    with writing(store) as db:
        return change(db, token=token, screen="catalogos", by=BY, at=AT, act=act)


def test_a_session_planned_by_mistake_leaves_the_calendar_and_comes_back(store: Store) -> None:
    session = planned(store)
    batch = catalogued(store, lambda db, batch: cancel_session(db, session_id=session, batch_id=batch, **SIGNED), token="c")
    assert many(store, "SELECT id FROM committee_session WHERE withdrawn_in IS NULL") == [(1,)]
    back = undone(store, batch)
    assert len(many(store, "SELECT id FROM committee_session WHERE withdrawn_in IS NULL")) == 2
    undone(store, back)
    assert planned(store, held_on=date(2026, 12, 1)) == session


def test_a_session_that_was_opened_or_adopted_anything_stays_in_the_calendar(store: Store) -> None:
    session = opened(store)
    for number, why in ((session, Refusal.STATE_CHANGED), (1, Refusal.SESSION_USED)):
        act = partial(cancel_session, session_id=number, batch_id=1, **SIGNED)
        assert why in refused(store, act)


def test_the_planning_and_the_moving_of_a_session_are_undone_as_any_act(store: Store) -> None:
    on, later = date(2026, 11, 20), date(2026, 12, 4)
    known = {"committee_id": 1, "kind": SessionKind.ORDINARY, "number": 2, **SIGNED}
    plan = catalogued(store, lambda db, batch: plan_session(db, held_on=on, batch_id=batch, **known), token="p")
    move = catalogued(store, lambda db, batch: move_session(db, session_id=2, held_on=later, batch_id=batch, **SIGNED), token="m")
    title = catalogued(store, lambda db, batch: rename_session(db, session_id=2, title=" Sesión  de Ilo", seen=last_event(store), batch_id=batch, **SIGNED), token="r")
    assert many(store, "SELECT held_on, title FROM committee_session WHERE id = 2") == [(later.isoformat(), "Sesión de Ilo")]
    undone(store, title)
    undone(store, move)
    assert many(store, "SELECT held_on, title FROM committee_session WHERE id = 2") == [(on.isoformat(), "Segunda sesión ordinaria 2026")]
    undone(store, plan)
    assert many(store, "SELECT id FROM committee_session WHERE withdrawn_in IS NULL") == [(1,)]


def test_a_session_keeps_a_title(store: Store) -> None:
    act = partial(rename_session, session_id=1, title="  ", seen=last_event(store), batch_id=1, **SIGNED)
    assert refused(store, act) == [Refusal.SESSION_TITLE]
