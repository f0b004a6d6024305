"""The preview of an import: how many rows of each kind, one line per row with what it would change, and a tick to accept it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import shorten, wrap

import pandas as pd
import streamlit as st

from follow_up.import_plan import ImportPlan, Known, PlanRow, RowKind
from tracker.messages import problem_sentence
from tracker.records import CellProblem, Reading
from ui import import_texts, texts
from ui.escaping import markdown_safe
from ui.importing import Work, can_be_accepted, is_accepted
from ui.sentences import count

ROWS_SHOWN = 300
PROBLEMS_SHOWN = 20  # kinds of problems are few; of one kind only the first are told in full
TELLING = 3
ROWS_NAMED = 12
LINES = range(3, 8)  # a row is as tall as its longest text, within these; the grid wraps no text in a row of fewer
LINE_HEIGHT, ROW_MARGIN = 20, 12
LETTER_WIDTH = 7.3  # of the grid's letters, on average
TEXT_SHOWN = 80
FRAME_HEIGHT = 560
TICK = "Registrar"
# What one looks for comes first: on a laptop the table scrolls sideways.
OPEN_ORDER = (TICK, "Fila", "Qué pasa", "Acuerdo", "Qué cambia", "Por qué", "Institución", "Hoja")
CLOSED_ORDER = ("Fila", "Qué pasa", "Acuerdo", "Por qué", "Qué cambia", "Institución", "Hoja")
PILL = {kind.value: f"{import_texts.KIND_SHAPE[kind]} {label}" for kind, label in import_texts.KIND.items()}
WIDTH = {TICK: 98, "Fila": 46, "Hoja": 100, "Qué pasa": 138, "Acuerdo": 160, "Institución": 120, "Qué cambia": 340, "Por qué": 340}
READ = {name: WIDTH[name] for name in ("Acuerdo", "Qué cambia", "Por qué")}
COLUMNS = {
    TICK: st.column_config.CheckboxColumn(TICK, width=WIDTH[TICK], help="Lo que no se marca queda fuera", pinned=True),
    "Fila": st.column_config.NumberColumn("Fila", width=WIDTH["Fila"], help="El número de fila en su archivo", pinned=True),
    "Hoja": st.column_config.TextColumn("Hoja", width=WIDTH["Hoja"]),
    "Qué pasa": st.column_config.MultiselectColumn(
        "Qué pasa", options=list(PILL.values()), color=[import_texts.KIND_COLOUR[kind][0] for kind in RowKind], width=WIDTH["Qué pasa"]
    ),
    "Acuerdo": st.column_config.TextColumn("Acuerdo", width=WIDTH["Acuerdo"]),
    "Institución": st.column_config.TextColumn("Institución", width=WIDTH["Institución"]),
    "Qué cambia": st.column_config.TextColumn("Qué cambia (antes → después)", width=WIDTH["Qué cambia"]),
    "Por qué": st.column_config.TextColumn("Por qué", width=WIDTH["Por qué"]),
}


def figures(proposed: ImportPlan) -> None:
    """How many rows of each kind, and how many agreements of the same sessions the file does not name."""
    counts = Counter(row.kind for row in proposed.rows)
    with st.grid(6, min_column_width=110, gap="small"):
        for kind in RowKind:
            with st.container(height="stretch", gap="xxsmall"):
                st.metric(f"{import_texts.KIND_SHAPE[kind]} {import_texts.KIND_FIGURE[kind]}", f"{counts[kind]:,}")
                st.caption(import_texts.KIND_NOTE[kind])
        with st.container(height="stretch", gap="xxsmall"):
            st.metric("Ausentes", f"{len(proposed.absent):,}")
            st.caption("no se tocan")


def rows(work: Work, proposed: ImportPlan, known: Known) -> None:
    """The rows of the chosen kinds: those that can be recorded with their tick, then those that cannot, with what they lack."""
    chosen = st.pills(
        "Ver las filas", list(RowKind), selection_mode="multi", default=[kind for kind in RowKind if kind != RowKind.SAME], format_func=lambda kind: PILL[kind],
        key=f"{work.key}-kinds", persist_state="session",
    )  # fmt: skip
    shown = [row for row in proposed.rows if row.kind in chosen]
    open_rows = [row for row in shown if can_be_accepted(row)]
    closed = [row for row in shown if not can_be_accepted(row)]
    if open_rows:
        _tell_doubts(open_rows)
        _tickable(work, open_rows, proposed, known, view=tuple(sorted(chosen)))
    if closed:
        if open_rows:
            st.markdown(f"**{count(len(closed), 'fila que no se registra', 'filas que no se registran')}**")
        _dataframe(work, closed, proposed, known)


def _tell_doubts(shown: Sequence[PlanRow]) -> None:
    """Why rows that could be recorded wait for a person, above the table: there the reason may be off the screen."""
    reasons: dict[str, list[str]] = {}
    for row in shown:
        if row.doubts:
            reasons.setdefault(import_texts.why(row), []).append(str(row.entry.place.row))
    for reason, numbers in reasons.items():
        more = f" y {len(numbers) - ROWS_NAMED} más" if len(numbers) > ROWS_NAMED else ""
        st.markdown(f":material/help: **{'Fila' if len(numbers) == 1 else 'Filas'} {', '.join(numbers[:ROWS_NAMED])}{more}:** {reason}")


def _tickable(work: Work, shown: list[PlanRow], proposed: ImportPlan, known: Known, *, view: tuple[str, ...]) -> None:
    """The editor of ticks. It starts from the ticks of the moment it was opened; every edit is laid over them."""
    with st.container(horizontal=True):
        if st.button("Marcar todas", key=f"{work.key}-all", icon=":material/select_check_box:"):
            _tick_all(work, shown, ticked=True)
        if st.button("Desmarcar todas", key=f"{work.key}-none", icon=":material/check_box_outline_blank:"):
            _tick_all(work, shown, ticked=False)
    first = shown[:ROWS_SHOWN]
    key = _editor_key(work, proposed, view)
    cells = _cells(first, proposed, known)
    cells.insert(0, TICK, [work.opened_with.get(row.entry.place, is_accepted(work, row)) for row in first])
    edited = st.data_editor(
        cells, key=key, hide_index=True, column_config={name: COLUMNS[name] for name in cells.columns}, disabled=list(cells.columns[1:]), column_order=[name for name in OPEN_ORDER if name in cells.columns],
        row_height=row_height(cells, READ), height=frame_height(cells, READ), placeholder=texts.NOTHING, alt="Filas del archivo que se pueden registrar, con su marca",
    )  # fmt: skip
    for row, ticked in zip(first, edited[TICK], strict=True):
        if bool(ticked) != is_accepted(work, row):
            work.ticks[row.entry.place] = bool(ticked)
    _tell_rest(len(first), len(shown), " Las demás conservan su marca; «Marcar todas» y «Desmarcar todas» valen también para ellas.")


def _editor_key(work: Work, proposed: ImportPlan, view: tuple[str, ...]) -> str:
    """A key that changes with what is shown, so that old edits never fall on other rows."""
    shown = (proposed.version, work.planned, view)
    if work.opened_for != shown or f"{work.key}-rows-{work.turn}" not in st.session_state:
        work.opened_for, work.turn = shown, work.turn + 1
        work.opened_with = {row.entry.place: is_accepted(work, row) for row in proposed.rows}
    return f"{work.key}-rows-{work.turn}"


def _tick_all(work: Work, shown: Sequence[PlanRow], *, ticked: bool) -> None:
    work.ticks |= {row.entry.place: ticked for row in shown}
    work.opened_for = None


def _dataframe(work: Work, shown: list[PlanRow], proposed: ImportPlan, known: Known) -> None:
    cells = _cells(shown[:ROWS_SHOWN], proposed, known)
    st.dataframe(
        cells, key=f"{work.key}-closed", hide_index=True, column_config={name: COLUMNS[name] for name in cells.columns}, row_height=row_height(cells, READ),
        column_order=[name for name in CLOSED_ORDER if name in cells.columns], height=frame_height(cells, READ), placeholder=texts.NOTHING, alt="Filas del archivo que no se registran, y por qué",
    )  # fmt: skip
    _tell_rest(min(len(shown), ROWS_SHOWN), len(shown), " El informe del resultado las tendrá todas.")


def row_height(cells: pd.DataFrame, widths: Mapping[str, int]) -> int:
    """Tall enough for the longest text of these rows: the grid has one height for all, and cuts what does not fit.

    `widths`: of the columns whose text is to be read whole, in pixels.
    """
    longest = max((_lines(told, width) for name, width in widths.items() for told in cells[name].dropna()), default=1)
    return ROW_MARGIN + LINE_HEIGHT * min(max(longest, LINES.start), LINES.stop - 1)


def _lines(told: str, width: int) -> int:
    return len(wrap(told, int((width - 16) / LETTER_WIDTH)))


def frame_height(cells: pd.DataFrame, widths: Mapping[str, int]) -> int:
    """The height of a table of such rows, its heading included; what is more scrolls."""
    return min(FRAME_HEIGHT, 40 + len(cells) * row_height(cells, widths))


def _tell_rest(shown: int, total: int, rest: str) -> None:
    if total > shown:
        st.caption(f"Se muestran {shown} de {total:,}.{rest}")


def _cells(shown: Sequence[PlanRow], proposed: ImportPlan, known: Known) -> pd.DataFrame:
    """One line per row: where it is in the file, what it speaks of, what it changes and why it waits."""
    cells = pd.DataFrame(
        {
            "Fila": [row.entry.place.row for row in shown],
            "Hoja": [row.entry.place.sheet for row in shown],
            "Qué pasa": [[PILL[row.kind]] for row in shown],
            "Acuerdo": [_agreement(row, known) for row in shown],
            "Institución": [_institutions(row) for row in shown],
            "Qué cambia": [import_texts.changes(row) for row in shown],
            "Por qué": [import_texts.why(row) for row in shown],
        }
    )
    sheets = {row.entry.place.sheet for row in proposed.rows}
    return cells if len(sheets) > 1 else cells.drop(columns="Hoja")


def _agreement(row: PlanRow, known: Known) -> str:
    """The agreement that the row is of; in doubt, what the row itself says."""
    if row.agreement_id is not None:
        held = known.agreements[row.agreement_id]
        return shorten(f"{held.code} {held.text}", TEXT_SHOWN, placeholder=" …")
    return shorten(f"{row.entry.code or ''} {row.entry.text or ''}", TEXT_SHOWN, placeholder=" …")


def _institutions(row: PlanRow) -> str:
    """Who the row speaks for: those that it reports on, else those that it names."""
    reports = row.acts.reports if row.acts else ()
    speaking = [(report.member or report.party).name for report in reports]
    return ", ".join(speaking or [party.name for party in row.entry.implementers or ()])


def problems(reading: Reading) -> None:
    """The problems of cells, by kind: the first in full, with what to do and an example; of the rest, the cells."""
    if not reading.problems:
        return
    kinds: dict[str, list[CellProblem]] = {}
    for problem in reading.problems:
        kinds.setdefault(problem.code, []).append(problem)
    with st.expander(f"Problemas en celdas ({len(reading.problems):,})", icon=":material/error:", expanded=len(reading.problems) <= PROBLEMS_SHOWN):
        for same in kinds.values():
            st.markdown("\n".join(f"- {markdown_safe(problem_sentence(problem))}" for problem in same[:TELLING]))
            if len(same) > TELLING:
                others = ", ".join(problem.cell for problem in same[TELLING : TELLING + PROBLEMS_SHOWN])
                left = len(same) - TELLING - PROBLEMS_SHOWN
                st.caption(f"Lo mismo en {markdown_safe(others)}{f' y {left:,} celdas más' if left > 0 else ''}.")


def absent(proposed: ImportPlan, known: Known) -> None:
    """The agreements that the file does not name: left alone, and told."""
    if not proposed.absent:
        return
    told = count(len(proposed.absent), "acuerdo de esas sesiones no está", "acuerdos de esas sesiones no están")
    with st.expander(f"{told} en el archivo: no se tocan", icon=":material/visibility_off:"):
        held = [known.agreements[agreement_id] for agreement_id in proposed.absent[:ROWS_SHOWN]]
        st.dataframe(
            pd.DataFrame({"Código": [one.code for one in held], "Acuerdo": [one.text for one in held]}), hide_index=True,
            key="excel-absent", alt="Acuerdos que el archivo no nombra",
        )  # fmt: skip

