"""What the fields of a new session and of a new agreement choose from, as plain values. Reads only."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text

from data_store.database import Reader
from data_store.known import default_follow_up

COMMITTEES = "SELECT id, name FROM committee WHERE withdrawn_in IS NULL ORDER BY id"
INSTITUTIONS = "SELECT id, acronym FROM institution WHERE withdrawn_in IS NULL AND retired_on IS NULL ORDER BY acronym"
THEMES = "SELECT id, label FROM theme WHERE withdrawn_in IS NULL AND retired_on IS NULL ORDER BY position, id"
PROBLEMS = "SELECT id, number, text, theme_id FROM problem WHERE session_id = :session AND withdrawn_in IS NULL ORDER BY id"
CODES = """
SELECT a.problem_id, a.code FROM agreement a JOIN problem p ON p.id = a.problem_id
WHERE p.session_id = :session AND a.withdrawn_in IS NULL ORDER BY a.id
"""


@dataclass(frozen=True)
class KnownProblem:
    """A problem of a session: number as in the acta ("02"), text, theme, and the codes of its agreements."""

    id: int
    number: str
    text: str
    theme_id: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CaptureGround:
    """`institutions`: acronym by id; `themes`: label by id, neither those that are retired; `problems`: those of the session; `follow_up_id`: who usually follows up."""

    institutions: Mapping[int, str]
    themes: Mapping[int, str]
    problems: tuple[KnownProblem, ...]
    follow_up_id: int | None


def load_committees(db: Reader) -> dict[int, str]:
    """The name of each committee, by its id."""
    return {row[0]: row[1] for row in db.execute(text(COMMITTEES))}


def load_capture_ground(db: Reader, *, session_id: int) -> CaptureGround:
    """What a new agreement of a session can be made of."""
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for problem_id, code in db.execute(text(CODES), {"session": session_id}):
        codes[problem_id].append(code)
    institutions = {row[0]: row[1] for row in db.execute(text(INSTITUTIONS))}
    follow_up_id = default_follow_up(db)
    return CaptureGround(
        institutions=institutions,
        themes={row[0]: row[1] for row in db.execute(text(THEMES))},
        problems=tuple(KnownProblem(row[0], row[1], row[2], row[3], tuple(codes[row[0]])) for row in db.execute(text(PROBLEMS), {"session": session_id})),
        follow_up_id=follow_up_id if follow_up_id in institutions else None,
    )
