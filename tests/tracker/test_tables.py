"""Tables: where they begin and end on a sheet, and what their columns are."""

from typing import Any

import pytest

from tests.tracker.readings import read_rows, read_sheets, told
from tracker.grid import Sheet, Value
from tracker.layout.flat import flatten
from tracker.layout.tables import find_tables
from tracker.records import Answers, Field, FileRefused, NoteCode, QuestionCode, Reading, RefusalCode

HEADINGS: list[Value] = ["N°", "Acuerdo", "Responsable", "Plazo", "Estado"]
ONE: list[Value] = ["01", "Difundir la alerta", "PNP", "30/04/2026", "Pendiente"]
TWO: list[Value] = ["02", "Elevar el informe", "DREMO", None, "Cumplido"]


def fields(reading: Reading, table: int = 0) -> list[str | None]:
    return [column.field and column.field.value for column in reading.tables[table].columns]


def headers(reading: Reading) -> list[tuple[str, int]]:
    return [(table.sheet, table.header_row) for table in reading.tables]


@pytest.mark.parametrize("above", [[], [["ACUERDOS DEL COMITÉ"]], [["ACUERDOS"], [], [None, None, "Fecha: 25/02/2026"], []]])
def test_header_is_found_below_any_titles(above: list[list[Value]]) -> None:
    reading = read_rows(*above, HEADINGS, ONE, TWO)

    assert headers(reading) == [("Hoja1", len(above) + 1)]
    assert told(reading.records, "code") == ["01", "02"]


def test_table_may_start_at_column_d() -> None:
    reading = read_rows(["Institución: DREMO"], [None, None, None, *HEADINGS], [None, None, None, *ONE])

    assert [column.index for column in reading.tables[0].columns] == [3, 4, 5, 6, 7]
    assert reading.tables[0].title.institution == "DREMO"


@pytest.mark.parametrize("merges", [[], [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6)]])
def test_header_of_two_rows_is_one_with_or_without_merged_cells(merges: list[tuple[int, int, int, int]]) -> None:
    reading = read_rows(
        ["N°", "ACUERDO", "RESPONSABLE", None, "PLAZO", None, "OBSERVACIONES"],
        [None, None, "Implementación", "Seguimiento", "Inicio", "Fin", None],
        ["01", "Difundir", "PNP", "Prefectura", "01/03/2026", "30/04/2026", "Ninguna"],
        merges=merges,
    )

    assert fields(reading) == ["number", "agreement", "responsible", "follow_up", "start_date", "deadline", "remarks"]
    assert headers(reading) == [("Hoja1", 1)]
    assert told(reading.records, "row", "implementers", "follow_up") == [(3, ("PNP",), "Prefectura")]


def test_header_of_three_rows_is_one() -> None:
    reading = read_rows(
        ["N°", "ACUERDO", "SEGUIMIENTO", None, None],
        [None, None, "RESPONSABLE", None, "ESTADO"],
        [None, None, "Implementación", "Seguimiento", None],
        ["01", "Difundir", "PNP", "Prefectura", "Pendiente"],
        merges=[(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 4), (1, 2, 1, 3), (1, 4, 2, 4)],
    )

    assert fields(reading) == ["number", "agreement", "responsible", "follow_up", "status"]
    assert headers(reading) == [("Hoja1", 1)]


def test_label_cut_over_two_rows_is_one_label() -> None:
    reading = read_rows(["N°", "ACUERDO", "RESPONSABLE DE"], [None, None, "IMPLEMENTACIÓN"], ["01", "Difundir", "PNP"])

    assert [column.heading for column in reading.tables[0].columns] == ["N°", "ACUERDO", "RESPONSABLE DE IMPLEMENTACIÓN"]
    assert told(reading.records, "implementers") == [("PNP",)]


def test_title_over_the_number_is_no_part_of_the_header() -> None:
    reading = read_rows(["ACUERDOS DE LA PRIMERA SESIÓN ORDINARIA"], HEADINGS, ONE)

    assert headers(reading) == [("Hoja1", 2)]
    assert reading.tables[0].title.session_number == 1


def test_first_row_of_data_is_no_second_row_of_the_header() -> None:
    reading = read_rows(["Acuerdo", "Responsable", "Estado"], ["Difundir la alerta", "PNP", "Pendiente"])

    assert told(reading.records, "text", "implementers") == [("Difundir la alerta", ("PNP",))]


