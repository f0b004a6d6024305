"""«Mi propio formato»: the user's own workbook, filled in place with what the store holds; what would be lost is said before."""

import hashlib
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from follow_up.import_plan import Choices, Known, Place
from tracker.handing_back import fill_apart, losses_apart
from tracker.records import FileRefused, Reading
from tracker.writing.filling import SKIP_SENTENCES, OwnFormat
from tracker.writing.losses import SENTENCES
from ui import importing, panels, questions, texts, uploads
from ui.confirming import XLSX
from ui.escaping import markdown_safe
from ui.fillings import Filling, own_filling
from ui.frame import PageContext
from ui.importing import Decisions, Work
from ui.sentences import count

OWN = "excel_own"
FILLED = "excel_own_filled"  # the copy last made, with what it was made of
ROWS_TOLD = 12


def own_format(context: PageContext, known: Known) -> None:
    """Upload the workbook, see what would be lost, download it filled."""
    panels.subtitle("Mi propio formato")
    st.markdown("Suba el libro que usa su oficina: el tablero llena el plazo, el estado, el avance y lo demás que reconozca, y deja todo el resto como está.")
    file = st.file_uploader("Su libro de Excel", type=["xlsx", "xlsm"], key="excel-own-file", max_upload_size=importing.MEGABYTES)
    if file is None:
        st.session_state.pop(OWN, None)
        st.session_state.pop(FILLED, None)
        return
    work = _work(file.name, file.getvalue())
    importing.read(work, context)
    if uploads.refused(work) or work.reading is None:
        return
    decisions = _decisions(work, context, work.reading)
    facts = importing.gather(work, context, work.reading)
    plan = importing.plan(work, context, work.reading, facts, decisions)
    filling = own_filling(plan, known, speaker=decisions.choices.speaker)
    _tell(filling)
    if not filling.rows:
        st.info("Todavía no hay filas que llenar. Conteste lo que se pregunta arriba; si no se pregunta nada, revise que el libro tenga el número o el texto de cada acuerdo.", icon=":material/arrow_upward:")
    elif _tell_losses(work):
        _hand_back(work, work.reading, filling, (context.version, decisions))


def _work(name: str, data: bytes) -> Work:
    """The work on this workbook, kept while it is the one uploaded."""
    work: Work | None = st.session_state.get(OWN)
    sha256 = hashlib.sha256(data).hexdigest()
    if work is None or work.sha256 != sha256:
        work = Work(name, data, sha256, prefix="own")
        st.session_state[OWN] = work
    return work


def _decisions(work: Work, context: PageContext, reading: Reading) -> Decisions:
    """Whose workbook it is and of which sessions: that is all that finding the agreements needs."""
    facts = importing.gather(work, context, reading)
    speaker = questions.speaker(work, context, reading)
    return Decisions({}, questions.sessions(work, facts), Choices(context.today, context.today, work.name, speaker))


def _tell(filling: Filling) -> None:
    """How many rows are found, and which ones stay as they are."""
    st.markdown(f"**{count(len(filling.rows), 'fila corresponde', 'filas corresponden')} a un acuerdo del tablero.**")
    for places, told in [
        (filling.unmatched, "Filas que quedan como están, porque no corresponden a un acuerdo"),
        (filling.several, "Filas de varias instituciones que informan cosas distintas, en las que solo se llena el plazo"),
    ]:
        if places:
            st.markdown(f":material/info: {told}: {_rows(places)}.")


def _rows(places: Sequence[Place]) -> str:
    numbers = list(dict.fromkeys(str(place.row) for place in places))
    more = f" y {len(numbers) - ROWS_TOLD} más" if len(numbers) > ROWS_TOLD else ""
    return f"{', '.join(numbers[:ROWS_TOLD])}{more}"


def _tell_losses(work: Work) -> bool:
    """What the copy will not have, before it is made. Whether it can be made at all."""
    try:
        if work.losses is None:
            work.losses = losses_apart(work.data, work.name)
    except FileRefused as refused:
        work.refused = refused
        uploads.refused(work)
        return False
    if work.losses:
        lines = "\n".join(f"- {SENTENCES[code]}" for code in work.losses)
        st.warning(f"**Esto no se puede conservar en la copia; su archivo original no se toca:**\n{lines}", icon=":material/warning:")
    else:
        st.markdown(":material/check: La copia conserva todo lo que su libro tiene.")
    return True


def _hand_back(work: Work, reading: Reading, filling: Filling, made_of: tuple[object, ...]) -> None:
    """Make the copy when asked, then tell what changed in it and give it."""
    asked = st.button("Llenar la copia", key=f"{work.key}-fill", icon=":material/edit_document:")
    filled: tuple[object, OwnFormat] | None = st.session_state.get(FILLED)
    if asked:
        try:
            with st.spinner("Llenando su libro…"):
                filled = made_of, fill_apart(work.data, work.name, reading, filling.rows, texts.STATUS)
        except FileRefused as refused:
            work.refused = refused
            st.rerun()
        st.session_state[FILLED] = filled
    if filled is None or filled[0] != made_of:
        return
    _give(work, filled[1])


def _give(work: Work, copy: OwnFormat) -> None:
    """The filled copy, with every cell that changed, and those that should have and could not."""
    for skip in copy.skips[:ROWS_TOLD]:
        st.markdown(f":material/info: {markdown_safe(skip.cell)}: {SKIP_SENTENCES[skip.reason]}")
    if not copy.changes:
        st.markdown(":material/check: Su libro ya dice lo mismo que el tablero: no hay celdas que llenar.")
        return
    st.success(f"{count(len(copy.changes), 'celda llenada', 'celdas llenadas')}. Ninguna otra se tocó.", icon=":material/check_circle:")
    st.download_button(
        "Descargar la copia llenada", copy.data, file_name=f"{work.name.rsplit('.', 1)[0]} (llenado).xlsx", mime=XLSX, key=f"{work.key}-copy",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    with st.expander("Qué cambió en la copia", icon=":material/difference:"):
        cells = {
            "Celda": [change.cell for change in copy.changes],
            "Antes": [change.before or texts.NOTHING for change in copy.changes],
            "Después": [change.after for change in copy.changes],
        }
        st.dataframe(pd.DataFrame(cells), hide_index=True, key=f"{work.key}-changes", alt="Celdas llenadas en la copia")
