"""«Qué se entendió»: each table of the file with its columns, which can be corrected, its first rows, and what was left out."""

from collections.abc import Callable, Iterable
from itertools import islice

import pandas as pd
import streamlit as st

from follow_up.vocabulary import SessionKind
from tracker.messages import field_label, note_sentence, question_sentence
from tracker.records import Answers, Field, Question, QuestionCode, Reading, Record, Table, TitleFacts
from ui import import_texts, panels, texts
from ui.escaping import markdown_safe
from ui.importing import Work, answer
from ui.sentences import count, day

FIRST_ROWS = 5
NO_FIELD = ""  # what a selectbox holds for a column that is none of the fields
SCALES = {"points": "De 0 a 100: 1 es 1 % y 50 es la mitad", "fraction": "De 0 a 1: 1 es 100 % y 0.5 es la mitad"}
ORDERS = {"day": "Primero el día: 03/04 es 3 de abril", "month": "Primero el mes: 03/04 es 4 de marzo"}

VALUE: dict[Field, Callable[[Record], object]] = {
    Field.NUMBER: lambda record: record.code,
    Field.CODE: lambda record: record.code,
    Field.SESSION: lambda record: record.session,
    Field.SESSION_DATE: lambda record: record.session_date,
    Field.PROBLEM: lambda record: record.problem,
    Field.THEME: lambda record: record.theme,
    Field.AGREEMENT: lambda record: record.text,
    Field.RESPONSIBLE: lambda record: None if record.implementers is None else ", ".join(record.implementers),
    Field.FOLLOW_UP: lambda record: record.follow_up,
    Field.DEADLINE: lambda record: record.deadline or record.deadline_note,
    Field.START_DATE: lambda record: record.start_date,
    Field.STATUS: lambda record: import_texts.status_label(record.status) if record.status else record.status_words,
    Field.PROGRESS: lambda record: None if record.progress is None else f"{record.progress:g} %",
    Field.REPORTED_ON: lambda record: record.reported_on,
    Field.ACTIONS: lambda record: record.actions,
    Field.EVIDENCE: lambda record: record.evidence,
    Field.FULFILLED_ON: lambda record: record.fulfilled_on,
    Field.REMARKS: lambda record: record.remarks,
}


def understood(work: Work, reading: Reading) -> None:
    """The tables, with what can be corrected. An answer that changes the reading ends the run and reads again."""
    panels.subtitle("2. Qué se entendió")
    tables = _chosen_tables(work, reading)
    columns = dict(work.answers.columns)
    for table in reading.tables:
        if table.key in tables or len(reading.tables) == 1:
            corrected = _table(work, reading, table)
            if corrected:
                columns[table.key] = {**columns.get(table.key, {}), **corrected}
    scales, orders = _columns_in_doubt(work, tables)
    hidden = _notes(work, reading)
    answers = Answers(tables, columns, scales, orders, hidden)
    if answers != work.answers:
        answer(work, answers)


def _chosen_tables(work: Work, reading: Reading) -> frozenset[str]:
    """Which tables to take; asked where there are several, and never answered for the person but for our own export."""
    if len(reading.tables) < 2:
        return work.answers.tables
    first = work.answers.tables or (frozenset(table.key for table in reading.tables) if reading.export else frozenset[str]())
    st.markdown(f":material/help: **El archivo tiene {len(reading.tables)} tablas. ¿Cuáles desea cargar?** Cada una se lee por separado; ninguna toma datos de otra.")
    return frozenset(
        table.key
        for table in reading.tables
        if st.checkbox(
            markdown_safe(_where(table)), value=table.key in first, key=f"{work.key}-table-{table.key}", persist_state="session"
        )
    )


def _where(table: Table) -> str:
    return f"Hoja «{table.sheet}», encabezado en la fila {table.header_row}: {count(table.records, 'fila', 'filas')}"


def _table(work: Work, reading: Reading, table: Table) -> dict[int, Field | None]:
    """One table; returns the columns that the person corrected just now."""
    asked = [question for question in work.asked.values() if question.code == QuestionCode.COLUMN_FIELD and question.table == table.key]
    with st.container(border=True, gap="small"):
        recognised = sum(column.field is not None for column in table.columns)
        st.markdown(
            f"**{markdown_safe(_where(table))}** · {recognised} de {count(len(table.columns), 'columna reconocida', 'columnas reconocidas')}"
        )
        said = _title(table.title)
        if said:
            st.caption(f"El título dice: {markdown_safe(said)}.")
        st.dataframe(
            _first_rows(table, islice((record for record in reading.records if record.table == table.key), FIRST_ROWS)), hide_index=True,
            key=f"{work.key}-first-{table.key}", placeholder=texts.NOTHING, alt="Primeras filas de la tabla, como se leyeron",
            column_config={"Fila": st.column_config.NumberColumn("Fila", width=60, pinned=True)},
        )  # fmt: skip
        for question in asked:
            st.markdown(f":material/help: {markdown_safe(question_sentence(question))}")
        with st.expander("Revisar o corregir las columnas", icon=":material/view_column:", expanded=bool(asked)):
            st.caption("Lo que corrija se recuerda para los archivos con los mismos encabezados. Lo que no es ninguna de estas se conserva como información adicional.")
            return _columns(work, table)


