"""A whole session with the keyboard, in two windows of a real browser: the operator's and the room's."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, settled
from tests.browser.test_slides import FAULTS

pytestmark = pytest.mark.browser
ROOM_SECONDS = 1.0  # the room follows within it; a slow machine has twice as long before it is a failure
FORWARD = ("ArrowRight", "PageDown", " ")
TITLE = ".slide h1"
FOOT = ".slide-foot p:last-child b >> nth=0"
# What is seen of the page outside the slide and the buttons below it; and whether anything can be scrolled.
STRAY = """() => {
  const stray = [...document.querySelectorAll('[data-testid=stHeader], [data-testid=stSidebar], [data-testid=stToolbar]')].filter(found => found.checkVisibility())
  const page = document.scrollingElement, main = document.querySelector('[data-testid=stMain]'), slide = document.querySelector('.slide').getBoundingClientRect()
  const scrolls = [page, main].filter(box => ['auto', 'scroll', 'visible'].includes(getComputedStyle(box).overflowY) && (box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth))
  const outside = slide.left < 0 || slide.top < 0 || slide.right > innerWidth + 1 || slide.bottom > innerHeight + 1
  const buttons = [...document.querySelectorAll('.st-key-slide_controls button')].filter(button => button.checkVisibility()).map(button => button.getBoundingClientRect())
  const cut = buttons.filter(box => box.right > innerWidth || box.bottom > innerHeight || box.top < slide.bottom - 1)
  return [...stray, ...scrolls].map(found => found.dataset?.testid ?? found.tagName).concat(outside ? ['slide'] : [], cut.map(() => 'button'))
}"""
# A key whose window closes cannot be pressed from outside: the answer would come from a window that is gone.
ESCAPE_SOON = "() => void setTimeout(() => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true})), 50)"


@pytest.fixture
def operator(new_page: NewPage, demo: str) -> Page:
    """The operator's window of the last session that was held."""
    page = new_page(width=1280, height=720).page
    page.goto(f"{demo}/sesion")
    settled(page)
    page.get_by_role("combobox").last.click()
    page.get_by_role("option", name="Tercera").click()
    settled(page)
    page.get_by_role("button", name="Abrir como operador").click()
    page.wait_for_selector(".st-key-slide_operator .slide-preview")
    settled(page)
    return page


def place(page: Page) -> str:
    """ "9 / 41 · Vencidos" of the slide in sight."""
    return page.locator(FOOT).first.inner_text()


def press(page: Page, key: str) -> None:
    """A key, and the slide that comes of it."""
    before = place(page)
    page.keyboard.press(key)
    expect(page.locator(FOOT).first).not_to_have_text(before)


def follows(room: Page, operator: Page) -> None:
    """The room shows what the operator shows, in time."""
    started = time.monotonic()
    expect(room.locator(FOOT)).to_have_text(place(operator), timeout=ROOM_SECONDS * 10_000)
    assert time.monotonic() - started < ROOM_SECONDS * 2


def confirm(page: Page) -> None:
    """The big button, and the sentence that it was saved."""
    page.get_by_role("button", name="Confirmar:").click()
    page.wait_for_selector("[data-testid=stAlert]")


