"""The two acts between committees: an agreement passed down to those below, and one linked to where it comes from."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.changing import change
from data_store.database import Writer
from data_store.decisions import load_session_book
from data_store.passing import PassedDown, link, pass_down
from data_store.session_ground import CaptureGround, load_capture_ground
from follow_up.acts import DeadlineDraft
from follow_up.committees import Scope
from follow_up.numbering import next_problem_number
from follow_up.rows import records
from follow_up.vocabulary import DeadlineKind, SessionState
from ui import saving, undo_at_once
from ui.act_fields import BY
from ui.clock import now
from ui.committee_texts import short_names
from ui.due_fields import Start, due_field, kind_field, next_session_words
from ui.escaping import markdown_safe
from ui.frame import PageContext, of_committee, open_at, read_or_stop
from ui.sentences import day

SCREEN = "acuerdo"  # what the history calls the place
TURN, ASKED, SAVED_IN = "passing_turn", "passing_form", "passing_saved"
KINDS = (DeadlineKind.NONE, DeadlineKind.DATE, DeadlineKind.NEXT_SESSION, DeadlineKind.PERMANENT)
NO_DEADLINE = Start(DeadlineKind.NONE)


def passing_down(context: PageContext, agreement: pd.Series, free: Sequence[int], *, place: str) -> None:
    """To which committees, and for each its session, number, responsible parties, follow-up and deadline; then the button."""
    if not free:
        st.caption("Todos los comités que dependen de este ya lo tienen.")
        return
    names = short_names(context.committees)
    form = f"{place}-{st.session_state.get(TURN, 0)}"
    with st.expander("Trasladar a un comité que depende de este", icon=":material/call_split:", expanded=st.session_state.get(ASKED) == form):
        st.caption("El texto pasa palabra por palabra. Cada comité pone sus responsables, su seguimiento y su plazo.")
        chosen = st.multiselect(
            "Comités", list(free), format_func=lambda key: names[key], key=f"{form}-committees", persist_state="session", placeholder="Elija uno o varios"
        )
        copies = [_copy(context, committee_id, names[committee_id], f"{form}-{committee_id}") for committee_id in chosen]
        by = _signed()
        _problems(form)
        pressed = st.button("Trasladar el acuerdo", key=f"{form}-save", type="primary", icon=":material/call_split:", disabled=not chosen or None in copies)
    if pressed:
        ready = [copy for copy in copies if copy is not None]
        told = f"el acuerdo {agreement['code']} se trasladó a {', '.join(names[one] for one in chosen)}."

        def act(db: Writer, batch_id: int) -> None:
            pass_down(db, agreement_id=int(agreement["agreement_id"]), copies=ready, today=context.today, by=by, at=now(), batch_id=batch_id)

        _save(context, agreement, form, act, by=by, told=told, place=place)


def _copy(context: PageContext, committee_id: int, name: str, prefix: str) -> PassedDown | None:
    """The fields of one committee; None while something that only the calendar can give is missing."""
    book = read_or_stop(context.store, load_session_book)
    book = book[(book["committee_id"] == committee_id) & (book["state"] != SessionState.CLOSED)]
    with st.container(border=True):
        st.markdown(f"**{markdown_safe(name)}**")
        if book.empty:
            st.markdown(":material/event_busy: No tiene una sesión que admita acuerdos. Prográmela en «Sesiones», con este comité elegido.")
            return None
        session = _session(book, prefix)
        ground = read_or_stop(context.store, lambda db: load_capture_ground(db, session_id=int(session.session_id)))
        code, implementers, follow_up_id = _parties(ground, f"{prefix}-{session.session_id}")
        deadline = _deadline(of_committee(context, committee_id), session, f"{prefix}-{session.session_id}")
    return PassedDown(int(session.session_id), code, implementers, follow_up_id, deadline)


def _session(book: pd.DataFrame, prefix: str) -> Any:
    rows = {int(row.session_id): row for row in records(book.sort_values("held_on", ascending=False))}
    chosen = st.selectbox(
        "Sesión que lo recoge", list(rows), format_func=lambda key: f"{rows[key].title} ({day(rows[key].held_on)})", key=f"{prefix}-session", persist_state="session"
    )
    return rows[chosen]


def _parties(ground: CaptureGround, prefix: str) -> tuple[str, tuple[int, ...], int]:
    number, who, follow = st.columns([1, 4, 3], vertical_alignment="bottom")
    listed = list(ground.institutions)
    proposed = next_problem_number(problem.number for problem in ground.problems)
    code = number.text_input("N.°", value=proposed, key=f"{prefix}-code", persist_state="session")
    implementers = who.multiselect(
        "Responsables de implementación", listed, format_func=lambda one: ground.institutions[one], key=f"{prefix}-who", persist_state="session",
        placeholder="Elija una o varias instituciones", select_all=False,
    )  # fmt: skip
    follow_up_id = follow.selectbox(
        "Responsable de seguimiento", listed, index=listed.index(ground.follow_up_id) if ground.follow_up_id in listed else 0,
        format_func=lambda one: ground.institutions[one], key=f"{prefix}-follow", persist_state="session",
    )  # fmt: skip
    return code, tuple(implementers), follow_up_id


def _deadline(context: PageContext, session: Any, prefix: str) -> DeadlineDraft | None:
    """The deadline that the committee below fixed in its session; of one that is still to come, none yet."""
    held_on = session.held_on.date()
    if held_on > context.today:
        st.caption(f"La sesión es del {day(held_on)}: su plazo se fija cuando lo adopte. Hasta ese día el acuerdo no se cuenta.")
        return None
    kind = kind_field(prefix=prefix, start=NO_DEADLINE, kinds=KINDS)
    due = due_field(context, prefix=prefix, counted_from=held_on) if kind == DeadlineKind.DATE else None
    if kind == DeadlineKind.NEXT_SESSION:
        st.caption(next_session_words(context, held_on, adopted=held_on, committee_id=int(session.committee_id)))
    return None if kind == DeadlineKind.NONE else DeadlineDraft(kind, due, "", held_on)


def linking(context: PageContext, agreement: pd.Series, above: tuple[int, ...], *, is_linked: bool, place: str) -> None:
    """Say from which agreement of a committee above this one comes, or that it comes from none."""
    names = short_names(context.committees)
    form = f"{place}-link-{st.session_state.get(TURN, 0)}"
    theirs = open_at(context.cut, Scope(above)).board.agreements
    rows = {int(row.agreement_id): row for row in records(theirs)}
    label = "Cambiar o quitar el vínculo" if is_linked else "Vincular con el acuerdo del que viene"
    with st.expander(label, icon=":material/link:", expanded=st.session_state.get(ASKED) == form):
        chosen = st.selectbox(
            "Acuerdo de un comité superior", list(rows), index=None, placeholder="Elija el acuerdo del que viene", key=f"{form}-parent", persist_state="session",
            format_func=lambda key: f"{names[rows[key].committee_id]} · {rows[key].code} · {rows[key].text[:110]}",
        )  # fmt: skip
        by = _signed()
        _problems(form)
        with st.container(horizontal=True):
            joined = st.button("Vincular", key=f"{form}-save", type="primary", icon=":material/link:", disabled=chosen is None)
            parted = is_linked and st.button("Quitar el vínculo", key=f"{form}-part", icon=":material/link_off:", help="El acuerdo se queda como está, sin decir de dónde viene")
    if joined or parted:
        parent_id = chosen if joined else None
        told = f"el acuerdo {agreement['code']} viene del {rows[parent_id].code} del {names[rows[parent_id].committee_id]}." if parent_id else f"el acuerdo {agreement['code']} ya no dice de dónde viene."
        version = st.session_state.setdefault(f"{form}-version", int(agreement["version"]))

        def act(db: Writer, batch_id: int) -> None:
            link(db, agreement_id=int(agreement["agreement_id"]), parent_id=parent_id, expected_version=version, by=by, at=now(), batch_id=batch_id)

        _save(context, agreement, form, act, by=by, told=told, place=place)


def _save(
    context: PageContext, agreement: pd.Series, form: str, act: Callable[[Writer, int], None], *, by: str, told: str, place: str
) -> None:  # fmt: skip
    """Record the act as one batch, keep it at hand to be undone, and draw the page again."""
    token = st.session_state.setdefault(f"{form}-token", uuid4().hex)
    safe = markdown_safe(told)

    def write(db: Writer) -> None:
        undo_at_once.remember(place, change(db, token=token, screen=SCREEN, by=by, at=now(), act=act), safe)

    st.session_state[ASKED] = form
    if saving.save(write, saved=f"{safe[0].upper()}{safe[1:]}", seen=context.version):
        st.session_state[SAVED_IN] = int(agreement["agreement_id"])
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _signed() -> str:
    """Who records, said and not asked: the field for it is that of «Registrar», on the same page."""
    by = st.session_state.get(BY) or saving.DEFAULT_BY
    st.caption(f"Se registra como {markdown_safe(by)}. Es una sola anotación y puede deshacerse.")
    return by


def _problems(form: str) -> None:
    """Why this form was not saved; what came of another one is not told here."""
    if st.session_state.get(ASKED) == form:
        saving.show_problems()
