"""Uniting two institutions that are one, as part of a batch: undoing it gives back each what it had.

Reports, checks and contacts are logs: what one of them says of another institution is a copy with its day and its author, and
the original is withdrawn. The copy is recorded now, so that what was known before stays what it was.
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import col, select

from data_store.applying import report_changes
from data_store.bulk import Bulk, table_of
from data_store.database import Writer
from data_store.event_log import FieldChange
from data_store.import_ground import LastReport
from data_store.imports import PlanOutdated
from data_store.lookups import id_of
from data_store.merge_plan import Membership, MergePlan, Said, Shared, Span, later, plan_merge
from data_store.models import (
    Agreement,
    Assignment,
    Base,
    Contact,
    GroupMembership,
    Institution,
    InstitutionAlias,
    ProgressReport,
    Verification,
)
from data_store.recording import refuse

Spoken = tuple[int, int | None]  # an assignment, and the member of the group that speaks


def merge(db: Writer, *, source_id: int, target_id: int, version: int, by: str, at: datetime, batch_id: int) -> None:
    """Unite the source with the target, as `plan_merge` showed it on that version of the data.

    Raises `Refused`, `UnknownRecord`, `PlanOutdated`.
    """
    plan = plan_merge(db.connection(), source_id=source_id, target_id=target_id)
    refuse(list(plan.refusals), by=by)
    if plan.version != version:
        raise PlanOutdated(expected=version, found=plan.version)
    bulk = Bulk(db)
    _Merging(db, bulk, plan, batch_id=batch_id, at=at).write()
    bulk.write(by=by.strip(), at=at, batch_id=batch_id)


class _Merging:
    """One merge, collected in `bulk`."""

    def __init__(self, db: Writer, bulk: Bulk, plan: MergePlan, *, batch_id: int, at: datetime) -> None:
        self._db, self._bulk, self._plan, self._batch, self._at = db, bulk, plan, batch_id, at
        self._last = {(one.assignment_id, one.member_id): one.last for one in plan.said}

    def write(self) -> None:
        """Everything, the source itself at the end: what stood on it stands on the target by then."""
        for alias_id, _, _ in self._plan.spellings:
            self._change(InstitutionAlias, alias_id, "institution", "institution_id")
        for place in self._plan.follow_ups:
            self._change(Agreement, place.id, "follow_up", "follow_up_id")
            self._bulk.touch(Agreement, place.id)
        for one in self._plan.moved:
            self._change(Assignment, one.assignment_id, "institution", "institution_id")
            self._bulk.touch(Assignment, one.assignment_id)
            self._bulk.touch(Agreement, one.place.id)
        for shared in self._plan.shared:
            self._share(shared)
        for before, after in self._plan.memberships:
            self._join(before, after)
        self._speak_as_member(self._plan.as_member)
        for contact in self._stored(Contact, self._plan.contacts):
            self._copy(Contact, contact, institution_id=self._plan.target.id, recorded_at=self._at)
        self._withdraw(Institution, self._plan.source.id)

    def _change(self, model: type[Base], record_id: int, field: str, column: str) -> None:
        """A record that named the source names the target."""
        self._bulk.change(model, record_id, **{column: self._plan.target.id})
        self._bulk.log(model, record_id, FieldChange(field, self._plan.source.acronym, self._plan.target.acronym))

    def _share(self, shared: Shared) -> None:
        """The target's assignment takes over what the source's said; the source's is withdrawn."""
        if shared.kept_withdrawn_in is not None:
            self._bulk.withdraw(Assignment, shared.kept, before=shared.kept_withdrawn_in, after=None)
        self._date(Assignment, shared.kept, ("assigned_on", "released_on"), shared.before, shared.span)
        self._repeat(shared.reports, {(shared.gone, one.member_id): (shared.kept, one.member_id) for one in shared.reports})
        self._withdraw(Assignment, shared.gone)
        for assignment_id in (shared.gone, shared.kept):
            self._bulk.touch(Assignment, assignment_id)
        self._bulk.touch(Agreement, shared.place.id)

    def _speak_as_member(self, reports: tuple[Said, ...]) -> None:
        """What the source said as a member of a group, the target has said."""
        source, target = self._plan.source, self._plan.target
        self._repeat(reports, {(one.assignment_id, source.id): (one.assignment_id, target.id) for one in reports})
        for assignment_id in sorted({one.assignment_id for one in reports}):
            gone = report_changes(self._last[assignment_id, source.id], None, f"{source.acronym}: ")
            self._bulk.log(Assignment, assignment_id, *gone)
            self._bulk.touch(Assignment, assignment_id)
        for one in reports:
            if one.verified_on is not None:
                self._bulk.log(Assignment, one.assignment_id, FieldChange("verified", one.verified_on.isoformat(), None))

    def _repeat(self, reports: tuple[Said, ...], places: dict[Spoken, Spoken]) -> None:
        """Each report at its new place, with its check, and what that makes of the state there."""
        stored = {id_of(report): report for report in self._stored(ProgressReport, [one.id for one in reports])}
        checks = {id_of(check): check for check in self._stored(Verification, [one.check_id for one in reports])}
        copied: dict[Spoken, LastReport] = {}
        for one in reports:
            assignment_id, member_id = place = places[one.assignment_id, one.member_id]
            number = self._copy(
                ProgressReport, stored[one.id], assignment_id=assignment_id, member_id=member_id, recorded_at=self._at, import_row_id=None
            )
            copied[place] = LastReport((one.last.place[0], self._at, number), one.last.status, one.last.progress, one.last.actions)
            if one.check_id is not None and one.verified_on is not None:
                self._copy(Verification, checks[one.check_id], report_id=number, recorded_at=self._at)
                self._bulk.log(Assignment, assignment_id, FieldChange("verified", None, one.verified_on.isoformat()))
        for (assignment_id, member_id), last in copied.items():
            before = self._last.get((assignment_id, member_id))
            if later(before, last) is last:
                self._bulk.log(Assignment, assignment_id, *report_changes(before, last, self._speaker(member_id)))

    def _speaker(self, member_id: int | None) -> str:
        if member_id is None:
            return ""
        return f"{self._db.get_one(Institution, member_id).acronym}: "

    def _join(self, before: Membership, after: Membership) -> None:
        """A belonging that goes, comes back, holds for another time or has another member; in another group it is made anew."""
        is_elsewhere = before.group_id != after.group_id
        if is_elsewhere or (before.is_live and not after.is_live):
            self._withdraw(GroupMembership, before.id)
        if is_elsewhere:
            first, last = after.span
            self._bulk.create(
                GroupMembership, after.member, group_id=after.group_id, member_id=after.member_id, valid_from=first, valid_to=last,
                withdrawn_in=None,
            )  # fmt: skip
            return
        if after.is_live and not before.is_live:
            self._bulk.withdraw(GroupMembership, before.id, before=before.withdrawn_in, after=None)
        if before.member_id != after.member_id:
            self._change(GroupMembership, before.id, "member", "member_id")
        self._date(GroupMembership, before.id, ("valid_from", "valid_to"), before.span, after.span)

    def _date(self, model: type[Base], record_id: int, columns: tuple[str, str], before: Span, after: Span) -> None:
        for column, was, is_now in zip(columns, before, after, strict=True):
            if was != is_now:
                self._bulk.change(model, record_id, **{column: is_now})
                self._bulk.log(model, record_id, FieldChange(column, _told(was), _told(is_now)))

    def _stored(self, model: type, ids: Iterable[int | None]) -> list:
        """Records of a log, in their order."""
        wanted = [number for number in ids if number is not None]
        return list(self._db.exec(select(model).where(col(model.id).in_(wanted)).order_by(col(model.id)))) if wanted else []

    def _copy(self, model: type[Base], record: Base, **other: object) -> int:
        """An entry of a log with other values in the place of one that is withdrawn; returns its id."""
        columns = [column.name for column in Base.metadata.tables[table_of(model)].columns if column.name != "id"]
        made = self._bulk.create(model, "", **{name: getattr(record, name) for name in columns} | other)
        self._withdraw(model, id_of(record))
        return made

    def _withdraw(self, model: type[Base], record_id: int) -> None:
        self._bulk.withdraw(model, record_id, before=None, after=self._batch)


def _told(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
