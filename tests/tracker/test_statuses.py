"""Statuses of cells: whole values of a closed vocabulary."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.vocabulary import Status
from tracker.grid import Value
from tracker.values.statuses import EVERYDAY, OFFICIAL, StatusReading, is_mark, is_status, mark_status, read_status

WORDS = [(word.strip(), status) for table in (OFFICIAL, EVERYDAY) for status, words in table.items() for word in words.split(",")]


@pytest.mark.parametrize(("word", "status"), WORDS)
def test_each_word_of_the_vocabulary_means_one_status(word: str, status: Status) -> None:
    assert read_status(word) == StatusReading(status)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("CUMPLIDO", Status.FULFILLED), ("Cumplida.", Status.FULFILLED), ("cumplidas", Status.FULFILLED), ("  Cumplido\u00a0", Status.FULFILLED),
        ("✔ Cumplido", Status.FULFILLED), ("🟢 Cumplido", Status.FULFILLED), ("1. Cumplido", Status.FULFILLED), ("«Cumplido»", Status.FULFILLED),
        ("Atendido - Cerrado", Status.FULFILLED), ("Cumplido (100%)", Status.FULFILLED), ("Ejecutado al 100 %", Status.FULFILLED), ("100%", Status.FULFILLED),
        ("Cumplido por verificar", Status.FULFILLED), ("Cumplido verificado", Status.FULFILLED),
        ("Cumplido parcialmente", Status.IN_PROGRESS), ("Atendido/pendiente", Status.IN_PROGRESS), ("En tramite", Status.IN_PROGRESS),
        ("En proceso - 50%", Status.IN_PROGRESS), ("EN EJECUCIÓN…", Status.IN_PROGRESS), ("50 %", Status.IN_PROGRESS), ("0,5 %", Status.IN_PROGRESS), ("99.6%", Status.IN_PROGRESS), ("• En curso", Status.IN_PROGRESS),
        ("PENDIENTES", Status.PENDING), ("No iniciadas", Status.PENDING), ("0%", Status.PENDING), ("Pendiente (0 %)", Status.PENDING),
        ("No cumplido", Status.NOT_FULFILLED), ("Incumplida", Status.NOT_FULFILLED), ("No se realizó", Status.NOT_FULFILLED),
        ("Inviables", Status.VOID), ("Dejada sin efecto", Status.VOID),
    ],
)  # fmt: skip
def test_case_accents_gender_number_and_signs_do_not_matter(words: str, status: Status) -> None:
    assert read_status(words) == StatusReading(status)


@pytest.mark.parametrize(
    ("words", "status"),
    [("vencido", Status.PENDING), ("Vencida (12 días)", Status.PENDING), ("FUERA DE PLAZO", Status.PENDING), ("atrasado", Status.PENDING),
     ("En proceso (vencido)", Status.IN_PROGRESS)],
)  # fmt: skip
def test_late_is_told_apart_and_is_no_state(words: str, status: Status) -> None:
    assert read_status(words) == StatusReading(status, overdue=True)


@pytest.mark.parametrize("words", ["por vencer", "Próximo a vencer", "en plazo", "Sin plazo", "Por vencer (5 días)"])
def test_what_follows_from_the_deadline_leaves_it_pending(words: str) -> None:
    assert read_status(words) == StatusReading(Status.PENDING)


def test_an_extension_is_an_event_that_keeps_the_state() -> None:
    assert read_status("Reprogramado") == StatusReading(None, extended=True)
    assert read_status("Prorrogada") == StatusReading(None, extended=True)
    assert read_status("En proceso (reprogramado)") == StatusReading(Status.IN_PROGRESS, extended=True)


def test_without_report_is_known_and_says_no_state() -> None:
    assert read_status("Sin reporte") == StatusReading(None)
    assert is_status("SIN REPORTE")


@pytest.mark.parametrize(
    "words",
    ["", "   ", "-", "Se cumplió con remitir el oficio", "cumplimos", "Cumplido 60%", "Cumplido (99,5 %)", "Pendiente (30%)", "150%", "30/04/2026", "OK", "N/A", "2026", "Sin cumplir",
     "Iniciativa", "En proceso de cambio de gestión", "Cumplido " * 20],
)  # fmt: skip
def test_what_is_not_listed_is_unknown_and_never_guessed(words: str) -> None:
    assert read_status(words) is None
    assert not is_status(words)


def test_a_negation_is_never_its_contrary() -> None:
    assert read_status("no cumplido") != read_status("cumplido")
    assert read_status("no iniciado") != read_status("iniciado")


def test_a_heading_of_marks_names_its_status() -> None:
    assert mark_status("CUMPLIDO") == Status.FULFILLED
    assert mark_status("En\nproceso") == Status.IN_PROGRESS
    assert mark_status("Reprogramado") is None
    assert mark_status("Observaciones") is None


@pytest.mark.parametrize("value", ["x", "X", " x. ", "✓", "✔", "√", "●", "1", 1, 1.0, True, "Sí", "si", "(X)"])
def test_a_tick_is_a_mark(value: Value) -> None:
    assert is_mark(value)


@pytest.mark.parametrize("value", [None, "", "no", "0", 0, False, 2, "-", "Cumplido", "✗"])
def test_what_is_no_tick_is_no_mark(value: Value) -> None:
    assert not is_mark(value)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from([str.upper, str.title, str.lower]), st.sampled_from(["{}", " {} ", "{}.", "• {}", "{}…", "✅ {}", "({})"]))
def test_dressed_words_say_the_same(entry: tuple[str, Status], dress, form: str) -> None:
    word, status = entry
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    assert read_status(form.format(dress(word))) == read_status(form.format(dress(bare))) == StatusReading(status)
