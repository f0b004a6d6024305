"""The catalogue of themes and the theme of a problem: read, written, retired; a theme that was ever used is never taken back.

Each act of a person is done in a batch (`changing.change`). `by` is a post; `at` is UTC; `seen` is the version of the data
that the form was drawn from.
"""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import text
from sqlmodel import col, select

from data_store.database import Reader, Writer
from data_store.event_log import FieldChange
from data_store.lookups import existing, id_of
from data_store.models import Problem, Theme
from data_store.naming import code_of
from data_store.queries import frame
from data_store.recording import create, log, refuse, require_unchanged
from follow_up.acts import Refusal, check_theme
from follow_up.spelling import clean_text, fold

THEMES = """
SELECT t.id AS theme_id, t.code, t.label, t.position, t.action_line, t.colour, t.retired_on,
       (SELECT COUNT(*) FROM problem p WHERE p.theme_id = t.id AND p.withdrawn_in IS NULL) AS problems,
       (SELECT COUNT(*) FROM agreement a JOIN problem p ON p.id = a.problem_id
        WHERE p.theme_id = t.id AND a.withdrawn_in IS NULL AND p.withdrawn_in IS NULL) AS agreements
FROM theme t WHERE t.withdrawn_in IS NULL ORDER BY t.retired_on IS NOT NULL, t.position, t.id
"""

# Each label that a theme ever had, and whose it was.
LABELS = """
SELECT entity_id, after FROM event WHERE entity = 'theme' AND field IN ('created', 'label') AND after IS NOT NULL
UNION SELECT id, label FROM theme
"""

EVER_USED = """
SELECT EXISTS (SELECT 1 FROM problem WHERE theme_id = :theme) OR EXISTS (
    SELECT 1 FROM event e WHERE e.entity = 'problem' AND e.field = 'theme' AND (e.before IN (
        SELECT l.after FROM event l WHERE l.entity = 'theme' AND l.field IN ('created', 'label') AND l.entity_id = :theme)
    OR e.after IN (
        SELECT l.after FROM event l WHERE l.entity = 'theme' AND l.field IN ('created', 'label') AND l.entity_id = :theme)))
"""


@dataclass(frozen=True)
class ThemeDraft:
    """A theme as typed: `action_line` of the plan ("OE4·11") may be empty; `colour` is "#RRGGBB" or missing."""

    label: str
    action_line: str = ""
    colour: str | None = None


def load_themes(db: Reader) -> pd.DataFrame:
    """The themes, those in force first, in their order: theme_id, code, label, position, action_line, colour, retired_on, problems,
    agreements (how many have it today).
    """
    return frame(db, THEMES, days=["retired_on"])


def was_used(db: Reader | Writer, theme_id: int) -> bool:
    """Whether any problem ever had the theme, by what is stored and what the log tells."""
    return bool(db.execute(text(EVER_USED), {"theme": theme_id}).scalar())


def add_theme(db: Writer, *, draft: ThemeDraft, by: str, at: datetime, batch_id: int) -> int:
    """A theme at the end of the list; returns its id. One that was taken back under that label comes back with the draft."""
    refuse(check_theme(draft.label, draft.colour), by=by)
    owner = _owner(db, draft.label)
    if owner is not None and owner.withdrawn_in is not None:
        back = [FieldChange("withdrawn", str(owner.withdrawn_in), None), *_put(owner, draft)]
        if owner.retired_on is not None:
            back.append(FieldChange("retired_on", _iso(owner.retired_on), None))
        owner.withdrawn_in = owner.retired_on = None
        log(db, owner, *back, by=by, at=at, batch_id=batch_id)
        return id_of(owner)
    refuse([Refusal.THEME_REPEATED] if owner is not None else [], by=by)
    codes = set(db.exec(select(Theme.code)).all())
    last = db.execute(text("SELECT COALESCE(MAX(position), 0) FROM theme")).scalar_one()
    theme = Theme(
        code=code_of(draft.label, taken=lambda code: code.lower() in codes).lower(), label=_one_line(draft.label), position=last + 1,
        action_line=clean_text(draft.action_line) or None, colour=draft.colour,
    )  # fmt: skip
    return create(db, theme, told=theme.label, by=by, at=at, batch_id=batch_id)


