"""What is understood of a tracker: tables, records, problems, questions. Values only, so that they cross processes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from follow_up.vocabulary import DeadlineKind, SessionKind, Status


class Field(StrEnum):
    """What a column can be. Columns that are none of these are kept as extra information under their own heading."""

    NUMBER = "number"
    CODE = "code"
    SESSION = "session"
    SESSION_DATE = "session_date"
    PROBLEM = "problem"
    THEME = "theme"
    AGREEMENT = "agreement"
    RESPONSIBLE = "responsible"
    FOLLOW_UP = "follow_up"
    DEADLINE = "deadline"
    START_DATE = "start_date"
    STATUS = "status"
    PROGRESS = "progress"
    ACTIONS = "actions"
    EVIDENCE = "evidence"
    FULFILLED_ON = "fulfilled_on"
    REMARKS = "remarks"
    REPORTED_ON = "reported_on"


class ProblemCode(StrEnum):
    """What is wrong with a cell or a row; the sentence of each is in `tracker.messages`."""

    ERROR_CELL = "error_cell"
    FORMULA_NOT_CALCULATED = "formula_not_calculated"
    TEXT_TOO_LONG = "text_too_long"
    DATE_UNREADABLE = "date_unreadable"
    DATE_WITHOUT_YEAR = "date_without_year"
    DATE_SHORT_YEAR = "date_short_year"
    DATE_IMPOSSIBLE = "date_impossible"
    PERCENT_UNREADABLE = "percent_unreadable"
    PERCENT_OUT_OF_RANGE = "percent_out_of_range"
    STATUS_UNKNOWN = "status_unknown"
    STATUS_OVERDUE_WITHOUT_DEADLINE = "status_overdue_without_deadline"
    STATUS_AGAINST_PROGRESS = "status_against_progress"
    STATUS_SEVERAL_MARKS = "status_several_marks"
    EXTENSION_WITHOUT_DEADLINE = "extension_without_deadline"
    DAYS_WITHOUT_UNIT = "days_without_unit"
    CODE_MAYBE_SHORTENED = "code_maybe_shortened"
    CODE_REPEATED = "code_repeated"
    AGREEMENT_MISSING = "agreement_missing"
    RESPONSIBLE_MISSING = "responsible_missing"
    EVIDENCE_INCOMPLETE = "evidence_incomplete"
    GUIDANCE_ROW = "guidance_row"
    QUESTION_OPEN = "question_open"


class RefusalCode(StrEnum):
    """Why a file is not read at all; the sentence of each is in `tracker.messages`."""

    NOT_FOUND = "not_found"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    BOMB = "bomb"
    FAR_CELL = "far_cell"
    ENTITIES = "entities"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_LONG_TO_READ = "too_long_to_read"
    READER_DIED = "reader_died"
    NO_TABLE = "no_table"
    PAST_CUT = "past_cut"


class FileRefused(Exception):
    """The file cannot be read; nothing of it was kept. `detail` completes the sentence (a size, a cell, a format)."""

    def __init__(self, code: RefusalCode, detail: str = "") -> None:
        super().__init__(f"{code.value}: {detail}")
        self.code = code
        self.detail = detail

    def __reduce__(self) -> tuple[type["FileRefused"], tuple[RefusalCode, str]]:
        return FileRefused, (self.code, self.detail)  # so that it crosses from the child process whole


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One problem at one cell ("H7"); a problem of a whole row names the cell of its agreement. `value` is as read."""

    sheet: str
    row: int
    cell: str
    code: ProblemCode
    value: str


