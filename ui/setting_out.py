"""Setting out a presentation: the session, the order, what is left out; then the windows that open, and the deck as a file."""

from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from data_store.presenting import Showing
from follow_up.agenda import AgendaSection, SlideOrder, agenda
from follow_up.board import Board
from follow_up.movements import last_session_before
from follow_up.rows import records
from reports.deck_pdf import deck_pdf
from reports.deck_pptx import deck_pptx
from reports.slides import AgreementSlide, Deck
from ui import panels, presenting
from ui.clock import now
from ui.committee_texts import short_names
from ui.deck_texts import SECTION
from ui.escaping import markdown_safe
from ui.frame import PageContext, in_scope, of_committee
from ui.presenting import OPERATOR_PAGE, PRESENTATION, PROJECTOR_PAGE, UNSTORED
from ui.sentences import count, day, moment

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ORDER = {SlideOrder.RULE: "Por urgencia", SlideOrder.ACTA: "En el orden del acta"}
TEXT_SHOWN = 130


def running(context: PageContext) -> None:
    """The presentation that is going on, with the way into it and its end."""
    showing = presenting.running()
    if showing is None:
        return
    session = presenting.session_row(showing.session_id, context.version)
    scene = presenting.Scene(showing, presenting.deck_of(showing, context.version), context.version)
    with st.container(border=True):
        panels.subtitle("Hay una presentación en curso")
        st.markdown(f"{markdown_safe(session.title)}, desde las {moment(showing.started_at).split()[1]}: lámina {scene.place + 1} de {len(scene.deck.slides)}.")
        with st.container(horizontal=True):
            _enter("Continuar en esta ventana", "Continuar como operador", showing.presentation_id, key="slides-resume")
            if st.button("Terminar la presentación", icon=":material/stop:", key="slides-end", help="Las ventanas que la muestran lo dirán"):
                presenting.end(showing.presentation_id)
                st.rerun()


def _enter(here: str, operator: str, number: int, *, key: str) -> None:
    if st.button(here, icon=":material/play_arrow:", type="primary", key=f"{key}-here"):
        st.switch_page(PROJECTOR_PAGE, query_params={PRESENTATION: str(number)})
    if st.button(operator, icon=":material/co_present:", key=f"{key}-operator"):
        st.switch_page(OPERATOR_PAGE, query_params={PRESENTATION: str(number)})


def set_out(context: PageContext) -> None:
    """The choices, how many slides they make, and the buttons that begin."""
    book = in_scope(context, presenting.sessions(context.version))
    if book.empty or context.board.agreements.empty:
        panels.empty("Todavía no hay acuerdos que proyectar en este corte.", icon=":material/present_to_all:")
        return
    choices, outcome = st.columns([3, 2])
    with choices, st.container(border=True):
        session_id, order = _session(context, book), _order()
        context = of_committee(context, int(presenting.session_row(session_id, context.version).committee_id))
        left_out = _left_out(context.board, order)
    deck = _deck(context, session_id, order, left_out)
    with outcome, st.container(border=True):
        panels.subtitle(f"{count(len(deck.slides), 'lámina', 'láminas')}")
        st.markdown(_told(deck))
        _begin(context, session_id, order, left_out)
        st.caption("Las mismas láminas como archivo, por si falla el proyector o para editarlas:")
        _files(context, deck)


def _session(context: PageContext, book: pd.DataFrame) -> int:
    rows = {int(row.session_id): row for row in records(book.iloc[::-1])}
    proposed = presenting.proposed_session(book, context.cut.on)
    return st.selectbox(
        "Sesión", list(rows), index=list(rows).index(proposed) if proposed in rows else 0, key="slides-session", persist_state="session",
        format_func=lambda key: session_title(context, rows[key]), help="Las decisiones que se tomen quedarán en esta sesión.",
    )  # fmt: skip


