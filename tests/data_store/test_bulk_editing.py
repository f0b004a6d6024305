"""One edit on many agreements: one batch, by the rules of a single act; undone whole; nobody's change is overwritten."""

from dataclasses import replace
from datetime import date

import pytest

from data_store.bulk_editing import Edited, Signed, edit_agreements
from data_store.database import Store, reading, writing
from data_store.queries import data_version, load_rows, load_windows
from follow_up.acts import DeadlineDraft, Refusal, VoidDraft
from follow_up.board import Board, build_board
from follow_up.bulk_edit import (
    Decision,
    Edit,
    EditRow,
    FollowUpEdit,
    StatusEdit,
    ThemeEdit,
    carried_along,
    lacking,
    plan,
    rows_of,
)
from follow_up.vocabulary import DeadlineKind
from tests.data_store.plans import undone
from tests.data_store.records import (
    AT,
    BY,
    DATED,
    DONE,
    GOING,
    TODAY,
    agreement_id,
    assignment_id,
    decide,
    institution_id,
    many,
    report,
)

SAID = Signed(BY, AT, TODAY)
VOID = VoidDraft("Se cumplió por otra vía", 1, TODAY)
EDITS = ["reports", "closings", "of one institution", "deadlines", "without deadline", "themes", "follow-up", "without effect"]


def themes(store: Store) -> list[tuple[int, str]]:
    """Id and label of each, in their order."""
    return [(int(number), str(label)) for number, label in many(store, "SELECT id, label FROM theme ORDER BY position")]


def edit_of(store: Store, name: str) -> Edit:
    if name == "themes":
        return ThemeEdit(*themes(store)[-1])
    made: dict[str, Edit] = {
        "reports": StatusEdit(GOING), "closings": StatusEdit(DONE), "of one institution": StatusEdit(GOING, institution_id(store, "PNP")),
        "deadlines": DATED, "without deadline": DeadlineDraft(DeadlineKind.NONE, None, "Se fijará en sesión", TODAY),
        "follow-up": FollowUpEdit(institution_id(store, "PNP"), "PNP"), "without effect": VOID,
    }  # fmt: skip
    return made[name]


def board_of(store: Store) -> Board:
    with reading(store) as db:
        return build_board(load_rows(db, at=TODAY), today=TODAY, windows=load_windows(db))


def everything(store: Store) -> list[EditRow]:
    board = board_of(store)
    return rows_of(board, board.agreements["agreement_id"].tolist())


def meaning(store: Store) -> list[EditRow]:
    """The agreements as they stand, without the versions, which only grow."""
    return [replace(row, version=0, parts=tuple(replace(part, version=0) for part in row.parts)) for row in everything(store)]


def edited(store: Store, decided: tuple[Decision, ...], edit: Edit, *, token: str = "t", seen: int | None = None) -> Edited:
    with reading(store) as db:
        seen = data_version(db) if seen is None else seen
    with writing(store) as db:
        return edit_agreements(db, token=token, decided=decided, edit=edit, seen=seen, signed=SAID)


@pytest.mark.parametrize("name", EDITS)
def test_what_was_planned_is_done_in_one_batch_once_and_undone_whole(store: Store, name: str) -> None:
    decide(store, agreement_id(store, "2.3"), replace(DATED, deadline=date(2026, 9, 1)))
    report(store, assignment_id(store, "2.5", "PREFECTURA"), replace(GOING, progress=10, reported_on=date(2026, 3, 5)))
    edit, before = edit_of(store, name), meaning(store)
    decided = plan(everything(store), edit, today=TODAY)
    changing = [decision.row.agreement_id for decision in decided if decision.changes]
    assert changing
    done = edited(store, decided, edit)
    assert done == Edited(1, tuple(changing), ())
    after = everything(store)
    assert {row.agreement_id for row, was in zip(meaning(store), before, strict=True) if row != was} >= set(changing)
    assert not [decision for decision in plan(after, edit, today=TODAY) if decision.changes]
    assert edited(store, decided, edit) == Edited(1, (), ())
    assert everything(store) == after
    undone(store, 1)
    assert meaning(store) == before


