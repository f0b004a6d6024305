"""Every screen in a real browser: language, fit, contrast, no request outside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import SCREENS
from tests.browser.conftest import NewPage, Visit, settled, visitor

pytestmark = pytest.mark.browser

ENGLISH = re.compile(
    r"\b(the|and|of|with|choose|select|search|loading|running|error|submit|press|enter|view|clear|sort|show|hide|page not|settings|rerun)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Seen:
    """What was looked for on one screen: its words, the texts that are too pale, and what is wider than the window."""

    words: list[str]
    pale: list[str]
    too_wide: list[str]
    language: str


@dataclass(frozen=True)
class Tour:
    """A visit to all screens at one size, each opened once."""

    visit: Visit
    seen: dict[str, Seen]


@pytest.fixture(scope="module", params=[(1920, 1080, "light"), (1280, 720, "dark"), (390, 844, "light")], ids=["hall", "laptop", "phone"])
def tour(request: pytest.FixtureRequest, browser: Browser, demo: str) -> Iterator[Tour]:
    width, height, scheme = request.param
    visit = visitor(browser, width=width, height=height, color_scheme=scheme)
    seen = {}
    for address in SCREENS:
        visit.page.goto(demo + address)
        settled(visit.page)
        seen[address] = Seen(
            visit.page.evaluate(VISIBLE_WORDS), visit.page.evaluate(LOW_CONTRAST), visit.page.evaluate(TOO_WIDE, width),
            visit.page.evaluate("document.documentElement.lang"),
        )  # fmt: skip
    yield Tour(visit, seen)
    visit.page.context.close()


def test_a_tour_of_all_screens_stays_on_this_machine_and_within_the_policy(tour: Tour) -> None:
    assert tour.visit.requests
    assert tour.visit.foreign_requests() == []
    assert tour.visit.policy_violations() == []


def test_no_english_is_left_on_any_screen(tour: Tour) -> None:
    for address, seen in tour.seen.items():
        assert SCREENS[address] in seen.words
        assert [text for text in seen.words if ENGLISH.search(text)] == [], address
        assert seen.language.startswith("es")


def test_nothing_is_wider_than_the_screen(tour: Tour) -> None:
    assert {address: seen.too_wide for address, seen in tour.seen.items() if seen.too_wide} == {}


def test_every_text_has_a_contrast_of_at_least_4_5(tour: Tour) -> None:
    assert {address: seen.pale for address, seen in tour.seen.items() if seen.pale} == {}


# Every text, label, hint and tip of the page; the names of icons are glyphs of a font, not words.
VISIBLE_WORDS = """() => {
    const icons = '[data-testid=stIconMaterial], script, style';
    const texts = [...document.querySelectorAll('body *')].filter(e => !e.closest(icons)).flatMap(e => [
        ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent),
        ...['aria-label', 'placeholder', 'title'].map(a => e.getAttribute(a) || '')]);
    return [...new Set(texts.map(t => t.trim()).filter(Boolean))];
}"""


# What scrolls inside its own frame (grids, tabs, rows of buttons) may be wider than the screen.
TOO_WIDE = """width => [...document.querySelectorAll('[data-testid=stMain] [data-testid]')]
    .filter(e => !e.closest('[data-testid=stDataFrame], [data-testid=stTabs], [data-testid=stButtonGroup]'))
    .map(e => [e.dataset.testid, e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.right > width + 1 || box.left < -1))
    .map(([name, box]) => `${name} ${box.left}-${box.right}`)
    .concat(document.documentElement.scrollWidth > width ? [`the page ${document.documentElement.scrollWidth}`] : [])"""


@pytest.mark.parametrize("which", ["acta", "demo"])
def test_the_panorama_fits_on_one_1080p_screen(which: str, request: pytest.FixtureRequest, new_page: NewPage) -> None:
    page = new_page(width=1920, height=1080).page
    page.goto(request.getfixturevalue(which) + "/")
    settled(page)
    bottoms = page.locator("[data-testid=stDataFrame]").evaluate_all("all => all.map(e => e.getBoundingClientRect().bottom)")
    assert len(bottoms) == 2
    assert max(bottoms) <= 1080


# Per text: its colour over the first opaque ground behind it; texts in bars are measured by the palette's own test.
LOW_CONTRAST = """() => {
    const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return c.startsWith('color(srgb') ? [n[0]*255, n[1]*255, n[2]*255, n[3] ?? 1] : [n[0], n[1], n[2], n[3] ?? 1]; };
    const over = (top, ground) => top.slice(0, 3).map((v, i) => v * top[3] + ground[i] * (1 - top[3]));
    const light = rgb => { const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                           return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = e => { const layers = []; for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) layers.push(c); if (c[3] === 1) break; }
                          return layers.reverse().reduce((g, c) => over(c, g), [255, 255, 255]); };
    const opacity = e => { let o = 1; for (; e; e = e.parentElement) o *= Number(getComputedStyle(e).opacity); return o; };
    const bad = [];
    for (const e of document.querySelectorAll('[data-testid=stSidebar] *, [data-testid=stMain] *')) {
        const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent.trim()).join('');
        const box = e.getBoundingClientRect();
        if (!text || !box.width || e.closest('canvas, style, script, .bartext, [data-testid=stIconMaterial]') || getComputedStyle(e).visibility === 'hidden') continue;
        const svg = e.closest('svg');
        const style = getComputedStyle(e);
        const colour = parse(svg ? style.fill : style.color);
        colour[3] *= opacity(e) * (svg ? Number(style.fillOpacity) : 1);
        if (colour[3] < 0.05 || e.closest('[disabled]')) continue;
        const behind = ground(svg ? svg.parentElement : e);
        const [a, b] = [light(over(colour, behind)), light(behind)].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) bad.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
    }
    return [...new Set(bad)];
}"""


def test_an_unknown_address_is_told_in_spanish(demo: str, new_page: NewPage) -> None:
    page = new_page().page
    page.goto(demo + "/no-existe")
    page.get_by_text("Página no encontrada").wait_for()
    assert page.locator("[data-testid=stMain] h1").first.inner_text() == "Panorama"


def test_an_unknown_agreement_is_told_with_the_way_back(demo: str, new_page: NewPage) -> None:
    page = new_page().page
    page.goto(demo + "/acuerdo?ref=1999-O1-77")
    page.get_by_text("No hay un acuerdo con el código «1999-O1-77»").wait_for()
    page.get_by_text("Ir a la lista de acuerdos").click()
    page.get_by_role("heading", name="Acuerdos", exact=True).wait_for()
