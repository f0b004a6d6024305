"""Deciding on the slide: two clicks and a confirmation, each a line in the minutes; and the way back from the last one.

What is shown stays frozen; what is recorded starts from how things are now. The keys of the fields come from how many
decisions the base has on the agreement when a form is opened, so that a server that starts again finds the same fields.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.database import Writer
from data_store.deciding import decide
from data_store.queries import load_reports_of
from data_store.undoing import UndoPlan, plan_undo, undo_batch
from follow_up.cut_off import CutOff
from follow_up.rows import records
from follow_up.vocabulary import DecisionKind, SessionState
from ui import act_fields, batch_texts, other_hands, presenting, saving, session_forms, slide_act_fields
from ui.act_fields import BY, Act, Fields, Prepared
from ui.clock import now, today
from ui.conflicts import Choice
from ui.escaping import markdown_safe
from ui.frame import PageContext, open_at, read_or_stop, scope_of
from ui.presenting import Scene
from ui.sentences import count, day, moment
from ui.session_forms import Step

ACTS: dict[DecisionKind, tuple[str, Callable[[Fields], Prepared | None]]] = {
    DecisionKind.DEADLINE: (":material/event: Plazo", act_fields.deadline),
    DecisionKind.PROGRESS: (":material/edit_note: Avance", act_fields.progress),
    DecisionKind.VERIFIED: (":material/verified: Verificar", act_fields.verification),
    DecisionKind.FULFILLED: (":material/task_alt: Cerrar", slide_act_fields.fulfilled),
    DecisionKind.VOID: (":material/block: Sin efecto", act_fields.void),
    DecisionKind.REASSIGNED: (":material/group: Responsables", slide_act_fields.reassignment),
}
FIELDS_PLACE = "slide_fields"  # where `slides.js` looks for what is typed and not yet confirmed
UNDO = "slide_undo"


class Deciding(NamedTuple):
    """A decision about to be recorded: in which session, on which agreement, of which kind; the token names it."""

    session: Any
    agreement_id: int
    kind: DecisionKind
    token: str


def decisions_panel(scene: Scene) -> None:
    """What can be decided now on the agreement in sight, if one is, and the undoing of the last decision."""
    session = presenting.session_row(scene.showing.session_id, scene.version)
    saving.show_saved()
    if scene.showing.stands_still or scene.showing.cut.on != today():
        st.caption(f"Se proyecta el corte del {day(scene.showing.cut.on)}: aquí no se registra. Para decidir, presente el corte de hoy.")
    elif session.state != SessionState.OPEN:
        _closed(session)
    else:
        _open(session, scene.ref, scene.version)


def _open(session: Any, ref: str, version: int) -> None:
    context = open_at(CutOff(today()), scope_of(int(session.committee_id)))
    found = context.board.agreements[context.board.agreements["ref"] == ref]
    if found.empty:
        st.caption("Vaya a la lámina de un acuerdo para decidir sobre él.")
    else:
        _acts(context, session, found.iloc[0], len(_on(presenting.decisions(session.session_id, version), found.iloc[0])))
    with st.container(horizontal=True, vertical_alignment="center"):
        undo_last(context, session)
        st.link_button("Nuevo acuerdo", f"sesiones?ficha_sesion={session.session_code}", icon=":material/add:", help="Se abre en otra ventana, en la ficha de la sesión")


def _on(decisions: pd.DataFrame, agreement: pd.Series) -> pd.DataFrame:
    return decisions[decisions["agreement_id"] == agreement["agreement_id"]]


def _closed(session: Any) -> None:
    """Nothing is decided in a session that is not open; the way to open it."""
    held_on = session.held_on.date()
    if held_on > today():
        st.markdown(f"**{markdown_safe(session.title)}** es del {day(held_on)}: ese día podrá abrirse y registrar sus decisiones.")
        _hold_today(session)
        return
    state = "está cerrada" if session.state == SessionState.CLOSED else "todavía no está abierta"
    st.markdown(f"**{markdown_safe(session.title)}** {state}. Para registrar decisiones, ábrala.")
    saving.show_problems()
    _who()
    step = session_forms.STEPS[SessionState(session.state)]
    if st.button(step.button, icon=step.icon, type="primary", key=f"slide-open-{session.session_id}-{session.state}"):
        _take(session, step)


def _hold_today(session: Any) -> None:
    """The day of the calendar came sooner: what that means, and the press that moves the session to today and opens it."""
    step = session_forms.BRING_FORWARD
    if not session_forms.may_move(session):
        return
    saving.show_problems()
    with st.popover(step.button, icon=step.icon, key=f"slide-forward-{session.session_id}"):
        st.markdown(step.means)
        _who_line()
        if st.button("Confirmar y abrir", type="primary", key=f"slide-forward-confirm-{session.session_id}", width="stretch"):
            _take(session, step)


def _take(session: Any, step: Step) -> None:
    saving.save(lambda db: step.act(db, session.session_id, today(), _by()), saved=step.saved, seen=0)
    st.rerun()


def _by() -> str:
    return st.session_state.get(BY, saving.DEFAULT_BY)


def _who() -> None:
    with st.popover("Quién registra", icon=":material/badge:", help=f"Ahora: {markdown_safe(st.session_state.get(BY, saving.DEFAULT_BY))}"):
        saving.who_records()


def _acts(context: PageContext, session: Any, agreement: pd.Series, taken: int) -> None:
    """The choice of the act, its fields, and the big button that records it."""
    agreement_id = int(agreement["agreement_id"])
    turn = st.session_state.setdefault(f"decide-{agreement_id}-turn", taken)
    prefix = f"decide-{agreement_id}-{turn}"
    kind = st.segmented_control(
        f"Decidir sobre el acuerdo {markdown_safe(agreement['code'])}", list(ACTS), format_func=lambda kind: ACTS[kind][0], key=f"{prefix}-kind",
        persist_state="session", on_change=_start_over, args=(prefix,),
    )  # fmt: skip
    if kind is None:
        return
    kind = DecisionKind(kind)
    assignments = context.board.assignments[context.board.assignments["agreement_id"] == agreement_id]
    reports = read_or_stop(context.store, lambda db: load_reports_of(db, agreement_id=agreement_id))
    opened = st.session_state.setdefault(f"{prefix}-opened", {**saving.versions(agreement, assignments, context.version)})
    token = st.session_state.setdefault(f"{prefix}-token", uuid4().hex)
    with st.container(key=FIELDS_PLACE):
        prepared = ACTS[kind][1](Fields(context, agreement, assignments, reports, f"{prefix}-{kind}", session_id=session.session_id))
    may_save = _asked_before(prepared, prefix)
    saving.show_problems()
    deciding = Deciding(session, agreement_id, kind, token)
    if saving.stale_since() is not None:
        chosen = other_hands.chosen(context, agreement_id, prepared, key=prefix)
        _settle(deciding, chosen, prepared, saving.versions(agreement, assignments, context.version), prefix=prefix, may_save=may_save)
    elif prepared is not None:
        st.markdown(f"En el acta: *{markdown_safe(prepared.minutes)}*")
        pressed = st.button(f"Confirmar: {prepared.button.lower()}", type="primary", key=f"{prefix}-save", icon=":material/gavel:", width="stretch", disabled=not may_save)
        if pressed and may_save:
            _record(deciding, prepared, prepared.act, opened)


def _asked_before(prepared: Prepared | None, prefix: str) -> bool:
    """Who records, and whether the text may be kept; False when there is nothing to save."""
    if prepared is None:
        return False
    _who()
    return saving.confirm_privacy(prepared.texts, prefix=prefix)


def _settle(
    deciding: Deciding, chosen: tuple[Choice, Act] | None, prepared: Prepared | None, opened: dict[str, int], *, prefix: str, may_save: bool
) -> None:
    """What is made of a change that somebody else recorded meanwhile: theirs stays, or the decision goes on top of it."""
    if chosen is None:
        return
    choice, act = chosen
    if choice == Choice.THEIRS:
        saving.left_theirs()
        st.session_state[f"decide-{deciding.agreement_id}-turn"] = uuid4().hex  # other keys: the fields start empty
        st.rerun()
    if prepared is not None and may_save:
        st.session_state[f"{prefix}-opened"] = opened  # what the panel showed has been seen
        _record(deciding, prepared, act, opened)


def _start_over(prefix: str) -> None:
    """Another act was chosen: it starts from how things are now."""
    st.session_state.pop(f"{prefix}-opened", None)
    saving.forget_outcome()


def _record(deciding: Deciding, prepared: Prepared, act: Act, opened: dict[str, int]) -> None:
    """Record the act as a decision of the session; the next one then starts with empty fields."""

    def decided(db: Writer) -> None:
        decide(
            db, session_id=deciding.session.session_id, agreement_id=deciding.agreement_id, kind=deciding.kind, words=prepared.minutes,
            token=deciding.token, by=_by(), at=now(), act=lambda db, batch_id: act(db, opened, batch_id),
        )  # fmt: skip

    if saving.save(decided, saved=prepared.saved, seen=opened["event"]):
        st.session_state.pop(f"decide-{deciding.agreement_id}-turn", None)
    st.rerun()


def undo_last(context: PageContext, session: Any) -> None:
    """The last decision that stands, and its undoing: first what it was and what came after it, then the button."""
    standing = presenting.decisions(session.session_id, context.version)
    standing = standing[~standing["undone"]]
    if standing.empty:
        return
    last = next(iter(records(standing.tail(1))))
    with st.popover("Deshacer la última decisión", icon=":material/undo:", key=f"{UNDO}-{last.decision_id}"):
        st.markdown(f"{moment(last.at).split()[1]} · {markdown_safe(last.text)}")
        plan = read_or_stop(context.store, lambda db: plan_undo(db, batch_id=int(last.batch_id)))
        if plan.collisions:
            told = count(len(plan.collisions), "registro posterior, que se conserva", "registros posteriores, que se conservan")
            st.markdown(f":material/help: Hay {told}:\n" + "\n".join(f"- {markdown_safe(batch_texts.collision(collision, 'La decisión'))}" for collision in plan.collisions))
        _who_line()
        if st.button("Confirmar y deshacer", type="primary", key=f"{UNDO}-confirm-{plan.batch_id}-{plan.version}", width="stretch"):
            saving.save(lambda db: _undone(db, plan), saved=f"Se deshizo: {markdown_safe(last.text)}", seen=context.version)
            st.session_state.pop(f"decide-{last.agreement_id}-turn", None)
            st.rerun()


def _who_line() -> None:
    st.caption(f"Registra: {markdown_safe(st.session_state.get(BY, saving.DEFAULT_BY))}")


def _undone(db: Writer, plan: UndoPlan) -> None:
    undo_batch(db, batch_id=plan.batch_id, restore=(), version=plan.version, by=_by() or saving.DEFAULT_BY, at=now())
