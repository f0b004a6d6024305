"""What weakens follow-up and a person can mend: each open finding once, from the board of a day."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from follow_up.alike import repeats
from follow_up.board import Board
from follow_up.rows import records
from follow_up.vocabulary import (
    OPEN_STANDINGS,
    UNCLASSIFIED,
    DeadlineKind,
    DeadlineState,
    FindingKind,
    InstitutionKind,
    Standing,
)

COLUMNS = [
    "kind", "subject", "place", "agreement_id", "ref", "code", "text", "session_on", "problem_id", "assignment_id", "member_id",
    "institution_id", "institution", "report_id", "days", "other_id",
]  # fmt: skip
IDS = ["agreement_id", "problem_id", "assignment_id", "member_id", "institution_id", "report_id", "days", "other_id"]
OF_AGREEMENT = ["agreement_id", "ref", "code", "text", "session_on", "problem_id"]
WEIGHT = tuple(FindingKind)  # the order in which they are told when as many of two kinds are open


@dataclass(frozen=True)
class Quality:
    """What is open, and what is too but a person accepts; frames with the columns of `findings`."""

    open: pd.DataFrame
    accepted: pd.DataFrame


def counts(found: pd.DataFrame) -> dict[FindingKind, int]:
    """How many of each kind, zeros included. They add up to the rows."""
    sizes = found["kind"].value_counts()
    return {kind: int(sizes.get(kind.value, 0)) for kind in FindingKind}


def heaviest(number: dict[FindingKind, int]) -> FindingKind:
    """The kind of which most are open; the first of `FindingKind` among as many."""
    return max(WEIGHT, key=lambda kind: number[kind])


def weigh(board: Board, *, contacts: pd.DataFrame, accepted: Collection[tuple[str, str]]) -> Quality:
    """The findings of a board, parted by the (kind, subject) that were `accepted`. `contacts`: see `findings`."""
    found = findings(board, contacts=contacts)
    settled = [(row.kind, row.subject) in accepted for row in records(found)]
    is_accepted = pd.Series(settled, index=found.index, dtype="bool")
    return Quality(found[~is_accepted].reset_index(drop=True), found[is_accepted].reset_index(drop=True))


def mended(before: pd.DataFrame, now: pd.DataFrame) -> int:
    """How many findings of an earlier board are gone: of the same kind, at the same place."""
    open_now = set(zip(now["kind"], now["place"], strict=True))
    return len(set(zip(before["kind"], before["place"], strict=True)) - open_now)


def findings(board: Board, *, contacts: pd.DataFrame) -> pd.DataFrame:
    """Everything that weakens follow-up at the day of the board, each thing once, by kind and in the order of the board.

    `contacts`: institution_id, agreement_id (missing: all that it owes), made_on.
    Columns: kind (`FindingKind`), subject (what a person accepts: with the report that it is of, so that a newer one asks
    again), place (what it is of, whichever the report), agreement_id, ref, code, text, session_on, problem_id, assignment_id,
    member_id, institution_id, institution, report_id, days (of silence), other_id (the agreement that is repeated); missing
    where the kind has none.

    - NO_DEADLINE: an open agreement for which no deadline was fixed. NO_NEXT_SESSION: one due at a session not in the calendar.
    - NO_THEME: a problem still to be classified; its agreements share its theme.
    - NO_EVIDENCE: the last report says progress or fulfilled, without a document. UNVERIFIED: it says fulfilled, unchecked.
    - EMPTY_GROUP: a group that answers for something open and has no members.
    - UNANSWERED: nothing reported for more than `Windows.stale` days, nor has anybody asked in that time.
    - DUPLICATE: an agreement that says what an earlier one says, in the same session or another; not one passed down from it.
    """
    live = board.agreements[board.agreements["standing"] != Standing.VOID]
    places = _places(board, live)
    parts = [
        _without_deadline(live), _without_next_session(live), _without_theme(live), _without_evidence(places), _unverified(places),
        _empty_groups(board, live), _unanswered(board, places, contacts), _duplicates(live),
    ]  # fmt: skip
    filled = [part.reindex(columns=COLUMNS) for part in parts if len(part)]
    if not filled:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.concat([part.astype(dict.fromkeys(IDS, "Int64")) for part in filled], ignore_index=True)
    return found.assign(subject=found["subject"].astype("str"), place=found["place"].astype("str"))


def _told(rows: pd.DataFrame, kind: FindingKind, subject: pd.Series, place: pd.Series | None = None) -> pd.DataFrame:
    said = subject.astype("str")
    return rows.assign(kind=kind.value, subject=said, place=said if place is None else place.astype("str"))


def _without_deadline(live: pd.DataFrame) -> pd.DataFrame:
    rows = live.loc[live["deadline_state"] == DeadlineState.NO_DEADLINE, OF_AGREEMENT]
    return _told(rows, FindingKind.NO_DEADLINE, rows["agreement_id"])


def _without_next_session(live: pd.DataFrame) -> pd.DataFrame:
    waits = live["is_open"] & (live["deadline_kind"] == DeadlineKind.NEXT_SESSION) & live["due"].isna()
    rows = live.loc[waits, OF_AGREEMENT]
    return _told(rows, FindingKind.NO_NEXT_SESSION, rows["agreement_id"])


def _without_theme(live: pd.DataFrame) -> pd.DataFrame:
    rows = live.loc[live["theme_code"] == UNCLASSIFIED, OF_AGREEMENT].drop_duplicates("problem_id")
    return _told(rows, FindingKind.NO_THEME, rows["problem_id"])


def _places(board: Board, live: pd.DataFrame) -> pd.DataFrame:
    """Who has to report on what: each assignment, a group by its members of the day. With the agreement's columns, and
    `since`, the day from which an answer is missing: that of the last report, else that of the assignment.
    """
    of_parts = board.parts[[
        "assignment_id", "agreement_id", "institution_id", "member_id", "member", "report_id", "reported_on", "evidence", "standing",
    ]].rename(columns={"institution_id": "group_id"})  # fmt: skip
    of_parts = of_parts.merge(board.assignments[["assignment_id", "institution", "assigned_on"]], on="assignment_id")
    shared = of_parts["report_id"].notna() & of_parts.duplicated(["assignment_id", "report_id"], keep=False)
    named = of_parts["member"] + " (" + of_parts["institution"] + ")"
    of_parts = of_parts.assign(
        institution_id=of_parts["member_id"], institution=named, speaker=named.mask(shared, of_parts["institution"]),
        shared=shared,
    )  # fmt: skip
    columns = [
        "assignment_id", "agreement_id", "institution_id", "institution", "member_id", "group_id", "report_id", "reported_on",
        "evidence", "standing", "assigned_on", "speaker", "shared",
    ]  # fmt: skip
    kinds = {name: "Int64" for name in ("member_id", "group_id", "report_id")}
    alone = board.assignments[~board.assignments["assignment_id"].isin(of_parts["assignment_id"])]
    alone = alone.assign(speaker=alone["institution"], shared=False).reindex(columns=columns)
    whole = pd.concat([alone.astype(kinds), of_parts[columns].astype(kinds)])
    rows = whole.merge(live[OF_AGREEMENT], on="agreement_id").sort_values(["agreement_id", "assignment_id"], kind="stable")
    since = rows["reported_on"].fillna(rows[["session_on", "assigned_on"]].max(axis=1))
    place = rows["assignment_id"].astype("str") + ":" + rows["member_id"].fillna(0).astype("str")
    return rows.assign(since=since, place=place)


def _of_reports(rows: pd.DataFrame, kind: FindingKind) -> pd.DataFrame:
    """Findings of reports: one that speaks for all the members of a group is one finding, of the group."""
    rows = rows.drop_duplicates("report_id")
    place = rows["place"].mask(rows["shared"], rows["assignment_id"].astype("str") + ":0")
    rows = rows.assign(institution=rows["speaker"], member_id=rows["member_id"].mask(rows["shared"]))
    return _told(rows, kind, rows["report_id"], place)


def _without_evidence(places: pd.DataFrame) -> pd.DataFrame:
    says = places["standing"].isin([Standing.IN_PROGRESS, Standing.FULFILLED]) & places["evidence"].isna()
    return _of_reports(places[says], FindingKind.NO_EVIDENCE)


def _unverified(places: pd.DataFrame) -> pd.DataFrame:
    return _of_reports(places[places["standing"] == Standing.FULFILLED], FindingKind.UNVERIFIED)


def _empty_groups(board: Board, live: pd.DataFrame) -> pd.DataFrame:
    asked = board.assignments["is_open"] & (board.assignments["institution_kind"] == InstitutionKind.GROUP)
    empty = asked & ~board.assignments["institution_id"].isin(board.members["institution_id"])
    groups = board.assignments.loc[empty, ["agreement_id", "institution_id", "institution"]].merge(live[OF_AGREEMENT], on="agreement_id")
    groups = groups.drop_duplicates("institution_id")
    return _told(groups, FindingKind.EMPTY_GROUP, groups["institution_id"])


def _unanswered(board: Board, places: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    days: pd.Series = (pd.Timestamp(board.today) - places["since"]).dt.days
    late: pd.Series = places["standing"].isin(OPEN_STANDINGS) & (days > board.windows.stale)
    rows = places.assign(days=days).loc[late & ~_asked(board, places, contacts)]
    return _told(rows, FindingKind.UNANSWERED, rows["place"] + ":" + rows["report_id"].fillna(0).astype("str"), rows["place"])


def _asked(board: Board, places: pd.DataFrame, contacts: pd.DataFrame) -> pd.Series:
    """Whether somebody was in touch with the institution, or with its group, about the agreement within the window."""
    age: pd.Series = (pd.Timestamp(board.today) - contacts["made_on"]).dt.days
    recent = contacts.loc[(age >= 0) & (age <= board.windows.stale)]
    about = {(row.institution_id, None if pd.isna(row.agreement_id) else row.agreement_id) for row in records(recent)}
    asked = [
        any((who, what) in about for who in (row.institution_id, row.group_id) if pd.notna(who) for what in (None, row.agreement_id))
        for row in records(places)
    ]
    return pd.Series(asked, index=places.index, dtype="bool")


def _duplicates(live: pd.DataFrame) -> pd.DataFrame:
    rows = live.reset_index(drop=True)
    ids, parents = rows["agreement_id"].tolist(), rows["parent_id"].tolist()
    pairs = [
        (later, earlier) for later, earlier in repeats(rows["text"].tolist())
        if ids[earlier] != parents[later] and ids[later] != parents[earlier]
    ]  # fmt: skip
    mine = rows.iloc[[later for later, _ in pairs]][OF_AGREEMENT].assign(other_id=[ids[earlier] for _, earlier in pairs])
    return _told(mine, FindingKind.DUPLICATE, mine["agreement_id"].astype("str") + "=" + mine["other_id"].astype("str"))
