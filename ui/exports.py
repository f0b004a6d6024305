"""What goes out as Excel, built from the board and from what the store knows: the official matrix and the template.

The board gives lights and deadlines, `Known` the reports; each row says the report of its own institution, so that the
workbook read back changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from follow_up.board import Board
from follow_up.cut_off import CutOff
from follow_up.import_plan import Known, KnownAgreement, KnownAssignment, KnownReport
from follow_up.metrics import standing_by, state_counts
from follow_up.rows import records
from follow_up.selection import Selection, select
from follow_up.vocabulary import OPEN_STANDINGS, DeadlineState, Light, Standing
from tracker.records import ExportMark
from tracker.writing.matrix import Colours, Matrix, MatrixSheet
from tracker.writing.matrix_rows import MatrixRow, deadline_cell
from tracker.writing.members_sheet import MemberRow, MembersSheet
from tracker.writing.summary_sheet import Tally
from tracker.writing.template import Template
from ui import palette, texts
from ui.committee_texts import heading
from ui.export_words import (
    filters_in_words,
    group_words,
    known_words,
    light_words,
    session_line,
    session_words,
    situation,
    standing_of,
)
from ui.sentences import count, day

MATRIX_TITLE = "Matriz de seguimiento de acuerdos"
TEMPLATE_TITLE = "Plantilla de seguimiento de acuerdos"
DONE = "Cumplido"
FORM_STATUSES = (texts.STANDING[Standing.PENDING], texts.STANDING[Standing.IN_PROGRESS], DONE, texts.STANDING[Standing.NOT_FULFILLED])
ONE_SHEET = "Matriz"
SPOKEN_FOR = "Vale el reporte de todo el grupo"
MEMBERS_TITLE = "MIEMBROS DE LOS GRUPOS"
MEMBERS_NOTE = "Esta hoja informa y no se vuelve a leer: los miembros se corrigen en el tablero, en Catálogos."
PLACE = [
    "agreement_id", "institution_id", "institution_code", "session_code", "order", "standing", "deadline_state", "days", "light", "members_total",
    "members_done", "members_silent",
]  # fmt: skip  # walking over all columns of the board would cost three times as much


class SheetsBy(StrEnum):
    """How the rows are shared out; also the words of the choice."""

    TOGETHER = "Todas las sesiones en una hoja"
    SESSION = "Una hoja por sesión"


@dataclass(frozen=True)
class Speech:
    """One report to be written: who speaks on which assignment. `place`: the assignment's row of the board."""

    place: Any
    agreement: KnownAgreement
    institution: int
    report: KnownReport | None
    is_member: bool


def official_matrix(
    board: Board, selection: Selection, known: Known, *, mark: ExportMark, sheets_by: SheetsBy = SheetsBy.TOGETHER,
    past: CutOff | None = None,
) -> Matrix:  # fmt: skip
    """The matrix of the assignments that the filters keep: filters judge each row by its own state, as on screen.

    `past`: the cut-off of board and known where it is not the present; then the file cannot be loaded.
    """
    chosen = select(board, selection)
    agreements = board.agreements[board.agreements["agreement_id"].isin(chosen.assignments["agreement_id"])]
    codes = list(dict.fromkeys(chosen.assignments["session_code"]))
    filters, cut_off = filters_in_words(selection, board), f"Corte al {day(board.today)}{known_words(past)}"
    title = f"{MATRIX_TITLE} · {_committee(board)}"
    frames = {code: chosen.assignments[chosen.assignments["session_code"] == code] for code in codes}
    if sheets_by == SheetsBy.TOGETHER or not codes:
        frames = {ONE_SHEET: chosen.assignments}
    sheets = tuple(_sheet(board, known, name, frame, (title.upper(), cut_off, filters)) for name, frame in frames.items())
    counted = f"{count(len(agreements), 'acuerdo', 'acuerdos')} · {count(len(chosen.assignments), 'asignación', 'asignaciones')}"
    return Matrix(
        title=title, cut_off=board.today, sheets=sheets,
        summary_lines=(title.upper(), cut_off, filters, f"{counted}. Un acuerdo cuenta una vez por cada institución responsable; un grupo, por lo que reportan sus miembros."),
        tallies=_tallies(chosen.assignments, agreements), mark=replace(mark, past=past.on) if past else mark, known=known_words(past), members=_members_sheet(board, chosen.assignments, cut_off), statuses=(*texts.STANDING.values(), DONE),
        responsibles=tuple(sorted(known.names.values())),
        status_colours={**{texts.STANDING[code]: fill for code, (fill, _) in palette.STANDING.items()}, DONE: palette.STANDING[Standing.FULFILLED][0]},
        deadline_colours=_deadline_colours(), light_colours={texts.LIGHT[code]: palette.LIGHT[code][0] for code in Light},
    )  # fmt: skip


