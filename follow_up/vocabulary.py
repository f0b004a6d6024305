"""The words of the field, as codes. Their Spanish labels live in `ui.texts`, their colours in `ui.palette`."""

from enum import StrEnum


class CommitteeLevel(StrEnum):
    """Level of a committee of citizen security (D.S. 011-2014-IN, arts. 15, 22 and 27)."""

    REGIONAL = "regional"
    PROVINCIAL = "provincial"
    DISTRICT = "district"

    @property
    def acronym(self) -> str:
        """What a committee of the level is called in short."""
        return {"regional": "CORESEC", "provincial": "COPROSEC", "district": "CODISEC"}[self.value]


class SessionKind(StrEnum):
    """Kind of session (D.S. 011-2014-IN, art. 32)."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"

    @property
    def letter(self) -> str:
        """What stands for the kind in the code of a session: the O of "2026-O1"."""
        return "O" if self is SessionKind.ORDINARY else "E"


class SessionState(StrEnum):
    """Where a session of the board stands: a closed one is locked until it is reopened; each step is logged."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class DecisionKind(StrEnum):
    """What a decision taken in a session does; its line in the minutes is kept with the session."""

    DEADLINE = "deadline"
    PROGRESS = "progress"
    VERIFIED = "verified"
    FULFILLED = "fulfilled"
    VOID = "void"
    REASSIGNED = "reassigned"
    ADOPTED = "adopted"


class InstitutionKind(StrEnum):
    """What a responsible party is: a group is several bodies and is followed per member."""

    ENTITY = "entity"
    GROUP = "group"
    COMMITTEE = "committee"
    UNIT = "unit"


class HolidayScope(StrEnum):
    """Where a day that does not count as working comes from. National ones are computed (`follow_up.holidays`)."""

    NATIONAL = "national"
    REGIONAL = "regional"
    DECREE = "decree"


class Status(StrEnum):
    """What a person declared. Stored; never derived."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    NOT_FULFILLED = "not_fulfilled"
    VOID = "void"


class Standing(StrEnum):
    """How an assignment or agreement stands: the declared status, told apart by report and verification.

    Ordered from what asks for attention to what is settled; charts stack in this order.
    """

    NO_REPORT = "no_report"
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    NOT_FULFILLED = "not_fulfilled"
    FULFILLED = "fulfilled"
    VERIFIED = "verified"
    VOID = "void"


OPEN_STANDINGS = (Standing.NO_REPORT, Standing.PENDING, Standing.IN_PROGRESS)
DONE_STANDINGS = (Standing.FULFILLED, Standing.VERIFIED)


class DeadlineKind(StrEnum):
    """How a deadline was agreed. `NEXT_SESSION` moves with the calendar of sessions."""

    NONE = "none"
    DATE = "date"
    NEXT_SESSION = "next_session"
    PERMANENT = "permanent"


class DeadlineState(StrEnum):
    """Where an agreement stands towards its deadline, derived from today and never stored."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ON_TIME = "on_time"
    PERMANENT = "permanent"
    NO_DEADLINE = "no_deadline"
    CLOSED = "closed"


class DeadlineBucket(StrEnum):
    """The president's question about deadlines: what is late, what falls before we meet again, what later."""

    OVERDUE = "overdue"
    BEFORE_NEXT_SESSION = "before_next_session"
    LATER = "later"
    PERMANENT = "permanent"
    NO_DEADLINE = "no_deadline"
    CLOSED = "closed"


class Light(StrEnum):
    """Traffic light, worst first. `OFF` is for what was left without effect."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"
    GREEN = "green"
    OFF = "off"


class LightReason(StrEnum):
    """Why a light shows its colour; one sentence each in `ui.texts`."""

    OVERDUE = "overdue"
    NOT_FULFILLED = "not_fulfilled"
    DUE_WITHOUT_PROGRESS = "due_without_progress"
    UNVERIFIED = "unverified"
    MEMBERS_SILENT = "members_silent"
    STALE_REPORT = "stale_report"
    DUE_SOON_WITHOUT_EVIDENCE = "due_soon_without_evidence"
    NO_REPORT_NO_DEADLINE = "no_report_no_deadline"
    NO_REPORT = "no_report"
    NO_DEADLINE = "no_deadline"
    ON_TIME = "on_time"
    VERIFIED = "verified"
    VOID = "void"


class Movement(StrEnum):
    """What happened to an agreement between two dates. One agreement may have several."""

    FULFILLED = "fulfilled"
    VERIFIED = "verified"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    NEW = "new"
    DROPPED = "dropped"
    ADVANCED = "advanced"
    SILENT = "silent"


class Ask(StrEnum):
    """What the committee is asked for today on an agreement, by the reason of its light; a sentence each in `ui`."""

    DECIDE_OVERDUE = "decide_overdue"
    DECIDE_NOT_FULFILLED = "decide_not_fulfilled"
    REPORT_AND_DATE = "report_and_date"
    REPORT = "report"
    SET_DATE = "set_date"
    UNBLOCK = "unblock"
    ANSWER_MEMBERS = "answer_members"
    UPDATE = "update"
    EVIDENCE = "evidence"
    VERIFY = "verify"
    NOTHING = "nothing"


class ContactKind(StrEnum):
    """How the Secretaría and an institution were in touch; `ANSWER` is what came back."""

    CALL = "call"
    VISIT = "visit"
    LETTER = "letter"
    ANSWER = "answer"


class EscalationStep(StrEnum):
    """The steps with which an answer is asked for, mildest first."""

    REMINDER = "reminder"
    REITERATION = "reiteration"
    AGENDA = "agenda"
    PRESIDENT = "president"


class Debt(StrEnum):
    """What an institution owes on an open agreement and is rung for, worst first."""

    OVERDUE = "overdue"
    NO_REPORT = "no_report"
    SILENT = "silent"
    EVIDENCE = "evidence"


class CallTurn(StrEnum):
    """Whether an institution with open agreements is rung today. `OWN` is who would have to ring itself."""

    TODAY = "today"
    WAITING = "waiting"
    OWN = "own"
    NOTHING = "nothing"


UNCLASSIFIED = "unclassified"  # the code of the theme of what nobody has classified yet


class FindingKind(StrEnum):
    """What weakens follow-up and a person can mend."""

    NO_DEADLINE = "no_deadline"
    NO_NEXT_SESSION = "no_next_session"
    NO_THEME = "no_theme"
    NO_EVIDENCE = "no_evidence"
    UNVERIFIED = "unverified"
    EMPTY_GROUP = "empty_group"
    UNANSWERED = "unanswered"
    DUPLICATE = "duplicate"


class PromiseOutcome(StrEnum):
    """What became of an agreement that was due between the last session and the cut-off, worst first."""

    OVERDUE = "overdue"
    NOT_FULFILLED = "not_fulfilled"
    DUE_TODAY = "due_today"
    EXTENDED = "extended"
    LATE = "late"
    ON_TIME = "on_time"
    VOID = "void"
