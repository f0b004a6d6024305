"""The slides: all that the acta says and nothing more, every bar counted, and the rules of form of a screen for a hall."""

import dataclasses
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.agenda import SlideOrder
from follow_up.board import Board, build_board
from follow_up.rows import records
from follow_up.settings import Windows
from follow_up.vocabulary import Standing
from reports.slides import (
    MAX_BARS,
    MAX_CATEGORIES,
    MAX_FIGURES,
    MAX_LINES,
    TEXT_LINES,
    AgreementSlide,
    ChartSlide,
    ClosingSlide,
    Deck,
    OpeningSlide,
)
from tests.follow_up.worlds import World, days, rows_at, worlds
from tests.ui.decks import SHORT, TEXT, decisions, deck_of, demo_boards, hostile_board


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> tuple[Board, Board]:
    """The demonstration, today and at the session before."""
    return demo_boards(tmp_path_factory.mktemp("deck"))


def of_agreements(deck: Deck) -> list[AgreementSlide]:
    return [slide for slide in deck.slides if isinstance(slide, AgreementSlide)]


def charts(deck: Deck, key: str) -> list[ChartSlide]:
    return [slide for slide in deck.slides if isinstance(slide, ChartSlide) and slide.key.startswith(key)]


def text_of(deck: Deck, ref: str) -> str:
    """The text of an agreement over all its slides, without the blanks that breaking it moves."""
    return "".join("".join(slide.lines) for slide in of_agreements(deck) if slide.ref == ref).replace(" ", "")


def assert_lawful(deck: Deck, board: Board) -> None:
    """What holds for every deck."""
    keys = [slide.key for slide in deck.slides]
    assert len(keys) == len(set(keys))
    assert isinstance(deck.slides[0], OpeningSlide)
    assert isinstance(deck.slides[-1], ClosingSlide)
    for slide in deck.slides:
        if isinstance(slide, ChartSlide):
            assert len(slide.bars) <= MAX_BARS
            assert len(slide.categories) <= MAX_CATEGORIES
            assert all(len(bar.counts) == len(slide.categories) for bar in slide.bars)
            assert all(sum(bar.counts) <= slide.scale for bar in slide.bars)
        elif isinstance(slide, AgreementSlide):
            assert len(slide.lines) <= TEXT_LINES
            assert slide.lines or slide.parts
    texts = dict(zip(board.agreements["ref"], board.agreements["text"], strict=True))
    for ref in {slide.ref for slide in of_agreements(deck)}:
        assert text_of(deck, ref) == "".join(texts[ref].split())


@settings(deadline=None, max_examples=25)
@given(world=worlds(), today=days, order=st.sampled_from(SlideOrder))
def test_any_deck_keeps_the_rules_of_form_and_the_words_of_the_acta(world: World, today: date, order: SlideOrder) -> None:
    board = build_board(rows_at(world, today), today=today, windows=Windows())
    deck = deck_of(board, order=order)
    assert_lawful(deck, board)
    live = board.assignments[board.assignments["standing"] != Standing.VOID]
    assert sum(sum(bar.counts) for slide in charts(deck, "instituciones") for bar in slide.bars) == len(live)
    whole = board.agreements[board.agreements["standing"] != Standing.VOID]
    for chart in ("temas", "plazos"):
        assert sum(sum(bar.counts) for slide in charts(deck, chart) for bar in slide.bars) == len(whole)


def test_the_demonstration_keeps_them_too_and_says_what_it_leaves_to_a_page(boards: tuple[Board, Board]) -> None:
    board, before = boards
    deck = deck_of(board, before)
    assert_lawful(deck, board)
    slides = charts(deck, "instituciones")
    names = [bar.name for slide in slides for bar in slide.bars]
    institutions = board.assignments["institution"].nunique()
    assert (len(slides), len(names), len(set(names))) == (3, 21, 21)
    assert institutions == 24
    assert f"del 15 al 21 de {institutions}, todos en «Por institución»" in slides[-1].note
    late = board.assignments[board.assignments["deadline_state"] == "overdue"].groupby("institution").size()
    assert {bar.name: bar.late for slide in slides for bar in slide.bars if bar.late} == late.to_dict()
    assert slides[0].title.startswith(f"{len(late)} de {institutions} instituciones tienen asignaciones vencidas")


def test_the_opening_tells_what_changed_since_the_session_before(boards: tuple[Board, Board]) -> None:
    board, before = boards
    slide = deck_of(board, before).slides[0]
    assert isinstance(slide, OpeningSlide)
    done, was = (int(b.agreements["standing"].isin(["fulfilled", "verified"]).sum()) for b in boards)
    live = int((board.agreements["standing"] != "void").sum())
    assert slide.title.startswith(f"Desde la sesión del {before.today:%d/%m/%Y}: {done - was} acuerdos cumplidos, ")
    assert next((figure.number, figure.label, figure.change) for figure in slide.figures) == (str(done), f"cumplidos de {live}", f"+{done - was}")
    total = len(board.agreements)
    assert [figure.label for figure in slide.figures[1:]] == [f"vencidos de {total}", f"sin reporte de {total}", f"sin plazo de {total}"]
    assert len(slide.figures) <= MAX_FIGURES
    assert 0 < len(slide.lines) <= MAX_LINES
    earlier = board.agreements["standing"].isin(["fulfilled", "verified", "void"]) & (board.agreements["reported_on"] <= pd.Timestamp(before.today))
    assert slide.note == f"{earlier.sum()} acuerdos cerrados antes de esa sesión no se proyectan."


