"""Calidad: what is wanting is mended where it stands, each fix takes one away, undoing brings it back, zero is said."""

import sqlite3
from contextlib import closing
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_store.changing import change
from data_store.commands import add_agreement, add_theme
from data_store.database import Store, writing
from data_store.findings import accept
from data_store.themes import classify
from follow_up.cut_off import CutOff
from follow_up.quality import counts
from follow_up.rows import records
from follow_up.vocabulary import UNCLASSIFIED, FindingKind
from tests.data_store.records import SIGNED, assignment_id, institution_id, last_event, many, report
from tests.pages.conftest import DEMO_DAY
from tests.pages.forms import PROOF, filled, pressed
from tests.pages.screen import Sees, elements, field, run, said
from ui import quality_texts
from ui.clock import today
from ui.frame import open_at
from ui.quality_panels import quality_view


def left() -> dict[FindingKind, int]:
    """How much the page that was opened last has to mend now."""
    return counts(quality_view(open_at(CutOff(today()))).found.open)


def told(screen: AppTest) -> dict[FindingKind, int]:
    """The number on the button of each kind."""
    labels = {button.key: button.label for button in screen.button if str(button.key).startswith("kind-")}
    return {kind: int(labels[f"kind-{kind}"].split("**")[1]) for kind in FindingKind}


def opened(screen: AppTest) -> AppTest:
    return run(pressed(screen, "Arreglar"))


def test_a_deadline_and_a_document_each_take_one_away_and_undoing_brings_it_back(sees: Sees, base: Path, store: Store) -> None:
    report(store, assignment_id(store, "01", "PNP"))
    screen = sees(base, "quality", falta="Sin plazo")
    before = told(screen)
    assert before == left()
    assert f"Quedan {sum(before.values())} cosas por arreglar. Lo que más pesa: 9 acuerdos sin plazo." in said(screen)
    opened(screen)
    field(screen, "Tipo de plazo").set_value("next_session")
    run(screen)
    run(pressed(screen, "Guardar plazo"))
    now = told(screen)
    assert now == left() == {**before, FindingKind.NO_DEADLINE: 8, FindingKind.NO_NEXT_SESSION: 1}
    run(pressed(screen, "Deshacer"))
    assert told(screen) == before
    run(pressed(screen, "Sin documento **1**"))
    assert screen.query_params["falta"] == "Sin documento"
    run(pressed(opened(screen), "Guardar documento"))
    assert "falta el medio de verificación" in said(screen)
    run(pressed(filled(screen, PROOF), "Guardar documento"))
    assert told(screen) == {**before, FindingKind.NO_EVIDENCE: 0}
    assert quality_texts.DONE in said(screen)
    assert "En esta visita: 1 arreglada de 12" in [element.proto.text for element in elements(screen, "progress")]
    assert many(store, "SELECT screen FROM import_batch WHERE kind = 'edit' ORDER BY id") == [("calidad",), ("calidad",)]


def test_the_session_that_a_deadline_waits_for_is_planned_in_place(sees: Sees, base: Path, store: Store) -> None:
    with closing(sqlite3.connect(base)) as raw:
        number = raw.execute("SELECT COUNT(*) FROM committee_session").fetchone()[0]
    screen = opened(sees(base, "quality", falta="Sin plazo"))
    field(screen, "Tipo de plazo").set_value("next_session")
    run(pressed(run(screen), "Guardar plazo"))
    run(pressed(screen, "Sin próxima sesión **1**"))
    run(pressed(opened(screen), "Programar la sesión"))
    assert left()[FindingKind.NO_NEXT_SESSION] == told(screen)[FindingKind.NO_NEXT_SESSION] == 0
    assert many(store, "SELECT COUNT(*) FROM committee_session WHERE withdrawn_in IS NULL") == [(number + 1,)]


def test_a_theme_is_chosen_and_a_repeated_text_is_said_to_be_distinct_in_place(sees: Sees, base: Path, store: Store) -> None:
    problem, text = many(store, "SELECT problem_id, text FROM agreement ORDER BY id LIMIT 1")[0]
    pnp, seen = institution_id(store, "PNP"), last_event(store)
    with writing(store) as db:
        theme = add_theme(db, code=UNCLASSIFIED, label="Por clasificar", position=99, action_line=None, **SIGNED)
        change(
            db, token="theme", screen="calidad", **SIGNED,
            act=lambda db, batch_id: classify(db, problem_id=problem, theme_id=theme, seen=seen, batch_id=batch_id, **SIGNED),
        )  # fmt: skip
        add_agreement(db, problem_id=problem, code="9.9", text=text.upper(), implementers=[pnp], follow_up_id=pnp, deadline_note="", **SIGNED)
    screen = opened(sees(base, "quality", falta="Sin tema"))
    before = told(screen)
    assert (before[FindingKind.NO_THEME], before[FindingKind.DUPLICATE]) == (1, 1)
    chosen = field(screen, "Tema")
    assert "Por clasificar" not in chosen.options
    chosen.set_value(chosen.options[0])
    run(pressed(run(screen), "Guardar tema"))
    assert told(screen) == {**before, FindingKind.NO_THEME: 0}
    run(pressed(screen, "Texto repetido **1**"))
    field(opened(screen), "Motivo").set_value("Cada sesión adoptó el suyo")
    run(pressed(run(screen), "Guardar motivo"))
    assert told(screen) == {**before, FindingKind.NO_THEME: 0, FindingKind.DUPLICATE: 0}


def test_with_everything_accepted_nothing_is_left_and_one_can_be_pointed_to_again(sees: Sees, base: Path, store: Store) -> None:
    sees(base, "quality")
    rows = list(records(quality_view(open_at(CutOff(today()))).found.open))
    for place, row in enumerate(rows[:-1]):
        with writing(store) as db:
            change(
                db, token=str(place), screen="calidad", **SIGNED,
                act=lambda db, batch_id, row=row: accept(db, kind=FindingKind(row.kind), subject=row.subject, reason="Revisado", batch_id=batch_id, **SIGNED),
            )  # fmt: skip
    screen = opened(sees(base, "quality"))
    assert "Queda 1 cosa por arreglar." in said(screen)
    field(screen, "Cómo se arregla").set_value("Aceptarlo así")
    run(screen)
    field(screen, "Motivo").set_value("El grupo se sigue en conjunto")
    run(pressed(run(screen), "Guardar motivo"))
    assert quality_texts.NOTHING_LEFT in said(screen)
    assert "«El grupo se sigue en conjunto»" in said(screen)
    assert sum(told(screen).values()) == sum(left().values()) == 0
    run(pressed(screen, "Volver a señalarla"))
    assert sum(told(screen).values()) == 1


def test_every_kind_of_the_demonstration_opens_and_a_past_cut_off_mends_nothing(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "quality", day=DEMO_DAY)
    for kind, number in told(screen).items():
        if number:
            run(pressed(screen, f"{quality_texts.KIND[kind]} **{number}**"))
            opened(screen)
            assert [button for button in screen.button if str(button.key).startswith("open-") and button.label == "Cerrar"], kind
    past = sees(invented, "quality", day=DEMO_DAY, corte="2026-09-30")
    assert "Para arreglar algo, vuelva a hoy." in said(past)
    assert not [button for button in past.button if button.label == "Arreglar"]
    unknown = sees(invented, "quality", day=DEMO_DAY, falta="**Nada**")
    assert "Qué falta = «\\*\\*Nada\\*\\*»" in said(unknown)
