"""What an import adds to the acta: sessions, problems and agreements, found by their numbers or made.

A withdrawn record of the same number comes back with what the file says of it, instead of a second one being made.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from data_store.bulk import Bulk
from data_store.event_log import FieldChange
from data_store.import_ground import AgreementGround, load_agreements
from data_store.import_names import NameBook
from data_store.models import Agreement, CommitteeSession, Problem
from data_store.naming import session_code, session_title
from follow_up.import_plan import Entry, Party, SessionRef
from follow_up.spelling import clean_text, code_order, fold, normalise_code
from follow_up.vocabulary import DeadlineKind, SessionState

SESSIONS = "SELECT id, code, held_on, state, withdrawn_in FROM committee_session"
# Where the file does not say of which committee it is, it is of the first.
COMMITTEE = "SELECT MIN(id) FROM committee WHERE :code IN ('', code)"
PROBLEMS = "SELECT id, number, text, theme_id, withdrawn_in FROM problem WHERE session_id = :session"
AGREEMENTS = """
SELECT a.id, a.problem_id, a.code, a.withdrawn_in FROM agreement a JOIN problem p ON p.id = a.problem_id
WHERE p.session_id = :session
"""


class AgreementExists(Exception):
    """The session has a live agreement with that code."""


class SessionClosed(Exception):
    """The session is locked: it takes no agreement until it is reopened."""


@dataclass(slots=True)
class ProblemGround:
    """A problem of a session, stored or new."""

    id: int
    text: str
    theme_id: int
    withdrawn_in: int | None = None


@dataclass(slots=True)
class SessionGround:
    """A session, stored or new. Problems by number ("02" and "2" are one), agreements by code or by problem and code."""

    id: int
    held_on: date
    state: SessionState = SessionState.PLANNED
    withdrawn_in: int | None = None
    problems: dict[str | tuple[int, ...], ProblemGround] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    made: dict[str, AgreementGround] = field(default_factory=dict)
    withdrawn: dict[tuple[int, str], AgreementGround] = field(default_factory=dict)


class ActaBook:
    """The acta as it stands, and what an import adds to it."""

    def __init__(self, bulk: Bulk, names: NameBook) -> None:
        self._bulk, self._names = bulk, names
        self._by_id: dict[int, SessionGround] = {}
        self._by_code: dict[str, SessionGround] = {}
        for session_id, code, held_on, state, withdrawn_in in bulk.rows(SESSIONS):
            session = SessionGround(session_id, date.fromisoformat(held_on), SessionState(state), withdrawn_in)
            self._by_id[session_id] = self._by_code[code] = session
        self._opened: set[int] = set()

    def new_agreement(self, entry: Entry) -> AgreementGround:
        """The agreement that a row adds; rows with the same session and code add one.

        Raises `AgreementExists`, `SessionClosed`.
        """
        if entry.session is None or entry.code is None or entry.follow_up is None:
            raise ValueError(f"{entry.place}: a new agreement needs session, code and follow-up")
        session, code = self._session(entry.session), normalise_code(entry.code)
        if code in session.made:
            return session.made[code]
        if session.state == SessionState.CLOSED:
            raise SessionClosed(entry.session.code)
        if code in session.codes:
            raise AgreementExists(code)
        problem = self._problem(session, entry, code)
        stored = session.withdrawn.get((problem.id, code))
        if stored is None:
            agreement = self._add(problem, session, entry, code)
        else:
            agreement = self._bring_back(stored, session, entry)
        session.made[code] = agreement
        return agreement

    def edit(self, agreement: AgreementGround, name: str, value: str | Party) -> bool:
        """Another text, note or follow-up office for an agreement; whether it is another."""
        if isinstance(value, Party):
            return self._follow(agreement, self._names.institution(value))
        before, after = getattr(agreement, name), clean_text(value)
        if before == after:
            return False
        setattr(agreement, name, after)
        self._bulk.change(Agreement, agreement.id, **{name: after})
        self._bulk.log(Agreement, agreement.id, FieldChange(name, before, after))
        return True

    def _follow(self, agreement: AgreementGround, institution_id: int) -> bool:
        if agreement.follow_up_id == institution_id:
            return False
        told = self._names.acronyms[agreement.follow_up_id], self._names.acronyms[institution_id]
        agreement.follow_up_id = institution_id
        self._bulk.change(Agreement, agreement.id, follow_up_id=institution_id)
        self._bulk.log(Agreement, agreement.id, FieldChange("follow_up", *told))
        return True

    def _session(self, ref: SessionRef) -> SessionGround:
        code = session_code(ref.kind, ref.number, ref.held_on, committee=ref.committee)
        session = self._by_id[ref.id] if ref.id is not None else self._by_code.get(code)
        if session is None:
            return self._new_session(ref, code)
        if session.id not in self._opened:
            self._open(session)
        if session.withdrawn_in is not None:
            self._bulk.withdraw(CommitteeSession, session.id, before=session.withdrawn_in, after=None)
            session.withdrawn_in = None
            self._move(session, ref.held_on)
        return session

    def _new_session(self, ref: SessionRef, code: str) -> SessionGround:
        committee_id = self._bulk.rows(COMMITTEE, code=ref.committee)[0][0]
        session_id = self._bulk.create(
            CommitteeSession, f"{code} {ref.held_on.isoformat()}", committee_id=committee_id, code=code, number=ref.number,
            kind=ref.kind, held_on=ref.held_on, title=session_title(ref.kind, ref.number, ref.held_on), withdrawn_in=None,
        )  # fmt: skip
        session = self._by_id[session_id] = self._by_code[code] = SessionGround(session_id, ref.held_on)
        self._opened.add(session_id)
        return session

    def _move(self, session: SessionGround, held_on: date) -> None:
        """A session that comes back is of the day that the file says."""
        if session.held_on == held_on:
            return
        self._bulk.change(CommitteeSession, session.id, held_on=held_on)
        told = FieldChange("held_on", session.held_on.isoformat(), held_on.isoformat())
        self._bulk.log(CommitteeSession, session.id, told)
        session.held_on = held_on

    def _open(self, session: SessionGround) -> None:
        """Read the problems and agreements of a stored session, once."""
        self._opened.add(session.id)
        for problem_id, number, text, theme_id, withdrawn_in in self._bulk.rows(PROBLEMS, session=session.id):
            session.problems[_number(number)] = ProblemGround(problem_id, text, theme_id, withdrawn_in)
        found = [tuple(row) for row in self._bulk.rows(AGREEMENTS, session=session.id)]
        session.codes = {code for _, _, code, withdrawn_in in found if withdrawn_in is None}
        withdrawn = {agreement_id: (problem_id, code) for agreement_id, problem_id, code, gone in found if gone is not None}
        stored = load_agreements(self._bulk, withdrawn)
        session.withdrawn = {key: stored[agreement_id] for agreement_id, key in withdrawn.items()}

    def _problem(self, session: SessionGround, entry: Entry, code: str) -> ProblemGround:
        """The problem of a row by its number, else by the first part of the code: agreement 2.3 is of problem 02."""
        text, number = clean_text(entry.problem or ""), entry.problem_number
        if number is None:
            number = _free_number(session, text, code)
        found = session.problems.get(_number(number))
        if found is None:
            theme_id = self._names.theme(entry.theme)
            problem_id = self._bulk.create(
                Problem, number, session_id=session.id, number=number, text=text, theme_id=theme_id, withdrawn_in=None
            )
            found = session.problems[_number(number)] = ProblemGround(problem_id, text, theme_id)
        elif found.withdrawn_in is not None:
            self._bring_problem_back(found, text, self._names.theme(entry.theme))
        return found

    def _bring_problem_back(self, problem: ProblemGround, text: str, theme_id: int) -> None:
        self._bulk.withdraw(Problem, problem.id, before=problem.withdrawn_in, after=None)
        problem.withdrawn_in = None
        if problem.text != text:
            self._bulk.change(Problem, problem.id, text=text)
            self._bulk.log(Problem, problem.id, FieldChange("text", problem.text, text))
        if problem.theme_id != theme_id:
            labels = self._names.labels
            self._bulk.change(Problem, problem.id, theme_id=theme_id)
            self._bulk.log(Problem, problem.id, FieldChange("theme", labels[problem.theme_id], labels[theme_id]))
        problem.text, problem.theme_id = text, theme_id

    def _add(self, problem: ProblemGround, session: SessionGround, entry: Entry, code: str) -> AgreementGround:
        text, note = clean_text(entry.text or ""), clean_text(entry.deadline_note or "")
        follow_up_id = self._names.institution(_given(entry.follow_up))
        agreement_id = self._bulk.create(
            Agreement, f"{code} {text}", problem_id=problem.id, code=code, text=text, follow_up_id=follow_up_id,
            deadline_kind=DeadlineKind.NONE, deadline=None, deadline_note=note, version=1, withdrawn_in=None,
        )  # fmt: skip
        return AgreementGround(agreement_id, problem.id, session.held_on, text, follow_up_id, note)

    def _bring_back(self, agreement: AgreementGround, session: SessionGround, entry: Entry) -> AgreementGround:
        self._bulk.withdraw(Agreement, agreement.id, before=agreement.withdrawn_in, after=None)
        self._bulk.touch(Agreement, agreement.id)
        agreement.withdrawn_in, agreement.session_on = None, session.held_on
        self.edit(agreement, "text", entry.text or "")
        self.edit(agreement, "deadline_note", entry.deadline_note or "")
        self.edit(agreement, "follow_up", _given(entry.follow_up))
        return agreement


def _given(party: Party | None) -> Party:
    if party is None:
        raise ValueError("a new agreement needs an office that follows it up")
    return party


@lru_cache(maxsize=4_096)
def _number(number: str) -> str | tuple[int, ...]:
    """What numbers of problems are compared by: "02" and "2" are one."""
    return code_order(number) or number


def _free_number(session: SessionGround, text: str, code: str) -> str:
    """The number that the code begins with, unless a problem with other words has it; then the next free one."""
    order = code_order(code)
    number = f"{order[0]:02}" if order else code
    found = session.problems.get(_number(number))
    if found is None or found.withdrawn_in is not None or not text or found.text == text or fold(found.text) == fold(text):
        return number
    return f"{1 + max(int(key[0]) for key in session.problems if isinstance(key, tuple)):02}"
