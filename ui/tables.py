"""Tables: the columns of each, and the click that opens an agreement. Text of others goes into cells, never into Markdown."""

from collections.abc import Collection
from textwrap import shorten
from typing import Literal

import pandas as pd
import streamlit as st

from follow_up.rows import records
from follow_up.vocabulary import DeadlineState, Light, Standing, Status
from ui import palette, texts
from ui.committee_texts import committee_codes
from ui.filters import ACT, AGREEMENT_PAGE
from ui.movement_texts import detail
from ui.sentences import deadline, extensions, reason, silent_for

Height = int | Literal["content"]
ROWS_SHOWN = 300
REPORTS_SHOWN = 12
FRAME_ROWS = 12
LINE = 35  # the height of a row of one line
TEXT_SHOWN = 150  # what three lines of the column hold; the agreement's page has it whole
TALL_ROW = 70  # three lines of text: the grid wraps only above four times the letter
DAY = "DD/MM/YYYY"
# Shape and word in one pill, so that a state never depends on its colour.
STANDING_PILL = {code.value: f"{texts.STANDING_SHAPE[code]} {label}" for code, label in texts.STANDING.items()}
DEADLINE_PILL = {code.value: f"{texts.DEADLINE_SHAPE[code]} {label}" for code, label in texts.DEADLINE_STATE.items()}
LIGHT_PILL = {code.value: f"{texts.LIGHT_SHAPE[code]} {label}" for code, label in texts.LIGHT.items()}


def _pill(label: str, pills: dict[str, str], fills: list[str], *, width: int) -> object:
    """A column of coloured pills: its cells are lists of one label."""
    return st.column_config.MultiselectColumn(label, options=list(pills.values()), color=fills, width=width)


COLUMNS = {
    "Semáforo": _pill("Semáforo", LIGHT_PILL, [palette.LIGHT[code][0] for code in Light], width=100),
    "Código": st.column_config.TextColumn("Código", width=70),
    "Acuerdo": st.column_config.TextColumn("Acuerdo", width=420),
    "Institución": st.column_config.TextColumn("Institución", width=150),
    "Instituciones": st.column_config.TextColumn("Instituciones", width=200),
    "Tema": st.column_config.TextColumn("Tema", width=180),
    "Estado": _pill("Estado", STANDING_PILL, [palette.STANDING[code][0] for code in Standing], width=200),
    "Avance": st.column_config.ProgressColumn("Avance", min_value=0, max_value=100, format="%d %%", width=110, color="primary"),
    "Plazo": _pill("Plazo", DEADLINE_PILL, [palette.DEADLINE_STATE[code][0] for code in DeadlineState], width=130),
    "Vence": st.column_config.TextColumn("Vence", width=190),
    "Último reporte": st.column_config.DateColumn("Último reporte", format=DAY, width=120),
    "Por qué": st.column_config.TextColumn("Por qué", width=210),
    "Acciones realizadas": st.column_config.TextColumn("Acciones realizadas", width=350),
    "Medio de verificación": st.column_config.TextColumn("Medio de verificación", width="medium"),
    "Informó": st.column_config.TextColumn("Informó", width=190, help="El miembro del grupo, o el grupo por todos"),
    "Fecha": st.column_config.DateColumn("Fecha", format=DAY, width=120),
    "Declarado": st.column_config.TextColumn("Declarado", width=130),
    "Compartido con": st.column_config.TextColumn("Compartido con", width="medium"),
    "El acta dice": st.column_config.TextColumn("El acta dice", width="medium"),
    "Prórrogas": st.column_config.TextColumn("Prórrogas", width="medium"),
    "Prórroga": st.column_config.TextColumn("Prórroga", width=90),
    "De cuándo a cuándo": st.column_config.TextColumn("De cuándo a cuándo", width=220),
    "Decidido el": st.column_config.DateColumn("Decidido el", format=DAY, width=115),
    "Motivo": st.column_config.TextColumn("Motivo", width=400),
    "Cumplen": st.column_config.TextColumn("Cumplen", help="Asignaciones cumplidas de las que tiene el acuerdo", width=90),
    "Sesión": st.column_config.DateColumn("Sesión", format=DAY, width=105),
    "Comité": st.column_config.TextColumn("Comité", width=140),
    "Sección": st.column_config.TextColumn("Sección", width=265),
    "Qué cambió": st.column_config.TextColumn("Qué cambió", width=225),
    "Responsables": st.column_config.TextColumn("Instituciones", width=150),
}  # fmt: skip
AGREEMENT_COLUMNS = ("Semáforo", "Sesión", "Código", "Acuerdo", "Estado", "Avance", "Plazo", "Vence", "Instituciones", "Cumplen", "Último reporte", "Tema")
ASSIGNMENT_COLUMNS = ("Semáforo", "Sesión", "Código", "Institución", "Acuerdo", "Estado", "Avance", "Plazo", "Vence", "Último reporte", "Por qué", "Tema")
SHEET_COLUMNS = ("Semáforo", "Sesión", "Código", "Acuerdo", "Estado", "Avance", "Plazo", "Vence", "Por qué", "Último reporte", "Compartido con")
THEME_COLUMNS = ("Semáforo", "Código", "Acuerdo", "Estado", "Avance", "Plazo", "Vence", "Instituciones", "Cumplen", "Último reporte")
DEADLINE_COLUMNS = ("Plazo", "Vence", "Sesión", "Código", "Acuerdo", "Prórrogas", "Estado", "Instituciones")
WITHOUT_DEADLINE_COLUMNS = ("Semáforo", "Sesión", "Código", "Acuerdo", "El acta dice", "Estado", "Instituciones")
PART_COLUMNS = ("Semáforo", "Institución", "Estado", "Avance", "Último reporte", "Por qué", "Acciones realizadas", "Medio de verificación")
ATTENTION_COLUMNS = ("Semáforo", "Sesión", "Código", "Por qué", "Acuerdo", "Instituciones")


