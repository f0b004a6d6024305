"""Spelling: texts, codes and names are compared in one folded form."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.spelling import clean_text, code_order, fold, fold_name, normalise_code

many = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DIFUSIÓN", "difusion"),
        ("Warmi Ñan", "warmi nan"),
        ("N°", "n"), ("Nº", "n"), ("Ley N.º 30364", "ley n. 30364"),
        ("  Región \t\n Policial  ", "region policial"),
        ("Secretari\u0301a", "secretaria"),
        ("PNP\u200b\ufeff", "pnp"),
        ("Región\u00a0Policial", "region policial"),
        ("ﬁscalía", "fiscalia"),
        ("ÑANDÚ Güero", "nandu guero"),
        ("", ""),
    ],
)  # fmt: skip
def test_folded_text_has_no_accents_no_case_and_single_blanks(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Secretaria Técnica del CORESEC", "secretaria tecnica coresec"),
        ("Secretaría Técnica CORESEC.", "secretaria tecnica coresec"),
        ("Dirección Regional de Educación.", "direccion regional de educacion"),
        ("Delegación", "delegacion"),
        ("Defensoría del Pueblo", "defensoria pueblo"),
    ],
)
def test_the_article_and_a_final_full_stop_are_not_part_of_a_name(name: str, expected: str) -> None:
    assert fold_name(name) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("2.1.", "2.1"), (" 2.5 ", "2.5"), ("01", "01"), ("2.10", "2.10"), ("2.1 .", "2.1"), ("2.1..", "2.1"), ("01/XLIV/19", "01/XLIV/19")],
)
def test_the_code_of_an_agreement_has_no_final_full_stop_and_keeps_its_zeros(code: str, expected: str) -> None:
    assert normalise_code(code) == expected


def test_codes_come_in_the_order_of_their_numbers() -> None:
    wanted = ["01", "2.1", "2.2", "2.9", "2.10", "2.11", "03", "10"]
    shuffled = ["2.10", "03", "2.9", "10", "01", "2.11", "2.2", "2.1"]
    assert sorted(shuffled, key=code_order) == wanted
    assert code_order("2.1.") == code_order("2.1") == (2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  uno\r\ndos\rtres\t", "uno\ndos\ntres"),
        ("a\u00a0b", "a b"),
        ("e\u0301", "é"),
        ("campana\x07 y \x00nulo\x85", "campana y nulo"),
        ("N.º 30364", "N.º 30364"),
        ("uno\ttab", "uno\ttab"),
    ],
)
def test_stored_text_is_what_a_workbook_cell_can_hold(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@many
@given(st.text() | st.text(alphabet="aeN\x07\x00\x85 \u00a0\n\r\t"))
def test_stored_text_never_has_control_characters(text: str) -> None:
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in clean_text(text))


@many
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])) | st.text(alphabet="aeN\u0301\u0303 \u00a0\n\t"))
def test_text_is_stored_composed_and_alike_the_second_time(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)


@many
@given(st.text(st.characters(exclude_characters="℃℉")) | st.text(alphabet="aN\u0301º°.\u200b\u00a0 \n"))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


@many
@given(st.text(alphabet="ÁáÉéÍíÓóÚúÑñÜü abcDEF"))
def test_accents_and_case_never_part_two_spellings(text: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert fold(text) == fold(plain) == fold(text.upper()) == fold(text.lower())


@many
@given(st.from_regex(r"\s?\d{1,2}(\.\d{1,2}){0,2}\s?\.{0,2}\s?", fullmatch=True))
def test_normalising_a_code_twice_is_normalising_it_once(code: str) -> None:
    once = normalise_code(code)
    assert normalise_code(once) == once
    assert code_order(once) == code_order(code)
