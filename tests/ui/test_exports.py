"""What is exported from the board: the rows of the filters, and a way back on which nothing changes."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import create_engine

from data_store.commands import add_member
from data_store.database import Store, open_store, reading, writing
from data_store.demonstration import load_demonstration
from data_store.known import load_known, load_names, log_head
from data_store.models import Base
from data_store.queries import load_rows
from follow_up.board import Board, build_board
from follow_up.cut_off import CutOff
from follow_up.import_plan import Choices, ImportPlan, Known, KnownReport, Names, Party, Place, RowKind
from follow_up.planning import make_plan
from follow_up.rows import records
from follow_up.selection import Selection, select
from follow_up.settings import Windows
from follow_up.spelling import fold_name
from follow_up.vocabulary import OPEN_STANDINGS, DeadlineKind, DeadlineState, Standing, Status
from tests.data_store.filling import fill
from tests.data_store.records import AT, DONE, GOING, SIGNED, TODAY, assignment_id, closed, institution_id, report
from tests.follow_up.worlds import START, World, worlds
from tests.tracker.test_round_trip import TEXTS
from tracker.child import read_here
from tracker.entries import catalogue_of, find_session, session_mentions, to_entries
from tracker.messages import refusal_sentence
from tracker.records import Answers, Catalogue, ExportMark, Field, FileRefused, RefusalCode
from tracker.writing.filling import OwnRow
from tracker.writing.matrix import Matrix, MatrixSheet, write_matrix
from tracker.writing.result_book import Outcome
from tracker.writing.template import write_template
from ui.clock import end_of
from ui.export_words import filters_in_words
from ui.exports import SheetsBy, institution_template, official_matrix
from ui.fillings import own_filling, result_of
from ui.texts import DEADLINE_STATE, STANDING

MARK = ExportMark(1, "a" * 64)
UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]  # an example costs a base and a workbook: a failure must not cost minutes
LATER = START + timedelta(days=400)


def plan_back(data: bytes, known: Known, names: Names, *, today: date, speaker: int | None = None) -> ImportPlan:
    """What loading a file of ours would do."""
    read = read_here(data, "matriz.xlsx", catalogue_of(names), Answers())
    sessions = {mention: find_session(mention, known.sessions) for mention in session_mentions(read)}
    entries = to_entries(read, names=names, answers={}, sessions=sessions, own_export=True)
    return make_plan(entries, known, Choices(today=today, reported_on=today, source="matriz.xlsx", speaker=speaker))


def not_same(plan: ImportPlan) -> list[tuple[object, ...]]:
    """The rows that would do something, for the message of a failure."""
    return [(row.kind, row.entry.place, row.changes, row.doubts, row.refusals, row.entry.flaws) for row in plan.rows if row.kind != "same"]


def of_world(world: World) -> tuple[Board, Known, Names]:
    engine = create_engine("sqlite://")
    with engine.begin() as db:
        Base.metadata.create_all(db)
        fill(db, world)
        rows, known = load_rows(db, at=LATER), load_known(db, today=LATER)
    engine.dispose()
    names = Names({fold_name(name): Party(number, name) for number, name in known.names.items()}, frozenset())
    return build_board(rows, today=LATER, windows=Windows()), known, names


def with_texts(known: Known, texts: list[str]) -> Known:
    """The same reports with these texts in them."""
    said: Iterator[str] = cycle(texts)

    def spoken(report: KnownReport) -> KnownReport:
        return replace(report, actions=next(said), remarks=next(said))

    agreements = {}
    for number, agreement in known.agreements.items():
        assignments = {
            party: replace(a, report=spoken(a.report) if a.report else None, members={m: spoken(r) for m, r in a.members.items()})
            for party, a in agreement.assignments.items()
        }
        agreements[number] = replace(agreement, problem=next(said), text=next(said) or "Texto", deadline_note=next(said), assignments=assignments)
    return replace(known, agreements=agreements)


@given(worlds(), st.lists(TEXTS, min_size=1, max_size=12), st.sampled_from(SheetsBy))
@settings(max_examples=20, deadline=None, phases=UNSHRUNK)
def test_a_matrix_loaded_again_changes_nothing(world: World, texts: list[str], sheets_by: SheetsBy) -> None:
    board, known, names = of_world(world)
    known = with_texts(known, texts)
    matrix = official_matrix(board, Selection(), known, mark=MARK, sheets_by=sheets_by)
    plan = plan_back(write_matrix(matrix), known, names, today=LATER)
    assert not not_same(plan)
    assert not plan.absent
    assert len(plan.rows) == sum(len(sheet.rows) for sheet in matrix.sheets)


@given(worlds(), st.sampled_from([1, 2, 4, 5, 7]))
@settings(max_examples=10, deadline=None, phases=UNSHRUNK)
def test_a_template_sent_back_untouched_changes_nothing(world: World, institution: int) -> None:
    board, known, names = of_world(world)
    template = institution_template(board, known, institution_id=institution, mark=MARK)
    if template.rows:
        plan = plan_back(write_template(template), known, names, today=LATER, speaker=institution)
        assert not not_same(plan)


DEMO_DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def invented(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demonstration set: groups with members, verified and void states, deadlines of every kind, reports recorded late."""
    store = open_store(f"sqlite:///{shutil.copy(template, tmp_path_factory.mktemp('demo') / 'demo.db')}")
    with writing(store) as db:
        load_demonstration(db, today=DEMO_DAY, at=AT.replace(month=11, day=23))
    yield store
    closed(store)


