"""A session that is presented, as the tests of its windows start it: the invented sessions, the last of them open today."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from data_store import sessions
from data_store.database import Store, open_store, writing
from tests.data_store.records import BY, closed, one
from tests.pages.screen import Sees, elements, field, run
from ui.clock import now

DAY = date(2026, 11, 20)
BEGIN = {"operator": "Abrir como operador", "projector": "Presentar en esta ventana"}
NOTES = "NOTA-INTERNA-QUE-NADIE-MAS-LEE"


def session_id(store: Store, code: str = "2026-O3") -> int:
    return int(str(one(store, "SELECT id FROM committee_session WHERE code = :code", code=code)))


def open_hall(store: Store, code: str = "2026-O3") -> int:
    """Open the session; its id."""
    number = session_id(store, code)
    with writing(store) as db:
        sessions.open_session(db, session_id=number, today=DAY, by=BY, at=now())
    return number


def begun(sees: Sees, file: Path, page: str = "operator", **query: object) -> AppTest:
    """A presentation that was started on the page that sets it out, in a window of its own."""
    press(sees(file, "session", day=DAY, **query), BEGIN[page])
    return sees(file, page, day=DAY, presentacion=running_in(file))


def running_in(file: Path) -> str:
    """The number of the newest presentation."""
    store = open_store(f"sqlite:///{file}")
    number = str(one(store, "SELECT MAX(id) FROM presentation"))
    closed(store)
    return number


def slides(screen: AppTest) -> list[str]:
    """The slides on a page as their HTML, without frame and clock; on the operator's the one in sight first, then the next."""
    found = [re.search(r"<section.*</section>", element.proto.body, re.DOTALL) for element in elements(screen, "html")]
    return [re.sub(r"<time>\d\d:\d\d</time></span></p></footer>", "", match.group()) for match in found if match]


def everything(screen: AppTest) -> str:
    """All that reaches the browser of a window."""
    shown: list[Any] = list(screen.main)
    return "".join(str(element.proto) for element in shown if hasattr(element, "proto"))


def press(screen: AppTest, label: str) -> AppTest:
    """One of the moves, or another button of that label."""
    next(button for button in screen.button if button.label == label).click()
    return run(screen)


def turned_to(screen: AppTest, title: str) -> AppTest:
    """The slide of that title, by the list."""
    jump = field(screen, "Ir a la lámina")
    jump.set_value(next(place for place, words in enumerate(jump.options) if title in words))
    return run(screen)


def acting(screen: AppTest, act: str) -> AppTest:
    """An act of the panel of decisions, opened."""
    group = next(group for group in screen.segmented_control if group.proto.label.startswith("Decidir"))
    group.set_value(act)
    return run(screen)


def confirmed(screen: AppTest) -> AppTest:
    """The big button."""
    next(button for button in screen.button if button.label.startswith("Confirmar:")).click()
    return run(screen)
