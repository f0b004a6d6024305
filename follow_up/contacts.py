"""A contact as typed, and why it cannot be recorded."""

from dataclasses import dataclass
from datetime import date

from follow_up.acts import MAX_TEXT, Refusal
from follow_up.vocabulary import ContactKind, EscalationStep


@dataclass(frozen=True)
class ContactDraft:
    """A call, a visit, an oficio or what came back. `step`: the one of the rule that it is; of an answer, the one that it answers.

    `number`: of the oficio. `note`: what was said, in one line; nobody's name or telephone.
    """

    kind: ContactKind
    step: EscalationStep
    made_on: date
    number: str = ""
    note: str = ""


def check_contact(draft: ContactDraft, *, today: date) -> list[Refusal]:
    """Why the contact cannot be recorded; empty when it can. An oficio has its number, an answer says what was answered."""
    lacks = {
        Refusal.DATE_IN_FUTURE: draft.made_on > today,
        Refusal.CONTACT_NUMBER: draft.kind == ContactKind.LETTER and not draft.number.strip(),
        Refusal.ANSWER_MISSING: draft.kind == ContactKind.ANSWER and not draft.note.strip(),
        Refusal.TEXT_TOO_LONG: max(len(draft.note), len(draft.number)) > MAX_TEXT,
    }
    return [refusal for refusal, is_lacking in lacks.items() if is_lacking]
