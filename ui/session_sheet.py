"""The sheet of a session: its agenda by rule, its decisions hour by hour, the agreements that it adopted, and its workbook."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from data_store.decisions import load_decisions
from follow_up.agenda import AgendaSection, SlideOrder, agenda, closed_earlier
from follow_up.board import Board
from follow_up.cut_off import CutOff
from follow_up.movements import last_session_before
from follow_up.rows import records
from tracker.writing.decisions_book import write_session_book
from ui import deck_texts, panels, session_texts, tables
from ui.clock import end_of
from ui.downloads import XLSX
from ui.frame import PageContext, board_at, read_or_stop
from ui.sentences import count, day
from ui.session_book import session_book

AGENDA_COLUMNS = ("Sección", "Semáforo", "Código", "Acuerdo", "Por qué", "Sesión", "Instituciones")
AGENDA_ROWS = 15
LINE_HEIGHT, HEAD_HEIGHT = 35, 38


def decisions_of(context: PageContext, session: Any) -> pd.DataFrame:
    """The decisions of the session that had been taken by the cut-off."""
    found = read_or_stop(context.store, lambda db: load_decisions(db, session_id=int(session.session_id)))
    if not context.is_past:
        return found
    return found[found["at"] <= pd.Timestamp(end_of(context.cut.on)).tz_convert(None)]


def adopted_in(board: Board, session: Any) -> pd.DataFrame:
    """The agreements that the session adopted, in the order of the acta."""
    return board.agreements[board.agreements["session_id"] == session.session_id].sort_values("order")


def agenda_panel(context: PageContext, session: Any) -> None:
    """The agenda as the rule makes it at the session's day, or today for one to come: sections with counts, rows that open.

    What the session itself adopted is no part of what it came to treat.
    """
    board = _board_of(context, session)
    board = replace(board, agreements=board.agreements[board.agreements["session_id"] != session.session_id])
    since = last_session_before(board.own_sessions, min(session.held_on.date(), board.today + timedelta(days=1)))
    rows = agenda(board, order=SlideOrder.RULE, since=since)
    panels.subtitle(f"Agenda: {count(len(rows), 'acuerdo', 'acuerdos')}")
    st.caption(f"Al corte del {day(board.today)}, por urgencia. {_since(since)}{_left_out(closed_earlier(board, since))}")
    if rows.empty:
        st.markdown(":material/check_circle: No hay acuerdos que tratar.")
        return
    counts = rows["section"].value_counts()
    st.markdown(" · ".join(f"{deck_texts.SECTION[section]}: **{counts[section]}**" for section in AgendaSection if section in counts))
    shown = board.agreements.set_index("agreement_id").loc[rows["agreement_id"]].reset_index()
    cells = tables.attention_cells(shown).assign(Sección=[deck_texts.SECTION[AgendaSection(section)] for section in rows["section"]])
    height = HEAD_HEIGHT + min(len(cells), AGENDA_ROWS) * LINE_HEIGHT
    tables.attention_table(cells[list(AGENDA_COLUMNS)], shown["ref"], key=f"session-agenda-{session.session_id}", height=height)


def _board_of(context: PageContext, session: Any) -> Board:
    """The board that the session looks at: of its own day, or of the cut-off while that day has not come."""
    held_on = session.held_on.date()
    return context.board if held_on >= context.cut.on else board_at(context, CutOff(held_on, context.cut.known_at))


def _since(since: Any) -> str:
    return f"Novedades desde la sesión del {day(since)}." if since else "No hubo una sesión anterior."


def _left_out(number: int) -> str:
    """What the agenda leaves out, said rather than kept silent."""
    return f" No entran {count(number, 'acuerdo cerrado', 'acuerdos cerrados')} antes." if number else ""


def decisions_panel(session: Any, decisions: pd.DataFrame) -> None:
    """The decisions in the order in which they were taken; those undone stay, struck through."""
    standing = int((~decisions["undone"]).sum())
    panels.subtitle(f"Decisiones de la sesión: {standing}")
    if decisions.empty:
        st.markdown("Ninguna registrada. Con la sesión abierta se registran al proyectarla; los acuerdos nuevos, también aquí.")
    for row in records(decisions):
        st.markdown(session_texts.decision_line(row, session.held_on))


def agreements_panel(context: PageContext, session: Any) -> None:
    """What the session adopted, each with its state at the cut-off."""
    rows = adopted_in(context.board, session)
    panels.subtitle(f"Acuerdos que adoptó: {len(rows)}")
    if rows.empty:
        st.markdown("Ninguno registrado.")
        return
    tables.agreements_table(rows, key=f"session-agreements-{session.session_id}", columns=tables.THEME_COLUMNS)


def download(context: PageContext, session: Any, decisions: pd.DataFrame) -> None:
    """The agreements and decisions of the session as a workbook, made when the button is pressed."""
    st.download_button(
        "Descargar en Excel", lambda: write_session_book(session_book(context, session, adopted_in(context.board, session), decisions)),
        file_name=f"sesion {session.session_code} corte {context.cut.on.isoformat()}.xlsx", mime=XLSX, key=f"session-book-{session.session_id}",
        icon=":material/download:", on_click="ignore", help="Los acuerdos y las decisiones de la sesión, listos para imprimir",
    )  # fmt: skip
