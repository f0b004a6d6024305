"""«Temas»: how the problems are told apart: their order, names, lines of action and colours; added, retired, taken back."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data_store import themes as store
from data_store.database import Writer
from data_store.themes import ThemeDraft, load_themes, was_used
from follow_up.rows import records
from ui import catalogue_forms, conflicts, palette, panels, saving, texts, undo_at_once
from ui.catalogue_forms import Form, Values
from ui.clock import now
from ui.cut_control import show_only
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.sentences import count, day
from ui.undo_at_once import named

SCREEN, PLACE = "catalogos", "temas"  # the page, and its tab
NO_COLOUR = palette.GREY[0]


def themes_tab(context: PageContext) -> None:
    """The themes in their order, then what can be added, corrected, retired or taken back."""
    known = read_or_stop(context.store, load_themes)
    st.markdown(_answer(known))
    with st.container(border=True):
        panels.subtitle(f"Temas: {len(known)}")
        _list(known)
    if context.is_past:
        show_only("agregar o corregir temas")
        return
    saving.show_saved()
    undo_at_once.offer(context, PLACE)
    by = saving.who_records()
    with st.container(border=True):
        panels.subtitle("Agregar un tema")
        _adding(context, by=by)
    if len(known):
        with st.container(border=True):
            panels.subtitle("Corregir, ordenar o retirar")
            _editing(context, known, by=by)


def _answer(known: pd.DataFrame) -> str:
    in_use = known[known["retired_on"].isna()]
    if in_use.empty:
        return "**No hay ningún tema.** Agregue el primero: cada problemática tiene uno, y con él se cuentan sus acuerdos."
    most = max(records(in_use), key=lambda row: row.agreements)
    told = f"; el que más acuerdos tiene es {markdown_safe(most.label)} ({count(int(most.agreements), 'acuerdo', 'acuerdos')})" if most.agreements else ""
    retired = len(known) - len(in_use)
    left = f" y {count(retired, 'retirado', 'retirados')}" if retired else ""
    idle = int((in_use["problems"] == 0).sum())
    empty = count(idle, "no tiene problemáticas", "no tienen problemáticas") if idle else "ninguno está sin problemáticas"
    return f"**{count(len(in_use), 'tema', 'temas')} en uso{left}{told}; {empty}.** En este orden se ofrecen al registrar un acuerdo."


def _list(known: pd.DataFrame) -> None:
    """Not a grid: its pills have an ink of their own, and a colour that a person chose must be readable too."""
    places = [str(place) if pd.isna(on) else texts.NOTHING for place, on in enumerate(known["retired_on"], 1)]
    cells = pd.DataFrame(
        {
            "Tema": [theme_chip(row.label, _told(row.colour)) for row in records(known)],
            "Línea de acción": [markdown_safe(_told(line) or texts.NOTHING) for line in known["action_line"]],
            "Problemáticas": known["problems"].tolist(),
            "Acuerdos": known["agreements"].tolist(),
            "Situación": ["En uso" if pd.isna(on) else f"Retirado desde el {day(on)}" for on in known["retired_on"]],
        },
        index=pd.Index(places, name="Orden"),
    )
    st.table(cells, border="horizontal")
    st.caption("Los archivos que usan un nombre anterior de un tema se siguen reconociendo.")


def _adding(context: PageContext, *, by: str) -> None:
    form = catalogue_forms.opened(SCREEN, PLACE, "add", version=context.version)
    values = _fields(form, {"label": "", "action_line": None, "colour": None})
    catalogue_forms.problems(form)
    if st.button("Agregar el tema", key=f"{form.key}-save", type="primary", icon=":material/add:"):

        def act(db: Writer, batch_id: int) -> None:
            store.add_theme(db, draft=_draft(values), by=by, at=now(), batch_id=batch_id)

        catalogue_forms.finish(form, act, did=f"e agregó el tema {named(values['label'] or '')}.")


def _fields(form: Form, original: Values) -> Values:
    """The fields of a theme, and how it will be seen."""
    left, right = st.columns([3, 1])
    label = left.text_input("Nombre", value=original["label"], key=f"{form.key}-label", persist_state="session", placeholder="Prevención de la violencia")
    line = right.text_input("Línea de acción", value=original["action_line"] or "", key=f"{form.key}-line", persist_state="session", placeholder="OE4·11")
    with st.container(horizontal=True, vertical_alignment="center"):
        coloured = st.toggle("Con color propio", value=original["colour"] is not None, key=f"{form.key}-coloured", persist_state="session")
        colour = None
        if coloured:
            picked = st.color_picker("Color", value=original["colour"] or palette.BLUE[0], key=f"{form.key}-colour", label_visibility="collapsed", persist_state="session")
            colour = picked if picked == original["colour"] else picked.upper()
        st.markdown(f"Se verá así: {theme_chip(label or 'Tema', colour)}")
    return {"label": label, "action_line": line.strip() or None, "colour": colour}


def theme_chip(label: str, colour: str | None) -> str:
    """A theme on its colour, in the ink that is read on it; grey without one."""
    return panels.chip(markdown_safe(label), palette.on(colour or NO_COLOUR))


def theme_line(theme: Any) -> str:
    """A theme as its sheet begins: its chip, its line of action, and whether it is retired. `theme`: a row of `load_themes`."""
    line, retired = _told(theme.action_line), theme.retired_on
    told = [f"línea de acción {markdown_safe(line)}"] if line else []
    told += [] if pd.isna(retired) else [f"retirado desde el {day(retired)}"]
    return " · ".join([theme_chip(theme.label, _told(theme.colour)), *told])


def _draft(values: Mapping[str, str | None]) -> ThemeDraft:
    return ThemeDraft(values["label"] or "", values["action_line"] or "", values["colour"])


def _editing(context: PageContext, known: pd.DataFrame, *, by: str) -> None:
    rows = {int(row.theme_id): row for row in records(known)}
    chosen = st.selectbox("Tema", list(rows), index=None, format_func=lambda key: rows[key].label, key="themes-chosen", placeholder="Elija uno")
    if chosen is not None:
        _edit(context, rows[chosen], by=by)
        _placing(context, known, rows[chosen], by=by)


def _edit(context: PageContext, row: Any, *, by: str) -> None:
    """The fields of one theme. What somebody else did to it meanwhile is shown beside what was typed."""
    form = catalogue_forms.opened(SCREEN, PLACE, str(row.theme_id), version=context.version)
    known = {"label": row.label, "action_line": _told(row.action_line), "colour": _told(row.colour)}
    original = catalogue_forms.started(form, known)
    mine = _fields(form, original)
    catalogue_forms.problems(form)

    def edit(values: Mapping[str, str | None], seen: int) -> None:
        def act(db: Writer, batch_id: int) -> None:
            store.edit_theme(db, theme_id=int(row.theme_id), draft=_draft(values), seen=seen, by=by, at=now(), batch_id=batch_id)

        catalogue_forms.finish(form, act, did=f"e corrigió el tema {named(values['label'] or '')}.")

    met = catalogue_forms.met(form)
    if met is not None:
        agreed = conflicts.resolved(met[0], original=original, mine=mine, key=f"{form.key}-{met[1]}")
        if agreed is not None:
            edit(agreed, met[1])
    elif st.button("Guardar", key=f"{form.key}-save", type="primary", icon=":material/save:", disabled=mine == original):
        edit(mine, form.seen)


def _told(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _placing(context: PageContext, known: pd.DataFrame, row: Any, *, by: str) -> None:
    """Where the theme stands among those in use, and whether it is offered at all."""
    form = catalogue_forms.opened(SCREEN, PLACE, f"{row.theme_id}-place", version=context.version)
    number, told, retired = int(row.theme_id), named(row.label), not pd.isna(row.retired_on)
    in_use = known.loc[known["retired_on"].isna(), "theme_id"].tolist()
    used = read_or_stop(context.store, lambda db: was_used(db, number))
    catalogue_forms.problems(form)
    with st.container(horizontal=True):
        up = st.button("Subir", key=f"{form.key}-up", icon=":material/arrow_upward:", disabled=retired or number == in_use[0])
        down = st.button("Bajar", key=f"{form.key}-down", icon=":material/arrow_downward:", disabled=retired or number == in_use[-1])
        turn = st.button(
            "Volver a usar" if retired else "Retirar", key=f"{form.key}-retire", icon=":material/unarchive:" if retired else ":material/archive:",
            help="Se ofrece de nuevo." if retired else "Ya no se ofrece al registrar; lo que lo tiene lo conserva.",
        )  # fmt: skip
        remove = st.button(
            "Eliminar", key=f"{form.key}-remove", icon=":material/delete:", disabled=used,
            help="Tiene o tuvo problemáticas: solo se retira." if used else "Nunca se usó. Puede deshacerse.",
        )  # fmt: skip
    signed = {"theme_id": number, "by": by, "at": now()}
    if up or down:
        catalogue_forms.finish(form, lambda db, batch_id: store.move_theme(db, places=-1 if up else 1, batch_id=batch_id, **signed), did=f"e {'subió' if up else 'bajó'} el tema {told}.")
    if turn:
        on = None if retired else context.today
        catalogue_forms.finish(
            form, lambda db, batch_id: store.retire_theme(db, on=on, seen=context.version, batch_id=batch_id, **signed),
            did=f"e {'vuelve a usar' if retired else 'retiró'} el tema {told}.",
        )  # fmt: skip
    if remove:
        catalogue_forms.finish(form, lambda db, batch_id: store.withdraw_theme(db, seen=context.version, batch_id=batch_id, **signed), did=f"e eliminó el tema {told}.")
