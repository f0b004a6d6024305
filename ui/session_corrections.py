"""What is corrected of a session once it is in the calendar: its title, and one planned by mistake that leaves it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data_store.database import Writer
from data_store.sessions import cancel_session, rename_session
from follow_up.calendar_moves import moved_deadlines, session_removed
from follow_up.vocabulary import SessionState
from ui import catalogue_forms, conflicts, due_texts
from ui.clock import now
from ui.frame import PageContext, of_committee
from ui.undo_at_once import named


def may_move(session: Any) -> bool:
    """Whether the day of the session can still change: it is planned, and has adopted and decided nothing."""
    return session.state == SessionState.PLANNED and not session.agreements and not session.decisions


def renaming(context: PageContext, session: Any, *, screen: str, place: str, by: str) -> None:
    """Another title. `session`: a row of the book of sessions."""
    form = catalogue_forms.opened(screen, place, f"{session.session_id}-title", version=context.version)
    original = catalogue_forms.started(form, {"title": session.title})
    title = st.text_input("Título", value=original["title"], key=f"{form.key}-title", persist_state="session", help=f"El código {session.session_code} no cambia.")
    mine: catalogue_forms.Values = {"title": title}
    catalogue_forms.problems(form)

    def rename(values: catalogue_forms.Values, seen: int) -> None:
        def act(db: Writer, batch_id: int) -> None:
            rename_session(db, session_id=int(session.session_id), title=values["title"] or "", seen=seen, by=by, at=now(), batch_id=batch_id)

        catalogue_forms.finish(form, act, did=f"e cambió el título de la sesión {session.session_code} a {named(values['title'] or '')}.")

    met = catalogue_forms.met(form)
    if met is not None:
        agreed = conflicts.resolved(met[0], original=original, mine=mine, key=f"{form.key}-{met[1]}")
        if agreed is not None:
            rename(agreed, met[1])
    elif st.button("Guardar el título", key=f"{form.key}-save", type="primary", icon=":material/save:", disabled=mine == original):
        rename(mine, form.seen)


def cancelling(context: PageContext, session: Any, *, screen: str, place: str, by: str, leave: Callable[[], None]) -> None:
    """The way out of the calendar for a session planned by mistake, after naming the deadlines that it moves; then `leave` it."""
    form = catalogue_forms.opened(screen, place, f"{session.session_id}-cancel", version=context.version)
    board = of_committee(context, int(session.committee_id)).board
    after = session_removed(board.sessions, session_id=int(session.session_id))
    st.markdown(f":material/event_repeat: {due_texts.moved(moved_deadlines(board.agreements, board.sessions, after))}")
    catalogue_forms.problems(form)
    if not st.button("Quitar del calendario", key=f"{form.key}-save", icon=":material/event_busy:", help="Puede deshacerse."):
        return

    def act(db: Writer, batch_id: int) -> None:
        cancel_session(db, session_id=int(session.session_id), by=by, at=now(), batch_id=batch_id)

    saved = catalogue_forms.recorded(form, act, did=f"e quitó del calendario la sesión {named(session.title)}.")
    if saved:
        leave()
    st.rerun()
