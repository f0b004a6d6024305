"""Workbooks made by hand, cell by cell, and read."""

from typing import Any

from follow_up.spelling import fold_name
from tracker.grid import FileKind, Sheet, Value, Workbook
from tracker.reading import understand
from tracker.records import Answers, Catalogue, Reading, Record

NAMES = {
    "Secretaría Técnica CORESEC": "ST CORESEC", "PNP": "PNP", "Región Policial": "PNP", "Gobiernos Locales": "Gobiernos Locales",
    "Juntas Vecinales": "Juntas Vecinales", "Warmi Ñan": "Warmi Ñan", "Prefectura": "Prefectura", "DREMO": "DREMO",
    "Dirección Regional de Educación": "DREMO", "INABIF": "INABIF",
}  # fmt: skip
CATALOGUE = Catalogue({fold_name(name): acronym for name, acronym in NAMES.items()})


def read_sheets(*sheets: Sheet, answers: Answers | None = None) -> Reading:
    """The reading of a workbook with these sheets."""
    workbook = Workbook(FileKind.XLSX, list(sheets))
    return understand(workbook, file="matriz.xlsx", catalogue=CATALOGUE, answers=answers or Answers())


def read_rows(*rows: list[Value], answers: Answers | None = None, **flags: Any) -> Reading:
    """The reading of one sheet "Hoja1" with these rows; `flags` are its merges, hidden rows and the like."""
    return read_sheets(Sheet("Hoja1", list(rows), **flags), answers=answers)


def told(records: list[Record], *names: str) -> list[Any]:
    """What the records tell: one value each, or a tuple when several fields are named."""
    rows = [tuple(getattr(record, name) for name in names) for record in records]
    return [row[0] for row in rows] if len(names) == 1 else rows
