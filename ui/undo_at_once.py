"""«Deshacer» beside what was just recorded: the batch of the visitor's last act on a screen, taken back by the rules of any undo."""

import streamlit as st

from data_store.database import Writer
from data_store.undoing import AlreadyUndone, UndoPlan, plan_undo, undo_batch
from ui import saving
from ui.act_fields import BY
from ui.clock import now
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.sentences import count

LAST = "undo_at_once"  # screen -> (batch, what it did)


def remember(screen: str, batch_id: int, told: str) -> None:
    """The act that can be taken back at once, in words (safe Markdown)."""
    st.session_state.setdefault(LAST, {})[screen] = (batch_id, told)


def offer(context: PageContext, screen: str) -> None:
    """The button that takes back the last act recorded on a screen in this visit; nothing when there is none."""
    last = st.session_state.get(LAST, {}).get(screen)
    if last is None:
        return
    batch_id, told = last
    try:
        plan = read_or_stop(context.store, lambda db: plan_undo(db, batch_id=batch_id))
    except AlreadyUndone:  # in Historial, or by somebody else
        del st.session_state[LAST][screen]
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button("Deshacer", key=f"undo-{screen}-{batch_id}-{plan.version}", icon=":material/undo:")
        kept = f" Se conserva lo que vino después: {count(len(plan.collisions), 'registro', 'registros')}." if plan.collisions else ""
        st.caption(f"Lo último que registró aquí: {told}{kept}")
    if pressed:
        if saving.save(lambda db: _undone(db, plan), saved=f"Se deshizo: {told}", seen=context.version):
            del st.session_state[LAST][screen]
        st.rerun()


def _undone(db: Writer, plan: UndoPlan) -> None:
    by = st.session_state.get(BY) or saving.DEFAULT_BY
    undo_batch(db, batch_id=plan.batch_id, restore=(), version=plan.version, by=by, at=now())


def named(words: str) -> str:
    """Words of a person inside a sentence of this panel."""
    return f"«{markdown_safe(words)}»"
