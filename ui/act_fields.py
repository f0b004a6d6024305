"""The fields of each act. Each function draws them and returns what saving means, or None when there is nothing to save."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from data_store import commands
from data_store.database import Writer
from data_store.queries import load_holidays
from follow_up.acts import FULL, DeadlineDraft, EvidenceDraft, ProgressDraft, VoidDraft
from follow_up.deadlines import add_calendar_days, add_working_days, suggested_next_session
from follow_up.rows import records
from follow_up.vocabulary import DeadlineKind, InstitutionKind, SessionKind, Standing, Status
from ui import decision_texts, sentences, texts
from ui.clock import now
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop

BY = "act_by"  # who records: one field for all acts, kept while the session lasts
DAY = "DD/MM/YYYY"
REPORTABLE = (Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.NOT_FULFILLED)
EXACT, WORKING, CALENDAR = "Fecha exacta", "Días hábiles", "Días calendario"
ON_THE_SPOT = "Ninguna: se decidió fuera de sesión"


@dataclass(frozen=True)
class Fields:
    """What the fields of an act start from; `prefix` keeps their keys apart from those of other acts and agreements."""

    context: PageContext
    agreement: pd.Series
    assignments: pd.DataFrame
    reports: pd.DataFrame
    prefix: str
    session_id: int | None = None  # the session in which it is decided now: then its fields do not ask for one, nor for the day


@dataclass(frozen=True)
class Prepared:
    """An act ready to be saved: the command, its button, the sentence for success, and what was written freely.

    `act` takes the writer, the versions seen when the act was opened, and the batch that it belongs to, if any. `minutes` is
    its line in the minutes of the session that decides it.
    """

    act: Callable[[Writer, dict[str, int], int | None], object]
    button: str
    saved: str
    texts: tuple[str, ...]
    minutes: str


def progress(fields: Fields) -> Prepared:
    """A report of progress of one institution, or of one member of a group."""
    rows = {int(row.assignment_id): row for row in records(fields.assignments)}
    who, member_place = st.columns(2)
    with who:
        assignment_id = st.selectbox(
            "Institución que informa", list(rows), format_func=lambda key: rows[key].institution, key=f"{fields.prefix}-assignment", persist_state="session"
        )
    with member_place:
        member_id = _member(fields, rows[assignment_id])
    status = st.segmented_control(
        "Estado", list(REPORTABLE), format_func=lambda code: texts.STATUS[code], key=f"{fields.prefix}-status", persist_state="session", default=Status.IN_PROGRESS, required=True
    )
    status = Status(status or Status.IN_PROGRESS)
    left, right = st.columns(2)
    with left:
        percent = _percent(status, key=f"{fields.prefix}-progress")
    with right:
        reported_on = _day_of_act(fields, "Fecha del reporte", name="day")
    actions = st.text_area("Acciones realizadas", key=f"{fields.prefix}-actions", persist_state="session", placeholder="Qué se hizo, con qué documento y con qué resultado")
    evidence = evidence_fields(fields, expanded=status == Status.FULFILLED)
    note = st.text_area(
        "Nota interna (para la Secretaría; queda plegada en los reportes)", key=f"{fields.prefix}-note", persist_state="session", placeholder="Opcional", height=70
    )
    draft = ProgressDraft(status, percent, reported_on, actions, evidence, note)
    institution = rows[assignment_id].institution
    speaker = institution if member_id is None else f"{institution} · {_members(fields, rows[assignment_id])[member_id]}"

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> int:
        return commands.report_progress(
            db, assignment_id=assignment_id, draft=draft, expected_version=opened[f"assignment-{assignment_id}"],
            member_id=member_id, batch_id=batch_id, **signed(fields),
        )  # fmt: skip

    saved = f"Avance guardado: {markdown_safe(institution)}, {texts.STATUS[status]}, {percent} %."
    later = _later_report(fields.reports, rows[assignment_id], member_id, draft.reported_on)
    if later is not None:
        saved += f" Sigue rigiendo el reporte del {sentences.day(later)}, que es posterior."
    minutes = decision_texts.progress(fields.agreement["code"], speaker, status, percent, actions=actions)
    return Prepared(act, "Guardar avance", saved, (actions, note), minutes)


def _later_report(reports: pd.DataFrame, assignment: Any, member_id: int | None, on: date) -> Any:
    """The day of a newer report by the same speaker, which stays the state; None when this one will be."""
    mine = reports["institution"] == assignment.institution
    speaker = reports["member_id"].isna() if member_id is None else reports["member_id"] == member_id
    later = reports.loc[mine & speaker & (reports["reported_on"] > pd.Timestamp(on)), "reported_on"]
    return None if later.empty else later.max()


def _member(fields: Fields, assignment: Any) -> int | None:
    """Which member of a group speaks; None for the whole, and for an institution that is not a group."""
    if assignment.institution_kind != InstitutionKind.GROUP:
        return None
    names = _members(fields, assignment)
    if not names:
        return None
    chosen = st.selectbox(
        "Miembro del grupo", [0, *names], format_func=lambda key: names.get(key, "Todo el grupo"), key=f"{fields.prefix}-member", persist_state="session"
    )
    return int(chosen) or None


def _members(fields: Fields, assignment: Any) -> dict[int, str]:
    """The members of a group, id to name."""
    members = fields.context.board.members
    mine = members[members["institution_id"] == assignment.institution_id]
    return {int(row.member_id): row.member for row in records(mine)}


def _percent(status: Status, *, key: str) -> int:
    """The progress: free where the status leaves a choice, told where it does not."""
    if status in {Status.IN_PROGRESS, Status.NOT_FULFILLED}:
        return int(
            st.number_input(
                "Avance (%)", min_value=0, max_value=FULL - 1, value=None, step=5, key=f"{key}-open", persist_state="session", placeholder="De 0 a 99"
            )
            or 0
        )
    fixed = FULL if status == Status.FULFILLED else 0
    st.text_input("Avance (%)", value=str(fixed), disabled=True, key=f"{key}-{fixed}")
    return fixed


def evidence_fields(fields: Fields, *, expanded: bool) -> EvidenceDraft | None:
    """The reference of the document that proves; None when nothing was typed."""
    prefix = fields.prefix
    with st.expander("Medio de verificación" + (" (obligatorio para «Cumplido»)" if expanded else ""), expanded=expanded, icon=":material/description:"):
        st.caption(texts.EVIDENCE_HELP)
        kind, number, day = st.columns(3)
        document_type = kind.selectbox("Tipo de documento", texts.DOCUMENT_TYPES, index=None, key=f"{prefix}-type", persist_state="session", placeholder="Elija")
        number_typed = number.text_input("Número", key=f"{prefix}-number", persist_state="session", placeholder="012-2026-DREMO")
        issued_on = day.date_input("Fecha del documento", value=None, format=DAY, key=f"{prefix}-issued", persist_state="session")
        issuer_place, link_place = st.columns(2)
        issuer = issuer_place.text_input("Quién lo emite", key=f"{prefix}-issuer", persist_state="session", placeholder="DREMO")
        link = link_place.text_input("Enlace (opcional)", key=f"{prefix}-link", persist_state="session", placeholder="https://…")
    if not any([document_type, number_typed, issued_on, issuer, link]):
        return None
    return EvidenceDraft(document_type or "", number_typed or "", _day(issued_on) if issued_on else None, issuer or "", link or "")


def deadline(fields: Fields) -> Prepared:
    """Set, extend, change or remove the deadline."""
    agreement = fields.agreement
    kind = st.segmented_control(
        "Tipo de plazo", [code.value for code in (DeadlineKind.DATE, DeadlineKind.NEXT_SESSION, DeadlineKind.PERMANENT, DeadlineKind.NONE)],
        format_func=lambda code: texts.DEADLINE_KIND[DeadlineKind(code)], key=f"{fields.prefix}-kind", persist_state="session", default=DeadlineKind.DATE.value, required=True,
    )  # fmt: skip
    kind = DeadlineKind(kind or DeadlineKind.DATE)
    if agreement["deadline_note"]:
        st.caption(f"El acta dice: «{markdown_safe(agreement['deadline_note'])}».")
    due = due_field(fields.context, prefix=fields.prefix, counted_from=_counted_from(fields)) if kind == DeadlineKind.DATE else None
    reason = st.text_area("Motivo", key=f"{fields.prefix}-reason", persist_state="session", placeholder="Obligatorio si ya tenía plazo: por qué se cambia", height=70)
    left, right = st.columns(2)
    with left:
        session_id = _session(fields, optional=True)
    with right:
        decided_on = _day_of_act(fields, "Rige desde", name="decided", help="El día en que se decidió. «Siguiente sesión» se cuenta desde este día.")
    if kind == DeadlineKind.NEXT_SESSION:
        st.caption(next_session_words(fields.context, decided_on, adopted=_adopted(fields)))
    draft = DeadlineDraft(kind, due, reason, decided_on, session_id)

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> int:
        return commands.set_deadline(
            db, agreement_id=int(agreement["agreement_id"]), draft=draft, expected_version=opened["agreement"], batch_id=batch_id, **signed(fields)
        )

    told = sentences.day(due) if due else texts.DEADLINE_KIND[kind].lower()
    before = DeadlineKind(agreement["deadline_kind"]), None if pd.isna(agreement["deadline"]) else agreement["deadline"].date()
    minutes = decision_texts.deadline(agreement["code"], before, (kind, due), reason=reason)
    return Prepared(act, "Guardar plazo", f"Plazo guardado: {told}.", (reason,), minutes)


def _adopted(fields: Fields) -> date:
    """The day of the session that adopted the agreement."""
    return fields.agreement["session_on"].date()


def _counted_from(fields: Fields) -> date:
    """From when a deadline in days counts at first: the session that decides it now, else the one that adopted the agreement."""
    return _adopted(fields) if fields.session_id is None else fields.context.today


def due_field(context: PageContext, *, prefix: str, counted_from: date) -> date | None:
    """The date of the deadline: exact, or counted in days from a day, `counted_from` at first; the resulting date is what is stored."""
    way = st.radio("Cómo se fija", [EXACT, WORKING, CALENDAR], horizontal=True, key=f"{prefix}-way", persist_state="session")
    due = _exact_day(prefix) if way == EXACT else _counted_day(context, way, prefix=prefix, counted_from=counted_from)
    if due is not None and due < context.today:
        st.warning("Esa fecha ya pasó: el acuerdo quedará vencido desde que se guarde.", icon=":material/alarm:")
    return due


def _exact_day(prefix: str) -> date | None:
    chosen = st.date_input("Vence el", value=None, format=DAY, key=f"{prefix}-due", persist_state="session")
    return _day(chosen) if chosen else None


def _counted_day(context: PageContext, way: str, *, prefix: str, counted_from: date) -> date:
    left, right = st.columns(2)
    days = left.number_input(way, min_value=1, max_value=730, value=30, key=f"{prefix}-days", persist_state="session")
    start = right.date_input("Contados desde", value=counted_from, format=DAY, key=f"{prefix}-start", persist_state="session")
    holidays = read_or_stop(context.store, load_holidays)
    due = (add_working_days if way == WORKING else add_calendar_days)(_day(start), int(days), holidays)
    st.markdown(f":material/event: Vence el **{sentences.day(due)}**. Los feriados son los nacionales de 2026 y 2027.")
    return due


def next_session_words(context: PageContext, decided_on: date, *, adopted: date) -> str:
    """What "next session" means by the calendar of today: the first ordinary one after the day from which it rules."""
    sessions = context.board.sessions
    later = (sessions["kind"] == SessionKind.ORDINARY) & (sessions["held_on"] > pd.Timestamp(decided_on))
    coming = sessions.loc[later, "held_on"].min()
    if pd.notna(coming):
        return f"Se mueve con el calendario de sesiones. Hoy sería el {sentences.day(coming)}."
    return (
        "Se mueve con el calendario de sesiones. Todavía no hay una sesión posterior registrada, así que quedará sin fecha; "
        f"por los dos meses del Reglamento (art. 32) correspondía hasta el {sentences.day(suggested_next_session(adopted))}."
    )


def verification(fields: Fields) -> Prepared | None:
    """The Secretaría declares that it has seen the evidence of a report that says fulfilled."""
    last = fields.reports.drop_duplicates(["institution", "member"])
    waiting = last[(last["status"] == Status.FULFILLED) & last["verified_on"].isna()]
    standing = fields.assignments.set_index("institution")["standing"]
    waiting = waiting[waiting["institution"].map(standing) != Standing.VOID]
    if waiting.empty:
        st.markdown(":material/info: No hay un cumplimiento reportado que verificar. Primero registre el avance como «Cumplido» con su medio de verificación.")
        return None
    rows = {int(row.report_id): row for row in records(waiting)}
    report_id = st.selectbox("Cumplimiento reportado por", list(rows), format_func=lambda key: _speaker(rows[key]), key=f"{fields.prefix}-report", persist_state="session")
    row = rows[report_id]
    st.markdown(f"{sentences.day(row.reported_on)}: {markdown_safe(row.actions)}")
    st.markdown(f":material/description: {markdown_safe(sentences.evidence(row))}")
    note = st.text_area("Qué se comprobó", key=f"{fields.prefix}-note", persist_state="session", placeholder="Opcional", height=70)
    verified_on = _day_of_act(fields, "Fecha de verificación", name="day")
    by_name = fields.assignments.set_index("institution")["assignment_id"]
    assignment_id = int(by_name[row.institution])

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> int:
        return commands.verify_report(
            db, report_id=report_id, note=note, verified_on=verified_on,
            expected_version=opened[f"assignment-{assignment_id}"], batch_id=batch_id, **signed(fields),
        )  # fmt: skip

    minutes = decision_texts.verified(fields.agreement["code"], _speaker(row), note=note)
    return Prepared(act, "Confirmar que se vio la evidencia", f"Cumplimiento verificado: {markdown_safe(_speaker(row))}.", (note,), minutes)


def _speaker(row: Any) -> str:
    """Who reported: the institution, with the member of a group."""
    institution, member = row.institution, row.member
    return institution if pd.isna(member) else f"{institution} · {member}"


def void(fields: Fields) -> Prepared | None:
    """Leave the agreement without effect, for all its institutions."""
    if fields.agreement["standing"] == Standing.VOID:
        st.markdown(":material/info: El acuerdo ya está sin efecto.")
        return None
    st.caption("Deja de contar en el cumplimiento. No se borra: queda con su motivo y la sesión que lo decidió.")
    reason = st.text_area("Motivo", key=f"{fields.prefix}-reason", persist_state="session", placeholder="Por qué se deja sin efecto")
    left, right = st.columns(2)
    with left:
        session_id = _session(fields, optional=False)
    with right:
        decided_on = _day_of_act(fields, "Fecha de la decisión", name="day")
    draft = VoidDraft(reason, session_id, decided_on)

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> None:
        commands.void_agreement(
            db, agreement_id=int(fields.agreement["agreement_id"]), draft=draft, expected_version=opened["agreement"], batch_id=batch_id, **signed(fields)
        )

    minutes = decision_texts.void(fields.agreement["code"], reason=reason)
    return Prepared(act, "Dejar sin efecto", "El acuerdo quedó sin efecto.", (reason,), minutes)


def _session(fields: Fields, *, optional: bool) -> int | None:
    """The session that decided: the one in which it is decided now, or one chosen among those already held."""
    if fields.session_id is not None:
        return fields.session_id
    sessions = fields.context.board.sessions
    held = sessions[sessions["held_on"] <= pd.Timestamp(fields.context.today)].sort_values("held_on", ascending=False)
    names = {int(row.session_id): f"{row.title} ({sentences.day(row.held_on)})" for row in records(held)}
    return st.selectbox(
        "Sesión que lo decidió" + (" (opcional)" if optional else ""), list(names), index=None, format_func=lambda key: names[key],
        key=f"{fields.prefix}-session", persist_state="session", placeholder=ON_THE_SPOT if optional else "Elija la sesión",
    )  # fmt: skip


def _day_of_act(fields: Fields, label: str, *, name: str, help: str | None = None) -> date:
    """The day from which it holds: today for what a session decides now, asked for otherwise."""
    today = fields.context.today
    if fields.session_id is not None:
        return today
    return _day(st.date_input(label, value=today, max_value=today, format=DAY, key=f"{fields.prefix}-{name}", persist_state="session", help=help))


def signed(fields: Fields) -> dict[str, Any]:
    """Who records, when, and the day by which the rules judge."""
    return {"today": fields.context.today, "by": st.session_state.get(BY, ""), "at": now()}


def _day(value: date | datetime | tuple[date, ...]) -> date:
    """The single day of a date field, whose type also allows ranges."""
    if isinstance(value, tuple):
        raise TypeError("a single day was asked for")
    return value
