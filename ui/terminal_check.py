"""`python start.py check`: what would be understood of a file, for a person or as JSON for another program."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from follow_up.spelling import fold_name
from tracker.child import read_apart
from tracker.grid import cell_name
from tracker.messages import field_label, note_sentence, problem_sentence, question_sentence, refusal_sentence
from tracker.records import (
    Answers,
    Catalogue,
    Field,
    FileRefused,
    Question,
    QuestionCode,
    Reading,
    Record,
    RefusalCode,
    Table,
)
from ui.terminal import READ, REFUSED, WITH_PROBLEMS

INSTITUTIONS = Path(__file__).resolve().parent.parent / "seed" / "institutions.json"
SHOWN = 20  # of a long list, what fits a terminal; --json has all


def check_files(files: Sequence[Path], *, as_json: bool) -> int:
    """Print what is understood of each file; returns the worst exit status."""
    catalogue = seed_catalogue()
    checked = [check(file, catalogue) for file in files]
    if as_json:
        told = [content for content, _ in checked]
        print(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(as_words(content) for content, _ in checked))
    return max(status for _, status in checked)


def check(file: Path, catalogue: Catalogue) -> tuple[dict[str, Any], int]:
    """What is understood of one file, as plain values, and its exit status."""
    try:
        reading = read_file(file, catalogue, Answers())
    except FileRefused as refused:
        error = {"code": str(refused.code), "message": refusal_sentence(refused)}
        return {"file": str(file), "error": error, "tables": [], "records": [], "problems": [], "questions": [], "notes": []}, REFUSED
    content = as_values(reading, str(file))
    return content, WITH_PROBLEMS if content["problems"] else READ


def read_file(file: Path, catalogue: Catalogue, answers: Answers) -> Reading:
    """The reading of a file on disk, with what was answered about it. Raises `FileRefused`, also where there is no file."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileRefused(RefusalCode.NOT_FOUND, str(file)) from error
    return read_apart(data, file.name, catalogue, answers)


def seed_catalogue() -> Catalogue:
    """The names of the seed: they only help to tell where one name ends and the next begins."""
    records = json.loads(INSTITUTIONS.read_text(encoding="utf-8"))
    return Catalogue({
        fold_name(spelling): record["acronym"]
        for record in records
        for spelling in (record["acronym"], record["name"], *record["aliases"])
    })  # fmt: skip


def as_values(reading: Reading, file: str) -> dict[str, Any]:
    """A reading as JSON holds it. Open questions on values are problems too: nothing is guessed for them."""
    tables = {table.key: table for table in reading.tables}
    problems = [
        {"sheet": p.sheet, "cell": p.cell, "code": str(p.code), "message": problem_sentence(p), "value": p.value}
        for p in reading.problems
    ]
    problems += [_open(q, tables) for q in reading.questions if q.code != QuestionCode.WHICH_TABLES]
    return {
        "file": file,
        "error": None,
        "tables": [_table(table) for table in reading.tables],
        "records": [_record(record) for record in reading.records],
        "problems": problems,
        "questions": [
            {"code": str(q.code), "table": q.table, "heading": q.heading, "options": q.options, "message": question_sentence(q)}
            for q in reading.questions
        ],
        "notes": [{"sheet": n.sheet, "code": str(n.code), "message": note_sentence(n)} for n in reading.notes],
    }


def _table(table: Table) -> dict[str, Any]:
    headings: dict[str, list[str]] = {}
    for column in table.columns:
        if column.field is not None:
            headings.setdefault(column.field, []).append(column.heading)
    title = table.title
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "columns": {field: " | ".join(names) for field, names in headings.items()},
        "extra": [column.heading for column in table.columns if column.field is None],
        "session": {"kind": title.session_kind, "number": title.session_number, "date": _plain(title.session_date)},
        "institution": title.institution,
        "cut_off": _plain(title.cut_off),
        "records": table.records,
    }


def _record(record: Record) -> dict[str, Any]:
    names = (
        "sheet", "row", "code", "problem", "text", "implementers", "follow_up", "deadline", "deadline_kind", "deadline_note",
        "status", "status_words", "progress", "actions", "evidence", "fulfilled_on", "start_date", "remarks", "theme", "session",
        "session_date", "reported_on", "extra",
    )  # fmt: skip
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    """Dates as ISO, whole percentages as whole numbers, everything else as it is."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _open(question: Question, tables: dict[str, Table]) -> dict[str, Any]:
    """An open question as a problem at the heading of its column."""
    table = tables[question.table]
    return {
        "sheet": table.sheet,
        "cell": cell_name(table.header_row - 1, question.column or 0),
        "code": str(question.code),
        "message": question_sentence(question),
        "value": ", ".join(question.samples),
    }


def as_words(content: dict[str, Any]) -> str:
    """What is understood, for a person at a terminal."""
    if content["error"]:
        return f"{content['file']}\n  No se leyó. {content['error']['message']}"
    lines = [content["file"]]
    for table in content["tables"]:
        columns = ", ".join(f"{field_label(Field(field))} («{' '.join(heading.split())}»)" for field, heading in table["columns"].items())
        lines.append(f"  Hoja «{table['sheet']}», encabezado en la fila {table['header_row']}: {_agreements(table['records'])}. {columns}.")
        if table["extra"]:
            lines.append(f"    Información adicional: {', '.join(f'«{chr(32).join(heading.split())}»' for heading in table['extra'])}.")
    lines += [f"  Nota: {note['message']}" for note in content["notes"]]
    lines += first_of([f"  {record['sheet']}, fila {record['row']}: {_told(record)}" for record in content["records"]])
    lines += [f"  Pregunta: {question['message']}" for question in content["questions"]]
    asked = {str(code) for code in QuestionCode}
    lines += first_of([f"  Problema: {problem['message']}" for problem in content["problems"] if problem["code"] not in asked])
    if not content["problems"]:
        lines.append("  Sin problemas.")
    return "\n".join(lines)


def _agreements(number: int) -> str:
    return "1 acuerdo" if number == 1 else f"{number} acuerdos"


def _told(record: dict[str, Any]) -> str:
    text = " ".join((record["text"] or "").split())
    parts = [record["code"], text[:70] + ("…" if len(text) > 70 else ""), ", ".join(record["implementers"] or ())]
    parts += [record["deadline"] or record["deadline_note"], record["status_words"] or record["status"]]
    parts.append(None if record["progress"] is None else f"{record['progress']} %")
    return " · ".join(part for part in parts if part)


def first_of(lines: Sequence[str]) -> list[str]:
    """The lines that fit a terminal, and how many are left."""
    left = len(lines) - SHOWN
    return [*lines[:SHOWN], *([f"  … y {left} más; `check` con --json los muestra todos"] if left > 0 else [])]
