"""Groups on screen: who of a group complied and who has not answered, on an agreement, in the group's sheet and in the member's."""

from typing import Any

import pandas as pd
import streamlit as st

from follow_up.board import Board
from follow_up.members import by_need, matrix_of, members_by_need, parts_of
from follow_up.rows import records
from follow_up.vocabulary import OPEN_STANDINGS, DeadlineState, InstitutionKind, Standing
from ui import palette, sentences, tables, texts
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE, GROUP, INSTITUTIONS_PAGE, SHEET, open_sheet
from ui.panels import empty, subtitle
from ui.sentences import count, members_told

CATALOGUES_PAGE = "../pages/catalogues.py"
COLUMNS_SHOWN = 20
LINES = 9  # of the table on an agreement, below which the form is to be seen; the rest by scrolling
TWICE = "El grupo cuenta como una asignación en las cifras del comité; sus miembros se ven aparte y no se suman a ellas."
PART_COLUMNS = ("Miembro", "Estado", "Avance", "Último reporte", "Acciones realizadas", "Medio de verificación")
OWED_COLUMNS = ("Sesión", "Código", "Estado", "Plazo", "Acuerdo", "Vence", "Avance", "Último reporte", "Medio de verificación", "Como miembro de")
MORE = {
    "Miembro": st.column_config.TextColumn("Miembro", width=215, pinned=True),
    "Como miembro de": st.column_config.TextColumn("Como miembro de", width=150),
    "Debe": st.column_config.TextColumn("Debe", width=70, help="Acuerdos del grupo que el miembro tiene abiertos, de los que tiene"),
}


def members_of_agreement(board: Board, assignments: pd.DataFrame) -> None:
    """For each group of an agreement: how many of its members complied, who has not answered, and a row for each."""
    for group in records(assignments[assignments["institution_kind"] == InstitutionKind.GROUP]):
        if not group.members_total:
            st.caption(f"{markdown_safe(group.institution)} se sigue en conjunto: no tiene registrada la lista de sus miembros (Catálogos, pestaña «Grupos»).")
            continue
        with st.container(border=True):
            subtitle(f"{group.institution}, miembro por miembro")
            st.markdown(f"**{markdown_safe(members_told(group))}.**")
            parts = board.parts[board.parts["assignment_id"] == group.assignment_id]
            _part_rows(parts.sort_values(["standing", "member"], key=_most_wanting), key=f"members-{group.assignment_id}")


def _most_wanting(column: pd.Series) -> pd.Series:
    """Standings in the order in which they ask for attention; names as they are."""
    order = {standing.value: place for place, standing in enumerate(Standing)}
    return column.map(order) if column.name == "standing" else column


def _no_list(group: str) -> None:
    st.markdown("Este grupo no tiene registrada la lista de sus miembros: se sigue en conjunto.")
    st.page_link(CATALOGUES_PAGE, label="Registrar sus miembros en Catálogos", icon=":material/groups:", query_params={GROUP: group})


def _part_rows(parts: pd.DataFrame, *, key: str) -> None:
    cells = _cells(parts).assign(Miembro=parts["member"])
    event = st.dataframe(
        cells[list(PART_COLUMNS)], key=key, hide_index=True, column_config=_columns(PART_COLUMNS), height=_height(len(cells), lines=LINES),
        on_select="rerun", selection_mode="single-cell", placeholder=texts.NOTHING, alt="Estado de cada miembro del grupo; al elegir una fila se abre la ficha del miembro",
    )  # fmt: skip
    if event.selection.cells:
        st.switch_page(INSTITUTIONS_PAGE, query_params={SHEET: str(cells["Miembro"].iloc[event.selection.cells[0][0]])})


def _cells(parts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Estado": [[tables.STANDING_PILL[code]] for code in parts["standing"]],
            "Avance": parts["progress"].round(),
            "Último reporte": parts["reported_on"],
            "Acciones realizadas": parts["actions"],
            "Medio de verificación": parts["evidence"],
        },
        index=parts.index,
    )


