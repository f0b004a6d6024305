"""The real acta of 25/02/2026 as it was signed: nine agreements, sixteen assignments, no date and no report."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data_store.seeding import read_seed
from tests.pages.screen import HEADED, Sees, chart, go, kpis, left, listed, plain, said, segments

ACTA = read_seed("session_2026_02_25.json")
AGREEMENTS = [(problem, agreement) for problem in ACTA["problems"] for agreement in problem["agreements"]]
TITLES = {
    "overview": "Panorama",
    "institutions": "Por institución",
    "themes": "Por tema",
    "deadlines": "Plazos",
    "agreements": "Acuerdos",
    "agreement": "Acuerdo",
    "excel": "Excel",
    "batches": "Cargas",
    "changes": "Qué cambió",
    "presidency": "Presidencia",
    "session": "Proyectar la sesión",
    "sessions": "Sesiones",
    "operator": "Operador",
    "calls": "Llamadas de hoy",
    "quality": "Calidad",
    "catalogues": "Catálogos",
    "history": "Historial",
}


@pytest.mark.parametrize("page", HEADED)
def test_every_page_opens_under_its_title_and_dates_what_it_shows(sees: Sees, base: Path, page: str) -> None:
    screen = sees(base, page)
    assert screen.title[0].value == TITLES[page]
    assert "**Corte al 20/03/2026**" in screen.caption[0].value
    assert "Comité Regional de Seguridad Ciudadana de Moquegua" in screen.caption[0].value


def test_panorama_says_that_nobody_reported_and_that_nothing_has_a_deadline(sees: Sees, base: Path) -> None:
    screen = sees(base)
    assert "De 9 acuerdos: ninguno cumplido, 9 sin reporte; ninguno tiene plazo fijado." in screen.markdown[0].value
    figures = {name: figure for name, (figure, _) in kpis(screen).items()}
    assert figures == {"Cumplidos": "0 de 9", "Vencidos": "0 de 9", "Sin reporte": "9 de 9", "Sin plazo": "9 de 9"}
    assert "16 asignaciones de 9 acuerdos" in said(screen)
    assert "el plazo de dos meses (art. 32) vence el 25/04/2026" in screen.caption[0].value


def test_each_institution_has_as_many_assignments_as_the_acta_gives_it(sees: Sees, base: Path) -> None:
    counted = Counter(code for _, agreement in AGREEMENTS for code in agreement["implementers"])
    drawn = {tuple(data): size for data, size in segments(sees(base, "institutions"), "institutions-bars")}
    assert drawn == {(code, "no_report"): size for code, size in counted.items()}
    assert sum(drawn.values()) == 16


def test_each_theme_has_as_many_agreements_as_the_acta_gives_it(sees: Sees, base: Path) -> None:
    counted = Counter(problem["theme"] for problem, _ in AGREEMENTS)
    screen = sees(base)
    drawn = {tuple(data): size for data, size in segments(screen, "overview-themes")}
    assert drawn == {(code, "no_report"): size for code, size in counted.items()}
    assert [(data, size) for data, size in segments(screen, "overview-deadlines")] == [(["no_deadline"], 9)]


def test_nothing_is_counted_before_the_session_was_held(sees: Sees, base: Path) -> None:
    assert "Todavía no hay acuerdos registrados." in sees(base, day=date(2026, 2, 24)).markdown[0].value
    assert "De 9 acuerdos" in sees(base, day=date(2026, 2, 25)).markdown[0].value


def test_deadlines_say_that_none_is_set_and_what_to_do(sees: Sees, base: Path) -> None:
    screen = sees(base, "deadlines")
    assert "**Ningún acuerdo abierto tiene fecha.** 9 están sin plazo" in said(screen)
    assert not screen.get("plotly_chart")
    assert len(screen.dataframe[0].value) == 9


def test_the_trend_draws_nine_in_force_from_the_month_of_the_session_on(sees: Sees, base: Path) -> None:
    lines = {trace["name"]: trace for trace in chart(sees(base, "themes"), "themes-trend")}
    in_force = dict(zip(lines["En vigor"]["x"], plain(lines["En vigor"]["y"]), strict=True))
    assert in_force["2026-01-31"] == 0
    assert in_force["2026-02-28"] == in_force["2026-03-20"] == 9
    assert sum(plain(lines["Cumplidos"]["y"])) == 0


@pytest.mark.parametrize(("problem", "agreement"), AGREEMENTS, ids=[agreement["code"] for _, agreement in AGREEMENTS])
def test_an_agreement_opens_with_its_institutions_and_no_history_but_its_adoption(
    sees: Sees, base: Path, problem: dict, agreement: dict
) -> None:
    screen = sees(base, "agreement", ref=f"2026-O1-{agreement['code']}")
    assert screen.title[0].value.startswith(f"Acuerdo {agreement['code']}")
    assert screen.expander[0].label.startswith(f"Problemática {problem['number']} · ")
    count = len(agreement["implementers"])
    assert f"Cumplieron 0 de {count} instituci" in said(screen)
    assert len(screen.dataframe[0].value) == count
    assert "Ninguna institución ha reportado." in said(screen)
    assert "Este acuerdo nunca ha tenido plazo." in said(screen)
    assert said(screen).count(":material/flag: **Adopción del acuerdo") == 1
    assert said(screen).count("- Responsabilidad: ") == count


def test_the_list_has_each_agreement_in_the_order_of_the_acta(sees: Sees, base: Path) -> None:
    screen = sees(base, "agreements")
    assert list(listed(screen)["Código"]) == [agreement["code"] for _, agreement in AGREEMENTS]
    by_part = go(left(screen), "agreements", vista="Por institución responsable")
    assert len(listed(by_part)) == 16
    assert "16 de 16 asignaciones" in said(by_part)
