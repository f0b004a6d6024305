"""The writer of institutions: their names, spellings and kinds; retired when they are in use, taken back when they never were.

Each command is part of a batch (`changing.change`). `seen` is the version of the data that its form was drawn from. No name
that an institution ever had is given to another: the log tells institutions by it (`told_names`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Session, col, select

from data_store.catalogue import has_members, is_member, uses_of
from data_store.event_log import FieldChange
from data_store.lookups import existing, id_of
from data_store.models import IgnoredName, Institution, InstitutionAlias
from data_store.naming import code_of
from data_store.recording import create, log, refuse, require_unchanged
from follow_up.acts import MAX_TEXT, Refusal
from follow_up.spelling import clean_text, fold_name
from follow_up.vocabulary import InstitutionKind

EVER_CALLED = """
SELECT EXISTS (SELECT 1 FROM event WHERE entity = 'institution' AND field IN ('created', 'acronym') AND after = :acronym AND entity_id <> :but)
"""
CODE_TAKEN = "SELECT EXISTS (SELECT 1 FROM institution WHERE code = :code)"
NOBODY = 0  # the id of no institution


@dataclass(frozen=True)
class InstitutionDraft:
    """An institution as typed: a post, an office or a body, never a person."""

    name: str
    acronym: str
    kind: InstitutionKind

    @property
    def names(self) -> tuple[str, str]:
        """Name and acronym as they are stored."""
        return clean_text(self.name), clean_text(self.acronym)


@dataclass(frozen=True)
class Signed:
    """Who records, when (UTC), and as part of which batch."""

    by: str
    at: datetime
    batch_id: int


def add_institution(db: Session, *, draft: InstitutionDraft, aliases: Sequence[str] = (), by: str, at: datetime, batch_id: int) -> int:
    """An institution with its spellings; returns its id. One that was taken back under the same name comes back.

    Raises `Refused`.
    """
    name, acronym = draft.names
    signed = Signed(by, at, batch_id)
    earlier = _withdrawn_namesake(db, [acronym, name])
    refuse(_check_names(db, draft, but=id_of(earlier) if earlier else NOBODY) + _check_spellings(db, aliases, but=NOBODY), by=by)
    institution_id = _make(db, draft, signed) if earlier is None else _revive(db, earlier, draft, signed)
    for spelling in [acronym, name, *aliases]:
        _spell(db, institution_id, spelling, signed)
    return institution_id


def _make(db: Session, draft: InstitutionDraft, signed: Signed) -> int:
    name, acronym = draft.names
    code = code_of(acronym, taken=lambda code: bool(db.execute(text(CODE_TAKEN), {"code": code}).scalar()))
    made = Institution(code=code, name=name, acronym=acronym, kind=draft.kind)
    return create(db, made, told=acronym, by=signed.by, at=signed.at, batch_id=signed.batch_id)


def _revive(db: Session, institution: Institution, draft: InstitutionDraft, signed: Signed) -> int:
    _set(db, institution, "withdrawn_in", None, signed, field="withdrawn")
    name, acronym = draft.names
    for field, value in {"name": name, "acronym": acronym, "kind": draft.kind.value, "retired_on": None}.items():
        _set(db, institution, field, value, signed)
    return id_of(institution)


def edit_institution(
    db: Session, *, institution_id: int, draft: InstitutionDraft, seen: int, by: str, at: datetime, batch_id: int
) -> None:
    """Another name, acronym or kind; the names that it had stay as spellings. Raises `Refused`, `StaleRecord`."""
    institution = existing(db, Institution, institution_id)
    require_unchanged(db, institution, seen=seen)
    name, acronym = draft.names
    refusals = _check_names(db, draft, but=institution_id) + _check_kind(db, institution, draft.kind)
    if (name, acronym, draft.kind) == (institution.name, institution.acronym, institution.kind):
        refusals.append(Refusal.INSTITUTION_UNCHANGED)
    refuse(refusals, by=by)
    signed = Signed(by, at, batch_id)
    for spelling in [institution.acronym, institution.name, acronym, name]:
        _spell(db, institution_id, spelling, signed)
    for field, value in {"name": name, "acronym": acronym, "kind": draft.kind.value}.items():
        _set(db, institution, field, value, signed)


def add_alias(db: Session, *, institution_id: int, spelling: str, by: str, at: datetime, batch_id: int) -> None:
    """One more spelling that files may use. Raises `Refused` where it means another institution, or this one already."""
    institution = existing(db, Institution, institution_id)
    refusals = [Refusal.INSTITUTION_NAME] if not fold_name(spelling) else _check_spellings(db, [spelling], but=id_of(institution))
    if not refusals and _means(db, spelling) == institution_id:
        refusals.append(Refusal.INSTITUTION_UNCHANGED)
    refuse(refusals, by=by)
    _spell(db, institution_id, spelling, Signed(by, at, batch_id))


def remove_alias(db: Session, *, alias_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """Files that use the spelling are asked about it again; what was recorded under it stays. Raises `Refused`, `StaleRecord`."""
    alias = _alias_to_take(db, alias_id, seen=seen, by=by)
    _set(db, alias, "withdrawn_in", batch_id, Signed(by, at, batch_id), field="withdrawn")


def separate_alias(
    db: Session, *, alias_id: int, institution_id: int | None, draft: InstitutionDraft | None = None, seen: int, by: str, at: datetime,
    batch_id: int,
) -> int:  # fmt: skip
    """The spelling means another institution from now on: that one, or the new one of `draft`. What is recorded stays where it is.

    Returns the id of that institution. Raises `Refused`, `StaleRecord`.
    """
    alias = _alias_to_take(db, alias_id, seen=seen, by=by)
    signed = Signed(by, at, batch_id)
    before = existing(db, Institution, alias.institution_id)
    if institution_id is None:
        if draft is None:
            raise ValueError("a spelling is moved to an institution or to the draft of one")
        refuse(_check_names(db, draft, but=NOBODY, but_alias=alias.folded), by=by)
        institution_id = _make(db, draft, signed)
    after = existing(db, Institution, institution_id)
    refuse([Refusal.INSTITUTION_UNCHANGED] if after is before else [], by=by)
    _point(db, alias, after, signed)
    for spelling in [after.acronym, after.name]:
        _spell(db, institution_id, spelling, signed)
    return institution_id


def retire(db: Session, *, institution_id: int, on: date, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """From that day on it is no longer offered in new choices; its history and what it owes stay. Raises `Refused`, `StaleRecord`."""
    _retire(db, institution_id, on, seen, Signed(by, at, batch_id))


def bring_back(db: Session, *, institution_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """A retired institution is offered again. Raises `Refused`, `StaleRecord`."""
    _retire(db, institution_id, None, seen, Signed(by, at, batch_id))


def _retire(db: Session, institution_id: int, on: date | None, seen: int, signed: Signed) -> None:
    institution = existing(db, Institution, institution_id)
    require_unchanged(db, institution, seen=seen)
    refuse([Refusal.INSTITUTION_UNCHANGED] if institution.retired_on == on else [], by=signed.by)
    _set(db, institution, "retired_on", on, signed)


def withdraw_institution(db: Session, *, institution_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """Take back an institution that nothing uses, with its spellings. Raises `Refused`, `StaleRecord`."""
    institution = existing(db, Institution, institution_id)
    require_unchanged(db, institution, seen=seen)
    refuse([Refusal.INSTITUTION_IN_USE] if uses_of(db.connection(), institution_id) else [], by=by)
    signed = Signed(by, at, batch_id)
    mine = select(InstitutionAlias).where(InstitutionAlias.institution_id == institution_id, col(InstitutionAlias.withdrawn_in).is_(None))
    for record in [*db.exec(mine).all(), institution]:
        _set(db, record, "withdrawn_in", batch_id, signed, field="withdrawn")


def _check_names(db: Session, draft: InstitutionDraft, *, but: int, but_alias: str = "") -> list[Refusal]:
    """Why the names cannot be those of the institution `but`; the spelling `but_alias` is coming with it."""
    name, acronym = draft.names
    if not fold_name(name) or not fold_name(acronym):
        return [Refusal.INSTITUTION_NAME]
    refusals = _check_spellings(db, [one for one in (name, acronym) if fold_name(one) != but_alias], but=but)
    if not refusals and db.execute(text(EVER_CALLED), {"acronym": acronym, "but": but}).scalar():
        refusals.append(Refusal.INSTITUTION_ONCE)
    return refusals + ([Refusal.TEXT_TOO_LONG] if max(len(name), len(acronym)) > MAX_TEXT else [])


def _check_spellings(db: Session, spellings: Sequence[str], *, but: int) -> list[Refusal]:
    """None of the spellings means another live institution."""
    return [Refusal.INSTITUTION_TAKEN] if any(_means(db, spelling) not in {None, but} for spelling in spellings) else []


def _check_kind(db: Session, institution: Institution, kind: InstitutionKind) -> list[Refusal]:
    """A group that is followed by its members stays one; a member of a group becomes none."""
    was_group, is_group = institution.kind == InstitutionKind.GROUP, kind == InstitutionKind.GROUP
    if was_group and not is_group and has_members(db.connection(), id_of(institution)):
        return [Refusal.INSTITUTION_HAS_MEMBERS]
    if is_group and not was_group and is_member(db.connection(), id_of(institution)):
        return [Refusal.INSTITUTION_IS_MEMBER]
    return []


def _alias_to_take(db: Session, alias_id: int, *, seen: int, by: str) -> InstitutionAlias:
    """A spelling that its institution can do without: not its name of today."""
    alias = existing(db, InstitutionAlias, alias_id)
    require_unchanged(db, alias, seen=seen)
    institution = existing(db, Institution, alias.institution_id)
    own = {fold_name(institution.acronym), fold_name(institution.name)}
    refuse([Refusal.OWN_NAME] if alias.folded in own else [], by=by)
    return alias


def _stored_alias(db: Session, spelling: str) -> InstitutionAlias | None:
    return db.exec(select(InstitutionAlias).where(InstitutionAlias.folded == fold_name(spelling))).first()


def _means(db: Session, spelling: str) -> int | None:
    """The institution (id) that the spelling means today."""
    alias = _stored_alias(db, spelling)
    return alias.institution_id if alias is not None and alias.withdrawn_in is None else None


def _withdrawn_namesake(db: Session, spellings: Sequence[str]) -> Institution | None:
    """The institution that was taken back and went by one of the names."""
    for spelling in spellings:
        alias = _stored_alias(db, spelling)
        if alias is not None and alias.withdrawn_in is not None:
            institution = db.get(Institution, alias.institution_id)
            if institution is not None and institution.withdrawn_in is not None:
                return institution
    return None


def _spell(db: Session, institution_id: int, spelling: str, signed: Signed) -> None:
    """The spelling, which means no other institution, means this one from now on; it is no longer a name to leave out."""
    if not (folded := fold_name(spelling)):
        return
    ignored = db.exec(select(IgnoredName).where(IgnoredName.folded == folded, col(IgnoredName.withdrawn_in).is_(None))).first()
    if ignored is not None:
        _set(db, ignored, "withdrawn_in", signed.batch_id, signed, field="withdrawn")
    alias = _stored_alias(db, spelling)
    if alias is None:
        made = InstitutionAlias(institution_id=institution_id, spelling=clean_text(spelling), folded=folded)
        create(db, made, told=made.spelling, by=signed.by, at=signed.at, batch_id=signed.batch_id)
        return
    _set(db, alias, "withdrawn_in", None, signed, field="withdrawn")
    _point(db, alias, existing(db, Institution, institution_id), signed)


def _point(db: Session, alias: InstitutionAlias, institution: Institution, signed: Signed) -> None:
    """The log tells institutions by their acronym, also one that was taken back."""
    before = db.get_one(Institution, alias.institution_id)
    if before is institution:
        return
    alias.institution_id = id_of(institution)
    db.flush()
    change = FieldChange("institution", before.acronym, institution.acronym)
    log(db, alias, change, by=signed.by, at=signed.at, batch_id=signed.batch_id)


def _set(
    db: Session, record: Institution | InstitutionAlias | IgnoredName, column: str, value: object, signed: Signed, *, field: str = ""
) -> None:  # fmt: skip
    """Another value of a column, told in the log under the name of its field."""
    before = getattr(record, column)
    if before == value:
        return
    setattr(record, column, value)
    db.flush()
    change = FieldChange(field or column, _told(before), _told(value))
    log(db, record, change, by=signed.by, at=signed.at, batch_id=signed.batch_id)


def _told(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)
