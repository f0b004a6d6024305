"""The deck as PDF: for when the projector fails, and to hand out. The same words, lines and figures as on the screen."""

from dataclasses import asdict

from reports.deck_words import LATE, TOTAL, asked, change, facts, foot, subtitle
from reports.slides import TEXT_SIZE, TEXT_WIDTH, AgreementSlide, AnySlide, ChartSlide, ClosingSlide, Deck, OpeningSlide
from reports.typesetting import typeset

_KIND = {OpeningSlide: "opening", ChartSlide: "chart", AgreementSlide: "agreement", ClosingSlide: "closing"}


def deck_pdf(deck: Deck) -> bytes:
    """The PDF of a deck, one page of 16:9 for each slide, tagged; the same deck gives the same bytes."""
    day = deck.held_on
    return typeset(
        "deck.typ",
        {
            "session": deck.session,
            "committee": deck.committee,
            "held_on": {"year": day.year, "month": day.month, "day": day.day},
            "late": asdict(LATE),
            "total": TOTAL,
            "slides": [_values(deck, place, slide) for place, slide in enumerate(deck.slides)],
        },
    )


def _values(deck: Deck, place: int, slide: AnySlide) -> dict[str, object]:
    """A slide as the template takes it: what it holds, and the words that the .pptx has too."""
    values = asdict(slide) | {"kind": _KIND[type(slide)], "foot": asdict(foot(deck, place))}
    match slide:
        case OpeningSlide():
            values |= {"changes": [change(figure) for figure in slide.figures]}
        case ChartSlide():
            values |= {"unit_words": slide.unit.capitalize()}
        case AgreementSlide():
            values |= {
                "subtitle": subtitle(slide),
                "facts": [asdict(fact) for fact in facts(slide)],
                "asked": asdict(asked(slide)),
                "text_size": TEXT_SIZE,
                "text_width": TEXT_WIDTH,
            }
    return values
