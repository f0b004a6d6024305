"""Launcher of the bare page: the same server settings and middleware as ours, no store."""

import streamlit as st

from ui.server import middleware

app = st.App("app.py", middleware=middleware())
