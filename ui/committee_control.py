"""The choice of the committee that all pages show, in the menu; nothing of it is seen while there is one committee.

It is `comite` in the address, by the name that the list shows.
"""

from typing import NoReturn

import streamlit as st

from follow_up.committees import Scope, hierarchy
from follow_up.rows import records
from ui import frame, texts
from ui.committee_texts import scope_label, short_names
from ui.escaping import markdown_safe
from ui.filters import DROPPED, FOLLOW_UP, INSTITUTION, KEPT_LABELS, KEPT_SESSIONS, SESSION, SHEET, THEME
from ui.frame import COMMITTEE, PageContext

CHANGED = "committee_changed"
ASKED = "asked_committee"  # taken up before the field is drawn: a field that is drawn cannot be set
HELP = "Todas las páginas y descargas muestran los acuerdos de este comité, con su propio calendario de sesiones."


def committee_field() -> None:
    """The committee, alone or with those below it. Drawn before anything is read, as the cut-off is."""
    labels = list(frame.scope_labels())
    if len(labels) < 2:
        return
    st.session_state[DROPPED] = st.session_state.pop(CHANGED, False)
    if ASKED in st.session_state:
        _forget_filters()
        st.session_state[DROPPED] = st.session_state.pop(CHANGED)
        st.session_state[COMMITTEE] = st.session_state.pop(ASKED)
    asked = st.query_params.get(COMMITTEE)
    if asked is not None and asked not in labels:
        st.warning(
            f"La dirección pide un comité que no existe: «{markdown_safe(asked)}». Se muestra {markdown_safe(labels[0])}. Elija otro en el menú.",
            icon=":material/groups:",
        )
    with st.sidebar:
        st.selectbox(texts.COMMITTEE, labels, key=COMMITTEE, bind="query-params", on_change=_forget_filters, help=HELP)


def _forget_filters() -> None:
    """What was filtered by is of the other committee: its sessions, institutions and themes may not be here.

    Emptied and not removed: only then does a field that is drawn follow.
    """
    st.session_state[CHANGED] = True
    for name in (KEPT_SESSIONS, KEPT_LABELS):
        st.session_state.pop(name, None)
    for name in (SESSION, INSTITUTION, THEME, FOLLOW_UP, SHEET):
        if st.session_state.get(name):
            st.session_state[name] = None if name == SHEET else []


def show(label: str) -> NoReturn:
    """Look at another committee, by its label, on the page that is shown."""
    st.session_state[ASKED] = label
    st.rerun()


def label_of(context: PageContext, scope: Scope) -> str:
    """What the field calls a scope."""
    return scope_label(scope, short_names(context.committees))


def of_file(context: PageContext) -> PageContext:
    """The context of the committee that a file is of: asked where there are several, at first the one that is looked at."""
    if len(context.committees) < 2:
        return context
    names = short_names(context.committees)
    listed = [int(row.committee_id) for row in records(hierarchy(context.committees))]
    chosen = st.selectbox(
        "¿De qué comité es el archivo?", listed, index=listed.index(context.scope.head) if context.scope.head in listed else 0,
        format_func=lambda key: names[key], key="excel-committee", persist_state="session",
        help="Sus filas se comparan con los acuerdos de ese comité, y las sesiones nuevas serán suyas.",
    )  # fmt: skip
    return frame.of_committee(context, chosen)
