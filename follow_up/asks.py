"""What the committee is asked for on each agreement: of whom, by when. It follows from the reason of the light."""

import numpy as np
import pandas as pd

from follow_up.board import Board
from follow_up.metrics import by_urgency
from follow_up.vocabulary import Ask, LightReason

ASK_OF_REASON = {
    LightReason.OVERDUE: Ask.DECIDE_OVERDUE,
    LightReason.NOT_FULFILLED: Ask.DECIDE_NOT_FULFILLED,
    LightReason.DUE_WITHOUT_PROGRESS: Ask.UNBLOCK,
    LightReason.UNVERIFIED: Ask.VERIFY,
    LightReason.MEMBERS_SILENT: Ask.ANSWER_MEMBERS,
    LightReason.STALE_REPORT: Ask.UPDATE,
    LightReason.DUE_SOON_WITHOUT_EVIDENCE: Ask.EVIDENCE,
    LightReason.NO_REPORT_NO_DEADLINE: Ask.REPORT_AND_DATE,
    LightReason.NO_REPORT: Ask.REPORT,
    LightReason.NO_DEADLINE: Ask.SET_DATE,
    LightReason.ON_TIME: Ask.NOTHING,
    LightReason.VERIFIED: Ask.NOTHING,
    LightReason.VOID: Ask.NOTHING,
}
OF_THE_COMMITTEE = (Ask.DECIDE_OVERDUE, Ask.DECIDE_NOT_FULFILLED, Ask.SET_DATE)  # decided in the session itself


def asks(board: Board) -> pd.DataFrame:
    """What is asked on every agreement, worst first: agreement_id, ref, ask (`Ask`), of_whom, by (datetime64, NaT), rank (from 1).

    `of_whom`: the institutions that give the agreement its reason, joined by ", "; for `VERIFY` the body of follow-up,
    for `ANSWER_MEMBERS` the members that never answered. `by`: what the committee decides, in its session of today or the
    next; all else at the deadline, or where that is past or missing, at the first session after today. Sessions are those of
    its own committee.
    """
    rows = by_urgency(board.agreements)
    asked = rows["reason"].map({reason.value: ask.value for reason, ask in ASK_OF_REASON.items()}).astype("str")
    rows = rows.assign(ask=asked)
    rows = rows.assign(of_whom=_of_whom(rows, board.assignments), by=_by(rows, board))
    rows = rows[["agreement_id", "ref", "ask", "of_whom", "by"]].reset_index(drop=True)
    return rows.assign(rank=np.arange(1, len(rows) + 1))


def _of_whom(rows: pd.DataFrame, assignments: pd.DataFrame) -> pd.Series:
    named = rows["reason_of"].mask(rows["reason_of"] == "", rows["institutions"])
    named = named.mask(rows["ask"] == Ask.VERIFY, rows["follow_up"])
    unanswered = assignments[assignments["reason"] == LightReason.MEMBERS_SILENT]
    members = unanswered.groupby("agreement_id")["members_silent"].agg(", ".join)
    silent = rows["agreement_id"].map(members)
    return named.mask((rows["ask"] == Ask.ANSWER_MEMBERS) & silent.notna(), silent)


def _by(rows: pd.DataFrame, board: Board) -> pd.Series:
    today, held_on = pd.Timestamp(board.today), board.sessions["held_on"]
    by = rows["due"].where(rows["due"] >= today, _first_of(rows, board, held_on > today))
    by = by.mask(rows["ask"].isin(OF_THE_COMMITTEE), _first_of(rows, board, held_on >= today))
    return by.mask(rows["ask"] == Ask.NOTHING)


def _first_of(rows: pd.DataFrame, board: Board, coming: pd.Series) -> pd.Series:
    """The first of the sessions that are coming, of the committee of each row."""
    first = board.sessions[coming].groupby("committee_id")["held_on"].min()
    return first.reindex(rows["committee_id"]).set_axis(rows.index)
