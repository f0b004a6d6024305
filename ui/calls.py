"""The list of whom to ring, composed from the board and the contacts; and the same as the rows of its workbook."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_store.contacts import load_contacts, load_escalation
from data_store.known import log_head
from follow_up.escalation import call_list, debts_of, duties, ladders, step_counts, turn_counts
from follow_up.rows import records
from follow_up.selection import Selection
from follow_up.vocabulary import CallTurn, Debt, EscalationStep
from reports.calls_sheet import CallRow, CallsSheet, Owed
from tracker.writing.calls_book import CallLine, CallsBook
from ui import calls_texts as words
from ui import texts
from ui.committee_texts import heading
from ui.cut_control import head_line
from ui.export_words import EVERYTHING, filters_in_words
from ui.filters import FOLLOW_UP, LABELS
from ui.frame import PageContext, is_demo, read_or_stop
from ui.history_texts import chain_head


@dataclass(frozen=True)
class CallsView:
    """The list, and what its forms are drawn from. `calls`: `escalation.call_list`; `found`: `escalation.duties`, both of what is kept."""

    sheet: CallsSheet
    calls: pd.DataFrame
    found: pd.DataFrame


def calls_view(context: PageContext, themes: tuple[str, ...], bodies: tuple[str, ...]) -> CallsView:
    """The list at the cut-off of the page for the agreements of some themes (codes) and follow-up bodies (acronyms); empty: all.

    Where asking an institution stands follows from all that it was asked and reported, whatever is kept.
    """
    board, cut = context.board, context.cut
    rule = read_or_stop(context.store, load_escalation)
    contacts = read_or_stop(context.store, lambda db: load_contacts(db, at=cut.on, known_at=cut.known_at))
    found = duties(board, rule)
    found = found[(found["theme_code"].isin(themes) | (not themes)) & (found["follow_up"].isin(bodies) | (not bodies))]
    calls = call_list(found, ladders(board, contacts, rule), today=cut.on)
    turns = turn_counts(calls)
    sheet = CallsSheet(
        title=texts.CALLS,
        committee=heading(board) or texts.APP,
        demo=texts.DEMO if is_demo() else "",
        cut=head_line(context),
        filters=_filters(context, themes, bodies),
        registry=chain_head(*read_or_stop(context.store, log_head)),
        answer=words.answer(turns, step_counts(calls)),
        sums=words.sums(turns),
        today=_rows(calls, found, CallTurn.TODAY, context),
        waiting=_rows(calls, found, CallTurn.WAITING, context),
        rest=_rest(calls),
        rule=words.rule(rule, board.windows),
    )
    return CallsView(sheet, calls, found)


def _filters(context: PageContext, themes: tuple[str, ...], bodies: tuple[str, ...]) -> str:
    told = filters_in_words(Selection(themes=themes), context.board)
    if not bodies:
        return told
    followed = f"{LABELS[FOLLOW_UP]}: {', '.join(bodies)}"
    return f"Filtros: {followed}" if told == EVERYTHING else f"{told} · {followed}"


def of_turn(calls: pd.DataFrame, turn: CallTurn) -> pd.DataFrame:
    """The institutions of one turn, in their order."""
    return calls[calls["turn"] == turn]


def _rows(calls: pd.DataFrame, found: pd.DataFrame, turn: CallTurn, context: PageContext) -> tuple[CallRow, ...]:
    return tuple(_row(row, found, context) for row in records(of_turn(calls, turn)))


def _row(row: Any, found: pd.DataFrame, context: PageContext) -> CallRow:
    return CallRow(
        institution=row.institution,
        name=row.institution_name,
        post=words.post(row.institution),
        worst=words.debt_chip(Debt(row.debt), row.late),
        late=int(row.late),
        owed=tuple(Owed(debt.ref, words.owed(debt)) for debt in debts_of(found, row.institution_id)),
        last_report=words.last_report(None if pd.isna(row.reported_on) else row.reported_on, context.cut.on),
        last_contact=words.last_contact(row),
        step=words.step_chip(EscalationStep(row.step)),
        wait=words.wait(row) if row.turn == CallTurn.WAITING else "",
    )


def _rest(calls: pd.DataFrame) -> tuple[str, ...]:
    """Who is not rung and why."""
    told = {CallTurn.OWN: words.own, CallTurn.NOTHING: words.nothing}
    named = {turn: sorted(of_turn(calls, turn)["institution"]) for turn in told}
    return tuple(say(named[turn]) for turn, say in told.items() if named[turn])


def calls_book(context: PageContext, sheet: CallsSheet) -> CallsBook:
    """The list as a workbook."""
    lines = (sheet.title.upper(), sheet.committee, f"{sheet.cut} · {sheet.filters} · {sheet.registry}", sheet.answer, *((sheet.demo,) if sheet.demo else ()))
    rows = [*((words.TODAY, row) for row in sheet.today), *((words.WAITING, row) for row in sheet.waiting)]
    return CallsBook(
        sheet.title, context.cut.on, lines, tuple(_line(number, turn, row) for number, (turn, row) in enumerate(rows, 1)),
        nothing=sheet.answer, notes=(sheet.sums, *sheet.rest, *sheet.rule),
    )  # fmt: skip


def _line(number: int, turn: str, row: CallRow) -> CallLine:
    return CallLine(
        number=number, turn=turn, institution=f"{row.institution}\n{row.name}", post=row.post,
        owed="\n".join(f"{one.ref}: {one.what}" for one in row.owed), late=row.late or None, last_report=row.last_report,
        last_contact=row.last_contact, step=f"{row.step.shape}. {row.step.words}" + (f"\n{row.wait}" if row.wait else ""), answer="",
    )  # fmt: skip
