"""Trackers as institutions send them, and the steps by which a visitor loads one."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from streamlit.testing.v1 import AppTest

from tests.data_store.records import TODAY
from tests.pages.screen import Sees, elements, run

HEAD = ("N°", "Acuerdo adoptado", "Responsable", "Estado", "% Avance", "Acciones realizadas", "Medio de verificación")
TITLE = ("PRIMERA SESIÓN ORDINARIA - 25 de febrero del 2026", "Corte al 18/03/2026")
TICK = "Registrar"
PREFECTURA = "Prefectura"
SPOKEN = "Se aprobó el procedimiento de atención"
PROOF = "Oficio 012-2026 (Prefectura, 16/03/2026)"

Cells = Sequence[str | int | float | None]


def tracker(*rows: Cells, head: Sequence[str] = HEAD, title: Sequence[str] = TITLE, sheets: Sequence[str] = ("Matriz",)) -> bytes:
    """An .xlsx with title lines, a blank line, the headings and the rows: the same table on each sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, line in enumerate([*([words] for words in title), [], head, *rows]):
                for column, value in enumerate(line):
                    if value is not None:
                        sheet.write(number, column, value)
    return file.getvalue()


def first_row(title: Sequence[str] = TITLE) -> int:
    """The number, as the user sees it, of the first row below the headings."""
    return len(title) + 3


def uploaded(screen: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """After files were dropped on the page, and the page has drawn itself with the first of them."""
    screen.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    return run(screen)


def previewed(sees: Sees, base: Path, *rows: Cells, **more: Sequence[str]) -> AppTest:
    """The page of a visitor who dropped a tracker with these rows."""
    return uploaded(sees(base, "excel", day=TODAY), ("matriz.xlsx", tracker(*rows, **more)))


def counts(screen: AppTest) -> dict[str, int]:
    """The big figures of the preview, zeros left out."""
    figures = {metric.label.lstrip("+→=⇄✕ "): int(metric.value.replace(",", "")) for metric in screen.metric}
    return {label: number for label, number in figures.items() if number}


def answered(screen: AppTest, question: str, value: object) -> AppTest:
    """After the question whose label has these words was answered."""
    asked = [field for kind in ("selectbox", "radio", "checkbox") for field in elements(screen, kind) if question in field.label]
    assert len(asked) == 1, (question, asked)
    asked[0].set_value(value)
    return run(screen)


def ticks(screen: AppTest) -> Any:
    """The table of the rows that can be recorded, with their ticks."""
    return next(frame for frame in screen.dataframe if TICK in frame.value.columns)


def waiting(screen: AppTest) -> pd.DataFrame:
    """The rows that cannot be recorded, with what they lack."""
    return next(frame.value for frame in screen.dataframe if "Por qué" in frame.value.columns and TICK not in frame.value.columns)


def unticked(screen: AppTest, place: int) -> AppTest:
    """After the tick of a row was taken away, by its place in the table."""
    editor = re.sub(r"^.*?(excel-\w+-rows-\d+)$", r"\1", ticks(screen).proto.id)
    screen.session_state[editor] = {"edited_rows": {place: {TICK: False}}, "added_rows": [], "deleted_rows": []}
    return run(screen)


def confirmed(screen: AppTest) -> AppTest:
    """After the only button that writes was pressed."""
    button = next(button for button in screen.button if button.label.startswith("Registrar "))
    assert not button.disabled
    button.click()
    return run(screen)
