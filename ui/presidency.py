"""The sheet of the president, composed from the boards of the cut-off and of the last session before it."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

import pandas as pd

from follow_up.asks import asks
from follow_up.board import Board
from follow_up.metrics import bucket_counts, judgement, silence, standing_by
from follow_up.movements import key_figures, last_session_before
from follow_up.promises import outcome_counts, promises
from follow_up.rows import records
from follow_up.selection import Selection, select
from follow_up.vocabulary import Ask, DeadlineBucket, Light, PromiseOutcome, Standing
from reports.presidency_sheet import (
    Deadlines,
    Decision,
    Decisions,
    InstitutionRow,
    Institutions,
    Promise,
    Promises,
    Sheet,
    Tally,
)
from reports.slides import Bar, Figure
from ui import presidency_texts as words
from ui import sentences, texts
from ui.ask_texts import ask_words
from ui.committee_texts import heading
from ui.cut_control import head_line
from ui.export_words import filters_in_words
from ui.frame import PageContext, history, is_demo, last_report, selected
from ui.movement_texts import change
from ui.since import board_since
from ui.slide_fitting import listed

DECISIONS_SHOWN, PROMISES_SHOWN, BARS_SHOWN = 5, 10, 26  # what the A4 holds on one page
TEXT_SHOWN = 95
NAMES_SIZE, NAMES_ROOM = 7, 118  # points: of a promise, one line
BUCKETS = tuple(bucket for bucket in DeadlineBucket if bucket != DeadlineBucket.CLOSED)


@dataclass(frozen=True)
class PresidencyView:
    """The sheet, and what its charts are drawn from. `since`: the day that the changes are counted from, empty without one."""

    sheet: Sheet
    since: str
    by_institution: pd.DataFrame
    buckets: dict[DeadlineBucket, int]
    labels: dict[DeadlineBucket, str]


def presidency(context: PageContext, selection: Selection) -> PresidencyView:
    """The sheet of what the filters keep, at the cut-off of the page."""
    board, today = selected(context, selection), context.cut.on
    last = last_session_before(board.own_sessions, today)
    before = None if last is None else select(board_since(context, last), selection)
    promised = None if before is None else promises(before, board, *history(context, board))
    by_institution = standing_by(board.assignments, key="institution_code", label="institution")
    buckets = bucket_counts(board.agreements)
    labels = sentences.buckets_of(board)
    sheet = Sheet(
        title=texts.PRESIDENCY,
        committee=heading(board) or texts.APP,
        demo=texts.DEMO if is_demo() else "",
        cut=head_line(context),
        filters=filters_in_words(selection, context.board),
        judgement=sentences.judgement(judgement(board)),
        figures=_figures(board, before),
        since=words.since(last),
        decisions=_decisions(board),
        institutions=_institutions(board, by_institution),
        deadlines=_deadlines(board, buckets, labels),
        promises=_promises(board, promised, last),
        rule=words.rule(board.windows),
        rule_note=words.RULE_NOTE,
    )
    since = f"desde el {sentences.day(last)}" if last else ""
    return PresidencyView(sheet, since, by_institution, {bucket: buckets[bucket] for bucket in BUCKETS}, labels)


def _figures(board: Board, before: Board | None) -> tuple[Figure, ...]:
    now = key_figures(board.agreements)
    then = now if before is None else key_figures(before.agreements)

    def moved(before_: int, now_: int) -> str:
        return "" if before is None else change(before_, now_)

    return (
        Figure(_of(now.done, now.live), "Cumplidos", moved(then.done, now.done)),
        Figure(_of(now.overdue, now.total), "Vencidos", moved(then.overdue, now.overdue)),
        Figure(_of(now.no_report, now.total), "Sin reporte", moved(then.no_report, now.no_report)),
        Figure(_of(now.no_deadline, now.total), "Sin plazo", moved(then.no_deadline, now.no_deadline)),
    )


def _of(number: int, total: int) -> str:
    return f"{number} de {total}"


def _decisions(board: Board) -> Decisions:
    asked = asks(board)
    asking = asked[asked["ask"] != Ask.NOTHING]
    told = board.agreements[["agreement_id", "text", "light", "reason", "reason_days", "days"]].rename(columns={"reason_days": "silent_days"})
    shown = asking.head(DECISIONS_SHOWN).merge(told, on="agreement_id")
    rows = tuple(
        Decision(
            ref=row.ref, text=shorten(row.text, TEXT_SHOWN, placeholder="…"), ask=_asked(row), by=words.by_when(row.by),
            reason=sentences.reason(row, who=False), light=words.light_chip(Light(row.light)),
        )
        for row in records(shown)
    )  # fmt: skip
    total = len(board.agreements)
    fresh = words.dated(last_report(board), board.today)
    note = f"{words.others(len(asking), len(rows), total - len(asking))}. {fresh}." if rows else f"{words.nothing_to_decide(total)} {fresh}."
    return Decisions(f"{words.DECISIONS}: {len(rows)} de {sentences.count(total, 'acuerdo', 'acuerdos')}", rows, note)


def _asked(row: Any) -> str:
    """What is asked and of whom; the day stands beside it, so it is told here only where the sentence is about the deadline."""
    return ask_words(row if row.ask == Ask.UNBLOCK else row._replace(by=pd.NaT))


def _institutions(board: Board, table: pd.DataFrame) -> Institutions:
    present = [standing for standing in Standing if table[standing.value].any()]
    last = board.assignments.groupby("institution_code")["reported_on"].max()
    rows = tuple(
        InstitutionRow(
            Bar(row["institution"], tuple(int(row[standing.value]) for standing in present), int(row["overdue"])),
            "nunca reportó" if pd.isna(last[row["institution_code"]]) else sentences.days_ago((pd.Timestamp(board.today) - last[row["institution_code"]]).days),
        )
        for _, row in table.head(BARS_SHOWN).iterrows()
    )  # fmt: skip
    parts = [
        words.counted(len(board.assignments), len(board.agreements)),
        words.longest_silence(silence(board.assignments, today=board.today)),
        f"faltan {len(table) - len(rows)} instituciones, en la página «{texts.BY_INSTITUTION}»" if len(table) > len(rows) else "",
    ]
    told = "; ".join(part for part in parts if part)
    return Institutions(f"{words.INSTITUTIONS}: asignaciones", tuple(map(words.standing_chip, present)), rows, f"{told}.")


def _deadlines(board: Board, buckets: dict[DeadlineBucket, int], labels: dict[DeadlineBucket, str]) -> Deadlines:
    rows = tuple(Tally(words.bucket_chip(bucket, labels[bucket]), buckets[bucket]) for bucket in BUCKETS)
    closed = buckets[DeadlineBucket.CLOSED]
    told = words.open_and_closed(len(board.agreements) - closed, closed)
    return Deadlines(f"{words.DEADLINES}: acuerdos abiertos", rows, f"{told}; {words.last_deadline(board.agreements['deadline_since'].max())}.")


def _promises(board: Board, promised: pd.DataFrame | None, last: date | None) -> Promises:
    title = words.promised(0 if promised is None else len(promised), last)
    if promised is None or last is None or promised.empty:
        return Promises(title, (), (), "", "")
    counts = tuple(Tally(words.OUTCOME[outcome], number) for outcome, number in outcome_counts(promised).items())
    rows = tuple(
        Promise(
            row.ref, listed(row.institutions.split(", "), size=NAMES_SIZE, room=NAMES_ROOM),
            words.what_became(row), words.OUTCOME[PromiseOutcome(row.outcome)],
        )
        for row in records(promised.head(PROMISES_SHOWN))
    )  # fmt: skip
    theirs = board.agreements[board.agreements["agreement_id"].isin(promised["agreement_id"])]
    note = words.promises_note(last, board.today, theirs["reported_on"].max())
    return Promises(title, counts, rows, words.rows_left(len(promised) - len(rows)), note)
