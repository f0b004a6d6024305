"""The board: every agreement and every assignment with its state at a date. All screens read it."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from follow_up.deadlines import deadline_buckets, deadline_states, due_dates, horizons, next_session_on
from follow_up.lights import light_reasons, lights, worst_by
from follow_up.settings import Windows
from follow_up.spelling import code_order, fold
from follow_up.standing import combine, standings
from follow_up.vocabulary import OPEN_STANDINGS, InstitutionKind, Standing


@dataclass(frozen=True)
class Rows:
    """What the store holds at a cut-off, as frames.

    `committees`: committee_id, code, name, level, territory, parent_id (the one above, missing: none); the one at the head first.
    `sessions`: session_id, session_code, kind, number, held_on, title, committee_id, committee.
    `agreements`: agreement_id, ref, code, text, problem_id, problem_number, problem, theme_code, theme, session_id,
    session_code, session_on, committee_id, parent_id (the agreement of a committee above that was passed down as this one,
    missing: none), follow_up, deadline_kind, deadline, deadline_note, deadline_since, original_deadline, extensions, version.
    `assignments`: assignment_id, agreement_id, position, institution_id, institution_code, institution, institution_name,
    institution_kind, assigned_on, released_on (from and until when it counts; missing: open), version.
    `reports`: the last report of each (assignment_id, member_id): report_id, reported_on, recorded_at, status, progress,
    actions, evidence, verified_on, by; member_id is missing for a report of the whole.
    `members`: institution_id (the group), member_id, member_code, member, member_name, valid_from, valid_to (missing: open); all
    there ever were.
    """

    committees: pd.DataFrame
    sessions: pd.DataFrame
    agreements: pd.DataFrame
    assignments: pd.DataFrame
    reports: pd.DataFrame
    members: pd.DataFrame


@dataclass(frozen=True)
class Board:
    """State at `today`. Frames are read, never changed: they are shared between visitors.

    `agreements`: the columns of `Rows.agreements` plus institutions (text), standing, progress (mean), total, done,
    verified, reported, reported_on (last), deadline_state, bucket, due, days (to the deadline), light, reason, reason_of
    (the institutions that gave the reason, empty when all did), reason_days, silent_days, words (folded, for search). Sorted by session and code.
    `assignments`: the columns of `Rows.assignments` plus standing, progress, reported_on, silent_days, actions,
    evidence, has_evidence, verified_on, report_id, members_total, members_done, members_silent (names), the agreement's
    ref, code, theme_code, theme, session_code, session_on, problem_id, and its own deadline_state, bucket, due, days, light,
    reason. The text stays with the agreement: repeated on each assignment it would double the memory of the board.
    `parts`: each group assignment by its members of that day: assignment_id, agreement_id, institution_id (the group), member_id,
    member_code, member, report_id, reported_on, recorded_at, progress, actions, evidence, verified_on, by, standing. A member stands by the
    later of its own report and the group's.
    """

    today: date
    next_session: date | None  # of the committee at the head; each row is judged by that of its own
    windows: Windows
    sessions: pd.DataFrame
    agreements: pd.DataFrame
    assignments: pd.DataFrame
    members: pd.DataFrame
    parts: pd.DataFrame
    committees: pd.DataFrame

    @property
    def own_sessions(self) -> pd.DataFrame:
        """The sessions of the committee at the head."""
        return own_sessions(self.committees, self.sessions)


OF_AGREEMENT = [
    "ref", "code", "theme_code", "theme", "committee_id", "session_code", "session_on", "problem_id", "deadline_kind", "due", "horizon", "order",
]  # fmt: skip


def build_board(rows: Rows, *, today: date, windows: Windows) -> Board:
    """Derive the state of everything at `today` from what the store holds."""
    next_session = next_session_on(own_sessions(rows.committees, rows.sessions), today)
    agreements = _with_words(rows.agreements).assign(
        due=due_dates(rows.agreements, rows.sessions),
        horizon=horizons(rows.agreements["committee_id"], rows.sessions, today=today, due_soon=windows.due_soon),
    )
    rows = replace(rows, members=members_at(rows.members, today))
    parts = member_parts(rows)
    assignments = reported_assignments(rows, parts)
    assignments = assignments.merge(agreements[["agreement_id", *OF_AGREEMENT]], on="agreement_id", how="left")
    assignments = _dated(assignments, today=today, windows=windows)
    reasons = light_reasons(assignments, today=today, windows=windows)
    assignments = assignments.assign(reason=reasons, light=lights(reasons)).drop(columns="horizon")
    assignments = assignments.sort_values(["order", "position"], kind="stable", ignore_index=True)
    whole = _from_assignments(agreements, assignments)
    whole = _dated(whole, today=today, windows=windows).drop(columns="horizon")
    whole = whole.sort_values("order", kind="stable", ignore_index=True)
    return Board(today, next_session, windows, rows.sessions, whole, assignments, rows.members, parts, rows.committees)


def own_sessions(committees: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """The sessions of the committee at the head: where several are looked at together, the whole goes by its calendar."""
    if len(committees) < 2:
        return sessions
    head = int(committees["committee_id"].iloc[0])
    return sessions[sessions["committee_id"] == head]


def _with_words(agreements: pd.DataFrame) -> pd.DataFrame:
    """Adds `words`, the folded text that a search looks into, and `order`, by session and integer parts of the code."""
    words = [
        fold(f"{code} {text} {problem} {theme}")
        for code, text, problem, theme in zip(
            agreements["code"], agreements["text"], agreements["problem"], agreements["theme"], strict=True
        )
    ]
    keys = list(zip(agreements["session_on"], agreements["session_code"], map(code_order, agreements["code"]), strict=True))
    ranks = {place: rank for rank, place in enumerate(sorted(range(len(keys)), key=keys.__getitem__))}
    return agreements.assign(words=words, order=[ranks[place] for place in range(len(keys))])


def reported_assignments(rows: Rows, parts: pd.DataFrame) -> pd.DataFrame:
    """The assignments with their last report; a group stands by its members: `parts`, see `member_parts`."""
    whole = _of_wholes(rows.reports)
    table = rows.assignments.merge(whole, on="assignment_id", how="left")
    table = table.assign(
        standing=standings(status=table["status"], reported=table["report_id"].notna(), verified=table["verified_on"].notna()),
        progress=table["progress"].fillna(0.0).astype("float64"),
        has_evidence=table["evidence"].notna(),
        members_total=0,
        members_done=0,
        members_silent="",
    ).drop(columns="status")
    if parts.empty:
        return table
    silent = parts.assign(silent_name=parts["member"].where(parts["standing"] == Standing.NO_REPORT))
    return _overlay(table, combine(silent, by="assignment_id").join(_last_words(silent)))


def _of_wholes(reports: pd.DataFrame) -> pd.DataFrame:
    return reports[reports["member_id"].isna()].drop(columns="member_id")


def assignments_at(assignments: pd.DataFrame, day: date) -> pd.DataFrame:
    """The assignments that count on a day: those made by then and not released yet."""
    moment = pd.Timestamp(day)
    begun = assignments["assigned_on"].isna() | (assignments["assigned_on"] <= moment)
    return assignments[begun & (assignments["released_on"].isna() | (assignments["released_on"] > moment))]


def members_at(members: pd.DataFrame, day: date) -> pd.DataFrame:
    """The memberships that hold on a day: one of each body in each group, also where an undo left two that overlap."""
    moment = pd.Timestamp(day)
    begun = members["valid_from"].isna() | (members["valid_from"] <= moment)
    holding = members[begun & (members["valid_to"].isna() | (members["valid_to"] >= moment))]
    return holding.drop_duplicates(["institution_id", "member_id"])


def member_parts(rows: Rows) -> pd.DataFrame:
    """Each group assignment by its members, as `Board.parts` has them; `rows.members` are those of the day.

    A member stands by the later of its own report and the group's: a report of the whole speaks for all.
    """
    is_group = rows.assignments["institution_kind"] == InstitutionKind.GROUP
    places = rows.assignments.loc[is_group, ["assignment_id", "agreement_id", "institution_id"]]
    places = places.merge(rows.members[["institution_id", "member_id", "member_code", "member"]], on="institution_id")
    whole = _of_wholes(rows.reports)
    own = rows.reports[rows.reports["member_id"].notna()]
    of_group = places[["assignment_id", "member_id"]].merge(whole, on="assignment_id")
    said = pd.concat([own.astype({"member_id": "int64"}), of_group])
    said = said.sort_values(["reported_on", "recorded_at", "report_id"]).drop_duplicates(
        ["assignment_id", "member_id"], keep="last"
    )
    parts = places.merge(said, on=["assignment_id", "member_id"], how="left")
    standing = standings(
        status=parts["status"], reported=parts["report_id"].notna(), verified=parts["verified_on"].notna()
    )
    progress = parts["progress"].fillna(0.0).astype("float64")
    return parts.assign(standing=standing, progress=progress).drop(columns="status")


def _last_words(parts: pd.DataFrame) -> pd.DataFrame:
    """Per assignment: the newest report among its members, whether any report brings evidence, who is silent."""
    newest = parts.sort_values(["reported_on", "recorded_at", "report_id"], na_position="first").drop_duplicates("assignment_id", keep="last")
    newest = newest.set_index("assignment_id")[["report_id", "reported_on", "actions", "evidence", "verified_on", "by"]]
    grouped = parts.groupby("assignment_id")
    silent = grouped["silent_name"].agg(lambda names: ", ".join(names.dropna()))
    return newest.assign(has_evidence=grouped["evidence"].count() > 0, members_silent=silent)


def _overlay(table: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """`table` with the rows of groups replaced by their members' state."""
    renamed = groups.rename(columns={"total": "members_total", "done": "members_done"})
    table = table.set_index("assignment_id")
    for column in renamed.columns.intersection(table.columns):
        table[column] = renamed[column].reindex(table.index).combine_first(table[column]).astype(table[column].dtype)
    return table.reset_index()


