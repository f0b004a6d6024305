"""Recording the rows of a plan: what each of its `Acts` says, by the rules that hold for a form too."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from data_store.bulk import Bulk
from data_store.commands import told_deadline
from data_store.event_log import FieldChange
from data_store.import_acta import ActaBook, AgreementExists, SessionClosed
from data_store.import_ground import AgreementGround, AssignmentGround, LastReport
from data_store.import_names import NameBook
from data_store.lookups import UnknownRecord
from data_store.models import Agreement, Assignment, DeadlineChange, Evidence, ProgressReport
from data_store.recording import Refused
from data_store.responsible import assign
from follow_up.acts import (
    MAX_TEXT,
    DeadlineDraft,
    EvidenceDraft,
    ProgressDraft,
    Refusal,
    check_deadline,
    check_progress,
)
from follow_up.evidence import plain_number
from follow_up.import_plan import Acts, Party, PartyReport, Place, PlanRow
from follow_up.spelling import clean_text


class RowRefused(Refused):
    """What a row would record breaks rules; nothing of the whole load was written."""

    def __init__(self, place: Place, refusals: list[Refusal]) -> None:
        super().__init__(refusals)
        self.place = place


class Applying:
    """The rows of one batch, recorded one after the other. `counts` tells what was recorded, by table."""

    def __init__(
        self, bulk: Bulk, names: NameBook, acta: ActaBook, stored: Mapping[int, AgreementGround],
        *, by: str, at: datetime, today: date,
    ) -> None:  # fmt: skip
        self._bulk, self._names, self._acta, self._stored = bulk, names, acta, stored
        self._by, self._at, self._today = by, at, today
        self._made: set[int] = set()
        self._dated: set[int] = set()
        self.counts: Counter[str] = Counter()

    def record(self, row: PlanRow, acts: Acts, *, row_id: int) -> int:
        """Everything that a row records; returns the id of its agreement. Raises `RowRefused`."""
        agreement = self._agreement(row, acts)
        for name, value in acts.edits.items():
            if isinstance(value, str):
                self._refuse(row, _too_long(value))
            edited = self._acta.edit(agreement, name, value)
            self.counts["edits"] += edited
            if edited:
                self._bulk.touch(Agreement, agreement.id)
        for party in acts.joining:
            self._assign(agreement, party)
        for report in acts.reports:
            self._report(row, agreement, report, row_id)
        if acts.deadline is not None:
            self._set_deadline(row, agreement, acts.deadline, row_id)
        return agreement.id

    def _agreement(self, row: PlanRow, acts: Acts) -> AgreementGround:
        if acts.agreement_id is not None:
            stored = self._stored.get(acts.agreement_id)
            if stored is None or stored.withdrawn_in is not None:
                raise UnknownRecord(f"Agreement {acts.agreement_id}")
            return stored
        entry = row.entry
        self._refuse(row, _too_long(entry.text, entry.problem, entry.deadline_note))
        try:
            agreement = self._acta.new_agreement(entry)
        except AgreementExists as error:
            raise RowRefused(entry.place, [Refusal.AGREEMENT_REPEATED]) from error
        except SessionClosed as error:
            raise RowRefused(entry.place, [Refusal.SESSION_CLOSED]) from error
        self._made.add(agreement.id)
        self.counts["agreements"] = len(self._made)
        for party in entry.implementers or ():
            self._assign(agreement, party)
        if not agreement.live:
            raise ValueError(f"{entry.place}: an agreement needs at least one implementer")
        return agreement

    def _assign(self, agreement: AgreementGround, party: Party) -> None:
        """One more implementer, unless it is one already."""
        institution_id = self._names.institution(party)
        acronym = self._names.acronyms[institution_id]
        self.counts["assignments"] += assign(self._bulk, agreement, institution_id, acronym=acronym, since=None)

    def _report(self, row: PlanRow, agreement: AgreementGround, report: PartyReport, row_id: int) -> None:
        institution_id = self._names.institution(report.party)
        assignment = agreement.assignments.get(institution_id)
        if assignment is None or not assignment.counts:
            raise UnknownRecord(f"Assignment of agreement {agreement.id} to institution {institution_id}")
        member_id = self._member(institution_id, report)
        draft = report.draft
        refusals = check_progress(draft, session_on=agreement.session_on, today=self._today)
        refusals = [refusal for refusal in refusals if refusal != Refusal.ACTIONS_MISSING]  # many trackers have no such column
        if assignment.is_void:
            refusals.append(Refusal.ALREADY_VOID)
        self._refuse(row, refusals)
        self._add_report(assignment, member_id, draft, row_id)

    def _member(self, group_id: int, report: PartyReport) -> int | None:
        """The member of the group that speaks. Raises `UnknownRecord` for one that is none on that day."""
        if report.member is None:
            return None
        member_id = self._names.institution(report.member)
        if not self._names.is_member(group_id=group_id, member_id=member_id, on=self._today):
            raise UnknownRecord(f"institution {member_id} is no member of {group_id} today")
        return member_id

    def _add_report(self, assignment: AssignmentGround, member_id: int | None, draft: ProgressDraft, row_id: int) -> None:
        actions = clean_text(draft.actions)
        report_id = self._bulk.add(
            ProgressReport, assignment_id=assignment.id, member_id=member_id, reported_on=draft.reported_on, status=draft.status,
            progress=draft.progress, actions=actions, evidence_id=self._add_evidence(draft.evidence),
            internal_note=clean_text(draft.internal_note), session_id=None, by=self._by, recorded_at=self._at,
            import_row_id=row_id, withdrawn_in=None,
        )  # fmt: skip
        before = assignment.last.get(member_id)
        report = LastReport((draft.reported_on, self._at, report_id), draft.status, draft.progress, actions)
        speaker = f"{self._names.acronyms[member_id]}: " if member_id is not None else ""
        self._bulk.log(Assignment, assignment.id, *report_changes(before, report, speaker))
        self._bulk.touch(Assignment, assignment.id)
        if before is None or before.place < report.place:
            assignment.last[member_id] = report
        self.counts["reports"] += 1

    def _add_evidence(self, draft: EvidenceDraft | None) -> int | None:
        if draft is None or draft.issued_on is None:
            return None
        return self._bulk.add(
            Evidence, document_type=clean_text(draft.document_type), number=plain_number(clean_text(draft.number)), issued_on=draft.issued_on,
            issuer=clean_text(draft.issuer), link=clean_text(draft.link) or None,
        )  # fmt: skip

    def _set_deadline(self, row: PlanRow, agreement: AgreementGround, draft: DeadlineDraft, row_id: int) -> None:
        before = agreement.deadline
        if agreement.id in self._dated and before == (draft.kind, draft.deadline):
            return  # another row of the file said the same
        refusals = check_deadline(draft, current=before, session_on=agreement.session_on, today=self._today)
        if agreement.decided_on is not None and draft.decided_on < agreement.decided_on:
            refusals.append(Refusal.EARLIER_THAN_LAST)
        if all(assignment.is_void for assignment in agreement.live):
            refusals.append(Refusal.ALREADY_VOID)
        self._refuse(row, refusals)
        self._bulk.add(
            DeadlineChange, agreement_id=agreement.id, before_kind=before[0], before=before[1], after_kind=draft.kind,
            after=draft.deadline, reason=clean_text(draft.reason), decided_on=draft.decided_on, session_id=draft.session_id,
            by=self._by, recorded_at=self._at, import_row_id=row_id, withdrawn_in=None,
        )  # fmt: skip
        self._bulk.change(Agreement, agreement.id, deadline_kind=draft.kind, deadline=draft.deadline)
        self._bulk.touch(Agreement, agreement.id)
        told = FieldChange("deadline", told_deadline(*before), told_deadline(draft.kind, draft.deadline))
        self._bulk.log(Agreement, agreement.id, told)
        agreement.deadline, agreement.decided_on = (draft.kind, draft.deadline), draft.decided_on
        self._dated.add(agreement.id)
        self.counts["deadlines"] += 1

    def _refuse(self, row: PlanRow, refusals: list[Refusal]) -> None:
        if refusals:
            raise RowRefused(row.entry.place, refusals)


def report_changes(before: LastReport | None, after: LastReport | None, speaker: str) -> list[FieldChange]:
    """What another last report changes, as the log tells it: its day always, other fields where they differ."""
    was, is_now = before.told(speaker) if before else {}, after.told(speaker) if after else {}
    names = [name for name in (is_now or was) if name == "reported_on" or was.get(name) != is_now.get(name)]
    return [FieldChange(name, was.get(name), is_now.get(name)) for name in names]


def _too_long(*texts: str | None) -> list[Refusal]:
    return [Refusal.TEXT_TOO_LONG] if any(text and len(text) > MAX_TEXT for text in texts) else []
