"""How each kind of finding is mended in place: the ways offered for it, their fields, and what saving them means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from data_store import findings, themes
from data_store.contacts import log_contact
from data_store.database import Writer
from data_store.queries import load_reports_of
from data_store.sessions import next_number, plan_session
from follow_up.calendar_moves import moved_deadlines, session_added
from follow_up.contacts import ContactDraft
from follow_up.rows import records
from follow_up.session_watch import watch_sessions
from follow_up.vocabulary import UNCLASSIFIED, ContactKind, EscalationStep, FindingKind, SessionKind
from ui import act_fields, calls_panels, calls_texts, due_texts, session_texts
from ui.act_fields import BY, Fields, Prepared
from ui.calls import calls_view
from ui.clock import now
from ui.contact_panels import CALLS_PAGE
from ui.due_fields import DAY, single_day
from ui.escaping import markdown_safe
from ui.filters import GROUP
from ui.frame import PageContext, kept, of_committee, read_or_stop
from ui.group_panels import CATALOGUES_PAGE
from ui.sentences import day

Told = Mapping[str, str | None]
InBatch = Callable[[Writer, dict[str, int], int], object]  # an act, given the versions that were seen and its batch


@dataclass(frozen=True)
class Fix:
    """What the fields of a way are drawn from: the finding (a row of `quality.findings`), its agreement, who answers for it."""

    context: PageContext
    finding: Any
    agreement: pd.Series
    assignments: pd.DataFrame
    prefix: str

    @property
    def fields(self) -> Fields:
        """The same for the fields of an act on the agreement: only the reports that the finding is of, where it is of one."""
        reports = read_or_stop(self.context.store, lambda db: load_reports_of(db, agreement_id=int(self.finding.agreement_id)))
        if pd.notna(self.finding.report_id):
            reports = reports[reports["report_id"] == self.finding.report_id]
        return Fields(self.context, self.agreement, self.assignments, reports, self.prefix)


@dataclass(frozen=True)
class Ready:
    """A fix ready to be saved. `prepared`: of the act on the agreement that it is; else the value of the record of a catalogue
    that it changes, told as the log does, before (`original`) and after (`mine`), and the act for what was chosen of both.
    """

    act: InBatch
    button: str
    saved: str
    texts: tuple[str, ...] = ()
    prepared: Prepared | None = None
    original: Told = field(default_factory=dict)
    mine: Told = field(default_factory=dict)
    resolved: Callable[[Told], InBatch] | None = None


Way = Callable[[Fix], Ready | None]


def _signed() -> dict[str, Any]:
    return {"by": st.session_state.get(BY, ""), "at": now()}


def _of(prepared: Prepared | None) -> Ready | None:
    return None if prepared is None else Ready(prepared.act, prepared.button, prepared.saved, prepared.texts, prepared)


def _deadline(fix: Fix) -> Ready | None:
    return _of(act_fields.deadline(fix.fields))


def _verify(fix: Fix) -> Ready | None:
    return _of(act_fields.verification(fix.fields))


def _void(fix: Fix) -> Ready | None:
    return _of(act_fields.void(fix.fields))


def _report(fix: Fix) -> Ready | None:
    """What the institution informed; the member of a group that is silent is chosen already."""
    if pd.notna(fix.finding.member_id):
        st.session_state.setdefault(f"{fix.prefix}-members-{fix.finding.assignment_id}", [int(fix.finding.member_id)])
    return _of(act_fields.progress(fix.fields))


def _theme(fix: Fix) -> Ready | None:
    """The theme of the problem, which is that of all its agreements."""
    known = read_or_stop(fix.context.store, themes.load_themes)
    offered = known[known["retired_on"].isna() & (known["code"] != UNCLASSIFIED)]
    labels = {int(row.theme_id): str(row.label) for row in records(offered)}
    st.caption(f"Problemática {markdown_safe(fix.agreement['problem_number'])}: {markdown_safe(fix.agreement['problem'])}")
    chosen = st.selectbox("Tema", list(labels), index=None, format_func=lambda key: labels[key], key=f"{fix.prefix}-theme", persist_state="session", placeholder="Elija el tema")
    if chosen is None:
        return None
    by_label = {label: number for number, label in labels.items()}

    def classified(told: Told) -> InBatch:
        def act(db: Writer, seen: dict[str, int], batch_id: int) -> None:
            theme_id = by_label[told["theme"] or ""]
            themes.classify(db, problem_id=int(fix.finding.problem_id), theme_id=theme_id, seen=seen["event"], batch_id=batch_id, **_signed())

        return act

    mine = {"theme": labels[chosen]}
    saved = f"Tema guardado: {markdown_safe(labels[chosen])}."
    return Ready(classified(mine), "Guardar tema", saved, original={"theme": str(fix.agreement["theme"])}, mine=mine, resolved=classified)


def _evidence(fix: Fix) -> Ready:
    """The document that the last report lacks: the same is said again, with it."""
    report = read_or_stop(fix.context.store, lambda db: findings.load_report(db, report_id=int(fix.finding.report_id)))
    if pd.notna(fix.finding.member_id):
        report = replace(report, member_id=int(fix.finding.member_id))
    said = report.draft.actions
    st.markdown(f"{day(report.draft.reported_on)}, {report.draft.progress} %: {markdown_safe(said) or 'sin acciones escritas'}")
    if not said:
        said = st.text_area("Acciones realizadas", key=f"{fix.prefix}-actions", persist_state="session", placeholder="Qué se hizo, con qué resultado", height=70)
        report = replace(report, draft=replace(report.draft, actions=said))
    evidence = act_fields.evidence_fields(fix.fields, expanded=True)
    st.caption("El reporte se registra otra vez, con la misma fecha y el documento; el anterior queda en el historial.")
    st.page_link(CALLS_PAGE, label="Pedirlo en «Llamadas de hoy»", icon=":material/call:")

    def act(db: Writer, seen: dict[str, int], batch_id: int | None) -> int:
        version = seen[f"assignment-{report.assignment_id}"]
        return findings.add_evidence(
            db, report=report, evidence=evidence, expected_version=version, today=fix.context.today, batch_id=batch_id, **_signed()
        )

    written = act_fields.Written({"actions": said, "reported_on": report.draft.reported_on.isoformat()}, only_one=act_fields.EACH_ITS_OWN)
    prepared = Prepared(act, "Guardar documento", f"Documento guardado: {markdown_safe(fix.finding.institution)}.", (said,), "", written)
    return Ready(act, prepared.button, prepared.saved, prepared.texts, prepared)


def _session(fix: Fix) -> Ready:
    """The ordinary session that the deadline waits for, in the calendar of the agreement's committee."""
    committee_id = int(fix.agreement["committee_id"])
    context = of_committee(fix.context, committee_id)
    watch = watch_sessions(context.board.own_sessions, context.cut.on, context.board.windows)
    tomorrow = context.today + timedelta(days=1)
    left, right = st.columns(2)
    proposed = max(watch.limit, tomorrow) if watch.limit else tomorrow
    held_on = single_day(left.date_input("Fecha de la sesión ordinaria", value=proposed, format=DAY, key=f"{fix.prefix}-held", persist_state="session"))
    following = read_or_stop(context.store, lambda db: next_number(db, committee_id=committee_id, kind=SessionKind.ORDINARY, year=held_on.year))
    number = int(right.number_input("Número", min_value=1, value=following, step=1, key=f"{fix.prefix}-number-{held_on.year}", persist_state="session"))
    after = session_added(context.board.sessions, committee_id=committee_id, kind=SessionKind.ORDINARY, held_on=held_on)
    moved = moved_deadlines(context.board.agreements, context.board.sessions, after)
    st.caption(f"Será el {session_texts.weekday(held_on)}. {due_texts.moved(moved)}")

    def act(db: Writer, _seen: dict[str, int], batch_id: int) -> int:
        return plan_session(
            db, committee_id=committee_id, kind=SessionKind.ORDINARY, number=number, held_on=held_on, batch_id=batch_id, **_signed()
        )

    return Ready(act, "Programar la sesión", f"Sesión programada para el {session_texts.weekday(held_on)}.")


