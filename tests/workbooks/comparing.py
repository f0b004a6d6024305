"""What a reading says otherwise than the careful person who wrote the expected one down."""

import math
from dataclasses import asdict
from datetime import date
from typing import Any

from tests.workbooks.quirk import Expected, OneOf, Quirk
from tracker.records import CellProblem, ProblemCode, Reading, Record, TitleFacts


def differences(quirk: Quirk, reading: Reading) -> list[str]:
    """A line for each; none when the reading is the expected one."""
    return [
        *_of_tables(quirk, reading), *_of_titles(quirk, reading), *_of_records(quirk, reading), *_of_problems(quirk, reading),
        *_of_questions(quirk, reading), *_of_notes(quirk, reading),
    ]  # fmt: skip


def _of_tables(quirk: Quirk, reading: Reading) -> list[str]:
    found = [(table.sheet, table.header_row) for table in reading.tables]
    return [] if found == quirk.tables else [f"tables: expected {quirk.tables}, got {found}"]


def _of_titles(quirk: Quirk, reading: Reading) -> list[str]:
    told = zip(quirk.titles, [table.title for table in reading.tables], strict=False)
    return [line for expected, title in told for line in _of_title(expected, title)]


def _of_title(expected: Expected, title: TitleFacts) -> list[str]:
    found = asdict(title)
    return [f"title: {name} expected {value!r}, got {found[name]!r}" for name, value in expected.items() if found[name] != value]


def _of_records(quirk: Quirk, reading: Reading) -> list[str]:
    """Rows that the reader marks as guidance are off by default, and so no records to compare."""
    doubtful = {(problem.sheet, problem.row) for problem in reading.problems if problem.code == ProblemCode.GUIDANCE_ROW}
    sure = [record for record in reading.records if (record.sheet, record.row) not in doubtful]
    records = sorted(sure, key=lambda record: (_sheet_order(reading, record.sheet), record.row))
    if len(records) != len(quirk.records):
        got = [(record.sheet, record.row, record.code, (record.text or "")[:40]) for record in records]
        return [f"records: expected {len(quirk.records)}, got {len(records)}: {got}"]
    return [line for expected, record in zip(quirk.records, records, strict=True) for line in _of_record(expected, record)]


def _sheet_order(reading: Reading, sheet: str) -> int:
    return [table.sheet for table in reading.tables].index(sheet)


def _of_record(expected: Expected, record: Record) -> list[str]:
    found = {name: getattr(record, name) for name in record.__slots__}
    words = expected.get("somewhere", ())
    lost = [word for word in ([words] if isinstance(words, str) else words) if word not in _all_words(found)]
    wrong = [
        f"row {expected['row']}: {name} expected {value!r}, got {found[name]!r}"
        for name, value in expected.items()
        if name != "somewhere" and not _same(value, found[name])
    ]
    return wrong + [f"row {expected['row']}: {word!r} is lost" for word in lost]


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, OneOf) or isinstance(found, str | None):
        return expected == found
    if isinstance(found, float) and isinstance(expected, int | float):
        return math.isclose(expected, found, abs_tol=1e-9)
    return expected == found


def _all_words(found: dict[str, Any]) -> str:
    texts = [value for value in found.values() if isinstance(value, str)]
    texts += [f"{value:%d/%m/%Y}" for value in found.values() if isinstance(value, date)]
    parties = found["implementers"] or ()
    return "\n".join([*texts, *parties, *found["extra"].values()])


def _of_problems(quirk: Quirk, reading: Reading) -> list[str]:
    """Each expected problem takes one that was found; what is left must be tolerated."""
    left = list(reading.problems)
    missing = []
    for expected in quirk.problems:
        match = next((problem for problem in left if _is(expected, problem)), None)
        if match is None:
            missing.append(f"problems: {expected} is missing")
        else:
            left.remove(match)
    return missing + [
        f"problems: {problem.cell} {problem.code.value} ({problem.value!r}) was not expected"
        for problem in left
        if problem.code.value not in quirk.tolerated
    ]


def _is(expected: str, problem: CellProblem) -> bool:
    cells, codes = expected.split()
    return problem.cell in cells.split("|") and problem.code.value in codes.split("|")


def _of_questions(quirk: Quirk, reading: Reading) -> list[str]:
    asked = {question.code.value for question in reading.questions}
    missing, needless = set(quirk.asks) - asked, asked - set(quirk.asks) - set(quirk.may_ask)
    return [f"questions: {code} is missing" for code in sorted(missing)] + [f"questions: {code} is needless" for code in sorted(needless)]


def _of_notes(quirk: Quirk, reading: Reading) -> list[str]:
    told = {note.code.value for note in reading.notes}
    return [f"notes: {code} is missing" for code in quirk.notes if code not in told]
