"""The frame of every page: the store, the board of the day, and the watch for newer data.

What is kept between runs is keyed by the address of the base and the version of its
data; frames are shared by all visitors and never changed.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from types import FunctionType
from typing import TypeVar

import pandas as pd
import streamlit as st

from data_store.committees import load_committees
from data_store.database import Reader, Store, StoreFault, database_url, open_store, reading
from data_store.queries import data_version, load_history, load_rows, load_windows
from follow_up.board import Board, Rows, build_board
from follow_up.committees import Scope, committee_of_ref, rows_of, scopes
from follow_up.cut_off import CutOff
from follow_up.selection import Selection, select
from ui import texts
from ui.clock import end_of, today
from ui.committee_texts import scope_label, short_names

WATCH_SECONDS = 2
COMMITTEE = "comite"  # in the address: the committee that is looked at, alone or with those below it, where there are several
CUT, KNOWN = "corte", "conocido"  # in the address: the day that is shown, and whether only what was recorded by then counts
Value = TypeVar("Value")


@dataclass(frozen=True)
class PageContext:
    """What a page reads from: the store, today in Lima, the version of the data, the cut-off and the board at it.

    `today` is for what is recorded; what is shown is dated by `cut` and is of `scope`, one or more of `committees` (all there are,
    as `Rows.committees`).
    """

    store: Store
    url: str
    today: date
    version: int
    cut: CutOff
    board: Board
    scope: Scope = field(default_factory=Scope)
    committees: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def is_past(self) -> bool:
        """Whether another state than that of now is shown; then nothing is recorded from it."""
        return self.cut != CutOff(self.today)


def _key(context: PageContext) -> str:
    """What tells one state of one base from all others; figures are kept by it."""
    return f"{context.url} {context.version} {context.today} {context.cut} {context.scope}"


def _name(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


KEYS = {PageContext: _key, FunctionType: _name}


def is_demo() -> bool:
    """Whether this server shows the demonstration set."""
    return os.environ.get("TABLERO_DEMO") == "1"


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url)


def store() -> Store:
    """The one store of this server."""
    return _store(database_url())


def open_page() -> PageContext:
    """Everything a page starts from, at the cut-off and of the committee that are asked for. Ends the run with a sentence when the

    store cannot be read.
    """
    labels = scope_labels()
    return open_at(chosen_cut(today()), labels.get(st.session_state.get(COMMITTEE, "")))


def chosen_cut(day: date) -> CutOff:
    """The cut-off that the visitor asks for; today, by everything known, unless another is. Of today all is known."""
    on = st.session_state.get(CUT) or day
    return CutOff(on, end_of(on) if st.session_state.get(KNOWN) and on < day else None)


def open_at(cut: CutOff, scope: Scope | None = None) -> PageContext:
    """The same at a cut-off that is given; without a scope, of the first committee."""
    url, here = database_url(), store()
    version = read_or_stop(here, data_version)
    known = _committees(here, url, version)
    scope = scope or _first(known)
    return PageContext(here, url, today(), version, cut, _board(here, url, version, cut, scope), scope, known)


def board_at(context: PageContext, cut: CutOff) -> Board:
    """The board at another cut-off than that of the page, kept in the same way."""
    return _board(context.store, context.url, context.version, cut, context.scope)


def of_committee(context: PageContext, committee_id: int) -> PageContext:
    """The same page for one committee, whatever is looked at elsewhere: a session, an agreement, a file are of one."""
    scope = scope_of(committee_id)
    return context if scope == context.scope else open_at(context.cut, scope)


def of_agreement(context: PageContext, ref: str) -> PageContext:
    """The same page for the committee whose agreement it is."""
    return of_committee(context, committee_of_ref(context.committees, ref)) if len(context.committees) > 1 else context


def scope_of(committee_id: int) -> Scope:
    """One committee alone."""
    here = store()
    known = _committees(here, database_url(), read_or_stop(here, data_version))
    return Scope((committee_id,)) if len(known) > 1 else Scope()


def in_scope(context: PageContext, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the rows (with committee_id) that are of the committees that are looked at."""
    wanted = context.scope.committees
    return rows[rows["committee_id"].isin(wanted)] if wanted else rows


