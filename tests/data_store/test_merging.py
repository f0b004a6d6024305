"""Uniting two institutions that are one: everything of both is kept, and undoing it gives back each what it had."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_store.commands import add_member
from data_store.database import Store, reading, writing
from data_store.imports import PlanOutdated
from data_store.lookups import UnknownRecord
from data_store.merge_plan import MergePlan, plan_merge
from data_store.merging import merge
from data_store.queries import load_rows
from data_store.recording import Refused
from follow_up.acts import Refusal
from follow_up.board import Board, build_board
from follow_up.settings import Windows
from follow_up.vocabulary import Standing
from tests.data_store.law_ground import base_of, ground, law, sound, state
from tests.data_store.plans import undone, version_of_data
from tests.data_store.records import (
    DONE,
    GOING,
    SIGNED,
    TODAY,
    assignment_id,
    institution_id,
    many,
    one,
    report,
    verify,
    version_of,
)
from tests.data_store.test_groups import acted
from tests.data_store.test_history_laws import misnamed

__all__ = ["ground"]

LIVE_REPORTS = "SELECT actions FROM progress_report WHERE withdrawn_in IS NULL ORDER BY actions"
CODES = ("PNP", "DREMO", "PREFECTURA", "MPMN", "MPI", "GOBIERNOS-LOCALES", "JUNTAS-VECINALES")
ASKED = [("03", "PNP", None), ("03", "DREMO", None), ("01", "PNP", None), ("2.5", "PREFECTURA", None), ("2.2", "GOBIERNOS-LOCALES", "MPMN"), ("2.2", "GOBIERNOS-LOCALES", "MPI")]


def planned(store: Store, source: str, target: str) -> MergePlan:
    with reading(store) as db:
        return plan_merge(db, source_id=institution_id(store, source), target_id=institution_id(store, target))


def merged(store: Store, source: str, target: str) -> int:
    """The source becomes the target; returns the batch."""
    plan = planned(store, source, target)
    return acted(
        store, lambda db, batch: merge(db, source_id=plan.source.id, target_id=plan.target.id, version=plan.version, batch_id=batch, **SIGNED)
    )


def board(store: Store) -> Board:
    with reading(store) as db:
        return build_board(load_rows(db, at=TODAY), today=TODAY, windows=Windows())


def shown(store: Store) -> list[pd.DataFrame]:
    """What the screens read of the state, but for the versions that any writing raises."""
    at = board(store)
    return [at.agreements.drop(columns="version", errors="ignore"), at.assignments.drop(columns="version", errors="ignore"), at.parts]


def alike(before: list[pd.DataFrame], after: list[pd.DataFrame]) -> bool:
    for one_of, other in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(one_of, other)
    return True


def test_where_both_answer_one_assignment_stays_with_what_both_said_and_the_check(store: Store) -> None:
    police, school = assignment_id(store, "03", "PNP"), assignment_id(store, "03", "DREMO")
    report(store, police, GOING)
    checked = report(store, school, DONE)
    verify(store, checked, version=2)
    before, told = shown(store), state(store)
    batch = merged(store, "DREMO", "PNP")
    mine = board(store).assignments.query("agreement_id == @found", local_dict={"found": one(store, "SELECT agreement_id FROM assignment WHERE id = :id", id=police)})
    assert mine[["institution", "standing", "progress"]].values.tolist() == [["PNP", Standing.VERIFIED, 100]]
    assert many(store, LIVE_REPORTS) == [(DONE.actions,), (GOING.actions,)]
    assert many(store, "SELECT reported_on, by FROM progress_report WHERE assignment_id = :id AND withdrawn_in IS NULL ORDER BY 1", id=police) == [
        ("2026-03-10", SIGNED["by"]), ("2026-03-12", SIGNED["by"]),
    ]  # fmt: skip
    assert many(store, "SELECT acronym FROM institution WHERE code = 'DREMO' AND withdrawn_in IS NULL") == []
    meant = "SELECT i.code FROM institution_alias l JOIN institution i ON i.id = l.institution_id WHERE l.folded = 'dremo' AND l.withdrawn_in IS NULL"
    assert one(store, meant) == "PNP"
    undone(store, batch)
    assert alike(before, shown(store))
    assert state(store) == told
    assert one(store, meant) == "DREMO"
    assert sound(store)
    assert misnamed(store) == []


def test_what_is_reported_on_the_one_that_stays_outlives_the_undoing(store: Store) -> None:
    police = assignment_id(store, "03", "PNP")
    report(store, assignment_id(store, "03", "DREMO"), GOING)
    batch = merged(store, "DREMO", "PNP")
    later = replace(GOING, reported_on=date(2026, 3, 18), progress=80, actions="Después de unir")
    report(store, police, later, version=version_of(store, "assignment", police))
    undone(store, batch)
    on_03 = {(row.institution, row.progress) for row in board(store).assignments.itertuples() if row.institution in {"PNP", "DREMO"} and row.code == "03"}
    assert on_03 == {("PNP", 80), ("DREMO", 40)}
    assert misnamed(store) == []


def test_what_one_said_as_a_member_of_a_group_the_other_has_said(store: Store) -> None:
    group = institution_id(store, "GOBIERNOS-LOCALES")
    place = assignment_id(store, "2.2", "GOBIERNOS-LOCALES")
    with writing(store) as db:
        for code, since in (("MPMN", None), ("MPI", date(2026, 3, 1))):
            add_member(db, group_id=group, member_id=institution_id(store, code), valid_from=since, **SIGNED)
    report(store, place, DONE, member=institution_id(store, "MPI"))
    before = shown(store)
    batch = merged(store, "MPI", "MPMN")
    parts = board(store).parts.query("assignment_id == @place", local_dict={"place": place})
    assert parts[["member", "standing"]].values.tolist() == [["MPMN", Standing.FULFILLED]]
    undone(store, batch)
    assert alike(before, shown(store))


def test_what_cannot_be_one_is_refused_and_nothing_is_written(store: Store) -> None:
    group, member = institution_id(store, "GOBIERNOS-LOCALES"), institution_id(store, "MPMN")
    with writing(store) as db:
        add_member(db, group_id=group, member_id=member, valid_from=None, **SIGNED)
    before = version_of_data(store)
    assert planned(store, "PNP", "PNP").refusals == (Refusal.MERGE_ITSELF,)
    assert planned(store, "PNP", "GOBIERNOS-LOCALES").refusals == (Refusal.MERGE_KINDS,)
    assert planned(store, "MPMN", "GOBIERNOS-LOCALES").refusals == (Refusal.MERGE_KINDS, Refusal.MERGE_MEMBER)
    with pytest.raises(Refused):
        merged(store, "PNP", "GOBIERNOS-LOCALES")
    assert version_of_data(store) == before


def test_only_the_preview_that_was_read_is_done(store: Store) -> None:
    plan = planned(store, "DREMO", "PNP")
    report(store, assignment_id(store, "03", "DREMO"), GOING)
    with pytest.raises(PlanOutdated):
        acted(store, lambda db, batch: merge(db, source_id=plan.source.id, target_id=plan.target.id, version=plan.version, batch_id=batch, **SIGNED))


steps = st.one_of(
    st.tuples(st.just("report"), st.sampled_from(ASKED), st.integers(0, 100)),
    st.tuples(st.just("merge"), st.sampled_from(CODES), st.sampled_from(CODES)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.none()),
)  # fmt: skip


@law(6)
@given(story=st.lists(steps, min_size=4, max_size=9), first=st.sampled_from(CODES), second=st.sampled_from(CODES))
def test_however_institutions_are_united_and_parted_no_report_is_lost(ground: Path, story: list, first: str, second: str) -> None:
    with base_of(ground) as store:
        batches: list[int] = []
        written = 0
        for number, (kind, which, value) in enumerate(story):
            if kind == "report" and said(store, *which, number=number, progress=value):
                written += 1
            elif kind == "merge":
                with suppress(Refused, StopIteration):
                    batches.append(merged_if_there(store, which, value))
            elif kind == "undo" and batches:
                undone(store, batches.pop(which % len(batches)))
            assert misnamed(store) == []
            assert len(many(store, LIVE_REPORTS)) == len(set(many(store, LIVE_REPORTS))) == written
        before, told = shown(store), state(store)
        with suppress(Refused, StopIteration):
            undone(store, merged_if_there(store, first, second))
        assert alike(before, shown(store))
        assert state(store) == told
        assert sound(store)


def merged_if_there(store: Store, source: str, target: str) -> int:
    """Raises `StopIteration` where one of them is gone."""
    for code in (source, target):
        next(iter(many(store, "SELECT id FROM institution WHERE code = :code AND withdrawn_in IS NULL", code=code)))
    return merged(store, source, target)


def said(store: Store, code: str, institution: str, member: str | None, *, number: int, progress: int) -> bool:
    """A report with words of its own, wherever that assignment and that member still stand."""
    found = many(store, "SELECT n.id, n.version FROM assignment n JOIN institution i ON i.id = n.institution_id JOIN agreement a ON a.id = n.agreement_id "
                 "WHERE a.code = :code AND i.code = :institution AND n.withdrawn_in IS NULL", code=code, institution=institution)  # fmt: skip
    if not found:
        return False
    draft = replace(GOING, progress=progress, actions=f"Acción {number}", reported_on=date(2026, 3, 10 + number % 5))
    try:
        report(store, found[0][0], draft, version=found[0][1], member=institution_id(store, member) if member else None)
    except (Refused, UnknownRecord):
        return False
    return True
