"""Title lines: what the lines above a table, or the name of its sheet, say of committee, session, dates and institution."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from follow_up.spelling import fold
from follow_up.vocabulary import SessionKind
from follow_up.written_dates import find_dates
from tracker.records import TitleFacts

_UNITS = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven")
_TENS = {"decim": 10, "vigesim": 20, "trigesim": 30}
_ODD = {"setim": 7, "undecim": 11, "duodecim": 12}
_ORDINAL_STEMS = {stem: number for number, stem in enumerate(_UNITS, start=1)} | _TENS | _ODD
_ORDINAL = r"(?:" + "|".join(sorted(_ORDINAL_STEMS, key=len, reverse=True)) + r")(?:[oa]s?)?"
_ROMAN = r"[ivxl]{1,7}"
_NUMERAL = rf"(?:(?P<word>{_ORDINAL}(?:[ -]?{_ORDINAL})?)|(?P<roman>{_ROMAN})|(?P<digits>\d{{1,3}})(?:\s?(?:r[ao]|d[ao]|t[ao]|m[ao]|v[ao]|n[ao]|er[ao]?|a|o))?)"
_MEETING = r"(?:sesion(?:es)?|reunion|asamblea)"
_KIND = r"(?P<kind>extra\s?-?ordinari[ao]|ordinari[ao])"
_NUMBERED = r"(?:n|nro|no|num|numero)?[.\s]*"
_SESSION_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_NUMERAL}[.\s]+{_MEETING}(?:\s+{_KIND})?\b",  # PRIMERA SESIÓN ORDINARIA, II Sesión Extraordinaria
        rf"\b{_NUMERAL}[.\s]+{_KIND}\b",  # primera ordinaria
        rf"\b{_MEETING}(?:\s+{_KIND})?\s+{_NUMBERED}{_NUMERAL}(?:\s*[-/]\s*(?:19|20)\d\d)?\b(?!\s*(?:de\s|[/.-]))",  # Sesión Ordinaria N° 03-2026
        rf"\b{_KIND}\s+{_NUMBERED}{_NUMERAL}\b(?!\s*(?:de\s|[/.]))",
        rf"\b{_NUMERAL}\s*s\.?\s?(?P<letter>[oe])\b",  # II SO
        rf"\bs\.?(?P<letter>[oe])\.?\s*{_NUMBERED}{_NUMERAL}\b",  # SO 03
        rf"\b{_MEETING}\s+{_KIND}\b",
    )
)
_CUT_OFF = re.compile(r"\b(corte|actualizad[oa]s?|actualizacion)\b[^0-9]*$|\b(al|hasta el|a la fecha)\W*$")
_ANOTHER_BEFORE = re.compile(rf"\b{_NUMERAL}\s*(?:y|e|,)\s*$")  # "primera y segunda sesión": two, and neither
_WEEKDAY = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
_SESSION_DAY = re.compile(rf"\b(?:sesion|reunion|acta|asamblea)\b|(?:^|\bfecha(?: y hora)?)\W*{_WEEKDAY}?\W*$")
_OTHER_DAY = re.compile(r"\b(emision|elaboracion|impresion|aprobad[oa]|aprobacion|publicacion|version|vigencia|presentacion|envio|reporte|informe)\b")
_INSTITUTION = re.compile(
    r"^\W*(?:instituci[oó]n|entidad|dependencia|unidad org[aá]nica|[aá]rea|[oó]rgano)(?:\s+(?:responsable|que (?:informa|reporta)|informante|ejecutora))?\s*[:=]\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_COMMITTEE_LABEL = re.compile(r"^\W*(?:comit[eé]|consejo|comisi[oó]n|[oó]rgano colegiado)\s*:\s*(?P<name>\S.*)$", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"\b(?:(?:sub)?comit[eé]|consejo|comisi[oó]n|junta directiva|mesa)\s+(?:\S+\s+){0,2}?(?:de|para|del|contra|t[eé]cnic[oa]|regional|provincial|distrital|municipal|local|escolar|directivo|consultiv[oa])\b.*"
    r"|\bCORESEC\b.*|\bCOPROSEC\b.*|\bCODISEC\b.*",
    re.IGNORECASE,
)
_AFTER_COMMITTEE = re.compile(
    rf"\s+(?:{_ORDINAL}|{_ROMAN}|\d+\S*)\s+(?:sesi[oó]n|reuni[oó]n|asamblea)\b.*|\s*\b(?:sesi[oó]n|reuni[oó]n|acta|fecha|matriz|acuerdos|seguimiento|corte|actualizad[oa])\b.*|\s+(?:[-–—|(]|20\d\d).*|\s*[,:;(].*",
    re.IGNORECASE,
)


def read_title(lines: Sequence[str], *, sheet: str = "") -> TitleFacts:
    """What title lines say, the first line that says a fact deciding it; the sheet's name adds a session they lack."""
    facts = TitleFacts()
    for line in lines:
        facts = _completed(facts, _line_facts(line))
    named = session_facts(sheet.replace("_", " "))
    if facts.session_number is None and named.session_number is not None:
        facts = _completed(facts, named)
    elif facts.session_date is None and facts.session_number is None:
        facts = _completed(facts, replace(named, session_kind=None))
    return facts


