"""Loads `seed/` into an empty base: the catalogues and the acta, word for word, through the same commands."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from data_store.commands import (
    add_agreement,
    add_committee,
    add_institution,
    add_problem,
    add_session,
    add_theme,
)
from data_store.models import Committee
from follow_up.vocabulary import CommitteeLevel, InstitutionKind, SessionKind

SEED = Path(__file__).resolve().parent.parent / "seed"
LOADED_BY = "Carga inicial"
ACTA = "session_2026_02_25.json"


def load_acta(db: Session, *, at: datetime) -> None:
    """Load the seed once; a base that has a committee is left as it is."""
    if db.exec(select(Committee.id)).first() is not None:
        return
    themes = load_themes(db, at=at)
    institutions = load_institutions(db, at=at)
    acta = read_seed(ACTA)
    committee = acta["committee"]
    committee_id = add_committee(
        db, code=committee["code"], name=committee["name"], level=CommitteeLevel(committee["level"]),
        territory=committee["territory"], by=LOADED_BY, at=at,
    )  # fmt: skip
    load_session(db, acta, committee_id=committee_id, themes=themes, institutions=institutions, at=at)


def load_themes(db: Session, *, at: datetime) -> dict[str, int]:
    """The themes; returns id by code."""
    return {theme["code"]: add_theme(db, **theme, by=LOADED_BY, at=at) for theme in read_seed("themes.json")}


def load_institutions(db: Session, *, at: datetime) -> dict[str, int]:
    """The institutions with their spellings; returns id by code."""
    return {
        record["code"]: add_institution(db, **{**record, "kind": InstitutionKind(record["kind"])}, by=LOADED_BY, at=at)
        for record in read_seed("institutions.json")
    }


def load_session(
    db: Session, acta: dict[str, Any], *, committee_id: int, themes: dict[str, int], institutions: dict[str, int], at: datetime
) -> int:
    """A session with its problems and agreements, as `seed/session_*.json` writes them; returns the session's id."""
    session = acta["session"]
    session_id = add_session(
        db, committee_id=committee_id, kind=SessionKind(session["kind"]), number=session["number"],
        held_on=date.fromisoformat(session["held_on"]), title=session["title"], by=LOADED_BY, at=at,
    )  # fmt: skip
    for problem in acta["problems"]:
        problem_id = add_problem(
            db, session_id=session_id, number=problem["number"], text=problem["text"], theme_id=themes[problem["theme"]],
            by=LOADED_BY, at=at,
        )  # fmt: skip
        for agreement in problem["agreements"]:
            add_agreement(
                db, problem_id=problem_id, code=agreement["code"], text=agreement["text"],
                implementers=[institutions[code] for code in agreement["implementers"]],
                follow_up_id=institutions[agreement["follow_up"]], deadline_note=agreement["deadline_note"], by=LOADED_BY, at=at,
            )  # fmt: skip
    return session_id


def read_seed(name: str) -> Any:
    """The content of one file of `seed/`."""
    return json.loads((SEED / name).read_text(encoding="utf-8"))
