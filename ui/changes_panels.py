"""The parts of «Qué cambió»: a card per movement, the choice among them, and the rows of each."""

import streamlit as st

from follow_up.vocabulary import Movement
from ui import palette, tables
from ui.filters import show_only_movement
from ui.movement_texts import MOVEMENT, MOVEMENT_SHAPE, nothing_in
from ui.panels import chip
from ui.since import Changes

CHANGES_PAGE = "../pages/changes.py"
BESIDE_OTHERS, ALONE = 8, 25  # the lines of a table


def cards(counts: dict[Movement, int]) -> None:
    """How many agreements had each movement; each number leads to its rows."""
    with st.grid(4, min_column_width=165):
        for movement, number in counts.items():
            with st.container(border=True, height="stretch", gap=None):
                st.markdown(f":small[{_name(movement)}]")
                _figure(movement, number)


def _figure(movement: Movement, number: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap=None):
        st.metric(MOVEMENT[movement], number, label_visibility="collapsed", width="content")
        if number:
            st.button(
                "ver cuáles", key=f"only-{movement}", type="tertiary", icon=":material/filter_alt:",
                on_click=show_only_movement, args=(movement.value,), help=MOVEMENT[movement],
            )  # fmt: skip


def sections(changes: Changes, shown: tuple[Movement, ...]) -> None:
    """The rows of each movement that any agreement had, side by side where there is room; of those `shown`, or of all."""
    happened = [movement for movement in shown or Movement if changes.counts[movement]]
    alone = len(happened) == 1
    with st.grid(1 if alone else 2, min_column_width=480):
        for movement in happened:
            with st.container(border=True, height="stretch"):
                st.markdown(f"#### {_name(movement)} {changes.counts[movement]}")
                rows = changes.rows[changes.rows["movement"] == movement]
                tables.changes_table(rows, key=f"changes-{movement}", lines=ALONE if alone else BESIDE_OTHERS)
    if shown:
        st.markdown(nothing_in({movement: changes.counts[movement] for movement in shown}))


def _name(movement: Movement) -> str:
    return chip(f"{MOVEMENT_SHAPE[movement]} {MOVEMENT[movement]}", palette.MOVEMENT[movement])
