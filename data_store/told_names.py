"""What the log means by the names that it tells in place of ids: who had that name when it was told, whatever they are called since.

A name that a record ever had is never given to another: what is renamed keeps its old name as a spelling, and labels are
compared with all that there ever were.
"""

from typing import Any

_EVER_CALLED = (
    "(SELECT n.entity_id FROM main.event n WHERE n.field IN ('created', '{field}') AND n.entity = '{table}' AND n.after = {told} "
    "ORDER BY n.id DESC LIMIT 1)"
)


def _ever_called(table: str, field: str) -> str:
    return _EVER_CALLED.format(table=table, field=field, told="{told}")


# By the field of the log, the id that it means, as SQL on the words `{told}`.
MEANT = {
    "follow_up": _ever_called("institution", "acronym"),
    "institution": _ever_called("institution", "acronym"),
    "member": _ever_called("institution", "acronym"),
    "theme": _ever_called("theme", "label"),
    "committee": "(SELECT c.id FROM main.committee c WHERE c.code = {told})",
    "passed_from": "CAST({told} AS INTEGER)",
    "position": "CAST({told} AS INTEGER)",
}


def meant_by(rows: Any, field: str, told: str | None) -> Any:
    """The value of the column behind a field of the log; `rows` answers a query with named parameters (`Bulk.rows`)."""
    if told is None or field not in MEANT:
        return told
    return rows(f"SELECT {MEANT[field].format(told=':told')}", told=told)[0][0]
