"""Reading: rows of tables become records, and what is doubtful in them problems and questions."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.vocabulary import DeadlineKind, Status
from tests.tracker.readings import CATALOGUE, read_rows, read_sheets, told
from tracker.grid import FileKind, Sheet, Value, Workbook
from tracker.reading import understand
from tracker.records import Answers, ExportMark, FileRefused, NoteCode, ProblemCode, QuestionCode, Reading, RefusalCode

HEADINGS: list[Value] = ["N°", "Problemática", "Acuerdo", "Responsable", "Plazo", "Estado", "% avance", "Observaciones"]

TYPED_DAY = datetime(2026, 4, 30)  # noqa: DTZ001 - a cell of Excel knows no zone
ACTA = Path(__file__).parents[2] / "seed" / "acta-2026-02-25.txt"


def row(number: Value, text: Value, **cells: Value) -> list[Value]:
    """A row below `HEADINGS`."""
    names = ("problem", "responsible", "deadline", "status", "progress", "remarks")
    problem, *others = (cells.get(name) for name in names)
    return [number, problem, text, *others]


def problems(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.cell, problem.code.value) for problem in reading.problems]


def notes(reading: Reading) -> dict[NoteCode, str]:
    return {note.code: note.detail for note in reading.notes}


def acta() -> list[list[Value]]:
    lines = ACTA.read_text(encoding="utf-8").split("\n")
    return [[cell or None for cell in line.split("\t")] for line in lines]


def test_acta_gives_five_problems_nine_agreements_sixteen_links_and_no_date() -> None:
    reading = read_rows(*acta())

    assert told(reading.records, "code") == ["01", "2.1", "2.2", "2.3", "2.4", "2.5", "03", "04", "05"]
    assert told(reading.records, "problem_number") == ["01", *["02"] * 5, "03", "04", "05"]
    assert len(set(told(reading.records, "problem"))) == 5
    assert [len(names) for names in told(reading.records, "implementers")] == [4, 2, 1, 1, 1, 1, 2, 3, 1]
    assert set(told(reading.records, "follow_up")) == {"Secretaria Técnica CORESEC"}
    assert set(told(reading.records, "deadline", "status", "progress")) == {(None, None, None)}
    assert reading.problems == []


def test_acta_cell_with_two_agreements_is_split_and_its_fragment_joined() -> None:
    reading = read_rows(*acta())

    second, third = reading.records[2:4]
    assert second.text
    assert third.text
    assert second.text.endswith("asignación del presupuesto correspondiente.")
    assert third.text.endswith("adecuada difusión de los canales de atención correspondientes.")
    assert second.row == third.row
    assert notes(reading) == {NoteCode.FRAGMENTS_JOINED: "1", NoteCode.CELLS_SPLIT: "1"}


def test_number_and_problem_go_down_and_the_responsible_never() -> None:
    reading = read_rows(
        HEADINGS,
        row("02", "2.1. Coadyuvar", problem="Violencia", responsible="PNP", status="Pendiente"),
        row(None, "2.2. Evaluar", status="En proceso"),
        row("03", "Solicitar", responsible="DREMO"),
    )

    assert told(reading.records, "code", "problem_number", "problem", "implementers") == [
        ("2.1", "02", "Violencia", ("PNP",)), ("2.2", "02", "Violencia", None), ("03", "03", None, ("DREMO",)),
    ]  # fmt: skip
    assert problems(reading) == [("D3", "responsible_missing")]


def test_merged_cell_belongs_to_each_row_that_it_covers() -> None:
    reading = read_rows(
        HEADINGS, row("1", "Uno", responsible="PNP", deadline="30/04/2026"), row("2", "Dos"), row("3", "Tres"), merges=[(1, 3, 2, 3), (1, 4, 3, 4)]
    )

    assert told(reading.records, "implementers") == [("PNP",), ("PNP",), None]
    assert told(reading.records, "deadline") == [date(2026, 4, 30)] * 3


def test_agreement_merged_over_its_institutions_is_told_for_each() -> None:
    reading = read_rows(
        HEADINGS, row("1", "Uno", responsible="PNP", status="Cumplido"), row(None, None, responsible="DREMO", status="Pendiente"),
        merges=[(1, 0, 2, 0), (1, 2, 2, 2)],
    )  # fmt: skip

    assert told(reading.records, "code", "text", "implementers", "status") == [
        ("1", "Uno", ("PNP",), Status.FULFILLED), ("1", "Uno", ("DREMO",), Status.PENDING),
    ]  # fmt: skip
    assert problems(reading) == []


@pytest.mark.parametrize(
    ("stray", "note"),
    [
        (row("3", None), NoteCode.NUMBER_ONLY_ROWS),
        (row("3", None, progress=0.0), NoteCode.NUMBER_ONLY_ROWS),
        (row("TOTAL", None, progress=0.5), NoteCode.TOTAL_ROWS),
        (row(None, "Total de acuerdos: 2"), NoteCode.TOTAL_ROWS),
        (row("Elaborado por: Secretaría Técnica", None), NoteCode.FOOTER_ROWS),
        (row("V°B°", None, responsible="Firma"), NoteCode.FOOTER_ROWS),
        (row("Fuente: Libro de Actas", None), NoteCode.FOOTER_ROWS),
        (row("Moquegua, 25 de febrero de 2026", None), NoteCode.FOOTER_ROWS),
        (row("_______________", None), NoteCode.FOOTER_ROWS),
    ],
)
def test_stray_row_below_is_no_record_and_is_counted(stray: list[Value], note: NoteCode) -> None:
    reading = read_rows(HEADINGS, row("1", "Uno", responsible="PNP"), row("2", "Dos", responsible="PNP"), [], stray)

    assert told(reading.records, "code") == ["1", "2"]
    assert notes(reading) == {note: "1"}


@pytest.mark.parametrize(
    "ending",
    [
        [["Cumplidos", 1.0], ["Pendientes", 1.0]],
        [["AVANCE GLOBAL", None, None, None, None, None, 0.5]],
        [["Sin más que tratar, se levanta la sesión."], ["Firman los presentes:"], ["Presidencia", None, "_______"]],
        [[None, None, "Se levanta la sesión siendo las 11:30 horas."]],
        [[], [None, None, "Director Regional de Educación", None, "Jefe de la Región Policial"], [None, None, "DREMO", None, "PNP"]],
    ],
)
def test_summaries_and_signatures_below_become_neither_records_nor_texts(ending: list[list[Value]]) -> None:
    reading = read_rows(HEADINGS, row("1", "Uno", responsible="PNP"), row("2", "Dos", responsible="PNP"), *ending)

    assert told(reading.records, "code", "text") == [("1", "Uno"), ("2", "Dos")]
    assert NoteCode.FOOTER_ROWS in notes(reading)


def test_second_line_of_what_was_done_joins_the_first() -> None:
    rows: list[list[Value]] = [["1", "Uno", "PNP", "Se remitió el oficio"], [None, None, None, "Se reiteró el oficio"], ["2", "Dos", "PNP", None]]

    reading = read_rows(["N°", "Acuerdo", "Responsable", "Acciones realizadas"], *rows)

    assert told(reading.records, "actions") == ["Se remitió el oficio Se reiteró el oficio", None]


def test_date_of_the_report_is_told_apart_from_the_sessions() -> None:
    (record,) = read_rows(["N°", "Acuerdo", "Estado", "Fecha del reporte"], ["1", "Uno", "Pendiente", "30/04/2026"]).records

    assert (record.reported_on, record.session_date, record.extra) == (date(2026, 4, 30), None, {})


def test_rows_below_a_signature_are_of_the_signature() -> None:
    reading = read_rows(HEADINGS, row("1", "Uno"), ["Elaborado por:", None, "Revisado por:"], ["Secretaría Técnica", None, "Presidencia del comité"])

    assert len(reading.records) == 1
    assert notes(reading) == {NoteCode.FOOTER_ROWS: "2"}


def test_other_table_below_is_none_of_its_rows() -> None:
    reading = read_rows(HEADINGS, row("1", "Uno"), [], ["Institución", None, "Cargo"], ["PNP", None, "Jefe de la región policial"])

    assert told(reading.records, "code") == ["1"]


@pytest.mark.parametrize(
    "guidance",
    [
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0],
        [None, "Describa el problema", "Indique el acuerdo", "Señale la institución", "(dd/mm/aaaa)", None, "0 a 100", None],
        ["Ejemplo:", None, "Difundir la alerta", "PNP", "30/04/2026", "Pendiente", None, None],
    ],
)
def test_guidance_below_the_header_is_no_record_and_is_counted(guidance: list[Value]) -> None:
    reading = read_rows(HEADINGS, guidance, row("1", "Uno", responsible="PNP"))

    assert told(reading.records, "code") == ["1"]
    assert notes(reading) == {NoteCode.GUIDANCE_ROWS: "1"}


def test_agreement_that_calls_itself_an_example_is_doubtful() -> None:
    reading = read_rows(HEADINGS, row("1", "Ejemplo: difundir la alerta", responsible="PNP"))

    assert problems(reading) == [("C2", "guidance_row")]


def test_section_line_within_the_table_gives_the_session_or_the_theme_below_it() -> None:
    reading = read_rows(
        HEADINGS, ["PRIMERA SESIÓN ORDINARIA - 25/02/2026"], row("01", "Uno"), ["EJE 1: PREVENCIÓN"], row("02", "Dos"),
        ["II SESIÓN ORDINARIA"], row("01", "Tres"), merges=[(1, 0, 1, 7), (3, 0, 3, 7), (5, 0, 5, 7)],
    )  # fmt: skip

    assert told(reading.records, "session", "session_date", "theme") == [
        ("PRIMERA SESIÓN ORDINARIA - 25/02/2026", date(2026, 2, 25), None),
        ("PRIMERA SESIÓN ORDINARIA - 25/02/2026", date(2026, 2, 25), "PREVENCIÓN"),
        ("II SESIÓN ORDINARIA", None, None),
    ]
    assert problems(reading) == []


@pytest.mark.parametrize(
    ("value", "code"), [("01", "01"), ("2.1.", "2.1"), ("2.10", "2.10"), (1.0, "1"), (2.1, "2.1"), ("A-01", "A-01"), ("II", "II"), ("012-2026-CR", "012-2026-CR"), ("N° 01", "01"), ("2.-", "2"), ("(5)", "5"), ("4°", "4")]
)
def test_code_is_text_without_its_final_stop(value: Value, code: str) -> None:
    assert told(read_rows(HEADINGS, row(value, "Uno", responsible="PNP")).records, "code", "text") == [(code, "Uno")]


@pytest.mark.parametrize(
    ("numbers", "flagged"),
    [((2.9, 2.1, 2.11), ["A3"]), ((2.1, 2.2, 2.3), []), (("2.9", "2.1", "2.11"), []), ((2.1, 2.2, 2.1), ["A4"]), ((2.19, 2.2, 2.21), ["A3"])],
)
def test_number_that_lost_a_zero_is_flagged_only_on_evidence(numbers: tuple[Value, ...], flagged: list[str]) -> None:
    reading = read_rows(HEADINGS, *(row(number, f"Acuerdo {n}", responsible="PNP") for n, number in enumerate(numbers)))

    assert [problem.cell for problem in reading.problems if problem.code == ProblemCode.CODE_MAYBE_SHORTENED] == flagged


def test_code_twice_is_a_problem_only_with_different_texts_in_one_session() -> None:
    headings: list[Value] = ["Sesión", "N°", "Acuerdo", "Responsable"]
    rows: list[list[Value]] = [["I SO", "1", "Uno", "PNP"], ["I SO", "1", "UNO", "DREMO"], ["II SO", "1", "Dos", "PNP"], ["II SO", "1", "Tres", "PNP"]]

    assert problems(read_rows(headings, *rows)) == [("B5", "code_repeated")]


def test_code_column_comes_before_the_number() -> None:
    reading = read_rows(["N°", "Código", "Acuerdo", "Estado"], ["1", "2.1.", "2.1. Coadyuvar", "Pendiente"])

    assert told(reading.records, "code", "text") == [("2.1", "Coadyuvar")]


def test_number_without_text_is_a_row_that_lacks_its_agreement() -> None:
    reading = read_rows(HEADINGS, row("1", None, responsible="PNP", status="Pendiente"))

    assert told(reading.records, "code", "text") == [("1", None)]
    assert problems(reading) == [("C2", "agreement_missing")]


@pytest.mark.parametrize(
    ("status", "progress", "deadline", "stored", "flags"),
    [
        ("Vencido", None, None, Status.PENDING, ["status_overdue_without_deadline"]),
        ("Vencido", 0.4, "30/04/2026", Status.IN_PROGRESS, []),
        ("Reprogramado", None, None, None, ["extension_without_deadline"]),
        ("Reprogramado", None, "30/04/2026", None, []),
        ("Cumplido", 0.6, None, Status.FULFILLED, ["status_against_progress"]),
        ("Pendiente", 0.0, None, Status.PENDING, []),
        ("En proceso", 1.0, None, Status.IN_PROGRESS, ["status_against_progress"]),
        ("Cumplido parcialmente", 0.6, None, Status.IN_PROGRESS, []),
        ("Al 30 de mayo", None, None, None, ["status_unknown"]),
        (None, 0.6, None, None, []),
    ],
)
def test_state_is_stored_as_declared_and_its_doubts_flagged(
    status: Value, progress: Value, deadline: Value, stored: Status | None, flags: list[str]
) -> None:
    cells = row("1", "Uno", responsible="PNP", status=status, progress=progress, deadline=deadline)

    reading = read_rows(HEADINGS, cells, row("2", "Dos", responsible="PNP", status="Pendiente"), percents=frozenset({(1, 6)}))

    (record, _) = reading.records
    assert (record.status, record.status_words) == (stored, status)
    assert record.progress == (None if progress is None else float(str(progress)) * 100)
    assert [problem.code for problem in reading.problems] == flags


def test_marks_below_the_states_tell_the_state() -> None:
    reading = read_rows(
        ["N°", "Acuerdo", "ESTADO", None, None], [None, None, "Pendiente", "En proceso", "Cumplido"],
        ["1", "Uno", "x", None, None], ["2", "Dos", None, None, "✓"], ["3", "Tres", None, "x", "x"], ["4", "Cuatro", None, None, None],
    )  # fmt: skip

    assert told(reading.records, "status") == [Status.PENDING, Status.FULFILLED, None, None]
    assert problems(reading) == [("D5", "status_several_marks")]


def test_bare_progress_may_tell_a_percentage_or_what_was_done() -> None:
    headings: list[Value] = ["N°", "Acuerdo", "Avance"]
    rows: list[list[Value]] = [["1", "Uno", "50%"], ["2", "Dos", "20 %"], ["3", "Tres", "Se remitió el oficio a las municipalidades"], ["4", "Cuatro", "mitad"]]

    reading = read_rows(headings, *rows)

    assert told(reading.records, "progress") == [50.0, 20.0, None, None]
    assert reading.records[2].actions == "Se remitió el oficio a las municipalidades"
    assert problems(reading) == [("C5", "percent_unreadable")]


def test_scale_of_percentages_is_decided_per_column_and_asked_when_it_cannot_be() -> None:
    headings: list[Value] = ["N°", "Acuerdo", "% avance"]
    rows: list[list[Value]] = [["1", "Uno", 1.0], ["2", "Dos", 0.0]]

    asked = read_rows(headings, *rows)
    answered = read_rows(headings, *rows, answers=Answers(scales={("Hoja1!1", 2): "fraction"}))

    assert [(question.code, question.column) for question in asked.questions] == [(QuestionCode.PERCENT_SCALE, 2)]
    assert told(asked.records, "progress")[0] is None
    assert told(answered.records, "progress") == [100.0, 0.0]
    assert told(read_rows(headings, *rows, ["3", "Tres", 0.5]).records, "progress") == [100.0, 0.0, 50.0]
    assert told(read_rows(headings, *rows, ["3", "Tres", 50.0]).records, "progress") == [1.0, 0.0, 50.0]


def test_order_of_dates_is_proved_or_assumed_per_column() -> None:
    headings: list[Value] = ["N°", "Acuerdo", "Plazo"]

    proved = read_rows(headings, ["1", "Uno", "04/30/2026"], ["2", "Dos", "05/04/2026"])
    assumed = read_rows(headings, ["2", "Dos", "05/04/2026"])

    assert told(proved.records, "deadline") == [date(2026, 4, 30), date(2026, 5, 4)]
    assert notes(proved) == {NoteCode.MONTH_FIRST_PROVED: "Plazo"}
    assert told(assumed.records, "deadline") == [date(2026, 4, 5)]
    assert [question.code for question in assumed.questions] == [QuestionCode.DATE_ORDER]


def test_answer_of_a_person_decides_the_order_of_dates() -> None:
    rows: list[list[Value]] = [["N°", "Acuerdo", "Plazo"], ["1", "Uno", "05/04/2026"]]

    reading = read_rows(*rows, answers=Answers(orders={("Hoja1!1", 2): "month"}))

    assert told(reading.records, "deadline") == [date(2026, 5, 4)]
    assert reading.questions == []


def test_text_alone_after_a_full_stop_is_a_fragment_where_that_is_rare_and_an_agreement_where_it_is_usual() -> None:
    whole = [row(str(n), f"Difundir {n} veces.", responsible="PNP") for n in range(1, 4)]

    rare = read_rows(HEADINGS, *whole, row(None, "Asimismo, se dispone difundirlo."))
    usual = read_rows(HEADINGS, row("1", "Uno.", responsible="PNP"), row(None, "Dos."), row(None, "Tres."))

    assert told(rare.records, "text")[-1] == "Difundir 3 veces. Asimismo, se dispone difundirlo."
    assert told(usual.records, "text") == ["Uno.", "Dos.", "Tres."]


def test_serial_numbers_count_from_the_epoch_of_the_workbook() -> None:
    sheet = Sheet("Hoja1", [["N°", "Acuerdo", "Plazo"], ["1", "Uno", 46142.0]])

    days = [
        understand(Workbook(FileKind.XLSX, [sheet], epoch_1904=is_1904), file="a", catalogue=CATALOGUE, answers=Answers()).records[0].deadline
        for is_1904 in (False, True)
    ]

    assert days == [date(2026, 4, 30), date(2030, 5, 1)]


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("Siguiente sesión", DeadlineKind.NEXT_SESSION, None), ("Permanente", DeadlineKind.PERMANENT, None), ("10 días hábiles", DeadlineKind.NONE, None),
        (TYPED_DAY, DeadlineKind.DATE, date(2026, 4, 30)), (None, None, None),
    ],
)  # fmt: skip
def test_deadline_keeps_its_words_and_makes_up_no_date(words: Value, kind: DeadlineKind | None, day: date | None) -> None:
    (record,) = read_rows(HEADINGS, row("1", "Uno", responsible="PNP", deadline=words)).records

    assert (record.deadline_kind, record.deadline, record.deadline_note) == (kind, day, words if isinstance(words, str) else None)


def test_unknown_columns_are_kept_under_their_headings() -> None:
    reading = read_rows(
        ["N°", "Acuerdo", "Meta", "Meta", "Ejecutado", None], ["1", "Uno", 3.0, TYPED_DAY, 0.5, "Nota al margen"], percents=frozenset({(1, 4)})
    )

    assert reading.records[0].extra == {"Meta": "3", "Meta (2)": "30/04/2026", "Ejecutado": "50%", "Columna F": "Nota al margen"}


def test_two_responsible_columns_are_one_list() -> None:
    reading = read_rows(["N°", "Acuerdo", "Responsable 1", "Responsable 2"], ["1", "Uno", "PNP", "DREMO, PNP"])

    assert told(reading.records, "implementers") == [("PNP", "DREMO")]


def test_error_and_uncalculated_cells_are_problems_and_no_values() -> None:
    reading = read_rows(
        HEADINGS, row("1", "Uno", responsible="", status=0.0), row("2", "Dos", responsible="#REF!", status="Pendiente"),
        errors={(1, 3): "#N/A"}, uncalculated=frozenset({(1, 5)}),
    )  # fmt: skip

    assert told(reading.records, "implementers", "status") == [(None, None), (None, Status.PENDING)]
    assert ("D2", "error_cell") in problems(reading)
    assert ("F2", "formula_not_calculated") in problems(reading)
    assert ("D3", "error_cell") in problems(reading)
    assert reading.problems[0].value == "#N/A"


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    reading = read_rows(HEADINGS, row("1", "Uno"), row("2", "Dos"), hidden_rows=frozenset({2}), hidden_columns=frozenset({7}))

    assert len(reading.records) == 2
    assert notes(reading) == {NoteCode.HIDDEN_ROWS: "3", NoteCode.HIDDEN_COLUMNS: "Observaciones"}


def test_blank_cells_and_absent_columns_say_nothing() -> None:
    (record,) = read_rows(["N°", "Acuerdo", "Estado"], ["1", "Uno", None]).records

    nothing = ("problem", "theme", "session", "implementers", "follow_up", "deadline", "deadline_kind", "status", "progress", "actions", "evidence", "remarks")
    assert {getattr(record, name) for name in nothing} == {None}


def test_dashes_alone_are_blank_cells() -> None:
    (record,) = read_rows(HEADINGS, row("1", "Uno", responsible="PNP", deadline="-", status="-", remarks="—")).records

    assert (record.deadline_note, record.status_words, record.remarks) == (None, None, None)


def own_export(*rows: list[Value], refs: list[tuple[int, str]]) -> Reading:
    hidden: list[list[Any]] = [["tablero", 42.0, "a1b2"], ["hoja", "fila", "ref"], *(["Matriz", float(at), ref] for at, ref in refs)]
    return read_sheets(Sheet("Matriz", [["PRIMERA SESIÓN ORDINARIA"], HEADINGS, *rows]), Sheet("_tablero", hidden, hidden=True))


def test_own_export_gives_each_row_its_reference_and_the_file_its_version() -> None:
    reading = own_export(row("01", "Uno"), row("2.1", "Dos"), refs=[(3, "2026-O1-01"), (4, "2026-O1-2.1")])

    assert reading.export == ExportMark(42, "a1b2")
    assert told(reading.records, "ref") == ["2026-O1-01", "2026-O1-2.1"]
    assert reading.notes == []


@pytest.mark.parametrize(("past", "detail"), [("2026-08-01", "al 01/08/2026"), ("ayer", "")])
def test_own_export_of_a_past_day_is_refused_since_it_would_set_back_what_came_later(past: str, detail: str) -> None:
    hidden = Sheet("_tablero", [["tablero", 42.0, "a1b2", past, "Pendiente"], ["hoja", "fila", "ref"]], hidden=True)
    with pytest.raises(FileRefused) as refused:
        read_sheets(Sheet("Matriz", [HEADINGS, row("01", "Uno")]), hidden)

    assert (refused.value.code, refused.value.detail) == (RefusalCode.PAST_CUT, detail)


def test_rows_of_an_own_export_that_were_sorted_or_put_in_keep_their_references() -> None:
    reading = own_export(row("2.1", "Dos"), row("01", "Uno"), row("09", "Nuevo"), refs=[(3, "2026-O1-01"), (4, "2026-O1-2.1")])

    assert told(reading.records, "code", "ref") == [("2.1", "2026-O1-2.1"), ("01", "2026-O1-01"), ("09", None)]


def test_code_of_several_sessions_has_a_reference_only_where_the_session_is_told() -> None:
    refs = [(3, "2026-O1-01"), (4, "2026-O2-01")]

    reading = own_export(row("09", "Nuevo"), row("09", "Otro"), row("01", "Uno"), refs=refs)

    assert told(reading.records, "ref") == [None, None, "2026-O1-01"]


@pytest.mark.parametrize("text", ["Ejemplo: difundir", "Primero. 2.2. Segundo 2.3. Tercero", "2.1. Coadyuvar", "Total", "Firma"])
def test_rows_that_we_wrote_are_read_as_written(text: str) -> None:
    reading = own_export(row("2.1", text, responsible="PNP"), refs=[(3, "2026-O1-2.1")])

    assert told(reading.records, "code", "text", "ref") == [("2.1", text, "2026-O1-2.1")]
    assert reading.problems == []


@pytest.mark.parametrize("first", [[], ["tablero"], ["tablero", "x", "y"], ["otro", 1.0, "y"]])
def test_hidden_sheet_that_is_not_as_we_write_it_is_no_export(first: list[Value]) -> None:
    reading = read_sheets(Sheet("Matriz", [HEADINGS, row("01", "Uno")]), Sheet("_tablero", [first], hidden=True))

    assert (reading.export, reading.records[0].ref) == (None, None)


LABELS = ["N°", "Acuerdo", "Responsable", "ESTADO", "Plazo", "% avance", "Avance", "Fecha", "Sesión", "Observaciones", "Pendiente", "Cumplido"]
TEXTS = ["1", "2.1", "x", "PNP y DREMO", "Difundir la alerta.", "y continuar", "30/04/2026", "50%", "TOTAL", "Elaborado por:", "Ejemplo:", "#REF!", "II SO"]
VALUES = st.one_of(
    st.none(), st.sampled_from(LABELS + TEXTS), st.floats(-10, 50_000, allow_nan=False), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.booleans()
)
CORNERS = st.tuples(*[st.integers(0, 8)] * 4).map(lambda c: (min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3])))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=8), max_size=12), st.lists(CORNERS, max_size=4))
def test_any_grid_is_read_or_refused_and_no_record_comes_from_nowhere(rows: list[list[Value]], merges: list[tuple[int, int, int, int]]) -> None:
    try:
        reading = read_rows(*rows, merges=merges)
    except FileRefused:
        return

    places = {(record.sheet, record.row) for record in reading.records}
    assert all(any(value not in {None, ""} for value in rows[at - 1]) for _, at in places)
    assert {record.table for record in reading.records} <= {table.key for table in reading.tables}
    assert sum(table.records for table in reading.tables) == len(reading.records)
    assert read_rows(*rows, merges=merges) == reading
