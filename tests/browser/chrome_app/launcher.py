"""Launcher of the page that shows every kind of widget behind the project's own middleware."""

import streamlit as st
from starlette.middleware import Middleware

from ui.chrome import SpanishChrome

app = st.App("main.py", middleware=[Middleware(SpanishChrome)])
