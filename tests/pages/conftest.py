"""Bases for the screens; what the server keeps between runs is thrown away around each test."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from data_store.commands import add_committee
from data_store.database import open_store, writing
from data_store.demonstration import load_demonstration
from data_store.migrating import migrate
from data_store.preparing import MIGRATIONS
from follow_up.vocabulary import CommitteeLevel
from tests.data_store.records import SIGNED, TODAY, closed
from tests.pages.screen import Sees, opened
from ui import frame

DEMO_DAY = date(2026, 11, 20)


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once() -> Iterator[None]:
    """Streamlit looks through every installed package for each new visitor of a test: half of what opening a page costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_kept() -> Iterator[None]:
    """No board of a test before; between these tests the key of the cache parts them, since each base is a file of its own.

    A page that raises says why, instead of the sentence that visitors get.
    """
    st.cache_resource.clear()
    st.set_option("client.showErrorDetails", "full")
    yield
    st.set_option("client.showErrorDetails", "none")
    st.cache_resource.clear()


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sees]:
    """The screen of a base on a day, as a new visitor: `sees(file, page, day=…, **filters)`."""
    files = set()

    def see(file: Path, page: str = "overview", *, day: date = TODAY, **query: object) -> AppTest:
        files.add(file)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
        monkeypatch.setenv("TABLERO_TODAY", day.isoformat())
        return opened(page, **query)

    monkeypatch.delenv("TABLERO_DEMO", raising=False)
    yield see
    for file in files:
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
        closed(frame.store())


@pytest.fixture(scope="session")
def invented(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration on `DEMO_DAY`; it is only read."""
    file = Path(shutil.copy(template, tmp_path_factory.mktemp("demostracion") / "tablero.db"))
    store = open_store(f"sqlite:///{file}")
    with writing(store) as db:
        load_demonstration(db, today=DEMO_DAY, at=datetime(2026, 11, 20, 17, tzinfo=UTC))
    closed(store)
    return file


@pytest.fixture
def demo(sees: Sees, invented: Path) -> AppTest:
    """The first screen of the demonstration."""
    return sees(invented, day=DEMO_DAY)


@pytest.fixture(params=["nothing", "a committee", "a session"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A base on the newest schema without a single agreement."""
    file = tmp_path / "vacia.db"
    store = open_store(f"sqlite:///{file}")
    migrate(store, MIGRATIONS)
    if request.param != "nothing":
        with writing(store) as db:
            add_committee(db, code="C", name="CODISEC Ilo", level=CommitteeLevel.DISTRICT, territory="Ilo", **SIGNED)
    closed(store)
    if request.param == "a session":
        with closing(sqlite3.connect(file)) as raw, raw:
            columns = "id, committee_id, code, number, kind, held_on, title"
            raw.execute(f"INSERT INTO committee_session ({columns}) VALUES (1, 1, '2026-O1', 1, 'ordinary', '2026-02-25', 'Primera sesión ordinaria')")
    return file
