"""Trackers as institutions might send them, drawn at random, and the whole way by which one is loaded into a base."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import xlsxwriter
from hypothesis import strategies as st

from data_store.database import ROOT, Store, reading, writing
from data_store.imports import Applied, apply_plan
from data_store.known import is_own_export, load_known, load_names
from follow_up.import_plan import Choices, ImportPlan, NameAnswer, NameMeaning, Unproved, Wording
from follow_up.planning import make_plan
from tracker.child import read_here
from tracker.entries import catalogue_of as catalogue
from tracker.entries import find_session, session_mentions, to_entries, unknown_names
from tracker.records import Answers

TODAY = date(2026, 6, 30)
SAID_ON = date(2026, 6, 26)  # the day that the person gives for what files do not date
BY = "Secretaría Técnica"

HEADINGS = {
    "code": ("N°", "N° de acuerdo", "Nro."),
    "text": ("ACUERDO ADOPTADO POR EL COMITÉ", "Acuerdo", "Acuerdos adoptados"),
    "parties": ("RESPONSABLE DE IMPLEMENTACIÓN", "Responsable", "Institución responsable"),
    "follow_up": ("RESPONSABLE DE SEGUIMIENTO",),
    "deadline": ("PLAZO", "Plazo de cumplimiento", "Fecha límite"),
    "status": ("ESTADO", "Estado", "Situación"),
    "progress": ("% DE AVANCE", "Avance (%)"),
    "actions": ("ACCIONES REALIZADAS", "Acciones ejecutadas"),
    "evidence": ("MEDIO DE VERIFICACIÓN", "Medios de verificación"),
    "remarks": ("OBSERVACIONES",),
    "problem": ("PROBLEMÁTICA ABORDADA EN LA SESIÓN", "Problemática"),
    "meta": ("META",),
}  # fmt: skip
ACTA = {
    "01": ("ST CORESEC", "Gobiernos Locales", "PNP", "Juntas Vecinales"), "2.1": ("Warmi Ñan", "PNP"), "2.2": ("Gobiernos Locales",),
    "2.3": ("Gobiernos Locales",), "2.4": ("Warmi Ñan",), "2.5": ("Prefectura",), "03": ("PNP", "DREMO"),
    "04": ("Gobiernos Locales", "INABIF", "ST CORESEC"), "05": ("ST CORESEC",),
}  # fmt: skip
SEED = json.loads((ROOT / "seed" / "session_2026_02_25.json").read_text(encoding="utf-8"))
ACTA_TEXTS = {agreement["code"]: agreement["text"] for problem in SEED["problems"] for agreement in problem["agreements"]}
SPELLINGS = {
    "PNP": ("PNP", "Policía Nacional del Perú", "REGPOL Moquegua", "pnp"), "ST CORESEC": ("ST CORESEC", "Secretaría Técnica del CORESEC"),
    "Gobiernos Locales": ("Gobiernos Locales", "GOBIERNOS LOCALES"), "DREMO": ("DREMO", "Dremo"), "MPMN": ("MPMN",), "MP Ilo": ("MP Ilo",),
    "Prefectura": ("Prefectura", "Prefectura Regional"), "Bomberos": ("Bomberos", "BOMBEROS"),
    "Cuerpo General de Bomberos": ("Cuerpo General de Bomberos",),
}  # fmt: skip
SPEAKERS = ("PNP", "DREMO", "MPMN", "Prefectura")
WORDS_OF_STATUS = {
    "pending": ("Pendiente", "PENDIENTE", "por iniciar"), "in_progress": ("En proceso", "en ejecución", "EN PROCESO"),
    "fulfilled": ("Cumplido", "CULMINADO"), "not_fulfilled": ("No cumplido", "incumplido"), "void": ("Sin efecto",),
}  # fmt: skip
PERCENTS = {"pending": (0,), "in_progress": (0, 10, 35, 80), "fulfilled": (100,), "not_fulfilled": (0, 20), "void": (0,)}
DOCUMENTS = ("Oficio 012-2026 (PNP, 10/03/2026)", "Informe N° 45-2026-DREMO del 15/04/2026", "Acta de reunión", "foto")
TEXTS = (
    "Instalar cámaras de vigilancia frente a los colegios", "Patrullaje integrado nocturno junto a juntas vecinales",
    "Remitir estadística mensual sobre violencia familiar", "Elaborar padrón actualizado: rondas campesinas",
)  # fmt: skip
TITLES = {1: "PRIMERA SESIÓN ORDINARIA - 25 de febrero del 2026", 2: "SEGUNDA SESIÓN ORDINARIA - 29 de abril del 2026"}


@dataclass(frozen=True)
class Line:
    """One row, each cell in the words of the domain; a missing value is a blank cell. `parties` are acronyms."""

    code: str | None
    text: str | None
    parties: tuple[str, ...]
    spelt: tuple[str, ...]
    follow_up: str | None
    deadline: date | str | None
    status: str | None
    progress: int | None
    actions: str | None
    evidence: str | None
    remarks: str | None
    problem: str | None
    meta: str | None = None


@dataclass(frozen=True)
class Tracker:
    """A file before it is written. `columns`: heading by field of `Line`; `percents` and `days` how their cells are spelt."""

    session: int
    columns: Mapping[str, str]
    lines: tuple[Line, ...]
    percents: str
    days: str
    ending: str
    speaker: str | None = None
    choices: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"matriz.{self.ending}"

    def data(self) -> bytes:
        """The bytes of the file."""
        title = [[TITLES[self.session]], *([[f"Institución: {self.speaker}"]] if self.speaker else []), []]
        table = [list(self.columns.values()), *([self._cell(line, name) for name in self.columns] for line in self.lines)]
        return (_as_csv if self.ending == "csv" else _as_xlsx)([*title, *table])

    def _cell(self, line: Line, name: str) -> object:
        if name == "parties":
            return ", ".join(line.spelt) or None
        value = getattr(line, name)
        if name == "progress" and value is not None:
            return {"sign": f"{value}%", "points": value, "spaced": f"{value} %"}[self.percents]
        if isinstance(value, date):
            return {"date": value, "slashes": f"{value:%d/%m/%Y}", "words": _in_words(value)}[self.days]
        return value


def _in_words(day: date) -> str:
    months = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre")
    return f"{day.day} de {months[day.month - 1]} de {day.year}"


def _as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Matriz")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write(at, column, value)
    return target.getvalue()


def _as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    target = io.StringIO()
    cells = ([f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else cell for cell in row] for row in rows)
    csv.writer(target, delimiter=";").writerows(cells)
    return target.getvalue().encode("utf-8-sig")


DEADLINES = st.none() | st.integers(0, 300).map(lambda days: date(2026, 5, 1) + timedelta(days=days)) | st.sampled_from(["Permanente", "Siguiente sesión", "a la brevedad"])


def _wordings(code: str) -> tuple[str, ...]:
    """The agreement in the words of the acta, in its first ones, and with other ends: officials shorten and retype."""
    whole = ACTA_TEXTS[code]
    return whole, whole, " ".join(whole.split()[:9]), f"{whole.upper()} (según acta)"


@st.composite
def lines(draw: st.DrawFn, session: int) -> Line:
    """A row about an agreement of the acta, or about one that the acta does not have."""
    code = draw(st.sampled_from([*ACTA, "06", "3.1"] if session == 1 else ["01", "02", "03"]))
    usual = ACTA.get(code, ()) if session == 1 else ()
    others = ("PNP", "DREMO", "MPMN", "MP Ilo", "Bomberos", "Cuerpo General de Bomberos", "Prefectura")
    parties = tuple(draw(st.lists(st.sampled_from([*usual, *usual, *others]), min_size=0 if usual else 1, max_size=2, unique=True)))
    status = draw(st.none() | st.sampled_from([*WORDS_OF_STATUS, "in_progress", "pending"]))
    return Line(
        code=code,
        text=draw(st.sampled_from(_wordings(code))) if usual else TEXTS[(len(code) + int(code[-1])) % len(TEXTS)],
        parties=parties,
        spelt=tuple(draw(st.sampled_from(SPELLINGS.get(party, (party,)))) for party in parties),
        follow_up=draw(st.none() | st.sampled_from(["ST CORESEC", "Prefectura"])),
        deadline=draw(DEADLINES),
        status=draw(st.sampled_from(WORDS_OF_STATUS[status])) if status else None,
        progress=draw(st.none() | st.sampled_from(PERCENTS[status])) if status else draw(st.none() | st.sampled_from([0, 25, 100])),
        actions=draw(st.sampled_from([None, "Se remitió el oficio", "Se realizó la reunión\ncon las juntas", "=1+1 vecinos"])),
        evidence=draw(st.none() | st.sampled_from(DOCUMENTS)),
        remarks=draw(st.sampled_from([None, None, "Falta presupuesto"])),
        problem=draw(st.sampled_from([None, "Deserción escolar en la región"])),
        meta=draw(st.sampled_from([None, "100 vecinos"])),
    )  # fmt: skip


@st.composite
def trackers(draw: st.DrawFn, session: int | None = None, *, largest: int = 5) -> Tracker:
    """Any tracker: of one institution or of all, with few columns or all of them, in any order and spelling."""
    number = session or draw(st.sampled_from([1, 1, 2]))
    speaker = draw(st.none() | st.sampled_from(SPEAKERS)) if number == 1 else None
    optional = sorted(HEADINGS.keys() - {"code", "text", "parties"})
    names = ["code", "text", *(["parties"] if number == 2 or draw(st.booleans()) else []), *draw(st.lists(st.sampled_from(optional), min_size=1, unique=True))]
    return Tracker(
        session=number,
        columns={name: draw(st.sampled_from(HEADINGS[name])) for name in names},
        lines=tuple(draw(st.lists(lines(number), min_size=1, max_size=largest))),
        percents=draw(st.sampled_from(["sign", "points", "spaced"])),
        days=draw(st.sampled_from(["date", "slashes", "words"])),
        ending=draw(st.sampled_from(["xlsx", "xlsx", "csv"])),
        speaker=speaker,
        choices={"unproved": draw(st.sampled_from(Unproved)), "wording": draw(st.sampled_from(Wording))},
    )


@dataclass
class Clock:
    """The moment of each act: a minute after the one before."""

    minutes: int = 0

    def tick(self) -> datetime:
        self.minutes += 1
        return datetime(2026, 6, 30, 13, tzinfo=UTC) + timedelta(minutes=self.minutes)


def plan_of(store: Store, data: bytes, name: str, *, speaker: str | None = None, meaning: NameMeaning = NameMeaning.NEW, **choices: object) -> ImportPlan:
    """What loading a file would do now; names that nobody knows get that meaning, as an alias that of the first likeness."""
    with reading(store) as db:
        names = load_names(db)
    read = read_here(data, name, catalogue(names), Answers())
    with reading(store) as db:
        own = read.export is not None and is_own_export(db, version=read.export.version, log_hash=read.export.hash)
        known = load_known(db, today=TODAY, since=read.export.version if own and read.export else None)
    sessions = {mention: find_session(mention, known.sessions) for mention in session_mentions(read)}
    answers = {unknown.folded: _answer(unknown.spelling, [party.id for party in unknown.alike], meaning) for unknown in unknown_names(read, names)}
    entries = to_entries(read, names=names, answers=answers, sessions=sessions, own_export=own)
    spoken = next((number for number, acronym in known.names.items() if acronym == speaker), None)
    given = {"reported_on": SAID_ON, "unproved": Unproved.LEAVE_OUT, "wording": Wording.TAKE if own else Wording.KEEP, **choices}
    chosen = Choices(today=TODAY, source=name, speaker=spoken, **given)  # pyright: ignore[reportArgumentType]  # drawn
    return make_plan(entries, known, chosen, tuple(answers.values()))


def _answer(spelling: str, alike: Sequence[int | None], meaning: NameMeaning) -> NameAnswer:
    if meaning == NameMeaning.ALIAS:
        return NameAnswer(spelling, meaning, alike[0]) if alike else NameAnswer(spelling, NameMeaning.NEW)
    return NameAnswer(spelling, meaning)


def plan_for(store: Store, tracker: Tracker, **more: object) -> ImportPlan:
    return plan_of(store, tracker.data(), tracker.name, speaker=tracker.speaker, **{**tracker.choices, **more})  # pyright: ignore[reportArgumentType]


def apply(store: Store, plan: ImportPlan, data: bytes, clock: Clock) -> Applied:
    """The rows that are ticked at first, recorded."""
    accepted = {row.entry.place for row in plan.rows if row.accepted_at_first}
    with writing(store) as db:
        return apply_plan(
            db, plan, accepted=accepted, file_name="matriz.xlsx", sha256=hashlib.sha256(data).hexdigest(), by=BY, at=clock.tick(), today=TODAY
        )


def loaded(store: Store, tracker: Tracker, clock: Clock) -> Applied:
    """The whole way: read, understand, plan, record."""
    return apply(store, plan_for(store, tracker), tracker.data(), clock)


def in_other_order(tracker: Tracker, order: Sequence[int]) -> Tracker:
    return replace(tracker, lines=tuple(tracker.lines[place] for place in order))
