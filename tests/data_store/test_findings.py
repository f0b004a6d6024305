"""Calidad in the store: what is accepted and pointed to again, and a report that gets the document it lacked."""

from datetime import timedelta

import pandas as pd
import pytest

from data_store.changing import change
from data_store.contacts import load_contacts
from data_store.database import Store, reading, writing
from data_store.event_log import first_broken_event
from data_store.findings import accept, add_evidence, load_accepted, load_report
from data_store.queries import load_rows, load_windows
from data_store.recording import Refused, StaleVersion
from data_store.undoing import plan_undo, undo_batch
from follow_up.acts import Refusal
from follow_up.board import build_board
from follow_up.quality import findings
from follow_up.vocabulary import FindingKind
from tests.data_store.records import AT, NOW, PROOF, SIGNED, TODAY, assignment_id, many, report, version_of


def found(store: Store) -> pd.DataFrame:
    """What is wanting today, accepted or not."""
    with reading(store) as db:
        board = build_board(load_rows(db, at=TODAY), today=TODAY, windows=load_windows(db))
        return findings(board, contacts=load_contacts(db, at=TODAY))


def subjects(store: Store, kind: FindingKind) -> list[str]:
    told = found(store)
    return list(told.loc[told["kind"] == kind, "subject"])


def accepted(store: Store, *, reason: str = " Es permanente\x07 ", token: str = "a") -> int:
    def act(db, batch_id: int) -> int:
        return accept(db, kind=FindingKind.NO_DEADLINE, subject="5", reason=reason, batch_id=batch_id, **SIGNED)

    with writing(store) as db:
        return change(db, token=token, screen="calidad", act=act, **SIGNED)


def undone(store: Store, batch_id: int) -> None:
    with reading(store) as db:
        version = plan_undo(db, batch_id=batch_id).version
    with writing(store) as db:
        undo_batch(db, batch_id=batch_id, restore=(), version=version, by="ST", at=AT + timedelta(hours=1))


def standing(store: Store, **asked) -> list[tuple[str, str, str]]:
    with reading(store) as db:
        told = load_accepted(db, **asked)
    return list(told[["kind", "subject", "reason"]].itertuples(index=False, name=None))


def test_what_is_accepted_keeps_its_reason_and_is_pointed_to_again_by_undoing_it(store: Store) -> None:
    batch_id = accepted(store)
    assert standing(store) == [("no_deadline", "5", "Es permanente")]
    assert standing(store, known_at=AT - timedelta(seconds=1)) == []
    with pytest.raises(Refused, match="nothing_changed"):
        accepted(store, token="b")
    undone(store, batch_id)
    assert standing(store) == []
    assert standing(store, known_at=AT) == [("no_deadline", "5", "Es permanente")]
    accepted(store, token="c")
    assert len(standing(store)) == 1
    with reading(store) as db:
        assert first_broken_event(db) is None


def test_accepting_needs_a_reason(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        accepted(store, reason="  ")
    assert refused.value.refusals == [Refusal.REASON_MISSING]
    assert standing(store) == []


def test_the_document_goes_into_a_new_report_and_the_old_one_stays(store: Store) -> None:
    place = assignment_id(store, "01", "PNP")
    first = report(store, place)
    assert subjects(store, FindingKind.NO_EVIDENCE) == [str(first)]
    with reading(store) as db:
        said = load_report(db, report_id=first)
    version = version_of(store, "assignment", place)
    with pytest.raises(Refused) as refused, writing(store) as db:
        add_evidence(db, report=said, evidence=None, expected_version=version, batch_id=None, **NOW)
    assert refused.value.refusals == [Refusal.EVIDENCE_MISSING]
    with pytest.raises(StaleVersion), writing(store) as db:
        add_evidence(db, report=said, evidence=PROOF, expected_version=version - 1, batch_id=None, **NOW)
    with writing(store) as db:
        batch_id = change(
            db, token="d", screen="calidad", **SIGNED,
            act=lambda db, batch_id: add_evidence(db, report=said, evidence=PROOF, expected_version=version, batch_id=batch_id, **NOW),
        )  # fmt: skip
    assert subjects(store, FindingKind.NO_EVIDENCE) == []
    told = many(store, "SELECT reported_on, status, progress, actions, evidence_id IS NOT NULL FROM progress_report ORDER BY id")
    assert [row[:4] for row in told] == [told[0][:4]] * 2
    assert [row[4] for row in told] == [0, 1]
    undone(store, batch_id)
    assert subjects(store, FindingKind.NO_EVIDENCE) == [str(first)]


def test_the_acta_lacks_nine_deadlines_and_the_members_of_two_groups(store: Store) -> None:
    told = found(store)
    assert told["kind"].value_counts().to_dict() == {FindingKind.NO_DEADLINE: 9, FindingKind.EMPTY_GROUP: 2}
