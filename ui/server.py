"""What the launcher gives the server: preparation at start, the middleware, the sentence shown for a fault."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Prepare the store before the first visitor comes."""
    yield


def middleware() -> list[Middleware]:
    """The layers that every request passes, outermost first."""
    return []


def show_script_error(_error: Exception) -> bool:
    """Show our own sentence instead of Streamlit's English one."""
    return True
