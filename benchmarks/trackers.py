"""Trackers in and out: import, import of the same again, and export of a large file, beside the bare libraries.

Processor seconds of this process and of the child that reads, since both work for the user.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.filling import TODAY, build_acta, close
from benchmarks.results import Row
from data_store.database import Store, open_store, reading, writing
from data_store.imports import Applied, apply_plan
from data_store.known import load_known, load_names, log_head
from data_store.queries import load_rows
from follow_up.board import build_board
from follow_up.import_plan import Choices, Unproved
from follow_up.planning import make_plan
from follow_up.selection import Selection
from follow_up.settings import Windows
from tracker.child import read_apart
from tracker.entries import catalogue_of, find_session, session_mentions, to_entries
from tracker.records import Answers, Catalogue, ExportMark
from tracker.writing.matrix import Matrix, columns_of, write_matrix
from ui.exports import official_matrix

ROUNDS = 3
MANY, FEW = 20_000, 2_000
MERGED, LINKED = 50_000, 20_000
RECORDED_AT = datetime(TODAY.year, TODAY.month, TODAY.day, 15, tzinfo=UTC)
HEADINGS = (
    "N°", "PROBLEMÁTICA ABORDADA EN LA SESIÓN", "ACUERDO ADOPTADO POR EL COMITÉ", "RESPONSABLE DE IMPLEMENTACIÓN",
    "RESPONSABLE DE SEGUIMIENTO", "PLAZO", "ESTADO", "% DE AVANCE", "ACCIONES REALIZADAS", "MEDIO DE VERIFICACIÓN", "OBSERVACIONES",
    "META", "PRESUPUESTO", "CONTACTO",
)  # fmt: skip
PARTIES = ("PNP", "DREMO", "Prefectura", "INABIF", "Gobiernos Locales", "Warmi Ñan")
STATES = (("Pendiente", 0.0), ("En proceso", 0.35), ("En proceso", 0.8), ("No cumplido", 0.2))


def tracker(rows: int, *, links: int = 0, merges: int = 0) -> bytes:
    """A tracker of one session with that many agreements, as an official writes it: titles, header in row 4, 14 columns."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Acuerdos")
    day, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0%"})
    sheet.write_string(0, 0, "MATRIZ DE SEGUIMIENTO DE ACUERDOS: SEGUNDA SESIÓN ORDINARIA")
    sheet.write_string(1, 0, "Fecha: 30/03/2026")
    sheet.write_row(3, 0, HEADINGS)
    for number in range(rows):
        at, (state, progress) = 4 + number, STATES[number % len(STATES)]
        sheet.write_string(at, 0, f"{number // 9 + 1}.{number % 9 + 1}")
        sheet.write_string(at, 1, f"Problemática {number // 9 + 1} que se trató en la sesión del comité")
        sheet.write_string(at, 2, f"Realizar la acción {number} de prevención y difusión con las instituciones de la región")
        sheet.write_string(at, 3, PARTIES[number % len(PARTIES)])
        sheet.write_string(at, 4, "Secretaría Técnica del CORESEC")
        sheet.write_datetime(at, 5, datetime(2026, 4, 30) + timedelta(days=number % 300), day)  # noqa: DTZ001  # a day, not a moment
        sheet.write_string(at, 6, state)
        sheet.write_number(at, 7, progress, percent)
        sheet.write_string(at, 8, f"Se coordinó la acción {number}")
        for column, words in enumerate((f"Oficio {number}-2026 del 10/04/2026", "", str(number), "S/ 1 000", "Mesa de partes"), start=9):
            sheet.write_string(at, column, words)
        if number < links:
            sheet.write_url(at, 13, f"https://www.gob.pe/{number}", string="Mesa de partes")
    for number in range(merges):
        sheet.merge_range(4 + rows + number % 1_000, 20 + 2 * (number // 1_000), 4 + rows + number % 1_000, 21 + 2 * (number // 1_000), "")
    book.close()
    return target.getvalue()


def measure() -> Iterator[Row]:
    """Rows: import and import again against calamine's bare read, growth from 2,000 to 20,000 rows, export against XlsxWriter."""
    many, few = tracker(MANY), tracker(FEW)
    first, again, small, bare = [], [], [], []
    errors = 0
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: read_bare(many)))
        small.append(imported(few)[0])
        spent, spent_again, applied, second = imported(many)
        first.append(spent)
        again.append(spent_again)
        errors += (applied.counts.get("agreements") != MANY) + (second.batch_id is not None)
    yield Row(f"Importar {MANY:,} filas", "s", first, 5, bare, errors)
    yield Row(f"Importar otra vez las mismas {MANY:,} filas", "s", again, 3, bare, errors)
    yield Row(f"Importar {MANY:,} filas frente a {FEW:,}", "s", first, 12, small, errors)
    yield from growth()
    yield exported(many)


