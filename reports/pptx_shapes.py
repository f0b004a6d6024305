"""What the slides of a .pptx are drawn with: text that PowerPoint keeps as text, boxes, and the page as our own template.

Lengths are those of the projector: pixels of a slide 1920 wide and 1080 high. Sizes of letters are fixed; nothing shrinks
by itself, because a shrunken letter is not read from the last row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.table import Table
from pptx.table import _Cell as Cell
from pptx.text.text import Font, TextFrame
from pptx.util import Emu, Length, Pt

from reports.slides import Colour

FONT = "Arial"  # narrower than Inter, which the lines were measured with, and on every computer that has PowerPoint
_NUMBER_FIELD = "{6B1F8A52-0D2C-4C0E-9C57-5B0B6D6E2A11}"  # any identifier, the same on every slide
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid" of PowerPoint
_SHARES = ((" .,:;·'|iíIjl", 0.32), ("frt()-", 0.42), ("abcdeghknñopqsuvxyzáéóúü0123456789", 0.6), ("ABCDEFHKLNPRSTUVXYZÁÉÍÓÚÑ%", 0.74))
_WIDEST = 0.96  # of the size: m, w, M, W, and every shape
_EMU_PER_PIXEL = 6350  # 13.333 inches in 1920 pixels
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Box:
    """A place on the slide, in pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Letter:
    """How words are written: size in pixels, ink as "#14202B"."""

    size: float
    ink: str
    bold: bool = False


Piece = tuple[str, Letter]
Line = Sequence[Piece]


def pixels(length: float) -> Length:
    """Pixels as PowerPoint counts."""
    return Emu(round(length * _EMU_PER_PIXEL))


def points(size: float) -> Length:
    """The size of a letter: a pixel of the projector is half a point of the page."""
    return Pt(size / 2)


def colour(hexadecimal: str) -> RGBColor:
    """ "#14202B" as PowerPoint writes it."""
    return RGBColor.from_string(hexadecimal.removeprefix("#"))


def allowed(text: str) -> str:
    """The text without the characters that no XML may hold: one of them would make the file unreadable."""
    return _NO_XML.sub("", text)


def rough_width(words: str, letter: Letter) -> float:
    """How wide a line is in Arial at most, in pixels: PowerPoint alone measures, and a box must be wide enough before."""
    return letter.size * sum(next((share for letters, share in _SHARES if sign in letters), _WIDEST) for sign in words)


def _dress(font: Font, letter: Letter) -> None:
    font.size = points(letter.size)
    font.bold = letter.bold
    font.color.rgb = colour(letter.ink)
    font.language_id = MSO_LANGUAGE_ID.SPANISH_PERU


def number_field(frame: TextFrame, number: int, rest: str, letter: Letter) -> None:
    """The number of the slide as a field, which follows when slides are moved, and `rest` beside it."""
    write(frame, [[(str(number), letter), (rest, letter)]])
    run = frame.paragraphs[0].runs[0]._r
    run.tag = qn("a:fld")
    run.set("id", _NUMBER_FIELD)
    run.set("type", "slidenum")


def write(frame: TextFrame, lines: Sequence[Line], *, align: PP_ALIGN = PP_ALIGN.LEFT, spacing: float = 1.0) -> None:
    """Each line as a paragraph of its own, its pieces as runs in Spanish of Peru; "\\n" breaks a line within its paragraph."""
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        paragraph.line_spacing = spacing
        for words, letter in line:
            for row, broken in enumerate(words.split("\n")):
                if row:
                    paragraph.add_line_break()
                run = paragraph.add_run()
                run.text = allowed(broken)
                _dress(run.font, letter)


def text_box(
    slide: Slide, name: str, box: Box, lines: Sequence[Line], *, align: PP_ALIGN = PP_ALIGN.LEFT, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP, spacing: float = 1.0
) -> Shape:
    """Words without a frame. `name` is what the selection pane shows."""
    shape = slide.shapes.add_textbox(pixels(box.left), pixels(box.top), pixels(box.width), pixels(box.height))
    shape.name = name
    settle(shape.text_frame, anchor, margin=0)
    write(shape.text_frame, lines, align=align, spacing=spacing)
    return shape


def filled_box(slide: Slide, name: str, box: Box, fill: Colour, lines: Sequence[Line], *, edge: str | None = None) -> Shape:
    """Words on a ground, centred in height. `fill` is (ground, ink); `edge` draws a frame that stays in a print without colours."""
    shape = text_box(slide, name, box, lines, anchor=MSO_ANCHOR.MIDDLE)  # a shape of the theme would bring its shadow
    shape.text_frame.margin_left = shape.text_frame.margin_right = pixels(14)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill[0])
    if edge is not None:
        shape.line.color.rgb = colour(edge)
        shape.line.width = points(2)
    return shape


def table(slide: Slide, name: str, place: Box, widths: Sequence[float], heights: Sequence[float]) -> Table:
    """A plain table, without the bands and colours that PowerPoint gives by itself; its rows grow with their words."""
    frame = slide.shapes.add_table(len(heights), len(widths), pixels(place.left), pixels(place.top), pixels(place.width), pixels(place.height))
    frame.name = name
    made = frame.table
    for style in made._tbl.iter(qn("a:tableStyleId")):
        style.text = _NO_STYLE
    made.first_row = made.horz_banding = False
    for number, width in enumerate(widths):
        made.columns[number].width = pixels(width)
    for number, height in enumerate(heights):
        made.rows[number].height = pixels(height)
    return made


def fill_cell(cell: Cell, lines: Sequence[Line], *, ground: str | None = None, margin: float = 0) -> None:
    """Words in a cell, on a ground where one is given."""
    cell.margin_left = cell.margin_right = pixels(margin)
    cell.margin_top = cell.margin_bottom = pixels(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if ground is not None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(ground)
    write(cell.text_frame, lines)


def settle(frame: TextFrame, anchor: MSO_ANCHOR, *, margin: float) -> None:
    """Fixes how a frame holds its words: wrapped, never shrunk, `margin` pixels from its sides."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = pixels(margin)
    frame.margin_top = frame.margin_bottom = pixels(0)
