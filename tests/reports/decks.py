"""Decks made by hand for the tests of the files: every kind of slide, plain and hostile."""

from dataclasses import replace
from datetime import date

from reports.slides import (
    AgreementSlide,
    AnySlide,
    Bar,
    ChartSlide,
    Chip,
    ClosingSlide,
    DecisionLine,
    Deck,
    Figure,
    OpeningSlide,
    Part,
)  # fmt: skip

NO_REPORT = Chip("○", "Sin reporte", ("#C3CBD3", "#14202B"))
OPEN = Chip("◑", "En curso", ("#2468B0", "#FFFFFF"))
NOT_FULFILLED = Chip("✕", "No cumplido", ("#8250A8", "#FFFFFF"))
DONE = Chip("✔", "Cumplido", ("#1B7A43", "#FFFFFF"))
OVERDUE = Chip("▲", "Vencido", ("#B3261E", "#FFFFFF"))
RED = Chip("▲", "Rojo", ("#B3261E", "#FFFFFF"))

OPENING = OpeningSlide(
    "apertura", "Apertura", "Desde la sesión del 19/05/2026: 3 acuerdos cumplidos y 2 vencidos",
    figures=(Figure("3 de 9", "acuerdos cumplidos", "+2"), Figure("1 de 9", "verificados", "sin cambio"), Figure("2 de 9", "vencidos", "+1"), Figure("4 de 9", "sin reporte", "−3")),
    lines=("2.3 · PNP: de 20 % a 50 %", "2.5 · Prefectura: vencido desde el 30/06/2026", "04 · DREMO: sin novedad desde el 19/05/2026"),
    note="Hay 4 movimientos más en «Qué cambió».",
)  # fmt: skip
CHART = ChartSlide(
    "instituciones-1", "Por institución", "2 de 3 instituciones tienen asignaciones vencidas",
    categories=(NO_REPORT, OPEN, NOT_FULFILLED, DONE),
    bars=(Bar("PNP", (1, 3, 0, 2), late=2), Bar("Dirección Regional de Educación de Moquegua", (0, 1, 1, 4), late=1), Bar("Juntas Vecinales", (2, 0, 0, 0))),
    unit="asignaciones", note="1 asignación sin efecto no se cuenta.",
)  # fmt: skip
AGREEMENT = AgreementSlide(
    "acuerdo-2026-O1-2.3-1", "Vencidos", "Acuerdo 2.3: vencido hace 12 días", ref="2026-O1-2.3", code="2.3", session="Sesión ordinaria 1, 25/02/2026",
    theme="Violencia contra la mujer y el grupo familiar",
    lines=("Evaluar la implementación de las Juntas Vecinales", "en los distritos de mayor incidencia, con la PNP."), page=1, pages=2,
    parts=(Part("PNP", OPEN, "50 %"), Part("Gobiernos Locales", NO_REPORT, "no responden 3 de 4: MPMN, MPI y MDS"), Part("Prefectura", DONE)),
    deadline=OVERDUE, deadline_words="vencido hace 12 días · 30/06/2026", last_report="PNP, 19/05/2026", evidence="Informe 12-2026, 18/05/2026",
    light=RED, reason="Venció el 30/06/2026", ask="Que PNP informe y el comité decida: cerrar, ampliar o dejar sin efecto",
    decided=("10:42 · Plazo ampliado al 30/09/2026",),
)  # fmt: skip
CLOSING = ClosingSlide(
    "cierre-1", "Cierre", "2 decisiones tomadas hoy",
    decisions=(DecisionLine("10:42", "2.3 del 25/02", "Plazo ampliado al 30/09/2026, PNP"), DecisionLine("10:55", "", "Nuevo acuerdo 05 a cargo de DREMO")),
    empty="Todavía no se ha registrado ninguna decisión.",
)  # fmt: skip
SECOND = replace(AGREEMENT, key="acuerdo-2026-O1-2.3-2", lines=("El informe se presenta en la siguiente sesión.",), page=2)
EMPTY = replace(CLOSING, key="cierre-2", title="Sin decisiones todavía", decisions=())

HOSTILE = "=HYPERLINK(\"http://x\") #eval(\"1\") $x^2$ *a* _b_ `c` <b>&amp;</b> \\ @ref ]]> {=1} \x0b\x00\ufffe _x000B_ 🚨 ñ"


def deck_of(*slides: AnySlide, demo: str = "") -> Deck:
    return Deck(
        committee="CORESEC Moquegua", session="Sesión ordinaria 3, 19/08/2026", held_on=date(2026, 8, 19),
        cut="Corte al 19/08/2026", filters="Tema: Violencia", slides=slides, demo=demo,
    )  # fmt: skip


PLAIN = deck_of(OPENING, CHART, AGREEMENT, SECOND, CLOSING, EMPTY)


def chip_texts(*chips: Chip) -> list[str]:
    return [f"{chip.shape} {chip.words}" for chip in chips]


def texts_of(slide: AnySlide) -> list[str]:
    """What a reader finds below the title of a slide, in its order, whatever the file; the bars of charts apart."""
    match slide:
        case OpeningSlide():
            figures = [text for figure in slide.figures for text in (figure.number, figure.label, figure.change)]
            return [text for text in (*figures, *slide.lines, slide.note) if text]
        case ChartSlide():
            return [slide.note] if slide.note else []
        case AgreementSlide():
            parts = [text for part in slide.parts for text in (part.institution, *chip_texts(part.chip), part.detail)]
            deadline, light = chip_texts(slide.deadline, slide.light)
            head = [light, slide.reason, slide.session, slide.theme]
            facts = ["Plazo", deadline, slide.deadline_words, "Medio de verificación", slide.evidence, "Último reporte", slide.last_report]
            strip = slide.decided[-2:] or ["Qué se pide hoy", slide.ask]
            return [text for text in (*head, *slide.lines, *parts, *facts, *strip) if text]
        case ClosingSlide():
            lines = [text for line in slide.decisions for text in (line.at, line.agreement, line.words)]
            return [text for text in lines or [slide.empty] if text]


def missing_in_order(expected: list[str], told: str) -> list[str]:
    """What of `expected` does not follow in `told`, whose blanks and breaks do not count."""
    rest, missing = "".join(told.split()), []
    for text in expected:
        found = rest.find("".join(text.split()))
        if found < 0:
            missing.append(text)
        else:
            rest = rest[found:]
    return missing