def test_stacked_tables_keep_their_rows_and_titles_apart() -> None:
    reading = read_rows(
        ["PRIMERA SESIÓN ORDINARIA"], HEADINGS, ONE, ["Elaborado por: la Secretaría Técnica"], [],
        ["SEGUNDA SESIÓN ORDINARIA"], ["Fecha: 15/04/2026"], HEADINGS, TWO,
    )  # fmt: skip

    assert [table.title.session_number for table in reading.tables] == [1, 2]
    assert told(reading.records, "table", "row", "code") == [("Hoja1!2", 3, "01"), ("Hoja1!8", 9, "02")]
    (question,) = [question for question in reading.questions if question.code == QuestionCode.WHICH_TABLES]
    assert question.options == ("Hoja1!2", "Hoja1!8")


def test_header_printed_again_on_each_page_goes_on_with_the_table() -> None:
    reading = read_rows(["MATRIZ DE SEGUIMIENTO"], HEADINGS, ONE, ["Página 1 de 2"], ["MATRIZ DE SEGUIMIENTO"], HEADINGS, TWO)

    assert headers(reading) == [("Hoja1", 2)]
    assert told(reading.records, "row", "code") == [(3, "01"), (7, "02")]
    assert reading.questions == []


def test_same_header_with_other_columns_is_another_table() -> None:
    reading = read_rows(HEADINGS, ONE, [], ["N°", "Compromiso", "Encargado"], ["1", "Pintar", "PNP"])

    assert headers(reading) == [("Hoja1", 1), ("Hoja1", 4)]


def test_tables_side_by_side_are_two_with_their_own_titles_and_keys() -> None:
    reading = read_rows(
        ["I SESIÓN ORDINARIA", None, None, None, "II SESIÓN ORDINARIA"],
        ["N°", "Acuerdo", "Estado", None, "N°", "Acuerdo", "Estado"],
        ["01", "Difundir", "Pendiente", None, "01", "Elevar", "Cumplido"],
    )

    assert [table.key for table in reading.tables] == ["Hoja1!2", "Hoja1!E2"]
    assert [table.title.session_number for table in reading.tables] == [1, 2]
    assert told(reading.records, "table", "text") == [("Hoja1!2", "Difundir"), ("Hoja1!E2", "Elevar")]


def test_blank_column_within_a_table_does_not_part_it() -> None:
    reading = read_rows(["N°", "Acuerdo", None, "Responsable", "Estado"], ["01", "Difundir", None, "PNP", "Pendiente"])

    assert fields(reading) == ["number", "agreement", "responsible", "status"]


def test_tables_of_several_sheets_are_all_listed_and_only_the_chosen_one_is_read() -> None:
    sheets = [Sheet("I SO", [HEADINGS, ONE]), Sheet("II SO", [HEADINGS, TWO])]

    reading = read_sheets(*sheets, answers=Answers(tables=frozenset({"II SO!1"})))

    assert headers(reading) == [("I SO", 1), ("II SO", 1)]
    assert told(reading.records, "code") == ["02"]
    assert reading.questions == []


def test_hidden_sheet_is_left_out_and_said_unless_asked_for() -> None:
    sheets = [Sheet("Matriz", [HEADINGS, ONE]), Sheet("Vieja", [HEADINGS, TWO], hidden=True)]

    left_out = read_sheets(*sheets)
    asked_for = read_sheets(*sheets, answers=Answers(hidden_sheets=True))

    assert [(note.code, note.detail) for note in left_out.notes] == [(NoteCode.HIDDEN_SHEET, "Vieja")]
    assert (len(left_out.records), len(asked_for.records)) == (1, 2)


@pytest.mark.parametrize(
    "rows",
    [
        [["Institución", "Nombre", "Cargo", "Teléfono"], ["PNP", "—", "Jefe", "—"]],
        [["N°", "Institución", "Titular", "Suplente", "Estado"], ["1", "PNP", "Jefe", "Subjefe", "Activo"]],
        [["Estado", "Cantidad"], ["Pendiente", 4.0], ["Cumplido", 5.0]],
        [["N°", "Institución", "Pendiente", "En proceso", "Cumplido"], [1.0, "PNP", 3.0, 2.0, 4.0], [2.0, "DREMO", 5.0, 0.0, 2.0]],
        [["N°", "Acuerdos", "Cantidad", "Total", "Estado"], [1.0, 4.0, 4.0, 8.0, "Pendiente"]],
        [["Eje", "Acuerdos", "% de avance"], ["Prevención", 4.0, 0.5], ["Gestión", 2.0, 0.1]],
        [["Estado", "Descripción"], ["Pendiente", "No se inició"], ["En proceso", "Tiene avance"], ["Cumplido", "Tiene documento"]],
        [["Acta de conformidad"], ["Se deja constancia de la entrega del local."]],
    ],
)
def test_directories_summaries_and_legends_are_no_registers(rows: list[list[Value]]) -> None:
    with pytest.raises(FileRefused) as refused:
        read_rows(*rows)

    assert refused.value.code == RefusalCode.NO_TABLE


