"""Statuses of cells: a closed vocabulary, matched whole. What is not in it is unknown and is asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from follow_up.spelling import fold
from follow_up.vocabulary import Status
from tracker.grid import Value

PENDING, IN_PROGRESS, FULFILLED, NOT_FULFILLED, VOID = (
    Status.PENDING, Status.IN_PROGRESS, Status.FULFILLED, Status.NOT_FULFILLED, Status.VOID,
)  # fmt: skip

# The words of official trackers (domain reference, section 4).
OFFICIAL: Mapping[Status, str] = {
    PENDING: "pendiente, por iniciar, no iniciado, sin iniciar, programado, por atender, activo, vigente, abierto",
    IN_PROGRESS: "en proceso, en curso, en ejecución, en trámite, en gestión, en implementación, en desarrollo, iniciado, "
    "en avance, parcial, parcialmente cumplido, cumplimiento parcial, atendido pendiente",
    FULFILLED: "cumplido, culminado, concluido, ejecutado, implementado, atendido, atendido cerrado, finalizado, realizado, "
    "cerrado, logrado",
    NOT_FULFILLED: "no cumplido, incumplido, no ejecutado, no implementado, no realizado, no logrado",
    VOID: "desestimado, dejado sin efecto, sin efecto, anulado, cancelado, inviable, archivado, retirado, no corresponde",
}

# What offices write besides. "No atendido" is a verdict like "no ejecutado"; "suspendido" and "en espera" are open and
# nobody moves them, which is what "pendiente" says. "Sin cumplir" and "N/A" may mean two things: they are not here.
EVERYDAY: Mapping[Status, str] = {
    PENDING: "por ejecutar, por cumplir, por realizar, por implementar, por hacer, por desarrollar, pendiente de atención, "
    "pendiente de inicio, pendiente de ejecución, pendiente de implementación, pendiente de cumplimiento, sin avance, "
    "no se inició, no se ha iniciado, aún no iniciado, aún no inicia, en espera, en pausa, stand by, standby, en stand by, suspendido, paralizado, detenido",
    IN_PROGRESS: "ejecutándose, en elaboración, en evaluación, en revisión, en coordinación, en coordinaciones, en seguimiento, en marcha, "
    "en progreso, en preparación, en formulación, en atención, en cumplimiento, en vías de cumplimiento, en etapa de ejecución, "
    "en fase de ejecución, en proceso de ejecución, en proceso de implementación, en proceso de atención, en proceso de cumplimiento, "
    "en proceso de elaboración, implementándose, desarrollándose, avanzando, se inició, con avance, avance parcial, parcialmente, "
    "cumplido parcialmente, cumple parcialmente, cumplido en parte, cumplido parcial, parcialmente implementado, "
    "implementado parcialmente, parcialmente ejecutado, ejecutado parcialmente, ejecución parcial, parcialmente atendido, "
    "atendido parcialmente, por concluir, por culminar, por finalizar, proceso, trámite",
    FULFILLED: "absuelto, resuelto, completado, completo, terminado, hecho, efectuado, se cumplió, se realizó, se ejecutó, se implementó, "
    "se atendió, se concluyó, cumplió, cumple, sí cumplió, sí cumple, cumplido totalmente, totalmente cumplido, cumplido en su totalidad, "
    "cumplimiento total, implementado totalmente, cumplido por verificar, cumplido verificado, cumplido y verificado, "
    "cumplido fuera de plazo, cumplido con retraso, cumplido dentro del plazo, cumplido en plazo",
    NOT_FULFILLED: "no atendido, no efectuado, no se cumplió, no se realizó, no se ejecutó, no se implementó, no se atendió, "
    "no se logró, no se efectuó, no cumplió, no cumple, incumplimiento",
    VOID: "no aplica, descartado, desistido, eliminado, derogado, revocado, dado de baja, se dejó sin efecto, quedó sin efecto",
}

# Conditions that follow from the deadline and today: never a state of their own.
LATE: Mapping[Status, str] = {
    PENDING: "vencido, fuera de plazo, atrasado, retrasado, con retraso, en retraso, con atraso, plazo vencido, "
    "pendiente vencido, pendiente fuera de plazo, pendiente atrasado, vencido pendiente",
    IN_PROGRESS: "en proceso vencido, en proceso fuera de plazo, en proceso atrasado, en proceso con retraso, vencido en proceso",
}
IN_TIME: Mapping[Status, str] = {
    PENDING: "por vencer, próximo a vencer, sin plazo, en plazo, dentro del plazo, dentro de plazo, pendiente en plazo",
    IN_PROGRESS: "en proceso en plazo, en proceso dentro del plazo, en proceso por vencer",
}
# An event: the state stays what it was, unless it is said too.
EXTENDED: Mapping[Status | None, str] = {
    None: "reprogramado, prorrogado, ampliado, ampliación de plazo, plazo ampliado, con ampliación de plazo, postergado, aplazado, "
    "diferido, prórroga, con prórroga, reprogramación",
    PENDING: "pendiente reprogramado, pendiente prorrogado, pendiente con prórroga, pendiente con ampliación de plazo",
    IN_PROGRESS: "en proceso reprogramado, en proceso prorrogado, en proceso con prórroga, en proceso con ampliación de plazo",
}
UNSAID = "sin reporte, no reportó, no reporta, sin información, no informó"

_PERCENT = r"(\d{1,3}(?:[.,]\d+)?)\s?%"
_WITH_PERCENT = re.compile(rf"(.*?)[\s(\[:,.–—-]*\b(?:al\s+)?{_PERCENT}[\s)\].]*")
_WITH_DAYS = re.compile(r"(.*?)[\s:,–—-]*[(\[]?\s*(?:hace\s+)?\d+\s+dias?(?:\s+de\s+(?:atraso|retraso))?\s*[)\]]?[\s.]*")
_SIGNS = re.compile(r"[^\w%]+")
_LEADING = re.compile(r"^[\d\W_]*(?=[^\W\d_])")
_LONGEST = 80
_FULL = 100
_MARKS = {"x", "xx", "si", "1", "(x)", "[x]"}
_SIGNS_OF_MARK = {"✓", "✔", "√", "☑", "☒", "✅", "●", "•", "■", "⚫", "🗸", "ü"}  # "ü" is the tick of the font Wingdings


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What a cell says of the state. `status` missing: it says something else ("Reprogramado", "Sin reporte").

    `overdue`: it says that it is late, which follows from its deadline and is not stored; `extended`: that the deadline moved.
    """

    status: Status | None
    overdue: bool = False
    extended: bool = False


