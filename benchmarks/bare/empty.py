"""The empty page: the libraries that our first page imports, and one line."""

import pandas
import plotly.graph_objects
import sqlmodel
import streamlit as st

IMPORTED = (pandas, plotly.graph_objects, sqlmodel)
st.write("Vacío")
