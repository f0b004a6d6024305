"""The figures: counts, compliance, ageing, silence and trend, from the frames of a board."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from follow_up.board import Board, Rows, assignments_at, member_parts, members_at, reported_assignments
from follow_up.lights import SEVERITY
from follow_up.standing import combine
from follow_up.vocabulary import DONE_STANDINGS, DeadlineBucket, DeadlineState, Light, Standing

AGEING_BINS = [(1, 15), (16, 30), (31, 60), (61, 90), (91, None)]


@dataclass(frozen=True)
class Compliance:
    """`done` of `live`: fulfilled over all but those without effect. `live` 0 means there is nothing to comply with."""

    done: int
    verified: int
    live: int
    void: int


@dataclass(frozen=True)
class Judgement:
    """What the first sentence of a board says, as numbers of agreements."""

    total: int
    assignments: int
    standing: dict[Standing, int]
    overdue: int
    without_deadline: int
    open: int


def standing_counts(rows: pd.DataFrame) -> dict[Standing, int]:
    """How many rows stand at each `Standing`, zeros included. Adds up to the rows."""
    counts = rows["standing"].value_counts()
    return {standing: int(counts.get(standing.value, 0)) for standing in Standing}


def compliance(rows: pd.DataFrame) -> Compliance:
    """Compliance of agreements or assignments, whichever `rows` holds; the two are never mixed."""
    counts = standing_counts(rows)
    done = sum(counts[standing] for standing in DONE_STANDINGS)
    void = counts[Standing.VOID]
    return Compliance(done, counts[Standing.VERIFIED], len(rows) - void, void)


def judgement(board: Board) -> Judgement:
    """The numbers of the sentence of judgement."""
    states = board.agreements["deadline_state"]
    return Judgement(
        total=len(board.agreements),
        assignments=len(board.assignments),
        standing=standing_counts(board.agreements),
        overdue=int((states == DeadlineState.OVERDUE).sum()),
        without_deadline=int((states == DeadlineState.NO_DEADLINE).sum()),
        open=int((states != DeadlineState.CLOSED).sum()),
    )


def standing_by(rows: pd.DataFrame, *, key: str, label: str) -> pd.DataFrame:
    """Counts by `key`: one row each with `key`, `label`, a column per `Standing`, `total`, `overdue`.

    Worst first: by overdue, then by those without report, then by size. Counts of agreements by theme add up to the
    total; counts of assignments by institution are assignments, because an agreement may have several institutions.
    """
    counts = rows.groupby([key, label])["standing"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=[s.value for s in Standing], fill_value=0)
    counts["total"] = counts.sum(axis=1)
    overdue = rows["deadline_state"] == DeadlineState.OVERDUE
    counts["overdue"] = overdue.groupby([rows[key], rows[label]]).sum()
    order = ["overdue", Standing.NO_REPORT.value, "total"]
    return counts.sort_values(order, ascending=False, kind="stable").reset_index()


def bucket_counts(agreements: pd.DataFrame) -> dict[DeadlineBucket, int]:
    """How many agreements fall in each `DeadlineBucket`, zeros included. Adds up to the rows."""
    counts = agreements["bucket"].value_counts()
    return {bucket: int(counts.get(bucket.value, 0)) for bucket in DeadlineBucket}


def state_counts(rows: pd.DataFrame) -> dict[DeadlineState, int]:
    """How many rows are at each `DeadlineState`, zeros included. Adds up to the rows."""
    counts = rows["deadline_state"].value_counts()
    return {state: int(counts.get(state.value, 0)) for state in DeadlineState}


def ageing(agreements: pd.DataFrame) -> pd.DataFrame:
    """The overdue by days late: `first`, `last` (missing for the open end), `count`, one row per bin."""
    rows = [
        {"first": first, "last": last, "count": len(overdue_between(agreements, first, last))} for first, last in AGEING_BINS
    ]
    return pd.DataFrame(rows)


def overdue_between(agreements: pd.DataFrame, first: int, last: int | None) -> pd.DataFrame:
    """The agreements overdue by `first` to `last` days, both counted; without `last`, by `first` or more."""
    overdue = agreements["deadline_state"] == DeadlineState.OVERDUE
    return agreements[overdue & (-agreements["days"]).between(first, last or float("inf"))]


def by_urgency(rows: pd.DataFrame) -> pd.DataFrame:
    """Agreements or assignments, worst light first, then by the days to their deadline."""
    ranked = rows.assign(severity=rows["light"].map(SEVERITY))
    return ranked.sort_values(["severity", "days", "order"], kind="stable").drop(columns="severity")


def attention(agreements: pd.DataFrame) -> pd.DataFrame:
    """The agreements that ask for something (red, amber or grey), worst first."""
    return by_urgency(agreements[agreements["light"].isin([Light.RED, Light.AMBER, Light.GREY])])


def silence(assignments: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Per institution with open assignments, how long nothing was heard; the longest silence first.

    Columns: institution_code, institution, open, no_report, overdue, last_report (missing when never), days: since the
    last report, or since the earliest session that asked for one.
    """
    open_ = assignments[assignments["is_open"]]
    grouped = open_.groupby(["institution_code", "institution"])
    table = pd.DataFrame(
        {
            "open": grouped.size(),
            "no_report": (open_["standing"] == Standing.NO_REPORT)
            .groupby([open_["institution_code"], open_["institution"]])
            .sum(),
            "overdue": (open_["deadline_state"] == DeadlineState.OVERDUE)
            .groupby([open_["institution_code"], open_["institution"]])
            .sum(),
            "asked_on": grouped["session_on"].min(),
        }
    )
    said = assignments.groupby(["institution_code", "institution"])["reported_on"].max()
    table["last_report"] = said.reindex(table.index)
    since = table["last_report"].fillna(table["asked_on"])
    table["days"] = (pd.Timestamp(today) - since).dt.days
    return table.drop(columns="asked_on").sort_values("days", ascending=False, kind="stable").reset_index()


