"""The history on screen: the chain that proves it, the table of changes, one of them whole, and the way back from any."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.event_log import first_broken_event
from data_store.histories import Asked, Change, Last, Offered, count_changes, load_changes, load_last, load_offered
from data_store.known import log_head
from data_store.undo_choice import plan_choice, undo_choice
from tracker.records import ExportMark
from ui import history_texts, panels
from ui.clock import end_of, now
from ui.confirming import BATCH, BATCHES_PAGE
from ui.cut_control import show_only
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE
from ui.frame import PageContext, kept, read_or_stop
from ui.sentences import count, moment
from ui.story import act_of
from ui.undo_panels import Undoing, confirm_undo, show_undone

PLACE = "historial"
PAGE_ROWS = 100
FRAME_HEIGHT = 560
ROW_HEIGHT = 36
VERIFIED_AT_ONCE = 20_000  # events: a fifth of a second; longer logs are verified when it is asked
OPENED, CURSORS, CHAIN_ASKED = "history_undo", "history_cursors", "history_chain"
COLUMNS = {
    "Cuándo": st.column_config.TextColumn("Cuándo", width=125),
    "Quién": st.column_config.TextColumn("Quién", width=112),
    "De qué": st.column_config.TextColumn("De qué", width=132),
    "Dato": st.column_config.TextColumn("Dato", width=125),
    "Antes": st.column_config.TextColumn("Antes", width=145),
    "Después": st.column_config.TextColumn("Después", width=145),
    "Origen": st.column_config.TextColumn("Origen", width=215),
    "Situación": st.column_config.TextColumn("Situación", width=190),
}


@dataclass(frozen=True)
class Opened:
    """An undo that was opened: where, the events chosen, and the token that names it."""

    place: str
    events: tuple[int, ...]
    token: str


def head(context: PageContext) -> Last:
    """How much there is, the last of it, and whether the chain holds; returns the last change."""
    last = kept(context, _last)
    st.markdown(f"##### {markdown_safe(history_texts.answer(kept(context, _count, Asked()), last, context.today))}")
    if last.events:
        _chain(context, last)
    return last


def _last(context: PageContext) -> Last:
    return read_or_stop(context.store, load_last)


def offered(context: PageContext) -> Offered:
    """What the filters offer, read once per version of the data."""
    return kept(context, _offered)


def _offered(context: PageContext) -> Offered:
    return read_or_stop(context.store, load_offered)


def mark(context: PageContext) -> ExportMark:
    """The head of the chain, for exports."""
    return kept(context, _mark)


def _mark(context: PageContext) -> ExportMark:
    return ExportMark(*read_or_stop(context.store, log_head))


def _chain(context: PageContext, last: Last) -> None:
    """Verified at once while it is short, when it is asked while it is long."""
    head = mark(context)
    with st.container(horizontal=True, vertical_alignment="center"):
        if last.events > VERIFIED_AT_ONCE and st.session_state.get(CHAIN_ASKED) != context.version:
            if st.button("Verificar la cadena", icon=":material/verified_user:", help="Recorre todo el historial; tarda unos segundos."):
                st.session_state[CHAIN_ASKED] = context.version
                st.rerun()
            st.caption(f"{history_texts.chain_head(head.version, head.hash)} · sin verificar todavía")
        else:
            broken = kept(context, _first_broken)
            if broken is None:
                st.markdown(f":green[:material/verified_user:] {history_texts.verified(last, head.hash)}", width="content")
            else:
                st.error(history_texts.broken(broken), icon=":material/gpp_bad:")
        with st.popover("Huella completa", icon=":material/fingerprint:", type="tertiary"):
            st.markdown(f"Registro n.° {head.version}. Cópiela en el acta o guárdela: si el historial se altera, ya no coincidirá.")
            st.code(head.hash, language=None, wrap_lines=True)


def _first_broken(context: PageContext) -> int | None:
    return read_or_stop(context.store, first_broken_event)


def at_cut(context: PageContext, asked: Asked) -> Asked:
    """What is asked for, of a past cut-off only what was recorded up to it."""
    if not context.is_past:
        return asked
    until = end_of(context.cut.on)
    return replace(asked, until=min(until, asked.until) if asked.until else until)


def listed(context: PageContext, asked: Asked) -> None:
    """The changes asked for, a page of them, and what can be done with those that are chosen."""
    offered_undo(context, PLACE)
    total = kept(context, _count, asked)
    if total == 0:
        panels.empty(history_texts.NO_CHANGES, icon=":material/search_off:")
        return
    cursors = _cursors(asked)
    rows = kept(context, _rows, asked, cursors[-1] if cursors else None)
    first = len(cursors) * PAGE_ROWS
    st.markdown(f"**{total:,} de {count(kept(context, _count, Asked()), 'cambio', 'cambios')}** · del {first + 1:,} al {first + len(rows):,}, el más reciente arriba")
    chosen = _table(context, rows, asked, cursors)
    _turn_pages(rows, cursors, total)
    if not chosen:
        st.caption("Elija una fila para verla completa; elija una o varias para deshacerlas.")
        return
    if len(chosen) == 1:
        _whole(chosen[0])
    _offer_undo(context, chosen)


def _count(context: PageContext, asked: Asked) -> int:
    return read_or_stop(context.store, lambda db: count_changes(db, asked))


def _rows(context: PageContext, asked: Asked, before: int | None) -> list[Change]:
    return read_or_stop(context.store, lambda db: load_changes(db, asked, limit=PAGE_ROWS, before=before))


def _cursors(asked: Asked) -> list[int]:
    """Where each page that was turned began, for these filters; others start again."""
    told = st.session_state.get(CURSORS)
    if told is None or told[0] != asked:
        st.session_state[CURSORS] = told = (asked, [])
    return told[1]


def _table(context: PageContext, rows: Sequence[Change], asked: Asked, cursors: list[int]) -> list[Change]:
    """A line per change; of one act, when and who and from where are said once. Returns those chosen."""
    starts = [True, *(act_of(one) != act_of(other) for one, other in pairwise(rows))]
    same = [False, *(act_of(one) == act_of(other) and _record(one) == _record(other) for one, other in pairwise(rows))]
    cells = pd.DataFrame(
        {
            "Cuándo": [moment(row.at) if start else "" for row, start in zip(rows, starts, strict=True)],
            "Quién": [row.by if start else "" for row, start in zip(rows, starts, strict=True)],
            "De qué": ["" if repeated else history_texts.record(row) for row, repeated in zip(rows, same, strict=True)],
            "Dato": [history_texts.field(row) for row in rows],
            "Antes": [history_texts.value(row, row.before) for row in rows],
            "Después": [history_texts.value(row, row.after) for row in rows],
            "Origen": [history_texts.origin(row.source) if start else "" for row, start in zip(rows, starts, strict=True)],
            "Situación": [history_texts.ended(row) for row in rows],
        }
    )
    if not any(cells["Situación"]):
        cells = cells.drop(columns="Situación")
    # The key is of these very rows: what was chosen among others must never choose among them.
    key = f"history-{hash((asked, tuple(cursors), context.version))}"
    event = st.dataframe(
        cells, key=key, hide_index=True, column_config={name: COLUMNS[name] for name in cells.columns}, row_height=ROW_HEIGHT,
        height=min(FRAME_HEIGHT, 40 + len(cells) * ROW_HEIGHT), on_select="rerun", selection_mode="multi-row",
        alt="Historial de cambios, el más reciente arriba; elija filas para verlas o deshacerlas",
    )  # fmt: skip
    return [rows[place] for place in event.selection.rows]


def _record(change: Change) -> tuple[str | None, str | None, str]:
    return change.ref, change.institution, change.name if change.ref is None else ""


def _turn_pages(rows: Sequence[Change], cursors: list[int], total: int) -> None:
    if total <= PAGE_ROWS:
        return
    with st.container(horizontal=True):
        if st.button("Más recientes", icon=":material/arrow_back:", disabled=not cursors):
            cursors.pop()
            st.rerun()
        if st.button("Más antiguos", icon=":material/arrow_forward:", disabled=len(cursors) * PAGE_ROWS + len(rows) >= total):
            cursors.append(rows[-1].event_id)
            st.rerun()


def _whole(change: Change) -> None:
    """One change with its texts whole, and the ways to where it came from."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{markdown_safe(history_texts.record(change))} · {markdown_safe(history_texts.field(change))}**")
        st.markdown(f"Antes: {markdown_safe(history_texts.value(change, change.before))}")
        st.markdown(f"Después: **{markdown_safe(history_texts.value(change, change.after))}**")
        st.caption(
            f"Registro n.° {change.event_id} · {moment(change.at)} · {markdown_safe(change.by)} · {markdown_safe(history_texts.origin(change.source))}"
        )
        if change.source.decision:
            st.markdown(f":material/gavel: {markdown_safe(change.source.decision)}")
        if change.end:
            st.markdown(f":material/undo: {markdown_safe(history_texts.ended(change))}")
        _links(change)


