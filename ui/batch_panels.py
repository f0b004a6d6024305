"""The loads: their list, one of them with what became of each row of its file, and the way back."""

from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from data_store.batches import load_batch_rows
from data_store.undoing import plan_undo, undo_batch
from follow_up.import_plan import BatchKind, RowKind
from follow_up.rows import records
from ui import batch_texts, import_texts, panels, texts
from ui.clock import now
from ui.confirming import BATCH, BATCHES_PAGE
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE
from ui.frame import PageContext, read_or_stop
from ui.preview import PILL, frame_height, row_height
from ui.sentences import moment
from ui.undo_panels import Undoing, confirm_undo, show_undone

ROWS_SHOWN = 300
FRAME_ROWS = 10
ROW_HEIGHT = 70
TEXT_SHOWN = 85
LIST_COLUMNS = {
    "N.º": st.column_config.NumberColumn("N.º", width=50),
    "Cuándo": st.column_config.TextColumn("Cuándo", width=105),
    "Qué": st.column_config.TextColumn("Qué", width=200),
    "Qué hizo": st.column_config.TextColumn("Qué hizo", width=240),
    "Situación": st.column_config.TextColumn("Situación", width=120),
    "Quién": st.column_config.TextColumn("Quién", width=140),
}
ROW_COLUMNS = {
    "Fila": st.column_config.NumberColumn("Fila", width=46, help="El número de fila en el archivo"),
    "Hoja": st.column_config.TextColumn("Hoja", width=100),
    "Qué era": st.column_config.MultiselectColumn(
        "Qué era", options=list(PILL.values()), color=[import_texts.KIND_COLOUR[kind][0] for kind in RowKind], width=138
    ),
    "Qué pasó": st.column_config.TextColumn("Qué pasó", width=100),
    "Acuerdo": st.column_config.TextColumn("Acuerdo", width=200),
    "Por qué": st.column_config.TextColumn("Por qué", width=290),
    "Otras columnas": st.column_config.TextColumn("Otras columnas del archivo", width=300),
}
ROW_READ = {"Acuerdo": 200, "Por qué": 290}


def listed(batches: pd.DataFrame) -> None:
    """Every load, newest first; a click opens one."""
    cells = pd.DataFrame(
        {
            "N.º": batches["batch_id"],
            "Cuándo": [moment(at) for at in batches["at"]],
            "Qué": [batch_texts.what(row) for row in records(batches)],
            "Qué hizo": [batch_texts.did(row.counts) for row in records(batches)],
            "Situación": [batch_texts.situation(row) for row in records(batches)],
            "Quién": batches["by"],
        }
    )
    event = st.dataframe(
        cells, key="batches", hide_index=True, column_config=LIST_COLUMNS, row_height=ROW_HEIGHT, height=_height(len(cells)),
        on_select="rerun", selection_mode="single-cell", alt="Cargas, la más reciente arriba; al elegir una se abre",
    )  # fmt: skip
    if event.selection.cells:
        st.switch_page(BATCHES_PAGE, query_params={BATCH: str(batches["batch_id"].iloc[event.selection.cells[0][0]])})
    st.caption("Elija una carga para ver qué hizo con cada fila y, si hace falta, deshacerla.")


def _height(rows: int) -> int:
    return 40 + min(rows, FRAME_ROWS) * ROW_HEIGHT


def opened(context: PageContext, batches: pd.DataFrame, asked: str) -> None:
    """One load: what it did with each row, and how to undo it."""
    st.page_link(BATCHES_PAGE, label="Todas las cargas", icon=":material/arrow_back:")
    found = batches[batches["batch_id"].astype("str") == asked]
    if found.empty:
        panels.empty(f"No hay una carga con el número «{markdown_safe(asked)}».", icon=":material/search_off:")
        return
    batch: Any = next(iter(records(found)))
    panels.subtitle(f"Carga {batch.batch_id}: {batch_texts.what(batch)}")
    st.markdown(f"{moment(batch.at)} · {markdown_safe(batch.by)} · {batch_texts.did(batch.counts)}")
    show_undone()
    with st.container(border=True):
        _undo(context, batch)
    _rows(context, batch)


