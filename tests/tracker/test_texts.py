"""The value of a cell as a person reads it."""

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.spelling import clean_text
from tracker.grid import Value
from tracker.values.texts import clean


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""), ("", ""), ("  PNP\u00a0 ", "PNP"), ("uno\r\ndos\x07", "uno\ndos"), ("Secretari\u0301a", "Secretaría"),
        (1.0, "1"), (2.1, "2.1"), (2, "2"), (0.1 + 0.2, "0.3"), (-3.0, "-3"), (1e20, "1e+20"), (float("inf"), "inf"),
        (True, "Sí"), (False, "No"),
        (date(2026, 2, 5), "05/02/2026"), (datetime.fromisoformat("2026-02-25"), "25/02/2026"), (datetime.fromisoformat("2026-02-25T10:30"), "25/02/2026 10:30"),
        (time(9, 5), "09:05"), (timedelta(hours=30, minutes=5), "30:05"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_excel_shows_it(value: Value, expected: str) -> None:
    assert clean(value) == expected


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet="aéN\u0301\u00a0 \n\r\t\x07."))
def test_the_fast_way_cleans_as_the_store_does(text: str) -> None:
    assert clean(text) == clean_text(text)
    assert unicodedata.is_normalized("NFC", clean(text))
