"""What a command refuses, and that a refusal, a stale form or an unknown record writes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from data_store.commands import (
    UnknownRecord,
    add_agreement,
    add_institution,
    add_member,
    report_progress,
    set_deadline,
    verify_report,
    void_agreement,
)
from data_store.database import Store, writing
from data_store.recording import Refused, StaleVersion
from follow_up.acts import DeadlineDraft, Refusal, VoidDraft
from follow_up.vocabulary import DeadlineKind, InstitutionKind
from tests.data_store.records import (
    AT,
    BY,
    DATED,
    DONE,
    GOING,
    NOW,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    decide,
    dump,
    institution_id,
    many,
    report,
)

VOID = VoidDraft("Se acordó retirarlo", 1, date(2026, 3, 15))
UNSIGNED = {"today": TODAY, "by": "  ", "at": AT}
Command = Callable[[Session], object]


def nothing_written(store: Store, base: Path, command: Command, error: type[Exception]) -> Exception:
    """Run the command in its transaction, expect its error and the very same base after."""
    before = dump(base)
    with pytest.raises(error) as raised, writing(store) as db:
        command(db)
    assert dump(base) == before
    return raised.value


def refusals(store: Store, base: Path, command: Command) -> list[Refusal]:
    error = nothing_written(store, base, command, Refused)
    assert isinstance(error, Refused)
    return error.refusals


@pytest.fixture
def place(store: Store) -> int:
    """The assignment of agreement 2.5 to the Prefectura."""
    return assignment_id(store, "2.5", "PREFECTURA")


@pytest.fixture
def number(store: Store) -> int:
    """Agreement 2.5, with one assignment."""
    return agreement_id(store, "2.5")


def test_report_that_breaks_a_rule_is_refused(store: Store, base: Path, place: int) -> None:
    draft = replace(DONE, evidence=None, reported_on=date(2026, 3, 21))
    told = refusals(store, base, lambda db: report_progress(db, assignment_id=place, draft=draft, expected_version=1, **NOW))
    assert told == [Refusal.DATE_IN_FUTURE, Refusal.EVIDENCE_MISSING]


def test_report_before_the_session_of_its_agreement_is_refused(store: Store, base: Path, place: int) -> None:
    draft = replace(GOING, reported_on=date(2026, 2, 24))
    told = refusals(store, base, lambda db: report_progress(db, assignment_id=place, draft=draft, expected_version=1, **NOW))
    assert told == [Refusal.DATE_BEFORE_SESSION]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(lambda db, place, _: report_progress(
            db, assignment_id=place, draft=GOING, expected_version=1, **UNSIGNED), id="report"),
        pytest.param(lambda db, _, number: set_deadline(
            db, agreement_id=number, draft=DATED, expected_version=1, **UNSIGNED), id="deadline"),
        pytest.param(lambda db, _, number: void_agreement(
            db, agreement_id=number, draft=VOID, expected_version=1, **UNSIGNED), id="without effect"),
    ],
)  # fmt: skip
def test_nobody_writes_without_saying_who(
    store: Store, base: Path, place: int, number: int, command: Callable[[Session, int, int], object]
) -> None:
    assert refusals(store, base, lambda db: command(db, place, number)) == [Refusal.BY_MISSING]


def test_deadline_that_breaks_a_rule_is_refused(store: Store, base: Path, number: int) -> None:
    decide(store, number)
    same = replace(DATED, decided_on=date(2026, 3, 5))
    told = refusals(store, base, lambda db: set_deadline(db, agreement_id=number, draft=same, expected_version=2, **NOW))
    assert told == [Refusal.DEADLINE_UNCHANGED]
    moved = DeadlineDraft(DeadlineKind.DATE, date(2026, 2, 20), "", TODAY)
    told = refusals(store, base, lambda db: set_deadline(db, agreement_id=number, draft=moved, expected_version=2, **NOW))
    assert told == [Refusal.DEADLINE_BEFORE_SESSION, Refusal.REASON_MISSING]


def test_leaving_without_effect_twice_or_without_session_is_refused(store: Store, base: Path, number: int) -> None:
    draft = VoidDraft("x", None, TODAY)
    told = refusals(store, base, lambda db: void_agreement(db, agreement_id=number, draft=draft, expected_version=1, **NOW))
    assert told == [Refusal.SESSION_MISSING]
    with writing(store) as db:
        void_agreement(db, agreement_id=number, draft=VOID, expected_version=1, **NOW)
    told = refusals(store, base, lambda db: void_agreement(db, agreement_id=number, draft=VOID, expected_version=2, **NOW))
    assert told == [Refusal.ALREADY_VOID]


def test_what_was_left_without_effect_takes_no_more_reports(store: Store, base: Path, number: int, place: int) -> None:
    with writing(store) as db:
        void_agreement(db, agreement_id=number, draft=VOID, expected_version=1, **NOW)
    late = replace(GOING, reported_on=date(2026, 3, 16))
    told = refusals(store, base, lambda db: report_progress(db, assignment_id=place, draft=late, expected_version=2, **NOW))
    assert told == [Refusal.ALREADY_VOID]


def test_a_decision_older_than_the_last_word_would_not_hold_and_is_refused(
    store: Store, base: Path, number: int, place: int
) -> None:
    decide(store, number, DATED)
    older = DeadlineDraft(DeadlineKind.PERMANENT, None, "x", date(2026, 3, 1))
    told = refusals(store, base, lambda db: set_deadline(db, agreement_id=number, draft=older, expected_version=2, **NOW))
    assert told == [Refusal.EARLIER_THAN_LAST]
    report(store, place, replace(GOING, reported_on=date(2026, 3, 16)))
    told = refusals(store, base, lambda db: void_agreement(db, agreement_id=number, draft=VOID, expected_version=2, **NOW))
    assert told == [Refusal.EARLIER_THAN_LAST]
    decide(store, number, replace(older, decided_on=DATED.decided_on), version=2)
    with writing(store) as db:
        void_agreement(db, agreement_id=number, draft=replace(VOID, decided_on=date(2026, 3, 16)), expected_version=3, **NOW)
    assert many(store, "SELECT status FROM progress_report ORDER BY id") == [("in_progress",), ("void",)]


@pytest.mark.parametrize(
    ("member", "since"), [("DREMO", None), ("UGEL", date(2026, 3, 11))], ids=["a stranger", "a member of the day after"]
)
def test_only_a_member_of_the_day_speaks_for_its_part_of_a_group(store: Store, base: Path, member: str, since: date | None) -> None:
    group, speaker = institution_id(store, "GOBIERNOS-LOCALES"), institution_id(store, member)
    if since:
        with writing(store) as db:
            add_member(db, group_id=group, member_id=speaker, valid_from=since, **SIGNED)
    place = assignment_id(store, "2.2", "GOBIERNOS-LOCALES")
    command = lambda db: report_progress(
        db, assignment_id=place, draft=GOING, expected_version=1, member_id=speaker, **NOW
    )
    nothing_written(store, base, command, UnknownRecord)
    if since:
        report(store, place, replace(GOING, reported_on=since), member=speaker)


def verify(number: int, *, version: int, on: date = TODAY, by: str = BY) -> Command:
    return lambda db: verify_report(
        db, report_id=number, note="", verified_on=on, expected_version=version, today=TODAY, by=by, at=AT
    )


def test_only_the_last_report_and_only_when_fulfilled_is_verified(store: Store, base: Path, place: int) -> None:
    going = report(store, place, GOING)
    assert refusals(store, base, verify(going, version=2)) == [Refusal.NOT_FULFILLED_YET]
    done = report(store, place, DONE, version=2)
    later = report(store, place, replace(GOING, reported_on=date(2026, 3, 13)), version=3)
    assert refusals(store, base, verify(done, version=4)) == [Refusal.NOT_FULFILLED_YET]
    assert refusals(store, base, verify(later, version=4)) == [Refusal.NOT_FULFILLED_YET]


def test_a_report_is_verified_once_by_somebody_and_neither_tomorrow_nor_before_it(store: Store, base: Path, place: int) -> None:
    done = report(store, place, DONE)
    assert refusals(store, base, verify(done, version=2, on=date(2026, 3, 21))) == [Refusal.DATE_IN_FUTURE]
    assert refusals(store, base, verify(done, version=2, on=date(2026, 3, 11))) == [Refusal.DATE_BEFORE_SESSION]
    assert refusals(store, base, verify(done, version=2, by=" ")) == [Refusal.BY_MISSING]
    with writing(store) as db:
        verify(done, version=2, on=DONE.reported_on)(db)
    assert refusals(store, base, verify(done, version=3)) == [Refusal.ALREADY_VERIFIED]


def stale(store: Store, base: Path, command: Command) -> tuple[int, int]:
    error = nothing_written(store, base, command, StaleVersion)
    assert isinstance(error, StaleVersion)
    return error.expected, error.found


@pytest.mark.parametrize("expected", [1, 3], ids=["older", "newer"])
def test_a_stale_form_never_overwrites(store: Store, base: Path, place: int, number: int, expected: int) -> None:
    done = report(store, place, DONE)
    decide(store, number)
    commands: list[Command] = [
        lambda db: report_progress(db, assignment_id=place, draft=GOING, expected_version=expected, **NOW),
        verify(done, version=expected),
        lambda db: set_deadline(db, agreement_id=number, draft=replace(DATED, kind=DeadlineKind.PERMANENT, deadline=None, reason="x"),
                                expected_version=expected, **NOW),
        lambda db: void_agreement(db, agreement_id=number, draft=VOID, expected_version=expected, **NOW),
    ]  # fmt: skip
    for command in commands:
        assert stale(store, base, command) == (expected, 2)


UNKNOWN = 10_000


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(lambda db: report_progress(db, assignment_id=UNKNOWN, draft=GOING, expected_version=1, **NOW), id="report"),
        pytest.param(verify(UNKNOWN, version=1), id="verification"),
        pytest.param(lambda db: set_deadline(db, agreement_id=UNKNOWN, draft=DATED, expected_version=1, **NOW), id="deadline"),
        pytest.param(lambda db: void_agreement(db, agreement_id=UNKNOWN, draft=VOID, expected_version=1, **NOW), id="void"),
        pytest.param(lambda db: add_member(db, group_id=1, member_id=UNKNOWN, valid_from=None, **SIGNED), id="member"),
        pytest.param(lambda db: add_agreement(
            db, problem_id=1, code="9", text="x", implementers=[1, UNKNOWN], follow_up_id=1, deadline_note="", **SIGNED,
        ), id="implementer"),
        pytest.param(lambda db: add_agreement(
            db, problem_id=1, code="9", text="x", implementers=[], follow_up_id=1, deadline_note="", **SIGNED,
        ), id="no implementer"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_written_upon(store: Store, base: Path, command: Command) -> None:
    nothing_written(store, base, command, UnknownRecord)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(lambda db: add_institution(
            db, code="OTRA", name="Otra", acronym="Otra", kind=InstitutionKind.ENTITY, aliases=["REGION POLICIAL"], **SIGNED,
        ), id="a spelling that is another institution's"),
        pytest.param(lambda db: add_agreement(
            db, problem_id=1, code="01.", text="x", implementers=[1], follow_up_id=1, deadline_note="", **SIGNED,
        ), id="a code that the problem already has"),
        pytest.param(lambda db: add_agreement(
            db, problem_id=1, code="9", text="x", implementers=[1, 1], follow_up_id=1, deadline_note="", **SIGNED,
        ), id="the same implementer twice"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_must_never_be(store: Store, base: Path, command: Command) -> None:
    nothing_written(store, base, command, IntegrityError)


def test_two_acts_in_one_transaction_are_saved_together_or_not_at_all(store: Store, base: Path, place: int, number: int) -> None:
    def both(db: Session) -> None:
        report_progress(db, assignment_id=place, draft=GOING, expected_version=1, **NOW)
        set_deadline(db, agreement_id=number, draft=DATED, expected_version=9, **NOW)

    nothing_written(store, base, both, StaleVersion)


@pytest.mark.parametrize("member", ["PNP", "MPMN"], ids=["to what is no group", "twice"])
def test_a_member_is_taken_once_and_only_by_a_group(store: Store, base: Path, member: str) -> None:
    group = institution_id(store, "GOBIERNOS-LOCALES" if member == "MPMN" else "DREMO")
    if member == "MPMN":
        with writing(store) as db:
            add_member(db, group_id=group, member_id=institution_id(store, member), valid_from=None, **SIGNED)
    number = institution_id(store, member)
    nothing_written(
        store, base, lambda db: add_member(db, group_id=group, member_id=number, valid_from=None, **SIGNED), ValueError
    )


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(lambda db: void_agreement(
            db, agreement_id=1, draft=VoidDraft("x", 999, TODAY), expected_version=1, today=TODAY, **SIGNED,
        ), id="leaving without effect"),
        pytest.param(lambda db: set_deadline(
            db, agreement_id=1, draft=DeadlineDraft(DeadlineKind.PERMANENT, None, "", TODAY, 999), expected_version=1, today=TODAY, **SIGNED,
        ), id="a deadline"),
    ],
)  # fmt: skip
def test_a_decision_names_a_session_that_exists(store: Store, base: Path, command: Command) -> None:
    nothing_written(store, base, command, UnknownRecord)


def test_a_stale_form_hears_of_the_other_change_before_anything_else(store: Store, base: Path) -> None:
    first = DeadlineDraft(DeadlineKind.DATE, date(2026, 6, 30), "", TODAY)
    with writing(store) as db:
        set_deadline(db, agreement_id=1, draft=first, expected_version=1, today=TODAY, **SIGNED)
    same = DeadlineDraft(DeadlineKind.DATE, date(2026, 6, 30), "", TODAY)
    nothing_written(
        store, base, lambda db: set_deadline(db, agreement_id=1, draft=same, expected_version=1, today=TODAY, **SIGNED), StaleVersion
    )


def test_an_agreement_without_effect_takes_no_deadline(store: Store, base: Path) -> None:
    with writing(store) as db:
        void_agreement(db, agreement_id=1, draft=VoidDraft("x", 1, TODAY), expected_version=1, today=TODAY, **SIGNED)
    draft = DeadlineDraft(DeadlineKind.PERMANENT, None, "", TODAY)
    refused = nothing_written(
        store, base, lambda db: set_deadline(db, agreement_id=1, draft=draft, expected_version=2, today=TODAY, **SIGNED), Refused
    )
    assert refused.refusals == [Refusal.ALREADY_VOID]  # type: ignore[attr-defined]
