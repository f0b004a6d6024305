"""The page that every slide of the .pptx stands on: 16:9, one layout of our own, its title, its head and its foot."""

from typing import Any

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Book
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout, SlideMaster

from reports.deck_words import Foot
from reports.pptx_shapes import FONT, Box, Letter, filled_box, number_field, pixels, settle, text_box, write
from reports.slides import HEIGHT, WIDTH

INK, QUIET, WHITE = "#14202B", "#44525F", "#FFFFFF"
LEFT, ACROSS = 72.0, 1776.0
SMALL = Letter(24, QUIET)
_TITLE = Box(LEFT, 40, ACROSS, 128)
_RULE = Box(LEFT, 972, ACROSS, 3)
_FOOT = (982.0, 1018.0)  # the tops of its two rows
_ROW = 34.0


def empty_book() -> Book:
    """A presentation without slides whose only layout is ours: what python-pptx brings along is 4:3 and in English."""
    book = Presentation()
    book.slide_width, book.slide_height = pixels(WIDTH), pixels(HEIGHT)
    master = book.slide_masters[0]
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())
    for part, left_over in ((book.part.package, RELATIONSHIP_TYPE.THUMBNAIL), (book.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)):
        _drop(part, left_over)
    layout = next(layout for layout in book.slide_layouts if layout.name == "Title Only")
    for other in [other for other in book.slide_layouts if other is not layout]:
        book.slide_layouts.remove(other)
    layout._element.cSld.set("name", "Diapositiva")
    for page in (master, layout):
        _keep_title(page)
    return book


def _drop(part: Any, kind: str) -> None:
    """What the template brings along of another presentation: the picture of its first slide, somebody's printer."""
    for name in [name for name, relation in part._rels.items() if relation.reltype == kind]:
        part._rels.pop(name)


def _keep_title(page: SlideMaster | SlideLayout) -> None:
    title, *others = page.placeholders
    for other in others:
        other._element.getparent().remove(other._element)
    _place(title, _TITLE)
    title.name = "Título"
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    title.text_frame.text = "Título"
    title.text_frame.paragraphs[0].runs[0].font.language_id = MSO_LANGUAGE_ID.SPANISH_PERU


def _place(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = pixels(box.left), pixels(box.top), pixels(box.width), pixels(box.height)


def add_page(book: Book, *, title: str, under: Foot) -> Slide:
    """A slide with its title in the title's own place, so that the outline shows it, and its foot."""
    slide = book.slides.add_slide(book.slide_layouts[0])
    heading = slide.shapes.title
    if heading is None:
        raise ValueError(book.slide_layouts[0].name)
    heading.name = "Título"
    settle(heading.text_frame, MSO_ANCHOR.TOP, margin=0)
    write(heading.text_frame, [[(title, Letter(50, INK, bold=True))]])
    filled_box(slide, "Línea", _RULE, (INK, WHITE), [])
    _write_foot(slide, under)
    return slide


def _write_foot(slide: Slide, under: Foot) -> None:
    for name, words, align in (
        ("Anterior", under.before, PP_ALIGN.LEFT),
        ("Demostración", under.demo, PP_ALIGN.CENTER),
        ("Siguiente", under.after, PP_ALIGN.RIGHT),
    ):
        if words:
            text_box(slide, name, Box(LEFT, _FOOT[0], ACROSS, _ROW), [[(words, SMALL)]], align=align)
    strong = Letter(24, INK, bold=True)
    number = text_box(slide, "Número", Box(LEFT, _FOOT[1], 600, _ROW), [])
    number_field(number.text_frame, under.number, f" / {under.total} · {under.section}", strong)
    text_box(slide, "Corte", Box(LEFT + 600, _FOOT[1], ACROSS - 600, _ROW), [[(under.cut, SMALL)]], align=PP_ALIGN.RIGHT)
