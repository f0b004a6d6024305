"""The numbers that the acta would give next."""

import pytest

from follow_up.numbering import next_code, next_problem_number


@pytest.mark.parametrize(
    ("codes", "problem", "expected"),
    [
        ([], "06", "06"), (["2.1", "2.2"], "02", "2.3"), (["2.1", "2.10"], "02", "2.11"), (["2.1", "2.4"], "2", "2.5"), (["03"], "03", "3.2"),
        (["A"], "s/n", "1.2"),
    ],
)  # fmt: skip
def test_the_next_agreement_of_a_problem(codes: list[str], problem: str, expected: str) -> None:
    assert next_code(codes, problem) == expected


@pytest.mark.parametrize(("numbers", "expected"), [([], "01"), (["01", "02", "5"], "06"), (["s/n"], "01"), (["10"], "11")])
def test_the_next_problem_of_a_session(numbers: list[str], expected: str) -> None:
    assert next_problem_number(numbers) == expected
