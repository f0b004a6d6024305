"""The words of *Calidad*. Pure: values in, Spanish out."""

from typing import Any

import pandas as pd

from follow_up.quality import heaviest
from follow_up.vocabulary import FindingKind
from ui.sentences import count, day

KIND = {
    FindingKind.NO_DEADLINE: "Sin plazo",
    FindingKind.NO_NEXT_SESSION: "Sin próxima sesión",
    FindingKind.NO_THEME: "Sin tema",
    FindingKind.NO_EVIDENCE: "Sin documento",
    FindingKind.UNVERIFIED: "Por verificar",
    FindingKind.EMPTY_GROUP: "Grupo sin miembros",
    FindingKind.UNANSWERED: "Sin respuesta",
    FindingKind.DUPLICATE: "Texto repetido",
}
ICON = {
    FindingKind.NO_DEADLINE: ":material/event_busy:",
    FindingKind.NO_NEXT_SESSION: ":material/event_upcoming:",
    FindingKind.NO_THEME: ":material/label_off:",
    FindingKind.NO_EVIDENCE: ":material/description:",
    FindingKind.UNVERIFIED: ":material/verified:",
    FindingKind.EMPTY_GROUP: ":material/group_off:",
    FindingKind.UNANSWERED: ":material/phone_missed:",
    FindingKind.DUPLICATE: ":material/content_copy:",
}
COUNTED = {
    FindingKind.NO_DEADLINE: ("acuerdo sin plazo", "acuerdos sin plazo"),
    FindingKind.NO_NEXT_SESSION: ("acuerdo que vence en una sesión sin programar", "acuerdos que vencen en una sesión sin programar"),
    FindingKind.NO_THEME: ("problemática sin tema", "problemáticas sin tema"),
    FindingKind.NO_EVIDENCE: ("reporte sin medio de verificación", "reportes sin medio de verificación"),
    FindingKind.UNVERIFIED: ("cumplimiento por verificar", "cumplimientos por verificar"),
    FindingKind.EMPTY_GROUP: ("grupo sin miembros", "grupos sin miembros"),
    FindingKind.UNANSWERED: ("respuesta que no llega", "respuestas que no llegan"),
    FindingKind.DUPLICATE: ("acuerdo que parece repetido", "acuerdos que parecen repetidos"),
}
MEANS = {
    FindingKind.NO_DEADLINE: "Sin plazo no hay cómo decir si un acuerdo está vencido.",
    FindingKind.NO_NEXT_SESSION: "Vencen en la siguiente sesión ordinaria, y el calendario no la tiene: no tienen fecha hasta que se programe.",
    FindingKind.NO_THEME: "La problemática quedó «por clasificar»: sus acuerdos no cuentan en ningún tema.",
    FindingKind.NO_EVIDENCE: "El último reporte dice que hay avance o cumplimiento, y no cita el documento que lo prueba.",
    FindingKind.UNVERIFIED: "La institución dice que cumplió; falta que la Secretaría confirme que vio el documento.",
    FindingKind.EMPTY_GROUP: "Responde un grupo cuya lista está vacía: no se sabe quién falta.",
    FindingKind.UNANSWERED: "Hace más de {stale} días que no informan, y nadie les preguntó en ese tiempo.",
    FindingKind.DUPLICATE: "Dicen lo mismo, o casi, que otro acuerdo anterior: se contarían dos veces.",
}
NOTHING_LEFT = "Nada por arreglar."
WHOLE = "Todo acuerdo tiene plazo y tema, todo reporte su documento, y nadie debe una respuesta."
DONE = "Ya no queda nada por arreglar aquí."
ACCEPTED = ("aceptada así, con su motivo", "aceptadas así, con su motivo")


def answer(number: dict[FindingKind, int], accepted: int) -> str:
    """The first sentence: how much is left, and what weighs most. `number`: `quality.counts` of what is open."""
    total, taken = sum(number.values()), f" Hay {count(accepted, *ACCEPTED)}." if accepted else ""
    if not total:
        return NOTHING_LEFT + (taken or f" {WHOLE}")
    worst = heaviest(number)
    left = "Queda" if total == 1 else "Quedan"
    return f"{left} {count(total, 'cosa', 'cosas')} por arreglar. Lo que más pesa: {count(number[worst], *COUNTED[worst])}.{taken}"


def mended(number: int, of: int) -> str:
    """How far the visitor got since the page was first opened."""
    return f"En esta visita: {count(number, 'arreglada', 'arregladas')} de {of}"


def what(row: Any, refs: pd.Series) -> str:
    """What is wanting, where the heading of its kind does not say it all. `row`: of `quality.findings`; `refs`: by agreement_id."""
    kind = FindingKind(row.kind)
    told = {
        FindingKind.NO_EVIDENCE: lambda: f"{row.institution}: informó sin citar un documento",
        FindingKind.UNVERIFIED: lambda: f"{row.institution}: informó que cumplió",
        FindingKind.EMPTY_GROUP: lambda: f"{row.institution}: grupo sin miembros registrados",
        FindingKind.UNANSWERED: lambda: _silence(row),
        FindingKind.DUPLICATE: lambda: f"Dice lo mismo que {refs[row.other_id]}",
    }
    return told[kind]() if kind in told else ""


def _silence(row: Any) -> str:
    days = count(int(row.days), "día", "días")
    return f"{row.institution}: nunca informó, en {days}" if pd.isna(row.report_id) else f"{row.institution}: sin noticias hace {days}"


def accepted(row: Any) -> str:
    """Who accepted a finding as it is, when and why. `row`: of `findings.load_accepted`; the reason is the writer's."""
    return f"{KIND[FindingKind(row.kind)]} · «{row.reason}» ({row.by}, {day(row.at)})"
