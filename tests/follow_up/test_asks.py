"""What is asked on each agreement: by the reason of its light, of those who give it, by a day that can be met."""

from datetime import date

import pandas as pd
from hypothesis import given, settings

from follow_up.asks import ASK_OF_REASON, asks
from follow_up.board import build_board
from follow_up.settings import Windows
from follow_up.vocabulary import Ask, DeadlineKind, Light, LightReason, Status
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World, days, rows_at, worlds

HELD, TODAY, NEXT = date(2026, 1, 10), date(2026, 3, 20), date(2026, 5, 10)
PARTIES = (Party(1, "PNP"), Party(2, "DREMO"), Party(4, "MPMN"), Party(5, "MPI"), Party(7, "GOBIERNOS", (5, 4)))


def asked(*, parties: tuple[int, ...], reports: tuple[Report, ...] = (), change: Change | None = None, today: date = TODAY) -> pd.Series:
    """The one row of a world with one agreement."""
    accord = Accord(1, "1", 1, "A", tuple((10 + party, party) for party in parties))
    meetings = (Meeting(1, "2026-O1", HELD), Meeting(2, "2026-O2", NEXT))
    world = World(meetings, PARTIES, (accord,), reports, (change,) if change else ())
    return asks(build_board(rows_at(world, today), today=today, windows=Windows())).iloc[0]


def test_every_reason_asks_for_something_and_only_what_is_settled_or_green_for_nothing() -> None:
    assert set(ASK_OF_REASON) == set(LightReason)
    quiet = {reason for reason, ask in ASK_OF_REASON.items() if ask == Ask.NOTHING}
    assert quiet == {LightReason.ON_TIME, LightReason.VERIFIED, LightReason.VOID}


def test_an_overdue_agreement_asks_the_session_to_decide_and_names_only_who_is_late() -> None:
    done = Report(1, 12, date(2026, 2, 1), Status.FULFILLED, 100)
    row = asked(parties=(1, 2), reports=(done,), change=Change(1, 1, DeadlineKind.DATE, date(2026, 3, 1), HELD))
    assert (row["ask"], row["of_whom"], row["by"]) == (Ask.DECIDE_OVERDUE, "PNP", pd.Timestamp(NEXT))


def test_without_report_nor_deadline_both_are_asked_of_all_by_the_next_session() -> None:
    row = asked(parties=(1, 2))
    assert (row["ask"], row["of_whom"], row["by"]) == (Ask.REPORT_AND_DATE, "PNP, DREMO", pd.Timestamp(NEXT))


def test_what_is_asked_of_an_institution_is_due_at_its_deadline_while_that_lies_ahead() -> None:
    row = asked(parties=(1,), change=Change(1, 1, DeadlineKind.DATE, date(2026, 8, 1), HELD))
    assert (row["ask"], row["by"]) == (Ask.REPORT, pd.Timestamp(2026, 8, 1))


def test_on_the_day_of_a_session_it_decides_itself_and_institutions_have_time_until_the_next() -> None:
    late = Change(1, 1, DeadlineKind.DATE, date(2026, 3, 1), HELD)
    assert asked(parties=(1,), change=late, today=NEXT)["by"] == pd.Timestamp(NEXT)
    assert pd.isna(asked(parties=(1,), today=NEXT)["by"])  # no later session is in the calendar


def test_a_fulfilled_agreement_asks_the_body_of_follow_up_to_verify() -> None:
    row = asked(parties=(1,), reports=(Report(1, 11, date(2026, 3, 1), Status.FULFILLED, 100),))
    assert (row["ask"], row["of_whom"]) == (Ask.VERIFY, "ST CORESEC")


def test_of_a_group_the_members_that_never_answered_are_named() -> None:
    report = Report(1, 17, date(2026, 3, 1), Status.IN_PROGRESS, 50, member=5)
    row = asked(parties=(7,), reports=(report,), change=Change(1, 1, DeadlineKind.DATE, date(2026, 8, 1), HELD))
    assert (row["ask"], row["of_whom"]) == (Ask.ANSWER_MEMBERS, "MPMN")


@settings(deadline=None, max_examples=25)
@given(world=worlds(), today=days)
def test_each_agreement_has_one_row_the_red_first_and_nothing_is_asked_of_the_green(world: World, today: date) -> None:
    board = build_board(rows_at(world, today), today=today, windows=Windows())
    rows = asks(board)
    light_of = dict(zip(board.agreements["agreement_id"], board.agreements["light"], strict=True))
    lights = [light_of[key] for key in rows["agreement_id"]]
    assert sorted(rows["agreement_id"]) == sorted(light_of)
    assert lights == sorted(lights, key=list(Light).index)
    assert rows["rank"].tolist() == list(range(1, len(rows) + 1))
    quiet = [Light(light) in {Light.GREEN, Light.OFF} for light in lights]
    assert (rows["ask"] == Ask.NOTHING).tolist() == quiet
    assert (rows["of_whom"] != "").all()
    assert not (rows["by"] < pd.Timestamp(today)).any()
