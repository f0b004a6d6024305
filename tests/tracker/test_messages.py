"""What the reader says: each sentence names the place, what is wrong, and what to do."""

import re
from enum import StrEnum

import pytest

from tracker.messages import (
    field_label,
    note_sentence,
    problem_sentence,
    question_sentence,
    refusal_sentence,
)
from tracker.records import (
    CellProblem,
    Field,
    FileRefused,
    Note,
    NoteCode,
    ProblemCode,
    Question,
    QuestionCode,
    RefusalCode,
)

INSTRUCTION = re.compile(
    r"\b(corrija|escriba|escríba\w+|ponga|use|revise|deje|déjela|abra|ábralo|dé|responda|acórtelo|elija|divida|borre|copie|quite|quítela|debe tener)\b", re.IGNORECASE
)  # fmt: skip


def in_order(sentence: str) -> bool:
    """Whole, with nothing left to be filled in, of one line, without double blanks."""
    return sentence.strip() == sentence and sentence[-1] in ".?" and "{" not in sentence and "  " not in sentence and "\n" not in sentence


@pytest.mark.parametrize("code", ProblemCode)
@pytest.mark.parametrize("value", ["", "30 de abril", "x" * 500, "dos\nlíneas {0}"])
def test_each_problem_says_where_it_is_what_to_do_and_gives_an_example(code: ProblemCode, value: str) -> None:
    sentence = problem_sentence(CellProblem("Acuerdos", 7, "H7", code, value))
    assert sentence.startswith("Hoja «Acuerdos», celda H7: ")
    assert in_order(sentence.replace("{0}", ""))
    assert INSTRUCTION.search(sentence)
    assert "por ejemplo" in sentence or code == ProblemCode.FORMULA_NOT_CALCULATED or code == ProblemCode.GUIDANCE_ROW
    assert len(sentence) < 400


def test_a_problem_repeats_the_value_to_its_author() -> None:
    sentence = problem_sentence(CellProblem("Acuerdos", 7, "H7", ProblemCode.DATE_WITHOUT_YEAR, "30 de abril"))
    assert sentence == "Hoja «Acuerdos», celda H7: a la fecha «30 de abril» le falta el año. Escríbala completa; por ejemplo, 30/04/2026."


@pytest.mark.parametrize("code", RefusalCode)
@pytest.mark.parametrize("detail", ["", "12,4 MB", "imagen PNG"])
def test_each_refusal_says_what_to_do_and_that_nothing_was_kept(code: RefusalCode, detail: str) -> None:
    sentence = refusal_sentence(FileRefused(code, detail))
    assert in_order(sentence)
    assert INSTRUCTION.search(sentence)
    assert sentence.endswith("No se guardó nada.")


def test_a_refusal_names_what_was_found() -> None:
    assert "(imagen PNG)" in refusal_sentence(FileRefused(RefusalCode.NOT_WHAT_IT_SAYS, "imagen PNG"))
    assert "(12,4 MB)" in refusal_sentence(FileRefused(RefusalCode.TOO_BIG, "12,4 MB"))


@pytest.mark.parametrize("code", NoteCode)
def test_each_note_names_its_sheet_and_what_it_counts(code: NoteCode) -> None:
    by_sheet = code in {NoteCode.HIDDEN_SHEET, NoteCode.SHEET_WITHOUT_TABLE}
    sentence = note_sentence(Note(code, "Acuerdos", "Acuerdos" if by_sheet else "3"))
    assert in_order(sentence)
    assert "«Acuerdos»" in sentence
    assert by_sheet or "3" in sentence


@pytest.mark.parametrize("code", QuestionCode)
@pytest.mark.parametrize("samples", [(), ("1", "0")])
def test_each_question_is_one_and_shows_its_column_and_samples(code: QuestionCode, samples: tuple[str, ...]) -> None:
    sentence = question_sentence(Question(code, "Hoja1!4", 5, "% avance", ("points", "fraction"), samples))
    assert in_order(sentence)
    assert sentence.count("?") == 1
    assert ("1, 0" in sentence) == bool(samples)
    assert "«% avance»" in sentence or code == QuestionCode.WHICH_TABLES


@pytest.mark.parametrize("field", Field)
def test_each_field_has_its_label_and_no_other_has_it(field: Field) -> None:
    assert field_label(field)
    assert [field_label(other) for other in Field].count(field_label(field)) == 1


def test_no_code_of_the_reader_shows_on_screen() -> None:
    enums: list[type[StrEnum]] = [ProblemCode, RefusalCode, NoteCode, QuestionCode]
    said = [problem_sentence(CellProblem("H", 1, "A1", code, "")) for code in ProblemCode] + [refusal_sentence(FileRefused(code)) for code in RefusalCode]
    assert not [code for enum in enums for code in enum if "_" in code.value and any(code.value in sentence for sentence in said)]
