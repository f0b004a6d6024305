"""What a row of a tracker says of one institution's progress, against what the store holds of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from follow_up.acts import FULL, EvidenceDraft, ProgressDraft, Refusal, check_progress
from follow_up.evidence import evidence_words, read_evidence
from follow_up.import_plan import Change, Choices, Doubt, Entry, KnownReport, Unproved
from follow_up.spelling import clean_text
from follow_up.vocabulary import Status

# A tracker of four columns has no column for them; a form asks.
NOT_ASKED_OF_TRACKERS = {Refusal.ACTIONS_MISSING}
ADVANCE = [Status.PENDING, Status.IN_PROGRESS, Status.NOT_FULFILLED, Status.FULFILLED, Status.VOID]


@dataclass(frozen=True, slots=True)
class Stated:
    """The report that the row amounts to; `draft` is missing when it says nothing new."""

    draft: ProgressDraft | None = None
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def stated_report(entry: Entry, before: KnownReport | None, *, institution: str, session_on: date, choices: Choices) -> Stated:
    """The report of one row for one institution. Blank cells repeat what was reported; nothing is erased."""
    if entry.status == Status.VOID or (before is not None and before.status == Status.VOID):
        return _about_void(entry, before)
    said = _status_and_progress(entry, before)
    if said is None:
        silent = not (entry.actions or entry.evidence_words or entry.remarks)
        return Stated() if silent else Stated(doubts=(Doubt.STATUS_MISSING,))
    status, progress = said
    unproved: tuple[Refusal, ...] = ()
    evidence = _evidence(entry, before)
    if status == Status.FULFILLED and not _is_complete(evidence):
        status, progress, unproved = _unproved(entry, progress, before, choices)
    said_on = _said_on(entry, before, choices)
    draft = ProgressDraft(
        status, progress, max(before.reported_on, said_on) if before else said_on, _text(entry.actions, before.actions if before else ""),
        evidence if _is_complete(evidence) else None, _text(entry.remarks, before.remarks if before else ""),
    )  # fmt: skip
    changes = _changes(draft, before, institution)
    if not changes:
        return Stated()
    refusals = unproved or tuple(_refusals(draft, session_on=session_on, today=choices.today))
    doubts = _clashes(entry, before, draft, said_on=said_on, today=choices.today) if before is not None else ()
    return Stated(draft, changes, tuple(doubts), tuple(dict.fromkeys(refusals)))


def _about_void(entry: Entry, before: KnownReport | None) -> Stated:
    """Leaving without effect, and taking it back, are decided in a session: no tracker does either."""
    if before is not None and before.status == Status.VOID:
        says_more = entry.status not in {None, Status.VOID}
        return Stated(refusals=(Refusal.ALREADY_VOID,)) if says_more else Stated()
    change = Change("status", before.status if before else None, Status.VOID)
    return Stated(changes=(change,), doubts=(Doubt.VOID_IN_SESSION,))


def _status_and_progress(entry: Entry, before: KnownReport | None) -> tuple[Status, int] | None:
    """Status and percentage, each filled in from the other or from the last report; None when there is neither.

    A tracker often says "En proceso" without a percentage: the last one stands, and without one it is 0, never a guess.
    """
    progress = None if entry.progress is None else int(entry.progress + 0.5)
    if entry.status is None and progress is None:
        return (before.status, before.progress) if before else None
    if entry.status is None and progress is not None:
        return _status_of(progress, before), progress
    status = Status(entry.status or Status.PENDING)
    if progress is None:
        progress = {Status.PENDING: 0, Status.FULFILLED: FULL}.get(status, _last_open(before))
    return status, progress


def _status_of(progress: int, before: KnownReport | None) -> Status:
    if before is not None and before.progress == progress:
        return before.status
    return Status.PENDING if progress == 0 else Status.FULFILLED if progress == FULL else Status.IN_PROGRESS


def _last_open(before: KnownReport | None) -> int:
    return before.progress if before is not None and before.progress < FULL else 0


def _evidence(entry: Entry, before: KnownReport | None) -> EvidenceDraft | None:
    repeats = before is not None and entry.evidence_words == before.evidence
    if entry.evidence is not None and not repeats:
        return entry.evidence
    return read_evidence(before.evidence) if before is not None and before.evidence else None


def _is_complete(evidence: EvidenceDraft | None) -> bool:
    return evidence is not None and bool(evidence.document_type.strip() and evidence.number.strip() and evidence.issued_on)


def _unproved(
    entry: Entry, progress: int, before: KnownReport | None, choices: Choices
) -> tuple[Status, int, tuple[Refusal, ...]]:
    """Closing needs evidence: the row waits, or counts as in progress until the document comes."""
    if choices.unproved == Unproved.AS_IN_PROGRESS:
        return Status.IN_PROGRESS, _last_open(before) if entry.progress is None else min(progress, FULL - 1), ()
    missing = Refusal.EVIDENCE_INCOMPLETE if entry.evidence_words else Refusal.EVIDENCE_MISSING
    return Status.FULFILLED, progress, (missing,)


def _said_on(entry: Entry, before: KnownReport | None, choices: Choices) -> date:
    """The day that the row gives; one that repeats the last report's day was only left standing there."""
    if entry.reported_on is None or (before is not None and entry.reported_on == before.reported_on):
        return choices.reported_on
    return entry.reported_on


def _text(said: str | None, before: str) -> str:
    return clean_text(said) if said else before


def _changes(draft: ProgressDraft, before: KnownReport | None, institution: str) -> tuple[Change, ...]:
    """The fields in which the report differs from the last one. Evidence counts only where the report brings any."""
    after = {
        "status": draft.status,
        "progress": draft.progress,
        "actions": draft.actions,
        "evidence": evidence_words(draft.evidence) if draft.evidence else "",
        "remarks": draft.internal_note,
    }
    held: dict[str, str | int] = {}
    if before is not None:
        held = {
            "status": before.status, "progress": before.progress, "actions": before.actions,
            "evidence": before.evidence or "", "remarks": before.remarks,
        }  # fmt: skip
    return tuple(
        Change(field, held.get(field, ""), value, institution)
        for field, value in after.items()
        if value != held.get(field, "") and (value or field != "evidence")
    )


def _refusals(draft: ProgressDraft, *, session_on: date, today: date) -> Iterable[Refusal]:
    found = check_progress(draft, session_on=session_on, today=today)
    return (refusal for refusal in found if refusal not in NOT_ASKED_OF_TRACKERS)


def _clashes(entry: Entry, before: KnownReport, draft: ProgressDraft, *, said_on: date, today: date) -> Iterable[Doubt]:
    """What stands here that the file did not know of: the Secretaría's check, or a later report, whose day the new one takes.

    A file that tells no day is taken as of today. Where it says less than what was reported, it may be an older one sent again.
    """
    is_undated = entry.ref is None and entry.reported_on is None and said_on == today
    if before.verified:
        yield Doubt.VERIFIED_HERE
    elif before.reported_on > said_on:
        yield Doubt.EDITED_HERE
    elif is_undated and _advance(draft) < _advance(before):
        yield Doubt.GOES_BACK


def _advance(report: ProgressDraft | KnownReport) -> tuple[int, int]:
    """How far a report says that things are; what was declared closed is further than any work in progress."""
    return ADVANCE.index(report.status), report.progress
