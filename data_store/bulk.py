"""Many records at once: collected with ids given here, written with one statement per table, parents first.

Only inside a writing transaction, which holds the write lock: nobody else can take the same ids. Adding records one by
one costs thirteen times more.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, text, update
from sqlmodel import Session

from data_store.event_log import Entry, FieldChange, append_entries
from data_store.inserting import insert_rows
from data_store.models import Base

Record = dict[str, Any]


class Bulk:
    """New records, changed ones, and the events that tell of both, until `write`."""

    def __init__(self, db: Session) -> None:
        self.connection = db.connection()
        self._db = db
        self._new: dict[type[Base], dict[int, Record]] = defaultdict(dict)
        self._changed: dict[type[Base], dict[int, Record]] = defaultdict(dict)
        self._touched: dict[type[Base], set[int]] = defaultdict(set)
        self._next: dict[type[Base], int] = {}
        self._entries: list[Entry] = []

    def rows(self, sql: str, **parameters: object) -> Sequence[Any]:
        """The rows of a query, as the base stands before `write`."""
        return self.connection.execute(text(sql), parameters).all()

    def add(self, model: type[Base], **values: Any) -> int:
        """A new record with all its values; returns its id."""
        if model not in self._next:
            self._next[model] = 1 + (self.connection.execute(text(f"SELECT MAX(id) FROM {table_of(model)}")).scalar() or 0)
        record_id = self._next[model]
        self._next[model] += 1
        self._new[model][record_id] = {"id": record_id, **values}
        return record_id

    def change(self, model: type[Base], record_id: int, **values: Any) -> None:
        """Other values for a record, new or stored."""
        records = self._new if record_id in self._new[model] else self._changed
        records[model].setdefault(record_id, {}).update(values)

    def touch(self, model: type[Base], record_id: int) -> None:
        """The version of a stored record rises, once: a form drawn before is stale."""
        if record_id not in self._new[model]:
            self._touched[model].add(record_id)

    def log(self, model: type[Base], record_id: int, *changes: FieldChange) -> None:
        """What the log will tell of a record."""
        entity = table_of(model)
        self._entries += [(entity, record_id, change.field, change.before, change.after) for change in changes]

    def create(self, model: type[Base], told: str, **values: Any) -> int:
        """A new record whose making is logged with what names it; returns its id."""
        record_id = self.add(model, **values)
        self.log(model, record_id, FieldChange("created", None, told))
        return record_id

    def withdraw(self, model: type[Base], record_id: int, *, before: int | None, after: int | None) -> None:
        """A record is taken back in a batch (`after`), or brought back (None)."""
        self.change(model, record_id, withdrawn_in=after)
        self.log(model, record_id, FieldChange("withdrawn", told_id(before), told_id(after)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged: then nothing changes."""
        return not self._entries

    def write(self, *, by: str, at: datetime, batch_id: int | None) -> None:
        """Everything collected, in the caller's transaction."""
        models = {table_of(model): model for model in {*self._new, *self._changed, *self._touched}}
        for table in Base.metadata.sorted_tables:
            if table.name in models:
                self._write_table(models[table.name])
        append_entries(self._db, self._entries, by=by, at=at, batch_id=batch_id)
        self._db.expire_all()  # what the session had read is older than what was written

    def _write_table(self, model: type[Base]) -> None:
        if self._new[model]:
            records = self._new[model].values()
            names = list(next(iter(records)))
            rows = ([record[name] for name in names] for record in records)
            insert_rows(self.connection, Base.metadata.tables[table_of(model)], names, rows)
        for columns, records in _by_columns(self._changed[model]).items():
            changed = update(model).where(_column(model, "id") == bindparam("record"))
            values = {name: bindparam(f"new_{name}") for name in columns}
            self.connection.execute(changed.values(values), records)
        if self._touched[model]:
            raised = f"UPDATE {table_of(model)} SET version = version + 1 WHERE id IN (SELECT value FROM json_each(:ids))"
            self.connection.execute(text(raised), {"ids": json.dumps(sorted(self._touched[model]))})


def _by_columns(changed: Mapping[int, Record]) -> dict[tuple[str, ...], list[Record]]:
    """Changes grouped by the columns that they name, as one statement each takes them."""
    groups: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record_id, values in changed.items():
        groups[tuple(sorted(values))].append({"record": record_id, **{f"new_{name}": value for name, value in values.items()}})
    return groups


def _column(model: type[Base], name: str) -> Any:
    return Base.metadata.tables[table_of(model)].columns[name]


def table_of(model: type[Base]) -> str:
    """The name of the table, which is the name of the entity in the log.

    As a bare text: of SQLAlchemy's own kind of name the driver asks, for each row, whether it can be adapted.
    """
    return str(cast("Any", model).__table__.name)


def told_id(record_id: int | None) -> str | None:
    """An id as the log tells it."""
    return None if record_id is None else str(record_id)
