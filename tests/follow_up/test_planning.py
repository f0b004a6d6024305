"""What an import would do with each row: new, changed, same, in conflict, or with a problem."""

from dataclasses import replace
from datetime import date

import pytest

from follow_up.acts import EvidenceDraft, Refusal
from follow_up.import_plan import Change, Doubt, Known, Party, PlanRow, RowKind, SessionRef, Unproved, Wording
from follow_up.planning import make_plan
from follow_up.vocabulary import DeadlineKind, SessionKind, Status
from tests.follow_up.plans import (
    CHOICES,
    DREMO,
    FIRST,
    LIST,
    LOCALS,
    MPI,
    NAMES,
    PARKS,
    PNP,
    PROOF,
    SECOND,
    SPOT,
    ST,
    TODAY,
    agreement,
    entry,
    known,
    party,
    said,
)

OFICIO = EvidenceDraft("Oficio", "12-2026-PNP", date(2026, 4, 2), "PNP")


def plan_of(*entries, base: Known | None = None, choices=CHOICES) -> list[PlanRow]:
    return list(make_plan(entries, base or known(), choices).rows)


def only(*entries, **how) -> PlanRow:
    (row,) = plan_of(*entries, **how)
    return row


def reported(row: PlanRow) -> list[tuple[str, str | None, Status, int]]:
    """Whose report, which member's, and what it says."""
    assert row.acts is not None
    return [(r.party.name, r.member and r.member.name, r.draft.status, r.draft.progress) for r in row.acts.reports]


def test_a_row_that_repeats_what_is_known_is_the_same():
    row = only(entry(code="03", text=LIST, implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=40.0, actions="Se difundió"))
    assert (row.kind, row.acts, row.agreement_id) == (RowKind.SAME, None, 2)


def test_a_row_with_more_progress_changes_exactly_that():
    row = only(entry(code="03", text=LIST, implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=70.0))
    assert row.kind == RowKind.CHANGED
    assert row.changes == (Change("progress", 40, 70, "PNP"),)
    assert reported(row) == [("PNP", None, Status.IN_PROGRESS, 70)]


def test_a_blank_cell_erases_nothing():
    row = only(entry(code="03", implementers=(party(PNP),), status=Status.IN_PROGRESS))
    assert row.kind == RowKind.SAME


def test_a_row_of_the_whole_agreement_speaks_for_each_institution_that_it_names():
    row = only(entry(code="01", text=SPOT, implementers=(party(PNP), party(LOCALS)), status=Status.IN_PROGRESS, progress=25.0))
    assert reported(row) == [("PNP", None, Status.IN_PROGRESS, 25), ("Gobiernos Locales", None, Status.IN_PROGRESS, 25)]


def test_without_a_column_of_institutions_a_row_speaks_for_all_of_the_agreement():
    row = only(entry(code="03", status=Status.PENDING))
    assert [r[0] for r in reported(row)] == ["PNP", "DREMO"]


def test_a_row_whose_names_are_all_left_out_speaks_for_nobody():
    row = only(entry(code="03", implementers=(), status=Status.FULFILLED))
    assert (row.kind, row.doubts, row.acts) == (RowKind.PROBLEM, (Doubt.NO_IMPLEMENTER,), None)
    assert only(entry(code="03", implementers=(), text=LIST)).kind == RowKind.SAME


def test_a_row_without_names_leaves_those_that_other_rows_name_to_them():
    rows = plan_of(entry(5, code="03", status=Status.PENDING), entry(6, code="03", implementers=(party(PNP),), progress=70.0))
    assert [reported(row) for row in rows] == [[("DREMO", None, Status.PENDING, 0)], [("PNP", None, Status.IN_PROGRESS, 70)]]


def test_an_institution_s_own_tracker_speaks_only_for_itself():
    choices = replace(CHOICES, speaker=DREMO)
    row = only(entry(code="03", implementers=(party(PNP), party(DREMO)), status=Status.IN_PROGRESS, progress=30.0), choices=choices)
    assert reported(row) == [("DREMO", None, Status.IN_PROGRESS, 30)]


def test_an_institution_without_part_in_an_agreement_cannot_report_on_it():
    row = only(entry(code="2.1", status=Status.IN_PROGRESS), choices=replace(CHOICES, speaker=PNP))
    assert (row.kind, row.doubts, row.acts) == (RowKind.PROBLEM, (Doubt.NOT_ITS_OWN,), None)


