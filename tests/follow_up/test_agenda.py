"""The agenda: every agreement in one section, the sections in their order, and what was closed before left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.agenda import AgendaSection, SlideOrder, agenda, closed_earlier
from follow_up.board import Board, build_board
from follow_up.metrics import by_urgency
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, DeadlineKind, Standing, Status
from tests.follow_up import oracle
from tests.follow_up.worlds import START, Accord, Change, Meeting, Party, Report, World, days, rows_at, worlds

HELD, SECOND, TODAY, NEXT = date(2026, 1, 10), date(2026, 3, 10), date(2026, 3, 20), date(2026, 5, 10)


def board_of(world: World, today: date) -> Board:
    return build_board(rows_at(world, today), today=today, windows=Windows())


def one(*, report: Report | None = None, change: Change | None = None, meeting: int = 1) -> World:
    """A world of one agreement, adopted in the first or the second session."""
    return World(
        (Meeting(1, "2026-O1", HELD), Meeting(2, "2026-O2", SECOND), Meeting(3, "2026-O3", NEXT)),
        (Party(1, "PNP"),),
        (Accord(1, "1", meeting, "A", ((10, 1),)),),
        (report,) if report else (),
        (change,) if change else (),
    )


def said(status: Status, on: date) -> Report:
    return Report(1, 10, on, status, 100 if status == Status.FULFILLED else 0)


def due(day: date) -> Change:
    return Change(1, 1, DeadlineKind.DATE, day, SECOND)


BEFORE, SINCE = date(2026, 2, 10), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("world", "section"),
    [
        pytest.param(one(change=due(date(2026, 3, 19))), AgendaSection.OVERDUE, id="late by a day"),
        pytest.param(one(change=due(TODAY)), AgendaSection.BEFORE_NEXT, id="due today is not late"),
        pytest.param(one(change=due(NEXT)), AgendaSection.BEFORE_NEXT, id="due on the day of the next session"),
        pytest.param(one(meeting=2), AgendaSection.NEW, id="adopted since, and nobody could report yet"),
        pytest.param(one(), AgendaSection.SILENT, id="never reported"),
        pytest.param(one(report=said(Status.PENDING, BEFORE)), AgendaSection.SILENT, id="no report since the last session"),
        pytest.param(one(report=said(Status.PENDING, SINCE)), AgendaSection.OPEN, id="reported since"),
        pytest.param(one(report=said(Status.NOT_FULFILLED, BEFORE)), AgendaSection.NOT_FULFILLED, id="not fulfilled stays until decided"),
        pytest.param(one(report=said(Status.FULFILLED, SINCE)), AgendaSection.FULFILLED, id="fulfilled since"),
        pytest.param(one(report=said(Status.VOID, SINCE)), AgendaSection.DROPPED, id="dropped since"),
    ],
)
def test_the_section_of_an_agreement(world: World, section: AgendaSection) -> None:
    rows = agenda(board_of(world, TODAY), order=SlideOrder.RULE, since=BEFORE)
    assert rows["section"].tolist() == [section]


def test_on_its_own_day_a_session_goes_through_what_falls_due_until_the_next_one() -> None:
    world = one(change=due(NEXT))
    assert agenda(board_of(world, SECOND), order=SlideOrder.RULE, since=HELD)["section"].tolist() == [AgendaSection.BEFORE_NEXT]
    assert board_of(world, SECOND).next_session == NEXT


@pytest.mark.parametrize("status", [Status.FULFILLED, Status.VOID])
def test_what_was_closed_by_the_last_session_is_left_out_and_counted(status: Status) -> None:
    board = board_of(one(report=said(status, BEFORE)), TODAY)
    assert agenda(board, order=SlideOrder.RULE, since=BEFORE).empty
    assert closed_earlier(board, BEFORE) == 1


def section_again(state: oracle.State, adopted_on: date, since: date) -> AgendaSection | None:
    """The section of an agreement written a second time; None for what was closed by then."""
    heard = state.reported_on is not None and state.reported_on > since
    if state.standing in oracle.DONE:
        return AgendaSection.FULFILLED if heard else None
    if state.standing == Standing.VOID:
        return AgendaSection.DROPPED if heard else None
    if state.standing == Standing.NOT_FULFILLED:
        return AgendaSection.NOT_FULFILLED
    if state.bucket == DeadlineBucket.OVERDUE:
        return AgendaSection.OVERDUE
    if state.bucket == DeadlineBucket.BEFORE_NEXT_SESSION:
        return AgendaSection.BEFORE_NEXT
    if adopted_on > since:
        return AgendaSection.NEW
    return AgendaSection.OPEN if heard else AgendaSection.SILENT


@settings(deadline=None, max_examples=25)
@given(world=worlds(), today=days, since=st.none() | days)
def test_every_agreement_is_in_one_section_or_was_closed_before(world: World, today: date, since: date | None) -> None:
    board = board_of(world, today)
    rows = agenda(board, order=SlideOrder.RULE, since=since)
    whole, _ = oracle.states_of(world, today)
    days_of = {accord.id: oracle.session_day(world, accord) for accord in world.accords}
    again = {key: section_again(state, days_of[key], since or START - timedelta(days=1)) for key, state in whole.items()}
    assert dict(zip(rows["agreement_id"], rows["section"], strict=True)) == {key: s for key, s in again.items() if s}
    assert len(rows) + closed_earlier(board, since) == len(board.agreements)
    assert rows["place"].tolist() == list(range(1, len(rows) + 1))


@settings(deadline=None, max_examples=25)
@given(world=worlds(), today=days, since=st.none() | days)
def test_the_sections_follow_one_another_and_the_worst_of_each_comes_first(world: World, today: date, since: date | None) -> None:
    board = board_of(world, today)
    rows = agenda(board, order=SlideOrder.RULE, since=since)
    order = list(AgendaSection)
    ranks = [order.index(AgendaSection(section)) for section in rows["section"]]
    assert ranks == sorted(ranks)
    urgency = by_urgency(board.agreements)["agreement_id"].tolist()
    for _, section in rows.groupby("section"):
        places = [urgency.index(key) for key in section["agreement_id"]]
        assert places == sorted(places)


@settings(deadline=None, max_examples=25)
@given(world=worlds(), today=days)
def test_the_order_of_the_acta_keeps_the_sections_and_goes_by_session_and_code(world: World, today: date) -> None:
    board = board_of(world, today)
    by_rule, by_acta = (agenda(board, order=order, since=None) for order in SlideOrder)
    assert by_acta["agreement_id"].tolist() == board.agreements["agreement_id"].tolist()
    assert dict(zip(by_rule["ref"], by_rule["section"], strict=True)) == dict(zip(by_acta["ref"], by_acta["section"], strict=True))