def agreements_table(agreements: pd.DataFrame, *, key: str, columns: tuple[str, ...], act: str = "") -> None:
    """Agreements, one a row; a click on a row opens it, with the fields of `act` (a key of `forms.ACTS`) where one is given."""
    shown = agreements.head(ROWS_SHOWN)
    cells = _agreement_cells(shown)[list(columns)]
    _show_rows(cells, shown["ref"], key=key, height=_height(len(shown)), row_height=TALL_ROW, act=act)
    _tell_rest(shown=len(shown), total=len(agreements))


def choosing_table(agreements: pd.DataFrame, *, key: str, columns: tuple[str, ...], chosen: Collection[int]) -> list[int]:
    """Agreements, one a row, with a box to choose each; returns the ids of those chosen. `chosen` are so at first."""
    shown = agreements.head(ROWS_SHOWN)
    ids = [int(number) for number in shown["agreement_id"]]
    cells = _agreement_cells(shown)[list(columns)]
    event = st.dataframe(
        cells, key=key, hide_index=True, column_config={name: COLUMNS[name] for name in cells.columns}, height=_height(len(shown)), row_height=TALL_ROW,
        on_select="rerun", selection_mode="multi-row", selection_default={"selection": {"rows": [place for place, number in enumerate(ids) if number in chosen]}},
        placeholder=texts.NOTHING, alt="Tabla de acuerdos con una casilla por fila para elegirlos",
    )  # fmt: skip
    _tell_rest(shown=len(shown), total=len(agreements))
    return [ids[place] for place in event.selection.rows if place < len(ids)]


def attention_cells(agreements: pd.DataFrame) -> pd.DataFrame:
    """What the table of those that ask for something shows."""
    return _agreement_cells(agreements)[list(ATTENTION_COLUMNS)]


def attention_table(cells: pd.DataFrame, refs: pd.Series, *, key: str, height: int) -> None:
    """Agreements in one line each, to see many at a glance; a click on a row opens the one named in `refs`."""
    _show_rows(cells, refs, key=key, height=height, row_height=None)


