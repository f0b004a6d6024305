"""Committees above and below one another: CODISEC, COPROSEC, CORESEC (D.S. 011-2014-IN, arts. 22-31), and what belongs to each.

A committee is looked at alone, or with all those below it. Rolled-up figures are the sums of each one's own: an agreement that
was passed down is counted with the committee that adopted it and, as its copy, with the one that it was passed to.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from follow_up.board import Board, Rows
from follow_up.metrics import standing_by
from follow_up.rows import records
from follow_up.vocabulary import CommitteeLevel, Standing

LEVELS = list(CommitteeLevel)  # from the highest down
COUNTED = [*(standing.value for standing in Standing), "total", "overdue"]


@dataclass(frozen=True)
class Scope:
    """What is looked at: the committees (ids), the one at the head first. Empty: all there are, while there is one."""

    committees: tuple[int, ...] = ()

    @property
    def head(self) -> int | None:
        """The committee whose calendar the whole goes by; None while there is one and nobody is asked."""
        return self.committees[0] if self.committees else None


def hierarchy(committees: pd.DataFrame) -> pd.DataFrame:
    """The committees, each followed by those below it, with `depth` from 0. One whose parent is not among them is at the top.

    `committees`: `Rows.committees`. Those of one parent are ordered by level and territory. All of them come out, once each.
    """
    rank = committees["level"].map({level.value: place for place, level in enumerate(LEVELS)})
    ordered = committees.assign(rank=rank).sort_values(["rank", "territory", "committee_id"], kind="stable").drop(columns="rank")
    known = set(ordered["committee_id"])
    below: dict[int, list[int]] = {}
    for row in records(ordered):
        above = row.parent_id if not pd.isna(row.parent_id) and row.parent_id in known else 0
        below.setdefault(int(above), []).append(int(row.committee_id))
    depths = dict(_walk(below, 0, 0))
    listed = ordered.set_index("committee_id").loc[list(depths)].reset_index()
    return listed.assign(depth=list(depths.values()))[[*committees.columns, "depth"]]


def _walk(below: dict[int, list[int]], above: int, depth: int) -> Iterable[tuple[int, int]]:
    for committee_id in below.get(above, ()):
        yield committee_id, depth
        yield from _walk(below, committee_id, depth + 1)


def below(committees: pd.DataFrame, committee_id: int) -> tuple[int, ...]:
    """All the committees (ids) under one, at any depth, in the order of `hierarchy`."""
    found: list[int] = []
    parents = {committee_id}
    for row in records(hierarchy(committees)):
        if not pd.isna(row.parent_id) and row.parent_id in parents:
            found.append(int(row.committee_id))
            parents.add(int(row.committee_id))
    return tuple(found)


def committee_of_ref(committees: pd.DataFrame, ref: str) -> int:
    """The committee (id) whose agreement or session has that name in addresses: its code begins it, but for those of the first."""
    named = committees[[ref.startswith(f"{code}-") for code in committees["code"]]]
    if named.empty:
        return int(committees["committee_id"].min())
    return max((len(row.code), int(row.committee_id)) for row in records(named))[1]


def scopes(committees: pd.DataFrame) -> list[Scope]:
    """What can be looked at, in the order of `hierarchy`: each committee alone and, where others are below it, with them."""
    found: list[Scope] = []
    for row in records(hierarchy(committees)):
        alone, under = (int(row.committee_id),), below(committees, int(row.committee_id))
        found += [Scope(alone), Scope(alone + under)] if under else [Scope(alone)]
    return found


def rows_of(rows: Rows, committees: Collection[int]) -> Rows:
    """What belongs to some committees (ids, the head first): their sessions, and the agreements, assignments and reports of those."""
    wanted = list(committees)
    listed = rows.committees.set_index("committee_id", drop=False)
    agreements = rows.agreements[rows.agreements["committee_id"].isin(wanted)]
    assignments = rows.assignments[rows.assignments["agreement_id"].isin(agreements["agreement_id"])]
    return replace(
        rows,
        committees=listed.loc[[each for each in wanted if each in listed.index]].reset_index(drop=True),
        sessions=rows.sessions[rows.sessions["committee_id"].isin(wanted)].reset_index(drop=True),
        agreements=agreements.reset_index(drop=True),
        assignments=assignments.reset_index(drop=True),
        reports=rows.reports[rows.reports["assignment_id"].isin(assignments["assignment_id"])].reset_index(drop=True),
    )


def figures_by_committee(board: Board) -> pd.DataFrame:
    """One row per committee of the board, in the order of `hierarchy`, with those that have no agreement.

    Columns: committee_id, depth, a column per `Standing`, total, overdue: its own agreements; passed, how many of them were passed
    down to it; and the same names with "all_" before them, rolled up: its own and those of all the committees below it.
    """
    tree = hierarchy(board.committees)
    counts = standing_by(board.agreements.assign(label=""), key="committee_id", label="label").set_index("committee_id")
    own = counts[COUNTED].reindex(tree["committee_id"], fill_value=0).astype("int64")
    passed = board.agreements["parent_id"].notna().groupby(board.agreements["committee_id"]).sum()
    own = own.assign(passed=passed.reindex(own.index, fill_value=0).astype("int64"))
    families = {each: [each, *below(board.committees, each)] for each in own.index}
    rolled = pd.DataFrame({each: own.loc[family].sum() for each, family in families.items()}, index=own.columns).T
    return tree[["committee_id", "depth"]].join(own.join(rolled.add_prefix("all_")), on="committee_id")
