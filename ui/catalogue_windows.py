"""«Ventanas»: the numbers of days that the rules use, with what each of them changes today, before and after."""

from dataclasses import asdict

import pandas as pd
import streamlit as st

from data_store import settings as store
from data_store.contacts import load_contacts, load_escalation
from data_store.database import Writer
from data_store.settings import BOUNDS, load_settings
from follow_up import window_effects
from follow_up.settings import Escalation, Windows
from ui import catalogue_forms, conflicts, panels, saving, undo_at_once, window_texts
from ui.clock import now
from ui.cut_control import show_only
from ui.frame import PageContext, kept, read_or_stop
from ui.sentences import count

SCREEN, PLACE = "catalogos", "ventanas"  # the page, and its tab
DEFAULTS: dict[str, int] = {**asdict(Windows()), **asdict(Escalation())}
GROUPS = {
    "Plazos y semáforo": tuple(asdict(Windows())),
    "Llamadas de hoy": tuple(asdict(Escalation())),
}


def windows_tab(context: PageContext) -> None:
    """Each number of days with what it changes; one is saved at a time."""
    found = read_or_stop(context.store, load_settings)
    own = {name: days for name, days in found.items() if name in DEFAULTS}
    st.markdown(_answer(own))
    if context.is_past:
        show_only("cambiar las ventanas")
        by = None
    else:
        saving.show_saved()
        undo_at_once.offer(context, PLACE)
        by = saving.who_records()
    for title, names in GROUPS.items():
        with st.container(border=True):
            panels.subtitle(title)
            for name in names:
                _window(context, name, own.get(name), by=by)


def _answer(own: dict[str, int]) -> str:
    differing = {name: days for name, days in own.items() if days != DEFAULTS[name]}
    if not differing:
        return f"**Las {len(DEFAULTS)} ventanas tienen los días de fábrica.** Al cambiar una, todas las páginas, láminas y archivos se calculan con ella desde ese momento."
    told = "; ".join(f"{window_texts.NAME[name]}, {days} en lugar de {DEFAULTS[name]}" for name, days in differing.items())
    return f"**{count(len(differing), 'ventana cambiada', 'ventanas cambiadas')} de {len(DEFAULTS)}: {told}.** Todas las páginas, láminas y archivos se calculan con ellas."


def _window(context: PageContext, name: str, set_to: int | None, *, by: str | None) -> None:
    """One number of days. `set_to` missing: the default; `by` missing: it is only shown."""
    days = DEFAULTS[name] if set_to is None else set_to
    field, told = st.columns([1, 3], vertical_alignment="center")
    if by is None:
        field.markdown(f"**{window_texts.NAME[name]}**: {count(days, 'día', 'días')}")
        told.caption(window_texts.MEANS[name])
        return
    form = catalogue_forms.opened(SCREEN, PLACE, name, version=context.version)
    original = catalogue_forms.started(form, {"value": str(days)})
    asked = int(
        field.number_input(window_texts.NAME[name], BOUNDS[0], BOUNDS[-1], days, 1, key=f"{form.key}-days", persist_state="session", help=f"De fábrica: {DEFAULTS[name]}.")
    )
    taken, would_take = kept(context, takes, name, days), kept(context, takes, name, asked)
    with told:
        st.markdown(f"{window_texts.MEANS[name]}  \n{window_texts.effect(name, days=days, taken=taken, asked=asked, would_take=would_take)}")
        catalogue_forms.problems(form)
        met = catalogue_forms.met(form)
        if met is not None:
            agreed = conflicts.resolved(met[0], original=original, mine={"value": str(asked)}, key=f"{form.key}-{met[1]}")
            if agreed is not None:
                _set(form, name, int(agreed["value"] or DEFAULTS[name]), seen=met[1], by=by)
            return
        with st.container(horizontal=True):
            if asked != days and st.button(f"Guardar {count(asked, 'día', 'días')}", key=f"{form.key}-save", type="primary", icon=":material/save:"):
                _set(form, name, asked, seen=form.seen, by=by)
            if set_to is not None and st.button(f"Volver a {DEFAULTS[name]}", key=f"{form.key}-default", icon=":material/restart_alt:"):
                _set(form, name, DEFAULTS[name], seen=form.seen, by=by)


def _set(form: catalogue_forms.Form, name: str, days: int, *, seen: int, by: str) -> None:
    """Save so many days; the default is no setting at all."""

    def act(db: Writer, batch_id: int) -> None:
        wanted = None if days == DEFAULTS[name] else days
        store.set_window(db, name=name, days=wanted, seen=seen, by=by, at=now(), batch_id=batch_id)

    catalogue_forms.finish(form, act, did=f"e puso «{window_texts.NAME[name]}» en {count(days, 'día', 'días')}.")


def takes(context: PageContext, name: str, days: int) -> int:
    """How many things the window takes in on the day of the page, with so many days."""
    if name == "due_soon":
        return window_effects.due_soon(context.board, days)
    if name == "stale":
        return window_effects.stale(context.board, days)
    rule, contacts = read_or_stop(context.store, load_escalation), kept(context, contacts_of)
    return window_effects.calls(context.board, contacts, rule, name=name, days=days)


def contacts_of(context: PageContext) -> pd.DataFrame:
    """The contacts that the list of calls goes by."""
    return read_or_stop(context.store, lambda db: load_contacts(db, at=context.cut.on, known_at=context.cut.known_at))
