"""A real browser: from the click on the session filter to the new figure on screen, and the load of the page."""

import shutil
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.reruns import ROUNDS, side_by_side
from benchmarks.results import Row
from benchmarks.servers import NotMeasured, Server

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PAIRS = 4  # a pair sets the filter and clears it
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
FIELD = "[data-testid=stMultiSelect] input"
OPTION = "[role=option][aria-posinset]:not([data-key='__select_all__'])"
TAG = ".react-aria-ComboBox [data-tag] button"
LAST_DRAWN = "[data-testid=stPlotlyChart] .bars text >> nth=0"
# Timed inside the page, so that the wire of the automation does not count.
CLICK_TO_VALUE = """
selector => new Promise(done => {
    const figure = () => document.querySelector("[data-testid=stMetricValue]")?.textContent
    const before = figure()
    const watcher = new MutationObserver(() => {
        if (figure() && figure() !== before) { watcher.disconnect(); done(performance.now() - started) }
    })
    watcher.observe(document.body, {subtree: true, childList: true, characterData: true})
    const started = performance.now()
    document.querySelector(selector).click()
})
"""


@dataclass(frozen=True)
class Visit:
    """What one visit measured, in milliseconds: the load of the page and the median click."""

    load: float
    click: float


def measure(base: Path) -> Iterator[Row]:
    """Rows: click to new value and page load, on a small base with several sessions."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        message = "clic y carga: no hay Chromium, Chrome ni Edge en esta máquina"
        raise NotMeasured(message)
    with side_by_side(base) as servers, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        for server in servers:
            visit_page(browser, server)  # not counted
        rounds = [[visit_page(browser, server) for server in servers] for _ in range(ROUNDS)]
        browser.close()
    ours, bare = zip(*rounds, strict=True)
    yield Row("Navegador: del clic al valor nuevo", "ms", [one.click for one in ours], 1.3, [one.click for one in bare])
    yield Row("Navegador: carga de la página", "ms", [one.load for one in ours], 1.2, [one.load for one in bare])


def visit_page(browser: Browser, server: Server) -> Visit:
    """A new visitor with an empty cache."""
    context = browser.new_context(locale="es-PE", timezone_id="America/Lima", viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    started = time.perf_counter()
    page.goto(server.url)
    page.wait_for_selector(LAST_DRAWN)
    load = (time.perf_counter() - started) * 1000
    clicks = [click for _ in range(PAIRS) for click in (choose(page), clear(page))]
    context.close()
    return Visit(load, statistics.median(clicks))


def choose(page: Page) -> float:
    """Milliseconds from the click on the first session to its figure."""
    page.wait_for_selector(IDLE)
    page.click(FIELD)
    page.wait_for_selector(OPTION)
    return page.evaluate(CLICK_TO_VALUE, OPTION)


def clear(page: Page) -> float:
    """Milliseconds from the click that removes the session to the figure of all."""
    page.keyboard.press("Escape")
    page.wait_for_selector(IDLE)
    page.wait_for_selector(TAG)
    return page.evaluate(CLICK_TO_VALUE, TAG)
