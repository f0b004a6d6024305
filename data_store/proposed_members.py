"""The members that the project proposes for the usual groups (`seed/proposed_members.json`): they never join by themselves.

Each is one of the catalogue, by its code or by a name that it has there, or one to be made when a person confirms it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import Session

from data_store.cataloguing import InstitutionDraft, add_institution
from data_store.groups import add_members
from data_store.seeding import read_seed
from follow_up.spelling import fold_name
from follow_up.vocabulary import InstitutionKind

PROPOSED = "proposed_members.json"

OF_CODE = "SELECT id, acronym, name FROM institution WHERE code = :code AND withdrawn_in IS NULL"
CALLED = """
SELECT i.id, i.acronym, i.name FROM institution_alias l JOIN institution i ON i.id = l.institution_id
WHERE l.folded = :folded AND l.withdrawn_in IS NULL AND i.withdrawn_in IS NULL
"""


@dataclass(frozen=True)
class Proposed:
    """One proposed member of a group. `institution_id`: the one of the catalogue, missing while there is none.

    `doubt`: why a person should look before it joins, empty where nothing speaks against it.
    """

    acronym: str
    name: str
    kind: InstitutionKind
    aliases: tuple[str, ...] = ()
    doubt: str = ""
    institution_id: int | None = None


@dataclass(frozen=True)
class Proposal:
    """The members proposed for a group, and where the list comes from; empty for a group without one."""

    source: str
    members: tuple[Proposed, ...]


def proposal_of(db: Connection, group_code: str) -> Proposal:
    """What is proposed for the group of that code, as the catalogue stands."""
    written = read_seed(PROPOSED).get(group_code, {"source": "", "members": []})
    found = (_proposed(db, member) for member in written["members"])
    return Proposal(written["source"], tuple(member for member in found if member is not None))


def _proposed(db: Connection, member: dict[str, Any]) -> Proposed | None:
    """A member as the catalogue has it, else as it is written; None for one of the first load that is no longer there."""
    doubt = member.get("doubt", "")
    names = [member["name"], member["acronym"]] if "name" in member else []
    known = db.execute(text(OF_CODE), {"code": member["code"]}).first() or _called(db, names)
    if known is not None:
        return Proposed(known[1], known[2], InstitutionKind.ENTITY, doubt=doubt, institution_id=known[0])
    if not names:
        return None
    return Proposed(member["acronym"], member["name"], InstitutionKind(member["kind"]), tuple(member["aliases"]), doubt)


def _called(db: Connection, names: Iterable[str]) -> Any:
    """The institution of the catalogue that goes by any of the names: id, acronym and name."""
    found = (db.execute(text(CALLED), {"folded": fold_name(name)}).first() for name in names)
    return next((row for row in found if row is not None), None)


def join(
    db: Session, *, group_id: int, members: Iterable[Proposed], valid_from: date | None, by: str, at: datetime, batch_id: int
) -> list[int]:
    """The members that a person confirmed join the group; those that the catalogue lacks are made first.

    Returns the ids of the memberships. Raises `Refused`.
    """
    ids = [
        member.institution_id
        or add_institution(
            db, draft=InstitutionDraft(member.name, member.acronym, member.kind), aliases=member.aliases, by=by, at=at, batch_id=batch_id
        )
        for member in members
    ]
    return add_members(db, group_id=group_id, member_ids=ids, valid_from=valid_from, by=by, at=at, batch_id=batch_id)
