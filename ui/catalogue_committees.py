"""«Comités»: who depends on whom, COPROSEC and CODISEC to add, and what can be corrected or taken back."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store import committees as store
from data_store.changing import change
from data_store.committees import CommitteeDraft, Proposed, load_committees, proposed_committees
from data_store.database import Writer
from data_store.naming import committee_name
from follow_up.committees import LEVELS, below, hierarchy
from follow_up.rows import records
from follow_up.vocabulary import CommitteeLevel
from ui import conflicts, panels, saving, undo_at_once
from ui.clock import now
from ui.committee_texts import LEVEL, short_names
from ui.cut_control import show_only
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.sentences import count

SCREEN, PLACE = "catalogos", "comites"  # the page, and its tab
TURN, ASKED = "committee_turn", "committee_form"
TOP = 0  # no committee has this number: the one that is above nothing
INDENT = "\u2003"  # of a committee under another
OTHER = Proposed(CommitteeLevel.DISTRICT, "", None)


def committees_tab(context: PageContext) -> None:
    """The committees as a tree, then what can be added, corrected or taken back."""
    known = read_or_stop(context.store, load_committees)
    st.markdown(_answer(known))
    with st.container(border=True):
        panels.subtitle(f"Comités: {len(known)}")
        _tree(known)
    if context.is_past:
        show_only("agregar o corregir comités")
        return
    saving.show_saved()
    undo_at_once.offer(context, PLACE)
    by = saving.who_records()
    with st.container(border=True):
        panels.subtitle("Agregar un COPROSEC o un CODISEC")
        _adding(context, known, by=by)
    if len(known):
        with st.container(border=True):
            panels.subtitle("Corregir o eliminar")
            _editing(context, known, by=by)


def _answer(known: pd.DataFrame) -> str:
    if len(known) < 2:
        return (
            "**Esta base tiene un solo comité.** Con un segundo, el menú ofrecerá elegir de cuál se ven los acuerdos; hasta entonces "
            "nada cambia en las demás páginas."
        )
    idle = int((known["sessions"] == 0).sum())
    told = f"; {count(idle, 'todavía no tiene sesiones', 'todavía no tienen sesiones')}" if idle else ""
    return f"**{count(len(known), 'comité', 'comités')} en esta base{told}.** En el menú se elige de cuál se ven los acuerdos, solo o con los que dependen de él."


def _tree(known: pd.DataFrame) -> None:
    tree = hierarchy(known)
    names = short_names(known)
    cells = pd.DataFrame(
        {
            "Comité": [f"{INDENT * row.depth}{'└ ' if row.depth else ''}{names[row.committee_id]}" for row in records(tree)],
            "Nombre": tree["name"],
            "Sesiones": tree["sessions"],
            "Código": tree["code"],
        }
    )
    st.dataframe(cells, key="committees-tree", hide_index=True, height="content", column_config=COLUMNS, alt="Comités, cada uno bajo aquel del que depende")
    st.caption("El código encabeza el de sus sesiones y acuerdos en las direcciones, salvo los del primer comité de la base; no cambia.")


COLUMNS = {
    "Comité": st.column_config.TextColumn("Comité", width=280),
    "Nombre": st.column_config.TextColumn("Nombre", width=460),
    "Sesiones": st.column_config.NumberColumn("Sesiones", width=90),
    "Código": st.column_config.TextColumn("Código", width=180),
}


def _adding(context: PageContext, known: pd.DataFrame, *, by: str) -> None:
    form = f"committee-add-{st.session_state.get(TURN, 0)}"
    proposals = [*proposed_committees(known), OTHER]
    place = st.selectbox(
        "Cuál", list(range(len(proposals))), format_func=lambda number: _proposal(proposals[number]), key=f"{form}-which", index=None,
        placeholder="Elija un comité de Moquegua, u otro", persist_state="session", help="En la capital de una provincia actúa el COPROSEC: no hay CODISEC (art. 31).",
    )  # fmt: skip
    if place is None:
        return
    draft = _draft(known, proposals[place], f"{form}-{place}")
    _problems(form)
    if st.button("Agregar el comité", key=f"{form}-save", type="primary", icon=":material/add:"):

        def act(db: Writer, batch_id: int) -> None:
            store.add_committee(db, draft=draft, by=by, at=now(), batch_id=batch_id)

        _finish(form, context.version, act, by=by, did=f"e agregó el {draft.level.acronym} {draft.territory.strip()}.")


def _proposal(one: Proposed) -> str:
    return f"{one.level.acronym} {one.territory}" if one.territory else "Otro comité"


def _draft(known: pd.DataFrame, proposed: Proposed, prefix: str) -> CommitteeDraft:
    """The fields of a new committee; those of a proposal are there already."""
    level = proposed.level
    if not proposed.territory:
        chosen = st.segmented_control("Nivel", LEVELS, format_func=lambda code: LEVEL[code], default=level, required=True, key=f"{prefix}-level", persist_state="session")
        level = CommitteeLevel(chosen or level)
    left, right = st.columns([1, 2])
    territory = left.text_input("Ámbito", value=proposed.territory, key=f"{prefix}-territory", persist_state="session", placeholder="Provincia o distrito")
    proposal = committee_name(level, territory.strip()) if territory.strip() else ""
    name = right.text_input("Nombre", value=proposal, key=f"{prefix}-name-{level}-{territory}", persist_state="session")
    return CommitteeDraft(level, territory, name, _parent(known, level, f"{prefix}-{level}", proposed.parent_id))


def _parent(known: pd.DataFrame, level: CommitteeLevel, prefix: str, proposed: int | None) -> int | None:
    """The committee above: one of a higher level, or none."""
    names = short_names(known)
    higher = {code.value for code in LEVELS[: LEVELS.index(level)]}
    listed = [*(int(row.committee_id) for row in records(hierarchy(known)) if row.level in higher), TOP]
    chosen = st.selectbox(
        "Depende de", listed, index=listed.index(proposed) if proposed in listed else len(listed) - 1, key=f"{prefix}-parent", persist_state="session",
        format_func=lambda key: names.get(key, "Ninguno: no depende de otro"),
    )  # fmt: skip
    return chosen or None


def _editing(context: PageContext, known: pd.DataFrame, *, by: str) -> None:
    names, rows = short_names(known), {int(row.committee_id): row for row in records(hierarchy(known))}
    chosen = st.selectbox("Comité que se corrige", list(rows), index=None, format_func=lambda key: names[key], key="committees-chosen", placeholder="Elija uno")
    if chosen is not None:
        _correct(context, known, rows[chosen], names[chosen], by=by)


def _correct(context: PageContext, known: pd.DataFrame, row: Any, called: str, *, by: str) -> None:
    chosen = int(row.committee_id)
    form = f"committee-{chosen}-{st.session_state.get(TURN, 0)}"
    seen = st.session_state.setdefault(f"{form}-seen", context.version)
    original, mine = _fields(known, row, form)
    _problems(form)

    def edit(values: Mapping[str, str | None], since: int) -> None:
        above = {code: int(number) for code, number in zip(known["code"], known["committee_id"], strict=True)}
        draft = CommitteeDraft(CommitteeLevel(row.level), values["territory"] or "", values["name"] or "", above.get(values["committee"] or ""))

        def act(db: Writer, batch_id: int) -> None:
            store.edit_committee(db, committee_id=chosen, draft=draft, seen=since, by=by, at=now(), batch_id=batch_id)

        _finish(form, since, act, by=by, did=f"e corrigió el comité {called}.")

    def withdraw(db: Writer, batch_id: int) -> None:
        store.withdraw_committee(db, committee_id=chosen, seen=seen, by=by, at=now(), batch_id=batch_id)

    met = saving.met() if st.session_state.get(ASKED) == form else None
    if met is not None:
        agreed = conflicts.resolved(met[0], original=original, mine=mine, key=f"{form}-{met[1]}")
        if agreed is not None:
            edit(agreed, met[1])
        return
    why = _why_kept(row, known)
    with st.container(horizontal=True):
        save = st.button("Guardar", key=f"{form}-save", type="primary", icon=":material/save:", disabled=mine == original)
        remove = st.button("Eliminar", key=f"{form}-remove", icon=":material/delete:", disabled=bool(why), help=why or "Puede deshacerse.")
    if save:
        edit(mine, seen)
    if remove:
        _finish(form, seen, withdraw, by=by, did=f"e eliminó el comité {called}.")


def _fields(known: pd.DataFrame, row: Any, form: str) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """What the form started from and what it holds, as the log tells both: the committee above by its code."""
    codes = {int(number): str(code) for number, code in zip(known["committee_id"], known["code"], strict=True)}
    above = None if pd.isna(row.parent_id) else int(row.parent_id)
    started: dict[str, str | None] = {"name": row.name, "territory": row.territory, "committee": codes.get(above or TOP)}
    original = st.session_state.setdefault(f"{form}-original", started)
    left, right = st.columns([1, 2])
    territory = left.text_input("Ámbito", value=original["territory"], key=f"{form}-territory", persist_state="session")
    name = right.text_input("Nombre", value=original["name"], key=f"{form}-name", persist_state="session")
    parent = _parent(known, CommitteeLevel(row.level), form, above)
    return original, {"name": name, "territory": territory, "committee": codes.get(parent or TOP)}


def _why_kept(row: Any, known: pd.DataFrame) -> str:
    """Why a committee cannot be taken back; empty when it can."""
    if row.sessions or row.committee_id == known["committee_id"].min():
        return "Tiene sesiones, o es el primero de la base: su historia se conserva."
    return "Otros comités dependen de este." if below(known, row.committee_id) else ""


def _finish(form: str, seen: int, act: Callable[[Writer, int], None], *, by: str, did: str) -> None:
    """Record the act as one batch, keep it at hand to be undone, and draw the page again. `did`: the sentence without its first letter."""
    token = st.session_state.setdefault(f"{form}-token", uuid4().hex)
    told = markdown_safe(did)

    def write(db: Writer) -> None:
        undo_at_once.remember(PLACE, change(db, token=token, screen=SCREEN, by=by, at=now(), act=act), f"s{told}")

    st.session_state[ASKED] = form
    if saving.save(write, saved=f"S{told}", seen=seen):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _problems(form: str) -> None:
    """Why this form was not saved; what came of another one is not told here."""
    if st.session_state.get(ASKED) == form:
        saving.show_problems()
