"""The tables as they were known at a past moment, for the same queries that read them as they are now.

Each table is put before the query under its own name (`main.` reaches the real one): without the records that were made
later, with those that were withdrawn later and without those that were brought back later, each field as it was before its
first change since. The log of events tells all but the moment of reports, deadlines and checks, which say theirs. SQLite
works these tables into the query, so that it seeks by the same indexes; nothing is written, for who reads cannot.
"""

from datetime import UTC, datetime

from sqlalchemy import TextClause, text

from data_store.event_log import WITHDRAWN
from data_store.models import Base
from data_store.replay import EDITABLE
from data_store.told_names import MEANT

STORED_MOMENT = "%Y-%m-%d %H:%M:%S.%f"  # as SQLite keeps moments: in UTC, without saying so

RECORDED = ("progress_report", "deadline_change", "verification", "contact")
CREATED = (
    "committee", "institution", "theme", "group_membership", "committee_session", "problem", "agreement", "assignment", "accepted_finding",
)  # fmt: skip

# The events on one field of the record `x` since the moment.
SINCE = "FROM event v WHERE v.field = '{field}' AND v.entity = '{table}' AND v.entity_id = x.id AND v.at > :known_at"


def as_known(sql: str, known_at: datetime | None) -> TextClause:
    """The query on what was known at a moment (aware; what was recorded at it was known), or as it is without one."""
    if known_at is None:
        return text(sql)
    return text(f"WITH {TABLES}\n{sql}").bindparams(known_at=stored_moment(known_at))


def stored_moment(at: datetime) -> str:
    """An aware moment as SQLite keeps it."""
    return at.astimezone(UTC).replace(tzinfo=None).strftime(STORED_MOMENT)


def _table(table: str) -> str:
    """One table as it was known, with its columns; what is in it was not withdrawn."""
    columns = ", ".join(f'{_column(table, column.name)} AS "{column.name}"' for column in Base.metadata.tables[table].columns)
    made = "x.recorded_at <= :known_at" if table in RECORDED else f"NOT EXISTS (SELECT 1 {SINCE.format(field='created', table=table)})"
    return f"{table} AS NOT MATERIALIZED (SELECT {columns} FROM main.{table} x WHERE {made}{_stood(table)})"


def _stood(table: str) -> str:
    """Whether a record stood: the opposite of what its first withdrawal or return since made of it, else as it stands."""
    if WITHDRAWN not in Base.metadata.tables[table].columns:
        return ""
    first = f"SELECT v.before IS NULL {SINCE.format(field='withdrawn', table=table)} ORDER BY v.id LIMIT 1"
    return f" AND COALESCE(({first}), x.{WITHDRAWN} IS NULL)"


def _column(table: str, column: str) -> str:
    """A column with its value then; one that nobody edits as it is."""
    if column == WITHDRAWN:
        return "NULL"
    field = next((field for field, stored in EDITABLE.get(table, {}).items() if stored == column), None)
    if field is None:
        return f'x."{column}"'
    since = SINCE.format(field=field, table=table)
    told = f"(SELECT v.before {since} ORDER BY v.id LIMIT 1)"
    return f'CASE WHEN EXISTS (SELECT 1 {since}) THEN {MEANT.get(field, "{told}").format(told=told)} ELSE x."{column}" END'


TABLES = ",\n".join(_table(table) for table in (*CREATED, *RECORDED))
