"""Undoing a load: the base is as if it had never been, but for what was made since, which stays and is named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_store.commands import add_member, report_progress
from data_store.database import Store, reading, writing
from data_store.event_log import first_broken_event
from data_store.families import NEVER_WITHDRAWN, PARENTS
from data_store.imports import PlanOutdated
from data_store.lookups import UnknownRecord
from data_store.models import Base
from data_store.queries import load_deadlines_of, load_events_of, load_report_log, load_rows
from data_store.recording import Refused
from data_store.undoing import AlreadyUndone, Collision, undo_batch
from follow_up.import_plan import NameAnswer, NameMeaning, Party
from tests.data_store.canonical import canonical
from tests.data_store.plans import changed, loaded, moved_to, new, preview, report_of, undone, version_of_data
from tests.data_store.records import (
    BY,
    DATED,
    DONE,
    GOING,
    NOW,
    SIGNED,
    TODAY,
    agreement_id,
    assignment_id,
    decide,
    dump,
    events_after,
    institution_id,
    last_event,
    many,
    one,
    report,
    verify,
    version_of,
)

LATER = replace(GOING, reported_on=date(2026, 3, 19), progress=70)
EDITS = {"text": "Otro texto", "deadline_note": "antes de abril"}


def party(store: Store, code: str) -> Party:
    return Party(institution_id(store, code), code)


@pytest.fixture
def prefecture(store: Store) -> Party:
    return party(store, "PREFECTURA")


def everything(store: Store) -> int:
    """A load that makes or changes one of each thing."""
    pnp, fire = party(store, "PNP"), Party(None, "Bomberos")
    acts = {"reports": (report_of(pnp, LATER), report_of(fire, LATER)), "deadline": moved_to(date(2026, 6, 30), on=date(2026, 3, 18))}
    edits = {**EDITS, "follow_up": pnp}
    reports = (report_of(party(store, "PREFECTURA"), DONE), report_of(pnp, GOING))
    known = changed(agreement_id(store, "2.5"), row=6, edits=edits, joining=(pnp,), reports=reports, deadline=moved_to(date(2026, 4, 30)))
    names = [NameAnswer("La Benemérita", NameMeaning.ALIAS, pnp.id), NameAnswer("Varios", NameMeaning.IGNORE)]
    return loaded(store, new("01", pnp, fire, theme="Robos", acts=acts), known, names=names)


def test_a_load_undone_leaves_the_base_as_if_it_had_never_been(store: Store) -> None:
    before = canonical(store)
    batch = everything(store)
    assert canonical(store) != before
    undone(store, batch)
    assert canonical(store) == before


def test_an_undo_undone_brings_everything_back_and_so_on(store: Store) -> None:
    before = canonical(store)
    last, after = everything(store), canonical(store)
    for expected in (before, after, before, after):
        last = undone(store, last)
        assert canonical(store) == expected
    with writing(store) as db:
        assert first_broken_event(db) is None


def test_a_load_is_undone_once_and_its_undo_once(store: Store, base: Path) -> None:
    batch = everything(store)
    undo = undone(store, batch)
    undone(store, undo)
    before = dump(base)
    for number in (batch, undo):
        with pytest.raises(AlreadyUndone):
            undone(store, number)
    with pytest.raises(UnknownRecord):
        undone(store, 99)
    assert dump(base) == before


def test_an_undo_says_who_and_stands_on_the_data_of_its_preview(store: Store, base: Path) -> None:
    batch = everything(store)
    version = version_of_data(store)
    report(store, assignment_id(store, "05", "ST-CORESEC"))
    before = dump(base)
    with pytest.raises(PlanOutdated), writing(store) as db:
        undo_batch(db, batch_id=batch, restore=(), version=version, **SIGNED)
    with pytest.raises(Refused), writing(store) as db:
        undo_batch(db, batch_id=batch, restore=(), version=version_of_data(store), by=" ", at=SIGNED["at"])  # type: ignore[arg-type]
    assert dump(base) == before


def test_what_was_withdrawn_is_shown_nowhere(store: Store) -> None:
    batch = everything(store)
    undone(store, batch)
    with reading(store) as db:
        rows, log = load_rows(db, at=TODAY), load_report_log(db)
        deadlines = load_deadlines_of(db, agreement_id=agreement_id(store, "2.5"))
    assert (len(rows.sessions), len(rows.agreements), len(rows.assignments)) == (1, 9, 16)
    assert (len(rows.reports), len(log), len(deadlines)) == (0, 0, 0)
    assert set(rows.agreements["deadline_kind"]) == {"none"}


def test_what_was_withdrawn_takes_no_report(store: Store) -> None:
    batch = loaded(store, new("01", party(store, "PNP")))
    place = int(str(one(store, "SELECT MAX(id) FROM assignment")))
    undone(store, batch)
    with pytest.raises(UnknownRecord), writing(store) as db:
        report_progress(db, assignment_id=place, draft=LATER, expected_version=2, **NOW)


def test_the_history_of_an_agreement_tells_the_undo(store: Store, prefecture: Party) -> None:
    number, place = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA")
    old = str(one(store, "SELECT text FROM agreement WHERE id = :id", id=number))
    report(store, place, GOING)
    batch = loaded(store, changed(number, edits={"text": "Otro"}, reports=(report_of(prefecture, LATER),), deadline=moved_to(date(2026, 4, 30))))
    start = last_event(store)
    undo = undone(store, batch)
    told = [(entity, field, before, after) for entity, _, field, before, after in events_after(store, start)]
    assert told == [
        ("deadline_change", "withdrawn", None, str(undo)),
        ("progress_report", "withdrawn", None, str(undo)),
        ("agreement", "text", "Otro", old),
        ("agreement", "deadline", "2026-04-30", None),
        ("assignment", "progress", "70", "40"),
        ("assignment", "reported_on", "2026-03-19", "2026-03-10"),
    ]
    assert many(store, "SELECT DISTINCT batch_id, by FROM event WHERE id > :id", id=start) == [(undo, BY)]
    with reading(store) as db:
        history = load_events_of(db, agreement_id=number)
    assert set(history["file_name"].dropna()) == {"matriz.xlsx"}
    assert (version_of(store, "agreement", number), version_of(store, "assignment", place)) == (3, 4)


def test_the_preview_tells_what_the_undo_does(store: Store) -> None:
    batch = everything(store)
    plan = preview(store, batch)
    told = {(item.entity, item.ref, item.institution, item.field, item.now, item.then) for item in plan.restored}
    text = str(one(store, "SELECT before FROM event WHERE field = 'text'"))
    note = str(one(store, "SELECT before FROM event WHERE field = 'deadline_note'"))
    assert told == {
        ("agreement", "2026-O1-2.5", None, "text", "Otro texto", text),
        ("agreement", "2026-O1-2.5", None, "deadline_note", "antes de abril", note),
        ("agreement", "2026-O1-2.5", None, "follow_up", "PNP", "ST CORESEC"),
        ("agreement", "2026-O1-2.5", None, "deadline", "2026-04-30", None),
        ("agreement", "2026-O2-01", None, "withdrawn", None, "2"),
        ("assignment", "2026-O1-2.5", "PNP", "withdrawn", None, "2"),
        ("assignment", "2026-O1-2.5", "Prefectura", "status", "fulfilled", None),
        ("assignment", "2026-O1-2.5", "Prefectura", "progress", "100", None),
        ("assignment", "2026-O1-2.5", "Prefectura", "actions", "Campaña concluida", None),
        ("assignment", "2026-O1-2.5", "Prefectura", "reported_on", "2026-03-12", None),
        ("committee_session", None, None, "withdrawn", None, "2"),
        ("theme", None, None, "withdrawn", None, "2"),
        ("institution", None, "Bomberos", "withdrawn", None, "2"),
        ("institution_alias", None, "PNP", "withdrawn", None, "2"),
        ("ignored_name", None, None, "withdrawn", None, "2"),
    }
    assert (plan.collisions, plan.staying) == ((), ())
    assert plan.version == version_of_data(store)


def collision(store: Store, batch: int) -> Collision:
    (found,) = preview(store, batch).collisions
    return found


def states(store: Store) -> list[tuple]:
    return many(store, "SELECT progress, withdrawn_in IS NULL FROM progress_report ORDER BY id")


def test_a_later_report_stays_and_the_load_s_own_goes(store: Store, prefecture: Party) -> None:
    number, place = agreement_id(store, "2.5"), assignment_id(store, "2.5", "PREFECTURA")
    batch = loaded(store, changed(number, reports=(report_of(prefecture, GOING),)))
    report(store, place, LATER, version=2)
    found = collision(store, batch)
    assert (found.key, found.ref, found.institution) == (f"report:{place}:0", "2026-O1-2.5", "Prefectura")
    assert (found.field, found.batch_value, found.later_field, found.later_value, found.by) == (
        "status", "in_progress", "status", "in_progress", BY,
    )  # fmt: skip
    undone(store, batch)
    assert states(store) == [(40, False), (70, True)]


def test_a_later_report_goes_too_when_the_earlier_state_is_asked_for(store: Store, prefecture: Party) -> None:
    before = canonical(store)
    batch = loaded(store, changed(agreement_id(store, "2.5"), reports=(report_of(prefecture, GOING),)))
    report(store, assignment_id(store, "2.5", "PREFECTURA"), LATER, version=2)
    after = canonical(store)
    undo = undone(store, batch, collision(store, batch).key)
    assert canonical(store) == before
    undone(store, undo)
    assert canonical(store) == after


def test_what_an_undo_was_asked_to_take_stays_taken_while_that_undo_counts(store: Store, prefecture: Party) -> None:
    number = agreement_id(store, "2.5")
    old = one(store, "SELECT text FROM agreement WHERE id = :id", id=number)
    first = loaded(store, changed(number, edits={"text": "Uno"}, reports=(report_of(prefecture, GOING),)))
    second = loaded(store, changed(number, edits={"text": "Dos"}, reports=(report_of(prefecture, LATER),)))
    after = canonical(store)
    undo = undone(store, first, *(found.key for found in preview(store, first).collisions))
    before = canonical(store)
    assert (states(store), one(store, "SELECT text FROM agreement WHERE id = :id", id=number)) == ([(40, False), (70, False)], old)
    again = undone(store, second)
    assert canonical(store) == before
    undone(store, again)
    assert canonical(store) == before
    undone(store, undo)
    assert canonical(store) == after


def test_a_report_of_another_member_is_no_collision(store: Store) -> None:
    group, member = party(store, "GOBIERNOS-LOCALES"), party(store, "MPI")
    with writing(store) as db:
        add_member(db, group_id=group.id or 0, member_id=member.id or 0, valid_from=None, **SIGNED)
    batch = loaded(store, changed(agreement_id(store, "2.2"), reports=(report_of(group, GOING),)))
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), LATER, version=2, member=member.id)
    assert preview(store, batch).collisions == ()


def test_a_verified_report_stays_unless_the_earlier_state_is_asked_for(store: Store, prefecture: Party) -> None:
    start = canonical(store)
    batch = loaded(store, changed(agreement_id(store, "2.5"), reports=(report_of(prefecture, DONE),)))
    verify(store, int(str(one(store, "SELECT MAX(id) FROM progress_report"))), version=2)
    before, found = canonical(store), collision(store, batch)
    assert (found.later_field, found.later_value) == ("verified", TODAY.isoformat())
    undo = undone(store, batch)
    assert canonical(store) == before
    again = undone(store, undone(store, undo), found.key)
    assert canonical(store) == start
    undone(store, again)
    assert canonical(store) == before


def test_a_later_deadline_stays_and_is_counted_from_what_is_left(store: Store) -> None:
    number = agreement_id(store, "05")
    batch = loaded(store, changed(number, deadline=moved_to(date(2026, 4, 30))))
    decide(store, number, moved_to(date(2026, 5, 30), on=date(2026, 3, 9)), version=2)
    found = collision(store, batch)
    assert (found.key, found.field, found.batch_value, found.later_value) == (f"deadline:{number}", "deadline", "2026-04-30", "2026-05-30")
    start = last_event(store)
    undone(store, batch)
    assert [entity for entity, *_ in events_after(store, start)] == ["deadline_change"]  # the one in force is the same
    with reading(store) as db:
        row = load_rows(db, at=TODAY).agreements.set_index("agreement_id").loc[number]
    assert (row["deadline"].date(), row["original_deadline"].date(), row["extensions"]) == (date(2026, 5, 30), date(2026, 5, 30), 0)
    assert many(store, "SELECT deadline FROM agreement WHERE id = :id", id=number) == [("2026-05-30",)]


def test_a_later_deadline_goes_too_when_asked(store: Store) -> None:
    number = agreement_id(store, "05")
    decide(store, number, DATED)
    before = canonical(store)
    batch = loaded(store, changed(number, deadline=moved_to(date(2026, 5, 15))))
    decide(store, number, moved_to(date(2026, 5, 30), on=date(2026, 3, 9)), version=3)
    undone(store, batch, collision(store, batch).key)
    assert canonical(store) == before


def test_a_text_edited_again_keeps_its_later_words_unless_asked(store: Store) -> None:
    number = agreement_id(store, "05")
    old = one(store, "SELECT text FROM agreement WHERE id = :id", id=number)
    first = loaded(store, changed(number, edits={"text": "Uno"}))
    second = loaded(store, changed(number, edits={"text": "Dos"}))
    found = collision(store, first)
    assert (found.key, found.ref, found.batch_value, found.later_value) == (f"text:agreement:{number}", "2026-O1-05", "Uno", "Dos")
    undo = undone(store, first)
    assert one(store, "SELECT text FROM agreement WHERE id = :id", id=number) == "Dos"
    assert preview(store, second).collisions == ()
    undone(store, undone(store, undone(store, second)))  # without both, the words of the acta; then back
    undone(store, undone(store, undo), found.key)
    assert one(store, "SELECT text FROM agreement WHERE id = :id", id=number) == old


def test_words_of_an_undone_load_never_come_back_by_the_undo_of_a_later_one(store: Store) -> None:
    number, before = agreement_id(store, "05"), canonical(store)
    first = loaded(store, changed(number, edits={"text": "Uno"}, deadline=moved_to(date(2026, 4, 30))))
    second = loaded(store, changed(number, edits={"text": "Dos"}, deadline=moved_to(date(2026, 5, 30))))
    undone(store, first)
    undone(store, second)
    assert canonical(store) == before


def test_an_agreement_of_the_load_stays_whole_where_others_built_on_it(store: Store) -> None:
    pnp, fire = party(store, "PNP"), Party(None, "Bomberos")
    acts = {"reports": (report_of(fire, LATER),), "deadline": moved_to(date(2026, 6, 30), on=date(2026, 3, 18))}
    batch = loaded(store, new("01", pnp, fire, acts=acts), new("02", fire, row=6, problem_number="02"))
    place = int(str(one(store, "SELECT MIN(id) FROM assignment WHERE agreement_id > 9")))
    report(store, place, LATER, version=1)
    plan = preview(store, batch)
    (found,) = plan.collisions
    number = int(str(one(store, "SELECT MIN(id) FROM agreement WHERE id > 9")))
    assert (found.key, found.ref, found.later_field) == (f"agreement:{number}", "2026-O2-01", "status")
    assert set(plan.staying) == {"2026-O2", "2026-O2 01", "Bomberos"}
    undone(store, batch)
    with reading(store) as db:
        rows = load_rows(db, at=TODAY)
    assert list(rows.agreements["ref"])[9:] == ["2026-O2-01"]
    assert len(rows.reports) == 2
    assert rows.agreements["deadline"].notna().sum() == 1
    assert many(store, "SELECT DISTINCT withdrawn_in IS NULL FROM institution_alias WHERE spelling = 'Bomberos'") == [(1,)]


def test_an_agreement_others_built_on_goes_with_that_when_asked(store: Store) -> None:
    before = canonical(store)
    batch = loaded(store, new("01", party(store, "PNP")))
    report(store, int(str(one(store, "SELECT MAX(id) FROM assignment"))), LATER, version=1)
    after = canonical(store)
    undo = undone(store, batch, collision(store, batch).key)
    assert canonical(store) == before
    undone(store, undo)
    assert canonical(store) == after


def test_an_agreement_edited_by_a_later_load_stays(store: Store) -> None:
    batch = loaded(store, new("01", party(store, "PNP")))
    number = int(str(one(store, "SELECT MAX(id) FROM agreement")))
    second = loaded(store, changed(number, edits={"text": "Corregido"}))
    found = collision(store, batch)
    assert (found.key, found.later_field, found.later_value) == (f"agreement:{number}", "text", "Corregido")
    undone(store, second)
    assert preview(store, batch).collisions == ()


def test_an_implementer_that_joined_stays_with_its_later_report(store: Store) -> None:
    number, pnp = agreement_id(store, "05"), party(store, "PNP")
    batch = loaded(store, changed(number, joining=(pnp,), reports=(report_of(pnp, GOING),)))
    place = int(str(one(store, "SELECT MAX(id) FROM assignment")))
    report(store, place, LATER, version=1)
    found = collision(store, batch)
    assert (found.key, found.institution) == (f"assignment:{place}", "PNP")
    undone(store, batch)
    assert states(store) == [(40, True), (70, True)]


def test_an_institution_that_others_use_stays_with_its_spellings(store: Store) -> None:
    batch = loaded(store, new("01", Party(None, "Bomberos")))
    fire = party(store, "BOMBEROS")
    loaded(store, changed(agreement_id(store, "05"), joining=(fire,)))
    plan = preview(store, batch)
    assert (plan.collisions, plan.staying) == ((), ("Bomberos",))
    undone(store, batch)
    assert many(store, "SELECT withdrawn_in FROM institution_alias WHERE spelling = 'Bomberos'") == [(None,)]


def test_the_same_file_after_its_undo_brings_the_same_records_back(store: Store) -> None:
    row = new("01", party(store, "PNP"), Party(None, "Bomberos"), theme="Robos", acts={"reports": (report_of(Party(None, "Bomberos"), LATER),)})
    names = [NameAnswer("Varios", NameMeaning.IGNORE)]
    undone(store, loaded(store, row, names=names))
    counts = {table: one(store, f"SELECT COUNT(*) FROM {table}") for table in ("agreement", "assignment", "institution", "problem", "theme", "ignored_name")}
    other = replace(row, entry=replace(row.entry, text="Otro texto", problem="Otra", deadline_note="pronto", follow_up=party(store, "PNP"), theme="Deserción escolar"))
    before = canonical(store)
    batch = loaded(store, other, names=names)
    assert {table: one(store, f"SELECT COUNT(*) FROM {table}") for table in counts} == counts
    with reading(store) as db:
        shown = load_rows(db, at=TODAY)
    told = shown.agreements.iloc[-1][["ref", "text", "problem", "deadline_note", "follow_up", "theme"]]
    assert list(told) == ["2026-O2-01", "Otro texto", "Otra", "pronto", "PNP", "Deserción escolar"]
    assert len(shown.reports) == 1
    undone(store, batch)
    assert canonical(store) == before


def test_a_record_waits_for_what_it_stands_on_to_come_back(store: Store) -> None:
    pnp = party(store, "PNP")
    first = loaded(store, new("01", pnp))
    number = int(str(one(store, "SELECT MAX(id) FROM agreement")))
    second = loaded(store, changed(number, reports=(report_of(pnp, LATER),)))
    whole = canonical(store)
    undo_second = undone(store, second)
    undo_first = undone(store, first)
    undone(store, undo_second)
    with reading(store) as db:
        assert len(load_report_log(db)) == 0
    undone(store, undo_first)
    assert canonical(store) == whole


def test_unrelated_work_in_between_survives_the_undo(store: Store) -> None:
    batch = everything(store)
    report(store, assignment_id(store, "2.4", "WARMI-NAN"), GOING)
    decide(store, agreement_id(store, "05"))
    second = loaded(store, changed(agreement_id(store, "03"), edits={"text": "Otro"}))
    undone(store, batch)
    assert states(store)[-1] == (40, True)
    assert one(store, "SELECT deadline FROM agreement WHERE code = '05' AND id <= 9") == "2026-04-30"
    assert one(store, "SELECT text FROM agreement WHERE code = '03'") == "Otro"
    undone(store, second)


def test_the_families_know_every_table_that_names_another() -> None:
    """A table that undo does not know would be left standing on withdrawn records."""
    not_followed = {"import_batch", "import_row", "evidence"}
    named = {
        table.name: {key.parent.name: key.column.table.name for key in table.foreign_keys if key.column.table.name not in not_followed}
        for table in Base.metadata.sorted_tables
        if table.name != "import_row"  # tells what came of a row, whatever happens to it later
    }
    assert {table: columns for table, columns in named.items() if columns} == {table: columns for table, columns in PARENTS.items() if columns}
    assert {table.name for table in Base.metadata.sorted_tables if "withdrawn_in" in table.columns} == set(PARENTS) - set(NEVER_WITHDRAWN)


def test_an_agreement_comes_back_only_where_no_other_of_the_session_took_its_code(store: Store) -> None:
    live = "SELECT a.text FROM agreement a JOIN problem p ON p.id = a.problem_id WHERE a.code = '6.1' AND a.withdrawn_in IS NULL"
    pnp = party(store, "PNP")
    undo = undone(store, loaded(store, new("6.1", pnp, problem_number="06", text="Del primer archivo")))
    loaded(store, new("6.1", pnp, problem_number="07", problem="Otra", text="Del segundo"))
    (collision,) = preview(store, undo).collisions
    assert (collision.ref, collision.later_value) == ("2026-O2-6.1", "6.1 Del segundo")
    redone = undone(store, undo)
    assert many(store, live) == [("Del segundo",)]
    undo = undone(store, redone)
    undone(store, undo, collision.key)
    assert many(store, live) == [("Del primer archivo",)]
    with writing(store) as db:
        assert first_broken_event(db) is None
