"""On the page of an agreement: what it was passed down as, where it comes from, and both acts. Nothing while there is one committee."""

from typing import Any

import pandas as pd
import streamlit as st

from data_store.passing import load_copies, load_origin
from follow_up.board import Board
from follow_up.committees import Scope, below
from follow_up.rows import records
from follow_up.vocabulary import DONE_STANDINGS, DeadlineState, Standing
from ui import palette, panels, passing_forms, saving, sentences, texts, undo_at_once
from ui.committee_texts import short_names
from ui.cut_control import show_only
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE
from ui.frame import PageContext, open_at, read_or_stop


def passed(context: PageContext, agreement: pd.Series) -> None:
    """The committees below that took the agreement up, each with its state, and what can be recorded about it."""
    if len(context.committees) < 2:
        return
    agreement_id, own = int(agreement["agreement_id"]), int(agreement["committee_id"])
    under, above = below(context.committees, own), _above(context.committees, own)
    names = short_names(context.committees)
    copies = read_or_stop(context.store, lambda db: load_copies(db, agreement_id=agreement_id))
    origin = read_or_stop(context.store, lambda db: load_origin(db, agreement_id=agreement_id))
    if not (under or above):
        return
    with st.container(border=True):
        for row in records(origin):
            _origin(row, names)
        if under:
            _copies(copies, open_at(context.cut, Scope((own, *under))).board, names)
        if context.is_past:
            show_only("trasladar o vincular el acuerdo")
            return
        if st.session_state.get(passing_forms.SAVED_IN) == agreement_id:
            saving.show_saved()
        free = [each for each in under if each not in set(copies["committee_id"])]
        _acts(context, agreement, under=under, free=free, above=above, is_linked=len(origin) > 0)


def _acts(
    context: PageContext, agreement: pd.Series, *, under: tuple[int, ...], free: list[int], above: tuple[int, ...], is_linked: bool
) -> None:  # fmt: skip
    """What can be recorded; `free`: the committees below without a copy yet."""
    place = f"traslado-{agreement['agreement_id']}"
    undo_at_once.offer(context, place)
    if under:
        passing_forms.passing_down(context, agreement, free, place=place)
    if above:
        passing_forms.linking(context, agreement, above, is_linked=is_linked, place=place)


def _above(committees: pd.DataFrame, committee_id: int) -> tuple[int, ...]:
    """The committees over one, the nearest first."""
    parents = {int(row.committee_id): row.parent_id for row in records(committees)}
    found: list[int] = []
    parent = parents.get(committee_id)
    while parent is not None and not pd.isna(parent) and int(parent) not in found:
        found.append(int(parent))
        parent = parents.get(int(parent))
    return tuple(found)


def _origin(row: Any, names: dict[int, str]) -> None:
    """Where the agreement comes from, with the way there."""
    panels.subtitle(f"Viene del acuerdo {row.code} del {names[row.committee_id]}")
    _go(row, f"{row.session} ({sentences.day(row.held_on)}). Abrir el acuerdo {row.code}")


def _copies(copies: pd.DataFrame, board: Board, names: dict[int, str]) -> None:
    """How many of those that took it up have fulfilled it, then each with its state and deadline."""
    if copies.empty:
        panels.subtitle("Sin trasladar a los comités que dependen de este")
        return
    known = board.agreements[board.agreements["agreement_id"].isin(copies["agreement_id"])].set_index("agreement_id")
    done = int(known["standing"].isin(DONE_STANDINGS).sum())
    panels.subtitle(f"Trasladado a {sentences.count(len(copies), 'comité', 'comités')}: {done} de {len(copies)} {'cumplió' if done == 1 else 'cumplieron'}")
    for row in records(copies):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{markdown_safe(names[row.committee_id])}** · {_state(row, known)}", width="content")
            _go(row, f"Acuerdo {row.code}")


def _state(row: Any, known: pd.DataFrame) -> str:
    if row.agreement_id not in known.index:
        return f"se verá en su sesión del {sentences.day(row.held_on)}"
    agreement = known.loc[row.agreement_id]
    standing, state = Standing(agreement["standing"]), DeadlineState(agreement["deadline_state"])
    chip = panels.chip(f"{texts.STANDING_SHAPE[standing]} {texts.STANDING[standing]}", palette.STANDING[standing])
    told = sentences.deadline(agreement["deadline_kind"], agreement["due"], agreement["days"], state)
    return f"{chip} {texts.DEADLINE_SHAPE[state]} {told}"


def _go(row: Any, label: str) -> None:
    st.page_link(AGREEMENT_PAGE, label=markdown_safe(label), icon=":material/arrow_forward:", query_params={"ref": row.ref})