class NoteCode(StrEnum):
    """What was left out or decided without asking, to be told and not to be mended."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    NUMBER_ONLY_ROWS = "number_only_rows"
    TOTAL_ROWS = "total_rows"
    FOOTER_ROWS = "footer_rows"
    GUIDANCE_ROWS = "guidance_rows"
    FRAGMENTS_JOINED = "fragments_joined"
    CELLS_SPLIT = "cells_split"
    DAY_FIRST_ASSUMED = "day_first_assumed"
    MONTH_FIRST_PROVED = "month_first_proved"
    SERIALS_CONVERTED = "serials_converted"
    SHEET_WITHOUT_TABLE = "sheet_without_table"


@dataclass(frozen=True, slots=True)
class Note:
    """One such fact of a sheet: how many rows or cells, or which name."""

    code: NoteCode
    sheet: str
    detail: str


class QuestionCode(StrEnum):
    """What the file does not decide and a person must."""

    WHICH_TABLES = "which_tables"
    PERCENT_SCALE = "percent_scale"  # options "points", "fraction"
    DATE_ORDER = "date_order"  # options "day", "month"
    COLUMN_FIELD = "column_field"  # which field a column is; options: names of `Field`, or "" for none


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a table, or about one of its columns (from 0). `samples` are values that show the doubt."""

    code: QuestionCode
    table: str
    column: int | None
    heading: str
    options: tuple[str, ...]
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What a person answered. Tables are named by `Table.key`, columns counted from 0.

    `tables` empty: all that qualify. `columns`: {table: {column: Field or None for extra}}. `scales` and `orders`:
    {(table, column): option of the question}.
    """

    tables: frozenset[str] = frozenset()
    columns: dict[str, dict[int, Field | None]] = field(default_factory=dict)
    scales: dict[tuple[str, int], str] = field(default_factory=dict)
    orders: dict[tuple[str, int], str] = field(default_factory=dict)
    hidden_sheets: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where it is (from 0), its heading as written, what it is (None: kept as extra).

    `mark` is the status that an "x" in it means.
    """

    index: int
    heading: str
    field: Field | None
    mark: Status | None = None


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the lines above a table say; each missing where they do not."""

    committee: str | None = None
    session_kind: SessionKind | None = None
    session_number: int | None = None
    session_date: date | None = None
    cut_off: date | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table found. `key` names it within the file ("Hoja1!4"); `layout` is the fingerprint of its headings.

    `header_row` is the first row of the headings, from 1.
    """

    key: str
    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    title: TitleFacts
    layout: str
    records: int


@dataclass(frozen=True, slots=True)
class Record:
    """One agreement as a row of the tracker tells it. None: the file has no such column, or the cell is blank.

    `row` counts from 1; two records share it when a cell held two agreements. `code` is text without its final full stop.
    `implementers` are names as written, split; `deadline` only for a date; `deadline_note` keeps words about time as
    written. `progress` is 0-100, as read. `extra` keeps unknown columns by heading.
    """

    sheet: str
    row: int
    table: str
    code: str | None = None
    ref: str | None = None
    problem: str | None = None
    problem_number: str | None = None
    text: str | None = None
    theme: str | None = None
    session: str | None = None
    session_date: date | None = None
    implementers: tuple[str, ...] | None = None
    follow_up: str | None = None
    deadline_kind: DeadlineKind | None = None
    deadline: date | None = None
    deadline_note: str | None = None
    start_date: date | None = None
    status: Status | None = None
    status_words: str | None = None
    progress: float | None = None
    actions: str | None = None
    evidence: str | None = None
    fulfilled_on: date | None = None
    remarks: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExportMark:
    """What our own export carries for the way back: the version of the data at that moment, and the log's hash then.

    `past`: the day that the file shows, where that is not the state at that moment; then there is no way back.
    """

    version: int
    hash: str
    past: date | None = None


@dataclass(frozen=True)
class Reading:
    """Everything understood of one file. `export` is missing in files that we did not write.

    The hidden sheet of our exports gives each record its `ref` ("2026-O1-2.1") where row and code still agree.
    """

    file: str
    tables: list[Table]
    records: list[Record]
    problems: list[CellProblem]
    notes: list[Note]
    questions: list[Question]
    export: ExportMark | None = None


@dataclass(frozen=True)
class Catalogue:
    """What the reader knows of names: folded spelling (`follow_up.spelling.fold_name`) to the institution's acronym."""

    spellings: dict[str, str]

    def __hash__(self) -> int:
        return len(self.spellings)  # enough for the caches of names, which see one or two catalogues
