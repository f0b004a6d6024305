"""What the exported workbooks say in sentences: filters, deadlines, lights, title lines. Pure: values in, Spanish out."""

from typing import Any

import pandas as pd

from follow_up.board import Board
from follow_up.cut_off import CutOff
from follow_up.import_plan import KnownAgreement, KnownReport
from follow_up.rows import records
from follow_up.selection import Selection
from follow_up.vocabulary import DeadlineBucket, DeadlineState, Light, Standing, Status
from tracker.writing.matrix_rows import deadline_cell
from ui import texts
from ui.sentences import count, day, members_told

EVERYTHING = "Filtros: ninguno"
SEVERAL_SESSIONS = "Acuerdos de varias sesiones"
NOTHING_FITS = "Ningún acuerdo que mostrar"


def filters_in_words(selection: Selection, board: Board) -> str:
    """The filters as they are printed: "Filtros: Institución: DREMO · Estado: Pendiente, En proceso"."""
    sessions = dict(zip(board.sessions["session_code"], board.sessions["title"], strict=True))
    institutions = dict(zip(board.assignments["institution_code"], board.assignments["institution"], strict=True))
    themes = dict(zip(board.agreements["theme_code"], board.agreements["theme"], strict=True))
    chosen = {
        "Sesión": [sessions.get(code, code) for code in selection.sessions],
        "Institución": [institutions.get(code, code) for code in selection.institutions],
        "Tema": [themes.get(code, code) for code in selection.themes],
        "Estado": [texts.STANDING[Standing(code)] for code in selection.standings],
        "Plazo": [texts.DEADLINE_STATE[DeadlineState(code)] for code in selection.deadline_states],
        "Respecto de la próxima sesión": [texts.BUCKET[DeadlineBucket(code)] for code in selection.buckets],
        "Semáforo": [texts.LIGHT[Light(code)] for code in selection.lights],
        "Texto": [f"«{selection.words}»"] if selection.words else [],
    }
    told = [f"{name}: {', '.join(labels)}" for name, labels in chosen.items() if labels]
    return f"Filtros: {' · '.join(told)}" if told else EVERYTHING


def known_words(cut: CutOff | None) -> str:
    """What follows a cut-off that counts only what had been recorded by then; nothing for any other."""
    return ", como se conocía ese día" if cut and cut.known_at else ""


def standing_of(report: KnownReport | None) -> Standing:
    """How a report stands: told apart by whether there is one and whether it was verified."""
    if report is None:
        return Standing.NO_REPORT
    if report.status == Status.FULFILLED and report.verified:
        return Standing.VERIFIED
    return Standing(report.status.value)


def situation(state: str, days: Any, agreement: KnownAgreement) -> str:
    """Where a deadline stands, with the days late; and the acta's own words where PLAZO cannot show them."""
    told = texts.DEADLINE_STATE[DeadlineState(state)]
    if state == DeadlineState.OVERDUE and not pd.isna(days):
        told = f"{told} ({count(int(-days), 'día', 'días')})"
    note = agreement.deadline_note
    shown = deadline_cell(agreement.deadline_kind, agreement.deadline, note)
    return f"{told}. El acta dice: «{note}»" if note and shown is None else told


def light_words(code: str) -> str:
    """A light as shape and word."""
    return f"{texts.LIGHT_SHAPE[Light(code)]} {texts.LIGHT[Light(code)]}"


def group_words(assignment: Any) -> str:
    """How a group stands by its members; nothing where there are none. `assignment`: a row of the board."""
    if not assignment.members_total:
        return ""
    return f"{texts.STANDING[Standing(assignment.standing)]}: {members_told(assignment)}"


def session_words(board: Board) -> dict[str, str]:
    """Each session by its code: "Primera sesión ordinaria 2026 (25/02/2026)"."""
    return {row.session_code: f"{row.title} ({day(row.held_on)})" for row in records(board.sessions)}


def session_line(board: Board, codes: list[str]) -> str:
    """The line under the title: the session with its date; a number of sessions would be read back as the number of one."""
    if not codes:
        return NOTHING_FITS
    if len(codes) > 1:
        return SEVERAL_SESSIONS
    session = board.sessions.set_index("session_code").loc[codes[0]]
    return f"{str(session['title']).upper()} · Fecha: {day(session['held_on'])}"