def test_summary_sheet_before_the_data_is_passed_over_and_said() -> None:
    reading = read_sheets(Sheet("Resumen", [["Estado", "Cantidad"], ["Pendiente", 4.0]]), Sheet("Datos", [HEADINGS, ONE]))

    assert headers(reading) == [("Datos", 1)]
    assert [(note.code, note.detail) for note in reading.notes] == [(NoteCode.SHEET_WITHOUT_TABLE, "Resumen")]


def test_tracker_of_four_columns_is_a_register() -> None:
    reading = read_rows(["N°", "Estado", "Avance", "Medio de verificación"], ["2.1", "En proceso", "50%", "Oficio 12-2026"])

    assert told(reading.records, "code", "text", "progress", "evidence") == [("2.1", None, 50.0, "Oficio 12-2026")]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["Tarea", "Encargado", "Fecha compromiso", "Estatus"], ["Revisar el protocolo", "Enfermería", "30/04/2026", "Pendiente"]),
        (["Nro. Compromiso", "Descripción", "Área responsable", "F. Vcto", "Situación"], ["7", "Revisar el protocolo", "Enfermería", "30/04/2026", "Pendiente"]),
        (["ID", "Hallazgo", "Acción de mejora", "Dueño", "Fecha límite", "% Ejec."], ["7", "Falta", "Revisar el protocolo", "Enfermería", "30/04/2026", "20%"]),
        (["Ítem", "Asunto", "Responsable", "Plazo", "Estado"], ["7", "Revisar el protocolo de atención de emergencias", "Enfermería", "30/04/2026", "Pendiente"]),
    ],
)  # fmt: skip
def test_registers_of_others_are_read(headings: list[Value], row: list[Value]) -> None:
    reading = read_rows(headings, row)

    (record,) = reading.records
    assert record.text
    assert record.text.startswith("Revisar el protocolo")
    assert record.implementers == ("Enfermería",)
    assert str(record.deadline) == "2026-04-30"


def test_unknown_column_of_texts_is_the_agreement_and_is_asked() -> None:
    reading = read_rows(
        ["N°", "Lo que se dijo en la mesa", "Responsable", "Plazo"],
        ["1", "Difundir la alerta por desaparición de personas", "PNP", "30/04/2026"],
        ["2", "Elevar el informe trimestral al consejo nacional", "DREMO", "15/05/2026"],
    )

    assert fields(reading) == ["number", "agreement", "responsible", "deadline"]
    assert [(question.code, question.column) for question in reading.questions] == [(QuestionCode.COLUMN_FIELD, 1)]


@pytest.mark.parametrize(
    ("heading", "values", "field"),
    [
        ("Avance", ["50%", "20%"], "progress"),
        ("Avance", ["Se remitió el oficio a las municipalidades", "Se coordinó con la prefectura"], "actions"),
        ("Avance", ["En proceso", "Cumplido"], "status"),
        ("Estado", ["Se coordinó con las municipalidades", "Falta la respuesta de la entidad"], "remarks"),
        ("Estado", [0.5, 1.0], "progress"),
        ("Seguimiento", ["Prefectura", "DREMO"], "follow_up"),
        ("Seguimiento", ["Con oficio del 12/03/2026 se reiteró el pedido a todas las municipalidades"] * 2, "actions"),
        ("Fecha de cumplimiento", ["30/04/2026", None], "deadline"),
        ("Cumplimiento", ["Cumplido", "Pendiente"], "status"),
        ("Cumplimiento", ["50%", 0.2], "progress"),
    ],
)
def test_doubtful_heading_is_decided_by_its_content(heading: str, values: list[Value], field: str) -> None:
    reading = read_rows(["N°", "Acuerdo", heading], *([str(n), f"Acuerdo {n}", value] for n, value in enumerate(values, start=1)))

    assert fields(reading)[2] == field


def test_date_of_fulfilment_of_done_agreements_only_is_when_they_were_done() -> None:
    rows: list[list[Value]] = [["1", "Uno", "Cumplido", "30/04/2026"], ["2", "Dos", "Pendiente", None]]

    reading = read_rows(["N°", "Acuerdo", "Estado", "Fecha de cumplimiento"], *rows)

    assert fields(reading)[3] == "fulfilled_on"
    assert read_rows(["N°", "Acuerdo", "Estado", "Fecha de cumplimiento"], rows[1][:3] + ["15/05/2026"]).records[0].deadline


def test_date_that_is_nobodys_is_asked_and_kept_meanwhile() -> None:
    reading = read_rows(["N°", "Acuerdo", "Responsable", "Fecha"], ["1", "Uno", "PNP", "30/04/2026"])

    assert reading.records[0].extra == {"Fecha": "30/04/2026"}
    assert reading.questions[0].options == ("session_date", "deadline", "fulfilled_on", "")


