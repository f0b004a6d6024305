"""The traffic light: one written rule, the first reason that applies, the worst light of an agreement."""

from datetime import date, timedelta

import pandas as pd
import pytest

from follow_up.lights import LIGHT_OF_REASON, light_reasons, lights, worst_by
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineState, Light, LightReason, Standing

TODAY = date(2026, 3, 20)
NEXT_SESSION = date(2026, 4, 24)
N, P, I, X, F, V, O = Standing  # no report, pending, in progress, not fulfilled, fulfilled, verified, void
OVERDUE, SOON, ON_TIME, PERMANENT, FREE, CLOSED = DeadlineState
R = LightReason


def reason_of(
    standing: Standing, state: DeadlineState, *, due: date | None = None, progress: int = 50, age: int | None = 1,
    evidence: bool = False, next_session: date | None = NEXT_SESSION, silent: str = "",
) -> str:  # fmt: skip
    row = {
        "standing": standing.value,
        "deadline_state": state.value,
        "due": due and due.isoformat(),
        "progress": float(progress),
        "reported_on": None if age is None else (TODAY - timedelta(days=age)).isoformat(),
        "has_evidence": evidence,
        "members_silent": silent,
        "horizon": (next_session or TODAY + timedelta(days=Windows().due_soon)).isoformat(),
    }
    rows = pd.DataFrame([row]).astype({"due": "datetime64[s]", "reported_on": "datetime64[s]", "horizon": "datetime64[s]"})
    return light_reasons(rows, today=TODAY, windows=Windows())[0]


LATE, TOMORROW, FAR = date(2026, 3, 1), date(2026, 3, 21), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("expected", "row"),
    [
        pytest.param(R.VOID, {"standing": O, "state": CLOSED, "due": LATE}, id="left without effect asks for nothing"),
        pytest.param(R.VERIFIED, {"standing": V, "state": CLOSED, "due": LATE}, id="verified, though its date is past"),
        pytest.param(R.UNVERIFIED, {"standing": F, "state": CLOSED, "age": 90}, id="fulfilled waits for the check"),
        pytest.param(R.NOT_FULFILLED, {"standing": X, "state": CLOSED, "due": FAR}, id="not fulfilled"),
        pytest.param(R.OVERDUE, {"standing": I, "state": OVERDUE, "due": LATE}, id="overdue with advance"),
        pytest.param(R.OVERDUE, {"standing": N, "state": OVERDUE, "due": LATE, "progress": 0, "age": None}, id="overdue, silent"),
        pytest.param(R.DUE_WITHOUT_PROGRESS, {"standing": P, "state": SOON, "due": TOMORROW, "progress": 0}, id="due, no advance"),
        pytest.param(
            R.DUE_WITHOUT_PROGRESS, {"standing": N, "state": ON_TIME, "due": NEXT_SESSION, "progress": 0, "age": None},
            id="due on the day of the session",
        ),
        pytest.param(
            R.NO_REPORT, {"standing": N, "state": ON_TIME, "due": NEXT_SESSION + timedelta(days=1), "progress": 0, "age": None},
            id="due the day after the session",
        ),
        pytest.param(R.NO_REPORT, {"standing": N, "state": PERMANENT, "progress": 0, "age": None}, id="permanent and silent"),
        pytest.param(R.NO_REPORT_NO_DEADLINE, {"standing": N, "state": FREE, "progress": 0, "age": None}, id="nothing known"),
        pytest.param(R.NO_DEADLINE, {"standing": I, "state": FREE, "age": 90}, id="no deadline comes before an old report"),
        pytest.param(
            R.MEMBERS_SILENT, {"standing": I, "state": ON_TIME, "due": FAR, "silent": "MPI", "evidence": True},
            id="one member that answers does not speak for the rest",
        ),
        pytest.param(R.MEMBERS_SILENT, {"standing": I, "state": SOON, "age": 31, "silent": "MPI"}, id="silent before old"),
        pytest.param(R.NO_DEADLINE, {"standing": I, "state": FREE, "silent": "MPI"}, id="no deadline before silent members"),
        pytest.param(R.STALE_REPORT, {"standing": I, "state": ON_TIME, "due": FAR, "age": 31}, id="31 days without news"),
        pytest.param(R.ON_TIME, {"standing": I, "state": ON_TIME, "due": FAR, "age": 30}, id="30 days are still fresh"),
        pytest.param(R.STALE_REPORT, {"standing": I, "state": SOON, "due": TOMORROW, "age": 31}, id="old before no evidence"),
        pytest.param(R.DUE_SOON_WITHOUT_EVIDENCE, {"standing": I, "state": SOON, "due": TOMORROW}, id="due soon, no evidence"),
        pytest.param(R.ON_TIME, {"standing": I, "state": SOON, "due": TOMORROW, "evidence": True}, id="due soon with evidence"),
        pytest.param(R.ON_TIME, {"standing": I, "state": PERMANENT}, id="permanent with a fresh report"),
        pytest.param(R.ON_TIME, {"standing": P, "state": ON_TIME, "due": FAR, "progress": 0}, id="far, without advance yet"),
    ],
)  # fmt: skip
def test_the_first_reason_that_applies_gives_the_light(expected: LightReason, row: dict) -> None:
    assert reason_of(**row) == expected


