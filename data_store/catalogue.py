"""What the screens read of the catalogue of institutions: each with its spellings and where it is used. Reads only."""

import pandas as pd
from sqlalchemy import Connection, text

from data_store.queries import frame

# What institutions are used for: the table and its column that names them.
USES = {
    "assignments": ("assignment", "institution_id"),
    "follow_ups": ("agreement", "follow_up_id"),
    "groups": ("group_membership", "member_id"),
    "members": ("group_membership", "group_id"),
    "member_reports": ("progress_report", "member_id"),
    "contacts": ("contact", "institution_id"),
}

INSTITUTIONS = """
SELECT i.id AS institution_id, i.code, i.acronym, i.name, i.kind, i.retired_on, COUNT(l.id) AS spellings,
       COALESCE(GROUP_CONCAT(l.folded, ' '), '') AS folded
FROM institution i LEFT JOIN institution_alias l ON l.institution_id = i.id AND l.withdrawn_in IS NULL
WHERE i.withdrawn_in IS NULL GROUP BY i.id ORDER BY i.acronym
"""

SPELLINGS = """
SELECT l.id AS alias_id, l.spelling, l.folded,
       (SELECT b.file_name FROM event v JOIN import_batch b ON b.id = v.batch_id
        WHERE v.entity = 'institution_alias' AND v.entity_id = l.id AND v.field = 'created' LIMIT 1) AS file_name
FROM institution_alias l WHERE l.institution_id = :institution AND l.withdrawn_in IS NULL ORDER BY l.spelling
"""

HAS_MEMBERS = """
SELECT EXISTS (SELECT 1 FROM group_membership WHERE group_id = :id AND withdrawn_in IS NULL)
    OR EXISTS (SELECT 1 FROM progress_report r JOIN assignment n ON n.id = r.assignment_id
               WHERE n.institution_id = :id AND r.member_id IS NOT NULL AND r.withdrawn_in IS NULL)
"""
IS_MEMBER = "SELECT EXISTS (SELECT 1 FROM group_membership WHERE member_id = :id AND withdrawn_in IS NULL)"
GROUPS = """
SELECT g.acronym, m.valid_from, m.valid_to FROM group_membership m JOIN institution g ON g.id = m.group_id
WHERE m.member_id = :institution AND m.withdrawn_in IS NULL ORDER BY g.acronym
"""


def load_institutions(db: Connection) -> pd.DataFrame:
    """Every institution that was not taken back, by acronym: institution_id, code, acronym, name, kind, retired_on, spellings (how
    many), folded (those spellings, for search), and how many records use it: assignments, follow_ups (agreements), groups that it is
    a member of, members, member_reports (what it said as a member), contacts.
    """
    found = frame(db, INSTITUTIONS, days=["retired_on"])
    for use in USES:
        found[use] = found["institution_id"].map(_counts(db, use)).fillna(0).astype("int64")
    return found


def load_retired(db: Connection) -> frozenset[int]:
    """The institutions (ids) that are no longer offered in new choices."""
    return frozenset(row[0] for row in db.execute(text("SELECT id FROM institution WHERE retired_on IS NOT NULL")))


def load_spellings(db: Connection, *, institution_id: int) -> pd.DataFrame:
    """The spellings of an institution: alias_id, spelling, folded, file_name of the load that taught it (missing: none)."""
    return frame(db, SPELLINGS, institution=institution_id)


def load_groups_of(db: Connection, *, institution_id: int) -> pd.DataFrame:
    """The groups that an institution belongs or belonged to: acronym, valid_from, valid_to."""
    return frame(db, GROUPS, days=["valid_from", "valid_to"], institution=institution_id)


def uses_of(db: Connection, institution_id: int) -> dict[str, int]:
    """How many live records stand on the institution, by what for; what it is not used for is left out."""
    found = {use: _counts(db, use).get(institution_id, 0) for use in USES}
    return {use: number for use, number in found.items() if number}


def _counts(db: Connection, use: str) -> dict[int, int]:
    """How many live records stand on each institution (id)."""
    table, column = USES[use]
    sql = f"SELECT {column}, COUNT(*) FROM {table} WHERE withdrawn_in IS NULL AND {column} IS NOT NULL GROUP BY {column}"
    return {row[0]: row[1] for row in db.execute(text(sql))}


def has_members(db: Connection, institution_id: int) -> bool:
    """Whether anything follows the institution by its members: a list of them, or a report of one."""
    return bool(db.execute(text(HAS_MEMBERS), {"id": institution_id}).scalar())


def is_member(db: Connection, institution_id: int) -> bool:
    """Whether the institution belongs to a group, or did."""
    return bool(db.execute(text(IS_MEMBER), {"id": institution_id}).scalar())
