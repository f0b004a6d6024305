"""The moves of a presentation as buttons. `ui/static/slides.js` presses them for the keys, by the names of their places.

A button belongs to one turn of the presentation, and is another button at the next: a press that comes late, twice (Streamlit
repeats the click of a run that another one cut short) or from two hands at once never counts for a slide that was not seen.
"""

from collections.abc import Callable

import streamlit as st

from ui import presenting
from ui.clock import today
from ui.frame import CUT
from ui.presenting import SESSION_PAGE, Scene

PLACE = "slide_controls"
HIDDEN_PLACE = "slide_controls_hidden"
KEYS = "→, AvPág o espacio: siguiente · ←, RePág: anterior · Inicio, Fin · B o punto: apagar · A: actualizar · F: pantalla completa · Esc: salir"
FULL_SCREEN = (
    '<button type="button" class="slide-full-screen" title="Tecla F">Pantalla completa</button>'  # only a script may ask the browser for it
)


def moves(scene: Scene, *, hidden: bool) -> None:
    """All moves in a row. `hidden`: in the room's window, where only the keys are used and nothing leads out of the slides."""
    with st.container(key=HIDDEN_PLACE if hidden else PLACE, horizontal=True, gap="xsmall", vertical_alignment="center"):
        _turns(scene)
        _others(scene)
        if not hidden:
            st.html(FULL_SCREEN, width="content")
            leave(scene)
    # Last on the page, so that the script finds the new buttons in their places when this says that the slide was turned.
    st.html(f'<i class="slide-turn" data-turn="{scene.showing.presentation_id} {scene.showing.turn}"></i>')
    if presenting.fault() and not hidden:
        st.error(presenting.fault(), icon=":material/error:")


def _turns(scene: Scene) -> None:
    keys, place, blank = [slide.key for slide in scene.deck.slides], scene.place, scene.showing.blank
    has_next = place + 1 < len(keys)
    _turn_button(scene, "previous", "Anterior", ":material/chevron_left:", "← o RePág", keys[place - 1] if place else None)
    _turn_button(scene, "next", "Siguiente", ":material/chevron_right:", "→, AvPág o espacio", keys[place + 1] if has_next else None)
    _turn_button(scene, "first", "Inicio", ":material/first_page:", "Tecla Inicio", keys[0] if place or blank else None)
    _turn_button(scene, "last", "Final", ":material/last_page:", "Tecla Fin", keys[-1] if has_next or blank else None)


def _turn_button(scene: Scene, name: str, label: str, icon: str, help: str, target: str | None) -> None:
    """A button that brings one slide in sight; without one it is there and does nothing."""
    _button(scene, name, label, icon, help, press=lambda: presenting.go(scene.showing, target or ""), active=target is not None)


def _others(scene: Scene) -> None:
    showing = scene.showing
    label, press = ("Mostrar", presenting.uncover) if showing.blank else ("Apagar", presenting.cover)
    _button(scene, "blank", label, ":material/visibility_off:", "Tecla B o punto", press=lambda: press(showing), active=True)
    help = "Tecla A: muestra lo registrado hasta ahora"
    _button(scene, "refresh", "Actualizar", ":material/sync:", help, press=lambda: presenting.refresh(scene), active=not showing.stands_still)


def leave(scene: Scene) -> None:
    """Out of this window; the presentation goes on in the others, and can be gone on with here."""
    with st.container(key="slide_leave", width="content"):
        if st.button("Salir", icon=":material/close:", key=f"slide-leave-{scene.showing.presentation_id}", help="Tecla Esc"):
            past = {} if scene.showing.cut.on == today() else {CUT: scene.showing.cut.on.isoformat()}
            st.switch_page(SESSION_PAGE, query_params=past)


def _button(scene: Scene, name: str, label: str, icon: str, help: str, *, press: Callable[[], None], active: bool) -> None:
    key = f"slide-{name}-{scene.showing.presentation_id}-{scene.showing.turn}"
    with st.container(key=f"slide_{name}", width="content"):
        st.button(label, icon=icon, key=key, help=help, on_click=press, disabled=not active)
