"""The parts of the page of the president that are not charts, and the sheet as a file."""

import pandas as pd
import streamlit as st

from reports.presidency_pdf import presidency_pdf
from reports.presidency_sheet import Decisions, Institutions, Promises, Sheet, Tally
from reports.slides import Chip, Figure
from ui import panels, texts
from ui import presidency_texts as words
from ui.clock import now
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE
from ui.frame import PageContext
from ui.history_panels import mark
from ui.history_texts import chain_head
from ui.movement_texts import NO_CHANGE
from ui.sentences import moment


def download(context: PageContext, sheet: Sheet) -> None:
    """The sheet on A4, made when its button is pressed."""
    st.download_button(
        "Descargar A4 (PDF)", lambda: presidency_pdf(sheet, made=f"Generado el {moment(now())} · {_proof(context)}"),
        file_name=f"presidencia {context.cut.on.isoformat()}.pdf", mime="application/pdf", key="presidency-pdf",
        icon=":material/picture_as_pdf:", on_click="ignore",
    )  # fmt: skip


def _proof(context: PageContext) -> str:
    """The head of the log that the sheet was made from, so that it can be told later whether the log was altered."""
    head = mark(context)
    return chain_head(head.version, head.hash)


def moved(figure: Figure, since: str) -> str:
    """The change of a figure with its day; nothing where there was no session before."""
    if not figure.change:
        return ""
    return f":small[{figure.change}]" if figure.change == NO_CHANGE else f":small[**{figure.change}** {since}]"


def decisions(block: Decisions) -> None:
    """What requires a decision; each row leads to its agreement."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        panels.subtitle(block.title)
        for row in block.rows:
            why = _chip(Chip(row.light.shape, f"{row.light.words}: {row.reason}", row.light.colour))
            with st.container(gap=None):
                with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
                    _agreement_link(row.ref, f"**{markdown_safe(row.ref)}**")
                    st.markdown(f":small[{why}]", width="content")
                st.markdown(f":small[{markdown_safe(row.text)}  \n**{markdown_safe(row.ask)}** · {row.by}]")
        st.caption(markdown_safe(block.note))


def promises(block: Promises) -> None:
    """What was due since the last session and what became of it; each row leads to its agreement."""
    with st.container(border=True, gap="xsmall"):
        panels.subtitle(block.title)
        some, none_of = [tally for tally in block.counts if tally.number], [tally for tally in block.counts if not tally.number]
        counts = [_chip(Chip(tally.chip.shape, _counted(tally), tally.chip.colour)) for tally in some]
        zeros = " · ".join(map(_counted, none_of))
        if counts:
            st.markdown(f":small[{' '.join([*counts, zeros])}]")
        with st.container(gap=None):
            for row in block.rows:
                with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
                    _agreement_link(row.ref, f"{row.outcome.shape} **{markdown_safe(row.ref)}**")
                    st.markdown(f":small[{row.when}]", width="content")
        st.caption(markdown_safe(". ".join(part for part in (block.rest, block.note) if part)))


def rule(sheet: Sheet) -> None:
    """The rule of the traffic light, in words."""
    with st.container(border=True, gap="xsmall"):
        panels.subtitle(words.RULE)
        with st.grid(2, min_column_width=360):
            for line in sheet.rule:
                colour, told = line.words.split(": ", 1)
                st.markdown(f"{_chip(Chip(line.shape, colour, line.colour))} {told}")
        st.caption(sheet.rule_note)


def as_table(sheet: Sheet) -> None:
    """The same without a chart, and the promises with their institutions."""
    with st.expander(words.SAME_AS_TABLE, icon=":material/table:"):
        st.dataframe(_institutions(sheet.institutions), hide_index=True, key="presidency-table", alt=sheet.institutions.title)
        with st.grid(2, min_column_width=360):
            deadlines = [(f"{row.chip.shape} {row.chip.words}", row.number) for row in sheet.deadlines.rows]
            _table(deadlines, ("Situación", "Acuerdos"), key="presidency-deadlines-table", alt=sheet.deadlines.title)
            promises = [(f"{row.outcome.shape} {row.outcome.words}", row.ref, row.when, row.institutions) for row in sheet.promises.rows]
            _table(promises, ("Resultado", "Acuerdo", "Plazo prometido", "Instituciones"), key="presidency-promises-table", alt=sheet.promises.title)


def _table(rows: list[tuple], heads: tuple[str, ...], *, key: str, alt: str) -> None:
    st.dataframe(pd.DataFrame(rows, columns=pd.Index(heads)), hide_index=True, key=key, alt=alt, placeholder=texts.NOTHING)


def _institutions(block: Institutions) -> pd.DataFrame:
    heads = ["Institución", "Vencidas", *(f"{chip.shape} {chip.words}" for chip in block.categories), "Asignaciones", "Último reporte"]
    rows = [(row.bar.name, row.bar.late, *row.bar.counts, sum(row.bar.counts), row.last) for row in block.rows]
    return pd.DataFrame(rows, columns=pd.Index(heads))


def _counted(tally: Tally) -> str:
    return f"{tally.chip.words}: {tally.number}".replace(" ", "\u00a0")


def _agreement_link(ref: str, label: str) -> None:
    st.page_link(AGREEMENT_PAGE, label=label, query_params={"ref": ref}, width="content")


def _chip(chip: Chip) -> str:
    return panels.chip(f"{chip.shape}\u00a0{markdown_safe(chip.words)}", chip.colour)
