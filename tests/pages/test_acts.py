"""The four acts through the form: what is saved is on the board and in the log, and the next act starts empty."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_store.database import Store
from tests.data_store.records import DONE, agreement_id, assignment_id, decide, events_after, last_event, many, report
from tests.pages.forms import ACTIONS, DEADLINE, PROOF, REPORT, SAVE, VERIFY, VOID, filled, opened_act, saved, typed
from tests.pages.screen import Sees, field, go, kpis, said

REF = "2026-O1-2.5"


def states(screen: AppTest) -> str:
    """The chips under the title."""
    return screen.markdown[0].value


def test_without_a_chosen_act_there_is_nothing_to_save(sees: Sees, base: Path) -> None:
    screen = sees(base, "agreement", ref=REF)
    assert "Elija qué registrar." in said(screen)
    assert not screen.main.button


def test_a_report_changes_the_board_and_the_log(sees: Sees, base: Path, store: Store) -> None:
    before = last_event(store)
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    filled(screen, {"Avance (%)": 40, "Acciones realizadas": ACTIONS, "Fecha del reporte": date(2026, 3, 18), "Nota interna": "Llamar"})
    saved(screen, REPORT)
    assert screen.success[0].value == "Avance guardado: Prefectura, En proceso, 40 %."
    assert "En proceso" in states(screen)
    assert f"**18/03/2026 · Prefectura** · En proceso, 40 %\n{ACTIONS}" in said(screen)
    assert screen.dataframe[0].value["Avance"].tolist() == [40]
    place = assignment_id(store, "2.5", "PREFECTURA")
    assert events_after(store, before) == [
        ("assignment", place, "status", None, "in_progress"),
        ("assignment", place, "progress", None, "40"),
        ("assignment", place, "actions", None, ACTIONS),
        ("assignment", place, "reported_on", None, "2026-03-18"),
        ("progress_report", 1, "created", None, ""),
    ]
    assert many(store, "SELECT internal_note, by FROM progress_report") == [("Llamar", "Secretaría Técnica")]
    assert kpis(go(screen, "overview"))["Sin reporte"][0] == "8 de 9"


def test_the_next_act_starts_empty_and_remembers_who_records(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    filled(screen, {"Avance (%)": 40, "Acciones realizadas": ACTIONS, "Quién registra": "Prefectura, enlace"})
    saved(screen, REPORT)
    assert screen.segmented_control[0].value is None
    opened_act(screen, REPORT)
    assert typed(screen, {"Avance (%)": 0, "Acciones realizadas": 0}) == {"Avance (%)": None, "Acciones realizadas": ""}
    assert field(screen, "Quién registra").value == "Prefectura, enlace"
    assert many(store, "SELECT by FROM progress_report") == [("Prefectura, enlace",)]
    assert not screen.success


def test_pressing_twice_saves_once(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    filled(screen, {"Avance (%)": 40, "Acciones realizadas": ACTIONS})
    saved(screen, REPORT)
    screen.run()
    assert len(many(store, "SELECT id FROM progress_report")) == 1


def test_a_fulfilled_report_with_its_document_waits_to_be_verified_and_is_then_verified(
    sees: Sees, base: Path, store: Store
) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), REPORT)
    filled(screen, {"Estado": "fulfilled", "Acciones realizadas": ACTIONS, **PROOF, "Enlace": "https://www.gob.pe/oficio"})
    saved(screen, REPORT)
    assert "Cumplido por verificar" in states(screen)
    assert "Oficio 012-2026" in said(screen)
    assert "](https://www.gob.pe/oficio)" in said(screen)
    opened_act(screen, VERIFY)
    assert f"20/03/2026: {ACTIONS}" in said(screen)
    filled(screen, {"Qué se comprobó": "Se tuvo a la vista el cargo"})
    saved(screen, VERIFY)
    assert screen.success[0].value == "Cumplimiento verificado: Prefectura."
    assert "Cumplido verificado" in states(screen)
    assert "Verificado el 20/03/2026 por Secretaría Técnica: Se tuvo a la vista el cargo" in said(screen)
    assert kpis(go(screen, "overview"))["Cumplidos"][0] == "1 de 9"
    assert many(store, "SELECT verified_on FROM verification") == [("2026-03-20",)]


def test_there_is_nothing_to_verify_before_somebody_says_fulfilled(sees: Sees, base: Path) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), VERIFY)
    assert "No hay un cumplimiento reportado que verificar." in said(screen)
    assert SAVE[VERIFY] not in [button.label for button in screen.button]


def test_a_deadline_is_set_then_extended_with_its_reason_and_the_first_date_stays(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), DEADLINE)
    saved(filled(screen, {"Vence el": date(2026, 4, 30)}), DEADLINE)
    assert screen.success[0].value == "Plazo guardado: 30/04/2026."
    assert "**Plazo**  \n30/04/2026 · vence en 41 días" in said(screen)
    opened_act(screen, DEADLINE)
    saved(filled(screen, {"Vence el": date(2026, 5, 29), "Motivo": "La convocatoria quedó desierta"}), DEADLINE)
    assert "Prorrogado 1 vez; plazo original 30/04/2026" in said(screen)
    assert "~~30/04/2026~~ → **29/05/2026**" in said(screen)
    assert many(store, "SELECT before, after, reason FROM deadline_change ORDER BY id") == [
        (None, "2026-04-30", ""),
        ("2026-04-30", "2026-05-29", "La convocatoria quedó desierta"),
    ]


def test_a_deadline_in_working_days_is_stored_as_its_date(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), DEADLINE)
    filled(screen, {"Cómo se fija": "Días hábiles", "Días hábiles": 26, "Contados desde": date(2026, 2, 25)})
    saved(screen, DEADLINE)
    assert many(store, "SELECT after FROM deadline_change") == [("2026-04-06",)]  # over Holy Thursday and Good Friday


def test_a_deadline_without_date_is_told_by_its_kind(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref=REF), DEADLINE)
    saved(filled(screen, {"Tipo de plazo": "permanent"}), DEADLINE)
    assert screen.success[0].value == "Plazo guardado: permanente."
    opened_act(screen, DEADLINE)
    saved(filled(screen, {"Tipo de plazo": "next_session", "Motivo": "Lo pidió la Prefectura"}), DEADLINE)
    assert "Siguiente sesión (sin fecha en el calendario)" in said(screen)
    assert many(store, "SELECT after_kind, after FROM deadline_change ORDER BY id") == [("permanent", None), ("next_session", None)]


def test_leaving_without_effect_takes_the_agreement_out_of_the_compliance(sees: Sees, base: Path, store: Store) -> None:
    screen = opened_act(sees(base, "agreement", ref="2026-O1-2.1"), VOID)
    session = int(str(many(store, "SELECT id FROM committee_session")[0][0]))
    saved(filled(screen, {"Motivo": "Se fusionó con el 2.2", "Sesión que lo decidió": session}), VOID)
    assert screen.success[0].value == "El acuerdo quedó sin efecto."
    assert "Sin efecto" in states(screen)
    assert "Dejado sin efecto" in said(screen)
    opened_act(screen, VOID)
    assert "El acuerdo ya está sin efecto." in said(screen)
    assert kpis(go(screen, "overview"))["Cumplidos"][0] == "0 de 8"


def test_the_log_tells_each_change_before_and_after_in_words(sees: Sees, base: Path, store: Store) -> None:
    decide(store, agreement_id(store, "2.5"))
    report(store, assignment_id(store, "2.5", "PREFECTURA"), DONE)
    told = said(sees(base, "agreement", ref=REF))
    for line in ("- Plazo: 30/04/2026", "- Estado: Cumplido", "- Avance: 100 %"):
        assert line in told
    assert told.index("**20/03/2026**\n10:30") < told.index("**01/03/2026**\n09:00")
