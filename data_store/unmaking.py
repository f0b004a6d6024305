"""What undoing a batch would do, as the rules of undoing leave it: records that go and come back, values, obstacles."""

from dataclasses import dataclass, field

from data_store.replay import Act, Record

CONTAINERS = ("agreement", "assignment")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something made since that stands on the batch's work (`on`), or in its place. `key` names the choice.

    `of` is the record that the batch made or changed (then to `value`), `later` or `edit` what was made since.
    """

    key: str
    of: Record
    later: Record | None = None
    edit: Act | None = None
    value: str | None = None


@dataclass
class Unmaking:
    """The result: `down` are withdrawn, `up` come back, `values` are (before, after) by record and field.

    `asked` is what goes beyond the batch because it was asked to; `staying` what the batch made and others now use.
    """

    down: set[Record] = field(default_factory=set)
    up: set[Record] = field(default_factory=set)
    values: dict[tuple[Record, str], tuple[str | None, str | None]] = field(default_factory=dict)
    asked: set[tuple[str, int, str]] = field(default_factory=set)
    obstacles: list[Obstacle] = field(default_factory=list)
    staying: set[Record] = field(default_factory=set)