def changes_table(changes: pd.DataFrame, *, key: str, lines: int) -> None:
    """What happened to agreements, one a line, in a frame of at most `lines`; a click on a row opens the agreement.

    `changes`: rows of `follow_up.movements.movements`.
    """
    shown = changes.head(ROWS_SHOWN)
    cells = pd.DataFrame(
        {
            "Sesión": shown["session_on"],
            "Código": shown["code"],
            "Qué cambió": [detail(row) for row in records(shown)],
            "Responsables": shown["institutions"],
            "Acuerdo": shortened(shown["text"]),
        }
    )
    height: Height = "content" if len(shown) <= lines else LINE * (lines + 1)
    _show_rows(cells, shown["ref"], key=key, height=height, row_height=None)
    _tell_rest(shown=len(shown), total=len(changes))


def assignments_table(assignments: pd.DataFrame, agreements: pd.DataFrame, *, key: str, columns: tuple[str, ...]) -> None:
    """Assignments, one a row, each with its institution's own state; a click on a row opens the agreement.

    `agreements` are those of the board: they hold the texts.
    """
    shown = assignments.head(ROWS_SHOWN)
    told = agreements.loc[agreements["agreement_id"].isin(shown["agreement_id"]), ["agreement_id", "text"]]
    cells = _common(shown).assign(
        Acuerdo=shortened(shown["agreement_id"].map(told.set_index("agreement_id")["text"])),
        Institución=shown["institution"],
        **{"Compartido con": shown.get("shared_with"), "Por qué": [reason(row, who=False) for row in records(shown)]},
    )
    _show_rows(cells[list(columns)], shown["ref"], key=key, height=_height(len(shown)), row_height=TALL_ROW)
    _tell_rest(shown=len(shown), total=len(assignments))


def _agreement_cells(agreements: pd.DataFrame) -> pd.DataFrame:
    """Every cell that a table of agreements can show."""
    return _common(agreements).assign(
        Acuerdo=shortened(agreements["text"]),
        Instituciones=agreements["institutions"],
        **{"El acta dice": agreements["deadline_note"].where(agreements["deadline_note"] != "")},
        Cumplen=agreements["done"].astype("str") + " de " + agreements["total"].astype("str"),
        Prórrogas=[
            extensions(number, first) for number, first in zip(agreements["extensions"], agreements["original_deadline"], strict=True)
        ],
        **{"Por qué": [reason(row, who=True) for row in records(agreements)]},
    )


def extensions_table(rows: pd.DataFrame, *, key: str) -> None:
    """Each time that a deadline was put off, with its reason; a click on a row opens the agreement.

    `rows`: `ui.extension_reasons.extension_reasons`.
    """
    cells = pd.DataFrame(
        {"Código": rows["code"], "Prórroga": rows["number"], "De cuándo a cuándo": rows["change"], "Decidido el": rows["decided_on"],
         "Motivo": rows["reason"], "Acuerdo": shortened(rows["text"])}
    )  # fmt: skip
    _show_rows(cells, rows["ref"], key=key, height=_height(len(rows)), row_height=TALL_ROW)


def silence_table(silence: pd.DataFrame, *, key: str, height: Height) -> str | None:
    """Who has not been heard of, the longest silence first; returns the code of the institution whose row was clicked."""
    cells = pd.DataFrame(
        {
            "Institución": silence["institution"],
            "Sin reportar": [silent_for(last, days) for last, days in zip(silence["last_report"], silence["days"], strict=True)],
            "Abiertas": silence["open"],
        }
    )
    columns = {
        "Institución": COLUMNS["Institución"],
        "Sin reportar": st.column_config.TextColumn("Sin reportar", width="medium"),
        "Abiertas": st.column_config.NumberColumn("Abiertas", help="Asignaciones abiertas", width="small"),
    }
    event = st.dataframe(
        cells, key=key, hide_index=True, column_config=columns, height=height,
        on_select="rerun", selection_mode="single-cell", alt="Días sin reporte por institución",
    )  # fmt: skip
    chosen = event.selection.cells
    return str(silence["institution_code"].iloc[chosen[0][0]]) if chosen else None


