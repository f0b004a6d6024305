"""Every kind of widget, labelled in Spanish, so that any English word on the screen is Streamlit's own.

The page *texto del usuario* shows words of the dictionary as content, which must stay as they are.
"""

import datetime as dt
import time

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

TODAY = dt.date(2026, 3, 25)
MIDDLE_COLUMN = st.column_config.Column(width=200)
TABLE = pd.DataFrame(
    {
        "Institución": ["PNP", "DREMO", "Ministerio Público"],
        "Avance": [10, 55, 100],
        "Plazo": [TODAY, TODAY, TODAY],
        "Cumplido": [False, False, True],
        "Registrado": pd.to_datetime(["2026-03-01 10:00"] * 3),
    }
)


def fields() -> None:
    """Widgets in which one types or chooses."""
    st.header("Campos", help="Ayuda del título")
    st.text_input("Texto", max_chars=20, help="Ayuda del texto")
    st.text_input("Clave", type="password")
    st.text_input("Búsqueda libre", type="search", placeholder="Buscar en los acuerdos")
    st.text_area("Comentario", max_chars=40)
    st.number_input("Número", min_value=0, max_value=10, value=None)
    st.selectbox("Institución", ["PNP", "DREMO"], index=None)
    st.selectbox("Institución nueva", ["PNP", "DREMO"], index=None, accept_new_options=True)
    st.multiselect("Temas", ["Violencia", "Deserción", "Desaparecidos"], default=["Violencia"])
    st.multiselect("Lista de temas", ["Violencia", "Deserción"], max_selections=1, accept_new_options=True)
    st.selectbox("Sin opciones", [])
    st.date_input("Fecha", value=None, format="DD/MM/YYYY", max_value=TODAY)
    st.date_input("Rango", value=(TODAY - dt.timedelta(days=900), TODAY), format="DD/MM/YYYY")
    st.time_input("Hora", value=None)
    st.datetime_input("Fecha y hora", value=None, format="DD/MM/YYYY")
    st.slider("Deslizador", 0, 100, (20, 80))
    st.select_slider("Escala", ["bajo", "medio", "alto"])
    st.color_picker("Color")
    st.feedback("stars")
    st.feedback("thumbs")
    st.pills("Pastillas", ["uno", "dos"])
    st.segmented_control("Segmentos", ["uno", "dos"])
    st.toggle("Interruptor")
    st.checkbox("Casilla")
    with st.form("formulario"):
        st.text_input("Dentro del formulario")
        st.text_area("Área del formulario")
        st.form_submit_button("Guardar")


def files() -> None:
    """Upload, download, camera and audio."""
    st.header("Archivos")
    st.file_uploader("Subida", type=["xlsx", "csv"])
    st.file_uploader("Varias", accept_multiple_files=True)
    st.file_uploader("Carpeta", accept_multiple_files="directory")
    st.download_button("Descargar", data=b"a,b", file_name="a.csv")
    st.camera_input("Cámara")
    st.audio_input("Voz")
    st.chat_input("Escriba un mensaje", accept_file=True, accept_audio=True)


def data() -> None:
    """Tables, charts and figures."""
    st.header("Datos")
    st.dataframe(TABLE, key="menu", hide_index=True, column_config={str(name): MIDDLE_COLUMN for name in TABLE})
    st.dataframe(TABLE, key="tabla", on_select="rerun", selection_mode="multi-row")
    st.data_editor(TABLE, num_rows="dynamic", key="editor")
    st.table(TABLE)
    st.table(TABLE.iloc[:0])
    st.metric("Acuerdos", 9, "2", help="Cuántos hay")
    st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h")), alt="Barras")
    st.code("x = 1")
    st.progress(50, "Avance")
    st.pagination(9)


@st.dialog("Confirmar")
def confirm() -> None:
    """A dialog with one word of ours."""
    st.write("¿Aplicar?")


def layout() -> None:
    """Containers, messages and states."""
    st.header("Marco", divider=True)
    st.tabs([f"Pestaña número {n}" for n in range(40)])
    with st.expander("Detalle"):
        st.write("dentro")
    with st.popover("Más"):
        st.write("dentro")
    with st.status("Paso", state="complete"):
        st.write("dentro")
    with st.chat_message("user"):
        st.write("hola")
    st.info("Información")
    st.image("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", caption="Foto")
    st.link_button("Enlace", "/datos", icon=":material/link:")
    if st.button("Abrir diálogo", icon=":material/check:", shortcut="Ctrl+K"):
        confirm()
    if st.button("Avisar"):
        st.toast("Aviso " * 60)
    if st.button("Demorar"):
        with st.spinner("Espere"):
            run_until_stopped()


def run_until_stopped() -> None:
    """Keep the script running; it can be stopped wherever it talks to Streamlit."""
    while True:
        time.sleep(0.05)
        st.session_state["paso"] = 1


def user_text() -> None:
    """Content that happens to be a word of the dictionary."""
    st.markdown("Close")
    st.markdown("Upload")
    st.text("Search")
    st.info("Cancel")
    st.caption("Fullscreen")
    st.code("Copy to clipboard")
    st.button("Close", key="boton")
    st.metric("Stop", "Upload")
    st.selectbox("Upload", ["Close", "Upload", "Search"])
    st.multiselect("Search", ["Close", "Upload", "Select all"], default=["Close", "Upload"])
    st.radio("Stop", ["Close", "Upload"])
    st.text_input("Search", value="Close", key="campo")
    st.table(pd.DataFrame({"Upload": ["Close", "Search"]}))
    st.dataframe(pd.DataFrame({"Upload": ["Close", "Search"]}))
    st.json({"Close": "Upload"})
    st.expander("Close")
    st.tabs(["Upload", "Close"])
    st.toggle("Close", key="toggle")
    st.plotly_chart(go.Figure(go.Bar(x=["Close", "Upload"], y=[1, 2])))
    st.file_uploader("Close", key="subida")


def errors() -> None:
    """A page that fails."""
    message = "fallo a propósito"
    raise ValueError(message)


st.set_page_config(page_title="Prueba", layout="wide")
pages = [
    st.Page(fields, title="Campos", url_path="campos", default=True),
    st.Page(files, title="Archivos", url_path="archivos"),
    st.Page(data, title="Datos", url_path="datos"),
    st.Page(layout, title="Marco", url_path="marco"),
    st.Page(user_text, title="Palabras", url_path="usuario"),
    st.Page(errors, title="Fallo", url_path="fallo"),
]
fillers = [st.Page(lambda: None, title=f"Relleno {n}", url_path=f"relleno-{n}") for n in range(12)]
with st.sidebar:
    st.write("Barra")
st.navigation({"": pages, "Otras": fillers}).run()
