"""«Grupos»: the groups with how each is followed, and who belongs to one, from when to when."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data_store import groups
from follow_up.board import members_at
from follow_up.rows import records
from ui import catalogue_members, panels, saving, undo_at_once
from ui.catalogue_members import PLACE, since, until
from ui.cut_control import show_only
from ui.escaping import markdown_safe
from ui.filters import GROUP
from ui.frame import PageContext, read_or_stop
from ui.sentences import count

LIST = "groups-list"
GROUP_COLUMNS = {
    "Grupo": st.column_config.TextColumn("Grupo", width=190),
    "Miembros": st.column_config.NumberColumn("Miembros", help="Los que tiene hoy", width=90),
    "Acuerdos": st.column_config.NumberColumn("Acuerdos", help="Acuerdos de los que el grupo es responsable", width=90),
    "Cómo se sigue": st.column_config.TextColumn("Cómo se sigue", width=330),
}
MEMBER_COLUMNS = {
    "Miembro": st.column_config.TextColumn("Miembro", width=210),
    "Nombre": st.column_config.TextColumn("Nombre", width=380),
    "Desde": st.column_config.TextColumn("Desde", width=120),
    "Hasta": st.column_config.TextColumn("Hasta", width=120, help="El último día en que cuenta como miembro"),
    "Reportes": st.column_config.NumberColumn("Reportes", help="Los que hizo como miembro de este grupo", width=90),
}


def groups_tab(context: PageContext) -> None:
    """The groups with how each is followed; then the members of one, and what can be done about them."""
    found = read_or_stop(context.store, groups.load_groups)
    memberships = read_or_stop(context.store, groups.load_memberships)
    present = members_at(memberships.rename(columns={"group_id": "institution_id"}), context.today)["institution_id"].value_counts()
    found = found.assign(members=found["group_id"].map(present).fillna(0).astype("int64"))
    found = found.sort_values(["assignments", "group"], ascending=[False, True], ignore_index=True)
    st.markdown(_answer(found))
    with st.container(border=True):
        _listed(found)
    names = {int(row.group_id): str(row.group) for row in records(found)}
    chosen = _group(names)
    saving.show_saved()
    undo_at_once.offer(context, PLACE)
    if chosen is None:
        return
    group: Any = next(row for row in records(found) if row.group_id == chosen)
    mine = memberships[memberships["group_id"] == chosen]
    with st.container(border=True):
        panels.subtitle(f"Miembros de {group.group}: hoy {group.members}")
        _members(mine, key=f"memberships-{chosen}")
    if context.is_past:
        show_only("agregar o corregir miembros")
        return
    with st.container(border=True):
        catalogue_members.acts(context, group, mine)


def _answer(found: pd.DataFrame) -> str:
    """How many groups are followed member by member, and which of those with agreements are not yet."""
    listed = int((found["members"] > 0).sum())
    waiting = found[(found["members"] == 0) & (found["assignments"] > 0)]["group"].tolist()
    told = f"**{listed} de {count(len(found), 'grupo', 'grupos')} con lista de miembros: se siguen uno por uno.**"
    if not waiting:
        return told
    return f"{told} Con acuerdos y todavía sin lista, se siguen en conjunto: {markdown_safe(', '.join(waiting))}."


def _listed(found: pd.DataFrame) -> None:
    cells = pd.DataFrame(
        {
            "Grupo": found["group"],
            "Miembros": found["members"],
            "Acuerdos": found["assignments"],
            "Cómo se sigue": ["Miembro por miembro" if number else "En conjunto: no tiene lista de miembros" for number in found["members"]],
        }
    )
    ids = [int(number) for number in found["group_id"]]
    st.dataframe(
        cells, key=LIST, hide_index=True, column_config=GROUP_COLUMNS, height="content", selection_mode="single-cell",
        on_select=partial(_show_clicked, ids),  # only when another row is clicked: the one before stays marked, whatever is chosen below
        alt="Grupos; al elegir una fila se ven sus miembros",
    )  # fmt: skip


def _show_clicked(ids: list[int]) -> None:
    cells = st.session_state[LIST]["selection"]["cells"]
    if cells:
        st.session_state[GROUP] = ids[cells[0][0]]


def _group(names: dict[int, str]) -> int | None:
    """The group whose members are shown: the one of the address, or the one whose row was clicked last."""
    return st.selectbox(
        "Grupo", list(names), index=None, format_func=lambda number: names.get(number, str(number)), key=GROUP, bind="query-params", placeholder="Elija un grupo para ver sus miembros"
    )


def _members(mine: pd.DataFrame, *, key: str) -> None:
    """Every membership there ever was, those that ended too."""
    if mine.empty:
        st.markdown("Todavía no tiene miembros registrados. Agréguelos o revise la propuesta, si la hay.")
        return
    cells = pd.DataFrame(
        {
            "Miembro": mine["member"],
            "Nombre": mine["member_name"],
            "Desde": [since(on) for on in mine["valid_from"]],
            "Hasta": [until(on) for on in mine["valid_to"]],
            "Reportes": mine["reports"],
        }
    )
    st.dataframe(cells, key=key, hide_index=True, column_config=MEMBER_COLUMNS, height="content", alt="Miembros del grupo con sus fechas")
