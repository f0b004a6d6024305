"""The form of one record of a catalogue: the token of its act, the data that it was drawn from, and the way to save it, told once.

A catalogue is a `place`: a tab or a page, where the last act can be undone. Each save and each undoing begins a new turn, so that the next form of the
same place starts from what is recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from data_store.changing import change
from data_store.database import Writer
from data_store.recording import Since
from ui import saving, undo_at_once
from ui.act_fields import BY
from ui.clock import now

Act = Callable[[Writer, int], object]  # given the writer and the batch
Values = dict[str, str | None]  # by the names and in the words of the log


@dataclass(frozen=True)
class Form:
    """A form that was opened on a `screen` (its address). `key` begins the keys of its fields; `seen` is the version of the data."""

    screen: str
    place: str
    key: str
    token: str
    seen: int

    @property
    def is_asked(self) -> bool:
        """Whether this is the form of the place that was saved last: what came of another one is not told here."""
        return st.session_state.get(_asked(self.place)) == self.key


def opened(screen: str, place: str, name: str, *, version: int) -> Form:
    """The form `name` of a place, as it was opened: a page that redraws itself with newer data does not change it."""
    key = f"{place}-{name}-{_turn_of(place)}"
    return st.session_state.setdefault(f"{key}-opened", Form(screen, place, key, uuid4().hex, version))


def started(form: Form, values: Values) -> Values:
    """The values that the form started from."""
    return st.session_state.setdefault(f"{form.key}-original", values)


def finish(form: Form, act: Act, *, did: str) -> None:
    """Record the act as one batch, keep it at hand to be undone, and draw the page again. `did` is the sentence that tells it
    (safe Markdown) without its first letter: "e agregó el tema." Does not return.
    """
    recorded(form, act, did=did)
    st.rerun()


def recorded(form: Form, act: Act, *, did: str) -> bool:
    """The same without drawing the page again; whether it was saved."""
    st.session_state[_asked(form.place)] = form.key

    def write(db: Writer) -> None:
        batch_id = change(db, token=form.token, screen=form.screen, by=st.session_state.get(BY, ""), at=now(), act=act)
        undo_at_once.remember(form.place, batch_id, f"s{did}")

    saved = saving.save(write, saved=f"S{did}", seen=form.seen)
    if saved:
        st.session_state[_turn(form.place)] = st.session_state.get(_turn(form.place), 0) + 1
    return saved


def problems(form: Form) -> None:
    """Why this form was not saved."""
    if form.is_asked:
        saving.show_problems()


def met(form: Form) -> tuple[list[Since], int] | None:
    """What others did meanwhile to the record of this form, and the last event of it."""
    return saving.met() if form.is_asked else None


def _turn_of(place: str) -> str:
    """Undoing begins a turn too: what the visitor undid must not meet the next form as a change by somebody else."""
    turn = st.session_state.get(_turn(place), 0)
    is_undone = turn and place not in st.session_state.get(undo_at_once.LAST, {})
    return f"{turn}-undone" if is_undone else f"{turn}"


def _asked(place: str) -> str:
    return f"{place}-asked"


def _turn(place: str) -> str:
    return f"{place}-turn"
