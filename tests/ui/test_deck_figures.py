"""The figures of a deck's files, read by others, are those that a second count of the records gives."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from hypothesis import given

from follow_up.board import build_board
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, Standing
from reports.deck_pdf import deck_pdf
from reports.deck_pptx import deck_pptx
from reports.slides import ChartSlide, Deck
from tests.data_store.law_ground import law
from tests.follow_up.oracle import DONE, State, states_of
from tests.follow_up.worlds import World, adopted, days, party_of, rows_at, worlds
from tests.reports import opened_pptx, printed
from tests.ui.decks import deck_of

COLUMNS = ({Standing.NO_REPORT}, {Standing.PENDING, Standing.IN_PROGRESS}, {Standing.NOT_FULFILLED}, DONE)
Rows = list[list[int]]


def counted(groups: Iterable[list[State]]) -> Rows:
    """Of each group its states by column, then its overdue."""
    return [
        [*(sum(state.standing in column for state in group) for column in COLUMNS), sum(state.deadline_state == "overdue" for state in group)]
        for group in groups
    ]


def expected(world: World, today: date) -> dict[str, Rows]:
    """The rows of each chart, by the beginning of the key of its slides."""
    whole, parts = states_of(world, today)
    accords = adopted(world, today)
    places = {place: party_of(world, party).code for accord in accords for place, party in accord.parties}
    themes = {accord.id: accord.theme for accord in accords}
    rows = {
        "instituciones": counted([parts[n] for n, code in places.items() if code == one] for one in set(places.values())),
        "temas": counted([whole[n] for n, theme in themes.items() if theme == one] for one in set(themes.values())),
    }
    shown = {chart: [row for row in found if any(row[:-1])] for chart, found in rows.items()}
    due = counted([state for state in whole.values() if state.bucket == bucket] for bucket in DeadlineBucket)
    return {**shown, "plazos": [[*row[:-1], 0] for row in due]}  # the overdue are a bar of their own there


def in_pptx(deck: Deck) -> dict[str, Rows]:
    file, found = opened_pptx.opened(deck_pptx(deck)), {}
    for slide, part in zip(deck.slides, file.slides, strict=True):
        for chart in file.beside(part, "ppt/charts/"):
            series = file.xml(chart).iter(f"{opened_pptx.CHART}ser")
            values = [[int(value.text or "") for value in one.findall(f"{opened_pptx.CHART}val//{opened_pptx.CHART}v")] for one in series]
            found.setdefault(slide.key.split("-")[0], []).extend(map(list, zip(*values, strict=True)))
    return found


def in_pdf(deck: Deck) -> dict[str, Rows]:
    """Without the totals, which stand last."""
    found: dict[str, Rows] = {}
    for slide, page in zip(deck.slides, printed.opened(deck_pdf(deck)).pages, strict=True):
        if isinstance(slide, ChartSlide):
            width = len(COLUMNS) + any(bar.late for bar in slide.bars) + 1
            numbers = [[int(word) for word in row.split() if word.isdigit()] for row in page.extract_text().splitlines()]
            rows = [row[-width:] for row in numbers if len(row) >= width]
            assert all(sum(row[: len(COLUMNS)]) == row[-1] for row in rows)
            found.setdefault(slide.key.split("-")[0], []).extend(row[:-1] for row in rows)
    return found


def cut(rows: Rows, columns: int) -> Counter:
    """The rows in any order, of so many columns."""
    return Counter(tuple(row[:columns]) for row in rows)


@law(8)
@given(world=worlds(), today=days)
def test_both_files_of_any_deck_hold_the_figures_of_another_count(world: World, today: date) -> None:
    deck = deck_of(build_board(rows_at(world, today), today=today, windows=Windows()))
    wanted, pptx, pdf = expected(world, today), in_pptx(deck), in_pdf(deck)
    if not adopted(world, today):
        assert pptx == pdf == {}
        return
    for chart, rows in wanted.items():
        with_late = len(COLUMNS) + any(row[-1] for row in rows)
        assert cut(pptx.get(chart, []), len(COLUMNS)) == cut(rows, len(COLUMNS)), chart
        assert cut(pdf.get(chart, []), with_late) == cut(rows, with_late), chart
