"""The first law: what we write and read back says the same, whatever the texts hold."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from follow_up.acts import MAX_TEXT, EvidenceDraft
from follow_up.evidence import evidence_words
from follow_up.spelling import clean_text, fold_name
from follow_up.vocabulary import DeadlineKind, Status
from tests.tracker.matrices import CUT_OFF, LINES, MARK, acta_rows, changes, matrix, row
from tracker.child import read_here
from tracker.records import Answers, Catalogue, Reading, Record
from tracker.writing.changes_sheet import ChangeRow
from tracker.writing.matrix import MatrixSheet, write_matrix
from tracker.writing.matrix_rows import MatrixRow, deadline_cell
from tracker.writing.template import Template, write_template

PARTIES = ("PNP", "ST CORESEC", "Ministerio Público", "Rondas y autodefensa", "MP Ilo", "UGEL, DREMO y otros", "Gobiernos Locales (20)")
CATALOGUE = Catalogue({fold_name(name): name for name in PARTIES})
STATUS_OF = {
    "Sin reporte": None, "Pendiente": Status.PENDING, "En proceso": Status.IN_PROGRESS, "No cumplido": Status.NOT_FULFILLED,
    "Cumplido por verificar": Status.FULFILLED, "Cumplido verificado": Status.FULFILLED, "Cumplido": Status.FULFILLED, "Sin efecto": Status.VOID,
}  # fmt: skip
PROGRESS_OF = {
    None: st.none(), Status.PENDING: st.just(0), Status.IN_PROGRESS: st.integers(0, 99), Status.NOT_FULFILLED: st.integers(0, 99),
    Status.FULFILLED: st.just(100), Status.VOID: st.integers(0, 100),
}  # fmt: skip
HOSTILE = [
    "=1+1+uno", "+SUMA", "-uno", "@SUMA(A1)", "'apóstrofo", "_x0041_", "_x000D_", "Total", "TOTAL GENERAL: 9", "Elaborado por:", "Leyenda", "a\nb\nde",
    "Sin reporte", "Fecha: 25/02/2026", "PRIMERA SESIÓN ORDINARIA", "30 de abril de 2026", "ACUERDO", "Responsable", "línea uno\nlínea dos\n\n• punto",
    "ñandú ÁÉÍ 🙂 \u200b", "(dd/mm/aaaa)", "https://www.gob.pe/x?a=1&b=<2>", "TRUE", "a\tbc", "Firma y sello", "Fuente: acta", "Indique las acciones",
]  # fmt: skip
NUMBERED = re.compile(r"\d+\s*\.\s*(?=\d)")  # "2.2. Segundo" within a cell is another agreement to a reader
# Random text ends in a word: a cell of signs or figures alone is read as blank, as a mark or as a number.
TEXTS = st.just("") | st.sampled_from(HOSTILE).map(clean_text) | st.text(max_size=60).map(lambda text: clean_text(NUMBERED.sub("", f"{text} fin")))
FILLED = TEXTS.map(lambda text: text or "Texto")
DAYS = st.integers(0, 3000).map(lambda days: date(2020, 1, 1) + timedelta(days=days))
EVIDENCE = st.builds(EvidenceDraft, FILLED, FILLED, DAYS, TEXTS, st.sampled_from(["", "https://www.gob.pe/x"]))


@st.composite
def rows(draw: st.DrawFn) -> tuple[MatrixRow, ...]:
    """Rows that a valid state can give: texts as the store keeps them, a percentage only with a report."""
    said = []
    for place in range(draw(st.integers(1, 4))):
        label = draw(st.sampled_from(list(STATUS_OF)))
        status = STATUS_OF[label]
        kind = draw(st.sampled_from(list(DeadlineKind)))
        deadline = deadline_cell(kind, draw(DAYS) if kind == DeadlineKind.DATE else None, draw(TEXTS))
        said.append(
            row(
                ref=f"2026-O1-{place}.1", code=f"{place}.1", problem=draw(FILLED), text=draw(FILLED), responsible=draw(st.sampled_from(PARTIES)),
                follow_up=draw(st.sampled_from(PARTIES)), deadline=deadline, status=label, progress=draw(PROGRESS_OF[status]),
                evidence="" if status is None else evidence_words(draw(EVIDENCE)), actions="" if status is None else draw(TEXTS),
                remarks="" if status is None else draw(TEXTS), reported_on=None if status is None else CUT_OFF,
            )
        )  # fmt: skip
    return tuple(said)


def read(data: bytes) -> Reading:
    return read_here(data, "matriz.xlsx", CATALOGUE, Answers())


def told(record: Record) -> dict[str, object]:
    """What of a record comes from a cell of ours, blank cells as nothing."""
    fields = ("ref", "code", "problem", "text", "implementers", "follow_up", "deadline", "status", "evidence", "actions", "remarks")
    percent = None if record.progress is None else int(record.progress + 0.5)
    return {**{name: getattr(record, name) for name in fields}, "progress": percent}


def expected(one: MatrixRow) -> dict[str, object]:
    return {
        "ref": one.ref, "code": one.code, "problem": one.problem or None, "text": one.text or None, "implementers": (one.responsible,),
        "follow_up": one.follow_up, "deadline": one.deadline if isinstance(one.deadline, date) else None, "status": STATUS_OF[one.status],
        "evidence": one.evidence or None, "actions": one.actions or None, "remarks": one.remarks or None, "progress": one.progress,
    }  # fmt: skip


@given(rows())
@settings(max_examples=40, deadline=None)
def test_a_matrix_read_back_says_what_was_written_row_by_row(written: tuple[MatrixRow, ...]) -> None:
    reading = read(write_matrix(matrix(MatrixSheet("Matriz", LINES, written))))
    assert [told(record) for record in reading.records] == [expected(one) for one in written]
    assert reading.export == MARK
    assert not reading.questions


@given(rows())
@example((row(text="Total"), row(text="2.2. Segundo")))
@settings(max_examples=20, deadline=None)
def test_a_template_read_back_says_what_was_written_but_the_internal_remarks(written: tuple[MatrixRow, ...]) -> None:
    lines = ("PLANTILLA DE SEGUIMIENTO DE ACUERDOS", "Institución: PNP", *LINES[1:3], "Llene solo las celdas amarillas.")
    reading = read(write_template(Template("Plantilla", CUT_OFF, lines, written, MARK, ("Pendiente",), {})))
    left_out = {"remarks": None, "follow_up": None}
    assert [told(record) for record in reading.records] == [{**expected(one), **left_out} for one in written]
    assert reading.tables[0].title.institution == "PNP"


@given(rows())
@settings(max_examples=20, deadline=None)
def test_the_sheet_of_changes_is_not_read_back_whatever_its_texts_hold(written: tuple[MatrixRow, ...]) -> None:
    told_changes = changes(*(ChangeRow("Con avance", one.ref, one.actions, one.responsible, one.text) for one in written))
    plain = matrix(MatrixSheet("Matriz", LINES, written))
    assert read(write_matrix(replace(plain, changes=told_changes))).records == read(write_matrix(plain)).records


def test_the_acta_with_its_states_comes_back_without_a_problem() -> None:
    reading = read(write_matrix(matrix()))
    assert not reading.problems
    assert [record.ref for record in reading.records] == [one.ref for one in acta_rows()]
    assert (reading.tables[0].header_row, reading.tables[0].title.cut_off) == (len(LINES) + 1, CUT_OFF)


def test_a_text_as_long_as_a_cell_comes_back_whole() -> None:
    longest = "difundir " * (MAX_TEXT // 9)
    text = f"{longest}{'ñ' * (MAX_TEXT - len(longest))}"
    record = read(write_matrix(matrix(MatrixSheet("Matriz", LINES, (row(text=text, status="Pendiente", progress=0, actions=text),))))).records[0]
    assert (record.text, record.actions) == (text, text)


@pytest.mark.parametrize("words", ["Siguiente sesión", "Permanente", "en la siguiente sesión", "10 días hábiles"])
def test_words_about_time_come_back_as_words(words: str) -> None:
    record = read(write_matrix(matrix(MatrixSheet("Matriz", LINES, (row(deadline=words),))))).records[0]
    assert (record.deadline, record.deadline_note) == (None, words)


def test_the_rows_of_a_committee_below_find_their_agreements_by_reference() -> None:
    written = tuple(replace(row(), ref=f"COPROSEC-ILO-2026-O1-{code}", code=code) for code in ("01", "2.1"))
    reading = read(write_matrix(matrix(MatrixSheet("Matriz", LINES, written))))
    assert [record.ref for record in reading.records] == [one.ref for one in written]