def exported(data: bytes) -> Row:
    """Row: the official matrix of all that was imported, queries included, against the same values by XlsxWriter alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tablero.db"
        build_acta(file)
        store = open_store(f"sqlite:///{file.as_posix()}")
        import_into(store, data)
        values = [tuple(column.value(row) for column in columns_of(rows)) for rows in [_matrix(store).sheets[0].rows] for row in rows]
        ours = rounds(lambda: write_matrix(_matrix(store)))
        close(store)
    return Row(f"Exportar {len(values):,} filas", "s", ours, 1.25, rounds(lambda: write_bare(values)))


def _matrix(store: Store) -> Matrix:
    with reading(store) as db:
        rows, known, mark = load_rows(db, at=TODAY), load_known(db, today=TODAY), ExportMark(*log_head(db))
    return official_matrix(build_board(rows, today=TODAY, windows=Windows()), Selection(), known, mark=mark)


def write_bare(values: Sequence[tuple[object, ...]]) -> int:
    """XlsxWriter with the least that keeps the values: texts, days and percentages, row by row."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    day, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0%"})
    sheet = book.add_worksheet()
    for at, row in enumerate(values):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)  # pyright: ignore[reportArgumentType]  # it takes days as well
            elif isinstance(value, int | float):
                sheet.write_number(at, column, value, percent)
            elif value:
                sheet.write_string(at, column, str(value))
    book.close()
    return len(target.getvalue())


def growth() -> Iterator[Row]:
    """Rows: a link in each row, and fifty thousand merged ranges; reading alone, since only reading meets them."""
    linked, few = tracker(LINKED, links=LINKED), tracker(FEW, links=FEW)
    merged, tenth = tracker(FEW, merges=MERGED), tracker(FEW, merges=MERGED // 10)
    yield Row(f"Leer {LINKED:,} filas con enlaces frente a {FEW:,}", "s", rounds(lambda: read(linked)), 12, rounds(lambda: read(few)))
    yield Row(f"Leer con {MERGED:,} celdas combinadas frente a {MERGED // 10:,}", "s", rounds(lambda: read(merged)), 12, rounds(lambda: read(tenth)))


def rounds(act: Callable[[], object]) -> list[float]:
    """The cost of a few repeats."""
    return [seconds(act) for _ in range(ROUNDS)]


def seconds(act: Callable[[], object]) -> float:
    """Processor seconds of an act, with those of the children that it waited for."""
    before = _spent()
    act()
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def read_bare(data: bytes) -> int:
    """Calamine alone: every value of every sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def read(data: bytes) -> int:
    """Our reading, in its child."""
    return len(read_apart(data, "matriz.xlsx", Catalogue({}), Answers()).records)


def imported(data: bytes) -> tuple[float, float, Applied, Applied]:
    """Into a base with the acta alone: the cost of the import, that of the same again, and what each recorded."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tablero.db"
        build_acta(file)
        store = open_store(f"sqlite:///{file.as_posix()}")
        done: list[Applied] = []
        costs = [seconds(lambda: done.append(import_into(store, data))) for _ in range(2)]
        close(store)
    return costs[0], costs[1], done[0], done[1]


def import_into(store: Store, data: bytes) -> Applied:
    """Read, plan and record, as the page does."""
    with reading(store) as db:
        names = load_names(db)
    read_file = read_apart(data, "matriz.xlsx", catalogue_of(names), Answers())
    with reading(store) as db:
        known = load_known(db, today=TODAY)
    sessions = {mention: find_session(mention, known.sessions) for mention in session_mentions(read_file)}
    entries = to_entries(read_file, names=names, answers={}, sessions=sessions, own_export=False)
    choices = Choices(today=TODAY, reported_on=date(2026, 5, 2), source="matriz.xlsx", unproved=Unproved.AS_IN_PROGRESS)
    plan = make_plan(entries, known, choices)
    accepted = {row.entry.place for row in plan.rows if row.accepted_at_first}
    with writing(store) as db:
        return apply_plan(db, plan, accepted=accepted, file_name="matriz.xlsx", sha256="", by="Medición", at=RECORDED_AT, today=TODAY)
