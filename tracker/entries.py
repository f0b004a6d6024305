"""From what a file says to what a plan takes: names become institutions, words about a session become a session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from follow_up.evidence import read_evidence
from follow_up.import_plan import Entry, NameAnswer, NameMeaning, Names, Party, Place, SessionRef
from follow_up.memory import uncollected
from follow_up.spelling import fold, fold_name
from follow_up.vocabulary import SessionKind, Status
from tracker.grid import cell_name
from tracker.layout.titles import session_facts
from tracker.records import Catalogue, Field, ProblemCode, Reading, Record, Table, TitleFacts
from tracker.values.parties import recognise
from tracker.values.texts import clean
from tracker.writing.matrix_rows import WORDS_OF_KIND

# Told, and no reason to hold the row back: the words are kept, nothing was guessed, or the plan itself decides.
HARMLESS = {
    ProblemCode.STATUS_AGAINST_PROGRESS,
    ProblemCode.AGREEMENT_MISSING,
    ProblemCode.DAYS_WITHOUT_UNIT,
    ProblemCode.STATUS_OVERDUE_WITHOUT_DEADLINE,
    ProblemCode.EXTENSION_WITHOUT_DEADLINE,
    ProblemCode.EVIDENCE_INCOMPLETE,
    ProblemCode.RESPONSIBLE_MISSING,
}
KIND_WORDS = {fold(words) for words in WORDS_OF_KIND.values()}
ALIKE_LETTERS = 4  # a shorter piece of a name is in too many others


@dataclass(frozen=True, slots=True)
class SessionMention:
    """One way in which a file names a session: by the title of a table, or by the words of a row."""

    table: str
    words: str | None
    kind: SessionKind | None
    number: int | None
    held_on: date | None


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that the catalogue does not have, where it stands, and which institutions it may mean."""

    spelling: str
    folded: str
    cells: tuple[str, ...]
    alike: tuple[Party, ...]


def catalogue_of(names: Names) -> Catalogue:
    """What the reader needs of the names: folded spelling to acronym."""
    return Catalogue({folded: party.name for folded, party in names.spellings.items()})


def party_named(spelling: str, names: Names) -> Party | None:
    """The institution that a name means, when the catalogue knows it."""
    return _party(spelling, names, catalogue_of(names))


def speaker_of(titles: Iterable[TitleFacts], records: Iterable[Record], names: Names) -> Party | None:
    """The institution whose file this is: the only one that its titles name, unless the rows are all of others.

    A letterhead names who printed the matrix as often as who speaks in it.
    """
    titled = {title.institution for title in titles if title.institution}
    party = party_named(titled.pop(), names) if len(titled) == 1 else None
    if party is None or party.id is None:
        return None
    catalogue = catalogue_of(names)
    named = {found.id for record in records for name in record.implementers or () if (found := _party(name, names, catalogue))}
    mine = any(party.id == other or party.id in names.groups.get(other or 0, ()) for other in named)
    return party if mine or not named else None


def session_mentions(reading: Reading) -> list[SessionMention]:
    """The distinct mentions of sessions, in the order of the file."""
    tables = {table.key: table for table in reading.tables}
    return list(dict.fromkeys(mention_of(record, tables[record.table]) for record in reading.records))


def mention_of(record: Record, table: Table) -> SessionMention:
    """The session that a record names; what its row does not say, the title of its table does."""
    title = table.title
    if record.session is None and record.session_date in {None, title.session_date}:
        return SessionMention(table.key, None, title.session_kind, title.session_number, title.session_date)
    own = session_facts(record.session or "")
    return SessionMention(
        table.key, record.session, own.session_kind, own.session_number, record.session_date or own.session_date
    )


def find_session(mention: SessionMention, calendar: Sequence[SessionRef]) -> SessionRef | None:
    """The session of the calendar that is meant, a new one when all of it is said, None when a person must say."""
    fitting = [session for session in calendar if _fits(mention, session)]
    says_anything = any(value is not None for value in (mention.number, mention.held_on))
    if says_anything and len(fitting) == 1:
        return fitting[0]
    if not fitting and mention.kind and mention.number and mention.held_on:
        return SessionRef(None, mention.kind, mention.number, mention.held_on)
    return None


def _fits(mention: SessionMention, session: SessionRef) -> bool:
    pairs = [(mention.kind, session.kind), (mention.number, session.number), (mention.held_on, session.held_on)]
    return all(said is None or said == held for said, held in pairs)


def unknown_names(reading: Reading, names: Names) -> list[UnknownName]:
    """Each name that nobody has placed yet, once, with the cells in which it stands."""
    catalogue = catalogue_of(names)
    columns = {
        (table.key, column.field): column.index for table in reversed(reading.tables) for column in reversed(table.columns)
    }
    cells: dict[str, tuple[str, list[str]]] = {}
    for record in reading.records:
        for field, name in _names_of(record):
            folded = fold_name(name)
            if folded in names.ignored or _party(name, names, catalogue) is not None:
                continue
            place = f"{record.sheet}!{cell_name(record.row - 1, columns.get((record.table, field), 0))}"
            cells.setdefault(folded, (name, []))[1].append(place)
    parties = {party.id: party for party in names.spellings.values()}
    return [
        UnknownName(spelling, folded, tuple(dict.fromkeys(places)), _alike(folded, names, parties.values()))
        for folded, (spelling, places) in cells.items()
    ]


