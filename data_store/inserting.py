"""Inserting many rows by the driver's own statement, row by row as they are made.

What SQLAlchemy prepares for each row costs more than SQLite's insert, and a list of them all costs more than both.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

Keep = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[list[Any]]) -> None:
    """Insert rows given in the order of the columns `names`, with each value kept as SQLAlchemy keeps it.

    The rows are changed on the way.
    """
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    keeps = [(place, keep) for place, name in enumerate(names) if (keep := _keep(connection, table, name)) is not None]
    driver: Any = connection.connection.driver_connection
    driver.executemany(f"INSERT INTO {table.name} ({listed}) VALUES ({marks})", _kept(rows, keeps))


def _keep(connection: Connection, table: Table, name: str) -> Keep | None:
    """How a value of the column becomes what SQLite keeps, once for each date or moment; None where it stays as it is."""
    process = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return None if process is None else cache(process)


def _kept(rows: Iterable[list[Any]], keeps: Sequence[tuple[int, Keep]]) -> Iterator[list[Any]]:
    for row in rows:
        for place, keep in keeps:
            row[place] = keep(row[place])
        yield row
