"""Understanding a workbook: which tables of agreements it has, and what each row of them tells."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tracker.grid import Sheet, Workbook
from tracker.layout.agreements import AgreementReader
from tracker.layout.bands import Header
from tracker.layout.cells import Cells, Findings
from tracker.layout.columns import is_register, settle
from tracker.layout.flat import flatten, is_blank
from tracker.layout.rows import Row, tell_rows
from tracker.layout.tables import Found, find_tables
from tracker.layout.titles import read_title
from tracker.layout.way_back import SHEET_NAME, TOLD_ONLY, WayBack, find_way_back, with_refs
from tracker.records import (
    Answers,
    Catalogue,
    CellProblem,
    Column,
    FileRefused,
    Note,
    NoteCode,
    Question,
    QuestionCode,
    Reading,
    Record,
    RefusalCode,
    Table,
    TitleFacts,
)
from tracker.values.parties import recognise

_LAYOUT_DIGITS = 16


@dataclass(frozen=True)
class _Understood:
    """One table, understood."""

    table: Table
    records: list[Record]
    problems: list[CellProblem]
    notes: list[Note]
    questions: list[Question]


def understand(workbook: Workbook, *, file: str, catalogue: Catalogue, answers: Answers) -> Reading:
    """The tables of agreements of a workbook, read.

    All tables are listed; records, problems, notes and questions are of `answers.tables`, or of all when it is empty.
    Raises `FileRefused` (NO_TABLE) when no sheet that is read has a table; the detail says in which sheets it was looked for.
    """
    notes: list[Note] = []
    understood: list[_Understood] = []
    way_back = find_way_back(workbook)
    told_only = TOLD_ONLY if way_back else frozenset[str]()
    for sheet in _readable((sheet for sheet in workbook.sheets if sheet.name not in told_only), answers, notes):
        own_codes = way_back.codes(sheet.name) if way_back else frozenset[str]()
        in_sheet = _understand_sheet(sheet, own_codes, workbook, catalogue, answers)
        understood += in_sheet
        if not in_sheet:
            notes.append(Note(NoteCode.SHEET_WITHOUT_TABLE, sheet.name, sheet.name))
    if not understood:
        raise FileRefused(RefusalCode.NO_TABLE, ", ".join(f"«{note.detail}»" for note in notes))
    chosen = [each for each in understood if not answers.tables or each.table.key in answers.tables]
    tables = [each.table for each in understood]
    records = [record for each in chosen for record in each.records]
    return Reading(
        file=file,
        tables=tables,
        records=with_refs(records, tables, way_back) if way_back else records,
        problems=[problem for each in chosen for problem in each.problems],
        notes=notes + [note for each in chosen for note in each.notes],
        questions=_which_tables(understood, answers, way_back) + [question for each in chosen for question in each.questions],
        export=way_back.mark if way_back else None,
    )


def _readable(sheets: Iterable[Sheet], answers: Answers, notes: list[Note]) -> list[Sheet]:
    """The sheets to be looked at: those with something in them, hidden ones only when asked for; the others are told."""
    readable: list[Sheet] = []
    for sheet in sheets:
        if sheet.name == SHEET_NAME or all(is_blank(value) for cells in sheet.rows for value in cells):
            continue
        if sheet.hidden and not answers.hidden_sheets:
            notes.append(Note(NoteCode.HIDDEN_SHEET, sheet.name, sheet.name))
        else:
            readable.append(sheet)
    return readable


def _understand_sheet(
    sheet: Sheet, own_codes: frozenset[str], workbook: Workbook, catalogue: Catalogue, answers: Answers
) -> list[_Understood]:
    understood: list[_Understood] = []
    for found in (replace(found, own_codes=own_codes) for found in find_tables(flatten(sheet))):
        columns, questions = settle(found, answers.columns.get(found.key, {}))
        if is_register(columns, found):
            understood.append(_understand_table(found, columns, questions, workbook, catalogue, answers))
    return [each for each in understood if each.records or not _lost_rows(each)]


def _lost_rows(understood: _Understood) -> bool:
    """Whether rows were left out as no agreements, and not as an empty form: without any record, it was no register."""
    codes = {note.code for note in understood.notes}
    return NoteCode.FOOTER_ROWS in codes and NoteCode.NUMBER_ONLY_ROWS not in codes


def _understand_table(
    found: Found, columns: tuple[Column, ...], questions: list[Question], workbook: Workbook, catalogue: Catalogue, answers: Answers
) -> _Understood:
    """The records of one table, with what was met on the way."""
    sheet = found.flat.sheet
    findings = Findings(questions=questions)
    title = _letterhead(read_title(found.title, sheet=sheet.name), found.title, catalogue)
    rows, left_out = tell_rows(found, columns)
    findings.counts.update(left_out)
    cells = Cells(found.flat, found.key, findings, epoch_1904=workbook.epoch_1904)
    cells.prepare(columns, [row.index for row in rows], answers)
    records = AgreementReader(found, columns, cells, catalogue, title).read(rows)
    table = Table(found.key, sheet.name, found.header.first + 1, columns, title, layout_of(found.header), len(records))
    notes = findings.notes + [Note(code, sheet.name, str(count)) for code, count in findings.counts.items()]
    problems = sorted(findings.problems.values(), key=lambda problem: problem.row)
    return _Understood(table, records, problems, notes + _hidden(found, columns, rows), findings.questions)


def _letterhead(title: TitleFacts, lines: Iterable[str], catalogue: Catalogue) -> TitleFacts:
    """The title with the institution whose bare name stands above the table, where no line calls one by that word."""
    named = (line.strip() for line in lines if recognise(line, catalogue) is not None)
    return title if title.institution else replace(title, institution=next(named, None))


def layout_of(header: Header) -> str:
    """The fingerprint of the headings in their order, equal for all files of one make."""
    return hashlib.sha256("\n".join(header.layout).encode()).hexdigest()[:_LAYOUT_DIGITS]


def _hidden(found: Found, columns: Iterable[Column], rows: Iterable[Row]) -> list[Note]:
    """Hidden rows and columns are read like the others, and told."""
    sheet = found.flat.sheet
    hidden = {
        NoteCode.HIDDEN_ROWS: ", ".join(str(row.index + 1) for row in rows if row.index in sheet.hidden_rows),
        NoteCode.HIDDEN_COLUMNS: ", ".join(column.heading for column in columns if column.index in sheet.hidden_columns),
    }
    return [Note(code, sheet.name, detail) for code, detail in hidden.items() if detail]


def _which_tables(understood: list[_Understood], answers: Answers, way_back: WayBack | None) -> list[Question]:
    """Which tables are meant, when there are several, nobody said, and they are not all our own."""
    if len(understood) < 2 or answers.tables or (way_back and all(way_back.codes(each.table.sheet) for each in understood)):
        return []
    keys = tuple(each.table.key for each in understood)
    samples = tuple(f"{each.table.sheet}, fila {each.table.header_row} ({each.table.records})" for each in understood)
    return [Question(QuestionCode.WHICH_TABLES, "", None, "", keys, samples)]
