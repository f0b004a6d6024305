"""What an import is compared with: the store's agreements, states and names as plain values."""

from dataclasses import replace
from datetime import date

from data_store.commands import add_member
from data_store.database import Store, reading, writing
from data_store.known import is_own_export, load_known, load_names, load_parties, log_head
from follow_up.import_plan import Known, Names
from follow_up.spelling import fold_name
from follow_up.vocabulary import DeadlineKind, Status
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
    last_event,
    many,
    one,
    report,
    verify,
)


def known(store: Store, since: int | None = None) -> Known:
    with reading(store) as db:
        return load_known(db, today=TODAY, since=since)


def names(store: Store) -> Names:
    with reading(store) as db:
        return load_names(db)


def state(store: Store, code: str, institution: str):
    return known(store).agreements[agreement_id(store, code)].assignments[institution_id(store, institution)]


def test_the_acta_is_known_in_its_order_with_nothing_said_of_it(store: Store):
    held = known(store).agreements.values()
    assert [agreement.code for agreement in held] == ["01", "2.1", "2.2", "2.3", "2.4", "2.5", "03", "04", "05"]
    assert sum(len(agreement.assignments) for agreement in held) == 16
    assert all(assignment.report is None for agreement in held for assignment in agreement.assignments.values())
    assert {(a.deadline_kind, a.deadline, a.deadline_since) for a in held} == {(DeadlineKind.NONE, None, None)}
    assert next(iter(held)).ref == "2026-O1-01"


def test_the_parties_of_an_agreement_keep_the_order_of_the_acta(store: Store):
    held = known(store)
    ordered = [held.names[i] for i in held.agreements[agreement_id(store, "01")].assignments]
    assert ordered == ["ST CORESEC", "Gobiernos Locales", "PNP", "Juntas Vecinales"]


def test_the_state_is_the_last_report_with_its_document_in_words(store: Store):
    place = assignment_id(store, "2.1", "PNP")
    report(store, place, GOING)
    second = report(store, place, DONE, version=2)
    said = state(store, "2.1", "PNP").report
    assert said is not None
    assert (said.status, said.progress, said.reported_on, said.verified) == (Status.FULFILLED, 100, DONE.reported_on, False)
    assert said.evidence is not None
    assert "123-2026" in said.evidence
    assert "18/03/2026" in said.evidence
    verify(store, second, version=3)
    told = state(store, "2.1", "PNP").report
    assert told is not None
    assert told.verified


def test_a_member_s_report_stands_beside_its_group(store: Store):
    group, member = institution_id(store, "GOBIERNOS-LOCALES"), institution_id(store, "MPI")
    if not many(store, "SELECT id FROM group_membership"):
        with writing(store) as db:
            add_member(db, group_id=group, member_id=member, valid_from=None, **SIGNED)
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), replace(GOING, progress=15), member=member)
    assignment = state(store, "2.2", "GOBIERNOS-LOCALES")
    assert assignment.report is None
    assert assignment.members[member].progress == 15
    assert member in known(store).groups[group]


def test_a_deadline_is_known_with_the_day_it_was_decided(store: Store):
    decide(store, agreement_id(store, "05"))
    held = known(store).agreements[agreement_id(store, "05")]
    assert (held.deadline_kind, held.deadline, held.deadline_since) == (DeadlineKind.DATE, DATED.deadline, DATED.decided_on)


def test_what_was_edited_since_an_export_is_known_with_its_value_then(store: Store):
    place = assignment_id(store, "2.1", "PNP")
    report(store, place, GOING)
    exported = last_event(store)
    report(store, place, replace(GOING, progress=60, reported_on=date(2026, 3, 15)), version=2)
    report(store, place, replace(GOING, progress=80, reported_on=date(2026, 3, 16)), version=3)
    decide(store, agreement_id(store, "05"))
    now, then = known(store), known(store, since=exported)
    assert (now.edited, now.exported, now.gone) == ({}, {}, {})
    assert then.edited == {("agreement", agreement_id(store, "05"), "deadline"): None}
    assert {spoken: (said.progress, said.reported_on) for spoken, said in then.exported.items() if said} == {(place, None): (40, GOING.reported_on)}


def test_each_member_of_a_group_is_known_with_what_it_had_said_when_the_export_was_made(store: Store):
    group = institution_id(store, "GOBIERNOS-LOCALES")
    place, (one_town, other_town) = assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), [institution_id(store, code) for code in ("MPMN", "MPI")]
    for town in (one_town, other_town):
        with writing(store) as db:
            add_member(db, group_id=group, member_id=town, valid_from=None, **SIGNED)
    report(store, place, GOING, member=one_town)
    exported = last_event(store)
    report(store, place, DONE, version=2, member=one_town)
    report(store, place, DONE, version=3, member=other_town)
    then = known(store, since=exported).exported
    assert then.keys() == {(place, one_town), (place, other_town)}
    assert then[place, one_town] is not None
    assert then[place, other_town] is None


def test_an_export_is_our_own_only_with_the_hash_of_its_event(store: Store):
    with reading(store) as db:
        version, log_hash = log_head(db)
        assert version == last_event(store)
        assert is_own_export(db, version=version, log_hash=log_hash)
        assert not is_own_export(db, version=version, log_hash="0" * 64)
        assert not is_own_export(db, version=version + 1, log_hash=log_hash)


def test_names_hold_every_spelling_and_the_usual_follow_up_is_known(store: Store):
    held = names(store)
    assert held.spellings[fold_name("Región Policial")].name == "PNP"
    assert len(held.spellings) == one(store, "SELECT COUNT(*) FROM institution_alias")
    with reading(store) as db:
        parties = load_parties(db)
    assert [party.name for party in parties] == sorted(party.name for party in parties)
    assert known(store).default_follow_up == institution_id(store, "ST-CORESEC")
