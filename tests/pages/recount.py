"""What a base holds, counted a second time: raw SQL into the plain records of the oracle, which shares no rule with us."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from follow_up.vocabulary import DeadlineKind, SessionKind, Status
from tests.follow_up.oracle import State, states_of
from tests.follow_up.worlds import Accord, Change, Meeting, Party, Report, World

REPORTS = """SELECT r.id, r.assignment_id, r.reported_on, r.status, r.progress, r.member_id, r.recorded_at, r.evidence_id, v.verified_on
             FROM progress_report r LEFT JOIN verification v ON v.report_id = r.id"""
ACCORDS = """SELECT a.id, a.code, p.session_id, t.label FROM agreement a JOIN problem p ON p.id = a.problem_id
             JOIN theme t ON t.id = p.theme_id"""


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def known(value: str) -> date:
    return date.fromisoformat(value)


def minute(value: str) -> int:
    return int(datetime.fromisoformat(value).replace(tzinfo=None).timestamp())


def world_of(file: Path) -> World:
    """Everything recorded in the base, by the words that the screen shows; to the oracle a group is a code that begins with G."""
    with closing(sqlite3.connect(file)) as raw:
        groups = raw.execute("SELECT group_id, member_id FROM group_membership ORDER BY id").fetchall()
        places = raw.execute("SELECT agreement_id, id, institution_id FROM assignment ORDER BY position").fetchall()
        return World(
            tuple(
                Meeting(id_, code, known(on), SessionKind(kind))
                for id_, code, on, kind in raw.execute("SELECT id, code, held_on, kind FROM committee_session")
            ),
            tuple(
                Party(id_, f"{'G ' if kind == 'group' else ''}{name}", tuple(member for group, member in groups if group == id_))
                for id_, name, kind in raw.execute("SELECT id, acronym, kind FROM institution")
            ),
            tuple(
                Accord(id_, code, meeting, theme, tuple((place, party) for accord, place, party in places if accord == id_))
                for id_, code, meeting, theme in raw.execute(ACCORDS)
            ),
            tuple(
                Report(id_, place, known(on), Status(status), progress, member, minute(at), evidence is not None, day(seen))
                for id_, place, on, status, progress, member, at, evidence, seen in raw.execute(REPORTS)
            ),
            tuple(
                Change(id_, accord, DeadlineKind(kind), day(until), known(on), minute(at))
                for id_, accord, kind, until, on, at in raw.execute(
                    "SELECT id, agreement_id, after_kind, after, decided_on, recorded_at FROM deadline_change"
                )
            ),
        )


def recounted(file: Path, today: date) -> tuple[dict[str, list[State]], dict[str, list[State]]]:
    """The states of the agreements by theme, and of the assignments by institution."""
    world = world_of(file)
    whole, parts = states_of(world, today)
    names = {party.id: party.code.removeprefix("G ") for party in world.parties}
    by_theme: dict[str, list[State]] = {}
    by_institution: dict[str, list[State]] = {}
    for accord in world.accords:
        if accord.id in whole:
            by_theme.setdefault(accord.theme, []).append(whole[accord.id])
            for place, party in accord.parties:
                by_institution.setdefault(names[party], []).append(parts[place])
    return by_theme, by_institution
