"""Composing the slides of a session from boards: opening, charts, agreements by the agenda, decisions."""

from collections.abc import Collection
from typing import Any

import pandas as pd

from follow_up.agenda import AgendaSection, SlideOrder, agenda, closed_earlier
from follow_up.board import Board
from follow_up.metrics import judgement
from follow_up.movements import KeyFigures, key_figures, movement_counts, movements
from follow_up.rows import records
from follow_up.vocabulary import Movement
from reports.slides import MAX_LINES, ClosingSlide, DecisionLine, Deck, Figure, OpeningSlide
from ui import deck_texts, sentences
from ui.deck_agreements import ASK_ROOM, DECIDED_SIZE, agreement_slides, ground
from ui.deck_charts import deadline_slide, institution_slides, theme_slides
from ui.movement_texts import MOVEMENT, MOVEMENT_SHAPE, change
from ui.slide_fitting import Face, broken, fitted, listed, width

TITLE_SIZE, TITLE_ROOM, TITLE_LINES = 52, 1776, 2
LINE_SIZE, LINE_ROOM = 30, 1776
NOTE_SIZE = 28
WORDS_SIZE, WORDS_ROOM, WORDS_LINES = 32, 1340, 4  # of one decision; what is longer is whole in the minutes
CODE_ROOM = 250
CLOSING_LINES, CLOSING_ROWS = 14, 7  # of one closing slide


def make_deck(
    board: Board, before: Board | None, *, session: Any, order: SlideOrder, left_out: Collection[str], decisions: pd.DataFrame,
    cut_line: str, filters: str, demo: str,
) -> Deck:  # fmt: skip
    """The slides of a session, for its screen, its PDF and its .pptx.

    `before`: the board at the last session before, None when there was none. `session`: a row with title, held_on and
    committee. `left_out`: the refs of the agreements that are not shown. `decisions`: the frame of
    `data_store.decisions.load_decisions`; those undone are not shown. No internal note comes in here.
    """
    taken = list(records(decisions[~decisions["undone"].astype(bool)]))
    since = None if before is None else before.today
    rows = agenda(board, order=order, since=since)
    shown = rows[~rows["ref"].isin(left_out)]
    made_of = ground(board, _decided(taken))
    slides = [
        _opening(board, before, filters),
        *(_charts(board) if len(board.agreements) else []),
        *(slide for row in records(shown) for slide in agreement_slides(made_of, row.agreement_id, AgendaSection(row.section))),
        *_closing(taken, _session_days(board), pd.Timestamp(session.held_on)),
    ]
    return Deck(
        committee=session.committee, session=session.title, held_on=pd.Timestamp(session.held_on).date(), cut=cut_line,
        filters=filters, slides=tuple(slides), demo=demo,
    )  # fmt: skip


def _charts(board: Board) -> list[Any]:
    return [*institution_slides(board), *theme_slides(board), deadline_slide(board)]


def _opening(board: Board, before: Board | None, filters: str) -> OpeningSlide:
    """What changed since the last session; without one, what there is."""
    now = key_figures(board.agreements)
    if before is None:
        title, lines, left = sentences.judgement(judgement(board)), (), ""
    else:
        changed = movements(before, board)
        title = deck_texts.since_title(before.today, movement_counts(changed))
        lines = _movement_lines(changed) or (deck_texts.NOTHING_MOVED,)
        left = deck_texts.closed_earlier(closed_earlier(board, before.today))
    note = fitted(" · ".join(filter(None, (filters, left))), size=NOTE_SIZE, room=TITLE_ROOM)
    return OpeningSlide(
        "apertura", deck_texts.OPENING, fitted(title, size=TITLE_SIZE, room=TITLE_ROOM, lines=TITLE_LINES, face=Face.BOLD),
        _figures(now, None if before is None else key_figures(before.agreements)), lines, note,
    )  # fmt: skip


def _figures(now: KeyFigures, then: KeyFigures | None) -> tuple[Figure, ...]:
    figures = (
        (now.done, f"{'cumplido' if now.done == 1 else 'cumplidos'} de {now.live:,}", then and then.done),
        (now.overdue, f"{'vencido' if now.overdue == 1 else 'vencidos'} de {now.total:,}", then and then.overdue),
        (now.no_report, f"sin reporte de {now.total:,}", then and then.no_report),
        (now.no_deadline, f"sin plazo de {now.total:,}", then and then.no_deadline),
    )
    return tuple(Figure(f"{number:,}", label, "" if was is None else change(was, number)) for number, label, was in figures)


def _movement_lines(changed: pd.DataFrame) -> tuple[str, ...]:
    """A line per movement that happened: its number, and as many agreements as fit. The silent are in the title."""
    lines = []
    for movement in Movement:
        rows = list(records(changed[changed["movement"] == movement]))
        if rows and movement != Movement.SILENT:
            start = f"{MOVEMENT_SHAPE[movement]} {MOVEMENT[movement]}, {len(rows)}: "
            named = [deck_texts.told(row) for row in rows] if len(rows) == 1 else [deck_texts.named(row) for row in rows]
            rest = LINE_ROOM - int(width(start, size=LINE_SIZE))
            lines.append(start + listed(named, size=LINE_SIZE, room=rest))
    return tuple(lines[:MAX_LINES])


def _hour(at: Any) -> str:
    return sentences.moment(at).split()[-1]


def _decided(taken: list[Any]) -> dict[int, tuple[str, ...]]:
    """What was decided on each agreement, each in one line, oldest first."""
    decided: dict[int, tuple[str, ...]] = {}
    for row in taken:
        if pd.notna(row.agreement_id):
            line = fitted(f"{_hour(row.at)} · {row.text}", size=DECIDED_SIZE, room=ASK_ROOM)
            decided[int(row.agreement_id)] = (*decided.get(int(row.agreement_id), ()), line)
    return decided


def _session_days(board: Board) -> dict[int, pd.Timestamp]:
    """The day of the session that adopted each agreement."""
    return dict(zip(board.agreements["agreement_id"], board.agreements["session_on"], strict=True))


def _closing(taken: list[Any], adopted_on: dict[int, pd.Timestamp], held_on: pd.Timestamp) -> list[ClosingSlide]:
    """The decisions on as many slides as they need. What the board does not have yet was adopted by this session, `held_on`."""
    pages: list[list[DecisionLine]] = [[]]
    used = 0
    for row in taken:
        words = fitted(row.text, size=WORDS_SIZE, room=WORDS_ROOM, lines=WORDS_LINES)
        takes = len(broken(words, size=WORDS_SIZE, room=WORDS_ROOM))
        if used + takes > CLOSING_LINES or len(pages[-1]) == CLOSING_ROWS:
            pages.append([])
            used = 0
        of = "" if pd.isna(row.code) else deck_texts.code_of(row.code, adopted_on.get(row.agreement_id, held_on))
        pages[-1].append(DecisionLine(_hour(row.at), fitted(of, size=WORDS_SIZE, room=CODE_ROOM, face=Face.BOLD), words))
        used += takes
    title = deck_texts.decisions_title(len(taken))
    return [
        ClosingSlide(
            f"cierre-{number}", deck_texts.CLOSING, deck_texts.numbered(title, number, len(pages)), tuple(lines),
            deck_texts.NO_DECISIONS,
        )
        for number, lines in enumerate(pages, 1)
    ]  # fmt: skip