def _links(change: Change) -> None:
    with st.container(horizontal=True):
        if change.ref:
            st.page_link(AGREEMENT_PAGE, label="Ver el acuerdo", icon=":material/fact_check:", query_params={"ref": change.ref})
        if change.batch_id is not None and history_texts.is_load(change.source):
            st.page_link(BATCHES_PAGE, label=f"Ver la carga {change.batch_id}", icon=":material/upload_file:", query_params={BATCH: str(change.batch_id)})
        if change.source.session:
            st.page_link("../pages/sessions.py", label="Ver las sesiones", icon=":material/calendar_month:")


def _offer_undo(context: PageContext, chosen: Sequence[Change]) -> None:
    if context.is_past:
        show_only("deshacer lo elegido")
    elif st.button(f"Deshacer lo elegido ({count(len(chosen), 'cambio', 'cambios')})", icon=":material/undo:", key="history-open"):
        open_undo(PLACE, (change.event_id for change in chosen))
        st.rerun()
    else:
        st.caption("Primero verá qué se restauraría. Lo que se registró después se conserva.")


def open_undo(place: str, events: Iterable[int]) -> None:
    """Begin the undo of some events: their preview is drawn in the next run, at the same place."""
    st.session_state[OPENED] = Opened(place, tuple(sorted(events)), uuid4().hex)