def _columns(names: tuple[str, ...]) -> dict[str, Any]:
    known: dict[str, Any] = {**tables.COLUMNS, **MORE}
    return {name: known[name] for name in names}


def _height(rows: int, *, lines: int) -> tables.Height:
    return "content" if rows <= lines else (lines + 1) * tables.LINE


def group_sheet(board: Board, assignments: pd.DataFrame) -> None:
    """How each member of a group stands on each of its agreements. `assignments`: those of the group, of the board."""
    group = assignments.iloc[0]
    parts = parts_of(board)
    parts = parts[parts["assignment_id"].isin(assignments["assignment_id"])]
    with st.container(border=True):
        subtitle("Miembro por miembro")
        if parts.empty:
            _no_list(str(group["institution"]))
            return
        needs = members_by_need(parts)
        st.markdown(_group_sentence(str(group["institution_code"]), needs))
        _matrix(parts, needs, key=f"matrix-{group['institution_id']}")
        st.caption(f"{TWICE} Elija un miembro para abrir su ficha, o un estado para abrir el acuerdo.")


def _group_sentence(code: str, needs: pd.DataFrame) -> str:
    """How many members owe nothing, and the names of those that never answered anything."""
    owing = int((needs["open"] > 0).sum())
    never = needs[needs["silent"] == needs["total"]]["member"].tolist()
    noun = texts.MEMBERS.get(code, texts.MEMBER)
    told = f"**{owing} de {count(len(needs), *noun)} {'tiene' if owing == 1 else 'tienen'} algo pendiente.**"
    if not never:
        return f"{told} Todos los miembros respondieron en al menos un acuerdo."
    return f"{told} {len(never)} nunca {'ha' if len(never) == 1 else 'han'} respondido: {markdown_safe(', '.join(never))}."


def _matrix(parts: pd.DataFrame, needs: pd.DataFrame, *, key: str) -> None:
    """Members down, agreements across, each cell a state in word and shape."""
    wide = matrix_of(parts).reindex(needs["member_code"])
    refs = list(wide.columns)[-COLUMNS_SHOWN:]  # the latest: a row that is wider than the screen is read by nobody
    heads = _headings(parts, refs)
    cells = pd.DataFrame({"Miembro": needs["member"], "Debe": [f"{row.open} de {row.total}" for row in records(needs)]})
    for ref in refs:
        cells[heads[ref]] = [[tables.STANDING_PILL[code]] if isinstance(code, str) else [] for code in wide[ref]]
    fills = [palette.STANDING[code][0] for code in Standing]
    states = {head: st.column_config.MultiselectColumn(head, options=list(tables.STANDING_PILL.values()), color=fills, width=205) for head in heads.values()}
    event = st.dataframe(
        cells, key=key, hide_index=True, column_config={**_columns(("Miembro", "Debe")), **states}, height=_height(len(cells), lines=2 * tables.FRAME_ROWS), on_select="rerun",
        selection_mode="single-cell", placeholder=texts.NOTHING, alt="Estado de cada miembro en cada acuerdo del grupo",
    )  # fmt: skip
    if len(wide.columns) > len(refs):
        st.caption(f"Se muestran los {len(refs)} acuerdos más recientes de {len(wide.columns)}.")
    if event.selection.cells:
        row, column = event.selection.cells[0]
        _open(str(needs["member_code"].iloc[row]), {head: ref for ref, head in heads.items()}.get(column))


def _headings(parts: pd.DataFrame, refs: list[str]) -> dict[str, str]:
    """By ref, the code of the agreement; with the day of its session where two sessions have that code."""
    codes = parts.drop_duplicates("ref").set_index("ref").loc[refs]
    twice = codes["code"].duplicated(keep=False)
    return {ref: f"{row.code} · {sentences.day(row.session_on)}" if twice[ref] else row.code for ref, row in zip(refs, records(codes), strict=True)}


def _open(member: str, ref: str | None) -> None:
    if ref is None:
        open_sheet(member)
    st.switch_page(AGREEMENT_PAGE, query_params={"ref": ref})


