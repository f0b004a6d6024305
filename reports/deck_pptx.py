"""The deck as .pptx: text that can be edited, charts that are PowerPoint's own, the same words as on the projector."""

from datetime import UTC, datetime, time
from io import BytesIO

from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Book
from pptx.slide import Slide

from reports.deck_words import change, chart_key, foot, note
from reports.pptx_agreement import draw_agreement
from reports.pptx_chart import add_chart
from reports.pptx_package import dated
from reports.pptx_page import ACROSS, INK, LEFT, QUIET, add_page, empty_book
from reports.pptx_shapes import Box, Letter, Line, allowed, fill_cell, table, text_box, write
from reports.slides import MAX_FIGURES, AgreementSlide, AnySlide, ChartSlide, ClosingSlide, Deck, Figure, OpeningSlide

_PLAIN, _STRONG, _LABEL = Letter(28, INK), Letter(28, INK, bold=True), Letter(28, QUIET)
_LONGEST_PROPERTY = 255  # letters


def deck_pptx(deck: Deck) -> bytes:
    """The .pptx of a deck, one slide for each of its own; the same deck gives the same bytes."""
    book = empty_book()
    _describe(book, deck)
    for place, shown in enumerate(deck.slides):
        slide = add_page(book, title=shown.title, under=foot(deck, place))
        _draw(slide, shown)
        _write_notes(slide, note(deck, shown))
    made = BytesIO()
    book.save(made)
    return dated(made.getvalue(), deck.held_on)


def _describe(book: Book, deck: Deck) -> None:
    about, moment = book.core_properties, datetime.combine(deck.held_on, time(12), UTC)
    about.title = allowed(deck.session)[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = allowed(deck.committee)[:_LONGEST_PROPERTY]
    about.subject = allowed(deck.cut)[:_LONGEST_PROPERTY]
    about.language = "es-PE"
    about.created = about.modified = moment


def _write_notes(slide: Slide, words: str) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        write(frame, [[(line, Letter(24, INK))] for line in words.split("\n")])


def _draw(slide: Slide, shown: AnySlide) -> None:
    match shown:
        case OpeningSlide():
            _opening(slide, shown)
        case ChartSlide():
            _chart(slide, shown)
        case AgreementSlide():
            draw_agreement(slide, shown)
        case ClosingSlide():
            _closing(slide, shown)


def _opening(slide: Slide, shown: OpeningSlide) -> None:
    across = ACROSS / MAX_FIGURES
    for place, figure in enumerate(shown.figures):
        text_box(slide, f"Cifra {place + 1}", Box(LEFT + place * across, 190, across - 20, 210), _figure(figure))
    if shown.lines:
        lines = [[(line, Letter(30, INK))] for line in shown.lines]
        text_box(slide, "Qué cambió", Box(LEFT, 440, ACROSS, 430), lines, spacing=1.6)
    _write_note(slide, shown.note)


def _figure(figure: Figure) -> list[Line]:
    lines: list[Line] = [[(figure.number, Letter(96, INK, bold=True))], [(figure.label, _PLAIN)]]
    return [*lines, [(change(figure), _STRONG)]] if figure.change else lines


def _write_note(slide: Slide, words: str) -> None:
    if words:
        text_box(slide, "Nota", Box(LEFT, 894, ACROSS, 70), [[(words, Letter(26, QUIET))]], anchor=MSO_ANCHOR.BOTTOM)


def _chart(slide: Slide, shown: ChartSlide) -> None:
    text_box(slide, "Qué se cuenta", Box(LEFT, 166, ACROSS, 36), [[(chart_key(shown), _LABEL)]])
    add_chart(slide, Box(LEFT, 206, ACROSS, 684), shown, ink=INK)
    _write_note(slide, shown.note)


def _closing(slide: Slide, shown: ClosingSlide) -> None:
    if not shown.decisions:
        text_box(slide, "Decisiones", Box(LEFT, 200, ACROSS, 60), [[(shown.empty, Letter(36, INK))]])
        return
    heights = [62.0] * len(shown.decisions)
    rows = table(slide, "Decisiones", Box(LEFT, 190, ACROSS, sum(heights)), (140, 270, ACROSS - 410), heights)
    for number, line in enumerate(shown.decisions):
        fill_cell(rows.cell(number, 0), [[(line.at, Letter(32, QUIET))]])
        fill_cell(rows.cell(number, 1), [[(line.agreement, Letter(32, INK, bold=True))]])
        fill_cell(rows.cell(number, 2), [[(line.words, Letter(32, INK))]])
