"""Historial: every change with its origin, its undoing, and the chain that proves it."""

import streamlit as st

from ui import filters, history_export, history_filters, history_panels, panels, texts
from ui.frame import open_page

context = open_page()
panels.head(context, texts.HISTORY)
filters.warn_of_unknown_values(context)
if not history_panels.head(context).events:
    st.stop()
asked = history_panels.at_cut(context, history_filters.history_filters(context, history_panels.offered(context)))
history_panels.listed(context, asked)
history_export.download(context, asked)