def members_of(board: Board) -> dict[str, str]:
    """Who has something of a group's agreements on this board: code to acronym."""
    parts = board.parts[board.parts["assignment_id"].isin(board.assignments["assignment_id"])]
    return dict(zip(parts["member_code"], parts["member"], strict=True))


def full_name(board: Board, code: str) -> str:
    """The name of a member in full."""
    return str(board.members.loc[board.members["member_code"] == code, "member_name"].iloc[0])


def member_sheet(board: Board, code: str) -> None:
    """What a body owes as a member of groups, the most pressing first; nothing where it belongs to none."""
    parts = parts_of(board)
    mine = by_need(parts[parts["member_code"] == code])
    if mine.empty:
        return
    with st.container(border=True):
        subtitle("Lo que debe como miembro de un grupo")
        st.markdown(_member_sentence(mine))
        shown = mine.head(tables.ROWS_SHOWN)
        words = board.agreements.set_index("agreement_id")["text"]
        told = {
            "Como miembro de": shown["institution"],
            "Sesión": shown["session_on"],
            "Código": shown["code"],
            "Acuerdo": tables.shortened(shown["agreement_id"].map(words)),
            "Plazo": [[tables.DEADLINE_PILL[state]] for state in shown["deadline_state"]],
            "Vence": [sentences.deadline(row.deadline_kind, row.due, row.days, row.deadline_state) for row in records(shown)],
        }
        cells = _cells(shown).join(pd.DataFrame(told, index=shown.index))
        event = st.dataframe(
            cells[list(OWED_COLUMNS)], key=f"owed-{code}", hide_index=True, column_config=_columns(OWED_COLUMNS), row_height=tables.TALL_ROW, height="content" if len(cells) <= tables.FRAME_ROWS else tables.FRAME_ROWS * tables.TALL_ROW,
            on_select="rerun", selection_mode="single-cell", placeholder=texts.NOTHING, alt="Acuerdos de los grupos a los que pertenece; al elegir una fila se abre el acuerdo",
        )  # fmt: skip
        if event.selection.cells:
            st.switch_page(AGREEMENT_PAGE, query_params={"ref": str(shown["ref"].iloc[event.selection.cells[0][0]])})
        st.caption(TWICE)


def _member_sentence(mine: pd.DataFrame) -> str:
    """How much of it is open, how much of that is overdue, and how much never got an answer."""
    open_ = mine[mine["standing"].isin(OPEN_STANDINGS)]
    groups = ", ".join(dict.fromkeys(mine["institution"]))
    late = int((open_["deadline_state"] == DeadlineState.OVERDUE).sum())
    silent = int((open_["standing"] == Standing.NO_REPORT).sum())
    told = f"**Como miembro de {markdown_safe(groups)} debe {len(open_)} de {count(len(mine), 'acuerdo', 'acuerdos')}**"
    return f"{told}: {count(late, 'vencido', 'vencidos')}, {silent} sin responder."


def reports_of(log: pd.DataFrame, assignments: pd.DataFrame, board: Board) -> pd.DataFrame:
    """The reports on an institution's own assignments and those that it made as a member, with who spoke (`speaker`): it, or a member of it.

    Only those of the assignments that `board` keeps. `log`: the columns of `Rows.reports`; `assignments`: the institution's, of the board.
    """
    institution = assignments.iloc[0]
    shown = log[log["assignment_id"].isin(board.assignments["assignment_id"])]
    mine = shown[shown["assignment_id"].isin(assignments["assignment_id"]) | (shown["member_id"] == institution["institution_id"])]
    members = board.members.drop_duplicates("member_id").set_index("member_id")["member"]
    return mine.assign(speaker=mine["member_id"].map(members).astype("object").fillna(institution["institution"]))


def belongs_to_nothing(name: str) -> None:
    """What the sheet says of a body without assignments of its own."""
    empty(f"{markdown_safe(name)} no es responsable directa de ningún acuerdo; responde como miembro de un grupo.", icon=":material/info:")
