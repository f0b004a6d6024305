"""«Instituciones»: who answers for agreements, how files name each, where it is used, and what can be done about it."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data_store.catalogue import load_groups_of, load_institutions
from follow_up.rows import records
from follow_up.spelling import fold
from follow_up.vocabulary import InstitutionKind
from ui import institution_forms, panels, saving, texts, undo_at_once
from ui.catalogue_merging import merging
from ui.cut_control import show_only
from ui.escaping import markdown_safe
from ui.filters import AGREEMENTS_PAGE, INSTITUTIONS_PAGE, RECORD, SHEET, agreements_link
from ui.frame import PageContext, read_or_stop
from ui.institution_forms import PLACE, USE
from ui.sentences import count, day

LIST = "institutions-list"
TO_SHOW = "institution_to_show"  # whose sheet opens next: the one that stays after two were united, a new one
LINES = 12
COLUMNS = {
    "Sigla": st.column_config.TextColumn("Sigla", width=190),
    "Nombre": st.column_config.TextColumn("Nombre", width=400),
    "Qué es": st.column_config.TextColumn("Qué es", width=95),
    "Acuerdos": st.column_config.NumberColumn("Acuerdos", help="De los que es o fue responsable", width=90),
    "Seguimiento": st.column_config.NumberColumn("Seguimiento", help="Acuerdos que sigue", width=100),
    "Nombres": st.column_config.NumberColumn("Nombres", help="Formas de nombrarla que los archivos pueden usar", width=85),
    "Situación": st.column_config.TextColumn("Situación", width=190),
}
KEPT = {"Todas": "all", "En uso": "used", "Sin uso": "idle", "Grupos": "groups", "Retiradas": "retired"}
EDIT, SPELL, RETIRE, MERGE = "Corregir", "Formas de nombrarla", "Retirar o eliminar", "Unir con otra"


def institutions_tab(context: PageContext) -> None:
    """The list with its search; then one institution: what it is, where it is used, and what can be done about it."""
    found = read_or_stop(context.store, load_institutions)
    found["uses"] = found[list(USE)].sum(axis="columns")
    st.markdown(_answer(found))
    if len(found):
        with st.container(border=True):
            _listed(_kept(found))
    rows = {int(row.institution_id): row for row in records(found)}
    chosen = _chosen(rows)
    saving.show_saved()
    if not context.is_past:
        undo_at_once.offer(context, PLACE)
    if chosen in rows:
        _sheet(context, rows[chosen])
    if context.is_past:
        show_only("agregar o corregir instituciones")
        return
    by = saving.who_records()
    if chosen in rows:
        with st.container(border=True):
            _acts(context, rows, chosen, by=by)
    with st.expander("Agregar una institución", icon=":material/add:"):
        institution_forms.adding(context, by=by)


def _answer(found: pd.DataFrame) -> str:
    """How many there are, how many of them are used, and how many are no longer offered."""
    if found.empty:
        return "**Todavía no hay instituciones.** Cargue el acta en «Excel», o agregue la primera aquí."
    groups, retired = int((found["kind"] == InstitutionKind.GROUP).sum()), int(found["retired_on"].notna().sum())
    idle = int((found["uses"] == 0).sum())
    gone = f"{retired} retirada" if retired == 1 else f"{retired} retiradas"
    told = f"**{count(len(found), 'institución', 'instituciones')} en el catálogo: {count(groups, 'grupo', 'grupos')}, {gone}.**"
    unused = f"{count(idle, 'no se usa', 'no se usan')} en ningún acuerdo: puede eliminarse." if idle == 1 else f"{idle} no se usan en ningún acuerdo: pueden eliminarse."
    return f"{told} {unused if idle else 'Todas están en uso: lo que está en uso no se elimina, solo se retira.'}"


def _kept(found: pd.DataFrame) -> pd.DataFrame:
    """Those that the words and the kind of list keep. Every word is looked for in all the names, without accents."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Buscar", key="institutions-words", type="search", persist_state="session", width=460, placeholder="Cualquiera de sus nombres; sin importar tildes")
        kept = st.segmented_control("Cuáles", list(KEPT), default="Todas", required=True, key="institutions-kept", label_visibility="collapsed", persist_state="session")
    masks = {
        "all": found["uses"] >= 0, "used": found["uses"] > 0, "idle": found["uses"] == 0,
        "groups": found["kind"] == InstitutionKind.GROUP, "retired": found["retired_on"].notna(),
    }  # fmt: skip
    searched = [f"{row.folded} {fold(row.name)} {fold(row.acronym)}" for row in records(found)]
    has_words = pd.Series([all(word in names for word in fold(words or "").split()) for names in searched], index=found.index, dtype=bool)
    return found[masks[KEPT[kept or "Todas"]] & has_words]


