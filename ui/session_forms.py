"""What is recorded of a session itself: planned, moved, opened, closed and reopened, each confirmed, signed and logged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.changing import change
from data_store.database import Writer
from data_store.session_ground import load_committees
from data_store.sessions import (
    bring_forward,
    close_session,
    move_session,
    next_number,
    open_session,
    plan_session,
    reopen_session,
)
from follow_up.calendar_moves import moved_deadlines, session_added, session_moved
from follow_up.session_watch import SessionPhase, SessionWatch, watch_sessions
from follow_up.vocabulary import SessionKind, SessionState
from ui import due_texts, panels, saving, session_calendar, session_texts, undo_at_once
from ui.clock import now
from ui.due_fields import DAY
from ui.escaping import markdown_safe
from ui.frame import PageContext, of_committee, read_or_stop
from ui.sentences import day
from ui.session_corrections import cancelling, may_move, renaming

SCREEN = "sesiones"  # the page, and the place where its last act is undone
ASKED = "session_form"  # the form that was saved last: why it was refused is told there and nowhere else
TURN = "session_turn"  # counts the sessions planned; part of the keys, so that the next one starts from its own proposal


@dataclass(frozen=True)
class Step:
    """A step of a session: its button, what it means, what is told when it is done, and the command."""

    name: str
    button: str
    icon: str
    means: str
    saved: str
    act: Callable[[Writer, int, date, str], object]


def _open(db: Writer, session_id: int, today: date, by: str) -> None:
    open_session(db, session_id=session_id, today=today, by=by, at=now())


def _bring_forward(db: Writer, session_id: int, today: date, by: str) -> None:
    bring_forward(db, session_id=session_id, today=today, by=by, at=now())


def _close(db: Writer, session_id: int, _today: date, by: str) -> None:
    close_session(db, session_id=session_id, by=by, at=now())


def _reopen(db: Writer, session_id: int, _today: date, by: str) -> None:
    reopen_session(db, session_id=session_id, by=by, at=now())


OPEN = Step(
    "open", "Abrir la sesión", ":material/play_circle:", "Desde ahora admite acuerdos y decisiones; cada una quedará con su hora.",
    "La sesión está abierta.", _open,
)  # fmt: skip
BRING_FORWARD = Step(
    "forward", "Adelantarla a hoy y abrirla", ":material/event_available:",
    "Su fecha pasa a ser la de hoy y la sesión se abre. Su código y su título no cambian.",
    "La sesión se adelantó a hoy y está abierta.", _bring_forward,
)  # fmt: skip
CLOSE = Step(
    "close", "Cerrar la sesión", ":material/lock:", "Queda bloqueada: no admite más acuerdos ni decisiones. Puede reabrirse, y eso también se registra.",
    "La sesión quedó cerrada.", _close,
)  # fmt: skip
REOPEN = Step(
    "reopen", "Reabrir la sesión", ":material/lock_open:", "Vuelve a admitir acuerdos y decisiones. Quedará registrado quién la reabrió y cuándo.",
    "La sesión está abierta otra vez.", _reopen,
)  # fmt: skip
STEPS = {SessionState.PLANNED: OPEN, SessionState.OPEN: CLOSE, SessionState.CLOSED: REOPEN}


def ask(context: PageContext, session: Any) -> None:
    """The button of the next step of a session, and when it may be taken otherwise."""
    step = _step(context, session)
    if step is None or step is BRING_FORWARD:
        st.markdown(f":material/schedule: Podrá abrirse el {session_texts.weekday(session.held_on.date())}.")
    if step is not None and not st.session_state.get(_form(session, step)):
        is_due = step is OPEN and session.phase == SessionPhase.PLANNED
        if st.button(step.button, key=f"{_form(session, step)}-ask", icon=step.icon, type="primary" if is_due else "secondary"):
            st.session_state[_form(session, step)] = True
            st.rerun()


def _step(context: PageContext, session: Any) -> Step | None:
    """What comes next; for a session that is still to come, holding it today. None when that may not be."""
    if session.held_on.date() <= context.today:
        return STEPS[SessionState(session.state)]
    return BRING_FORWARD if may_move(session) else None


def _form(session: Any, step: Step) -> str:
    return f"session-{session.session_id}-{step.name}"


def confirm(context: PageContext, session: Any, *, by: str) -> None:
    """What the step that was asked for means, and its second press."""
    step = _step(context, session)
    if step is None or not st.session_state.get(_form(session, step)):
        return
    form = _form(session, step)
    st.markdown(f"**¿{step.button}?** {step.means}")
    if step is BRING_FORWARD:
        _tell_moved(context, session_moved(context.board.sessions, session_id=int(session.session_id), held_on=context.today))
    _problems(form)
    with st.container(horizontal=True):
        confirmed = st.button(f"Confirmar: {step.button[0].lower()}{step.button[1:]}", key=f"{form}-confirm", icon=step.icon, type="primary")
        if st.button("No, volver", key=f"{form}-back"):
            st.session_state[form] = False
            st.rerun()
    if confirmed:
        done = _saved(form, lambda db: step.act(db, int(session.session_id), context.today, by), told=step.saved)
        st.session_state[form] = not done
        st.rerun()


def moving(context: PageContext, session: Any, *, by: str) -> None:
    """Another day for a session that is planned and has adopted and decided nothing."""
    if not may_move(session):
        return
    with st.expander("Cambiar la fecha", icon=":material/edit_calendar:"):
        _moving(context, session, by=by)
    with st.expander("Corregir el título o quitarla del calendario", icon=":material/edit:"):
        renaming(context, session, screen=SCREEN, place=SCREEN, by=by)
        cancelling(context, session, screen=SCREEN, place=SCREEN, by=by, leave=_to_calendar)


def _to_calendar() -> None:
    st.switch_page(session_calendar.SESSIONS_PAGE)


def _moving(context: PageContext, session: Any, *, by: str) -> None:
    form = f"session-{session.session_id}-move-{session.held_on:%Y%m%d}"
    chosen = st.date_input("Nueva fecha", value=session.held_on.date(), format=DAY, key=f"{form}-day", persist_state="session")
    st.caption(f"Será el {session_texts.weekday(chosen)}. El código {session.session_code} y el título no cambian.")
    _tell_moved(context, session_moved(context.board.sessions, session_id=int(session.session_id), held_on=chosen))
    _problems(form)
    if st.button("Guardar la nueva fecha", key=f"{form}-save", icon=":material/save:", disabled=chosen == session.held_on.date()):

        def act(db: Writer, batch_id: int) -> None:
            move_session(db, session_id=int(session.session_id), held_on=chosen, by=by, at=now(), batch_id=batch_id)

        _changed(form, act, by=by, told=f"La sesión se movió al {day(chosen)}.")
        st.rerun()


def planning(context: PageContext, book: pd.DataFrame, watch: SessionWatch) -> None:
    """A new session in the calendar: kind, day and number, each proposed. The committee is asked only where there are several."""
    committees = read_or_stop(context.store, load_committees)
    if not committees:
        panels.empty("Todavía no hay un comité registrado: sin él no hay sesiones que programar.", icon=":material/groups:")
        return
    form = f"session-plan-{st.session_state.get(TURN, 0)}"
    committee_id = context.scope.head or next(iter(committees))
    if len(committees) > 1:
        listed = list(committees)
        committee_id = st.selectbox(
            "De qué comité es la sesión", listed, index=listed.index(committee_id), format_func=lambda key: committees[key], key=f"{form}-{committee_id}-committee", persist_state="session"
        )
        watch = watch_sessions(of_committee(context, committee_id).board.own_sessions, context.cut.on, context.board.windows)
    kind = st.segmented_control(
        "Tipo de sesión", list(SessionKind), format_func=session_texts.kind, default=SessionKind.ORDINARY, key=f"{form}-kind", required=True, persist_state="session"
    )
    kind = SessionKind(kind or SessionKind.ORDINARY)
    left, right = st.columns(2)
    held_on = left.date_input(
        "Fecha", value=_proposed_day(context.today, kind, watch), format=DAY, key=f"{form}-day-{committee_id}-{kind}", persist_state="session"
    )
    proposed = read_or_stop(context.store, lambda db: next_number(db, committee_id=committee_id, kind=kind, year=held_on.year))
    number = right.number_input("Número", min_value=1, value=proposed, step=1, key=f"{form}-number-{committee_id}-{kind}-{held_on.year}", persist_state="session")
    _tell_day(book, kind, held_on, watch)
    theirs = of_committee(context, committee_id)
    _tell_moved(theirs, session_added(theirs.board.sessions, committee_id=committee_id, kind=kind, held_on=held_on))
    by = saving.who_records()
    _problems(form)
    if st.button("Programar la sesión", key=f"{form}-save", type="primary", icon=":material/event:"):
        whose = f" Es del {markdown_safe(committees[committee_id])}: elíjalo en el menú para verla." if committee_id not in (context.scope.committees or committees) else ""
        told = f"{session_texts.KIND[kind]} N.° {number} programada para el {session_texts.weekday(held_on)}.{whose}"

        def act(db: Writer, batch_id: int) -> None:
            plan_session(db, committee_id=committee_id, kind=kind, number=int(number), held_on=held_on, by=by, at=now(), batch_id=batch_id)

        if _changed(form, act, by=by, told=told):
            st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.rerun()


def _proposed_day(today: date, kind: SessionKind, watch: SessionWatch) -> date:
    """An ordinary one on the last day that the Reglamento allows, today when that is past; an extraordinary one today."""
    if kind == SessionKind.EXTRAORDINARY or watch.limit is None:
        return today
    return max(watch.limit, today)


def _tell_day(book: pd.DataFrame, kind: SessionKind, held_on: date, watch: SessionWatch) -> None:
    """The day of the week, and what the calendar says of that day."""
    told = f"Será el {session_texts.weekday(held_on)}."
    if kind == SessionKind.ORDINARY and watch.limit is not None and held_on > watch.limit:
        told += f" Queda después del plazo de dos meses del Reglamento (art. 32), que vence el {day(watch.limit)}."
    same = book.loc[book["held_on"] == pd.Timestamp(held_on), "title"]
    if len(same):
        told += f" Ese día ya hay otra: {markdown_safe(same.iloc[0])}."
    st.caption(told)


def _tell_moved(context: PageContext, after: pd.DataFrame) -> None:
    """Which deadlines the calendar `after` the change would move, before it is saved."""
    changes = moved_deadlines(context.board.agreements, context.board.sessions, after)
    st.markdown(f":material/event_repeat: {due_texts.moved(changes)}")


def _changed(form: str, act: Callable[[Writer, int], object], *, by: str, told: str) -> bool:
    """Save an act on the calendar as a batch, and keep it at hand to be undone."""
    token = st.session_state.setdefault(f"{form}-token", uuid4().hex)

    def write(db: Writer) -> None:
        batch_id = change(db, token=token, screen=SCREEN, by=by, at=now(), act=act)
        undo_at_once.remember(SCREEN, batch_id, f"{told[0].lower()}{told[1:]}")

    done = _saved(form, write, told=told)
    if done:
        del st.session_state[f"{form}-token"]  # the same form comes back when the day does
    return done


def _saved(form: str, act: Callable[[Writer], object], *, told: str) -> bool:
    st.session_state[ASKED] = form
    return saving.save(act, saved=told, seen=0)


def _problems(form: str) -> None:
    """Why this form was not saved; what came of another one is not told here."""
    if st.session_state.get(ASKED) == form:
        saving.show_problems()


def is_open(session: Any) -> bool:
    """Whether the session takes agreements and decisions now."""
    return session.phase == SessionPhase.OPEN
