"""What weakens follow-up: the findings of any small world equal a recount in plain Python, and what repeats what."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from follow_up.alike import repeats
from follow_up.board import Board, build_board
from follow_up.quality import counts, findings, heaviest, mended, weigh
from follow_up.rows import records
from follow_up.settings import Windows
from follow_up.vocabulary import UNCLASSIFIED, DeadlineKind, DeadlineState, FindingKind, InstitutionKind, Standing
from tests.follow_up.oracle import OPEN, due_of, heard, session_day, states_of
from tests.follow_up.worlds import PARTIES, Accord, Meeting, World, adopted, days, party_of, rows_at, worlds

STALE = 30
Contact = tuple[int, int | None, date]
contacts_drawn = st.lists(st.tuples(st.sampled_from([1, 2, 4, 7, 8]), st.sampled_from([None, 1, 2]), days), max_size=4)


def asked(contacts: list[Contact]) -> pd.DataFrame:
    """As `contacts.load_contacts` gives them."""
    frame = pd.DataFrame(contacts, columns=pd.Index(["institution_id", "agreement_id", "made_on"]))
    return frame.assign(agreement_id=frame["agreement_id"].astype("Int64"), made_on=pd.to_datetime(frame["made_on"]))


def board_of(world: World, today: date) -> Board:
    """Each agreement with a problem of its own; theme B is what nobody has classified."""
    rows = rows_at(world, today)
    whole = rows.agreements
    whole = whole.assign(problem_id=whole["agreement_id"], theme_code=whole["theme_code"].replace("B", UNCLASSIFIED))
    return build_board(replace(rows, agreements=whole), today=today, windows=Windows(stale=STALE))


def recounted(world: World, contacts: list[Contact], today: date) -> set[tuple[FindingKind, str]]:
    """The same a second time; every agreement has a text of its own."""
    of_agreements, of_assignments = states_of(world, today, stale=STALE)
    found: set[tuple[FindingKind, str]] = set()
    for accord in adopted(world, today):
        state = of_agreements[accord.id]
        if state.standing == Standing.VOID:
            continue
        kind, due = due_of(world, accord, today)
        if state.deadline_state == DeadlineState.NO_DEADLINE:
            found.add((FindingKind.NO_DEADLINE, str(accord.id)))
        if state.standing in OPEN and kind == DeadlineKind.NEXT_SESSION and due is None:
            found.add((FindingKind.NO_NEXT_SESSION, str(accord.id)))
        if accord.theme == "B":
            found.add((FindingKind.NO_THEME, str(accord.id)))
        for place in accord.parties:
            party = party_of(world, place[1])
            if of_assignments[place[0]].standing in OPEN and party.kind == InstitutionKind.GROUP and not party.members:
                found.add((FindingKind.EMPTY_GROUP, str(party.id)))
            found |= of_place(world, accord, place, contacts, today)
    return found


def of_place(world: World, accord: Accord, place: tuple[int, int], contacts: list[Contact], today: date) -> set[tuple[FindingKind, str]]:
    """What is wanting of who answers for one assignment, each member of a group by itself."""
    assignment, party_id = place
    party = party_of(world, party_id)
    ids = {member.code: member.id for member in world.parties}
    found: set[tuple[FindingKind, str]] = set()
    for name, report in heard(world, assignment, party, today):
        status = None if report is None else report.status.value
        if report is not None and status in {"in_progress", "fulfilled"} and not report.verified_on and not report.evidence:
            found.add((FindingKind.NO_EVIDENCE, str(report.id)))
        if report is not None and status == "fulfilled" and not report.verified_on:
            found.add((FindingKind.UNVERIFIED, str(report.id)))
        since = report.on if report is not None else session_day(world, accord)
        silent = status in {None, "pending", "in_progress"} and (today - since).days > STALE
        member = ids[name] if party.members else 0
        rung = any(
            who in {member or party_id, party_id} and about in {None, accord.id} and 0 <= (today - on).days <= STALE for who, about, on in contacts
        )
        if silent and not rung:
            found.add((FindingKind.UNANSWERED, f"{assignment}:{member}:{report.id if report else 0}"))
    return found


@settings(max_examples=25, deadline=None)
@given(world=worlds(), contacts=contacts_drawn, today=days)
def test_the_findings_are_those_of_a_recount_each_once_and_the_kinds_add_up(world: World, contacts: list[Contact], today: date) -> None:
    found = findings(board_of(world, today), contacts=asked(contacts))
    told = [(FindingKind(row.kind), row.subject) for row in records(found)]
    assert len(told) == len(set(told))
    assert set(told) == recounted(world, contacts, today)
    assert sum(counts(found).values()) == len(found)
    assert len(set(zip(found["kind"], found["place"], strict=True))) == len(found)


@settings(max_examples=6, deadline=None)
@given(world=worlds(), today=days, data=st.data())
def test_what_is_accepted_is_left_out_counted_apart_and_counts_as_mended(world: World, today: date, data: st.DataObject) -> None:
    board = board_of(world, today)
    before = weigh(board, contacts=asked([]), accepted=())
    keys = [(row.kind, row.subject) for row in records(before.open)]
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    after = weigh(board, contacts=asked([]), accepted=[*chosen, ("no_deadline", "999")])
    assert len(before.accepted) == 0
    assert {(row.kind, row.subject) for row in records(after.accepted)} == set(chosen)
    assert len(after.open) + len(after.accepted) == len(before.open)
    assert mended(before.open, after.open) == len(chosen)


def test_the_first_of_the_kinds_weighs_most_among_as_many() -> None:
    number = dict.fromkeys(FindingKind, 1)
    assert heaviest(number) == FindingKind.NO_DEADLINE
    assert heaviest({**number, FindingKind.DUPLICATE: 2}) == FindingKind.DUPLICATE


CAMPAIGN = "Realizar una campaña de difusión contra la violencia familiar en las provincias de la región"
TEXTS = {
    "equal but for accents and capitals": ([CAMPAIGN, CAMPAIGN.upper().replace("Ñ", "ñ")], [(1, 0)]),
    "one letter apart": ([CAMPAIGN, CAMPAIGN.replace("provincias", "provincia")], [(1, 0)]),
    "another figure is another agreement": ([f"{CAMPAIGN}, 30 talleres", f"{CAMPAIGN}, 40 talleres"], []),
    "another subject": ([CAMPAIGN, "Instalar cámaras de videovigilancia en los mercados de la provincia de Ilo"], []),
    "short texts only when equal": (["Remitir el informe", "Remitir informes", "remitir el informe"], [(2, 0)]),
    "each repeat of the first": ([CAMPAIGN, CAMPAIGN, CAMPAIGN.replace("provincias", "provincia")], [(1, 0), (2, 0)]),
}


@pytest.mark.parametrize(("texts", "pairs"), TEXTS.values(), ids=list(TEXTS))
def test_a_text_repeats_the_first_that_says_the_same(texts: list[str], pairs: list[tuple[int, int]]) -> None:
    assert list(repeats(texts)) == pairs


def test_an_agreement_passed_down_is_no_repeat_of_its_parent(today: date) -> None:
    board = small_board(today)
    twice = replace(board, agreements=board.agreements.assign(text=CAMPAIGN))
    first, second = twice.agreements["agreement_id"]
    found = findings(twice, contacts=asked([]))
    assert list(found.loc[found["kind"] == FindingKind.DUPLICATE, "subject"]) == [f"{second}={first}"]
    passed = replace(twice, agreements=twice.agreements.assign(parent_id=pd.Series([0, first])))
    assert counts(findings(passed, contacts=asked([])))[FindingKind.DUPLICATE] == 0


def small_board(today: date) -> Board:
    """Two agreements of one session."""
    accords = (Accord(1, "1", 1, "A", ((10, 1),)), Accord(2, "2", 1, "A", ((20, 2),)))
    return board_of(World((Meeting(1, "2026-1", date(2026, 2, 25)),), PARTIES, accords), today)
