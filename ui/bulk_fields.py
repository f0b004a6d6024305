"""What is edited on many agreements at once: the choice of it, and its fields, which are those of the single act."""

from dataclasses import dataclass

import streamlit as st

from data_store.catalogue import load_institutions
from data_store.themes import load_themes
from follow_up.acts import DeadlineDraft, VoidDraft
from follow_up.bulk_edit import Edit, EditRow, FollowUpEdit, StatusEdit, ThemeEdit
from follow_up.rows import records
from follow_up.vocabulary import DeadlineKind
from ui import bulk_texts
from ui.act_fields import day_of_act, report_fields, session_field
from ui.due_fields import Start, due_field, kind_field
from ui.frame import PageContext, read_or_stop

STATUS, DEADLINE, THEME, FOLLOW_UP, VOID = "estado", "plazo", "tema", "seguimiento", "sin-efecto"
EDITS = {
    STATUS: ":material/edit_note: Avance y estado",
    DEADLINE: ":material/event: Plazo",
    THEME: ":material/category: Tema",
    FOLLOW_UP: ":material/supervisor_account: Responsable de seguimiento",
    VOID: ":material/block: Dejar sin efecto",
}


@dataclass(frozen=True)
class Spot:
    """Where the fields are drawn (`act_fields.Place`): many agreements have no one session that decides."""

    context: PageContext
    prefix: str
    session_id: int | None = None


def edit_fields(context: PageContext, rows: list[EditRow], *, prefix: str) -> tuple[Edit | None, tuple[str, ...]]:
    """The edit, None until there is enough of it, and what was written freely. `rows`: the agreements that were chosen."""
    kind = st.segmented_control(
        "¿Qué desea cambiar en todos?", list(EDITS), format_func=lambda code: EDITS[code], key=f"{prefix}-kind", persist_state="session"
    )
    if kind is None:
        return None, ()
    return FIELDS[kind](Spot(context, f"{prefix}-{kind}"), rows)


def _status(spot: Spot, rows: list[EditRow]) -> tuple[Edit | None, tuple[str, ...]]:
    names = {part.institution_id: part.institution for row in rows for part in row.parts}
    ordered = [0, *sorted(names, key=lambda number: names[number])]
    who = st.selectbox(
        "Institución que informa", ordered, format_func=lambda number: names.get(number, bulk_texts.ALL), key=f"{spot.prefix}-who", persist_state="session"
    )
    draft = report_fields(spot)
    return StatusEdit(draft, who or None), (draft.actions, draft.internal_note)


def _deadline(spot: Spot, _rows: list[EditRow]) -> tuple[Edit | None, tuple[str, ...]]:
    kind = kind_field(prefix=spot.prefix, start=Start())
    due = due_field(spot.context, prefix=spot.prefix, counted_from=spot.context.today) if kind == DeadlineKind.DATE else None
    if kind == DeadlineKind.NEXT_SESSION:
        st.caption("Se mueve con el calendario de sesiones del comité de cada acuerdo.")
    reason = st.text_area("Motivo", key=f"{spot.prefix}-reason", persist_state="session", placeholder="Obligatorio para los que ya tienen plazo: por qué se cambia", height=70)
    left, right = st.columns(2)
    with left:
        session_id = session_field(spot, optional=True)
    with right:
        decided_on = day_of_act(spot, "Rige desde", name="decided", help="El día en que se decidió. «Siguiente sesión» se cuenta desde este día.")
    return DeadlineDraft(kind, due, reason, decided_on, session_id), (reason,)


def _theme(spot: Spot, _rows: list[EditRow]) -> tuple[Edit | None, tuple[str, ...]]:
    themes = read_or_stop(spot.context.store, load_themes)
    names = {int(row.theme_id): str(row.label) for row in records(themes[themes["retired_on"].isna()])}
    chosen = st.selectbox("Tema", list(names), index=None, format_func=lambda number: names[number], key=f"{spot.prefix}-theme", persist_state="session", placeholder="Elija el tema")
    return (None if chosen is None else ThemeEdit(chosen, names[chosen])), ()


def _follow_up(spot: Spot, _rows: list[EditRow]) -> tuple[Edit | None, tuple[str, ...]]:
    parties = read_or_stop(spot.context.store, load_institutions)
    names = {int(row.institution_id): str(row.acronym) for row in records(parties[parties["retired_on"].isna()])}
    chosen = st.selectbox(
        "Responsable de seguimiento", list(names), index=None, format_func=lambda number: names[number], key=f"{spot.prefix}-party", persist_state="session", placeholder="Elija quién da seguimiento"
    )
    return (None if chosen is None else FollowUpEdit(chosen, names[chosen])), ()


def _void(spot: Spot, _rows: list[EditRow]) -> tuple[Edit | None, tuple[str, ...]]:
    st.caption("Dejan de contar en el cumplimiento. No se borran: quedan con su motivo y la sesión que lo decidió.")
    reason = st.text_area("Motivo", key=f"{spot.prefix}-reason", persist_state="session", placeholder="Por qué se dejan sin efecto")
    left, right = st.columns(2)
    with left:
        session_id = session_field(spot, optional=False)
    with right:
        decided_on = day_of_act(spot, "Fecha de la decisión", name="day")
    return VoidDraft(reason, session_id, decided_on), (reason,)


FIELDS = {STATUS: _status, DEADLINE: _deadline, THEME: _theme, FOLLOW_UP: _follow_up, VOID: _void}