def _rows(context: PageContext, batch: Any) -> None:
    rows = read_or_stop(context.store, lambda db: load_batch_rows(db, batch_id=int(batch.batch_id)))
    if rows.empty:
        return
    with st.container(border=True):
        panels.subtitle(f"Qué pasó con cada fila: {len(rows):,}")
        kinds = [kind for kind in RowKind if (rows["kind"] == kind).any()]
        said = [kind for kind in kinds if kind != RowKind.SAME] or kinds
        chosen = st.pills("Ver las filas", kinds, selection_mode="multi", default=said, format_func=lambda kind: PILL[kind], key=f"batch-{batch.batch_id}-kinds")
        rows = rows[rows["kind"].isin(chosen)]
        if rows.empty:
            return
        shown = rows.head(ROWS_SHOWN)
        cells = pd.DataFrame(
            {
                "Fila": shown["row"],
                "Hoja": shown["sheet"],
                "Qué era": [[PILL[kind]] for kind in shown["kind"]],
                "Qué pasó": [batch_texts.OUTCOME[outcome] for outcome in shown["outcome"]],
                "Acuerdo": [_agreement(row) for row in records(shown)],
                "Por qué": [batch_texts.reasons(codes) for codes in shown["reasons"]],
                "Otras columnas": [import_texts.extra(told) for told in shown["extra"]],
            }
        )
        if shown["sheet"].nunique() == 1:
            cells = cells.drop(columns="Hoja")
        event = st.dataframe(
            cells, key=f"batch-{batch.batch_id}", hide_index=True, column_config={name: ROW_COLUMNS[name] for name in cells.columns}, row_height=row_height(cells, ROW_READ), height=frame_height(cells, ROW_READ),
            on_select="rerun", selection_mode="single-cell", placeholder=texts.NOTHING, alt="Filas de la carga; al elegir una se abre su acuerdo",
        )  # fmt: skip
        if len(rows) > ROWS_SHOWN:
            st.caption(f"Se muestran {ROWS_SHOWN} de {len(rows):,}.")
        if event.selection.cells:
            ref = shown["ref"].iloc[event.selection.cells[0][0]]
            if pd.notna(ref):
                st.switch_page(AGREEMENT_PAGE, query_params={"ref": str(ref)})


def _agreement(row: Any) -> str | None:
    return None if pd.isna(row.ref) else shorten(f"{row.ref} {row.text}", TEXT_SHOWN, placeholder=" …")


def _undo(context: PageContext, batch: Any) -> None:
    """The way back: first what would be restored, then the button. A load already undone names the one that did it."""
    if pd.notna(batch.undone_by):
        st.markdown(f":material/undo: {batch_texts.already_undone(int(batch.undone_by), stands=bool(batch.stands))}")
        st.page_link(BATCHES_PAGE, label=f"Ver la carga {int(batch.undone_by)}", icon=":material/arrow_forward:", query_params={BATCH: str(int(batch.undone_by))})
        return
    flag = f"undo-{batch.batch_id}"
    if not st.session_state.get(flag):
        if st.button(batch_texts.UNDO_BUTTON[BatchKind(batch.kind)], key=f"{flag}-open", icon=":material/undo:"):
            st.session_state[flag] = True
            st.rerun()
        st.caption("Primero verá qué se restauraría. Lo que se registró después se conserva.")
        return
    confirm_undo(
        context,
        Undoing(
            flag, "La carga",
            plan=lambda db, restore: plan_undo(db, batch_id=int(batch.batch_id), restore=restore),
            write=lambda db, plan, restore, by: undo_batch(
                db, batch_id=int(batch.batch_id), restore=restore, version=plan.version, by=by, at=now()
            ),
            told=lambda undone: f"La carga {batch.batch_id} quedó deshecha en la carga {undone}.",
        ),
        close=lambda: st.session_state.pop(flag, None),
    )  # fmt: skip