def session_title(context: PageContext, session: Any) -> str:
    """A session with its day, and of which committee it is where several are looked at."""
    told = f"{session.title} ({day(session.held_on)})"
    return told if len(context.board.committees) < 2 else f"{told} · {short_names(context.committees)[int(session.committee_id)]}"


def _order() -> SlideOrder:
    chosen = st.segmented_control("Orden de los acuerdos", list(ORDER), format_func=lambda order: ORDER[order], default=SlideOrder.RULE, required=True, key="slides-order", persist_state="session")
    return SlideOrder(chosen or SlideOrder.RULE)


def _left_out(board: Board, order: SlideOrder) -> tuple[str, ...]:
    """The ticks by section, all in at first; returns the refs without one."""
    since = last_session_before(board.own_sessions, board.today)
    rows = agenda(board, order=order, since=since).merge(board.agreements[["agreement_id", "text"]], on="agreement_id")
    left: list[str] = []
    for section in AgendaSection:
        found = rows[rows["section"] == section]
        if not found.empty:
            with st.expander(f"{SECTION[section]} ({len(found)})"):
                st.caption("Quite la marca de los que no se proyectarán.")
                left += [row.ref for row in records(found) if not _tick(row)]
    return tuple(sorted(left))


def _tick(row: Any) -> bool:
    label = markdown_safe(shorten(f"{row.code} {row.text}", TEXT_SHOWN, placeholder=" …"))
    return st.checkbox(label, value=True, key=f"slides-in-{row.ref}", persist_state="session")


def _deck(context: PageContext, session_id: int, order: SlideOrder, left_out: tuple[str, ...]) -> Deck:
    """The slides as they would be now; what is frozen is frozen when the presentation begins."""
    showing = Showing(
        presentation_id=UNSTORED, session_id=session_id, cut=context.cut, frozen_version=context.version, order=order, left_out=left_out,
        slide="", blank=False, turn=0, started_at=now(), ended=False,
    )  # fmt: skip
    return presenting.deck_of(showing, context.version)


def _told(deck: Deck) -> str:
    agreements = len({slide.ref for slide in deck.slides if isinstance(slide, AgreementSlide)})
    out = f", {deck.filters}" if deck.filters else ""
    return f"Qué cambió, gráficos por institución, tema y plazo, {count(agreements, 'acuerdo', 'acuerdos')}{out}, y al final las decisiones de la sesión. {deck.cut}."


def _begin(context: PageContext, session_id: int, order: SlideOrder, left_out: tuple[str, ...]) -> None:
    """Two ways to begin; each freezes the data, and ends a presentation that was going on."""
    with st.container(horizontal=True):
        here = st.button("Presentar en esta ventana", type="primary", icon=":material/play_arrow:", key="slides-here", help="La ventana entera será la lámina; se vuelve con Esc.")
        operator = st.button("Abrir como operador", icon=":material/co_present:", key="slides-operator", help="Con notas y decisiones; la sala se abre en otra ventana.")
    if not (here or operator):
        return
    number = presenting.start(session_id, cut=context.cut, order=order, left_out=left_out)
    if number is None:
        st.error(presenting.fault(), icon=":material/error:")
    else:
        st.switch_page(PROJECTOR_PAGE if here else OPERATOR_PAGE, query_params={PRESENTATION: str(number)})


def _files(context: PageContext, deck: Deck) -> None:
    """The same slides for when the projector fails, and for who wants to edit them."""
    name = f"láminas {deck.session} {context.cut.on.isoformat()}"
    with st.container(horizontal=True):
        st.download_button("Descargar en PDF", lambda: deck_pdf(deck), file_name=f"{name}.pdf", mime=PDF, key="slides-pdf", icon=":material/picture_as_pdf:", on_click="ignore")
        st.download_button("Descargar en PowerPoint", lambda: deck_pptx(deck), file_name=f"{name}.pptx", mime=PPTX, key="slides-pptx", icon=":material/slideshow:", on_click="ignore")