def institution_template(board: Board, known: Known, *, institution_id: int, mark: ExportMark) -> Template:
    """The open agreements of one institution, its own and those of the groups it belongs to. Without any, no rows."""
    mine = board.assignments[board.assignments["is_open"]]
    said = [speech for speech in _speeches(mine, known) if speech.institution == institution_id]
    said = sorted((s for s in said if standing_of(s.report) in OPEN_STANDINGS), key=lambda speech: speech.place.order)
    codes = list(dict.fromkeys(speech.place.session_code for speech in said))
    sessions = session_words(board) if len(codes) > 1 else {}
    lines = (
        f"{TEMPLATE_TITLE} · {_committee(board)}".upper(), f"Institución: {known.names[institution_id]}", session_line(board, codes),
        f"Corte al {day(board.today)}", "Llene solo las celdas amarillas; la hoja «Cómo llenar» explica cada una.",
    )  # fmt: skip
    rows = tuple(replace(_row(speech, known, sessions), remarks="") for speech in said)
    return Template(f"{TEMPLATE_TITLE} · {known.names[institution_id]}", board.today, lines, rows, mark, FORM_STATUSES, _deadline_colours())


def _committee(board: Board) -> str:
    return heading(board) or texts.APP


def _deadline_colours() -> Colours:
    return {texts.DEADLINE_STATE[code]: fill for code, (fill, _) in palette.DEADLINE_STATE.items()}


def _sheet(board: Board, known: Known, name: str, assignments: pd.DataFrame, lines: tuple[str, str, str]) -> MatrixSheet:
    codes = list(dict.fromkeys(assignments["session_code"]))
    sessions = session_words(board) if len(codes) > 1 else {}
    rows = tuple(_row(speech, known, sessions) for speech in _speeches(assignments, known))
    title, *rest = lines
    return MatrixSheet(name, (title, session_line(board, codes), *rest), rows)


def _speeches(assignments: pd.DataFrame, known: Known) -> Iterator[Speech]:
    """Each assignment with its own last report, and after a group its members with theirs, also those that have none."""
    for place in records(assignments[PLACE]):
        agreement = known.agreements[place.agreement_id]
        assignment = agreement.assignments[place.institution_id]
        yield Speech(place, agreement, place.institution_id, assignment.report, is_member=False)
        for member in sorted(known.groups.get(place.institution_id, ()), key=lambda member: known.names[member]):
            if _seat(agreement, member, known) is assignment:
                yield Speech(place, agreement, member, assignment.members.get(member), is_member=True)


def _seat(agreement: KnownAgreement, institution: int, known: Known) -> KnownAssignment | None:
    """The assignment through which an institution is heard when a tracker names it: its own, else that of its first group.

    A member's report on any other would be read back as said of this one, so it stays within the figures of its group.
    """
    if institution in agreement.assignments:
        return agreement.assignments[institution]
    groups = (group for group in agreement.assignments if institution in known.groups.get(group, ()))
    return next((agreement.assignments[group] for group in groups), None)


