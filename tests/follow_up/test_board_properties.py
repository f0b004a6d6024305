"""The board of any small world equals the rules written a second time in plain Python."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.board import Board, build_board
from follow_up.metrics import (
    Compliance,
    attention,
    bucket_counts,
    compliance,
    judgement,
    silence,
    standing_by,
    standing_counts,
    state_counts,
    trend,
)
from follow_up.selection import Selection, select
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, DeadlineState, InstitutionKind, Light, Standing
from tests.follow_up.oracle import DONE, OPEN, WORST_FIRST, State, session_day, states_of
from tests.follow_up.worlds import Accord, World, adopted, days, log_of, rows_at, worlds


def examples(number: int) -> settings:
    """A board takes some fifty milliseconds; each law has as many as finds what breaks it within a second or two."""
    return settings(max_examples=number, deadline=None)


windows_drawn = st.builds(Windows, due_soon=st.integers(1, 40), stale=st.integers(1, 60))


def board_of(world: World, today: date, windows: Windows | None = None) -> Board:
    return build_board(rows_at(world, today), today=today, windows=windows or Windows())


def day_of(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def shared(row: dict, state: State) -> None:
    """What assignments and agreements show alike."""
    assert row["standing"] == state.standing
    assert abs(row["progress"] - state.progress) < 1e-9
    assert day_of(row["reported_on"]) == state.reported_on
    assert (day_of(row["due"]), row["deadline_state"], row["bucket"]) == (state.due, state.deadline_state, state.bucket)
    assert (row["light"], row["reason"]) == (state.light, state.reason)
    assert row["is_open"] == (state.standing in OPEN)


def whole_days(value: float) -> int | None:
    return None if pd.isna(value) else int(value)


@examples(80)
@given(world=worlds(), today=days, windows=windows_drawn)
def test_every_agreement_and_assignment_shows_what_the_rules_say(world: World, today: date, windows: Windows) -> None:
    whole, parts = states_of(world, today, soon=windows.due_soon, stale=windows.stale)
    board = board_of(world, today, windows)
    order = [(accord, place) for accord in in_order(world, today) for place, _ in accord.parties]
    assert list(board.agreements["agreement_id"]) == [accord.id for accord in in_order(world, today)]
    assert list(board.assignments["assignment_id"]) == [place for _, place in order]
    for (_, place), row in zip(order, board.assignments.to_dict("records"), strict=True):
        same_as_assignment(row, parts[place], today)
    for row in board.agreements.to_dict("records"):
        same_as_agreement(row, whole[row["agreement_id"]], today)


def in_order(world: World, today: date) -> list[Accord]:
    """By session and then by the integer parts of the code, so that 2.10 follows 2.9."""
    return sorted(
        adopted(world, today), key=lambda a: (session_day(world, a), a.meeting, [int(part) for part in a.code.split(".")])
    )


def same_as_assignment(row: dict, state: State, today: date) -> None:
    shared(row, state)
    assert row["has_evidence"] == state.has_evidence
    assert whole_days(row["silent_days"]) == (state.reported_on and (today - state.reported_on).days)
    if row["institution_kind"] == InstitutionKind.GROUP:
        members = row["members_total"], row["members_done"], row["members_silent"]
        assert members == (state.total, state.done, state.silent)


def same_as_agreement(row: dict, state: State, today: date) -> None:
    shared(row, state)
    figures = row["total"], row["done"], row["verified"], row["reported"]
    assert figures == (state.total, state.done, state.verified, state.reported)
    assert row["reason_of"] == state.speaker
    assert whole_days(row["days"]) == (state.due and (state.due - today).days)


@examples(20)
@given(world=worlds(), today=days)
def test_counts_by_theme_standing_and_deadline_add_up_to_the_agreements(world: World, today: date) -> None:
    whole, parts = states_of(world, today)
    board = board_of(world, today)
    total = len(whole)
    assert state_counts(board.agreements) == {s: sum(w.deadline_state == s for w in whole.values()) for s in DeadlineState}
    assert bucket_counts(board.agreements) == {b: sum(w.bucket == b for w in whole.values()) for b in DeadlineBucket}
    assert standing_counts(board.assignments) == {s: sum(p.standing == s for p in parts.values()) for s in Standing}
    by_theme = standing_by(board.agreements, key="theme_code", label="theme")
    assert by_theme["total"].sum() == total == sum(bucket_counts(board.agreements).values())
    themes = Counter(accord.theme for accord in adopted(world, today))
    assert dict(zip(by_theme["theme_code"], by_theme["total"], strict=True)) == themes
    told = judgement(board)
    assert (told.total, told.assignments) == (total, len(parts))
    assert told.overdue == sum(w.deadline_state == DeadlineState.OVERDUE for w in whole.values())
    assert told.without_deadline == sum(w.deadline_state == DeadlineState.NO_DEADLINE for w in whole.values())
    assert told.open == sum(w.standing in OPEN for w in whole.values())
    assert told.standing == {s: sum(w.standing == s for w in whole.values()) for s in Standing}
    void = told.standing[Standing.VOID]
    done = sum(state.standing in DONE for state in whole.values())
    assert compliance(board.agreements) == Compliance(done, told.standing[Standing.VERIFIED], total - void, void)


@examples(12)
@given(world=worlds(), today=days)
def test_counts_by_institution_add_up_to_the_assignments(world: World, today: date) -> None:
    _, parts = states_of(world, today)
    rows = standing_by(board_of(world, today).assignments, key="institution_code", label="institution")
    assert rows["total"].sum() == len(parts)
    for row in rows.to_dict("records"):
        own = [part for part in parts.values() if part.speaker == row["institution_code"]]
        assert all(row[standing] == sum(part.standing == standing for part in own) for standing in Standing)
        assert row["overdue"] == sum(part.deadline_state == DeadlineState.OVERDUE for part in own)
    order = [(-row["overdue"], -row["no_report"], -row["total"]) for row in rows.to_dict("records")]
    assert order == sorted(order)


@examples(20)
@given(world=worlds(), today=days, back=st.lists(st.integers(0, 150), min_size=1, max_size=3))
def test_trend_at_any_date_is_the_replay_of_the_log_up_to_it(world: World, today: date, back: list[int]) -> None:
    dates = [today, *(max(today - timedelta(days=n), date(2026, 1, 5)) for n in back)]
    points = trend(rows_at(world, today), log_of(world), dates=dates)
    for at, point in zip(dates, points.to_dict("records"), strict=True):
        whole, _ = states_of(world, at)
        live = [state.standing for state in whole.values() if state.standing != Standing.VOID]
        verified = sum(standing == Standing.VERIFIED for standing in live)
        expected = {"on": at, "total": len(live), "done": sum(s in DONE for s in live), "verified": verified}
        assert point == expected
    now = compliance(board_of(world, today).agreements)
    assert tuple(points.loc[0, ["total", "done", "verified"]]) == (now.live, now.done, now.verified)


@examples(20)
@given(world=worlds(), today=days)
def test_silence_counts_from_the_last_report_or_from_the_session_that_asked(world: World, today: date) -> None:
    whole, parts = states_of(world, today)
    assert len(whole) == len(adopted(world, today))
    asked = {place: session_day(world, accord) for accord in adopted(world, today) for place, _ in accord.parties}
    expected = {}
    for code in {part.speaker for part in parts.values()}:
        own = {place: part for place, part in parts.items() if part.speaker == code}
        waiting = [place for place, part in own.items() if part.standing in OPEN]
        if waiting:
            since = max((p.reported_on for p in own.values() if p.reported_on), default=min(asked[place] for place in waiting))
            no_report = sum(own[place].standing == Standing.NO_REPORT for place in waiting)
            overdue = sum(own[place].deadline_state == DeadlineState.OVERDUE for place in waiting)
            expected[code] = (len(waiting), no_report, overdue, (today - since).days)
    table = silence(board_of(world, today).assignments, today=today)
    columns = ["open", "no_report", "overdue", "days"]
    assert {row["institution_code"]: tuple(row[c] for c in columns) for row in table.to_dict("records")} == expected
    assert list(table["days"]) == sorted(table["days"], reverse=True)


@examples(15)
@given(world=worlds(), today=days)
def test_attention_lists_red_amber_and_grey_with_the_earliest_deadline_first(world: World, today: date) -> None:
    whole, _ = states_of(world, today)
    listed = [whole[number] for number in attention(board_of(world, today).agreements)["agreement_id"]]
    assert len(listed) == sum(state.light not in {Light.GREEN, Light.OFF} for state in whole.values())
    keys = [(WORST_FIRST.index(state.light), state.due or date.max) for state in listed]
    assert keys == sorted(keys)


@examples(20)
@given(world=worlds(), today=days)
def test_every_figure_is_the_number_of_rows_that_its_link_keeps(world: World, today: date) -> None:
    whole, parts = states_of(world, today)
    board = board_of(world, today)
    themes = {accord.id: accord.theme for accord in adopted(world, today)}
    everything = select(board, Selection())
    pd.testing.assert_frame_equal(everything.agreements, board.agreements)
    pd.testing.assert_frame_equal(everything.assignments, board.assignments)
    for standing in Standing:
        kept = select(board, Selection(standings=(standing,)))
        assert len(kept.agreements) == sum(state.standing == standing for state in whole.values())
        assert len(kept.assignments) == sum(state.standing == standing for state in parts.values())
    for bucket in DeadlineBucket:
        kept = select(board, Selection(buckets=(bucket,)))
        assert len(kept.agreements) == sum(state.bucket == bucket for state in whole.values())
    for state_wanted in DeadlineState:
        kept = select(board, Selection(deadline_states=(state_wanted,)))
        assert len(kept.assignments) == sum(state.deadline_state == state_wanted for state in parts.values())
    for light in Light:
        kept = select(board, Selection(lights=(light,)))
        assert len(kept.agreements) == sum(state.light == light for state in whole.values())
    for theme in "AB":
        kept = select(board, Selection(themes=(theme,)))
        assert set(kept.agreements["agreement_id"]) == {number for number, own in themes.items() if own == theme}
    for code in {state.speaker for state in parts.values()}:
        kept = select(board, Selection(institutions=(code,)))
        assert len(kept.assignments) == sum(state.speaker == code for state in parts.values())
        sharing = {a.id for a in adopted(world, today) if any(parts[place].speaker == code for place, _ in a.parties)}
        assert set(kept.agreements["agreement_id"]) == sharing