def session_facts(words: str) -> TitleFacts:
    """Kind, number and date of a session as words name it: "II Sesión Extraordinaria, 12/03/2026"."""
    kind, number = _session(fold(words))
    days = find_dates(words)
    return TitleFacts(session_kind=kind, session_number=number, session_date=days[0].as_date() if len(days) == 1 else None)


def says_something(line: str) -> bool:
    """Whether a line tells any fact that a title tells."""
    return _line_facts(line) != TitleFacts()


def _completed(known: TitleFacts, told: TitleFacts) -> TitleFacts:
    """`known`, and what only `told` says."""
    missing = {f.name: getattr(told, f.name) for f in fields(TitleFacts) if getattr(known, f.name) is None}
    return replace(known, **missing)


def _line_facts(line: str) -> TitleFacts:
    kind, number = _session(fold(line))
    held_on, cut_off = _days(line)
    return TitleFacts(
        committee=_committee(line),
        session_kind=kind,
        session_number=number,
        session_date=held_on,
        cut_off=cut_off,
        institution=_institution(line),
    )


def _session(folded: str) -> tuple[SessionKind | None, int | None]:
    for form in _SESSION_FORMS:
        match = form.search(folded)
        if match:
            is_one = not _ANOTHER_BEFORE.search(folded[: match.start()])
            return _kind(match, folded), _number(match) if is_one else None
    return None, None


def _kind(match: re.Match[str], folded: str) -> SessionKind | None:
    said = match.groupdict()
    words = said.get("kind") or said.get("letter") or ""
    if not words:
        near = re.search(_KIND, folded[match.end() :][:30])
        words = near["kind"] if near else ""
    if not words:
        return None
    return SessionKind.EXTRAORDINARY if words.startswith("e") else SessionKind.ORDINARY


def _number(match: re.Match[str]) -> int | None:
    said = match.groupdict()
    if said.get("digits"):
        return int(said["digits"])
    if said.get("roman"):
        return _roman(said["roman"])
    if said.get("word"):
        return sum(_ordinal(stem) for stem in re.findall(_ORDINAL, said["word"]))
    return None


def _ordinal(word: str) -> int:
    stem = max((stem for stem in _ORDINAL_STEMS if word.startswith(stem)), key=len)
    return _ORDINAL_STEMS[stem]


def _roman(letters: str) -> int | None:
    """The number of a Roman numeral; None for letters that only look like one ("ILL")."""
    worth = {"i": 1, "v": 5, "x": 10, "l": 50}
    total = sum(-worth[a] if worth[a] < worth.get(b, 0) else worth[a] for a, b in zip(letters, letters[1:] + " ", strict=True))
    return total if _as_roman(total) == letters else None


def _as_roman(number: int) -> str:
    text = ""
    for value, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            number -= value
            text += letters
    return text


def _days(line: str) -> tuple[date | None, date | None]:
    """The day of the session and the cut-off that a line tells; dates of anything else are neither."""
    held_on = cut_off = None
    end = 0
    for written in find_dates(line):
        before = fold(line[end : written.start])
        end, day = written.end, written.as_date()
        if _CUT_OFF.search(before):
            cut_off = cut_off or day
        elif not _OTHER_DAY.search(before) and (_SESSION_DAY.search(before) or _session(fold(line)) != (None, None)):
            held_on = held_on or day
    return held_on, cut_off


def _institution(line: str) -> str | None:
    match = _INSTITUTION.match(line)
    return match["name"].strip(" .") if match else None


def _committee(line: str) -> str | None:
    labelled = _COMMITTEE_LABEL.match(line)
    if labelled:
        return labelled["name"].strip(" .")
    match = _COMMITTEE.search(line)
    return _AFTER_COMMITTEE.sub("", match[0], count=1).strip(" .-–") or None if match else None
