"""The traffic light: a colour with its reason, by one written rule, never typed and never averaged."""

from datetime import date

import numpy as np
import pandas as pd

from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineState, Light, LightReason, Standing

LIGHT_OF_REASON = {
    LightReason.VOID: Light.OFF,
    LightReason.VERIFIED: Light.GREEN,
    LightReason.UNVERIFIED: Light.AMBER,
    LightReason.NOT_FULFILLED: Light.RED,
    LightReason.OVERDUE: Light.RED,
    LightReason.DUE_WITHOUT_PROGRESS: Light.RED,
    LightReason.NO_REPORT_NO_DEADLINE: Light.GREY,
    LightReason.NO_REPORT: Light.GREY,
    LightReason.NO_DEADLINE: Light.GREY,
    LightReason.MEMBERS_SILENT: Light.AMBER,
    LightReason.STALE_REPORT: Light.AMBER,
    LightReason.DUE_SOON_WITHOUT_EVIDENCE: Light.AMBER,
    LightReason.ON_TIME: Light.GREEN,
}
SEVERITY = {light.value: rank for rank, light in enumerate(Light)}


def light_reasons(rows: pd.DataFrame, *, today: date, windows: Windows) -> pd.Series:
    """`LightReason` of each assignment; the first rule that applies.

    `rows`: `standing`, `progress`, `deadline_state`, `due` (datetime64), `reported_on` (datetime64), `has_evidence`,
    `members_silent` (names of the members of a group that never answered: one that reports does not speak for the rest).
    `horizon` (datetime64): "due before the next session" looks to the calendar of the committee, see `deadlines.horizons`.
    """
    standing, state = rows["standing"], rows["deadline_state"]
    silent = standing == Standing.NO_REPORT
    no_deadline = state == DeadlineState.NO_DEADLINE
    stale = (pd.Timestamp(today) - rows["reported_on"]).dt.days > windows.stale
    rules = [
        (standing == Standing.VOID, LightReason.VOID),
        (standing == Standing.VERIFIED, LightReason.VERIFIED),
        (standing == Standing.FULFILLED, LightReason.UNVERIFIED),
        (standing == Standing.NOT_FULFILLED, LightReason.NOT_FULFILLED),
        (state == DeadlineState.OVERDUE, LightReason.OVERDUE),
        ((rows["due"] <= rows["horizon"]) & (rows["progress"] == 0), LightReason.DUE_WITHOUT_PROGRESS),
        (silent & no_deadline, LightReason.NO_REPORT_NO_DEADLINE),
        (silent, LightReason.NO_REPORT),
        (no_deadline, LightReason.NO_DEADLINE),
        (rows["members_silent"] != "", LightReason.MEMBERS_SILENT),
        (stale, LightReason.STALE_REPORT),
        ((state == DeadlineState.DUE_SOON) & ~rows["has_evidence"], LightReason.DUE_SOON_WITHOUT_EVIDENCE),
    ]
    reasons = np.select([rule for rule, _ in rules], [reason.value for _, reason in rules], LightReason.ON_TIME.value)
    return pd.Series(reasons, index=rows.index, dtype="str")


def lights(reasons: pd.Series) -> pd.Series:
    """The `Light` that each reason shows."""
    return reasons.map({reason.value: light.value for reason, light in LIGHT_OF_REASON.items()}).astype("str")


def worst_by(assignments: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Per `by`, the row of its worst light: one red in ten stays one red.

    `assignments`: `by`, `light`, `reason`, `due`. Among equals the earliest deadline speaks. Indexed by `by`.
    """
    severity = assignments["light"].map(SEVERITY)
    ranked = assignments.assign(severity=severity).sort_values(["severity", "due"], kind="stable")
    return ranked.drop_duplicates(by).set_index(by)
