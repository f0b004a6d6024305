"""After each act the next one is a click away: deadline, report, verification, and where the whole is seen."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_store.database import Store
from tests.data_store.records import TODAY, many
from tests.pages.forms import ACTIONS, DEADLINE, PROOF, REPORT, VERIFY, filled, opened_act, pressed, saved
from tests.pages.screen import Sees, run, texts_of


def offered(screen: AppTest) -> list[str]:
    """What is offered after a save."""
    next_acts = [button.label for button in screen.button if (button.key or "").startswith("next-")]
    return next_acts + [label for label in texts_of(screen) if label == "Ver en Panorama"]


def test_from_the_deadline_to_the_verification_without_looking_for_anything(sees: Sees, base: Path, store: Store) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref="2026-O1-2.5"), DEADLINE), {"Vence el": TODAY})
    assert offered(saved(screen, DEADLINE)) == ["Ahora registre el avance", "Ver en Panorama"]
    filled(run(pressed(screen, "Ahora registre el avance")), {"Estado": "fulfilled", "Acciones realizadas": ACTIONS, **PROOF})
    assert offered(saved(screen, REPORT)) == ["Verificar este cumplimiento", "Ver en Panorama"]
    run(pressed(screen, "Verificar este cumplimiento"))
    assert offered(saved(screen, VERIFY)) == ["Ver en Panorama"]
    assert many(store, "SELECT COUNT(*) FROM verification") == [(1,)]
    assert offered(run(screen)) == []


def test_progress_on_what_has_no_deadline_asks_for_one(sees: Sees, base: Path) -> None:
    screen = filled(opened_act(sees(base, "agreement", ref="2026-O1-2.5"), REPORT), {"Avance (%)": 20, "Acciones realizadas": ACTIONS})
    assert offered(saved(screen, REPORT)) == ["Ahora fije su plazo", "Ver en Panorama"]
