"""What goes into a calendar: the open deadlines of whom it is for, under names that stay, and nothing internal."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from data_store.commands import add_member
from data_store.database import Store, reading, writing
from data_store.queries import load_rows
from data_store.sessions import move_session, plan_session
from follow_up.acts import DeadlineDraft
from follow_up.board import Board, build_board
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, SessionKind
from tests.data_store.records import (
    DATED,
    DONE,
    GOING,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    decide,
    institution_id,
    report,
)
from ui.calendars import deadline_events, session_events

SECRET = "Nota reservada de la Secretaría"


def board_of(store: Store) -> Board:
    with reading(store) as db:
        return build_board(load_rows(db, at=TODAY), today=TODAY, windows=Windows())


def test_each_takes_along_what_it_still_owes_and_no_internal_note(store: Store) -> None:
    for code in ("01", "2.2", "2.5"):
        decide(store, agreement_id(store, code))
    group, member = institution_id(store, "GOBIERNOS-LOCALES"), institution_id(store, "UNAM")
    with writing(store) as db:
        add_member(db, group_id=group, member_id=member, valid_from=None, **SIGNED)
    report(store, assignment_id(store, "01", "PNP"), replace(DONE, internal_note=SECRET))
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), replace(DONE, internal_note=SECRET), member=member)
    report(store, assignment_id(store, "2.5", "PREFECTURA"), replace(GOING, internal_note=SECRET))
    board = board_of(store)

    def told(**whose: str) -> list[str]:
        return [event.summary.split(" · ")[0] for event in deadline_events(board, **whose)]

    assert told() == told(follow_up="ST CORESEC") == ["Acuerdo 01", "Acuerdo 2.5"]  # the only member of 2.2 has complied
    assert told(institution="PREFECTURA") == ["Acuerdo 2.5"]
    assert told(institution="PNP") == []
    assert told(institution="UNAM") == ["Acuerdo 01"]
    everything = "".join(event.summary + event.description for event in deadline_events(board))
    assert SECRET not in everything
    assert "Responsables: ST CORESEC, Gobiernos Locales, PNP, Juntas Vecinales" in everything
    assert {event.on for event in deadline_events(board)} == {DATED.deadline}


def test_a_deadline_that_waits_for_a_session_moves_with_it_under_the_same_name(store: Store) -> None:
    decide(store, agreement_id(store, "05"), DeadlineDraft(DeadlineKind.NEXT_SESSION, None, "", date(2026, 3, 2)))
    assert deadline_events(board_of(store)) == session_events(board_of(store)) == []
    with writing(store) as db:
        session = plan_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=2, held_on=date(2026, 4, 22), **SIGNED)
    before = [*deadline_events(board_of(store)), *session_events(board_of(store))]
    with writing(store) as db:
        move_session(db, session_id=session, held_on=date(2026, 4, 29), by="ST", at=datetime.fromisoformat("2026-03-20T16:00:00Z"))
    after = [*deadline_events(board_of(store)), *session_events(board_of(store))]
    assert [event.uid for event in before] == [event.uid for event in after]
    assert [later.on - event.on for event, later in zip(before, after, strict=True)] == [timedelta(days=7)] * 2
    assert "se mueve con el calendario de sesiones" in after[0].description
