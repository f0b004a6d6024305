"""Hands on the operator's keyboard while others move the slides: what is typed stays, and each key is for what has the focus."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAUNCHER, NewPage, StartServer, settled

pytestmark = pytest.mark.browser
TITLE, BLANK, POPOVER = ".slide h1", ".slide-blank", "[data-testid=stPopoverBody]"
WORDS = "Se abordó con el alcalde"


def title(page: Page) -> str:
    return page.locator(TITLE).first.inner_text()


def jump(page: Page, words: str) -> None:
    """To a slide by the list."""
    page.get_by_role("combobox").first.click()
    page.get_by_role("listbox").wait_for()
    page.get_by_role("combobox").first.fill(words)
    page.get_by_role("option").filter(has_text=words).first.click()
    expect(page.locator(TITLE).first).to_contain_text(words)
    settled(page)


def test_what_is_typed_stays_and_keys_are_for_what_has_the_focus(new_page: NewPage, start_server: StartServer, tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'demo.db'}", "TABLERO_DEMO": "1", "TABLERO_TODAY": "2026-11-23"}
    with start_server(LAUNCHER, env=env) as url:
        operator = new_page(width=1280, height=720).page
        operator.goto(f"{url}/sesion")
        operator.get_by_role("button", name="Abrir como operador").click()
        with operator.expect_popup() as opened:
            operator.get_by_role("link", name="Abrir la ventana de la sala").click()
        room = opened.value
        expect(room.locator(TITLE)).to_be_visible()
        operator.get_by_role("button", name="Adelantarla a hoy y abrirla").click()
        operator.get_by_role("button", name="Confirmar y abrir").click()
        expect(operator.get_by_text("La sesión se adelantó a hoy")).to_be_visible()

        # After the list, a key turns the slide again.
        jump(operator, "Acuerdo 2.3")
        operator.keyboard.press("ArrowRight")
        expect(operator.locator(TITLE).first).not_to_contain_text("Acuerdo 2.3")
        operator.keyboard.press("ArrowLeft")
        expect(operator.locator(TITLE).first).to_contain_text("Acuerdo 2.3")

        # The room turns the slide under the fingers: letters are never moves, and what was typed is there on the way back.
        operator.get_by_role("radio", name="Sin efecto").click()
        operator.get_by_label("Motivo").click()
        operator.keyboard.type(WORDS, delay=40)
        expect(operator.get_by_text(f"Motivo: {WORDS}.")).to_be_visible()  # the line of the minutes: it reached the server
        operator.keyboard.type(" ")
        room.evaluate("() => void document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown', bubbles: true}))")
        operator.keyboard.type("bb ab b abb ba bb ab b abb ba", delay=60)
        expect(operator.locator(TITLE).first).not_to_contain_text("Acuerdo 2.3")
        expect(operator.locator(BLANK)).to_have_count(0)
        operator.keyboard.press("PageUp")
        expect(operator.locator(TITLE).first).to_contain_text("Acuerdo 2.3")
        expect(operator.get_by_label("Motivo")).to_have_value(re.compile(f"^{WORDS}"))

        # Space presses the button that has the focus; Escape closes what it opened before it leaves the page.
        settled(operator)
        operator.get_by_role("button", name="Quién registra").focus()
        operator.keyboard.press(" ")
        expect(operator.locator(POPOVER)).to_be_visible()
        operator.keyboard.press("Escape")
        expect(operator.locator(POPOVER)).to_have_count(0)
        assert "Acuerdo 2.3" in title(operator)
        assert "/operador" in operator.url
        expect(room.locator(TITLE)).to_contain_text("Acuerdo 2.3")
    # The program is gone: the wall keeps its slide, without a box of errors over it.
    expect(operator.get_by_role("dialog")).to_be_visible(timeout=15_000)
    expect(room.locator("[data-testid=stDialog]")).not_to_be_visible()
    assert "Acuerdo 2.3" in title(room)
    edge = room.evaluate("getComputedStyle(document.querySelector('.stApp'), '::after').content")
    assert "Sin conexión" in edge
