"""The list of whom to ring on A4, with blank lines to write by hand."""

from dataclasses import asdict

from reports.calls_sheet import CallsSheet
from reports.typesetting import typeset


def calls_pdf(sheet: CallsSheet, *, made: str) -> bytes:
    """The list as a PDF: tagged, its text selectable, legible in grey. `made`: when, in words of Lima, for the foot of each page."""
    return typeset("calls.typ", {"sheet": asdict(sheet), "made": made})
