"""The deadline kept on the agreement is the last of its log, whatever was decided."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_store.commands import set_deadline
from data_store.database import Store, reading, writing
from data_store.queries import load_rows
from data_store.recording import Refused
from follow_up.acts import DeadlineDraft
from follow_up.vocabulary import DeadlineKind
from tests.data_store.records import NOW, TODAY, agreement_id, many, version_of

FIRST = date(2026, 2, 25)
decisions = st.lists(
    st.tuples(st.sampled_from(DeadlineKind), st.integers(0, 60), st.integers(0, 4)), min_size=1, max_size=6
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decided=decisions)
def test_the_deadline_of_an_agreement_is_the_last_one_decided(store: Store, decided: list[tuple[DeadlineKind, int, int]]) -> None:
    """The base goes on from example to example: one story, longer each time."""
    number = agreement_id(store, "05")
    latest = many(store, "SELECT MAX(decided_on) FROM deadline_change WHERE agreement_id = :id", id=number)[0][0]
    day = date.fromisoformat(latest) if latest else FIRST
    for kind, ahead, later in decided:
        day = min(day + timedelta(days=later), TODAY)
        draft = DeadlineDraft(kind, FIRST + timedelta(days=ahead) if kind == DeadlineKind.DATE else None, "Acordado", day)
        before = many(store, "SELECT deadline_kind, deadline FROM agreement WHERE id = :id", id=number)[0]
        same = before == (kind, draft.deadline and draft.deadline.isoformat())
        version = version_of(store, "agreement", number)
        try:
            with writing(store) as db:
                set_deadline(db, agreement_id=number, draft=draft, expected_version=version, **NOW)
        except Refused:
            assert same
        else:
            assert not same
        with reading(store) as db:
            row = load_rows(db, at=TODAY).agreements.set_index("agreement_id").loc[number]
        cached = many(store, "SELECT deadline_kind, deadline FROM agreement WHERE id = :id", id=number)[0]
        assert cached == (row["deadline_kind"], str(row["deadline"])[:10].replace("NaT", "") or None)
        assert cached == (kind, draft.deadline and draft.deadline.isoformat())


def test_every_agreement_starts_without_deadline_in_row_and_log(store: Store) -> None:
    assert many(store, "SELECT DISTINCT deadline_kind, deadline FROM agreement") == [("none", None)]
    assert many(store, "SELECT * FROM deadline_change") == []
