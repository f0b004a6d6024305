"""One edit on many agreements, in words: what it would do with each, how many change, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from follow_up.acts import DeadlineDraft, Refusal, VoidDraft
from follow_up.bulk_edit import Decision, Edit, EditRow, FollowUpEdit, StatusEdit, ThemeEdit
from follow_up.vocabulary import DONE_STANDINGS, OPEN_STANDINGS, DeadlineKind, Standing, Status
from ui import texts
from ui.escaping import markdown_safe
from ui.sentences import count, day

CHANGES, SAME, LEFT_OUT = "✎ Cambia", "＝ Sin cambio", "✕ Queda fuera"
RESULTS = (LEFT_OUT, CHANGES, SAME)  # what is left out is looked for first
ALL = "Todas las responsables"
LISTED = 12  # codes that a sentence names


def result(decision: Decision) -> str:
    """Whether the agreement changes, in a word with its shape."""
    if decision.changes:
        return CHANGES
    return LEFT_OUT if decision.refusals else SAME


def counted(decided: Sequence[Decision]) -> str:
    """How many change of those that were chosen, and what becomes of the others."""
    kinds = Counter(result(decision) for decision in decided)
    changing = kinds[CHANGES]
    said = [f"{'Se cambia' if changing == 1 else 'Se cambian'} **{changing} de {count(len(decided), 'acuerdo', 'acuerdos')}**"]
    if kinds[LEFT_OUT]:
        said.append(f"{kinds[LEFT_OUT]} {'queda' if kinds[LEFT_OUT] == 1 else 'quedan'} fuera")
    if kinds[SAME]:
        said.append(f"{kinds[SAME]} ya {'está' if kinds[SAME] == 1 else 'están'} así")
    return "; ".join(said) + "."


def warned(decided: Sequence[Decision], edit: Edit) -> str:
    """What an edit would do to what is settled already; empty when it does nothing to it."""
    changing = [decision for decision in decided if decision.changes]
    if isinstance(edit, DeadlineDraft):
        number = sum(decision.row.standing not in OPEN_STANDINGS for decision in changing)
        return _settled(number, "ya está cerrado", "ya están cerrados", "también cambiaría su plazo")
    if isinstance(edit, StatusEdit) and edit.draft.status != Status.FULFILLED:
        number = sum(any(part.standing in DONE_STANDINGS and part.assignment_id in decision.parts for part in decision.row.parts) for decision in changing)
        return _settled(number, "tiene cumplimientos", "tienen cumplimientos", "con este reporte dejarían de contarse como cumplidos")
    return ""


def _settled(number: int, one: str, many: str, effect: str) -> str:
    if not number:
        return ""
    return f"{number} de los que cambian {one if number == 1 else many}: {effect}. Si no corresponde, vuelva y quítelos de la selección."


def why_not(refusals: Sequence[Refusal]) -> str:
    """Why an agreement is left out."""
    return " ".join(texts.REFUSAL[refusal] for refusal in refusals)


def now(row: EditRow, edit: Edit, parts: Sequence[int] = ()) -> str:
    """What the edit is about, as it stands: of the assignments `parts` where these are named, of all of them otherwise."""
    match edit:
        case StatusEdit():
            return _standings(row, parts)
        case DeadlineDraft():
            return deadline(*row.deadline)
        case VoidDraft():
            return _standing(row.standing)
        case ThemeEdit():
            return row.theme
        case FollowUpEdit():
            return row.follow_up


def then(decision: Decision, edit: Edit) -> str:
    """What the edit would make of it; why it cannot; that nothing changes."""
    if not decision.changes:
        return why_not(decision.refusals) if decision.refusals else "Ya está así"
    match edit:
        case StatusEdit(draft):
            who = "" if len(decision.parts) == len(decision.row.parts) else f" ({len(decision.parts)} de {count(len(decision.row.parts), 'responsable', 'responsables')})"
            return f"{_standing(Standing(draft.status.value))}, {draft.progress} %{who}"
        case DeadlineDraft(kind, due):
            return deadline(kind, due)
        case VoidDraft():
            return _standing(Standing.VOID)
        case ThemeEdit():
            return edit.theme
        case FollowUpEdit():
            return edit.acronym


def deadline(kind: DeadlineKind, due: date | None) -> str:
    """A deadline as it was agreed."""
    return f"Vence el {day(due)}" if due else texts.DEADLINE_KIND[kind]


def _standing(standing: Standing) -> str:
    return f"{texts.STANDING_SHAPE[standing]} {texts.STANDING[standing]}"


def _standings(row: EditRow, parts: Sequence[int]) -> str:
    """How its assignments stand: the one in words and percentage, several counted by state."""
    chosen = [part for part in row.parts if not parts or part.assignment_id in parts]
    if len(chosen) == 1:
        return f"{_standing(chosen[0].standing)}, {chosen[0].progress} %"
    return "; ".join(f"{number} {_standing(standing)}" for standing, number in Counter(part.standing for part in chosen).items())


def carried(rows: Sequence[EditRow]) -> str:
    """That the theme of others changes too."""
    codes = ", ".join(markdown_safe(row.code) for row in rows[:LISTED]) + (f" y {len(rows) - LISTED} más" if len(rows) > LISTED else "")
    also = count(len(rows), "acuerdo que no eligió", "acuerdos que no eligió")
    return f"El tema es de la problemática: también cambia el de {also}: {codes}."


def done(changed: int, stale: int) -> str:
    """What came of the edit."""
    said = f"{'Se cambió' if changed == 1 else 'Se cambiaron'} {count(changed, 'acuerdo', 'acuerdos')} en una sola operación."
    if stale:
        said += f" {count(stale, 'acuerdo cambió', 'acuerdos cambiaron')} mientras tanto: abajo elige qué queda."
    return said