@pytest.mark.parametrize(("ahead", "expected"), [(15, R.DUE_WITHOUT_PROGRESS), (16, R.ON_TIME)])
def test_without_a_coming_session_the_window_decides_what_is_near(ahead: int, expected: LightReason) -> None:
    due = TODAY + timedelta(days=ahead)
    assert reason_of(P, ON_TIME, due=due, progress=0, next_session=None) == expected


@pytest.mark.parametrize(
    ("light", "reasons"),
    [
        (Light.RED, {R.OVERDUE, R.NOT_FULFILLED, R.DUE_WITHOUT_PROGRESS}),
        (Light.AMBER, {R.UNVERIFIED, R.MEMBERS_SILENT, R.STALE_REPORT, R.DUE_SOON_WITHOUT_EVIDENCE}),
        (Light.GREY, {R.NO_REPORT_NO_DEADLINE, R.NO_REPORT, R.NO_DEADLINE}),
        (Light.GREEN, {R.ON_TIME, R.VERIFIED}),
        (Light.OFF, {R.VOID}),
    ],
)
def test_every_reason_has_one_colour(light: Light, reasons: set[LightReason]) -> None:
    assert {reason for reason, shown in LIGHT_OF_REASON.items() if shown == light} == reasons
    assert list(lights(pd.Series(sorted(reasons)))) == [light] * len(reasons)


def worst_of(*parts: tuple[str, str, date | None]) -> str:
    """Name of the part that gives the agreement its light."""
    table = pd.DataFrame(parts, columns=["institution", "light", "due"]).assign(agreement_id=1, reason="")
    return str(worst_by(table.astype({"due": "datetime64[s]"}), by="agreement_id").loc[1, "institution"])


@pytest.mark.parametrize(
    ("better", "worse"),
    [(Light.AMBER, Light.RED), (Light.GREY, Light.AMBER), (Light.GREEN, Light.GREY), (Light.OFF, Light.GREEN)],
)
def test_one_worse_light_among_ten_is_the_light_of_the_agreement(better: Light, worse: Light) -> None:
    others = [(f"otra {n}", better.value, TODAY) for n in range(9)]
    assert worst_of(*others, ("la peor", worse.value, None)) == "la peor"


def test_among_equal_lights_the_earliest_deadline_speaks_and_then_the_order_of_the_acta() -> None:
    red = Light.RED.value
    assert worst_of(("sin fecha", red, None), ("tarde", red, FAR), ("pronto", red, LATE)) == "pronto"
    assert worst_of(("primera", red, LATE), ("segunda", red, LATE)) == "primera"
