"""Committees above and below one another: who is under whom, what belongs to each, and sums that add up."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings

from follow_up.board import Rows, build_board
from follow_up.committees import (
    COUNTED,
    Scope,
    below,
    committee_of_ref,
    figures_by_committee,
    hierarchy,
    rows_of,
    scopes,
)
from follow_up.metrics import bucket_counts, standing_counts, state_counts
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind
from tests.follow_up.worlds import PARTIES, START, Accord, Change, Meeting, World, days, rows_at, worlds

REGION, ILO, NIETO, PACOCHA = 1, 2, 3, 4
COMMITTEES = pd.DataFrame(
    [
        (PACOCHA, "CODISEC-PACOCHA", "Pacocha", "district", "Pacocha", ILO),
        (NIETO, "COPROSEC-MN", "Mariscal Nieto", "provincial", "Mariscal Nieto", REGION),
        (ILO, "COPROSEC-ILO", "Ilo", "provincial", "Ilo", REGION),
        (REGION, "CORESEC", "CORESEC", "regional", "Moquegua", None),
    ],
    columns=["committee_id", "code", "name", "level", "territory", "parent_id"],
).astype({"parent_id": "Int64"})  # fmt: skip


def shared_out(world: World, at: date) -> Rows:
    """The world with its sessions dealt out among the four committees, agreements with them."""
    rows = rows_at(world, at)
    whose = dict(zip(rows.sessions["session_id"], [(REGION, ILO, PACOCHA, NIETO)[number % 4] for number in rows.sessions["session_id"]], strict=True))
    return replace(
        rows,
        committees=COMMITTEES,
        sessions=rows.sessions.assign(committee_id=rows.sessions["session_id"].map(whose).astype("int64")),
        agreements=rows.agreements.assign(committee_id=rows.agreements["session_id"].map(whose).astype("int64")),
    )


def test_the_committees_are_told_each_above_those_that_depend_on_it() -> None:
    tree = hierarchy(COMMITTEES)
    assert list(zip(tree["committee_id"], tree["depth"], strict=True)) == [(REGION, 0), (ILO, 1), (PACOCHA, 2), (NIETO, 1)]
    orphans = hierarchy(COMMITTEES[COMMITTEES["committee_id"] != REGION])
    assert list(zip(orphans["committee_id"], orphans["depth"], strict=True)) == [(ILO, 0), (PACOCHA, 1), (NIETO, 0)]
    assert below(COMMITTEES, REGION) == (ILO, PACOCHA, NIETO)
    assert scopes(COMMITTEES) == [Scope((1,)), Scope((1, 2, 4, 3)), Scope((2,)), Scope((2, 4)), Scope((4,)), Scope((3,))]


@pytest.mark.parametrize(("ref", "expected"), [("2026-O1-04", REGION), ("COPROSEC-ILO-2026-O1-2.1", ILO), ("COPROSEC-XX-2026-O1-1", REGION)])
def test_the_name_of_an_agreement_tells_its_committee(ref: str, expected: int) -> None:
    assert committee_of_ref(COMMITTEES, ref) == expected


def on(number: int) -> date:
    return START + timedelta(days=number)


# Ilo meets again on the 20th, the region on the 100th: a deadline on the 50th is after the next session of its own committee.
MEETINGS = tuple(Meeting(number, f"2026-{number}", on(day)) for number, day in ((1, 0), (4, 100), (5, 20)))
APART = World(MEETINGS, PARTIES, (Accord(1, "1", 1, "A", ((10, 1),)),), (), (Change(1, 1, DeadlineKind.DATE, on(50), on(1)),))


@settings(max_examples=8, deadline=None)
@given(worlds(), days)
@example(APART, on(10))
def test_rolled_up_is_the_sum_of_each_ones_own_figures(world: World, today: date) -> None:
    rows = shared_out(world, today)
    own = {each: build_board(rows_of(rows, [each]), today=today, windows=Windows()) for each in (REGION, ILO, PACOCHA, NIETO)}
    board = build_board(rows_of(rows, [REGION, ILO, PACOCHA, NIETO]), today=today, windows=Windows())
    counts: list[Callable[[pd.DataFrame], Mapping[Any, int]]] = [bucket_counts, state_counts, standing_counts]
    for count in counts:
        apart = [Counter(count(each.agreements)) for each in own.values()]
        assert Counter(count(board.agreements)) == sum(apart, Counter())
    assert sorted(board.assignments["light"]) == sorted(light for each in own.values() for light in each.assignments["light"])
    told = figures_by_committee(board).set_index("committee_id")
    assert told["total"].to_dict() == {each: len(board.agreements) for each, board in own.items()}
    assert [told.at[REGION, f"all_{name}"] for name in COUNTED] == [told[name].sum() for name in COUNTED]
    assert told["all_total"][ILO] == told["total"][[ILO, PACOCHA]].sum()
    assert board.next_session == own[REGION].next_session
