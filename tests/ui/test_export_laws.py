"""The laws of our own exports: they come back without a change, and what was done here meanwhile outlives what they repeat."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from data_store.database import Store, reading
from data_store.known import load_known, log_head
from data_store.queries import load_rows
from follow_up.board import Board, build_board
from follow_up.import_plan import Known, RowKind
from follow_up.selection import Selection
from follow_up.settings import Windows
from tests.data_store.hands import Hand, by_hand, hands
from tests.data_store.law_ground import base_of, ground, law, sound, told
from tests.data_store.plans import undone
from tests.data_store.random_trackers import TODAY, Clock, Tracker, apply, loaded, plan_of, trackers
from tracker.records import ExportMark
from tracker.writing.matrix import Matrix, write_matrix
from tracker.writing.matrix_rows import MatrixRow
from tracker.writing.template import write_template
from ui.changes_export import changes_sheet
from ui.exports import SheetsBy, institution_template, official_matrix

__all__ = ["ground"]

EARLIER = date(2026, 2, 25)  # the day of the acta


@law(12)
@given(tracker=trackers(), sheets_by=st.sampled_from(SheetsBy), speaker=st.sampled_from(["PNP", "MPMN", "Prefectura", "ST CORESEC"]))
def test_what_goes_out_after_any_load_comes_back_without_a_change(ground: Path, tracker: Tracker, sheets_by: SheetsBy, speaker: str) -> None:
    with base_of(ground) as store:
        loaded(store, tracker, Clock())
        plan = plan_of(store, write_matrix(official(store, sheets_by)), "matriz.xlsx")
        assert plan.is_empty, told(plan)
        assert not plan.absent
        form = form_of(store, speaker)
        if form is not None:
            plan = plan_of(store, form, "plantilla.xlsx", speaker=speaker)
            assert plan.is_empty, told(plan)


def official(store: Store, sheets_by: SheetsBy = SheetsBy.TOGETHER) -> Matrix:
    """The official matrix of the whole base."""
    board, known, mark = exported(store)
    matrix = official_matrix(board, Selection(), known, mark=mark, sheets_by=sheets_by)
    return replace(matrix, changes=changes_sheet(board_of(store, EARLIER), board, Selection()))


def form_of(store: Store, acronym: str) -> bytes | None:
    """The form of an institution; None where nothing of it is open."""
    board, known, mark = exported(store)
    number = next(number for number, name in known.names.items() if name == acronym)
    form = institution_template(board, known, institution_id=number, mark=mark)
    return write_template(form) if form.rows else None


def exported(store: Store) -> tuple[Board, Known, ExportMark]:
    """What exports are made of."""
    with reading(store) as db:
        known, mark = load_known(db, today=TODAY), ExportMark(*log_head(db))
    return board_of(store, TODAY), known, mark


def board_of(store: Store, day: date) -> Board:
    """The board of a day."""
    with reading(store) as db:
        return build_board(load_rows(db, at=day), today=day, windows=Windows())


EDITS_THERE = {
    "progress": {"status": "En proceso", "progress": 55}, "actions": {"actions": "Escrito allá"}, "remarks": {"remarks": "Nota de allá"},
    "evidence": {"evidence": "Informe 77-2026 (PNP, 05/03/2026)"},
}  # fmt: skip
CELLS = ("status", "progress", "actions", "remarks", "evidence")


@law(20)
@given(
    tracker=trackers(), before=st.lists(hands, min_size=3, max_size=6), since=st.lists(hands, min_size=1, max_size=4), later=st.none() | trackers(), undoing=st.booleans(),
    there=st.dictionaries(st.integers(0, 5), st.sampled_from(sorted(EDITS_THERE)), max_size=4),
)  # fmt: skip
def test_an_export_edited_there_while_we_worked_here_overwrites_nothing(
    ground: Path, tracker: Tracker, before: list[Hand], since: list[Hand], later: Tracker | None, undoing: bool, there: dict[int, str]
) -> None:
    with base_of(ground) as store:
        clock = Clock()
        batch = loaded(store, tracker, clock).batch_id
        by_hand(store, before, clock)
        matrix, then = official(store), cells(store)
        by_hand(store, since, clock)
        if later is not None:
            loaded(store, later, clock)
        if undoing and batch is not None:
            undone(store, batch)
        now = cells(store)
        open_rows = [place for place, row in enumerate(matrix.sheets[0].rows) if may_change(then, row)]
        edits = {open_rows[place % len(open_rows)]: edit for place, edit in there.items() if open_rows}
        data = write_matrix(edited(matrix, edits))
        plan = plan_of(store, data, "matriz.xlsx", reported_on=TODAY)
        assert len(plan.rows) == len(matrix.sheets[0].rows)
        for place, (row, planned_row) in enumerate(zip(matrix.sheets[0].rows, plan.rows, strict=True)):
            key = (row.ref, row.responsible)
            if place not in edits:
                assert not planned_row.accepted_at_first, (key, told(plan))
                assert planned_row.kind in {RowKind.SAME, RowKind.CONFLICT}, (key, told(plan))
                assert planned_row.kind == RowKind.SAME or undoing, (key, told(plan))
                continue
            assert planned_row.kind in expected_kinds(edits[place], then.get(key), now.get(key)), (key, edits[place], then.get(key), now.get(key), told(plan))
        apply(store, plan, data, clock)
        touched = {(matrix.sheets[0].rows[place].ref, matrix.sheets[0].rows[place].responsible): EDITS_THERE[edit] for place, edit in edits.items()}
        for key, held in cells(store).items():
            for name, value in held.items():
                assert value == now[key][name] or touched.get(key, {}).get(name) is not None, (key, name)
        assert sound(store)


def cells(store: Store) -> dict[tuple[str, str], dict[str, object]]:
    """What stands in the cells of each row, by agreement and who speaks; blank ones as None."""
    with reading(store) as db:
        known = load_known(db, today=TODAY)
    found = {}
    for agreement in known.agreements.values():
        for number, link in agreement.assignments.items():
            silent = {member: None for member in known.groups.get(number, ()) if member not in agreement.assignments}
            for who, report in [(number, link.report), *{**silent, **link.members}.items()]:
                found.setdefault((agreement.ref, known.names[who]), {name: getattr(report, name, None) or None for name in CELLS})
    return found


def may_change(then: dict[tuple[str, str], dict[str, object]], row: MatrixRow) -> bool:
    """Whether a user may edit the row without breaking a rule: it was reported and is open."""
    return then[row.ref, row.responsible]["status"] in {"in_progress", "not_fulfilled"}


def edited(matrix: Matrix, edits: dict[int, str]) -> Matrix:
    """The file as a user sends it back."""
    (sheet,) = matrix.sheets
    rows = tuple(replace(row, **EDITS_THERE[edits[place]]) if place in edits else row for place, row in enumerate(sheet.rows))
    return replace(matrix, sheets=(replace(sheet, rows=rows),))


def expected_kinds(edit: str, then: dict[str, object] | None, now: dict[str, object] | None) -> set[RowKind]:
    """What a row edited there is: changed, or in conflict where the same cells were changed here meanwhile."""
    names = ("status", "progress") if edit == "progress" else (edit,)
    if now is None or now["status"] is None:
        return {RowKind.CONFLICT, RowKind.PROBLEM}
    if now["status"] == "void":
        return {RowKind.PROBLEM, RowKind.SAME}
    if edit == "progress" and (now["status"], now["progress"]) == ("in_progress", EDITS_THERE[edit]["progress"]):
        return {RowKind.SAME}  # by chance it says what stands here already
    if then is not None and any(then[name] != now[name] for name in names):
        return {RowKind.CONFLICT, RowKind.SAME, RowKind.PROBLEM}
    return {RowKind.CHANGED} if now["status"] != "fulfilled" else {RowKind.CHANGED, RowKind.PROBLEM, RowKind.CONFLICT}