def _row(speech: Speech, known: Known, sessions: Mapping[str, str]) -> MatrixRow:
    """One row; a member of a group has its own report and the deadline of all, and no light of its own.

    A group that only its members speak for has no report, nor has a member for which its group spoke: ESTADO stays empty,
    and how it stands is said beside.
    """
    place, agreement, report = speech.place, speech.agreement, speech.report
    standing = standing_of(report)
    group = _member_words(speech) if speech.is_member else group_words(place)
    closed = speech.is_member and standing not in OPEN_STANDINGS
    return MatrixRow(
        ref=agreement.ref,
        session=sessions.get(place.session_code, ""),
        code=agreement.code,
        problem=agreement.problem,
        text=agreement.text,
        responsible=known.names[speech.institution],
        follow_up=known.names[agreement.follow_up_id],
        deadline=deadline_cell(agreement.deadline_kind, agreement.deadline, agreement.deadline_note),
        status="" if group and report is None else texts.STANDING[standing],
        progress=report.progress if report else None,
        evidence=(report.evidence or "") if report else "",
        actions=report.actions if report else "",
        reported_on=report.reported_on if report else None,
        situation=texts.DEADLINE_STATE[DeadlineState.CLOSED] if closed else situation(place.deadline_state, place.days, agreement),
        light="" if speech.is_member else light_words(place.light),
        remarks=report.remarks if report else "",
        group=group,
    )


def _member_words(speech: Speech) -> str:
    """What a member's row says of its group: that it spoke for one that has not."""
    whole = speech.agreement.assignments[speech.place.institution_id].report
    return SPOKEN_FOR if speech.report is None and whole is not None else ""


def _members_sheet(board: Board, groups: pd.DataFrame, cut_off: str) -> MembersSheet | None:
    """The members of the groups among these assignments, at the cut-off of the board; None where no group has any."""
    named = groups.drop_duplicates("institution_id").set_index("institution_id")["institution"]
    members = board.members[board.members["institution_id"].isin(named.index)]
    if members.empty:
        return None
    rows = sorted((str(named[row.institution_id]), row.member, row.member_name, _on(row.valid_from), _on(row.valid_to)) for row in records(members))
    return MembersSheet((MEMBERS_TITLE, cut_off, MEMBERS_NOTE), tuple(MemberRow(*row) for row in rows))


def _on(moment: Any) -> Any:
    return None if pd.isna(moment) else moment.date()


def _tallies(assignments: pd.DataFrame, agreements: pd.DataFrame) -> tuple[Tally, ...]:
    """The three pictures of the summary: by institution (assignments), by theme and by deadline (agreements)."""
    states = {state: number for state, number in state_counts(agreements).items() if number}
    by_deadline = Tally(
        "Acuerdos por situación del plazo", "Situación", (("Acuerdos", *palette.DEADLINE_STATE[DeadlineState.ON_TIME]),),
        tuple((texts.DEADLINE_STATE[state], (number,)) for state, number in states.items()),
        tuple(palette.DEADLINE_STATE[state] for state in states),
    )  # fmt: skip
    return (
        _by_standing("Asignaciones por institución", "Institución", standing_by(assignments, key="institution_code", label="institution")),
        _by_standing("Acuerdos por tema", "Tema", standing_by(agreements, key="theme_code", label="theme")),
        by_deadline,
    )


def _by_standing(heading: str, label: str, counts: pd.DataFrame) -> Tally:
    """Counts by standing, without the standings that nothing has."""
    present = [code for code in Standing if counts[code.value].sum()]
    rows = zip(counts.iloc[:, 1], counts[[code.value for code in present]].itertuples(index=False), strict=True)
    return Tally(
        heading, label, tuple((texts.STANDING[code], *palette.STANDING[code]) for code in present),
        tuple((str(name), tuple(int(number) for number in numbers)) for name, numbers in rows),
    )  # fmt: skip
