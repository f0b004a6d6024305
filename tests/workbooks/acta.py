"""The real acta of 25/02/2026 in the formats in which it is passed around."""

import json
from datetime import date
from pathlib import Path

from follow_up.vocabulary import SessionKind
from tests.workbooks.quirk import Expected, Quirk, rec
from tests.workbooks.writing import Page, delimited, many, xls

SEED = Path(__file__).parents[2] / "seed"
ACTA = (SEED / "acta-2026-02-25.txt").read_text(encoding="utf-8")
LINES = [line.split("\t") for line in ACTA.split("\n")]
FILLED = [line for line in LINES if any(line)]
PARTIES = {
    "01": ("Secretaria Técnica CORESEC", "Gobiernos Locales", "PNP", "Juntas Vecinales"),
    "2.1": ("Warmi Ñan", "PNP"),
    "2.2": ("Gobiernos Locales",),
    "2.3": ("Gobiernos Locales",),
    "2.4": ("Warmi Ñan",),
    "2.5": ("Prefectura",),
    "03": ("Región Policial", "Dirección Regional de Educación"),
    "04": ("Gobiernos Locales", "INABIF", "Secretaria Técnica del CORESEC"),
    "05": ("Secretaria Técnica CORESEC",),
}
TITLE = {"session_kind": SessionKind.ORDINARY, "session_number": 1, "session_date": date(2026, 2, 25)}


def acta_records(sheet: str, rows: list[int]) -> list[Expected]:
    """The nine agreements, of which the third and fourth share a cell; `rows` are theirs, from 1."""
    problems = json.loads((SEED / "session_2026_02_25.json").read_text(encoding="utf-8"))["problems"]
    told = [(problem["text"], agreement) for problem in problems for agreement in problem["agreements"]]
    return [
        rec(
            row, agreement["code"], agreement["text"], sheet=sheet, problem=problem,
            implementers=PARTIES[agreement["code"]], follow_up="Secretaria Técnica CORESEC",
        )
        for row, (problem, agreement) in zip(rows, told, strict=True)
    ]  # fmt: skip


def line_of(text: str) -> int:
    """The line of the acta, from 1, that holds these words."""
    return 1 + next(at for at, line in enumerate(LINES) if any(text in cell for cell in line))


HEADER = line_of("ACUERDO ADOPTADO")
BEGINNINGS = (
    "Campaña para", "2.1. ", "2.2. ", "2.3. ", "2.4. ", "2.5 La", "La PNP solicitará", "trasladará formalmente", "expondrá una",
)  # fmt: skip
OWN_LINES = [line_of(words) for words in BEGINNINGS]
# title, date, header, 01, 2.1, 2.2+2.3, fragment, 2.4, 2.5, 03, 04, 05
COMPACT = [4, 5, 6, 6, 8, 9, 10, 11, 12]
TABLE = "Acuerdos"

ACTAS = [
    Quirk(
        "acta-with-merged-number-and-problem.xlsx",
        many(Page(TABLE, FILLED, ["A1:E1", "A2:E2", "A5:A9", "B5:B9"])),
        acta_records(TABLE, COMPACT), [(TABLE, 3)], titles=[TITLE], notes=("cells_split", "fragments_joined"),
    ),
    Quirk(
        "acta-with-blank-lines-at-the-page-break.xlsx",
        many(Page(TABLE, LINES)),
        acta_records(TABLE, OWN_LINES), [(TABLE, HEADER)], titles=[TITLE],
    ),
    Quirk(
        "acta-in-excel-97.xls",
        xls(FILLED, "A5:A9", "B5:B9"),
        acta_records("Hoja1", COMPACT), [("Hoja1", 3)], titles=[TITLE],
    ),
    Quirk(
        "acta-by-semicolons.csv",
        delimited(FILLED, by=";", encoding="utf-8-sig"),
        acta_records("acta-by-semicolons", COMPACT), [("acta-by-semicolons", 3)], titles=[TITLE],
    ),
    Quirk(
        "acta-by-tabs.csv",
        lambda: ACTA.encode("cp1252"),
        acta_records("acta-by-tabs", OWN_LINES), [("acta-by-tabs", HEADER)], titles=[TITLE],
    ),
]  # fmt: skip
