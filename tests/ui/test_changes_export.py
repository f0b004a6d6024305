"""The sheet of changes in the matrix: the movements of the very agreements that the other sheets hold."""

from datetime import date, timedelta

import pytest

from follow_up.board import Board, build_board
from follow_up.movements import movements
from follow_up.selection import Selection
from follow_up.settings import Windows
from follow_up.vocabulary import Status
from tests.follow_up.worlds import PARTIES, START, Accord, Meeting, Report, World, rows_at
from ui.changes_export import changes_sheet

TODAY = START + timedelta(days=60)
WORLD = World(
    (Meeting(1, "2026-O1", START), Meeting(2, "2026-O2", START + timedelta(days=30))),
    PARTIES,
    (
        Accord(1, "1.1", 1, "A", ((10, 1),)), Accord(2, "1.2", 1, "B", ((20, 2), (21, 1))), Accord(3, "2.1", 2, "B", ((30, 3),)),
    ),
    (Report(1, 10, START + timedelta(days=40), Status.FULFILLED, 100, evidence=True), Report(2, 20, START + timedelta(days=45), Status.IN_PROGRESS, 60)),
)  # fmt: skip


def board(day: date) -> Board:
    return build_board(rows_at(WORLD, day), today=day, windows=Windows())


def test_the_sheet_says_both_dates_and_each_movement_in_words() -> None:
    before = board(START + timedelta(days=30))
    sheet = changes_sheet(before, board(TODAY), Selection())
    assert sheet
    assert sheet.lines == (
        "QUÉ CAMBIÓ DESDE LA ÚLTIMA SESIÓN · CORESEC",
        "Desde el 04/02/2026, 2026-O2, hasta el 06/03/2026",
        "De 3 acuerdos: 1 se cumplió, 1 avanzó y 1 sigue sin noticias; ninguno se verificó, venció, se prorrogó, es nuevo ni quedó sin efecto.",
        "Filtros: ninguno",
    )
    assert [(row.movement, row.ref, row.change, row.institutions) for row in sheet.rows] == [
        ("Nuevos cumplidos", "2026-O1-1.1", "de 0 % a cumplido", "PNP"),
        ("Con avance", "2026-O1-1.2", "de 0 % a 30 %", "DREMO, PNP"),
        ("Sin noticias", "2026-O2-2.1", "nadie reportó", "INABIF"),
    ]
    assert {row.movement for row in sheet.rows} <= set(sheet.colours)


@pytest.mark.parametrize("selection", [Selection(themes=("B",)), Selection(institutions=("DREMO",)), Selection(sessions=("2026-O2",)), Selection(standings=("in_progress",))])
def test_the_filters_keep_the_agreements_that_the_other_sheets_hold(selection: Selection) -> None:
    before, after = board(START + timedelta(days=30)), board(TODAY)
    sheet = changes_sheet(before, after, selection)
    whole = movements(before, after)
    kept = {"B": {"2026-O1-1.2", "2026-O2-2.1"}, "DREMO": {"2026-O1-1.2"}, "2026-O2": {"2026-O2-2.1"}, "in_progress": {"2026-O1-1.2"}}
    wanted = kept[(*selection.themes, *selection.institutions, *selection.sessions, *selection.standings)[0]]
    assert sheet
    assert [row.ref for row in sheet.rows] == list(whole.loc[whole["ref"].isin(wanted), "ref"])
    assert f"De {len(wanted)} acuerdo" in sheet.lines[2]


def test_without_an_earlier_session_there_is_no_sheet() -> None:
    assert changes_sheet(None, board(TODAY), Selection()) is None
