"""The filters: their names in the address, their widgets, and the links that carry them.

Every filter is bound to the address, so a filtered page can be sent. Filters stay on their page until a link with others
arrives; the session is one choice for all pages.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import streamlit as st

from follow_up.board import Board
from follow_up.rows import records
from follow_up.selection import Selection
from follow_up.vocabulary import DeadlineBucket, DeadlineState, FindingKind, Light, Movement, Standing
from ui import texts
from ui.escaping import markdown_safe
from ui.frame import KEYS, PageContext
from ui.movement_texts import MOVEMENT as MOVEMENT_LABELS

SESSION, INSTITUTION, THEME, STANDING, DEADLINE, BUCKET, LIGHT, WORDS, VIEW, MOVEMENT = (
    "sesion", "institucion", "tema", "estado", "plazo", "vence", "semaforo", "buscar", "vista", "movimiento",
)  # fmt: skip
FOLLOW_UP = "seguimiento"  # who follows an agreement up
GROUP = "grupo"  # in Catálogos: the group whose members are shown
SECTION, RECORD = "seccion", "cual"  # in Catálogos: the catalogue that is shown, and the institution that is looked at
GROUPS_SECTION = "Grupos"
FINDING = "falta"  # in Calidad: the kind of thing to mend that is shown
HISTORY = ("acuerdo", "quien", "registro", "dato", "origen", "desde", "hasta")  # of the page Historial
FILTERS = (INSTITUTION, THEME, STANDING, DEADLINE, BUCKET, LIGHT, WORDS, VIEW, FOLLOW_UP, "ficha", MOVEMENT, GROUP, FINDING, *HISTORY)
AGREEMENTS_VIEW = "Por acuerdo"
ASSIGNMENTS_VIEW = "Por institución responsable"
OVERVIEW_PAGE = "../pages/overview.py"
HISTORY_PAGE = "../pages/history.py"
AGREEMENTS_PAGE = "../pages/agreements.py"
AGREEMENT_PAGE = "../pages/agreement.py"
INSTITUTIONS_PAGE = "../pages/institutions.py"
ACT = "registrar"  # the act whose fields an agreement opens with
ASKED_SHEET = "asked_sheet"
DROPPED = "filters_dropped"  # whether this run began with another committee: the address still has the filters of the one before
KEPT_SESSIONS, KEPT_LABELS = "kept_sessions", "kept_session_labels"
SHEET = "ficha"  # the institution or theme whose sheet is open

Link = dict[str, str | Iterable[str]]


def forget_other_filters(page_url: str) -> None:
    """A link that carries filters shows exactly what it counts: what was filtered before on that page is dropped.

    All but the session: it is one filter for all pages, so that a figure and the list behind it speak of the same ones.
    """
    if st.session_state.get("shown_page") == page_url:
        return
    st.session_state["shown_page"] = page_url
    if SESSION not in st.query_params and st.session_state.get(KEPT_SESSIONS):
        st.session_state[SESSION] = st.session_state[KEPT_SESSIONS]  # Streamlit empties a bound field when its page is left
    if any(name in st.query_params for name in FILTERS):
        for name in FILTERS:
            st.session_state.pop(name, None)  # those that the link carries come back from the address


def open_agreements(link: Link) -> NoReturn:
    """Go to the rows behind a figure. The session stays chosen by itself: a bound field refuses to be set from outside."""
    st.switch_page(AGREEMENTS_PAGE, query_params={name: value for name, value in link.items() if name != SESSION})


def open_sheet(code: str) -> NoReturn:
    """Open a sheet on the page that is shown; the choice of sheets takes it up before it is drawn again."""
    st.session_state[ASKED_SHEET] = code
    st.rerun()


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEYS)
def choices(context: PageContext) -> dict[str, dict[str, str]]:
    """Per filter, code to label of what can be chosen on this board."""
    board = context.board
    institutions = board.assignments.drop_duplicates("institution_code")
    themes = board.agreements.drop_duplicates("theme_code")
    sessions = board.agreements.drop_duplicates("session_code").merge(board.sessions[["session_id", "title"]], on="session_id")
    return {
        SESSION: {row.session_code: _session_label(board, row) for row in records(sessions)},
        INSTITUTION: dict(sorted(zip(institutions["institution_code"], institutions["institution"], strict=True), key=lambda pair: pair[1])),
        THEME: dict(zip(themes["theme_code"], themes["theme"], strict=True)),
        FOLLOW_UP: {name: name for name in sorted(board.agreements["follow_up"].unique())},
        STANDING: {code.value: label for code, label in texts.STANDING.items()},
        DEADLINE: {code.value: label for code, label in texts.DEADLINE_STATE.items()},
        BUCKET: {code.value: label for code, label in texts.BUCKET.items()},
        LIGHT: {code.value: label for code, label in texts.LIGHT.items()},
    }


def _session_label(board: Board, session: Any) -> str:
    """The title; where committees are looked at together each has its first session of the year, so with the code of its own."""
    return session.title if len(board.committees) < 2 else f"{session.title} · {session.session_code}"


LABELS = {
    SESSION: "Sesión",
    INSTITUTION: "Institución",
    THEME: "Tema",
    FOLLOW_UP: "Responsable de seguimiento",
    STANDING: "Estado",
    DEADLINE: "Plazo",
    BUCKET: "Respecto de la próxima sesión",
    LIGHT: "Semáforo",
    WORDS: "Buscar",
    VIEW: "Ver",
    MOVEMENT: "Movimiento",
    SHEET: "Ficha",
    SECTION: "Catálogo",
    FINDING: "Qué falta",
}


def warn_of_unknown_values(context: PageContext) -> None:
    """Say which filter of the address names nothing here; Streamlit drops it without a word."""
    for name, known in choices(context).items():
        _warn_of_unknown(name, known.values())


def _warn_of_unknown(name: str, known: Iterable[str]) -> None:
    if st.session_state.get(DROPPED):
        return
    unknown = [value for value in st.query_params.get_all(name) if value not in known]
    if unknown:
        listed = ", ".join(f"«{markdown_safe(value)}»" for value in unknown)
        st.warning(
            f"La dirección pide un filtro que no existe: {LABELS[name]} = {listed}. No se tomó en cuenta. "
            "Elija un valor de la lista.",
            icon=":material/filter_alt_off:",
        )


def finding_kind(labels: Mapping[FindingKind, str]) -> FindingKind | None:
    """The kind of thing to mend that the address asks for, by its label; None for all."""
    _warn_of_unknown(FINDING, labels.values())
    return next((kind for kind, label in labels.items() if label == st.query_params.get(FINDING)), None)


def session_filter(context: PageContext) -> Selection:
    """Only the session: for the pages that show everything at once. Absent while there is one session."""
    known = choices(context)[SESSION]
    if len(known) < 2:
        return Selection()
    return Selection(sessions=_sessions(known))


def filter_bar(context: PageContext) -> Selection:
    """All filters, in two rows; returns what they keep."""
    known = choices(context)
    words = st.text_input(
        LABELS[WORDS], key=WORDS, bind="query-params", type="search", placeholder="Palabras del acuerdo, del problema o del código; sin importar tildes"
    )
    with st.grid(6, min_column_width=170):
        sessions = _sessions(known[SESSION])
        institutions, themes, standings, deadlines, lights = [
            tuple(_multiselect(name, known[name])) for name in (INSTITUTION, THEME, STANDING, DEADLINE, LIGHT)
        ]
    buckets = tuple(_multiselect(BUCKET, known[BUCKET])) if _asked(BUCKET) else ()
    return Selection(sessions, institutions, themes, standings, deadlines, buckets, lights, words or "")


def call_filters(context: PageContext) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Themes (codes) and follow-up bodies (acronyms) whose agreements somebody rings for; empty tuples keep all."""
    known = choices(context)
    with st.grid(2, min_column_width=220):
        themes, bodies = [tuple(_multiselect(name, known[name])) for name in (THEME, FOLLOW_UP)]
    return themes, bodies


