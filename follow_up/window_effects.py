"""What a number of days changes: how many things each window takes in on a day. Pure: a board and contacts in, a count out."""

from dataclasses import replace

import pandas as pd

from follow_up.board import Board
from follow_up.deadlines import deadline_states
from follow_up.escalation import call_list, duties, ladders, turn_counts
from follow_up.settings import Escalation
from follow_up.vocabulary import CallTurn, DeadlineState


def due_soon(board: Board, days: int) -> int:
    """The open agreements that would be "por vencer" with a window of so many days."""
    rows = board.agreements
    states = deadline_states(is_open=rows["is_open"], kind=rows["deadline_kind"], due=rows["due"], today=board.today, due_soon=days)
    return int((states == DeadlineState.DUE_SOON).sum())


def stale(board: Board, days: int) -> int:
    """The open assignments whose last report would be old: of more than so many days."""
    rows = board.assignments
    return int((rows["is_open"] & (rows["silent_days"] > days)).sum())


def calls(board: Board, contacts: pd.DataFrame, rule: Escalation, *, name: str, days: int) -> int:
    """The institutions that would be rung on the day of the board, with so many days in the field `name` of the rule."""
    asked = replace(rule, **{name: days})
    return turn_counts(call_list(duties(board, asked), ladders(board, contacts, asked), today=board.today))[CallTurn.TODAY]
