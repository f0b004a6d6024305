"""The contacts with one institution, on its sheet."""

import pandas as pd
import streamlit as st

from data_store.contacts import load_contacts
from follow_up.rows import records
from follow_up.vocabulary import ContactKind, EscalationStep
from ui import calls_texts, panels
from ui.due_fields import DAY
from ui.frame import PageContext, read_or_stop

CONTACTS_SHOWN = 12
COLUMNS = {"Fecha": st.column_config.DateColumn("Fecha", format=DAY, width=105), "Qué se dijo": st.column_config.TextColumn("Qué se dijo", width=420)}
CALLS_PAGE = "../pages/calls.py"


def contacts_of(context: PageContext, institution_code: str) -> None:
    """What was asked of the institution and what it answered, newest first, up to the cut-off."""
    cut, board = context.cut, context.board
    as_member = board.members.loc[board.members["member_code"] == institution_code, "member_id"]
    ids = {*board.assignments.loc[board.assignments["institution_code"] == institution_code, "institution_id"], *as_member}
    said = read_or_stop(context.store, lambda db: load_contacts(db, at=cut.on, known_at=cut.known_at))
    said = said[said["institution_id"].isin(ids)].iloc[::-1]
    with st.container(border=True):
        panels.subtitle(f"Llamadas, visitas y oficios: {len(said)}")
        if said.empty:
            st.markdown("Ningún contacto registrado.")
        else:
            st.dataframe(_cells(said.head(CONTACTS_SHOWN)), hide_index=True, column_config=COLUMNS, key="institution-contacts", alt="Contactos con la institución, el más reciente arriba")
        if len(said) > CONTACTS_SHOWN:
            st.caption(f"Se muestran los {CONTACTS_SHOWN} últimos; los demás están en «Historial».")
        st.page_link(CALLS_PAGE, label=calls_texts.PAGE_LINK, icon=":material/arrow_forward:", icon_position="right")


def _cells(said: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (row.made_on.date(), calls_texts.KIND[ContactKind(row.kind)], calls_texts.STEP[EscalationStep(row.step)], row.number, row.note, row.by)
        for row in records(said)
    ]
    return pd.DataFrame(rows, columns=pd.Index(["Fecha", "Cómo", "Paso", "N.°", "Qué se dijo", "Quién registró"]))
