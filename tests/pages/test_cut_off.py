"""The cut-off of the frame: any past day on every page, past sessions in one click, and nothing recorded from the past."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_store.database import Store
from follow_up.vocabulary import Standing
from tests.data_store.records import agreement_id, assignment_id, decide, report
from tests.pages.conftest import DEMO_DAY
from tests.pages.recount import recounted
from tests.pages.screen import Sees, go, kpis, number, run, said, segments

PAST = date(2026, 8, 1)
PAGES = ("overview", "institutions", "themes", "deadlines", "agreements", "excel", "changes", "presidency")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_which_past_day_it_shows(sees: Sees, invented: Path, page: str) -> None:
    screen = sees(invented, page, day=DEMO_DAY, corte=PAST.isoformat())
    assert "**Corte al 01/08/2026**" in screen.caption[0].value
    known = sees(invented, page, day=DEMO_DAY, corte=PAST.isoformat(), conocido="true")
    assert "**Corte al 01/08/2026, como se conocía ese día**" in known.caption[0].value


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 6, 15), PAST, DEMO_DAY])
def test_the_figures_of_a_past_day_are_those_that_another_count_gives(sees: Sees, invented: Path, on: date) -> None:
    by_theme, by_institution = recounted(invented, on)
    whole = [state for states in by_theme.values() for state in states]
    screen = sees(invented, day=DEMO_DAY, corte=on.isoformat())
    figures = {name: number(figure) for name, (figure, _) in kpis(screen).items()}
    standings = Counter(state.standing for state in whole)
    assert figures["Cumplidos"] == standings[Standing.FULFILLED] + standings[Standing.VERIFIED]
    assert figures["Sin reporte"] == standings[Standing.NO_REPORT]
    assert figures["Vencidos"] == sum(state.deadline_state == "overdue" for state in whole)
    assert f"De {len(whole)} acuerdo" in screen.main.markdown[0].value
    drawn = Counter()
    for (_, standing), size in segments(go(screen, "institutions", corte=on.isoformat()), "institutions-bars"):
        drawn[standing] += size
    assert drawn == Counter(state.standing for states in by_institution.values() for state in states)


def press(screen: AppTest, label: str) -> AppTest:
    next(button for button in screen.sidebar.button if label in button.label).click()
    return run(screen)


def test_a_past_session_is_one_click_and_so_is_the_way_back(sees: Sees, invented: Path) -> None:
    screen = press(sees(invented, day=DEMO_DAY), "2026-O1")
    assert "**Corte al 25/02/2026**" in screen.caption[0].value
    assert "día de sesión; próxima sesión" in screen.caption[0].value
    assert "De 9 acuerdos: ninguno cumplido, 9 sin reporte" in screen.main.markdown[0].value
    back = press(screen, "Volver a hoy")
    assert f"**Corte al {DEMO_DAY:%d/%m/%Y}**" in back.caption[0].value


@pytest.mark.parametrize("asked", ["2026-13-01", "ayer", "2031-01-01", "01/08/2026"])
def test_a_day_that_cannot_be_shown_is_named_and_today_is_shown(sees: Sees, invented: Path, asked: str) -> None:
    screen = sees(invented, day=DEMO_DAY, corte=asked)
    assert f"La dirección pide un corte que no se puede mostrar: «{asked}». Se muestra hoy." in screen.warning[0].value
    assert f"**Corte al {DEMO_DAY:%d/%m/%Y}**" in screen.caption[0].value


def test_from_a_past_state_nothing_is_recorded(sees: Sees, base: Path) -> None:
    screen = sees(base, "agreement", ref="2026-O1-2.5", corte="2026-03-01")
    assert "Está viendo un corte pasado. Para registrar un avance, un plazo o una decisión, vuelva a hoy." in said(screen)
    assert [button.label for button in screen.main.button] == ["Volver a hoy"]
    screen.main.button[0].click()
    assert "Elija qué registrar." in said(run(screen))


def test_the_story_of_an_agreement_ends_at_the_cut_off(sees: Sees, base: Path, store: Store) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"))  # on 10/03/2026
    decide(store, agreement_id(store, "2.5"))  # on 02/03/2026
    now = sees(base, "agreement", ref="2026-O1-2.5")
    assert {"Reportes (1)", "Plazos (1)"} <= {tab.label for tab in now.tabs}
    between = sees(base, "agreement", ref="2026-O1-2.5", corte="2026-03-05")
    assert {"Reportes (0)", "Plazos (1)"} <= {tab.label for tab in between.tabs}
    assert "30/04/2026" in said(between)
    before = sees(base, "agreement", ref="2026-O1-2.5", corte="2026-03-01")
    assert {"Reportes (0)", "Plazos (0)"} <= {tab.label for tab in before.tabs}


def test_what_was_recorded_late_was_not_known_that_day(sees: Sees, base: Path, store: Store) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"))  # holds from 10/03/2026, recorded on 20/03/2026
    day = date(2026, 3, 25)
    held = sees(base, day=day, corte="2026-03-15")
    assert kpis(held)["Sin reporte"][0] == "8 de 9"
    assert kpis(sees(base, day=day, corte="2026-03-20", conocido="true"))["Sin reporte"][0] == "8 de 9"
    assert kpis(sees(base, day=day, corte="2026-03-15", conocido="true"))["Sin reporte"][0] == "9 de 9"
    # The acta itself was entered on 01/03/2026: the day before nothing was known here.
    assert "Todavía no hay acuerdos registrados." in sees(base, day=day, corte="2026-02-28", conocido="true").main.markdown[0].value