def last_reports(log: pd.DataFrame, *, at: date) -> pd.DataFrame:
    """The fold of the log: the last report of each assignment and member on `at`.

    `log`: the columns of `Rows.reports`, one row per report. A check made after `at` is not known yet.
    """
    moment = pd.Timestamp(at)
    known = log[log["reported_on"] <= moment].sort_values(["reported_on", "recorded_at", "report_id"], kind="stable")
    last = known.drop_duplicates(["assignment_id", "member_id"], keep="last")
    return last.assign(verified_on=last["verified_on"].where(last["verified_on"] <= moment))


def trend(rows: Rows, log: pd.DataFrame, *, dates: Iterable[date]) -> pd.DataFrame:
    """Compliance of the agreements at each date: `on`, `total` (live), `done`, `verified`.

    Only sessions held by then count, and the assignments of the day, so `rows` has all that there ever were; the state at
    each date is the fold of `log`.
    """
    return pd.DataFrame([_point(rows, log, at) for at in dates], columns=["on", "total", "done", "verified"])


def _point(rows: Rows, log: pd.DataFrame, at: date) -> dict[str, object]:
    adopted = rows.agreements.loc[rows.agreements["session_on"] <= pd.Timestamp(at), "agreement_id"]
    assignments = assignments_at(rows.assignments[rows.assignments["agreement_id"].isin(adopted)], at)
    members, reports = members_at(rows.members, at), last_reports(log, at=at)
    held = replace(rows, assignments=assignments, reports=reports, members=members)
    then = reported_assignments(held, member_parts(held))
    figures = compliance(combine(then, by="agreement_id"))
    return {"on": at, "total": figures.live, "done": figures.done, "verified": figures.verified}


def month_ends(today: date, *, months: int) -> list[date]:
    """The last days of the `months - 1` months before, and today."""
    ends = pd.date_range(end=pd.Timestamp(today).replace(day=1), periods=months - 1, freq="MS") - pd.Timedelta(days=1)
    return [*(end.date() for end in ends), today]
