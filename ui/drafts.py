"""What is typed and not saved yet outlives a reload of the page: the address names the draft, the server remembers it while it runs.

Streamlit keeps fields for a visit only, and a reload is another visit. Nothing of a draft reaches the base or the disk.
"""

from collections.abc import Iterable
from secrets import token_urlsafe

import streamlit as st

DRAFT = "borrador"  # in the address; not to be guessed, since whoever has it reads the draft
DRAFTS_KEPT = 50


@st.cache_resource(max_entries=DRAFTS_KEPT, show_spinner=False)
def _draft(token: str) -> dict[str, object]:  # noqa: ARG001  # the token is the key
    return {}


def _mine() -> dict[str, object]:
    if DRAFT not in st.query_params:
        st.query_params[DRAFT] = token_urlsafe(9)
    return _draft(st.query_params[DRAFT])


def recall() -> None:
    """Give the fields back what was typed before the page was reloaded. To be asked before they are drawn."""
    for key, value in _mine().items():
        st.session_state.setdefault(key, value)


def remember(keys: Iterable[str]) -> None:
    """Keep what the fields of these keys hold, and nothing else."""
    draft = _mine()
    draft.clear()
    draft.update({key: st.session_state[key] for key in keys if key in st.session_state})
