"""What goes back into a file of the user: the present state for *Mi propio formato*, and what became of each row."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from follow_up.import_plan import Entry, ImportPlan, Known, KnownAgreement, KnownReport, Place, PlanRow, RowKind
from follow_up.vocabulary import DeadlineKind, Status
from tracker.messages import problem_sentence
from tracker.records import Field, Reading
from tracker.writing.filling import OwnRow, Wanted
from tracker.writing.matrix_rows import deadline_cell
from tracker.writing.result_book import Outcome, Result, RowResult
from ui.sentences import day

KIND_OUTCOME = {
    RowKind.NEW: Outcome.NEW, RowKind.CHANGED: Outcome.CHANGED, RowKind.SAME: Outcome.SAME, RowKind.CONFLICT: Outcome.CONFLICT,
    RowKind.PROBLEM: Outcome.PROBLEM,
}  # fmt: skip
WAITING = {RowKind.CONFLICT, RowKind.PROBLEM}


@dataclass(frozen=True)
class Filling:
    """What can be filled in, and the rows that cannot: `unmatched` name no agreement of the store, `several` name
    institutions that report different things.
    """

    rows: tuple[OwnRow, ...]
    unmatched: tuple[Place, ...]
    several: tuple[Place, ...]


def own_filling(plan: ImportPlan, known: Known, *, speaker: int | None = None) -> Filling:
    """The present state for each row of a file that the plan matched without doubt. `speaker`: whose tracker it is."""
    rows: list[OwnRow] = []
    unmatched: list[Place] = []
    several: list[Place] = []
    for row in plan.rows:
        place = row.entry.place
        if row.agreement_id is None:
            unmatched.append(place)
            continue
        agreement = known.agreements[row.agreement_id]
        reports = _reports(row.entry, agreement, known, speaker)
        if len(set(reports)) > 1:
            several.append(place)
        report = reports[0] if len(set(reports)) == 1 else None
        rows.append(OwnRow(place.sheet, place.row, {**_deadline(agreement), **_said(report)}))
    return Filling(tuple(rows), tuple(unmatched), tuple(several))


def _reports(entry: Entry, agreement: KnownAgreement, known: Known, speaker: int | None) -> list[KnownReport | None]:
    """The last reports of the institutions that the row is about, all of the agreement where it names none."""
    named = [party.id for party in entry.implementers or () if party.id is not None]
    spoken = [speaker] if speaker is not None else named or list(agreement.assignments)
    return [report for institution in spoken for report in _report_of(agreement, institution, known)]


def _report_of(agreement: KnownAgreement, institution: int, known: Known) -> Iterable[KnownReport | None]:
    if institution in agreement.assignments:
        yield agreement.assignments[institution].report
        return
    for group, assignment in agreement.assignments.items():
        if institution in known.groups.get(group, ()):
            yield assignment.members.get(institution)
            return


def _deadline(agreement: KnownAgreement) -> dict[Field, Wanted]:
    shown = deadline_cell(DeadlineKind(agreement.deadline_kind), agreement.deadline, agreement.deadline_note)
    return {} if shown is None else {Field.DEADLINE: shown}


def _said(report: KnownReport | None) -> dict[Field, Wanted]:
    """The fields of a report that say something; the day of a fulfilled one is when it was fulfilled."""
    if report is None:
        return {}
    texts = {Field.ACTIONS: report.actions, Field.EVIDENCE: report.evidence or "", Field.REMARKS: report.remarks}
    said: dict[Field, Wanted] = {Field.STATUS: report.status, Field.PROGRESS: report.progress, Field.REPORTED_ON: report.reported_on}
    said |= {field: words for field, words in texts.items() if words}
    if report.status == Status.FULFILLED:
        said[Field.FULFILLED_ON] = report.reported_on
    return said


def result_of(
    plan: ImportPlan, reading: Reading, *, accepted: Collection[Place], why: Callable[[PlanRow], Sequence[str]], made_on: date, by: str
) -> Result:
    """What became of each row of a file; `by` is empty while nothing was recorded. `why`: the sentences of what a row lacks; those of its cells are added here."""
    flaws: dict[tuple[str, int], list[str]] = {}
    for problem in reading.problems:
        flaws.setdefault((problem.sheet, problem.row), []).append(f"{problem.cell}: {problem_sentence(problem)}")
    rows = tuple(_result(row, accepted, why, flaws) for row in plan.rows)
    told = {(row.sheet, row.row) for row in rows}
    rest = tuple(RowResult(sheet, row, Outcome.PROBLEM, tuple(said)) for (sheet, row), said in flaws.items() if (sheet, row) not in told)
    title = "Resultado de la carga" if by else "Revisión del archivo"
    told_when = f"Registrada el {day(made_on)} por {by}" if by else f"Revisado el {day(made_on)}: no se registró nada"
    return Result(title, made_on, (f"{title.upper()} · {reading.file}", told_when), (*rows, *rest))


def _result(
    row: PlanRow, accepted: Collection[Place], why: Callable[[PlanRow], Sequence[str]], flaws: Mapping[tuple[str, int], Sequence[str]]
) -> RowResult:
    place = row.entry.place
    missing = tuple(dict.fromkeys((*why(row), *flaws.get((place.sheet, place.row), ()))))
    return RowResult(place.sheet, place.row, _outcome(row, applied=place in accepted), missing)


def _outcome(row: PlanRow, *, applied: bool) -> Outcome:
    """A conflict that was accepted is a change; a change that was not is left out."""
    if row.kind == RowKind.SAME or (row.kind in WAITING and not applied):
        return KIND_OUTCOME[row.kind]
    if not applied:
        return Outcome.LEFT_OUT
    return Outcome.NEW if row.kind == RowKind.NEW else Outcome.CHANGED
