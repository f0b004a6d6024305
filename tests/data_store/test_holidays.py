"""The days that a person adds to the national ones: declared, corrected, taken back and brought back, each undone as any act."""

from collections.abc import Callable
from datetime import date

import pytest

from data_store.changing import change
from data_store.database import Store, Writer, reading, writing
from data_store.holidays import declare_holidays, load_own_holidays, rename_holiday, withdraw_holiday
from data_store.queries import data_version, load_holidays
from data_store.recording import Refused, StaleRecord
from follow_up.acts import Refusal
from follow_up.rows import records
from follow_up.vocabulary import HolidayScope
from tests.data_store.plans import undone
from tests.data_store.records import AT, BY, DATED, SIGNED, agreement_id, decide, many

DAY = date(2026, 11, 25)
NAME = "Aniversario de Moquegua"


def recorded(store: Store, act: Callable[[Writer, int], object], *, token: str) -> int:
    with writing(store) as db:
        return change(db, token=token, screen="catalogos", by=BY, at=AT, act=act)


def declared(store: Store, *days: date, name: str = NAME, token: str = "t") -> int:
    return recorded(
        store, lambda db, batch: declare_holidays(db, days=days, name=name, scope=HolidayScope.REGIONAL, batch_id=batch, **SIGNED), token=token
    )


def own(store: Store) -> list[tuple[date, str, str]]:
    with reading(store) as db:
        return [(row.day.date(), row.name, row.scope) for row in records(load_own_holidays(db))]


def version(store: Store) -> int:
    with reading(store) as db:
        return data_version(db)


def test_a_declared_day_counts_until_it_is_undone_and_again_when_that_is_undone(store: Store) -> None:
    batch = declared(store, DAY)
    for expected in (True, False, True):
        with reading(store) as db:
            assert (DAY in load_holidays(db)) is expected
        batch = undone(store, batch)
    assert own(store) == []


def test_a_day_is_renamed_taken_back_and_declared_again_under_another_name(store: Store) -> None:
    declared(store, DAY)
    number, seen = DAY.toordinal(), version(store)
    rename = recorded(store, lambda db, batch: rename_holiday(db, holiday_id=number, name="Feriado", scope=HolidayScope.DECREE, seen=seen, batch_id=batch, **SIGNED), token="r")
    assert own(store) == [(DAY, "Feriado", "decree")]
    with pytest.raises(StaleRecord):
        recorded(store, lambda db, batch: withdraw_holiday(db, holiday_id=number, seen=seen, batch_id=batch, **SIGNED), token="w")
    undone(store, rename)
    assert own(store) == [(DAY, NAME, "regional")]
    recorded(store, lambda db, batch: withdraw_holiday(db, holiday_id=number, seen=version(store), batch_id=batch, **SIGNED), token="w2")
    assert own(store) == []
    back = declared(store, DAY, name="Otro nombre", token="again")
    assert own(store) == [(DAY, "Otro nombre", "regional")]
    undone(store, back)
    assert own(store) == []


@pytest.mark.parametrize(
    ("days", "name", "refusal"),
    [
        pytest.param([DAY], " ", Refusal.HOLIDAY_NAME, id="no name"),
        pytest.param([], NAME, Refusal.HOLIDAY_DAY, id="no day"),
        pytest.param([date(2030, 4, 19)], NAME, Refusal.HOLIDAY_NATIONAL, id="Good Friday of 2030"),
        pytest.param([date(2026, 11, 26), date(2026, 11, 27)], NAME, Refusal.HOLIDAY_REPEATED, id="one of two is there"),
    ],
)
def test_a_day_that_cannot_be_declared_leaves_nothing_behind(store: Store, days: list[date], name: str, refusal: Refusal) -> None:
    declared(store, date(2026, 11, 27))
    with pytest.raises(Refused) as raised:
        declared(store, *days, name=name, token="refused")
    assert raised.value.refusals == [refusal]
    assert own(store) == [(date(2026, 11, 27), NAME, "regional")]


def test_a_holiday_never_moves_a_stored_deadline(store: Store) -> None:
    number = agreement_id(store, "01")
    decide(store, number)
    declared(store, DATED.deadline or DAY)
    assert many(store, "SELECT deadline, version FROM agreement WHERE id = :id", id=number) == [(str(DATED.deadline), 2)]
