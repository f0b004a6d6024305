"""Values that come back and name another record: that record stands again, and no two records take one place."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from data_store.families import PARENTS, live_among
from data_store.replay import EDITABLE, Record
from data_store.told_names import meant_by
from data_store.unmaking import Obstacle, Unmaking

Pair = tuple[Record, Record]  # a record, and one that stands on it

# What two records of a table never have alike, withdrawn ones too.
PLACES = {"assignment": ("agreement_id", "institution_id"), "group_membership": ("group_id", "member_id", "valid_from")}


class Naming:
    """The values of an `Unmaking` as columns: who names whom no longer, and who names whom again."""

    def __init__(self, db: Connection, result: Unmaking) -> None:
        self._db, self._result = db, result
        self._meant: dict[tuple[str, str | None], Any] = {}

    def settle_places(self) -> None:
        """A value does not come back where another record has the place by now: the other stays, and is named."""
        for table, columns in PLACES.items():
            names = {name: column for name, column in EDITABLE[table].items() if column in columns}
            for record in sorted({record for record, name in self._result.values if record[0] == table and name in names}):
                other = self._holder(record, columns, names)
                if other is not None:
                    for name in names:
                        self._result.values.pop((record, name), None)
                    self._result.obstacles.append(Obstacle(f"place:{table}:{record[1]}", record, later=other))

    def _holder(self, record: Record, columns: tuple[str, ...], names: dict[str, str]) -> Record | None:
        """The record that has the place to which the values lead, and does not leave it."""
        table, number = record
        stored = self._db.execute(text(f"SELECT {', '.join(columns)} FROM {table} WHERE id = :id"), {"id": number}).one()
        led = {column: self._meaning(name, self._result.values[record, name][1]) for name, column in names.items() if (record, name) in self._result.values}
        place = dict(zip(columns, stored, strict=True)) | led
        same = " AND ".join(f"{column} IS :{column}" for column in columns)
        found = self._db.execute(text(f"SELECT id FROM {table} WHERE {same} AND id <> :id"), {**place, "id": number})
        leaving = {moved for moved, name in self._result.values if name in names}
        return next(((table, row[0]) for row in found if (table, row[0]) not in leaving), None)

    def bring_back(self) -> None:
        """What a value names again comes back with it, if it was taken back since."""
        named = {parent for parent, child in self.arriving() if child not in self._result.down}
        gone = named - live_among(self._db, named) - self._result.up
        self._result.up |= gone
        self._result.asked |= {(*record, "withdrawn") for record in gone}

    def leaving(self) -> set[Pair]:
        """What stood on a record and stands on it no longer."""
        return set(self._pairs(0))

    def arriving(self) -> set[Pair]:
        """What stands on a record again."""
        return set(self._pairs(1))

    def _pairs(self, side: int) -> Iterator[Pair]:
        for (record, name), told in self._result.values.items():
            parent = PARENTS[record[0]].get(EDITABLE[record[0]][name])
            if parent is not None and told[side] is not None:
                yield (parent, self._meaning(name, told[side])), record

    def _meaning(self, name: str, told: str | None) -> Any:
        if (name, told) not in self._meant:
            self._meant[name, told] = meant_by(self._rows, name, told)
        return self._meant[name, told]

    def _rows(self, sql: str, **values: object) -> list[Any]:
        return list(self._db.execute(text(sql), values))
