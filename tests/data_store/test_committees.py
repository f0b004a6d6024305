"""Committees of one base: added, put under one another, taken back; agreements passed down; files of each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from data_store.changing import change
from data_store.committees import (
    CommitteeDraft,
    add_committee,
    edit_committee,
    load_committees,
    proposed_committees,
    withdraw_committee,
)
from data_store.database import Store, Writer, reading, writing
from data_store.known import load_known
from data_store.passing import PassedDown, link, load_copies, load_origin, pass_down
from data_store.queries import load_rows
from data_store.recording import Refused
from data_store.sessions import next_number, plan_session
from follow_up.acts import DeadlineDraft, Refusal
from follow_up.import_plan import SessionRef
from follow_up.vocabulary import CommitteeLevel, DeadlineKind, SessionKind
from tests.data_store.plans import loaded, new, undone, version_of_data
from tests.data_store.records import NOW, SIGNED, TODAY, agreement_id, institution_id, many, one
from tests.data_store.test_deciding import party

REGION = 1
HELD = date(2026, 3, 10)
ILO = CommitteeDraft(CommitteeLevel.PROVINCIAL, "Ilo", "Comité Provincial de Seguridad Ciudadana de Ilo", REGION)
PACOCHA = CommitteeDraft(CommitteeLevel.DISTRICT, "Pacocha", "Comité Distrital de Seguridad Ciudadana de Pacocha", None)


def recorded(store: Store, act: Callable[[Writer, int], object]) -> int:
    with writing(store) as db:
        return change(db, token=f"t{version_of_data(store)}", screen="catalogos", act=act, **SIGNED)


def refused(store: Store, act: Callable[[Writer, int], object]) -> list[Refusal]:
    with pytest.raises(Refused) as raised:
        recorded(store, act)
    return raised.value.refusals


def added(store: Store, draft: CommitteeDraft) -> int:
    recorded(store, lambda db, batch: add_committee(db, draft=draft, batch_id=batch, **SIGNED))
    return int(str(one(store, "SELECT MAX(id) FROM committee")))


def session_of(store: Store, committee_id: int, held_on: date = HELD, number: int = 1) -> int:
    with writing(store) as db:
        return plan_session(db, committee_id=committee_id, kind=SessionKind.ORDINARY, number=number, held_on=held_on, **SIGNED)


def refs(store: Store) -> list[str]:
    with reading(store) as db:
        return list(load_rows(db, at=TODAY).agreements["ref"])


def test_a_committee_is_added_corrected_and_undone_by_its_batch(store: Store) -> None:
    ilo = added(store, ILO)
    pacocha = added(store, PACOCHA)
    under = replace(PACOCHA, parent_id=ilo, name="CODISEC Pacocha")
    batch = recorded(store, lambda db, batch: edit_committee(db, committee_id=pacocha, draft=under, seen=version_of_data(store), batch_id=batch, **SIGNED))
    assert many(store, "SELECT code, name, parent_id FROM committee WHERE id > 1") == [("COPROSEC-ILO", ILO.name, 1), ("CODISEC-PACOCHA", "CODISEC Pacocha", ilo)]
    undone(store, batch)
    assert many(store, "SELECT name, parent_id FROM committee WHERE id = :id", id=pacocha) == [(PACOCHA.name, None)]
    with reading(store) as db:
        proposals = proposed_committees(load_committees(db))
    assert len(proposals) == 18
    assert next(one.parent_id for one in proposals if one.territory == "El Algarrobal") == ilo


def test_what_would_not_stand_is_refused(store: Store) -> None:
    ilo = added(store, ILO)
    seen = version_of_data(store)
    wrong = {
        Refusal.COMMITTEE_REPEATED: lambda db, batch: add_committee(db, draft=replace(ILO, territory=" ilo "), batch_id=batch, **SIGNED),
        Refusal.COMMITTEE_NAME: lambda db, batch: add_committee(db, draft=replace(PACOCHA, territory=" "), batch_id=batch, **SIGNED),
        Refusal.COMMITTEE_ORDER: lambda db, batch: add_committee(db, draft=replace(PACOCHA, level=CommitteeLevel.REGIONAL, parent_id=ilo), batch_id=batch, **SIGNED),
        Refusal.NOTHING_CHANGED: lambda db, batch: edit_committee(db, committee_id=ilo, draft=ILO, seen=seen, batch_id=batch, **SIGNED),
    }
    for reason, act in wrong.items():
        assert refused(store, act) == [reason]
    both = refused(store, lambda db, batch: withdraw_committee(db, committee_id=REGION, seen=seen, batch_id=batch, **SIGNED))
    assert both == [Refusal.COMMITTEE_IN_USE, Refusal.COMMITTEE_ABOVE_OTHERS]
    recorded(store, lambda db, batch: withdraw_committee(db, committee_id=ilo, seen=seen, batch_id=batch, **SIGNED))
    assert many(store, "SELECT id FROM committee WHERE withdrawn_in IS NULL") == [(REGION,)]
    recorded(store, lambda db, batch: add_committee(db, draft=ILO, batch_id=batch, **SIGNED))
    assert many(store, "SELECT id, code FROM committee WHERE withdrawn_in IS NULL") == [(REGION, "CORESEC-MOQUEGUA"), (ilo, "COPROSEC-ILO")]


def test_sessions_of_another_committee_have_its_code_and_its_own_numbers(store: Store) -> None:
    ilo = added(store, ILO)
    session_of(store, ilo)
    assert many(store, "SELECT code FROM committee_session ORDER BY id") == [("2026-O1",), ("COPROSEC-ILO-2026-O1",)]
    with reading(store) as db:
        assert [next_number(db, committee_id=each, kind=SessionKind.ORDINARY, year=2026) for each in (REGION, ilo)] == [2, 2]


def passed(store: Store, code: str, session_id: int, deadline: DeadlineDraft | None = None) -> int:
    copy = PassedDown(session_id, "01", (institution_id(store, "INABIF"),), institution_id(store, "ST-CORESEC"), deadline)
    return recorded(store, lambda db, batch: pass_down(db, agreement_id=agreement_id(store, code), copies=[copy], batch_id=batch, **NOW))


def test_an_agreement_is_passed_down_word_for_word_and_taken_back_whole(store: Store) -> None:
    session_id = session_of(store, added(store, ILO))
    batch = passed(store, "04", session_id, DeadlineDraft(DeadlineKind.DATE, date(2026, 4, 30), "", HELD))
    parent = agreement_id(store, "04")
    with reading(store) as db:
        rows, copies = load_rows(db, at=TODAY), load_copies(db, agreement_id=parent)
        origin = load_origin(db, agreement_id=int(copies["agreement_id"].iloc[0]))
    copy = rows.agreements[rows.agreements["ref"] == "COPROSEC-ILO-2026-O1-01"].iloc[0]
    whole = rows.agreements[rows.agreements["ref"] == "2026-O1-04"].iloc[0]
    assert [copy[name] for name in ("text", "problem", "theme", "deadline_note")] == [whole[name] for name in ("text", "problem", "theme", "deadline_note")]
    assert (copy["parent_id"], copy["deadline"].date(), list(copies["ref"]), list(origin["ref"])) == (parent, date(2026, 4, 30), [copy["ref"]], ["2026-O1-04"])
    assert list(rows.assignments.loc[rows.assignments["agreement_id"] == copy["agreement_id"], "institution"]) == ["INABIF"]
    undo = undone(store, batch)
    assert "COPROSEC-ILO-2026-O1-01" not in refs(store)
    undone(store, undo)
    assert many(store, "SELECT parent_id FROM agreement WHERE id = :id AND withdrawn_in IS NULL", id=int(copy["agreement_id"])) == [(parent,)]


def test_an_agreement_is_passed_only_down_and_once_to_each(store: Store) -> None:
    ilo = added(store, ILO)
    session_id, region = session_of(store, ilo), session_of(store, REGION, date(2026, 3, 12), 2)
    passed(store, "04", session_id)
    parent = agreement_id(store, "05")
    for session, reason, code in ((session_id, Refusal.PASSED_ALREADY, "04"), (region, Refusal.COMMITTEE_NOT_BELOW, "05")):
        with pytest.raises(Refused) as raised:
            passed(store, code, session)
        assert raised.value.refusals == [reason]
    child = int(str(one(store, "SELECT id FROM agreement WHERE parent_id IS NOT NULL")))
    version = int(str(one(store, "SELECT version FROM agreement WHERE id = :id", id=child)))
    batch = recorded(store, lambda db, batch: link(db, agreement_id=child, parent_id=parent, expected_version=version, batch_id=batch, **SIGNED))
    assert one(store, "SELECT parent_id FROM agreement WHERE id = :id", id=child) == parent
    undone(store, batch)
    assert one(store, "SELECT parent_id FROM agreement WHERE id = :id", id=child) == agreement_id(store, "04")
    version = int(str(one(store, "SELECT version FROM agreement WHERE id = :id", id=parent)))
    assert refused(
        store, lambda db, batch: link(db, agreement_id=parent, parent_id=child, expected_version=version, batch_id=batch, **SIGNED)
    ) == [Refusal.COMMITTEE_NOT_BELOW]


def test_a_file_is_compared_with_its_own_committee_and_its_new_sessions_are_of_it(store: Store) -> None:
    ilo = added(store, ILO)
    with reading(store) as db:
        known, whole = load_known(db, today=TODAY, committee_id=ilo), load_known(db, today=TODAY)
    assert (known.agreements, known.sessions, known.committee, len(whole.agreements)) == ({}, (), "COPROSEC-ILO", 9)
    session = known.own(SessionRef(None, SessionKind.ORDINARY, 1, HELD))
    loaded(store, new("01", party(store, "INABIF"), session=session))
    assert many(store, "SELECT code, committee_id FROM committee_session WHERE id > 1") == [("COPROSEC-ILO-2026-O1", ilo)]
    assert refs(store)[-1] == "COPROSEC-ILO-2026-O1-01"
    with reading(store) as db:
        assert list(load_known(db, today=TODAY, committee_id=ilo).sessions) == [replace(session, id=2)]
        assert db.execute(text("SELECT COUNT(*) FROM committee_session")).scalar() == 2
