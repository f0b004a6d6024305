"""Several agreements in one cell: told apart by their own dotted numbers ("2.2. … 2.3. …") and by nothing else."""

import re

from follow_up.spelling import normalise_code

_CODE = r"(?<![\w.,/-])\d{1,2}(?:\.\d{1,2}){1,3}(?![\w,/]|\.\d)"
_CLOSING = r"(?P<closing>\s{0,2}[.)\-–:]+)?"
_NUMBER = re.compile(rf"(?P<code>{_CODE}){_CLOSING}\s{{0,3}}(?=[«\"“(¿]?[^\W\d_])")
_LABELLED = re.compile(r"\s*acuerdo\s*(?:n\s?[.°ºo]{0,3}|nro\.?|n[uú]m(?:ero|\.)?|#)?\s*(?P<code>\d{1,3}(?:\.\d{1,2}){0,3})\s*[.:)\-–]+\s*(?=\S)", re.IGNORECASE)
_LOOK_BACK = 40  # what stands further before a number says nothing of it
_EDGES = " \t\n•▪·"
_SENTENCE_END = re.compile(r"[.;:!?)»\"”][ \t]+$")
# After these a number is a reference: "conforme al art. 2.3. La entidad…"
_REFERENCE = re.compile(
    r"\b(?:arts?|art[ií]culos?|nums?|numeral(?:es)?|n[uú]meros?|incs?|incisos?|lits?|literal(?:es)?|n|nro|no|ley|d\.\s?s|r\.\s?m|p[aá]g|cap|[ií]tems?|"
    r"puntos?|fig|tabla|cuadro|anexos?|acuerdos?|secci[oó]n|s/)\s*[.:°º]*\s*$",
    re.IGNORECASE,
)


def split_clauses(text: str) -> list[tuple[str | None, str]]:
    """The agreements of a cell, each with its number (None where it has none); one element when there is one.

    A number parts the text only at the start of a line or sentence, with a capital after it, and when it follows the
    one before under the same parent: never at "Ley N.º 30364", "art. 2.3", "S/ 2.50" or a date.
    """
    starts = _chain([match for match in _NUMBER.finditer(text) if _opens_clause(text, match)])
    if not starts:
        return [leading_code(text)]
    before = text[: starts[0].start()].strip(_EDGES)
    ends = [match.start() for match in starts[1:]] + [len(text)]
    clauses: list[tuple[str | None, str]] = [(normalise_code(match["code"]), text[match.end() : end].strip(_EDGES)) for match, end in zip(starts, ends, strict=True)]
    return [leading_code(before), *clauses] if before else clauses


def leading_code(text: str) -> tuple[str | None, str]:
    """The number that opens a text ("2.1. Coadyuvar…", "Acuerdo N° 01: …") and the text without it."""
    if match := _LABELLED.match(text):
        return normalise_code(match["code"]), text[match.end() :].strip()
    stripped = text.strip(_EDGES)
    match = _NUMBER.match(stripped)
    if match and _is_number_of_clause(stripped, match):
        return normalise_code(match["code"]), stripped[match.end() :].strip()
    return None, stripped


def _opens_clause(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - _LOOK_BACK, 0) : match.start()]
    opens_line = not before[before.rfind("\n") + 1 :].strip(_EDGES + "*-–")
    if not opens_line and (not _SENTENCE_END.search(before) or _REFERENCE.search(before)):
        return False
    return _is_number_of_clause(text, match)


def _is_number_of_clause(text: str, match: re.Match[str]) -> bool:
    """Whether a dotted number can be a clause's: a capital follows it, and it is neither a date nor an amount."""
    parts = match["code"].split(".")
    if len(parts) > 2 and any(part.startswith("0") for part in parts[1:]):
        return False
    first_letter = next(character for character in text[match.end() : match.end() + 2] if character.isalpha())
    apart = bool(match["closing"]) or text[match.end() - 1].isspace()
    return apart and first_letter.isupper()


def _chain(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The numbers that follow one another under the parent of the first."""
    chain: list[re.Match[str]] = []
    for match in matches:
        number = _parts(match)
        if not chain or (number[:-1] == _parts(chain[-1])[:-1] and number[-1] > _parts(chain[-1])[-1]):
            chain.append(match)
    return chain


def _parts(match: re.Match[str]) -> list[int]:
    return [int(part) for part in match["code"].split(".")]
