"""The page Historial and the story of one agreement: what changed, whether the log holds, and the way back from any change."""

import sqlite3
from contextlib import closing
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.data_store.records import many, one
from tests.pages.conftest import DEMO_DAY
from tests.pages.screen import Sees, run, said
from ui.frame import store

LIVE = "SELECT COUNT(*) FROM progress_report WHERE withdrawn_in IS NULL"


def chosen(screen: AppTest, *rows: int) -> AppTest:
    """After these rows of the table were chosen."""
    key = next(frame.key for frame in screen.dataframe if frame.key and frame.key.startswith("history-"))
    screen.session_state[key] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return run(screen)


def pressed(screen: AppTest, label: str) -> AppTest:
    next(button for button in screen.button if button.label.startswith(label)).click()
    return run(screen)


def table(screen: AppTest):
    return next(frame.value for frame in screen.dataframe if frame.key and frame.key.startswith("history-"))


def test_the_history_answers_filters_and_undoes_one_report_and_that_undo(sees: Sees, invented: Path, tmp_path: Path) -> None:
    file = tmp_path / "tablero.db"
    file.write_bytes(invented.read_bytes())
    screen = sees(file, "history", day=DEMO_DAY, quien="Enlace PNP", dato="Avance")
    words = said(screen)
    assert "cambios registrados; el último," in words
    assert f"La cadena de {one(store(), 'SELECT COUNT(*) FROM event'):,} eventos verifica" in words
    rows = table(screen)
    assert set(rows["Dato"]) == {"Avance"}
    assert set(rows["Quién"]) == {"Enlace PNP"}
    assert rows["De qué"].iloc[0].endswith(" · PNP")
    ((before,),) = many(store(), LIVE)
    undone = pressed(pressed(chosen(screen, 0), "Deshacer lo elegido"), "Confirmar y deshacer")
    assert many(store(), LIVE) == [(before - 1,)]
    assert "Quedó deshecho." in said(undone)
    assert table(undone)["Situación"].iloc[0].startswith("Deshecho el ")
    again = sees(file, "history", day=DEMO_DAY, origen="Deshacer")
    assert set(table(again)["Origen"]) - {""} == {"Se deshizo un cambio"}
    pressed(pressed(chosen(again, 0), "Deshacer lo elegido"), "Confirmar y deshacer")
    assert many(store(), LIVE) == [(before,)]


def test_a_log_altered_from_outside_is_told_and_what_cannot_be_undone_says_why(sees: Sees, invented: Path, tmp_path: Path) -> None:
    file = tmp_path / "tablero.db"
    file.write_bytes(invented.read_bytes())
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("DROP TRIGGER event_no_update")
        raw.execute("UPDATE event SET by = 'Otra oficina' WHERE id = 40")
    screen = sees(file, "history", day=DEMO_DAY, origen="Carga inicial")
    assert "La cadena se rompe en el evento 40" in said(screen)
    screen = pressed(chosen(screen, 0), "Deshacer lo elegido")
    assert "Es de la carga inicial del acta" in said(screen)
    assert not any(button.label == "Confirmar y deshacer" for button in screen.button)


def test_the_story_of_an_agreement_tells_its_acts_by_day_and_takes_one_back(sees: Sees, invented: Path, tmp_path: Path) -> None:
    file = tmp_path / "tablero.db"
    file.write_bytes(invented.read_bytes())
    screen = sees(file, "agreement", day=DEMO_DAY, ref="2026-O1-2.1")
    words = said(screen)
    assert "**Verificación · Warmi Ñan**" in words
    assert "~~70 %~~ → **100 %**" in words
    assert "**Adopción del acuerdo" in words
    screen = pressed(screen, "Deshacer")
    assert "1 dato vuelve a su valor anterior" in said(screen)
    told = said(pressed(screen, "Confirmar y deshacer"))
    assert "**~~Verificación · Warmi Ñan~~**" in told
    assert "**Se deshizo · Warmi Ñan**" in told


