"""Applying a plan: exactly what the accepted rows say, as one batch, by the rules of a form, once."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data_store.applying import RowRefused
from data_store.batches import (
    find_batch,
    load_batch_changes,
    load_batch_rows,
    load_batches,
    load_ignored,
    load_layouts,
    load_learned,
)
from data_store.commands import add_member, void_agreement
from data_store.database import Store, reading, writing
from data_store.event_log import first_broken_event
from data_store.imports import (
    Applied,
    PlanOutdated,
    apply_plan,
    forget_alias,
    forget_ignored,
    forget_layout,
    remember_layout,
)
from data_store.lookups import UnknownRecord
from data_store.queries import load_report_log, load_reports_of, load_rows
from data_store.recording import Refused
from follow_up.acts import DeadlineDraft, Refusal, VoidDraft
from follow_up.import_plan import Acts, NameAnswer, NameMeaning, Outcome, Party, PlanRow
from follow_up.vocabulary import DeadlineKind, Status
from tests.data_store.plans import (
    FILE,
    FIRST,
    SECOND,
    applied,
    changed,
    loaded,
    moved_to,
    new,
    planned,
    report_of,
    same,
    undone,
)
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
    dump,
    events_after,
    institution_id,
    last_event,
    many,
    one,
    report,
    version_of,
)

LATER = replace(GOING, reported_on=date(2026, 3, 19))


def party(store: Store, code: str) -> Party:
    return Party(institution_id(store, code), code)


def test_a_report_of_a_row_is_stored_like_one_of_a_form_and_names_its_row_and_batch(store: Store) -> None:
    number, place, start = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA"), last_event(store)
    result = applied(store, planned(store, changed(number, reports=(report_of(party(store, "PREFECTURA"), DONE),))))
    sql = """SELECT r.status, r.progress, r.actions, r.by, r.recorded_at, e.number, w.sheet, w.row, w.outcome, w.extra, b.file_name
             FROM progress_report r JOIN evidence e ON e.id = r.evidence_id JOIN import_row w ON w.id = r.import_row_id
             JOIN import_batch b ON b.id = w.batch_id"""
    report_stored = ("fulfilled", 100, "Campaña concluida", BY, "2026-03-20 15:30:00.000000", "123-2026")
    assert many(store, sql) == [(*report_stored, "Hoja1", 5, "recorded", '{"Meta": "100"}', "matriz.xlsx")]
    told = [("status", None, "fulfilled"), ("progress", None, "100"), ("actions", None, "Campaña concluida")]
    told.append(("reported_on", None, "2026-03-12"))
    assert events_after(store, start) == [("assignment", place, *change) for change in told]
    assert many(store, "SELECT DISTINCT batch_id FROM event WHERE id > :id", id=start) == [(result.batch_id,)]
    assert (version_of(store, "assignment", place), version_of(store, "agreement", number)) == (2, 1)
    with reading(store) as db:
        shown = load_reports_of(db, agreement_id=number).iloc[0]
    assert (shown["file_name"], json.loads(shown["extra"])) == ("matriz.xlsx", {"Meta": "100"})


def test_a_second_report_tells_only_what_changed(store: Store) -> None:
    number, prefecture = agreement_id(store, "2.5"), party(store, "PREFECTURA")
    loaded(store, changed(number, reports=(report_of(prefecture, GOING),)))
    start = last_event(store)
    loaded(store, changed(number, reports=(report_of(prefecture, replace(LATER, progress=60)),)))
    fields = [(field, before, after) for _, _, field, before, after in events_after(store, start)]
    assert fields == [("progress", "40", "60"), ("reported_on", "2026-03-10", "2026-03-19")]


def test_two_reports_of_one_load_are_told_one_after_the_other_and_the_latest_day_is_the_state(store: Store) -> None:
    number, prefecture, start = agreement_id(store, "2.5"), party(store, "PREFECTURA"), last_event(store)
    drafts = [replace(GOING, progress=10), replace(LATER, progress=60), replace(GOING, progress=20, reported_on=date(2026, 3, 11))]
    loaded(store, changed(number, reports=tuple(report_of(prefecture, draft) for draft in drafts)))
    moves = [(before, after) for _, _, field, before, after in events_after(store, start) if field == "progress"]
    assert moves == [(None, "10"), ("10", "60"), ("60", "20")]
    with reading(store) as db:
        assert list(load_rows(db, at=TODAY).reports["progress"]) == [60]


def test_a_new_agreement_brings_its_session_problem_implementers_report_and_deadline(store: Store) -> None:
    pnp, dremo = party(store, "PNP"), party(store, "DREMO")
    acts = {"reports": (report_of(pnp, LATER),), "deadline": moved_to(date(2026, 6, 30), on=date(2026, 3, 18))}
    result = applied(store, planned(store, new("2.1.", pnp, dremo, text=" Patrullar\r\nmás ", deadline_note="a la brevedad", acts=acts)))
    with reading(store) as db:
        rows = load_rows(db, at=TODAY)
    agreement = rows.agreements[rows.agreements["ref"] == "2026-O2-2.1"].iloc[0]
    told = agreement[["text", "problem_number", "problem", "theme", "follow_up", "deadline_kind", "deadline_note"]]
    assert list(told) == ["Patrullar\nmás", "01", "Deserción", "Deserción escolar", "ST CORESEC", "date", "a la brevedad"]
    assert agreement["deadline"].date() == date(2026, 6, 30)
    parts = rows.assignments[rows.assignments["agreement_id"] == agreement["agreement_id"]]
    assert list(parts.sort_values("position")["institution"]) == ["PNP", "DREMO"]
    assert list(rows.reports["assignment_id"]) == [parts.iloc[0]["assignment_id"]]
    assert rows.sessions.iloc[-1]["title"] == "Segunda sesión ordinaria 2026"
    made = {"new": 1, "agreements": 1, "assignments": 2, "reports": 1, "deadlines": 1, "absent": 0}
    assert result.counts == made
    assert many(store, "SELECT deadline_kind, deadline FROM agreement WHERE code = '2.1' AND id > 9") == [("date", "2026-06-30")]


def test_rows_of_one_session_and_code_are_one_agreement_with_the_implementers_of_all(store: Store) -> None:
    pnp, dremo = party(store, "PNP"), party(store, "DREMO")
    first = new("01", pnp, acts={"reports": (report_of(pnp, LATER),)})
    second = new("01", dremo, row=6, text="Otro texto", acts={"reports": (report_of(dremo, replace(LATER, progress=80)),)})
    loaded(store, first, second)
    sql = "SELECT a.text, i.code, r.progress FROM agreement a JOIN assignment n ON n.agreement_id = a.id JOIN institution i ON i.id = n.institution_id JOIN progress_report r ON r.assignment_id = n.id WHERE a.id > 9 ORDER BY n.position"
    assert many(store, sql) == [("Acuerdo 01", "PNP", 40), ("Acuerdo 01", "DREMO", 80)]
    assert one(store, "SELECT COUNT(*) FROM committee_session") == 2


def test_an_agreement_of_a_known_session_and_problem_joins_them(store: Store) -> None:
    row = new("2.6", party(store, "PNP"), session=FIRST, problem_number="2", problem=None)
    loaded(store, row)
    sql = "SELECT p.number FROM agreement a JOIN problem p ON p.id = a.problem_id WHERE a.code = '2.6'"
    assert many(store, sql) == [("02",)]
    assert one(store, "SELECT COUNT(*) FROM problem") == 5


def test_a_theme_that_is_none_of_ours_waits_to_be_classified_and_its_words_are_kept(store: Store) -> None:
    loaded(store, new("01", party(store, "PNP"), theme="DESERCION  ESCOLAR"), new("02", party(store, "PNP"), row=6, problem_number="2", theme="Robos"))
    sql = "SELECT t.label FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN theme t ON t.id = p.theme_id WHERE a.id > 9 ORDER BY a.code"
    assert many(store, sql) == [("Deserción escolar",), ("Por clasificar",)]
    assert many(store, "SELECT extra FROM import_row ORDER BY id") == [("{}",), ('{"Tema": "Robos"}',)]


def test_edits_joining_and_a_deadline_change_an_agreement_and_tell_it(store: Store) -> None:
    number, start = agreement_id(store, "05"), last_event(store)
    edits = {"text": "Otro texto", "follow_up": party(store, "PNP"), "deadline_note": "antes de abril"}
    before = str(one(store, "SELECT text FROM agreement WHERE id = :id", id=number))
    note = str(one(store, "SELECT deadline_note FROM agreement WHERE id = :id", id=number))
    result = applied(store, planned(store, changed(number, edits=edits, joining=(party(store, "DREMO"),), deadline=moved_to(date(2026, 4, 30)))))
    stored = "SELECT a.text, f.acronym, a.deadline_note, a.deadline_kind, a.deadline, a.version FROM agreement a JOIN institution f ON f.id = a.follow_up_id WHERE a.id = :id"
    assert many(store, stored, id=number) == [("Otro texto", "PNP", "antes de abril", "date", "2026-04-30", 2)]
    assert [(entity, field, was, now) for entity, _, field, was, now in events_after(store, start)] == [
        ("agreement", "text", before, "Otro texto"),
        ("agreement", "follow_up", "ST CORESEC", "PNP"),
        ("agreement", "deadline_note", note, "antes de abril"),
        ("assignment", "created", None, "DREMO"),
        ("agreement", "deadline", None, "2026-04-30"),
    ]
    assert result.counts == {"changed": 1, "absent": 0, "edits": 3, "assignments": 1, "deadlines": 1}


def test_only_the_accepted_rows_are_recorded_and_all_are_remembered(store: Store) -> None:
    prefecture = party(store, "PREFECTURA")
    first = changed(agreement_id(store, "2.5"), reports=(report_of(prefecture, GOING),))
    second = changed(agreement_id(store, "05"), row=6, edits={"text": "Otro"})
    plan = planned(store, first, second, same(agreement_id(store, "03"), row=7), absent=(1, 2))
    result = applied(store, plan, accepted={first.entry.place, plan.rows[2].entry.place})
    assert result.counts == {"changed": 1, "left_out": 1, "nothing": 1, "absent": 2, "reports": 1}
    assert list(result.rows.values()) == [Outcome.RECORDED, Outcome.LEFT_OUT, Outcome.NOTHING]
    with reading(store) as db:
        rows = load_batch_rows(db, batch_id=result.batch_id or 0)
        changes = load_batch_changes(db, batch_id=result.batch_id or 0)
    assert list(rows[["row", "kind", "outcome", "ref"]].itertuples(index=False, name=None)) == [
        (5, "changed", "recorded", "2026-O1-2.5"), (6, "changed", "left_out", "2026-O1-05"), (7, "same", "nothing", "2026-O1-03"),
    ]  # fmt: skip
    assert rows.iloc[0]["extra"] == {"Meta": "100"}
    assert set(changes["ref"]) == {"2026-O1-2.5"}
    assert set(changes["institution"]) == {"Prefectura"}


def nothing_written(store: Store, base: Path, plan_rows: PlanRow, error: type[Exception], **given: object) -> Exception:
    plan, before = planned(store, plan_rows), dump(base)
    with pytest.raises(error) as raised, writing(store) as db:
        apply_plan(db, plan, accepted={plan_rows.entry.place}, **FILE, **{**NOW, **given})  # type: ignore[arg-type]
    assert dump(base) == before
    return raised.value


def test_an_acceptance_with_nothing_to_record_makes_no_batch(store: Store, base: Path) -> None:
    before, number = dump(base), agreement_id(store, "05")
    answer = NameAnswer("Jefatura X", NameMeaning.IGNORE)
    assert applied(store, planned(store, changed(number, edits={"text": "x"}), names=[answer]), accepted=()) == Applied(None)
    assert applied(store, planned(store, changed(number), same(number, row=6))) == Applied(None)
    assert dump(base) == before


def test_rows_that_say_what_already_stands_make_no_batch(store: Store, base: Path) -> None:
    number, before = agreement_id(store, "05"), dump(base)
    text = str(one(store, "SELECT text FROM agreement WHERE id = :id", id=number))
    row = changed(number, edits={"text": text}, joining=(party(store, "ST-CORESEC"),))
    assert applied(store, planned(store, row)) == Applied(None)
    assert dump(base) == before


def test_the_same_plan_twice_is_one_batch(store: Store, base: Path) -> None:
    plan = planned(store, new("01", party(store, "PNP")), same(agreement_id(store, "05"), row=6))
    first = applied(store, plan)
    before = dump(base)
    assert applied(store, plan) == first
    assert dump(base) == before


def test_the_same_file_loaded_again_after_its_undo_is_another_batch(store: Store) -> None:
    row = changed(agreement_id(store, "05"), edits={"text": "Otro"})
    first = loaded(store, row)
    with reading(store) as db:
        assert find_batch(db, FILE["sha256"]) == first
    undone(store, first)
    with reading(store) as db:
        assert find_batch(db, FILE["sha256"]) is None
    assert loaded(store, row) == first + 2


def test_other_decisions_on_the_same_data_are_another_plan(store: Store) -> None:
    number = agreement_id(store, "05")
    plan, other = planned(store, changed(number, edits={"text": "Uno"})), planned(store, changed(number, edits={"text": "Dos"}))
    applied(store, plan)
    with pytest.raises(PlanOutdated):
        applied(store, other)


def test_a_plan_made_before_another_change_is_outdated(store: Store, base: Path) -> None:
    plan = planned(store, changed(agreement_id(store, "05"), edits={"text": "x"}))
    report(store, assignment_id(store, "2.5", "PREFECTURA"))
    before = dump(base)
    with pytest.raises(PlanOutdated):
        applied(store, plan)
    assert dump(base) == before


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(GOING, reported_on=date(2026, 3, 21)), Refusal.DATE_IN_FUTURE),
        (replace(GOING, reported_on=date(2026, 2, 24)), Refusal.DATE_BEFORE_SESSION),
        (replace(GOING, progress=100), Refusal.PROGRESS_CONFLICT),
        (replace(DONE, evidence=None), Refusal.EVIDENCE_MISSING),
        (replace(GOING, actions="x" * 32_768), Refusal.TEXT_TOO_LONG),
        (replace(GOING, status=Status.VOID), Refusal.PROGRESS_CONFLICT),
    ],
)
def test_a_report_that_breaks_a_rule_stops_the_whole_load(store: Store, base: Path, draft: object, refusal: Refusal) -> None:
    row = changed(agreement_id(store, "2.5"), reports=(report_of(party(store, "PREFECTURA"), draft),))  # type: ignore[arg-type]
    error = nothing_written(store, base, row, RowRefused)
    assert isinstance(error, RowRefused)
    assert (error.place, error.refusals) == (row.entry.place, [refusal])


def test_a_report_of_a_tracker_needs_no_actions(store: Store) -> None:
    loaded(store, changed(agreement_id(store, "2.5"), reports=(report_of(party(store, "PREFECTURA"), replace(GOING, progress=0, actions="")),)))
    assert many(store, "SELECT status, progress, actions FROM progress_report") == [("in_progress", 0, "")]


def test_what_is_without_effect_takes_no_report_and_no_deadline(store: Store, base: Path) -> None:
    number = agreement_id(store, "2.5")
    with writing(store) as db:
        void_agreement(db, agreement_id=number, draft=VoidDraft("x", 1, TODAY), expected_version=1, **NOW)
    late = replace(GOING, reported_on=TODAY)
    both: list[dict[str, Any]] = [
        {"reports": (report_of(party(store, "PREFECTURA"), late),)}, {"deadline": moved_to(date(2026, 6, 1), on=TODAY)},
    ]  # fmt: skip
    for acts in both:
        error = nothing_written(store, base, changed(number, **acts), RowRefused)
        assert error.refusals == [Refusal.ALREADY_VOID]  # type: ignore[attr-defined]


def test_a_deadline_by_the_rules_of_the_form(store: Store, base: Path) -> None:
    number = agreement_id(store, "05")
    loaded(store, changed(number, deadline=moved_to(date(2026, 4, 30), on=date(2026, 3, 9))))
    for draft, refusal in (
        (moved_to(date(2026, 4, 30), on=date(2026, 3, 10)), Refusal.DEADLINE_UNCHANGED),
        (moved_to(date(2026, 5, 30), on=date(2026, 3, 8)), Refusal.EARLIER_THAN_LAST),
        (DeadlineDraft(DeadlineKind.PERMANENT, None, " ", date(2026, 3, 10)), Refusal.REASON_MISSING),
    ):
        error = nothing_written(store, base, changed(number, deadline=draft), RowRefused)
        assert error.refusals == [refusal]  # type: ignore[attr-defined]


def test_a_new_agreement_whose_code_the_session_already_has_is_refused(store: Store, base: Path) -> None:
    row = new("2.1", party(store, "PNP"), session=FIRST, problem_number="09")
    error = nothing_written(store, base, row, RowRefused)
    assert error.refusals == [Refusal.AGREEMENT_REPEATED]  # type: ignore[attr-defined]


def test_nobody_loads_without_saying_who(store: Store, base: Path) -> None:
    error = nothing_written(store, base, changed(agreement_id(store, "05"), edits={"text": "x"}), Refused, by="  ")
    assert error.refusals == [Refusal.BY_MISSING]  # type: ignore[attr-defined]


def test_a_load_names_agreements_assignments_and_members_that_exist(store: Store, base: Path) -> None:
    nothing_written(store, base, changed(999, edits={"text": "x"}), UnknownRecord)
    stranger = changed(agreement_id(store, "05"), reports=(report_of(party(store, "PNP"), GOING),))
    nothing_written(store, base, stranger, UnknownRecord)
    group = report_of(party(store, "GOBIERNOS-LOCALES"), GOING, party(store, "MPI"))
    nothing_written(store, base, changed(agreement_id(store, "2.2"), reports=(group,)), UnknownRecord)


def test_a_member_of_a_group_reports_its_own_part(store: Store) -> None:
    group, member = party(store, "GOBIERNOS-LOCALES"), party(store, "MPI")
    with writing(store) as db:
        add_member(db, group_id=group.id or 0, member_id=member.id or 0, valid_from=None, **SIGNED)
    start = last_event(store)
    loaded(store, changed(agreement_id(store, "2.2"), reports=(report_of(group, GOING, member), report_of(group, replace(GOING, progress=10)))))
    told = [after for _, _, field, _, after in events_after(store, start) if field == "progress"]
    assert told == ["MP Ilo: 40", "10"]


def test_a_member_that_joined_after_the_day_of_its_report_is_heard_since_it_was_planned_as_one(store: Store) -> None:
    group, member = party(store, "GOBIERNOS-LOCALES"), party(store, "MPI")
    with writing(store) as db:
        add_member(db, group_id=group.id or 0, member_id=member.id or 0, valid_from=GOING.reported_on + timedelta(days=3), **SIGNED)
    loaded(store, changed(agreement_id(store, "2.2"), reports=(report_of(group, GOING, member),)))
    assert one(store, "SELECT COUNT(*) FROM progress_report WHERE member_id IS NOT NULL") == 1


def test_a_deadline_that_two_accepted_rows_give_is_set_once(store: Store) -> None:
    number, moved = agreement_id(store, "05"), moved_to(date(2026, 4, 30))
    loaded(store, changed(number, row=5, deadline=moved), changed(number, row=6, deadline=moved))
    assert one(store, "SELECT COUNT(*) FROM deadline_change") == 1


def test_a_name_decided_as_new_becomes_an_institution_that_is_read_from_then_on(store: Store) -> None:
    long = "Mesa de Concertación para la Lucha contra la Pobreza"
    row = new("01", Party(None, "Bomberos"), Party(None, f" {long}"), acts={"reports": (report_of(Party(None, "BOMBEROS"), LATER),)})
    loaded(store, row, names=[NameAnswer("Bomberos", NameMeaning.NEW), NameAnswer(long, NameMeaning.NEW)])
    sql = "SELECT code, name, acronym, kind FROM institution ORDER BY id DESC LIMIT 2"
    assert many(store, sql) == [
        ("MESA-DE-CONCERTACION-PARA-LA-LUCHA-CONTRA-LA-POBREZA", long, "MCLCP", "entity"), ("BOMBEROS", "Bomberos", "Bomberos", "entity"),
    ]  # fmt: skip
    sql = "SELECT l.folded FROM institution_alias l JOIN institution i ON i.id = l.institution_id WHERE i.code LIKE 'MESA%' ORDER BY 1"
    assert many(store, sql) == [("mclcp",), ("mesa de concertacion para la lucha contra la pobreza",)]
    assert one(store, "SELECT COUNT(*) FROM progress_report") == 1


def test_a_new_name_never_takes_the_acronym_that_is_read_as_another(store: Store) -> None:
    loaded(store, new("01", Party(None, "Patronato Nacional Penitenciario")))
    assert many(store, "SELECT acronym FROM institution ORDER BY id DESC LIMIT 1") == [("PNP 2",)]


def test_decisions_on_names_are_remembered_and_can_be_forgotten(store: Store) -> None:
    pnp = party(store, "PNP")
    answers = [NameAnswer("La Benemérita.", NameMeaning.ALIAS, pnp.id), NameAnswer("Varios", NameMeaning.IGNORE)]
    loaded(store, new("01", pnp), names=answers)
    with reading(store) as db:
        learned, ignored = load_learned(db), load_ignored(db)
    told = learned[["kind", "name", "meaning"]].fillna("").itertuples(index=False, name=None)
    assert list(told) == [("alias", "La Benemérita.", "PNP"), ("ignored", "Varios", "")]
    assert ignored == {"varios"}
    alias, name = (int(number) for number in learned["id"])
    with writing(store) as db:
        forget_alias(db, alias_id=alias, **SIGNED)
        forget_ignored(db, ignored_id=name, **SIGNED)
    with reading(store) as db:
        assert (len(load_learned(db)), load_ignored(db)) == (0, frozenset())
        assert list(load_batches(db)["kind"]) == ["import"]
    with pytest.raises(UnknownRecord), writing(store) as db:
        forget_alias(db, alias_id=alias, **SIGNED)


def test_a_forgotten_spelling_can_be_learned_again_with_another_meaning(store: Store) -> None:
    pnp, dremo = party(store, "PNP"), party(store, "DREMO")
    loaded(store, new("01", pnp), names=[NameAnswer("La Región", NameMeaning.ALIAS, pnp.id)])
    with writing(store) as db:
        forget_alias(db, alias_id=int(str(one(store, "SELECT MAX(id) FROM institution_alias"))), **SIGNED)
    loaded(store, new("02", pnp), names=[NameAnswer("La región", NameMeaning.ALIAS, dremo.id)])
    with reading(store) as db:
        assert list(load_learned(db)["meaning"]) == ["DREMO"]


def test_a_spelling_never_changes_its_institution_in_silence(store: Store, base: Path) -> None:
    before = dump(base)
    with pytest.raises(ValueError, match="already means"):
        loaded(store, new("01", party(store, "DREMO")), names=[NameAnswer("Región Policial", NameMeaning.ALIAS, institution_id(store, "DREMO"))])
    assert dump(base) == before


def test_the_columns_of_a_layout_are_remembered_corrected_and_forgotten(store: Store) -> None:
    for columns in ({0: "code", 3: None}, {0: "number", 3: "status"}):
        with writing(store) as db:
            remember_layout(db, fingerprint="f1", columns=columns, **SIGNED)
        with reading(store) as db:
            assert load_layouts(db) == {"f1": columns}
    start = last_event(store)
    with writing(store) as db:
        remember_layout(db, fingerprint="f1", columns={0: "number", 3: "status"}, **SIGNED)
    assert last_event(store) == start
    with writing(store) as db:
        forget_layout(db, layout_id=1, **SIGNED)
    with reading(store) as db:
        assert load_layouts(db) == {}
    with writing(store) as db:
        remember_layout(db, fingerprint="f1", columns={1: "text"}, **SIGNED)
    with reading(store) as db:
        assert load_layouts(db) == {"f1": {1: "text"}}


def test_the_list_of_loads_tells_file_post_moment_and_counts(store: Store) -> None:
    batch = loaded(store, changed(agreement_id(store, "05"), edits={"text": "x"}))
    undo = undone(store, batch)
    with reading(store) as db:
        rows = load_batches(db)
    assert list(rows[["batch_id", "kind", "file_name", "by", "stands"]].itertuples(index=False, name=None)) == [
        (undo, "undo", "matriz.xlsx", BY, True), (batch, "import", "matriz.xlsx", BY, False),
    ]  # fmt: skip
    assert rows.iloc[1]["counts"] == {"changed": 1, "absent": 0, "edits": 1}
    assert (rows.iloc[1]["undone_by"], rows.iloc[0]["undoes"]) == (undo, batch)
    assert rows.iloc[0]["at"].to_pydatetime() == AT.replace(tzinfo=None)


def test_the_log_verifies_with_events_of_loads_and_of_forms(store: Store) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"))
    loaded(store, new("01", party(store, "PNP"), acts={"reports": (report_of(party(store, "PNP"), LATER),)}))
    report(store, assignment_id(store, "2.4", "WARMI-NAN"))
    with writing(store) as db:
        assert first_broken_event(db) is None
    with reading(store) as db:
        assert len(load_report_log(db)) == 3


def test_what_a_row_records_is_whole_or_not_at_all_with_the_others(store: Store, base: Path) -> None:
    good = changed(agreement_id(store, "05"), edits={"text": "x"})
    bad = new("01", party(store, "PNP"), row=6, acts={"reports": (report_of(party(store, "PNP"), GOING),)})  # before its session
    before = dump(base)
    with pytest.raises(RowRefused):
        loaded(store, good, bad)
    assert dump(base) == before


def test_a_new_agreement_needs_session_code_implementer_and_follow_up(store: Store, base: Path) -> None:
    whole = new("01", party(store, "PNP"))
    for missing in ({"session": None}, {"code": None}, {"follow_up": None}, {"implementers": ()}):
        row = replace(whole, entry=replace(whole.entry, **missing))
        nothing_written(store, base, row, ValueError)


def test_acts_without_a_number_make_the_agreement_of_the_entry(store: Store) -> None:
    row = replace(new("7", party(store, "PNP"), session=SECOND, problem_number=None, problem=None), acts=Acts(None))
    loaded(store, row)
    assert many(store, "SELECT p.number, p.text, a.code FROM agreement a JOIN problem p ON p.id = a.problem_id WHERE a.id > 9") == [("07", "", "7")]
