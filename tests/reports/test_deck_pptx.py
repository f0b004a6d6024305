"""The deck as .pptx, read back as a package of XML and, where it is installed, by LibreOffice."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.deck_pptx import deck_pptx
from reports.deck_words import bar_name
from reports.slides import HEIGHT, WIDTH, AgreementSlide, Bar, ChartSlide, Deck, Part
from tests.reports.decks import (
    AGREEMENT,
    CHART,
    HOSTILE,
    OPEN,
    OPENING,
    PLAIN,
    chip_texts,
    deck_of,
    missing_in_order,
    texts_of,
)
from tests.reports.opened_pptx import CHART as C
from tests.reports.opened_pptx import DRAWING as A
from tests.reports.opened_pptx import SLIDES as P
from tests.reports.opened_pptx import Opened, opened
from ui.slide_fitting import Face, broken

PIXEL = 6350


@pytest.fixture(scope="module")
def plain() -> Opened:
    return opened(deck_pptx(PLAIN))


@pytest.fixture(scope="module")
def demo(demonstrated: Deck) -> Opened:
    return opened(deck_pptx(demonstrated))


def test_the_page_is_16_to_9(plain: Opened) -> None:
    size = plain.xml("ppt/presentation.xml").find(f"{P}sldSz")
    assert size is not None
    assert (size.attrib["cx"], size.attrib["cy"]) == ("12192000", "6858000")


def test_every_slide_says_all_of_its_own_in_order(demonstrated: Deck, demo: Opened) -> None:
    assert len(demo.slides) == len(demonstrated.slides)
    missing = [
        (slide.key, text)
        for slide, part in zip(demonstrated.slides, demo.slides, strict=True)
        for text in missing_in_order([slide.title, *texts_of(slide)], " ".join(demo.paragraphs(part)))
    ]
    assert missing == []


@pytest.mark.parametrize("place", range(len(PLAIN.slides)))
def test_a_slide_says_where_it_is_and_the_day_of_the_data(plain: Opened, place: int) -> None:
    told = " ".join(plain.paragraphs(plain.slides[place]))
    assert missing_in_order(texts_of(PLAIN.slides[place]), told) == []
    assert missing_in_order([f"{place + 1} / 6 · {PLAIN.slides[place].section}", "Corte al 19/08/2026 · Tema: Violencia"], told) == []


def test_the_titles_stand_in_the_title_so_that_the_outline_has_them(demonstrated: Deck, demo: Opened) -> None:
    titles = []
    for part in demo.slides:
        holders = [shape for shape in demo.xml(part).iter(f"{P}sp") if shape.find(f".//{P}ph[@type='title']") is not None]
        titles.append(["".join(text.text or "" for text in shape.iter(f"{A}t")) for shape in holders])
    assert titles == [[slide.title] for slide in demonstrated.slides]


def charts(deck: Deck, file: Opened) -> list[tuple[ChartSlide, str]]:
    """The slides with a chart, each with the part of its chart."""
    slides = [(slide, part) for slide, part in zip(deck.slides, file.slides, strict=True) if isinstance(slide, ChartSlide)]
    return [(slide, chart) for slide, part in slides for chart in file.beside(part, "ppt/charts/")]


def test_the_charts_are_native_and_hold_the_figures_of_the_slide(demonstrated: Deck, demo: Opened) -> None:
    found = charts(demonstrated, demo)
    assert len(found) == sum(isinstance(slide, ChartSlide) for slide in demonstrated.slides) > 0
    for slide, part in found:
        series = list(demo.xml(part).iter(f"{C}ser"))
        assert ["".join(text.text or "" for text in one.findall(f"{C}tx//{C}v")) for one in series] == chip_texts(*slide.categories)
        values = [[float(value.text or "nan") for value in one.findall(f"{C}val//{C}v")] for one in series]
        assert list(zip(*values, strict=True)) == [bar.counts for bar in slide.bars]
        names = [text.text for text in series[0].findall(f"{C}cat//{C}v")]
        assert names == [bar_name(bar) for bar in slide.bars]
        fills = [one.find(f"{C}spPr/{A}solidFill/{A}srgbClr") for one in series]
        assert [f"#{fill.attrib['val']}" for fill in fills if fill is not None] == [chip.colour[0] for chip in slide.categories]


def test_the_workbook_in_a_chart_holds_the_same_figures(demonstrated: Deck, demo: Opened) -> None:
    for slide, part in charts(demonstrated, demo):
        (book,) = demo.beside(part, "ppt/embeddings/")
        rows = list(load_workbook(BytesIO(demo.parts[book]))["Sheet1"].iter_rows(values_only=True))
        assert [str(name) for name in rows[0][1:]] == chip_texts(*slide.categories)
        assert [row[1:] for row in rows[1:]] == [bar.counts for bar in slide.bars]


def test_a_chart_is_told_in_words_to_who_cannot_see_it(plain: Opened) -> None:
    frame = next(plain.xml(plain.slides[1]).iter(f"{P}graphicFrame"))
    told = frame.findall(f".//{P}cNvPr")[0].attrib["descr"]
    assert "PNP: 1 sin reporte, 3 en curso, 2 cumplido, 2 con plazo vencido" in told
    assert "Juntas Vecinales: 2 sin reporte" in told


def test_nothing_is_a_picture(demo: Opened) -> None:
    assert [part for part in demo.parts if part.endswith((".png", ".jpeg", ".jpg", ".emf", ".bin"))] == []
    assert all(b"<p:pic>" not in demo.parts[part] for part in demo.slides)


def test_all_words_are_in_spanish_of_peru(demo: Opened) -> None:
    runs = [run for part in demo.slides for run in demo.xml(part).iter(f"{A}rPr")]
    assert runs
    assert {run.attrib.get("lang") for run in runs} == {"es-PE"}


def test_the_notes_hold_the_whole_text_of_a_divided_agreement(demonstrated: Deck, demo: Opened) -> None:
    divided = [(slide, part) for slide, part in zip(demonstrated.slides, demo.slides, strict=True) if isinstance(slide, AgreementSlide) and slide.pages > 1]
    assert divided
    for slide, part in divided:
        (notes,) = demo.beside(part, "ppt/notesSlides/")
        whole = [line for other in demonstrated.slides if isinstance(other, AgreementSlide) and other.ref == slide.ref for line in other.lines]
        assert missing_in_order([" ".join(whole)], " ".join(demo.paragraphs(notes))) == []


def test_the_notes_hold_nothing_that_the_slides_do_not(demonstrated: Deck, demo: Opened) -> None:
    shown = [text for slide in demonstrated.slides for text in (slide.title, *texts_of(slide))]
    texts = [line for slide in demonstrated.slides for line in getattr(slide, "lines", ())]  # without what stands between its slides
    known = "".join("".join(shown + texts).split())
    for slide, part in zip(demonstrated.slides, demo.slides, strict=True):
        if not isinstance(slide, ChartSlide):  # theirs are the figures in words
            (notes,) = demo.beside(part, "ppt/notesSlides/")
            told = [line for line in demo.paragraphs(notes) if line != f"Acuerdo {getattr(slide, 'code', '')}"]
            assert [line for line in told if "".join(line.split()) not in known] == []


def rows_needed(paragraph: str, size: int, room: int, *, bold: bool) -> int:
    return max(1, len(broken(paragraph, size=size, room=room, face=Face.BOLD if bold else Face.REGULAR)))


def boxes(file: Opened, part: str) -> list[tuple[str, int, int]]:
    """Each box with text: its words, how many pixels its lines need in Inter, wider than the font that is used, and how many it has."""
    found = []
    for shape in file.xml(part).iter(f"{P}sp"):
        place = shape.find(f"{P}spPr/{A}xfrm/{A}ext")
        if place is None:
            continue
        width, height = (int(place.attrib[side]) // PIXEL for side in ("cx", "cy"))
        needed = 0.0
        for paragraph in shape.iter(f"{A}p"):
            first = paragraph.find(f".//{A}rPr")
            if first is None:
                continue
            size, bold = int(first.attrib["sz"]) // 50, first.attrib["b"] == "1"
            spacing = next(paragraph.iter(f"{A}spcPct"))
            text = "".join("\n" if piece.tag == f"{A}br" else "".join(t.text or "" for t in piece.iter(f"{A}t")) for piece in paragraph)
            rows = sum(rows_needed(row, size, width, bold=bold) for row in text.split("\n"))
            needed += rows * size * 1.15 * int(spacing.attrib["val"]) / 100_000
        found.append((shape.findall(f".//{P}cNvPr")[0].attrib["name"], round(needed), height))
    return found


def test_no_words_of_the_demonstration_leave_their_box(demo: Opened) -> None:
    over = [(part, *box) for part in demo.slides for box in boxes(demo, part) if box[1] > box[2] + 8]
    assert over == []


def test_nothing_stands_outside_the_page(demo: Opened) -> None:
    outside = []
    for part in demo.slides:
        for frame in [*demo.xml(part).iter(f"{A}xfrm"), *demo.xml(part).iter(f"{P}xfrm")]:
            corner, size = frame.find(f"{A}off"), frame.find(f"{A}ext")
            assert corner is not None
            assert size is not None
            right, bottom = (int(corner.attrib[at]) + int(size.attrib[by]) for at, by in (("x", "cx"), ("y", "cy")))
            if right > WIDTH * PIXEL or bottom > HEIGHT * PIXEL or int(corner.attrib["x"]) < 0 or int(corner.attrib["y"]) < 0:
                outside.append((part, right, bottom))
    assert outside == []


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert deck_pptx(PLAIN) == deck_pptx(PLAIN)


def test_hostile_text_leaves_a_file_that_is_read_and_no_formula() -> None:
    deck = deck_of(
        replace(AGREEMENT, title=HOSTILE, lines=(HOSTILE,), ask=HOSTILE, decided=(), parts=(Part(HOSTILE, OPEN, HOSTILE),)),
        replace(CHART, title=HOSTILE, bars=(Bar(HOSTILE, (1, 0, 0, 0)), Bar("https://x.pe/" + "a" * 300, (0, 1, 0, 0)), Bar("{=1+1}", (0, 0, 1, 0)))),
        replace(OPENING, lines=(HOSTILE,)),
    )
    file = opened(deck_pptx(deck))
    for part in file.parts:
        if part.endswith((".xml", ".rels")):
            file.xml(part)
    kept = "".join(letter for letter in HOSTILE if letter.isprintable() and letter != "\ufffe")
    assert missing_in_order([kept, "Qué se pide hoy", kept], " ".join(file.paragraphs(file.slides[0]))) == []
    ((_, chart),) = charts(deck, file)
    (book,) = file.beside(chart, "ppt/embeddings/")
    names = [row[0] for row in load_workbook(BytesIO(file.parts[book]))["Sheet1"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in names] == ["s", "s", "s"]
    assert [cell.hyperlink for cell in names] == [None, None, None]


def test_libreoffice_opens_every_slide(demonstrated: Deck, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or not (Path(office).resolve().parent / "libsdlo.so").exists():
        pytest.skip("LibreOffice Impress is not installed: that it opens our slides was not tested here")
    (tmp_path / "sesion.pptx").write_bytes(deck_pptx(demonstrated))
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "sesion.pptx")]
    subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    pages = PdfReader(tmp_path / "sesion.pdf").pages
    assert len(pages) == len(demonstrated.slides)
    assert all(slide.title.split()[0] in page.extract_text() for slide, page in zip(demonstrated.slides, pages, strict=True))
