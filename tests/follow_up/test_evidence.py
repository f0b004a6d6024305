"""References to documents: what exports write is read back whole, and so is what officials write."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.acts import EvidenceDraft
from follow_up.evidence import evidence_words, plain_number, read_evidence

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (EvidenceDraft("Oficio", "12-2026-DREMO", date(2026, 3, 10), "DREMO", "https://a.gob.pe/x"), "Oficio 12-2026-DREMO (DREMO, 10/03/2026) https://a.gob.pe/x"),
        (EvidenceDraft("Oficio múltiple", "012-2026", DAY, ""), "Oficio múltiple 012-2026 (12/03/2026)"),
        (EvidenceDraft("Acta", "3", DAY, "Secretaría Técnica"), "Acta 3 (Secretaría Técnica, 12/03/2026)"),
        (EvidenceDraft("Oficio", "N° 12", DAY, "DREMO"), "«Oficio» «N° 12» («DREMO», 12/03/2026)"),
        (EvidenceDraft("Oficio", "múltiple 12", DAY, ""), "«Oficio» «múltiple 12» (12/03/2026)"),
        (EvidenceDraft("Constancia", "«A» 1", DAY, ""), "«Constancia» ««A»» 1» (12/03/2026)"),
    ],
)  # fmt: skip
def test_a_reference_is_written_plainly_and_exactly_where_plain_words_would_mislead(draft: EvidenceDraft, words: str) -> None:
    assert evidence_words(draft) == words
    assert read_evidence(words) == draft


@pytest.mark.parametrize(
    ("words", "kind", "number", "day", "issuer"),
    [
        ("Oficio N° 123-2026-GRM/DREMO de fecha 12/03/2026", "Oficio", "123-2026-GRM/DREMO", DAY, ""),
        ("Informe N° 045-2026-DREMO del 12 de marzo de 2026", "Informe", "045-2026-DREMO", DAY, ""),
        ("OFICIO MULTIPLE 012-2026 (12/03/2026)", "Oficio múltiple", "012-2026", DAY, ""),
        ("Oficio 012-2026 (12/03/2026), DREMO", "Oficio", "012-2026", DAY, "DREMO"),
        ("Oficio Nº 12-2026 (DREMO, 12.03.2026)", "Oficio", "12-2026", DAY, "DREMO"),
        ("Of. N.º 12-2026, 12-03-2026", "Oficio", "12-2026", DAY, ""),
        ("Oficio Nº12-2026-DREMO,12/03/2026", "Oficio", "12-2026-DREMO", DAY, ""),
        ("Oficio Nro. 45 - 12 de marzo del 2026", "Oficio", "45", DAY, ""),
        ("Informe de actividades N° 12-2026-DREMO", "Informe de actividades", "12-2026-DREMO", None, ""),
        ("Resolución de Gerencia Regional N° 012-2026-GRM", "Resolución de Gerencia Regional", "012-2026-GRM", None, ""),
        ("R.A. N° 12-2026-A/MPMN", "Resolución de alcaldía", "12-2026-A/MPMN", None, ""),
        ("Memorándum 5-2026", "Memorando", "5-2026", None, ""),
        ("Oficio N° 123 - 2026 - GRM", "Oficio", "123 - 2026 - GRM", None, ""),
        ("Oficio N° D000123-2026-MIMP-SG (MIMP)", "Oficio", "D000123-2026-MIMP-SG", None, "MIMP"),
        ("Oficio S/N del 12/03/2026", "Oficio", "S/N", DAY, ""),
        ("Acta 12.03.2026", "Acta", "", DAY, ""),
        ("Acta de reunión del 12/03/2026", "Acta de reunión", "", DAY, ""),
        ("Lista de asistencia", "Lista de asistencia", "", None, ""),
        ("Informe 2026", "Informe", "", None, ""),
        ("Oficio 12-2026 (adjunto)", "Oficio", "12-2026", None, ""),
        ("Oficio N° 12-2026 de fecha 31/02/2026", "Oficio", "12-2026", None, ""),
        ("Oficio 12-2026 (DREMO, 31/02/2026)", "Oficio", "12-2026", None, "DREMO"),
        ("«Oficio» «12-2026» (31/02/2026)", "Oficio", "12-2026", None, ""),
        ("Oficio 12-2026 (12/03/0206)", "Oficio", "12-2026", None, ""),
        ("Oficio 12-2026 del 12/03/2026", "Oficio", "12-2026", DAY, ""),
        ("Oficio N° 12-2026 (12/03/26)", "Oficio", "12-2026", None, ""),
        ("Se remitió el Oficio N° 12-2026-DREMO de fecha 12/03/2026 a la PNP", "Oficio", "12-2026-DREMO", DAY, ""),
        ("Oficio N° 12-2026 remitido a la PNP el 12/03/2026", "Oficio", "12-2026", None, ""),
        ("Oficio N° 12-2026; Informe N° 045-2026 (12/03/2026)", "Informe", "045-2026", DAY, ""),
        ("Oficios N° 12, 13 y 14", "Oficio", "12", None, ""),
    ],
)  # fmt: skip
def test_what_officials_write_is_understood_as_far_as_it_goes(words: str, kind: str, number: str, day: date | None, issuer: str) -> None:
    assert read_evidence(words) == EvidenceDraft(kind, number, day, issuer)


@pytest.mark.parametrize("words", ["", "   ", "Se realizaron campañas", "Se elaboró un informe", "Fotos", "Ninguno", "La res pública", "32/13/2026"])
def test_prose_that_names_no_document_is_no_reference(words: str) -> None:
    assert read_evidence(words) is None


def test_the_institution_of_the_row_issues_what_names_no_issuer() -> None:
    assert read_evidence("Oficio 12-2026 (12/03/2026)", default_issuer="DREMO") == EvidenceDraft("Oficio", "12-2026", DAY, "DREMO")
    assert read_evidence("Oficio 12-2026 (PNP, 12/03/2026)", default_issuer="DREMO") == EvidenceDraft("Oficio", "12-2026", DAY, "PNP")


def test_a_link_is_kept_beside_the_document_and_alone() -> None:
    assert read_evidence("Oficio N° 12-2026: https://a.gob.pe/x.") == EvidenceDraft("Oficio", "12-2026", None, "", "https://a.gob.pe/x")
    assert read_evidence("Ver https://a.gob.pe/x") == EvidenceDraft("", "", None, "", "https://a.gob.pe/x")


free = st.text(max_size=15) | st.text(alphabet="«»()/,. 12°NnOficio-:https", max_size=20)
plain = st.sampled_from(["Oficio", "Oficio múltiple", "Informe", "Otro", "Acta de reunión", "OFICIO", "Publicación oficial"])
number = st.from_regex(r"\A[0-9]{1,4}(-20[0-9]{2})?(-[A-Z]{2,5})?\Z") | free
DRAFTS = st.builds(EvidenceDraft, plain | free, number, st.none() | st.dates(), st.sampled_from(["", "DREMO", "Secretaría Técnica"]) | free,
                   st.sampled_from(["", "https://www.gob.pe/a?b=1"]) | free)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(DRAFTS)
def test_every_reference_is_read_back_as_it_was_written(draft: EvidenceDraft) -> None:
    assert read_evidence(evidence_words(draft)) == draft


@settings(max_examples=200, deadline=None)
@given(plain, st.from_regex(r"\A[0-9]{1,4}-20[0-9]{2}-[A-Z]{2,5}\Z"), st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["DREMO", "PNP", "Warmi Ñan", ""]))
def test_an_ordinary_reference_needs_no_quotation_marks(kind: str, number: str, day: date, issuer: str) -> None:
    words = evidence_words(EvidenceDraft(kind, number, day, issuer))
    assert ("«" in words) == (kind == "OFICIO")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="OficoNº°/ 123-.(),dela", max_size=40))
def test_whatever_a_cell_holds_is_a_reference_or_none(words: str) -> None:
    found = read_evidence(words)
    assert found is None or found.document_type or found.number or found.link or words.startswith("«")


@pytest.mark.parametrize("written", ["N.° 12-2026-PNP", "Nº 12-2026-PNP", "N° 12-2026-PNP", "nro. 12-2026-PNP", "# 12-2026-PNP", "12-2026-PNP"])
def test_a_number_is_stored_without_the_sign_before_it(written: str) -> None:
    assert plain_number(written) == "12-2026-PNP"


def test_a_number_that_begins_with_a_letter_keeps_it() -> None:
    assert plain_number("N12-2026") == "N12-2026"
