"""The board: groups by their members, cut-offs before anything happened, and what is never mixed."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from follow_up.board import Board, build_board
from follow_up.metrics import (
    ageing,
    attention,
    bucket_counts,
    compliance,
    judgement,
    silence,
    standing_by,
    state_counts,
    trend,
)
from follow_up.selection import Selection, select
from follow_up.settings import Windows
from follow_up.vocabulary import Standing, Status
from tests.follow_up.worlds import Accord, Meeting, Party, Report, World, log_of, rows_at

TODAY = date(2026, 3, 20)
MEMBERS = (Party(4, "MPMN"), Party(5, "MPI"), Party(6, "MPGSC"))
GROUP = Party(7, "GOBIERNOS", (4, 5, 6))
N, P, I, X, F, V, O = Standing  # no report, pending, in progress, not fulfilled, fulfilled, verified, void


def told(number: int, day: int, status: Status, member: int | None = None, **extra: object) -> Report:
    progress = {Status.FULFILLED: 100, Status.IN_PROGRESS: 40}.get(status, 0)
    return Report(number, 11, date(2026, 3, day), status, progress, member, **extra)  # type: ignore[arg-type]


def board_of(*reports: Report, party: Party = GROUP, today: date = TODAY) -> Board:
    world = World(
        (Meeting(1, "2026-O1", date(2026, 2, 25)),), (*MEMBERS, party), (Accord(1, "01", 1, "A", ((11, party.id),)),), reports
    )  # fmt: skip
    return build_board(rows_at(world, today), today=today, windows=Windows())


DONE, GOING, VOID = Status.FULFILLED, Status.IN_PROGRESS, Status.VOID


@pytest.mark.parametrize(
    ("reports", "standing", "progress", "done", "total", "silent"),
    [
        pytest.param([], N, 0, 0, 3, "MPMN, MPI, MPGSC", id="nobody answered"),
        pytest.param([told(1, 5, DONE, 4)], I, 100 / 3, 1, 3, "MPI, MPGSC", id="one of three fulfilled"),
        pytest.param([told(1, 5, DONE, 4), told(2, 5, DONE, 5), told(3, 5, DONE, 6)], F, 100, 3, 3, "", id="all three"),
        pytest.param([told(1, 5, DONE)], F, 100, 3, 3, "", id="a report of the whole speaks for all"),
        pytest.param([told(1, 5, DONE), told(2, 6, GOING, 5)], I, 80, 2, 3, "", id="a later word of one is its own"),
        pytest.param([told(1, 6, DONE), told(2, 5, GOING, 5)], F, 100, 3, 3, "", id="an earlier word gives way"),
        pytest.param([told(1, 5, VOID)], O, 0, 0, 0, "", id="the whole left without effect"),
        pytest.param([told(1, 5, VOID, 4), told(2, 5, DONE, 5)], I, 50, 1, 2, "MPGSC", id="one member without effect"),
        pytest.param(
            [told(1, 5, DONE, 4, verified_on=TODAY), told(2, 5, DONE, 5, verified_on=TODAY), told(3, 5, DONE, 6)],
            F, 100, 3, 3, "", id="two checks of three do not verify the group",
        ),
    ],
)  # fmt: skip
def test_group_stands_by_its_members_and_names_the_silent(
    reports: list[Report], standing: Standing, progress: float, done: int, total: int, silent: str
) -> None:
    row = board_of(*reports).assignments.iloc[0]
    assert row["standing"] == standing
    assert row["progress"] == pytest.approx(progress)
    assert (row["members_done"], row["members_total"], row["members_silent"]) == (done, total, silent)


def test_group_whose_members_are_not_known_stands_by_its_own_report() -> None:
    row = board_of(told(1, 5, DONE, evidence=True), party=Party(8, "GRUPO-VACIO")).assignments.iloc[0]
    assert (row["standing"], row["progress"], row["members_total"]) == (F, 100, 0)


def test_group_shows_the_words_of_its_newest_report() -> None:
    row = board_of(told(1, 9, GOING, 4), told(2, 8, GOING, 5)).assignments.iloc[0]
    assert (row["actions"], row["reported_on"].date(), row["silent_days"]) == ("Acciones 1", date(2026, 3, 9), 11)


def test_a_check_made_after_the_cut_off_is_not_known_yet() -> None:
    report = told(1, 5, DONE, evidence=True, verified_on=date(2026, 3, 10))
    standings = [board_of(report, party=MEMBERS[0], today=date(2026, 3, day)).agreements["standing"][0] for day in (4, 5, 9, 10)]
    assert standings == [N, F, F, V]


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        pytest.param([12], ("red", "not_fulfilled", "DREMO", 19), id="one of three"),
        pytest.param([13, 11], ("red", "not_fulfilled", "PNP, INABIF", 19), id="two of three, in the order of the acta"),
        pytest.param([11, 12, 13], ("red", "not_fulfilled", "", 19), id="all of them need no naming"),
    ],
)
def test_an_agreement_names_who_gives_it_its_light(refused: list[int], expected: tuple) -> None:
    reports = tuple(Report(place, place, date(2026, 3, 1), Status.NOT_FULFILLED, 0) for place in refused)
    world = World(
        (Meeting(1, "2026-O1", date(2026, 2, 25)),), (Party(1, "PNP"), Party(2, "DREMO"), Party(3, "INABIF")),
        (Accord(1, "03", 1, "A", ((11, 1), (12, 2), (13, 3))),), reports,
    )  # fmt: skip
    row = build_board(rows_at(world, TODAY), today=TODAY, windows=Windows()).agreements.iloc[0]
    assert (row["light"], row["reason"], row["reason_of"], row["reason_days"]) == expected
    assert (row["institutions"], row["total"], row["reported"]) == ("PNP, DREMO, INABIF", 3, len(refused))


EMPTY = [
    pytest.param(board_of(today=date(2026, 1, 1)), id="before the first session"),
    pytest.param(select(board_of(), Selection(words="inexistente")), id="a selection that keeps nothing"),
]


@pytest.mark.parametrize("board", EMPTY)
def test_a_board_without_agreements_counts_zero_everywhere(board: Board) -> None:
    told_ = judgement(board)
    assert (told_.total, told_.assignments, told_.overdue, told_.without_deadline, told_.open) == (0, 0, 0, 0, 0)
    assert compliance(board.agreements).live == 0
    assert sum(bucket_counts(board.agreements).values()) == sum(state_counts(board.agreements).values()) == 0
    assert ageing(board.agreements)["count"].sum() == 0
    assert attention(board.agreements).empty


@pytest.mark.parametrize("board", EMPTY)
def test_tables_without_rows_are_empty_tables(board: Board) -> None:
    assert standing_by(board.agreements, key="theme_code", label="theme").empty
    assert standing_by(board.assignments, key="institution_code", label="institution").empty
    assert silence(board.assignments, today=TODAY).empty


def test_silence_is_empty_when_everything_is_closed() -> None:
    assert silence(board_of(told(1, 5, DONE)).assignments, today=TODAY).empty


def test_an_institution_that_never_spoke_is_silent_since_the_session_that_asked() -> None:
    row = silence(board_of(party=MEMBERS[0]).assignments, today=TODAY).iloc[0]
    assert (row["institution"], row["open"], row["no_report"], row["days"]) == ("MPMN", 1, 1, 23)


def test_trend_before_the_first_session_has_nothing_to_comply_with() -> None:
    world = World((Meeting(1, "2026-O1", date(2026, 2, 25)),), MEMBERS, (Accord(1, "01", 1, "A", ((11, 4),)),))
    points = trend(rows_at(world, date(2026, 1, 1)), log_of(world), dates=[date(2026, 1, 1)])
    assert tuple(points.loc[0, ["total", "done", "verified"]]) == (0, 0, 0)


def test_trend_counts_the_members_that_a_group_had_at_each_date() -> None:
    world = World(
        (Meeting(1, "2026-O1", date(2026, 2, 25)),), (*MEMBERS, Party(7, "GOBIERNOS", (4, 5))),
        (Accord(1, "01", 1, "A", ((11, 7),)),), (told(1, 5, DONE, 5),),
    )  # fmt: skip
    rows = rows_at(world, date(2026, 3, 30))
    joined = rows.members["valid_from"].mask(rows.members["member_id"] == 4, pd.Timestamp(2026, 3, 18))
    later = replace(rows, members=rows.members.assign(valid_from=joined))
    points = trend(later, log_of(world), dates=[date(2026, 3, 17), date(2026, 3, 18)])
    assert list(points["done"]) == [1, 0]
