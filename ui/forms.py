"""What can be recorded on an agreement: four acts, each validated, each refusing to overwrite what somebody else wrote.

The versions are those of the moment the act was opened, kept until it is saved or closed: a page that redraws itself with
newer data must not slip them under what was typed. What was typed stays in its widgets until it is saved.
"""

from typing import Any

import pandas as pd
import streamlit as st

from data_store.commands import Refused, StaleVersion
from data_store.database import StoreFault, writing
from data_store.queries import load_events_of
from follow_up.acts import PrivacyDoubt, privacy_doubts
from follow_up.rows import records
from ui import act_fields, sentences, texts
from ui.act_fields import BY, Fields, Prepared
from ui.escaping import markdown_safe
from ui.filters import ACT
from ui.frame import PageContext, read_or_stop, store

ACTS = {
    "avance": ":material/edit_note: Registrar avance",
    "plazo": ":material/event: Fijar o ampliar plazo",
    "verificar": ":material/verified: Verificar cumplimiento",
    "sin-efecto": ":material/block: Dejar sin efecto",
}
PREPARE = {
    "avance": act_fields.progress,
    "plazo": act_fields.deadline,
    "verificar": act_fields.verification,
    "sin-efecto": act_fields.void,
}
OUTCOME = "act_outcome"
TURN = "act_turn"  # counts the saves on an agreement; part of every key, so that the next act starts with empty fields
SHOWN = "act_shown"
DEFAULT_BY = "Secretaría Técnica"


def show_saved(agreement_id: int) -> None:
    """That the last act was saved, once, where the visitor pressed the button. What came of another agreement is forgotten."""
    if st.session_state.get(SHOWN) != agreement_id:
        st.session_state[SHOWN] = agreement_id
        st.session_state.pop(OUTCOME, None)
    outcome = st.session_state.get(OUTCOME, {})
    if "saved" in outcome:
        st.success(outcome["saved"], icon=":material/check_circle:")
        del st.session_state[OUTCOME]


def actions(
    context: PageContext, agreement: pd.Series, assignments: pd.DataFrame, reports: pd.DataFrame
) -> None:
    """The choice of the act, its fields, and the button that saves them.

    The button is asked in the run that reads the fields, never by a callback: a callback would get what the fields held
    one run before, without the words typed last.
    """
    agreement_id = int(agreement["agreement_id"])
    turn = f"{TURN}-{agreement_id}"
    prefix = f"act-{agreement_id}-{st.session_state.get(turn, 0)}"
    asked = st.query_params.get(ACT)
    act = st.segmented_control(
        "¿Qué desea registrar?", list(ACTS), format_func=lambda code: ACTS[code], key=f"{prefix}-kind", label_visibility="collapsed",
        default=asked if asked in ACTS and turn not in st.session_state else None, on_change=_start_over, args=(prefix,),
    )  # fmt: skip
    if act is None:
        st.caption("Elija qué registrar. Todo queda en el historial con fecha, hora y quién lo registró.")
        return
    opened = st.session_state.setdefault(f"{prefix}-opened", _versions(agreement, assignments, context.version))
    prepared = PREPARE[act](Fields(context, agreement, assignments, reports, f"{prefix}-{act}"))
    if prepared is None:
        return
    st.text_input(
        "Quién registra (cargo u oficina)", key=BY, value=DEFAULT_BY, persist_state="session", max_chars=80,
        help="El cargo, no el nombre de la persona.",
    )  # fmt: skip
    may_save = _confirm_privacy(prepared.texts, prefix=prefix)
    _show_problems(context, agreement_id, prefix)
    pressed = st.button(prepared.button, type="primary", key=f"{prefix}-save", disabled=not may_save)
    if pressed and may_save:
        _save(prepared, opened, turn=turn)
        st.rerun()


def _start_over(prefix: str) -> None:
    """Another act was chosen: it starts from what is on screen now."""
    st.session_state.pop(f"{prefix}-opened", None)
    st.session_state.pop(OUTCOME, None)


def _versions(agreement: pd.Series, assignments: pd.DataFrame, last_event: int) -> dict[str, int]:
    """The versions that the visitor sees: of the agreement, of each assignment, and the last event of its log."""
    seen = {f"assignment-{row.assignment_id}": int(row.version) for row in records(assignments)}
    return {**seen, "agreement": int(agreement["version"]), "event": last_event}


def _confirm_privacy(written: tuple[str, ...], *, prefix: str) -> bool:
    """Whether the text may be saved: at once, or after the writer has looked at what it seems to hold."""
    doubts = privacy_doubts(*written)
    if not doubts:
        return True
    st.warning(f"El texto contiene {_listed(doubts)}. El tablero no debe guardar datos de personas.", icon=":material/privacy_tip:")
    return st.checkbox(texts.PRIVACY_CONFIRM, key=f"{prefix}-privacy")


def _listed(doubts: list[PrivacyDoubt]) -> str:
    return "; ".join(texts.PRIVACY[doubt] for doubt in doubts)


def _save(prepared: Prepared, opened: dict[str, int], *, turn: str) -> None:
    """Run the act in one transaction and keep what came of it for the next drawing of the page."""
    try:
        with writing(store()) as db:
            prepared.act(db, opened)
    except Refused as refused:
        st.session_state[OUTCOME] = {"refused": refused.refusals}
    except StaleVersion:
        st.session_state[OUTCOME] = {"stale": opened["event"]}
    except StoreFault as error:
        st.session_state[OUTCOME] = {"fault": error.fault}
    else:
        st.session_state[OUTCOME] = {"saved": prepared.saved}
        st.session_state[turn] = st.session_state.get(turn, 0) + 1


def _show_problems(context: PageContext, agreement_id: int, prefix: str) -> None:
    """Why the act was not saved, beside the fields that keep what was typed."""
    outcome: dict[str, Any] = st.session_state.get(OUTCOME, {})
    if "refused" in outcome:
        lines = "\n".join(f"- {texts.REFUSAL[refusal]}" for refusal in outcome["refused"])
        st.error(f"**No se guardó. Lo que escribió sigue aquí.**\n{lines}", icon=":material/error:")
    if "fault" in outcome:
        st.error(f"{texts.FAULT[outcome['fault']]} Lo que escribió sigue aquí.", icon=":material/error:")
    if "stale" in outcome:
        _show_other_change(context, agreement_id, prefix, since=outcome["stale"])


def _show_other_change(context: PageContext, agreement_id: int, prefix: str, *, since: int) -> None:
    """What somebody else saved meanwhile, and the choice to go on from there."""
    events = read_or_stop(context.store, lambda db: load_events_of(db, agreement_id=agreement_id))
    lines = [
        f"- {sentences.moment(row.at)}, {markdown_safe(row.by)}: {texts.FIELD[row.field]}"
        f"{'' if pd.isna(row.institution) else ' de ' + markdown_safe(row.institution)}, "
        f"{markdown_safe(sentences.logged(row.field, row.before))} → **{markdown_safe(sentences.logged(row.field, row.after))}**"
        for row in records(events[events["event_id"] > since])
    ]
    st.warning(
        "**No se guardó: alguien cambió este acuerdo mientras usted escribía.** Lo que escribió sigue aquí.\n" + "\n".join(lines),
        icon=":material/sync_problem:",
    )
    st.button("Ya revisé ese cambio", key=f"{prefix}-go-on", on_click=_start_over, args=(prefix,), help="Después podrá guardar lo que escribió sobre ese cambio.")
