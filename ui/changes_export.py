"""The sheet "Desde la última sesión" of the official matrix: what changed among the agreements that the filters keep."""

from follow_up.board import Board
from follow_up.movements import movement_counts, movements
from follow_up.rows import records
from follow_up.selection import Selection, select
from follow_up.vocabulary import Movement
from tracker.writing.changes_sheet import ChangeRow, ChangesSheet
from ui import palette
from ui.committee_texts import heading
from ui.export_words import filters_in_words
from ui.movement_texts import MOVEMENT, changes_line, detail, since_words
from ui.sentences import day
from ui.since import since_day


def changes_sheet(before: Board | None, board: Board, selection: Selection) -> ChangesSheet | None:
    """What changed from `before`, the board of the last session, to `board`; None where there was no session before.

    The filters judge each assignment by its state at the cut-off, as in the other sheets: the agreements are the same ones.
    """
    if before is None:
        return None
    since = since_day(board, before.today)
    kept = select(board, selection).assignments["agreement_id"].unique()
    rows = movements(before, board)
    rows = rows[rows["agreement_id"].isin(kept)]
    committee = heading(board)
    lines = (
        f"QUÉ CAMBIÓ DESDE LA ÚLTIMA SESIÓN · {committee.upper()}",
        f"Desde {since_words(since.on, since.session)} hasta el {day(board.today)}",
        changes_line(movement_counts(rows), len(kept)),
        filters_in_words(selection, board),
    )
    return ChangesSheet(
        lines,
        tuple(ChangeRow(MOVEMENT[Movement(row.movement)], row.ref, detail(row), row.institutions, row.text) for row in records(rows)),
        {MOVEMENT[movement]: fill for movement, (fill, _) in palette.MOVEMENT.items()},
    )
