"""Qué cambió: the same numbers as another count of the base gives, each leading to its rows, between any two days."""

import sqlite3
from collections.abc import Set as AbstractSet
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from follow_up.vocabulary import DeadlineState, Movement, Standing
from tests.follow_up.oracle import DONE, OPEN, states_of
from tests.pages.conftest import DEMO_DAY
from tests.pages.recount import world_of
from tests.pages.screen import Sees, elements, field, go, run, said, touch_cell
from ui.movement_texts import MOVEMENT

LAST_SESSION = date(2026, 8, 12)  # of the demonstration on `DEMO_DAY`
EXTENSIONS = """SELECT DISTINCT c.agreement_id FROM deadline_change c WHERE c.before_kind = 'date' AND c.after_kind = 'date'
                AND c.after > c.before AND c.decided_on > ? AND c.decided_on <= ?"""


def counted(file: Path, first: date, last: date) -> dict[str, set[int]]:
    """The agreements of each movement, from plain records."""
    world = world_of(file)
    then, now = states_of(world, first)[0], states_of(world, last)[0]
    spoken = {report.assignment for report in world.reports if first < report.on <= last}
    heard = {accord.id for accord in world.accords if spoken & {place for place, _ in accord.parties}}
    with closing(sqlite3.connect(file)) as raw:
        extended = {row[0] for row in raw.execute(EXTENSIONS, (first.isoformat(), last.isoformat()))}

    def entered(wanted: AbstractSet[object], name: str = "standing") -> set[int]:
        return {n for n, s in now.items() if getattr(s, name) in wanted and (n not in then or getattr(then[n], name) not in wanted)}

    done, void = entered(DONE), {n for n, s in now.items() if s.standing == Standing.VOID}
    grown = {n for n in now.keys() & then.keys() if now[n].progress > then[n].progress + 1e-9}
    return {
        Movement.FULFILLED: done,
        Movement.VERIFIED: entered({Standing.VERIFIED}),
        Movement.OVERDUE: entered({DeadlineState.OVERDUE}, "deadline_state"),
        Movement.EXTENDED: extended & then.keys(),
        Movement.NEW: now.keys() - then.keys(),
        Movement.DROPPED: entered({Standing.VOID}),
        Movement.ADVANCED: grown - done - void,
        Movement.SILENT: {n for n in now.keys() & then.keys() - heard if now[n].standing in OPEN},
    }


def cards(screen: AppTest) -> dict[str, int]:
    return {card.label: int(card.value) for card in screen.metric}


def refs(file: Path, numbers: set[int]) -> list[str]:
    with closing(sqlite3.connect(file)) as raw:
        known = dict(raw.execute("SELECT a.id, s.code || '-' || a.code FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id"))
    return sorted(known[number] for number in numbers)


def rows_of(screen: AppTest, movement: Movement) -> pd.DataFrame:
    tables = {table.key: table.value for table in elements(screen, "dataframe")}
    return tables.get(f"changes-{movement.value}", pd.DataFrame())


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, LAST_SESSION, DEMO_DAY),
        ({"desde": "2026-04-01"}, date(2026, 4, 1), DEMO_DAY),
        ({"desde": "2026-03-31", "corte": "2026-06-15"}, date(2026, 3, 31), date(2026, 6, 15)),
        ({"corte": "2026-08-12"}, date(2026, 5, 15), LAST_SESSION),
        ({"corte": "2026-02-25"}, date(2026, 2, 24), date(2026, 2, 25)),
    ],
)
def test_every_movement_counts_the_agreements_that_another_count_gives(sees: Sees, invented: Path, query: dict[str, str], first: date, last: date) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY, **query)
    expected = counted(invented, first, last)
    assert cards(screen) == {MOVEMENT[movement]: len(expected[movement]) for movement in Movement}
    assert sum(cards(screen).values()) > 0
    assert f"Desde el {first:%d/%m/%Y}" in said(screen)
    assert f"hasta el {last:%d/%m/%Y}" in said(screen)
    for movement in Movement:
        rows = rows_of(screen, movement)
        assert len(rows) == len(expected[movement])
        if len(rows):
            assert sorted(rows["Código"]) == sorted(ref.split("-", 2)[2] for ref in refs(invented, expected[movement]))


def test_it_starts_from_the_last_session_and_names_it(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY)
    assert "Desde el 12/08/2026, Tercera sesión ordinaria 2026 \\(DEMOSTRACIÓN\\), hasta el 20/11/2026. De 40 acuerdos: " in said(screen)


def test_a_past_session_is_one_click(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY)
    next(button for button in screen.main.button if button.label == "01/04/2026").click()
    assert "Desde el 01/04/2026, Segunda sesión ordinaria 2026 \\(DEMOSTRACIÓN\\), hasta" in said(run(screen))


