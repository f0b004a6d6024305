"""How an assignment stands by its last report, an agreement by its assignments and a group by its members."""

import pandas as pd
import pytest

from follow_up.standing import combine, standings
from follow_up.vocabulary import Standing, Status

N, P, I, X, F, V, O = Standing  # no report, pending, in progress, not fulfilled, fulfilled, verified, void


@pytest.mark.parametrize(
    ("status", "reported", "verified", "expected"),
    [
        pytest.param(None, False, False, N, id="nothing was ever said"),
        pytest.param(Status.PENDING, True, False, P, id="said to be pending is not silence"),
        pytest.param(Status.IN_PROGRESS, True, False, I, id="in progress"),
        pytest.param(Status.NOT_FULFILLED, True, False, X, id="not fulfilled"),
        pytest.param(Status.FULFILLED, True, False, F, id="fulfilled is not yet verified"),
        pytest.param(Status.FULFILLED, True, True, V, id="fulfilled and its evidence seen"),
        pytest.param(Status.VOID, True, False, O, id="left without effect"),
        pytest.param(Status.IN_PROGRESS, True, True, I, id="only what is fulfilled can be verified"),
        pytest.param(Status.FULFILLED, False, True, N, id="without a report nothing counts"),
    ],
)
def test_assignment_stands_by_its_report(status: Status | None, *, reported: bool, verified: bool, expected: Standing) -> None:
    told = standings(status=pd.Series([status], dtype="str"), reported=pd.Series([reported]), verified=pd.Series([verified]))
    assert list(told) == [expected]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([N], N), ([P], P), ([I], I), ([X], X), ([F], F), ([V], V), ([O], O),
        ([N, N], N), ([N, P], P), ([P, P], P), ([N, I], I), ([P, I], I),
        ([N, F], I), ([P, V], I), ([N, X], I), ([I, X], I), ([V, X, P], I),
        ([F, F], F), ([F, V], F), ([V, V], V), ([F, X], X), ([V, X], X), ([X, X], X),
        ([O, O], O), ([O, N], N), ([O, P], P), ([O, F], F), ([O, V], V), ([O, X], X), ([O, F, N], I),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else str(value),
)  # fmt: skip
def test_agreement_is_fulfilled_only_when_all_its_live_parts_are(parts: list[Standing], expected: Standing) -> None:
    assert whole_of(*[(part, 0) for part in parts])["standing"] == expected


def whole_of(*parts: tuple[Standing, int]) -> pd.Series:
    table = pd.DataFrame(parts, columns=["standing", "progress"]).assign(agreement_id=7)
    whole = combine(table, by="agreement_id")
    assert list(whole.index) == [7]
    return whole.iloc[0]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([(N, 0), (I, 50)], 25, id="silence counts as zero"),
        pytest.param([(F, 100), (I, 50), (P, 0)], 50, id="mean of three"),
        pytest.param([(O, 80), (I, 50)], 50, id="what has no effect does not count"),
        pytest.param([(O, 80), (O, 20)], 0, id="nothing live has no progress"),
        pytest.param([(V, 100), (N, 0), (N, 0)], 100 / 3, id="a third"),
    ],
)
def test_progress_of_the_whole_is_the_mean_of_its_live_parts(parts: list[tuple[Standing, int]], expected: float) -> None:
    assert whole_of(*parts)["progress"] == pytest.approx(expected)


def test_k_of_n_counts_live_parts_and_tells_done_from_verified() -> None:
    whole = whole_of((N, 0), (P, 0), (X, 10), (F, 100), (V, 100), (V, 100), (O, 0))
    assert tuple(whole[["total", "done", "verified", "reported"]]) == (6, 3, 2, 5)


def test_each_agreement_is_combined_on_its_own() -> None:
    table = pd.DataFrame({"agreement_id": [1, 2, 1], "standing": [F, N, V], "progress": [100, 0, 100]})
    assert dict(combine(table, by="agreement_id")["standing"]) == {1: F, 2: N}
