"""The parts of *Calidad*: how much is left, the kinds, the rows, and the one that is open to be mended."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.changing import change
from data_store.contacts import load_contacts
from data_store.database import Writer
from data_store.findings import load_accepted
from data_store.undoing import plan_undo, undo_batch
from follow_up.quality import Quality, counts, mended, weigh
from follow_up.rows import records
from follow_up.vocabulary import DeadlineState, FindingKind
from ui import conflicts, filters, other_hands, panels, saving, undo_at_once
from ui import quality_texts as words
from ui.act_fields import BY
from ui.clock import now
from ui.conflicts import Choice
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE, AGREEMENTS_PAGE, FINDING, agreements_link
from ui.forms import Opened
from ui.frame import PageContext, read_or_stop
from ui.quality_fixes import WAYS, Fix, InBatch, Ready

SCREEN = "calidad"  # what the history calls the place where a thing was mended
OPENED = "quality_opened"  # the finding whose fields are drawn: one at a time
TURN = "quality_turn"  # counts what was saved; part of the keys, so that the next fields start empty
FIRST = "quality_first"  # scope -> what there was when the visitor first came
ROWS = "quality_rows"  # how many rows of a kind were asked for
SOME, MORE = 6, 25  # rows of each kind among all of them, and of the only one shown
TEXT = 180  # signs of an agreement's text in a row


@dataclass(frozen=True)
class QualityView:
    """What is open and what is accepted, and the references of the agreements, by agreement_id."""

    found: Quality
    accepted: pd.DataFrame
    refs: pd.Series


def quality_view(context: PageContext) -> QualityView:
    """The findings of the page at its cut-off. `accepted`: `findings.load_accepted`, of what is found today."""
    cut = context.cut
    contacts = read_or_stop(context.store, lambda db: load_contacts(db, at=cut.on, known_at=cut.known_at))
    accepted = read_or_stop(context.store, lambda db: load_accepted(db, known_at=cut.known_at))
    found = weigh(context.board, contacts=contacts, accepted=set(zip(accepted["kind"], accepted["subject"], strict=True)))
    still = set(zip(found.accepted["kind"], found.accepted["subject"], strict=True))
    shown = [(row.kind, row.subject) in still for row in records(accepted)]
    return QualityView(found, accepted[pd.Series(shown, index=accepted.index, dtype="bool")], context.board.agreements.set_index("agreement_id")["ref"])


def answer(context: PageContext, view: QualityView) -> None:
    """How much is left, what weighs most, and how far the visitor got."""
    left = view.found.open
    with st.container(gap="xsmall"):
        st.markdown(f"##### {words.answer(counts(left), len(view.found.accepted))}")
        if context.is_past:
            return
        first = st.session_state.setdefault(FIRST, {}).setdefault(str(context.scope), left)
        done = mended(first, left)
        if done or len(left):
            st.progress(done / (done + len(left)), text=words.mended(done, done + len(left)))


def kinds(view: QualityView) -> FindingKind | None:
    """Every kind with how many are left; a press shows only that one, another press all again. Returns the one that is shown."""
    chosen, number = filters.finding_kind(words.KIND), counts(view.found.open)
    with st.container(horizontal=True, gap="xsmall"):
        for kind, label in words.KIND.items():
            told = f"{label} **{number[kind]}**"
            icon = words.ICON[kind] if number[kind] else ":material/check_circle:"
            if st.button(told, key=f"kind-{kind}", icon=icon, type="primary" if kind == chosen else "secondary", help=words.MEANS[kind].format(stale="N")):
                _ask(None if kind == chosen else kind)
    return chosen


def _ask(kind: FindingKind | None) -> None:
    st.session_state.pop(ROWS, None)
    st.session_state.pop(OPENED, None)
    if kind is None:
        st.query_params.pop(FINDING, None)
    else:
        st.query_params[FINDING] = words.KIND[kind]
    st.rerun()


def listed(context: PageContext, view: QualityView, chosen: FindingKind | None) -> None:
    """The rows, by kind; of the kind that is shown, or of all that have any."""
    number = counts(view.found.open)
    for kind in FindingKind:
        if kind == chosen or (chosen is None and number[kind]):
            _kind(context, view, kind, limit=SOME if chosen is None else st.session_state.get(ROWS, MORE))


def _kind(context: PageContext, view: QualityView, kind: FindingKind, *, limit: int) -> None:
    rows = view.found.open[view.found.open["kind"] == kind]
    panels.subtitle(f"{words.KIND[kind]}: {len(rows)}")
    if rows.empty:
        st.markdown(f":material/check_circle: {words.DONE}")
        return
    st.caption(words.MEANS[kind].format(stale=context.board.windows.stale))
    if len(rows) > 1 and kind == FindingKind.NO_DEADLINE:
        link = agreements_link(deadlines=[DeadlineState.NO_DEADLINE])
        st.page_link(AGREEMENTS_PAGE, label="Fijar varios a la vez en «Acuerdos»", icon=":material/checklist:", query_params=link)
    for row in records(rows.head(limit)):
        _row(context, view, row)
    if len(rows) > limit and st.button(f"Mostrar los {len(rows) - limit} que faltan", key=f"more-{kind}", icon=":material/expand_more:"):
        st.query_params[FINDING] = words.KIND[kind]
        st.session_state[ROWS] = len(rows)
        st.rerun()


def _row(context: PageContext, view: QualityView, row: Any) -> None:
    """What is wanting and of which agreement, the button that opens its fields, and these below when they are open."""
    name = f"{row.kind}-{row.subject}"
    is_open = st.session_state.get(OPENED) == name
    with st.container(border=True, gap="xsmall"):
        which, what, button = st.columns([2, 9, 2], vertical_alignment="center")
        which.page_link(AGREEMENT_PAGE, label=f"**{markdown_safe(row.ref)}**", query_params={"ref": row.ref})
        what.markdown(_told(row, view))
        word, icon = ("Cerrar", ":material/close:") if is_open else ("Arreglar", ":material/build:")
        if not context.is_past and button.button(word, key=f"open-{name}", icon=icon, width="stretch"):
            _open(None if is_open else name)
        if is_open and not context.is_past:
            _mend(context, row, f"mend-{name}-{st.session_state.get(TURN, 0)}")


def _told(row: Any, view: QualityView) -> str:
    """What is wanting, where the heading does not say it, and the text of the agreement."""
    wanting, told = words.what(row, view.refs), str(row.text)
    short = markdown_safe(told if len(told) <= TEXT else told[:TEXT].rsplit(" ", 1)[0] + "…")
    return f"**{markdown_safe(wanting)}**  \n:small[{short}]" if wanting else f":small[{short}]"


def _open(name: str | None) -> None:
    saving.forget_outcome()
    st.session_state[OPENED] = name
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _mend(context: PageContext, row: Any, prefix: str) -> None:
    """The ways to mend it, the fields of the chosen one, and its button."""
    board = context.board
    agreement = board.agreements.set_index("agreement_id", drop=False).loc[row.agreement_id]
    assignments = board.assignments[board.assignments["agreement_id"] == row.agreement_id]
    opened = st.session_state.setdefault(f"{prefix}-opened", Opened(uuid4().hex, saving.versions(agreement, assignments, context.version)))
    ways = WAYS[FindingKind(row.kind)]
    way = st.segmented_control("Cómo se arregla", list(ways), default=next(iter(ways)), required=True, key=f"{prefix}-way", persist_state="session", label_visibility="collapsed")
    place = f"{prefix}-{list(ways).index(way)}"
    answering = assignments if pd.isna(row.assignment_id) else assignments[assignments["assignment_id"] == row.assignment_id]
    ready = ways[way](Fix(context, row, agreement, answering, place))
    may_save = ready is not None and saving.confirm_privacy(ready.texts, prefix=place)
    saving.show_problems()
    newest = saving.versions(agreement, assignments, context.version)
    if saving.stale_since() is not None:
        _settle_act(context, row, ready, Opened(opened.token, newest), key=place, may_save=may_save)
    elif saving.met() is not None and ready is not None and ready.resolved is not None:
        _settle_record(row, ready, opened, key=place)
    elif ready is not None and st.button(ready.button, type="primary", key=f"{place}-save", icon=":material/save:", disabled=not may_save) and may_save:
        _save(row, ready, ready.act, opened)


def _settle_act(context: PageContext, row: Any, ready: Ready | None, opened: Opened, *, key: str, may_save: bool) -> None:
    """What the visitor made of a change of the agreement that somebody else recorded meanwhile."""
    decided = other_hands.chosen(context, int(row.agreement_id), ready.prepared if ready else None, key=key)
    if decided is None:
        return
    if decided[0] == Choice.THEIRS:
        _leave()
    elif ready is not None and may_save:
        _save(row, ready, decided[1], opened)


def _settle_record(row: Any, ready: Ready, opened: Opened, *, key: str) -> None:
    """The same for the record of a catalogue."""
    since, last_event = saving.met() or ([], 0)
    agreed = conflicts.resolved(since, original=ready.original, mine=ready.mine, key=f"{key}-{last_event}")
    if agreed is None or ready.resolved is None:
        return
    if agreed != ready.mine:
        _leave()
    _save(row, ready, ready.resolved(agreed), Opened(opened.token, {**opened.versions, "event": last_event}))


def _leave() -> None:
    saving.left_theirs()
    st.session_state.pop(OPENED, None)
    st.rerun()


def _save(row: Any, ready: Ready, act: InBatch, opened: Opened) -> None:
    """Record the fix as one batch, keep it at hand to be undone, and draw the page with one thing less to mend."""
    code = markdown_safe(row.ref)

    def write(db: Writer) -> None:
        batch_id = change(
            db, token=opened.token, screen=SCREEN, by=st.session_state.get(BY, ""), at=now(), act=lambda db, batch_id: act(db, opened.versions, batch_id)
        )
        undo_at_once.remember(SCREEN, batch_id, f"{code}. {ready.saved}")

    if saving.save(write, saved=f"{code}: {ready.saved}", seen=opened.versions["event"]):
        st.session_state.pop(OPENED, None)
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        st.toast(f"{code}: {ready.saved}", icon=":material/check_circle:")
    st.rerun()


def accepted(context: PageContext, view: QualityView) -> None:
    """What was accepted as it is, with its reason, and the button that points to it again."""
    if view.accepted.empty:
        return
    with st.expander(f"Aceptadas así: {len(view.accepted)}", icon=":material/task_alt:"):
        subjects = view.found.accepted.set_index(["kind", "subject"])["ref"]
        for row in records(view.accepted):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                ref = str(subjects[row.kind, row.subject])
                st.page_link(AGREEMENT_PAGE, label=f"**{markdown_safe(ref)}**", query_params={"ref": ref}, width="content")
                st.markdown(markdown_safe(words.accepted(row)), width="stretch")
                if not context.is_past and st.button("Volver a señalarla", key=f"again-{row.finding_id}", icon=":material/undo:"):
                    _point_again(context, int(row.batch_id))


def _point_again(context: PageContext, batch_id: int) -> None:
    plan = read_or_stop(context.store, lambda db: plan_undo(db, batch_id=batch_id))
    by = st.session_state.get(BY) or saving.DEFAULT_BY
    saving.save(
        lambda db: undo_batch(db, batch_id=batch_id, restore=(), version=plan.version, by=by, at=now()), saved="Vuelve a señalarse.", seen=context.version
    )
    st.rerun()