def _members(fix: Fix) -> None:
    """The members of a group are a list of their own: Catálogos has it."""
    st.page_link(
        CATALOGUES_PAGE, label="Abrir la lista en «Catálogos»", icon=":material/groups:",
        query_params={"seccion": "Grupos", GROUP: fix.finding.institution},
    )  # fmt: skip


def _contact(fix: Fix) -> Ready:
    """That the institution was asked, or what it answered, in one line: the silence then starts again."""
    calls = kept(fix.context, calls_view, (), ()).calls
    rung = next((row for row in records(calls) if row.institution_id == fix.finding.institution_id), None)
    usual = calls_texts.USUAL_KIND[EscalationStep(rung.step)] if rung is not None else ContactKind.CALL
    on_place, kind_place, number_place = st.columns(3)
    made_on = single_day(on_place.date_input("Fecha", value=fix.context.today, max_value=fix.context.today, format=DAY, key=f"{fix.prefix}-on", persist_state="session"))
    kinds = list(ContactKind)
    kind = ContactKind(
        kind_place.selectbox("Cómo", kinds, index=kinds.index(usual), format_func=lambda code: calls_texts.KIND[code], key=f"{fix.prefix}-how", persist_state="session")
    )
    number = number_place.text_input("N.°", key=f"{fix.prefix}-letter", persist_state="session", placeholder="si es oficio o carta", max_chars=80)
    note = st.text_input("Qué se dijo", key=f"{fix.prefix}-said", persist_state="session", placeholder="En una línea", max_chars=500)
    first = ContactDraft(kind, EscalationStep.REMINDER, made_on, number, note)
    draft = first if rung is None else calls_panels.contact_draft(rung, kind, made_on, number, note)

    def act(db: Writer, _seen: dict[str, int], batch_id: int) -> int:
        return log_contact(
            db, institution_id=int(fix.finding.institution_id), agreement_id=int(fix.finding.agreement_id), draft=draft,
            today=fix.context.today, batch_id=batch_id, **_signed(),
        )  # fmt: skip

    return Ready(act, "Guardar contacto", f"Se registró {calls_texts.saved(markdown_safe(fix.finding.institution), draft.kind, draft.step)}", (number, note))


