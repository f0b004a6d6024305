"""«Descargar»: the official matrix of what the filters keep, the template of one institution, and the user's own workbook filled."""

from dataclasses import replace

import streamlit as st

from data_store.known import log_head
from follow_up.import_plan import Known
from tracker.records import ExportMark
from tracker.writing.matrix import write_matrix
from tracker.writing.template import write_template
from ui import filters, panels
from ui.changes_export import changes_sheet
from ui.cut_control import show_only
from ui.exports import SheetsBy, institution_template, official_matrix
from ui.frame import PageContext, kept, read_or_stop, selected
from ui.importing import known_at, known_at_cut
from ui.own_format import own_format
from ui.sentences import count
from ui.since import board_since, last_session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(context: PageContext) -> None:
    """The three ways out; of a past cut-off only the matrix, to be read. Each file is made when its button is pressed."""
    mark = kept(context, _mark)
    with st.container(border=True):
        _matrix(context, known_at_cut(context) if context.is_past else known_at(context, None), mark)
    if context.is_past:
        with st.container(border=True):
            panels.subtitle("Plantilla para una institución y mi propio formato")
            show_only("descargar una plantilla o llenar su libro, que se hacen con el estado actual")
        return
    known = known_at(context, None)
    with st.container(border=True):
        _template(context, known, mark)
    with st.container(border=True):
        own_format(context, known)


def _mark(context: PageContext) -> ExportMark:
    return ExportMark(*read_or_stop(context.store, log_head))


def _matrix(context: PageContext, known: Known, mark: ExportMark) -> None:
    panels.subtitle("Matriz oficial")
    way_back = "Es la de un corte pasado: sirve para leerla, pero no se puede volver a cargar." if context.is_past else "Puede devolverse corregida: el tablero reconoce cada fila."
    st.markdown(f"La tabla de siempre, con una hoja de resumen y gráficos, lista para imprimir. {way_back}")
    past, since = context.cut if context.is_past else None, last_session(context)
    before = board_since(context, since.on) if since else None
    selection = filters.filter_bar(context)
    shown = selected(context, selection)
    sheets_by = st.radio("Hojas", list(SheetsBy), horizontal=True, format_func=str, key="excel-sheets", persist_state="session")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Descargar la matriz",
            lambda: write_matrix(
                replace(
                    official_matrix(context.board, selection, known, mark=mark, sheets_by=sheets_by, past=past),
                    changes=changes_sheet(before, context.board, selection),
                )
            ),
            file_name=f"matriz de acuerdos {context.cut.on.isoformat()}.xlsx", mime=XLSX, key="excel-matrix",
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
