"""Cells that are not what they seem: errors, formulas, links, texts that would become formulas."""

from datetime import date
from typing import Any

from follow_up.vocabulary import Status
from tests.workbooks.quirk import ANYTHING, HEADINGS, THREE, OneOf, Quirk, rec, three
from tests.workbooks.writing import Formula, Page, delimited, general, many, never_calculated, one
from tracker.records import Answers

HOJA = [("Hoja1", 1)]
FULL = ["N°", "Acuerdo", "Responsable", "Plazo", "Estado", "% de avance", "Medio de verificación"]
LONGEST = "Acuerdo extenso. " * 1927 + "Fin del ."  # 32,768: one more than a cell holds
HOSTILE = [
    "=1+1", "+51 953 000", "-1", "@SUM(A1:A9)", "=HYPERLINK(\"http://a.pe\",\"ver\")", "_x0041_", "<b>negrita</b>", "[enlace](http://a.pe)",
    "'comilla", "100 % del padrón", "Difundir 📢 en redes 👮‍♀️", "línea uno\nlínea dos", "Niñez — «vulnerable» ½",
]  # fmt: skip


def _errors() -> list[list[Any]]:
    return [
        [*FULL],
        ["01", "Uno", "PNP", Formula("=A1+#REF!", "#REF!"), "Cumplido", general(100), "Acta 12"],
        ["02", "Dos", Formula("=VLOOKUP(1,A1:B2,2,0)", "#N/A"), date(2026, 4, 30), Formula("=1/0", "#DIV/0!"), general(40), None],
        ["03", Formula("=NOEXISTE()", "#NAME?"), "PNP", None, "Pendiente", Formula("=\"a\"*1", "#VALUE!"), None],
        ["04", "Cuatro", "PNP", None, "En proceso", general(40), Formula("=A1:B1 C1:D1", "#NULL!")],
    ]


