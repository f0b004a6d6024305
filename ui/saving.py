"""Saving what a form holds: what is asked before, the one transaction, and why nothing was saved, beside what was typed."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from data_store.database import StoreFault, Writer, writing
from data_store.imports import PlanOutdated
from data_store.lookups import UnknownRecord
from data_store.recording import Refused, Since, StaleRecord, StaleVersion
from data_store.undoing import AlreadyUndone
from follow_up.acts import PrivacyDoubt, privacy_doubts
from follow_up.rows import records
from ui import texts
from ui.act_fields import BY
from ui.frame import store

OUTCOME = "act_outcome"
# What somebody else did first, by what it stopped.
OVERTAKEN = {AlreadyUndone: texts.DECISION_UNDONE, PlanOutdated: texts.UNDO_OUTDATED, UnknownRecord: texts.RECORD_GONE}
DEFAULT_BY = "Secretaría Técnica"


def who_records() -> str:
    """The post that records: one field for all acts of the visitor."""
    return st.text_input(
        "Quién registra (cargo u oficina)", key=BY, value=DEFAULT_BY, persist_state="session", max_chars=80, help="El cargo, no el nombre de la persona."
    )


def versions(agreement: pd.Series, assignments: pd.DataFrame, last_event: int) -> dict[str, int]:
    """The versions that the visitor sees: of the agreement, of each assignment, and the last event of its log."""
    seen = {f"assignment-{row.assignment_id}": int(row.version) for row in records(assignments)}
    return {**seen, "agreement": int(agreement["version"]), "event": last_event}


def confirm_privacy(written: tuple[str, ...], *, prefix: str) -> bool:
    """Whether the text may be saved: at once, or after the writer has looked at what it seems to hold."""
    doubts = privacy_doubts(*written)
    if not doubts:
        return True
    st.warning(f"El texto contiene {_listed(doubts)}. El tablero no debe guardar datos de personas.", icon=":material/privacy_tip:")
    return st.checkbox(texts.PRIVACY_CONFIRM, key=f"{prefix}-privacy")


def _listed(doubts: list[PrivacyDoubt]) -> str:
    return "; ".join(texts.PRIVACY[doubt] for doubt in doubts)


def save(act: Callable[[Writer], object], *, saved: str, seen: int) -> bool:
    """Run the act in one transaction and keep what came of it for the next drawing of the page; whether it was saved.

    `saved` is the sentence for success, `seen` the last event that the visitor had seen when the form was opened.
    """
    try:
        with writing(store()) as db:
            act(db)
    except Refused as refused:
        st.session_state[OUTCOME] = {"refused": [texts.REFUSAL[refusal] for refusal in refused.refusals]}
    except StaleVersion:
        st.session_state[OUTCOME] = {"stale": seen}
    except StaleRecord as stale:
        st.session_state[OUTCOME] = {"since": stale.since, "last_event": stale.last_event}
    except (AlreadyUndone, PlanOutdated, UnknownRecord) as overtaken:
        st.session_state[OUTCOME] = {"refused": [OVERTAKEN[type(overtaken)]]}
    except StoreFault as error:
        st.session_state[OUTCOME] = {"fault": error.fault}
    else:
        st.session_state[OUTCOME] = {"saved": saved}
        return True
    return False


def forget_outcome() -> None:
    """What came of the last act is no longer told."""
    st.session_state.pop(OUTCOME, None)


def is_saved() -> bool:
    """Whether the last act was saved, and not told yet."""
    return "saved" in st.session_state.get(OUTCOME, {})


def left_theirs() -> None:
    """The visitor gave up what was typed for what somebody else had recorded."""
    st.session_state[OUTCOME] = {"left": "Se dejó lo registrado. Lo que usted escribió no se guardó."}


def show_saved() -> None:
    """That the last act was saved, or given up, once."""
    outcome = st.session_state.get(OUTCOME, {})
    if "saved" in outcome:
        st.success(outcome["saved"], icon=":material/check_circle:")
        del st.session_state[OUTCOME]
    if "left" in outcome:
        st.info(outcome["left"], icon=":material/history:")
        del st.session_state[OUTCOME]


def show_problems() -> None:
    """Why the act was not saved, beside the fields that keep what was typed. A change by others: `stale_since`, `met`."""
    outcome: dict[str, Any] = st.session_state.get(OUTCOME, {})
    if "refused" in outcome:
        lines = "\n".join(f"- {sentence}" for sentence in outcome["refused"])
        st.error(f"**No se guardó. Lo que escribió sigue aquí.**\n{lines}", icon=":material/error:")
    if "fault" in outcome:
        st.error(f"{texts.FAULT[outcome['fault']]} Lo que escribió sigue aquí.", icon=":material/error:")


def stale_since() -> int | None:
    """The last event that the visitor had seen, when the act met a newer version of an agreement; None otherwise."""
    return st.session_state.get(OUTCOME, {}).get("stale")


def met() -> tuple[list[Since], int] | None:
    """What others did to the record of a catalogue that the act met, and the last event of it; None otherwise.

    For `conflicts.resolved`; what was chosen there is saved as `seen` up to that event, so that a third change stops it again.
    """
    outcome: dict[str, Any] = st.session_state.get(OUTCOME, {})
    return (outcome["since"], outcome["last_event"]) if "since" in outcome else None
