"""The deck as PDF, read back by a reader that did not write it: pypdf."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.deck_pdf import deck_pdf
from reports.slides import ChartSlide, Deck
from tests.reports.decks import (
    AGREEMENT,
    CHART,
    HOSTILE,
    OPENING,
    PLAIN,
    chip_texts,
    deck_of,
    missing_in_order,
    texts_of,
)

MEGABYTE = 1_000_000


def read(deck: Deck) -> PdfReader:
    return PdfReader(BytesIO(deck_pdf(deck)))


def pages(deck: Deck) -> list[str]:
    return [page.extract_text() for page in read(deck).pages]


def test_every_slide_is_one_page_of_16_to_9() -> None:
    found = [tuple(map(float, page.mediabox[2:])) for page in read(PLAIN).pages]
    assert found == [(960.0, 540.0)] * len(PLAIN.slides)


@pytest.mark.parametrize("place", range(len(PLAIN.slides)))
def test_a_page_says_all_that_its_slide_says_in_its_order(place: int) -> None:
    slide = PLAIN.slides[place]
    assert missing_in_order([slide.title, *texts_of(slide), slide.section], pages(PLAIN)[place]) == []


def test_the_demonstration_leaves_whole(demonstrated: Deck) -> None:
    told = pages(demonstrated)
    assert len(told) == len(demonstrated.slides)
    missing = [
        (slide.key, text)
        for slide, page in zip(demonstrated.slides, told, strict=True)
        for text in missing_in_order([slide.title, *texts_of(slide)], page)
    ]
    assert missing == []
    assert all("Demostración: datos inventados" in page and "Corte al 23/11/2026" in page for page in told)


def test_the_text_of_an_agreement_breaks_where_the_slide_breaks_it(demonstrated: Deck) -> None:
    for slide, page in zip(demonstrated.slides, pages(demonstrated), strict=True):
        rows = [" ".join(row.split()) for row in page.splitlines()]
        assert [line for line in getattr(slide, "lines", ()) if not any(line in row for row in rows)] == []


def figures(page: str) -> list[list[int]]:
    """The rows of a chart's page: figures of the columns and the total, after the shapes on the bar."""
    rows = []
    for row in page.splitlines():
        numbers = [int(word) for word in row.split() if word.isdigit()]
        if len(numbers) >= len(CHART.categories) + 1:
            rows.append(numbers[-(len(CHART.categories) + 2):] if "▲" in page else numbers[-(len(CHART.categories) + 1):])
    return rows


def test_the_figures_beside_the_bars_are_those_of_the_slide(demonstrated: Deck) -> None:
    charts = [(slide, page) for slide, page in zip(demonstrated.slides, pages(demonstrated), strict=True) if isinstance(slide, ChartSlide)]
    assert charts
    for slide, page in charts:
        late = any(bar.late for bar in slide.bars)
        told = [[*bar.counts, *([bar.late] if late else []), sum(bar.counts)] for bar in slide.bars]
        assert figures(page) == told, slide.key
        assert missing_in_order(chip_texts(*slide.categories), page) == []


def test_the_foot_says_where_we_are_and_the_day_of_the_data() -> None:
    page = pages(PLAIN)[1]
    told = ["2 / 6 · Por institución", "Corte al 19/08/2026 · Tema: Violencia"]
    assert missing_in_order(told, page) == []
    assert "◀ Desde la sesión del 19/05/2026" in page
    assert "Acuerdo 2.3: vencido hace 12 días ▶" in page


def test_the_file_is_tagged_in_spanish_with_a_title_and_an_outline() -> None:
    reader = read(PLAIN)
    root = reader.root_object
    assert "/MarkInfo" in root
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "es-PE"
    assert reader.metadata is not None
    assert reader.metadata.title == PLAIN.session
    assert [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)] == [slide.title for slide in PLAIN.slides]


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert deck_pdf(PLAIN) == deck_pdf(PLAIN)


def test_hostile_text_comes_out_as_itself() -> None:
    words = '#eval("1") $x^2$ *a* _b_ `c` <b>&amp;</b> \\ @ref ]]> "comillas" // no es nota /* ni esto */'
    page = pages(deck_of(replace(AGREEMENT, ask=words, decided=(), theme=HOSTILE), replace(OPENING, lines=(words,))))
    assert missing_in_order([words], page[0]) == []
    assert missing_in_order([words], page[1]) == []


def test_what_is_too_long_makes_no_page_that_the_deck_has_not() -> None:
    long = replace(AGREEMENT, lines=AGREEMENT.lines * 30, parts=AGREEMENT.parts * 30, title="largo " * 200)
    assert len(read(deck_of(long, OPENING)).pages) == 2


def test_a_chart_without_bars_says_its_title() -> None:
    assert CHART.title in pages(deck_of(replace(CHART, bars=())))[0]


def test_forty_slides_weigh_less_than_a_megabyte(demonstrated: Deck) -> None:
    assert len(deck_pdf(demonstrated)) < MEGABYTE
