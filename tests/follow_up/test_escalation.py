"""Whom to ring: the written rule step by step, what is owed, and the laws that no history of contacts breaks."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.board import build_board
from follow_up.escalation import (
    STEPS,
    Touch,
    call_list,
    debts_of,
    duties,
    ladder,
    ladders,
    step_counts,
    step_made,
    turn_counts,
)
from follow_up.rows import records
from follow_up.settings import Escalation, Windows
from follow_up.vocabulary import CallTurn, ContactKind, DeadlineKind, Debt, EscalationStep, Standing, Status
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World, days, rows_at, worlds

RULE = Escalation()
CALL, VISIT, LETTER, ANSWER = ContactKind
REMINDER, REITERATION, AGENDA, PRESIDENT = EscalationStep
DAY = date(2026, 3, 2)
COLUMNS = ["institution_id", "kind", "step", "made_on", "number", "note"]


def after(number: int) -> date:
    return DAY + timedelta(days=number)


def asked(*touches: tuple[int, ContactKind, EscalationStep]) -> list[Touch]:
    return [Touch(after(day), kind, step) for day, kind, step in touches]


CASES = {
    "nothing was asked": ([], None, [], (REMINDER, None)),
    "a reminder waits five days": ([(0, CALL, REMINDER)], None, [], (REITERATION, after(5))),
    "an oficio waits seven": ([(0, CALL, REMINDER), (9, LETTER, REITERATION)], None, [], (AGENDA, after(16))),
    "the agenda waits for the session": ([(0, CALL, AGENDA)], None, [after(-3), after(40), after(90)], (PRESIDENT, after(40))),
    "the agenda without a session waits fifteen": ([(0, CALL, AGENDA)], None, [after(-3), after(0)], (PRESIDENT, after(15))),
    "the letter is insisted on": ([(0, LETTER, PRESIDENT)], None, [], (PRESIDENT, after(10))),
    "a call after the oficio keeps the step": ([(0, LETTER, REITERATION), (1, CALL, REMINDER)], None, [], (AGENDA, after(7))),
    "and gives its days": ([(0, LETTER, REITERATION), (6, CALL, REMINDER)], None, [], (AGENDA, after(11))),
    "an answer starts again": ([(0, LETTER, REITERATION), (3, ANSWER, REITERATION)], None, [], (REMINDER, after(10))),
    "what was asked after the answer counts": ([(0, LETTER, AGENDA), (3, ANSWER, AGENDA), (3, CALL, REMINDER)], None, [], (REITERATION, after(8))),
    "a report starts again": ([(0, LETTER, REITERATION)], after(2), [], (REMINDER, after(9))),
    "a report of before answers nothing": ([(0, LETTER, REITERATION)], after(-1), [], (AGENDA, after(7))),
}


@pytest.mark.parametrize(("touches", "reported_on", "held", "found"), CASES.values(), ids=list(CASES))
def test_the_next_step_and_until_when_an_answer_is_waited_for(touches: list, reported_on: date | None, held: list, found: tuple) -> None:
    assert ladder(asked(*touches), reported_on=reported_on, held=held, rule=RULE)[:2] == found


def test_a_call_takes_no_step_that_is_a_document() -> None:
    assert [step_made(CALL, step) for step in STEPS] == [REMINDER, REMINDER, AGENDA, REMINDER]
    assert [step_made(LETTER, step) for step in STEPS] == list(STEPS)


touch = st.builds(Touch, st.integers(0, 60).map(after), st.sampled_from([CALL, VISIT, LETTER]), st.sampled_from(STEPS))
histories = st.lists(touch, max_size=8).map(lambda made: sorted(made, key=lambda one: one.made_on))
sessions = st.lists(st.integers(0, 120).map(after), max_size=3)


def severity(touches: list[Touch], today: date, reported_on: date | None, held: list[date]) -> tuple[int, bool]:
    found = ladder(touches, reported_on=reported_on, held=held, rule=RULE)
    return STEPS.index(found.step), found.until is None or found.until < today


@given(histories, st.none() | st.integers(-5, 60).map(after), sessions, st.integers(0, 90), st.integers(0, 90))
def test_more_silence_never_gives_a_milder_step(touches: list[Touch], reported_on: date | None, held: list[date], first: int, more: int) -> None:
    (step, due), (later_step, later_due) = (severity(touches, after(day), reported_on, held) for day in (first, first + more))
    assert later_step >= step
    assert later_due >= due
    unanswered = [*touches, Touch(after(61), CALL, REMINDER)]
    assert severity(unanswered, after(99), reported_on, held)[0] >= step


@given(histories, sessions)
def test_an_answer_starts_again_and_gives_a_rest(touches: list[Touch], held: list[date]) -> None:
    answered = [*touches, Touch(after(70), ANSWER, REMINDER)]
    assert ladder(answered, reported_on=None, held=held, rule=RULE) == (REMINDER, after(70 + RULE.answer_wait), None)
    assert ladder(touches, reported_on=after(70), held=held, rule=RULE) == (REMINDER, after(70 + RULE.answer_wait), None)


LATE, SILENT_, NEW, PROOF, PARTS = (Accord(n, f"2.{n}", 1, "A", ((n * 10, party),)) for n, party in ((1, 1), (2, 2), (3, 1), (4, 3), (5, 7)))
PARTIES = (Party(1, "PNP"), Party(2, "ST CORESEC"), Party(3, "INABIF"), Party(4, "MPMN"), Party(5, "MPI"), Party(7, "GOBIERNOS", (4, 5)))
MEETINGS = (Meeting(1, "2026-O1", DAY), Meeting(2, "2026-O2", after(60)))
REPORTS = (
    Report(1, 40, after(25), Status.IN_PROGRESS, 30), Report(2, 50, after(1), Status.IN_PROGRESS, 10, member=4),
    Report(3, 50, after(20), Status.FULFILLED, 100, member=5, evidence=True),
)  # fmt: skip
CHANGES = (Change(1, 1, DeadlineKind.DATE, after(10), DAY), Change(2, 4, DeadlineKind.NEXT_SESSION, None, DAY))
SMALL = World(MEETINGS, PARTIES, (LATE, SILENT_, NEW, PROOF, PARTS), REPORTS, CHANGES)


def contacts(*rows: tuple[int, date, ContactKind, EscalationStep]) -> pd.DataFrame:
    told = [(who, kind, step, pd.Timestamp(on), "", "") for who, on, kind, step in rows]
    return pd.DataFrame(told, columns=pd.Index(COLUMNS))


def calls_on(today: date, said: pd.DataFrame, world: World = SMALL) -> tuple[pd.DataFrame, pd.DataFrame]:
    board = build_board(rows_at(world, today), today=today, windows=Windows())
    found = duties(board, RULE)
    return call_list(found, ladders(board, said, RULE), today=today), found


def test_each_institution_is_asked_for_what_it_owes_and_a_member_for_itself() -> None:
    calls, found = calls_on(after(40), contacts())
    owed = {row.institution: [(debt.code, debt.debt, debt.late) for debt in debts_of(found, row.institution_id)] for row in records(calls)}
    assert owed == {
        "PNP": [("2.1", Debt.OVERDUE, 30), ("2.3", Debt.NO_REPORT, 0)],
        "INABIF": [("2.4", Debt.EVIDENCE, 0)],
        "MPMN": [("2.5", Debt.SILENT, 0)],  # MPI has fulfilled: it is no longer in the list at all
        "ST CORESEC": [],
    }
    assert found.set_index("institution").loc["MPMN", "group"] == "GOBIERNOS"
    assert dict(zip(calls["institution"], calls["turn"], strict=True)) == {"PNP": "today", "MPMN": "today", "INABIF": "today", "ST CORESEC": "own"}
    assert calls["institution"].iloc[0] == "PNP"


def test_a_new_agreement_is_not_asked_about_at_once() -> None:
    calls, found = calls_on(after(RULE.first_report), contacts())
    assert set(found.loc[found["debt"] == Debt.NO_REPORT, "institution"]) == set()
    assert set(calls_on(after(RULE.first_report + 1), contacts())[1].query("debt == 'no_report'")["institution"]) == {"PNP", "ST CORESEC", "INABIF", "MPI"}
    assert turn_counts(calls)[CallTurn.NOTHING] == 4


def test_who_was_asked_and_still_has_time_waits_and_comes_back_with_the_next_step() -> None:
    said = contacts((1, after(38), CALL, REMINDER))
    waiting, back = (calls_on(after(day), said)[0].set_index("institution") for day in (43, 44))
    assert (waiting.at["PNP", "turn"], back.at["PNP", "turn"]) == (CallTurn.WAITING, CallTurn.TODAY)
    assert (back.at["PNP", "step"], back.at["PNP", "waiting_days"]) == (REITERATION, 6)
    assert step_counts(back.reset_index()) == {REMINDER: 2, REITERATION: 1}


touched = st.lists(st.tuples(st.sampled_from([1, 2, 3, 4, 5, 6, 8]), days, st.sampled_from(ContactKind), st.sampled_from(STEPS)), max_size=6)


@settings(max_examples=12, deadline=None)
@given(worlds(), days, touched)
def test_every_institution_with_something_open_is_in_one_turn_and_no_debt_is_lost(world: World, today: date, rows: list) -> None:
    rows = sorted((row for row in rows if row[1] <= today), key=lambda row: row[1])
    world = replace(world, parties=tuple(replace(party, code=party.code.replace("INABIF", "ST CORESEC")) for party in world.parties))
    board = build_board(rows_at(world, today), today=today, windows=Windows())
    found = duties(board, RULE)
    calls = call_list(found, ladders(board, contacts(*rows), RULE), today=today)
    open_ = board.assignments[board.assignments["is_open"]]
    parts = board.parts[board.parts["standing"].isin([Standing.NO_REPORT, Standing.PENDING, Standing.IN_PROGRESS])]
    grouped = set(board.parts["assignment_id"])
    wanted = {row.institution_id for row in records(open_) if row.assignment_id not in grouped} | set(parts["member_id"])
    assert sorted(calls["institution_id"]) == sorted(wanted)
    assert sum(turn_counts(calls).values()) == len(wanted)
    late = open_[open_["deadline_state"] == "overdue"]
    assert set(found.loc[found["late"] > 0, "agreement_id"]) == set(late["agreement_id"])
    rung = calls[calls["turn"].isin([CallTurn.TODAY, CallTurn.WAITING])]
    assert rung["owed"].sum() == len(found[(found["debt"] != "") & ~found["is_own"]])