def _dated(table: pd.DataFrame, *, today: date, windows: Windows) -> pd.DataFrame:
    """Adds what depends on today: deadline_state, bucket, days, silent_days."""
    is_open = table["standing"].isin(OPEN_STANDINGS)
    state = deadline_states(
        is_open=is_open, kind=table["deadline_kind"], due=table["due"], today=today, due_soon=windows.due_soon
    )
    return table.assign(
        is_open=is_open,
        deadline_state=state,
        bucket=deadline_buckets(state=state, kind=table["deadline_kind"], due=table["due"], horizon=table["horizon"]),
        days=(table["due"] - pd.Timestamp(today)).dt.days,
        silent_days=(pd.Timestamp(today) - table["reported_on"]).dt.days,
    )


def _who_shares(assignments: pd.DataFrame, reasons: pd.Series) -> pd.Series:
    """Per agreement, the institutions that gave it its reason; empty where all of them share it."""
    mine = assignments["reason"] == assignments["agreement_id"].map(reasons)
    named = assignments[mine].groupby("agreement_id")["institution"].agg(", ".join)
    return named.mask(mine.groupby(assignments["agreement_id"]).all(), "")


def _from_assignments(agreements: pd.DataFrame, assignments: pd.DataFrame) -> pd.DataFrame:
    """The agreements with the state that follows from their assignments."""
    grouped = assignments.groupby("agreement_id")
    worst = worst_by(assignments, by="agreement_id")[["light", "reason", "silent_days"]]
    derived = combine(assignments, by="agreement_id").join(worst.rename(columns={"silent_days": "reason_days"}))
    derived = derived.assign(
        institutions=grouped["institution"].agg(", ".join),
        reported_on=grouped["reported_on"].max(),
        reason_of=_who_shares(assignments, derived["reason"]),
    )
    return agreements.merge(derived, left_on="agreement_id", right_index=True, how="inner")
