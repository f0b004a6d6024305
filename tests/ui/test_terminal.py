"""The Tablero without its screen: what `check` tells of a file, and what `import` records."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.data_store.records import many, one
from tests.tracker.matrices import MARK, matrix
from tracker.writing.matrix import write_matrix
from ui.terminal import main

TRACKER = """AVANCE DE ACUERDOS - PRIMERA SESIÓN ORDINARIA;;;;
Institución: PNP;;;;
N°;Acuerdo;Estado;% avance;Plazo
01;Campaña para que se denuncie inmediatamente la desaparición;En proceso;40%;30/05/2026
2.1;Coadyuvar esfuerzos entre la PNP y el Programa Nacional Warmi Ñan;Cumplido;100%;
03;La PNP solicitará la lista de desertores del año 2025;Pendiente;0%;30 días hábiles
"""
RECORD_KEYS = {
    "sheet", "row", "code", "problem", "text", "implementers", "follow_up", "deadline", "deadline_note", "status", "progress", "extra",
}  # fmt: skip


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    file = tmp_path / "avance PNP.csv"
    file.write_text(TRACKER, encoding="utf-8")
    return file


@pytest.fixture
def here(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base of the test's own, on a day after its session."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{base}")
    monkeypatch.setenv("TABLERO_TODAY", "2026-04-10")


def checked(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, dict]:
    status = main(["check", *map(str, words), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_check_tells_tables_records_and_problems_as_json(tracker: Path, capsys: pytest.CaptureFixture[str]):
    status, told = checked(capsys, tracker)
    assert status == 0  # words about time are no problem, and whether a document proves is for the plan to say
    assert told["error"] is None
    assert [table["header_row"] for table in told["tables"]] == [3]
    assert told["tables"][0]["columns"] == {
        "number": "N°", "agreement": "Acuerdo", "status": "Estado", "progress": "% avance", "deadline": "Plazo",
    }  # fmt: skip
    assert all(set(record) >= RECORD_KEYS for record in told["records"])
    first, _, last = told["records"]
    assert (first["code"], first["status"], first["progress"], first["deadline"]) == ("01", "in_progress", 40, "2026-05-30")
    assert first["implementers"] is None
    assert (last["deadline"], last["deadline_note"]) == (None, "30 días hábiles")


def test_check_refuses_in_spanish_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fake = tmp_path / "foto.xlsx"
    fake.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    for file in (fake, tmp_path / "no-existe.xlsx"):
        status, told = checked(capsys, file)
        assert status == 2
        assert told["error"]["code"]
        assert told["error"]["message"].endswith(".")
        assert (told["tables"], told["records"], told["problems"]) == ([], [], [])


def test_check_refuses_a_matrix_of_a_past_cut_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "matriz.xlsx"
    file.write_bytes(write_matrix(matrix(mark=replace(MARK, past=date(2026, 8, 1)))))
    assert main(["check", str(file)]) == 2
    assert "muestra un corte pasado (al 01/08/2026) y no el estado actual" in capsys.readouterr().out


def test_check_of_several_files_is_a_list_and_ends_with_the_worst(tracker: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status, told = checked(capsys, tracker, tmp_path / "no-existe.xlsx")
    assert status == 2
    assert [content["error"] is None for content in told] == [True, False]


def test_check_in_words_names_the_cells(tracker: Path, capsys: pytest.CaptureFixture[str]):
    tracker.write_text(TRACKER.replace("40%", "mitad"), encoding="utf-8")
    assert main(["check", str(tracker)]) == 1
    out = capsys.readouterr().out
    assert "encabezado en la fila 3: 3 acuerdos" in out
    assert "D4" in out


@pytest.mark.usefixtures("here")
def test_import_asks_before_it_writes(tracker: Path, store, capsys: pytest.CaptureFixture[str]):
    main(["import", str(tracker), "--by", "Secretaría Técnica"])
    assert "No se guardó nada" in capsys.readouterr().out
    assert many(store, "SELECT id FROM import_batch") == []


@pytest.mark.usefixtures("here")
def test_import_records_what_it_showed_once(tracker: Path, store, capsys: pytest.CaptureFixture[str]):
    words = ["import", str(tracker), "--by", "Secretaría Técnica", "--yes"]
    assert main(words) == 1  # the row that says "Cumplido" without its document stays out
    assert "Cambian: 2" in capsys.readouterr().out
    reports = "SELECT i.code, r.status, r.progress FROM progress_report r JOIN assignment n ON n.id = r.assignment_id JOIN institution i ON i.id = n.institution_id ORDER BY r.id"
    assert many(store, reports) == [("PNP", "in_progress", 40), ("PNP", "pending", 0)]
    assert one(store, "SELECT deadline FROM agreement WHERE code = '01'") == "2026-05-30"
    main(words)
    assert "Iguales: 2" in capsys.readouterr().out
    assert len(many(store, "SELECT id FROM import_batch")) == 1


@pytest.mark.usefixtures("here")
def test_an_option_that_cannot_be_used_is_refused_in_spanish(tracker: Path, capsys: pytest.CaptureFixture[str]):
    for option in (["--institution", "XYZ"], ["--date", "2027-01-01"], ["--session", "2026-O9"], ["--date", "ayer"]):
        assert main(["import", str(tracker), "--by", "Secretaría Técnica", *option]) == 2
        told = capsys.readouterr().err
        assert any(words in told for words in ("No hay una", "posterior a hoy", "No se entiende la fecha")), told


def imported(file: Path, content: str, *options: str) -> int:
    file.write_text(content, encoding="utf-8")
    return main(["import", str(file), "--by", "Secretaría Técnica", "--yes", *options])


def reports(store) -> list[tuple]:
    return many(store, "SELECT i.code, r.progress FROM progress_report r JOIN assignment n ON n.id = r.assignment_id JOIN institution i ON i.id = n.institution_id ORDER BY r.id")


@pytest.mark.usefixtures("here")
def test_rows_that_name_nobody_under_an_unknown_institution_are_recorded_for_nobody(tracker: Path, store, capsys: pytest.CaptureFixture[str]):
    unknown = TRACKER.replace("Institución: PNP", "Institución: Oficina de Enlace")
    assert imported(tracker, unknown) == 2
    assert "Oficina de Enlace" in capsys.readouterr().err
    assert reports(store) == []
    assert imported(tracker, unknown, "--institution", "PNP") == 1
    assert reports(store) == [("PNP", 40), ("PNP", 0)]


@pytest.mark.usefixtures("here")
def test_a_session_that_the_calendar_lacks_is_asked_for_and_nothing_recorded(tracker: Path, store, capsys: pytest.CaptureFixture[str]):
    assert imported(tracker, TRACKER.replace("PRIMERA", "SEGUNDA")) == 1
    assert "--session. Las que hay: 2026-O1" in capsys.readouterr().out
    assert reports(store) == []


@pytest.mark.usefixtures("here")
def test_what_looks_like_data_of_persons_stays_out(tracker: Path, store, capsys: pytest.CaptureFixture[str]):
    rows = "N°;Acuerdo;Estado;Acciones\n01;Campaña para que se denuncie;En proceso;Llamar al 987654321\n03;La PNP solicitará la lista;En proceso;Se pidió\n"
    assert imported(tracker, f"PRIMERA SESIÓN ORDINARIA\nInstitución: PNP\n{rows}") == 1
    assert "parece un celular" in capsys.readouterr().out
    assert many(store, "SELECT actions FROM progress_report") == [("Se pidió",)]


@pytest.mark.usefixtures("here")
def test_sheets_that_contradict_each_other_are_chosen_by_hand(tmp_path: Path, store, capsys: pytest.CaptureFixture[str]):
    book = openpyxl.Workbook()
    for name, percent in (("Marzo", "30%"), ("Abril", "50%")):
        sheet = book.create_sheet(name)
        for row in (["PRIMERA SESIÓN ORDINARIA"], ["Institución: PNP"], ["N°", "Acuerdo", "Estado", "% avance"], ["01", "Campaña y spot publicitario", "En proceso", percent]):
            sheet.append(row)
    book.save(tmp_path / "avance.xlsx")
    words = ["import", str(tmp_path / "avance.xlsx"), "--by", "Secretaría Técnica", "--yes"]
    assert main(words) == 2
    assert "«Marzo!3», «Abril!3»" in capsys.readouterr().err
    assert main([*words, "--table", "Mayo!3"]) == 2
    assert main([*words, "--table", "Abril!3"]) == 0
    assert reports(store) == [("PNP", 50)]


@pytest.mark.usefixtures("here")
def test_a_file_that_says_nothing_new_is_told_so(tracker: Path, capsys: pytest.CaptureFixture[str]):
    rows = "PRIMERA SESIÓN ORDINARIA\nInstitución: PNP\nN°;Acuerdo;Estado;Color\n01;Campaña para que se denuncie;En proceso;verde\n"
    assert imported(tracker, rows) == 0
    assert "información adicional: «Color»" in capsys.readouterr().out
    assert imported(tracker, rows, "--date", "10/04/2026") == 0
    assert "no trae nada que el tablero no tenga ya" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["check"], ["import", "x.xlsx"], ["otra"]])
def test_an_incomplete_order_shows_how_it_is_written(words: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "Uso:" in capsys.readouterr().err
