"""The whole way of a tracker in a real browser: up, previewed, recorded, undone; and out again without a change."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.request import urlopen

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import NewPage, settled
from tests.browser.test_screens import ENGLISH, VISIBLE_WORDS
from tests.pages.trackers import tracker
from tests.tracker.hostile import REFUSED
from tracker.messages import refusal_sentence
from tracker.records import FileRefused, RefusalCode

pytestmark = pytest.mark.browser

# One of each kind; the uploader itself keeps out what is empty, too large, or by its name no tracker.
KEPT_OUT = {RefusalCode.EMPTY, RefusalCode.TOO_BIG, RefusalCode.UNKNOWN_FORMAT}
HOSTILE = {code: make for _, make, code in reversed(REFUSED.values()) if code not in KEPT_OUT}

TEXT = "Sensibilizar a la población a través de redes sociales"
NEW = "Instalar cámaras de videovigilancia en los ingresos de la ciudad"
ROWS = [
    ("2.4", TEXT, "Warmi Ñan", "En proceso", 20, "Dos publicaciones", None),
    ("17", NEW, "PNP", "Pendiente", 0, None, None),
]


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    settled(page)
    return page


def drop(page: Page, name: str, data: bytes) -> None:
    """Leave a file on the page and wait until its preview is drawn."""
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    expect(page.get_by_label("Archivo en revisión")).to_have_value(name)
    page.get_by_text("4. Vista previa").wait_for()
    settled(page)


def figure(page: Page, label: str) -> str:
    """One of the big figures of the preview."""
    return page.locator("[data-testid=stMetric]").filter(has_text=label).locator("[data-testid=stMetricValue]").inner_text()


def untick(page: Page, row: int, *, of: int) -> None:
    """Click the box of a row of the preview, of so many; the grid is a canvas, so by its place."""
    grid = page.locator("[data-testid=stDataFrame]").filter(has_text="Registrar")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 50, box["y"] + 38 + (box["height"] - 40) / of * (row + 0.5))


def test_a_tracker_is_previewed_recorded_and_undone(acta: str, new_page: NewPage) -> None:
    visit = new_page(width=1280, height=1000)
    page = opened(visit.page, acta + "/excel")
    drop(page, "matriz de la PNP.xlsx", tracker(*ROWS))
    assert [figure(page, label) for label in ("Nuevos", "Cambian", "Ausentes")] == ["1", "1", "8"]
    assert [text for text in page.evaluate(VISIBLE_WORDS) if ENGLISH.search(text)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    untick(page, 1, of=2)
    page.get_by_text("Se registrará 1 reporte, de 1 acuerdo; 1 fila queda fuera.").wait_for()
    page.get_by_role("button", name="Registrar 1 fila").click()
    page.get_by_text("Se registró: 1 reporte, de 1 acuerdo. 1 fila queda fuera.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar el informe del resultado").click()
    assert download.value.suggested_filename == "resultado matriz de la PNP.xlsx"
    page.get_by_text("Ver o deshacer esta carga").click()
    page.wait_for_url(re.compile(r"/cargas\?carga=\d+$"))
    page.get_by_role("button", name="Deshacer esta carga").click()
    page.get_by_text("Si confirma: 4 datos vuelven a su valor anterior.").wait_for()
    page.get_by_role("button", name="Confirmar y deshacer").click()
    page.get_by_text(re.compile(r"La carga \d+ quedó deshecha en la carga \d+\.")).wait_for()
    opened(page, acta + "/acuerdo?ref=2026-O1-2.4")
    page.get_by_text("Ninguna institución ha reportado.").wait_for()
    assert visit.foreign_requests() == visit.policy_violations() == []


def test_the_official_matrix_comes_back_without_a_change(demo: str, new_page: NewPage, tmp_path: Path) -> None:
    page = opened(new_page(width=1280, height=1000).page, demo + "/excel?parte=Descargar")
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar la matriz").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page.get_by_role("radio", name="Cargar", exact=True).click()
    page.get_by_text("1. Archivo").wait_for()
    drop(page, "matriz devuelta.xlsx", file.read_bytes())
    page.get_by_text("El archivo no trae nada que el tablero no tenga ya").wait_for()
    assert {figure(page, label) for label in ("Nuevos", "Cambian", "En conflicto", "Con problema")} == {"0"}


def test_work_on_a_file_outlasts_a_look_at_another_page(acta: str, new_page: NewPage) -> None:
    page = opened(new_page(width=1280, height=1000).page, acta + "/excel")
    drop(page, "matriz.xlsx", tracker(*ROWS))
    untick(page, 0, of=2)
    told = page.get_by_text("Se registrarán 1 acuerdo nuevo y 1 reporte; 1 fila queda fuera.")
    told.wait_for()
    page.locator("[data-testid=stSidebarNavLink]").filter(has_text="Acuerdos").click()
    page.get_by_role("heading", name="Acuerdos", exact=True).wait_for()
    page.locator("[data-testid=stSidebarNavLink]").filter(has_text="Excel").click()
    told.wait_for()


def pulse(address: str, stop: Event) -> list[int]:
    """What the server answers to those who only ask whether it is there, twenty times a second until told to stop."""
    answers: list[int] = []
    while not stop.wait(0.05):
        with urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            answers.append(answer.status)
    return answers


def test_hostile_files_are_refused_in_a_sentence_and_the_server_answers_throughout(acta: str, new_page: NewPage) -> None:
    page = opened(new_page(width=1280, height=1000).page, acta + "/excel")
    stop = Event()
    with ThreadPoolExecutor(1) as background:
        heard = background.submit(pulse, acta, stop)
        try:
            for code, make in HOSTILE.items():
                file: FilePayload = {"name": f"{code}.xlsx", "mimeType": "application/octet-stream", "buffer": make()}
                page.locator("input[type=file]").first.set_input_files(file)
                page.get_by_text(refusal_sentence(FileRefused(code))[:25]).first.wait_for()
                settled(page)
        finally:
            stop.set()
    assert len(heard.result()) > len(HOSTILE)
    assert set(heard.result()) == {200}
