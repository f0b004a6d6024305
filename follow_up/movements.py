"""What changed between two dates, agreement by agreement, from the boards of the two days."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from follow_up.board import Board
from follow_up.vocabulary import DONE_STANDINGS, DeadlineState, Movement, Standing

TOLD = ["agreement_id", "ref", "code", "text", "theme", "session_code", "session_on", "institutions", "days", "order"]
STATE = ["standing", "deadline_state", "progress", "due", "extensions"]
COLUMNS = [
    "movement", "agreement_id", "ref", "code", "text", "theme", "session_code", "session_on", "institutions", "progress_before",
    "progress_after", "due_before", "due_after", "days", "order",
]  # fmt: skip
NOISE = 1e-6  # a mean of the same parts in another order differs in its last digits


@dataclass(frozen=True)
class KeyFigures:
    """The figures of a first screen, as numbers of agreements; `live`: all but those without effect."""

    total: int
    live: int
    done: int
    verified: int
    overdue: int
    no_report: int
    no_deadline: int


@dataclass(frozen=True)
class Departures:
    """What the movements do not tell, so that two boards can be reckoned up: the refs of the agreements that were

    done and are not any more (`reopened`), were overdue and are not (`relieved`), were without effect and are not
    (`restored`), or were there and were withdrawn with their import (`gone`; they are in none of the other three).
    """

    reopened: tuple[str, ...]
    relieved: tuple[str, ...]
    restored: tuple[str, ...]
    gone: tuple[str, ...]


def movements(before: Board, after: Board) -> pd.DataFrame:
    """What happened to each agreement of `after` since `before`.

    Columns: movement (`Movement`), agreement_id, ref, code, text, theme, session_code, session_on, institutions,
    progress_before (missing when new), progress_after, due_before, due_after (missing without a date), days (from
    `after` to the deadline), order. One row per agreement and movement, in the order of `Movement` and then by the acta:
    an agreement may be in several.

    FULFILLED, VERIFIED, OVERDUE and DROPPED: it is now and was not, an agreement adopted since then included. EXTENDED: more
    extensions than before. NEW: adopted since then. ADVANCED: the mean of its progress grew, and it is neither FULFILLED nor
    without effect. SILENT: open, adopted by `before`, and nobody reported since. An agreement that was withdrawn is not in
    `after` and has no movement; `departures` names it.
    """
    rows = _paired(before, after)
    happened = _happened(rows, before.today)
    found = [rows[happened[movement]].assign(movement=movement.value) for movement in Movement]
    return pd.concat(found, ignore_index=True)[COLUMNS]


def _paired(before: Board, after: Board) -> pd.DataFrame:
    """The agreements of `after` in their order, each with its own state before, missing when there was none."""
    then = before.agreements[["agreement_id", *STATE]]
    now = after.agreements[[*TOLD, "reported_on", "is_open", *STATE]].sort_values("order", kind="stable")
    return now.merge(then, on="agreement_id", how="left", suffixes=("_after", "_before"), indicator="seen")


def _happened(rows: pd.DataFrame, since: date) -> dict[Movement, pd.Series]:
    """Which rows have each movement."""
    new = rows["seen"] == "left_only"
    fulfilled = _entered(rows, "standing", DONE_STANDINGS)
    heard = rows["reported_on"] > pd.Timestamp(since)
    return {
        Movement.FULFILLED: fulfilled,
        Movement.VERIFIED: _entered(rows, "standing", [Standing.VERIFIED]),
        Movement.OVERDUE: _entered(rows, "deadline_state", [DeadlineState.OVERDUE]),
        Movement.EXTENDED: _grew(rows, "extensions"),
        Movement.NEW: new,
        Movement.DROPPED: _entered(rows, "standing", [Standing.VOID]),
        Movement.ADVANCED: _grew(rows, "progress") & ~fulfilled,  # without effect the progress is 0
        Movement.SILENT: rows["is_open"] & ~new & ~heard,
    }


def _entered(rows: pd.DataFrame, column: str, states: list[str] | tuple[str, ...]) -> pd.Series:
    """Which rows are in one of the states and were in none of them."""
    return rows[f"{column}_after"].isin(states) & ~rows[f"{column}_before"].isin(states)


def _grew(rows: pd.DataFrame, column: str) -> pd.Series:
    """Where a figure is higher than it was; what was not there before has nothing to grow from."""
    return rows[f"{column}_after"] - rows[f"{column}_before"].fillna(float("inf")) > NOISE


def movement_counts(frame: pd.DataFrame) -> dict[Movement, int]:
    """How many agreements have each movement, zeros included. They do not add up: an agreement may have several."""
    counts = frame["movement"].value_counts()
    return {movement: int(counts.get(movement.value, 0)) for movement in Movement}


def departures(before: Board, after: Board) -> Departures:
    """The agreements that left a state between two dates, by the order of the acta."""
    now = after.agreements[["agreement_id", *STATE]]
    then = before.agreements[["agreement_id", "ref", *STATE]]
    rows = then.merge(now, on="agreement_id", how="left", suffixes=("_before", "_after"), indicator="seen")
    gone = rows["seen"] == "left_only"
    left = {
        "reopened": _left(rows, "standing", DONE_STANDINGS),
        "relieved": _left(rows, "deadline_state", [DeadlineState.OVERDUE]),
        "restored": _left(rows, "standing", [Standing.VOID]),
    }
    codes = {name: tuple(rows.loc[who & ~gone, "ref"]) for name, who in left.items()}
    return Departures(**codes, gone=tuple(rows.loc[gone, "ref"]))


def _left(rows: pd.DataFrame, column: str, states: list[str] | tuple[str, ...]) -> pd.Series:
    return rows[f"{column}_before"].isin(states) & ~rows[f"{column}_after"].isin(states)


def last_session_before(sessions: pd.DataFrame, day: date) -> date | None:
    """The day of the last session, of either kind, held strictly before `day`; None when there was none.

    `sessions`: held_on (datetime64).
    """
    held = sessions.loc[sessions["held_on"] < pd.Timestamp(day), "held_on"]
    return None if held.empty else held.max().date()


def key_figures(agreements: pd.DataFrame) -> KeyFigures:
    """The figures of the agreements of a board, or of those that the filters keep."""
    standing, deadline = agreements["standing"], agreements["deadline_state"]
    return KeyFigures(
        total=len(agreements),
        live=int((standing != Standing.VOID).sum()),
        done=int(standing.isin(DONE_STANDINGS).sum()),
        verified=int((standing == Standing.VERIFIED).sum()),
        overdue=int((deadline == DeadlineState.OVERDUE).sum()),
        no_report=int((standing == Standing.NO_REPORT).sum()),
        no_deadline=int((deadline == DeadlineState.NO_DEADLINE).sum()),
    )
