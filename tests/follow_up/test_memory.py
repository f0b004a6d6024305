"""The collector is withheld only as long as something large is made."""

import gc

import pytest

from follow_up.memory import uncollected


def failing_inside() -> None:
    with uncollected():
        assert not gc.isenabled()
        raise LookupError


def test_the_collector_rests_inside_and_works_again_after_a_failure():
    with pytest.raises(LookupError):
        failing_inside()
    assert gc.isenabled()


def test_who_had_put_it_to_rest_finds_it_so():
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
