"""Any cut-off: the state on a day, by everything recorded since or by what was known at a moment, is the replay of the acts."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from data_store.commands import add_member, add_session
from data_store.database import Store, reading, writing
from data_store.event_log import FieldChange, append_events
from data_store.known import load_known
from data_store.known_then import as_known
from data_store.queries import (
    AGREEMENTS,
    LAST_REPORTS,
    load_deadlines_of,
    load_events_of,
    load_history,
    load_report_log,
    load_reports_of,
    load_rows,
)
from data_store.replay import EDITABLE
from data_store.sessions import reassign
from follow_up.board import Board, Rows, build_board
from follow_up.cut_off import CutOff
from follow_up.import_plan import Party as Named
from follow_up.metrics import compliance, standing_counts, trend
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, SessionKind, Standing
from tests.data_store.histories import History, Move, stories
from tests.data_store.law_ground import base_of, ground, law
from tests.data_store.plans import changed, loaded, moved_to, report_of, undone
from tests.data_store.records import (
    AT,
    BY,
    DATED,
    DONE,
    GOING,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    decide,
    institution_id,
    many,
    report,
    verify,
    version_of,
)
from tests.follow_up.oracle import State, states_of
from tests.follow_up.worlds import World

__all__ = ["ground"]

FOREVER = datetime(2100, 1, 1, tzinfo=UTC)


def rows_of(store: Store, cut: CutOff) -> Rows:
    with reading(store) as db:
        return load_rows(db, at=cut.on, known_at=cut.known_at)


def board_of(store: Store, cut: CutOff) -> Board:
    return build_board(rows_of(store, cut), today=cut.on, windows=Windows())


def day_of(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def as_shown(table: pd.DataFrame, key: str) -> dict[int, tuple]:
    return {
        row[key]: (row["standing"], round(row["progress"], 6), row["deadline_state"], row["bucket"], day_of(row["due"]), row["light"], row["reason"], day_of(row["reported_on"]))
        for row in table.to_dict("records")
    }


def as_told(states: dict[int, State]) -> dict[int, tuple]:
    return {
        number: (s.standing, round(s.progress, 6), s.deadline_state, s.bucket, s.due, s.light, s.reason, s.reported_on)
        for number, s in states.items()
    }


def deadlines_told(world: World, at: date) -> dict[int, tuple[date | None, int]]:
    """The first date of each agreement and how often it was put off, by its changes one after the other."""
    told: dict[int, tuple[date | None, int]] = {}
    for accord in world.accords:
        first, times, before = None, 0, None
        for change in sorted((c for c in world.changes if c.accord == accord.id and c.decided_on <= at), key=lambda c: c.place):
            until = change.deadline
            if change.kind == DeadlineKind.NEXT_SESSION:
                later = [m.held_on for m in world.meetings if m.kind == SessionKind.ORDINARY and m.held_on > change.decided_on]
                until = min(later, default=date.max)
            first = first or (until if until != date.max else None)
            times += bool(before and until and until > before)
            before = until
        told[accord.id] = (first, times)
    return told


def same_as_replay(history: History, cut: CutOff) -> None:
    moment = cut.known_at or FOREVER
    world, board = history.world(moment, cut.on), board_of(history.store, cut)
    whole, parts = states_of(world, cut.on)
    assert as_shown(board.agreements, "agreement_id") == as_told(whole)
    assert as_shown(board.assignments, "assignment_id") == as_told(parts)
    assert standing_counts(board.agreements) == {standing: Counter(s.standing for s in whole.values())[standing] for standing in Standing}
    shown = {row["agreement_id"]: row for row in board.agreements.to_dict("records")}
    told = deadlines_told(world, cut.on)
    assert {number: (day_of(row["original_deadline"]), row["extensions"]) for number, row in shown.items()} == {number: told[number] for number in shown}
    texts = history.texts(moment)
    assert {number: shown[number]["text"] for number in shown if number in texts} == {number: text for number, text in texts.items() if number in shown}
    assert not [row["text"] for number, row in shown.items() if number not in texts and row["text"].startswith("Otro texto")]


def same_rows(rows: Rows, others: Rows) -> None:
    for name in ("sessions", "agreements", "assignments", "reports", "members"):
        one, other = getattr(rows, name), getattr(others, name)
        keys = [column for column in ("session_id", "agreement_id", "assignment_id", "report_id", "member_id") if column in one.columns]
        in_order = [frame.sort_values(keys, ignore_index=True) for frame in (one, other)]
        pd.testing.assert_frame_equal(*in_order)


@law(10)
@given(story=stories, data=st.data())
def test_any_cut_off_by_what_was_known_at_any_moment_is_the_replay_of_what_was_recorded_by_then(
    ground: Path, story: list[Move], data: st.DataObject
) -> None:
    with base_of(ground) as store:
        history = History(store)
        history.record(story)
        moments = sorted({fact.moment for fact in history.facts} | {batch.moment for batch in history.batches})
        for known_at in data.draw(st.lists(st.sampled_from(moments), min_size=2, max_size=2)):
            cut = CutOff(known_at.date() - timedelta(days=data.draw(st.sampled_from([0, 1, 3, 9]))), known_at)
            same_as_replay(history, cut)
            recorded = rows_of(store, cut).reports["recorded_at"]
            assert (recorded <= pd.Timestamp(known_at).tz_convert(None)).all()
        past = CutOff(history.today - timedelta(days=data.draw(st.integers(0, 60))))
        same_as_replay(history, past)
        same_rows(rows_of(store, past), rows_of(store, CutOff(past.on, history.now)))


def at(day: int, hour: int = 15) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def known_then(store: Store, sql: str, moment: datetime, **parameters: object) -> list[tuple]:
    with reading(store) as db:
        return [tuple(row) for row in db.execute(as_known(sql, moment), parameters)]


def test_a_report_recorded_late_holds_from_its_day_and_is_known_from_the_moment_of_its_recording(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    number = report(store, place, GOING)  # of the 10th, recorded on the 20th at 15:30
    seen = {moment: set(rows_of(store, CutOff(date(2026, 3, 12), moment)).reports["report_id"]) for moment in (None, at(12), SIGNED["at"])}
    assert seen == {None: {number}, at(12): set(), SIGNED["at"]: {number}}
    assert rows_of(store, CutOff(date(2026, 3, 9), SIGNED["at"])).reports.empty


def test_a_load_undone_since_is_seen_with_its_effect_at_the_moments_when_it_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    place, agreement = assignment_id(store, "2.5", "PREFECTURA"), agreement_id(store, "2.5")
    before = rows_of(store, CutOff(TODAY))
    signed = {"by": BY, "at": at(21)}
    monkeypatch.setattr("tests.data_store.plans.NOW", {"today": TODAY, **signed})
    party = Named(institution_id(store, "PREFECTURA"), "Prefectura")
    batch = loaded(store, changed(agreement, edits={"text": "Otro texto"}, reports=(report_of(party, GOING),), deadline=moved_to(date(2026, 4, 30))))
    after = rows_of(store, CutOff(TODAY))
    monkeypatch.setattr("tests.data_store.plans.SIGNED", {"by": BY, "at": at(23)})
    undone(store, batch)
    same_rows(rows_of(store, CutOff(TODAY)), again := rows_of(store, CutOff(TODAY, at(24))))
    versions = ["version"]
    assert_same_but(before.agreements, again.agreements, versions)
    assert_same_but(before.agreements, rows_of(store, CutOff(TODAY, at(20, 23))).agreements, versions)
    counted = rows_of(store, CutOff(TODAY, at(22)))
    assert_same_but(after.agreements, counted.agreements, versions)
    assert list(counted.reports["assignment_id"]) == [place]
    with reading(store) as db:
        told = [len(load(db, agreement_id=agreement, known_at=at(22))) for load in (load_reports_of, load_deadlines_of)]
        now = [len(load(db, agreement_id=agreement)) for load in (load_reports_of, load_deadlines_of)]
        assert (told, now, len(load_report_log(db, known_at=at(22)))) == ([1, 1], [0, 0], 1)


def assert_same_but(one: pd.DataFrame, other: pd.DataFrame, columns: list[str]) -> None:
    pd.testing.assert_frame_equal(one.drop(columns=columns), other.drop(columns=columns))


EDITS = [
    (table, field, column) for table in ("agreement", "problem", "committee_session", "assignment") for field, column in EDITABLE[table].items()
]  # fmt: skip
VALUES = {"follow_up": ("ST CORESEC", "PNP"), "held_on": ("2026-02-25", "2026-02-27"), "released_on": (None, "2026-03-09"), "assigned_on": (None, "2026-03-08"), "passed_from": (None, "2")}


@pytest.mark.parametrize(("table", "field", "column"), EDITS, ids=[f"{table} {field}" for table, field, _ in EDITS])
def test_a_field_edited_since_has_its_value_of_then(store: Store, table: str, field: str, column: str) -> None:
    named = "(SELECT acronym FROM institution WHERE id = r.{})".format
    told = {
        "follow_up": named("follow_up_id"), "institution": named("institution_id"), "theme": "(SELECT label FROM theme WHERE id = r.theme_id)",
        "passed_from": "CAST(r.parent_id AS TEXT)",
    }  # fmt: skip
    now = f"SELECT {told.get(field, f'r.{column}')} FROM {table} r WHERE r.id = 1"
    ((first,),) = many(store, now)
    second = "GORE Moquegua" if field == "institution" else VALUES[field][1] if field in VALUES else many(store, "SELECT label FROM theme ORDER BY id DESC LIMIT 1")[0][0] if field == "theme" else "Otro"
    called = "SELECT id FROM institution WHERE acronym = :value"
    id_of = {"follow_up": called, "institution": called, "theme": "SELECT id FROM theme WHERE label = :value"}
    for moment, before, after in [(at(5), first, second), (at(9), second, first)]:
        with writing(store) as db:
            stored = f"({id_of[field]})" if field in id_of else ":value"
            db.connection().execute(text(f"UPDATE {table} SET {column} = {stored} WHERE id = 1"), {"value": after})
            append_events(db, entity=table, entity_id=1, changes=[FieldChange(field, before, after)], by=BY, at=moment)
    assert [known_then(store, now, moment) for moment in (at(4), at(5), at(8), at(9))] == [[(first,)], [(second,)], [(second,)], [(first,)]]
    assert first != second


def test_a_trend_counts_the_institutions_of_each_day_and_the_reports_known_at_its_cut_off(store: Store) -> None:
    report(store, assignment_id(store, "2.1", "PNP"), DONE)  # of the 12th, recorded on the 20th at 15:30
    agreement, quiet = agreement_id(store, "2.1"), institution_id(store, "WARMI-NAN")
    with writing(store) as db:
        version = version_of(store, "agreement", agreement)
        reassign(
            db, agreement_id=agreement, release=[quiet], assign=[], decided_on=date(2026, 3, 15), expected_version=version, today=TODAY,
            by=BY, at=at(20, 18), batch_id=None,
        )  # fmt: skip
    days = [date(2026, 3, 11), date(2026, 3, 14), date(2026, 3, 15), TODAY]
    for known_at, done in [(None, [0, 0, 1, 1]), (at(20, 17), [0, 0, 0, 0]), (at(20, 15), [0, 0, 0, 0])]:
        with reading(store) as db:
            points = trend(*load_history(db, at=TODAY, known_at=known_at), dates=days)
        assert list(points["done"]) == done
        assert [compliance(board_of(store, CutOff(day, known_at)).agreements).done for day in days] == done


def test_what_was_made_later_did_not_exist_then(store: Store) -> None:
    group = institution_id(store, "GOBIERNOS-LOCALES")
    with writing(store) as db:
        add_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=2, held_on=date(2026, 4, 29), title="Segunda", by=BY, at=at(10))
        add_member(db, group_id=group, member_id=institution_id(store, "MPI"), valid_from=None, by=BY, at=at(10))
    for moment, number in [(at(9), 0), (at(10), 1)]:
        rows = rows_of(store, CutOff(TODAY, moment))
        assert (len(rows.sessions) - 1, len(rows.members)) == (number, number)
    assert len(rows_of(store, CutOff(TODAY, datetime(2026, 2, 28, tzinfo=UTC))).agreements) == 0


def test_a_moment_counts_with_what_was_recorded_at_it_in_whatever_zone_it_is_told(store: Store) -> None:
    number = report(store, assignment_id(store, "2.5", "PREFECTURA"), GOING)
    last = datetime(2026, 3, 20, 15, 29, 59, 999_999, tzinfo=UTC)
    assert rows_of(store, CutOff(TODAY, last)).reports.empty
    lima = datetime(2026, 3, 20, 10, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert list(rows_of(store, CutOff(TODAY, lima)).reports["report_id"]) == [number]


@pytest.mark.parametrize(
    ("sql", "seek", "times"),
    [
        (LAST_REPORTS, "ix_progress_report_state (assignment_id=? AND member_id=? AND reported_on<?)", 2),
        (AGREEMENTS, "ix_deadline_change_state (agreement_id=? AND decided_on<?)", 1),
    ],
    ids=["reports", "deadlines"],
)
def test_what_was_known_is_sought_by_the_same_indexes_and_never_read_whole_for_each_record(store: Store, sql: str, seek: str, times: int) -> None:
    asked = as_known(sql, FOREVER)
    with reading(store) as db:
        explained = text(f"EXPLAIN QUERY PLAN {asked.text}").bindparams(known_at="2100")
        plan = [row[3] for row in db.execute(explained, {"at": TODAY})]
    assert sum(step.endswith(seek) for step in plan) == times, plan
    assert {step for step in plan if " v " in step and "event" in step} == {"SEARCH v USING INDEX ix_event_field_entity (field=? AND entity=? AND entity_id=?)"}
    assert sum(step.startswith("SCAN") for step in plan) <= 3, plan


def test_an_export_of_a_past_cut_off_knows_the_reports_deadlines_and_checks_of_that_day(store: Store) -> None:
    place, agreement = assignment_id(store, "2.1", "PNP"), agreement_id(store, "2.1")
    report(store, place, GOING)
    report(store, place, DONE, version=2)
    verify(store, 2, version=3)
    decide(store, agreement)
    decide(store, agreement, replace(DATED, deadline=date(2026, 6, 30), reason="Por oficio", decided_on=date(2026, 3, 15)), version=2)

    def told(on: date | None, known_at: datetime | None = None) -> tuple:
        with reading(store) as db:
            held = load_known(db, today=TODAY, at=on, known_at=known_at).agreements[agreement]
        said = held.assignments[institution_id(store, "PNP")].report
        return held.deadline, held.deadline_since, said and (said.progress, said.verified)

    assert told(date(2026, 3, 1)) == (None, None, None)
    assert told(date(2026, 3, 11)) == (DATED.deadline, DATED.decided_on, (40, False))
    assert told(date(2026, 3, 19)) == (date(2026, 6, 30), date(2026, 3, 15), (100, False))
    assert told(TODAY) == told(None) == (date(2026, 6, 30), date(2026, 3, 15), (100, True))
    assert told(date(2026, 3, 19), at(19)) == (None, None, None)
    assert told(date(2026, 3, 19), SIGNED["at"]) == told(date(2026, 3, 19))


def test_the_log_of_an_agreement_ends_at_the_moment_that_is_asked_for(store: Store) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"))
    agreement = agreement_id(store, "2.5")
    with reading(store) as db:
        whole, then = (load_events_of(db, agreement_id=agreement, known_at=moment) for moment in (None, AT - timedelta(seconds=1)))
    assert 0 < len(then) < len(whole)
    assert set(whole["event_id"]) - set(then["event_id"]) == set(whole.loc[whole["at"] == pd.Timestamp(AT).tz_convert(None), "event_id"])
