"""Text is broken and cut by measure: nothing wider than its room, no word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.ask_texts import ask_words
from ui.slide_fitting import Face, broken, fitted, listed, width

SIZE, ROOM = 46, 600


@given(st.text(max_size=200))
def test_broken_lines_fit_and_keep_every_letter_but_blanks(text: str) -> None:
    lines = broken(text, size=SIZE, room=ROOM)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, size=SIZE) <= ROOM for line in lines)


@given(st.text(max_size=300), st.integers(1, 3))
def test_what_is_fitted_takes_no_more_lines_than_it_has(text: str, lines: int) -> None:
    assert len(broken(fitted(text, size=SIZE, room=ROOM, lines=lines), size=SIZE, room=ROOM)) <= lines


def test_words_are_not_divided_while_they_fit_a_line() -> None:
    assert broken("Difundir la Línea 100 en toda la región", size=SIZE, room=ROOM) == ["Difundir la Línea 100 en", "toda la región"]


def test_the_lines_of_an_acta_stay_lines() -> None:
    assert broken("a) uno\nb) dos", size=SIZE, room=ROOM) == ["a) uno", "b) dos"]


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert fitted("Municipalidad Provincial de Mariscal Nieto", size=SIZE, room=ROOM) == "Municipalidad Provincial…"


def test_bold_is_wider() -> None:
    assert width("Acuerdo", size=SIZE, face=Face.BOLD) > width("Acuerdo", size=SIZE)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["PNP"], "PNP", id="one"),
        pytest.param(["PNP", "DREMO", "UGEL"], "PNP, DREMO y UGEL", id="all fit"),
        pytest.param(["PNP", "DREMO", "Ministerio Público", "UGEL"], "PNP, DREMO y 2 más", id="the rest is counted"),
    ],
)
def test_names_that_do_not_fit_are_counted(names: list[str], told: str) -> None:
    assert listed(names, size=SIZE, room=480) == told


def test_an_ask_names_few_and_counts_the_rest() -> None:
    row = type("Row", (), {"ask": "answer_members", "of_whom": ", ".join(f"Municipalidad Distrital {n}" for n in range(20)), "by": None})
    assert ask_words(row) == "Respuesta de Municipalidad Distrital 0, Municipalidad Distrital 1 y 18 más"
