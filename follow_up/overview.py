"""Everything that the first screen shows, made in one go so that it can be kept per version of the data."""

from dataclasses import dataclass

import pandas as pd

from follow_up.board import Board
from follow_up.metrics import (
    Compliance,
    Judgement,
    attention,
    bucket_counts,
    compliance,
    judgement,
    silence,
    standing_by,
    standing_counts,
)
from follow_up.selection import Selection, select
from follow_up.vocabulary import DeadlineBucket, Standing

ATTENTION_ROWS = 12


@dataclass(frozen=True)
class Overview:
    """Figures of agreements, but for `by_institution` and `silence`, which count assignments.

    `attention` holds the first rows of all that ask for something (`attention_total`).
    """

    judgement: Judgement
    compliance: Compliance
    standing: dict[Standing, int]
    buckets: dict[DeadlineBucket, int]
    by_institution: pd.DataFrame
    by_theme: pd.DataFrame
    attention: pd.DataFrame
    attention_total: int
    silence: pd.DataFrame


def overview(board: Board, selection: Selection) -> Overview:
    """The figures of the first screen for the rows that `selection` keeps."""
    chosen = select(board, selection)
    asking = attention(chosen.agreements)
    return Overview(
        judgement=judgement(chosen),
        compliance=compliance(chosen.agreements),
        standing=standing_counts(chosen.agreements),
        buckets=bucket_counts(chosen.agreements),
        by_institution=standing_by(chosen.assignments, key="institution_code", label="institution"),
        by_theme=standing_by(chosen.agreements, key="theme_code", label="theme"),
        attention=asking.head(ATTENTION_ROWS),
        attention_total=len(asking),
        silence=silence(chosen.assignments, today=board.today),
    )
