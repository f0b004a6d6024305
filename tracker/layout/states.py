"""The state that a row declares: its deadline, percentage and status, and whether they can be said of one agreement."""

from collections.abc import Iterable
from typing import Any

from follow_up.spelling import fold
from follow_up.vocabulary import Status
from tracker.grid import Place, Value
from tracker.layout.cells import Cells
from tracker.layout.headings import fold_heading
from tracker.layout.labels import DOUBTFUL
from tracker.layout.profiles import PROSE_LETTERS, PROSE_WORDS
from tracker.records import Column, Field, ProblemCode
from tracker.values.percents import POINTS, read_percent
from tracker.values.statuses import StatusReading, is_mark, read_status
from tracker.values.texts import clean

FULL = 100


class StateReader:
    """Reads the state of the rows of one table into the fields of their records."""

    def __init__(self, cells: Cells, columns: Iterable[Column]) -> None:
        self._cells = cells
        self._marks = {column.index: column.mark for column in columns if column.mark}
        self._loose = {c.index for c in columns if c.field == Field.PROGRESS and fold_heading(c.heading) in DOUBTFUL}

    def tell(self, row: int, values: dict[int, Value], told: dict[str, Any]) -> None:
        """Adds deadline, progress and status of a row to what is `told` of it, by names of `Record`."""
        deadline = self._cells.first(values, Field.DEADLINE)
        if deadline:
            reading = self._cells.deadline(row, *deadline)
            told.update(deadline_kind=reading.kind, deadline=reading.deadline, deadline_note=reading.note)
        told["progress"] = self._progress(row, values, told)
        status = self._cells.first(values, Field.STATUS)
        if status:
            self._tell_status(row, *status, told)
        elif self._marks:
            self._tell_marks(row, values, told)

    def _progress(self, row: int, values: dict[int, Value], told: dict[str, Any]) -> float | None:
        cell = self._cells.first(values, Field.PROGRESS)
        if not cell:
            return None
        column, value = cell
        found = self._cells.percent(row, column, value)
        if not isinstance(found, ProblemCode):
            return found
        text = clean(value)
        if column in self._loose and (len(text) > PROSE_LETTERS or len(text.split()) >= PROSE_WORDS):
            told["actions"] = "\n".join(filter(None, (told.get("actions"), text)))
        else:
            self._cells.problem((row, column), found, text)
        return None

    def _tell_status(self, row: int, column: int, value: Value, told: dict[str, Any]) -> None:
        words = self._cells.text(row, column, value)
        if words is None:
            return
        told["status_words"] = words
        place = (row, column)
        reading = read_status(words)
        if reading is None:
            self._cells.problem(place, ProblemCode.STATUS_UNKNOWN, words)
            return
        if Field.PROGRESS not in self._cells.of:
            told["progress"] = self._alone_percent(words)
        told["status"] = self._stored(reading, told["progress"])
        self._check_status(place, words, reading, told)

    def _alone_percent(self, words: str) -> float | None:
        """A state told as "50 %" tells the progress too, where no column does."""
        found = read_percent(words, percent_format=False, scale=POINTS) if words.rstrip(" .").endswith("%") else None
        return found if isinstance(found, float) else None

    def _stored(self, reading: StatusReading, progress: float | None) -> Status | None:
        """The state to store: what is late is pending, or in progress where there is progress."""
        if reading.overdue and progress is not None and 0 < progress < FULL:
            return Status.IN_PROGRESS
        return reading.status

    def _check_status(self, place: Place, words: str, reading: StatusReading, told: dict[str, Any]) -> None:
        has_deadline = told.get("deadline") is not None
        if reading.overdue and not has_deadline:
            self._cells.problem(place, ProblemCode.STATUS_OVERDUE_WITHOUT_DEADLINE, words)
        if reading.extended and not has_deadline:
            self._cells.problem(place, ProblemCode.EXTENSION_WITHOUT_DEADLINE, words)
        if not _agrees(told["status"], told["progress"]):
            self._cells.problem(place, ProblemCode.STATUS_AGAINST_PROGRESS, words)

    def _tell_marks(self, row: int, values: dict[int, Value], told: dict[str, Any]) -> None:
        marked = {c: mark for c, mark in self._marks.items() if c in values and is_mark(values[c])}
        for column in self._marks.keys() & values.keys() - marked.keys():
            if not _is_unmarked(values[column]):
                self._cells.problem((row, column), ProblemCode.STATUS_UNKNOWN, clean(values[column]))
        if len(marked) > 1:
            self._cells.problem((row, min(marked)), ProblemCode.STATUS_SEVERAL_MARKS, ", ".join(str(values[c]) for c in marked))
        elif marked:
            column, told["status"] = next(iter(marked.items()))
            if not _agrees(told["status"], told["progress"]):
                self._cells.problem((row, column), ProblemCode.STATUS_AGAINST_PROGRESS, clean(values[column]))


def _is_unmarked(value: Value) -> bool:
    """Whether a cell of a column of marks says no: nothing, zero, "no", a dash."""
    return not value or fold(clean(value)).strip(" .-–—_") in {"", "no", "n", "0"}



def _agrees(status: Status | None, progress: float | None) -> bool:
    """Whether a state and a percentage can be said of one agreement."""
    if status is None or progress is None:
        return True
    allowed = {
        Status.PENDING: progress == 0,
        Status.IN_PROGRESS: 0 < progress < FULL,
        Status.FULFILLED: progress == FULL,
        Status.NOT_FULFILLED: progress < FULL,
    }
    return allowed.get(status, True)
