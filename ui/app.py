"""Main script: page configuration, the menu, and the page that the address names."""

import streamlit as st

st.set_page_config(page_title="Tablero de Acuerdos", layout="wide")
st.navigation(
    [
        st.Page("../pages/overview.py", title="Panorama", default=True),
        st.Page("../pages/widgets.py", title="Prueba", url_path="prueba"),
    ]
).run()
