"""Two hands on one agreement: the second never overwrites the first, sees what changed, and loses nothing it typed."""

from datetime import date
from pathlib import Path

from data_store.database import Store
from follow_up.acts import DeadlineDraft, ProgressDraft
from follow_up.vocabulary import DeadlineKind, Status
from tests.data_store.records import agreement_id, assignment_id, decide, dump, many, report
from tests.pages.forms import ACTIONS, DEADLINE, GO_ON, REPORT, filled, opened_act, saved, typed
from tests.pages.screen import Sees, field, run

REF = "2026-O1-2.1"  # UGEL group and others share it
MINE = {"Avance (%)": 40, "Acciones realizadas": ACTIONS}
THEIRS = ProgressDraft(Status.IN_PROGRESS, 25, date(2026, 3, 19), "Otra mano *escribió* antes")


def first_place(store: Store) -> int:
    """The first assignment of the agreement, which the form offers first."""
    return int(str(many(store, "SELECT id FROM assignment WHERE agreement_id = :id ORDER BY position", id=agreement_id(store, "2.1"))[0][0]))


def test_a_report_written_meanwhile_stops_the_save_and_is_shown(sees: Sees, base: Path, store: Store) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    run(screen)
    report(store, first_place(store), THEIRS)
    before = dump(base)
    saved(screen, REPORT)
    warning = screen.warning[0].value
    assert "No se guardó: alguien cambió este acuerdo mientras usted escribía." in warning
    lines = warning.split("\n")[1:]
    assert len(lines) == 4
    assert all(line.startswith("- 20/03/2026 10:30, Secretaría Técnica: ") for line in lines)
    assert any("Estado de" in line and line.endswith("— → **En proceso**") for line in lines)
    assert any("Avance de" in line and line.endswith("— → **25 %**") for line in lines)
    assert any("\\*escribió\\*" in line for line in lines)
    assert typed(screen, MINE) == MINE
    assert dump(base) == before


def test_after_looking_at_the_other_change_the_report_is_saved_on_top(sees: Sees, base: Path, store: Store) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    run(screen)
    report(store, first_place(store), THEIRS)
    saved(screen, REPORT)
    field(screen, GO_ON).click()
    run(screen)
    assert not screen.warning
    assert typed(screen, MINE) == MINE
    saved(screen, REPORT)
    assert screen.success
    assert many(store, "SELECT progress FROM progress_report ORDER BY id") == [(25,), (40,)]


def test_pressing_again_without_looking_stops_again(sees: Sees, base: Path, store: Store) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    run(screen)
    report(store, first_place(store), THEIRS)
    for _ in range(2):
        saved(screen, REPORT)
        assert screen.warning
    assert len(many(store, "SELECT id FROM progress_report")) == 1


def test_a_page_drawn_anew_while_typing_does_not_slip_the_new_version_in(sees: Sees, base: Path, store: Store) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    report(store, first_place(store), THEIRS)
    run(screen)
    run(screen)
    saved(screen, REPORT)
    assert screen.warning
    assert len(many(store, "SELECT id FROM progress_report")) == 1


def test_a_report_of_another_institution_of_the_agreement_disturbs_nobody(sees: Sees, base: Path, store: Store) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    run(screen)
    places = many(store, "SELECT id FROM assignment WHERE agreement_id = :id ORDER BY position", id=agreement_id(store, "2.1"))
    report(store, int(places[1][0]), THEIRS)
    saved(screen, REPORT)
    assert screen.success
    assert not screen.warning


def test_a_deadline_moved_meanwhile_is_shown_from_what_to_what(sees: Sees, base: Path, store: Store) -> None:
    agreement = agreement_id(store, "2.5")
    decide(store, agreement)
    values = {"Vence el": date(2026, 6, 30), "Motivo": "La convocatoria quedó desierta"}
    screen = filled(opened_act(sees(base, "agreement", ref="2026-O1-2.5"), DEADLINE), values)
    run(screen)
    decide(store, agreement, DeadlineDraft(DeadlineKind.DATE, date(2026, 5, 15), "Otra mano", date(2026, 3, 19)), version=2)
    saved(screen, DEADLINE)
    lines = screen.warning[0].value.split("\n")[1:]
    assert lines == ["- 20/03/2026 10:30, Secretaría Técnica: Plazo, 30/04/2026 → **15/05/2026**"]
    assert typed(screen, values) == values
    field(screen, GO_ON).click()
    saved(run(screen), DEADLINE)
    assert screen.success[0].value == "Plazo guardado: 30/06/2026."
    assert many(store, "SELECT after FROM deadline_change ORDER BY id DESC LIMIT 1") == [("2026-06-30",)]


def test_two_visitors_have_each_their_own_form(sees: Sees, base: Path, store: Store) -> None:
    one = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    other = opened_act(sees(base, "agreement", ref=REF), REPORT)
    saved(one, REPORT)
    assert one.success
    assert field(other, "Acciones realizadas").value == ""
    saved(filled(other, {"Avance (%)": 60, "Acciones realizadas": "Otra cosa"}), REPORT)
    assert other.warning
    assert assignment_id(store, "2.1", str(many(store, "SELECT i.code FROM institution i JOIN assignment n ON n.institution_id = i.id WHERE n.id = :id", id=first_place(store))[0][0])) == first_place(store)