def test_a_member_reports_through_its_group():
    row = only(entry(code="2.1", implementers=(party(MPI),), status=Status.IN_PROGRESS, progress=10.0))
    assert reported(row) == [("Gobiernos Locales", "MPI", Status.IN_PROGRESS, 10)]


def test_an_institution_that_the_agreement_does_not_have_joins_it_only_by_hand():
    row = only(entry(code="2.1", implementers=(party(LOCALS), party(DREMO))))
    assert (row.kind, row.doubts) == (RowKind.PROBLEM, (Doubt.ADDS_RESPONSIBLE,))
    assert row.acts is not None
    assert row.acts.joining == (party(DREMO),)
    assert row.acts.reports == ()


def test_numbers_are_compared_without_zeros_and_final_dots():
    assert only(entry(code="1", text=SPOT)).agreement_id == 1
    assert only(entry(code="2.1.", text=PARKS)).agreement_id == 3


def test_a_number_with_quite_another_text_is_put_to_the_person():
    row = only(entry(code="03", text="Realizar la feria de emprendimientos juveniles en la plaza principal", status=Status.PENDING))
    assert (row.kind, row.doubts, row.candidate) == (RowKind.PROBLEM, (Doubt.TEXT_DIFFERS,), 2)


def test_a_person_may_say_which_agreement_it_is_or_that_it_is_new():
    other = entry(code="09", text=SPOT.replace("Campaña", "Campaña regional"), implementers=(party(PNP),))
    assert only(other).doubts == (Doubt.LOOKS_LIKE,)
    assert only(other, choices=replace(CHOICES, matches={other.place: 1})).agreement_id == 1
    assert only(other, choices=replace(CHOICES, matches={other.place: None})).kind == RowKind.NEW


def test_without_session_a_number_alone_is_not_enough():
    row = only(entry(session=None, code="03", status=Status.PENDING))
    assert (row.kind, row.doubts, row.candidate) == (RowKind.PROBLEM, (Doubt.SESSION_UNKNOWN,), 2)
    assert only(entry(session=None, code="03", text=LIST)).agreement_id == 2


def test_the_ref_of_our_own_export_goes_before_number_and_text():
    assert only(entry(code="01", ref="2026-O1-03", text="otro texto")).agreement_id == 2


def test_a_ref_left_behind_by_sorted_rows_is_not_believed():
    second = agreement(4, "03", "Instalar cámaras en el terminal", {PNP: None}, session=SECOND)
    base = known(agreement(2, "03", LIST, {PNP: None}), agreement(3, "2.1", PARKS, {PNP: None}), second)
    of_another_session = entry(session=SECOND, code="03", ref="2026-O1-03", text=second.text)
    assert only(of_another_session, base=base).agreement_id == 4
    assert only(entry(session=None, code="2.1", ref="2026-O1-03", text=PARKS), base=base).agreement_id == 3


def test_a_row_without_number_and_text_is_nothing_to_follow():
    assert only(entry(status=Status.PENDING)).doubts == (Doubt.NOTHING_TO_FOLLOW,)


def test_an_unknown_number_is_a_new_agreement_with_its_report():
    row = only(entry(code="06", text="Instalar cámaras en el terminal", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=5.0))
    assert (row.kind, row.agreement_id) == (RowKind.NEW, None)
    assert row.entry.follow_up == party(ST)
    assert reported(row) == [("PNP", None, Status.IN_PROGRESS, 5)]


def test_a_new_agreement_needs_text_implementer_and_session():
    assert Doubt.NO_IMPLEMENTER in only(entry(code="06", text="Instalar cámaras")).doubts
    assert Doubt.NOTHING_TO_FOLLOW in only(entry(code="06", implementers=(party(PNP),))).doubts
    assert Doubt.SESSION_UNKNOWN in only(entry(session=None, code="06", text="Instalar cámaras", implementers=(party(PNP),))).doubts


def test_a_closed_session_takes_no_new_agreement_and_its_own_go_on_being_reported():
    base = known()
    base = replace(base, closed=frozenset(session.id for session in base.sessions if session.id is not None))
    row = only(entry(code="06", text="Instalar cámaras en el terminal", implementers=(party(PNP),)), base=base)
    assert (row.kind, row.refusals, row.acts) == (RowKind.PROBLEM, (Refusal.SESSION_CLOSED,), None)
    assert only(entry(code="03", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=95.0), base=base).kind == RowKind.CHANGED


