"""What was promised against what was done: the deadlines that ended between a session and the cut-off."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from follow_up.board import Board, Rows, assignments_at, member_parts, members_at, reported_assignments
from follow_up.metrics import last_reports
from follow_up.standing import combine
from follow_up.vocabulary import DONE_STANDINGS, PromiseOutcome, Standing

TOLD = ["agreement_id", "ref", "code", "session_code", "institutions", "standing", "is_open", "due", "days", "order"]
COLUMNS = ["agreement_id", "ref", "code", "session_code", "institutions", "outcome", "promised", "due", "days", "order"]


def promises(before: Board, after: Board, rows: Rows, log: pd.DataFrame) -> pd.DataFrame:
    """What became of each agreement that, by the deadline in force at `before`, was due by the day of `after`.

    Those that were open at `before` and not overdue yet. `rows` (with all the assignments that there ever were) and `log` (the
    columns of `Rows.reports`, one row per report) tell whether an agreement was fulfilled on the day that was promised.

    Columns: agreement_id, ref, code, session_code, institutions, outcome (`PromiseOutcome`), promised (the deadline at
    `before`), due and days (as they are at `after`, missing without a date), order; by outcome, then by the promised day.
    """
    due = before.agreements.loc[before.agreements["is_open"], ["agreement_id", "due"]].rename(columns={"due": "promised"})
    due = due[due["promised"].between(pd.Timestamp(before.today), pd.Timestamp(after.today))]
    found = due.merge(after.agreements[TOLD], on="agreement_id")
    found = found.assign(outcome=_outcomes(found, _fulfilled_by_then(found, rows, log), after.today))
    rank = found["outcome"].map({outcome.value: place for place, outcome in enumerate(PromiseOutcome)})
    return found.assign(rank=rank).sort_values(["rank", "promised", "order"], kind="stable", ignore_index=True)[COLUMNS]


def outcome_counts(found: pd.DataFrame) -> dict[PromiseOutcome, int]:
    """How many promises had each outcome, zeros included. Adds up to the rows."""
    counts = found["outcome"].value_counts()
    return {outcome: int(counts.get(outcome.value, 0)) for outcome in PromiseOutcome}


def _outcomes(found: pd.DataFrame, in_time: pd.Series, today: date) -> pd.Series:
    """`PromiseOutcome` of each row; the first that applies."""
    now = pd.Timestamp(today)
    done = found["standing"].isin(DONE_STANDINGS)
    later = found["due"].isna() | ((found["due"] > found["promised"]) & (found["due"] >= now))
    rules = [
        (found["standing"] == Standing.VOID, PromiseOutcome.VOID),
        (found["standing"] == Standing.NOT_FULFILLED, PromiseOutcome.NOT_FULFILLED),
        (done & in_time, PromiseOutcome.ON_TIME),
        (done, PromiseOutcome.LATE),
        (later, PromiseOutcome.EXTENDED),
        (found["due"] == now, PromiseOutcome.DUE_TODAY),
    ]
    outcomes = np.select([rule for rule, _ in rules], [outcome.value for _, outcome in rules], PromiseOutcome.OVERDUE.value)
    return pd.Series(outcomes, index=found.index, dtype="str")


def _fulfilled_by_then(found: pd.DataFrame, rows: Rows, log: pd.DataFrame) -> pd.Series:
    """Which agreements stood fulfilled at the end of their promised day, by the fold of the log."""
    theirs = rows.assignments[rows.assignments["agreement_id"].isin(found["agreement_id"])]
    rows = replace(rows, assignments=theirs)
    log = log[log["assignment_id"].isin(theirs["assignment_id"])]
    by_day = {day: _fulfilled(rows, log, day.date()) for day in found["promised"].unique()}
    told = [agreement in by_day[day] for agreement, day in zip(found["agreement_id"], found["promised"], strict=True)]
    return pd.Series(told, index=found.index, dtype="bool")


def _fulfilled(rows: Rows, log: pd.DataFrame, day: date) -> set[int]:
    assignments, members = assignments_at(rows.assignments, day), members_at(rows.members, day)
    then = replace(rows, assignments=assignments, reports=last_reports(log, at=day), members=members)
    standings = combine(reported_assignments(then, member_parts(then)), by="agreement_id")["standing"]
    return set(standings.index[standings.isin(DONE_STANDINGS)])
