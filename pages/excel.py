"""Excel: trackers come in, previewed row by row and recorded only when confirmed; matrices and templates go out."""

import streamlit as st

from ui import (
    committee_control,
    confirming,
    cut_control,
    downloads,
    filters,
    import_texts,
    importing,
    panels,
    preview,
    questions,
    texts,
    understood,
    uploads,
)
from ui.escaping import markdown_safe
from ui.frame import open_page

context = open_page()
panels.head(context, texts.EXCEL)
filters.warn_of_unknown_values(context)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    shown = st.segmented_control(
        "Qué desea hacer", import_texts.PARTS, default=import_texts.LOAD, key="parte", bind="query-params", required=True, label_visibility="collapsed"
    )
    st.page_link(confirming.BATCHES_PAGE, label="Ver o deshacer cargas anteriores", icon=":material/history:")
if shown == import_texts.GET:
    downloads.downloads(context)
    st.stop()
if context.is_past:
    cut_control.show_only("cargar un archivo, que se compara con el estado actual")
    st.stop()

with st.container(border=True):
    work = uploads.chosen_file()
    states = st.container()
    if work is not None:
        context = committee_control.of_file(context)
if work is None:
    st.stop()
bar = st.empty() if work.reading else st.progress(0.2, text=f"Leyendo {markdown_safe(work.label)}…")
importing.read(work, context)
bar.empty()
with states:
    uploads.tell_states()
if uploads.refused(work) or work.reading is None:
    st.stop()
reading = work.reading
if work.outcome is not None:
    confirming.outcome(work, context, reading, work.outcome)
    st.stop()

with st.container(border=True):
    understood.understood(work, reading)
if len(reading.tables) > 1 and not work.answers.tables:
    st.info(import_texts.CHOOSE_TABLES, icon=":material/arrow_upward:")
    st.stop()
bar = st.empty() if work.plan else st.progress(0.6, text="Comparando cada fila con lo registrado…")
facts = importing.gather(work, context, reading)
with st.container(border=True):
    panels.subtitle("3. Datos y preguntas")
    still = st.container()
    speaks, reported_on = questions.settings(work, context, reading)
    decisions = questions.decided(work, context, facts, speaks=speaks, reported_on=reported_on)
    proposed = importing.plan(work, context, reading, facts, decisions)
    choices = questions.asked_by_plan(work, proposed, facts.known, decisions.choices)
    if choices != decisions.choices:
        importing.choose(work, choices)
    number = questions.unanswered(work, facts, decisions)
    if number:
        still.warning(import_texts.unanswered(number), icon=":material/help:")
bar.empty()

with st.container(border=True):
    panels.subtitle("4. Vista previa: todavía no se ha guardado nada")
    if work.outdated:
        st.warning(import_texts.OUTDATED, icon=":material/sync:")
    uploads.tell_same_file(work, context, is_empty=proposed.is_empty)
    preview.figures(proposed)
    preview.rows(work, proposed, facts.known)
    preview.problems(reading)
    preview.absent(proposed, facts.known)
if not proposed.is_empty:
    with st.container(border=True):
        confirming.confirm(work, context, reading, proposed)
