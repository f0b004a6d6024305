"""The operator's page: what the room sees, what comes next, and what the room never sees."""

import pandas as pd
import streamlit as st

from data_store.decisions import load_notes_of
from follow_up.cut_off import CutOff
from follow_up.rows import records
from ui import presenting
from ui.clock import today
from ui.escaping import markdown_safe
from ui.frame import open_at, read_or_stop, scope_of, store
from ui.presenting import PRESENTATION, ROOM, TICK_SECONDS, Scene
from ui.projecting import drawn
from ui.sentences import day
from ui.slide_acts import decisions_panel
from ui.slide_buttons import KEYS, moves
from ui.slide_html import in_preview, slide_html


def watch_windows(scene: Scene) -> None:
    """Draw the page again when another window has turned the slide, somebody has saved, or the minute is over.

    In a place of its own, as in `ui/app.py`: a tick that follows upon a press makes Streamlit 1.67 drop what the fragment drew in
    the press's run before the browser has it; what comes after would then move up, and be written over by the tick.
    """
    with st.container():
        _watch(scene.showing.presentation_id, (scene.showing.turn, scene.version, presenting.clock()))


@st.fragment(run_every=TICK_SECONDS)
def _watch(presentation_id: int, shown: tuple[int, int, str]) -> None:
    if presenting.state(presentation_id) != shown:
        st.rerun()


def current(scene: Scene) -> None:
    """The slide as the room sees it, and the moves."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**En la sala** · {markdown_safe(scene.deck.session)} · lámina {scene.place + 1} de {len(scene.deck.slides)}")
        st.link_button(
            "Abrir la ventana de la sala", f"proyector?{PRESENTATION}={scene.showing.presentation_id}&{ROOM}=1", icon=":material/open_in_new:",
            help="Llévela a la pantalla del proyector y presione F. Esta ventana, con sus notas, se queda con usted.",
        )  # fmt: skip
    st.html(in_preview(drawn(scene)))
    moves(scene, hidden=False)


def jump(scene: Scene) -> None:
    """The list to go to any slide, and the keys."""
    slides = scene.deck.slides
    key = f"slide-jump-{scene.showing.presentation_id}-{scene.showing.turn}"
    st.selectbox(
        "Ir a la lámina", range(len(slides)), index=scene.place, format_func=lambda place: f"{place + 1}. {slides[place].title}", key=key,
        label_visibility="collapsed", on_change=_go_to, args=(scene, key),
    )  # fmt: skip
    st.caption(f"Teclas: {KEYS}")


def _go_to(scene: Scene, key: str) -> None:
    presenting.go(scene.showing, scene.deck.slides[st.session_state[key]].key)


def coming(scene: Scene) -> None:
    """The next slide, small."""
    slides = scene.deck.slides
    if scene.place + 1 == len(slides):
        st.caption("Es la última lámina.")
        return
    st.caption("Sigue")
    st.html(in_preview(slide_html(slides[scene.place + 1], scene.deck, clock=presenting.clock(), newer=False)))


def notes(scene: Scene) -> None:
    """What institutions said to the Secretaría alone. Read here and nowhere near the room's window."""
    agreement_id = _agreement_in_sight(scene)
    if agreement_id is None:
        return
    found = read_or_stop(store(), lambda db: load_notes_of(db, agreement_id=agreement_id))
    if found.empty:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(":material/lock: **Notas internas · solo operador**")
        for row in records(found):
            who = row.institution if pd.isna(row.member) else f"{row.institution} · {row.member}"
            st.markdown(f"{markdown_safe(who)}, {day(row.reported_on)}: {markdown_safe(row.internal_note)}")


def decide(scene: Scene) -> None:
    """What can be decided on the agreement in sight."""
    with st.container(border=True, key="slide_acts"):
        decisions_panel(scene)


def _agreement_in_sight(scene: Scene) -> int | None:
    session = presenting.session_row(scene.showing.session_id, scene.version)
    agreements = open_at(CutOff(today()), scope_of(int(session.committee_id))).board.agreements
    found = agreements.loc[agreements["ref"] == scene.ref, "agreement_id"]
    return None if found.empty else int(found.iloc[0])