def edit_theme(db: Writer, *, theme_id: int, draft: ThemeDraft, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """Another label, line of action or colour. A label that another theme ever had is refused: files and the log mean that one."""
    theme = existing(db, Theme, theme_id)
    require_unchanged(db, theme, seen=seen)
    refuse(check_theme(draft.label, draft.colour), by=by)
    owner = _owner(db, draft.label)
    refuse([Refusal.THEME_REPEATED] if owner is not None and owner.id != theme_id else [], by=by)
    changes = _put(theme, draft)
    refuse([] if changes else [Refusal.NOTHING_CHANGED], by=by)
    log(db, theme, *changes, by=by, at=at, batch_id=batch_id)


def _one_line(label: str) -> str:
    return " ".join(clean_text(label).split())


def _owner(db: Writer, label: str) -> Theme | None:
    """The theme that has the label or ever had it, whether it stands or not."""
    wanted = fold(label)
    found = next((row[0] for row in db.execute(text(LABELS)) if fold(row[1]) == wanted), None)
    return db.get(Theme, found) if found is not None else None


def _put(theme: Theme, draft: ThemeDraft) -> list[FieldChange]:
    """The values of the draft into the theme; what changed."""
    wanted = {"label": _one_line(draft.label), "action_line": clean_text(draft.action_line) or None, "colour": draft.colour}
    changes = [FieldChange(name, getattr(theme, name), value) for name, value in wanted.items() if getattr(theme, name) != value]
    for change in changes:
        setattr(theme, change.field, change.after)
    return changes


def move_theme(db: Writer, *, theme_id: int, places: int, by: str, at: datetime, batch_id: int) -> None:
    """A theme in use goes that many places down the list, up when negative; themes that pass it are numbered anew."""
    live = select(Theme).where(col(Theme.withdrawn_in).is_(None), col(Theme.retired_on).is_(None))
    ordered = list(db.exec(live.order_by(col(Theme.position), col(Theme.id))))
    theme = existing(db, Theme, theme_id)
    place = ordered.index(theme) if theme in ordered else -1
    is_moving = place >= 0 and 0 <= place + places < len(ordered)
    refuse([] if is_moving else [Refusal.NOTHING_CHANGED], by=by)
    ordered.insert(place + places, ordered.pop(place))
    for number, other in enumerate(ordered, 1):
        if other.position != number:
            change = FieldChange("position", str(other.position), str(number))
            other.position = number
            log(db, other, change, by=by, at=at, batch_id=batch_id)


def retire_theme(db: Writer, *, theme_id: int, on: date | None, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """From `on` the theme is no longer offered; None: it is offered again. What has it keeps it."""
    theme = existing(db, Theme, theme_id)
    require_unchanged(db, theme, seen=seen)
    refuse([Refusal.NOTHING_CHANGED] if (theme.retired_on is None) == (on is None) else [], by=by)
    before, theme.retired_on = theme.retired_on, on
    log(db, theme, FieldChange("retired_on", _iso(before), _iso(on)), by=by, at=at, batch_id=batch_id)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def withdraw_theme(db: Writer, *, theme_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """A theme that was made by mistake: only one that no problem ever had."""
    theme = existing(db, Theme, theme_id)
    require_unchanged(db, theme, seen=seen)
    refuse([Refusal.THEME_IN_USE] if was_used(db, theme_id) else [], by=by)
    theme.withdrawn_in = batch_id
    log(db, theme, FieldChange("withdrawn", None, str(batch_id)), by=by, at=at, batch_id=batch_id)


def classify(db: Writer, *, problem_id: int, theme_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """The theme of a problem, and so of its agreements."""
    problem = existing(db, Problem, problem_id)
    require_unchanged(db, problem, seen=seen)
    before, after = existing(db, Theme, problem.theme_id), existing(db, Theme, theme_id)
    refuse([Refusal.NOTHING_CHANGED] if before.id == after.id else [], by=by)
    problem.theme_id = theme_id
    log(db, problem, FieldChange("theme", before.label, after.label), by=by, at=at, batch_id=batch_id)
