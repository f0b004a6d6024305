"""The fixed words that the deck's PDF and .pptx share, those of the screen: labels, the foot, and what a chart says in words."""

from dataclasses import dataclass

from reports.slides import AgreementSlide, AnySlide, Bar, ChartSlide, Chip, ClosingSlide, Deck, Figure, OpeningSlide

LATE = Chip("▲", "Con plazo vencido", ("#B3261E", "#FFFFFF"))
TOTAL = "Total"
DEADLINE, LAST_REPORT, EVIDENCE = "Plazo", "Último reporte", "Medio de verificación"
ASKED, DECIDED = "Qué se pide hoy", "✔ Decidido en esta sesión"
DEMO = "Demostración: datos inventados"
DECIDED_SHOWN = 2  # of what was decided on an agreement; all of it is on the closing slides
_NEIGHBOUR, _CUT = 46, 88  # letters that fit their places in the foot


@dataclass(frozen=True)
class Foot:
    """The foot of a slide: its number of how many and its section, its neighbours ("" where there is none), cut and filters."""

    number: int
    total: int
    section: str
    before: str
    after: str
    cut: str
    demo: str


@dataclass(frozen=True)
class Fact:
    """A line of what is known of an agreement: its label, the state if it has one, the words."""

    name: str
    chip: Chip | None
    words: str


@dataclass(frozen=True)
class Asked:
    """The strip at the foot of an agreement: heading and lines, and in pixels the size in which they fit."""

    heading: str
    lines: tuple[str, ...]
    size: int


def foot(deck: Deck, place: int) -> Foot:
    """The foot of the slide at `place`, from 0."""
    slides = deck.slides
    return Foot(
        number=place + 1,
        total=len(slides),
        section=slides[place].section,
        before=f"◀ {_short(slides[place - 1].title, _NEIGHBOUR)}" if place > 0 else "",
        after=f"{_short(slides[place + 1].title, _NEIGHBOUR)} ▶" if place + 1 < len(slides) else "",
        cut=_short(" · ".join(part for part in (deck.cut, deck.filters) if part), _CUT),
        demo=DEMO if deck.demo else "",
    )


def change(figure: Figure) -> str:
    """The change of a figure with what it is counted from, which is the session of the title."""
    return f"{figure.change} desde entonces" if figure.change.startswith(("+", "−")) else figure.change


def bar_name(bar: Bar) -> str:
    """The name of a bar with its total and, where there are any, its overdue: "PNP · 6 · ▲ 2"."""
    return " · ".join((bar.name, str(sum(bar.counts)), *([f"{LATE.shape} {bar.late}"] if bar.late else [])))


def chart_key(slide: ChartSlide) -> str:
    """What the figures beside a name count."""
    late = f" · {LATE.shape} {LATE.words.lower()}" if any(bar.late for bar in slide.bars) else ""
    return f"Total de {slide.unit}{late}"


def chart_words(slide: ChartSlide) -> tuple[str, ...]:
    """A chart as sentences, one per bar, for who cannot see it and for who wants the figures: "PNP: 3 sin reporte, 2 en curso"."""
    return tuple(f"{bar.name}: {_counts(slide, bar)}" for bar in slide.bars)


def _counts(slide: ChartSlide, bar: Bar) -> str:
    told = [f"{count} {chip.words.lower()}" for chip, count in zip(slide.categories, bar.counts, strict=True) if count]
    if bar.late:
        told.append(f"{bar.late} {LATE.words.lower()}")
    return ", ".join(told) or f"0 {slide.unit}"


def subtitle(slide: AgreementSlide) -> str:
    """The session that adopted an agreement, and its theme."""
    return " · ".join(part for part in (slide.session, slide.theme) if part)


def facts(slide: AgreementSlide) -> tuple[Fact, ...]:
    """What stands below an agreement, in fixed places; the last one has `REPORT_LINES`."""
    return (
        Fact(DEADLINE, slide.deadline, slide.deadline_words),
        Fact(EVIDENCE, None, slide.evidence),
        Fact(LAST_REPORT, None, slide.last_report),
    )


def asked(slide: AgreementSlide) -> Asked:
    """What is asked today; once it was decided, the newest decisions in its place."""
    return Asked(DECIDED, slide.decided[-DECIDED_SHOWN:], 28) if slide.decided else Asked(ASKED, (slide.ask,), 32)


def full_text(deck: Deck, slide: AgreementSlide) -> str:
    """The whole text of an agreement that may go over several slides."""
    parts = [other for other in deck.slides if isinstance(other, AgreementSlide) and other.ref == slide.ref]
    return " ".join(line for part in parts for line in part.lines)


def note(deck: Deck, slide: AnySlide) -> str:
    """What stands in the notes under a slide: the text whole, the figures in words. Nothing that the slides do not hold."""
    match slide:
        case AgreementSlide():
            return "\n".join(filter(None, (f"Acuerdo {slide.code}", full_text(deck, slide), *slide.decided)))
        case ChartSlide():
            return "\n".join((slide.title, *chart_words(slide)))
        case OpeningSlide():
            return "\n".join((slide.title, *slide.lines))
        case ClosingSlide():
            return "\n".join((slide.title, *(" · ".join(filter(None, (line.at, line.agreement, line.words))) for line in slide.decisions)))


def _short(words: str, letters: int) -> str:
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"
