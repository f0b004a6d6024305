"""What the windows of a projected session share: the frozen cut-off, and the slide in sight.

It lives in the base, so that a reload, another browser window, a closed laptop or a server that starts again find it. It is
no fact of the committee: it leaves no events, and the version of the data does not grow by it.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Update, text, update
from sqlmodel import col

from data_store.database import Reader, Writer
from data_store.lookups import id_of
from data_store.models import Presentation
from data_store.queries import data_version
from follow_up.cut_off import CutOff

LOAD = """
SELECT id, session_id, cut_on, frozen_at, frozen_version, "order", left_out, slide, blank, turn, started_at, ended_at
FROM presentation
"""
# A clock set back leaves later moments before earlier ones; so many events are looked through, since a window asks often.
LAST_MOMENT = text("SELECT MAX(at) FROM (SELECT at FROM event ORDER BY id DESC LIMIT 1000)")
NEXT_TURN = col(Presentation.turn) + 1


@dataclass(frozen=True)
class Showing:
    """A presentation at one moment: what is shown (`cut`, frozen), in which order, without what, and the slide in sight.

    `slide` is the key of a slide, "" for the first; `turn` grows with every change that a window must follow.
    """

    presentation_id: int
    session_id: int
    cut: CutOff
    frozen_version: int
    order: str
    left_out: tuple[str, ...]
    slide: str
    blank: bool
    turn: int
    started_at: datetime
    ended: bool

    @property
    def stands_still(self) -> bool:
        """Whether it shows what was known on a past day: no later record changes that, and there is nothing to refresh."""
        return self.cut.known_at is not None and self.cut.known_at < self.started_at


def start(db: Writer, *, session_id: int, cut: CutOff, order: str, left_out: Collection[str], at: datetime) -> int:
    """Freeze the cut-off and begin at the first slide; returns the presentation's id. One that was running is ended.

    `order` is a `SlideOrder`, `left_out` refs of agreements.
    """
    db.execute(update(Presentation).where(col(Presentation.ended_at).is_(None)).values(ended_at=at, turn=NEXT_TURN))
    presentation = Presentation(
        session_id=session_id, cut_on=cut.on, frozen_at=cut.known_at or everything_by(db.connection(), at), frozen_version=data_version(db.connection()),
        order=order, left_out=json.dumps(sorted(left_out)), started_at=at,
    )  # fmt: skip
    db.add(presentation)
    db.flush()
    return id_of(presentation)


def everything_by(db: Reader, at: datetime) -> datetime:
    """The moment that freezes all that is recorded: `at`, or the latest among the last events when the clock was set back since."""
    last = db.execute(LAST_MOMENT).scalar()
    return at if last is None else max(at, _moment(last))


def load(db: Reader, presentation_id: int) -> Showing | None:
    """A presentation, also one that has ended; None when there is none of that number."""
    return _showing(db.execute(text(f"{LOAD} WHERE id = :id"), {"id": presentation_id}).first())


def current(db: Reader) -> Showing | None:
    """The presentation that is running, if one is."""
    return _showing(db.execute(text(f"{LOAD} WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1")).first())


def _showing(row: Any) -> Showing | None:
    if row is None:
        return None
    return Showing(
        presentation_id=row.id,
        session_id=row.session_id,
        cut=CutOff(date.fromisoformat(row.cut_on), _moment(row.frozen_at)),
        frozen_version=row.frozen_version,
        order=row.order,
        left_out=tuple(json.loads(row.left_out)),
        slide=row.slide,
        blank=bool(row.blank),
        turn=row.turn,
        started_at=_moment(row.started_at),
        ended=row.ended_at is not None,
    )


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def go(db: Writer, *, presentation_id: int, turn: int, slide: str) -> None:
    """Bring a slide in sight, also out of the blank.

    `turn`, here and below, is the one at which the hand moved. When it is over, another hand was first, or the same press
    has come twice: nothing changes, so two hands at once do not skip a slide.
    """
    _turn(db, presentation_id, turn, slide=slide, blank=False)


def cover(db: Writer, *, presentation_id: int, turn: int) -> None:
    """Nothing in sight until it is uncovered, or another slide is gone to."""
    _turn(db, presentation_id, turn, blank=True)


def uncover(db: Writer, *, presentation_id: int, turn: int) -> None:
    """The slide is in sight again."""
    _turn(db, presentation_id, turn, blank=False)


def refresh(db: Writer, *, presentation_id: int, turn: int, at: datetime) -> None:
    """Freeze anew, with everything recorded by now; what was known on a past day stays as it was known."""
    connection = db.connection()
    showing = load(connection, presentation_id)
    if showing is not None and not showing.stands_still:
        _turn(db, presentation_id, turn, frozen_at=everything_by(connection, at), frozen_version=data_version(connection))


def end(db: Writer, *, presentation_id: int, at: datetime) -> None:
    """It is over: its windows say so."""
    db.execute(_of(presentation_id).values(ended_at=at, turn=NEXT_TURN))


def _turn(db: Writer, presentation_id: int, turn: int, **values: object) -> None:
    """One statement that changes the presentation and tells its windows, or does nothing."""
    db.execute(_of(presentation_id).where(col(Presentation.turn) == turn).values(turn=NEXT_TURN, **values))


def _of(presentation_id: int) -> Update:
    return update(Presentation).where(col(Presentation.id) == presentation_id)