def test_what_somebody_changed_since_is_left_and_named_and_the_others_are_done(store: Store) -> None:
    decided = plan(everything(store), DATED, today=TODAY)
    theirs = agreement_id(store, "2.4")
    decide(store, theirs, replace(DATED, deadline=date(2026, 8, 1)))
    done = edited(store, decided, DATED)
    assert done.stale == (theirs,)
    assert theirs not in done.changed
    assert many(store, "SELECT deadline FROM agreement WHERE id = :id", id=theirs) == [("2026-08-01",)]
    assert many(store, "SELECT COUNT(*) FROM agreement WHERE deadline = '2026-04-30'") == [(len(done.changed),)]


def test_where_all_was_changed_since_no_batch_is_made(store: Store) -> None:
    one_row = [row for row in everything(store) if row.code == "2.4"]
    decided = plan(one_row, DATED, today=TODAY)
    decide(store, one_row[0].agreement_id, replace(DATED, deadline=date(2026, 8, 1)))
    assert edited(store, decided, DATED) == Edited(None, (), (one_row[0].agreement_id,))
    assert many(store, "SELECT COUNT(*) FROM import_batch") == [(0,)]


def test_a_theme_that_somebody_gave_the_problem_since_stays(store: Store) -> None:
    edit = edit_of(store, "themes")
    first, other = ([row for row in everything(store) if row.code in codes] for codes in ({"2.1"}, {"2.2"}))
    with reading(store) as db:
        seen = data_version(db)
    theirs = ThemeEdit(*next(pair for pair in themes(store) if pair[1] not in {edit.theme if isinstance(edit, ThemeEdit) else "", first[0].theme}))
    decided = plan(first, edit, today=TODAY)
    assert {row.code for row in carried_along(decided, everything(store))} >= {"2.2"}
    edited(store, plan(other, theirs, today=TODAY), theirs, token="theirs")
    assert edited(store, decided, edit, seen=seen).stale == (first[0].agreement_id,)
    assert {row.theme for row in everything(store) if row.problem_id == first[0].problem_id} == {theirs.theme}


def test_an_edit_that_lacks_something_says_what_and_one_row_in_the_way_does_not_stop_the_others(store: Store) -> None:
    rows = everything(store)
    assert lacking(plan(rows, StatusEdit(replace(DONE, evidence=None)), today=TODAY)) == (Refusal.EVIDENCE_MISSING,)
    assert set(lacking(plan(rows, VoidDraft("", None, TODAY), today=TODAY))) == {Refusal.REASON_MISSING, Refusal.SESSION_MISSING}
    decide(store, agreement_id(store, "2.3"))
    refused = {decision.row.code: decision.refusals for decision in plan(everything(store), replace(DATED, deadline=date(2026, 7, 1)), today=TODAY) if decision.refusals}
    assert refused == {"2.3": (Refusal.REASON_MISSING,)}
    strangers = [decision for decision in plan(rows, StatusEdit(GOING, institution_id(store, "INABIF")), today=TODAY) if decision.refusals]
    assert {decision.refusals for decision in strangers} == {(Refusal.NOT_RESPONSIBLE,)}


def test_nothing_that_was_reported_later_or_left_without_effect_is_overridden(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    report(store, place, replace(GOING, reported_on=TODAY))
    with_void = [row for row in everything(store) if row.code == "2.4"]
    edited(store, plan(with_void, VOID, today=TODAY), VOID)
    found = {decision.row.code: decision.refusals for decision in plan(everything(store), StatusEdit(replace(GOING, progress=90)), today=TODAY)}
    assert found["2.5"] == (Refusal.EARLIER_THAN_LAST,)
    assert found["2.4"] == (Refusal.ALREADY_VOID,)
