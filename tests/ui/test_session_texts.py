"""The words of sessions: every kind and phase has its own, and what others typed stays text."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from follow_up.session_watch import Convening, SessionPhase, SessionWatch
from follow_up.vocabulary import SessionKind
from ui import palette, session_texts

HELD, LIMIT = date(2026, 2, 25), date(2026, 4, 25)
DECIDED = SimpleNamespace(text="Se adopta ![x](http://x.pe/p.png)\n\n# fin", ref="2026-O2-2.3", by="[ST](http://x.pe)", at=datetime(2026, 3, 20, 15, 5), undone=False)  # noqa: DTZ001  # as the driver gives it


def test_every_phase_and_kind_has_words_and_a_shape_of_its_own() -> None:
    for words, shapes, codes in (
        (session_texts.PHASE, session_texts.PHASE_SHAPE, SessionPhase),
        (session_texts.KIND, session_texts.KIND_SHAPE, SessionKind),
    ):
        assert list(words) == list(shapes) == list(codes)
        assert len(set(words.values())) == len(set(shapes.values())) == len(codes)
    assert set(palette.SESSION_PHASE) == set(SessionPhase)


@pytest.mark.parametrize(
    ("convening", "planned", "line"),
    [
        (Convening.IN_TIME, None, ""),
        (Convening.NEAR, None, ""),
        (Convening.PAST, None, "plazo legal (art. 32) vencido el 25/04/2026"),
        (Convening.PLANNED_LATE, date(2026, 5, 4), "la ordinaria queda fuera del plazo legal (art. 32), que vence el 25/04/2026"),
    ],
)
def test_the_head_of_a_page_tells_only_what_is_out_of_order(convening: Convening, planned: date | None, line: str) -> None:
    assert session_texts.convening_line(SessionWatch(convening, HELD, LIMIT, planned, 3)) == line


def test_a_session_planned_too_late_is_asked_to_be_brought_forward() -> None:
    told = session_texts.convening(SessionWatch(Convening.PLANNED_LATE, HELD, LIMIT, date(2026, 5, 4), 5))
    assert told.endswith("La programada, del lunes 04/05/2026, queda fuera de ese plazo: adelántela.")


def test_a_decision_is_told_by_its_hour_and_by_its_day_too_when_that_is_another() -> None:
    assert session_texts.decision_line(DECIDED, date(2026, 3, 20)).startswith("**10:05** · Se adopta")
    assert session_texts.decision_line(DECIDED, HELD).startswith("**20/03/2026 10:05** · ")


def test_a_decision_names_its_agreement_with_the_session_that_adopted_it() -> None:
    assert ":small[2026-O2-2.3 · " in session_texts.decision_line(DECIDED, HELD).replace("\\", "")


def test_the_words_of_a_decision_are_no_markup_and_stay_in_one_line() -> None:
    told = session_texts.decision_line(DECIDED, HELD)
    assert "![x](" not in told
    assert "[ST](" not in told
    assert told.count("\n") == 1
