"""The history that the filters keep, as a workbook with the head of the chain printed."""

import streamlit as st

from data_store.histories import Asked, Change, load_changes
from tracker.writing.history_book import HistoryBook, HistoryRow, write_history
from ui import history_texts, texts
from ui.frame import PageContext, read_or_stop
from ui.history_panels import mark
from ui.sentences import count, day, moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 20_000  # rows: what a person can read and Excel opens at once
TITLE = "Historial de cambios del Tablero de Acuerdos"


def download(context: PageContext, asked: Asked) -> None:
    """The button; the file is made when it is pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Descargar este historial", lambda: write_history(_book(context, asked)), file_name=f"historial {context.cut.on.isoformat()}.xlsx",
            mime=XLSX, key="history-download", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        head = mark(context)
        st.caption(f"En Excel, con los filtros puestos. Lleva impresa la cabeza de la cadena: {history_texts.chain_head(head.version, head.hash)}")


def _book(context: PageContext, asked: Asked) -> HistoryBook:
    rows = read_or_stop(context.store, lambda db: load_changes(db, asked, limit=LONGEST))
    cut = f"Los {LONGEST:,} más recientes; hay más: use los filtros." if len(rows) == LONGEST else f"{count(len(rows), 'cambio', 'cambios')}, el más reciente primero."
    lines = (TITLE.upper(), f"Al {day(context.cut.on)}", history_texts.asked_in_words(asked), cut)
    return HistoryBook(TITLE, context.cut.on, lines, tuple(_row(row) for row in rows), mark(context), history_texts.NO_CHANGES)


def _row(change: Change) -> HistoryRow:
    return HistoryRow(
        change.event_id, moment(change.at), change.by, history_texts.record(change), history_texts.field(change),
        _plain(history_texts.value(change, change.before)), _plain(history_texts.value(change, change.after)),
        history_texts.origin(change.source), history_texts.ended(change) or "Vigente",
    )  # fmt: skip


def _plain(told: str) -> str:
    return "" if told == texts.NOTHING else told
