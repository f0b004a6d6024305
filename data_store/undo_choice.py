"""Undoing one change or a selection: the rules of undoing a batch, on the records and fields that were chosen and no others.

It is an act of a person on the page Historial, so it is undone like any other. What is chosen whole is undone as a batch.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from data_store.bulk import Bulk
from data_store.changing import change
from data_store.chosen_changes import STANDING, CannotUndo, Choice, choose
from data_store.database import Reader, Writer
from data_store.imports import PlanOutdated
from data_store.models import ImportBatch
from data_store.queries import data_version
from data_store.recording import Refused
from data_store.replay import LIFE, NEVER, Act, Record, acts_of, counting
from data_store.undo_plan import Taken, take_back
from data_store.undoing import UndoPreview, counts_of, plan_undo, preview_of, undo_batch, write_unmaking
from data_store.unmaking import Unmaking
from follow_up.acts import Refusal

SCREEN = "historial"


@dataclass(frozen=True, kw_only=True)
class ChoicePlan(UndoPreview):
    """The preview of the undo of a choice. `refused`: by event, why it is left out; `whole`: the batch that it is all of."""

    refused: Mapping[int, CannotUndo]
    whole: int | None


def plan_choice(db: Reader, *, events: Collection[int], restore: Collection[str] = ()) -> ChoicePlan:
    """What undoing the events (ids) would restore, and what collides."""
    choice = choose(db, events)
    if choice.whole is None:
        return ChoicePlan(refused=choice.refused, whole=None, **preview_of(db, _unmake(db, choice, restore)))
    plan = plan_undo(db, batch_id=choice.whole, restore=restore)
    return ChoicePlan(
        refused=choice.refused, whole=choice.whole, version=plan.version, restored=plan.restored, collisions=plan.collisions, staying=plan.staying
    )


def undo_choice(
    db: Writer, *, events: Collection[int], restore: Collection[str], version: int, token: str, by: str, at: datetime
) -> int:
    """Undo the events; what was made since stays, but for the collisions in `restore`. Returns the id of the new batch.

    Raises `PlanOutdated` when the data are no longer those of the preview, `Refused` without `by` or when nothing would change.
    """
    choice = choose(db.connection(), events)
    if choice.whole is not None:
        return undo_batch(db, batch_id=choice.whole, restore=restore, version=version, by=by, at=at)

    def act(db: Writer, batch_id: int) -> None:
        _write(db, choice, restore, batch_id=batch_id, version=version, by=by, at=at)

    return change(db, token=token, screen=SCREEN, by=by, at=at, act=act)


def _write(
    db: Writer, choice: Choice, restore: Collection[str], *, batch_id: int, version: int, by: str, at: datetime
) -> None:
    found = data_version(db.connection())
    if found != version:
        raise PlanOutdated(expected=version, found=found)
    unmaking = _unmake(db.connection(), choice, restore)
    bulk = Bulk(db)
    write_unmaking(bulk, unmaking, batch_id)
    if bulk.is_empty:
        raise Refused([Refusal.NOTHING_TO_UNDO])
    bulk.change(ImportBatch, batch_id, counts=json.dumps(counts_of(unmaking)), acts=json.dumps(_turned(choice, unmaking)))
    bulk.write(by=by.strip(), at=at, batch_id=batch_id)


def _turned(choice: Choice, unmaking: Unmaking) -> list[tuple[str, int, str]]:
    """The chosen events whose work is taken back, as the batch keeps them; what stayed for what came later is not among them."""
    turned = {(record, STANDING) for record in unmaking.down | unmaking.up} | set(unmaking.values)
    return sorted({("event", event_id, key[1]) for key, events in choice.events.items() if key in turned for event_id in events})


def _unmake(db: Connection, choice: Choice, restore: Collection[str]) -> Unmaking:
    """Take the choice back: its acts count no longer, all others do."""
    records = {record for record, _ in choice.made_in}
    acts = acts_of(db, records, choice.batches)
    for record, name in choice.made_in:
        if name == STANDING and not any(act.field in LIFE for act in acts[record]):
            acts[record].insert(0, Act(0, None, STANDING, None, "", "", ""))  # an older version told only its effect
    sides = _Sides(choice)
    left = {record: [sides.turned(record, act) for act in done] for record, done in acts.items()}
    ours = {(record, act.event_id, act.field) for record in acts for act, then in zip(acts[record], left[record], strict=True) if then is not act}
    taken = Taken(
        records={record for record, name in choice.made_in if name == STANDING},
        acts=acts,
        left=left,
        counts=counting(choice.batches),
        ours=lambda record, act: (record, act.event_id, act.field) in ours,
        start=lambda record, name: min(choice.events[record, name]),
    )
    return take_back(db, choice.batches, taken, restore)


class _Sides:
    """Which acts on a key change sides: those of the chosen batches count no longer; where one of these is an undo, what it undid does."""

    def __init__(self, choice: Choice) -> None:
        self._choice, self._now = choice, counting(choice.batches)
        self._then: dict[frozenset[int], frozenset[int]] = {}

    def turned(self, record: Record, act: Act) -> Act:
        """The act as it would count, itself where nothing changes."""
        key = record, STANDING if act.field in LIFE else act.field
        chosen = self._choice.made_in.get(key, set())
        if act.batch_id is None:
            is_ours = None in chosen and (act.event_id == 0 or act.event_id in self._choice.events[key])
            return replace(act, batch_id=NEVER) if is_ours else act
        then = self._counting(frozenset(batch for batch in chosen if batch is not None))
        if (act.batch_id in then) == (act.batch_id in self._now):
            return act
        return replace(act, batch_id=None if act.batch_id in then else NEVER)

    def _counting(self, but: frozenset[int]) -> frozenset[int]:
        if but not in self._then:
            self._then[but] = counting(self._choice.batches, but=but)
        return self._then[but]
