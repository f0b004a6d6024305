"""«Calendario»: the open deadlines of the committee, of an institution or of a follow-up body as a file for Outlook and the like."""

from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from follow_up.board import Board
from follow_up.rows import records
from follow_up.vocabulary import OPEN_STANDINGS, DeadlineKind, SessionKind, Standing
from reports.calendar_file import DayEvent, calendar_file
from ui import due_texts, session_texts, texts
from ui.clock import now
from ui.frame import PageContext
from ui.sentences import count, day

ICS = "text/calendar"
DOMAIN = "tablero-de-acuerdos"
SUBJECT = 70  # letters of the agreement in the title of its event
WHOLE, OF_INSTITUTION, OF_FOLLOW_UP = "Todo el comité", "Una institución", "Un responsable de seguimiento"


def deadline_events(board: Board, *, institution: str | None = None, follow_up: str | None = None) -> list[DayEvent]:
    """The open agreements that have a date, the first to fall due first: all, or those that an institution (its code) still owes,
    itself or as a member of a group, or those that a body (its acronym) follows up.
    """
    agreements = board.agreements[board.agreements["is_open"] & board.agreements["due"].notna()]
    if institution is not None:
        agreements = agreements[agreements["agreement_id"].isin(_owed_by(board, institution))]
    if follow_up is not None:
        agreements = agreements[agreements["follow_up"] == follow_up]
    codes = _committee_codes(board)
    titles = board.sessions.set_index("session_id")["title"]
    return [
        DayEvent(
            uid=f"acuerdo-{codes[row.committee_id]}-{row.ref}@{DOMAIN}", on=row.due.date(),
            summary=f"Acuerdo {row.code} · vence: {shorten(row.text, SUBJECT, placeholder='…')}",
            description=_told(row, str(titles[row.session_id]), board),
        )
        for row in records(agreements.sort_values(["due", "order"]))
    ]  # fmt: skip


def _owed_by(board: Board, institution: str) -> set[int]:
    """The agreements that an institution has not fulfilled yet, itself or as a member of a group."""
    own = board.assignments[(board.assignments["institution_code"] == institution) & board.assignments["is_open"]]
    part = board.parts[(board.parts["member_code"] == institution) & board.parts["standing"].isin(OPEN_STANDINGS)]
    return {*own["agreement_id"], *part["agreement_id"]}


def _committee_codes(board: Board) -> dict[int, str]:
    return dict(zip(board.committees["committee_id"], board.committees["code"], strict=True))


def _told(row: Any, session: str, board: Board) -> str:
    """An agreement in full; what is written for the Secretaría alone is not part of the board."""
    kind = f"{due_texts.MOVING} Hoy es el {day(row.due)}." if row.deadline_kind == DeadlineKind.NEXT_SESSION else f"Fecha fija: {day(row.due)}."
    return "\n".join(
        [
            row.text,
            "",
            f"Responsables: {row.institutions}",
            f"Seguimiento: {row.follow_up}",
            f"Sesión: {session} ({day(row.session_on)})",
            f"Plazo: {kind}",
            f"Situación al {day(board.today)}: {texts.STANDING[Standing(row.standing)]}",
        ]
    )


def session_events(board: Board) -> list[DayEvent]:
    """The sessions of the calendar from the day of the board on."""
    theirs = board.sessions[board.sessions["committee_id"].isin(board.committees["committee_id"])]
    coming = theirs[theirs["held_on"] >= pd.Timestamp(board.today)]
    codes = _committee_codes(board)
    return [
        DayEvent(
            uid=f"sesion-{codes[row.committee_id]}-{row.session_code}@{DOMAIN}", on=row.held_on.date(),
            summary=f"Sesión {session_texts.KIND[SessionKind(row.kind)].lower()} N.° {row.number} · {row.committee}",
            description=f"{row.title}\nFecha del calendario de sesiones al {day(board.today)}; puede moverse.",
        )
        for row in records(coming)
    ]  # fmt: skip


def calendar_download(context: PageContext, *, institution: str | None = None, follow_up: str | None = None) -> None:
    """The button that gives the file, and what is in it. `institution` is a code, `follow_up` an acronym; without either, the
    whole committee with its coming sessions. A past cut-off gives none: a calendar is for what is to come.
    """
    if context.is_past:
        st.caption("El calendario de plazos (.ics) se descarga con el estado de hoy.")
        return
    events = deadline_events(context.board, institution=institution, follow_up=follow_up)
    sessions = session_events(context.board) if institution is None and follow_up is None else []
    whose = _whose(context.board, institution, follow_up)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Descargar el calendario (.ics)",
            lambda: calendar_file(f"Plazos · {whose}", [*events, *sessions], stamp=now(), revision=context.version),
            file_name=f"plazos {whose} {context.today.isoformat()}.ics", mime=ICS, key=f"calendar-{institution}-{follow_up}",
            icon=":material/calendar_add_on:", on_click="ignore", disabled=not events and not sessions,
        )  # fmt: skip
        also = f" y {count(len(sessions), 'sesión por venir', 'sesiones por venir')}" if sessions else ""
        st.caption(f"{count(len(events), 'plazo abierto con fecha', 'plazos abiertos con fecha')}{also}, para Outlook, Google Calendar o Thunderbird.")


def _whose(board: Board, institution: str | None, follow_up: str | None) -> str:
    """Whose deadlines they are, as the name of the calendar tells it."""
    if institution is not None:
        return _institutions(board)[institution]
    if follow_up is not None:
        return f"seguimiento de {follow_up}"
    return str(board.committees["name"].iloc[0]) if len(board.committees) == 1 else "varios comités"


def _institutions(board: Board) -> dict[str, str]:
    """Who owes something on the board, itself or as a member of a group: code to acronym, by acronym."""
    members = zip(board.parts["member_code"], board.parts["member"], strict=True)
    own = zip(board.assignments["institution_code"], board.assignments["institution"], strict=True)
    return dict(sorted({**dict(members), **dict(own)}.items(), key=lambda pair: pair[1]))


def calendar_choice(context: PageContext) -> None:
    """Whose deadlines to take along, and the button."""
    institutions = _institutions(context.board)
    bodies = sorted(set(context.board.agreements["follow_up"]))
    left, right = st.columns(2)
    whose = left.radio("¿De quién?", [WHOLE, OF_INSTITUTION, OF_FOLLOW_UP], horizontal=True, key="calendar-whose", persist_state="session")
    with right:
        if whose == OF_INSTITUTION:
            asked = st.selectbox("Institución", list(institutions), format_func=lambda code: institutions[code], key="calendar-institution", persist_state="session")
            calendar_download(context, institution=asked)
        elif whose == OF_FOLLOW_UP:
            calendar_download(context, follow_up=st.selectbox("Responsable de seguimiento", bodies, key="calendar-follow-up", persist_state="session"))
        else:
            calendar_download(context)