CELLS = [
    Quirk(
        "error-cells.xlsx", one(_errors()),
        [
            rec(2, "01", "Uno", implementers=("PNP",), status=Status.FULFILLED, progress=100, evidence="Acta 12"),
            rec(3, "02", "Dos", deadline=date(2026, 4, 30), progress=40),
            rec(4, "03", None, implementers=("PNP",), status=Status.PENDING),
            rec(5, "04", "Cuatro", implementers=("PNP",), status=Status.IN_PROGRESS, progress=40),
        ],
        HOJA, ["D2 error_cell", "C3 error_cell", "E3 error_cell", "B4 error_cell", "F4 error_cell", "G5 error_cell"],
        tolerated=("agreement_missing", "responsible_missing", "evidence_incomplete"),
    ),
    Quirk(
        "error-words-as-text.csv",
        delimited([["N°", "Acuerdo", "Responsable", "Estado"], ["01", "Uno", "#REF!", "Cumplido"], ["02", "Dos", "PNP", "#N/A"]]),
        [rec(2, "01", "Uno", sheet="error-words-as-text", status=Status.FULFILLED),
         rec(3, "02", "Dos", sheet="error-words-as-text", implementers=("PNP",))],
        [("error-words-as-text", 1)], ["C2 error_cell", "D3 error_cell|status_unknown"], tolerated=("responsible_missing",),
    ),
    Quirk(
        "formulas-with-results.xlsx",
        one([FULL[:6], [Formula('="0"&1', "01"), Formula('=CONCAT("Elevar"," el informe")', "Elevar el informe"), "PNP",
                        Formula("=DATE(2026,4,30)", 46142), Formula('=IF(F2=100,"Cumplido","En proceso")', "En proceso"),
                        Formula("=2*20", 40)]]),
        [rec(2, "01", "Elevar el informe", implementers=("PNP",), deadline=date(2026, 4, 30), status=Status.IN_PROGRESS, progress=40)],
        HOJA,
    ),
    Quirk(
        "formulas-never-calculated.xlsx",
        never_calculated([FULL[:6], ["01", "Uno", "PNP", "=TODAY()+30", "En proceso", 40], ["02", "Dos", "=A1", None, "=B1", "=20*4"]]),
        [rec(2, "01", "Uno", implementers=("PNP",), status=Status.IN_PROGRESS, progress=40), rec(3, "02", "Dos")],
        HOJA, ["D2 formula_not_calculated", "C3 formula_not_calculated", "E3 formula_not_calculated", "F3 formula_not_calculated"],
        tolerated=("responsible_missing",),
    ),
    Quirk(
        "link-by-formula.xlsx",
        one([["N°", "Acuerdo", "Estado", "Evidencia"],
             ["01", "Uno", "Cumplido", Formula('=HYPERLINK("https://www.gob.pe/1","Oficio 12-2026 (12/03/2026)")', "Oficio 12-2026 (12/03/2026)")]]),
        [rec(2, "01", "Uno", status=Status.FULFILLED, evidence="Oficio 12-2026 (12/03/2026)")], HOJA, tolerated=("evidence_incomplete",),
    ),
    Quirk(
        "link-on-the-cell.xlsx",
        never_calculated([["N°", "Acuerdo", "Evidencia"], ["01", "Uno", "Oficio 12-2026 (12/03/2026)"], ["02", "Dos", None]],
                         {"C2": "https://www.gob.pe/2"}),
        [rec(2, "01", "Uno", evidence="Oficio 12-2026 (12/03/2026)"), rec(3, "02", "Dos")], HOJA, tolerated=("evidence_incomplete",),
    ),
    Quirk(
        "texts-like-formulas-and-markup.xlsx",
        one([["N°", "Acuerdo", "Responsable"], *([f"A-{at}", text, "PNP"] for at, text in enumerate(HOSTILE, 1))]),
        [rec(at + 1, f"A-{at}", text, implementers=("PNP",)) for at, text in enumerate(HOSTILE, 1)], HOJA,
    ),
    Quirk(
        "text-of-32767-characters.xlsx", one([["N°", "Acuerdo"], ["01", LONGEST[1:]], ["02", "Corto"]]),
        [rec(2, "01", LONGEST[1:]), rec(3, "02", "Corto")], HOJA,
    ),
    Quirk(
        "text-longer-than-a-cell.csv", delimited([["N°", "Acuerdo"], ["01", LONGEST], ["02", "Corto"]]),
        [rec(2, "01", ANYTHING, sheet="text-longer-than-a-cell"), rec(3, "02", "Corto", sheet="text-longer-than-a-cell")],
        [("text-longer-than-a-cell", 1)], ["B2 text_too_long"], tolerated=("agreement_missing",),
    ),
    Quirk(
        "texts-with-blanks-around.xlsx",
        one([["N°", "Acuerdo", "Responsable"], [" 01 ", "\u00a0 Elevar el\u00a0informe \n", "  PNP "]]),
        [rec(2, "01", "Elevar el informe", implementers=("PNP",))], HOJA,
    ),
    Quirk(
        "yes-and-no-cells.xlsx",
        one([[*HEADINGS, "Publicado"], *([*row, flag] for row, flag in zip(THREE, (True, False, True), strict=True))]),
        [record | {"extra": {"Publicado": OneOf(*words)}} for record, words in
         zip(three(2, 3, 4), (("Sí", "VERDADERO"), ("No", "FALSO"), ("Sí", "VERDADERO")), strict=True)], HOJA,
    ),
    Quirk(
        "hidden-sheet-asked-for.xlsx",
        many(Page("Hoja1", [HEADINGS, *THREE]), Page("Borrador", [HEADINGS, *THREE], (), lambda _book, sheet: sheet.hide())),
        three(2, 3, 4) + three(2, 3, 4, sheet="Borrador"), [("Hoja1", 1), ("Borrador", 1)], asks=("which_tables",),
        answers=Answers(hidden_sheets=True),
    ),
    Quirk(
        "one-table-chosen-of-two.xlsx",
        many(Page("Hoja1", [HEADINGS, *THREE]), Page("Otra", [HEADINGS, *THREE])),
        three(2, 3, 4, sheet="Otra"), [("Hoja1", 1), ("Otra", 1)], may_ask=("which_tables",),
        answers=Answers(tables=frozenset({"Otra!1"})),
    ),
]  # fmt: skip
