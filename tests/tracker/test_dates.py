"""Dates of cells: day first in every spelling, and nothing made up where a part is missing."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.grid import Value
from tracker.records import ProblemCode
from tracker.values.dates import column_order, read_date

SESSION = date(2026, 2, 25)
MONTHS = "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre"
SHORT = "ene feb mar abr may jun jul ago set oct nov dic"


def read(value: Value, *, order: str = "day", epoch_1904: bool = False) -> date | ProblemCode | None:
    return read_date(value, order=order, epoch_1904=epoch_1904)


@pytest.mark.parametrize(
    "words",
    [
        "25 de febrero del 2026", "25 de febrero de 2026", "25 de febrero del dos mil veintiséis", "25 de Febrero de 2026.",
        "25.02.2026", "25/02/2026", "25-02-2026", "25/2/2026", "25 / 02 / 2026", "25–02–2026", "2026-02-25", "2026/02/25",
        "miércoles 25 de febrero de 2026", "Miércoles, 25 de febrero del 2026", "mié 25/02/2026", "25-feb-2026", "25 feb. 2026", "25/FEB/2026",
        "Feb 25, 2026", "febrero 25 de 2026", "February 25, 2026", "25 de febrero del año 2026", "25 de febrero del 2 026",
        "a los veinticinco días del mes de febrero del año dos mil veintiséis", "veinticinco de febrero de dos mil veintiséis",
        "el 25 de febrero de 2026", "2026-02-25 00:00:00", "2026-02-25T10:30:00", "25/02/2026 10:30", "25/02/2026 10:30 a.m.",
        "25/02/2026 a las 10:30 horas", "(25/02/2026)", "  25\u00a0de febrero\nde 2026 ", "46078",
        SESSION, datetime.fromisoformat("2026-02-25T18:00"), 46078, 46078.75,
    ],
)  # fmt: skip
def test_the_day_of_the_session_is_read_in_every_spelling(words: Value) -> None:
    assert read(words) == SESSION


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("1° de marzo de 2026", date(2026, 3, 1)), ("1ro. de marzo del 2026", date(2026, 3, 1)), ("primero de marzo de 2026", date(2026, 3, 1)),
        ("30 de setiembre de 2026", date(2026, 9, 30)), ("30 de septiembre de 2026", date(2026, 9, 30)), ("30-set.-2026", date(2026, 9, 30)),
        ("Mar 3, 2026", date(2026, 3, 3)), ("mar 3 de marzo de 2026", date(2026, 3, 3)), ("31 de diciembre de 2099", date(2099, 12, 31)),
        ("treinta y uno de diciembre de dos mil treinta y uno", date(2031, 12, 31)),
    ],
)  # fmt: skip
def test_a_date_in_words_is_that_day(words: str, day: date) -> None:
    assert read(words) == day


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("30 de abril", ProblemCode.DATE_WITHOUT_YEAR), ("30/04", ProblemCode.DATE_WITHOUT_YEAR), ("1° de marzo", ProblemCode.DATE_WITHOUT_YEAR),
        ("viernes 30 de abril", ProblemCode.DATE_WITHOUT_YEAR), ("30-abr", ProblemCode.DATE_WITHOUT_YEAR),
        ("25/02/26", ProblemCode.DATE_SHORT_YEAR), ("25-feb-26", ProblemCode.DATE_SHORT_YEAR), ("25 de febrero del 26", ProblemCode.DATE_SHORT_YEAR),
        ("31/02/2026", ProblemCode.DATE_IMPOSSIBLE), ("31 de febrero de 2026", ProblemCode.DATE_IMPOSSIBLE), ("25/02/0206", ProblemCode.DATE_IMPOSSIBLE),
        ("02/13/2026", ProblemCode.DATE_IMPOSSIBLE), ("2026-25-02", ProblemCode.DATE_IMPOSSIBLE), ("00/00/0000", ProblemCode.DATE_IMPOSSIBLE),
        ("40/15/26", ProblemCode.DATE_IMPOSSIBLE), (date(1905, 7, 18), ProblemCode.DATE_IMPOSSIBLE),
        ("25 de frebrero de 2026", ProblemCode.DATE_UNREADABLE), ("25/02/206", ProblemCode.DATE_UNREADABLE), ("25/02/20266", ProblemCode.DATE_UNREADABLE),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_used_says_why(words: Value, code: ProblemCode) -> None:
    assert read(words) == code


@pytest.mark.parametrize(
    "words",
    [
        None, "", "   ", "-", "marzo 2026", "2026", 2026, 2026.0, "año 2025", "04/2026", "3 de 9", "siguiente sesión", "30 días hábiles", True, 0.5, 150000,
        "Según acta del 25/02/2026", "lunes", timedelta(days=3), "25 de febrero de 2026 " * 20,
    ],
)  # fmt: skip
def test_what_is_no_date_makes_none(words: Value) -> None:
    assert read(words) is None


def test_serial_numbers_count_from_the_epoch_of_the_book() -> None:
    assert read(44616, epoch_1904=True) == SESSION
    assert read(46078, epoch_1904=True) == SESSION + timedelta(days=1462)


def test_month_first_is_read_only_where_the_column_proved_it() -> None:
    assert read("02/25/2026", order="month") == SESSION
    assert read("03/04/2026", order="month") == date(2026, 3, 4)
    assert read("03/04/2026") == date(2026, 4, 3)
    assert read("13/02/2026", order="month") == ProblemCode.DATE_IMPOSSIBLE
    assert read("03.04.2026", order="month") == date(2026, 4, 3)
    assert read("2026-03-04", order="month") == date(2026, 3, 4)
    assert read("4 de marzo de 2026", order="month") == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2026", "13/02/2026"], ("day", False)),
        (["03/04/2026", "02/13/2026"], ("month", False)),
        (["13/02/2026", "02/13/2026"], ("day", False)),
        (["03/04/2026", None, "permanente"], ("day", True)),
        (["04/04/2026", "2026-03-04", "3 de abril de 2026"], ("day", False)),
        ([date(2026, 4, 3), datetime.fromisoformat("2026-04-03"), 46078], ("day", False)),
        (["hasta el 02/13/2026", "03/04/2026"], ("month", False)),
        (["03.04.2026", "05.06.2026"], ("day", False)),
        (["45/50/2026"], ("day", False)),
        ([], ("day", False)),
    ],
)
def test_a_part_above_twelve_decides_the_order_of_a_column(values: list[Value], order: tuple[str, bool]) -> None:
    assert column_order(values) == order


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(
        [
            "{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}", "{d} de {month} de {y}", "{d} de {month} del {y}",
            "{d}-{short}-{y}", "{d} {short}. {y}", "{MONTH} {d}, {y}", "{d:02}/{m:02}/{y} 08:15", "{d:02} DE {MONTH} DEL {y}",
        ]
    ),
)  # fmt: skip
def test_every_written_day_is_read_back(day: date, form: str) -> None:
    month = MONTHS.split()[day.month - 1]
    words = form.format(d=day.day, m=day.month, y=day.year, month=month, short=SHORT.split()[day.month - 1], MONTH=month.upper())
    assert read(words) == day


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0123456789/-. deabril", max_size=30) | st.integers() | st.floats())
def test_whatever_a_cell_holds_is_a_sane_day_a_problem_or_no_date(value: str | float) -> None:
    for order in ("day", "month"):
        found = read(value, order=order)
        assert found is None or isinstance(found, ProblemCode) or 1990 <= found.year <= 2100
