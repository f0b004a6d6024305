"""Choosing rows: each filter of a screen, for agreements by their whole and for assignments by their part."""

from datetime import date

import pytest

from follow_up.board import Board, build_board
from follow_up.selection import Selection, select
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, Status
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World, rows_at

TODAY = date(2026, 3, 20)
WORLD = World(
    meetings=(Meeting(1, "2026-O1", date(2026, 2, 25)), Meeting(2, "2026-E1", date(2026, 3, 10))),
    parties=(Party(1, "PNP"), Party(2, "DREMO"), Party(3, "INABIF")),
    accords=(
        Accord(1, "2.1", 1, "violencia", ((11, 1), (12, 2))),
        Accord(2, "2.10", 1, "violencia", ((21, 1),)),
        Accord(3, "03", 2, "deserción", ((31, 2),)),
    ),
    reports=(
        Report(1, 11, date(2026, 3, 18), Status.FULFILLED, 100, evidence=True),
        Report(2, 21, date(2026, 3, 18), Status.VOID, 0),
    ),
    changes=(Change(1, 1, DeadlineKind.DATE, date(2026, 3, 25), date(2026, 3, 1)),),
)


@pytest.fixture(scope="module")
def board() -> Board:
    """Three agreements and four assignments, each different."""
    return build_board(rows_at(WORLD, TODAY), today=TODAY, windows=Windows())


ALL, EVERY = [1, 2, 3], [11, 12, 21, 31]


@pytest.mark.parametrize(
    ("selection", "agreements", "assignments"),
    [
        pytest.param(Selection(), ALL, EVERY, id="nothing asked"),
        pytest.param(Selection(sessions=("2026-E1",)), [3], [31], id="a session"),
        pytest.param(Selection(sessions=("2026-E1", "2026-O1")), ALL, EVERY, id="two sessions"),
        pytest.param(Selection(themes=("violencia",)), [1, 2], [11, 12, 21], id="a theme"),
        pytest.param(Selection(institutions=("PNP",)), [1, 2], [11, 21], id="an institution shares its agreements"),
        pytest.param(Selection(institutions=("DREMO", "INABIF")), [1, 3], [12, 31], id="either institution"),
        pytest.param(Selection(institutions=("INABIF",)), [], [], id="an institution without agreements"),
        pytest.param(Selection(standings=("fulfilled",)), [], [11], id="one part fulfilled is not the whole"),
        pytest.param(Selection(standings=("in_progress",)), [1], [], id="the whole is in progress, no part is"),
        pytest.param(Selection(standings=("void", "no_report")), [2, 3], [12, 21, 31], id="two standings"),
        pytest.param(Selection(deadline_states=("due_soon",)), [1], [12], id="the part that is closed is not due"),
        pytest.param(Selection(deadline_states=("closed",)), [2], [11, 21], id="closed"),
        pytest.param(Selection(buckets=("before_next_session",)), [1], [12], id="before we meet again"),
        pytest.param(Selection(lights=("red",)), [1], [12], id="red by one of its parts"),
        pytest.param(Selection(lights=("amber",)), [], [11], id="the better part is amber"),
        pytest.param(Selection(themes=("violencia",), standings=("void",)), [2], [21], id="filters add up"),
        pytest.param(Selection(institutions=("PNP",), standings=("no_report",)), [], [], id="judged on each own row"),
        pytest.param(Selection(words="difusion"), ALL, EVERY, id="words without accents"),
        pytest.param(Selection(words="DIFUSIÓN Desercion"), [3], [31], id="every word, in text or theme"),
        pytest.param(Selection(words="  \n "), ALL, EVERY, id="blanks ask nothing"),
        pytest.param(Selection(words="2.10"), [2], [21], id="a code is text, not a pattern"),
        pytest.param(Selection(words="2.1(" ), [], [], id="an open bracket is only a character"),
        pytest.param(Selection(words="inexistente"), [], [], id="nothing found"),
    ],
)
def test_selection_keeps(board: Board, selection: Selection, agreements: list[int], assignments: list[int]) -> None:
    kept = select(board, selection)
    assert sorted(kept.agreements["agreement_id"]) == agreements
    assert sorted(kept.assignments["assignment_id"]) == assignments


def test_selecting_leaves_the_shared_board_as_it_was(board: Board) -> None:
    before = board.agreements.copy(), board.assignments.copy()
    select(board, Selection(words="violencia", institutions=("PNP",), lights=("red",)))
    assert board.agreements.equals(before[0])
    assert board.assignments.equals(before[1])
