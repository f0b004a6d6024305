"""What can be recorded on an agreement: four acts, each validated, each refusing to overwrite what somebody else wrote.

The versions are those of the moment the act was opened, kept until it is saved or closed: a page that redraws itself with
newer data must not slip them under what was typed. What was typed stays in its widgets until it is saved.
"""

import pandas as pd
import streamlit as st

from ui import act_fields, saving
from ui.act_fields import Fields, Prepared
from ui.filters import ACT
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


def show_saved(agreement_id: int) -> None:
    """That the last act was saved, once, where the visitor pressed the button. What came of another agreement is forgotten."""
    if st.session_state.get(SHOWN) != agreement_id:
        st.session_state[SHOWN] = agreement_id
        saving.forget_outcome()
    saving.show_saved()


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
    opened = st.session_state.setdefault(f"{prefix}-opened", saving.versions(agreement, assignments, context.version))
    prepared = PREPARE[act](Fields(context, agreement, assignments, reports, f"{prefix}-{act}"))
    if prepared is None:
        return
    saving.who_records()
    may_save = saving.confirm_privacy(prepared.texts, prefix=prefix)
    saving.show_problems()
    saving.show_other_change(context, agreement_id, key=f"{prefix}-go-on", go_on=lambda: _start_over(prefix))
    pressed = st.button(prepared.button, type="primary", key=f"{prefix}-save", disabled=not may_save)
    if pressed and may_save:
        _save(prepared, opened, turn=turn)
        st.rerun()


def _start_over(prefix: str) -> None:
    """Another act was chosen, or the change of another was looked at: it starts from what is on screen now."""
    st.session_state.pop(f"{prefix}-opened", None)
    saving.forget_outcome()


def _save(prepared: Prepared, opened: dict[str, int], *, turn: str) -> None:
    """Save the act; the next one then starts with empty fields."""
    if saving.save(lambda db: prepared.act(db, opened, None), saved=prepared.saved, seen=opened["event"]):
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
