"""The demonstration set: marked, deterministic, alive on any day, and with every state that a screen can show."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from data_store.database import Store, open_store, reading, writing
from data_store.demonstration import MARK, NUMBER_MARK, RECENT, ROOM, TITLE_MARK, Calendar, load_demonstration
from data_store.event_log import first_broken_event
from data_store.models import (
    Agreement,
    Base,
    CommitteeSession,
    DeadlineChange,
    Event,
    Evidence,
    Institution,
    Problem,
    ProgressReport,
    Verification,
)
from data_store.preparing import prepare_demonstration
from data_store.queries import data_version, load_deadlines_of, load_report_log, load_rows
from data_store.seeding import read_seed
from follow_up.acts import privacy_doubts
from follow_up.board import Board, Rows, build_board
from follow_up.deadlines import is_working_day
from follow_up.holidays import Holidays
from follow_up.metrics import month_ends, trend
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, DeadlineKind, DeadlineState, Light, LightReason, Standing
from tests.data_store.records import closed

ACTA_DAY = date(2026, 2, 25)
USUAL = date(2026, 11, 23)
DAYS = [date(2026, 3, 20), date(2026, 6, 30), USUAL, date(2027, 12, 31), date(2029, 2, 28)]
CHAIN = {"salt", "digest", "previous_hash", "hash"}
ACTA_TEXTS = {"01", "2.1", "2.2", "2.3", "2.4", "2.5", "03", "04", "05"}


@dataclass(frozen=True)
class Shown:
    """A base with the demonstration in it, and what the screens read of it."""

    today: date
    store: Store
    rows: Rows
    board: Board


def noon(day: date) -> datetime:
    """Noon of Lima."""
    return datetime.combine(day, time(17), UTC)


def demonstrate(store: Store, today: date) -> None:
    with writing(store) as db:
        load_demonstration(db, today=today, at=noon(today))


def every_row(store: Store) -> dict[str, list[dict[str, object]]]:
    """All that the base holds but the chain of hashes, whose salts are drawn by chance."""
    with writing(store) as db:
        return {
            table.name: [
                {name: value for name, value in row.items() if name not in CHAIN}
                for row in db.connection().execute(table.select()).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture(scope="module", params=DAYS, ids=str)
def shown(request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The demonstration as it looks on each of several days."""
    yield from _shown(template, tmp_path_factory, request.param)


