"""Presidencia: the page and its A4 say the same, and both what is counted a second time from the records."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from follow_up.cut_off import CutOff
from follow_up.selection import Selection
from follow_up.vocabulary import DeadlineState, Standing
from reports.presidency_pdf import presidency_pdf
from reports.presidency_sheet import InstitutionRow, Sheet
from tests.data_store.records import TODAY
from tests.follow_up.oracle import DONE, State
from tests.pages.conftest import DEMO_DAY
from tests.pages.recount import recounted, world_of
from tests.pages.screen import Sees, beside, elements, go, kpis, left, listed, number, said, segments, touch
from tests.reports.printed import bare, opened, words_of
from ui.clock import end_of
from ui.escaping import markdown_safe
from ui.frame import open_at
from ui.presidency import presidency

MADE = "Generado el 20/11/2026 12:00"
LARGEST = 300_000  # bytes
PAST_DAY = date(2026, 6, 30)  # between two sessions
FIRST_SESSION, ITS_TITLE = date(2026, 2, 25), "Primera sesión ordinaria 2026"
Prints = Callable[..., tuple[Sheet, bytes]]


@pytest.fixture
def prints(sees: Sees) -> Prints:
    """The sheet of a base at a cut-off, with its file; the page is opened first, as a visitor would."""

    def make(file: Path, cut: CutOff, selection: Selection | None = None) -> tuple[Sheet, bytes]:
        sees(file, "presidency", day=cut.on)
        made = presidency(open_at(cut), selection or Selection()).sheet
        return made, presidency_pdf(made, made=MADE)

    return make


def shown(sheet: Sheet) -> list[str]:
    """Every text of the page that has no chart around it."""
    blocks = [sheet.decisions.title, sheet.institutions.title, sheet.deadlines.title, sheet.promises.title]
    notes = [sheet.decisions.note, sheet.institutions.note, sheet.deadlines.note, sheet.promises.note, sheet.promises.rest, sheet.rule_note]
    figures = [text for figure in sheet.figures for text in (figure.label, figure.number, figure.change)]
    decisions = [text for row in sheet.decisions.rows for text in (row.ref, row.text, row.ask, row.by, row.reason)]
    promises = [text for row in sheet.promises.rows for text in (row.ref, row.when)]
    counts = [f"{tally.chip.words}: {tally.number}" for tally in sheet.promises.counts]
    rule = [line.words.split(": ", 1)[1] for line in sheet.rule]
    return [sheet.judgement, sheet.cut, *blocks, *notes, *figures, *decisions, *promises, *counts, *rule]


def bar_of(row: InstitutionRow, shapes: tuple[str, ...]) -> str:
    """A bar of the A4 as it is read: name, overdue, each segment with its shape, total, last report."""
    late = f"▲{row.bar.late}" if row.bar.late else ""
    parts = "".join(f"{shape}{size}" for shape, size in zip(shapes, row.bar.counts, strict=True) if size)
    return bare(f"{row.bar.name}{late}{parts}{sum(row.bar.counts)}{row.last}")


def cards_of(states: list[State]) -> list[str]:
    """The four figures counted a second time."""
    standings, total = [state.standing for state in states], len(states)
    late, dateless = (sum(state.deadline_state == wanted for state in states) for wanted in (DeadlineState.OVERDUE, DeadlineState.NO_DEADLINE))
    live = total - standings.count(Standing.VOID)
    return [
        f"{sum(standing in DONE for standing in standings)} de {live}", f"{late} de {total}",
        f"{standings.count(Standing.NO_REPORT)} de {total}", f"{dateless} de {total}",
    ]  # fmt: skip


def all_states(file: Path, day: date) -> list[State]:
    return [state for states in recounted(file, day)[0].values() for state in states]


def test_the_four_figures_are_those_counted_a_second_time_and_so_is_their_change(prints: Prints, invented: Path) -> None:
    sheet, _ = prints(invented, CutOff(PAST_DAY))
    last = max(meeting.held_on for meeting in world_of(invented).meetings if meeting.held_on < PAST_DAY)
    now, then = cards_of(all_states(invented, PAST_DAY)), cards_of(all_states(invented, last))
    assert [figure.number for figure in sheet.figures] == now
    moved = [number(after) - number(before) for after, before in zip(now, then, strict=True)]
    told = [figure.change.replace("−", "-").replace("sin cambio", "0") for figure in sheet.figures]
    assert list(map(int, told)) == moved
    assert any(moved)


CUTS = {
    "today": CutOff(DEMO_DAY),
    "at a past cut-off": CutOff(PAST_DAY),
    "as it was known then": CutOff(PAST_DAY, end_of(PAST_DAY)),
    "on the day of a session, with more promises than fit": CutOff(date(2026, 8, 12), end_of(date(2026, 8, 12))),
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=list(CUTS))
def test_every_figure_and_row_of_the_page_is_on_the_a4_which_is_one_page(sees: Sees, prints: Prints, invented: Path, cut: CutOff) -> None:
    sheet, pdf = prints(invented, cut)
    asked = {"corte": cut.on.isoformat(), **({"conocido": "true"} if cut.known_at else {})}
    screen = sees(invented, "presidency", day=DEMO_DAY, **asked)
    page, paper = "\n".join([said(screen), *(figure for figure, _ in kpis(screen).values())]).replace("\u00a0", " "), words_of(pdf)
    assert [text for text in shown(sheet) if markdown_safe(text) not in page and text not in page] == []
    assert [text for text in shown(sheet) if bare(text) not in paper] == []
    shapes = tuple(chip.shape for chip in sheet.institutions.categories)
    assert [row.bar.name for row in sheet.institutions.rows if bar_of(row, shapes) not in paper] == []
    assert [row for row in sheet.deadlines.rows if bare(f"{row.chip.shape}{row.chip.words}{row.number}") not in paper] == []
    assert [row for row in sheet.promises.rows if bare(f"{row.outcome.shape}{row.ref}{row.when}{row.institutions}") not in paper] == []
    assert (len(opened(pdf).pages), len(pdf) < LARGEST, b"pdfuaid" in pdf) == (1, True, True)


def test_the_a4_of_the_acta_is_one_page_too_and_compares_with_no_session(prints: Prints, base: Path) -> None:
    sheet, pdf = prints(base, CutOff(FIRST_SESSION))
    assert (len(opened(pdf).pages), len(pdf) < LARGEST) == (1, True)
    assert bare("Sin una sesión anterior con la cual comparar.") in words_of(pdf)
    assert bare("sin una sesión anterior, no hay plazos que contrastar") in words_of(pdf)
    assert [figure.change for figure in sheet.figures] == [""] * 4


def test_the_bars_are_the_institutions_of_the_a4_with_their_numbers(sees: Sees, prints: Prints, invented: Path) -> None:
    sheet, _ = prints(invented, CutOff(DEMO_DAY))
    screen = sees(invented, "presidency", day=DEMO_DAY)
    names = [f"{row.bar.name} ▲{row.bar.late}" if row.bar.late else row.bar.name for row in sheet.institutions.rows]
    assert [name.replace("<br>", " ") for name in beside(screen, "presidency-institutions")] == names
    assert sum(size for _, size in segments(screen, "presidency-institutions")) == sum(sum(row.bar.counts) for row in sheet.institutions.rows) == 70
    assert [size for _, size in segments(screen, "presidency-deadlines")] == [row.number for row in sheet.deadlines.rows if row.number]


def test_a_figure_of_the_page_opens_the_very_agreements_that_it_counts(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "presidency", day=DEMO_DAY)
    cards = kpis(screen)
    assert list(cards) == ["Cumplidos", "Vencidos", "Sin reporte", "Sin plazo"]
    opened_rows = {card: len(listed(go(left(screen), "agreements", **link))) for card, (_, link) in cards.items()}
    assert opened_rows == {card: number(figure) for card, (figure, _) in cards.items()}


def test_a_segment_of_an_institution_opens_its_rows(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "presidency", day=DEMO_DAY)
    data, size = next(segments(screen, "presidency-institutions"))
    assert len(listed(touch(screen, "presidency-institutions", data))) == size


def test_each_row_that_asks_for_a_decision_leads_to_its_agreement(sees: Sees, prints: Prints, invented: Path) -> None:
    sheet, _ = prints(invented, CutOff(DEMO_DAY))
    links = refs_linked(sees(invented, "presidency", day=DEMO_DAY))
    assert links == [*(row.ref for row in sheet.decisions.rows), *(row.ref for row in sheet.promises.rows)]
    assert len(sheet.decisions.rows) == 5


def refs_linked(screen: AppTest) -> list[str]:
    links = [link.proto.query_string for link in screen.get("page_link")]
    return [link.removeprefix("ref=") for link in links if link.startswith("ref=")]


def test_the_session_that_is_filtered_is_printed_and_counted_alone(prints: Prints, invented: Path) -> None:
    sheet, pdf = prints(invented, CutOff(DEMO_DAY), Selection(sessions=("2026-O1",)))
    assert bare(f"Filtros: Sesión: {ITS_TITLE}") in words_of(pdf)
    assert sheet.judgement.startswith("De 9 acuerdos")
    assert all(row.ref.startswith("2026-O1-") for row in (*sheet.decisions.rows, *sheet.promises.rows))


def test_the_a4_can_be_downloaded_from_the_page(sees: Sees, base: Path) -> None:
    buttons = elements(sees(base, "presidency", day=TODAY), "download_button")
    assert [button.proto.label for button in buttons] == ["Descargar A4 (PDF)"]
