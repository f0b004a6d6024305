"""Since when: the board that a page compares its own with, by default that of the last session before the cut-off."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from follow_up.board import Board
from follow_up.cut_off import CutOff
from follow_up.movements import (
    Departures,
    KeyFigures,
    departures,
    key_figures,
    last_session_before,
    movement_counts,
    movements,
)
from follow_up.rows import records
from follow_up.selection import Selection, select
from follow_up.vocabulary import Movement
from ui.clock import end_of
from ui.escaping import markdown_safe
from ui.frame import PageContext, board_at
from ui.sentences import day

SINCE = "desde"  # in the address, as AAAA-MM-DD
ONE_DAY = timedelta(days=1)
SESSIONS_SHOWN = 4


@dataclass(frozen=True)
class Since:
    """The earlier day, and the title of the session held on it, empty for any other day."""

    on: date
    session: str = ""


@dataclass(frozen=True)
class Changes:
    """What happened between two dates to the agreements that the filters keep: `rows` and `counts` as in `follow_up.movements`,

    `left` for what the movements do not tell, `before` and `after` the key figures of the two days.
    """

    rows: pd.DataFrame
    counts: dict[Movement, int]
    left: Departures
    before: KeyFigures
    after: KeyFigures


def changes_since(context: PageContext, on: date, selection: Selection) -> Changes:
    """What changed from a day up to the cut-off, among what `selection` keeps on each of the two boards."""
    before, after = select(board_since(context, on), selection), select(context.board, selection)
    rows = movements(before, after)
    figures = key_figures(before.agreements), key_figures(after.agreements)
    return Changes(rows, movement_counts(rows), departures(before, after), *figures)


def last_session(context: PageContext) -> Since | None:
    """The last session held before the cut-off; None when there was none."""
    held_on = last_session_before(context.board.own_sessions, context.cut.on)
    return None if held_on is None else since_day(context.board, held_on)


def board_since(context: PageContext, on: date) -> Board:
    """The board of the earlier day: as it was known that day where the page shows its own that way."""
    return board_at(context, CutOff(on, None if context.cut.known_at is None else end_of(on)))


def _since_field(context: PageContext) -> date | None:
    """The field of the earlier day, and the past sessions one click away; None while it is left empty."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.date_input(
            "Desde", value=None, max_value=context.today, format="DD/MM/YYYY", key=SINCE, bind="query-params", width=220,
            help="Vacío: desde la última sesión anterior al corte. El otro extremo es el corte, que se elige en el menú.",
        )  # fmt: skip
        held = context.board.own_sessions
        held = held[held["held_on"] < pd.Timestamp(context.cut.on)].sort_values("held_on", ascending=False)
        for row in records(held.head(SESSIONS_SHOWN)):
            st.button(
                day(row.held_on), key=f"since-{row.session_id}", type="tertiary", icon=":material/event:",
                on_click=_compare_with, args=(row.held_on.date(),), help=f"Comparar con el día de: {markdown_safe(row.title)}",
            )  # fmt: skip
    return chosen


def _compare_with(on: date) -> None:
    st.session_state[SINCE] = on


def start_of(context: PageContext) -> Since:
    """The day that the cut-off is compared with, as the field asks, and what must be said about it.

    Asked for nothing, or for no day before the cut-off, the last session; without any, the day before the first.
    """
    asked = st.query_params.get(SINCE)  # read before the field is drawn, which drops what is no day
    chosen = _since_field(context)
    if chosen is not None and chosen < context.cut.on:
        return since_day(context.board, chosen)
    if chosen is not None or asked:
        _warn_of_wrong_day(day(chosen) if chosen else str(asked), context.cut.on)
    last = last_session(context)
    if last is not None:
        return last
    eve = min([*(moment.date() for moment in context.board.sessions["held_on"]), context.cut.on]) - ONE_DAY
    st.markdown(f":material/info: No hubo una sesión antes del {day(context.cut.on)}: se compara con el {day(eve)}, cuando aún no había acuerdos.")
    return Since(eve)


def since_day(board: Board, on: date) -> Since:
    """A day, with the session of the board that was held on it."""
    held = board.own_sessions
    titles = list(held.loc[held["held_on"] == pd.Timestamp(on), "title"])
    return Since(on, titles[0] if titles else "")


def _warn_of_wrong_day(asked: str, until: date) -> None:
    """Say that a day was asked for that cannot be compared with; Streamlit drops one that is none without a word."""
    st.warning(
        f"No se puede comparar desde «{markdown_safe(asked)}»: debe ser un día anterior al corte. Se compara con la última sesión. "
        f"En la dirección se escribe como AAAA-MM-DD, por ejemplo desde={(until - ONE_DAY).isoformat()}.",
        icon=":material/event_busy:",
    )
