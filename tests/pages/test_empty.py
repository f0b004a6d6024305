"""A base without agreements: every page says in words that there is nothing, and what to do."""

from pathlib import Path

import pytest

from tests.pages.screen import HEADED, Sees, chart, kpis, plain, said

WORDS = {
    "overview": "Todavía no hay acuerdos registrados.",
    "institutions": "No hay asignaciones con estos filtros.",
    "themes": "No hay acuerdos con estos filtros.",
    "deadlines": "Ningún acuerdo en esta situación.",
    "agreements": "0 de 0 acuerdos",
    "agreement": "Búsquelo en la lista de acuerdos.",
    "excel": "nada se guarda hasta que usted confirme",
    "batches": "Todavía no se ha cargado ningún archivo.",
    "changes": "Todavía no hay acuerdos que comparar.",
    "session": "Todavía no hay acuerdos que proyectar en este corte.",
    "sessions": "Año 2026",
    "operator": "No hay una presentación en curso con ese número.",
    "presidency": "Todavía no hay acuerdos.",
    "catalogues": "Todavía no hay instituciones.",
    "history": "registrado",
    "calls": "Todavía no hay acuerdos: no hay a quién llamar.",
    "quality": "Todavía no hay acuerdos: no hay nada que arreglar.",
}


@pytest.mark.parametrize("page", HEADED)
def test_every_page_says_that_there_is_nothing(sees: Sees, empty: Path, page: str) -> None:
    screen = sees(empty, page)
    assert WORDS[page] in said(screen)
    assert "ninguna institución ha reportado todavía" in screen.caption[0].value


def test_panorama_shows_zeros_and_no_percentage(sees: Sees, empty: Path) -> None:
    screen = sees(empty)
    assert {name: figure for name, (figure, _) in kpis(screen).items()} == {
        "Cumplidos": "Nada que cumplir", "Vencidos": "0 de 0", "Sin reporte": "0 de 0", "Sin plazo": "0 de 0",
    }  # fmt: skip
    assert chart(screen, "overview-themes") == []
    assert set(plain(chart(screen, "overview-deadlines")[0]["x"])) == {0}
    assert "%" not in said(screen)


def test_the_list_of_nothing_tells_what_to_do(sees: Sees, empty: Path) -> None:
    screen = sees(empty, "agreements")
    assert not len(screen.dataframe)
    assert "Quite un filtro o busque con menos palabras." in said(screen)
