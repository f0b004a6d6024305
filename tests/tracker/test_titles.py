"""Title lines: sessions, dates, committees and institutions as they are named above tables."""

from datetime import date
from typing import Any

import pytest

from follow_up.vocabulary import SessionKind
from tracker.layout.titles import read_title, says_something, session_facts
from tracker.records import TitleFacts

ORDINARY, EXTRAORDINARY = SessionKind.ORDINARY, SessionKind.EXTRAORDINARY


@pytest.mark.parametrize(
    ("words", "kind", "number"),
    [
        ("PRIMERA SESIÓN ORDINARIA", ORDINARY, 1), ("II Sesión Extraordinaria 2026", EXTRAORDINARY, 2),
        ("Sesión Ordinaria N° 03-2026", ORDINARY, 3), ("1ra Sesión", None, 1), ("2da. sesión ordinaria", ORDINARY, 2),
        ("4° Sesión Ordinaria", ORDINARY, 4), ("Sesión 2", None, 2), ("II SO", ORDINARY, 2), ("SE 01", EXTRAORDINARY, 1),
        ("Primera S.O. 2026", ORDINARY, 1), ("DÉCIMO PRIMERA SESIÓN ORDINARIA", ORDINARY, 11), ("undécima sesión", None, 11),
        ("duodécima sesión extraordinaria", EXTRAORDINARY, 12), ("IX sesión ordinaria", ORDINARY, 9), ("Sétima sesión ordinaria", ORDINARY, 7),
        ("Reunión N° 4", None, 4), ("Sesión extraordinaria", EXTRAORDINARY, None), ("ILL sesión", None, None),
        ("Acuerdos 2026", None, None), ("Hoja1", None, None),
    ],
)  # fmt: skip
def test_session_is_read_in_every_form(words: str, kind: SessionKind | None, number: int | None) -> None:
    facts = session_facts(words)

    assert (facts.session_kind, facts.session_number) == (kind, number)


def test_date_behind_the_word_session_is_its_date_and_no_number() -> None:
    assert session_facts("Sesión del 12 de marzo de 2026") == TitleFacts(session_date=date(2026, 3, 12))


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Fecha: 25/02/2026", {"session_date": date(2026, 2, 25)}),
        ("25 de febrero del 2026", {"session_date": date(2026, 2, 25)}),
        ("Fecha: miércoles 25 de febrero del dos mil veintiséis", {"session_date": date(2026, 2, 25)}),
        ("Corte al 30/04/2026", {"cut_off": date(2026, 4, 30)}),
        ("Fecha de corte: 30/04/2026", {"cut_off": date(2026, 4, 30)}),
        ("Actualizado al 5 de mayo de 2026", {"cut_off": date(2026, 5, 5)}),
        ("ESTADO SITUACIONAL AL 30 DE ABRIL DE 2026", {"cut_off": date(2026, 4, 30)}),
        ("Institución: DREMO", {"institution": "DREMO"}),
        ("Entidad responsable: Prefectura Regional de Moquegua.", {"institution": "Prefectura Regional de Moquegua"}),
        ("COPROSEC ILO", {"committee": "COPROSEC ILO"}),
        ("Comité: CODISEC Torata", {"committee": "CODISEC Torata"}),
        ("Fecha de emisión: 03/03/2026", {}),
        ("Elaborado el 03/03/2026", {}),
        ("Se aprobó por unanimidad", {}),
    ],
)
def test_title_line_tells_its_fact_and_no_other(line: str, facts: dict[str, Any]) -> None:
    assert read_title([line]) == TitleFacts(**facts)
    assert says_something(line) == bool(facts)


def test_title_of_the_acta_names_committee_and_session() -> None:
    title = read_title(["ACUERDOS DEL COMITÉ REGIONAL DE SEGURIDAD CIUDADANA PRIMERA SESIÓN ORDINARIA", "Fecha: 25/02/2026"])

    assert title == TitleFacts("COMITÉ REGIONAL DE SEGURIDAD CIUDADANA", ORDINARY, 1, date(2026, 2, 25))


def test_name_of_the_sheet_adds_the_session_that_the_lines_lack() -> None:
    assert read_title(["Corte al 30/04/2026"], sheet="II SO").session_number == 2
    assert read_title(["Tercera sesión ordinaria"], sheet="II SO").session_number == 3
