"""The slides of the agreements: one each, and more where the text or the institutions do not fit one. Nothing shrinks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from follow_up.agenda import AgendaSection
from follow_up.asks import asks
from follow_up.board import Board
from follow_up.rows import records
from follow_up.vocabulary import DeadlineState, Light, Standing
from reports.slides import REPORT_LINES, TEXT_LINES, TEXT_SIZE, TEXT_WIDTH, AgreementSlide, Chip, Part
from ui import deck_texts, palette, texts
from ui.ask_texts import ask_words
from ui.sentences import day, deadline, extensions, reason
from ui.slide_fitting import Face, broken, fitted, width

PARTS_WIDTH, PARTS_HEIGHT = 600, 480  # of the column beside the text; alone they have three such columns
NAME_SIZE, NAME_LINE, DETAIL_SIZE, DETAIL_LINE = 28, 36, 24, 46
CHIP_EDGES = 48  # of a chip and the gap after it
COLUMNS_ALONE = 3
TITLE_SIZE, TITLE_ROOM = 48, 1400
# Below the title stand the session with its theme and, at the right, the reason of the light.
SUBTITLE_SIZE, SUBTITLE_ROOM, REASON_ROOM, SESSION_ROOM = 28, 1752, 700, 800
LEAST_THEME = 200  # a theme with less room is left to the charts and the pages
FACT_SIZE, FACT_ROOM, CHIPPED_ROOM = 28, 1440, 1200
ASK_SIZE, ASK_ROOM, ASK_LINES = 34, 1400, 2
DECIDED_SIZE = 30


@dataclass(frozen=True)
class Ground:
    """What all slides of agreements are made from, looked up once: rows by agreement_id, asks and titles of sessions by their ids."""

    agreements: dict[int, Any]
    assignments: dict[int, list[Any]]
    asked: dict[int, str]
    sessions: dict[int, str]
    decided: dict[int, tuple[str, ...]]


def ground(board: Board, decided: dict[int, tuple[str, ...]]) -> Ground:
    """`decided`: the words of what the session has decided, by agreement_id."""
    # All rows at once: going through a small frame per agreement would take longer than everything else together.
    assignments: dict[int, list[Any]] = defaultdict(list)
    for row in records(board.assignments):
        assignments[row.agreement_id].append(row)
    return Ground(
        agreements={row.agreement_id: row for row in records(board.agreements)},
        assignments=assignments,
        asked={row.agreement_id: ask_words(row) for row in records(asks(board))},
        sessions={row.session_id: row.title for row in records(board.sessions)},
        decided=decided,
    )


def agreement_slides(made_of: Ground, agreement_id: int, section: AgendaSection) -> list[AgreementSlide]:
    """The slides of one agreement."""
    row, assignments = made_of.agreements[agreement_id], made_of.assignments[agreement_id]
    lines = broken(row.text, size=TEXT_SIZE, room=TEXT_WIDTH)
    text = [tuple(lines[start : start + TEXT_LINES]) for start in range(0, len(lines), TEXT_LINES)]
    parts = _part_pages([_part(part) for part in assignments], pages_with_text=len(text))
    pages = max(len(text), len(parts))
    title = deck_texts.agreement_title(row)
    last, proof = _last_report(assignments), _evidence(assignments)
    why, due = fitted(reason(row, who=True), size=SUBTITLE_SIZE, room=REASON_ROOM), _deadline_words(row)
    session = f"{fitted(made_of.sessions[row.session_id], size=SUBTITLE_SIZE, room=SESSION_ROOM)} · {day(row.session_on)}"
    rest = SUBTITLE_ROOM - int(width(f"{session} · {why}", size=SUBTITLE_SIZE))
    return [
        AgreementSlide(
            key=f"acuerdo-{row.ref}-{page}",
            section=deck_texts.SECTION[section],
            title=fitted(deck_texts.numbered(title, page, pages), size=TITLE_SIZE, room=TITLE_ROOM, face=Face.BOLD),
            ref=row.ref,
            code=row.code,
            session=session,
            theme=fitted(row.theme, size=SUBTITLE_SIZE, room=rest) if rest >= LEAST_THEME else "",
            lines=text[page - 1] if page <= len(text) else (),
            page=page,
            pages=pages,
            parts=parts[min(page, len(parts)) - 1],
            deadline=_deadline_chip(row),
            deadline_words=fitted(due, size=FACT_SIZE, room=CHIPPED_ROOM),
            last_report=last,
            evidence=proof,
            light=_light_chip(row),
            reason=why,
            ask=fitted(made_of.asked[agreement_id], size=ASK_SIZE, room=ASK_ROOM, lines=ASK_LINES),
            decided=made_of.decided.get(agreement_id, ()),
        )
        for page in range(1, pages + 1)
    ]


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]


def _part(row: Any) -> Part:
    standing = Standing(row.standing)
    chip = Chip(texts.STANDING_SHAPE[standing], texts.STANDING[standing], palette.STANDING[standing])
    name = fitted(row.institution, size=NAME_SIZE, room=PARTS_WIDTH, lines=2, face=Face.BOLD)
    taken = int(width(f"{chip.shape} {chip.words}", size=DETAIL_SIZE, face=Face.BOLD)) + CHIP_EDGES
    detail = fitted(deck_texts.part_detail(row), size=DETAIL_SIZE, room=PARTS_WIDTH - taken)
    return Part(name, chip, detail)


def _height(part: Part) -> int:
    """How much of its column an institution takes."""
    return len(broken(part.institution, size=NAME_SIZE, room=PARTS_WIDTH, face=Face.BOLD)) * NAME_LINE + DETAIL_LINE


def _part_pages(parts: list[Part], *, pages_with_text: int) -> list[tuple[Part, ...]]:
    """The institutions of each slide: a column beside the text, then three columns on slides of their own."""
    columns = _columns(parts)
    beside, alone = columns[:pages_with_text], columns[pages_with_text:]
    groups = [alone[start : start + COLUMNS_ALONE] for start in range(0, len(alone), COLUMNS_ALONE)]
    return [*(tuple(column) for column in beside), *(tuple(part for column in group for part in column) for group in groups)]


def _columns(parts: Iterable[Part]) -> list[list[Part]]:
    columns: list[list[Part]] = [[]]
    used = 0
    for part in parts:
        if used + _height(part) > PARTS_HEIGHT:
            columns.append([])
            used = 0
        columns[-1].append(part)
        used += _height(part)
    return columns


def _deadline_chip(row: Any) -> Chip:
    state = DeadlineState(row.deadline_state)
    return Chip(texts.DEADLINE_SHAPE[state], texts.DEADLINE_STATE[state], palette.DEADLINE_STATE[state])


def _light_chip(row: Any) -> Chip:
    light = Light(row.light)
    return Chip(texts.LIGHT_SHAPE[light], texts.LIGHT[light], palette.LIGHT[light])


def _deadline_words(row: Any) -> str:
    told = [
        deadline(row.deadline_kind, row.due, row.days, row.deadline_state),
        _lowered_or_nothing(extensions(row.extensions, row.original_deadline)),
        f"el acta dice «{row.deadline_note}»" if row.deadline_note else "",
    ]
    return " · ".join(part for part in told if part)


def _lowered_or_nothing(words: str) -> str:
    return _lowered(words) if words else ""


def _last_report(assignments: list[Any]) -> str:
    heard = sorted((row for row in assignments if pd.notna(row.reported_on)), key=lambda row: row.reported_on)
    if not heard:
        return deck_texts.NEVER_REPORTED
    newest = heard[-1]
    return fitted(deck_texts.last_report(newest), size=FACT_SIZE, room=FACT_ROOM, lines=REPORT_LINES)


def _evidence(assignments: list[Any]) -> str:
    proven = [row for row in assignments if row.has_evidence]
    names = [f"{row.evidence} ({row.institution})" if isinstance(row.evidence, str) else row.institution for row in proven]
    return fitted(deck_texts.evidence(names, len(assignments)), size=FACT_SIZE, room=FACT_ROOM)
