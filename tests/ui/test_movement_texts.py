"""What changed, in the words of the screen."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from follow_up.movements import Departures
from follow_up.vocabulary import Movement
from ui import palette
from ui.movement_texts import (
    MOVEMENT,
    MOVEMENT_SHAPE,
    change,
    change_since,
    changes_line,
    left_states,
    nothing_in,
    since_words,
    told,
)

NOTHING = dict.fromkeys(Movement, 0)


def row(movement: Movement, **said: object) -> SimpleNamespace:
    plain = {
        "code": "2.3", "institutions": "PNP", "session_on": pd.Timestamp(2026, 2, 25), "progress_before": 20.0, "progress_after": 50.0,
        "due_before": pd.NaT, "due_after": pd.NaT, "days": float("nan"),
    }  # fmt: skip
    return SimpleNamespace(**{**plain, **said}, movement=movement.value)


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (row(Movement.FULFILLED), "de 20 % a cumplido"),
        (row(Movement.FULFILLED, progress_before=float("nan")), "cumplido"),
        (row(Movement.VERIFIED), "cumplimiento verificado"),
        (row(Movement.OVERDUE, due_after=pd.Timestamp(2026, 11, 20), days=-3.0), "venció el 20/11/2026 (3 días)"),
        (row(Movement.EXTENDED, due_before=pd.Timestamp(2026, 4, 30), due_after=pd.Timestamp(2026, 6, 30)), "del 30/04/2026 al 30/06/2026"),
        (row(Movement.NEW), "adoptado el 25/02/2026"),
        (row(Movement.DROPPED), "quedó sin efecto"),
        (row(Movement.ADVANCED), "de 20 % a 50 %"),
        (row(Movement.ADVANCED, progress_before=0.0, progress_after=0.25), "de 0 % a 1 %"),
        (row(Movement.ADVANCED, progress_before=9.1, progress_after=9.3), "de 9.1 % a 9.3 %"),
        (row(Movement.SILENT), "nadie reportó"),
        (row(Movement.SILENT, days=12.0), "nadie reportó; vence en 12 días"),
    ],
)
def test_a_movement_is_told_in_one_line(moved: SimpleNamespace, words: str) -> None:
    assert told(moved) == f"2.3 · PNP: {words}"


@pytest.mark.parametrize(("before", "after", "words"), [(2, 4, "+2"), (4, 3, "−1"), (3, 3, "sin cambio"), (0, 1500, "+1,500")])
def test_a_change_has_its_sign(before: int, after: int, words: str) -> None:
    assert change(before, after) == words


def test_a_change_is_green_or_red_by_what_it_means_and_grey_when_there_is_none() -> None:
    day = date(2026, 8, 25)
    assert change_since(2, 4, day, more="red", less="green") == ":small[:red[**+2**] desde el 25/08/2026]"
    assert change_since(4, 2, day, more="red", less="green") == ":small[:green[**−2**] desde el 25/08/2026]"
    assert change_since(4, 4, day, more="red", less="green") == ":small[:gray[igual que el 25/08/2026]]"


def test_the_sentence_says_what_happened_and_what_happened_to_none() -> None:
    counts = {**NOTHING, Movement.FULFILLED: 1, Movement.OVERDUE: 2, Movement.SILENT: 6}
    assert changes_line(counts, 9) == (
        "De 9 acuerdos: 1 se cumplió, 2 vencieron y 6 siguen sin noticias; ninguno se verificó, se prorrogó, es nuevo, quedó sin efecto ni avanzó."
    )
    assert changes_line(NOTHING, 1).startswith("De 1 acuerdo: ninguno se cumplió, se verificó")
    assert changes_line(dict.fromkeys(Movement, 1), 8).endswith(", 1 avanzó y 1 sigue sin noticias.")
    assert changes_line(NOTHING, 0) == "Ningún acuerdo."


def test_what_left_a_state_is_named() -> None:
    left = Departures(reopened=("2026-O1-01",), relieved=(), restored=(), gone=("2026-O2-1.1", "2026-O2-1.2"))
    assert left_states(left) == "Dejaron de estar cumplidos: 2026-O1-01 · Se retiraron con su carga: 2026-O2-1.1, 2026-O2-1.2"
    assert left_states(Departures((), (), (), ())) == ""


def test_an_empty_movement_is_said_in_one_line() -> None:
    assert nothing_in({Movement.NEW: 0, Movement.DROPPED: 0, Movement.SILENT: 2}) == "Ninguno en: acuerdos nuevos ni dejados sin efecto."
    assert nothing_in({Movement.SILENT: 2}) == ""


def test_the_earlier_day_names_its_session() -> None:
    assert since_words(date(2026, 2, 25), "Primera sesión ordinaria 2026") == "el 25/02/2026, Primera sesión ordinaria 2026,"
    assert since_words(date(2026, 3, 1), "") == "el 01/03/2026"


def test_every_movement_has_a_word_a_shape_and_a_colour_of_its_own() -> None:
    for table in (MOVEMENT, MOVEMENT_SHAPE, palette.MOVEMENT):
        assert set(table) == set(Movement)
        assert len(set(table.values())) == len(Movement)