def act(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    page.get_by_text("En el acta:").or_(page.locator(".st-key-slide_fields")).first.wait_for()
    settled(page)


def test_a_session_is_presented_decided_and_read_aloud_with_the_keyboard(operator: Page) -> None:
    with operator.expect_popup() as opened:
        operator.get_by_role("link", name="Abrir la ventana de la sala").click()
    room = opened.value
    room.set_viewport_size({"width": 1920, "height": 1080})
    room.wait_for_selector(".slide-room .slide h1")
    follows(room, operator)
    total = int(place(operator).split()[2])

    # Forward through every slide by each key in turn at the size of the wall, back at that of a laptop.
    for number in range(2, total + 1):
        press(operator, FORWARD[number % 3])
        assert place(operator).startswith(f"{number} / ")
        follows(room, operator)
        assert room.evaluate(FAULTS) == []
        assert room.evaluate(STRAY) == []
    room.set_viewport_size({"width": 1280, "height": 720})
    for key in ("PageUp", "ArrowLeft", "Home", "End", "PageUp"):
        press(operator, key)
        follows(room, operator)
        assert room.evaluate(FAULTS) + room.evaluate(STRAY) == []
    for _ in range(4):
        operator.keyboard.press("PageUp")  # as fast as fingers: none is lost, none counts twice
    expect(operator.locator(FOOT).first).to_contain_text(f"{total - 5} / ")
    follows(room, operator)

    # The room's own keys work too; B and the point cover and uncover both windows.
    press(room, "Home")
    follows(operator, room)
    for key, covered in (("b", 1), (".", 0), (".", 1), ("ArrowRight", 0)):
        room.keyboard.press(key)
        for window in (room, operator):
            expect(window.locator(".slide-blank")).to_have_count(covered)
    expect(room.locator(FOOT)).to_contain_text("2 / ")

    # The session opens, and an agreement is decided on its slide; the room has the decision, and old figures until A.
    operator.get_by_role("button", name="Abrir la sesión").click()
    expect(room.locator(".slide-newer")).to_be_visible()
    while "Acuerdo 2.3" not in operator.locator(TITLE).first.inner_text():
        press(operator, "PageDown")
    act(operator, "Plazo")
    operator.locator("[data-testid=stDateInput] [role=group]").first.click()
    operator.keyboard.type("15122026")
    operator.get_by_label("Motivo").fill("Falta el informe de a 2 distritos. B. Espacio")  # keys of the slides, typed as letters
    confirm(operator)
    expect(room.locator(".slide-decided")).to_contain_text("Se amplía el plazo del acuerdo 2.3 hasta el 15/12/2026")
    assert "Vencido" in room.locator(".slide-facts").inner_text()
    operator.locator(TITLE).first.click()
    operator.keyboard.press("a")
    expect(room.locator(".slide-newer")).to_have_count(0)
    expect(room.locator(".slide-facts")).to_contain_text("15/12/2026")

    act(operator, "Avance")
    operator.get_by_role("radio", name="Todo el grupo").click()  # a group's members are asked for one by one unless it is said
    settled(operator)
    operator.get_by_label("Avance (%)").fill("60")
    operator.get_by_label("Acciones realizadas").fill("Seis distritos aprobaron su ordenanza")
    confirm(operator)
    press(operator, "PageDown")
    act(operator, "Sin efecto")
    operator.get_by_label("Motivo").fill("Se fusionó con otro")
    confirm(operator)
    expect(room.locator(".slide-decided")).to_contain_text("Se deja sin efecto")
    operator.get_by_role("button", name="Deshacer la última decisión").click()
    operator.get_by_role("button", name="Confirmar y deshacer").click()
    expect(room.locator(".slide-decided")).to_have_count(0)
    expect(operator.get_by_role("dialog")).to_have_count(0)

    # A reload of the room comes back to where it was; the closing slide has what stands.
    press(operator, "End")
    room.reload()
    room.wait_for_selector(".slide-decisions li")
    told = room.locator(".slide-decisions li")
    expect(told).to_have_count(2)
    assert "hasta el 15/12/2026" in told.nth(0).inner_text()
    assert "En proceso, 60 %" in told.nth(1).inner_text()
    assert room.evaluate(FAULTS) + room.evaluate(STRAY) == []

    # Escape closes the room's window, and leads the operator back; there the presentation can be gone on with.
    with room.expect_event("close"):
        room.evaluate(ESCAPE_SOON)
    operator.keyboard.press("Escape")
    operator.wait_for_url("**/sesion*")
    operator.get_by_role("button", name="Continuar en esta ventana").click()
    operator.wait_for_selector(".slide-room .slide-decisions li")
    expect(operator.locator(".st-key-slide_controls button:visible")).to_have_count(8)
    assert operator.evaluate(FAULTS) + operator.evaluate(STRAY) == []


def test_a_link_to_a_slide_at_a_day_is_answered_by_a_server_that_just_started(new_page: NewPage, demo: str) -> None:
    visit = new_page(width=1280, height=720)
    visit.page.goto(f"{demo}/proyector?corte=2026-08-01&lamina=acuerdo-2026-O1-2.3-1")
    expect(visit.page.locator(TITLE)).to_contain_text("Acuerdo 2.3")
    assert "Corte al 01/08/2026" in visit.page.locator(".slide-foot").inner_text()
    visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator(TITLE)).not_to_contain_text("Acuerdo 2.3")
    visit.page.wait_for_url(lambda url: "lamina=acuerdo-2026-O1-2.3-1" not in url)
    assert not visit.foreign_requests()
    assert not visit.policy_violations()
