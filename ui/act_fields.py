"""The fields of each act. Each function draws them and returns what saving means, or None when there is nothing to save."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from data_store import commands, groups
from data_store.commands import told_deadline
from data_store.database import Writer
from follow_up.acts import FULL, DeadlineDraft, EvidenceDraft, ProgressDraft, VoidDraft
from follow_up.rows import records
from follow_up.three_way import joined
from follow_up.vocabulary import DeadlineKind, Standing, Status
from ui import decision_texts, sentences, texts
from ui.clock import now
from ui.due_fields import DAY, Start, due_field, kind_field, next_session_words, single_day, suggested
from ui.escaping import markdown_safe
from ui.frame import PageContext
from ui.group_fields import Speaker, speaker

BY = "act_by"  # who records: one field for all acts, kept while the session lasts
REPORTABLE = (Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.NOT_FULFILLED)
ON_THE_SPOT = "Ninguna: se decidió fuera de sesión"


class Place(Protocol):
    """Where fields are drawn: on which page, with which start of their keys, and in which session it is decided now, if in one."""

    @property
    def context(self) -> PageContext: ...
    @property
    def prefix(self) -> str: ...
    @property
    def session_id(self) -> int | None: ...


@dataclass(frozen=True)
class Fields:
    """What the fields of an act start from; `prefix` keeps their keys apart from those of other acts and agreements."""

    context: PageContext
    agreement: pd.Series
    assignments: pd.DataFrame
    reports: pd.DataFrame
    prefix: str
    session_id: int | None = None  # the session in which it is decided now: then its fields do not ask for one, nor for the day


Act = Callable[[Writer, dict[str, int], int | None], object]
ONE_DEADLINE = "Un acuerdo tiene un solo plazo: rige uno de los dos. El otro queda en su historia, con quién lo puso."
ONE_VERIFICATION = "Un cumplimiento se verifica una sola vez: no se pueden guardar las dos verificaciones."
NOT_JOINED = "Un acuerdo sin efecto no admite más registros: o queda lo registrado, o queda sin efecto."
EACH_ITS_OWN = "«Guardar lo mío» añade su reporte después del otro, que se conserva en la historia: cada miembro tiene su propio texto."


@dataclass(frozen=True)
class Written:
    """What the fields hold, by the fields and in the words of the log: set beside what somebody else recorded meanwhile.

    `institution`: whose; missing: the whole agreement's. `speakers`: the members of a group that speak, none for the whole;
    `members`: all that could. `joined`: the act that keeps both, given their text of actions; where it means nothing,
    `only_one` says why.
    """

    values: dict[str, str | None] = field(default_factory=dict)
    institution: str | None = None
    speakers: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    joined: Callable[[str], Act] | None = None
    only_one: str = ""


@dataclass(frozen=True)
class Prepared:
    """An act ready to be saved: the command, its button, the sentence for success, and what was written freely.

    `act` takes the writer, the versions seen when the act was opened, and the batch that it belongs to, if any. `minutes` is
    its line in the minutes of the session that decides it.
    """

    act: Act
    button: str
    saved: str
    texts: tuple[str, ...]
    minutes: str
    written: Written = field(default_factory=Written)


def progress(fields: Fields) -> Prepared:
    """A report of progress of one institution; of a group, of the whole or of each of the members that are chosen."""
    rows = {int(row.assignment_id): row for row in records(fields.assignments)}
    assignment_id = st.selectbox(
        "Institución que informa", list(rows), format_func=lambda key: rows[key].institution, key=f"{fields.prefix}-assignment", persist_state="session"
    )
    who = speaker(fields.context, rows[assignment_id], prefix=fields.prefix)
    draft = report_fields(fields)
    status, percent, reported_on, actions, note = draft.status, draft.progress, draft.reported_on, draft.actions, draft.internal_note

    def recorded(draft: ProgressDraft) -> Act:
        def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> object:
            told = {"assignment_id": assignment_id, "draft": draft, "expected_version": opened[f"assignment-{assignment_id}"], "batch_id": batch_id}
            if who.members is None:
                return commands.report_progress(db, **told, **signed(fields))
            return groups.report_members(db, member_ids=list(who.members), **told, **signed(fields))

        return act

    saved = f"Avance guardado: {markdown_safe(who.name)}, {texts.STATUS[status]}, {percent} %."
    saved += "".join(
        f" Sigue rigiendo el reporte del {sentences.day(day)}{markdown_safe(of)}, que es posterior." for of, day in _later_reports(fields.reports, who, draft.reported_on)
    )
    minutes = decision_texts.progress(fields.agreement["code"], who.institution, status, percent, actions=actions, members=who.names)
    written = Written(
        {"status": status.value, "progress": str(percent), "actions": actions, "reported_on": reported_on.isoformat()}, who.institution,
        tuple(who.names), _members(fields, assignment_id), only_one=EACH_ITS_OWN,
        joined=None if len(who.names) > 1 else lambda theirs: recorded(replace(draft, actions=joined(actions, theirs))),
    )  # fmt: skip
    return Prepared(recorded(draft), "Guardar avance", saved, (actions, note), minutes, written)


def report_fields(fields: Place) -> ProgressDraft:
    """What a report says: the state, how far, since when, what was done, with which document."""
    status = st.segmented_control(
        "Estado", list(REPORTABLE), format_func=lambda code: texts.STATUS[code], key=f"{fields.prefix}-status", persist_state="session", default=Status.IN_PROGRESS, required=True
    )
    status = Status(status or Status.IN_PROGRESS)
    left, right = st.columns(2)
    with left:
        percent = _percent(status, key=f"{fields.prefix}-progress")
    with right:
        reported_on = day_of_act(fields, "Fecha del reporte", name="day")
    actions = st.text_area("Acciones realizadas", key=f"{fields.prefix}-actions", persist_state="session", placeholder="Qué se hizo, con qué documento y con qué resultado")
    evidence = evidence_fields(fields, expanded=status == Status.FULFILLED)
    note = st.text_area(
        "Nota interna (para la Secretaría; queda plegada en los reportes)", key=f"{fields.prefix}-note", persist_state="session", placeholder="Opcional", height=70
    )
    return ProgressDraft(status, percent, reported_on, actions, evidence, note)


def _members(fields: Fields, assignment_id: int) -> tuple[str, ...]:
    """The members of the group that the assignment is of; none for one body."""
    parts = fields.context.board.parts
    return tuple(parts.loc[parts["assignment_id"] == assignment_id, "member"])


def _later_reports(reports: pd.DataFrame, who: Speaker, on: date) -> list[tuple[str, Any]]:
    """Of whom, and of which day, there is a newer report by the same speaker, which stays the state."""
    said = reports[(reports["institution"] == who.institution) & (reports["reported_on"] > pd.Timestamp(on))]
    of = {"": said["member_id"].isna()} if who.members is None else {f" de {name}": said["member_id"] == number for number, name in who.members.items()}
    return [(whose, said.loc[mine, "reported_on"].max()) for whose, mine in of.items() if mine.any()]


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


def evidence_fields(fields: Place, *, expanded: bool) -> EvidenceDraft | None:
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
    return EvidenceDraft(document_type or "", number_typed or "", single_day(issued_on) if issued_on else None, issuer or "", link or "")


def deadline(fields: Fields) -> Prepared:
    """Set, extend, change or remove the deadline."""
    agreement = fields.agreement
    start, prefix, counted_from = Start(), fields.prefix, _counted_from(fields)
    if agreement["deadline_kind"] == DeadlineKind.NONE:
        start, prefix, counted_from = suggested(
            fields.context, since=counted_from, committee_id=int(agreement["committee_id"]), note=agreement["deadline_note"], prefix=prefix
        )
    elif agreement["deadline_note"]:
        st.caption(f"El acta dice: «{markdown_safe(agreement['deadline_note'])}».")
    kind = kind_field(prefix=prefix, start=start)
    due = due_field(fields.context, prefix=prefix, counted_from=counted_from, start=start) if kind == DeadlineKind.DATE else None
    reason = st.text_area("Motivo", key=f"{fields.prefix}-reason", persist_state="session", placeholder="Obligatorio si ya tenía plazo: por qué se cambia", height=70)
    left, right = st.columns(2)
    with left:
        session_id = session_field(fields, optional=True)
    with right:
        decided_on = day_of_act(fields, "Rige desde", name="decided", help="El día en que se decidió. «Siguiente sesión» se cuenta desde este día.")
    if kind == DeadlineKind.NEXT_SESSION:
        st.caption(next_session_words(fields.context, decided_on, adopted=_adopted(fields), committee_id=int(agreement["committee_id"])))
    draft = DeadlineDraft(kind, due, reason, decided_on, session_id)

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> int:
        return commands.set_deadline(
            db, agreement_id=int(agreement["agreement_id"]), draft=draft, expected_version=opened["agreement"], batch_id=batch_id, **signed(fields)
        )

    told = sentences.day(due) if due else texts.DEADLINE_KIND[kind].lower()
    before = DeadlineKind(agreement["deadline_kind"]), None if pd.isna(agreement["deadline"]) else agreement["deadline"].date()
    minutes = decision_texts.deadline(agreement["code"], before, (kind, due), reason=reason)
    written = Written({"deadline": told_deadline(kind, due)}, only_one=ONE_DEADLINE)
    return Prepared(act, "Guardar plazo", f"Plazo guardado: {told}.", (reason,), minutes, written)


def _adopted(fields: Fields) -> date:
    """The day of the session that adopted the agreement."""
    return fields.agreement["session_on"].date()


def _counted_from(fields: Fields) -> date:
    """From when a deadline in days counts at first: the session that decides it now, else the one that adopted the agreement."""
    return _adopted(fields) if fields.session_id is None else fields.context.today


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
    verified_on = day_of_act(fields, "Fecha de verificación", name="day")
    by_name = fields.assignments.set_index("institution")["assignment_id"]
    assignment_id = int(by_name[row.institution])

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> int:
        return commands.verify_report(
            db, report_id=report_id, note=note, verified_on=verified_on,
            expected_version=opened[f"assignment-{assignment_id}"], batch_id=batch_id, **signed(fields),
        )  # fmt: skip

    minutes = decision_texts.verified(fields.agreement["code"], _speaker(row), note=note)
    written = Written({"verified": verified_on.isoformat()}, row.institution, only_one=ONE_VERIFICATION)
    return Prepared(act, "Confirmar que se vio la evidencia", f"Cumplimiento verificado: {markdown_safe(_speaker(row))}.", (note,), minutes, written)


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
        session_id = session_field(fields, optional=False)
    with right:
        decided_on = day_of_act(fields, "Fecha de la decisión", name="day")
    draft = VoidDraft(reason, session_id, decided_on)

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> None:
        commands.void_agreement(
            db, agreement_id=int(fields.agreement["agreement_id"]), draft=draft, expected_version=opened["agreement"], batch_id=batch_id, **signed(fields)
        )

    minutes = decision_texts.void(fields.agreement["code"], reason=reason)
    return Prepared(act, "Dejar sin efecto", "El acuerdo quedó sin efecto.", (reason,), minutes, Written({"status": Status.VOID.value, "actions": reason}, only_one=NOT_JOINED))


def session_field(fields: Place, *, optional: bool) -> int | None:
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


def day_of_act(fields: Place, label: str, *, name: str, help: str | None = None) -> date:
    """The day from which it holds: today for what a session decides now, asked for otherwise."""
    today = fields.context.today
    if fields.session_id is not None:
        return today
    return single_day(st.date_input(label, value=today, max_value=today, format=DAY, key=f"{fields.prefix}-{name}", persist_state="session", help=help))


def signed(fields: Place) -> dict[str, Any]:
    """Who records, when, and the day by which the rules judge."""
    return {"today": fields.context.today, "by": st.session_state.get(BY, ""), "at": now()}