def test_a_number_leads_to_its_rows_alone_and_a_row_to_its_agreement(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY)
    wanted = counted(invented, LAST_SESSION, DEMO_DAY)[Movement.OVERDUE]
    next(button for button in screen.main.button if button.key == "only-overdue").click()
    run(screen)
    assert [table.key for table in elements(screen, "dataframe")] == ["changes-overdue"]
    codes = list(rows_of(screen, Movement.OVERDUE)["Código"])
    assert len(codes) == len(wanted) > 1
    assert touch_cell(screen, "changes-overdue", 1, "Código").title[0].value.startswith(f"Acuerdo {codes[1]}")


def test_the_address_asks_for_movements_and_an_empty_one_is_said_in_a_line(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY, movimiento=["Con avance", "Acuerdos nuevos"])
    assert [table.key for table in elements(screen, "dataframe")] == ["changes-advanced"]
    assert "Ninguno en: acuerdos nuevos." in said(screen)
    wrong = sees(invented, "changes", day=DEMO_DAY, movimiento="Otra cosa")
    assert "Movimiento = «Otra cosa»" in wrong.warning[0].value


@pytest.mark.parametrize("asked", ["ayer", "2026-11-20", "2026-11-21", "2031-01-01"])
def test_a_day_that_is_not_before_the_cut_off_is_named_and_the_last_session_holds(sees: Sees, invented: Path, asked: str) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY, desde=asked)
    assert "debe ser un día anterior al corte. Se compara con la última sesión." in screen.warning[0].value
    assert "Desde el 12/08/2026" in said(screen)


def test_before_any_other_session_it_says_so_and_all_is_new(sees: Sees, base: Path) -> None:
    screen = sees(base, "changes", day=date(2026, 2, 25))
    assert "No hubo una sesión antes del 25/02/2026: se compara con el 24/02/2026, cuando aún no había acuerdos." in said(screen)
    assert cards(screen)["Acuerdos nuevos"] == 9
    assert sum(cards(screen).values()) == 9


def test_the_session_filter_keeps_its_agreements(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "changes", day=DEMO_DAY, sesion="Primera sesión ordinaria 2026")
    kept = {movement: [ref for ref in refs(invented, numbers) if ref.startswith("2026-O1-")] for movement, numbers in counted(invented, LAST_SESSION, DEMO_DAY).items()}
    assert cards(screen) == {MOVEMENT[Movement(movement)]: len(found) for movement, found in kept.items()}
    assert "De 9 acuerdos: " in said(screen)


def test_as_it_was_known_compares_what_each_of_the_two_days_knew(sees: Sees, base: Path) -> None:
    screen = sees(base, "changes", day=date(2026, 3, 25), corte="2026-03-20", conocido="true")
    # The acta of 25/02/2026 was entered on 20/03/2026: at the session itself nothing was known here.
    assert cards(screen)["Acuerdos nuevos"] == 9


def test_panorama_shows_each_figure_against_the_last_session(sees: Sees, invented: Path) -> None:
    screen = sees(invented, day=DEMO_DAY)
    world = world_of(invented)
    then, now = (list(states_of(world, day)[0].values()) for day in (LAST_SESSION, DEMO_DAY))

    def moved(wanted: AbstractSet[object], name: str = "standing") -> int:
        return sum(getattr(s, name) in wanted for s in now) - sum(getattr(s, name) in wanted for s in then)

    def words(number: int, colours: tuple[str, str]) -> str:
        if number == 0:
            return ":small[:gray[igual que el 12/08/2026]]"
        return f":small[:{colours[number < 0]}[**{'+' if number > 0 else '−'}{abs(number)}**] desde el 12/08/2026]"

    good, bad = ("green", "red"), ("red", "green")
    expected = [
        words(moved(DONE), good), words(moved({DeadlineState.OVERDUE}, "deadline_state"), bad),
        words(moved({Standing.NO_REPORT}), bad), words(moved({DeadlineState.NO_DEADLINE}, "deadline_state"), bad),
    ]  # fmt: skip
    assert [text.value for text in screen.main.markdown if text.value.startswith(":small[")] == expected
    assert moved(DONE) > 0
    assert "Ver qué cambió" in said(screen)


def test_panorama_of_the_first_session_has_nothing_to_compare_with(sees: Sees, base: Path) -> None:
    screen = sees(base, day=date(2026, 2, 25))
    assert not [text.value for text in screen.main.markdown if text.value.startswith(":small[")]
    assert "Ver qué cambió" not in said(screen)


def test_the_earlier_day_is_a_field_that_says_what_it_is_when_empty(sees: Sees, invented: Path) -> None:
    screen = go(sees(invented, day=DEMO_DAY), "changes")
    assert field(screen, "Desde").value is None


