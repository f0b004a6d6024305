"""Codes of agreements as a file gives them: repeated ones, and numbers from which Excel may have cut a zero."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from follow_up.spelling import fold, normalise_code
from tracker.grid import Place, Value
from tracker.records import ProblemCode, Record

_AROUND = re.compile(r"^(?:acuerdo\s*)?(?:n\s?[°ºo.]+|nro\.?|n[uú]m\.?)\s*(?=[\w(])|^[(\[\s]+|[)\].°º\s–-]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """A record with the cell that gives its code, and what the cell holds."""

    record: Record
    place: Place
    value: Value


def bare_code(text: str) -> str:
    """The code in a cell that may write it "N° 01", "2.-", "(5)" or "4°"."""
    return normalise_code(_AROUND.sub("", _AROUND.sub("", text)))


def check_codes(seen: Sequence[CodeSeen]) -> Iterator[tuple[CodeSeen, ProblemCode]]:
    """The codes of one table that are doubtful, each with why."""
    first: dict[tuple[str | None, object, str], CodeSeen] = {}
    for index, each in enumerate(seen):
        record = each.record
        if record.code is None:
            continue
        before = first.setdefault((record.session, record.session_date, record.code), each)
        is_repeated = before is not each and _differ(before.record, record)
        if _may_be_shortened(seen, index, is_repeated=is_repeated):
            yield each, ProblemCode.CODE_MAYBE_SHORTENED
        elif is_repeated:
            yield each, ProblemCode.CODE_REPEATED


def _differ(one: Record, other: Record) -> bool:
    """Whether two records tell different agreements; a repeated text is one agreement told for several institutions."""
    if one.text is None or other.text is None or one.text == other.text:
        return False
    return fold(one.text) != fold(other.text)


def _may_be_shortened(seen: Sequence[CodeSeen], index: int, *, is_repeated: bool) -> bool:
    """Whether a typed number like 2.1 stands where 2.10 belongs: after 2.9, before 2.11, or twice."""
    value, code = seen[index].value, seen[index].record.code or ""
    if not isinstance(value, float) or value.is_integer() or code.count(".") != 1:
        return False
    parent, child = code.split(".")
    before = seen[index - 1].record.code if index else None
    after = seen[index + 1].record.code if index + 1 < len(seen) else None
    tenth = int(child) * 10
    return is_repeated or before == f"{parent}.{tenth - 1}" or after == f"{parent}.{tenth + 1}"
