"""Groups by their members: what each member owes, and which have not answered, from the parts of a board."""

import pandas as pd

from follow_up.board import Board
from follow_up.vocabulary import DONE_STANDINGS, OPEN_STANDINGS, DeadlineState, Standing

OF_ASSIGNMENT = [
    "assignment_id", "ref", "code", "session_code", "session_on", "order", "deadline_kind", "due", "days", "deadline_state",
    "institution", "institution_code",
]  # fmt: skip


def parts_of(board: Board) -> pd.DataFrame:
    """The parts of the assignments that `board` keeps, in the order of the acta and then by member.

    The columns of `Board.parts` plus those of `OF_ASSIGNMENT` and is_open. `institution` is the group; `deadline_state` is the
    member's own: closed once it owes nothing, although others of its group do.
    """
    parts = board.parts.merge(board.assignments[OF_ASSIGNMENT], on="assignment_id")
    is_open = parts["standing"].isin(OPEN_STANDINGS)
    state = parts["deadline_state"].where(is_open, DeadlineState.CLOSED.value)
    return parts.assign(is_open=is_open, deadline_state=state).sort_values(["order", "member"], kind="stable", ignore_index=True)


def by_need(parts: pd.DataFrame) -> pd.DataFrame:
    """What is owed first: the open before the settled, the overdue before the rest, the longest overdue first."""
    late = parts["deadline_state"] == DeadlineState.OVERDUE
    ranked = parts.assign(rank=parts["is_open"].astype("int64") + (parts["is_open"] & late))
    return ranked.sort_values(["rank", "days", "order"], ascending=[False, True, True], kind="stable").drop(columns="rank")


def members_by_need(parts: pd.DataFrame) -> pd.DataFrame:
    """Each member with what it has of its group's agreements, the one with most open first.

    Columns: member_code, member, open, silent (never answered, its group neither), late, done, total.
    """
    told = parts.assign(
        silent=parts["standing"] == Standing.NO_REPORT,
        late=parts["is_open"] & (parts["deadline_state"] == DeadlineState.OVERDUE),
        done=parts["standing"].isin(DONE_STANDINGS),
    )
    found = told.groupby(["member_code", "member"], as_index=False).agg(
        open=("is_open", "sum"), silent=("silent", "sum"), late=("late", "sum"), done=("done", "sum"), total=("standing", "size")
    )
    return found.sort_values(["open", "late", "silent", "member"], ascending=[False, False, False, True], kind="stable", ignore_index=True)


def matrix_of(parts: pd.DataFrame) -> pd.DataFrame:
    """The standing of each member (rows, by code) on each agreement (columns, by ref, in the order of the acta)."""
    wide = parts.pivot_table(index="member_code", columns="ref", values="standing", aggfunc="first")
    return wide[parts.drop_duplicates("ref").sort_values("order")["ref"]]
