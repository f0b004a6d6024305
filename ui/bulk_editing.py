"""Editing many agreements at once: choose them, say what changes, see it row by row, save it whole, and take it back.

What is previewed is what was on screen then. What somebody else changed since is set beside it and asked about, row by row;
nothing of theirs is overwritten without that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.bulk_editing import Edited, Signed, edit_agreements
from data_store.database import Writer
from data_store.queries import load_events_of
from data_store.undoing import UndoPreview, plan_undo, undo_batch
from follow_up.board import Board
from follow_up.bulk_edit import Decision, Edit, EditRow, ThemeEdit, carried_along, lacking, plan, rows_of, stood
from follow_up.rows import records
from ui import bulk_texts, saving, tables, undo_panels
from ui.act_fields import BY
from ui.bulk_fields import edit_fields
from ui.clock import now
from ui.conflicts import Choice, Conflict, row_choice
from ui.escaping import markdown_safe
from ui.filters import HISTORY_PAGE
from ui.frame import PageContext, read_or_stop
from ui.sentences import count
from ui.undo_panels import Undoing

ON, CHOSEN, PREVIEW, DONE, TURN, UNDO = "bulk_on", "bulk_chosen", "bulk_preview", "bulk_done", "bulk_turn", "bulk_undo"
COLUMNS = ("Código", "Acuerdo", "Estado", "Avance", "Plazo", "Vence", "Instituciones", "Sesión", "Tema")
TEXT_SHOWN = 110
FRAME_HEIGHT = 560
ROW_HEIGHT = 70
FULL_FRAME = 7  # rows
RESULT_FILL = ["orange", "blue", "gray"]
PREVIEW_COLUMNS = {
    "Resultado": st.column_config.MultiselectColumn("Resultado", options=list(bulk_texts.RESULTS), color=RESULT_FILL, width=130),
    "Código": st.column_config.TextColumn("Código", width=70),
    "Ahora": st.column_config.TextColumn("Ahora", width=160),
    "Quedará": st.column_config.TextColumn("Quedará", width=260),
    "Estado": tables.COLUMNS["Estado"],
    "Acuerdo": st.column_config.TextColumn("Acuerdo", width=330),
    "Sesión": st.column_config.DateColumn("Sesión", format=tables.DAY, width=105),
}


@dataclass(frozen=True)
class Preview:
    """What was asked to be seen: the edit, the agreements as they were on screen, and the version of the data then."""

    token: str
    edit: Edit
    rows: tuple[EditRow, ...]
    version: int


def switch(context: PageContext) -> bool:
    """Whether many are edited at once; only on the state of now."""
    return st.toggle(
        "Editar varios", key=ON, disabled=context.is_past, help="Solo sobre los datos de hoy: quite el corte." if context.is_past else "Elija acuerdos y cambie en todos lo mismo, con vista previa"
    ) and not context.is_past  # fmt: skip


def panel(context: PageContext, shown: pd.DataFrame) -> None:
    """The whole of it. `shown`: the agreements that the filters keep."""
    saving.show_saved()
    _result(context)
    preview: Preview | None = st.session_state.get(PREVIEW)
    if preview is None:
        _choose(context, shown)
    else:
        _preview(context, preview)


def _choose(context: PageContext, shown: pd.DataFrame) -> None:
    """The agreements, the edit, and the way to the preview."""
    if shown.empty:
        st.caption("Ningún acuerdo coincide con los filtros. Quite alguno para elegir acuerdos.")
        return
    chosen = _chosen(shown)
    st.markdown(f"**{count(len(chosen), 'acuerdo elegido', 'acuerdos elegidos')}**" if chosen else "Marque en la tabla los acuerdos que desea cambiar.")
    if not chosen:
        return
    rows = rows_of(context.board, chosen)
    prefix = f"bulk-{st.session_state.get(TURN, 0)}"
    with st.container(border=True):
        edit, written = edit_fields(context, rows, prefix=prefix)
        if edit is None:
            return
        lacks = lacking(plan(rows, edit, today=context.today))
        if lacks:
            st.caption(bulk_texts.why_not(lacks))
        may_go = saving.confirm_privacy(written, prefix=prefix) and not lacks
        if st.button("Ver qué cambiaría", type="primary", key=f"{prefix}-see", icon=":material/preview:", disabled=not may_go) and may_go:
            saving.forget_outcome()
            st.session_state.pop(DONE, None)
            st.session_state[PREVIEW] = Preview(uuid4().hex, edit, tuple(rows), context.version)
            st.rerun()


def _chosen(shown: pd.DataFrame) -> list[int]:
    """The agreements that are ticked, or all those of the list; what is chosen outlives another filter only while it is listed."""
    ids = [int(number) for number in shown["agreement_id"]]
    if st.checkbox(f"Elegir los {count(len(ids), 'acuerdo', 'acuerdos')} de la lista", key=f"bulk-all-{st.session_state.get(TURN, 0)}", persist_state="session"):
        return ids
    # The key is of the rows: a choice is by place, and must not slip to other agreements when the list is another.
    kept: list[int] = st.session_state.setdefault(CHOSEN, [])
    key = f"bulk-table-{st.session_state.get(TURN, 0)}-{hash(tuple(ids))}"
    st.session_state[CHOSEN] = tables.choosing_table(shown, key=key, columns=COLUMNS, chosen=kept)
    return st.session_state[CHOSEN]


def _preview(context: PageContext, preview: Preview) -> None:
    """Row by row what would change, what others changed since, and the button that saves it all."""
    present = {row.agreement_id: row for row in rows_of(context.board, [row.agreement_id for row in preview.rows])}
    seen = [decision for decision in plan(preview.rows, preview.edit, today=context.today) if decision.row.agreement_id in present]
    moved = [decision for decision in seen if decision.changes and stood(decision.row, preview.edit) != stood(present[decision.row.agreement_id], preview.edit)]
    standing = [decision for decision in seen if decision not in moved]
    if standing:
        st.markdown(f"##### {bulk_texts.counted(standing)}")
        _tell_more(context.board, standing, preview.edit)
        _table(standing, preview.edit)
    taken = _moved(context, preview, [present[decision.row.agreement_id] for decision in moved])
    decided = [*standing, *taken]
    changing = sum(decision.changes for decision in decided)
    saving.who_records()
    saving.show_problems()
    with st.container(horizontal=True):
        label = f"Guardar en {count(changing, 'acuerdo', 'acuerdos')}"
        pressed = st.button(label, type="primary", key=f"bulk-save-{preview.token}", icon=":material/done_all:", disabled=not changing)
        if st.button("Volver sin guardar", key=f"bulk-back-{preview.token}"):
            _close()
    if pressed and changing:
        _save(context, preview, decided)


def _tell_more(board: Board, decided: Sequence[Decision], edit: Edit) -> None:
    """What the rows do not say: what is settled already and would change, the themes of others."""
    warned = bulk_texts.warned(decided, edit)
    if warned:
        st.warning(warned, icon=":material/report:")
    if not isinstance(edit, ThemeEdit):
        return
    problems = {decision.row.problem_id for decision in decided if decision.changes}
    siblings = board.agreements.loc[board.agreements["problem_id"].isin(problems), "agreement_id"]
    also = carried_along(decided, rows_of(board, siblings.tolist()))
    if also:
        st.warning(bulk_texts.carried(also), icon=":material/category:")


def _table(decided: Sequence[Decision], edit: Edit) -> None:
    """One line per agreement, those that change first."""
    ordered = sorted(decided, key=lambda decision: bulk_texts.RESULTS.index(bulk_texts.result(decision)))
    cells = pd.DataFrame(
        {
            "Resultado": [[bulk_texts.result(decision)] for decision in ordered],
            "Código": [decision.row.code for decision in ordered],
            "Ahora": [bulk_texts.now(decision.row, edit, decision.parts) for decision in ordered],
            "Quedará": [bulk_texts.then(decision, edit) for decision in ordered],
            "Estado": [[tables.STANDING_PILL[decision.row.standing]] for decision in ordered],
            "Acuerdo": [shorten(decision.row.text, TEXT_SHOWN, placeholder=" …") for decision in ordered],
            "Sesión": pd.to_datetime([decision.row.session_on for decision in ordered]),
        }
    )
    st.dataframe(
        cells, key="bulk-preview", hide_index=True, column_config=PREVIEW_COLUMNS, row_height=ROW_HEIGHT, height="content" if len(cells) <= FULL_FRAME else FRAME_HEIGHT,
        alt="Lo que cambiaría en cada acuerdo",
    )  # fmt: skip


def _moved(context: PageContext, preview: Preview, rows: Sequence[EditRow]) -> list[Decision]:
    """The agreements that somebody else changed since: both values, and the decisions on those that the visitor takes."""
    if not rows:
        return []
    st.warning(f"**{count(len(rows), 'acuerdo cambió', 'acuerdos cambiaron')} mientras usted miraba.** Elija qué queda en cada uno; los demás se guardan igual.", icon=":material/sync_problem:")
    taken = []
    for decision in plan(rows, preview.edit, today=context.today):
        row = decision.row
        key = f"bulk-{preview.token}-{row.agreement_id}-{hash(stood(row, preview.edit))}"
        heading = f"**{markdown_safe(row.code)}** · {markdown_safe(shorten(row.text, TEXT_SHOWN, placeholder=' …'))}"
        if row_choice([_conflict(context, preview, decision)], heading=heading, key=key) == Choice.MINE:
            taken.append(decision)
    return taken


def _conflict(context: PageContext, preview: Preview, decision: Decision) -> Conflict:
    """What somebody else recorded on an agreement, beside what the edit would make of it."""
    events = read_or_stop(context.store, lambda db: load_events_of(db, agreement_id=decision.row.agreement_id))
    last: Any = next(iter(records(events[events["event_id"] > preview.version])), None)
    found = bulk_texts.now(decision.row, preview.edit, decision.parts)
    return Conflict("Ahora", found, bulk_texts.then(decision, preview.edit), last.by if last else "", last.at if last else None)


def _save(context: PageContext, preview: Preview, decided: Sequence[Decision]) -> None:
    came: list[Edited] = []

    def act(db: Writer) -> None:
        signed = Signed(st.session_state.get(BY, ""), now(), context.today)
        came.append(edit_agreements(db, token=preview.token, decided=decided, edit=preview.edit, seen=context.version, signed=signed))

    if not saving.save(act, saved="", seen=context.version):
        st.rerun()
    saving.forget_outcome()
    edited = came[-1]
    st.session_state[DONE] = edited
    left = tuple(row for row in preview.rows if row.agreement_id in edited.stale)
    if not left:
        _close(done=edited)
    st.session_state[PREVIEW] = Preview(uuid4().hex, preview.edit, left, preview.version)
    st.rerun()


def _close(done: Edited | None = None) -> None:
    """Back to the list; after a save with nothing chosen and empty fields."""
    st.session_state.pop(PREVIEW, None)
    saving.forget_outcome()
    if done is not None:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.session_state[CHOSEN] = []
    st.rerun()


def _result(context: PageContext) -> None:
    """What came of the last edit, with its undoing and the way to the history, until the next one."""
    undo_panels.show_undone()
    done: Edited | None = st.session_state.get(DONE)
    if done is None:
        return
    told = bulk_texts.done(len(done.changed), len(done.stale))
    if done.batch_id is None:
        st.info(told, icon=":material/info:")
        return
    st.success(told, icon=":material/check_circle:")
    if st.session_state.get(UNDO):
        with st.container(border=True):
            undo_panels.confirm_undo(context, _undoing(done.batch_id), close=_undo_closed)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Deshacer", key="bulk-undo-open", icon=":material/undo:", on_click=_undo_opened, help="Primero verá qué se restauraría")
        st.page_link(HISTORY_PAGE, label="Ver en el Historial", icon=":material/arrow_forward:")


def _undo_opened() -> None:
    st.session_state[UNDO] = True


def _undo_closed() -> None:
    st.session_state.pop(UNDO, None)


def _undoing(batch_id: int) -> Undoing:
    """The undo of the whole edit, for its panel."""

    def write(db: Writer, plan: UndoPreview, restore: list[str], by: str) -> int:
        undone = undo_batch(db, batch_id=batch_id, restore=restore, version=plan.version, by=by, at=now())
        st.session_state.pop(DONE, None)
        return undone

    return Undoing(
        f"bulk-undo-{batch_id}", "El cambio", plan=lambda db, restore: plan_undo(db, batch_id=batch_id, restore=restore), write=write,
        told=lambda _: "El cambio quedó deshecho en todos los acuerdos.",
    )  # fmt: skip
