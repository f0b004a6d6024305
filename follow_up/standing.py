"""How an assignment stands by its last report, and how a whole stands by its parts."""

import numpy as np
import pandas as pd

from follow_up.vocabulary import DONE_STANDINGS, OPEN_STANDINGS, Standing, Status


def standings(*, status: pd.Series, reported: pd.Series, verified: pd.Series) -> pd.Series:
    """`Standing` of each row from the declared `Status`, whether there is a report, and whether it was verified.

    "Sin reporte" is not "en proceso", and "cumplido" without the Secretaría's check is not "verificado".
    """
    told = status.mask(~reported, Standing.NO_REPORT.value)
    return told.mask((status == Status.FULFILLED) & verified & reported, Standing.VERIFIED.value).astype("str")


def combine(parts: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """The whole from its parts: an agreement from its assignments, a group from its members.

    `parts`: column `by`, `standing`, `progress` (0-100). What was left without effect does not count.
    Returns one row per `by`: `standing`, `progress` (mean of the live parts), `total` (live parts),
    `done` (fulfilled, verified or not), `verified`, `reported` (live parts with a report).
    Fulfilled only when all live parts are; verified only when all are verified.
    """
    counts = _counts(parts, by)
    live = counts.drop(columns=Standing.VOID).sum(axis=1)
    done = counts[list(DONE_STANDINGS)].sum(axis=1)
    open_ = counts[list(OPEN_STANDINGS)].sum(axis=1)
    conditions = [
        live == 0,
        counts[Standing.VERIFIED] == live,
        done == live,
        open_ == 0,
        counts[Standing.NO_REPORT] == live,
        counts[Standing.IN_PROGRESS] + done + counts[Standing.NOT_FULFILLED] > 0,
    ]
    names = ["VOID", "VERIFIED", "FULFILLED", "NOT_FULFILLED", "NO_REPORT", "IN_PROGRESS"]
    standing = np.select(conditions, [Standing[name].value for name in names], Standing.PENDING.value)
    counted = parts.loc[parts["standing"] != Standing.VOID, [by, "progress"]]
    return pd.DataFrame(
        {
            "standing": pd.Series(standing, index=counts.index, dtype="str"),
            "progress": counted.groupby(by)["progress"].mean().reindex(counts.index).fillna(0.0),
            "total": live,
            "done": done,
            "verified": counts[Standing.VERIFIED],
            "reported": live - counts[Standing.NO_REPORT],
        }
    )


def _counts(parts: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per `by`, one column per `Standing`, zeros included."""
    sizes = parts.groupby([by, "standing"]).size()
    return sizes.unstack(fill_value=0).reindex(columns=[s.value for s in Standing], fill_value=0)
