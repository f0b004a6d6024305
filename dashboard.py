"""Launcher: the only thing that `streamlit run` and `start.py` start."""

import streamlit as st

from ui.server import lifespan, middleware, show_script_error

app = st.App("ui/app.py", middleware=middleware(), lifespan=lifespan, on_script_error=show_script_error)
