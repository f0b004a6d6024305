"""A newcomer sets a deadline, reports progress, verifies it and sees it in Panorama, by what the screens say alone.

The walk counts its clicks and keys: with `-s` it prints them, with the seconds of each step.
"""

import re
import sys
import time
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, settled

pytestmark = pytest.mark.browser

MOST_CLICKS = 16  # as measured; more means that a step has been made harder
HEADER, ROW = 35, 70  # of the table, in pixels
SIXTH = 5  # the row of agreement 2.5, which one institution answers for


@dataclass
class Hands:
    """What the newcomer does, counted: `steps` are (name, clicks, keys, seconds)."""

    page: Page
    clicks: int = 0
    keys: int = 0
    steps: list[tuple[str, int, int, float]] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def type(self, target: Locator, words: str) -> None:
        """A click into the field, and the words."""
        self.click(target)
        self.page.keyboard.type(words)
        self.keys += len(words)

    def done(self, step: str) -> None:
        """A step ends when its screen has settled."""
        settled(self.page)
        before = self.steps[-1] if self.steps else ("", 0, 0, 0.0)
        assert self.clicks >= before[1]
        self.steps.append((step, self.clicks, self.keys, time.monotonic() - self.started))


def day_field(page: Page, label: str) -> Locator:
    return page.locator("[data-testid=stDateInput]").filter(has_text=label).get_by_role("spinbutton").first


def find_one_without_deadline(hands: Hands, page: Page) -> None:
    hands.click(page.get_by_role("link", name="sin fecha"))
    page.wait_for_url(re.compile("/acuerdos"))
    settled(page)
    table = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert table is not None
    page.mouse.click(table["x"] + 420, table["y"] + HEADER + ROW * SIXTH + ROW / 2)
    hands.clicks += 1
    page.get_by_role("heading", name=re.compile(r"^Acuerdo 2\.5")).wait_for()


def set_deadline(hands: Hands, page: Page) -> None:
    hands.click(page.get_by_role("radio", name="Fijar o ampliar plazo"))
    hands.type(day_field(page, "Vence el"), "15122026")
    hands.click(page.get_by_role("button", name="Guardar plazo"))
    page.get_by_text("Plazo guardado: 15/12/2026.").wait_for()


def report_as_fulfilled(hands: Hands, page: Page) -> None:
    hands.click(page.get_by_role("button", name=re.compile("avance")).last)
    hands.click(page.get_by_role("radio", name="Cumplido", exact=True))
    hands.type(page.get_by_label("Acciones realizadas"), "Se aprobó el mecanismo")
    hands.click(page.get_by_label("Tipo de documento"))
    hands.click(page.get_by_role("option", name="Oficio", exact=True))
    hands.type(page.get_by_label("Número", exact=True), "045-2026")
    hands.type(day_field(page, "Fecha del documento"), "20112026")
    hands.click(page.get_by_role("button", name="Guardar avance"))
    page.get_by_text("Avance guardado: Prefectura, Cumplido, 100 %.").wait_for()


def verify(hands: Hands, page: Page) -> None:
    hands.click(page.get_by_role("button", name=re.compile("^Verificar")).last)
    hands.click(page.get_by_role("button", name="Confirmar que se vio la evidencia"))
    page.get_by_text("Cumplimiento verificado: Prefectura.").wait_for()


def see_it(hands: Hands, page: Page) -> None:
    hands.click(page.get_by_role("link", name="Ver en Panorama"))
    page.get_by_role("heading", name="Panorama").wait_for()
    expect(page.locator("[data-testid=stMetricValue]").first).to_have_text("1 de 9")
    page.get_by_text("1 verificado").first.wait_for()


def test_a_newcomer_fixes_reports_verifies_and_sees_it_without_help(acta: str, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    page.goto(acta)
    settled(page)
    hands = Hands(page)
    for step in (find_one_without_deadline, set_deadline, report_as_fulfilled, verify, see_it):
        step(hands, page)
        hands.done(step.__name__)
    for step, clicks, keys, seconds in hands.steps:
        sys.stdout.write(f"{step}: {clicks} clicks, {keys} keys, {seconds:.1f} s so far\n")
    assert hands.clicks <= MOST_CLICKS
