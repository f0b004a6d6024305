"""Names that the program gives by itself: codes and titles of sessions, codes and acronyms of new institutions."""

import re
from collections.abc import Callable
from datetime import date
from itertools import count

from follow_up.spelling import fold
from follow_up.vocabulary import SessionKind

KIND_WORDS = {SessionKind.ORDINARY: "ordinaria", SessionKind.EXTRAORDINARY: "extraordinaria"}
ORDINALS = (
    "Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta", "Séptima", "Octava", "Novena", "Décima", "Undécima",
    "Duodécima",
)  # fmt: skip
LONGEST_ACRONYM = 28  # what a bar's label and a cell of the matrix show whole
_SMALL_WORDS = {"a", "al", "de", "del", "e", "el", "en", "la", "las", "los", "para", "por", "y"}


def session_code(kind: SessionKind, number: int, held_on: date) -> str:
    """The code of a session in addresses: "2026-O1"."""
    return f"{held_on.year}-{kind.letter}{number}"


def session_title(kind: SessionKind, number: int, held_on: date) -> str:
    """The title as actas write it: "Primera sesión ordinaria 2026"; beyond the twelfth by its number."""
    words = KIND_WORDS[kind]
    if number > len(ORDINALS):
        return f"Sesión {words} N.° {number} de {held_on.year}"
    return f"{ORDINALS[number - 1]} sesión {words} {held_on.year}"


def acronym_of(name: str, *, taken: Callable[[str], bool]) -> str:
    """The short name shown for an institution: its name while it is short, else its initials; never one already taken."""
    words = [word for word in re.findall(r"\w+", name) if word.casefold() not in _SMALL_WORDS]
    initials = "".join(word[0].upper() for word in words)
    short = name if len(name) <= LONGEST_ACRONYM or len(initials) < 2 else initials
    return _first_free(short, taken=taken, separator=" ")


def code_of(name: str, *, taken: Callable[[str], bool]) -> str:
    """The code of an institution from its name: "JUNTAS-VECINALES"; never one already taken."""
    code = re.sub(r"[^A-Z0-9]+", "-", fold(name).upper()).strip("-")
    return _first_free(code or "INSTITUCION", taken=taken, separator="-")


def _first_free(wanted: str, *, taken: Callable[[str], bool], separator: str) -> str:
    numbered = (f"{wanted}{separator}{number}" for number in count(2))
    return wanted if not taken(wanted) else next(name for name in numbered if not taken(name))
