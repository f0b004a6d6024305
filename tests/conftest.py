"""What every room of tests shares: a day, and a prepared base of its own for each test that asks for one."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data_store.database import Store, open_store
from data_store.preparing import prepare
from tests.data_store.records import closed


@pytest.fixture
def today() -> date:
    """A Friday after the first session, before the next one falls due."""
    return date(2026, 3, 20)


@pytest.fixture
def moment() -> datetime:
    """When things are recorded, in UTC."""
    return datetime(2026, 3, 20, 15, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base prepared once, on the newest schema and with the acta; it is copied and never opened again."""
    file = tmp_path_factory.mktemp("template") / "tablero.db"
    closed(prepare(f"sqlite:///{file}", at=datetime(2026, 3, 1, 14, tzinfo=UTC)))
    return file


@pytest.fixture
def base(template: Path, tmp_path: Path) -> Path:
    """The file of a prepared base that belongs to the test."""
    return Path(shutil.copy(template, tmp_path / "tablero.db"))


@pytest.fixture
def store(base: Path) -> Iterator[Store]:
    """A prepared base that belongs to the test, open."""
    store = open_store(f"sqlite:///{base}")
    yield store
    closed(store)
