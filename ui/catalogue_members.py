"""What can be done about the members of a group: added, proposed, dated, taken back; each act is one batch, undone at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store import groups, proposed_members
from data_store.changing import change
from data_store.database import Writer
from data_store.proposed_members import Proposal, Proposed, proposal_of
from follow_up.board import members_at
from follow_up.rows import records
from follow_up.vocabulary import InstitutionKind
from ui import conflicts, saving, undo_at_once
from ui.act_fields import BY
from ui.clock import now
from ui.due_fields import DAY
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.sentences import count, day

SCREEN, PLACE = "catalogos", "grupos"  # the page, and its tab
TURN, ASKED = "group_turn", "group_form"
SINCE_ALWAYS, STILL = "Desde siempre", "Sigue"
ADD, PROPOSE, CORRECT = "Agregar miembros", "Proponer miembros", "Corregir fechas o quitar"
ICONS = {ADD: ":material/group_add:", PROPOSE: ":material/lightbulb:", CORRECT: ":material/edit_calendar:"}


@dataclass(frozen=True)
class Form:
    """A form of this tab: the prefix of its keys, the token of its act, and the version of the data that it was drawn from."""

    key: str
    token: str
    seen: int


def since(on: Any) -> str:
    """From when a membership holds, in words."""
    return SINCE_ALWAYS if pd.isna(on) else day(on)


def until(on: Any) -> str:
    """Until when it holds, in words."""
    return STILL if pd.isna(on) else day(on)


def acts(context: PageContext, group: Any, mine: pd.DataFrame) -> None:
    """What can be done about the members; the button is asked in the run that reads its fields."""
    proposal = read_or_stop(context.store, lambda db: proposal_of(db, group.code))
    offered = [ADD, *([PROPOSE] if proposal.members else []), *([CORRECT] if len(mine) else [])]
    act = st.segmented_control(
        "Qué desea hacer", offered, format_func=lambda name: f"{ICONS[name]} {name}", key=f"group-act-{group.group_id}", label_visibility="collapsed",
        default=PROPOSE if mine.empty and proposal.members else ADD, required=True, persist_state="session",
    )  # fmt: skip
    form = _opened(context, f"group-{group.group_id}-{act}")
    if act == PROPOSE:
        _proposing(context, group, mine, proposal, form)
    elif act == CORRECT:
        _correcting(context, group, mine)
    else:
        _adding(context, group, form)


def _adding(context: PageContext, group: Any, form: Form) -> None:
    """Institutions of the catalogue join, and one that it does not have yet."""
    choosable = read_or_stop(context.store, lambda db: groups.load_choosable(db, day=context.today))
    chosen = st.multiselect(
        "Instituciones que integran el grupo", list(choosable), format_func=lambda number: choosable[number], key=f"{form.key}-members", persist_state="session",
        placeholder="Elija una o varias", select_all=False,
    )  # fmt: skip
    with st.expander("¿No está en la lista? Escríbala aquí", icon=":material/add_business:"):
        left, right = st.columns([3, 1])
        name = left.text_input("Nombre de la institución", key=f"{form.key}-name", persist_state="session", placeholder="Municipalidad Distrital de San Cristóbal", help="El nombre de la institución o del cargo, no el de una persona.")
        acronym = right.text_input("Sigla o nombre corto", key=f"{form.key}-acronym", persist_state="session", placeholder="MD San Cristóbal")
    new = [Proposed(acronym.strip() or name.strip(), name.strip() or acronym.strip(), InstitutionKind.ENTITY)] if name.strip() or acronym.strip() else []
    members = [Proposed("", "", InstitutionKind.ENTITY, institution_id=number) for number in chosen] + new
    told = [*(choosable[number].split(" · ")[0] for number in chosen), *(member.acronym for member in new)]
    _join(group, members, told, form)


def _proposing(context: PageContext, group: Any, mine: pd.DataFrame, proposal: Proposal, form: Form) -> None:
    """The usual members, to be confirmed one by one; nobody joins by being proposed."""
    present = set(members_at(mine.rename(columns={"group_id": "institution_id"}), context.today)["member_id"])
    left = [member for member in proposal.members if member.institution_id not in present]
    st.markdown(f"**Propuesta:** {markdown_safe(proposal.source)} No se agrega nada hasta que usted lo confirme: desmarque a quien no corresponda.")
    if not left:
        st.markdown(":material/check: Todos los propuestos ya son miembros.")
        return
    if len(left) < len(proposal.members):
        st.caption(f"{count(len(proposal.members) - len(left), 'propuesto ya es miembro', 'propuestos ya son miembros')}; aquí se ven los demás.")
    with st.grid(3, min_column_width=240):
        chosen = [member for member in left if _confirmed(member, key=f"{form.key}-{member.acronym}")]
    new = sum(member.institution_id is None for member in chosen)
    if new:
        st.caption(f"{count(new, 'institución nueva se creará', 'instituciones nuevas se crearán')} en el catálogo con el mismo registro, y «Deshacer» las quita con él.")
    _join(group, chosen, [member.acronym for member in chosen], form)


def _confirmed(member: Proposed, *, key: str) -> bool:
    """Whether the person takes the member; one with a doubt starts unticked, with the doubt beside it."""
    with st.container(gap="xxsmall"):
        ticked = st.checkbox(markdown_safe(member.acronym), value=not member.doubt, key=key, help=markdown_safe(member.name))
        if member.doubt:
            st.caption(f":material/help: {markdown_safe(member.doubt)}")
    return ticked


def _join(group: Any, members: Sequence[Proposed], names: Sequence[str], form: Form) -> None:
    """From when they are members, and the button that adds them."""
    joined = _day(
        st.date_input("Miembros desde", value=None, format=DAY, key=f"{form.key}-from", persist_state="session", help="El día desde el que cuentan en las cifras del grupo. Vacío: desde siempre.")
    )
    if joined is None:
        st.caption("Sin fecha, cuentan como miembros desde siempre, también en los cortes pasados.")
    by = saving.who_records()
    _problems(form)

    def act(db: Writer, batch_id: int) -> None:
        proposed_members.join(db, group_id=int(group.group_id), members=members, valid_from=joined, by=by, at=now(), batch_id=batch_id)

    label = f"Agregar {count(len(members), 'miembro', 'miembros')}" if members else "Agregar"
    if st.button(label, key=f"{form.key}-save", type="primary", icon=":material/group_add:"):
        added = "se agregó 1 miembro" if len(members) == 1 else f"se agregaron {len(members)} miembros"
        _finish(form, act, told=f"{added} a {undo_at_once.named(group.group)}.", detail=f" {markdown_safe(', '.join(names))}.")


def _correcting(context: PageContext, group: Any, mine: pd.DataFrame) -> None:
    """Other dates for a membership, or its taking back where it was a mistake."""
    rows = {int(row.membership_id): row for row in records(mine)}
    chosen = st.selectbox(
        "Miembro", list(rows), index=None, format_func=lambda key: f"{rows[key].member} ({since(rows[key].valid_from)} – {until(rows[key].valid_to)})", key=f"group-{group.group_id}-chosen",
        placeholder="Elija a quién",
    )  # fmt: skip
    if chosen is None:
        return
    _dates(context, group, rows[chosen])


def _dates(context: PageContext, group: Any, row: Any) -> None:
    """The dates of one membership, and what becomes of them; where somebody changed them meanwhile, the choice between both."""
    number = int(row.membership_id)
    form = _opened(context, f"membership-{number}")
    original = st.session_state.setdefault(f"{form.key}-original", {"valid_from": _iso(row.valid_from), "valid_to": _iso(row.valid_to)})
    left, right = st.columns(2)
    joined = left.date_input("Miembro desde", value=_stored(original["valid_from"]), format=DAY, key=f"{form.key}-from", persist_state="session", help="Vacío: desde siempre.")
    ended = right.date_input("Miembro hasta", value=_stored(original["valid_to"]), format=DAY, key=f"{form.key}-to", persist_state="session", help="El último día en que cuenta. Vacío: sigue siendo miembro.")
    mine = {"valid_from": _iso(_day(joined)), "valid_to": _iso(_day(ended))}
    by = saving.who_records()
    _problems(form)
    name = undo_at_once.named(f"{group.group} · {row.member}")

    def dated(values: dict[str, str | None], seen: int) -> Callable[[Writer, int], None]:
        days = {field: _stored(told) for field, told in values.items()}

        def act(db: Writer, batch_id: int) -> None:
            groups.date_membership(
                db, membership_id=number, valid_from=days["valid_from"], valid_to=days["valid_to"], seen=seen, by=by, at=now(), batch_id=batch_id
            )

        return act

    def withdraw(db: Writer, batch_id: int) -> None:
        groups.withdraw_membership(db, membership_id=number, seen=form.seen, by=by, at=now(), batch_id=batch_id)

    corrected = f"se corrigieron las fechas de {name}."
    met = saving.met() if st.session_state.get(ASKED) == form.key else None
    if met is not None:
        agreed = conflicts.resolved(met[0], original=original, mine=mine, key=f"{form.key}-{met[1]}")
        if agreed is not None:
            _finish(form, dated(agreed, met[1]), told=corrected)
        return
    with st.container(horizontal=True):
        save = st.button("Guardar fechas", key=f"{form.key}-save", type="primary", icon=":material/save:", disabled=mine == original)
        remove = st.button("Quitar: se agregó por error", key=f"{form.key}-remove", icon=":material/group_remove:", help="Como si nunca hubiera sido miembro. Quien dejó el grupo no se quita: se le pone fecha de salida.")
    if save:
        _finish(form, dated(mine, form.seen), told=corrected)
    if remove:
        _finish(form, withdraw, told=f"se quitó a {name}.")


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _iso(on: Any) -> str | None:
    return None if on is None or pd.isna(on) else pd.Timestamp(on).date().isoformat()


def _stored(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _opened(context: PageContext, name: str) -> Form:
    """The form with its token and its version, kept from when it was first drawn until it is saved."""
    key = f"{name}-{st.session_state.get(TURN, 0)}"
    token, seen = st.session_state.setdefault(f"{key}-opened", (uuid4().hex, context.version))
    return Form(key, token, seen)


def _problems(form: Form) -> None:
    """Why this form was not saved; what came of another one is not told here."""
    if st.session_state.get(ASKED) == form.key:
        saving.show_problems()


def _finish(form: Form, act: Callable[[Writer, int], None], *, told: str, detail: str = "") -> None:
    """Record the act as one batch, at hand to be undone; the next form starts empty. `detail` is told once, with the success."""
    st.session_state[ASKED] = form.key

    def write(db: Writer) -> None:
        batch_id = change(db, token=form.token, screen=SCREEN, by=st.session_state.get(BY, ""), at=now(), act=act)
        undo_at_once.remember(PLACE, batch_id, told)

    if saving.save(write, saved=f"{told[0].upper()}{told[1:]}{detail}", seen=form.seen):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()
