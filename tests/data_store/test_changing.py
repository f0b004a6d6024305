"""What a person records on a screen is one batch: told apart by its token, whole or not at all, undone as a load is.

And a name that the log tells still means who had it, whatever it is called since.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from data_store.changing import change
from data_store.database import Store, Writer, reading, writing
from data_store.event_log import FieldChange, append_events
from data_store.models import Institution
from data_store.queries import data_version
from data_store.recording import Refused, StaleRecord, require_unchanged
from data_store.told_names import meant_by
from follow_up.acts import Refusal
from tests.data_store.decided import progress
from tests.data_store.plans import undone
from tests.data_store.records import AT, BY, GOING, SIGNED, assignment_id, institution_id, many


def recorded(store: Store, act: Callable[[Writer, int], object], *, token: str = "t", by: str = BY) -> int:
    with writing(store) as db:
        return change(db, token=token, screen="acuerdo", by=by, at=AT, act=act)


def test_an_act_is_one_batch_of_its_screen_and_the_same_token_writes_once(store: Store) -> None:
    act = progress(store, assignment_id(store, "2.5", "PREFECTURA"), GOING)
    assert recorded(store, act) == recorded(store, act) == 1
    assert many(store, "SELECT kind, screen, by FROM import_batch") == [("edit", "acuerdo", BY)]
    assert len(many(store, "SELECT id FROM progress_report")) == 1
    assert many(store, "SELECT DISTINCT batch_id FROM event WHERE entity = 'assignment' AND field = 'status'") == [(1,)]


def test_an_act_is_undone_and_done_again_as_a_load_is(store: Store) -> None:
    batch = recorded(store, progress(store, assignment_id(store, "2.5", "PREFECTURA"), GOING))
    live = "SELECT COUNT(*) FROM progress_report WHERE withdrawn_in IS NULL"
    for expected in (0, 1):
        batch = undone(store, batch)
        assert many(store, live) == [(expected,)]


@pytest.mark.parametrize("by", ["", "  "])
def test_a_refused_act_leaves_no_batch_and_says_all_its_reasons(store: Store, by: str) -> None:
    place = assignment_id(store, "2.5", "PREFECTURA")
    with pytest.raises(Refused) as raised:
        recorded(store, progress(store, place, replace(GOING, actions="")), by=BY)
    assert raised.value.refusals == [Refusal.ACTIONS_MISSING]
    with pytest.raises(Refused) as raised:
        recorded(store, lambda db, _: db.execute(text("UPDATE institution SET name = 'x' WHERE id = 1")), by=by)
    assert raised.value.refusals == [Refusal.BY_MISSING]
    assert many(store, "SELECT COUNT(*) FROM import_batch UNION ALL SELECT COUNT(*) FROM institution WHERE name = 'x'") == [(0,), (0,)]


def renamed(store: Store, number: int, acronym: str) -> None:
    with writing(store) as db:
        body = db.get_one(Institution, number)
        told = FieldChange("acronym", body.acronym, acronym)
        body.acronym = acronym
        append_events(db, entity="institution", entity_id=number, changes=[told], **SIGNED)


def test_a_record_changed_since_its_form_was_drawn_is_not_written_over(store: Store) -> None:
    number = institution_id(store, "PNP")
    with reading(store) as db:
        seen = data_version(db)
    with writing(store) as db:
        require_unchanged(db, db.get_one(Institution, number), seen=seen)
    renamed(store, number, "REGPOL")
    with pytest.raises(StaleRecord) as raised, writing(store) as db:
        require_unchanged(db, db.get_one(Institution, number), seen=seen)
    assert [(one.field, one.before, one.after, one.by) for one in raised.value.since] == [("acronym", "PNP", "REGPOL", BY)]


def test_an_old_name_still_means_who_had_it(store: Store) -> None:
    number = institution_id(store, "PNP")
    renamed(store, number, "REGPOL")
    with reading(store) as db:

        def rows(sql: str, **values: object) -> list:
            return list(db.execute(text(sql), values))

        assert [meant_by(rows, "follow_up", told) for told in ("PNP", "REGPOL", None)] == [number, number, None]
        assert meant_by(rows, "text", "PNP") == "PNP"