def _root(word: str) -> str:
    """A word without gender and number: "cumplidas", "cumplidos" and "cumplida" are "cumplido"."""
    if word.endswith(("ales", "iles")):
        return word[:-2]
    single = word.removesuffix("s")
    return f"{single[:-1]}o" if single.endswith("a") else single


def _key(words: str) -> str:
    return " ".join(_root(word) for word in _SIGNS.sub(" ", fold(words)).split())


def _entries(words: str) -> Iterable[str]:
    return (_key(entry) for entry in words.split(","))


_VOCABULARY: dict[str, StatusReading] = {
    **{key: StatusReading(status) for kind in (OFFICIAL, EVERYDAY, IN_TIME) for status, words in kind.items() for key in _entries(words)},
    **{key: StatusReading(status, overdue=True) for status, words in LATE.items() for key in _entries(words)},
    **{key: StatusReading(status, extended=True) for status, words in EXTENDED.items() for key in _entries(words)},
    **{key: StatusReading(None) for key in _entries(UNSAID)},
}


def read_status(words: str) -> StatusReading | None:
    """What the words say, as a whole value; None when they are blank or not in the vocabulary.

    Case, accents, gender, number, signs and leading icons do not matter. A percentage beside the words must agree with them
    ("Cumplido (60 %)" is unknown); a percentage alone is a state: 0 %, 1-99 %, 100 %.
    """
    return _read_short(words) if len(words) <= _LONGEST else None


@lru_cache(maxsize=4_096)
def _read_short(words: str) -> StatusReading | None:
    plain = fold(words)
    if match := _WITH_PERCENT.fullmatch(plain):
        return _beside_percent(match[1], float(match[2].replace(",", ".")))
    if match := _WITH_DAYS.fullmatch(plain):
        plain = match[1]
    return _in_vocabulary(plain)


def _in_vocabulary(plain: str) -> StatusReading | None:
    return _VOCABULARY.get(_key(_LEADING.sub("", plain)))


def _beside_percent(head: str, percent: float) -> StatusReading | None:
    if percent > _FULL:
        return None
    said = PENDING if percent == 0 else FULFILLED if percent == _FULL else IN_PROGRESS
    if not _key(head):
        return StatusReading(said)
    reading = _in_vocabulary(head)
    return reading if reading and reading.status in {said, None} else None


def is_status(words: str) -> bool:
    """Whether the words are of the vocabulary, that is, whether a column that holds them may be one of statuses."""
    return read_status(words) is not None


def mark_status(heading: str) -> Status | None:
    """The status that an "x" means in a column under this heading; None when the heading names none."""
    reading = read_status(heading)
    return reading.status if reading and not reading.extended else None


def is_mark(value: Value) -> bool:
    """Whether the cell is ticked: "x", "✓", "1", "sí", a filled circle…"""
    if isinstance(value, str):
        mark = value.strip()
        return mark in _SIGNS_OF_MARK or fold(mark).rstrip(".") in _MARKS
    return isinstance(value, int | float) and value == 1
