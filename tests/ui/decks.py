"""Decks for tests: the demonstration, worlds of any size, and one whose texts are as long and as strange as they come."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from data_store.database import reading
from data_store.preparing import prepare_demonstration
from data_store.queries import load_rows
from follow_up.agenda import SlideOrder
from follow_up.board import Board, Rows, build_board
from follow_up.movements import last_session_before
from follow_up.rows import records
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, Status
from reports.slides import Deck
from tests.data_store.records import closed
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World, rows_at
from ui.deck import make_deck

DEMO_DAY = date(2026, 11, 23)
DECISIONS = ["decision_id", "batch_id", "kind", "text", "agreement_id", "ref", "code", "by", "at", "undone"]
NAME = "Municipalidad Provincial de General Sánchez Cerro, Gerencia de Desarrollo Social y Seguridad"
HOSTILE = '<img src=x onerror="alert(1)"> & "comillas" **negrita** $x$ '
SHORT = "Informar."
TEXT = " ".join([HOSTILE, "A" * 90, "漢字" * 30, *["Fortalecer la coordinación interinstitucional con las autoridades"] * 45])


def decisions(*rows: tuple[str, int | None, str, bool]) -> pd.DataFrame:
    """The frame of `load_decisions` from (text, agreement_id, code, undone), a minute apart from 10:00 in Lima."""
    first = pd.Timestamp(2026, 11, 23, 15)
    told = [
        (n, n, "deadline", text, agreement, f"2026-O1-{code}", code, "ST", first + pd.Timedelta(minutes=n), undone)
        for n, (text, agreement, code, undone) in enumerate(rows)
    ]
    return pd.DataFrame(told, columns=DECISIONS).astype({"agreement_id": "Int64", "undone": bool})


def deck_of(
    board: Board, before: Board | None = None, *, order: SlideOrder = SlideOrder.RULE, left_out: tuple[str, ...] = (),
    taken: pd.DataFrame | None = None, demo: str = "",
) -> Deck:  # fmt: skip
    """A deck of the last session of the board."""
    session = list(records(board.sessions))[-1]
    taken = decisions() if taken is None else taken
    cut = f"Corte al {board.today:%d/%m/%Y}, como se conocía ese día"
    return make_deck(board, before, session=session, order=order, left_out=left_out, decisions=taken, cut_line=cut, filters="", demo=demo)


def demo_boards(folder: Path) -> tuple[Board, Board]:
    """The demonstration on `DEMO_DAY`, and as it was at the session before."""
    store = prepare_demonstration(f"sqlite:///{folder / 'demo.db'}", today=DEMO_DAY, at=datetime(2026, 11, 23, 15, tzinfo=UTC))
    with reading(store) as db:
        board = build_board(load_rows(db, at=DEMO_DAY), today=DEMO_DAY, windows=Windows())
        since = last_session_before(board.sessions, DEMO_DAY)
        assert since is not None
        before = build_board(load_rows(db, at=since), today=since, windows=Windows())
    closed(store)
    return board, before


def hostile_board() -> Board:
    """Two agreements of 24 institutions with names of 90 letters and more, one of 300 words and one of a word; all else at its longest."""
    today = date(2026, 3, 20)
    parties = tuple(Party(n, f"P{n:02}") for n in range(1, 25))
    places = tuple((n, n) for n in range(1, 25))
    world = World(
        (Meeting(1, "2026-O1", date(2026, 1, 10)), Meeting(2, "2026-O2", date(2026, 5, 10))), parties,
        (Accord(1, "10.10", 1, "A", places), Accord(2, "2", 1, "B", tuple((n + 100, n) for n in range(1, 25)))),
        tuple(Report(n, n, date(2026, 2, n), Status.IN_PROGRESS, 50, evidence=True) for n in range(1, 12)),
        (Change(1, 1, DeadlineKind.DATE, date(2026, 2, 20), date(2026, 1, 10)),),
    )  # fmt: skip
    return build_board(_hostile(rows_at(world, today)), today=today, windows=Windows())


def _hostile(rows: Rows) -> Rows:
    """The same rows with the longest of texts in every field that somebody types."""
    names = rows.assignments["institution"].map(lambda code: f"{code} {NAME}")
    return replace(
        rows,
        sessions=rows.sessions.assign(title=HOSTILE * 4),
        agreements=rows.agreements.assign(text=[TEXT, SHORT], theme=HOSTILE * 3, deadline_note=HOSTILE * 5, extensions=3, original_deadline=pd.Timestamp(2026, 1, 20)),
        assignments=rows.assignments.assign(institution=names),
        reports=rows.reports.assign(actions=TEXT, evidence=HOSTILE * 3),
    )