def _sessions(known: dict[str, str]) -> tuple[str, ...]:
    """The sessions chosen, kept from page to page."""
    st.session_state[KEPT_SESSIONS] = _multiselect(SESSION, known)
    st.session_state[KEPT_LABELS] = [known[code] for code in st.session_state[KEPT_SESSIONS]]
    return tuple(st.session_state[KEPT_SESSIONS])


def _asked(name: str) -> bool:
    """Whether a filter that is seldom used is in the address or in force."""
    return name in st.query_params or bool(st.session_state.get(name))


def _multiselect(name: str, options: dict[str, str]) -> list[str]:
    return st.multiselect(
        LABELS[name], list(options), format_func=lambda code: str(options.get(code, code)), key=name, bind="query-params", placeholder=texts.CHOOSE
    )


def agreements_link(
    *, standings: Iterable[str] = (), deadlines: Iterable[str] = (), buckets: Iterable[str] = (), lights: Iterable[str] = (),
    themes: Iterable[str] = (), institutions: Iterable[str] = (),
) -> Link:  # fmt: skip
    """The address of the agreements that a figure counts; with `institutions`, of the assignments.

    States are codes; `themes` and `institutions` are labels, as the address shows them. The chosen session goes along, for who
    opens the link elsewhere.
    """
    asked = list(institutions)
    given = {
        STANDING: [texts.STANDING[Standing(code)] for code in standings],
        DEADLINE: [texts.DEADLINE_STATE[DeadlineState(code)] for code in deadlines],
        BUCKET: [texts.BUCKET[DeadlineBucket(code)] for code in buckets],
        LIGHT: [texts.LIGHT[Light(code)] for code in lights],
        THEME: list(themes),
        INSTITUTION: asked,
        SESSION: list(st.session_state.get(KEPT_LABELS, [])),
    }
    link: Link = {name: labels for name, labels in given.items() if labels}
    return {**link, VIEW: ASSIGNMENTS_VIEW if asked else AGREEMENTS_VIEW}


