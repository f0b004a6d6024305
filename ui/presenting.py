"""A presentation as its windows show it: the frozen deck, the slide in sight, and the moves, each a key and a button.

Where the windows are is kept in the base (`data_store.presenting`), so that they follow each other. An address with a day
and a slide, and without a presentation, shows a deck of its own that only this window turns.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data_store import presenting
from data_store.database import Store, StoreFault, Writer, database_url, reading, writing
from data_store.decisions import load_decisions, load_session_book
from data_store.presenting import Showing
from data_store.queries import data_version
from follow_up.agenda import SlideOrder
from follow_up.board import Board
from follow_up.cut_off import CutOff
from follow_up.movements import last_session_before
from follow_up.rows import records
from follow_up.vocabulary import SessionState
from reports.slides import AgreementSlide, Deck
from ui import sentences, texts
from ui.clock import end_of, now, today
from ui.deck import make_deck
from ui.deck_texts import DEMO
from ui.frame import CUT, KNOWN, asked_scope, board_at, is_demo, open_at, read_or_stop, scope_of, store

PRESENTATION, SLIDE, ROOM = "presentacion", "lamina", "sala"  # in the address
SESSION_PAGE, PROJECTOR_PAGE, OPERATOR_PAGE = (f"../pages/{name}.py" for name in ("session", "projector", "operator"))
TICK_SECONDS = 0.5  # how often a window looks whether another has turned the slide
UNSTORED = 0  # the number of a deck that is in no base, only in an address
LONGEST_NUMBER = 9  # digits; the base could not look for one that is much longer
LOOSE = "loose_deck"
FAULT = "presenting_fault"


@dataclass(frozen=True)
class Scene:
    """What a window shows at one moment. `version` is that of the data now."""

    showing: Showing
    deck: Deck
    version: int

    @property
    def place(self) -> int:
        """Where the slide in sight is, from 0. When its key went with a refresh, the first of its kind."""
        return self.deck.place(self.showing.slide if self._has(self.showing.slide) else self._first_of_kind)

    @property
    def has_gone(self) -> bool:
        """Whether what was in sight is no longer in the deck: its agreement was undone, or needs no place any more."""
        return self.showing.slide != "" and not self._has(self.showing.slide) and not self._has(self._first_of_kind)

    @property
    def _first_of_kind(self) -> str:
        return f"{self.showing.slide.rpartition('-')[0]}-1"

    def _has(self, key: str) -> bool:
        return any(slide.key == key for slide in self.deck.slides)

    @property
    def ref(self) -> str:
        """The agreement in sight; empty on the other slides."""
        slide = self.deck.slides[self.place]
        return slide.ref if isinstance(slide, AgreementSlide) else ""

    @property
    def newer(self) -> bool:
        """Whether something was recorded since the data were frozen."""
        return not self.showing.stands_still and self.version > self.showing.frozen_version


def scene(presentation_id: int) -> Scene | None:
    """What the windows of a presentation show; None when there is none of that number."""
    here = store()
    showing, version = read_or_stop(here, lambda db: (presenting.load(db, presentation_id), data_version(db)))
    return None if showing is None else Scene(showing, deck_of(showing, version), version)


def state(presentation_id: int) -> tuple[int, int, str]:
    """What tells a window whether it must be drawn again: the turn, the version of the data, the minute."""
    showing, version = read_or_stop(store(), lambda db: (presenting.load(db, presentation_id), data_version(db)))
    return -1 if showing is None else showing.turn, version, clock()


def is_readable() -> bool:
    """Whether the base answers."""
    try:
        with reading(store()) as db:
            data_version(db)
    except StoreFault:
        return False
    return True


def running() -> Showing | None:
    """The presentation that is going on, if one is."""
    return read_or_stop(store(), presenting.current)


def sessions(version: int) -> pd.DataFrame:
    """The book of sessions."""
    return _sessions(store(), database_url(), version)


def session_row(session_id: int, version: int) -> Any:
    """One session of the book."""
    return next(row for row in records(sessions(version)) if row.session_id == session_id)


@st.cache_resource(max_entries=4, show_spinner=False)
def _sessions(_here: Store, url: str, version: int) -> pd.DataFrame:  # noqa: ARG001  # url and version are the key
    return read_or_stop(_here, load_session_book)


def decisions(session_id: int, version: int) -> pd.DataFrame:
    """The decisions of a session, oldest first."""
    return _decisions(store(), database_url(), version, session_id)


@st.cache_resource(max_entries=4, show_spinner=False)
def _decisions(_here: Store, url: str, version: int, session_id: int) -> pd.DataFrame:  # noqa: ARG001
    return read_or_stop(_here, lambda db: load_decisions(db, session_id=session_id))


def deck_of(showing: Showing, version: int) -> Deck:
    """The slides: the figures as they were frozen, the decisions as they are now."""
    taken = decisions(showing.session_id, version)
    row = session_row(showing.session_id, version)
    # Not by the version of the data: what is frozen does not change when somebody saves, and nothing is made again for it.
    of_data = (database_url(), showing.cut, version if showing.cut.known_at is None else 0, int(row.committee_id))
    chosen = (showing.session_id, row.title, row.held_on, showing.order, showing.left_out)
    minutes = tuple(zip(taken["decision_id"].tolist(), taken["undone"].tolist(), strict=True))
    return _deck(showing, row, taken, of_data, chosen, minutes)


@st.cache_resource(max_entries=8, show_spinner=False)
def _boards(_showing: Showing, of_data: tuple) -> tuple[Board, Board | None]:
    """The board at the cut-off, and that of the last session before it."""
    context = open_at(_showing.cut, scope_of(of_data[-1]))
    since = last_session_before(context.board.own_sessions, _showing.cut.on)
    return context.board, None if since is None else board_at(context, CutOff(since, _showing.cut.known_at))


@st.cache_resource(max_entries=8, show_spinner=False)
def _deck(_showing: Showing, _session: Any, _taken: pd.DataFrame, of_data: tuple, chosen: tuple, minutes: tuple) -> Deck:  # noqa: ARG001
    board, before = _boards(_showing, of_data)
    return make_deck(
        board, before, session=_session, order=SlideOrder(_showing.order), left_out=_showing.left_out, decisions=_taken,
        cut_line=cut_line(_showing), filters=left_out_line(_showing.left_out), demo=DEMO if is_demo() else "",
    )  # fmt: skip


def cut_line(showing: Showing) -> str:
    """The cut-off of a deck, and of which moment the data are."""
    line = f"{texts.CUT} al {sentences.day(showing.cut.on)}"
    if showing.cut.known_at is None:
        return line
    if showing.stands_still:
        return f"{line}, como se conocía ese día"
    on, hour = sentences.moment(showing.cut.known_at).split()
    return f"{line}, datos de las {hour}" if on == sentences.day(showing.cut.on) else f"{line}, datos del {on} {hour}"


def left_out_line(left_out: Collection[str]) -> str:
    """How many agreements somebody chose not to show; nothing when all are."""
    number = len(left_out)
    return f"sin {sentences.count(number, 'acuerdo que se dejó fuera', 'acuerdos que se dejaron fuera')}" if number else ""


def clock() -> str:
    """The hour in Lima."""
    return sentences.moment(now()).split()[1]


def proposed_session(book: pd.DataFrame, cut: date) -> int | None:
    """The session that is presented unless another is chosen: the open one, else the next, else the last."""
    for found in (
        book[book["state"] == SessionState.OPEN],
        book[(book["state"] == SessionState.PLANNED) & (book["held_on"] >= pd.Timestamp(cut))],
        book[book["held_on"] <= pd.Timestamp(cut)].iloc[::-1],
    ):
        if not found.empty:
            return int(found["session_id"].iloc[0])
    return None


def loose_scene() -> Scene | None:
    """The deck of an address without a presentation: the last session at its day, at its slide. None without any session."""
    here = store()
    version, moment = read_or_stop(here, lambda db: (data_version(db), presenting.everything_by(db, now())))
    on = asked_day()
    held = sessions(version)
    scope = asked_scope()
    held = held[held["committee_id"] == scope.head] if scope.head else held
    held = held[held["held_on"] <= pd.Timestamp(on)]
    if held.empty:
        return None
    kept = st.session_state.setdefault(LOOSE, {})
    started = kept.setdefault(f"{on}", (moment, version))
    known_at = end_of(on) if st.query_params.get(KNOWN) == "true" and on < today() else started[0]
    showing = Showing(
        presentation_id=UNSTORED, session_id=int(held["session_id"].iloc[-1]), cut=CutOff(on, known_at), frozen_version=started[1],
        order=SlideOrder.RULE, left_out=(), slide="", blank=kept.get("blank", False), turn=kept.get("turn", 0), started_at=started[0], ended=False,
    )  # fmt: skip
    deck = deck_of(showing, version)
    return Scene(Showing(**{**vars(showing), "slide": _asked_slide(deck)}), deck, version)


def asked_day() -> date:
    """The day of the address; today when it has none that can be shown."""
    try:
        return min(date.fromisoformat(st.query_params.get(CUT, "")), today())
    except ValueError:
        return today()


def _asked_slide(deck: Deck) -> str:
    """The slide of the address: by its key, or by its number from 1."""
    asked = st.query_params.get(SLIDE, "")
    number = number_of(asked)
    return asked if number is None else deck.slides[min(max(number, 1), len(deck.slides)) - 1].key


def number_of(asked: str) -> int | None:
    """A number of the address; None for what is none, or longer than any that we gave."""
    return int(asked) if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None


def go(showing: Showing, slide: str) -> None:
    """Bring a slide in sight in all windows. `showing`, here and below: what was shown to the hand that moves."""
    if _is_loose(showing):
        _turn_loose(showing, blank=False, slide=slide)
    else:
        _write(lambda db: presenting.go(db, **_at(showing), slide=slide))


def cover(showing: Showing) -> None:
    """A blank screen in all windows."""
    if _is_loose(showing):
        _turn_loose(showing, blank=True)
    else:
        _write(lambda db: presenting.cover(db, **_at(showing)))


def uncover(showing: Showing) -> None:
    """The slide again."""
    if _is_loose(showing):
        _turn_loose(showing, blank=False)
    else:
        _write(lambda db: presenting.uncover(db, **_at(showing)))


def refresh(before: Scene) -> None:
    """Freeze the data anew, as they are now. Where the slide in sight goes with that, the one that takes its place is shown."""
    showing = before.showing
    if _is_loose(showing):
        st.session_state[LOOSE] = {"turn": showing.turn + 1}
        return
    _write(lambda db: presenting.refresh(db, **_at(showing), at=now()))
    after = None if fault() else scene(showing.presentation_id)
    if after is not None and after.has_gone:
        slides = after.deck.slides
        go(after.showing, slides[min(before.place, len(slides) - 1)].key)


def _is_loose(showing: Showing) -> bool:
    return showing.presentation_id == UNSTORED


def _at(showing: Showing) -> dict[str, int]:
    return {"presentation_id": showing.presentation_id, "turn": showing.turn}


def end(presentation_id: int) -> None:
    """It is over, in all windows."""
    _write(lambda db: presenting.end(db, presentation_id=presentation_id, at=now()))


def start(session_id: int, *, cut: CutOff, order: SlideOrder, left_out: Collection[str]) -> int | None:
    """Begin; the number of the presentation, or None when the store failed (`fault` then says why)."""
    return _write(lambda db: presenting.start(db, session_id=session_id, cut=cut, order=order, left_out=left_out, at=now()))


def _turn_loose(showing: Showing, *, blank: bool, slide: str = "") -> None:
    kept = st.session_state.setdefault(LOOSE, {})
    if kept.get("turn", 0) != showing.turn:
        return  # the same press again
    kept.update(blank=blank, turn=showing.turn + 1)
    if slide:
        st.query_params[SLIDE] = slide


def _write(act: Callable[[Writer], Any]) -> Any:
    """Do it in one transaction. A fault is told in this window, and nowhere else: the slide stays where it was."""
    st.session_state.pop(FAULT, None)
    try:
        with writing(store()) as db:
            return act(db)
    except StoreFault as error:
        st.session_state[FAULT] = texts.FAULT[error.fault]
        return None


def fault() -> str:
    """Why the last move failed, for who operates; empty when it did not."""
    return st.session_state.get(FAULT, "")
