"""Two hands on one record: what each changed since both saw it, and where they changed the same thing."""

from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")


def merged(
    original: Mapping[str, Value], theirs: Mapping[str, Value], mine: Mapping[str, Value]
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The record with what only one of both changed, and the fields that both changed to something different.

    All three name the same fields. A field in conflict has their value, which is the one recorded: mine never wins by itself.
    """
    conflicting = tuple(name for name in original if original[name] != mine[name] != theirs[name] != original[name])
    kept = {name: mine[name] if theirs[name] == original[name] else theirs[name] for name in original}
    return kept, conflicting


def joined(mine: str, theirs: str) -> str:
    """Both texts, mine first; one alone where it says the other already."""
    if theirs.strip() in mine:
        return mine
    return theirs if mine.strip() in theirs else f"{mine}\n{theirs}"
