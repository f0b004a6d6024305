"""The story of one agreement, as a timeline by day: what was done, by whom, from where, what was undone, and the way back."""

from itertools import groupby

import streamlit as st

from data_store.histories import Change, Origin
from ui import history_texts, panels
from ui.escaping import markdown_safe
from ui.frame import PageContext
from ui.history_panels import offered_undo, open_undo
from ui.sentences import LIMA, count, day
from ui.story import Act, StoryKind, acts, kinds_in

SHOWN = 25  # acts at once
MORE = "story_more"
GONE = "~~"  # strikes through what counts no longer
LABEL = {
    StoryKind.REPORT: "Reportes",
    StoryKind.DEADLINE: "Plazos",
    StoryKind.VERIFICATION: "Verificaciones",
    StoryKind.DECISION: "Decisiones de sesión",
    StoryKind.CONTACT: "Contactos",
    StoryKind.RESPONSIBLE: "Responsables",
    StoryKind.TEXT: "Textos y datos",
    StoryKind.UNDO: "Deshechos",
    StoryKind.ADOPTED: "Adopción",
}
HEADING = {
    StoryKind.REPORT: (":material/edit_note:", "Reporte"),
    StoryKind.DEADLINE: (":material/event:", "Plazo"),
    StoryKind.VERIFICATION: (":material/verified:", "Verificación"),
    StoryKind.DECISION: (":material/gavel:", "Decisión de la sesión"),
    StoryKind.CONTACT: (":material/call:", "Contacto"),
    StoryKind.RESPONSIBLE: (":material/group:", "Responsables"),
    StoryKind.TEXT: (":material/edit:", "Corrección de datos"),
    StoryKind.UNDO: (":material/undo:", "Se deshizo"),
    StoryKind.ADOPTED: (":material/flag:", "Adopción del acuerdo"),
}


def story(context: PageContext, changes: list[Change], *, agreement_id: int) -> None:
    """The timeline, newest day first. `changes`: `histories.load_story`."""
    place = f"acuerdo-{agreement_id}"
    offered_undo(context, place)
    found = acts(changes)
    kinds = kinds_in(found)
    chosen = st.pills(
        "Ver", kinds, selection_mode="multi", format_func=lambda kind: LABEL[kind], key=f"story-{agreement_id}-kinds", label_visibility="collapsed"
    )
    told = [act for act in found if not chosen or act.kind in chosen]
    if not told:
        panels.empty("Todavía no hay nada que contar de este acuerdo.", icon=":material/history:")
        return
    limit = st.session_state.get(f"{MORE}-{agreement_id}", SHOWN)
    for on, of_day in groupby(told[:limit], lambda act: act.first.at.astimezone(LIMA).date()):
        st.markdown(f"**{day(on)}**")
        with st.container(border=True, gap="small"):
            for act in of_day:
                _tell(context, act, place)
    if len(told) > limit and st.button(f"Ver los anteriores ({count(len(told) - limit, 'acto', 'actos')})", key=f"story-{agreement_id}-more", icon=":material/expand_more:"):
        st.session_state[f"{MORE}-{agreement_id}"] = limit + SHOWN
        st.rerun()


def _tell(context: PageContext, act: Act, place: str) -> None:
    icon, heading = HEADING[act.kind]
    style = GONE if act.is_undone else ""
    first = act.first
    names = ", ".join(dict.fromkeys(change.institution for change in act.changes if change.institution))
    head = f"{heading} · {markdown_safe(names)}" if names else heading
    with st.container(gap="xxsmall"):
        st.markdown(f"{first.at.astimezone(LIMA):%H:%M} {icon} **{_struck(head, style)}**")
        if first.source.decision:
            st.markdown(_struck(markdown_safe(first.source.decision), style))
        st.markdown("\n".join(f"- {_line(change, alone=len(names.split(', ')) < 2)}" for change in act.changes))
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
            st.caption(_signed(act), width="content")
            may_undo = not context.is_past and not act.is_undone and first.source.origin != Origin.INITIAL
            if may_undo and st.button("Deshacer", key=f"story-undo-{first.event_id}", icon=":material/undo:", type="tertiary"):
                open_undo(place, act.events)
                st.rerun()


def _signed(act: Act) -> str:
    """Who did it and from where, and what took it back."""
    undone = next((history_texts.ended(change) for change in act.changes if change.end), "")
    parts = [markdown_safe(act.first.by), markdown_safe(history_texts.origin(act.first.source)), f"**{markdown_safe(undone)}**" if undone else ""]
    return " · ".join(part for part in parts if part)


def _line(change: Change, *, alone: bool) -> str:
    """One change: the old value struck through before the new one; all of it where it was undone."""
    whose = "" if alone or not change.institution or change.field == "created" else f" de {markdown_safe(change.institution)}"
    label = f"{history_texts.field(change)}{whose}"
    before, after = (markdown_safe(history_texts.value(change, told)) for told in (change.before, change.after))
    if change.field in {"created", "actions"} or change.before is None:
        return _struck(f"{label}: {after}", GONE if change.end else "")
    if change.end is not None:
        return _struck(f"{label}: {before} → {after}", GONE)
    return f"{label}: ~~{before}~~ → **{after}**"


def _struck(words: str, style: str) -> str:
    return f"{style}{words}{style}"
