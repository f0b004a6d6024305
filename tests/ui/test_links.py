"""The address that a figure gives: the words of the screen, and the view that counts what the figure counts."""

from collections.abc import Iterable

import pytest

from follow_up.vocabulary import DONE_STANDINGS, DeadlineBucket, DeadlineState, Light, Standing
from ui.filters import AGREEMENTS_VIEW, ASSIGNMENTS_VIEW, FILTERS, agreements_link

AGREEMENTS, ASSIGNMENTS = {"vista": AGREEMENTS_VIEW}, {"vista": ASSIGNMENTS_VIEW}


@pytest.mark.parametrize(
    ("asked", "link"),
    [
        ({}, AGREEMENTS),
        ({"standings": DONE_STANDINGS}, {"estado": ["Cumplido por verificar", "Cumplido verificado"], **AGREEMENTS}),
        ({"standings": ["no_report"]}, {"estado": ["Sin reporte"], **AGREEMENTS}),
        ({"deadlines": [DeadlineState.OVERDUE]}, {"plazo": ["Vencido"], **AGREEMENTS}),
        ({"buckets": ["before_next_session"]}, {"vence": ["Antes de la próxima sesión"], **AGREEMENTS}),
        ({"lights": [Light.AMBER]}, {"semaforo": ["Ámbar"], **AGREEMENTS}),
        ({"themes": ["Violencia"]}, {"tema": ["Violencia"], **AGREEMENTS}),
        ({"institutions": ["PNP"]}, {"institucion": ["PNP"], **ASSIGNMENTS}),
        (
            {"institutions": ["PNP"], "standings": [Standing.PENDING]},
            {"institucion": ["PNP"], "estado": ["Pendiente"], **ASSIGNMENTS},
        ),
    ],
)
def test_a_link_carries_the_words_that_the_filters_show(asked: dict[str, Iterable[str]], link: dict[str, object]) -> None:
    assert agreements_link(**asked) == link


@pytest.mark.parametrize("members", [Standing, DeadlineState, DeadlineBucket, Light], ids=lambda members: members.__name__)
def test_every_state_can_be_linked(members: type[Standing]) -> None:
    name = {Standing: "standings", DeadlineState: "deadlines", DeadlineBucket: "buckets", Light: "lights"}[members]
    links = [agreements_link(**{name: [member.value]}) for member in members]
    assert len({str(link) for link in links}) == len(members)
    assert {key for link in links for key in link} <= set(FILTERS)


@pytest.mark.parametrize("asked", [{"standings": ["done"]}, {"deadlines": ["late"]}, {"buckets": [""]}, {"lights": ["blue"]}])
def test_a_state_that_does_not_exist_makes_no_link(asked: dict[str, Iterable[str]]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        agreements_link(**asked)