def view_switch() -> str:
    """Whether rows are agreements or their assignments."""
    views = [AGREEMENTS_VIEW, ASSIGNMENTS_VIEW]
    _warn_of_unknown(VIEW, views)
    return st.segmented_control(LABELS[VIEW], views, default=AGREEMENTS_VIEW, key=VIEW, bind="query-params", required=True) or AGREEMENTS_VIEW


def catalogue_section(sections: list[str]) -> str:
    """Which catalogue is shown: the first, or the groups for a link that names one of them."""
    _warn_of_unknown(SECTION, sections)
    default = GROUPS_SECTION if GROUP in st.query_params else sections[0]
    shown = st.segmented_control(LABELS[SECTION], sections, default=default, key=SECTION, bind="query-params", required=True, label_visibility="collapsed")
    return shown or default


def sheet(label: str, options: dict[str, str], *, placeholder: str) -> str | None:
    """The code whose sheet is open, None for none. `options`: code to label."""
    _warn_of_unknown(SHEET, options.values())
    if ASKED_SHEET in st.session_state:
        st.session_state[SHEET] = st.session_state.pop(ASKED_SHEET)
    ordered = sorted(options, key=lambda code: options[code])
    return st.selectbox(
        label, ordered, index=None, format_func=lambda code: str(options.get(code, code)), key=SHEET, bind="query-params", placeholder=placeholder
    )


def deadline_chips(states: list[DeadlineState]) -> tuple[str, ...]:
    """Chips of deadline states; returns the chosen codes, none for all. Their words are in the address: no counts in them."""
    chosen = st.pills(
        "Situación del plazo", [state.value for state in states], selection_mode="multi", key=DEADLINE, bind="query-params",
        format_func=lambda code: texts.DEADLINE_STATE[DeadlineState(code)],
    )  # fmt: skip
    return tuple(chosen)


def movement_pills() -> tuple[Movement, ...]:
    """The movements whose rows are asked for, none for all. Drawn always: only then does the address follow what a card sets."""
    _warn_of_unknown(MOVEMENT, MOVEMENT_LABELS.values())
    chosen = st.pills(
        "Mostrar solo", [movement.value for movement in Movement], selection_mode="multi", key=MOVEMENT, bind="query-params",
        format_func=lambda code: MOVEMENT_LABELS[Movement(code)],
    )  # fmt: skip
    return tuple(Movement(code) for code in chosen)


def show_only_movement(code: str) -> None:
    """Ask for the rows of one movement; for the callback of a button."""
    st.session_state[MOVEMENT] = [code]
