"""«Descargar»: the official matrix of what the filters keep, the template of one institution, and the user's own workbook filled."""

import streamlit as st

from data_store.known import log_head
from follow_up.import_plan import Known
from tracker.records import ExportMark
from tracker.writing.matrix import write_matrix
from tracker.writing.template import write_template
from ui import filters, panels
from ui.exports import SheetsBy, institution_template, official_matrix
from ui.frame import PageContext, kept, read_or_stop, selected
from ui.importing import known_at
from ui.own_format import own_format
from ui.sentences import count

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(context: PageContext) -> None:
    """The three ways out. Each file is made when its button is pressed."""
    known, mark = known_at(context, None), kept(context, _mark)
    with st.container(border=True):
        _matrix(context, known, mark)
    with st.container(border=True):
        _template(context, known, mark)
    with st.container(border=True):
        own_format(context, known)


def _mark(context: PageContext) -> ExportMark:
    return ExportMark(*read_or_stop(context.store, log_head))


def _matrix(context: PageContext, known: Known, mark: ExportMark) -> None:
    panels.subtitle("Matriz oficial")
    st.markdown("La tabla de siempre, con una hoja de resumen y gráficos, lista para imprimir. Puede devolverse corregida: el tablero reconoce cada fila.")
    selection = filters.filter_bar(context)
    shown = selected(context, selection)
    sheets_by = st.radio("Hojas", list(SheetsBy), horizontal=True, format_func=str, key="excel-sheets", persist_state="session")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Descargar la matriz", lambda: write_matrix(official_matrix(context.board, selection, known, mark=mark, sheets_by=sheets_by)),
            file_name=f"matriz de acuerdos {context.today.isoformat()}.xlsx", mime=XLSX, key="excel-matrix",
            icon=":material/download:", on_click="ignore", disabled=shown.assignments.empty,
        )  # fmt: skip
        rows, agreements = count(len(shown.assignments), "asignación", "asignaciones"), count(len(shown.agreements), "acuerdo", "acuerdos")
        st.caption(f"Con estos filtros: {rows} de {agreements}.")


def _template(context: PageContext, known: Known, mark: ExportMark) -> None:
    panels.subtitle("Plantilla para una institución")
    st.markdown("Sus acuerdos abiertos con lo último que reportó, para que llene solo las celdas amarillas y la devuelva.")
    names = dict(sorted(known.names.items(), key=lambda pair: pair[1]))
    asked = st.selectbox(
        "Institución que la llenará", list(names), index=None, format_func=lambda key: names[key], key="excel-template", persist_state="session",
        placeholder="Elija la institución",
    )  # fmt: skip
    if asked is None:
        return
    template = institution_template(context.board, known, institution_id=asked, mark=mark)
    if not template.rows:
        st.markdown(":material/check_circle: No tiene acuerdos abiertos: no hay nada que llenar.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Descargar la plantilla", lambda: write_template(template), file_name=f"plantilla {names[asked]} {context.today.isoformat()}.xlsx",
            mime=XLSX, key="excel-template-file", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.caption(f"{count(len(template.rows), 'fila', 'filas')} por llenar.")
