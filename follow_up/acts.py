"""What a person may record, and why a record is refused: drafts and their rules, before anything is written."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from follow_up.vocabulary import DeadlineKind, Status

MAX_TEXT = 32_767  # what a workbook cell can hold: nothing is accepted that could not leave by Excel
MAX_LINK = 2_000
FULL = 100


class Refusal(StrEnum):
    """Why a draft cannot be recorded; a sentence each in `ui.texts`."""

    BY_MISSING = "by_missing"
    ACTIONS_MISSING = "actions_missing"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_INCOMPLETE = "evidence_incomplete"
    LINK_NOT_WEB = "link_not_web"
    PROGRESS_CONFLICT = "progress_conflict"
    DATE_IN_FUTURE = "date_in_future"
    DATE_BEFORE_SESSION = "date_before_session"
    DEADLINE_MISSING = "deadline_missing"
    DEADLINE_BEFORE_SESSION = "deadline_before_session"
    DEADLINE_UNCHANGED = "deadline_unchanged"
    REASON_MISSING = "reason_missing"
    SESSION_MISSING = "session_missing"
    NOT_FULFILLED_YET = "not_fulfilled_yet"
    ALREADY_VERIFIED = "already_verified"
    ALREADY_VOID = "already_void"
    EARLIER_THAN_LAST = "earlier_than_last"
    TEXT_TOO_LONG = "text_too_long"
    AGREEMENT_REPEATED = "agreement_repeated"
    AGREEMENT_MISSING = "agreement_missing"
    CODE_MISSING = "code_missing"
    PROBLEM_MISSING = "problem_missing"
    PROBLEM_REPEATED = "problem_repeated"
    IMPLEMENTER_MISSING = "implementer_missing"
    RESPONSIBLE_UNCHANGED = "responsible_unchanged"
    RESPONSIBLE_RELEASED = "responsible_released"
    NOT_RESPONSIBLE = "not_responsible"
    SESSION_REPEATED = "session_repeated"
    SESSION_NUMBER = "session_number"
    SESSION_IN_FUTURE = "session_in_future"
    SESSION_NOT_OPEN = "session_not_open"
    SESSION_CLOSED = "session_closed"
    SESSION_USED = "session_used"
    SESSION_TITLE = "session_title"
    STATE_CHANGED = "state_changed"
    OTHER_SESSION_OPEN = "other_session_open"
    CONTACT_NUMBER = "contact_number"
    ANSWER_MISSING = "answer_missing"
    MEMBERS_MISSING = "members_missing"
    MEMBER_ALREADY = "member_already"
    MEMBER_REPORTED = "member_reported"
    MEMBERSHIP_REVERSED = "membership_reversed"
    MEMBERSHIP_UNCHANGED = "membership_unchanged"
    INSTITUTION_NAME = "institution_name"
    INSTITUTION_TAKEN = "institution_taken"
    INSTITUTION_ONCE = "institution_once"
    INSTITUTION_UNCHANGED = "institution_unchanged"
    INSTITUTION_IN_USE = "institution_in_use"
    INSTITUTION_HAS_MEMBERS = "institution_has_members"
    INSTITUTION_IS_MEMBER = "institution_is_member"
    OWN_NAME = "own_name"
    MERGE_ITSELF = "merge_itself"
    MERGE_KINDS = "merge_kinds"
    MERGE_MEMBER = "merge_member"
    HOLIDAY_NAME = "holiday_name"
    HOLIDAY_DAY = "holiday_day"
    HOLIDAY_NATIONAL = "holiday_national"
    HOLIDAY_REPEATED = "holiday_repeated"
    COMMITTEE_MISSING = "committee_missing"
    COMMITTEE_NAME = "committee_name"
    COMMITTEE_REPEATED = "committee_repeated"
    COMMITTEE_ORDER = "committee_order"
    COMMITTEE_IN_USE = "committee_in_use"
    COMMITTEE_ABOVE_OTHERS = "committee_above_others"
    COMMITTEE_NOT_BELOW = "committee_not_below"
    PASSED_ALREADY = "passed_already"
    THEME_NAME = "theme_name"
    THEME_COLOUR = "theme_colour"
    THEME_REPEATED = "theme_repeated"
    THEME_IN_USE = "theme_in_use"
    WINDOW_BOUNDS = "window_bounds"
    NOTHING_CHANGED = "nothing_changed"
    NOTHING_TO_UNDO = "nothing_to_undo"


class PrivacyDoubt(StrEnum):
    """What a text seems to hold that must not be recorded (Ley 29733; Código de los Niños y Adolescentes, art. 6)."""

    DNI = "dni"
    MOBILE = "mobile"
    MINOR = "minor"


_ALLOWED = {
    Status.PENDING: range(1),
    Status.IN_PROGRESS: range(FULL),  # a tracker often says it without a percentage, and none is invented
    Status.FULFILLED: range(FULL, FULL + 1),
    Status.NOT_FULFILLED: range(FULL),
}


@dataclass(frozen=True)
class EvidenceDraft:
    """A reference to a document, never the document: type, number, date, who issued it, and an optional web link."""

    document_type: str
    number: str
    issued_on: date | None
    issuer: str
    link: str = ""


@dataclass(frozen=True)
class ProgressDraft:
    """A report of progress as typed. `progress` is 0-100."""

    status: Status
    progress: int
    reported_on: date
    actions: str
    evidence: EvidenceDraft | None = None
    internal_note: str = ""


@dataclass(frozen=True)
class DeadlineDraft:
    """A deadline as decided: `deadline` only for `DeadlineKind.DATE`; `decided_on` is when it holds from.

    Raises `ValueError` for a date with another kind.
    """

    kind: DeadlineKind
    deadline: date | None
    reason: str
    decided_on: date
    session_id: int | None = None

    def __post_init__(self) -> None:
        if self.deadline is not None and self.kind != DeadlineKind.DATE:
            raise ValueError(f"a deadline of kind {self.kind.value} has no date")


@dataclass(frozen=True)
class VoidDraft:
    """Leaving an agreement without effect: why, in which session, on which day."""

    reason: str
    session_id: int | None
    decided_on: date


@dataclass(frozen=True)
class AgreementDraft:
    """An agreement as the acta has it, typed while it is adopted: the columns of the matrix.

    `problem_id`: one of the session's problems; None: a new one, of which `problem_number` ("06"), `problem` (its text) and
    `theme_id` tell. `implementers` and `follow_up_id` are ids of institutions, the first in the order of the acta. `deadline`
    missing: none was fixed. `deadline_note`: the acta's own words about time.
    """

    problem_id: int | None
    problem_number: str
    problem: str
    theme_id: int | None
    code: str
    text: str
    implementers: tuple[int, ...]
    follow_up_id: int
    deadline: DeadlineDraft | None = None
    deadline_note: str = ""


def check_progress(draft: ProgressDraft, *, session_on: date, today: date) -> list[Refusal]:
    """Why the report cannot be recorded; empty when it can. Closing needs evidence."""
    refusals = _check_day(draft.reported_on, session_on=session_on, today=today)
    if draft.status != Status.PENDING and not draft.actions.strip():
        refusals.append(Refusal.ACTIONS_MISSING)
    if not _agrees(draft.status, draft.progress):
        refusals.append(Refusal.PROGRESS_CONFLICT)
    if draft.status == Status.FULFILLED and draft.evidence is None:
        refusals.append(Refusal.EVIDENCE_MISSING)
    if draft.evidence is not None:
        refusals += check_evidence(draft.evidence, today=today)
    return refusals + _check_length(draft.actions, draft.internal_note)


def _agrees(status: Status, progress: int) -> bool:
    """Whether the percentage is one that the status can have."""
    return progress in _ALLOWED.get(status, range(0))


def check_evidence(evidence: EvidenceDraft, *, today: date) -> list[Refusal]:
    """A reference needs type, number and a date not to come; its link, if any, is http or https without credentials."""
    refusals: list[Refusal] = []
    if evidence.issued_on and evidence.issued_on > today:
        refusals.append(Refusal.DATE_IN_FUTURE)
    if not (evidence.document_type.strip() and evidence.number.strip() and evidence.issued_on):
        refusals.append(Refusal.EVIDENCE_INCOMPLETE)
    if evidence.link.strip() and not is_web_link(evidence.link):
        refusals.append(Refusal.LINK_NOT_WEB)
    return refusals


def is_web_link(link: str) -> bool:
    """Whether `link` is an http(s) address with a host, without user or password, and of sane length."""
    try:
        parts = urlsplit(link.strip())
        plain = parts.username is None and parts.password is None and bool(parts.hostname)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and plain and len(link) <= MAX_LINK and link.isprintable() and " " not in link.strip()


def check_deadline(
    draft: DeadlineDraft, *, current: tuple[DeadlineKind, date | None], session_on: date, today: date
) -> list[Refusal]:
    """Why the deadline cannot be recorded. `current` is the deadline in force: changing one needs a reason."""
    refusals = _check_day(draft.decided_on, session_on=session_on, today=today)
    if draft.kind == DeadlineKind.DATE and draft.deadline is None:
        refusals.append(Refusal.DEADLINE_MISSING)
    if draft.deadline is not None and draft.deadline < session_on:
        refusals.append(Refusal.DEADLINE_BEFORE_SESSION)
    if (draft.kind, draft.deadline) == current:
        refusals.append(Refusal.DEADLINE_UNCHANGED)
    elif current[0] != DeadlineKind.NONE and not draft.reason.strip():
        refusals.append(Refusal.REASON_MISSING)
    return refusals + _check_length(draft.reason)


def check_void(draft: VoidDraft, *, session_on: date, today: date) -> list[Refusal]:
    """Leaving without effect needs a reason and the session that decided it."""
    refusals = _check_day(draft.decided_on, session_on=session_on, today=today)
    if not draft.reason.strip():
        refusals.append(Refusal.REASON_MISSING)
    if draft.session_id is None:
        refusals.append(Refusal.SESSION_MISSING)
    return refusals + _check_length(draft.reason)


def check_agreement(draft: AgreementDraft) -> list[Refusal]:
    """Why the agreement cannot be adopted: it needs a text, a code, a problem with its theme, and who implements it."""
    is_told = draft.problem_id is not None or bool(draft.problem_number.strip() and draft.problem.strip() and draft.theme_id)
    lacks = {
        Refusal.AGREEMENT_MISSING: not draft.text.strip(),
        Refusal.CODE_MISSING: not draft.code.strip(),
        Refusal.PROBLEM_MISSING: not is_told,
        Refusal.IMPLEMENTER_MISSING: not draft.implementers,
    }
    missing = [refusal for refusal, is_lacking in lacks.items() if is_lacking]
    return missing + _check_length(draft.text, draft.problem, draft.deadline_note)


def check_reassignment(
    *, held: Collection[int], release: Collection[int], assign: Collection[int], decided_on: date, session_on: date, today: date
) -> list[Refusal]:
    """Why other institutions cannot answer for an agreement; `held` are those that do. At least one does at the end."""
    refusals = _check_day(decided_on, session_on=session_on, today=today)
    if not release and not assign:
        refusals.append(Refusal.RESPONSIBLE_UNCHANGED)
    elif not (set(held) - set(release)) | set(assign):
        refusals.append(Refusal.IMPLEMENTER_MISSING)
    return refusals


def check_theme(label: str, colour: str | None) -> list[Refusal]:
    """Why a theme cannot be recorded: it needs a label, and its colour, if any, is "#RRGGBB"."""
    refusals = [] if label.strip() else [Refusal.THEME_NAME]
    if colour is not None and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        refusals.append(Refusal.THEME_COLOUR)
    return refusals + _check_length(label)


def check_title(title: str) -> list[Refusal]:
    """Why a title cannot be recorded: it says something."""
    return ([] if title.strip() else [Refusal.SESSION_TITLE]) + _check_length(title)


def check_reason(reason: str) -> list[Refusal]:
    """Why a reason cannot be recorded: it says something."""
    return ([] if reason.strip() else [Refusal.REASON_MISSING]) + _check_length(reason)


def _check_day(day: date, *, session_on: date, today: date) -> list[Refusal]:
    if day > today:
        return [Refusal.DATE_IN_FUTURE]
    return [Refusal.DATE_BEFORE_SESSION] if day < session_on else []


def _check_length(*texts: str) -> list[Refusal]:
    return [Refusal.TEXT_TOO_LONG] if max(map(len, texts)) > MAX_TEXT else []


def privacy_doubts(*texts: str) -> list[PrivacyDoubt]:
    """What the texts seem to hold about persons; the writer is asked before it is saved."""
    text = " ".join(texts)
    signs = {
        PrivacyDoubt.DNI: r"(?<!\d)\d{8}(?!\d)",
        PrivacyDoubt.MOBILE: r"(?<!\d)(?:51[ .-]?)?9\d{2}[ .-]?\d{3}[ .-]?\d{3}(?!\d)",
        PrivacyDoubt.MINOR: r"\bmenor(es)?\b",
    }
    return [doubt for doubt, sign in signs.items() if re.search(sign, text, re.IGNORECASE)]
