"""A real browser: from the button to the first slide of 60 agreements, and from a key to the next slide."""

import asyncio
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.clicks import BROWSERS, FLAGS, IDLE, visit_page
from benchmarks.reruns import ROUNDS, first_visit, shape_of
from benchmarks.results import Row
from benchmarks.servers import BARE, OURS, NotMeasured, Server, on_base, serve

KEYS = 12
PRESENT = ".st-key-slides-here button"
FOOT = ".slide-room .slide-foot"
SETTLE_MILLISECONDS = 300  # between two keys, as a speaker at his fastest
# Timed inside the page, so that the wire of the automation does not count: until the foot of the slide, its number in it, is another.
UNTIL_ANOTHER = """
([act, selector, key]) => new Promise(done => {
    const foot = () => document.querySelector(selector)?.textContent
    const before = foot()
    const watcher = new MutationObserver(() => {
        if (foot() && foot() !== before) { watcher.disconnect(); done(performance.now() - started) }
    })
    watcher.observe(document.body, {subtree: true, childList: true, characterData: true})
    const started = performance.now()
    if (key) document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))
    else document.querySelector(act).click()
})
"""


def measure(base: Path, *, agreements: int) -> Iterator[Row]:
    """Rows: opening the presentation, and the next slide against the click of the bare page."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        message = "láminas: no hay Chromium, Chrome ni Edge en esta máquina"
        raise NotMeasured(message)
    with serve(OURS, on_base(base)) as ours, serve(BARE, shape_of(asyncio.run(first_visit(ours)))) as bare, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        _first, *rounds = [(*present(browser, ours), visit_page(browser, bare).click) for _ in range(1 + ROUNDS)]  # the first is not counted
        browser.close()
    openings, turns, clicks = zip(*rounds, strict=True)
    yield Row(f"Proyector: abrir la presentación de {agreements:,} acuerdos", "ms", openings, 1500)
    yield Row("Proyector: de la tecla a la lámina siguiente", "ms", turns, 1.3, clicks)


def present(browser: Browser, server: Server) -> tuple[float, float]:
    """Milliseconds from the button to the first slide, and the median from a key to the next slide."""
    context = browser.new_context(locale="es-PE", timezone_id="America/Lima", viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{server.url}/sesion")
    page.wait_for_selector(PRESENT)
    page.wait_for_selector(IDLE)
    opening = page.evaluate(UNTIL_ANOTHER, [PRESENT, FOOT, ""])
    turns = [turn(page) for _ in range(KEYS)]
    context.close()
    return opening, statistics.median(turns)


def turn(page: Page) -> float:
    """The next slide."""
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    return page.evaluate(UNTIL_ANOTHER, ["", FOOT, "ArrowRight"])
