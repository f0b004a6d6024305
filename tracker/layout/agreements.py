"""Agreements of a table: its rows become records, with what the rows above them and merged cells say of them too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from follow_up.spelling import fold
from tracker.grid import Place, Value
from tracker.layout.cells import Cells, extra_names
from tracker.layout.codes import CodeSeen, bare_code, check_codes
from tracker.layout.rows import Row, RowKind
from tracker.layout.states import StateReader
from tracker.layout.tables import Found
from tracker.layout.titles import session_facts
from tracker.records import Catalogue, Column, Field, NoteCode, ProblemCode, Record, TitleFacts
from tracker.values.clauses import split_clauses
from tracker.values.parties import split_parties
from tracker.values.statuses import is_mark, read_status
from tracker.values.texts import clean

SECTION = "Sección"  # the name under which a section line that says no session and no theme is kept

_DIGIT = re.compile(r"\d")
_THEME_LINE = re.compile(r"^\W*(?:eje|linea|objetivo|tema|tematica|componente|materia)\b(?: (?:tematico|estrategico|estrategica|de accion))?[\s\d.:°-]*", re.IGNORECASE)
_WRITTEN = {Field.THEME: "theme", Field.FOLLOW_UP: "follow_up", Field.ACTIONS: "actions", Field.REMARKS: "remarks"}
_DAYS = {Field.SESSION_DATE: "session_date", Field.START_DATE: "start_date", Field.FULFILLED_ON: "fulfilled_on", Field.REPORTED_ON: "reported_on"}


@dataclass
class _Pending:
    """A row being read: the fields of its record so far, until the rows below have no more pieces of its texts."""

    row: int
    told: dict[str, Any]
    number: str | None
    own_number: bool
    code: str | None
    code_place: Place
    code_value: Value
    agreement: str = ""
    pieces: dict[Field, list[str]] = field(default_factory=dict)


@dataclass
class _Above:
    """What the rows above say of those below: the number and its problem, the section and its session."""

    number: str | None = None
    problem: str | None = None
    session: str | None = None
    session_date: date | None = None
    section: dict[str, str] = field(default_factory=dict)
    theme: str | None = None


class AgreementReader:
    """Turns the rows of one table into records, in their order."""

    def __init__(self, found: Found, columns: Sequence[Column], cells: Cells, catalogue: Catalogue, title: TitleFacts) -> None:
        self._found = found
        self._cells = cells
        self._catalogue = catalogue
        self._title = title
        self._extras = extra_names(columns)
        self._state = StateReader(cells, columns)
        self._columns = columns
        self._ticked = {label.index: label.leaf for label in found.header.labels if label.meaning and label.meaning.is_ticked}
        self._written = {index: name for wanted, name in _WRITTEN.items() for index in self._cells.of.get(wanted, ())[:1]}
        self._days = [(wanted, name) for wanted, name in _DAYS.items() if wanted in self._cells.of]
        self._above = _Above()
        self._parties: dict[str, tuple[str, ...]] = {}
        self._records: list[Record] = []
        self._seen: list[CodeSeen] = []
        self._pending: _Pending | None = None

    def read(self, rows: Sequence[Row]) -> list[Record]:
        """The records of the rows; problems and counts go to the findings of the cells."""
        for row in rows:
            if row.kind == RowKind.SECTION:
                self._close()
                self._open_section(row)
            elif row.kind == RowKind.FRAGMENT:
                self._add_fragment(row)
            else:
                self._close()
                self._pending = self._read_row(row)
        self._close()
        self._missing_parties()
        for seen, code in check_codes(self._seen):
            self._cells.problem(seen.place, code, clean(seen.value) or (seen.record.code or ""))
        return self._records

    def _open_section(self, row: Row) -> None:
        text = self._found.flat.line(row.index, row.filled[0])
        facts = session_facts(text)
        theme = _THEME_LINE.sub("", fold(text)) != fold(text)
        if facts.session_kind or facts.session_number or facts.session_date:
            self._above = _Above(session=text, session_date=facts.session_date)
        elif theme:
            self._above.theme = _THEME_LINE.sub("", text).strip() or text
        else:
            self._above.section = {SECTION: text}

    def _add_fragment(self, row: Row) -> None:
        if self._pending is None:
            return
        self._cells.findings.counts[NoteCode.FRAGMENTS_JOINED] += 1
        fields = {column.index: column.field for column in self._columns}
        values = self._cells.row_values(row.index, row.filled)
        for column in row.filled:
            named = fields[column]
            text = self._cells.text(row.index, column, values[column]) if column in values else None
            if named and text:
                self._pending.pieces.setdefault(named, []).append(text)

    def _read_row(self, row: Row) -> _Pending:
        values = self._cells.row_values(row.index, row.filled)
        number, own_number = self._number(row, values)
        told: dict[str, Any] = {"problem": self._problem(row, values, own_number=own_number)}
        self._above.number = number
        self._tell_texts(row.index, values, told)
        self._tell_session(row.index, values, told)
        self._state.tell(row.index, values, told)
        if row.kind == RowKind.EXAMPLE:
            self._problem_of_row(row.index, ProblemCode.GUIDANCE_ROW, self._cells.text_of(row.index, values, Field.AGREEMENT) or number or "")
        place, value = self._code_cell(row.index, values)
        code = self._cells.text_of(row.index, values, Field.CODE)
        agreement = self._cells.text_of(row.index, values, Field.AGREEMENT) or ""
        return _Pending(row.index, told, number, own_number, code, place, value, agreement)

    def _number(self, row: Row, values: dict[int, Value]) -> tuple[str | None, bool]:
        """The number of a row, and whether it is its own: blank ones are the number above, unless the problem is new."""
        cell = self._cells.first(values, Field.NUMBER)
        if cell:
            text = self._as_code(row.index, *cell)
            return text, cell[0] in row.filled
        is_new = any(c in row.filled for c in self._cells.of.get(Field.PROBLEM, ()))
        return (None if is_new else self._above.number), False

    def _as_code(self, row: int, column: int, value: Value) -> str | None:
        """A number as text; a date is what Excel makes of "2.1" or "1-2" and says no number."""
        if isinstance(value, date):
            self._cells.problem((row, column), ProblemCode.CODE_MAYBE_SHORTENED, clean(value))
            return None
        text = self._cells.text(row, column, value)
        return bare_code(text) or None if text else None

    def _problem(self, row: Row, values: dict[int, Value], *, own_number: bool) -> str | None:
        """The problem of a row: its own, or that above when the row goes on with the number above."""
        text = self._cells.text_of(row.index, values, Field.PROBLEM)
        if text is None and Field.PROBLEM in self._cells.of and not (own_number and self._is_new_number(values)):
            text = self._above.problem
        self._above.problem = text
        return text

    def _is_new_number(self, values: dict[int, Value]) -> bool:
        cell = self._cells.first(values, Field.NUMBER)
        number = clean(cell[1]) if cell else ""
        before = self._above.number or ""
        return "." not in number.strip(".") or number.split(".")[0] != before.split(".")[0]

    def _tell_texts(self, row: int, values: dict[int, Value], told: dict[str, Any]) -> None:
        extra: dict[str, str] = {}
        for column, value in values.items():
            name = self._written.get(column)
            if name:
                told[name] = self._cells.text(row, column, value)
            elif column in self._extras and (text := self._cells.text(row, column, value)):
                extra[self._extras[column]] = text
        told["extra"] = self._above.section | extra if self._above.section else extra
        if self._above.theme and not told.get("theme"):
            told["theme"] = self._above.theme
        told["evidence"] = " ".join(self._cells.texts_of(row, values, Field.EVIDENCE)) or None
        told["implementers"] = self._implementers(row, values)

    def _implementers(self, row: int, values: dict[int, Value]) -> tuple[str, ...] | None:
        ticked = [self._ticked[c] for c in self._ticked if c in values and is_mark(values[c])]
        texts = ticked or self._cells.texts_of(row, values, Field.RESPONSIBLE)
        names = self._split(texts[0]) if len(texts) == 1 else tuple(dict.fromkeys(name for text in texts for name in self._split(text)))
        return names or None

    def _split(self, text: str) -> tuple[str, ...]:
        if text not in self._parties:
            self._parties[text] = split_parties(text, self._catalogue)
        return self._parties[text]

    def _tell_session(self, row: int, values: dict[int, Value], told: dict[str, Any]) -> None:
        told["session"] = self._cells.text_of(row, values, Field.SESSION) or self._above.session
        for wanted, name in self._days:
            cell = self._cells.first(values, wanted)
            told[name] = self._cells.day(row, *cell) if cell else None
            if cell and told[name] is None:
                self._keep_words(row, cell, told)
        told["session_date"] = told.get("session_date") or self._above.session_date

    def _keep_words(self, row: int, cell: tuple[int, Value], told: dict[str, Any]) -> None:
        """Words where a date should be are kept as extra information; those that name a state are no problem."""
        column, value = cell
        text = self._cells.text(row, column, value)
        if text is None:
            return
        heading = next(c.heading for c in self._columns if c.index == column)
        told["extra"][heading] = text
        if read_status(text) is None:
            self._cells.problem((row, column), ProblemCode.DATE_UNREADABLE, text)

    def _code_cell(self, row: int, values: dict[int, Value]) -> tuple[Place, Value]:
        cell = self._cells.first(values, Field.CODE) or self._cells.first(values, Field.NUMBER)
        if cell:
            return (row, cell[0]), cell[1]
        return self._row_place(row), None

    def _row_place(self, row: int) -> Place:
        """The cell that stands for a row in its problems: that of its agreement, else of its number."""
        for wanted in (Field.AGREEMENT, Field.NUMBER, Field.CODE):
            if wanted in self._cells.of:
                return row, self._cells.of[wanted][0]
        return row, self._columns[0].index

    def _problem_of_row(self, row: int, code: ProblemCode, value: str = "") -> None:
        self._cells.problem(self._row_place(row), code, value)

    def _close(self) -> None:
        """Makes the records of the row that was open, now that all the pieces of its texts are there."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        self._join_pieces(pending)
        if pending.number in self._found.own_codes:
            self._keep(pending, pending.number, pending.agreement)
            return
        clauses = split_clauses(pending.agreement) if _DIGIT.search(pending.agreement) else [(None, pending.agreement)]
        if len(clauses) == 1:
            self._keep(pending, *self._own_code(pending, clauses[0]))
            return
        self._cells.findings.counts[NoteCode.CELLS_SPLIT] += 1
        for code, text in clauses:
            self._keep(pending, code or pending.code or pending.number, text)

    def _join_pieces(self, pending: _Pending) -> None:
        for named, pieces in pending.pieces.items():
            joined = " ".join(pieces)
            if named == Field.AGREEMENT:
                pending.agreement = f"{pending.agreement} {joined}".strip()
            elif named == Field.RESPONSIBLE:
                before = self._found.flat.shown(pending.row, self._cells.of[named][0])
                pending.told["implementers"] = self._split(f"{clean(before)} {joined}".strip()) or None
            else:
                name = named.value
                pending.told[name] = " ".join(filter(None, (pending.told.get(name), joined)))
                if named == Field.PROBLEM:
                    self._above.problem = pending.told[name]

    def _own_code(self, pending: _Pending, clause: tuple[str | None, str]) -> tuple[str | None, str]:
        """The code and the text of a row with one agreement: a sub-number that opens the text is its code."""
        lead, text = clause
        if pending.code:
            code = bare_code(pending.code)
            return code, text if lead == code else pending.agreement
        if lead is None or not pending.number:
            return lead or pending.number, text
        if lead == pending.number or (lead.split(".")[0].lstrip("0") == pending.number.lstrip("0")):
            return (lead if "." in lead else pending.number), text
        return (pending.number, pending.agreement) if pending.own_number else (lead, text)

    def _keep(self, pending: _Pending, code: str | None, text: str) -> None:
        problem_number = pending.number if Field.PROBLEM in self._cells.of and "." not in (pending.number or "") else None
        record = Record(
            sheet=self._found.flat.sheet.name, row=pending.row + 1, table=self._found.key, code=code, text=text or None,
            problem_number=problem_number, **pending.told,
        )  # fmt: skip
        if not text and Field.AGREEMENT in self._cells.of:
            self._problem_of_row(pending.row, ProblemCode.AGREEMENT_MISSING)
        self._records.append(record)
        self._seen.append(CodeSeen(record, pending.code_place, pending.code_value))

    def _missing_parties(self) -> None:
        """Blank responsible cells are told where the table has others, and its title names no institution."""
        if Field.RESPONSIBLE not in self._cells.of or self._title.institution:
            return
        if all(record.implementers is None for record in self._records):
            return
        column = self._cells.of[Field.RESPONSIBLE][0]
        for record in self._records:
            if record.implementers is None:
                self._cells.problem((record.row - 1, column), ProblemCode.RESPONSIBLE_MISSING, "")
