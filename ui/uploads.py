"""The files of a visitor: drop some, choose the one to work on, put it away."""

from typing import Literal

import streamlit as st

from data_store.batches import find_batch, load_batches
from tracker.messages import refusal_sentence
from ui import import_texts, panels
from ui.escaping import markdown_safe
from ui.frame import PageContext, kept, read_or_stop
from ui.importing import MAX_FILES, MEGABYTES, Work, put_away, take, works
from ui.sentences import moment

TYPES = ["xlsx", "xlsm", "xls", "ods", "csv"]
TURN = "excel_turn"  # part of the uploader's key: what was taken leaves it empty for the next files
CHOSEN = "excel_chosen"
NOT_TAKEN = "excel_not_taken"  # names of the files of the last upload that were one too many


def chosen_file() -> Work | None:
    """The file that is worked on; several are worked one after another, each with a plan of its own."""
    panels.subtitle("1. Archivo")
    turn = st.session_state.setdefault(TURN, 0)
    uploaded = st.file_uploader(
        "Arrastre aquí el archivo que le enviaron, o búsquelo con el botón. Pueden ser varios a la vez.", type=TYPES, accept_multiple_files=True,
        key=f"excel-upload-{turn}", max_upload_size=MEGABYTES,
    )  # fmt: skip
    if uploaded:
        taken = [take(file.name, file.getvalue()) for file in uploaded[:MAX_FILES]]
        st.session_state[NOT_TAKEN] = [file.name for file in uploaded[MAX_FILES:]]
        st.session_state[TURN] = turn + 1
        st.session_state[CHOSEN] = taken[0].sha256
        st.rerun()
    files = {work.sha256: work for work in works()}
    if not files:
        st.markdown(import_texts.NO_FILE)
        return None
    names, remove = st.columns([5, 1], vertical_alignment="bottom")
    if st.session_state.get(CHOSEN) not in files:
        st.session_state[CHOSEN] = next(iter(files))
    chosen = names.selectbox(
        f"Archivo en revisión ({len(files)})" if len(files) > 1 else "Archivo en revisión", list(files), format_func=lambda key: files[key].label, key=CHOSEN, persist_state="session",
    )  # fmt: skip
    work = files[chosen]
    if remove.button("Quitar", key=f"{work.key}-remove", icon=":material/close:", width="stretch", help="Deja de revisarlo; lo ya registrado sigue registrado."):
        put_away(work)
        st.rerun()
    return work


def tell_states() -> None:
    """How far the review of each file has come, and which files were one too many."""
    files = works()
    if len(files) > 1:
        with st.container(horizontal=True, gap="xsmall"):
            for work in files:
                words, colour = _state(work)
                st.badge(f"{markdown_safe(work.label)}: {words}", color=colour)
    left = st.session_state.get(NOT_TAKEN)
    if left:
        st.warning(f"Se revisan hasta {MAX_FILES} archivos a la vez. Vuelva a subir después: {markdown_safe(', '.join(left))}.", icon=":material/warning:")


def _state(work: Work) -> tuple[str, Literal["green", "red", "gray"]]:
    if work.outcome is not None:
        return "✔ registrado", "green"
    return ("✕ no se pudo leer", "red") if work.refused is not None else ("por revisar", "gray")


def refused(work: Work) -> bool:
    """Whether the file cannot be read, which is then told with what to do about it."""
    if work.refused is None:
        return False
    st.error(f"**{markdown_safe(work.name)}:** {markdown_safe(refusal_sentence(work.refused))}", icon=":material/block:")
    return True


def tell_same_file(work: Work, context: PageContext, *, is_empty: bool) -> None:
    """That this very file was recorded before, and whether it would change anything now."""
    before = kept(context, _applied_before, work.sha256)
    if before is not None:
        at, by = before
        st.info(markdown_safe(import_texts.same_file(at, by=by, empty=is_empty)), icon=":material/content_copy:")
    elif is_empty:
        st.info(import_texts.NOTHING_NEW, icon=":material/check:")


def _applied_before(context: PageContext, sha256: str) -> tuple[str, str] | None:
    """When and by whom this very file was last recorded."""
    batch_id = read_or_stop(context.store, lambda db: find_batch(db, sha256))
    if batch_id is None:
        return None
    batches = read_or_stop(context.store, load_batches)
    batch = batches[batches["batch_id"] == batch_id].iloc[0]
    return moment(batch["at"]), str(batch["by"])
