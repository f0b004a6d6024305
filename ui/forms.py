"""What can be recorded on an agreement: four acts, each validated, each refusing to overwrite what somebody else wrote.

The versions are those of the moment the act was opened, kept until it is saved or closed: a page that redraws itself with
newer data must not slip them under what was typed. What was typed stays in its widgets until it is saved.
"""

from typing import NamedTuple
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.changing import change
from data_store.database import Writer
from follow_up.vocabulary import OPEN_STANDINGS, DeadlineKind, Standing
from ui import act_fields, other_hands, saving
from ui.act_fields import BY, Act, Fields, Prepared
from ui.clock import now
from ui.conflicts import Choice
from ui.filters import ACT, OVERVIEW_PAGE
from ui.frame import PageContext

ACTS = {
    "avance": ":material/edit_note: Registrar avance",
    "plazo": ":material/event: Fijar o ampliar plazo",
    "verificar": ":material/verified: Verificar cumplimiento",
    "sin-efecto": ":material/block: Dejar sin efecto",
}
PREPARE = {
    "avance": act_fields.progress,
    "plazo": act_fields.deadline,
    "verificar": act_fields.verification,
    "sin-efecto": act_fields.void,
}
TURN = "act_turn"  # counts the saves on an agreement; part of every key, so that the next act starts with empty fields
SHOWN = "act_shown"
SAVED = "act_saved"  # the act that was saved last: what follows it is offered
NEXT = {
    "avance": ("Ahora registre el avance", ":material/edit_note:"),
    "plazo": ("Ahora fije su plazo", ":material/event:"),
    "verificar": ("Verificar este cumplimiento", ":material/verified:"),
}
SCREEN = "acuerdo"  # what the history calls the place where an act was recorded


class Opened(NamedTuple):
    """An act that was opened: the token that names it, and the versions that were on screen then."""

    token: str
    versions: dict[str, int]


class Form(NamedTuple):
    """The form of an act on an agreement: the start of its keys, and the key that counts the saves on the agreement."""

    agreement_id: int
    act: str
    prefix: str
    turn: str


def show_saved(agreement: pd.Series, assignments: pd.DataFrame) -> None:
    """That the last act was saved, once, where the visitor pressed the button, with what comes next in one click.

    What came of another agreement is forgotten.
    """
    agreement_id = int(agreement["agreement_id"])
    if st.session_state.get(SHOWN) != agreement_id:
        st.session_state[SHOWN] = agreement_id
        saving.forget_outcome()
    saved = saving.is_saved()
    saving.show_saved()
    if saved:
        _offer_next(agreement, assignments, st.session_state.get(SAVED, ""))


def _offer_next(agreement: pd.Series, assignments: pd.DataFrame, act: str) -> None:
    """The act that naturally follows, and where its effect on the whole is seen."""
    following = next_act(act, standings=set(assignments["standing"]), deadline_kind=agreement["deadline_kind"])
    with st.container(horizontal=True, vertical_alignment="center"):
        if following is not None:
            label, icon = NEXT[following]
            st.button(label, key=f"next-{following}", icon=icon, on_click=_open, args=(int(agreement["agreement_id"]), following))
        st.page_link(OVERVIEW_PAGE, label="Ver en Panorama", icon=":material/arrow_forward:")


def next_act(act: str, *, standings: set[str], deadline_kind: str) -> str | None:
    """What follows an act on an agreement that stands so: what is fulfilled is verified, what is open gets a deadline and a report."""
    if Standing.FULFILLED in standings:
        return "verificar"
    if act == "verificar" or not standings & set(OPEN_STANDINGS):
        return None
    if deadline_kind == DeadlineKind.NONE and act != "plazo":
        return "plazo"
    return "avance" if act == "plazo" else None


def _open(agreement_id: int, act: str) -> None:
    """Open the fields of an act."""
    turn = st.session_state.get(f"{TURN}-{agreement_id}", 0)
    st.session_state[f"act-{agreement_id}-{turn}-kind"] = act


def actions(
    context: PageContext, agreement: pd.Series, assignments: pd.DataFrame, reports: pd.DataFrame
) -> None:
    """The choice of the act, its fields, and the button that saves them.

    The button is asked in the run that reads the fields, never by a callback: a callback would get what the fields held
    one run before, without the words typed last.
    """
    agreement_id = int(agreement["agreement_id"])
    turn = f"{TURN}-{agreement_id}"
    prefix = f"act-{agreement_id}-{st.session_state.get(turn, 0)}"
    asked = st.query_params.get(ACT)
    act = st.segmented_control(
        "¿Qué desea registrar?", list(ACTS), format_func=lambda code: ACTS[code], key=f"{prefix}-kind", label_visibility="collapsed",
        default=asked if asked in ACTS and turn not in st.session_state else None, on_change=_start_over, args=(prefix,),
    )  # fmt: skip
    if act is None:
        st.caption("Elija qué registrar. Todo queda en el historial con fecha, hora y quién lo registró.")
        return
    opened = st.session_state.setdefault(f"{prefix}-opened", Opened(uuid4().hex, saving.versions(agreement, assignments, context.version)))
    prepared = PREPARE[act](Fields(context, agreement, assignments, reports, f"{prefix}-{act}"))
    if prepared is not None:
        saving.who_records()
    may_save = prepared is not None and saving.confirm_privacy(prepared.texts, prefix=prefix)
    saving.show_problems()
    form = Form(agreement_id, act, prefix, turn)
    if saving.stale_since() is not None:
        chosen = other_hands.chosen(context, agreement_id, prepared, key=prefix)
        _settle(form, chosen, prepared, Opened(opened.token, saving.versions(agreement, assignments, context.version)), may_save=may_save)
    elif prepared is not None and st.button(prepared.button, type="primary", key=f"{prefix}-save", disabled=not may_save) and may_save:
        _save(form, prepared, prepared.act, opened)


def _settle(form: Form, chosen: tuple[Choice, Act] | None, prepared: Prepared | None, opened: Opened, *, may_save: bool) -> None:
    """What the visitor made of a change that somebody else recorded meanwhile: theirs stays, or the act goes on top of it."""
    if chosen is None:
        return
    choice, act = chosen
    if choice == Choice.THEIRS:
        saving.left_theirs()
        _close(form)
        st.rerun()
    if prepared is not None and may_save:
        st.session_state[f"{form.prefix}-opened"] = opened  # what the panel showed has been seen
        _save(form, prepared, act, opened)


def _start_over(prefix: str) -> None:
    """Another act was chosen: it starts from what is on screen now."""
    st.session_state.pop(f"{prefix}-opened", None)
    saving.forget_outcome()


def _save(form: Form, prepared: Prepared, act: Act, opened: Opened) -> None:
    """Save the act; the next one then starts with empty fields."""

    def recorded(db: Writer) -> int:
        return change(
            db, token=opened.token, screen=SCREEN, by=st.session_state.get(BY, ""), at=now(),
            act=lambda db, batch_id: act(db, opened.versions, batch_id),
        )  # fmt: skip

    if saving.save(recorded, saved=prepared.saved, seen=opened.versions["event"]):
        st.session_state[SAVED] = form.act
        _close(form)
    st.rerun()


def _close(form: Form) -> None:
    st.session_state[form.turn] = st.session_state.get(form.turn, 0) + 1
