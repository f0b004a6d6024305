"""Operador: the slide in sight and the next, the moves, internal notes, and what is decided. Never for the room's screen."""

import streamlit as st

from ui import operating, panels, presenting, texts
from ui.frame import open_page
from ui.projecting import asked_presentation

number = asked_presentation()
scene = None if number is None else presenting.scene(number)
if scene is None or scene.showing.ended:
    panels.head(open_page(), texts.OPERATOR)
    panels.empty("No hay una presentación en curso con ese número.", icon=":material/present_to_all:")
    st.page_link(presenting.SESSION_PAGE, label="Ir a proyectar la sesión", icon=":material/arrow_forward:")
    st.stop()

operating.watch_windows(scene)
with st.container(key="slide_operator"):
    seen, beside = st.columns([3, 2])
    with seen:
        operating.current(scene)
        left, right = st.columns([2, 1])
        with left:
            operating.jump(scene)
        with right:
            operating.coming(scene)
    with beside:  # to its full height: what is decided must not need scrolling
        operating.notes(scene)
        operating.decide(scene)
