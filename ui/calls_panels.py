"""The parts of *Llamadas de hoy*: the files, one card per institution, and the line that records a contact."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store.changing import change
from data_store.contacts import log_contact
from data_store.database import Writer
from follow_up.contacts import ContactDraft
from follow_up.escalation import debts_of, step_made
from follow_up.rows import records
from follow_up.vocabulary import CallTurn, ContactKind, EscalationStep
from reports.calls_pdf import calls_pdf
from reports.calls_sheet import CallRow, CallsSheet
from reports.slides import Chip
from tracker.writing.calls_book import write_calls_book
from ui import calls_texts as words
from ui import panels, saving, undo_at_once
from ui.calls import CallsView, calls_book, of_turn
from ui.clock import now
from ui.downloads import XLSX
from ui.due_fields import DAY
from ui.escaping import markdown_safe
from ui.filters import AGREEMENT_PAGE
from ui.frame import PageContext
from ui.sentences import count, moment

SCREEN = "llamadas"  # what the history calls the place where a contact was recorded
ASKED = "call_form"  # the institution whose form was pressed last: why it was refused is told there and nowhere else
CARDS_SHOWN, OWED_SHOWN = 20, 5
EVERYONE = "calls_everyone"  # whether more cards than `CARDS_SHOWN` were asked for
NOTE_WIDTH = 540  # pixels: with the other fields one line of a projector, and the second of two on a laptop
WHOLE = 0  # in place of an agreement: all that the institution owes


def files(context: PageContext, sheet: CallsSheet) -> None:
    """The list on A4 and as a workbook, made when their buttons are pressed."""
    name = f"llamadas {context.cut.on.isoformat()}"
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.download_button(
            "Imprimir (PDF)", lambda: calls_pdf(sheet, made=f"Generado el {moment(now())}"), file_name=f"{name}.pdf", mime="application/pdf",
            key="calls-pdf", icon=":material/print:", on_click="ignore", help="Una ficha por institución, con líneas para anotar a mano lo que responde.",
        )  # fmt: skip
        st.download_button(
            "Excel", lambda: write_calls_book(calls_book(context, sheet)), file_name=f"{name}.xlsx", mime=XLSX, key="calls-xlsx",
            icon=":material/download:", on_click="ignore",
        )  # fmt: skip


def today(context: PageContext, view: CallsView, *, by: str) -> None:
    """Whom to ring, each with the line that records what was said."""
    rows = list(zip(view.sheet.today, records(of_turn(view.calls, CallTurn.TODAY)), strict=True))
    shown = rows if st.session_state.get(EVERYONE) else rows[:CARDS_SHOWN]
    for place, (card, row) in enumerate(shown, 1):
        with st.container(border=True, gap="xsmall"):
            _card(card, place)
            if not context.is_past:
                _log_line(context, row, view.found, kind=words.USUAL_KIND[EscalationStep(row.step)], by=by)
    if len(shown) < len(rows) and st.button(f"Mostrar las {len(rows) - len(shown)} que faltan", key="calls-more", icon=":material/expand_more:"):
        st.session_state[EVERYONE] = True
        st.rerun()


def waiting(context: PageContext, view: CallsView, *, by: str) -> None:
    """Who still has time to answer; what comes back is recorded from here."""
    rows = list(zip(view.sheet.waiting, records(of_turn(view.calls, CallTurn.WAITING)), strict=True))
    panels.subtitle(f"{words.WAITING}: {len(rows)}")
    if not rows:
        st.markdown("A nadie se le está esperando respuesta.")
    for card, row in rows:
        with st.container(border=True, gap="xsmall"):
            _card(card, None)
            st.markdown(f":material/hourglass_top: {markdown_safe(card.wait)}")
            if not context.is_past:
                with st.popover("Registrar respuesta u otro contacto", icon=":material/edit_note:"):
                    _log_line(context, row, view.found, kind=ContactKind.ANSWER, by=by)


def others(context: PageContext, view: CallsView, *, by: str) -> None:
    """Who is not rung and why; a contact with any of them can be recorded all the same."""
    for told in view.sheet.rest:
        st.markdown(markdown_safe(told))
    rest = {row.institution_id: row for row in records(view.calls) if row.turn in {CallTurn.OWN, CallTurn.NOTHING}}
    if context.is_past or not rest:
        return
    with st.expander("Registrar un contacto con una de ellas", icon=":material/edit_note:"):
        chosen = st.selectbox(
            "Institución", sorted(rest, key=lambda number: rest[number].institution), index=None, format_func=lambda number: rest[number].institution,
            key="calls-other", placeholder="Elija la institución", persist_state="session",
        )  # fmt: skip
        if chosen is not None:
            _log_line(context, rest[chosen], view.found, kind=ContactKind.ANSWER, by=by)


def rule(sheet: CallsSheet) -> None:
    """The written rule."""
    with st.container(border=True, gap="xsmall"):
        panels.subtitle("Cómo se decide")
        for line in sheet.rule:
            st.markdown(f":small[{markdown_safe(line)}]")
        st.caption("Los días se cambian en Catálogos, pestaña «Ventanas».")


def _card(card: CallRow, place: int | None) -> None:
    """Who, what it owes, what was said the last time and what comes next."""
    number = "" if place is None else f"{place}. "
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"#### {number}{markdown_safe(card.institution)}", width="content")
        st.markdown(f"{_chip(card.worst)} {_chip(card.step)}", width="content")
    owed = count(len(card.owed), "acuerdo", "acuerdos")
    st.caption(f"{markdown_safe(card.name)} · Pregunte por: **{markdown_safe(card.post)}** · Se le pide: **{owed}**")
    owes, said = st.columns([2, 1])
    with owes, st.container(gap=None):
        for one in card.owed[:OWED_SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
                st.page_link(AGREEMENT_PAGE, label=f"**{markdown_safe(one.ref)}**", query_params={"ref": one.ref}, width="content")
                st.markdown(f":small[{markdown_safe(one.what)}]", width="content")
        if len(card.owed) > OWED_SHOWN:
            st.caption(f"y {count(len(card.owed) - OWED_SHOWN, 'acuerdo más', 'acuerdos más')}; el PDF y el Excel los traen todos")
    said.markdown(f":small[**Último reporte:** {markdown_safe(card.last_report)}  \n**Último contacto:** {markdown_safe(card.last_contact)}]")


def _chip(chip: Chip) -> str:
    return panels.chip(f"{chip.shape}\u00a0{markdown_safe(chip.words)}", chip.colour)


def _log_line(context: PageContext, row: Any, found: pd.DataFrame, *, kind: ContactKind, by: str) -> None:
    """One line: when, how, about what, its number and what was said; Enter saves it. `kind` is what is usual at this step."""
    turn = f"call-turn-{row.institution_id}"
    prefix = f"call-{row.institution_id}-{st.session_state.get(turn, 0)}"
    token = st.session_state.setdefault(f"{prefix}-token", uuid4().hex)
    with st.form(prefix, border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        made_on = st.date_input("Fecha", value=context.today, max_value=context.today, format=DAY, key=f"{prefix}-on", width=150)
        chosen = st.selectbox(
            "Cómo", list(ContactKind), index=list(ContactKind).index(kind), format_func=lambda code: words.KIND[code], key=f"{prefix}-kind", width=150
        )
        about = _about(found, row.institution_id, key=f"{prefix}-about")
        number = st.text_input("N.°", key=f"{prefix}-number", width=150, placeholder="si es oficio o carta", max_chars=80)
        note = st.text_input("Qué se dijo", key=f"{prefix}-note", placeholder="En una línea; Intro lo guarda", max_chars=500, width=NOTE_WIDTH)
        pressed = st.form_submit_button("Guardar", type="primary", icon=":material/save:")
    may_save = saving.confirm_privacy((note, number), prefix=prefix)
    if st.session_state.get(ASKED) == row.institution_id:
        saving.show_problems()
    if pressed and may_save:
        st.session_state[ASKED] = row.institution_id
        draft = contact_draft(row, ContactKind(chosen), made_on, number, note)
        if _save(context, row, draft, about or None, token=token, by=by):
            st.session_state[turn] = st.session_state.get(turn, 0) + 1
        st.rerun()


def _about(found: pd.DataFrame, institution_id: int, *, key: str) -> int:
    """Which agreement it is about; only asked where there are several."""
    refs = {int(debt.agreement_id): debt.ref for debt in debts_of(found, institution_id)}
    if len(refs) < 2:
        return WHOLE
    choices: Sequence[int] = [WHOLE, *refs]
    return st.selectbox("Sobre", choices, format_func=lambda number: refs.get(number, "Todo lo que debe"), key=key, width=170)


def contact_draft(row: Any, kind: ContactKind, made_on: date, number: str, note: str) -> ContactDraft:
    """The contact with the step of the rule that it makes; an answer is to the last step."""
    if kind == ContactKind.ANSWER:
        step = EscalationStep.REMINDER if pd.isna(row.contact_step) else EscalationStep(row.contact_step)
    else:
        step = step_made(kind, EscalationStep(row.step))
    return ContactDraft(kind, step, made_on, number, note)


def _save(context: PageContext, row: Any, draft: ContactDraft, agreement_id: int | None, *, token: str, by: str) -> bool:
    at, told = now(), words.saved(markdown_safe(row.institution), draft.kind, draft.step)

    def log(db: Writer, batch_id: int) -> None:
        log_contact(
            db, institution_id=int(row.institution_id), agreement_id=agreement_id, draft=draft, today=context.today, by=by, at=at, batch_id=batch_id
        )

    def write(db: Writer) -> None:
        undo_at_once.remember(SCREEN, change(db, token=token, screen=SCREEN, by=by, at=at, act=log), told)

    return saving.save(write, saved=f"Se registró {told}", seen=context.version)
