"""What the rows of a file say together of one agreement: each may tell a part of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from follow_up.import_plan import Entry, Party
from follow_up.matching import code_key

FACTS = ("text", "problem_number", "problem", "theme", "follow_up", "deadline_note")
Told = dict[str, Any]


class Shared:
    """The facts of agreements, by session and number, that any sound row tells; of several the first counts."""

    def __init__(self) -> None:
        self._told: dict[tuple[object, ...], Told] = {}
        self._named: defaultdict[tuple[object, ...], set[int | None]] = defaultdict(set)

    def add(self, entry: Entry) -> None:
        """Takes what the row says that no earlier row did."""
        self._named[_key(entry)].update(party.id for party in entry.implementers or ())
        told = self._told.setdefault(_key(entry), {})
        for name in FACTS:
            value = getattr(entry, name)
            if value is not None:
                told.setdefault(name, value)

    def unnamed(self, entry: Entry, parties: Iterable[Party]) -> list[Party]:
        """Those of the institutions that no row of the agreement names, for which a row without names is left to speak."""
        named = self._named.get(_key(entry), ()) if entry.code else ()
        return [party for party in parties if party.id not in named]

    def complete(self, entry: Entry) -> Entry:
        """The row with its blanks filled in from the others of its agreement, whatever their order in the file."""
        told = self._told.get(_key(entry), {}) if entry.code else {}
        lacking = {name: value for name, value in told.items() if getattr(entry, name) is None}
        return replace(entry, **lacking) if lacking else entry


def shared_facts(entries: Iterable[Entry]) -> Shared:
    """What can be relied on: rows without number stand alone, and a row with a problem waits with all that it says."""
    shared = Shared()
    for entry in entries:
        if entry.code and not entry.flaws and not entry.unknown:
            shared.add(entry)
    return shared


def _key(entry: Entry) -> tuple[object, ...]:
    return entry.session, code_key(entry.code or "")
