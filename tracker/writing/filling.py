"""What filling the user's own workbook takes and gives, as plain values: they cross from the child process that does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from follow_up.vocabulary import Status
from tracker.records import Field
from tracker.writing.losses import LossCode

Wanted = date | int | str | Status


@dataclass(frozen=True)
class OwnRow:
    """What one row of the user's table is to say, by field; a field that is missing is left as it is.

    PROGRESS is 0-100, STATUS a `Status`, dates are dates, the rest texts.
    """

    sheet: str
    row: int
    values: Mapping[Field, Wanted]


class SkipReason(StrEnum):
    """Why a cell was not written; its sentence is in `SKIP_SENTENCES`."""

    FORMULA = "formula"
    SHARED = "shared"
    MERGED = "merged"


SKIP_SENTENCES = {
    SkipReason.FORMULA: "La celda tiene una fórmula y no se tocó. Cambie el dato del que depende la fórmula.",
    SkipReason.SHARED: "La celda vale para varios acuerdos que hoy dicen cosas distintas y no se tocó. Sepárela en una celda por acuerdo.",
    SkipReason.MERGED: "La celda está combinada con las de otra columna y no se tocó. Descombínela.",
}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that was filled, as a person reads it before and after."""

    sheet: str
    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CellSkip:
    """One cell that should have changed and could not."""

    sheet: str
    cell: str
    reason: SkipReason


@dataclass(frozen=True)
class OwnFormat:
    """The filled workbook (.xlsx), what changed in it, what could not, and what of the original it lacks."""

    data: bytes
    changes: tuple[CellChange, ...]
    skips: tuple[CellSkip, ...]
    losses: tuple[LossCode, ...]
