"""The sheet of the president on paper, opened by an independent reader: whatever was typed comes out as itself."""

from dataclasses import replace

import pytest

from reports.presidency_pdf import presidency_pdf
from reports.presidency_sheet import (
    Deadlines,
    Decision,
    Decisions,
    InstitutionRow,
    Institutions,
    Promise,
    Promises,
    Sheet,
    Tally,
)
from reports.slides import Bar, Chip, Figure
from tests.reports.printed import A4_WIDTH, bare, catalogue, marks, opened, properties, runs_of, words_of

RED, GREY = ("#B3261E", "#FFFFFF"), ("#C3CBD3", "#14202B")
LATE, SILENT, BROKEN = Chip("▲", "Rojo", RED), Chip("○", "Sin reporte", GREY), Chip("✕", "No cumplido", RED)
MADE = "Generado el 23/11/2026 09:30"
HOSTILE = {
    "code of the typesetter": '#eval("1") #include "presidency.typ" #sys.inputs #{ 1 }',
    "its marks": "*a* _b_ $x^2$ `c` = d - e + f / g <h> @i [j] \\k // l /* m */ ~ -- --- ... ' \"",
    "markup of others": "<b>x</b> &amp; ![p](http://x.pe/p.png) :red[a] {{a}} %s \\n",
    "letters of many lands": "Ñandú Ωμέγα Жизнь Łódź ✕ ✔ ∞ → ½ º «»",
    "a word of many letters": "palabrota" * 60,
}


def sheet(text: str = "Acuerdo", *, institutions: int = 2) -> Sheet:
    """A small sheet with this text wherever somebody types."""
    rows = tuple(InstitutionRow(Bar(f"{text} {place}", (place, 1), place % 3), "hace 41 días") for place in range(institutions))
    return Sheet(
        title="Presidencia", committee=text, demo="", cut="Corte al 23/11/2026", filters=f"Filtros: Sesión: {text}", judgement="De 9 acuerdos: uno.",
        figures=(Figure("1 de 9", "Cumplidos", "+1"), Figure("8 de 9", "Vencidos", "−2")), since="Cambios desde la sesión del 25/02/2026.",
        decisions=Decisions("Requieren su decisión", (Decision("2026-O1-2.1", text, f"Informe de {text}", "para el 30/11/2026", text, LATE),), "8 sin novedad."),
        institutions=Institutions("Por institución", (SILENT, BROKEN), rows, text),
        deadlines=Deadlines("Por plazo", (Tally(Chip("▲", "Vencido", RED), 8), Tally(Chip("○", "Sin plazo", GREY), 0)), "9 acuerdos abiertos."),
        promises=Promises("Prometido y cumplido", (Tally(BROKEN, 1), Tally(LATE, 0)), (Promise("2026-O1-01", text, "01/04/2026", BROKEN),), "y 1 acuerdo más", "Del 25/02/2026."),
        rule=(LATE, SILENT), rule_note="Gris no es verde.",
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_what_was_typed_comes_out_as_itself_wherever_it_stands(text: str) -> None:
    pdf = presidency_pdf(sheet(text), made=MADE)
    assert words_of(pdf).count(bare(text)) >= 9
    assert properties(pdf).title == f"Presidencia · {text}"


def test_a_word_that_no_line_holds_is_divided_and_stays_on_the_page() -> None:
    runs = runs_of(presidency_pdf(sheet("x" * 300), made=MADE))
    assert sum(text.count("x") for _, text in runs) >= 9 * 300
    assert max(bare(line).count("x") for _, text in runs for line in text.splitlines()) < 200
    assert max(left for left, _ in runs) < A4_WIDTH


def test_the_document_is_tagged_and_says_its_language_and_title_and_promises_to_be_accessible() -> None:
    pdf = presidency_pdf(sheet(), made=MADE)
    root = catalogue(pdf)
    assert marks(pdf)["/Marked"]
    assert root["/Lang"] == "es-PE"
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_a_sign_that_no_font_has_costs_the_promise_and_not_the_document() -> None:
    pdf = presidency_pdf(sheet("Reunión 🙂 de enero"), made=MADE)
    assert "Reunión" in words_of(pdf)
    assert marks(pdf)["/Marked"]
    assert b"pdfuaid" not in pdf


def test_the_same_sheet_gives_the_same_bytes_and_holds_no_date_of_the_machine() -> None:
    pdf = presidency_pdf(sheet(), made=MADE)
    assert pdf == presidency_pdf(sheet(), made=MADE)
    assert pdf != presidency_pdf(sheet("Otro"), made=MADE)
    assert properties(pdf).creation_date is None


def test_the_parts_are_read_in_the_order_of_the_page() -> None:
    words = words_of(presidency_pdf(sheet(), made=MADE))
    parts = ["De9acuerdos", "1de9", "Requierensudecisión", "Porinstitución", "Porplazo", "Prometidoycumplido", "Cómosedecideelsemáforo"]
    assert [words.index(part) for part in parts] == sorted(words.index(part) for part in parts)


def test_every_page_says_when_it_was_made_at_which_cut_and_which_of_how_many_it_is() -> None:
    pages = [bare(page.extract_text()) for page in opened(presidency_pdf(sheet(institutions=90), made=MADE)).pages]
    assert len(pages) > 1
    for number, words in enumerate(pages, 1):
        assert f"Página{number}de{len(pages)}" in words
        assert bare(f"{MADE} · Corte al 23/11/2026 · Filtros: Sesión: Acuerdo") in words


def test_zeros_are_printed() -> None:
    words = words_of(presidency_pdf(sheet(), made=MADE))
    assert "○Sinplazo0" in words
    assert "Rojo:0" in words


def test_a_sheet_without_anything_is_still_a_page() -> None:
    nothing = replace(
        sheet(), decisions=Decisions("Requieren su decisión", (), "Todavía no hay acuerdos."),
        institutions=Institutions("Por institución", (), (), ""), promises=Promises("Prometido y cumplido", (), (), "", ""),
    )  # fmt: skip
    assert "Todavíanohayacuerdos." in words_of(presidency_pdf(nothing, made=MADE))
