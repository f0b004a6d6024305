"""The demonstration: every figure is what a second count gives, and its link opens as many rows as it says."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from follow_up.vocabulary import DeadlineBucket, DeadlineState, Standing
from tests.follow_up.oracle import DONE, State
from tests.pages.conftest import DEMO_DAY
from tests.pages.recount import recounted
from tests.pages.screen import Sees, beside, chart, go, kpis, left, listed, number, plain, said, segments, touch
from ui import texts
from ui.tables import DEADLINE_PILL, STANDING_PILL

Counted = dict[str, list[State]]


@pytest.fixture(scope="session")
def by_theme(invented: Path) -> Counted:
    return recounted(invented, DEMO_DAY)[0]


@pytest.fixture(scope="session")
def by_institution(invented: Path) -> Counted:
    return recounted(invented, DEMO_DAY)[1]


def standings(states: Iterable[State]) -> Counter[str]:
    return Counter(state.standing.value for state in states)


def late(states: Iterable[State]) -> int:
    return sum(state.deadline_state == DeadlineState.OVERDUE for state in states)


def all_of(counted: Counted) -> list[State]:
    return [state for states in counted.values() for state in states]


def drawn(screen: AppTest, key: str) -> dict[tuple[str, ...], int]:
    return {tuple(data): size for data, size in segments(screen, key)}


def test_the_cards_of_panorama_are_what_a_second_count_gives(demo: AppTest, by_theme: Counted) -> None:
    states = all_of(by_theme)
    counts, total = standings(states), len(states)
    done = sum(counts[standing.value] for standing in DONE)
    without = sum(state.deadline_state == DeadlineState.NO_DEADLINE for state in states)
    assert {name: figure for name, (figure, _) in kpis(demo).items()} == {
        "Cumplidos": f"{done} de {total - counts[Standing.VOID]}",
        "Vencidos": f"{late(states)} de {total}",
        "Sin reporte": f"{counts[Standing.NO_REPORT]} de {total}",
        "Sin plazo": f"{without} de {total}",
    }
    assert min(done, late(states), counts[Standing.NO_REPORT], without) > 0


def test_the_bars_of_panorama_are_what_a_second_count_gives(demo: AppTest, by_theme: Counted) -> None:
    by_standing = Counter(standing for (_, standing), size in drawn(demo, "overview-themes").items() for _ in range(size))
    assert by_standing == standings(all_of(by_theme))
    buckets = Counter(state.bucket.value for state in all_of(by_theme))
    assert {bucket: size for (bucket,), size in drawn(demo, "overview-deadlines").items()} == buckets


def test_counts_by_theme_and_by_deadline_add_up_to_the_agreements_and_by_institution_to_the_assignments(
    sees: Sees, demo: AppTest, invented: Path, by_theme: Counted, by_institution: Counted
) -> None:
    total, assignments = len(all_of(by_theme)), len(all_of(by_institution))
    assert sum(drawn(demo, "overview-themes").values()) == sum(drawn(demo, "overview-deadlines").values()) == total
    assert f"{assignments} asignaciones de {total} acuerdos: uno compartido cuenta en cada institución." in said(demo)
    screen = sees(invented, "institutions", day=DEMO_DAY)
    assert sum(drawn(screen, "institutions-bars").values()) == assignments > total
    assert f"{assignments} asignaciones de {total} acuerdos: uno compartido cuenta en cada institución." in said(screen)


CARDS = {
    "Cumplidos": ("Estado", {STANDING_PILL["fulfilled"], STANDING_PILL["verified"]}),
    "Vencidos": ("Plazo", {DEADLINE_PILL["overdue"]}),
    "Sin reporte": ("Estado", {STANDING_PILL["no_report"]}),
    "Sin plazo": ("Plazo", {DEADLINE_PILL["no_deadline"]}),
}


@pytest.mark.parametrize("card", CARDS)
def test_a_card_of_panorama_opens_the_very_agreements_that_it_counts(demo: AppTest, card: str) -> None:
    figure, link = kpis(demo)[card]
    rows = listed(go(demo, "agreements", **link))
    column, pills = CARDS[card]
    assert len(rows) == number(figure)
    assert {cell[0] for cell in rows[column]} == pills


@pytest.mark.parametrize("key", ["overview-themes", "overview-deadlines", "overview-institutions"])
def test_a_segment_of_panorama_opens_as_many_rows_as_it_says(demo: AppTest, key: str) -> None:
    expected = drawn(demo, key)
    one_of_each = {data[-1]: data for data in expected}.values()
    rows = {data: len(listed(touch(go(demo, "overview"), key, list(data)))) for data in one_of_each}
    assert rows == {data: expected[data] for data in one_of_each}
    assert len(rows) >= 5


@pytest.mark.parametrize(
    ("page", "key", "view", "column"),
    [
        ("themes", "themes-bars", "Por acuerdo", "Tema"),
        ("institutions", "institutions-bars", "Por institución responsable", "Institución"),
    ],
)
def test_every_segment_is_as_long_as_the_list_has_such_rows(demo: AppTest, page: str, key: str, view: str, column: str) -> None:
    traces = chart(go(demo, page), key)
    labels = [label(name) for name in beside(demo, key)]
    bars = {(labels[place], trace["name"]): int(size) for trace in traces for place, size in zip(trace["y"], plain(trace["x"]), strict=True)}
    rows = listed(go(left(demo), "agreements", vista=view))
    states = [cell[0].split(" ", 1)[1] for cell in rows["Estado"]]
    counted = Counter(zip(rows[column], states, strict=True))
    assert {bar: size for bar, size in bars.items() if size} == counted


def label(name: str) -> str:
    """The name on an axis without its count of overdue."""
    return name.split(" ▲")[0].split("<br>▲")[0].replace("<br>", " ")


def test_a_segment_of_an_institution_opens_the_view_of_assignments(demo: AppTest) -> None:
    (code, standing), size = next(iter(drawn(demo, "overview-institutions").items()))
    screen = touch(demo, "overview-institutions", [code, standing])
    assert screen.query_params["vista"] == "Por institución responsable"
    assert f"{size} de 70 asignaciones" in said(screen)
    assert listed(screen)["Institución"].nunique() == 1


def test_an_empty_bucket_opens_an_empty_list_that_says_so(sees: Sees, base: Path) -> None:
    screen = touch(sees(base), "overview-deadlines", [DeadlineBucket.OVERDUE.value])
    assert listed(screen).empty
    assert "Ningún acuerdo coincide." in said(screen)


def test_the_sheet_of_each_theme_counts_its_own_agreements_and_links_to_them(
    sees: Sees, invented: Path, by_theme: Counted
) -> None:
    screen = sees(invented, day=DEMO_DAY)
    for theme, states in by_theme.items():
        cards = kpis(go(screen, "themes", ficha=theme))
        counts = standings(states)
        assert number(cards["Vencidos"][0]) == late(states)
        assert number(cards["Sin reporte"][0]) == counts[Standing.NO_REPORT]
        assert number(cards["Cumplidos"][0]) == sum(counts[standing.value] for standing in DONE)
        assert sum(len(table.value) for table in screen.dataframe) == len(states)
        figure, link = cards["Cumplidos"]
        assert len(listed(go(screen, "agreements", **link))) == number(figure)


@pytest.mark.parametrize("institution", ["Gobiernos Locales", "PNP", "DREMO", "UNAM"])
def test_the_sheet_of_an_institution_counts_its_own_assignments_and_links_to_them(
    sees: Sees, invented: Path, by_institution: Counted, institution: str
) -> None:
    states = by_institution[institution]
    counts = standings(states)
    screen = sees(invented, "institutions", day=DEMO_DAY, ficha=institution)
    cards = kpis(screen)
    expected = {
        "Cumplidas": sum(counts[standing.value] for standing in DONE),
        "Vencidas": late(states),
        "Sin reporte": counts[Standing.NO_REPORT],
    }
    assert {card: number(cards[card][0]) for card in expected} == expected
    assert len(screen.dataframe(key="institution-assignments").value) == len(states)
    rows = {card: len(listed(go(left(screen), "agreements", **cards[card][1]))) for card in [*expected, "Sin noticias"]}
    assert rows == {**expected, "Sin noticias": len(states)}


def test_a_session_chosen_on_panorama_goes_with_its_figures(sees: Sees, invented: Path) -> None:
    title = "Primera sesión ordinaria 2026"
    screen = sees(invented, day=DEMO_DAY, sesion=title)
    assert "De 9 acuerdos" in screen.markdown[0].value
    assert all(link["sesion"] == [title] for _, link in kpis(screen).values())
    assert sum(size for _, size in segments(screen, "overview-themes")) == 9


def test_the_timeline_opens_the_agreement_that_was_touched(sees: Sees, invented: Path) -> None:
    screen = sees(invented, "deadlines", day=DEMO_DAY)
    (ref,), _ = next(segments(screen, "deadlines-timeline"))
    touched = touch(screen, "deadlines-timeline", [ref])
    assert touched.title[0].value.startswith(f"Acuerdo {ref.rsplit('-', 1)[1]}")
    assert touched.query_params["ref"] == ref


def test_the_chips_of_deadlines_show_as_many_rows_as_they_count(sees: Sees, invented: Path, by_theme: Counted) -> None:
    screen = sees(invented, "deadlines", day=DEMO_DAY)
    counts = Counter(state.deadline_state for state in all_of(by_theme))
    assert f"Vencido: {counts[DeadlineState.OVERDUE]} · Por vencer: {counts[DeadlineState.DUE_SOON]}" in said(screen)
    assert len(counts) > 3
    shown = {}
    for state in counts:
        tables = go(left(screen), "deadlines", plazo=texts.DEADLINE_STATE[state]).dataframe
        shown[state] = sum(len(table.value) for table in tables if table.key != "deadlines-extended")
    assert shown == dict(counts)
