"""The page Excel as an official meets it: a tracker is dropped, understood, asked about, previewed, and only then recorded."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data_store.database import Store
from follow_up.acts import PrivacyDoubt, Refusal
from follow_up.import_plan import Doubt
from tests.data_store.records import GOING as EARLIER
from tests.data_store.records import assignment_id, dump, many, report
from tests.pages.screen import Sees, elements, field, run, said, texts_of
from tests.pages.test_hostile_text import LIVE
from tests.pages.trackers import (
    PREFECTURA,
    PROOF,
    SPOKEN,
    TITLE,
    answered,
    confirmed,
    counts,
    first_row,
    previewed,
    ticks,
    tracker,
    unticked,
    uploaded,
    waiting,
)
from ui import import_texts, texts
from ui.importing import MAX_FILES

GOING = ("2.5", None, PREFECTURA, "En proceso", 40, SPOKEN, None)
ANOTHER = ("2.4", None, "Warmi Ñan", "En proceso", 20, "Dos publicaciones", None)
NEW = ("17", "Instalar cámaras de videovigilancia en los ingresos de la ciudad", "PNP", "Pendiente", 0, None, None)
UNKNOWN = ("2.5", None, "Oficina de Imagen", "En proceso", 10, "Una nota de prensa", None)
HOSTILE = " ".join(LIVE) + " http://x.pe/p.png)"
REPORTS = """SELECT a.code, i.acronym, r.status, r.progress, r.actions FROM progress_report r JOIN assignment n ON n.id = r.assignment_id
             JOIN agreement a ON a.id = n.agreement_id JOIN institution i ON i.id = n.institution_id ORDER BY r.id"""


@pytest.fixture
def wording(base: Path) -> dict[str, str]:
    """The text of each agreement of the acta, by its code."""
    with closing(sqlite3.connect(base)) as raw:
        return dict(raw.execute("SELECT code, text FROM agreement"))


def written(wording: dict[str, str], *rows: tuple) -> list[tuple]:
    """The rows with the text of the acta where they bring none of their own."""
    return [(row[0], row[1] or wording[row[0]], *row[2:]) for row in rows]


def test_a_tracker_is_previewed_and_nothing_is_written_before_the_button(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    before = dump(base)
    screen = previewed(sees, base, *written(wording, GOING, NEW))
    assert counts(screen) == {"Nuevos": 1, "Cambian": 1, "Ausentes": 8}
    assert "Se registrarán 1 acuerdo nuevo y 2 reportes, de 2 acuerdos." in said(screen)
    assert dump(base) == before


def test_the_preview_names_the_row_of_the_file_and_each_field_before_and_after(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, GOING))
    row = ticks(screen).value.iloc[0]
    assert row["Fila"] == first_row()
    assert row["Acuerdo"].startswith("2.5 ")
    assert row["Institución"] == PREFECTURA
    assert row["Qué cambia"] == f"Estado: — → En proceso · Avance: — → 40 % · Acciones realizadas: — → {SPOKEN}"


def test_what_is_confirmed_is_recorded_under_the_date_of_the_file(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = confirmed(previewed(sees, base, *written(wording, GOING, ANOTHER)))
    assert "Se registró: 2 reportes, de 2 acuerdos." in screen.success[0].value
    assert many(store, REPORTS) == [
        ("2.5", PREFECTURA, "in_progress", 40, SPOKEN), ("2.4", "Warmi Ñan", "in_progress", 20, "Dos publicaciones"),
    ]  # fmt: skip
    assert many(store, "SELECT DISTINCT reported_on FROM progress_report") == [("2026-03-18",)]


def test_the_same_file_again_says_that_it_changes_nothing(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    data = tracker(*written(wording, GOING))
    confirmed(uploaded(sees(base, "excel"), ("matriz.xlsx", data)))
    before = dump(base)
    screen = uploaded(sees(base, "excel"), ("otro nombre.xlsx", data))
    assert "Este archivo ya se cargó el" in screen.info[0].value
    assert "no cambia nada" in screen.info[0].value
    assert counts(screen) == {"Iguales": 1, "Ausentes": 8}
    assert not [button for button in screen.button if button.label.startswith("Registrar ")]
    assert dump(base) == before


def test_a_row_without_its_tick_stays_out(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = unticked(previewed(sees, base, *written(wording, GOING, ANOTHER)), 0)
    assert "Se registrará 1 reporte, de 1 acuerdo; 1 fila queda fuera." in said(screen)
    confirmed(screen)
    assert [row[0] for row in many(store, REPORTS)] == ["2.4"]


def test_all_ticks_can_be_taken_away_and_put_back_at_once(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, GOING, ANOTHER))
    next(button for button in screen.button if button.label == "Desmarcar todas").click()
    assert "No hay nada marcado para registrar. 2 filas quedan fuera." in said(run(screen))
    next(button for button in screen.button if button.label == "Marcar todas").click()
    assert "Se registrarán 2 reportes, de 2 acuerdos." in said(run(screen))


def test_an_unknown_name_is_asked_once_and_its_answer_is_remembered(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, UNKNOWN))
    assert counts(screen) == {"Con problema": 1, "Ausentes": 8}
    assert "«Oficina de Imagen» no está en el catálogo (Matriz\\!C5)" in said(screen)
    prefectura = many(store, "SELECT id FROM institution WHERE acronym = 'Prefectura'")[0][0]
    confirmed(answered(screen, "Oficina de Imagen", ("alias", prefectura)))
    assert [row[:2] for row in many(store, REPORTS)] == [("2.5", PREFECTURA)]
    again = previewed(sees, base, *written(wording, (*UNKNOWN[:5], "Otra nota", None)))
    assert counts(again) == {"Cambian": 1, "Ausentes": 8}


def test_fulfilled_without_a_document_waits_or_counts_as_in_progress(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, ("2.5", None, PREFECTURA, "Cumplido", 100, SPOKEN, None)))
    assert counts(screen) == {"Con problema": 1, "Ausentes": 8}
    assert texts.REFUSAL[Refusal.EVIDENCE_MISSING] in waiting(screen)["Por qué"].iloc[0]
    confirmed(answered(screen, "sin un documento completo", "as_in_progress"))
    assert many(store, REPORTS) == [("2.5", PREFECTURA, "in_progress", 99, SPOKEN)]


def test_fulfilled_with_its_document_is_recorded_with_it(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    confirmed(previewed(sees, base, *written(wording, ("2.5", None, PREFECTURA, "Cumplido", 100, SPOKEN, PROOF))))
    assert many(store, "SELECT document_type, number, issued_on, issuer FROM evidence") == [("Oficio", "012-2026", "2026-03-16", PREFECTURA)]


def test_an_institution_sends_four_columns_and_only_the_session_is_asked(sees: Sees, base: Path, store: Store) -> None:
    data = tracker(("2.5", "En proceso", 40, None), head=("N°", "Estado", "Avance", "Medio de verificación"), title=("Institución: Prefectura",))
    screen = uploaded(sees(base, "excel"), ("prefectura.xlsx", data))
    assert field(screen, "¿De quién es el archivo?").value == many(store, "SELECT id FROM institution WHERE acronym = 'Prefectura'")[0][0]
    assert import_texts.DOUBT[Doubt.SESSION_UNKNOWN] in waiting(screen)["Por qué"].iloc[0]
    session = many(store, "SELECT id FROM committee_session")[0][0]
    confirmed(answered(screen, "¿De qué sesión son las filas", session))
    assert many(store, REPORTS) == [("2.5", PREFECTURA, "in_progress", 40, "")]


def test_a_row_with_another_text_is_asked_about_before_it_is_taken_for_the_agreement(sees: Sees, base: Path, store: Store) -> None:
    other = "Conformar una mesa técnica sobre el transporte público nocturno"
    screen = previewed(sees, base, ("2.5", other, PREFECTURA, "En proceso", 40, SPOKEN, None))
    assert counts(screen) == {"Con problema": 1, "Ausentes": 8}
    assert other in said(screen)
    screen = answered(screen, f"Fila {first_row()}", "same")
    assert counts(screen) == {"Cambian": 1, "Ausentes": 8}
    confirmed(answered(screen, "¿Cuál texto vale?", "take"))
    assert many(store, "SELECT text FROM agreement WHERE code = '2.5'") == [(other,)]


def test_several_files_are_worked_one_after_another_each_with_its_own_plan(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    first, second = tracker(*written(wording, GOING)), tracker(*written(wording, ANOTHER, NEW))
    screen = uploaded(sees(base, "excel"), ("uno.xlsx", first), ("dos.xlsx", second))
    assert "Se registrará 1 reporte, de 1 acuerdo." in said(screen)
    confirmed(screen)
    assert "uno.xlsx: ✔ registrado" in said(screen)
    assert "dos.xlsx: por revisar" in said(screen)
    screen.selectbox[0].select("dos.xlsx")
    assert "Se registrarán 1 acuerdo nuevo y 2 reportes, de 2 acuerdos." in said(run(screen))
    next(button for button in screen.button if button.label == "Quitar").click()
    assert run(screen).selectbox[0].options == ["uno.xlsx"]


def test_files_beyond_what_is_kept_at_once_are_named_and_not_lost_silently(sees: Sees, base: Path) -> None:
    files = [(f"sede {number}.csv", f"nada {number}".encode()) for number in range(MAX_FILES + 2)]
    screen = uploaded(sees(base, "excel"), *files)
    assert screen.selectbox[0].options == [name for name, _ in files[:MAX_FILES]]
    assert "sede 12.csv, sede 13.csv" in screen.warning[0].value
    assert "sede 0.csv: ✕ no se pudo leer" in said(screen)


def test_rows_of_which_nothing_can_be_recorded_can_be_sent_back_with_what_they_lack(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, UNKNOWN))
    assert "Falta responder 1 pregunta." in screen.warning[0].value
    assert f"1 fila queda fuera. {import_texts.NEXT_STEP}" in said(screen)
    assert [button.label for button in elements(screen, "download_button")] == ["Descargar sus filas con lo que les falta"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing more", b"%PDF-1.7"], ids=["empty", "cut", "a PDF"])
def test_a_file_that_cannot_be_read_is_told_and_the_page_stays(sees: Sees, base: Path, wording: dict[str, str], data: bytes) -> None:
    before = dump(base)
    screen = uploaded(sees(base, "excel"), ("matriz.xlsx", data))
    assert screen.error[0].value.startswith("**matriz.xlsx:**")
    assert import_texts.NOTHING_WRITTEN in screen.error[0].value
    assert dump(base) == before
    assert counts(uploaded(screen, ("buena.xlsx", tracker(*written(wording, GOING))))) == {"Cambian": 1, "Ausentes": 8}


def test_a_corrected_column_is_remembered_for_files_of_the_same_headings(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    head = ("N°", "Acuerdo adoptado", "Responsable", "Estado", "% Avance", "Lo dicho por la oficina")
    row = written(wording, GOING)[0][:6]
    screen = previewed(sees, base, row, head=head)
    assert field(screen, "Lo dicho por la oficina").value == ""
    confirmed(answered(screen, "Lo dicho por la oficina", "actions"))
    assert [told[4] for told in many(store, REPORTS)] == [SPOKEN]
    again = previewed(sees, base, (*row[:5], "Otra cosa"), head=head)
    assert field(again, "Lo dicho por la oficina").value == "actions"


def test_what_looks_like_data_of_persons_needs_a_second_look(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, (*GOING[:5], "Se atendió al DNI 41234567", None)))
    assert f"Fila {first_row()}: {texts.PRIVACY[PrivacyDoubt.DNI]}" in screen.warning[0].value
    assert next(button for button in screen.button if button.label.startswith("Registrar ")).disabled
    confirmed(answered(screen, "Revisé el texto", True))
    assert len(many(store, REPORTS)) == 1


def test_another_persons_record_makes_the_plan_again_and_keeps_the_ticks(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = unticked(previewed(sees, base, *written(wording, GOING, ANOTHER, NEW)), 0)
    report(store, assignment_id(store, "2.4", "WARMI-NAN"), EARLIER)
    run(screen)
    assert [warning.value for warning in screen.warning] == [import_texts.OUTDATED]
    assert "Se registrarán 1 acuerdo nuevo y 2 reportes, de 2 acuerdos; 1 fila queda fuera." in said(screen)


def test_a_press_on_an_outdated_preview_records_nothing(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, GOING))
    report(store, assignment_id(store, "2.5", "PREFECTURA"), EARLIER)
    before = dump(base)
    confirmed(screen)
    assert [warning.value for warning in screen.warning] == [import_texts.OUTDATED]
    assert dump(base) == before
    confirmed(screen)
    assert len(many(store, REPORTS)) == 2


def test_what_others_typed_into_a_tracker_is_shown_as_text(sees: Sees, base: Path) -> None:
    head = ("N°", "Acuerdo adoptado", "Responsable", "Estado", "% Avance", HOSTILE)
    row = ("2.5", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    data = tracker(row, head=head, title=(TITLE[0], f"Entidad: {HOSTILE}"), sheets=("$x^2$ `x`",))
    screen = uploaded(sees(base, "excel"), ("$x^2$ `x`.xlsx", data), ("[a](.xlsx", b"no workbook"))
    assert counts(screen)
    assert [text for text in texts_of(screen) if any(sign in text for sign in LIVE)] == []


def test_which_of_several_tables_is_meant_is_asked(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    screen = previewed(sees, base, *written(wording, GOING), sheets=("Enero", "Febrero"))
    assert "El archivo tiene 2 tablas. ¿Cuáles desea cargar?" in said(screen)
    assert import_texts.CHOOSE_TABLES in screen.info[0].value
    assert not counts(screen)
    assert counts(answered(screen, "Febrero", True)) == {"Cambian": 1, "Ausentes": 8}


def test_who_records_must_be_said(sees: Sees, base: Path, wording: dict[str, str]) -> None:
    before = dump(base)
    screen = previewed(sees, base, *written(wording, GOING))
    field(screen, "Quién registra").set_value("  ")
    confirmed(screen)
    assert texts.REFUSAL[Refusal.BY_MISSING] in screen.error[0].value
    assert dump(base) == before


def test_a_workbook_of_the_user_is_filled_with_what_the_store_holds(sees: Sees, base: Path, store: Store, wording: dict[str, str]) -> None:
    report(store, assignment_id(store, "2.5", "PREFECTURA"), EARLIER)
    data = tracker(("2.5", wording["2.5"], PREFECTURA, None, None, None, None), ("88", "Nada de aquí", "PNP", None, None, None, None))
    screen = sees(base, "excel", parte="Descargar")
    screen.file_uploader[0].set_value(("mi libro.xlsx", data, "application/octet-stream"))
    run(screen)
    assert "**1 fila corresponde a un acuerdo del tablero.**" in said(screen)
    assert f"no corresponden a un acuerdo: {first_row() + 1}." in said(screen)
    next(button for button in screen.button if button.label == "Llenar la copia").click()
    assert "3 celdas llenadas. Ninguna otra se tocó." in run(screen).success[0].value
    assert list(screen.dataframe[-1].value["Celda"]) == [f"{column}{first_row()}" for column in "DEF"]
    assert list(screen.dataframe[-1].value["Después"])[-1] == EARLIER.actions


def test_the_filters_of_the_agreements_rule_what_the_matrix_takes(sees: Sees, base: Path) -> None:
    assert "Con estos filtros: 16 asignaciones de 9 acuerdos." in said(sees(base, "excel", parte="Descargar"))
    assert "de 1 acuerdo." in said(sees(base, "excel", parte="Descargar", buscar="2.5"))


def test_a_template_is_offered_to_whom_something_is_open(sees: Sees, base: Path, store: Store) -> None:
    screen = sees(base, "excel", parte="Descargar")
    for institution, told in [("Prefectura", "1 fila por llenar."), ("MIMP", "No tiene acuerdos abiertos")]:
        chosen = many(store, f"SELECT id FROM institution WHERE acronym = '{institution}'")[0][0]
        assert told in said(answered(screen, "Institución que la llenará", chosen))


def test_of_a_past_cut_off_only_the_matrix_goes_out_and_nothing_comes_in(sees: Sees, base: Path) -> None:
    screen = sees(base, "excel", parte="Descargar", corte="2026-03-05")
    assert [button.proto.label for button in screen.get("download_button")] == ["Descargar la matriz"]
    assert "sirve para leerla, pero no se puede volver a cargar" in said(screen)
    assert "Para descargar una plantilla o llenar su libro, que se hacen con el estado actual, vuelva a hoy." in said(screen)
    assert not screen.get("file_uploader")
    screen = sees(base, "excel", corte="2026-03-05")
    assert "Para cargar un archivo, que se compara con el estado actual, vuelva a hoy." in said(screen)
    assert not screen.get("file_uploader")
    next(button for button in screen.button if button.label == "Volver a hoy").click()
    assert run(screen).get("file_uploader")
