"""The four acts as a visitor performs them: open, fill in, save, and what of it reached the base."""

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.screen import field, run

REPORT, DEADLINE, VERIFY, VOID = "avance", "plazo", "verificar", "sin-efecto"
SAVE = {REPORT: "Guardar avance", DEADLINE: "Guardar plazo", VERIFY: "Confirmar que se vio la evidencia", VOID: "Dejar sin efecto"}
LEAVE, MINE_ON_TOP, BOTH = "Dejar lo registrado", "Guardar lo mío", "Guardar ambos"
PROOF = {"Tipo de documento": "Oficio", "Número": "012-2026", "Fecha del documento": date(2026, 3, 18), "Quién lo emite": "Prefectura"}
ACTIONS = "Se remitió el oficio a las seis provincias"


def opened_act(screen: AppTest, act: str) -> AppTest:
    """The form of an act."""
    screen.segmented_control[0].set_value(act)
    return run(screen)


def filled(screen: AppTest, values: dict[str, Any]) -> AppTest:
    """The fields by their labels; a choice first draws the fields that depend on it."""
    for label, value in values.items():
        field(screen, label).set_value(value)
        if label in {"Estado", "Tipo de plazo", "Cómo se fija"}:
            run(screen)
    return screen


def saved(screen: AppTest, act: str) -> AppTest:
    """After the button was pressed, in the same breath as the last word was typed."""
    button = next(button for button in screen.button if button.label == SAVE[act])
    button.click()
    return run(screen)


def pressed(screen: AppTest, label: str) -> AppTest:
    """With the button of this label pressed, before the page answers."""
    next(button for button in screen.button if button.label == label).click()
    return screen


def typed(screen: AppTest, labels: dict[str, Any]) -> dict[str, Any]:
    """What the fields of these labels hold."""
    return {label: field(screen, label).value for label in labels}
