"""What records are called on screen: the code of an agreement, the acronym of an institution, who made what came later."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from data_store.commands import told_deadline
from data_store.families import LISTED, by_table
from data_store.import_ground import moment
from data_store.replay import Record
from data_store.unmaking import Obstacle
from follow_up.vocabulary import DeadlineKind

REF = "s.code || '-' || a.code"
ACTA = "JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id"
# For each table (x): its own name, and the agreement and the institution that it is of.
NAMES = {
    "agreement": f"SELECT x.id, x.text, {REF}, NULL FROM agreement x JOIN agreement a ON a.id = x.id {ACTA}",
    "assignment": f"""SELECT x.id, i.acronym, {REF}, i.acronym FROM assignment x JOIN agreement a ON a.id = x.agreement_id {ACTA}
        JOIN institution i ON i.id = x.institution_id""",
    "progress_report": f"""SELECT x.id, x.reported_on, {REF}, COALESCE(m.acronym, i.acronym) FROM progress_report x
        JOIN assignment n ON n.id = x.assignment_id JOIN agreement a ON a.id = n.agreement_id {ACTA}
        JOIN institution i ON i.id = n.institution_id LEFT JOIN institution m ON m.id = x.member_id""",
    "deadline_change": f"""SELECT x.id, x.decided_on, {REF}, NULL FROM deadline_change x JOIN agreement a ON a.id = x.agreement_id
        {ACTA}""",
    "problem": "SELECT x.id, s.code || ' ' || x.number, NULL, NULL FROM problem x JOIN committee_session s ON s.id = x.session_id",
    "committee_session": "SELECT x.id, x.code, NULL, NULL FROM committee_session x",
    "theme": "SELECT x.id, x.label, NULL, NULL FROM theme x",
    "institution": "SELECT x.id, x.acronym, NULL, x.acronym FROM institution x",
    "committee": "SELECT x.id, x.name, NULL, NULL FROM committee x",
    "holiday": "SELECT x.id, x.name, NULL, NULL FROM holiday x",
    "setting": "SELECT x.id, x.name, NULL, NULL FROM setting x",
    "accepted_finding": "SELECT x.id, x.reason, NULL, NULL FROM accepted_finding x",
    "group_membership": """SELECT x.id, g.acronym || ' · ' || m.acronym, NULL, m.acronym FROM group_membership x
        JOIN institution g ON g.id = x.group_id JOIN institution m ON m.id = x.member_id""",
    "contact": "SELECT x.id, x.made_on, NULL, i.acronym FROM contact x JOIN institution i ON i.id = x.institution_id",
    "institution_alias": """SELECT x.id, x.spelling, NULL, i.acronym FROM institution_alias x
        JOIN institution i ON i.id = x.institution_id""",
    "ignored_name": "SELECT x.id, x.spelling, NULL, NULL FROM ignored_name x",
    "tracker_layout": "SELECT x.id, x.fingerprint, NULL, NULL FROM tracker_layout x",
    "verification": f"""SELECT x.id, x.verified_on, {REF}, COALESCE(m.acronym, i.acronym) FROM verification x
        JOIN progress_report r ON r.id = x.report_id JOIN assignment n ON n.id = r.assignment_id
        JOIN agreement a ON a.id = n.agreement_id {ACTA}
        JOIN institution i ON i.id = n.institution_id LEFT JOIN institution m ON m.id = r.member_id""",
    "session_decision": f"""SELECT x.id, x.text, {REF}, NULL FROM session_decision x LEFT JOIN agreement a ON a.id = x.agreement_id
        LEFT JOIN problem p ON p.id = a.problem_id LEFT JOIN committee_session s ON s.id = p.session_id""",
}

LATER_REPORT = "SELECT status, by, recorded_at FROM progress_report WHERE id = :id"
LATER_DEADLINE = "SELECT after_kind, after, by, recorded_at FROM deadline_change WHERE id = :id"
LATER_CHECK = "SELECT verified_on, by, recorded_at FROM verification WHERE id = :id"
LATER_DECISION = "SELECT text, by, at FROM session_decision WHERE id = :id"
LATER_MADE = "SELECT after, by, at FROM event WHERE entity = :entity AND entity_id = :id AND field = 'created' ORDER BY id DESC LIMIT 1"


class Name(NamedTuple):
    """What a record is called; `ref` and `institution` where it is of an agreement or an institution."""

    name: str
    ref: str | None
    institution: str | None


class Told(NamedTuple):
    """A field with its value, who set it and when."""

    field: str
    value: str | None
    by: str
    at: datetime


class Labels:
    """The names of records, read for all of them at once."""

    def __init__(self, db: Connection, records: Collection[Record]) -> None:
        self._db = db
        self._names: dict[Record, Name] = {}
        for table, ids in by_table(records).items():
            for number, *name in self._rows(f"{NAMES[table]} WHERE x.id IN {LISTED}", ids=json.dumps(ids)):
                self._names[table, number] = Name(*name)

    def name(self, record: Record) -> Name:
        """What a record is called."""
        return self._names[record]

    def done(self, obstacle: Obstacle) -> tuple[str, str | None]:
        """What the batch did there: the field and its value."""
        table, number = obstacle.of
        if obstacle.edit is not None and obstacle.value is not None:
            return obstacle.edit.field, obstacle.value
        if table in LATER:
            told = LATER[table](self, number)
            return told.field, told.value
        return "created", self._names[obstacle.of].name

    def since(self, obstacle: Obstacle) -> Told:
        """What was made since, by whom and when."""
        if obstacle.edit is not None:
            return Told(obstacle.edit.field, obstacle.edit.after, obstacle.edit.by, moment(obstacle.edit.at))
        table, number = obstacle.later or obstacle.of
        return LATER[table](self, number) if table in LATER else self._made(table, number)

    def report(self, number: int) -> Told:
        """A report, by its status."""
        status, by, at = self._rows(LATER_REPORT, id=number)[0]
        return Told("status", status, by, moment(at))

    def deadline(self, number: int) -> Told:
        """A deadline as the log tells it."""
        kind, day, by, at = self._rows(LATER_DEADLINE, id=number)[0]
        told = told_deadline(DeadlineKind(kind), date.fromisoformat(day) if day else None)
        return Told("deadline", told, by, moment(at))

    def check(self, number: int) -> Told:
        """A verification, by its day."""
        day, by, at = self._rows(LATER_CHECK, id=number)[0]
        return Told("verified", day, by, moment(at))

    def decision(self, number: int) -> Told:
        """A decision of a session, by its line."""
        words, by, at = self._rows(LATER_DECISION, id=number)[0]
        return Told("decision", words, by, moment(at))

    def _made(self, table: str, number: int) -> Told:
        told, by, at = self._rows(LATER_MADE, entity=table, id=number)[0]
        return Told("created", told, by, moment(at))

    def _rows(self, sql: str, **parameters: object) -> Sequence[Any]:
        return self._db.execute(text(sql), parameters).all()


LATER = {
    "progress_report": Labels.report, "deadline_change": Labels.deadline, "verification": Labels.check,
    "session_decision": Labels.decision,
}  # fmt: skip