def reports_table(reports: pd.DataFrame, assignments: pd.DataFrame, *, key: str) -> None:
    """The reports of one institution, newest first, each with the agreement it speaks of; a click opens the agreement.

    `reports`: the columns of `Rows.reports` and speaker, the member of a group or the institution; `assignments`: those of the board
    that the reports belong to.
    """
    rows = reports.merge(assignments[["assignment_id", "code", "ref", "session_on"]], on="assignment_id")
    rows = rows.sort_values(["reported_on", "report_id"], ascending=False).head(REPORTS_SHOWN)
    cells = pd.DataFrame(
        {
            "Fecha": rows["reported_on"],
            "Sesión": rows["session_on"],
            "Código": rows["code"],
            "Declarado": [texts.STATUS[Status(status)] for status in rows["status"]],
            "Avance": rows["progress"],
            "Acciones realizadas": rows["actions"],
            "Medio de verificación": rows["evidence"],
        }
    )
    if rows["speaker"].nunique() > 1:
        cells.insert(3, "Informó", rows["speaker"])
    _show_rows(cells, rows["ref"], key=key, height=_height(len(cells)), row_height=TALL_ROW)


def parts_table(assignments: pd.DataFrame, *, key: str) -> None:
    """The institutions of one agreement, each with its own state and last report."""
    cells = _common(assignments).assign(
        Institución=assignments["institution"],
        **{
            "Por qué": [reason(row, who=False) for row in records(assignments)],
            "Acciones realizadas": assignments["actions"],
            "Medio de verificación": assignments["evidence"],
        },
    )
    st.dataframe(
        cells[list(PART_COLUMNS)], key=key, hide_index=True, column_config={name: COLUMNS[name] for name in PART_COLUMNS},
        row_height=TALL_ROW, placeholder=texts.NOTHING, alt="Estado de cada institución responsable",
    )  # fmt: skip


def shortened(told: pd.Series) -> list[str]:
    """The texts as a cell of three lines shows them."""
    return [shorten(text, TEXT_SHOWN, placeholder=" …") for text in told]


def _common(rows: pd.DataFrame) -> pd.DataFrame:
    """The cells that agreements and assignments share."""
    return pd.DataFrame(
        {
            "Semáforo": [[LIGHT_PILL[code]] for code in rows["light"]],
            "Código": rows["code"],
            "Estado": [[STANDING_PILL[code]] for code in rows["standing"]],
            "Avance": rows["progress"].round(),
            "Plazo": [[DEADLINE_PILL[code]] for code in rows["deadline_state"]],
            "Vence": [
                deadline(kind, due, days, state)
                for kind, due, days, state in zip(rows["deadline_kind"], rows["due"], rows["days"], rows["deadline_state"], strict=True)
            ],
            "Último reporte": rows["reported_on"],
            "Tema": rows["theme"],
            "Sesión": rows["session_on"],
        },
        index=rows.index,
    )


def _height(rows: int) -> Height:
    """All rows where they are few; a frame that scrolls where they are many, because a canvas has a largest size."""
    return "content" if rows <= FRAME_ROWS else FRAME_ROWS * TALL_ROW


def _with_committee(cells: pd.DataFrame, refs: pd.Series) -> pd.DataFrame:
    """Where rows of several committees stand together, the code of each one's, after its number; of the first one nothing."""
    told = committee_codes(refs)
    if "Código" not in cells.columns or len(set(told)) < 2:
        return cells
    cells = cells.copy(deep=False)
    cells.insert(list(cells.columns).index("Código") + 1, "Comité", told)
    return cells


def _show_rows(cells: pd.DataFrame, refs: pd.Series, *, key: str, height: Height, row_height: int | None, act: str = "") -> None:
    """A table whose rows open the agreement named in `refs`."""
    cells = _with_committee(cells, refs)
    event = st.dataframe(
        cells, key=key, hide_index=True, column_config={name: COLUMNS[name] for name in cells.columns},
        height=height, row_height=row_height, on_select="rerun", selection_mode="single-cell",
        placeholder=texts.NOTHING, alt="Tabla de acuerdos; al elegir una fila se abre el acuerdo",
    )  # fmt: skip
    if event.selection.cells:
        opened = {"ref": str(refs.iloc[event.selection.cells[0][0]])}
        st.switch_page(AGREEMENT_PAGE, query_params={**opened, ACT: act} if act else opened)


def _tell_rest(*, shown: int, total: int) -> None:
    if total > shown:
        st.caption(f"Se muestran {shown} de {total:,}. Use los filtros o la búsqueda para ver los demás.")
