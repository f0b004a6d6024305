"""What a person does on the screens of catalogues and of the history, drawn at random, each as one batch."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st

from data_store import cataloguing, groups, merging, themes
from data_store.changing import change
from data_store.database import Store, Writer, reading, writing
from data_store.queries import data_version
from data_store.recording import Refused
from data_store.undo_choice import plan_choice, undo_choice
from follow_up.vocabulary import InstitutionKind
from tests.data_store.random_trackers import BY, TODAY, Clock
from tests.data_store.records import many

INSTITUTIONS = "SELECT id, name, acronym, kind FROM institution WHERE withdrawn_in IS NULL ORDER BY id"
MEMBERSHIPS = "SELECT id FROM group_membership WHERE withdrawn_in IS NULL ORDER BY id"
BODIES = "SELECT id FROM institution WHERE kind <> 'group' AND withdrawn_in IS NULL ORDER BY id"
GROUPS = "SELECT id FROM institution WHERE kind = 'group' AND withdrawn_in IS NULL ORDER BY id"
THEMES = "SELECT id, label FROM theme WHERE withdrawn_in IS NULL ORDER BY id"
NEWEST_EVENTS = "SELECT id FROM event ORDER BY id DESC LIMIT 60"  # those of the acta stand below
KINDS = ("rename", "retire", "theme", "join", "leave", "merge", "new")


@dataclass(frozen=True)
class Edit:
    """An act on a catalogue: of which kind, on which of the things it may be of, and a number that tells it from others."""

    kind: str
    which: int
    number: int


edits = st.builds(Edit, st.sampled_from(KINDS), st.integers(0, 9), st.integers(1, 60))
choices = st.tuples(st.lists(st.integers(0, 59), min_size=1, max_size=3), st.booleans())


def edit(store: Store, drawn: Edit, clock: Clock) -> None:
    """What the rules refuse is not recorded."""
    at = clock.tick()
    act = ACTS[drawn.kind](store, drawn, seen=version(store))
    with suppress(Refused), writing(store) as db:
        change(db, token=f"edit-{clock.minutes}", screen="catalogos", by=BY, at=at, act=lambda db, batch: act(db, by=BY, at=at, batch_id=batch))


def choose(store: Store, drawn: tuple[list[int], bool], clock: Clock) -> None:
    """Undo some of the newest changes, with or without what came later."""
    newest = [number for (number,) in many(store, NEWEST_EVENTS)]
    events = sorted({newest[which % len(newest)] for which in drawn[0]})
    with reading(store) as db:
        plan = plan_choice(db, events=events)
    if len(plan.refused) == len(events):
        return
    restore = [collision.key for collision in plan.collisions] if drawn[1] else []
    with suppress(Refused), writing(store) as db:
        undo_choice(db, events=events, restore=restore, version=version(store), token=f"undo-{clock.minutes}", by=BY, at=clock.tick())


def version(store: Store) -> int:
    with reading(store) as db:
        return data_version(db)


Act = Callable[..., object]


def _of(store: Store, sql: str, which: int) -> tuple:
    found = many(store, sql)
    return found[which % len(found)]


def _rename(store: Store, drawn: Edit, *, seen: int) -> Act:
    number, name, _, kind = _of(store, INSTITUTIONS, drawn.which)
    draft = cataloguing.InstitutionDraft(name, f"SIGLA {drawn.number}", InstitutionKind(kind))
    return partial(cataloguing.edit_institution, institution_id=number, draft=draft, seen=seen)


def _retire(store: Store, drawn: Edit, *, seen: int) -> Act:
    number, *_ = _of(store, INSTITUTIONS, drawn.which)
    return partial(cataloguing.retire, institution_id=number, on=TODAY, seen=seen)


def _theme(store: Store, drawn: Edit, *, seen: int) -> Act:
    number, _ = _of(store, THEMES, drawn.which)
    return partial(themes.edit_theme, theme_id=number, draft=themes.ThemeDraft(f"Tema {drawn.number}", "", None), seen=seen)


def _join(store: Store, drawn: Edit, *, seen: int) -> Act:  # noqa: ARG001  # one shape for all
    (group,), (member,) = _of(store, GROUPS, drawn.number), _of(store, BODIES, drawn.which)
    return partial(groups.add_members, group_id=group, member_ids=[member], valid_from=date(2026, 1, 1) + timedelta(days=drawn.number))


def _leave(store: Store, drawn: Edit, *, seen: int) -> Act:
    if not many(store, MEMBERSHIPS):
        return _retire(store, drawn, seen=seen)
    (membership,) = _of(store, MEMBERSHIPS, drawn.which)
    return partial(groups.end_membership, membership_id=membership, valid_to=TODAY + timedelta(days=drawn.number), seen=seen)


def _merge(store: Store, drawn: Edit, *, seen: int) -> Act:
    (source, *_), (target, *_) = _of(store, INSTITUTIONS, drawn.which), _of(store, INSTITUTIONS, drawn.number)
    return partial(merging.merge, source_id=source, target_id=target, version=seen)


def _new(store: Store, drawn: Edit, *, seen: int) -> Act:  # noqa: ARG001  # one shape for all
    def add(db: Writer, **signed: object) -> object:
        draft = cataloguing.InstitutionDraft(f"Oficina {drawn.number}", f"OF {drawn.number}", InstitutionKind.ENTITY)
        return cataloguing.add_institution(db, draft=draft, **signed)  # pyright: ignore[reportArgumentType]

    return add


ACTS: dict[str, Callable[..., Act]] = {
    "rename": _rename, "retire": _retire, "theme": _theme, "join": _join, "leave": _leave, "merge": _merge, "new": _new,
}  # fmt: skip
