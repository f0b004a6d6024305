"""A base for one example of a law, and what it says."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from data_store.commands import add_member
from data_store.database import Store, open_store, reading, writing
from data_store.event_log import first_broken_event
from data_store.known import load_known
from follow_up.import_plan import ImportPlan, RowKind
from follow_up.spelling import fold_name
from tests.data_store.random_trackers import TODAY
from tests.data_store.records import closed, institution_id

UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]  # an example costs a base and a workbook: a failure must not cost minutes


def law(examples: int) -> settings:
    """How a law is tried: with so many examples."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=UNSHRUNK)


@pytest.fixture(scope="module")
def ground(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The acta, with two municipalities in the group of the local governments."""
    file = Path(shutil.copy(template, tmp_path_factory.mktemp("ground") / "tablero.db"))
    store = open_store(f"sqlite:///{file}")
    group = institution_id(store, "GOBIERNOS-LOCALES")
    with writing(store) as db:
        for code in ("MPMN", "MPI"):
            add_member(db, group_id=group, member_id=institution_id(store, code), valid_from=None, by="ST", at=datetime(2026, 3, 1, 15, tzinfo=UTC))
    closed(store)
    return file


@contextmanager
def base_of(ground: Path) -> Iterator[Store]:
    """A copy of the base for one example. Its folder goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{shutil.copy(ground, folder)}")
        yield store
        closed(store)


def state(store: Store) -> dict[str, object]:
    """What the base says of each agreement, whatever the numbers of its records and the order in which they were made."""
    with reading(store) as db:
        known = load_known(db, today=TODAY)
    name = {number: fold_name(acronym) for number, acronym in known.names.items()}  # a new institution is named as the first row writes it
    told = {}
    for agreement in known.agreements.values():
        links = {name[number]: (link.report, {name[m]: r for m, r in link.members.items()}) for number, link in agreement.assignments.items()}
        told[agreement.ref] = (
            agreement.text, agreement.problem, agreement.theme, name[agreement.follow_up_id], agreement.deadline_kind, agreement.deadline,
            agreement.deadline_since, agreement.deadline_note, links,
        )  # fmt: skip
    return told


def told(plan: ImportPlan) -> list[tuple[object, ...]]:
    """The rows that would do something, for the message of a failure."""
    return [(row.kind, row.entry.place, row.entry.code, row.changes, row.doubts, row.refusals, row.entry.flaws) for row in plan.rows if row.kind != RowKind.SAME]


def sound(store: Store) -> bool:
    with writing(store) as db:
        return first_broken_event(db) is None
