"""The slides of the demonstration, composed as the pages do."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data_store.database import open_store, reading, writing
from data_store.decisions import load_decisions
from data_store.demonstration import load_demonstration
from data_store.queries import load_rows
from follow_up.agenda import SlideOrder
from follow_up.board import Board, build_board
from follow_up.settings import Windows
from reports.slides import Deck
from tests.data_store.records import closed
from ui.deck import make_deck

TODAY, BEFORE = date(2026, 11, 23), date(2026, 8, 14)


@pytest.fixture(scope="session")
def demonstrated(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Deck:
    """The deck of the demonstration's session, since the last one."""
    file = Path(shutil.copy(template, tmp_path_factory.mktemp("laminas") / "tablero.db"))
    store = open_store(f"sqlite:///{file}")
    with writing(store) as db:
        load_demonstration(db, today=TODAY, at=datetime(2026, 11, 20, 17, tzinfo=UTC))
    boards: dict[date, Board] = {}
    with reading(store) as db:
        for day in (BEFORE, TODAY):
            boards[day] = build_board(load_rows(db, at=day), today=day, windows=Windows())
        session = boards[TODAY].sessions.iloc[-1]
        decisions = load_decisions(db, session_id=int(session["session_id"]))
    closed(store)
    return make_deck(
        boards[TODAY], boards[BEFORE], session=session, order=SlideOrder.RULE, left_out=(), decisions=decisions,
        cut_line="Corte al 23/11/2026", filters="Todos los acuerdos", demo="Demostración",
    )  # fmt: skip