def test_rows_of_one_new_agreement_unite_their_institutions():
    text = "Instalar cámaras en el terminal"
    rows = plan_of(
        entry(5, code="06", text=text, implementers=(party(PNP),), status=Status.PENDING),
        entry(6, code="06", text=text, implementers=(party(DREMO),), status=Status.IN_PROGRESS),
    )
    assert [row.kind for row in rows] == [RowKind.NEW, RowKind.NEW]
    assert rows[1].changes[0].field == "implementers"


def test_what_any_row_tells_of_a_new_agreement_counts_for_all_of_them():
    rows = plan_of(
        entry(5, code="06", implementers=(party(PNP),)),
        entry(6, code="06", text="Instalar cámaras en el terminal", implementers=(party(DREMO),), follow_up=party(MPI), problem="Robos"),
    )
    assert [(row.kind, row.entry.follow_up, row.entry.problem) for row in rows] == [(RowKind.NEW, party(MPI), "Robos")] * 2


def test_a_new_agreement_in_the_file_of_one_institution_brings_the_report_of_that_one_alone():
    told = {"code": "06", "text": "Instalar cámaras en el terminal", "status": Status.IN_PROGRESS, "progress": 5.0}
    shared = only(entry(**told, implementers=(party(PNP), party(DREMO))), choices=replace(CHOICES, speaker=DREMO))
    assert reported(shared) == [("DREMO", None, Status.IN_PROGRESS, 5)]
    assert [change.after for change in shared.changes if change.field == "implementers"] == ["PNP", "DREMO"]
    through_group = only(entry(**told, implementers=(party(LOCALS),)), choices=replace(CHOICES, speaker=MPI))
    assert reported(through_group) == [("Gobiernos Locales", "MPI", Status.IN_PROGRESS, 5)]
    of_others = only(entry(**told, implementers=(party(PNP),)), choices=replace(CHOICES, speaker=DREMO))
    assert (of_others.kind, of_others.doubts) == (RowKind.PROBLEM, (Doubt.NOT_ITS_OWN,))


def test_new_rows_without_number_get_the_next_ones_of_their_session():
    rows = plan_of(*(entry(n, text=f"Acuerdo distinto {n}", implementers=(party(PNP),)) for n in (5, 6)))
    assert [row.entry.code for row in rows] == ["04", "05"]


def test_a_session_that_is_not_in_the_calendar_takes_new_agreements():
    third = SessionRef(None, SessionKind.ORDINARY, 3, date(2026, 4, 9))
    assert only(entry(session=third, code="01", text="Instalar cámaras en el terminal", implementers=(party(PNP),))).kind == RowKind.NEW


@pytest.mark.parametrize("session", [SECOND, SessionRef(None, SessionKind.ORDINARY, 3, date(2026, 4, 9))])
def test_a_tracker_under_the_title_of_another_session_does_not_make_its_agreements_twice(session: SessionRef):
    for text in (SPOT, SPOT[:60]):
        row = only(entry(session=session, code="01", text=text, implementers=(party(PNP),), status=Status.PENDING))
        assert (row.kind, row.doubts, row.candidate) == (RowKind.PROBLEM, (Doubt.LOOKS_LIKE,), 1)


def test_a_row_of_a_session_that_nobody_has_settled_is_recorded_on_no_agreement_of_another():
    row = only(entry(session=None, session_is_open=True, code="03", text=LIST, implementers=(party(PNP),), status=Status.PENDING))
    assert (row.kind, row.doubts, row.acts) == (RowKind.PROBLEM, (Doubt.SESSION_UNKNOWN,), None)


def test_without_session_one_common_word_with_the_number_is_chance():
    assert only(entry(session=None, code="01", text="Campaña escolar", status=Status.PENDING)).doubts == (Doubt.SESSION_UNKNOWN,)
    assert only(entry(session=None, code="01", text="Campaña y spot publicitario", status=Status.PENDING)).agreement_id == 1


def test_fulfilled_without_document_waits():
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.FULFILLED))
    assert (row.kind, row.refusals, row.acts) == (RowKind.PROBLEM, (Refusal.EVIDENCE_MISSING,), None)