def test_date_beside_the_session_is_the_sessions() -> None:
    reading = read_rows(["Sesión", "Fecha", "N°", "Acuerdo"], ["I Sesión Ordinaria", "25/02/2026", "1", "Uno"])

    assert str(reading.records[0].session_date) == "2026-02-25"


def test_answer_of_a_person_decides_the_column() -> None:
    rows: list[list[Value]] = [["N°", "Acuerdo", "Meta"], ["1", "Uno", "En proceso"]]
    answers = Answers(columns={"Hoja1!1": {2: Field.STATUS}})

    assert read_rows(*rows).records[0].extra == {"Meta": "En proceso"}
    assert told(read_rows(*rows, answers=answers).records, "status") == ["in_progress"]


def test_answer_that_a_column_is_nothing_keeps_it_as_extra() -> None:
    reading = read_rows(HEADINGS, ONE, answers=Answers(columns={"Hoja1!1": {3: None}}))

    assert (reading.records[0].deadline, reading.records[0].extra) == (None, {"Plazo": "30/04/2026"})


def test_layout_is_the_same_for_files_of_one_make_and_another_for_others() -> None:
    january, march, other = (
        read_rows(["Enero"], HEADINGS, ONE), read_rows([], [None, "N.°", "ACUERDO:", *HEADINGS[2:]], [None, *TWO]), read_rows(HEADINGS[:4], ONE[:4]),
    )  # fmt: skip

    assert january.tables[0].layout == march.tables[0].layout != other.tables[0].layout


def test_number_without_heading_is_recognised_by_its_content() -> None:
    reading = read_rows([None, *HEADINGS[1:]], ONE, TWO)

    assert told(reading.records, "code") == ["01", "02"]


def test_document_and_link_tell_the_evidence_together() -> None:
    reading = read_rows(["N°", "Acuerdo", "Documento", "Link"], ["1", "Uno", "Oficio 12-2026", "https://ejemplo.pe/12"])

    assert reading.records[0].evidence == "Oficio 12-2026 https://ejemplo.pe/12"


@pytest.mark.parametrize("count", [2_000])
def test_data_that_looks_like_labels_costs_no_more_than_other_data(count: int) -> None:
    rows: list[Any] = [["N°", "Tipo", "Acuerdo", "Evidencia"], *([f"A-{n}", "Acuerdo", f"Texto {n}", "Informe"] for n in range(count))]

    (found,) = find_tables(flatten(Sheet("Hoja1", rows)))

    assert len(found.body) == count


def test_column_of_the_latest_cut_off_is_the_state() -> None:
    reading = read_rows(["N°", "Acuerdo", "Estado al 31/03/2026", "Estado al 30/06/2026"], ["1", "Uno", "Pendiente", "Cumplido"])

    assert told(reading.records, "status") == ["fulfilled"]
    assert reading.records[0].extra == {"Estado al 31/03/2026": "Pendiente"}


def test_extended_deadline_holds_where_there_is_one() -> None:
    headings: list[Value] = ["N°", "Acuerdo", "Plazo original", "Plazo ampliado"]

    reading = read_rows(headings, ["1", "Uno", "30/03/2026", "30/06/2026"], ["2", "Dos", "15/04/2026", None])

    assert [str(day) for day in told(reading.records, "deadline")] == ["2026-06-30", "2026-04-15"]


def test_planned_percentage_is_no_progress() -> None:
    reading = read_rows(["N°", "Acuerdo", "% programado", "% ejecutado"], ["1", "Uno", "100%", "40%"])

    assert told(reading.records, "progress") == [40.0]


def test_institutions_as_columns_of_marks_are_those_marked() -> None:
    reading = read_rows(
        ["N°", "Acuerdo", "RESPONSABLES", None, None], [None, None, "PNP", "DREMO", "INABIF"], ["1", "Uno", "x", None, "X"],
        merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)],
    )  # fmt: skip

    assert told(reading.records, "implementers") == [("PNP", "INABIF")]


def test_agreement_may_be_the_code_of_a_text_beside_it() -> None:
    reading = read_rows(["Acuerdo", "Texto", "Estado"], ["001-2026", "Elevar el informe trimestral al consejo", "Cumplido"])

    assert told(reading.records, "code", "text") == [("001-2026", "Elevar el informe trimestral al consejo")]


def test_template_that_nobody_filled_in_is_a_register_without_records() -> None:
    reading = read_rows(HEADINGS, ["01"], ["02"], ["03"])

    assert (len(reading.tables), reading.records) == (1, [])


def test_table_whose_rows_are_all_something_else_is_none() -> None:
    with pytest.raises(FileRefused):
        read_rows(HEADINGS, ["Elaborado por: la Secretaría Técnica"], ["Firma"])
