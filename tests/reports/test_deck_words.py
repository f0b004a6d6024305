"""Screen, PDF and .pptx draw the same deck; the words that they add to it are the same too."""

from dataclasses import replace
from html import unescape

import pytest

from reports import deck_words
from reports.slides import AgreementSlide, ChartSlide, Deck, OpeningSlide
from tests.reports.decks import AGREEMENT, CHART, OPENING, PLAIN, SECOND, deck_of
from ui.slide_html import slide_html


def on_screen(deck: Deck, place: int) -> str:
    return unescape(slide_html(deck.slides[place], deck, clock="10:42", newer=False))


@pytest.mark.parametrize("place", range(len(PLAIN.slides)))
def test_the_files_add_the_words_that_the_screen_adds(place: int) -> None:
    screen, slide = on_screen(PLAIN, place), PLAIN.slides[place]
    words: list[str] = []
    match slide:
        case OpeningSlide():
            words = [deck_words.change(figure) for figure in slide.figures]
        case ChartSlide():
            words = [f"{deck_words.LATE.shape} {deck_words.LATE.words}", deck_words.LATE.colour[0], deck_words.TOTAL]
        case AgreementSlide():
            strip = deck_words.asked(slide)
            words = [strip.heading, *strip.lines, *(fact.name for fact in deck_words.facts(slide)), *(fact.words for fact in deck_words.facts(slide))]
    assert [word for word in words if word not in screen] == []


def test_the_foot_of_the_files_is_that_of_the_screen() -> None:
    deck = deck_of(OPENING, AGREEMENT, demo="Demostración")
    screen, foot = on_screen(deck, 1), deck_words.foot(deck, 1)
    assert f"{foot.number} / {foot.total} · {foot.section}" in screen
    assert foot.demo in screen
    assert foot.cut in screen
    assert foot.before.startswith("◀ Desde la sesión")
    assert foot.after == ""


def test_the_notes_of_a_divided_agreement_hold_it_whole_on_each_of_its_slides() -> None:
    deck = deck_of(AGREEMENT, CHART, SECOND)
    whole = " ".join((*AGREEMENT.lines, *SECOND.lines))
    assert all(whole in deck_words.note(deck, slide) for slide in (AGREEMENT, SECOND))


def test_a_bar_tells_its_total_and_its_overdue_only_where_it_has_any() -> None:
    assert [deck_words.bar_name(bar) for bar in CHART.bars] == ["PNP · 6 · ▲ 2", "Dirección Regional de Educación de Moquegua · 6 · ▲ 1", "Juntas Vecinales · 2"]
    assert "▲" not in deck_words.chart_key(replace(CHART, bars=CHART.bars[2:]))
