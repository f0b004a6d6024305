"""The windows of a presentation without a browser: setting out, turning, what the room never gets, and links to a slide."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1.element_tree import Block

from data_store import sessions
from data_store.commands import report_progress
from data_store.database import Store, open_store, writing
from data_store.deciding import decide
from data_store.presenting import current, load
from follow_up.acts import AgreementDraft, ProgressDraft
from follow_up.vocabulary import DecisionKind, Status
from tests.data_store.decided import theme_id
from tests.data_store.records import BY, closed, many
from tests.pages.hall import DAY, NOTES, begun, everything, open_hall, press, running_in, session_id, slides, turned_to
from tests.pages.screen import Sees, elements, field, run, said
from ui import frame
from ui.clock import now


@pytest.fixture
def hall(invented: Path, tmp_path: Path) -> Path:
    """The invented sessions in a base of their own."""
    return Path(shutil.copy(invented, tmp_path / "sala.db"))


@pytest.fixture
def held(hall: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{hall}")
    yield store
    closed(store)


def test_the_open_session_is_proposed_else_the_next_else_the_last(sees: Sees, hall: Path, held: Store) -> None:
    assert field(sees(hall, "session", day=DAY), "Sesión").value == session_id(held, "2026-O4")
    assert field(sees(hall, "session", day=DAY, corte="2026-05-20"), "Sesión").value == session_id(held, "2026-O3")
    open_hall(held)
    assert field(sees(hall, "session", day=DAY), "Sesión").value == session_id(held, "2026-O3")


def test_an_agreement_without_its_tick_is_not_presented_and_the_deck_says_so(sees: Sees, hall: Path, held: Store) -> None:
    screen = sees(hall, "session", day=DAY)
    all_in = said(screen)
    box = screen.checkbox[0]
    ref = str(box.key).removeprefix("slides-in-")
    box.uncheck()
    run(screen)
    assert said(screen) != all_in
    assert "sin 1 acuerdo que se dejó fuera" in said(screen)
    press(screen, "Presentar en esta ventana")
    with held.reader.begin() as db:
        showing = current(db)
    assert showing is not None
    assert showing.left_out == (ref,)
    assert "sin 1 acuerdo que se dejó fuera" in slides(screen)[0]


def test_the_window_of_the_room_follows_the_operator(sees: Sees, hall: Path) -> None:
    operator = begun(sees, hall)
    number = running_in(hall)
    room = sees(hall, "projector", day=DAY, presentacion=number, sala="1")
    assert slides(room)[0] == slides(operator)[0]
    for move in ("Siguiente", "Siguiente", "Anterior", "Final", "Inicio", "Apagar", "Mostrar"):
        press(operator, move)
        run(room)
        assert slides(room)[0] == slides(operator)[0]
    press(operator, "Apagar")
    assert "slide-blank" in slides(run(room))[0]
    press(room, "Siguiente")
    assert "2 / " in slides(run(operator))[0]


def test_a_window_that_comes_back_is_where_it_was(sees: Sees, hall: Path) -> None:
    operator = press(turned_to(begun(sees, hall), "Acuerdo 2.3"), "Siguiente")
    again = sees(hall, "operator", day=DAY, presentacion=running_in(hall))
    assert slides(again)[0] == slides(operator)[0]


def test_internal_notes_reach_the_operator_and_never_the_room(sees: Sees, hall: Path, held: Store) -> None:
    row = many(held, "SELECT n.id, n.version FROM assignment n JOIN agreement a ON a.id = n.agreement_id WHERE a.code = '2.3' ORDER BY n.id")[0]
    draft = ProgressDraft(Status.IN_PROGRESS, 40, DAY, "Se reunió la mesa", internal_note=NOTES)
    with writing(held) as db:
        report_progress(db, assignment_id=row[0], draft=draft, expected_version=row[1], today=DAY, by=BY, at=now())
    operator = turned_to(begun(sees, hall), "Acuerdo 2.3")
    assert NOTES in said(operator)
    assert "solo operador" in said(operator)
    assert all(NOTES not in slide for slide in slides(operator))
    room = sees(hall, "projector", day=DAY, presentacion=running_in(hall), sala="1")
    alone = sees(hall, "projector", day=DAY, presentacion=running_in(hall))
    assert slides(room)[0] == slides(operator)[0]
    assert NOTES not in everything(room) + everything(alone)


def test_the_wall_stands_still_until_it_is_refreshed(sees: Sees, hall: Path, held: Store) -> None:
    operator = turned_to(begun(sees, hall), "Acuerdo 2.3")
    before = slides(operator)[0]
    assert "Hay datos más nuevos" not in before
    open_hall(held)
    newer = slides(run(operator))[0]
    assert "Hay datos más nuevos" in newer
    assert "Hay datos más nuevos" not in slides(press(operator, "Actualizar"))[0]


def test_what_has_ended_says_so_in_all_its_windows(sees: Sees, hall: Path) -> None:
    begun(sees, hall)
    number = running_in(hall)
    prepare = sees(hall, "session", day=DAY)
    assert "Hay una presentación en curso" in said(prepare)
    press(prepare, "Terminar la presentación")
    assert "Hay una presentación en curso" not in said(prepare)
    assert "La presentación terminó." in slides(sees(hall, "projector", day=DAY, presentacion=number))[0]
    assert "No hay una presentación en curso con ese número" in said(sees(hall, "operator", day=DAY, presentacion=number))


@pytest.mark.parametrize(("page", "query"), [("projector", {"presentacion": "999"}), ("projector", {"presentacion": "abc"}), ("projector", {"presentacion": "9" * 30}), ("operator", {"presentacion": "abc"}), ("operator", {})])
def test_a_number_that_is_none_is_answered_in_words(sees: Sees, hall: Path, page: str, query: dict[str, str]) -> None:
    screen = sees(hall, page, day=DAY, **query)
    assert "No hay una presentación" in said(screen) + "".join(slides(screen))


def test_a_link_to_a_slide_at_a_day_needs_no_presentation(sees: Sees, hall: Path, held: Store) -> None:
    by_key = slides(sees(hall, "projector", day=DAY, corte="2026-08-01", lamina="acuerdo-2026-O1-2.3-1"))[0]
    assert "Acuerdo 2.3" in by_key
    assert "Corte al 01/08/2026" in by_key
    seventh = sees(hall, "projector", day=DAY, corte="2026-08-01", lamina="7")
    assert "7 / " in slides(seventh)[0]
    assert "8 / " in slides(press(seventh, "Siguiente"))[0]
    assert seventh.query_params["lamina"] != ["7"]
    assert "slide-blank" in slides(press(seventh, "Apagar"))[0]
    assert "8 / " in slides(press(seventh, "Mostrar"))[0]
    assert many(held, "SELECT id FROM presentation") == []


@pytest.mark.parametrize("asked", ["2026-13-40", "mañana", "2030-01-01"])
def test_a_day_that_cannot_be_shown_shows_today(sees: Sees, hall: Path, asked: str) -> None:
    assert f"Corte al {DAY:%d/%m/%Y}" in slides(sees(hall, "projector", day=DAY, corte=asked))[0]


def test_the_windows_of_an_empty_base_say_what_is_missing(sees: Sees, empty: Path) -> None:
    assert "Todavía no hay acuerdos que proyectar" in said(sees(empty, "session"))
    assert slides(sees(empty, "projector"))


def test_the_last_slide_has_no_next_and_the_first_no_previous(sees: Sees, hall: Path) -> None:
    screen = begun(sees, hall, "projector")
    active = {button.label: not button.disabled for button in screen.button}
    assert (active["Anterior"], active["Siguiente"]) == (False, True)
    press(screen, "Final")
    active = {button.label: not button.disabled for button in screen.button}
    assert (active["Anterior"], active["Siguiente"]) == (True, False)


def test_the_room_has_no_way_out_to_the_pages(sees: Sees, hall: Path) -> None:
    begun(sees, hall)
    room = sees(hall, "projector", day=DAY, presentacion=running_in(hall), sala="1")
    assert "Salir" not in {button.label for button in room.button}
    assert not elements(room, "page_link")


def test_a_past_cut_is_presented_as_it_was(sees: Sees, hall: Path, held: Store) -> None:
    screen = begun(sees, hall, corte="2026-05-20")
    with held.reader.begin() as db:
        showing = load(db, int(running_in(hall)))
    assert showing is not None
    assert showing.cut.on == date(2026, 5, 20)
    assert "Corte al 20/05/2026" in slides(screen)[0]
    assert "aquí no se registra" in said(screen)


def test_today_as_it_was_known_today_is_the_same_as_today(sees: Sees, hall: Path, held: Store) -> None:
    open_hall(held)
    screen = begun(sees, hall, conocido="true")
    assert "aquí no se registra" not in said(screen)
    with held.reader.begin() as db:
        showing = load(db, int(running_in(hall)))
    assert showing is not None
    assert not showing.stands_still
    assert "23:59" not in slides(screen)[0]


def test_the_wall_keeps_its_slide_while_the_base_cannot_be_read(sees: Sees, hall: Path) -> None:
    begun(sees, hall)
    room = sees(hall, "projector", day=DAY, presentacion=running_in(hall), sala="1")
    shown = slides(room)
    away = hall.rename(hall.with_suffix(".away"))
    frame.store().reader.dispose()
    assert slides(run(room)) == shown
    assert not room.error
    frame.store().reader.dispose()
    away.replace(hall)
    press(room, "Siguiente")
    assert slides(room)[0].count("2 / ") == 1


def test_a_slide_that_goes_with_a_refresh_leaves_its_place_to_the_next(sees: Sees, hall: Path, held: Store) -> None:
    session = open_hall(held)
    draft = AgreementDraft(None, "9", "Robos en el mercado", theme_id(held), "9.9", "Se instalarán cámaras.", (1,), 1)
    signed = {"by": BY, "at": now()}
    with writing(held) as db:
        decide(
            db, session_id=session, agreement_id=None, kind=DecisionKind.ADOPTED, words="Se adopta el acuerdo 9.9.", token="9.9", **signed,
            act=lambda db, batch: sessions.adopt_agreement(db, session_id=session, draft=draft, today=DAY, batch_id=batch, **signed),
        )  # fmt: skip
    screen = turned_to(begun(sees, hall), "Acuerdo 9.9")
    place = field(screen, "Ir a la lámina").value
    press(press(screen, "Confirmar y deshacer"), "Actualizar")
    assert "Acuerdo 9.9" not in slides(screen)[0]
    assert field(screen, "Ir a la lámina").value == place


def test_what_ticks_by_itself_stands_in_a_place_of_its_own(sees: Sees, hall: Path) -> None:
    """Else Streamlit, when a tick follows upon a press, writes it over what comes after it: an empty page, for good."""
    for screen in (begun(sees, hall), sees(hall, day=DAY)):
        place = screen.main.children[0]
        assert isinstance(place, Block)
        (ticking,) = place.children.values()
        assert isinstance(ticking, Block)
        assert not ticking.children