def offered_undo(context: PageContext, place: str) -> None:
    """The undo that was begun there, with its preview; and that one was done, once."""
    show_undone()
    opened = st.session_state.get(OPENED)
    if opened is not None and opened.place == place and not context.is_past:
        _undo(context, opened)


def _undo(context: PageContext, opened: Opened) -> None:
    with st.container(border=True):
        panels.subtitle(f"Deshacer lo elegido: {count(len(opened.events), 'cambio', 'cambios')}")
        refused = read_or_stop(context.store, lambda db: plan_choice(db, events=opened.events)).refused
        for sentence in history_texts.left_out(list(refused.values())):
            st.markdown(f":material/block: {sentence}")
        if len(refused) == len(opened.events):
            if st.button("Entendido", key="history-understood"):
                close_undo()
                st.rerun()
            return
        confirm_undo(context, undoing_of(opened), close=close_undo)


def close_undo() -> None:
    """No undo is open any more."""
    st.session_state.pop(OPENED, None)


def undoing_of(opened: Opened) -> Undoing:
    """The undo of the chosen events, for its panel."""
    return Undoing(
        f"history-{opened.token}", "El cambio",
        plan=lambda db, restore: plan_choice(db, events=opened.events, restore=restore),
        write=lambda db, plan, restore, by: undo_choice(
            db, events=opened.events, restore=restore, version=plan.version, token=opened.token, by=by, at=now()
        ),
        told=lambda _: "Quedó deshecho. Es un cambio más del historial: si fue un error, elíjalo y deshágalo.",
    )  # fmt: skip
