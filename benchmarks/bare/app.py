"""Main script of the bare page: the menu, and Panorama hard-coded."""

import streamlit as st

from benchmarks.bare.page import show, side
from ui.chrome import STATIC

PAGES = {
    "por-institucion": "Por institución",
    "por-tema": "Por tema",
    "plazos": "Plazos",
    "acuerdos": "Acuerdos",
    "acuerdo": "Acuerdo",
    "que-cambio": "Qué cambió",
    "presidencia": "Presidencia",
    "sesion": "Proyectar la sesión",
    "sesiones": "Sesiones",
    "excel": "Excel",
    "cargas": "Cargas",
}


def nothing() -> None:
    """A page that is never visited."""


st.set_page_config(page_title="Referencia", page_icon=str(STATIC / "favicon.png"), layout="wide")
st.logo(str(STATIC / "logo.svg"), size="large")
pages = [st.Page(show, title="Panorama", icon=":material/dashboard:", default=True)]
pages += [st.Page(nothing, title=title, url_path=path, icon=":material/event:") for path, title in PAGES.items()]
page = st.navigation({"Seguimiento": pages})
side()
page.run()
