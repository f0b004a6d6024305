"""Deadlines: dates in every spelling, serials, words about time, and what must never become a date."""

from datetime import date, datetime
from typing import Any

from follow_up.vocabulary import DeadlineKind
from tests.workbooks.quirk import NO_KIND, Expected, OneOf, Quirk, rec
from tests.workbooks.writing import general, one
from tracker.records import Answers

HOJA = [("Hoja1", 1)]
SESSION_DAY = date(2026, 2, 25)
NO_DATE: Expected = {"deadline": None, "deadline_kind": NO_KIND}


def _day(day: date) -> Expected:
    return {"deadline": day, "deadline_kind": DeadlineKind.DATE}


def _words(words: str) -> Expected:
    """Words about time that set no date."""
    return NO_DATE | {"deadline_note": words}


def _defect(words: str) -> Expected:
    """A date that cannot be used: its words may stay as a note."""
    return NO_DATE | {"deadline_note": OneOf(None, words)}


def _column(name: str, cells: list[tuple[Any, Expected]], *problems: str, options: dict[str, Any] | None = None, **more: Any) -> Quirk:
    """A tracker whose deadline column (C) holds these cells, from C2 down."""
    rows = [[f"A-{at}", f"Acuerdo {at}", cell] for at, (cell, _) in enumerate(cells, 1)]
    records = [rec(at + 1, f"A-{at}", f"Acuerdo {at}", **said) for at, (_, said) in enumerate(cells, 1)]
    return Quirk(name, one([["Código", "Acuerdo", "Plazo"], *rows], **(options or {})), records, HOJA, list(problems), **more)


SPELLINGS = (
    "25 de febrero del 2026", "25 de febrero de 2026", "25 DE FEBRERO DE 2026", "25 de febrero del dos mil veintiséis", "25.02.2026",
    "25/02/2026", "25-02-2026", "25/2/2026", " 25 / 02 / 2026 ", "miércoles 25 de febrero de 2026", "25 feb. 2026", "25-feb-2026", "2026-02-25",
)  # fmt: skip
SEPTEMBER = ("5 de setiembre de 2026", "5 de septiembre del 2026", "05 set. 2026", "5-set-2026", "5 de SETIEMBRE del 2026")
NEXT, PERMANENT = DeadlineKind.NEXT_SESSION, DeadlineKind.PERMANENT
IN_WORDS = {
    "próxima sesión": NEXT, "Siguiente sesión": NEXT, "en la siguiente sesión": NEXT, "Próxima sesión ordinaria": NEXT, "PERMANENTE": PERMANENT,
    "Permanente (continuo)": PERMANENT, "inmediato": NO_KIND, "A la brevedad": NO_KIND, "10 días hábiles": NO_KIND,
    "30 días hábiles": NO_KIND, "30 días calendario": NO_KIND, "15 días naturales": NO_KIND, "I trimestre": NO_KIND, "IV trimestre 2026": NO_KIND,
    "dentro de las 24 horas": NO_KIND, "año 2025": NO_KIND, "marzo 2026": NO_KIND, "Primer semestre": NO_KIND,
}  # fmt: skip
RHYTHMS = (
    "mensual", "Trimestral", "Cada 15 días", "Quincenal", "Hasta fin de año", "Diciembre 2026", "48 horas", "Indefinido", "Por definir",
    "2do trimestre", "Segundo semestre de 2026", "En el presente año fiscal", "Según cronograma", "Junio - Julio 2026",
)  # fmt: skip

