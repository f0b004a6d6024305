"""Groups: who belongs from when to when, what its members report together, and the members that are proposed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from data_store import groups, proposed_members
from data_store.changing import change
from data_store.database import Store, Writer, reading, writing
from data_store.event_log import first_broken_event
from data_store.queries import load_rows
from data_store.recording import Refused, StaleRecord
from follow_up.acts import Refusal
from follow_up.board import Board, build_board
from follow_up.settings import Windows
from follow_up.vocabulary import Standing
from tests.data_store.plans import undone
from tests.data_store.records import (
    DONE,
    GOING,
    NOW,
    SIGNED,
    TODAY,
    assignment_id,
    institution_id,
    last_event,
    many,
    one,
    report,
)

TOWNS = ("MPMN", "MPI", "MPGSC")
FROM, LAST = date(2026, 3, 1), date(2026, 3, 15)


def acted(store: Store, act: Callable[[Writer, int], object]) -> int:
    """One act of a person on the page of the catalogues; returns its batch."""
    with writing(store) as db:
        return change(db, token=uuid4().hex, screen="catalogos", act=act, **SIGNED)


def joined(store: Store, *codes: str, since: date | None = None) -> int:
    """Municipalities join Gobiernos Locales; returns the batch."""
    ids = [institution_id(store, code) for code in codes]
    group = institution_id(store, "GOBIERNOS-LOCALES")
    return acted(store, lambda db, batch: groups.add_members(db, group_id=group, member_ids=ids, valid_from=since, batch_id=batch, **SIGNED))


def membership(store: Store, code: str) -> int:
    """The only live membership of a body."""
    sql = "SELECT g.id FROM group_membership g JOIN institution i ON i.id = g.member_id WHERE i.code = :code AND g.withdrawn_in IS NULL"
    return int(str(one(store, sql, code=code)))


def dated(store: Store, code: str, *, since: date | None = None, until: date | None = None, seen: int | None = None) -> int:
    """Other dates for the membership of a body; returns the batch."""
    number, version = membership(store, code), last_event(store) if seen is None else seen
    return acted(
        store, lambda db, batch: groups.date_membership(db, membership_id=number, valid_from=since, valid_to=until, seen=version, batch_id=batch, **SIGNED)
    )


def board_at(store: Store, day: date) -> Board:
    with reading(store) as db:
        return build_board(load_rows(db, at=day), today=day, windows=Windows())


def members_at(store: Store, day: date) -> set[str]:
    parts = board_at(store, day).parts
    return set(parts.loc[parts["institution_id"] == institution_id(store, "GOBIERNOS-LOCALES"), "member"])


def test_a_member_counts_from_its_first_day_until_its_last(store: Store) -> None:
    joined(store, "MPMN")
    joined(store, "MPI", since=FROM)
    number = membership(store, "MPI")
    acted(store, lambda db, batch: groups.end_membership(db, membership_id=number, valid_to=LAST, seen=last_event(store), batch_id=batch, **SIGNED))
    days = [date(2026, 2, 28), FROM, LAST, date(2026, 3, 16)]
    assert ["MP Ilo" in members_at(store, day) for day in days] == [False, True, True, False]
    assert all("MPMN" in members_at(store, day) for day in days)


def test_a_body_belongs_to_a_group_once_at_a_time_and_may_come_back(store: Store) -> None:
    joined(store, "MPI", since=FROM)
    with pytest.raises(Refused) as refused:
        joined(store, "MPI", since=date(2026, 4, 1))
    assert refused.value.refusals == [Refusal.MEMBER_ALREADY]
    ended = dated(store, "MPI", since=FROM, until=LAST)
    joined(store, "MPI", since=date(2026, 3, 18))
    undone(store, ended)  # now two memberships overlap, and the member still counts once
    parts = board_at(store, TODAY).parts
    assert parts.groupby("assignment_id")["member"].agg(list).tolist() == [["MP Ilo"]] * 4


@pytest.mark.parametrize(
    ("dates", "refusal"),
    [
        pytest.param((date(2026, 3, 11), None), Refusal.MEMBER_REPORTED, id="joined after its report"),
        pytest.param((None, date(2026, 3, 9)), Refusal.MEMBER_REPORTED, id="left before its report"),
        pytest.param((LAST, FROM), Refusal.MEMBERSHIP_REVERSED, id="left before it joined"),
        pytest.param((None, None), Refusal.MEMBERSHIP_UNCHANGED, id="as they are"),
    ],
)
def test_dates_that_cannot_be_are_refused(store: Store, dates: tuple[date | None, date | None], refusal: Refusal) -> None:
    joined(store, "MPI")
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), GOING, member=institution_id(store, "MPI"))
    before = last_event(store)
    with pytest.raises(Refused) as refused:
        dated(store, "MPI", since=dates[0], until=dates[1])
    assert refusal in refused.value.refusals
    assert last_event(store) == before


def test_a_membership_entered_by_mistake_is_taken_back_unless_its_member_reported_within_it(store: Store) -> None:
    joined(store, "MPI", "MPMN")
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), GOING, member=institution_id(store, "MPI"))

    def taken_back(code: str) -> None:
        number, seen = membership(store, code), last_event(store)
        acted(store, lambda db, batch: groups.withdraw_membership(db, membership_id=number, seen=seen, batch_id=batch, **SIGNED))

    taken_back("MPMN")
    assert members_at(store, TODAY) == {"MP Ilo"}
    with pytest.raises(Refused) as refused:
        taken_back("MPI")
    assert refused.value.refusals == [Refusal.MEMBER_REPORTED]
    joined(store, "MPMN")  # from the same day as the one taken back
    assert members_at(store, TODAY) == {"MP Ilo", "MPMN"}


def test_dates_changed_by_another_meanwhile_are_not_written_over(store: Store) -> None:
    joined(store, "MPI")
    seen = last_event(store)
    dated(store, "MPI", until=LAST)
    with pytest.raises(StaleRecord) as stale:
        dated(store, "MPI", since=FROM, seen=seen)
    assert [(change.field, change.after) for change in stale.value.since] == [("valid_to", "2026-03-15")]


def test_one_report_for_several_members_is_one_act_and_is_undone_whole(store: Store) -> None:
    joined(store, *TOWNS)
    place, members = assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), [institution_id(store, code) for code in ("MPMN", "MPI")]

    def told(db: Writer, batch: int) -> list[int]:
        return groups.report_members(db, assignment_id=place, member_ids=members, draft=DONE, expected_version=1, batch_id=batch, **NOW)

    batch = acted(store, told)
    row = board_at(store, TODAY).assignments.set_index("assignment_id").loc[place]
    assert (row["members_done"], row["members_total"], row["members_silent"], row["version"]) == (2, 3, "MP General Sánchez Cerro", 3)
    undone(store, batch)
    assert board_at(store, TODAY).assignments.set_index("assignment_id").loc[place, "standing"] == Standing.NO_REPORT
    with pytest.raises(Refused):
        acted(store, lambda db, batch: groups.report_members(db, assignment_id=place, member_ids=[], draft=DONE, expected_version=4, batch_id=batch, **NOW))


def test_a_report_of_the_whole_speaks_for_every_member_until_one_says_otherwise(store: Store) -> None:
    joined(store, *TOWNS)
    place = assignment_id(store, "2.2", "GOBIERNOS-LOCALES")
    report(store, place, DONE)
    report(store, place, replace(GOING, reported_on=date(2026, 3, 14)), version=2, member=institution_id(store, "MPI"))
    parts = board_at(store, TODAY).parts
    states = parts[parts["assignment_id"] == place].set_index("member")["standing"].to_dict()
    assert states == {"MPMN": Standing.FULFILLED, "MP General Sánchez Cerro": Standing.FULFILLED, "MP Ilo": Standing.IN_PROGRESS}


def test_undoing_who_joined_keeps_the_member_that_reported_since(store: Store) -> None:
    batch = joined(store, *TOWNS)
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), GOING, member=institution_id(store, "MPI"))
    undone(store, batch)
    assert members_at(store, TODAY) == {"MP Ilo"}


def test_the_proposed_municipalities_join_only_when_confirmed_and_leave_with_their_undoing(store: Store) -> None:
    def proposed() -> tuple[proposed_members.Proposed, ...]:
        with reading(store) as db:
            return proposed_members.proposal_of(db, "GOBIERNOS-LOCALES").members

    found = proposed()
    assert (len(found), [member.acronym for member in found if member.doubt]) == (21, ["MD San Antonio"])
    assert not many(store, "SELECT id FROM group_membership")
    confirmed, group = [member for member in found if not member.doubt], institution_id(store, "GOBIERNOS-LOCALES")

    def join(db: Writer, batch: int) -> list[int]:
        return proposed_members.join(db, group_id=group, members=confirmed, valid_from=FROM, batch_id=batch, **SIGNED)

    for _ in range(2):  # also once more, with the institutions that the undo took back
        batch = acted(store, join)
        assert len(members_at(store, TODAY)) == 20
        assert {member.acronym for member in proposed() if member.institution_id is None} == {"MD San Antonio"}
        undone(store, batch)
        assert not members_at(store, TODAY)
        assert sum(member.institution_id is None for member in proposed()) == 18
    with writing(store) as db:
        assert first_broken_event(db) is None


def test_every_proposed_list_joins_its_group(store: Store) -> None:
    sizes = {"UGEL": 4, "COPROSEC": 3, "CODISEC": 18, "MIEMBROS-CORESEC": 13}
    for code, size in sizes.items():
        with reading(store) as db:
            members = proposed_members.proposal_of(db, code).members
        assert len(members) == size
        group = institution_id(store, code)
        acted(store, lambda db, batch, group=group, members=members: proposed_members.join(db, group_id=group, members=members, valid_from=None, batch_id=batch, **SIGNED))
    counted = "SELECT COUNT(*) FROM group_membership WHERE withdrawn_in IS NULL"
    assert one(store, counted) == sum(sizes.values())
