"""Llamadas de hoy: the page, its A4 and its workbook say the same; a call is recorded in one line and taken back at once."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from follow_up.cut_off import CutOff
from follow_up.vocabulary import ContactKind
from reports.calls_pdf import calls_pdf
from reports.calls_sheet import CallRow, CallsSheet
from tests.data_store.records import TODAY
from tests.pages.conftest import DEMO_DAY
from tests.pages.screen import Sees, elements, run, said
from tests.reports.printed import bare, opened, words_of
from tracker.writing.calls_book import write_calls_book
from ui.calls import CallsView, calls_book, calls_view
from ui.calls_panels import OWED_SHOWN
from ui.clock import today
from ui.escaping import markdown_safe
from ui.filters import FOLLOW_UP, THEME
from ui.frame import PageContext, open_at

MADE = "Generado el 20/11/2026 12:00"


def here() -> PageContext:
    """The page that was opened last, as it stands now."""
    return open_at(CutOff(today()))


def view_of(*themes: str) -> CallsView:
    """What it is drawn from, for some themes or all."""
    return calls_view(here(), themes, ())


def told(row: CallRow) -> list[str]:
    """Every text of one institution, beside its name."""
    owed = [text for one in row.owed for text in (one.ref, one.what)]
    return [row.name, row.post, row.worst.words, row.step.words, row.last_report, row.last_contact, row.wait, *owed]


def frame_of(sheet: CallsSheet) -> list[str]:
    """What stands around the institutions."""
    return [sheet.answer, sheet.sums, sheet.cut, *sheet.rest, *sheet.rule]


def test_page_paper_and_workbook_say_the_same(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "calls", day=DEMO_DAY)
    sheet = view_of().sheet
    page = said(screen)
    hidden = {text for row in sheet.today for one in row.owed[OWED_SHOWN:] for text in (one.ref, one.what)}
    rows = [*sheet.today, *sheet.waiting]
    texts = [*frame_of(sheet), *(text for row in rows for text in (row.institution, *told(row)))]
    assert [text for text in texts if markdown_safe(text) not in page and text not in page and text not in hidden] == []
    pdf = calls_pdf(sheet, made=MADE)
    paper = words_of(pdf)
    assert [text for text in texts if bare(text) not in paper] == []
    assert bare(sheet.registry) in paper
    assert b"pdfuaid" in pdf
    assert len(opened(pdf).pages) < 8
    book = load_workbook(BytesIO(write_calls_book(calls_book(here(), sheet))))
    written = "\n".join(str(cell.value) for name in book.sheetnames for line in book[name].iter_rows() for cell in line if cell.value)
    assert [text for row in rows for text in (row.institution, *told(row)) if text not in written and text != row.worst.words] == []
    assert sheet.registry in written
    assert [row.late for row in sheet.today] == [line[5].value or 0 for line in book["Llamadas"].iter_rows() if line[1].value == "Hoy"]


def test_the_demonstration_shows_every_step_and_both_kinds_of_waiting(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "calls", day=DEMO_DAY)
    sheet = view_of().sheet
    assert {row.step.shape for row in (*sheet.today, *sheet.waiting)} == {"1", "2", "3", "4"}
    assert "Se espera su respuesta hasta el" in said(screen)
    assert "Respondió o informó hace poco" in said(screen)
    assert f"{len(sheet.today)} hoy, {len(sheet.waiting)} en espera" in sheet.sums


def test_themes_and_follow_up_bodies_of_the_address_keep_only_their_agreements(sees: Sees, invented: Path) -> None:
    everything = sees(invented, "calls", day=DEMO_DAY)
    board = here().board
    theme, label = board.agreements[["theme_code", "theme"]].iloc[0]
    screen = sees(invented, "calls", day=DEMO_DAY, **{THEME: label})
    view, whole = view_of(theme), view_of()
    assert set(view.found["theme_code"]) == {theme}
    assert view.sheet.answer in said(screen)
    assert view.sheet.answer not in said(everything)
    assert label in view.sheet.filters
    steps = whole.calls.set_index("institution_id")["step"]  # where asking stands follows from everything, whatever is kept
    assert view.calls["step"].tolist() == steps[view.calls["institution_id"]].tolist()
    nobody = sees(invented, "calls", day=DEMO_DAY, **{FOLLOW_UP: "Nadie"})
    assert "Responsable de seguimiento = «Nadie»" in said(nobody)


def save(screen: AppTest, institution_id: int) -> AppTest:
    form = f"call-{institution_id}-"
    next(button for button in screen.button if button.proto.form_id.startswith(form)).click()
    return run(screen)


def put(screen: AppTest, institution_id: int, kind: ContactKind, *, note: str = "", number: str = "") -> None:
    """Fill the line of one institution."""
    prefix = f"call-{institution_id}-0"
    screen.selectbox(key=f"{prefix}-kind").set_value(kind)
    screen.text_input(key=f"{prefix}-note").set_value(note)
    screen.text_input(key=f"{prefix}-number").set_value(number)


def test_a_call_is_recorded_in_one_line_then_waits_and_is_taken_back_at_once(sees: Sees, base: Path) -> None:
    day = TODAY.replace(month=4)
    screen = sees(base, "calls", day=day)
    before = view_of()
    first = int(before.calls["institution_id"].iloc[0])
    name = before.sheet.today[0].institution
    put(screen, first, ContactKind.LETTER, note="Se pidió el informe")
    save(screen, first)
    assert "Falta el número del oficio" in said(screen)
    assert screen.text_input(key=f"call-{first}-0-note").value == "Se pidió el informe"
    put(screen, first, ContactKind.CALL, note="llamar al 953 123 456")
    save(screen, first)
    assert "parece un celular" in said(screen)
    assert view_of().sheet.waiting == ()
    put(screen, first, ContactKind.CALL, note="Se pidió el informe")
    save(screen, first)
    assert f"Se registró una llamada (recordatorio) a {markdown_safe(name)}." in said(screen)
    waiting = view_of().sheet.waiting
    assert [(row.institution, row.step.words) for row in waiting] == [(name, "Reiteración")]
    assert "Se pidió el informe" in waiting[0].last_contact
    assert len(view_of().sheet.today) == len(before.sheet.today) - 1
    next(button for button in screen.button if button.label == "Deshacer").click()
    run(screen)
    again = view_of().sheet
    assert (again.today, again.waiting) == (before.sheet.today, before.sheet.waiting)


def test_a_past_cut_off_records_nothing(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "calls", day=DEMO_DAY, corte="2026-09-30")
    assert "Para registrar un contacto, vuelva a hoy." in said(screen)
    assert not [button for button in elements(screen, "button") if button.label == "Guardar"]
