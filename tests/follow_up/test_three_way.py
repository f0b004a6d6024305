"""Two hands on one record: nobody's change is lost, and nothing is decided between them by itself."""

from hypothesis import given
from hypothesis import strategies as st

from follow_up.three_way import joined, merged

RECORDS = st.fixed_dictionaries({name: st.sampled_from(["a", "b", "c", None]) for name in ("name", "kind", "acronym")})


@given(RECORDS, RECORDS, RECORDS)
def test_what_one_of_both_changed_is_kept_and_what_both_did_is_theirs_until_it_is_chosen(
    original: dict[str, str | None], theirs: dict[str, str | None], mine: dict[str, str | None]
) -> None:
    kept, conflicting = merged(original, theirs, mine)
    for name, before in original.items():
        both_differ = theirs[name] != before and mine[name] != before and theirs[name] != mine[name]
        assert (name in conflicting) == both_differ
        if mine[name] == before or both_differ:
            assert kept[name] == theirs[name]
        else:
            assert kept[name] == mine[name]


def test_both_texts_are_kept_once_each() -> None:
    assert joined("Se llamó", "Se envió el oficio") == "Se llamó\nSe envió el oficio"
    assert joined("Se llamó y se envió", "se envió") == "Se llamó y se envió"
    assert joined("se envió", "Se llamó y se envió") == "Se llamó y se envió"
    assert joined("", "Se envió") == "Se envió"
