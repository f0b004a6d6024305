"""The preview of a file in words, for a person at a terminal: whose it is, what each row would do, what waits and how to settle it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from follow_up.acts import privacy_doubts
from follow_up.import_plan import Choices, Doubt, ImportPlan, Known, PlanRow, RowKind
from tracker.entries import UnknownName
from tracker.messages import note_sentence, problem_sentence, question_sentence
from tracker.records import Reading
from ui import import_texts, texts
from ui.sentences import day
from ui.terminal_check import first_of

ASKED_ON_SCREEN = {Doubt.LOOKS_LIKE, Doubt.TEXT_DIFFERS, Doubt.EDITED_HERE, Doubt.VERIFIED_HERE, Doubt.GOES_BACK}
FOR_ALL = (
    "Las filas que no nombran responsable valen para todas las instituciones de su acuerdo. "
    "Si el archivo es de una sola, repita la orden con --institution y su sigla."
)
NOT_OF_PERSONS = "El tablero no guarda datos de personas: quítelos del archivo, o revise la fila en la página Excel."
ON_SCREEN = "Lo que hay que confirmar o marcar se responde en la página Excel del tablero."


@dataclass(frozen=True)
class Preview:
    """A file read and planned against the base, with the names that nobody has placed yet."""

    reading: Reading
    known: Known
    choices: Choices
    plan: ImportPlan
    unknown: Sequence[UnknownName]

    @property
    def accepted(self) -> list[PlanRow]:
        """The rows to be recorded: those without doubt, and without what looks like data of persons."""
        return [row for row in self.plan.rows if row.accepted_at_first and not privacy_doubts(*row.free_texts)]

    @property
    def waiting(self) -> int:
        """How many rows stay out although they say something."""
        return sum(row.kind != RowKind.SAME for row in self.plan.rows) - len(self.accepted)

    @property
    def is_open(self) -> bool:
        """Whether something waits for a person."""
        return self.waiting > 0 or bool(self.reading.questions) or bool(self.unknown)


def show(preview: Preview) -> None:
    """Print the preview."""
    counts = Counter(row.kind for row in preview.plan.rows)
    waiting = [row for row in preview.plan.rows if row.kind != RowKind.SAME]
    for line in (
        *map(note_sentence, preview.reading.notes),
        *_extra_columns(preview.reading),
        *_taken_as(preview),
        ", ".join(f"{import_texts.KIND_FIGURE[kind]}: {counts[kind]}" for kind in RowKind),
        *_absent(preview),
        *first_of([f"  {row.entry.place.sheet}, fila {row.entry.place.row}: {import_texts.KIND[row.kind]}. {_told(row)}" for row in waiting]),
        *first_of([f"  {sentence}" for sentence in _to_mend(preview)]),
        *_how_to_settle(preview),
    ):
        print(line)


def _extra_columns(reading: Reading) -> list[str]:
    """The columns that are none of ours: kept beside the row, and recorded nowhere else."""
    extra = {column.heading: None for table in reading.tables for column in table.columns if column.field is None and column.heading}
    named = ", ".join(f"«{' '.join(heading.split())}»" for heading in extra)
    return [f"Columnas que quedan solo como información adicional: {named}."] if extra else []


def _taken_as(preview: Preview) -> list[str]:
    """Of whom the rows are and of which day; that rows without institution speak for all, where it matters."""
    speaker = preview.choices.speaker
    whose = "la matriz completa" if speaker is None else f"el archivo de {preview.known.names[speaker]}"
    lines = [f"Se toma como {whose}; los reportes sin fecha llevan la del {day(preview.choices.reported_on)}."]
    speaks_for_all = speaker is None and any(row.entry.implementers is None and row.acts and len(row.acts.reports) > 1 for row in preview.plan.rows)
    return [*lines, FOR_ALL] if speaks_for_all else lines


def _absent(preview: Preview) -> list[str]:
    absent = [preview.known.agreements[number].ref for number in preview.plan.absent]
    return [f"Acuerdos de esas sesiones que el archivo no nombra (no se tocan): {len(absent)}. {', '.join(absent)}".strip()] if absent else []


def _told(row: PlanRow) -> str:
    changes = [f"{change.institution or ''} {import_texts.change(change)}".strip().rstrip(".") for change in row.changes]
    parts = [row.entry.code, *(f"{told}." for told in changes), import_texts.why(row), _private(row)]
    return " ".join(part for part in parts if part)


def _private(row: PlanRow) -> str:
    """Why a row that looks like telling of persons stays out."""
    doubts = privacy_doubts(*row.free_texts)
    return f"Queda fuera: contiene {import_texts.joined([texts.PRIVACY[doubt] for doubt in doubts])}. {NOT_OF_PERSONS}" if doubts else ""


def _to_mend(preview: Preview) -> list[str]:
    """The questions, the unknown names and the problems of the rows; those of rows that say nothing new are left out."""
    settled = {(row.entry.place.sheet, row.entry.place.row) for row in preview.plan.rows if row.kind == RowKind.SAME}
    return [
        *map(question_sentence, preview.reading.questions),
        *(f"«{name.spelling}» ({', '.join(name.cells[:3])}) no está entre las instituciones. Dígalo en la página Excel del tablero." for name in preview.unknown),
        *(problem_sentence(problem) for problem in preview.reading.problems if (problem.sheet, problem.row) not in settled),
    ]


def _how_to_settle(preview: Preview) -> list[str]:
    """What to do about the rows that wait, as far as the order or the screen can."""
    doubts = {doubt for row in preview.plan.rows for doubt in row.doubts}
    lines = [ON_SCREEN] if doubts & ASKED_ON_SCREEN else []
    if Doubt.NOT_ITS_OWN in doubts:
        lines.append("Si es la matriz completa, repita la orden con --institution todas.")
    if Doubt.SESSION_UNKNOWN in doubts:
        lines.append(f"La sesión se dice con --session. Las que hay: {', '.join(session.code for session in preview.known.sessions)}.")
    return lines
