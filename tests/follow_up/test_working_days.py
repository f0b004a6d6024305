"""Working and calendar days (TUO Ley 27444, arts. 144 and 145), against the check values of the domain reference."""

from datetime import date

import pytest

from follow_up.deadlines import add_calendar_days, add_working_days, is_working_day, roll_to_working_day
from follow_up.holidays import Holidays, national_holidays

SESSION = date(2026, 2, 25)
HOLIDAYS = Holidays()  # the national ones alone


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
def test_working_days_skip_weekends_and_holidays(start: date, days: int, expected: date) -> None:
    assert add_working_days(start, days, HOLIDAYS) == expected


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
def test_calendar_days_end_on_a_working_day(days: int, expected: date) -> None:
    assert add_calendar_days(SESSION, days, HOLIDAYS) == expected


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
def test_a_working_day_is_no_weekend_and_no_holiday(day: date, *, works: bool) -> None:
    assert is_working_day(day, HOLIDAYS) is works
    assert (roll_to_working_day(day, HOLIDAYS) == day) is works


def test_a_holiday_added_to_the_table_moves_what_is_computed_from_it() -> None:
    assert add_working_days(SESSION, 1, Holidays({date(2026, 2, 26): "Carnavales", date(2026, 2, 27): "Carnavales"})) == date(2026, 3, 2)
    assert add_working_days(SESSION, 26, frozenset()) == date(2026, 4, 2)


# By the table of the domain reference for 2026 and 2027; Easter of the others by the calendar of the Church.
EASTER_DAYS = {
    2024: ("03-28", "03-29"), 2026: ("04-02", "04-03"), 2027: ("03-25", "03-26"), 2030: ("04-18", "04-19"), 2038: ("04-22", "04-23"),
}  # fmt: skip
FIXED_DAYS = "01-01 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25"


@pytest.mark.parametrize("year", EASTER_DAYS)
def test_the_national_holidays_of_any_year_are_the_sixteen_of_the_law(year: int) -> None:
    expected = {date.fromisoformat(f"{year}-{day}") for day in (*FIXED_DAYS.split(), *EASTER_DAYS[year])}
    assert set(national_holidays(year)) == expected
    assert all(day in Holidays() for day in expected)


def test_a_span_over_two_years_names_the_days_that_were_not_counted() -> None:
    added = Holidays({date(2026, 12, 24): "Día no laborable", date(2026, 12, 25): "Otro nombre"})
    assert added.between(date(2026, 12, 24), date(2027, 1, 1)) == {
        date(2026, 12, 24): "Día no laborable", date(2026, 12, 25): "Navidad", date(2027, 1, 1): "Año Nuevo",
    }  # fmt: skip