def test_fulfilled_without_document_can_count_as_in_progress_and_then_stays_so():
    choices = replace(CHOICES, unproved=Unproved.AS_IN_PROGRESS)
    told = entry(code="01", implementers=(party(PNP),), status=Status.FULFILLED, progress=100.0)
    assert reported(only(told, choices=choices)) == [("PNP", None, Status.IN_PROGRESS, 99)]
    after = known(agreement(1, "01", SPOT, {PNP: said(progress=99, actions="", on=TODAY)}))
    assert only(told, base=after, choices=choices).kind == RowKind.SAME


def test_fulfilled_with_its_document_is_recorded():
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.FULFILLED, evidence=OFICIO, evidence_words=PROOF))
    assert reported(row) == [("PNP", None, Status.FULFILLED, 100)]
    assert row.acts is not None
    assert row.acts.reports[0].draft.evidence == OFICIO


def test_what_is_fulfilled_here_stays_so_when_the_tracker_has_no_column_for_documents():
    base = known(agreement(1, "01", SPOT, {PNP: said(Status.FULFILLED, 100, evidence=PROOF)}))
    assert only(entry(code="01", implementers=(party(PNP),), status=Status.FULFILLED), base=base).kind == RowKind.SAME


def test_a_status_against_its_percentage_is_refused():
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.FULFILLED, progress=60.0, evidence=OFICIO, evidence_words=PROOF))
    assert Refusal.PROGRESS_CONFLICT in row.refusals


@pytest.mark.parametrize(("progress", "status"), [(0.0, Status.PENDING), (35.4, Status.IN_PROGRESS)])
def test_a_percentage_alone_tells_the_status(progress: float, status: Status):
    assert reported(only(entry(code="01", implementers=(party(PNP),), progress=progress))) == [("PNP", None, status, int(progress))]


def test_actions_without_status_or_percentage_are_asked_about():
    assert only(entry(code="01", implementers=(party(PNP),), actions="Se coordinó")).doubts == (Doubt.STATUS_MISSING,)
    row = only(entry(code="03", implementers=(party(PNP),), actions="Se coordinó"))
    assert [change.field for change in row.changes] == ["actions"]


def test_leaving_without_effect_is_not_for_a_tracker():
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.VOID))
    assert (row.kind, row.doubts, row.acts) == (RowKind.PROBLEM, (Doubt.VOID_IN_SESSION,), None)
    base = known(agreement(1, "01", SPOT, {PNP: said(Status.VOID, 0)}))
    assert only(entry(code="01", implementers=(party(PNP),), status=Status.VOID), base=base).kind == RowKind.SAME
    assert only(entry(code="01", implementers=(party(PNP),), status=Status.PENDING), base=base).refusals == (Refusal.ALREADY_VOID,)


def test_a_later_report_here_is_a_conflict_and_the_row_takes_its_day():
    choices = replace(CHOICES, reported_on=date(2026, 3, 10))
    row = only(entry(code="03", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=80.0), choices=choices)
    assert (row.kind, row.doubts) == (RowKind.CONFLICT, (Doubt.EDITED_HERE,))
    assert row.acts is not None
    assert row.acts.reports[0].draft.reported_on == date(2026, 3, 20)
    assert not row.accepted_at_first


@pytest.mark.parametrize(
    ("written", "recorded"), [(date(2026, 4, 2), date(2026, 4, 2)), (date(2026, 3, 20), TODAY), (None, TODAY)]
)
def test_a_row_gives_its_own_day_unless_it_only_repeats_the_last_one(written: date | None, recorded: date):
    row = only(entry(code="03", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=80.0, reported_on=written))
    assert row.kind == RowKind.CHANGED
    assert row.acts is not None
    assert row.acts.reports[0].draft.reported_on == recorded


def test_a_day_to_come_is_refused():
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.PENDING, reported_on=date(2026, 5, 1)))
    assert row.refusals == (Refusal.DATE_IN_FUTURE,)


def test_what_was_verified_here_is_a_conflict():
    base = known(agreement(1, "01", SPOT, {PNP: said(Status.FULFILLED, 100, evidence=PROOF, verified=True)}))
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=50.0), base=base)
    assert (row.kind, row.doubts) == (RowKind.CONFLICT, (Doubt.VERIFIED_HERE,))