def _columns(work: Work, table: Table) -> dict[int, Field | None]:
    corrected: dict[int, Field | None] = {}
    options = [NO_FIELD, *(field.value for field in Field)]
    with st.grid(4, min_column_width=260):
        for column in table.columns:
            held = column.field.value if column.field else NO_FIELD
            chosen = st.selectbox(
                markdown_safe(column.heading or f"Columna {column.index + 1}"), options, index=options.index(held), format_func=_field_name,
                key=f"{work.key}-column-{table.key}-{column.index}", persist_state="session",
            )  # fmt: skip
            if chosen != held:
                corrected[column.index] = Field(chosen) if chosen else None
    return corrected


def _field_name(code: str) -> str:
    return field_label(Field(code)) if code else import_texts.EXTRA


def _title(title: TitleFacts) -> str:
    """What the lines above the table say."""
    number = f"N.º {title.session_number}" if title.session_number else ""
    kind = import_texts.SESSION_KIND[SessionKind(title.session_kind)] if title.session_kind else ""
    parts = [
        title.committee or "",
        " ".join(part for part in ("sesión", kind, number) if part) if kind or number else "",
        f"del {day(title.session_date)}" if title.session_date else "",
        f"corte al {day(title.cut_off)}" if title.cut_off else "",
        title.institution or "",
    ]
    return ", ".join(part for part in parts if part)


def _first_rows(table: Table, records: Iterable[Record]) -> pd.DataFrame:
    """The first rows under the user's own headings and row numbers, as they were read."""
    shown = list(records)
    cells: dict[str, list[object]] = {"Fila": [record.row for record in shown]}
    for column in table.columns:
        heading = column.heading or f"Columna {column.index + 1}"
        name = heading if heading not in cells else f"{heading} ({column.index + 1})"
        cells[name] = [_cell(record, column.field, column.heading) for record in shown]
    return pd.DataFrame(cells)


def _cell(record: Record, field: Field | None, heading: str) -> str | None:
    value = record.extra.get(heading) if field is None else VALUE[field](record)
    if value is None:
        return None
    return day(value) if hasattr(value, "isoformat") else str(value)


def _columns_in_doubt(work: Work, tables: frozenset[str]) -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], str]]:
    """The scale of percentages and the order of dates, asked only where the column proves neither."""
    scales, orders = dict(work.answers.scales), dict(work.answers.orders)
    for question in work.asked.values():
        if tables and question.table not in tables:
            continue
        if question.code == QuestionCode.PERCENT_SCALE:
            _ask(work, question, SCALES, scales)
        elif question.code == QuestionCode.DATE_ORDER:
            _ask(work, question, ORDERS, orders)
    return scales, orders


def _ask(work: Work, question: Question, options: dict[str, str], answers: dict[tuple[str, int], str]) -> None:
    place = question.table, question.column or 0
    st.markdown(f":material/help: {markdown_safe(question_sentence(question))}")
    chosen = st.radio(
        markdown_safe(question.heading), list(question.options), index=None, format_func=lambda code: options.get(code, code), horizontal=True,
        key=f"{work.key}-{question.code}-{question.table}-{question.column}", label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    if chosen:
        answers[place] = chosen


def _notes(work: Work, reading: Reading) -> bool:
    """What was left out or decided without asking; returns whether hidden sheets are to be read too."""
    hidden = work.answers.hidden_sheets
    if not reading.notes and not hidden:
        return hidden
    with st.expander(f"Lo que se dejó fuera o se interpretó ({len(reading.notes)})", icon=":material/info:"):
        st.markdown("\n".join(f"- {markdown_safe(note_sentence(note))}" for note in reading.notes))
        if hidden or any(note.code == "hidden_sheet" for note in reading.notes):
            return st.checkbox("Leer también las hojas ocultas", key=f"{work.key}-hidden", persist_state="session")
    return hidden
