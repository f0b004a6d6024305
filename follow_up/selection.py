"""Choosing rows: the filters of a screen as a value, applied the same way on every page."""

from dataclasses import dataclass, replace

import pandas as pd

from follow_up.board import Board
from follow_up.spelling import fold


@dataclass(frozen=True)
class Selection:
    """Codes to keep; an empty tuple keeps all. `words` are looked for without accents, each of them."""

    sessions: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    deadline_states: tuple[str, ...] = ()
    buckets: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()
    words: str = ""


def select(board: Board, selection: Selection) -> Board:
    """The board with the rows that `selection` keeps.

    Standing, deadline and light are judged on each row's own: an agreement by its whole, an assignment by its part.
    An institution keeps the agreements that it shares.
    """
    agreements = board.agreements[_kept(board.agreements, selection)]
    assignments = board.assignments[_kept(board.assignments, selection)]
    if selection.words:
        said = board.agreements.loc[_says(board.agreements, selection.words), "agreement_id"]
        agreements = agreements[agreements["agreement_id"].isin(said)]
        assignments = assignments[assignments["agreement_id"].isin(said)]
    if selection.institutions:
        assignments = assignments[assignments["institution_code"].isin(selection.institutions)]
        theirs = board.assignments["institution_code"].isin(selection.institutions)
        shared = board.assignments.loc[theirs, "agreement_id"]
        agreements = agreements[agreements["agreement_id"].isin(shared)]
    return replace(board, agreements=agreements, assignments=assignments)


def _says(agreements: pd.DataFrame, words: str) -> pd.Series:
    """Which agreements hold every one of the words, without accents."""
    says = pd.Series(data=True, index=agreements.index)
    for word in fold(words).split():
        says &= agreements["words"].str.contains(word, regex=False)
    return says


def _kept(rows: pd.DataFrame, selection: Selection) -> pd.Series:
    """Which rows pass the filters on their own columns."""
    kept = pd.Series(data=True, index=rows.index)
    wanted = {
        "session_code": selection.sessions,
        "theme_code": selection.themes,
        "standing": selection.standings,
        "deadline_state": selection.deadline_states,
        "bucket": selection.buckets,
        "light": selection.lights,
    }
    for column, values in wanted.items():
        if values:
            kept &= rows[column].isin(values)
    return kept