@uncollected()
def to_entries(
    reading: Reading, *, names: Names, answers: Mapping[str, NameAnswer], sessions: Mapping[SessionMention, SessionRef | None],
    own_export: bool,
) -> list[Entry]:  # fmt: skip
    """The entries of a plan. `answers` by folded name; `own_export`: the refs in the file are of this very base."""
    resolver = _Resolver(names, answers, catalogue_of(names))
    tables = {table.key: table for table in reading.tables}
    named = {(record.sheet, record.row) for record in reading.records if own_export and record.ref}
    flaws: dict[tuple[str, int], list[str]] = {}
    for problem in reading.problems:
        row = (problem.sheet, problem.row)
        is_settled = problem.code == ProblemCode.CODE_REPEATED and row in named  # the ref tells which of the session's it is
        if problem.code not in HARMLESS and not is_settled:
            flaws.setdefault(row, []).append(problem.code)
    parts: dict[tuple[str, int], int] = {}
    entries: list[Entry] = []
    for record in reading.records:
        row = (record.sheet, record.row)
        part = parts.get(row, 0)
        parts[row] = part + 1
        mention = mention_of(record, tables[record.table])
        session = sessions.get(mention)
        place = Place(record.sheet, record.row, part)
        ref = record.ref if own_export else None
        entry = resolver.entry(record, place, session=session, flaws=tuple(flaws.get(row, ())), ref=ref)
        entries.append(replace(entry, session_is_open=True) if session is None and mention.number is not None else entry)
    return entries


class _Resolver:
    """Turns the names of records into institutions, as the catalogue and a person's answers say."""

    def __init__(self, names: Names, answers: Mapping[str, NameAnswer], catalogue: Catalogue) -> None:
        self._names = names
        self._answers = answers
        self._catalogue = catalogue
        self._by_id = {party.id: party for party in names.spellings.values()}
        self._party = lru_cache(maxsize=4096)(self._resolve)

    def entry(
        self, record: Record, place: Place, *, session: SessionRef | None, flaws: tuple[str, ...], ref: str | None
    ) -> Entry:
        unknown: list[str] = []
        implementers = self._parties(record.implementers, unknown) if record.implementers else None
        follow_up = self._parties((record.follow_up,), unknown) if record.follow_up else ()
        issuer = implementers[0].name if implementers and len(implementers) == 1 else ""
        evidence = read_evidence(record.evidence, default_issuer=issuer) if record.evidence else None
        return Entry(
            place=place, ref=ref, session=session, code=record.code, text=record.text, problem_number=record.problem_number,
            problem=record.problem, theme=record.theme, implementers=implementers,
            follow_up=follow_up[0] if follow_up else None, deadline_kind=record.deadline_kind, deadline=record.deadline,
            deadline_note=_own_words(record), status=record.status, progress=record.progress, actions=record.actions,
            evidence=evidence, evidence_words=record.evidence, remarks=record.remarks,
            extra=_kept_as_words(record, has_document=evidence is not None), unknown=tuple(unknown), flaws=flaws,
            reported_on=_day_of_report(record),
        )  # fmt: skip

    def _parties(self, spellings: Iterable[str], unknown: list[str]) -> tuple[Party, ...]:
        parties: dict[Party, None] = {}
        for spelling in spellings:
            party, is_settled = self._party(spelling)
            if party is not None:
                parties[party] = None
            elif not is_settled:
                unknown.append(spelling)
        return tuple(parties)

    def _resolve(self, spelling: str) -> tuple[Party | None, bool]:
        """The institution, and whether the name is settled: one to be left out is settled without institution."""
        folded = fold_name(spelling)
        answer = self._answers.get(folded)
        if answer is not None and answer.meaning == NameMeaning.ALIAS:
            return self._by_id.get(answer.institution_id), True
        if answer is not None:
            return (Party(None, spelling) if answer.meaning == NameMeaning.NEW else None), True
        party = _party(spelling, self._names, self._catalogue)
        return party, party is not None or folded in self._names.ignored


def _own_words(record: Record) -> str | None:
    """The words about a deadline, unless they only name its kind, or are a date that cannot be read."""
    note = record.deadline_note
    return None if note is None or record.deadline_kind is None or fold(note) in KIND_WORDS else note


def _day_of_report(record: Record) -> date | None:
    """The day from which the row holds: the one it gives, or for what is fulfilled the day it was."""
    return record.reported_on or (record.fulfilled_on if record.status == Status.FULFILLED else None)


def _kept_as_words(record: Record, *, has_document: bool) -> dict[str, str]:
    """The columns that are none of ours, and what of ours no report can hold: nothing of a row is lost."""
    held: dict[str, str | date | None] = {
        "Medio de verificación": None if has_document else record.evidence,
        "Estado": record.status_words if record.status is None else None,
        "Fecha de inicio": record.start_date,
        "Fecha de cumplimiento": record.fulfilled_on,
    }
    words = {heading: clean(value) for heading, value in held.items() if value is not None}
    return {**words, **record.extra}


def _party(spelling: str, names: Names, catalogue: Catalogue) -> Party | None:
    known = names.spellings.get(fold_name(spelling))
    if known is not None:
        return known
    acronym = recognise(spelling, catalogue)
    return None if acronym is None else names.spellings.get(fold_name(acronym))


def _names_of(record: Record) -> list[tuple[Field, str]]:
    named = [(Field.RESPONSIBLE, name) for name in record.implementers or ()]
    return named + ([(Field.FOLLOW_UP, record.follow_up)] if record.follow_up else [])


def _alike(folded: str, names: Names, parties: Iterable[Party]) -> tuple[Party, ...]:
    """Institutions with a spelling that shares a long enough word with the name, those that share most first."""
    words = {word for word in folded.split() if len(word) >= ALIKE_LETTERS}
    shared: dict[int | None, int] = {}
    for spelling, party in names.spellings.items():
        common = len(words & set(spelling.split()))
        if common:
            shared[party.id] = max(shared.get(party.id, 0), common)
    by_id = {party.id: party for party in parties}
    return tuple(by_id[i] for i in sorted(shared, key=lambda i: -shared[i]))
