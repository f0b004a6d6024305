"""Each command: what it stores, which version it raises, and the events that tell who, when, before and after."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_store.commands import (
    add_agreement,
    add_committee,
    add_institution,
    add_member,
    add_problem,
    add_session,
    add_theme,
    verify_report,
    void_agreement,
)
from data_store.database import Store, reading, writing
from data_store.queries import (
    data_version,
    load_deadlines_of,
    load_events_of,
    load_reports_of,
    load_rows,
)
from follow_up.acts import DeadlineDraft, ProgressDraft, VoidDraft
from follow_up.vocabulary import CommitteeLevel, DeadlineKind, InstitutionKind, SessionKind, Status
from tests.data_store.records import (
    AT,
    BY,
    DONE,
    GOING,
    NOW,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    decide,
    events_after,
    institution_id,
    last_event,
    many,
    one,
    report,
    version_of,
)

VOID = VoidDraft("Se acordó retirarlo", 1, date(2026, 3, 15))


def test_first_report_is_stored_with_its_evidence_and_raises_the_version(store: Store) -> None:
    place, start = assignment_id(store, "2.5", "PREFECTURA"), last_event(store)
    number = report(store, place, replace(DONE, actions="  uno\r\ndos\x07 ", internal_note="nota\u00a0interna"))
    sql = """SELECT r.assignment_id, r.member_id, r.reported_on, r.status, r.progress, r.actions, r.internal_note, r.by,
             e.document_type, e.number, e.issued_on, e.issuer, e.link
             FROM progress_report r JOIN evidence e ON e.id = r.evidence_id WHERE r.id = :id"""
    stored = (place, None, "2026-03-12", "fulfilled", 100, "uno\ndos", "nota interna", BY)
    proof = ("Oficio", "123-2026", "2026-03-18", "PNP", "https://www.gob.pe/oficio")
    assert many(store, sql, id=number) == [stored + proof]
    assert version_of(store, "assignment", place) == 2
    assert events_after(store, start) == [
        ("assignment", place, "status", None, "fulfilled"),
        ("assignment", place, "progress", None, "100"),
        ("assignment", place, "actions", None, "uno\ndos"),
        ("assignment", place, "reported_on", None, "2026-03-12"),
    ]


def test_every_event_tells_who_and_when(store: Store) -> None:
    start = last_event(store)
    report(store, assignment_id(store, "2.5", "PREFECTURA"))
    decide(store, agreement_id(store, "2.5"))
    assert set(many(store, "SELECT by, at FROM event WHERE id > :id", id=start)) == {(BY, "2026-03-20 15:30:00.000000")}


def test_second_report_tells_only_what_changed(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    report(store, place)
    start = last_event(store)
    report(store, place, replace(GOING, progress=60, reported_on=date(2026, 3, 11)), version=2)
    assert events_after(store, start) == [
        ("assignment", place, "progress", "40", "60"),
        ("assignment", place, "reported_on", "2026-03-10", "2026-03-11"),
    ]
    assert one(store, "SELECT COUNT(*) FROM progress_report") == 2


def test_report_of_a_member_of_a_group_speaks_for_that_member_only(store: Store) -> None:
    place, member = assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), institution_id(store, "MPI")
    with writing(store) as db:
        add_member(db, group_id=institution_id(store, "GOBIERNOS-LOCALES"), member_id=member, valid_from=None, **SIGNED)
    start = last_event(store)
    report(store, place, GOING, member=member)
    assert ("assignment", place, "status", None, "MP Ilo: in_progress") in events_after(store, start)
    with reading(store) as db:
        reports = load_reports_of(db, agreement_id=agreement_id(store, "2.2"))
    assert list(reports[["institution", "member"]].itertuples(index=False, name=None)) == [("Gobiernos Locales", "MP Ilo")]


def test_verification_is_kept_beside_its_report(store: Store) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    number, start = report(store, place, DONE), last_event(store)
    with writing(store) as db:
        verify_report(db, report_id=number, note=" Visto ", verified_on=TODAY, expected_version=2, **NOW)
    assert many(store, "SELECT report_id, verified_on, note, by FROM verification") == [(number, "2026-03-20", "Visto", BY)]
    assert events_after(store, start) == [("assignment", place, "verified", None, "2026-03-20")]
    assert version_of(store, "assignment", place) == 3


def test_deadline_moves_and_keeps_its_original_date_count_and_reasons(store: Store) -> None:
    number, start = agreement_id(store, "05"), last_event(store)
    decide(store, number)
    decide(store, number, DeadlineDraft(DeadlineKind.DATE, date(2026, 5, 15), "Pedido", date(2026, 3, 9)), version=2)
    decide(store, number, DeadlineDraft(DeadlineKind.DATE, date(2026, 5, 4), "Se adelanta", date(2026, 3, 10), 1), version=3)
    with reading(store) as db:
        row = load_rows(db, at=TODAY).agreements.set_index("agreement_id").loc[number]
        log = load_deadlines_of(db, agreement_id=number)
    days = [row[name].date() for name in ("deadline", "original_deadline", "deadline_since")]
    assert days == [date(2026, 5, 4), date(2026, 4, 30), date(2026, 3, 10)]
    assert (row["extensions"], row["version"]) == (1, 4)
    assert list(log["reason"]) == ["Se adelanta", "Pedido", ""]
    assert list(log["session"].notna()) == [True, False, False]
    moves = [(None, "2026-04-30"), ("2026-04-30", "2026-05-15"), ("2026-05-15", "2026-05-04")]
    assert events_after(store, start) == [("agreement", number, "deadline", *move) for move in moves]


@pytest.mark.parametrize(
    ("kind", "told"),
    [(DeadlineKind.NEXT_SESSION, "next_session"), (DeadlineKind.PERMANENT, "permanent"), (DeadlineKind.NONE, None)],
)
def test_deadline_without_a_date_is_told_by_its_kind(store: Store, kind: DeadlineKind, told: str | None) -> None:
    number = agreement_id(store, "05")
    decide(store, number)
    start = last_event(store)
    decide(store, number, DeadlineDraft(kind, None, "Acordado", date(2026, 3, 9)), version=2)
    assert events_after(store, start) == [("agreement", number, "deadline", "2026-04-30", told)]
    assert many(store, "SELECT deadline_kind, deadline FROM agreement WHERE id = :id", id=number) == [(kind, None)]


def test_leaving_an_agreement_without_effect_reaches_each_of_its_assignments(store: Store) -> None:
    number, place = agreement_id(store, "01"), assignment_id(store, "01", "PNP")
    report(store, place)
    with writing(store) as db:
        void_agreement(db, agreement_id=number, draft=VOID, expected_version=1, **NOW)
    with reading(store) as db:
        rows = load_rows(db, at=TODAY)
        history = load_reports_of(db, agreement_id=number)
    ids = rows.assignments.loc[rows.assignments["agreement_id"] == number, "assignment_id"]
    last = rows.reports.set_index("assignment_id")
    assert len(ids) == 4
    assert [last.loc[id_, "status"] for id_ in ids] == ["void"] * 4
    assert last.loc[place, "progress"] == 40
    assert set(history.loc[history["status"] == "void", "session"]) == {"Primera sesión ordinaria 2026"}
    assert version_of(store, "agreement", number) == 2
    assert version_of(store, "assignment", place) == 3


def test_catalogue_commands_store_what_they_were_given(store: Store) -> None:
    start = last_event(store)
    with writing(store) as db:
        committee = add_committee(
            db, code="COPROSEC-ILO", name="COPROSEC Ilo", level=CommitteeLevel.PROVINCIAL, territory="Ilo", **SIGNED
        )
        session = add_session(
            db, committee_id=committee, kind=SessionKind.EXTRAORDINARY, number=2, held_on=date(2026, 3, 4), title="II", **SIGNED
        )
        theme = add_theme(db, code="robo", label="Robo", position=6, action_line=None, **SIGNED)
        institution = add_institution(
            db, code="UPE", name="Unidad", acronym="UPE", kind=InstitutionKind.UNIT, aliases=["La U.P.E.", "upe"], **SIGNED
        )
        problem = add_problem(db, session_id=session, number="01", text=" Robos ", theme_id=theme, **SIGNED)
        number = add_agreement(
            db, problem_id=problem, code="2.1.", text="Patrullar\r\nmás", implementers=[institution, 1], follow_up_id=1,
            deadline_note="a la brevedad", **SIGNED,
        )  # fmt: skip
    assert one(store, "SELECT code FROM committee_session WHERE id = :id", id=session) == "COPROSEC-ILO-2026-E2"
    sql = "SELECT code, text, deadline_kind, deadline, deadline_note, version FROM agreement WHERE id = :id"
    assert many(store, sql, id=number) == [("2.1", "Patrullar\nmás", "none", None, "a la brevedad", 1)]
    sql = "SELECT institution_id, position FROM assignment WHERE agreement_id = :id ORDER BY position"
    assert many(store, sql, id=number) == [(institution, 0), (1, 1)]
    sql = "SELECT folded, spelling FROM institution_alias WHERE institution_id = :id ORDER BY folded"
    assert many(store, sql, id=institution) == [("la u.p.e", "La U.P.E."), ("unidad", "Unidad"), ("upe", "UPE")]
    made = [(entity, after) for entity, _, field, before, after in events_after(store, start) if (field, before) == ("created", None)]
    assert made == [
        ("committee", "COPROSEC-ILO"), ("committee_session", "COPROSEC-ILO-2026-E2 2026-03-04"), ("theme", "Robo"), ("institution", "UPE"),
        ("problem", "01"), ("agreement", "2.1 Patrullar\nmás"), ("assignment", "UPE"), ("assignment", "ST CORESEC"),
    ]  # fmt: skip



def test_the_history_of_an_agreement_is_told_newest_first_and_is_its_own(store: Store) -> None:
    report(store, assignment_id(store, "2.1", "PNP"))
    report(store, assignment_id(store, "2.5", "PREFECTURA"))
    decide(store, agreement_id(store, "2.1"))
    with reading(store) as db:
        events = load_events_of(db, agreement_id=agreement_id(store, "2.1"))
    assert list(events["field"])[:2] == ["deadline", "reported_on"]
    assert list(events["event_id"]) == sorted(events["event_id"], reverse=True)
    assert set(events["institution"].dropna()) == {"PNP", "Warmi Ñan"}
    assert events["at"].iloc[0].to_pydatetime().replace(tzinfo=UTC) == AT


def test_the_version_of_the_data_grows_with_every_command(store: Store) -> None:
    seen = []
    place = assignment_id(store, "2.5", "PREFECTURA")
    for act in (lambda: None, lambda: report(store, place), lambda: decide(store, agreement_id(store, "2.5"))):
        act()
        with reading(store) as db:
            seen.append(data_version(db))
    assert seen == sorted(set(seen))


def test_a_moment_given_in_lima_is_the_same_moment(store: Store) -> None:
    draft = ProgressDraft(Status.PENDING, 0, date(2026, 3, 10), "")
    report(store, assignment_id(store, "2.5", "PREFECTURA"), draft)
    lima = datetime.fromisoformat("2026-03-20T10:30:00-05:00")
    with writing(store) as db:
        add_theme(db, code="x", label="X", position=9, action_line=None, by=BY, at=lima)
    assert set(many(store, "SELECT at FROM event ORDER BY id DESC LIMIT 5")) == {("2026-03-20 15:30:00.000000",)}
