"""Several agreements in one cell are told apart by their own numbers only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.values.clauses import leading_code, split_clauses

ACTA = (
    "2.2. Los Gobiernos Locales deberán evaluar incorporar acciones de prevención, en el marco de la Ley N.º 30364, considerando la asignación del "
    "presupuesto correspondiente. 2.3. Disponer que los gobiernos locales, fortalezcan la implementación de sus ordenanzas vigentes"
)


def test_the_cell_of_the_acta_holds_two_agreements() -> None:
    first, second = split_clauses(ACTA)
    assert first[0] == "2.2"
    assert first[1].startswith("Los Gobiernos Locales")
    assert first[1].endswith("presupuesto correspondiente.")
    assert second[0] == "2.3"
    assert second[1].startswith("Disponer que")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2.1 Uno\n2.2 Dos\n2.3 Tres", ["2.1", "2.2", "2.3"]),
        ("2.9. Uno. 2.10. Dos. 2.11. Tres.", ["2.9", "2.10", "2.11"]),
        ("2.1) Uno; 2.2) Dos", ["2.1", "2.2"]),
        ("• 2.1 – Uno\n• 2.2 – Dos", ["2.1", "2.2"]),
        ("2.1.Coadyuvar esfuerzos. 2.2.Los gobiernos", ["2.1", "2.2"]),
        ("los canales correspondientes. 2.4. Sensibilizar a la población", [None, "2.4"]),
        ("2.1. Hacer: 2.1.1. Uno. 2.1.2. Dos. 2.2. Otra cosa", ["2.1", "2.2"]),
        ("2.1. Uno\n\n2.2. «Dos»", ["2.1", "2.2"]),
    ],
)
def test_numbers_that_follow_one_another_part_the_cell(text: str, codes: list[str | None]) -> None:
    assert [code for code, _ in split_clauses(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "En el marco de la Ley N.º 30364. Se dispone evaluar.",
        "Conforme al art. 2.3. La entidad informará.",
        "Conforme al numeral 2.3. La entidad informará.",
        "Pagar S/. 2.50 La tasa vigente.",
        "En la reunión. 25.02.2026 Se acordó informar.",
        "Sesión 25.02.26 Acuerdo de la comisión",
        "25.02.26 Reunión",
        "Cerca de 2.5 Millones",
        "Se invertirán. 2.5 millones de soles",
        "Dos pasos: a) Uno. b) Dos.",
        "Versión 2.0 Final",
        "01 Campaña",
        "2.1.",
        "",
    ],
)
def test_a_number_that_opens_no_clause_parts_nothing(text: str) -> None:
    assert split_clauses(text) == [(None, text)]


def test_numbers_that_go_back_or_belong_elsewhere_part_nothing() -> None:
    assert split_clauses("3.2 Elaborar. 3.1 Repetir") == [("3.2", "Elaborar. 3.1 Repetir")]
    assert split_clauses("1.1 Uno. 2.2 Dos") == [("1.1", "Uno. 2.2 Dos")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1. Coadyuvar esfuerzos", ("2.1", "Coadyuvar esfuerzos")),
        ("2.5 La Prefectura", ("2.5", "La Prefectura")),
        ("  2.10.- Evaluar", ("2.10", "Evaluar")),
        ("Acuerdo N° 01: La PNP informará", ("01", "La PNP informará")),
        ("ACUERDO 3.- Remitir", ("3", "Remitir")),
        ("Acuerdo de Concejo 012-2026", (None, "Acuerdo de Concejo 012-2026")),
        ("1. Elaborar un plan", (None, "1. Elaborar un plan")),
        ("  Campaña ", (None, "Campaña")),
    ],
)
def test_the_number_that_opens_a_text_is_its_code(text: str, expected: tuple[str | None, str]) -> None:
    assert leading_code(text) == expected


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.integers(1, 20), st.lists(st.sampled_from(["Evaluar la ley N.º 30364.", "Informar el 25.02.2026;", "Sensibilizar."]), min_size=1, max_size=6))
def test_numbered_sentences_written_in_one_cell_come_back(parent: int, first: int, sentences: list[str]) -> None:
    written = [(f"{parent}.{first + place}", sentence) for place, sentence in enumerate(sentences)]
    assert split_clauses(" ".join(f"{code}. {sentence}" for code, sentence in written)) == written


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="1234. \nABab;:Ley", max_size=60))
def test_no_word_of_the_cell_is_lost(text: str) -> None:
    clauses = split_clauses(text)
    rebuilt = "".join(f"{code or ''}{clause}" for code, clause in clauses)
    assert [c for c in rebuilt if c.isalnum()] == [c for c in text if c.isalnum()]
