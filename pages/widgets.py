"""Every widget (temporary)."""
import datetime as dt
import pandas as pd
import streamlit as st
st.title("Widgets")
st.file_uploader("Archivo")
st.multiselect("Varios", ["a","b"])
st.selectbox("Uno", ["a","b"], index=None)
st.text_input("Texto")
st.text_area("Area", max_chars=100)
st.date_input("Fecha", value=dt.date(2026,2,25), format="DD/MM/YYYY")
st.number_input("n", 0, 100)
st.dataframe(pd.DataFrame({"a":[1,2],"f":[dt.date(2026,2,25)]*2}))
@st.dialog("Dialogo")
def d():
    st.write("hola")
if st.button("abrir"):
    d()
