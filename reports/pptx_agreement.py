"""The slide of one agreement in the .pptx: its text, how each institution stands, its facts, what is asked."""

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide

from reports.deck_words import LAST_REPORT, Asked, asked, facts, subtitle
from reports.pptx_page import ACROSS, INK, LEFT, QUIET
from reports.pptx_shapes import Box, Letter, filled_box, rough_width, text_box
from reports.slides import REPORT_LINES, TEXT_SIZE, TEXT_WIDTH, AgreementSlide, Chip, Colour, Part

_TOP, _HEIGHT = 166.0, 484.0  # of the text and the institutions
_FACTS, _FACT = 666.0, 46.0  # their top, the height of each
_ASK = Box(LEFT, 858, ACROSS, 104)
_COLUMN = 592.0  # of the institutions
_NAME, _STATE = 36.0, 46.0  # heights of a line of a name and of the line below it
_LABELS = 336.0
_PLAIN, _STRONG, _LABEL = Letter(28, INK), Letter(28, INK, bold=True), Letter(28, QUIET)
_GROUND: Colour = ("#EDF0F3", INK)


def draw_agreement(slide: Slide, shown: AgreementSlide) -> None:
    """Everything below the title. Text and institutions share the width; institutions without text take it whole."""
    _write_light(slide, shown)
    text_box(slide, "Sesión y tema", Box(LEFT, 108, ACROSS, 40), [[(subtitle(shown), _LABEL)]])
    if shown.lines:
        lines = "\n".join(shown.lines)  # breaks within one paragraph: an agreement is one text
        text_box(slide, "Acuerdo", Box(LEFT, _TOP, TEXT_WIDTH + 20, _HEIGHT), [[(lines, Letter(TEXT_SIZE, INK))]], spacing=1.1)
    left = LEFT + ACROSS - _COLUMN if shown.lines else LEFT
    for number, column in enumerate(_columns(shown.parts, at_most=1 if shown.lines else 3)):
        _write_parts(slide, column, left=left + number * _COLUMN)
    _write_facts(slide, shown)
    _write_asked(slide, asked(shown))


def _write_light(slide: Slide, shown: AgreementSlide) -> None:
    """At the right of the head, with its reason below."""
    _write_chip(slide, "Semáforo", shown.light, left=LEFT + ACROSS - _chip_width(shown.light), top=50)
    text_box(slide, "Por qué", Box(LEFT, 108, ACROSS, 40), [[(shown.reason, _PLAIN)]], align=PP_ALIGN.RIGHT)


def _write_asked(slide: Slide, strip: Asked) -> None:
    filled_box(slide, "Marco", _ASK, _GROUND, [], edge=INK)
    label, words = Box(LEFT + 20, _ASK.top, _LABELS - 20, _ASK.height), Box(LEFT + _LABELS, _ASK.top, 1424, _ASK.height)
    text_box(slide, "Rótulo", label, [[(strip.heading, _STRONG)]], anchor=MSO_ANCHOR.MIDDLE)
    lines = [[(line, Letter(strip.size, INK, bold=True))] for line in strip.lines]
    text_box(slide, strip.heading, words, lines, anchor=MSO_ANCHOR.MIDDLE)


def _columns(parts: Sequence[Part], *, at_most: int) -> list[list[Part]]:
    columns: list[list[Part]] = [[]]
    for part in parts:
        if sum(map(_height, columns[-1])) + _height(part) > _HEIGHT and len(columns) < at_most:
            columns.append([])
        columns[-1].append(part)
    return columns


def _name_height(part: Part) -> float:
    return _NAME if rough_width(part.institution, _STRONG) <= _COLUMN else 2 * _NAME


def _height(part: Part) -> float:
    return _name_height(part) + _STATE


def _write_parts(slide: Slide, parts: Sequence[Part], *, left: float) -> None:
    """The institutions of one column: the name, below it the chip and its detail."""
    top = _TOP
    for part in parts:
        text_box(slide, "Institución", Box(left, top, _COLUMN, _name_height(part)), [[(part.institution, _STRONG)]])
        below = top + _name_height(part)
        right = _write_chip(slide, "Estado", part.chip, left=left, top=below)
        if part.detail:
            text_box(slide, "Detalle", Box(right, below + 4, left + _COLUMN - right, 32), [[(part.detail, Letter(24, INK))]])
        top += _height(part)


def _write_chip(slide: Slide, name: str, chip: Chip, *, left: float, top: float) -> float:
    """A chip as wide as its words; gives back where the words beside it begin."""
    across = _chip_width(chip)
    filled_box(slide, name, Box(left, top, across, 38), chip.colour, [[_chip_words(chip)]])
    return left + across + 12


def _chip_words(chip: Chip) -> tuple[str, Letter]:
    return f"{chip.shape} {chip.words}", Letter(24, chip.colour[1], bold=True)


def _chip_width(chip: Chip) -> float:
    return rough_width(*_chip_words(chip)) + 28


def _write_facts(slide: Slide, shown: AgreementSlide) -> None:
    for number, fact in enumerate(facts(shown)):
        top, left = _FACTS + number * _FACT, LEFT + _LABELS
        text_box(slide, f"Rótulo: {fact.name}", Box(LEFT, top, _LABELS, _FACT), [[(fact.name, _LABEL)]])
        if fact.chip is not None:
            left = _write_chip(slide, f"Estado: {fact.name}", fact.chip, left=left, top=top - 2)
        height = _FACT * (REPORT_LINES if fact.name == LAST_REPORT else 1)
        text_box(slide, fact.name, Box(left, top, LEFT + ACROSS - left, height), [[(fact.words, _PLAIN)]])
