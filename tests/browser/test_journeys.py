"""What people do, in a real browser: from a figure to its rows and back, and two people on one agreement."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, settled

pytestmark = pytest.mark.browser

TOLD_TO_OTHERS = 3_000  # milliseconds within which another open screen shows what was saved


def arrive(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def listed(page: Page) -> int:
    """How many rows the list of agreements says that it shows."""
    told = page.get_by_role("heading", name=re.compile(r"^\d+ de \d+ (acuerdo|asignaci)"))
    told.wait_for()
    settled(page)
    return int(told.inner_text().split(" de ")[0])


def click_bar(page: Page, *, chart: int, place: int) -> int:
    """Click one segment of one chart; returns the number written on it."""
    plot = page.locator("[data-testid=stPlotlyChart]").nth(chart)
    segment = plot.locator(".bars .point").filter(has=page.locator("text")).nth(place)
    segment.locator("path").wait_for()
    page.wait_for_function("n => document.querySelectorAll('.js-plotly-plot')[n]?._ev?._events?.plotly_click", arg=chart)
    number = int((segment.locator("text").text_content() or "0").split()[0])
    box = segment.locator("path").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return number


def test_every_figure_opens_the_rows_that_it_counts(demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    for card in range(4):
        arrive(page, demo + "/")
        figure = int(page.locator("[data-testid=stMetricValue]").nth(card).inner_text().split(" de ")[0])
        page.locator("[data-testid=stMain] [data-testid=stPageLink] a[href*=acuerdos]").nth(card).click()
        assert listed(page) == figure > 0


def test_a_bar_opens_the_rows_that_it_counts(demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    for chart, place in [(0, 0), (0, 9), (1, 2), (1, 12), (2, 0), (2, 1), (2, 5)]:
        arrive(page, demo + "/")
        number = click_bar(page, chart=chart, place=place)
        page.wait_for_url(re.compile("/acuerdos"))
        assert listed(page) == number > 0, (chart, place)


def test_a_session_chosen_on_the_panorama_stays_with_the_rows_behind_its_figures(demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    chosen = "/?sesion=Primera+sesi%C3%B3n+ordinaria+2026"
    arrive(page, demo + chosen)
    page.get_by_role("heading", name=re.compile("^De 9 acuerdos")).wait_for()
    figure = int(page.locator("[data-testid=stMetricValue]").nth(1).inner_text().split(" de ")[0])
    page.get_by_text("plazo pasado").click()
    assert listed(page) == figure > 0
    arrive(page, demo + chosen)
    number = click_bar(page, chart=0, place=0)
    page.wait_for_url(re.compile("/acuerdos"))
    assert listed(page) == number > 0


@pytest.mark.parametrize(("address", "mark"), [("/por-tema", "Problemática"), ("/por-institucion", "Sus asignaciones")])
def test_a_bar_opens_the_sheet_on_the_same_page(address: str, mark: str, demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    arrive(page, demo + address)
    click_bar(page, chart=0, place=0)
    page.get_by_role("heading", name=re.compile(mark)).first.wait_for()
    assert "ficha=" in page.url


def test_a_link_drops_what_was_filtered_before(demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    arrive(page, demo + "/acuerdos?estado=Pendiente&buscar=zzz&vista=Por+instituci%C3%B3n+responsable")
    page.get_by_text("Ningún acuerdo coincide").wait_for()
    page.locator("[data-testid=stSidebarNavLink]").first.click()
    page.get_by_role("heading", name="Panorama").wait_for()
    settled(page)
    figure = int(page.locator("[data-testid=stMetricValue]").nth(1).inner_text().split(" de ")[0])
    page.get_by_text("plazo pasado").click()
    assert listed(page) == figure
    assert page.url.endswith("/acuerdos?plazo=Vencido")


def test_one_step_back_from_an_agreement_is_the_filtered_list(demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    arrive(page, demo + "/acuerdos?plazo=Vencido")
    rows = listed(page)
    grid = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert grid is not None
    page.mouse.click(grid["x"] + 300, grid["y"] + 80)
    page.wait_for_url(re.compile(r"/acuerdo\?ref="))
    page.get_by_role("heading", name=re.compile("^Acuerdo ")).wait_for()
    page.go_back()
    page.get_by_role("heading", name="Acuerdos", exact=True).wait_for()
    assert listed(page) == rows
    assert page.url.endswith("/acuerdos?plazo=Vencido")


def report(page: Page, words: str, percent: int) -> None:
    """Fill in a report of progress; the field of words is left last, as somebody who types and then clicks."""
    page.get_by_label("Avance (%)").fill(str(percent))
    page.get_by_label("Acciones realizadas").fill(words)


def test_what_one_saves_another_sees_without_a_click(acta: str, new_page: NewPage) -> None:
    writer, watcher = new_page().page, new_page().page
    arrive(watcher, acta + "/por-institucion?ficha=Prefectura")
    expect(watcher.locator("[data-testid=stMetricValue]").nth(2)).to_have_text("1 de 1")
    arrive(writer, acta + "/acuerdo?ref=2026-O1-2.5")
    writer.get_by_role("radio", name="Registrar avance").click()
    report(writer, "Se aprobó el procedimiento", 30)
    writer.get_by_role("button", name="Guardar avance").click()
    writer.get_by_text("Avance guardado: Prefectura, En proceso, 30 %.").wait_for()
    expect(watcher.locator("[data-testid=stMetricValue]").nth(2)).to_have_text("0 de 1", timeout=TOLD_TO_OTHERS)


def test_a_stale_save_shows_the_other_change_and_keeps_what_was_typed(acta: str, new_page: NewPage) -> None:
    first, second = new_page().page, new_page().page
    for page in (first, second):
        arrive(page, acta + "/acuerdo?ref=2026-O1-2.4")
        page.get_by_role("radio", name="Registrar avance").click()
        page.get_by_label("Acciones realizadas").wait_for()
    second.get_by_label("Acciones realizadas").click()
    second.keyboard.type("Texto a medio ")
    report(first, "Primero en guardar", 10)
    first.get_by_role("button", name="Guardar avance").click()
    first.get_by_text("Avance guardado").wait_for()
    second.get_by_text("Primero en guardar").first.wait_for()  # the page redrew itself under the typing
    second.keyboard.type("escribir")
    second.get_by_label("Avance (%)").fill("20")
    second.get_by_role("button", name="Guardar avance").click()
    warning = second.get_by_text("alguien cambió este acuerdo mientras usted escribía")
    warning.wait_for()
    second.get_by_role("cell", name="10 %").wait_for()
    assert second.get_by_label("Acciones realizadas").input_value() == "Texto a medio escribir"
    second.get_by_role("button", name="Guardar lo mío").click()
    warning.wait_for(state="detached")
    second.get_by_text("Avance guardado: Warmi Ñan, En proceso, 20 %.").wait_for()
    second.get_by_text("Texto a medio escribir").first.wait_for()


def test_a_deadline_set_by_keyboard_is_counted_at_once(acta: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    arrive(page, acta + "/acuerdo?ref=2026-O1-05")
    page.get_by_role("radio", name="Fijar o ampliar plazo").click()
    day = page.locator("[data-testid=stDateInput]").filter(has_text="Vence el").get_by_role("spinbutton").first
    day.click()
    page.keyboard.type("15122026")
    page.get_by_role("button", name="Guardar plazo").click()
    page.get_by_text("Plazo guardado: 15/12/2026.").wait_for()
    page.get_by_text("15/12/2026 · vence en 22 días").wait_for()
    arrive(page, acta + "/plazos")
    page.get_by_text("En plazo: 1 ·").wait_for()
    page.get_by_text("Sin plazo: 8 ·").wait_for()


def test_one_after_another_the_agreements_without_deadline_open_ready_to_get_one(acta: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    for code in ("2.1", "2.2"):
        arrive(page, acta + f"/acuerdo?ref=2026-O1-{code}&registrar=plazo")
        page.get_by_role("radiogroup", name="Tipo de plazo").get_by_role("radio", name="Siguiente sesión").click()
        page.get_by_text("Por los dos meses del Reglamento (art. 32) correspondía hasta el 25/04/2026.").wait_for()
        page.get_by_role("button", name="Guardar plazo").click()
        page.get_by_text("Plazo guardado: siguiente sesión.").wait_for()


def test_a_bar_of_ageing_lists_the_overdue_that_it_counts(demo: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    arrive(page, demo + "/plazos")
    number = click_bar(page, chart=1, place=4)
    page.get_by_role("heading", name=f"Vencidos de más de 90 días: {number} de 40").wait_for()
