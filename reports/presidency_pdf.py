"""The sheet of the president on A4."""

from dataclasses import asdict

from reports.presidency_sheet import Sheet
from reports.typesetting import typeset


def presidency_pdf(sheet: Sheet, *, made: str) -> bytes:
    """The sheet as a PDF: tagged, its text selectable, legible in grey. `made`: when, in words of Lima, for the foot of each page."""
    return typeset("presidency.typ", {"sheet": asdict(sheet), "made": made})
