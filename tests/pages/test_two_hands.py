"""Two hands on one agreement: the second never overwrites the first, sees what changed, and loses nothing it typed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_store.database import Store
from follow_up.acts import DeadlineDraft, ProgressDraft
from follow_up.vocabulary import DeadlineKind, Status
from tests.data_store.records import agreement_id, assignment_id, decide, dump, many, report
from tests.pages.forms import (
    ACTIONS,
    BOTH,
    DEADLINE,
    LEAVE,
    MINE_ON_TOP,
    REPORT,
    SAVE,
    filled,
    opened_act,
    pressed,
    saved,
    typed,
)
from tests.pages.screen import Sees, field, run, said

REF = "2026-O1-2.1"  # UGEL group and others share it
MINE = {"Avance (%)": 40, "Acciones realizadas": ACTIONS}
THEIRS = ProgressDraft(Status.IN_PROGRESS, 25, date(2026, 3, 19), "Otra mano *escribió* antes")


def first_place(store: Store) -> int:
    """The first assignment of the agreement, which the form offers first."""
    return int(str(many(store, "SELECT id FROM assignment WHERE agreement_id = :id ORDER BY position", id=agreement_id(store, "2.1"))[0][0]))


def met(screen: AppTest) -> list[list[str]]:
    """The rows of the panel that sets both values side by side."""
    table = next(element.value for element in screen.markdown if element.value.startswith("| Dato"))
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.split("\n")[2:]]


def both_wrote(sees: Sees, base: Path, store: Store) -> AppTest:
    """A report typed while somebody else recorded one of the same institution, after the first press of the button."""
    screen = filled(opened_act(sees(base, "agreement", ref=REF), REPORT), MINE)
    run(screen)
    report(store, first_place(store), THEIRS)
    before = dump(base)
    saved(screen, REPORT)
    assert dump(base) == before
    return screen


def test_a_report_written_meanwhile_stops_the_save_and_both_are_set_side_by_side(sees: Sees, base: Path, store: Store) -> None:
    screen = both_wrote(sees, base, store)
    assert "No se guardó: alguien cambió este acuerdo mientras usted escribía." in screen.warning[0].value
    assert "Quedó registrado :small[(Secretaría Técnica, 20/03/2026 10:30)]" in said(screen)
    rows = {row[0]: row[1:] for row in met(screen)}
    assert list(rows) == ["Avance", "Acciones realizadas", "Fecha del reporte"]  # both say "En proceso"
    assert rows["Avance"] == ["25 %", "**40 %**"]
    assert rows["Acciones realizadas"] == [r"Otra mano \*escribió\* antes", f"**{ACTIONS}**"]
    assert typed(screen, MINE) == MINE
    assert SAVE[REPORT] not in [button.label for button in screen.button]


def test_theirs_is_left_and_what_was_typed_is_given_up(sees: Sees, base: Path, store: Store) -> None:
    screen = run(pressed(both_wrote(sees, base, store), LEAVE))
    assert "Se dejó lo registrado" in screen.info[0].value
    assert many(store, "SELECT progress FROM progress_report") == [(25,)]
    assert field(opened_act(screen, REPORT), "Acciones realizadas").value == ""


def test_mine_is_saved_on_top_and_theirs_stays_in_the_history(sees: Sees, base: Path, store: Store) -> None:
    screen = run(pressed(both_wrote(sees, base, store), MINE_ON_TOP))
    assert screen.success
    assert not screen.warning
    assert many(store, "SELECT progress, actions FROM progress_report ORDER BY id") == [(25, THEIRS.actions), (40, ACTIONS)]


def test_both_are_saved_as_one_report_with_the_actions_of_both(sees: Sees, base: Path, store: Store) -> None:
    screen = run(pressed(both_wrote(sees, base, store), BOTH))
    assert screen.success
    assert many(store, "SELECT progress, actions FROM progress_report ORDER BY id")[-1] == (40, f"{ACTIONS}\n{THEIRS.actions}")


def test_a_third_change_is_shown_before_anything_goes_on_top_of_it(sees: Sees, base: Path, store: Store) -> None:
    screen = both_wrote(sees, base, store)
    report(store, first_place(store), replace(THEIRS, progress=30, actions="Una tercera"), version=2)
    run(pressed(screen, MINE_ON_TOP))
    assert many(store, "SELECT progress FROM progress_report ORDER BY id") == [(25,), (30,)]
    assert any("Una tercera" in row[1] for row in met(screen))
    run(pressed(screen, MINE_ON_TOP))
    assert many(store, "SELECT progress FROM progress_report ORDER BY id") == [(25,), (30,), (40,)]


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


def test_of_two_deadlines_one_is_chosen(sees: Sees, base: Path, store: Store) -> None:
    agreement = agreement_id(store, "2.5")
    decide(store, agreement)
    values = {"Vence el": date(2026, 6, 30), "Motivo": "La convocatoria quedó desierta"}
    screen = filled(opened_act(sees(base, "agreement", ref="2026-O1-2.5"), DEADLINE), values)
    run(screen)
    decide(store, agreement, DeadlineDraft(DeadlineKind.DATE, date(2026, 5, 15), "Otra mano", date(2026, 3, 19)), version=2)
    saved(screen, DEADLINE)
    assert met(screen) == [["Plazo", "15/05/2026", "**30/06/2026**"]]
    assert typed(screen, values) == values
    assert BOTH not in [button.label for button in screen.button]
    assert "Un acuerdo tiene un solo plazo" in said(screen)
    run(pressed(screen, MINE_ON_TOP))
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
