"""The hidden sheet of our own exports: which agreement each row was, and which version of the data it told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from follow_up.spelling import normalise_code
from follow_up.vocabulary import SessionKind
from tracker.grid import Sheet, Value, Workbook
from tracker.layout.titles import session_facts
from tracker.records import ExportMark, FileRefused, Record, RefusalCode, Table, TitleFacts
from tracker.values.texts import clean

SHEET_NAME = "_tablero"
CHANGES_SHEET, MEMBERS_SHEET = "Desde la última sesión", "Miembros"
TOLD_ONLY = frozenset({CHANGES_SHEET, MEMBERS_SHEET})  # what an export tells beside the matrix, whatever its texts look like
REF = re.compile(r"\d{4}-(?P<session>[OE]\d+)-(?P<code>.+)$")  # of a committee below the first, behind its own code

_HEADINGS = 2  # rows above those of the agreements


@dataclass(frozen=True)
class WayBack:
    """The mark of the export, and the reference ("2026-O1-2.1") of each row: {(sheet, row from 1): ref}."""

    mark: ExportMark
    refs: Mapping[tuple[str, int], str]

    def codes(self, sheet: str) -> frozenset[str]:
        """The codes of the agreements that we wrote on a sheet."""
        return frozenset(_code(ref) for (name, _), ref in self.refs.items() if name == sheet)


def find_way_back(workbook: Workbook) -> WayBack | None:
    """What the hidden sheet says; None when the file has none, or one that is not as we write it.

    Raises `FileRefused` (PAST_CUT) when the file shows a past day: it would set back what was recorded since.
    """
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == SHEET_NAME), None)
    mark = _mark(sheet) if sheet else None
    if sheet is None or mark is None:
        return None
    refs: dict[tuple[str, int], str] = {}
    for cells in sheet.rows[_HEADINGS:]:
        name, row, ref = (*cells, None, None, None)[:3]
        if isinstance(name, str) and isinstance(ref, str) and isinstance(row, int | float):
            refs[name, int(row)] = ref
    return WayBack(mark, refs)


def _mark(sheet: Sheet) -> ExportMark | None:
    if not sheet.rows:
        return None
    name, version, log_hash, past = (*sheet.rows[0], None, None, None, None)[:4]
    if name != "tablero" or not isinstance(version, int | float):
        return None
    if past:
        raise FileRefused(RefusalCode.PAST_CUT, _told_day(past))
    return ExportMark(int(version), clean(log_hash))


def _told_day(past: Value) -> str:
    """The day of a past cut-off in words; nothing where somebody wrote over it."""
    try:
        return f"al {date.fromisoformat(str(past)):%d/%m/%Y}"
    except ValueError:
        return ""


def with_refs(records: Sequence[Record], tables: Sequence[Table], way_back: WayBack) -> list[Record]:
    """The records with the reference of their row where row and code agree; else that of the only one of its code.

    Rows may have been sorted or put in between: a row whose code tells another agreement has not its reference.
    """
    titles = {table.key: table.title for table in tables}
    by_code: dict[tuple[str, str], set[str]] = {}
    for (sheet, _), ref in way_back.refs.items():
        by_code.setdefault((sheet, _code(ref)), set()).add(ref)
    found: list[Record] = []
    for record in records:
        ref = way_back.refs.get((record.sheet, record.row))
        if ref is None or _code(ref) != normalise_code(record.code or ""):
            candidates = by_code.get((record.sheet, record.code or ""), set())
            ref = _only_one(candidates, record, titles[record.table])
        found.append(record if ref is None else replace(record, ref=ref))
    return found


def _code(ref: str) -> str:
    """The code of the agreement within a reference: what follows year and session."""
    found = REF.search(ref)
    return found["code"] if found else ref


def _only_one(candidates: set[str], record: Record, title: TitleFacts) -> str | None:
    if len(candidates) > 1:
        session = session_facts(record.session) if record.session else title
        mark = f"{(session.session_kind or SessionKind.ORDINARY).letter}{session.session_number}"
        candidates = {ref for ref in candidates if (found := REF.search(ref)) and found["session"] == mark}
    return next(iter(candidates)) if len(candidates) == 1 else None