def asked_scope() -> Scope:
    """The committees that the address asks for, on a page without a menu; else the first."""
    here = store()
    known = _committees(here, database_url(), read_or_stop(here, data_version))
    return scope_labels().get(st.query_params.get(COMMITTEE, ""), _first(known))


def scope_labels() -> dict[str, Scope]:
    """What can be looked at, by the words of the field and the address; one while there is one committee."""
    here = store()
    known = _committees(here, database_url(), read_or_stop(here, data_version))
    names = short_names(known)
    return {scope_label(scope, names): scope for scope in scopes(known)} if len(known) > 1 else {}


def _first(known: pd.DataFrame) -> Scope:
    """The committee that is looked at before another is chosen: the highest."""
    return scopes(known)[0] if len(known) > 1 else Scope()


@st.cache_resource(max_entries=4, show_spinner=False)
def _committees(_here: Store, url: str, version: int) -> pd.DataFrame:  # noqa: ARG001
    return read_or_stop(_here, load_committees)


def read_or_stop(here: Store, query: Callable[[Reader], Value]) -> Value:
    """The answer of a query; when the store fails, its sentence on screen and the end of this run."""
    try:
        with reading(here) as db:
            return query(db)
    except StoreFault as error:
        st.error(texts.FAULT[error.fault], icon=":material/error:")
        st.stop()


# cache_resource and not cache_data: at 100,000 agreements the copy of each read would cost more than the whole page.
@st.cache_resource(max_entries=8, show_spinner=False)
def _board(_here: Store, url: str, version: int, cut: CutOff, scope: Scope) -> Board:  # noqa: ARG001  # url and version are the key
    rows = read_or_stop(_here, lambda db: load_rows(db, at=cut.on, known_at=cut.known_at))
    if scope.committees:
        rows = rows_of(rows, scope.committees)
    return build_board(rows, today=cut.on, windows=read_or_stop(_here, load_windows))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def kept(context: PageContext, make: Callable[..., Value], *arguments: object) -> Value:
    """`make(context, *arguments)`, made once per version of the data. `make` is known by its name, so it has its own."""
    return make(context, *arguments)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=KEYS)
def figures(context: PageContext, make: Callable[[Board, Selection], Value], selection: Selection) -> Value:
    """The result of a pure function of the board and a selection, made once per version of the data."""
    return make(context.board, selection)


def selected(context: PageContext, selection: Selection) -> Board:
    """The board with the rows that the filters keep."""
    return figures(context, select, selection)


@st.fragment(run_every=WATCH_SECONDS)
def watch(shown_version: int, shown_day: date) -> None:
    """Draw the page again when somebody has written since it was drawn, or another day has come."""
    if (read_or_stop(store(), data_version), today()) != (shown_version, shown_day):
        st.rerun()


def last_report(board: Board) -> pd.Timestamp | None:
    """The day of the newest report of all."""
    newest = board.assignments["reported_on"].max()
    return None if pd.isna(newest) else newest


def history(context: PageContext, board: Board) -> tuple[Rows, pd.DataFrame]:
    """What a trend folds: the rows of the store, only the agreements that `board` keeps, and the log of all reports."""
    rows, log = _history(context)
    kept = rows.agreements["agreement_id"].isin(board.agreements["agreement_id"])
    return replace(rows, agreements=rows.agreements[kept]), log[log["reported_on"] <= pd.Timestamp(context.cut.on)]


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=KEYS)
def _history(context: PageContext) -> tuple[Rows, pd.DataFrame]:
    return read_or_stop(context.store, lambda db: load_history(db, at=context.cut.on, known_at=context.cut.known_at))
