"""What is asked today on an agreement, in words short enough for two lines of a slide."""

from typing import Any

import pandas as pd

from follow_up.vocabulary import Ask
from ui.sentences import day
from ui.slide_fitting import listed

NAMES_SIZE, NAMES_ROOM = 34, 1150  # of two lines of a slide, what the names may take


def ask_words(row: Any) -> str:
    """The sentence of a row of `asks.asks`: "Informe de PNP y DREMO, a más tardar el 15/12/2026"."""
    whom = listed(row.of_whom.split(", "), size=NAMES_SIZE, room=NAMES_ROOM)
    by = "" if pd.isna(row.by) else f", a más tardar el {day(row.by)}"
    return {
        Ask.DECIDE_OVERDUE: f"Informe de {whom} y decisión del comité: cerrar, ampliar el plazo o dejar sin efecto",
        Ask.DECIDE_NOT_FULFILLED: f"Explicación de {whom} y decisión del comité: nuevo plazo, otro responsable o dejar sin efecto",
        Ask.REPORT_AND_DATE: f"Informe de avance de {whom}{by}, y un plazo fijado por el comité",
        Ask.REPORT: f"Informe de avance de {whom}{by}",
        Ask.SET_DATE: f"Plazo fijado por el comité para {whom}",
        Ask.UNBLOCK: f"Que se diga qué impide avanzar a {whom}; vence el {day(row.by)}",
        Ask.ANSWER_MEMBERS: f"Respuesta de {whom}{by}",
        Ask.UPDATE: f"Informe actualizado de {whom}{by}",
        Ask.EVIDENCE: f"Medio de verificación de {whom}{by}",
        Ask.VERIFY: f"Verificación de lo reportado, por {whom}{by}",
        Ask.NOTHING: "Nada por decidir hoy",
    }[Ask(row.ask)]
