"""The figures: what each counts, and that nothing is zero over zero."""

from datetime import date

import pandas as pd
import pytest

from follow_up.metrics import (
    Compliance,
    ageing,
    attention,
    bucket_counts,
    compliance,
    last_reports,
    month_ends,
    standing_by,
    standing_counts,
    state_counts,
    trend,
)
from follow_up.vocabulary import DeadlineBucket, DeadlineKind, DeadlineState, Light, Standing, Status
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World, log_of, rows_at

N, P, I, X, F, V, O = Standing  # no report, pending, in progress, not fulfilled, fulfilled, verified, void


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        pytest.param([], Compliance(0, 0, 0, 0), id="no agreements"),
        pytest.param([O, O], Compliance(0, 0, 0, 2), id="nothing to comply with"),
        pytest.param([N, P, I, X], Compliance(0, 0, 4, 0), id="none fulfilled"),
        pytest.param([F, V, N, O], Compliance(2, 1, 3, 1), id="two of three, one verified, one without effect"),
        pytest.param([V] * 9, Compliance(9, 9, 9, 0), id="all verified"),
    ],
)
def test_compliance_is_fulfilled_over_all_but_without_effect(standings: list[Standing], expected: Compliance) -> None:
    assert compliance(pd.DataFrame({"standing": pd.Series(standings, dtype="str")})) == expected


def test_counts_say_zero_for_what_has_no_rows() -> None:
    rows = pd.DataFrame({"standing": [N], "deadline_state": ["overdue"], "bucket": ["later"]})
    assert standing_counts(rows) == {standing: int(standing == N) for standing in Standing}
    assert state_counts(rows) == {state: int(state == DeadlineState.OVERDUE) for state in DeadlineState}
    assert bucket_counts(rows) == {bucket: int(bucket == DeadlineBucket.LATER) for bucket in DeadlineBucket}


def test_late_agreements_are_counted_by_days_and_only_the_overdue() -> None:
    late = [-1, -15, -16, -30, -31, -60, -61, -90, -91, -400]
    rows = pd.DataFrame({"days": [*late, -5.0, 0.0, None], "deadline_state": ["overdue"] * 10 + ["closed", "due_soon", "no_deadline"]})
    bins = ageing(rows)
    assert [tuple(row) for row in bins[["first", "count"]].itertuples(index=False)] == [(1, 2), (16, 2), (31, 2), (61, 2), (91, 2)]
    assert bins["last"].tolist()[:4] == [15, 30, 60, 90]
    assert pd.isna(bins["last"].iloc[-1])


def test_the_worst_theme_comes_first() -> None:
    rows = pd.DataFrame(
        [("a", "A", F, "closed")] * 5 + [("b", "B", N, "on_time")] + [("c", "C", I, "overdue")] + [("d", "D", I, "on_time")] * 2,
        columns=["theme_code", "theme", "standing", "deadline_state"],
    )
    table = standing_by(rows, key="theme_code", label="theme")
    assert list(table["theme"]) == ["C", "B", "A", "D"]
    assert list(table["total"]) == [1, 1, 5, 2]
    assert list(table["overdue"]) == [1, 0, 0, 0]
    assert table.loc[2, F] == 5


def test_attention_goes_from_red_to_grey_and_leaves_out_what_is_well() -> None:
    rows = pd.DataFrame(
        [
            (1, Light.GREEN, 1.0), (2, Light.GREY, None), (3, Light.AMBER, 5.0), (4, Light.RED, 3.0), (5, Light.RED, -9.0),
            (6, Light.OFF, None), (7, Light.RED, None), (8, Light.AMBER, 5.0),
        ],
        columns=["agreement_id", "light", "days"],
    ).assign(order=lambda t: t["agreement_id"])  # fmt: skip
    assert list(attention(rows)["agreement_id"]) == [5, 4, 7, 3, 8, 2]


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        (date(2026, 3, 20), 3, [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 20)]),
        (date(2026, 3, 31), 2, [date(2026, 2, 28), date(2026, 3, 31)]),
        (date(2026, 1, 1), 2, [date(2025, 12, 31), date(2026, 1, 1)]),
        (date(2028, 3, 1), 2, [date(2028, 2, 29), date(2028, 3, 1)]),
        (date(2026, 3, 20), 1, [date(2026, 3, 20)]),
    ],
)
def test_the_trend_has_the_ends_of_the_months_before_and_today(today: date, months: int, expected: list[date]) -> None:
    assert month_ends(today, months=months) == expected


DAY = date(2026, 3, 1)


def report(number: int, on: date, status: Status = Status.IN_PROGRESS, **extra: object) -> Report:
    return Report(number, 11, on, status, 100 if status == Status.FULFILLED else 50, **extra)  # type: ignore[arg-type]


ONE = World(
    (Meeting(1, "2026-O1", date(2026, 2, 25)), Meeting(2, "2026-O2", date(2026, 4, 24))),
    (Party(1, "PNP"),),
    (Accord(1, "01", 1, "A", ((11, 1),)), Accord(2, "01", 2, "A", ((12, 1),))),
)


def world(*reports: Report, changes: tuple[Change, ...] = ()) -> World:
    return World(ONE.meetings, ONE.parties, ONE.accords, reports, changes)


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        pytest.param([report(1, DAY), report(2, date(2026, 3, 2))], 2, id="the later day"),
        pytest.param([report(2, DAY), report(1, date(2026, 3, 2))], 1, id="whenever it was recorded"),
        pytest.param([report(2, DAY, minute=1), report(1, DAY, minute=5)], 1, id="on one day, the one recorded later"),
        pytest.param([report(2, DAY, minute=1), report(1, DAY, minute=1)], 2, id="at one moment, the higher number"),
        pytest.param([report(1, DAY), report(2, date(2026, 3, 21))], 1, id="what comes after the cut-off is not known"),
        pytest.param([report(1, DAY), report(2, date(2026, 3, 20))], 2, id="what comes on the cut-off is known"),
    ],
)
def test_the_last_report_at_a_date_is_the_state(reports: list[Report], expected: int) -> None:
    assert list(last_reports(log_of(world(*reports)), at=date(2026, 3, 20))["report_id"]) == [expected]


def test_trend_follows_report_check_and_session() -> None:
    done = report(1, date(2026, 3, 10), Status.FULFILLED, evidence=True, verified_on=date(2026, 3, 15))
    story = world(done, report(2, date(2026, 4, 1)))
    dates = [date(2026, 2, 24), date(2026, 2, 25), date(2026, 3, 10), date(2026, 3, 15), date(2026, 4, 1), date(2026, 4, 24)]
    points = trend(rows_at(story, date(2026, 4, 30)), log_of(story), dates=dates)
    wanted = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 0), (2, 0, 0)]
    assert [tuple(row) for row in points[["total", "done", "verified"]].itertuples(index=False)] == wanted
    assert list(points["on"]) == dates


def test_trend_without_dates_or_reports_is_empty_or_zero() -> None:
    story = world(changes=(Change(1, 1, DeadlineKind.PERMANENT, None, DAY),))
    assert trend(rows_at(story, DAY), log_of(story), dates=[]).empty
    assert trend(rows_at(story, DAY), log_of(story), dates=[DAY]).loc[0, "done"] == 0
