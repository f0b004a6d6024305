"""A slide as HTML for `st.html`: every text escaped, every colour inline, all sizes in `ui/static/slides.css`.

Streamlit keeps neither scripts nor drawings in such a piece, so bars are boxes with a width. The texts are already cut to what
fits; here nothing is cut, and nothing shrinks.
"""

from html import escape

from reports.deck_words import subtitle
from reports.slides import (
    AgreementSlide,
    AnySlide,
    Bar,
    ChartSlide,
    Chip,
    ClosingSlide,
    Colour,
    Deck,
    OpeningSlide,
    Part,
)
from ui import deck_texts, palette
from ui.slide_fitting import fitted

FOOT_SIZE, NEIGHBOUR_ROOM, SECTION_ROOM, CUT_ROOM = 24, 620, 560, 560
DECIDED_SHOWN = 2
NARROWEST_SHAPE = 0.06  # of the longest bar: a narrower segment has no room for the shape of its state
LATE = Chip(deck_texts.LATE_SHAPE, deck_texts.LATE, palette.RED)


def slide_html(slide: AnySlide, deck: Deck, *, clock: str, newer: bool) -> str:
    """One slide with its foot. `clock`: the hour as it is shown. `newer`: whether data exist that it does not show yet.

    It needs a frame: `in_room` for the whole window, `in_preview` for a part of a page.
    """
    return f'<section class="slide">{_head(slide)}{_body(slide)}{_foot(slide, deck, clock, newer)}</section>'


def blank_html() -> str:
    """The screen while nothing is to be seen."""
    return '<section class="slide slide-blank"></section>'


def in_room(slide: str) -> str:
    """A slide over the whole window; nothing of Streamlit is seen around it."""
    return f'<div class="slide-room">{slide}</div>'


def in_preview(slide: str) -> str:
    """The same slide as wide as the place where it stands."""
    return f'<div class="slide-preview">{slide}</div>'


def _head(slide: AnySlide) -> str:
    match slide:
        case AgreementSlide():
            sub = f'<p class="slide-sub"><span>{escape(subtitle(slide))}</span><span>{escape(slide.reason)}</span></p>'
            return f'<header class="slide-head slide-head-agreement"><h1>{escape(slide.title)}</h1>{_chip(slide.light)}{sub}</header>'
        case _:
            return f'<header class="slide-head"><h1>{escape(slide.title)}</h1></header>'


def _body(slide: AnySlide) -> str:
    match slide:
        case OpeningSlide():
            return _opening(slide)
        case ChartSlide():
            return _chart(slide)
        case AgreementSlide():
            return _agreement(slide)
        case ClosingSlide():
            return _closing(slide)


def _opening(slide: OpeningSlide) -> str:
    figures = "".join(
        f'<div class="slide-figure"><b>{escape(figure.number)}</b><span>{escape(figure.label)}</span>'
        f"<i>{escape(deck_texts.since_last(figure.change))}</i></div>"
        for figure in slide.figures
    )
    lines = "".join(f"<li>{escape(line)}</li>" for line in slide.lines)
    return f'<div class="slide-figures">{figures}</div><ul class="slide-lines">{lines}</ul>{_note(slide.note)}'


def _chart(slide: ChartSlide) -> str:
    """Bars with a column per category beside them: its head names state and shape once, the numbers stand under one another."""
    longest = slide.scale or max((sum(bar.counts) for bar in slide.bars), default=0)
    heads = [*slide.categories, *([LATE] if _has_late(slide) else [])]
    head = "".join(f'<th scope="col">{_chip(chip)}</th>' for chip in heads)
    rows = "".join(_row(slide, bar, longest) for bar in slide.bars)
    unit = escape(slide.unit.capitalize())
    return (
        f'<table class="slide-chart"><thead><tr><th scope="col" class="slide-unit">{unit}</th><th></th>{head}'
        f'<th scope="col" class="slide-total">{deck_texts.TOTAL}</th></tr></thead><tbody>{rows}</tbody></table>{_note(slide.note)}'
    )


def _has_late(slide: ChartSlide) -> bool:
    return any(bar.late for bar in slide.bars)


