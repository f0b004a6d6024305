"""The lines of the minutes: each decision of a session in one plain sentence. Pure: values in, Spanish out."""

from collections.abc import Sequence
from datetime import date

from follow_up.vocabulary import DeadlineKind, Status
from ui.sentences import day
from ui.texts import STATUS

DEADLINE = {
    DeadlineKind.NEXT_SESSION: "hasta la siguiente sesión",
    DeadlineKind.PERMANENT: "como permanente",
}


def deadline(code: str, before: tuple[DeadlineKind, date | None], after: tuple[DeadlineKind, date | None], *, reason: str) -> str:
    """A deadline set, extended, moved or removed. `before` and `after`: kind, and the day where the kind has one."""
    return _with(f"{_deadline(code, before, after)}.", "Motivo", reason)


def _deadline(code: str, before: tuple[DeadlineKind, date | None], after: tuple[DeadlineKind, date | None]) -> str:
    if after[0] == DeadlineKind.NONE:
        return f"El acuerdo {code} queda sin plazo"
    until = DEADLINE[after[0]] if after[0] != DeadlineKind.DATE else f"hasta el {day(after[1])}" if after[1] else "hasta la fecha que falta elegir"
    if before[0] == DeadlineKind.NONE:
        return f"Se fija el plazo del acuerdo {code} {until}"
    if before[1] is not None and after[1] is not None:
        verb = "amplía" if after[1] > before[1] else "adelanta"
        return f"Se {verb} el plazo del acuerdo {code} {until} (vencía el {day(before[1])})"
    return f"Se cambia el plazo del acuerdo {code} {until}"


def progress(code: str, institution: str, status: Status, percent: int, *, actions: str, members: Sequence[str] = ()) -> str:
    """What an institution, or these members of a group, reported in the session."""
    told = f"{STATUS[status]}, {percent} %" if status == Status.IN_PROGRESS else STATUS[status]
    speaker = f"{institution} · {', '.join(members)}" if members else institution
    return _with(f"{speaker} {_by_number(members or [institution], 'informa', 'informan')} sobre el acuerdo {code}: {told}.", "", actions)


def fulfilled(code: str, speakers: Sequence[str], *, evidence: str) -> str:
    """The agreement closed as fulfilled by these institutions, with the document that proves it."""
    return _with(f"Se da por cumplido el acuerdo {code} por {', '.join(speakers)}.", "Medio de verificación", evidence)


def verified(code: str, speaker: str, *, note: str) -> str:
    """The Secretaría has seen the evidence."""
    return _with(f"Se verifica el cumplimiento del acuerdo {code} por {speaker}.", "Se comprobó", note)


def void(code: str, *, reason: str) -> str:
    """The agreement left without effect."""
    return _with(f"Se deja sin efecto el acuerdo {code}.", "Motivo", reason)


def reassigned(code: str, *, released: Sequence[str], assigned: Sequence[str]) -> str:
    """Who no longer answers for the agreement, and who does now."""
    parts = [f"{_by_number(released, 'deja de ser responsable', 'dejan de ser responsables')} {', '.join(released)}"] if released else []
    if assigned:
        also = ("pasa a serlo", "pasan a serlo") if released else ("pasa a ser también responsable", "pasan a ser también responsables")
        parts.append(f"{_by_number(assigned, *also)} {', '.join(assigned)}")
    return f"En el acuerdo {code} {' y '.join(parts)}."


def _by_number(names: Sequence[str], one: str, many: str) -> str:
    return one if len(names) == 1 else many


def _with(sentence: str, label: str, words: str) -> str:
    """The sentence, and what was typed beside it, if anything was."""
    typed = " ".join(words.split())
    if not typed:
        return sentence
    closed = typed if typed.endswith((".", "!", "?")) else f"{typed}."
    return f"{sentence} {label}: {closed}" if label else f"{sentence} {closed}"
