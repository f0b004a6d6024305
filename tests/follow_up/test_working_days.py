"""Working and calendar days (TUO Ley 27444, arts. 144 and 145), against the check values of the domain reference."""

import json
from datetime import date
from pathlib import Path

import pytest

from follow_up.deadlines import add_calendar_days, add_working_days, is_working_day, roll_to_working_day

SEED = Path(__file__).resolve().parents[2] / "seed"
SESSION = date(2026, 2, 25)


@pytest.fixture(scope="module")
def holidays() -> frozenset[date]:
    """The national holidays that the product is delivered with."""
    return frozenset(
        date.fromisoformat(holiday["day"]) for holiday in json.loads((SEED / "holidays.json").read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (SESSION, 0, SESSION),
        (SESSION, 1, date(2026, 2, 26)), (SESSION, 3, date(2026, 3, 2)), (SESSION, 5, date(2026, 3, 4)),
        (SESSION, 7, date(2026, 3, 6)), (SESSION, 10, date(2026, 3, 11)), (SESSION, 15, date(2026, 3, 18)),
        (SESSION, 20, date(2026, 3, 25)), (SESSION, 26, date(2026, 4, 6)), (SESSION, 30, date(2026, 4, 10)),
        (SESSION, 60, date(2026, 5, 25)),
        (date(2026, 4, 1), 1, date(2026, 4, 6)), (date(2026, 4, 1), 5, date(2026, 4, 10)),
        (date(2026, 4, 1), 10, date(2026, 4, 17)),
        (date(2026, 7, 22), 1, date(2026, 7, 24)), (date(2026, 7, 22), 3, date(2026, 7, 30)),
        (date(2026, 7, 22), 5, date(2026, 8, 3)), (date(2026, 7, 22), 10, date(2026, 8, 11)),
        (date(2026, 12, 7), 1, date(2026, 12, 10)), (date(2026, 12, 7), 10, date(2026, 12, 23)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)), (date(2026, 12, 24), 5, date(2027, 1, 4)),
        (date(2026, 12, 24), 10, date(2027, 1, 11)),
    ],
    ids=lambda value: f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value),
)  # fmt: skip
def test_working_days_skip_weekends_and_holidays(holidays: frozenset[date], start: date, days: int, expected: date) -> None:
    assert add_working_days(start, days, holidays) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(30, date(2026, 3, 27), id="a Friday stays"),
        pytest.param(3, date(2026, 3, 2), id="a Saturday moves to Monday"),
        pytest.param(60, date(2026, 4, 27), id="a Sunday moves to Monday"),
        pytest.param(36, date(2026, 4, 6), id="Thursday of Holy Week moves over four days"),
        pytest.param(0, SESSION, id="no days"),
    ],
)
def test_calendar_days_end_on_a_working_day(holidays: frozenset[date], days: int, expected: date) -> None:
    assert add_calendar_days(SESSION, days, holidays) == expected


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 4, 1), True, id="a Wednesday"),
        pytest.param(date(2026, 4, 2), False, id="Holy Thursday"),
        pytest.param(date(2026, 4, 4), False, id="a Saturday"),
        pytest.param(date(2026, 4, 5), False, id="a Sunday"),
        pytest.param(date(2026, 6, 5), True, id="a Friday before a holiday on Sunday"),
        pytest.param(date(2026, 11, 25), True, id="a local day is only a holiday when the table says so"),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(holidays: frozenset[date], day: date, *, works: bool) -> None:
    assert is_working_day(day, holidays) is works
    assert (roll_to_working_day(day, holidays) == day) is works


def test_a_holiday_added_to_the_table_moves_what_is_computed_from_it(holidays: frozenset[date]) -> None:
    assert add_working_days(SESSION, 1, holidays | {date(2026, 2, 26), date(2026, 2, 27)}) == date(2026, 3, 2)
    assert add_working_days(SESSION, 26, frozenset()) == date(2026, 4, 2)
