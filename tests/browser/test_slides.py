"""Every slide in a real browser, at the sizes of a wall and a laptop: nothing outside, nothing cut, nothing on top of another."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from reports.slides import Deck
from tests.ui.decks import HOSTILE, decisions, deck_of, demo_boards, hostile_board
from ui.chrome import ASSET_FOLDER, ASSET_TYPES, asset_file
from ui.slide_html import blank_html, in_preview, in_room, slide_html

pytestmark = pytest.mark.browser
HOME = "http://127.0.0.1/"
SIZES = [(1920, 1080), (1280, 720)]
Show = Callable[[str, int, int], Page]

# Per slide and text: outside the block that it belongs to, or outside the slide; blocks on top of one another; letters too small.
FAULTS = """() => [...document.querySelectorAll('.slide')].flatMap(slide => {
  const found = [], frame = slide.getBoundingClientRect(), unit = frame.width / 1920, title = slide.querySelector('h1')?.innerText
  const outside = (inner, outer) => inner.left < outer.left - 1.5 || inner.right > outer.right + 1.5 || inner.top < outer.top - 1.5 || inner.bottom > outer.bottom + 1.5
  const blocks = [...slide.children].map(block => block.getBoundingClientRect())
  blocks.forEach((one, n) => blocks.slice(n + 1).forEach((other, m) => {
    if (one.bottom > other.top + 1.5 && other.bottom > one.top + 1.5) found.push(`${title}: ${slide.children[n].className} over ${slide.children[n + 1 + m].className}`)
  }))
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode, own = text.parentElement, block = own.closest('.slide > *'), size = parseFloat(getComputedStyle(own).fontSize) / unit
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const rect of range.getClientRects()) if (rect.width && (outside(rect, block.getBoundingClientRect()) || outside(rect, frame))) found.push(`${title}: outside: ${text.data.slice(0, 40)}`)
    const least = own.closest('.slide-figure b') ? 96 : own.closest('.slide-text') ? 44 : own.closest('h1') ? 48 : own.closest('.slide-foot, .slide-part p, thead .slide-chip') ? 24 : 28
    if (size < least - 0.01) found.push(`${title}: ${size} px: ${text.data.slice(0, 40)}`)
  }
  for (const cell of slide.querySelectorAll('.slide-text p, dd, li, .slide-decided p, .slide-part p, .slide-agreement, .slide-parts, .slide-figure, .slide-ask, .slide-foot p > *'))
    if (cell.scrollWidth > cell.clientWidth + 1 && getComputedStyle(cell).display !== 'inline' || cell.scrollHeight > cell.clientHeight + 3 && cell.clientHeight) found.push(`${title}: spills: ${cell.className || cell.tagName} ${cell.innerText.slice(0, 40)}`)
  return found
})"""


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    """Show a piece of a page with our sheet and fonts, without the server."""
    page = browser.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.split("?")[0].rpartition("/")[2]
        route.fulfill(body=asset_file(name).read_bytes(), content_type=ASSET_TYPES[name])

    def draw(body: str, width: int, height: int) -> Page:
        sheet = f'<link rel="stylesheet" href="{HOME[:-1]}{ASSET_FOLDER}slides.css">'
        page.route(HOME, lambda route: route.fulfill(body=f"<!doctype html><meta charset=utf-8>{sheet}<body style='margin:0'>{body}", content_type="text/html"))
        page.route(f"**{ASSET_FOLDER}**", answer)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(HOME)
        page.evaluate("Promise.all([400, 700].map(weight => document.fonts.load(`${weight} 40px Slides`)))")
        return page

    yield draw
    page.close()


def decks(folder: Path) -> list[Deck]:
    """The demonstration with decisions, and the longest and strangest texts."""
    board, before = demo_boards(folder)
    first = board.agreements.iloc[0]
    told = (f"Se amplía el plazo. {HOSTILE * 6}", int(first["agreement_id"]), "2.10", False)
    hostile = hostile_board()
    return [
        deck_of(board, before, taken=decisions(*[told] * 9), demo="Demostración"),
        deck_of(hostile, hostile, taken=decisions(*[(HOSTILE * 60, 1, "1" * 60, False)] * 4)),
    ]


def test_no_slide_has_anything_outside_cut_or_too_small(show: Show, tmp_path: Path) -> None:
    made = decks(tmp_path)
    slides = "".join(in_preview(slide_html(slide, deck, clock="10:42", newer=True)) for deck in made for slide in deck.slides)
    for width, height in SIZES:
        page = show(slides, width, height)
        assert page.locator(".slide").count() == sum(len(deck.slides) for deck in made)
        assert page.evaluate(FAULTS) == []
        assert page.locator(".slide img, .slide script").count() == 0


def test_the_slide_fills_the_room_in_any_shape_of_window(show: Show, tmp_path: Path) -> None:
    deck = decks(tmp_path)[0]
    room = in_room(slide_html(deck.slides[0], deck, clock="10:42", newer=False))
    for width, height in [*SIZES, (1024, 768), (390, 844)]:
        page = show(room, width, height)
        box = page.locator(".slide").bounding_box()
        assert box is not None
        assert min(abs(box["width"] - width), abs(box["height"] - height)) < 1
        assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [width, height]
        assert page.evaluate(FAULTS) == []


def test_a_blank_screen_shows_nothing(show: Show) -> None:
    page = show(in_room(blank_html()), 1280, 720)
    assert page.locator(".slide").inner_text() == ""