def _listed(found: pd.DataFrame) -> None:
    panels.subtitle(f"Instituciones: {len(found)}")
    if found.empty:
        st.markdown("Ninguna con esas palabras. Busque con menos, o agréguela.")
        return
    cells = pd.DataFrame(
        {
            "Sigla": found["acronym"],
            "Nombre": found["name"],
            "Qué es": [texts.INSTITUTION_KIND[InstitutionKind(kind)] for kind in found["kind"]],
            "Acuerdos": found["assignments"],
            "Seguimiento": found["follow_ups"],
            "Nombres": found["spellings"],
            "Situación": [_standing(row) for row in records(found)],
        }
    )
    ids = [int(number) for number in found["institution_id"]]
    st.dataframe(
        cells, key=LIST, hide_index=True, column_config=COLUMNS, height=35 * (min(len(cells), LINES) + 1) + 3, selection_mode="single-cell",
        on_select=partial(_show_clicked, ids), alt="Instituciones del catálogo; al elegir una fila se ve cómo se la nombra y dónde se usa",
    )  # fmt: skip


def _standing(row: Any) -> str:
    if pd.notna(row.retired_on):
        return f"■ Retirada desde {day(row.retired_on)}"
    return "● En uso" if row.uses else "○ Sin uso"


def _show_clicked(ids: list[int]) -> None:
    cells = st.session_state[LIST]["selection"]["cells"]
    if cells and cells[0][0] < len(ids):
        st.session_state[RECORD] = ids[cells[0][0]]


def _chosen(rows: dict[int, Any]) -> int | None:
    """The institution that is looked at: the one of the address, or the one whose row was clicked last."""
    if TO_SHOW in st.session_state:
        st.session_state[RECORD] = st.session_state.pop(TO_SHOW)
    return st.selectbox(
        "Institución", list(rows), index=None, key=RECORD, bind="query-params", placeholder="Elija una para ver cómo se la nombra y dónde se usa",
        format_func=lambda number: rows[number].acronym if number in rows else str(number),
    )  # fmt: skip


def _sheet(context: PageContext, row: Any) -> None:
    """What an institution is and where it is used, with the way there."""
    with st.container(border=True):
        panels.subtitle(f"{row.acronym} · {row.name}" if row.acronym != row.name else row.acronym)
        st.markdown(f"{texts.INSTITUTION_KIND[InstitutionKind(row.kind)]} · {_standing(row)}. {institution_forms.used(row)}")
        groups = read_or_stop(context.store, lambda db: load_groups_of(db, institution_id=int(row.institution_id)))
        if len(groups):
            spans = [f"{one.acronym}{f' (hasta el {day(one.valid_to)})' if pd.notna(one.valid_to) else ''}" for one in records(groups)]
            st.markdown(f"Miembro de {markdown_safe(', '.join(spans))}.")
        if not (row.assignments or row.groups):
            return
        with st.container(horizontal=True):
            st.page_link(INSTITUTIONS_PAGE, label="Su avance", icon=":material/apartment:", query_params={SHEET: row.acronym})
            if row.assignments:
                st.page_link(AGREEMENTS_PAGE, label="Sus acuerdos", icon=":material/list:", query_params=agreements_link(institutions=[row.acronym]))


def _acts(context: PageContext, rows: dict[int, Any], chosen: int, *, by: str) -> None:
    """What can be done about one: its names and kind, the words that files use, its retirement, another that is the same."""
    act = st.segmented_control(
        "Qué hacer", [EDIT, SPELL, RETIRE, MERGE], key=f"institution-act-{chosen}", label_visibility="collapsed", persist_state="session"
    )
    row = rows[chosen]
    if act is None:
        st.caption("Elija qué hacer. Todo queda en el historial y puede deshacerse.")
    elif act == EDIT:
        institution_forms.correcting(context, row, by=by)
    elif act == SPELL:
        institution_forms.spelling(context, rows, row, by=by)
    elif act == RETIRE:
        institution_forms.retiring(context, row, by=by)
    else:
        merged = merging(context, rows, row, by=by)
        if merged is not None:
            st.session_state[TO_SHOW] = merged
            st.rerun()
