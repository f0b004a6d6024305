"""Headings: which field a label names, alone and below others."""

import pytest

from follow_up.vocabulary import Status
from tracker.layout.headings import field_of, fold_heading, is_whole_heading, meaning_of, meaning_of_stack
from tracker.layout.labels import CUSTOMARY, DOUBTFUL, WIDER
from tracker.records import Field


@pytest.mark.parametrize(("field", "label"), [(field, label) for field, labels in CUSTOMARY.items() for label in labels])
def test_every_customary_label_names_its_field_in_any_dress(field: Field, label: str) -> None:
    plain = fold_heading(label)

    assert {field_of(dress) for dress in (label, label.upper(), f"  {label}:\n", plain, label.replace(" ", "\n"))} == {field}


def test_no_label_of_other_registers_contradicts_a_customary_one() -> None:
    customary = {fold_heading(label): field for field, labels in CUSTOMARY.items() for label in labels}
    wider = {fold_heading(label): field for field, labels in WIDER.items() for label in labels}

    assert {label for label in customary.keys() & wider.keys() if customary[label] != wider[label]} == set()


def test_doubtful_labels_mean_first_what_the_customary_ones_do() -> None:
    customary = {fold_heading(label): field for field, labels in CUSTOMARY.items() for label in labels}

    assert all(customary.get(label, field) == field for label, field in DOUBTFUL.items())


@pytest.mark.parametrize("label", ["#", "N º", "N.°", "NRO.", "N°  DE\nACUERDO", "# Acuerdo", "Nro. de compromiso"])
def test_number_is_recognised_however_it_is_abbreviated(label: str) -> None:
    assert field_of(label) == Field.NUMBER


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Avance(%)", Field.PROGRESS), ("%Avance", Field.PROGRESS), ("% DE AVANCE AL 30/04/2026", Field.PROGRESS),
        ("% Ejec.", Field.PROGRESS), ("PLAZO (dd/mm/aaaa)", Field.DEADLINE), ("F. Vcto", Field.DEADLINE),
        ("Fecha compromiso", Field.DEADLINE), ("Fecha máx.", Field.DEADLINE), ("3. Responsable", Field.RESPONSIBLE),
        ("Responsable 2", Field.RESPONSIBLE), ("Responsable(s)", Field.RESPONSIBLE), ("Dueño", Field.RESPONSIBLE),
        ("Institución / Entidad", Field.RESPONSIBLE), ("Área responsable", Field.RESPONSIBLE),
        ("Responsable de su cumplimiento", Field.RESPONSIBLE), ("Encargado del seguimiento", Field.FOLLOW_UP),
        ("Acción de mejora", Field.AGREEMENT), ("Contenido del acuerdo", Field.AGREEMENT), ("Estatus", Field.STATUS),
        ("Acuerdos_adoptados", Field.AGREEMENT), ("Estado de la gestión", Field.STATUS), ("Acciones realizadas al 30/04", Field.ACTIONS),
    ],
)  # fmt: skip
def test_labels_of_other_registers_are_recognised(label: str, field: Field) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    "label", ["", "Meta", "Indicador", "Presupuesto", "Nombre del responsable", "Teléfono", "% programado", "Cargo", "2026", "Acuerdos cumplidos"]
)
def test_other_labels_name_no_field(label: str) -> None:
    assert field_of(label) is None


def test_long_instruction_behind_a_label_does_not_hide_it() -> None:
    assert field_of("RESPONSABLE DE IMPLEMENTACIÓN (" + "consignar la institución a cargo " * 10 + ")") == Field.RESPONSIBLE


@pytest.mark.parametrize(
    ("stack", "field"),
    [
        (("RESPONSABLE", "Implementación"), Field.RESPONSIBLE), (("RESPONSABLE", "Seguimiento"), Field.FOLLOW_UP),
        (("PLAZO", "Inicio"), Field.START_DATE), (("PLAZO", "Fin"), Field.DEADLINE), (("ACUERDO", "N°"), Field.NUMBER),
        (("ACUERDO", "Descripción"), Field.AGREEMENT), (("SESIÓN", "Fecha"), Field.SESSION_DATE), (("AVANCE", "%"), Field.PROGRESS),
        (("AVANCE", "Descripción"), Field.ACTIONS), (("MEDIO DE VERIFICACIÓN", "N°"), Field.EVIDENCE),
        (("DATOS GENERALES", "Acuerdo"), Field.AGREEMENT), (("SEGUIMIENTO", "RESPONSABLE", "Implementación"), Field.RESPONSIBLE),
    ],
)  # fmt: skip
def test_stacked_labels_mean_what_they_say_together(stack: tuple[str, ...], field: Field) -> None:
    meaning = meaning_of_stack(stack)

    assert meaning is not None
    assert meaning.field == field


def test_states_below_the_label_of_the_status_head_columns_of_marks() -> None:
    meanings = [meaning_of_stack(("ESTADO", state)) for state in ("Pendiente", "En proceso", "Cumplido")]

    assert [meaning and meaning.mark for meaning in meanings] == [Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED]


def test_label_cut_in_two_lines_is_one_and_a_title_over_a_label_is_not() -> None:
    assert is_whole_heading("RESPONSABLE DE", "IMPLEMENTACIÓN")
    assert not is_whole_heading("ACUERDOS DE LA PRIMERA SESIÓN", "N°")
    assert not is_whole_heading("Estado", "Pendiente")


def test_label_of_no_list_is_never_sure() -> None:
    listed, formed = meaning_of("Responsable"), meaning_of("Responsable de su cumplimiento")

    assert listed
    assert formed
    assert (listed.sure, formed.sure, formed.listed) == (True, False, False)
