"""Deadlines of cells: dates where they are written, words kept as words, and none made up."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.vocabulary import DeadlineKind
from tracker.grid import Value
from tracker.records import ProblemCode
from tracker.values.deadlines import DeadlineReading, read_deadline

END = date(2026, 4, 30)


def read(value: Value, *, order: str = "day") -> DeadlineReading:
    return read_deadline(value, order=order, epoch_1904=False)


@pytest.mark.parametrize("value", [None, "", "  ", "-", "—", "...", "S/F", "N/A"])
def test_a_blank_cell_says_nothing(value: Value) -> None:
    assert read(value) == DeadlineReading()


@pytest.mark.parametrize("value", ["sin plazo", "Sin plazo definido", "SIN FECHA", "No tiene", "no tiene plazo"])
def test_without_deadline_is_said_and_leaves_no_words(value: str) -> None:
    assert read(value) == DeadlineReading(DeadlineKind.NONE)


@pytest.mark.parametrize("value", [END, 46142, "30/04/2026", "30 de abril del 2026", "viernes 30 de abril de 2026", "46142"])
def test_a_date_alone_is_the_deadline_without_words(value: Value) -> None:
    assert read(value) == DeadlineReading(DeadlineKind.DATE, END)


@pytest.mark.parametrize(
    "words",
    [
        "hasta el 30 de abril de 2026", "A más tardar el 30/04/2026", "Vence: 30/04/2026", "antes del 30/04/2026", "30/04/2026 (prorrogado)",
        "Del 01/03/2026 al 30/04/2026", "Del 1 al 30 de abril de 2026", "del 01/03 al 30/04/2026", "Del 1 de marzo al 30 de abril de 2026", "01/03/2026 - 30/04/2026",
        "Entre el 1 de marzo de 2026 y el 30 de abril de 2026", "Desde el 01/03/2026 hasta el 30/04/2026", "Inicio: 01/03/2026 Fin: 30/04/2026",
        "31/03/2026, prorrogado al 30/04/2026", "Próxima sesión (30/04/2026)", "Permanente hasta el 30/04/2026",
    ],
)  # fmt: skip
def test_the_end_that_words_set_is_the_deadline_and_the_words_stay(words: str) -> None:
    assert read(words) == DeadlineReading(DeadlineKind.DATE, END, words)


@pytest.mark.parametrize("words", ["próxima sesión", "En la siguiente sesión", "SIGUIENTE SESIÓN", "para la próxima reunión", "Próxima sesión ordinaria"])
def test_the_next_session_is_a_kind_that_moves_with_the_calendar(words: str) -> None:
    assert read(words) == DeadlineReading(DeadlineKind.NEXT_SESSION, None, words)


@pytest.mark.parametrize("words", ["permanente", "Permanente (continuo)", "De manera permanente", "Permanentemente", "Acción continua"])
def test_what_is_permanent_has_no_end(words: str) -> None:
    assert read(words) == DeadlineReading(DeadlineKind.PERMANENT, None, words)


@pytest.mark.parametrize(
    "words",
    [
        "inmediato", "A la brevedad", "10 días hábiles", "30 días calendario", "quince días naturales", "30 (treinta) días hábiles", "I trimestre 2026",
        "IV Trimestre", "2026", "marzo 2026", "dentro de las 24 horas", "año 2025", "por definir", "diciembre", "2 meses", "No permanente", "mensual",
        "10 días hábiles desde el 25/02/2026", "A partir del 01/03/2026", "Según Oficio 12 del 10/03/2026", "2026-2028", "subsiguiente sesión", "Cada 15 días",
    ],
)  # fmt: skip
def test_all_other_words_stay_words_and_no_date_is_made_up(words: str) -> None:
    assert read(words) == DeadlineReading(DeadlineKind.NONE, None, words)


@pytest.mark.parametrize("value", ["30 días", "30 (treinta) días", "treinta días", "En 5 dias", "30", 30, 45.0, "25/02/2026 más 30 días"])
def test_days_ask_for_their_unit(value: Value) -> None:
    found = read(value)
    assert (found.kind, found.deadline, found.problem) == (DeadlineKind.NONE, None, ProblemCode.DAYS_WITHOUT_UNIT)


@pytest.mark.parametrize("value", [2026, 2026.0, "2026"])
def test_a_year_alone_is_words(value: Value) -> None:
    assert read(value) == DeadlineReading(DeadlineKind.NONE, None, "2026")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("31/02/2026", ProblemCode.DATE_IMPOSSIBLE), ("hasta el 31/02/2026", ProblemCode.DATE_IMPOSSIBLE), ("30 de abril", ProblemCode.DATE_WITHOUT_YEAR),
        ("Hasta el 30/04", ProblemCode.DATE_WITHOUT_YEAR), ("Vence el 30 de abril", ProblemCode.DATE_WITHOUT_YEAR), ("30/04/26", ProblemCode.DATE_SHORT_YEAR),
        ("Vence: 30/04/26", ProblemCode.DATE_SHORT_YEAR), ("30/04/2026 y 30/06/2026", ProblemCode.DATE_UNREADABLE), ("30/04/206", ProblemCode.DATE_UNREADABLE),
    ],
)  # fmt: skip
def test_a_defective_date_is_a_problem_and_its_words_stay(words: str, code: ProblemCode) -> None:
    assert read(words) == DeadlineReading(None, None, words, code)


def test_a_number_that_can_be_neither_days_nor_a_date_is_a_problem() -> None:
    assert read(999_999) == DeadlineReading(None, None, "999999", ProblemCode.DATE_UNREADABLE)
    assert read(True).problem == ProblemCode.DATE_UNREADABLE
    assert read(date(1905, 7, 18)) == DeadlineReading(None, None, "18/07/1905", ProblemCode.DATE_IMPOSSIBLE)


def test_month_first_columns_are_read_month_first_within_words_too() -> None:
    assert read("hasta el 04/30/2026", order="month").deadline == END


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="0123456789/ díasalhtmprogzen", max_size=50) | st.floats() | st.integers())
def test_a_date_comes_only_with_its_kind_and_words_are_never_lost(value: str | float) -> None:
    found = read(value)
    assert (found.deadline is None) == (found.kind != DeadlineKind.DATE)
    if found.problem:
        assert found.note
    if isinstance(value, str) and any(character.isalnum() for character in value) and found.deadline is None:
        assert found.note or found in {DeadlineReading(), DeadlineReading(DeadlineKind.NONE)}
