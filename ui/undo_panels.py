"""The undoing of anything: first what would be restored and what collides, then who does it and the button that writes."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data_store.database import Reader, StoreFault, Writer, writing
from data_store.imports import PlanOutdated
from data_store.recording import Refused
from data_store.undoing import AlreadyUndone, Collision, UndoPreview
from ui import batch_texts, texts
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop, store
from ui.preview import frame_height, row_height
from ui.saving import who_records
from ui.sentences import count, logged

UNDONE = "undone"  # what to tell once after an undo
ROWS_SHOWN = 300
COLUMNS = {
    "Acuerdo": st.column_config.TextColumn("Acuerdo", width=105),
    "Institución": st.column_config.TextColumn("Institución", width=110),
    "Dato": st.column_config.TextColumn("Dato", width=135),
    "Ahora": st.column_config.TextColumn("Ahora", width=215),
    "Quedará": st.column_config.TextColumn("Quedará", width=215),
}
READ = {"Dato": 135, "Ahora": 215, "Quedará": 215}


@dataclass(frozen=True)
class Undoing:
    """What is to be undone. `key` names it among the widgets; `did` begins what it did where something came later: "La carga".

    `plan` gives the preview for the collisions to restore; `write` does it (writer, preview, collisions, who) and returns the new
    batch; `told` is the sentence for that.
    """

    key: str
    did: str
    plan: Callable[[Reader, list[str]], UndoPreview]
    write: Callable[[Writer, UndoPreview, list[str], str], int]
    told: Callable[[int], str]


def confirm_undo(context: PageContext, undoing: Undoing, *, close: Callable[[], None]) -> None:
    """The preview, the choices, who records, and the two buttons. `close` puts the page back as it was before."""
    flag = undoing.key
    restore: list[str] = st.session_state.setdefault(f"{flag}-restore", [])
    plan = read_or_stop(context.store, lambda db: undoing.plan(db, restore))
    if st.session_state.setdefault(f"{flag}-version", plan.version) != plan.version:
        st.warning(batch_texts.OUTDATED, icon=":material/sync:")
        st.session_state[f"{flag}-version"] = plan.version
    preview(plan, key=flag)
    asked = {collision.key for collision in plan.collisions if _collision(collision, undoing)}
    chosen = sorted(asked | set(restore) - {collision.key for collision in plan.collisions})
    if chosen != restore:
        st.session_state[f"{flag}-restore"] = chosen  # the preview above is then of this choice
        st.rerun()
    by = who_records()
    with st.container(horizontal=True):
        # The key is of this preview: a press on an older one undoes nothing that was not seen.
        confirmed = st.button("Confirmar y deshacer", type="primary", key=f"{flag}-confirm-{plan.version}", icon=":material/undo:")
        if st.button("No deshacer", key=f"{flag}-close"):
            close()
            st.rerun()
    if confirmed:
        _write(undoing, plan, restore, by=by, close=close)


def preview(plan: UndoPreview, *, key: str) -> None:
    """What would change, now and then."""
    st.markdown(f"**{batch_texts.would_restore(plan)}**")
    shown = plan.restored[:ROWS_SHOWN]
    if shown:
        cells = pd.DataFrame(
            {
                "Acuerdo": [change.ref for change in shown],
                "Institución": [change.institution for change in shown],
                "Dato": [batch_texts.restored_field(change) for change in shown],
                "Ahora": [logged(change.field, change.now) for change in shown],
                "Quedará": [logged(change.field, change.then) for change in shown],
            }
        )
        st.dataframe(
            cells, key=f"{key}-preview", hide_index=True, column_config=COLUMNS, row_height=row_height(cells, READ), height=frame_height(cells, READ), placeholder=texts.NOTHING, alt="Lo que se restauraría al deshacer",
        )  # fmt: skip
    if len(plan.restored) > ROWS_SHOWN:
        st.caption(f"Se muestran {ROWS_SHOWN} de {len(plan.restored):,}.")
    if plan.staying:
        st.markdown(f":material/info: {markdown_safe(batch_texts.staying(plan.staying))}")
    if plan.collisions:
        told = count(len(plan.collisions), "registro posterior choca", "registros posteriores chocan")
        st.markdown(f":material/help: **{told} con lo que se quiere deshacer. Elija qué hacer con cada uno:**")


def _collision(collision: Collision, undoing: Undoing) -> bool:
    """Whether the earlier value is to come back over what was recorded later."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(markdown_safe(batch_texts.collision(collision, undoing.did)))
        return st.radio(
            f"Qué hacer con {collision.key}", [False, True], horizontal=True, label_visibility="collapsed", key=f"{undoing.key}-{collision.key}",
            format_func=lambda restore: "Restaurar lo anterior" if restore else "Conservar lo posterior", persist_state="session",
        )  # fmt: skip


def _write(undoing: Undoing, plan: UndoPreview, restore: list[str], *, by: str, close: Callable[[], None]) -> None:
    try:
        with writing(store()) as db:
            undone = undoing.write(db, plan, restore, by)
    except Refused as refused:
        st.error("\n".join(f"- {texts.REFUSAL[refusal]}" for refusal in refused.refusals), icon=":material/error:")
    except AlreadyUndone:
        st.error("Ya estaba deshecho. No se cambió nada.", icon=":material/error:")
    except PlanOutdated:
        st.warning(batch_texts.OUTDATED, icon=":material/sync:")
    except StoreFault as fault:
        st.error(texts.FAULT[fault.fault], icon=":material/error:")
    else:
        forget(undoing.key)
        close()
        kept = count(len(plan.collisions) - len(restore), "registro posterior se conservó", "registros posteriores se conservaron")
        st.session_state[UNDONE] = undoing.told(undone) + (f" {kept}." if plan.collisions else "")
        st.rerun()


def forget(key: str) -> None:
    """What was chosen about an undo is no longer remembered."""
    for name in (f"{key}-version", f"{key}-restore"):
        st.session_state.pop(name, None)


def show_undone() -> None:
    """That an undo was done, once."""
    if UNDONE in st.session_state:
        st.success(st.session_state.pop(UNDONE), icon=":material/check_circle:")
