"""What the workbook of a session says, from the board and its decisions. Pure: values in, the rows of `tracker.writing` out."""

from typing import Any

import pandas as pd

from follow_up.rows import records
from follow_up.vocabulary import DeadlineKind, Standing
from tracker.writing.decisions_book import AdoptedRow, DecisionRow, SessionBook
from ui import session_texts, texts
from ui.cut_control import head_line
from ui.frame import PageContext, is_demo
from ui.sentences import day, moment

STANDS, UNDONE = "Vigente", "Deshecha"


def session_book(context: PageContext, session: Any, agreements: pd.DataFrame, decisions: pd.DataFrame) -> SessionBook:
    """The agreements that the session adopted, at the cut-off, and its decisions. `session`: a row of the book of sessions."""
    title = f"Acuerdos y decisiones · {session.title}"
    lines = (
        title.upper(),
        str(session.committee),
        f"Sesión {session_texts.KIND[session.kind].lower()} {session.session_code} · Fecha: {day(session.held_on)} · {session_texts.PHASE[session.phase]}",
        head_line(context),
        *((texts.DEMO,) if is_demo() else ()),
    )
    return SessionBook(
        title, context.cut.on, lines, tuple(_adopted(row) for row in records(agreements)),
        tuple(_decision(number, row) for number, row in enumerate(records(decisions), 1)),
        nothing_adopted="Ningún acuerdo registrado.", nothing_decided="Ninguna decisión registrada.",
    )  # fmt: skip


def _adopted(row: Any) -> AdoptedRow:
    return AdoptedRow(
        code=row.code, problem=row.problem, text=row.text, responsible=row.institutions, follow_up=row.follow_up, deadline=_deadline(row),
        standing=f"{texts.STANDING_SHAPE[Standing(row.standing)]} {texts.STANDING[Standing(row.standing)]}", progress=round(row.progress) / 100,
    )  # fmt: skip


def _deadline(row: Any) -> Any:
    """The date as a date; a deadline without one in words, with what the acta says of it."""
    if row.deadline_kind == DeadlineKind.DATE:
        return row.due.date()
    kind = texts.DEADLINE_KIND[DeadlineKind(row.deadline_kind)]
    told = kind if pd.isna(row.due) else f"{kind}: {day(row.due)}"
    return f"{told}. El acta dice: «{row.deadline_note}»" if row.deadline_note else told


def _decision(number: int, row: Any) -> DecisionRow:
    return DecisionRow(
        number=number, hour=moment(row.at), words=row.text, agreement="" if pd.isna(row.ref) else str(row.ref), by=row.by,
        standing=UNDONE if row.undone else STANDS,
    )  # fmt: skip