@pytest.fixture(scope="module")
def demonstration(invented: Store) -> tuple[Board, Known, Names, ExportMark]:
    """The same at its day."""
    with reading(invented) as db:
        board = build_board(load_rows(db, at=DEMO_DAY), today=DEMO_DAY, windows=Windows())
        return board, load_known(db, today=DEMO_DAY), load_names(db), ExportMark(*log_head(db))


def test_the_demonstration_set_goes_out_and_back_without_a_change(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, names, mark = demonstration
    matrix = official_matrix(board, Selection(), known, mark=mark)
    plan = plan_back(write_matrix(matrix), known, names, today=board.today)
    assert not not_same(plan)
    assert len(plan.rows) > len(board.assignments)  # the members of groups that reported have rows of their own


def of_store(store: Store) -> tuple[Board, Known, Names]:
    with reading(store) as db:
        rows, known, names = load_rows(db, at=TODAY), load_known(db, today=TODAY), load_names(db)
    return build_board(rows, today=TODAY, windows=Windows()), known, names


def past_matrix(store: Store, cut: CutOff) -> tuple[Board, Matrix]:
    with reading(store) as db:
        rows, known = load_rows(db, at=cut.on, known_at=cut.known_at), load_known(db, today=DEMO_DAY, at=cut.on, known_at=cut.known_at)
    board = build_board(rows, today=cut.on, windows=Windows())
    return board, official_matrix(board, Selection(), known, mark=MARK, past=cut)


@pytest.mark.parametrize("on", [date(2026, 3, 5), date(2026, 6, 15), date(2026, 9, 11)])
@pytest.mark.parametrize("known", [False, True], ids=["as it held", "as it was known"])
def test_the_matrix_of_a_past_cut_off_holds_what_the_board_of_that_day_shows(invented: Store, on: date, *, known: bool) -> None:
    cut = CutOff(on, end_of(on) if known else None)
    board, matrix = past_matrix(invented, cut)
    rows = {(row.ref, row.responsible): row for sheet in matrix.sheets for row in sheet.rows if row.light}
    assert len(rows) == len(board.assignments) > 0
    for place in records(board.assignments[board.assignments["members_total"] == 0]):
        row = rows[place.ref, place.institution]
        assert row.status == STANDING[Standing(place.standing)]
        assert row.reported_on == (None if pd.isna(place.reported_on) else place.reported_on.date())
        assert row.situation.startswith(DEADLINE_STATE[DeadlineState(place.deadline_state)])
        if place.deadline_kind == DeadlineKind.DATE:
            assert row.deadline == place.due.date()
    told = f"Corte al {on:%d/%m/%Y}, como se conocía ese día" if known else f"Corte al {on:%d/%m/%Y}"
    assert {sheet.lines[2] for sheet in matrix.sheets} == {matrix.summary_lines[1]} == {told}


def test_a_matrix_of_what_was_known_differs_from_that_of_what_held(invented: Store) -> None:
    on = date(2026, 9, 11)
    (held, known) = (past_matrix(invented, cut)[1].sheets[0].rows for cut in (CutOff(on), CutOff(on, end_of(on))))
    assert len(held) >= len(known)
    assert held != known


def test_a_matrix_of_a_past_cut_off_cannot_be_loaded_by_mistake(invented: Store) -> None:
    _, matrix = past_matrix(invented, CutOff(date(2026, 9, 11)))
    with pytest.raises(FileRefused) as refused:
        read_here(write_matrix(matrix), "matriz.xlsx", Catalogue({}), Answers())
    assert refused.value.code == RefusalCode.PAST_CUT
    assert refusal_sentence(refused.value) == (
        "Este archivo muestra un corte pasado (al 11/09/2026) y no el estado actual: no se carga, porque desharía lo registrado después. "
        "Use la matriz de hoy: descárguela del tablero, complétela y cárguela. No se guardó nada."
    )


def test_the_acta_gives_a_row_per_assignment_and_both_totals_are_said(store: Store) -> None:
    board, known, _ = of_store(store)
    matrix = official_matrix(board, Selection(), known, mark=MARK)
    (sheet,) = matrix.sheets
    assert [(row.code, row.responsible) for row in sheet.rows[:2]] == [("01", "ST CORESEC"), ("01", "Gobiernos Locales")]
    assert len(sheet.rows) == 16
    assert sheet.lines[1:] == ("PRIMERA SESIÓN ORDINARIA 2026 · Fecha: 25/02/2026", "Corte al 20/03/2026", "Filtros: ninguno")
    assert any("9 acuerdos · 16 asignaciones" in line for line in matrix.summary_lines)
    by_institution, by_theme, by_deadline = matrix.tallies
    assert [sum(sum(counts) for _, counts in tally.rows) for tally in (by_institution, by_theme, by_deadline)] == [16, 9, 9]


def test_the_filters_choose_the_rows_and_are_printed(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, _, mark = demonstration
    selection = Selection(institutions=("PNP",), standings=(Standing.IN_PROGRESS, Standing.VERIFIED), words="campaña")
    matrix = official_matrix(board, selection, known, mark=mark)
    kept = select(board, selection).assignments
    rows = [row for sheet in matrix.sheets for row in sheet.rows]
    assert len(rows) == len(kept) > 0
    assert {row.responsible for row in rows} == {"PNP"}
    assert matrix.sheets[0].lines[-1] == filters_in_words(selection, board) == "Filtros: Institución: PNP · Estado: En proceso, Cumplido verificado · Texto: «campaña»"


def test_filters_that_keep_nothing_give_an_empty_matrix_that_says_so(store: Store) -> None:
    board, known, _ = of_store(store)
    matrix = official_matrix(board, Selection(words="zzzz"), known, mark=MARK)
    assert [(sheet.rows, sheet.lines[1]) for sheet in matrix.sheets] == [((), "Ningún acuerdo que mostrar")]
    assert write_matrix(matrix)


def test_a_sheet_per_session_holds_its_session_only(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, _, mark = demonstration
    sheets = official_matrix(board, Selection(), known, mark=mark, sheets_by=SheetsBy.SESSION).sheets
    assert [sheet.name for sheet in sheets] == list(dict.fromkeys(board.assignments["session_code"]))
    assert all(row.ref.startswith(sheet.name) and not row.session for sheet in sheets for row in sheet.rows)


def test_a_group_shows_its_own_report_and_its_members_theirs(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, _, mark = demonstration
    rows = official_matrix(board, Selection(sessions=("2026-O1",)), known, mark=mark).sheets[0].rows
    group = next(row for row in rows if (row.code, row.responsible) == ("01", "Gobiernos Locales"))
    assert (group.status, group.progress) == ("", None)
    place = board.assignments[(board.assignments["ref"] == group.ref) & (board.assignments["institution"] == group.responsible)].iloc[0]
    assert f"{place['members_done']} de {place['members_total']} municipalidades cumplieron" in group.group
    members = {row.responsible: row for row in rows if row.code == "01" and not row.light}
    town_halls = [number for number, name in known.names.items() if name == "Gobiernos Locales"]
    assert set(members) == {known.names[member] for member in known.groups[town_halls[0]]}
    assert {name for name, row in members.items() if row.status == "Sin reporte"} == set(place["members_silent"].split(", "))


def test_the_matrix_tells_who_its_groups_are_and_from_when(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, _, mark = demonstration
    matrix = official_matrix(board, Selection(institutions=("UGEL", "PNP")), known, mark=mark)
    assert matrix.members is not None
    sheet = load_workbook(BytesIO(write_matrix(matrix)))["Miembros"]
    places = ("General Sánchez Cerro", "Ilo", "Mariscal Nieto", "San Ignacio de Loyola")
    assert [row[:2] for row in sheet.iter_rows(min_row=5, values_only=True)] == [("UGEL", f"UGEL {place}") for place in places]
    assert official_matrix(board, Selection(institutions=("PNP",)), known, mark=mark).members is None


def test_a_member_for_which_its_group_spoke_says_so_and_comes_back_without_a_change(store: Store) -> None:
    with writing(store) as db:
        add_member(db, group_id=institution_id(store, "GOBIERNOS-LOCALES"), member_id=institution_id(store, "MPMN"), valid_from=None, **SIGNED)
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), DONE)
    board, known, names = of_store(store)
    matrix = official_matrix(board, Selection(), known, mark=MARK)
    row = next(row for row in matrix.sheets[0].rows if (row.code, row.responsible) == ("2.2", "MPMN"))
    assert (row.status, row.group) == ("", "Vale el reporte de todo el grupo")
    assert not not_same(plan_back(write_matrix(matrix), known, names, today=TODAY))


def test_words_about_time_that_cannot_stand_in_the_deadline_are_said_beside(store: Store) -> None:
    board, known, _ = of_store(store)
    number, agreement = next(iter(known.agreements.items()))
    noted = replace(agreement, deadline_kind=DeadlineKind.NONE, deadline=None, deadline_note="hasta el 30 de abril de 2026")
    row = official_matrix(board, Selection(), replace(known, agreements={**known.agreements, number: noted}), mark=MARK).sheets[0].rows[0]
    assert (row.deadline, row.situation) == (None, "Sin plazo. El acta dice: «hasta el 30 de abril de 2026»")


def test_the_overdue_say_their_days(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, _, mark = demonstration
    rows = official_matrix(board, Selection(deadline_states=(DeadlineState.OVERDUE,)), known, mark=mark).sheets[0].rows
    own = [row for row in rows if row.light]
    assert own
    for row in own:
        assert isinstance(row.deadline, date)
        assert row.situation == f"Vencido ({(board.today - row.deadline).days} días)"


def test_the_template_of_a_member_brings_the_agreements_of_its_groups(store: Store) -> None:
    member = institution_id(store, "MPMN")
    with writing(store) as db:
        add_member(db, group_id=institution_id(store, "GOBIERNOS-LOCALES"), member_id=member, valid_from=None, **SIGNED)
    report(store, assignment_id(store, "2.2", "GOBIERNOS-LOCALES"), DONE, member=member)
    board, known, _ = of_store(store)
    template = institution_template(board, known, institution_id=member, mark=MARK)
    assert [(row.code, row.responsible, row.status) for row in template.rows] == [(code, "MPMN", "Sin reporte") for code in ("01", "2.3", "04")]
    assert template.lines[1] == "Institución: MPMN"


def test_a_template_holds_open_agreements_only(demonstration: tuple[Board, Known, Names, ExportMark]) -> None:
    board, known, _, mark = demonstration
    numbers = {name: number for number, name in known.names.items()}
    rows = institution_template(board, known, institution_id=numbers["PNP"], mark=mark).rows
    own = board.assignments[board.assignments["institution"] == "PNP"]
    assert sorted(row.ref for row in rows) == sorted(own.loc[own["standing"].isin(OPEN_STANDINGS), "ref"])
    assert not any(row.remarks for row in rows)


def load(store: Store) -> tuple[ImportPlan, Known]:
    """The plan of a matrix of this base, for what is given back to its author."""
    board, known, names = of_store(store)
    return plan_back(write_matrix(official_matrix(board, Selection(), known, mark=MARK)), known, names, today=TODAY), known


def row_of(rows: tuple[OwnRow, ...], place: Place) -> OwnRow:
    return next(row for row in rows if (row.sheet, row.row) == (place.sheet, place.row))


def test_own_rows_bring_the_report_of_the_institution_they_name(store: Store) -> None:
    report(store, assignment_id(store, "01", "PNP"), DONE)
    plan, known = load(store)
    filling = own_filling(plan, known)
    place = next(row.entry.place for row in plan.rows if row.entry.code == "01" and row.entry.implementers == (Party(institution_id(store, "PNP"), "PNP"),))
    assert row_of(filling.rows, place).values == {
        Field.STATUS: Status.FULFILLED, Field.PROGRESS: 100, Field.ACTIONS: "Campaña concluida", Field.EVIDENCE: known_evidence(known),
        Field.REPORTED_ON: date(2026, 3, 12), Field.FULFILLED_ON: date(2026, 3, 12),
    }  # fmt: skip
    assert not filling.unmatched
    assert not filling.several


def known_evidence(known: Known) -> str | None:
    return next(a.report.evidence for agreement in known.agreements.values() for a in agreement.assignments.values() if a.report)


def test_a_row_of_several_institutions_that_say_different_things_is_told_and_not_filled(store: Store) -> None:
    report(store, assignment_id(store, "01", "PNP"), GOING)
    plan, known = load(store)
    whole = tuple(replace(row, entry=replace(row.entry, implementers=None)) for row in plan.rows if row.entry.code == "01")[:1]
    filling = own_filling(replace(plan, rows=whole), known)
    assert filling.several == (whole[0].entry.place,)
    assert Field.STATUS not in filling.rows[0].values


def test_rows_that_match_nothing_are_told(store: Store) -> None:
    plan, known = load(store)
    lost = replace(plan, rows=(replace(plan.rows[0], agreement_id=None),))
    assert own_filling(lost, known).unmatched == (plan.rows[0].entry.place,)


@pytest.mark.parametrize(
    ("kind", "accepted", "outcome"),
    [
        ("new", True, Outcome.NEW), ("new", False, Outcome.LEFT_OUT), ("changed", True, Outcome.CHANGED), ("changed", False, Outcome.LEFT_OUT),
        ("same", False, Outcome.SAME), ("conflict", True, Outcome.CHANGED), ("conflict", False, Outcome.CONFLICT), ("problem", False, Outcome.PROBLEM),
    ],
)  # fmt: skip
def test_each_row_says_what_became_of_it(store: Store, kind: str, accepted: bool, outcome: Outcome) -> None:
    board, known, names = of_store(store)
    matrix = official_matrix(board, Selection(), known, mark=MARK)
    data = write_matrix(replace(matrix, sheets=(MatrixSheet("Matriz", matrix.sheets[0].lines, matrix.sheets[0].rows[:1]),)))
    read = read_here(data, "matriz.xlsx", catalogue_of(names), Answers())
    plan = plan_back(data, known, names, today=TODAY)
    row = replace(plan.rows[0], kind=RowKind(kind))
    chosen = [row.entry.place] if accepted else []
    result = result_of(replace(plan, rows=(row,)), read, accepted=chosen, why=lambda _: ["Falta el documento."], made_on=TODAY, by="ST")
    assert [(told.outcome, told.missing) for told in result.rows] == [(outcome, ("Falta el documento.",))]


def test_a_report_of_which_nothing_was_recorded_says_so(store: Store) -> None:
    board, known, names = of_store(store)
    data = write_matrix(official_matrix(board, Selection(), known, mark=MARK))
    read = read_here(data, "matriz.xlsx", catalogue_of(names), Answers())
    plan = plan_back(data, known, names, today=TODAY)
    reviewed = result_of(plan, read, accepted=[], why=lambda _: [], made_on=TODAY, by="")
    assert reviewed.lines == ("REVISIÓN DEL ARCHIVO · matriz.xlsx", "Revisado el 20/03/2026: no se registró nada")