def test_without_an_earlier_session_the_opening_tells_what_there_is(boards: tuple[Board, Board]) -> None:
    slide = deck_of(boards[0]).slides[0]
    assert isinstance(slide, OpeningSlide)
    assert slide.title.startswith(f"De {len(boards[0].agreements)} acuerdos: ")
    assert not any(figure.change for figure in slide.figures)


def test_before_any_agreement_the_deck_says_so_and_has_no_empty_charts(boards: tuple[Board, Board]) -> None:
    nothing = dataclasses.replace(boards[0], agreements=boards[0].agreements.iloc[:0], assignments=boards[0].assignments.iloc[:0])
    deck = deck_of(nothing)
    assert [slide.key for slide in deck.slides] == ["apertura", "cierre-1"]
    assert deck.slides[0].title == "Todavía no hay acuerdos registrados."


def test_what_is_left_out_has_no_slide(boards: tuple[Board, Board]) -> None:
    shown = of_agreements(deck_of(*boards))
    left = shown[0].ref
    assert [slide.key for slide in of_agreements(deck_of(*boards, left_out=(left,)))] == [s.key for s in shown if s.ref != left]


def test_an_agreement_shows_each_institution_with_its_own_state(boards: tuple[Board, Board]) -> None:
    slide = next(slide for slide in of_agreements(deck_of(*boards)) if slide.ref == "2026-O1-01")
    rows = boards[0].assignments[boards[0].assignments["ref"] == "2026-O1-01"]
    assert [part.institution for part in slide.parts] == rows["institution"].tolist()
    assert slide.parts[0].chip.words == "Cumplido verificado"
    assert slide.title == f"Acuerdo 01: cumplieron {int(rows['standing'].isin(['fulfilled', 'verified']).sum())} de {len(rows)} instituciones"
    assert slide.light.words == "Rojo"
    assert slide.deadline_words.startswith("09/10/2026 · vencido hace 45 días")
    assert slide.ask.endswith("decisión del comité: cerrar, ampliar el plazo o dejar sin efecto")


def test_a_long_agreement_goes_over_several_slides_with_all_its_words_and_all_its_institutions() -> None:
    board = hostile_board()
    deck = deck_of(board)
    assert_lawful(deck, board)
    for ref, text in zip(board.agreements["ref"], [SHORT, TEXT], strict=True):
        slides = [slide for slide in of_agreements(deck) if slide.ref == ref]
        assert text_of(deck, ref) == "".join(text.split())
        assert [slide.page for slide in slides] == list(range(1, len(slides) + 1))
        assert {part.institution[:3] for slide in slides for part in slide.parts} == {f"P{n:02}" for n in range(1, 25)}


def test_the_closing_lists_the_decisions_that_stand_with_their_hour_in_lima(boards: tuple[Board, Board]) -> None:
    board = boards[0]
    row = next(iter(records(board.agreements)))
    taken = decisions(("Se amplía el plazo.", row.agreement_id, row.code, False), ("Se deja sin efecto.", row.agreement_id, row.code, True))
    deck = deck_of(board, boards[1], taken=taken, left_out=())
    closing = deck.slides[-1]
    assert isinstance(closing, ClosingSlide)
    told = [(line.at, line.agreement, line.words) for line in closing.decisions]
    assert told == [("10:00", f"{row.code} del {row.session_on:%d/%m}", "Se amplía el plazo.")]
    assert closing.title == "Esta sesión tomó 1 decisión"
    decided = [slide.decided for slide in of_agreements(deck) if slide.ref == row.ref]
    assert decided in ([], [("10:00 · Se amplía el plazo.",)])
    assert any(slide.decided for slide in of_agreements(deck_of(board, taken=taken)))


def test_many_decisions_go_over_several_slides_and_none_is_lost(boards: tuple[Board, Board]) -> None:
    taken = decisions(*((f"Decisión {n}: {'se acuerda lo siguiente ' * 9}", None, "1", False) for n in range(12)))
    closing = [slide for slide in deck_of(*boards, taken=taken).slides if isinstance(slide, ClosingSlide)]
    assert len(closing) > 1
    assert [line.words.split(":")[0] for slide in closing for line in slide.decisions] == [f"Decisión {n}" for n in range(12)]


def test_no_decision_is_said() -> None:
    closing = deck_of(hostile_board()).slides[-1]
    assert isinstance(closing, ClosingSlide)
    assert closing.empty == "Todavía no se ha registrado ninguna decisión."


def test_an_internal_note_stays_out_even_where_a_frame_brings_it(boards: tuple[Board, Board]) -> None:
    told = {"internal_note": "SECRETO"}
    board, before = boards
    noted = dataclasses.replace(board, agreements=board.agreements.assign(**told), assignments=board.assignments.assign(**told))
    deck = deck_of(noted, before, taken=decisions(("Se amplía el plazo.", 1, "1", False)).assign(**told))
    assert "SECRETO" not in repr(deck)
    assert deck == deck_of(board, before, taken=decisions(("Se amplía el plazo.", 1, "1", False)))
