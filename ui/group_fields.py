"""Who informs of a group's assignment: the whole, or the members that are chosen, all that are silent in one click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from follow_up.rows import records
from follow_up.vocabulary import InstitutionKind, Standing
from ui.escaping import markdown_safe
from ui.frame import PageContext
from ui.sentences import count

WHOLE, SOME = "Todo el grupo", "Uno o varios miembros"


@dataclass(frozen=True)
class Speaker:
    """Who informs: the institution itself (`members` missing), or these members of the group, id to name."""

    institution: str
    members: dict[int, str] | None

    @property
    def names(self) -> list[str]:
        """The members that speak."""
        return list((self.members or {}).values())

    @property
    def name(self) -> str:
        """The institution, with every member that speaks."""
        return f"{self.institution} · {', '.join(self.names)}" if self.names else self.institution


def speaker(context: PageContext, assignment: Any, *, prefix: str) -> Speaker:
    """Draw the choice where the assignment is of a group whose members are known; `assignment`: a row of the board."""
    if assignment.institution_kind != InstitutionKind.GROUP:
        return Speaker(assignment.institution, None)
    parts = context.board.parts
    mine = parts[parts["assignment_id"] == assignment.assignment_id]
    if mine.empty:
        st.caption("Este grupo no tiene lista de miembros: informa en conjunto. Puede registrarla en «Catálogos», pestaña «Grupos».")
        return Speaker(assignment.institution, None)
    who = st.segmented_control(
        "Quién informa", [SOME, WHOLE], default=SOME, required=True, key=f"{prefix}-who-{assignment.assignment_id}", persist_state="session"
    )
    if who == WHOLE:
        st.caption("El reporte valdrá para cada miembro, también para los que no respondieron.")
        return Speaker(assignment.institution, None)
    names = {int(row.member_id): str(row.member) for row in records(mine.sort_values("member"))}
    silent = [int(row.member_id) for row in records(mine) if row.standing == Standing.NO_REPORT]
    return Speaker(assignment.institution, _chosen(names, silent, key=f"{prefix}-members-{assignment.assignment_id}"))


def _chosen(names: dict[int, str], silent: Sequence[int], *, key: str) -> dict[int, str]:
    """The members that inform, id to name; the buttons only fill in the choice."""
    with st.container(horizontal=True, gap="small"):
        if silent:
            told = "El que no ha respondido" if len(silent) == 1 else f"Los {len(silent)} que no han respondido"
            st.button(told, key=f"{key}-silent", icon=":material/mark_email_unread:", on_click=_choose, args=(key, list(silent)))
        st.button(f"Los {len(names)} miembros", key=f"{key}-all", icon=":material/groups:", on_click=_choose, args=(key, list(names)))
    chosen = st.multiselect(
        "Miembros que informan", list(names), format_func=lambda number: names[number], key=key, persist_state="session",
        placeholder="Elija a quien informa; puede elegir varios", select_all=False,
    )  # fmt: skip
    if len(chosen) > 1:
        st.caption(f"El mismo reporte se guardará para {count(len(chosen), 'miembro', 'miembros')}: {markdown_safe(', '.join(names[n] for n in chosen))}.")
    return {number: names[number] for number in chosen}


def _choose(key: str, members: list[int]) -> None:
    st.session_state[key] = members
