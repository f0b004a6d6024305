"""What the screens of Excel say: every code has its words, and every total is told in one right sentence."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

import pytest

from follow_up.acts import DeadlineDraft, ProgressDraft
from follow_up.import_plan import (
    Acts,
    BatchKind,
    Change,
    Doubt,
    Entry,
    NameAnswer,
    NameMeaning,
    Outcome,
    Party,
    PartyReport,
    Place,
    PlanRow,
    RowKind,
    SessionRef,
    Unproved,
    Wording,
)
from follow_up.vocabulary import DeadlineKind, SessionKind, Status
from tracker.records import Field
from ui import batch_texts, import_texts, understood

PNP = Party(1, "PNP")
FIRST = SessionRef(1, SessionKind.ORDINARY, 1, date(2026, 2, 25))
REPORT = PartyReport(PNP, None, ProgressDraft(Status.IN_PROGRESS, 40, date(2026, 3, 1), "Se avanzó"))
DEADLINE = DeadlineDraft(DeadlineKind.DATE, date(2026, 12, 15), "Según el archivo", date(2026, 3, 1))
LABELS: dict[str, tuple[type[StrEnum], Collection[StrEnum], Collection[str]]] = {
    name: (members, table.keys(), table.values())
    for name, members, table in [
        ("kind of row", RowKind, import_texts.KIND),
        ("figure of a kind", RowKind, import_texts.KIND_FIGURE),
        ("note of a kind", RowKind, import_texts.KIND_NOTE),
        ("shape of a kind", RowKind, import_texts.KIND_SHAPE),
        ("doubt", Doubt, import_texts.DOUBT),
        ("meaning of a name", NameMeaning, import_texts.MEANING),
        ("fulfilled without document", Unproved, import_texts.UNPROVED),
        ("wording", Wording, import_texts.WORDING),
        ("kind of session", SessionKind, import_texts.SESSION_KIND),
        ("outcome of a row", Outcome, batch_texts.OUTCOME),
        ("undoing a batch", BatchKind, batch_texts.UNDO_BUTTON),
    ]
}


def row(number: int, agreement_id: int | None, acts: Acts | None, *, code: str = "01") -> PlanRow:
    kind = RowKind.SAME if acts is None else RowKind.NEW if agreement_id is None else RowKind.CHANGED
    return PlanRow(Entry(Place("Hoja1", number), session=FIRST, code=code), kind, agreement_id, acts=acts)


@pytest.mark.parametrize(("members", "told", "words"), LABELS.values(), ids=LABELS)
def test_every_code_has_words_of_its_own(members: type[StrEnum], told: Collection[StrEnum], words: Collection[str]) -> None:
    assert set(told) == set(members)
    assert len({label.strip() for label in words} - {""}) == len(members)


def test_every_field_that_a_column_can_be_shows_what_was_read() -> None:
    assert set(understood.VALUE) == set(Field)


@pytest.mark.parametrize("sentence", import_texts.DOUBT.values())
def test_every_doubt_is_a_whole_sentence_that_says_what_to_do(sentence: str) -> None:
    assert sentence[0] in "«" or sentence[0].isupper()
    assert sentence.endswith(".")
    assert len(sentence.split()) >= 8


@pytest.mark.parametrize(
    ("rows", "left_out", "told"),
    [
        ([], 0, "No hay nada marcado para registrar."),
        ([], 2, f"No hay nada marcado para registrar. 2 filas quedan fuera. {import_texts.NEXT_STEP}"),
        ([row(5, 7, Acts(7, reports=(REPORT,)))], 0, "Se registrará 1 reporte, de 1 acuerdo."),
        (
            [row(5, 7, Acts(7, reports=(REPORT, REPORT))), row(6, 7, Acts(7, deadline=DEADLINE)), row(7, 8, Acts(8, joining=(PNP,)))],
            1, "Se registrarán 2 reportes, 1 plazo y 1 responsable más, de 2 acuerdos; 1 fila queda fuera.",
        ),
        (
            [row(5, None, Acts(None, reports=(REPORT,))), row(6, None, Acts(None, reports=(REPORT,))), row(7, None, Acts(None), code="02")],
            3, "Se registrarán 2 acuerdos nuevos y 2 reportes; 3 filas quedan fuera.",
        ),
        (
            [row(5, None, Acts(None)), row(6, 7, Acts(7, edits={"text": "Otro"}))],
            0, "Se registrarán 1 acuerdo nuevo y 1 corrección de datos, de 2 acuerdos.",
        ),
    ],
)  # fmt: skip
def test_the_button_tells_in_one_sentence_what_it_will_record(rows: list[PlanRow], left_out: int, told: str) -> None:
    assert import_texts.will_record(rows, left_out=left_out) == told


def test_what_was_answered_about_names_is_told_by_what_it_means() -> None:
    names = [NameAnswer("Oficina Zonal", NameMeaning.NEW), NameAnswer("Varios", NameMeaning.IGNORE), NameAnswer("Otros", NameMeaning.IGNORE)]
    assert import_texts.names_kept(names) == "1 institución nueva («Oficina Zonal») y 2 nombres que se dejan fuera («Varios», «Otros»)"
    assert import_texts.names_kept([]) == ""


def test_a_row_that_speaks_of_several_institutions_tells_each_by_its_name() -> None:
    changes = (Change("progress", 10, 20, "PNP"), Change("progress", 0, 50, "INABIF"), Change("deadline", DeadlineKind.NONE, date(2026, 4, 30)))
    several = PlanRow(Entry(Place("Hoja1", 5), session=FIRST, code="04"), RowKind.CHANGED, 7, changes, acts=Acts(7))
    assert import_texts.changes(several) == "PNP, avance: 10 % → 20 % · INABIF, avance: 0 % → 50 % · Plazo: Sin plazo → 30/04/2026"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("status", Status.PENDING, Status.IN_PROGRESS, "PNP"), "Estado: Pendiente → En proceso"),
        (Change("status", "", Status.NOT_FULFILLED, "PNP"), "Estado: — → No cumplido"),
        (Change("progress", 0, 40, "PNP"), "Avance: 0 % → 40 %"),
        (Change("deadline", DeadlineKind.NONE, date(2026, 4, 30)), "Plazo: Sin plazo → 30/04/2026"),
        (Change("deadline", date(2026, 4, 30), DeadlineKind.NEXT_SESSION), "Plazo: 30/04/2026 → Siguiente sesión"),
        (Change("implementers", None, "DREMO"), "Responsable que se agrega: DREMO"),
        (Change("actions", "", "pending", "PNP"), "Acciones realizadas: — → pending"),
    ],
)
def test_a_change_reads_as_before_and_after(change: Change, told: str) -> None:
    assert import_texts.change(change) == told


def test_a_new_agreement_tells_what_it_will_have_and_not_its_text_twice() -> None:
    changes = (Change("text", None, "Instalar cámaras"), Change("implementers", None, "PNP"), Change("progress", "", 0, "PNP"))
    new = PlanRow(Entry(Place("Hoja1", 5), session=FIRST, code="17"), RowKind.NEW, None, changes, acts=Acts(None))
    assert import_texts.changes(new) == "Responsables: PNP · Avance: 0 %"


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        (1, SessionKind.ORDINARY, "Primera sesión ordinaria (25/02/2026)"),
        (2, SessionKind.EXTRAORDINARY, "Segunda sesión extraordinaria (25/02/2026)"),
        (14, SessionKind.ORDINARY, "Sesión ordinaria N.º 14 (25/02/2026)"),
    ],
)
def test_a_session_has_the_name_of_the_calendar(number: int, kind: SessionKind, told: str) -> None:
    assert import_texts.session(SessionRef(None, kind, number, date(2026, 2, 25))) == told
