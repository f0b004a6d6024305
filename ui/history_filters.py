"""What the history is asked for: the filters in the address, by the words that a person reads."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import streamlit as st

from data_store.histories import Asked, Offered, Origin
from ui import filters, history_texts, texts
from ui.clock import end_of
from ui.filters import INSTITUTION, THEME, WORDS
from ui.frame import PageContext
from ui.sentences import LIMA

AGREEMENT, WHO, RECORD, FIELD, ORIGIN, SINCE, UNTIL = "acuerdo", "quien", "registro", "dato", "origen", "desde", "hasta"
LABELS = {AGREEMENT: "Acuerdo", WHO: "Quién registró", RECORD: "De qué", FIELD: "Dato", ORIGIN: "Origen", SINCE: "Desde", UNTIL: "Hasta"}
DAY = "DD/MM/YYYY"


def history_filters(context: PageContext, offered: Offered) -> Asked:
    """The filters, those seldom used folded away; returns what they ask for."""
    known, agreements = filters.choices(context), context.board.agreements
    words = st.text_input(
        filters.LABELS[WORDS], key=WORDS, bind="query-params", type="search", placeholder="Palabras de lo que había antes o quedó después; sin importar tildes"
    )
    refs = dict(zip(agreements["ref"], agreements["ref"], strict=True))
    with st.grid(5, min_column_width=140):
        agreement = st.selectbox(LABELS[AGREEMENT], list(refs), index=None, key=AGREEMENT, bind="query-params", placeholder=texts.CHOOSE)
        institutions = _many(INSTITUTION, filters.LABELS[INSTITUTION], known[INSTITUTION])
        who = _many(WHO, LABELS[WHO], {post: post for post in offered.who})
        entities = _many(RECORD, LABELS[RECORD], {code: history_texts.RECORD.get(code, code) for code in offered.entities})
        origins = _many(ORIGIN, LABELS[ORIGIN], {origin.value: label for origin, label in history_texts.ORIGIN.items()})
    with st.expander("Más filtros: sesión, tema, dato, fechas", expanded=_is_asked(), icon=":material/tune:"), st.grid(5, min_column_width=140):
        sessions = filters.session_filter(context).sessions
        themes = _many(THEME, filters.LABELS[THEME], known[THEME])
        fields = _many(FIELD, LABELS[FIELD], {code: history_texts.field_name(code) for code in offered.fields})
        since, until = _day(SINCE), _day(UNTIL)
    return Asked(
        agreement=agreement or "", institutions=institutions, themes=themes, sessions=sessions, who=who, entities=entities, fields=fields,
        origins=tuple(Origin(code) for code in origins), since=datetime.combine(since, time.min, LIMA) if since else None,
        until=end_of(until) if until else None, words=words or "",
    )  # fmt: skip


def _is_asked() -> bool:
    """Whether a filter that is seldom used is in the address or in force."""
    return any(name in st.query_params or st.session_state.get(name) for name in (filters.SESSION, THEME, FIELD, SINCE, UNTIL))


def _many(name: str, label: str, options: Mapping[str, str]) -> tuple[str, ...]:
    chosen: list[Any] = st.multiselect(
        label, list(options), format_func=lambda code: str(options.get(code, code)), key=name, bind="query-params", placeholder=texts.CHOOSE
    )
    return tuple(chosen)


def _day(name: str) -> date | None:
    return st.date_input(LABELS[name], value=None, key=name, bind="query-params", format=DAY)