@pytest.fixture(scope="module")
def usual(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The demonstration nine months after the acta."""
    yield from _shown(template, tmp_path_factory, USUAL)


def _shown(template: Path, folders: pytest.TempPathFactory, today: date) -> Iterator[Shown]:
    store = open_store(f"sqlite:///{shutil.copy(template, folders.mktemp('demo') / 'demo.db')}")
    demonstrate(store, today)
    with reading(store) as connection:
        rows = load_rows(connection, at=today)
    yield Shown(today, store, rows, build_board(rows, today=today, windows=Windows()))
    store.writer.dispose()
    store.reader.dispose()


def test_three_later_sessions_bring_forty_agreements_and_at_least_twelve_institutions(shown: Shown) -> None:
    per_session = shown.board.agreements.groupby("session_id").size()
    assert per_session.tolist() == [9, 11, 7, 13]
    assert shown.board.assignments["institution"].nunique() >= 12
    assert shown.board.agreements["theme_code"].nunique() > len(read_seed("themes.json"))


def test_one_ordinary_session_is_coming_and_has_no_agreements(shown: Shown) -> None:
    coming = shown.rows.sessions[shown.rows.sessions["held_on"] > pd.Timestamp(shown.today)]
    assert coming["kind"].tolist() == ["ordinary"]
    assert shown.board.next_session == coming["held_on"].item().date()
    assert shown.today + timedelta(days=12) <= coming["held_on"].item().date() <= shown.today + timedelta(days=20)
    assert not shown.rows.agreements["session_id"].isin(coming["session_id"]).any()


def test_the_log_of_the_demonstration_verifies(shown: Shown) -> None:
    with writing(shown.store) as db:
        assert first_broken_event(db) is None


def test_the_acta_keeps_its_date_its_title_and_its_words(shown: Shown) -> None:
    real = read_seed("session_2026_02_25.json")
    first = shown.rows.sessions.iloc[0]
    assert (first["held_on"].date(), first["title"]) == (ACTA_DAY, real["session"]["title"])
    written = {
        agreement["code"]: agreement["text"] for problem in real["problems"] for agreement in problem["agreements"]
    }
    stored = shown.board.agreements[shown.board.agreements["session_on"] == pd.Timestamp(ACTA_DAY)].set_index("code")
    assert stored["text"].to_dict() == written
    assert set(written) == ACTA_TEXTS


def test_numbers_of_sessions_start_again_each_year(shown: Shown) -> None:
    sessions = shown.rows.sessions
    for _, same in sessions.groupby([sessions["held_on"].dt.year, "kind"]):
        assert same["number"].tolist() == list(range(1, len(same) + 1))
    assert sessions["session_code"].is_unique


def test_a_year_that_begins_anew_has_its_first_ordinary_session() -> None:
    calendar = Calendar(ACTA_DAY, date(2027, 12, 31), Holidays())
    assert [calendar.working(day).year for day in (-560, -330, -100, 12)] == [2026, 2027, 2027, 2028]


def test_every_standing_is_declared_whatever_the_day(shown: Shown) -> None:
    assert set(shown.board.agreements["standing"]) == set(Standing)
    assert set(shown.board.assignments["standing"]) == set(Standing)


def test_the_sessions_lie_in_the_last_two_years_and_after_the_acta(shown: Shown) -> None:
    invented = shown.rows.sessions.iloc[1:]["held_on"].dt.date
    assert invented.min() >= max(ACTA_DAY, shown.today - timedelta(days=730))


def test_the_demonstration_looks_alive_on_any_day(shown: Shown) -> None:
    silent = shown.board.assignments["silent_days"]
    assert silent.min() <= 10
    assert silent.max() < 730


def test_offices_report_and_sessions_meet_on_working_days(shown: Shown) -> None:
    with writing(shown.store) as db:
        days = {report.reported_on for report in db.exec(select(ProgressReport))}
    days |= set(shown.rows.sessions["held_on"].dt.date)
    assert [day for day in sorted(days) if not is_working_day(day, Holidays())] == []


def test_nothing_was_recorded_before_it_held_or_after_the_load(shown: Shown) -> None:
    with writing(shown.store) as db:
        recorded = [(report.recorded_at.date(), report.reported_on) for report in db.exec(select(ProgressReport))]
        last = max(event.at for event in db.exec(select(Event)))
    assert [pair for pair in recorded if pair[0] < pair[1]] == []
    assert last <= noon(max(shown.today, date(2026, 3, 1)))


def test_a_few_reports_were_recorded_late_so_that_what_was_known_differs_from_what_held(usual: Shown) -> None:
    with writing(usual.store) as db:
        late = [report for report in db.exec(select(ProgressReport)) if report.recorded_at.date() != report.reported_on]
        lags = {(report.recorded_at.date() - report.reported_on).days for report in late}
        day = next(report.reported_on for report in late)
    assert 8 <= len(late) <= 15
    assert 10 <= min(lags) <= max(lags) <= 20
    with reading(usual.store) as db:
        held, known = load_rows(db, at=day), load_rows(db, at=day, known_at=noon(day) + timedelta(hours=10))
    assert set(known.reports["report_id"]) != set(held.reports["report_id"])


def test_every_act_of_a_demonstration_was_recorded_on_its_day_the_acta_on_that_of_its_session(tmp_path: Path) -> None:
    store = prepare_demonstration(f"sqlite:///{tmp_path / 'demo.db'}", today=USUAL, at=noon(USUAL))
    with writing(store) as db:
        moments = list(db.exec(select(Event.at).order_by(col(Event.id))))
        held = {session.held_on for session in db.exec(select(CommitteeSession)) if session.held_on <= USUAL}
    assert moments == sorted(moments)
    assert moments[0].date() == ACTA_DAY
    assert held <= {moment.date() for moment in moments}
    closed(store)


def test_every_state_that_a_screen_can_show_is_on_the_board(usual: Shown) -> None:
    agreements, assignments = usual.board.agreements, usual.board.assignments
    assert set(agreements["deadline_state"]) == set(DeadlineState)
    assert set(assignments["deadline_state"]) == set(DeadlineState)
    assert set(agreements["bucket"]) == set(DeadlineBucket)
    assert set(agreements["light"]) == set(Light)
    assert set(assignments["light"]) == set(Light)
    assert set(assignments["reason"]) == set(LightReason)
    assert set(agreements["deadline_kind"]) == set(DeadlineKind)


def test_agreements_are_overdue_by_days_and_by_months(usual: Shown) -> None:
    late = usual.board.agreements[usual.board.agreements["deadline_state"] == DeadlineState.OVERDUE]
    assert {-3, -20, -45, -80, -130} <= set(late["days"])


def test_what_falls_due_today_and_in_a_week_comes_with_evidence_and_without(usual: Shown) -> None:
    due = usual.board.assignments[usual.board.assignments["deadline_state"] == DeadlineState.DUE_SOON]
    assert (due["days"] == 0).any()
    assert set(due.loc[due["days"] == 7, "has_evidence"]) == {True, False}


def test_something_falls_due_before_the_next_session_without_any_advance(usual: Shown) -> None:
    before = usual.board.agreements[usual.board.agreements["bucket"] == DeadlineBucket.BEFORE_NEXT_SESSION]
    assert (before["progress"] == 0).any()


def test_agreements_have_from_one_to_five_institutions(usual: Shown) -> None:
    assert set(usual.board.assignments.groupby("agreement_id").size()) == {1, 2, 3, 4, 5}


def test_a_group_is_followed_by_member_and_some_members_are_silent(usual: Shown) -> None:
    groups = usual.board.assignments[usual.board.assignments["members_total"] > 0]
    assert set(groups["institution"]) == {"Gobiernos Locales", "UGEL"}
    some = groups[(groups["members_done"] > 0) & (groups["members_silent"] != "")]
    assert len(some) >= 3
    assert (groups["members_done"] == groups["members_total"]).any()


def test_a_group_without_list_of_members_reports_as_a_whole(usual: Shown) -> None:
    boards = usual.board.assignments[usual.board.assignments["institution"] == "Juntas Vecinales"]
    assert set(boards["members_total"]) == {0}
    assert boards["reported_on"].notna().all()


def test_one_institution_never_said_anything(usual: Shown) -> None:
    heard = usual.board.assignments.groupby("institution")["reported_on"].count()
    assert heard["UNAM"] == 0


def test_a_deadline_was_extended_twice_and_another_shortened_each_with_its_reason(usual: Shown) -> None:
    agreements = usual.board.agreements
    assert (agreements["extensions"] == 2).sum() >= 2
    assert (agreements["deadline"] < agreements["original_deadline"]).any()
    with reading(usual.store) as connection:
        logs = [load_deadlines_of(connection, agreement_id=agreement_id) for agreement_id in agreements["agreement_id"]]
    moved = pd.concat([log[log["before_kind"] != DeadlineKind.NONE] for log in logs if not log.empty])
    assert len(moved) >= 10
    assert (moved["reason"].str.len() > len(MARK)).all()


def test_a_deadline_agreed_in_a_session_holds_from_that_session(shown: Shown) -> None:
    held_on = dict(zip(shown.rows.sessions["session_id"], shown.rows.sessions["held_on"].dt.date, strict=True))
    with writing(shown.store) as db:
        changes = db.exec(select(DeadlineChange).where(col(DeadlineChange.session_id).is_not(None))).all()
        decided = [(held_on[change.session_id], change.decided_on) for change in changes]
    assert len(decided) >= 25
    assert [pair for pair in decided if pair[0] != pair[1]] == []


def test_what_was_dropped_names_the_session_that_dropped_it(usual: Shown) -> None:
    with writing(usual.store) as db:
        dropped = db.exec(select(ProgressReport).where(ProgressReport.status == Standing.VOID)).all()
        titles = {db.get_one(CommitteeSession, report.session_id).title for report in dropped}
    assert titles == {f"Primera sesión extraordinaria 2026 {TITLE_MARK}"}


def test_compliance_moves_from_month_to_month(usual: Shown) -> None:
    with reading(usual.store) as connection:
        log = load_report_log(connection)
    points = trend(usual.rows, log, dates=month_ends(usual.today, months=12))
    assert points["done"].is_monotonic_increasing
    assert points["done"].nunique() >= 8
    assert points["verified"].iloc[-1] >= 6


def test_lengths_of_texts_go_from_a_line_to_a_page(usual: Shown) -> None:
    lengths = usual.board.agreements["text"].str.len()
    assert lengths.max() >= 900
    assert lengths.min() <= 50


def invented_texts(db: Session) -> list[str]:
    """Every text that the demonstration wrote, wherever it is kept."""
    acta = db.exec(select(CommitteeSession).order_by("held_on")).first()
    assert acta is not None
    problems = [problem for problem in db.exec(select(Problem)) if problem.session_id != acta.id]
    ids = {problem.id for problem in problems}
    agreements = [agreement for agreement in db.exec(select(Agreement)) if agreement.problem_id in ids]
    reports = db.exec(select(ProgressReport)).all()
    return [
        *(problem.text for problem in problems),
        *(text for agreement in agreements for text in (agreement.text, agreement.deadline_note)),
        *(text for report in reports for text in (report.actions, report.internal_note)),
        *(change.reason for change in db.exec(select(DeadlineChange))),
        *(verification.note for verification in db.exec(select(Verification))),
    ]


def test_every_invented_text_is_marked(usual: Shown) -> None:
    with writing(usual.store) as db:
        texts = [text for text in invented_texts(db) if text]
        documents = [evidence.number for evidence in db.exec(select(Evidence))]
    assert len(texts) > 250
    assert [text for text in texts if not text.startswith(f"{MARK} ")] == []
    assert [number for number in documents if not number.endswith(NUMBER_MARK)] == []
    assert usual.rows.sessions["title"].iloc[1:].str.endswith(TITLE_MARK).all()


def test_no_text_holds_what_may_not_be_published(usual: Shown) -> None:
    with writing(usual.store) as db:
        texts = invented_texts(db)
    assert [text for text in texts if privacy_doubts(text)] == []


def test_posts_sign_and_never_persons(usual: Shown) -> None:
    with writing(usual.store) as db:
        posts = {f"Enlace {institution.acronym}" for institution in db.exec(select(Institution))}
        signed = {event.by for event in db.exec(select(Event))}
    assert signed <= posts | {"Carga inicial", "Secretaría Técnica"}


def test_two_bases_loaded_on_the_same_day_hold_the_same(base: Path, tmp_path: Path) -> None:
    loaded = []
    for file in (base, Path(shutil.copy(base, tmp_path / "second.db"))):
        store = open_store(f"sqlite:///{file}")
        demonstrate(store, USUAL)
        loaded.append(every_row(store))
        store.writer.dispose()
    assert len(loaded[0]["event"]) > 500
    assert loaded[0] == loaded[1]


def test_loading_it_again_changes_nothing(store: Store) -> None:
    demonstrate(store, USUAL)
    with reading(store) as connection:
        before = data_version(connection)
    demonstrate(store, USUAL + timedelta(days=40))
    with reading(store) as connection:
        assert data_version(connection) == before


def test_before_the_acta_there_is_nothing_to_demonstrate(store: Store) -> None:
    before = every_row(store)
    demonstrate(store, ACTA_DAY - timedelta(days=1))
    assert every_row(store) == before


@pytest.mark.parametrize("after", [0, 1, 7])
def test_it_loads_from_the_very_day_of_the_acta(store: Store, after: int) -> None:
    demonstrate(store, ACTA_DAY + timedelta(days=after))
    with reading(store) as connection:
        assert len(load_rows(connection, at=ACTA_DAY + timedelta(days=after)).agreements) == 40


@settings(deadline=None)
@given(
    span=st.integers(0, 2_000),
    days=st.lists(st.integers(-730, 180), min_size=2, max_size=2).map(lambda pair: sorted(pair)),
)
def test_the_calendar_keeps_the_order_of_days_and_never_leaves_the_time_since_the_acta(
    span: int, days: list[int]
) -> None:
    calendar = Calendar(ACTA_DAY, ACTA_DAY + timedelta(days=span), Holidays())
    first, last = days
    assert calendar.exact(first) <= calendar.exact(last)
    assert calendar.working(first) <= calendar.working(last)
    assert calendar.working(first) >= ACTA_DAY


@settings(deadline=None)
@given(span=st.integers(ROOM, 2_000), day=st.integers(-RECENT, 180))
def test_recent_days_keep_their_distance_once_there_is_room(span: int, day: int) -> None:
    today = ACTA_DAY + timedelta(days=span)
    assert Calendar(ACTA_DAY, today, Holidays()).exact(day) == today + timedelta(days=day)