def _row(slide: ChartSlide, bar: Bar, longest: int) -> str:
    """A bar with its numbers; the late are a part of the others, so they stand in a column of their own."""
    segments = "".join(
        _segment(chip, number / longest) for chip, number in zip(slide.categories, bar.counts, strict=True) if number
    )
    numbers = "".join(f"<td{'' if number else ' class=slide-zero'}>{number:,}</td>" for number in bar.counts)
    late = f'<td class="slide-late">{LATE.shape} {bar.late:,}</td>' if bar.late else '<td class="slide-zero">0</td>'
    return (
        f'<tr><th scope="row">{escape(bar.name)}</th><td class="slide-track" aria-hidden="true"><div>{segments}</div></td>'
        f'{numbers}{late if _has_late(slide) else ""}<td class="slide-total">{sum(bar.counts):,}</td></tr>'
    )


def _segment(chip: Chip, share: float) -> str:
    shape = escape(chip.shape) if share >= NARROWEST_SHAPE else ""
    return f'<span style="width:{share * 100:.3f}%;{_colour(chip.colour)}">{shape}</span>'


def _agreement(slide: AgreementSlide) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in slide.lines)
    text = f'<div class="slide-text">{lines}</div>' if slide.lines else ""
    parts = "".join(map(_part, slide.parts))
    alone = "" if slide.lines else " slide-parts-alone"
    facts = "".join(
        f"<dt>{name}</dt><dd>{_chip(chip) if chip else ''}{escape(words)}</dd>"
        for name, chip, words in (
            (deck_texts.DEADLINE, slide.deadline, slide.deadline_words),
            (deck_texts.EVIDENCE, None, slide.evidence),
            (deck_texts.LAST_REPORT, None, slide.last_report),
        )
    )
    return (
        f'<div class="slide-agreement">{text}<div class="slide-parts{alone}">{parts}</div></div>'
        f'<dl class="slide-facts">{facts}</dl>{_asked(slide)}'
    )


def _part(part: Part) -> str:
    return f'<div class="slide-part"><b>{escape(part.institution)}</b><p>{_chip(part.chip)}<span>{escape(part.detail)}</span></p></div>'


def _asked(slide: AgreementSlide) -> str:
    """What is asked today; once it was decided, the decision in its place."""
    if not slide.decided:
        return f'<div class="slide-ask"><b>{deck_texts.ASKED}</b><p>{escape(slide.ask)}</p></div>'
    lines = "".join(f"<p>{escape(line)}</p>" for line in slide.decided[-DECIDED_SHOWN:])
    return f'<div class="slide-ask slide-decided"><b>✔ {deck_texts.DECIDED}</b><div>{lines}</div></div>'


def _closing(slide: ClosingSlide) -> str:
    if not slide.decisions:
        return f'<p class="slide-empty">{escape(slide.empty)}</p>'
    rows = "".join(
        f"<li><time>{escape(line.at)}</time><b>{escape(line.agreement)}</b><span>{escape(line.words)}</span></li>" for line in slide.decisions
    )
    return f'<ol class="slide-decisions">{rows}</ol>'


def _foot(slide: AnySlide, deck: Deck, clock: str, newer: bool) -> str:
    """Where we are, what came before and comes next, the hour, and the day of the data."""
    place, slides = deck.place(slide.key), deck.slides
    before = f"{deck_texts.BEFORE} {_neighbour(slides[place - 1])}" if place else ""
    after = f"{_neighbour(slides[place + 1])} {deck_texts.AFTER}" if place + 1 < len(slides) else ""
    demo = f"<i>{deck_texts.DEMO}</i>" if deck.demo else ""
    cut = fitted(" · ".join(filter(None, (deck.cut, deck.filters))), size=FOOT_SIZE, room=CUT_ROOM)
    section = fitted(f"{place + 1} / {len(slides)} · {slide.section}", size=FOOT_SIZE, room=SECTION_ROOM)
    mark = f'<b class="slide-newer">{deck_texts.NEWER}</b>' if newer else ""
    return (
        f'<footer class="slide-foot"><p><span>{before}</span>{demo}<span>{after}</span></p>'
        f"<p><b>{escape(section)}</b><span>{escape(cut)}</span><span>{mark} <time>{escape(clock)}</time></span></p></footer>"
    )


def _neighbour(slide: AnySlide) -> str:
    return escape(fitted(slide.title, size=FOOT_SIZE, room=NEIGHBOUR_ROOM))


def _note(words: str) -> str:
    return f'<p class="slide-note">{escape(words)}</p>' if words else ""


def _chip(chip: Chip) -> str:
    return f'<span class="slide-chip" style="{_colour(chip.colour)}">{escape(chip.shape)} {escape(chip.words)}</span>'


def _colour(colour: Colour) -> str:
    fill, ink = colour
    return f"background:{fill};color:{ink}"
