"""The last step of an import: what the button will do, who records it, and what came of it."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from data_store.applying import RowRefused
from data_store.database import StoreFault
from data_store.recording import Refused
from follow_up.acts import Refusal
from follow_up.import_plan import ImportPlan, PlanRow
from tracker.handing_back import result_apart
from tracker.records import Reading
from ui import import_texts, panels, texts
from ui.escaping import markdown_safe
from ui.fillings import result_of
from ui.filters import AGREEMENT_PAGE, AGREEMENTS_PAGE
from ui.frame import PageContext
from ui.importing import Recorded, Work, is_accepted, record
from ui.saving import who_records
from ui.sentences import count

BATCHES_PAGE = "../pages/batches.py"
BATCH = "carga"  # the batch that the address of the page Cargas names
PRIVATE_SHOWN = 8
LINKED = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def confirm(work: Work, context: PageContext, reading: Reading, proposed: ImportPlan) -> None:
    """Totals, privacy, who records, and the only button that writes."""
    panels.subtitle("5. Confirmar")
    accepted = [row for row in proposed.rows if is_accepted(work, row)]
    st.markdown(f"**{import_texts.will_record(accepted, left_out=_left_out(work, proposed))}**")
    if not accepted:
        _give_report(work, reading, Recorded(None, proposed, frozenset(), ""), context.today)
        return
    if proposed.names:
        st.markdown(f"También se guardará lo que respondió sobre los nombres: {markdown_safe(import_texts.names_kept(proposed.names))}.")
    by = who_records()
    may_save = _confirm_privacy(work, accepted)
    # The key is of this plan: a press on an older one, made again by the same click, records nothing that was not seen.
    pressed = st.button(f"Registrar {count(len(accepted), 'fila', 'filas')}", type="primary", key=f"{work.key}-record-{work.planned}", icon=":material/save:", disabled=not may_save)
    if pressed and may_save:
        _record(work, context, reading, proposed, by=by, number=len(accepted))


def _left_out(work: Work, proposed: ImportPlan) -> int:
    """The rows that say something new or that wait, and stay out."""
    return sum(row.kind != "same" and not is_accepted(work, row) for row in proposed.rows)


def _confirm_privacy(work: Work, accepted: Sequence[PlanRow]) -> bool:
    """Whether the texts may be recorded: at once, or after the person has looked at what they seem to hold."""
    found = [(row.entry.place, work.private[row.entry.place]) for row in accepted if row.entry.place in work.private]
    if not found:
        return True
    lines = [f"- Fila {place.row}: {'; '.join(texts.PRIVACY[doubt] for doubt in doubts)}" for place, doubts in found[:PRIVATE_SHOWN]]
    if len(found) > PRIVATE_SHOWN:
        lines.append(f"- y {len(found) - PRIVATE_SHOWN:,} filas más")
    told = count(len(found), "fila contiene lo que parecen datos", "filas contienen lo que parecen datos")
    st.warning(f"{told} de personas. El tablero no debe guardarlos.\n" + "\n".join(lines), icon=":material/privacy_tip:")
    return st.checkbox(texts.PRIVACY_CONFIRM, key=f"{work.key}-privacy-{len(found)}")


def _record(work: Work, context: PageContext, reading: Reading, proposed: ImportPlan, *, by: str, number: int) -> None:
    progress = st.progress(0.3, text=f"Registrando {count(number, 'fila', 'filas')}; se guardan todas o ninguna…")
    try:
        record(work, reading, proposed, by=by, today=context.today)
    except RowRefused as refused:
        progress.empty()
        _tell_refused(refused.refusals, where=f" Desmarque la fila {refused.place.row} o corríjala.")
    except Refused as refused:
        progress.empty()
        _tell_refused(refused.refusals, where="")
    except StoreFault as fault:
        progress.empty()
        st.error(texts.FAULT[fault.fault], icon=":material/error:")
    else:
        st.rerun()


def _tell_refused(refusals: Sequence[Refusal], *, where: str) -> None:
    lines = "\n".join(f"- {texts.REFUSAL[refusal]}" for refusal in refusals)
    st.error(f"**{import_texts.NOTHING_WRITTEN}{where}**\n{lines}", icon=":material/error:")


def outcome(work: Work, context: PageContext, reading: Reading, done: Recorded) -> None:
    """What was recorded, where to undo it, where to see it, and the report to keep or send back."""
    rows = [row for row in done.plan.rows if row.entry.place in done.accepted]
    with st.container(border=True):
        st.success(f"{import_texts.recorded(rows)} {import_texts.rows_left_out(_left_out(work, done.plan))}".strip(), icon=":material/check_circle:")
        if done.plan.names:
            st.markdown(f"También se guardó lo que respondió sobre los nombres: {markdown_safe(import_texts.names_kept(done.plan.names))}.")
        with st.container(horizontal=True, vertical_alignment="center"):
            _give_report(work, reading, done, context.today)
            if done.applied:
                st.page_link(BATCHES_PAGE, label="Ver o deshacer esta carga", icon=":material/undo:", query_params={BATCH: str(done.applied.batch_id)})
            if st.button("Revisar el archivo otra vez", key=f"{work.key}-again", icon=":material/replay:"):
                work.outcome = work.plan = None
                st.rerun()
        _touched(context, rows)


def _give_report(work: Work, reading: Reading, done: Recorded, today: date) -> None:
    """The report to keep or to send back; also of a file of which nothing can be recorded yet."""
    st.download_button(
        "Descargar el informe del resultado" if done.applied else "Descargar sus filas con lo que les falta", lambda: _report(work, reading, done, today),
        file_name=f"resultado {work.name.rsplit('.', 1)[0]}.xlsx", mime=XLSX, key=f"{work.key}-report", icon=":material/download:", on_click="ignore",
        help="Sus propias filas, con lo que pasó con cada una y lo que falta.",
    )  # fmt: skip


def _report(work: Work, reading: Reading, done: Recorded, today: date) -> bytes:
    """The user's own rows with what became of each, made when it is asked for."""
    result = result_of(done.plan, reading, accepted=done.accepted, why=import_texts.reasons, made_on=today, by=done.by)
    return result_apart(work.data, work.name, reading, result)


def _touched(context: PageContext, rows: Sequence[PlanRow]) -> None:
    """Links to the agreements that the file touched, in the order of the board."""
    ids = {row.agreement_id for row in rows if row.agreement_id is not None}
    new = {(row.entry.session.held_on, row.entry.code) for row in rows if row.agreement_id is None and row.entry.session}
    board = context.board.agreements
    created = [key in new for key in zip(board["session_on"].dt.date, board["code"], strict=True)]
    touched = board[board["agreement_id"].isin(ids) | pd.Series(created, index=board.index, dtype=bool)]
    if touched.empty:
        return
    st.caption("Acuerdos que cambiaron")
    with st.container(horizontal=True):
        for ref, code in zip(touched["ref"][:LINKED], touched["code"][:LINKED], strict=True):
            st.page_link(AGREEMENT_PAGE, label=markdown_safe(code), icon=":material/fact_check:", query_params={"ref": ref})
        if len(touched) > LINKED:
            st.page_link(AGREEMENTS_PAGE, label=f"y {len(touched) - LINKED:,} más", icon=":material/arrow_forward:")