@pytest.mark.parametrize(
    ("status", "progress", "is_less"),
    [(Status.PENDING, 0.0, True), (Status.IN_PROGRESS, 30.0, True), (Status.IN_PROGRESS, 40.0, False), (Status.NOT_FULFILLED, 0.0, False)],
)
def test_less_than_what_was_reported_waits_when_the_file_does_not_give_its_day(status: Status, progress: float, is_less: bool):
    told = entry(code="03", implementers=(party(PNP),), status=status, progress=progress, actions="Se coordinó")
    row = only(told)
    assert (row.kind, row.doubts) == ((RowKind.CONFLICT, (Doubt.GOES_BACK,)) if is_less else (RowKind.CHANGED, ()))
    assert row.acts is not None
    dated = replace(told, reported_on=date(2026, 4, 2)), replace(CHOICES, reported_on=date(2026, 4, 2))
    assert only(dated[0]).kind == RowKind.CHANGED
    assert only(told, choices=dated[1]).kind == RowKind.CHANGED


EXPORTED = {(20, None): said(progress=10, on=date(2026, 3, 1), evidence=PROOF)}


def test_cells_that_nobody_touched_in_our_export_give_way_to_what_was_recorded_since():
    told = entry(code="03", ref="2026-O1-03", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=10.0)
    assert only(told, base=known(exported=EXPORTED)).kind == RowKind.SAME


def test_cells_changed_there_and_here_are_a_conflict():
    told = entry(code="03", ref="2026-O1-03", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=60.0)
    row = only(told, base=known(exported=EXPORTED))
    assert (row.kind, row.doubts, row.accepted_at_first) == (RowKind.CONFLICT, (Doubt.EDITED_HERE,), False)


def test_a_cell_changed_there_is_taken_with_what_was_recorded_here_since_in_the_others():
    told = entry(
        code="03", ref="2026-O1-03", implementers=(party(PNP),), status=Status.IN_PROGRESS, progress=10.0, remarks="Falta presupuesto",
        evidence=OFICIO, evidence_words=PROOF,
    )  # fmt: skip
    row = only(told, base=known(exported=EXPORTED))
    assert (row.kind, row.changes) == (RowKind.CHANGED, (Change("remarks", "", "Falta presupuesto", "PNP"),))
    assert reported(row) == [("PNP", None, Status.IN_PROGRESS, 40)]


def test_an_agreement_taken_back_here_does_not_come_back_with_an_export_of_before():
    told = entry(code="09", ref="2026-O1-09", text="Instalar cámaras en el terminal", implementers=(party(PNP),))
    row = only(told, base=known(gone={"2026-O1-09": frozenset({"pnp"})}))
    assert (row.kind, row.doubts, row.accepted_at_first) == (RowKind.CONFLICT, (Doubt.EDITED_HERE,), False)
    assert only(told).kind == RowKind.NEW


def test_a_deadline_is_set_with_the_file_as_its_reason():
    row = only(entry(code="01", deadline_kind=DeadlineKind.DATE, deadline=date(2026, 5, 30)))
    assert row.kind == RowKind.CHANGED
    assert row.changes == (Change("deadline", DeadlineKind.NONE, date(2026, 5, 30)),)
    assert row.acts is not None
    assert row.acts.deadline is not None
    assert "avance.xlsx" in row.acts.deadline.reason


def test_a_deadline_before_the_session_is_refused_and_not_recorded():
    row = only(entry(code="01", deadline_kind=DeadlineKind.DATE, deadline=date(2025, 5, 30)))
    assert row.refusals == (Refusal.DEADLINE_BEFORE_SESSION,)
    assert row.acts is None


def test_the_deadline_of_an_agreement_is_said_once_for_all_its_rows():
    day = {"deadline_kind": DeadlineKind.DATE, "deadline": date(2026, 5, 30)}
    rows = plan_of(entry(5, code="03", implementers=(party(PNP),), **day), entry(6, code="03", implementers=(party(DREMO),), **day))
    assert [row.kind for row in rows] == [RowKind.CHANGED, RowKind.SAME]


def test_two_deadlines_for_one_agreement_are_a_doubt_but_in_our_export_the_known_one_says_nothing():
    held = known(agreement(2, "03", LIST, {PNP: None, DREMO: None}, deadline=date(2026, 5, 1), deadline_since=date(2026, 3, 1)))
    days = [date(2026, 5, 1), date(2026, 5, 30), date(2026, 6, 30)]
    told = [entry(n, code="03", deadline_kind=DeadlineKind.DATE, deadline=day) for n, day in enumerate(days)]
    rows = plan_of(*told, base=held)
    assert [row.doubts for row in rows] == [(Doubt.REPEATED,)] * 3
    ours = plan_of(*(replace(one, ref="2026-O1-03") for one in told), base=held)
    assert [row.kind for row in ours] == [RowKind.SAME, RowKind.PROBLEM, RowKind.PROBLEM]


