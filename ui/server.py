"""What the launcher gives the server: preparation at start, the middleware, the sentence shown for a fault."""

import importlib
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import streamlit as st
from starlette.middleware import Middleware

from data_store.database import StoreFault, database_url
from data_store.preparing import prepare, prepare_demonstration
from follow_up.cut_off import CutOff
from ui import texts
from ui.chrome import SpanishChrome
from ui.clock import now, today
from ui.frame import is_demo, open_at

NOTHING_LISTENS = 3  # the exit status that uvicorn gives a start that failed


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Prepare the store before the first visitor comes; without a store, say why and end."""
    try:
        day = today()
        if is_demo():
            prepare_demonstration(database_url(), today=day, at=now())
        else:
            prepare(database_url(), at=now())
    except StoreFault as error:
        _end_with(texts.FAULT[error.fault])
    except ValueError:
        _end_with(texts.WRONG_DAY)
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


def _end_with(sentence: str) -> NoReturn:
    """Say why the server does not start; nothing is left half-done, so nothing needs to be closed."""
    print(sentence, file=sys.stderr, flush=True)
    os._exit(NOTHING_LISTENS)


def warm_up() -> None:
    """Load what the first visitor would wait for, while nobody waits: the screens' modules and the board of today."""
    importlib.import_module("ui.charts")
    importlib.import_module("ui.forms")
    open_at(CutOff(today()))


def middleware() -> list[Middleware]:
    """The layers that every request passes, outermost first."""
    return [Middleware(SpanishChrome)]


def show_script_error(error: Exception) -> bool:
    """Keep the fault in the server's log and show our own sentence instead of Streamlit's English one."""
    logging.getLogger("tablero").error("a page failed", exc_info=error)
    st.error(texts.SCRIPT_ERROR, icon=":material/error:")
    return True
