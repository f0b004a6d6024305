"""Percentages: six ways to write one half, and what must be asked."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.grid import Value
from tracker.records import ProblemCode
from tracker.values.percents import column_scale, read_percent


@pytest.mark.parametrize(
    ("value", "percent_format", "scale"),
    [
        ("50%", False, "points"), ("50 %", False, "fraction"), ("50,0 %", False, "ask"), ("50 por ciento", False, "points"), ("50% de avance", False, "ask"), ("al 50%", False, "ask"),
        ("Avance: 50%", False, "ask"), ("Avance al 50 %", False, "points"), ("50% ejecutado", False, "points"), ("50 % de cumplimiento", False, "points"),
        (0.5, True, "points"), (0.5, True, "ask"), (0.5, False, "fraction"), ("0.5", False, "fraction"), ("0,5", False, "fraction"),
        (50, False, "points"), (50.0, False, "points"), ("50", False, "points"), ("50\u00a0%", False, "points"), ("50", True, "points"),
    ],
)  # fmt: skip
def test_one_half_is_fifty_however_it_is_written(value: Value, percent_format: bool, scale: str) -> None:
    assert read_percent(value, percent_format=percent_format, scale=scale) == 50


@pytest.mark.parametrize(
    ("value", "percent"),
    [("49,76%", 49.76), ("100% (cumplido)", 100), ("100% cumplido", 100), ("0%", 0), (0, 0), ("0.07%", 0.07), (99.5, 99.5), ("", None), ("  ", None), ("-", None), (None, None)],
)
def test_the_percentage_is_kept_as_written(value: Value, percent: float | None) -> None:
    assert read_percent(value, percent_format=False, scale="points") == percent


@pytest.mark.parametrize("value", [0.5, "0,5", 0.07])
def test_a_bare_half_among_numbers_like_fifty_is_a_doubt(value: Value) -> None:
    assert read_percent(value, percent_format=False, scale="points") == ProblemCode.PERCENT_UNREADABLE


def test_a_fraction_leaves_no_noise_of_the_machine() -> None:
    assert read_percent(0.07, percent_format=True, scale="points") == 7.0
    assert read_percent(0.57, percent_format=False, scale="fraction") == 57.0


@pytest.mark.parametrize("value", ["mitad", "3 de 9", "3/9", "Cumplido", "50% - 60%", "más de 50%", "50% pendiente", "falta 50%", True, date(2026, 9, 3), "1.000.000"])
def test_words_and_shares_are_a_problem_and_not_a_number(value: Value) -> None:
    assert read_percent(value, percent_format=False, scale="points") == ProblemCode.PERCENT_UNREADABLE


@pytest.mark.parametrize(("value", "percent_format"), [(-1, False), ("-5%", False), (101, False), ("120 %", False), (50, True), (1.01, True)])
def test_what_is_below_nothing_or_above_all_is_a_problem(value: Value, percent_format: bool) -> None:
    assert read_percent(value, percent_format=percent_format, scale="points") == ProblemCode.PERCENT_OUT_OF_RANGE


def test_a_bare_one_waits_for_its_answer_and_a_zero_does_not() -> None:
    assert read_percent(1, percent_format=False, scale="ask") == ProblemCode.QUESTION_OPEN
    assert read_percent("1", percent_format=False, scale="ask") == ProblemCode.QUESTION_OPEN
    assert read_percent(0, percent_format=False, scale="ask") == 0
    assert read_percent(1, percent_format=False, scale="points") == 1
    assert read_percent(1, percent_format=False, scale="fraction") == 100


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        ([(50, False), (1, False), (0.5, False)], "points"),
        ([(0.5, False), (1, False), (0, False)], "fraction"),
        ([(1, False), (0, False), (None, False)], "ask"),
        ([(1, False), ("50%", False), (0.5, True)], "ask"),
        ([("0,5", False), (1, False)], "fraction"),
        ([("75", True), (1, False)], "points"),
        ([(0, False), ("mitad", False)], "points"),
        ([(1, True), (0.5, True)], "points"),
        ([], "points"),
    ],
)
def test_the_whole_column_decides_what_bare_numbers_mean(cells: list[tuple[Value, bool]], scale: str) -> None:
    assert column_scale(cells) == scale


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["{}%", "{} %", "{}"]), st.booleans())
def test_every_percentage_with_two_decimals_is_read_back(hundredths: int, form: str, comma: bool) -> None:
    words = f"{hundredths / 100:.2f}".replace(".", "," if comma else ".")
    is_doubtful = form == "{}" and 0 < hundredths < 100
    expected = ProblemCode.PERCENT_UNREADABLE if is_doubtful else hundredths / 100
    assert read_percent(form.format(words), percent_format=False, scale="points") == expected
    assert read_percent(hundredths / 10_000, percent_format=True, scale="ask") == hundredths / 100


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=20) | st.floats(allow_nan=True) | st.integers(), st.booleans(), st.sampled_from(["points", "fraction", "ask"]))
def test_no_percentage_leaves_its_range(value: str | float, percent_format: bool, scale: str) -> None:
    found = read_percent(value, percent_format=percent_format, scale=scale)
    assert found is None or isinstance(found, ProblemCode) or 0 <= found <= 100
    column_scale([(value, percent_format)])
