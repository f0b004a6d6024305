"""The workbook of a session as the page makes it, from a real base, read back by another library."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data_store.database import Store, reading, writing
from data_store.deciding import decide
from data_store.decisions import load_decisions, load_session_book
from data_store.queries import load_rows
from data_store.sessions import adopt_agreement, open_session, plan_session
from follow_up.acts import AgreementDraft, DeadlineDraft
from follow_up.board import build_board
from follow_up.cut_off import CutOff
from follow_up.rows import records
from follow_up.session_watch import session_phases
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineKind, DecisionKind, SessionKind
from tests.data_store.records import NOW, SIGNED, TODAY, institution_id
from tracker.writing.decisions_book import write_session_book
from ui.frame import PageContext
from ui.session_book import session_book

DUE = date(2026, 5, 29)


@pytest.fixture
def adopted(store: Store) -> int:
    """A session of today with one agreement."""
    parties = institution_id(store, "PNP"), institution_id(store, "DREMO")
    deadline = DeadlineDraft(DeadlineKind.DATE, DUE, "", TODAY)
    draft = AgreementDraft(None, "01", "Robos en paraderos", 1, "01", "=Patrullar", parties, parties[0], deadline, "en 70 días")
    with writing(store) as db:
        session_id = plan_session(db, committee_id=1, kind=SessionKind.ORDINARY, number=2, held_on=TODAY, **SIGNED)
        open_session(db, session_id=session_id, **NOW)
        decide(
            db, session_id=session_id, agreement_id=None, kind=DecisionKind.ADOPTED, words="Se adopta el acuerdo 01", token="uno", **SIGNED,
            act=lambda db, batch_id: adopt_agreement(db, session_id=session_id, draft=draft, batch_id=batch_id, **NOW),
        )  # fmt: skip
    return session_id


def test_the_workbook_says_what_the_session_adopted_and_decided(store: Store, adopted: int) -> None:
    with reading(store) as db:
        board = build_board(load_rows(db, at=TODAY), today=TODAY, windows=Windows())
        book, decisions = load_session_book(db), load_decisions(db, session_id=adopted)
    session = next(iter(records(book.assign(phase=session_phases(book, TODAY))[book["session_id"] == adopted])))
    context = PageContext(store, "", TODAY, 0, CutOff(TODAY), board)
    made = session_book(context, session, board.agreements[board.agreements["session_id"] == adopted], decisions)
    sheets = load_workbook(BytesIO(write_session_book(made)))
    adopted_sheet, decided = sheets["Acuerdos"], sheets["Decisiones"]
    lines = [adopted_sheet.cell(row, 1).value for row in range(1, 5)]
    assert lines[0] == "ACUERDOS Y DECISIONES · SEGUNDA SESIÓN ORDINARIA 2026"
    assert lines[2:] == ["Sesión ordinaria 2026-O2 · Fecha: 20/03/2026 · Abierta", "Corte al 20/03/2026"]
    due = datetime(2026, 5, 29)  # noqa: DTZ001  # what the reading library gives for a day
    assert [cell.value for cell in adopted_sheet[6]] == [
        "01", "Robos en paraderos", "=Patrullar", "PNP, DREMO", "PNP", due, "○ Sin reporte", 0,
    ]  # fmt: skip
    assert [cell.value for cell in decided[6]] == [1, "20/03/2026 10:30", "Se adopta el acuerdo 01", "2026-O2-01", "Secretaría Técnica", "Vigente"]
