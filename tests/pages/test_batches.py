"""The page Cargas: what each load did, the way back and back again, and what the tablero remembers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_store.commands import report_progress
from data_store.database import Store, writing
from follow_up.acts import ProgressDraft
from follow_up.import_plan import RowKind
from follow_up.vocabulary import Status
from tests.data_store.records import GOING, NOW, TODAY, assignment_id, dump, many, report
from tests.pages.screen import Sees, go, run, said, touch_cell
from tests.pages.trackers import PREFECTURA, SPOKEN, answered, confirmed, counts, previewed, unticked
from ui import batch_texts

REPORTS = "SELECT status, progress, actions FROM progress_report WHERE withdrawn_in IS NULL ORDER BY id"
KEPT = [("in_progress", 40, SPOKEN)]


def pressed(screen: AppTest, label: str) -> AppTest:
    """After the button with this label was pressed."""
    next(button for button in screen.button if button.label == label).click()
    return run(screen)


def undone(screen: AppTest, batch: int, *, button: str = "Deshacer esta carga") -> AppTest:
    """After a load was opened and undone."""
    return pressed(pressed(go(screen, "batches", carga=str(batch)), button), "Confirmar y deshacer")


@pytest.fixture
def loaded(sees: Sees, base: Path) -> AppTest:
    """The page of a visitor who loaded a tracker of two rows: one with a report, one that lacks its document."""
    with closing(sqlite3.connect(base)) as raw:
        wording = dict(raw.execute("SELECT code, text FROM agreement"))
    rows = [
        ("2.5", wording["2.5"], PREFECTURA, "En proceso", 40, SPOKEN, None, "Verde"),
        ("2.4", wording["2.4"], "Warmi Ñan", "Cumplido", 100, "Publicado", None, None),
    ]
    head = ("N°", "Acuerdo adoptado", "Responsable", "Estado", "% Avance", "Acciones realizadas", "Medio de verificación", "Color")
    return confirmed(previewed(sees, base, *rows, head=head))


def test_the_list_tells_what_each_load_did(loaded: AppTest) -> None:
    row = go(loaded, "batches").dataframe[0].value.iloc[0]
    assert row["Qué"] == "matriz.xlsx"
    assert row["Qué hizo"] == "1 reporte; 1 fila quedó fuera"
    assert row["Quién"] == "Secretaría Técnica"
    assert row["Situación"] == "Vigente"


def test_a_load_tells_what_became_of_each_row_and_opens_its_agreement(loaded: AppTest) -> None:
    screen = touch_cell(go(loaded, "batches"), "batches", 0, "Qué")
    rows = screen.dataframe[0].value
    assert list(rows["Fila"]) == [5, 6]
    assert list(rows["Qué pasó"]) == ["Se registró", "Quedó fuera"]
    assert "medio de verificación" in rows["Por qué"].iloc[1]
    assert list(rows["Otras columnas"]) == ["Color: Verde", ""]
    assert touch_cell(screen, "batch-1", 0, "Fila").title[0].value.startswith("Acuerdo 2.5")


def test_rows_that_changed_nothing_are_shown_when_asked_and_a_new_one_left_out_has_no_agreement(sees: Sees, base: Path) -> None:
    with closing(sqlite3.connect(base)) as raw:
        wording = dict(raw.execute("SELECT code, text FROM agreement"))
    rows = [
        ("2.5", wording["2.5"], PREFECTURA, "En proceso", 40, SPOKEN, None), ("17", "Instalar cámaras", "PNP", "Pendiente", 0, None, None),
        ("2.4", wording["2.4"], "Warmi Ñan", None, None, None, None),
    ]  # fmt: skip
    confirmed(unticked(previewed(sees, base, *rows), 1))
    screen = sees(base, "batches", day=TODAY, carga="1")
    assert list(screen.dataframe[0].value["Fila"]) == [5, 6]
    assert screen.dataframe[0].value["Acuerdo"].isna().tolist() == [False, True]
    screen.pills[0].set_value([RowKind.SAME])
    assert list(run(screen).dataframe[0].value["Fila"]) == [7]


def test_an_undo_shows_what_it_restores_before_it_writes(loaded: AppTest, base: Path) -> None:
    before = dump(base)
    screen = pressed(go(loaded, "batches", carga="1"), "Deshacer esta carga")
    assert "Si confirma: 4 datos vuelven a su valor anterior." in said(screen)
    preview = screen.dataframe[0].value
    assert list(preview["Dato"]) == ["Estado", "Avance", "Acciones realizadas", "Fecha del reporte"]
    assert list(preview["Ahora"]) == ["En proceso", "40 %", SPOKEN, "18/03/2026"]
    assert dump(base) == before
    pressed(screen, "No deshacer")
    assert dump(base) == before


def test_a_load_is_undone_and_its_undo_is_undone(loaded: AppTest, store: Store) -> None:
    screen = undone(loaded, 1)
    assert screen.success[0].value == "La carga 1 quedó deshecha en la carga 2."
    assert many(store, REPORTS) == []
    assert "Esta carga ya se deshizo en la carga 2." in said(screen)
    listed = go(screen, "batches").dataframe[0].value
    assert list(listed["Qué"]) == ["Deshizo la carga 1 (matriz.xlsx)", "matriz.xlsx"]
    assert list(listed["Situación"]) == ["Vigente", "Deshecha en la carga 2"]
    undone(screen, 2, button="Deshacer este «deshacer»")
    assert many(store, REPORTS) == KEPT


@pytest.mark.parametrize(("choice", "left"), [(False, [("in_progress", 60, "Más tarde")]), (True, [])], ids=["later kept", "earlier restored"])
def test_where_a_later_record_collides_the_person_chooses(loaded: AppTest, store: Store, choice: bool, left: list[tuple]) -> None:
    later = ProgressDraft(Status.IN_PROGRESS, 60, TODAY, "Más tarde")
    with writing(store) as db:
        report_progress(db, assignment_id=assignment_id(store, "2.5", "PREFECTURA"), draft=later, expected_version=2, **NOW)
    screen = pressed(go(loaded, "batches", carga="1"), "Deshacer esta carga")
    assert "1 registro posterior choca con lo que se quiere deshacer." in said(screen)
    assert "Acuerdo 2026-O1-2.5, Prefectura. La carga registró «En proceso»" in said(screen)
    screen = pressed(answered(screen, "Qué hacer con", choice), "Confirmar y deshacer")
    assert many(store, REPORTS) == left
    assert screen.success[0].value.startswith("La carga 1 quedó deshecha")


def test_a_press_on_an_outdated_preview_undoes_nothing(loaded: AppTest, store: Store, base: Path) -> None:
    screen = pressed(go(loaded, "batches", carga="1"), "Deshacer esta carga")
    report(store, assignment_id(store, "2.4", "WARMI-NAN"), GOING)
    before = dump(base)
    pressed(screen, "Confirmar y deshacer")
    assert [warning.value for warning in screen.warning] == [batch_texts.OUTDATED]
    assert dump(base) == before
    pressed(screen, "Confirmar y deshacer")
    assert screen.success[0].value == "La carga 1 quedó deshecha en la carga 2."


def test_the_history_of_the_agreement_tells_the_load_and_its_undo(loaded: AppTest) -> None:
    undone(loaded, 1)
    told = said(go(loaded, "agreement", ref="2026-O1-2.5"))
    assert "Archivo «" in told
    assert "fila 5" in told
    assert "~~Estado: En proceso~~" in told
    assert "Se deshizo la carga 1" in told
    assert "Estado: ~~En proceso~~ → **—**" in told


def test_what_was_learned_can_be_forgotten_and_is_asked_again(sees: Sees, base: Path, store: Store) -> None:
    with closing(sqlite3.connect(base)) as raw:
        wording = dict(raw.execute("SELECT code, text FROM agreement"))
    row = ("2.5", wording["2.5"], "Oficina de Imagen", "En proceso", 40, SPOKEN, None)
    prefectura = many(store, "SELECT id FROM institution WHERE acronym = 'Prefectura'")[0][0]
    screen = confirmed(answered(previewed(sees, base, row), "Oficina de Imagen", ("alias", prefectura)))
    screen = go(screen, "batches")
    assert "«Oficina de Imagen» es Prefectura" in said(screen)
    screen = pressed(screen, "Olvidar")
    assert screen.success[0].value.startswith("Se olvidó\\: «Oficina de Imagen» es Prefectura.")
    assert "Oficina de Imagen" not in said(run(screen))
    assert counts(previewed(sees, base, (*row[:4], 50, SPOKEN, None))) == {"Con problema": 1, "Ausentes": 8}


def test_a_report_tells_its_file_and_the_columns_that_have_no_place_here(loaded: AppTest) -> None:
    told = said(go(loaded, "agreement", ref="2026-O1-2.5"))
    assert "según «matriz.xlsx»" in told
    assert "Otras columnas del archivo: Color\\: Verde" in told


def test_a_load_that_does_not_exist_is_told(loaded: AppTest) -> None:
    assert "No hay una carga con el número «77»" in said(go(loaded, "batches", carga="77"))
