"""Cargas: every file that was recorded, what it did, the way to undo it, and what the tablero remembers from them."""

import streamlit as st

from data_store.batches import load_batches
from ui import batch_panels, filters, memory_panels, panels, texts, undo_panels
from ui.confirming import BATCH
from ui.frame import open_page, read_or_stop

context = open_page()
panels.head(context, texts.BATCHES)
filters.warn_of_unknown_values(context)
batches = read_or_stop(context.store, load_batches)
asked = st.query_params.get(BATCH, "")
if asked:
    batch_panels.opened(context, batches, asked)
    st.stop()

undo_panels.show_undone()
if batches.empty:
    panels.empty("Todavía no se ha cargado ningún archivo. Suba el primero en «Excel»: aquí quedará, y podrá deshacerlo.", icon=":material/inbox:")
    st.page_link("../pages/excel.py", label="Cargar un archivo", icon=":material/arrow_forward:")
else:
    batch_panels.listed(batches)
memory_panels.remembered(context)
