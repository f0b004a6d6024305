"""What the screens read: the state at any cut-off is the fold of the logs, found by the index made for it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from sqlalchemy import create_engine, text

from data_store import database
from data_store.commands import add_member
from data_store.database import Fault, Store, StoreFault, reading, writing
from data_store.models import Base
from data_store.queries import AGREEMENTS, DEADLINE_LOG, LAST_REPORTS, load_report_log, load_rows
from follow_up.board import build_board, members_at
from follow_up.settings import Windows
from tests.data_store.filling import fill
from tests.data_store.records import DONE, GOING, PROOF, SIGNED, TODAY, assignment_id, institution_id, report, verify
from tests.follow_up.oracle import states_of
from tests.follow_up.worlds import World, adopted, days, known_reports, last_change, meeting_of, worlds


def day_of(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


@settings(max_examples=30, deadline=None)
@given(world=worlds(), at=days)
def test_the_state_at_a_cut_off_is_the_fold_of_the_logs_up_to_it(world: World, at: date) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as db:
        Base.metadata.create_all(db)
        fill(db, world)
        rows, log = load_rows(db, at=at), load_report_log(db)
    engine.dispose()
    same_reports(rows.reports, world, at)
    same_deadlines(rows.agreements, world, at)
    assert set(log["report_id"]) == {report.id for report in world.reports}
    board = build_board(rows, today=at, windows=Windows())
    whole, parts = states_of(world, at)
    shown = board.agreements.set_index("agreement_id")
    assert {n: (shown.loc[n, "standing"], shown.loc[n, "bucket"], shown.loc[n, "reason"]) for n in shown.index} == {
        n: (state.standing, state.bucket, state.reason) for n, state in whole.items()
    }
    assert dict(zip(board.assignments["assignment_id"], board.assignments["standing"], strict=True)) == {
        n: state.standing for n, state in parts.items()
    }


def same_reports(frame: pd.DataFrame, world: World, at: date) -> None:
    last = {}
    for known in sorted(known_reports(world, at), key=lambda r: r.place):
        last[known.assignment, known.member] = known
    shown = {row["report_id"]: row for row in frame.to_dict("records")}
    assert sorted(shown) == sorted(known.id for known in last.values())
    for known in last.values():
        row = shown[known.id]
        assert (day_of(row["reported_on"]), day_of(row["verified_on"])) == (known.on, known.verified_on)
        assert (row["status"], row["progress"], row["actions"]) == (known.status, known.progress, f"Acciones {known.id}")
        assert (None if pd.isna(row["evidence"]) else row["evidence"]) == (f"Informe {known.id}" if known.evidence else None)


def same_deadlines(frame: pd.DataFrame, world: World, at: date) -> None:
    shown = {row["agreement_id"]: row for row in frame.to_dict("records")}
    assert sorted(shown) == sorted(accord.id for accord in adopted(world, at))
    for accord in adopted(world, at):
        row, change = shown[accord.id], last_change(world, accord.id, at)
        assert row["ref"] == f"{meeting_of(world, accord).code}-{accord.code}"
        told = (change.kind, change.deadline, change.decided_on) if change else ("none", None, None)
        assert (row["deadline_kind"], day_of(row["deadline"]), day_of(row["deadline_since"])) == told


@pytest.mark.parametrize("member", [None, "MPI"], ids=["of an institution", "of a member of a group"])
@pytest.mark.parametrize(("at", "seen"), [(date(2026, 3, 12), False), (date(2026, 3, 19), False), (TODAY, True)])
def test_a_check_of_a_report_is_known_from_its_day_on(store: Store, member: str | None, at: date, *, seen: bool) -> None:
    draft = replace(DONE, evidence=replace(PROOF, issued_on=DONE.reported_on))
    if member is None:
        number = report(store, assignment_id(store, "2.5", "PREFECTURA"), draft)
    else:
        group, speaker = institution_id(store, "GOBIERNOS-LOCALES"), institution_id(store, member)
        with writing(store) as db:
            add_member(db, group_id=group, member_id=speaker, valid_from=None, **SIGNED)
        number = report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), draft, member=speaker)
    verify(store, number, version=2, on=TODAY)
    with reading(store) as db:
        row = load_rows(db, at=at).reports.set_index("report_id").loc[number]
    assert (str(row["verified_on"])[:10] == TODAY.isoformat()) is seen


def plan_of(store: Store, sql: str) -> list[str]:
    with reading(store) as db:
        return [row[3] for row in db.execute(text(f"EXPLAIN QUERY PLAN {sql}"), {"at": TODAY})]


@pytest.mark.parametrize(
    ("sql", "seek", "times"),
    [
        (LAST_REPORTS, "ix_progress_report_state (assignment_id=? AND member_id=? AND reported_on<?)", 2),
        (AGREEMENTS, "ix_deadline_change_state (agreement_id=? AND decided_on<?)", 1),
    ],
    ids=["reports", "deadlines"],
)
def test_the_state_is_sought_by_its_index_and_never_sorted(store: Store, sql: str, seek: str, times: int) -> None:
    plan = plan_of(store, sql)
    assert sum(step.endswith(seek) for step in plan) == times, plan
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    assert not [step for step in plan if step.startswith("SCAN") and step.split()[1] in {"l", "r", "d"}], plan


def test_the_log_of_deadlines_is_read_in_the_order_of_its_index(store: Store) -> None:
    assert plan_of(store, DEADLINE_LOG) == ["SCAN d USING INDEX ix_deadline_change_state"]


@pytest.fixture
def group(store: Store) -> int:
    """Gobiernos Locales with one member from March and one until then."""
    group = institution_id(store, "GOBIERNOS-LOCALES")
    with writing(store) as db:
        add_member(db, group_id=group, member_id=institution_id(store, "MPI"), valid_from=date(2026, 3, 10), **SIGNED)
        old = add_member(db, group_id=group, member_id=institution_id(store, "MPMN"), valid_from=None, **SIGNED)
        db.connection().execute(text("UPDATE group_membership SET valid_to = '2026-03-10' WHERE id = :id"), {"id": old})
    return group


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        (date(2026, 3, 9), {"MPMN"}),
        (date(2026, 3, 10), {"MPMN", "MP Ilo"}),
        (date(2026, 3, 11), {"MP Ilo"}),
    ],
)
def test_a_group_has_the_members_of_the_day(store: Store, group: int, at: date, codes: set[str]) -> None:
    with reading(store) as db:
        members = members_at(load_rows(db, at=at).members, at)
    assert set(members.loc[members["institution_id"] == group, "member"]) == codes


def test_before_the_first_session_there_is_nothing_to_follow(store: Store) -> None:
    with reading(store) as db:
        rows = load_rows(db, at=date(2026, 2, 24))
    assert (len(rows.agreements), len(rows.assignments), len(rows.sessions)) == (0, 0, 1)
    assert build_board(rows, today=date(2026, 2, 24), windows=Windows()).agreements.empty


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement SET version = 9",
        "INSERT INTO holiday (day, name, scope) VALUES ('2026-11-25', 'x', 'regional')",
        "DELETE FROM institution_alias",
        "DROP TABLE holiday",
        "CREATE TABLE other (id INTEGER)",
    ],
)
def test_who_reads_cannot_write(store: Store, statement: str) -> None:
    with pytest.raises(StoreFault) as raised, reading(store) as db:
        db.execute(text(statement))
    assert raised.value.fault == Fault.READ_ONLY
    with reading(store) as db:
        assert db.execute(text("SELECT MAX(version) FROM agreement")).scalar_one() == 1


def test_one_reading_sees_one_moment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits for the reader, or writes beside it where the journal allows; the reader sees neither."""
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    place = assignment_id(store, "2.5", "PREFECTURA")
    with reading(store) as db:
        before = len(load_rows(db, at=TODAY).reports)
        with suppress(StoreFault):
            report(store, place, GOING)
        assert len(load_rows(db, at=TODAY).reports) == before
