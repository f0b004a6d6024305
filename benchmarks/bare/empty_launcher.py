"""Launcher of the empty app: what ours imports from others before it listens, and nothing of ours."""

import pandas
import sqlmodel
import starlette.middleware
import streamlit as st

IMPORTED = (pandas, sqlmodel, starlette.middleware)
app = st.App("empty.py")