def test_an_institution_s_own_file_does_not_move_the_committee_s_deadline():
    held = known(agreement(2, "03", LIST, {PNP: None, DREMO: None}, deadline=date(2026, 5, 1), deadline_since=date(2026, 3, 1)))
    told = entry(code="03", status=Status.PENDING, deadline_kind=DeadlineKind.DATE, deadline=date(2026, 6, 30))
    row = only(told, base=held, choices=replace(CHOICES, speaker=PNP))
    assert (row.kind, row.doubts) == (RowKind.CHANGED, (Doubt.DEADLINE_KEPT,))
    assert row.acts is not None
    assert row.acts.deadline is None
    assert len(row.acts.reports) == 1


def test_two_rows_that_say_different_things_of_one_institution_both_wait():
    rows = plan_of(
        entry(5, code="01", implementers=(party(PNP),), status=Status.PENDING),
        entry(6, code="01", implementers=(party(PNP),), status=Status.IN_PROGRESS),
    )
    assert [row.doubts for row in rows] == [(Doubt.REPEATED,)] * 2
    assert all(row.acts is None for row in rows)


def test_what_a_row_held_back_says_is_recorded_by_the_next_that_says_the_same():
    held_back = entry(5, code="01", implementers=(party(PNP),), follow_up=party(DREMO), flaws=("date_unreadable",))
    rows = plan_of(held_back, entry(6, code="01", implementers=(party(LOCALS),), follow_up=party(DREMO)))
    assert [(row.kind, len(row.changes)) for row in rows] == [(RowKind.PROBLEM, 1), (RowKind.CHANGED, 1)]
    against = plan_of(held_back, entry(6, code="01", implementers=(party(LOCALS),), follow_up=party(MPI)))
    assert against[1].doubts == (Doubt.REPEATED,)


def test_the_wording_of_the_acta_stays_unless_the_person_takes_the_file_s():
    told = entry(code="01", text=SPOT + " y radial")
    assert only(told).kind == RowKind.SAME
    assert only(told, choices=replace(CHOICES, wording=Wording.TAKE)).changes == (Change("text", SPOT, SPOT + " y radial"),)


def test_another_body_that_follows_up_is_a_change():
    row = only(entry(code="01", follow_up=party(DREMO)))
    assert row.changes == (Change("follow_up", "ST CORESEC", "DREMO"),)


def test_words_about_time_are_kept_where_there_were_none():
    row = only(entry(code="01", deadline_kind=DeadlineKind.NONE, deadline_note="30 días hábiles"))
    assert row.changes == (Change("deadline_note", "", "30 días hábiles"),)


def test_a_flawed_cell_holds_the_row_back_but_not_what_can_be_read_of_it():
    row = only(entry(code="01", implementers=(party(PNP),), status=Status.PENDING, flaws=("date_unreadable",)))
    assert (row.kind, row.doubts) == (RowKind.PROBLEM, (Doubt.FLAWED_CELL,))
    assert reported(row) == [("PNP", None, Status.PENDING, 0)]


def test_an_unknown_name_waits_for_its_answer():
    row = only(entry(code="01", unknown=("Ronda Sur",), status=Status.PENDING))
    assert (row.doubts, row.acts) == ((Doubt.UNKNOWN_NAME,), None)


def test_a_name_answered_as_new_joins_without_id():
    row = only(entry(code="01", implementers=(Party(None, "Ronda Sur"),)))
    assert row.acts is not None
    assert row.acts.joining == (Party(None, "Ronda Sur"),)


def test_agreements_that_the_file_does_not_name_are_counted_and_left_alone():
    assert make_plan([entry(code="01")], known(), CHOICES).absent == (2, 3)
    assert make_plan([entry(code="03")], known(), replace(CHOICES, speaker=PNP)).absent == (1,)
    assert make_plan([entry(code="2.1")], known(), replace(CHOICES, speaker=MPI)).absent == (1,)


def test_an_empty_file_plans_nothing():
    plan = make_plan([], known(), CHOICES)
    assert plan.is_empty
    assert plan.absent == ()
    assert plan.version == 50
    assert FIRST.code == "2026-O1"
    assert set(NAMES) == {PNP, DREMO, LOCALS, MPI, ST}
