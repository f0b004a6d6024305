"""Deciding an import: what each row of a tracker would record. Pure; nothing is written and nothing is ever deleted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from follow_up.acts import DeadlineDraft, Refusal, check_deadline
from follow_up.findings import Claims, Findings, decided
from follow_up.import_plan import (
    Change,
    Choices,
    Doubt,
    Entry,
    ImportPlan,
    Known,
    KnownAgreement,
    KnownAssignment,
    KnownReport,
    NameAnswer,
    Party,
    PlanRow,
    RowKind,
    Wording,
)
from follow_up.matching import Matcher, code_key
from follow_up.memory import uncollected
from follow_up.spelling import fold, fold_name
from follow_up.stated import Stated, stated_report
from follow_up.touched import is_clash, only_touched
from follow_up.united import Shared, shared_facts
from follow_up.vocabulary import DeadlineKind


@uncollected()
def make_plan(entries: Sequence[Entry], known: Known, choices: Choices, names: Sequence[NameAnswer] = ()) -> ImportPlan:
    """The plan of a whole file: one row per entry, in its order, and the agreements that the file leaves out."""
    matcher, shared = Matcher(known, choices.matches), shared_facts(entries)
    claims = Claims()
    rows = _decided_rows(entries, _Planner(known, choices, matcher, shared, claims))
    if claims.disputed:  # once more, now that it is known on what they contradict each other: which holds is not for us to say
        rows = _decided_rows(entries, _Planner(known, choices, matcher, shared, Claims(frozenset(claims.disputed))))
    return ImportPlan(known.version, rows, _absent(rows, known, choices), tuple(names))


def _decided_rows(entries: Sequence[Entry], planner: "_Planner") -> tuple[PlanRow, ...]:
    return tuple(planner.row(entry) for entry in entries)


class _Planner:
    """Decides rows one after another. `claims`: what earlier rows of the file already said of the same thing."""

    def __init__(self, known: Known, choices: Choices, matcher: Matcher, shared: Shared, claims: Claims) -> None:
        self.known = known
        self.choices = choices
        self.matcher = matcher
        self.shared = shared
        self.claims = claims
        self.numbers: dict[object, int] = {}

    def row(self, entry: Entry) -> PlanRow:
        match = self.matcher.find(entry)
        agreement_id = match.agreement.id if match.agreement else None
        if match.doubt is not None or entry.unknown:
            doubts = ([match.doubt] if match.doubt else []) + _doubts_of(entry)
            return PlanRow(entry, RowKind.PROBLEM, agreement_id, doubts=tuple(doubts), candidate=match.candidate)
        found = Findings(doubts=_doubts_of(entry))
        if match.agreement is None:
            entry = self._completed(entry)
            self._plan_new(entry, found)
        else:
            self._plan_known(entry, match.agreement, found)
        return self.claims.settle(decided(entry, match.agreement, found))

    def _completed(self, entry: Entry) -> Entry:
        """A new agreement with what its other rows say, and what the file left to custom: who follows it up, the next number."""
        entry = self.shared.complete(entry)
        speaker, usual = self.choices.speaker, self.known.default_follow_up
        follow_up = entry.follow_up or (self._party(usual) if usual is not None else None)
        implementers = entry.implementers or ((self._party(speaker),) if speaker is not None else None)
        completed = (follow_up, implementers, entry.code or self._next_number(entry))
        if completed == (entry.follow_up, entry.implementers, entry.code):
            return entry  # as most are, and a copy of so many fields has its price
        return replace(entry, follow_up=follow_up, implementers=implementers, code=completed[-1])

    def _next_number(self, entry: Entry) -> str:
        session = entry.session
        if session not in self.numbers:
            keys = [code_key(a.code) for a in self.known.agreements.values() if session and a.session.id == session.id]
            self.numbers[session] = max((key[0] for key in keys if key and isinstance(key[0], int)), default=0)
        self.numbers[session] += 1
        return f"{self.numbers[session]:02d}"

    def _plan_new(self, entry: Entry, found: Findings) -> None:
        key = ("new", entry.session, code_key(entry.code or ""))
        lacking = self._lacking(entry)
        if lacking or entry.session is None:
            found.doubts += lacking
            return
        if entry.session.id in self.known.closed:
            found.refusals.append(Refusal.SESSION_CLOSED)
            return
        if entry.text and self.claims.claim((*key, "text"), entry.text, found):
            found.changes.append(Change("text", None, entry.text))
        self.claims.claim((*key, "follow_up"), entry.follow_up, found)
        if self.choices.speaker is not None and self._voice(entry) is None:
            found.doubts.append(Doubt.NOT_ITS_OWN)
        self._plan_deadline(entry, None, key, entry.session.held_on, found)
        for party in entry.implementers or ():
            if self.claims.claim((*key, "party", _party_key(party)), _said(entry), found):
                self._join(entry, party, entry.session.held_on, found)

    def _lacking(self, entry: Entry) -> list[Doubt]:
        """What a new agreement cannot do without."""
        lacks = {
            Doubt.SESSION_UNKNOWN: entry.session is None,
            Doubt.NOTHING_TO_FOLLOW: not entry.text,
            Doubt.NO_IMPLEMENTER: not entry.implementers or entry.follow_up is None,
        }
        return [doubt for doubt, is_lacking in lacks.items() if is_lacking]

    def _join(self, entry: Entry, party: Party, session_on: date, found: Findings) -> None:
        """An institution that the agreement does not have yet, and what the row says of it if the file speaks for it."""
        found.changes.append(Change("implementers", None, party.name))
        if fold_name(party.name) in self.known.gone.get(entry.ref or "", ()):
            found.doubts.append(Doubt.EDITED_HERE)
        speaker = self.choices.speaker
        if speaker is not None and party != self._voice(entry):
            return
        member = self._party(speaker) if speaker is not None and speaker != party.id else None
        name = (member or party).name
        found.take(party, member, stated_report(entry, None, institution=name, session_on=session_on, choices=self.choices))

    def _voice(self, entry: Entry) -> Party | None:
        """Of the institutions of a new agreement, the one that the speaker is, else the first group that it belongs to."""
        speaker, parties = self.choices.speaker, entry.implementers or ()
        own = [party for party in parties if party.id == speaker]
        groups = [party for party in parties if party.id is not None and speaker in self.known.groups.get(party.id, ())]
        return next(iter(own + groups), None)

    def _plan_known(self, entry: Entry, agreement: KnownAgreement, found: Findings) -> None:
        self._plan_edits(entry, agreement, found)
        self._plan_deadline(entry, agreement, ("known", agreement.id), agreement.session.held_on, found)
        for party in self._speaking(entry, agreement, found):
            self._plan_report(entry, agreement, party, found)

    def _speaking(self, entry: Entry, agreement: KnownAgreement, found: Findings) -> Iterable[Party]:
        """The institutions that the row speaks for: the speaker's own part, those it names, or all that no other row names."""
        speaker = self.choices.speaker
        if speaker is not None:
            if self._seat(agreement, speaker) is not None:
                return [self._party(speaker)]
            found.doubts += [Doubt.NOT_ITS_OWN] if entry.status or entry.progress is not None else []
            return []
        parties = entry.implementers
        if parties is None:
            parties = self.shared.unnamed(entry, [self._party(institution) for institution in agreement.assignments])
        found.doubts += [Doubt.NO_IMPLEMENTER] if not parties and any(value is not None for value in _said(entry)) else []
        return parties

    def _seat(self, agreement: KnownAgreement, institution: int) -> tuple[KnownAssignment, bool] | None:
        """The assignment through which an institution speaks, and whether it does so as a member of a group."""
        if institution in agreement.assignments:
            return agreement.assignments[institution], False
        for assignment in agreement.assignments.values():
            if institution in self.known.groups.get(assignment.institution_id, ()):
                return assignment, True
        return None

    def _plan_report(self, entry: Entry, agreement: KnownAgreement, party: Party, found: Findings) -> None:
        seat = None if party.id is None else self._seat(agreement, party.id)
        if not self.claims.claim(("report", agreement.id, _party_key(party)), _said(entry), found):
            return
        if seat is None:
            found.doubts.append(Doubt.ADDS_RESPONSIBLE)
            found.joining.append(party)
            self._join(entry, party, agreement.session.held_on, found)
            return
        assignment, as_member = seat
        member = party if as_member else None
        before = assignment.report if member is None else assignment.members.get(member.id or 0)
        stated = self._stated(entry, (assignment.id, member and member.id), before, party, agreement.session.held_on)
        found.take(self._party(assignment.institution_id), member, stated)

    def _stated(
        self, entry: Entry, speaking: tuple[int, int | None], before: KnownReport | None, party: Party, session_on: date
    ) -> Stated:
        """What the row says. A file of ours knows what it was made from: cells that nobody touched give way to later reports."""
        is_traced = entry.ref is not None and speaking in self.known.exported
        exported = self.known.exported.get(speaking)
        spoken = only_touched(entry, exported) if is_traced else entry
        stated = stated_report(spoken, before, institution=party.name, session_on=session_on, choices=self.choices)
        if not (is_traced and stated.changes and is_clash(spoken, exported, before)):
            return stated
        return replace(stated, doubts=tuple(dict.fromkeys((*stated.doubts, Doubt.EDITED_HERE))))

    def _plan_edits(self, entry: Entry, agreement: KnownAgreement, found: Findings) -> None:
        """Wording, follow-up and the words about time, each said once per file."""
        takes = self.choices.wording == Wording.TAKE
        texts = {"text": (entry.text if takes else None, agreement.text)}
        if takes or not agreement.deadline_note:
            texts["deadline_note"] = (entry.deadline_note, agreement.deadline_note)
        for name, (said, held) in texts.items():
            if said and self._changes(name, entry, agreement, fold(said), fold(held), told=said, found=found):
                found.edits[name] = said
                found.changes.append(Change(name, held, said))
        follow_up, held_id = entry.follow_up, agreement.follow_up_id
        if follow_up and self._changes("follow_up", entry, agreement, follow_up, self._party(held_id), told=follow_up.name, found=found):
            found.edits["follow_up"] = follow_up
            found.changes.append(Change("follow_up", self.known.names[held_id], follow_up.name))

    def _changes(
        self, name: str, entry: Entry, agreement: KnownAgreement, said: object, held: object, *, told: str, found: Findings
    ) -> bool:
        """Whether the row is the first to say this of the agreement, by itself, and it is not what stands already.

        A row of our own export says nothing by what it only repeats of it. In other files the row that repeats what stands
        has said so: a second one that says otherwise is a doubt, or the two would change it to and fro with each load.
        """
        key = ("agreement", agreement.id, name)
        repeats_export = key in self.known.edited and self.known.edited[key] == told
        if repeats_export or (entry.ref is not None and said == held):
            return False
        if said != held and key in self.known.edited:
            found.doubts.append(Doubt.EDITED_HERE)
        return self.claims.claim(key, said, found) and said != held

    def _plan_deadline(
        self, entry: Entry, agreement: KnownAgreement | None, key: tuple[object, ...], session_on: date, found: Findings
    ) -> None:
        kind = entry.deadline_kind
        if kind is None or kind == DeadlineKind.NONE:
            return
        held = (agreement.deadline_kind, agreement.deadline) if agreement else (DeadlineKind.NONE, None)
        said, told = (kind, entry.deadline), entry.deadline or kind
        if agreement is not None and self.choices.speaker is not None and held[0] != DeadlineKind.NONE:
            found.doubts += [Doubt.DEADLINE_KEPT] if said != held else []
            return
        if agreement is not None and not self._changes("deadline", entry, agreement, said, held, told=str(told), found=found):
            return
        if agreement is None and not self.claims.claim((*key, "deadline"), told, found):
            return
        decided_on = max(self.choices.reported_on, session_on)
        if agreement is not None and agreement.deadline_since and agreement.deadline_since > decided_on:
            decided_on = agreement.deadline_since
            found.doubts.append(Doubt.EDITED_HERE)
        reason = f"Según «{self.choices.source}», hoja «{entry.place.sheet}», fila {entry.place.row}"
        draft = DeadlineDraft(kind, entry.deadline, reason, decided_on)
        refusals = check_deadline(draft, current=held, session_on=session_on, today=self.choices.today)
        found.refusals += refusals
        found.deadline = None if refusals else draft
        found.changes.append(Change("deadline", held[1] or held[0], told))

    def _party(self, institution: int) -> Party:
        return Party(institution, self.known.names[institution])


def _doubts_of(entry: Entry) -> list[Doubt]:
    """What the reading of the row itself left open."""
    return [*([Doubt.FLAWED_CELL] if entry.flaws else []), *([Doubt.UNKNOWN_NAME] if entry.unknown else [])]


def _party_key(party: Party) -> object:
    return party.id if party.id is not None else fold_name(party.name)


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.status, entry.progress, entry.actions, entry.evidence_words, entry.remarks


def _absent(rows: Iterable[PlanRow], known: Known, choices: Choices) -> tuple[int, ...]:
    """The agreements of the file's sessions that it does not name; for one institution's file, only its own."""
    named = {row.agreement_id or row.candidate for row in rows}
    sessions = {known.agreements[i].session.id for i in named if i is not None}
    return tuple(
        agreement.id
        for agreement in known.agreements.values()
        if agreement.session.id in sessions and agreement.id not in named and _concerns(agreement, known.groups, choices.speaker)
    )


def _concerns(agreement: KnownAgreement, groups: Mapping[int, frozenset[int]], speaker: int | None) -> bool:
    return speaker is None or any(speaker == i or speaker in groups.get(i, ()) for i in agreement.assignments)
