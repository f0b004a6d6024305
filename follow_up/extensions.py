"""Extensions: how often the deadline of an agreement was put off, and from which day.

An extension is a deadline in force that is changed for a later one. "Next session" stands for the first ordinary session
after the day on which it was decided; while the calendar has none it is later than any day. What has no date (permanent,
none) is neither put off nor puts off. That a session moves is no decision on the agreement, and no extension by itself.
"""

import pandas as pd

from follow_up.deadlines import due_dates
from follow_up.vocabulary import DeadlineKind


def dated_changes(changes: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Each change of a deadline with its date by the calendar, and whether it is an extension.

    `changes`: agreement_id, committee_id, deadline_kind, deadline, deadline_since (the day it was decided), oldest first
    within each agreement; `sessions` as in `due_dates`. Adds due (NaT where there is no date, or none yet) and is_extension.
    """
    due = due_dates(changes, sessions)
    awaited = (changes["deadline_kind"] == DeadlineKind.NEXT_SESSION) & due.isna()
    until = due.mask(awaited, pd.Timestamp.max.as_unit("us"))
    return changes.assign(due=due, is_extension=until > until.groupby(changes["agreement_id"]).shift())


def extension_counts(changes: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """By agreement_id (the index): original_deadline, the first date that it ever had (NaT: none), and extensions, how many.

    `changes` and `sessions` as in `dated_changes`. An agreement without changes has no row.
    """
    told = dated_changes(changes, sessions).groupby("agreement_id")
    return pd.DataFrame({"original_deadline": told["due"].first(), "extensions": told["is_extension"].sum()})


def by_extensions(agreements: pd.DataFrame) -> pd.DataFrame:
    """The open agreements whose deadline was put off, the most often first. `agreements`: those of a board."""
    found = agreements[agreements["is_open"] & (agreements["extensions"] > 0)]
    return found.sort_values(["extensions", "order"], ascending=[False, True])
