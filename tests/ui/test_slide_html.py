"""A slide as HTML: texts of others stay text, and the foot says where we are."""

import dataclasses
import re

import pytest

from reports.slides import Deck
from tests.ui.decks import deck_of, hostile_board
from ui.slide_html import blank_html, in_preview, in_room, slide_html

ELEMENTS = {
    "section", "header", "footer", "div", "h1", "p", "span", "b", "i", "time", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


@pytest.fixture(scope="module")
def deck() -> Deck:
    """The longest and strangest of texts."""
    return deck_of(hostile_board())


def drawn(deck: Deck, place: int) -> str:
    return slide_html(deck.slides[place], deck, clock="10:42", newer=False)


def test_no_text_of_others_becomes_an_element(deck: Deck) -> None:
    for place in range(len(deck.slides)):
        names = set(re.findall(r"<(\w+)", drawn(deck, place)))
        assert names <= ELEMENTS
    assert any("&lt;img src=x onerror=" in drawn(deck, place) for place in range(len(deck.slides)))


def test_the_foot_says_where_we_are_what_comes_the_hour_and_the_day_of_the_data(deck: Deck) -> None:
    foot = drawn(deck, 1).partition("<footer")[2]
    assert f"2 / {len(deck.slides)} · Por institución" in foot
    assert "◀ De 2 acuerdos: " in foot
    assert foot.count("▶") == 1
    assert "<time>10:42</time>" in foot
    assert deck.cut in foot


def test_the_first_slide_has_none_before_it_and_the_last_none_after(deck: Deck) -> None:
    assert "◀" not in drawn(deck, 0)
    assert "▶" not in drawn(deck, len(deck.slides) - 1)


def test_newer_data_and_a_demonstration_are_marked_and_nothing_else_is(deck: Deck) -> None:
    plain = drawn(deck, 0)
    assert "Hay datos más nuevos (A: actualizar)" not in plain
    assert "Demostración: datos inventados" not in plain
    assert "Hay datos más nuevos (A: actualizar)" in slide_html(deck.slides[0], deck, clock="10:42", newer=True)
    assert "Demostración: datos inventados" in drawn(dataclasses.replace(deck, demo="Demostración"), 0)


def test_a_bar_is_as_long_as_its_share_of_the_longest_and_the_late_have_a_shape(deck: Deck) -> None:
    slide = drawn(deck, deck.place("temas-1"))
    assert re.findall(r"width:([\d.]+)%", slide) == ["100.000", "100.000"]
    assert "▲ 1</td>" in slide


def test_a_frame_tells_the_room_from_a_preview() -> None:
    assert in_room(blank_html()).startswith('<div class="slide-room">')
    assert in_preview(blank_html()).startswith('<div class="slide-preview">')
