"""What a person records by hand between loads, drawn at random, and what of a load it stands on."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from data_store.commands import report_progress, set_deadline, verify_report
from data_store.database import Store, writing
from data_store.recording import Refused
from follow_up.acts import DeadlineDraft
from follow_up.vocabulary import DeadlineKind
from tests.data_store.random_trackers import BY, TODAY, Clock
from tests.data_store.records import GOING, many, version_of

PLACES = """
SELECT n.id, a.id, s.code || '-' || a.code, i.acronym, (SELECT MIN(g.member_id) FROM group_membership g WHERE g.group_id = i.id)
FROM assignment n JOIN institution i ON i.id = n.institution_id JOIN agreement a ON a.id = n.agreement_id
JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id
WHERE n.withdrawn_in IS NULL AND a.withdrawn_in IS NULL ORDER BY n.version DESC, a.version DESC, s.held_on, a.code, n.position, n.id
"""
FULFILLED = """
SELECT r.id, r.assignment_id FROM progress_report r LEFT JOIN verification v ON v.report_id = r.id AND v.withdrawn_in IS NULL
WHERE r.withdrawn_in IS NULL AND r.status = 'fulfilled' AND v.id IS NULL ORDER BY r.id
"""
BY_BATCH = """
SELECT EXISTS (SELECT 1 FROM event WHERE batch_id = :batch AND field = 'created'
               AND ((entity = 'agreement' AND entity_id = :agreement) OR (entity = 'assignment' AND entity_id = :assignment))),
       EXISTS (SELECT 1 FROM progress_report r JOIN import_row w ON w.id = r.import_row_id
               WHERE w.batch_id = :batch AND r.assignment_id = :assignment AND r.member_id IS :member),
       EXISTS (SELECT 1 FROM deadline_change d JOIN import_row w ON w.id = d.import_row_id
               WHERE w.batch_id = :batch AND d.agreement_id = :agreement),
       EXISTS (SELECT 1 FROM event WHERE batch_id = :batch AND field = 'created' AND entity = 'agreement' AND entity_id = :agreement)
"""


@dataclass(frozen=True)
class Hand:
    """One act by hand: a report, a deadline or a check. `which` picks where, what was touched before first."""

    kind: str
    which: int
    number: int
    by_member: bool


@dataclass(frozen=True)
class Made:
    """Where it was done and what it left: the record's table and id, the agreement's ref, the institution."""

    hand: Hand
    table: str
    id: int
    assignment: int
    agreement: int
    member: int | None
    ref: str
    institution: str

    def stands_on(self, store: Store, batch: int) -> bool:
        """Whether the load made what this was done to, or spoke of the same thing."""
        where = {"batch": batch, "agreement": self.agreement, "assignment": self.assignment, "member": self.member}
        ((made, reported, dated, made_whole),) = many(store, BY_BATCH, **where)
        if self.hand.kind == "deadline":
            return bool(dated or made_whole)
        return bool(made or reported)


hands = st.builds(
    Hand, st.sampled_from(["report", "report", "deadline", "verify"]), st.integers(0, 6), st.integers(1, 90), st.booleans()
)


def by_hand(store: Store, given: Sequence[Hand], clock: Clock) -> list[Made]:
    """What the rules refuse is not recorded."""
    made: list[Made] = []
    for hand in given:
        with suppress(Refused):
            made += _act(store, hand, clock)
    return made


def _act(store: Store, hand: Hand, clock: Clock) -> list[Made]:
    places = many(store, PLACES)
    assignment, agreement, ref, institution, member = places[hand.which % len(places)]
    signed = {"today": TODAY, "by": BY, "at": clock.tick()}
    if hand.kind == "verify":
        return _verify(store, hand, {place[0]: place for place in places}, signed)
    if hand.kind == "deadline":
        day = TODAY + timedelta(days=400 + hand.number)
        draft = DeadlineDraft(DeadlineKind.DATE, day, "Por oficio", TODAY)
        with writing(store) as db:
            done = set_deadline(db, agreement_id=agreement, draft=draft, expected_version=version_of(store, "agreement", agreement), **signed)
        return [Made(hand, "deadline_change", done, assignment, agreement, None, ref, institution)]
    speaks = member if hand.by_member else None
    draft = replace(GOING, reported_on=TODAY, progress=hand.number, actions=f"A mano {hand.number}")
    with writing(store) as db:
        done = report_progress(
            db, assignment_id=assignment, member_id=speaks, draft=draft, expected_version=version_of(store, "assignment", assignment), **signed
        )
    return [Made(hand, "progress_report", done, assignment, agreement, speaks, ref, institution)]


def _verify(store: Store, hand: Hand, places: dict[int, tuple], signed: dict) -> list[Made]:
    open_ones = [row for row in many(store, FULFILLED) if row[1] in places]
    if not open_ones:
        return []
    report, assignment = open_ones[hand.which % len(open_ones)]
    with writing(store) as db:
        done = verify_report(
            db, report_id=report, note="", verified_on=TODAY, expected_version=version_of(store, "assignment", assignment), **signed
        )
    _, agreement, ref, institution, _ = places[assignment]
    ((member,),) = many(store, "SELECT member_id FROM progress_report WHERE id = :id", id=report)
    return [Made(hand, "verification", done, assignment, agreement, member, ref, institution)]


def survives(store: Store, made: Made) -> bool:
    """Whether what was done by hand still stands, on an agreement and an assignment that stand."""
    if made.table == "verification":
        record = "SELECT r.withdrawn_in FROM verification v JOIN progress_report r ON r.id = v.report_id WHERE v.id = :id"
    else:
        record = f"SELECT withdrawn_in FROM {made.table} WHERE id = :id"
    wholes = "SELECT n.withdrawn_in, a.withdrawn_in FROM assignment n JOIN agreement a ON a.id = n.agreement_id WHERE n.id = :id"
    if made.table == "deadline_change":
        wholes = "SELECT a.withdrawn_in FROM assignment n JOIN agreement a ON a.id = n.agreement_id WHERE n.id = :id"
    found = [*many(store, record, id=made.id), *many(store, wholes, id=made.assignment)]
    return all(value is None for row in found for value in row)
