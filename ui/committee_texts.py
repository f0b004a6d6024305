"""What committees are called on screen. Pure: values in, Spanish out."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from follow_up.board import Board
from follow_up.committees import Scope
from follow_up.rows import records
from follow_up.vocabulary import CommitteeLevel

LEVEL = {
    CommitteeLevel.REGIONAL: "CORESEC (regional)",
    CommitteeLevel.PROVINCIAL: "COPROSEC (provincial)",
    CommitteeLevel.DISTRICT: "CODISEC (distrital)",
}
YEAR_AND_NUMBER = re.compile(r"(?:^|-)\d{4}-[A-Z]\d+")
WITH_BELOW = "con sus comités"


def short_name(committee: Any) -> str:
    """A committee in two words: "COPROSEC Ilo". `committee`: level, territory."""
    return f"{CommitteeLevel(committee.level).acronym} {committee.territory}"


def short_names(committees: pd.DataFrame) -> dict[int, str]:
    """The short name of each committee by its id; where two would be called the same, with the code."""
    names = {int(row.committee_id): short_name(row) for row in records(committees)}
    told = list(names.values())
    return {int(row.committee_id): name if told.count(name := names[int(row.committee_id)]) == 1 else f"{name} ({row.code})" for row in records(committees)}


def scope_label(scope: Scope, names: dict[int, str]) -> str:
    """A committee alone, or with those below it: "CORESEC Moquegua con sus comités"."""
    name = names[scope.committees[0]]
    return f"{name} {WITH_BELOW}" if len(scope.committees) > 1 else name


def committee_codes(refs: Iterable[str]) -> list[str]:
    """The code of the committee with which the name of each agreement or session begins; empty for those of the first."""
    return [str(ref)[: found.start()].rstrip("-") if (found := YEAR_AND_NUMBER.search(str(ref))) else "" for ref in refs]


def session_number(code: str) -> str:
    """The code of a session without that of its committee, for where that one is told already: "2026-O1"."""
    return code.removeprefix(f"{committee_codes([code])[0]}-")


def heading(board: Board) -> str:
    """The full name of what is looked at, for the head of a page and for what is printed; empty without any committee."""
    if board.committees.empty:
        return ""
    name = str(board.committees["name"].iloc[0])
    return f"{name} {WITH_BELOW}" if len(board.committees) > 1 else name