DATES = [
    _column("deadline-typed.xlsx", [(SESSION_DAY, _day(SESSION_DAY)), (datetime(2026, 4, 30, 0, 0), _day(date(2026, 4, 30)))]),  # noqa: DTZ001
    _column("deadline-typed-with-hour.xlsx", [(datetime(2026, 4, 30, 15, 30), _day(date(2026, 4, 30)))]),  # noqa: DTZ001
    _column("deadline-in-every-spelling.xlsx", [(words, _day(SESSION_DAY)) for words in SPELLINGS]),
    _column("deadline-in-setiembre-or-septiembre.xlsx", [(words, _day(date(2026, 9, 5))) for words in SEPTEMBER]),
    _column("deadline-first-of-the-month.xlsx", [("1° de marzo de 2026", _day(date(2026, 3, 1))), ("1º de abril del 2026", _day(date(2026, 4, 1)))]),
    _column("deadline-as-serial.xlsx", [(general(46078), _day(SESSION_DAY)), (general(46142), _day(date(2026, 4, 30)))]),
    _column("deadline-since-1904.xlsx", [(SESSION_DAY, _day(SESSION_DAY)), (general(46078 - 1462), _day(SESSION_DAY))], options={"date_1904": True}),
    _column("deadline-month-first-proved.xlsx", [
        ("02/25/2026", _day(SESSION_DAY)), ("03/13/2026", _day(date(2026, 3, 13))), ("04/05/2026", _day(date(2026, 4, 5)))]),
    _column("deadline-day-first-proved.xlsx", [("25/02/2026", _day(SESSION_DAY)), ("04/05/2026", _day(date(2026, 5, 4)))]),
    _column("deadline-order-unproved.xlsx", [("04/05/2026", _day(date(2026, 5, 4))), ("03/06/2026", _day(date(2026, 6, 3)))], may_ask=("date_order",)),
    _column("deadline-order-answered-month.xlsx", [("04/05/2026", _day(date(2026, 4, 5))), ("03/06/2026", _day(date(2026, 3, 6)))],
            answers=Answers(orders={("Hoja1!1", 2): "month"}), may_ask=("date_order",)),
    _column("deadline-order-contradicted.xlsx", [("13/02/2026", _day(date(2026, 2, 13))), ("02/13/2026", _defect("02/13/2026"))],
            "C3 date_impossible|date_unreadable", may_ask=("date_order",)),
    _column("deadline-with-two-digit-year.xlsx", [("25/02/26", _defect("25/02/26")), ("30-04-26", _defect("30-04-26"))],
            "C2 date_short_year", "C3 date_short_year"),
    _column("deadline-without-year.xlsx", [("30 de abril", _defect("30 de abril")), ("30/04", _defect("30/04"))],
            "C2 date_without_year", "C3 date_without_year"),
    _column("deadline-impossible.xlsx", [("31/02/2026", _defect("31/02/2026")), ("30 de febrero de 2026", _defect("30 de febrero de 2026"))],
            "C2 date_impossible", "C3 date_impossible"),
    _column("deadline-in-words.xlsx", [(words, _words(words) | {"deadline_kind": kind}) for words, kind in IN_WORDS.items()]),
    _column("deadline-in-days-without-unit.xlsx", [("30 días", _words("30 días"))], "C2 days_without_unit"),
    _column("deadline-year-alone.xlsx", [(general(2026), _words("2026")), ("2026", _words("2026")), ("Año 2026", _words("Año 2026"))]),
    _column("deadline-from-to.xlsx", [(words, _day(date(2026, 4, 30)) | {"deadline_note": words}) for words in (
        "Del 01/03/2026 al 30/04/2026", "del 1 de marzo de 2026 al 30 de abril de 2026")]),
    _column("deadline-date-with-words.xlsx", [
        ("Hasta el 30 de abril de 2026", _day(date(2026, 4, 30)) | {"deadline_note": OneOf(None, "Hasta el 30 de abril de 2026")}),
        ("30/04/2026 (prorrogado)", _day(date(2026, 4, 30)) | {"deadline_note": OneOf("30/04/2026 (prorrogado)", "(prorrogado)", "prorrogado")}),
    ]),
    _column("deadline-blank-or-dash.xlsx", [(None, {}), ("   ", {}), ("-", _defect("-")), ("30/04/2026", _day(date(2026, 4, 30)))]),
    _column("deadline-in-rhythms-and-blanks.xlsx", [*((words, _words(words)) for words in RHYTHMS), ("Sin plazo", _defect("Sin plazo"))], tolerated=("date_without_year",)),
    _column("deadline-of-two-dates.xlsx", [("30/04/2026 y 15/05/2026", {"deadline": OneOf(None, date(2026, 5, 15)), "deadline_kind": OneOf(None, DeadlineKind.DATE, DeadlineKind.NONE),
                                            "deadline_note": "30/04/2026 y 15/05/2026"})], tolerated=("date_unreadable",)),
    _column("deadline-as-text-with-hour.xlsx", [("2026-04-30 00:00:00", _day(date(2026, 4, 30))), ("30/04/2026 10:30", _day(date(2026, 4, 30)))]),
    Quirk("dates-in-the-text-set-no-deadline.xlsx",
          one([["N°", "Acuerdo", "Responsable", "Plazo"],
               ["1", "Exponer las fechas en la siguiente sesión, hasta el 30/04/2026", "PNP", None],
               ["2", "Prestar garantías dentro las 24 horas", "Prefectura", None]]),
          [rec(2, "1", "Exponer las fechas en la siguiente sesión, hasta el 30/04/2026", implementers=("PNP",)),
           rec(3, "2", "Prestar garantías dentro las 24 horas", implementers=("Prefectura",))], HOJA),
]  # fmt: skip
