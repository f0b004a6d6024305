"""What stands on what: the records that others are of. A live record stands only on live ones."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, text

from data_store.replay import Record

# Each table with its columns that name another, parents before children.
PARENTS: dict[str, dict[str, str]] = {
    "committee": {"parent_id": "committee"},
    "holiday": {},
    "setting": {},
    "accepted_finding": {},
    "committee_session": {"committee_id": "committee"},
    "theme": {},
    "institution": {},
    "ignored_name": {},
    "tracker_layout": {},
    "institution_alias": {"institution_id": "institution"},
    "group_membership": {"group_id": "institution", "member_id": "institution"},
    "problem": {"session_id": "committee_session", "theme_id": "theme"},
    "agreement": {"problem_id": "problem", "follow_up_id": "institution", "parent_id": "agreement"},
    "assignment": {"agreement_id": "agreement", "institution_id": "institution"},
    "progress_report": {"assignment_id": "assignment", "member_id": "institution", "session_id": "committee_session"},
    "deadline_change": {"agreement_id": "agreement", "session_id": "committee_session"},
    "verification": {"report_id": "progress_report"},
    "session_decision": {"session_id": "committee_session", "agreement_id": "agreement"},
    "contact": {"institution_id": "institution", "agreement_id": "agreement"},
    "presentation": {"session_id": "committee_session"},
}
NEVER_WITHDRAWN = ("presentation",)
LISTED = "(SELECT value FROM json_each(:ids))"


def by_table(records: Iterable[Record]) -> dict[str, list[int]]:
    """The ids of the records, by their table."""
    found: dict[str, list[int]] = defaultdict(list)
    for table, number in sorted(records):
        found[table].append(number)
    return found


def live_among(db: Connection, records: Collection[Record]) -> set[Record]:
    """Those of the records that are not withdrawn."""
    return {
        (table, row[0])
        for table, ids in by_table(records).items()
        for row in db.execute(text(f"SELECT id FROM {table} WHERE withdrawn_in IS NULL AND id IN {LISTED}"), {"ids": json.dumps(ids)})
    }


def parents_of(db: Connection, records: Collection[Record]) -> dict[Record, list[Record]]:
    """What each record stands on."""
    found: dict[Record, list[Record]] = {}
    for table, ids in by_table(records).items():
        columns = PARENTS[table]
        sql = f"SELECT {', '.join(['id', *columns])} FROM {table} WHERE id IN {LISTED}"
        for number, *named in db.execute(text(sql), {"ids": json.dumps(ids)}):
            parents = zip(columns.values(), named, strict=True)
            found[table, number] = [(parent, parent_id) for parent, parent_id in parents if parent_id is not None]
    return found


def children_of(db: Connection, records: Collection[Record], *, live: bool) -> list[tuple[Record, Record]]:
    """Pairs of a record and one that stands on it: those that are live, or those that were withdrawn."""
    chosen, pairs = by_table(records), []
    for table, columns in PARENTS.items():
        for column, parent in columns.items():
            if chosen.get(parent) and (live or table not in NEVER_WITHDRAWN):
                pairs += _children(db, table, column, parent, chosen[parent], live=live)
    return pairs


def _children(
    db: Connection, table: str, column: str, parent: str, ids: list[int], *, live: bool
) -> list[tuple[Record, Record]]:
    state = "" if table in NEVER_WITHDRAWN else f" AND withdrawn_in IS {'NULL' if live else 'NOT NULL'}"
    sql = f"SELECT {column}, id FROM {table} WHERE {column} IN {LISTED}{state}"
    return [((parent, row[0]), (table, row[1])) for row in db.execute(text(sql), {"ids": json.dumps(ids)})]


def families_of(db: Connection, wholes: Collection[Record], *, live: bool) -> dict[Record, set[Record]]:
    """Everything that stands on each of the records, directly or not."""
    found: dict[Record, set[Record]] = {whole: set() for whole in wholes}
    root = {whole: whole for whole in wholes}
    newest = set(wholes)
    while newest:
        pairs = [(parent, child) for parent, child in children_of(db, newest, live=live) if child not in root]
        root |= {child: root[parent] for parent, child in pairs}
        newest = {child for _, child in pairs}
        for child in newest:
            found[root[child]].add(child)
    return found
