"""The window of the room: the whole window is the slide, and it follows whoever turns it."""

from html import escape

import streamlit as st

from ui import presenting
from ui.presenting import PRESENTATION, ROOM, SESSION_PAGE, TICK_SECONDS, UNSTORED, Scene, number_of
from ui.slide_buttons import moves
from ui.slide_html import blank_html, in_room, slide_html

OVER = "La presentación terminó."
NONE = "No hay una presentación con ese número."
NOTHING = "Todavía no hay sesiones que proyectar."
LAST = "slide_last"
ALONE, BESIDE = "slide_alone", "slide_beside"  # with buttons below the slide, or beside an operator who has them


def project() -> None:
    """The slide in sight, of the presentation that the address names, or of the deck that it asks for."""
    _window(asked_presentation(), hidden=st.query_params.get(ROOM) == "1")


def asked_presentation() -> int | None:
    """The number in the address; None without one. What is no number is that of no presentation."""
    asked = st.query_params.get(PRESENTATION)
    return None if asked is None else number_of(asked) or UNSTORED


# A fragment and not the whole page: what turns a slide is one query, one piece of HTML and the buttons.
@st.fragment(run_every=TICK_SECONDS)
def _window(asked: int | None, *, hidden: bool) -> None:
    scene = _scene(asked)
    if scene is None:
        _message(NOTHING if asked is None else NONE)
    elif scene.showing.ended:
        _message(OVER)
    else:
        with st.container(key=BESIDE if hidden else ALONE, gap=None):
            st.html(in_room(drawn(scene)))
            moves(scene, hidden=hidden)


def _scene(asked: int | None) -> Scene | None:
    """What is to be shown; while the base cannot be read, what was shown: a fault is nothing for the wall."""
    if LAST in st.session_state and not presenting.is_readable():
        return st.session_state[LAST]
    st.session_state[LAST] = presenting.loose_scene() if asked is None else presenting.scene(asked)
    return st.session_state[LAST]


def drawn(scene: Scene) -> str:
    """The slide in sight, or the blank."""
    if scene.showing.blank:
        return blank_html()
    return slide_html(scene.deck.slides[scene.place], scene.deck, clock=presenting.clock(), newer=scene.newer)


def _message(words: str) -> None:
    """A sentence in place of the slide, with the way back."""
    st.html(in_room(f'<section class="slide"><p class="slide-empty">{escape(words)}</p></section>'))
    with st.container(key="slide_controls", horizontal=True), st.container(key="slide_leave"):
        if st.button("Salir", key="slide-leave-message", icon=":material/close:", help="Tecla Esc"):
            st.switch_page(SESSION_PAGE)
