"""What one process keeps between visitors: never the figures of another base, of another day or of an older version."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_store.database import Store
from tests.data_store.records import BY, GOING, agreement_id, assignment_id, decide, report
from tests.pages.screen import HEADED, PAGES, PATIENCE, ROOT, Sees, go, kpis, listed, run, said

LINKING = {"overview", "agreement", "excel", "batches", "presidency", "session", "sessions", "operator", "calls", "quality", "catalogues"}  # they link to a page, which only exists where the menu was made


def rewritten(file: Path, copy: Path, text: str) -> Path:
    """A copy in which an agreement reads otherwise, at the same version of the data."""
    shutil.copy(file, copy)
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("UPDATE agreement SET text = ? WHERE code = '01'", (text,))
    return copy


def test_two_bases_at_the_same_version_do_not_mix(sees: Sees, base: Path, tmp_path: Path) -> None:
    other = rewritten(base, tmp_path / "otra.db", "Texto de la otra base")
    first = listed(sees(base, "agreements"))["Acuerdo"].iloc[0]
    second = listed(sees(other, "agreements"))["Acuerdo"].iloc[0]
    assert second == "Texto de la otra base" != first
    assert listed(sees(base, "agreements"))["Acuerdo"].iloc[0] == first


def test_figures_of_two_bases_at_the_same_version_do_not_mix(sees: Sees, base: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(base, tmp_path / "otra.db"))
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("DELETE FROM assignment WHERE agreement_id = 1")
        raw.execute("DELETE FROM agreement WHERE id = 1")
    assert kpis(sees(base))["Sin reporte"][0] == "9 de 9"
    assert kpis(sees(other))["Sin reporte"][0] == "8 de 8"
    assert kpis(sees(base))["Sin reporte"][0] == "9 de 9"


def test_another_day_is_another_board(sees: Sees, base: Path, store: Store) -> None:
    decide(store, agreement_id(store, "2.5"))
    assert kpis(sees(base))["Vencidos"][0] == "0 de 9"
    assert kpis(sees(base, day=date(2026, 5, 1)))["Vencidos"][0] == "1 de 9"
    assert kpis(sees(base))["Vencidos"][0] == "0 de 9"


def test_a_report_of_another_hand_is_seen_at_the_next_drawing(sees: Sees, base: Path, store: Store) -> None:
    screen = sees(base)
    assert kpis(screen)["Sin reporte"][0] == "9 de 9"
    report(store, assignment_id(store, "2.5", "PREFECTURA"), GOING)
    assert kpis(run(screen))["Sin reporte"][0] == "8 de 9"
    told = said(go(screen, "agreement", ref="2026-O1-2.5"))
    assert f"{BY} · En pantalla" in told
    assert "Carga inicial · " in told


def test_the_demonstration_is_marked_on_every_page(sees: Sees, invented: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABLERO_DEMO", "1")
    for page in HEADED:
        assert "Nada de esto es información oficial." in said(sees(invented, page, day=date(2026, 11, 20)))


def test_a_working_base_bears_no_mark_of_demonstration(sees: Sees, base: Path) -> None:
    assert not [page for page in PAGES if "Demostración" in said(sees(base, page))]


@pytest.mark.parametrize("page", [page for page in HEADED if page not in LINKING])
def test_a_page_alone_runs_without_the_main_script(sees: Sees, base: Path, page: str) -> None:
    title = sees(base, page).title[0].value
    alone = run(AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=PATIENCE))
    assert alone.title[0].value == title