def _accept(fix: Fix) -> Ready:
    """A person has looked at it, and it stays as it is."""
    reason = st.text_input("Motivo", key=f"{fix.prefix}-why", persist_state="session", placeholder="Por qué no hay nada que arreglar", max_chars=500)
    st.caption("Deja de señalarse. El motivo queda en el historial, y puede volver a señalarse desde esta página.")

    def act(db: Writer, _seen: dict[str, int], batch_id: int) -> int:
        return findings.accept(db, kind=FindingKind(fix.finding.kind), subject=fix.finding.subject, reason=reason, batch_id=batch_id, **_signed())

    return Ready(act, "Guardar motivo", "Se aceptó así, con su motivo.", (reason,))


def _distinct(fix: Fix) -> Ready:
    """Both texts side by side, and why they are two agreements."""
    board = fix.context.board
    other = board.agreements.set_index("agreement_id").loc[fix.finding.other_id]
    for place, told in zip(st.columns(2), (other, fix.agreement), strict=True):
        with place.container(border=True):
            st.markdown(f"**{markdown_safe(told['ref'])}** · {day(told['session_on'])} · {markdown_safe(told['institutions'])}")
            st.markdown(markdown_safe(told["text"]))
    return _accept(fix)


ACCEPT = "Aceptarlo así"
WAYS: dict[FindingKind, dict[str, Way]] = {
    FindingKind.NO_DEADLINE: {"Fijar el plazo": _deadline, ACCEPT: _accept},
    FindingKind.NO_NEXT_SESSION: {"Programar la sesión": _session, "Cambiar el plazo": _deadline, ACCEPT: _accept},
    FindingKind.NO_THEME: {"Elegir el tema": _theme, ACCEPT: _accept},
    FindingKind.NO_EVIDENCE: {"Agregar el documento": _evidence, ACCEPT: _accept},
    FindingKind.UNVERIFIED: {"Verificar": _verify, ACCEPT: _accept},
    FindingKind.EMPTY_GROUP: {"Registrar sus miembros": _members, ACCEPT: _accept},
    FindingKind.UNANSWERED: {"Registrar un contacto": _contact, "Registrar lo que informó": _report, ACCEPT: _accept},
    FindingKind.DUPLICATE: {"Son distintos": _distinct, "Es el mismo: dejarlo sin efecto": _void},
}
