"""«Lo que el tablero recuerda»: what loads taught it about names and columns, each of which can be forgotten."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data_store import imports
from data_store.batches import load_learned
from data_store.database import StoreFault, Writer, writing
from data_store.recording import Refused
from follow_up.rows import records
from ui import batch_texts, panels, texts
from ui.act_fields import BY
from ui.clock import now
from ui.escaping import markdown_safe
from ui.frame import PageContext, kept, read_or_stop, store
from ui.saving import DEFAULT_BY
from ui.sentences import moment

SHOWN = 60
FORGOTTEN = "learned_forgotten"  # what to tell once after something was forgotten
FORGET: dict[str, Callable[[Writer, int, dict[str, Any]], None]] = {
    "alias": lambda db, number, signed: imports.forget_alias(db, alias_id=number, **signed),
    "ignored": lambda db, number, signed: imports.forget_ignored(db, ignored_id=number, **signed),
    "layout": lambda db, number, signed: imports.forget_layout(db, layout_id=number, **signed),
}


def remembered(context: PageContext) -> None:
    """What was learned, the newest first, each with its button."""
    learned = kept(context, _learned)
    with st.container(border=True):
        panels.subtitle("Lo que el tablero recuerda de las cargas")
        if FORGOTTEN in st.session_state:
            st.success(markdown_safe(st.session_state.pop(FORGOTTEN)), icon=":material/check_circle:")
        if learned.empty:
            st.markdown("Todavía nada. Aquí quedarán los nombres que usted explique y las columnas que corrija al cargar un archivo.")
            return
        st.caption("Se aplica solo a las cargas siguientes. Olvidarlo no cambia lo que ya se registró: la próxima vez se volverá a preguntar.")
        for row in records(learned.sort_values("at", ascending=False).head(SHOWN)):
            _line(row)
        if len(learned) > SHOWN:
            st.caption(f"Se muestran {SHOWN} de {len(learned)}.")


def _learned(context: PageContext) -> Any:
    return read_or_stop(context.store, load_learned)


def _line(row: Any) -> None:
    """One thing remembered, and the button that forgets it."""
    words, button = st.columns([6, 1], vertical_alignment="center")
    words.markdown(f"{markdown_safe(batch_texts.learned(row.kind, row.name, row.meaning))}  \n:small[{moment(row.at)} · {markdown_safe(row.by)}]")
    if button.button("Olvidar", key=f"forget-{row.kind}-{row.id}", icon=":material/delete:", width="stretch"):
        _forget(row)


def _forget(row: Any) -> None:
    try:
        with writing(store()) as db:
            FORGET[row.kind](db, int(row.id), {"by": st.session_state.get(BY) or DEFAULT_BY, "at": now()})
    except Refused as refused:
        st.error(" ".join(texts.REFUSAL[refusal] for refusal in refused.refusals), icon=":material/error:")
    except StoreFault as fault:
        st.error(texts.FAULT[fault.fault], icon=":material/error:")
    else:
        st.session_state[FORGOTTEN] = f"Se olvidó: {batch_texts.learned(row.kind, row.name, row.meaning)}. La próxima vez se volverá a preguntar."
        st.rerun()
