"""The fields of the two acts that only a session decides: closing an agreement whole, and changing who answers for it."""

import streamlit as st

from data_store import commands, sessions
from data_store.catalogue import load_retired
from data_store.database import Writer
from data_store.known import load_parties
from follow_up.acts import FULL, ProgressDraft
from follow_up.rows import records
from follow_up.vocabulary import OPEN_STANDINGS, Standing, Status
from ui import decision_texts
from ui.act_fields import Fields, Prepared, Written, evidence_fields, signed
from ui.escaping import markdown_safe
from ui.frame import read_or_stop

ON_TOP = "«Guardar lo mío» registra el cumplimiento después de lo que reportó la otra persona, que se conserva en la historia."
ONE_LIST = "Los responsables son una sola lista: rige una de las dos."
CLOSABLE = (*OPEN_STANDINGS, Standing.NOT_FULFILLED)


def fulfilled(fields: Fields) -> Prepared | None:
    """Close the agreement: a report of "Cumplido" for each institution that has not complied yet, with one document for all."""
    waiting = fields.assignments[fields.assignments["standing"].isin(CLOSABLE)]
    if waiting.empty:
        st.markdown(":material/info: Ninguna institución tiene pendiente este acuerdo. Si falta ver la evidencia, use «Verificar».")
        return None
    rows = {int(row.assignment_id): row for row in records(waiting)}
    chosen = st.multiselect(
        "Instituciones que cumplieron", list(rows), default=list(rows), format_func=lambda key: rows[key].institution,
        key=f"{fields.prefix}-assignments", persist_state="session", placeholder="Elija al menos una", select_all=False,
    )  # fmt: skip
    actions = st.text_area("Acciones realizadas", key=f"{fields.prefix}-actions", persist_state="session", placeholder="Qué se hizo y con qué resultado", height=70)
    evidence = evidence_fields(fields, expanded=True)
    if not chosen:
        return None
    draft = ProgressDraft(Status.FULFILLED, FULL, fields.context.today, actions, evidence)

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> None:
        for assignment_id in chosen:
            commands.report_progress(
                db, assignment_id=assignment_id, draft=draft, expected_version=opened[f"assignment-{assignment_id}"], batch_id=batch_id, **signed(fields)
            )

    names = [rows[key].institution for key in chosen]
    told = "" if evidence is None else f"{evidence.document_type} {evidence.number}"
    written = Written({"status": Status.FULFILLED.value, "actions": actions}, only_one=ON_TOP)
    minutes = decision_texts.fulfilled(fields.agreement["code"], names, evidence=told)
    return Prepared(act, "Dar por cumplido", f"Cumplido, por verificar: {markdown_safe(', '.join(names))}.", (actions,), minutes, written)


def reassignment(fields: Fields) -> Prepared | None:
    """Who answers for the agreement from today on; who did before keeps what it reported."""
    now = [int(row.institution_id) for row in records(fields.assignments)]
    gone = read_or_stop(fields.context.store, load_retired) - set(now)
    parties = {party.id: party.name for party in read_or_stop(fields.context.store, load_parties) if party.id is not None and party.id not in gone}
    chosen = st.multiselect(
        "Instituciones responsables desde hoy", list(parties), default=now, format_func=lambda key: parties[key], key=f"{fields.prefix}-parties",
        persist_state="session", placeholder="Elija al menos una", select_all=False,  # or Enter takes all that were found, and not the first
        help="Quite a la que deja de ser responsable y agregue a la que pasa a serlo. Lo que ya reportó se conserva.",
    )  # fmt: skip
    released, assigned = sorted(set(now) - set(chosen)), sorted(set(chosen) - set(now))
    if not released and not assigned:
        st.caption("Son las mismas que ahora: no hay nada que guardar.")
        return None

    def act(db: Writer, opened: dict[str, int], batch_id: int | None) -> None:
        sessions.reassign(
            db, agreement_id=int(fields.agreement["agreement_id"]), release=released, assign=assigned, decided_on=fields.context.today,
            expected_version=opened["agreement"], batch_id=batch_id, **signed(fields),
        )  # fmt: skip

    names = [[parties[key] for key in group] for group in (released, assigned)]
    minutes = decision_texts.reassigned(fields.agreement["code"], released=names[0], assigned=names[1])
    return Prepared(act, "Cambiar responsables", markdown_safe(minutes), (), minutes, Written({"institution": ", ".join(parties[key] for key in chosen)}, only_one=ONE_LIST))
