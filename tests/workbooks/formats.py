"""The same small tracker in each format that officials send, and in packages that are legal but odd."""

import re
from datetime import date
from typing import Any

from follow_up.vocabulary import Status
from tests.workbooks.quirk import HEADINGS, THREE, Expected, Quirk, rec, three
from tests.workbooks.writing import Page, delimited, general, many, ods, one, percent, rezipped, xls
from tracker.records import ExportMark

HOJA = [("Hoja1", 1)]
TYPED = [
    ["Código", "Acuerdo", "Plazo", "% de avance", "Estado"],
    ["2.1", "Coordinar con la niñez", date(2026, 4, 30), percent(0.5), "En proceso"],
    ["2.10", "Difundir la campaña", date(2026, 5, 15), percent(1), "Cumplido"],
]
BREAKS = [["N°", "Acuerdo", "Responsable"], ["01", "Elevar el informe,\nsegún \"acta\"; y remitir", "PNP"], ["02", "Otro", "DREMO"]]


def _typed() -> list[Expected]:
    return [
        rec(2, "2.1", "Coordinar con la niñez", deadline=date(2026, 4, 30), progress=50, status=Status.IN_PROGRESS),
        rec(3, "2.10", "Difundir la campaña", deadline=date(2026, 5, 15), progress=100, status=Status.FULFILLED),
    ]


def _csv(stem: str, **how: Any) -> Quirk:
    """The small tracker as text; the only sheet of a .csv bears the name of the file."""
    return Quirk(f"{stem}.csv", delimited([HEADINGS, *THREE], **how), three(2, 3, 4, sheet=stem), [(stem, 1)])


def _phantom(name: str, part: bytes) -> bytes:
    if not name.startswith("xl/worksheets/"):
        return part
    return re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:XFD1048576"/>', part)


def _macros(_name: str, part: bytes) -> bytes:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return part.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def _strict(_name: str, part: bytes) -> bytes:
    """The namespaces of ISO/IEC 29500 Strict."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for loose, strict in names.items():
        part = part.replace(loose, strict)
    return part


EXPORTED = many(
    Page("I ordinaria 2026", [
        ["COMITÉ REGIONAL DE SEGURIDAD CIUDADANA"], ["PRIMERA SESIÓN ORDINARIA 2026"], ["Corte al 30/04/2026"], HEADINGS, *THREE,
    ]),
    Page("_tablero", [
        ["tablero", 41, "9f2c"], ["hoja", "fila", "ref"],
        *(["I ordinaria 2026", row, f"2026-O1-{code}"] for row, code in ((5, "01"), (6, "02"), (7, "03"))),
    ], (), lambda _book, sheet: sheet.very_hidden()),
)  # fmt: skip
EXPORT_MARK = ExportMark(41, "9f2c")


def _with_refs() -> list[Expected]:
    return [record | {"ref": f"2026-O1-{record['code']}"} for record in three(5, 6, 7, sheet="I ordinaria 2026")]


FORMATS = [
    Quirk("typed-values.xlsx", one(TYPED), _typed(), HOJA),
    Quirk("typed-values-in-excel-97.xls", xls(TYPED), _typed(), HOJA),
    Quirk("typed-values-in-opendocument.ods", ods(TYPED), _typed(), HOJA),
    Quirk("texts-in-opendocument.ods", ods([HEADINGS, *THREE]), three(2, 3, 4), HOJA),
    Quirk("line-breaks-in-opendocument.ods", ods(BREAKS),
          [rec(2, "01", BREAKS[1][1], implementers=("PNP",)), rec(3, "02", "Otro", implementers=("DREMO",))], HOJA),
    Quirk("macros-are-not-run.xlsm", rezipped(one(TYPED), _macros, vbaProject=b"\xd0\xcf\x11\xe0 no es una macro"), _typed(), HOJA),
    Quirk("strict-open-xml.xlsx", rezipped(one([HEADINGS, *THREE]), _strict), three(2, 3, 4), HOJA),
    Quirk("phantom-dimension.xlsx", rezipped(one([HEADINGS, *THREE]), _phantom), three(2, 3, 4), HOJA),
    Quirk("excel-97-named-as-xlsx.xlsx", xls([HEADINGS, *THREE]), three(2, 3, 4), HOJA),
    _csv("by-commas"),
    _csv("by-semicolons", by=";"),
    _csv("by-tabs", by="\t"),
    _csv("with-byte-order-mark", by=";", encoding="utf-8-sig"),
    _csv("in-windows-1252", by=";", encoding="cp1252"),
    _csv("with-line-feeds-only", end="\n"),
    Quirk("line-breaks-within-quotes.csv", delimited(BREAKS, by=";"),
          [rec(2, "01", BREAKS[1][1], sheet="line-breaks-within-quotes", implementers=("PNP",)),
           rec(3, "02", "Otro", sheet="line-breaks-within-quotes", implementers=("DREMO",))], [("line-breaks-within-quotes", 1)]),
    Quirk("commas-within-semicolons.csv",
          delimited([["N°", "Acuerdo", "% de avance"], ["01", "Elevar, remitir, informar", "49,76%"], ["02", "Citar, acordar", "12,5%"]], by=";"),
          [rec(2, "01", "Elevar, remitir, informar", sheet="commas-within-semicolons", progress=49.76),
           rec(3, "02", "Citar, acordar", sheet="commas-within-semicolons", progress=12.5)], [("commas-within-semicolons", 1)]),
    Quirk("figures-as-text.csv",
          delimited([["N°", "Acuerdo", "Avance"], ["01", "Uno", "0.5"], ["2.10", "Dos", "1"], ["3", "Tres", "0.25"]]),
          [rec(at, code, text, sheet="figures-as-text", progress=share) for at, code, text, share in
           ((2, "01", "Uno", 50), (3, "2.10", "Dos", 100), (4, "3", "Tres", 25))], [("figures-as-text", 1)]),
    Quirk("without-heading.csv", delimited(THREE), refused="no_table"),
    Quirk("only-prose.csv", lambda: "Se informa que no hubo sesión en el periodo.\nAtentamente.\n".encode(), refused="no_table"),
    Quirk("directory-alone.xlsx",
          one([["DIRECTORIO DE INTEGRANTES"], ["N°", "Institución", "Cargo", "Correo institucional", "Anexo"],
               [general(1), "PNP", "Jefe de Región", "mesa@pnp.gob.pe", general(101)], [general(2), "DREMO", "Director", "mesa@dremo.gob.pe", general(102)]]),
          refused="no_table"),
    Quirk("attendance-list-alone.xlsx",
          one([["LISTA DE ASISTENCIA"], ["N°", "Institución", "Asistió", "Firma"], [general(1), "PNP", "Sí", None], [general(2), "DREMO", "No", None]]),
          refused="no_table"),
    Quirk("budget-alone.xlsx",
          one([["Partida", "Enero", "Febrero", "Total"], ["Combustible", general(100), general(200), general(300)]]), refused="no_table"),
    Quirk("sheets-without-anything.xlsx", many(Page("Hoja1", []), Page("Hoja2", [])), refused="no_table|empty"),
    Quirk("header-without-rows.xlsx", one([["MATRIZ DE ACUERDOS"], HEADINGS]), [], [("Hoja1", 2)]),
    Quirk("own-export.xlsx", EXPORTED, _with_refs(), [("I ordinaria 2026", 4)], titles=[{"cut_off": date(2026, 4, 30)}]),
]  # fmt: skip
