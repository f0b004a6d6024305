"""The agenda of a session: in which order the agreements are gone through, made by rule from the board."""

from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from follow_up.board import Board
from follow_up.metrics import by_urgency
from follow_up.vocabulary import DONE_STANDINGS, DeadlineBucket, Standing


class SlideOrder(StrEnum):
    """In which order the agreements are presented: by what asks for attention, or as the actas have them."""

    RULE = "rule"
    ACTA = "acta"


class AgendaSection(StrEnum):
    """The sections of an agenda, in the order in which they are gone through."""

    OVERDUE = "overdue"
    NOT_FULFILLED = "not_fulfilled"
    BEFORE_NEXT = "before_next"
    SILENT = "silent"
    NEW = "new"
    OPEN = "open"
    FULFILLED = "fulfilled"
    DROPPED = "dropped"


RANK = {section.value: rank for rank, section in enumerate(AgendaSection)}
CLOSED_EARLIER = ""  # in no section


def agenda(board: Board, *, order: SlideOrder, since: date | None) -> pd.DataFrame:
    """The agreements that a session goes through: agreement_id, ref, code, section (`AgendaSection`), place (from 1).

    `since`: the day of the session before, or None when there was none. What was fulfilled or dropped by then is left
    out (`closed_earlier` counts it); all else is in exactly one section. By rule: section by section, within each the
    worst light first, then the nearest deadline. Or in the order of the actas.
    """
    rows = by_urgency(board.agreements)
    rows = rows.assign(section=_sections(rows, since))
    rows = rows[rows["section"] != CLOSED_EARLIER]
    if order == SlideOrder.RULE:
        rows = rows.assign(rank=rows["section"].map(RANK)).sort_values("rank", kind="stable")
    else:
        rows = rows.sort_values("order", kind="stable")
    rows = rows[["agreement_id", "ref", "code", "section"]].reset_index(drop=True)
    return rows.assign(place=np.arange(1, len(rows) + 1))


def closed_earlier(board: Board, since: date | None) -> int:
    """How many agreements an agenda leaves out, because they were fulfilled or dropped by `since`."""
    return int((_sections(board.agreements, since) == CLOSED_EARLIER).sum())


def _sections(rows: pd.DataFrame, since: date | None) -> pd.Series:
    """The section of each agreement, empty for what was closed by `since`; the first rule that applies.

    "New" goes before "without news": what was adopted since the last session has had no occasion to report. An agreement
    is closed on the day of its last report, because leaving it without effect is a report too.
    """
    standing, bucket = rows["standing"], rows["bucket"]
    done, void = standing.isin(DONE_STANDINGS), standing == Standing.VOID
    # Without an earlier session everything is of this one. Compared as a negation, so that a missing report is no news.
    start = pd.Timestamp.min if since is None else pd.Timestamp(since)
    unheard = ~(rows["reported_on"] > start)
    rules = [
        (done & unheard, CLOSED_EARLIER),
        (void & unheard, CLOSED_EARLIER),
        (done, AgendaSection.FULFILLED.value),
        (void, AgendaSection.DROPPED.value),
        (standing == Standing.NOT_FULFILLED, AgendaSection.NOT_FULFILLED.value),
        (bucket == DeadlineBucket.OVERDUE, AgendaSection.OVERDUE.value),
        (bucket == DeadlineBucket.BEFORE_NEXT_SESSION, AgendaSection.BEFORE_NEXT.value),
        (rows["session_on"] > start, AgendaSection.NEW.value),
        (unheard, AgendaSection.SILENT.value),
    ]
    values = np.select([rule for rule, _ in rules], [section for _, section in rules], AgendaSection.OPEN.value)
    return pd.Series(values, index=rows.index, dtype="str")
