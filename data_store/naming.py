"""Names that the program gives by itself: codes and titles of sessions, codes and acronyms of new institutions."""

import re
from collections.abc import Callable
from datetime import date
from itertools import count

from follow_up.import_plan import SessionRef
from follow_up.spelling import fold
from follow_up.vocabulary import CommitteeLevel, SessionKind

KIND_WORDS = {SessionKind.ORDINARY: "ordinaria", SessionKind.EXTRAORDINARY: "extraordinaria"}
ORDINALS = (
    "Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta", "Séptima", "Octava", "Novena", "Décima", "Undécima",
    "Duodécima",
)  # fmt: skip
LEVEL_WORDS = {CommitteeLevel.REGIONAL: "Regional", CommitteeLevel.PROVINCIAL: "Provincial", CommitteeLevel.DISTRICT: "Distrital"}
LONGEST_COMMITTEE_CODE = 19  # with "-2026-O12" and a number it fits the 31 letters of a sheet's name
LONGEST_ACRONYM = 28  # what a bar's label and a cell of the matrix show whole
_SMALL_WORDS = {"a", "al", "de", "del", "e", "el", "en", "la", "las", "los", "para", "por", "y"}


def session_code(kind: SessionKind, number: int, held_on: date, *, committee: str = "") -> str:
    """The code of a session in addresses: "2026-O1"; `committee`: the code of its committee, empty for the first of the base."""
    return SessionRef(None, kind, number, held_on, committee).code


def committee_name(level: CommitteeLevel, territory: str) -> str:
    """The name of a committee as the Reglamento has it (D.S. 011-2014-IN): "Comité Provincial de Seguridad Ciudadana de Ilo"."""
    return f"Comité {LEVEL_WORDS[level]} de Seguridad Ciudadana de {territory}"


def committee_code(level: CommitteeLevel, territory: str, *, taken: Callable[[str], bool]) -> str:
    """The code of a committee, which begins those of its sessions: "COPROSEC-ILO". Short, since sheets of a workbook are named so."""
    words = re.sub(r"[^A-Z0-9]+", " ", fold(territory).upper()).split()
    room = LONGEST_COMMITTEE_CODE - len(level.acronym) - 1
    whole = "-".join(words)
    short = whole if len(whole) <= room or len(words) == 1 else "".join(word[0] for word in words)
    return _first_free(f"{level.acronym}-{short[:room]}", taken=taken, separator="")


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
