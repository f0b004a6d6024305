"""How a column whose heading leaves it open is settled: what its content denies, and what the other columns are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from follow_up.vocabulary import Status
from follow_up.written_dates import find_dates
from tracker.layout.bands import Label
from tracker.layout.flat import is_blank
from tracker.layout.headings import Meaning, fold_heading, tells_extension
from tracker.layout.profiles import Profile
from tracker.layout.tables import Found
from tracker.records import Field, Question, QuestionCode
from tracker.values.statuses import read_status
from tracker.values.texts import clean

JOINED = frozenset({Field.RESPONSIBLE, Field.EVIDENCE})  # fields that several columns may tell together
NUMBERS = frozenset({Field.NUMBER, Field.CODE})
STATE = frozenset({Field.STATUS, Field.PROGRESS, Field.DEADLINE, Field.ACTIONS})
FOLLOWED = STATE | {Field.RESPONSIBLE, Field.EVIDENCE, Field.FULFILLED_ON}

_SAMPLES = 5


@dataclass
class Draft:
    """The columns of a table while they are being settled."""

    found: Found
    labels: dict[int, Label]
    profiles: dict[int, Profile]
    fields: dict[int, Field | None] = field(default_factory=dict)
    marks: dict[int, Status] = field(default_factory=dict)
    fixed: frozenset[int] = frozenset()
    questions: list[Question] = field(default_factory=list)

    def of(self, wanted: Field) -> list[int]:
        """The columns of a field, marks left out."""
        return [index for index, given in self.fields.items() if given == wanted and index not in self.marks]

    def has(self, wanted: Field) -> bool:
        """Whether some column is of a field, marks included."""
        return wanted in self.fields.values()

    def is_sure(self, index: int) -> bool:
        """Whether the heading alone names the field."""
        meaning = self.labels[index].meaning
        return meaning is not None and meaning.sure

    def give(self, index: int, new: Field | None) -> None:
        """Changes the field of a column that nobody fixed."""
        if index not in self.fixed:
            self.fields[index] = new
            self.marks.pop(index, None)

    def ask(self, index: int, options: Iterable[str]) -> None:
        """Asks which field a column is."""
        if index not in self.fixed:
            samples = _samples(self.found, index)
            self.questions.append(
                Question(QuestionCode.COLUMN_FIELD, self.found.key, index, self.labels[index].text, tuple(options), samples)
            )


def first_reading(label: Label, profile: Profile) -> Field | None:
    """The field of a column by its heading, unless what it holds denies it."""
    meaning = label.meaning
    if meaning is None:
        return None
    reader = _DENIALS.get(meaning.field)
    return reader(meaning, profile) if reader and profile.filled else meaning.field


def _agreement(meaning: Meaning, profile: Profile) -> Field | None:
    """Counts of agreements are not agreements; a summary below the table may add some."""
    untold = max(profile.numbers, profile.dates)
    return None if untold == profile.filled or (not meaning.sure and profile.mostly(untold)) else Field.AGREEMENT


def _responsible(meaning: Meaning, profile: Profile) -> Field | None:
    """A name below "RESPONSABLES" heads a column of "x", or is some other detail of who is responsible."""
    return None if meaning.is_ticked and not profile.mostly(profile.marks) else Field.RESPONSIBLE


def _status(meaning: Meaning, profile: Profile) -> Field | None:
    if meaning.mark:
        return Field.STATUS if profile.mostly(profile.marks) else None
    counts = profile.numbers if meaning.sure else profile.percents
    if profile.statuses * 3 >= profile.filled and not profile.mostly(counts):
        return Field.STATUS
    if profile.mostly(profile.percents):
        return Field.PROGRESS
    if profile.mostly(profile.dates):
        return Field.FULFILLED_ON if not meaning.sure else Field.REMARKS
    return Field.REMARKS if profile.mostly(profile.prose) else Field.STATUS


def _progress(meaning: Meaning, profile: Profile) -> Field | None:
    if meaning.sure or profile.mostly(profile.percents):
        return Field.PROGRESS
    if profile.mostly(profile.statuses):
        return Field.STATUS
    return Field.ACTIONS if profile.mostly(profile.prose) else Field.PROGRESS


def _actions(_: Meaning, profile: Profile) -> Field | None:
    return Field.PROGRESS if profile.mostly(profile.percents) else Field.ACTIONS


def _follow_up(meaning: Meaning, profile: Profile) -> Field | None:
    """Long texts below "Seguimiento" tell what was done, not who follows it up."""
    return Field.ACTIONS if not meaning.sure and profile.letters > 60 else Field.FOLLOW_UP


def _deadline(_: Meaning, profile: Profile) -> Field | None:
    """ "Vencimiento" over states, or "Prórroga" over yes and no, is no deadline."""
    return None if profile.mostly(profile.statuses) or profile.mostly(profile.marks) else Field.DEADLINE


_DENIALS: dict[Field, Callable[[Meaning, Profile], Field | None]] = {
    Field.AGREEMENT: _agreement,
    Field.RESPONSIBLE: _responsible,
    Field.STATUS: _status,
    Field.PROGRESS: _progress,
    Field.ACTIONS: _actions,
    Field.FOLLOW_UP: _follow_up,
    Field.DEADLINE: _deadline,
}


def _number_without_label(draft: Draft) -> None:
    """A first column without heading that holds numbers is the number."""
    first = min(draft.labels)
    profile = draft.profiles[first]
    if not draft.labels[first].text and not any(map(draft.has, NUMBERS)) and profile.mostly(profile.codes):
        draft.give(first, Field.NUMBER)


def _two_numbers(draft: Draft) -> None:
    """Of two columns of numbers, the one that names the agreement, or stands before it, is its code."""
    numbers = draft.of(Field.NUMBER)
    if len(numbers) < 2 or draft.has(Field.CODE):
        return
    agreements = draft.of(Field.AGREEMENT)
    named = [index for index in numbers if len(fold_heading(draft.labels[index].text).split()) > 1]
    beside = [index for index in numbers[1:] if index + 1 in agreements]
    for index in (named or beside)[:1]:
        draft.give(index, Field.CODE)


def _codes_below_agreement(draft: Draft) -> None:
    """ "Acuerdo" may hold the number and "Descripción" the text."""
    for index in draft.of(Field.AGREEMENT):
        profile = draft.profiles[index]
        texts = [other for other, text in draft.profiles.items() if other != index and text.mostly(text.prose)]
        if profile.filled and profile.codes == profile.filled and any(draft.fields[other] in {None, Field.AGREEMENT} for other in texts):
            draft.give(index, None if draft.has(Field.CODE) else Field.CODE)


def _one_agreement(draft: Draft) -> None:
    """Of several texts that could be the agreement, the one named most plainly; "Acciones" beside it are those done."""
    agreements = sorted(draft.of(Field.AGREEMENT), key=lambda index: (index not in draft.fixed, _rank(draft, index), index))
    for index in agreements[1:]:
        is_done = fold_heading(draft.labels[index].text) == "acciones" and not draft.has(Field.ACTIONS)
        draft.give(index, Field.ACTIONS if is_done else None)


def _rank(draft: Draft, index: int) -> int:
    words = fold_heading(draft.labels[index].text)
    if not draft.profiles[index].filled:
        return 4
    rank = next((rank for rank, word in enumerate(("acuerdo", "compromiso")) if word in words), 2)
    return rank if draft.is_sure(index) else max(rank, 1) + 1


def _agreement_by_content(draft: Draft) -> None:
    """Without a column of agreements, the subject or an unknown column of texts is it, where something is followed."""
    if draft.has(Field.AGREEMENT) or len(FOLLOWED.intersection(filter(None, draft.fields.values()))) < 2:
        return
    subjects = [index for index in draft.of(Field.PROBLEM) if not draft.is_sure(index) and _is_main_text(draft.profiles[index])]
    unknown = [index for index, given in draft.fields.items() if given is None and _is_main_text(draft.profiles[index])]
    if subjects:
        draft.give(subjects[0], Field.AGREEMENT)
    elif len(unknown) == 1:
        draft.give(unknown[0], Field.AGREEMENT)
        draft.ask(unknown[0], (Field.AGREEMENT, Field.PROBLEM, Field.ACTIONS, Field.REMARKS, ""))


def _is_main_text(profile: Profile) -> bool:
    return profile.mostly(profile.prose) and profile.distinct * 10 >= profile.filled * 7


def _lone_date(draft: Draft) -> None:
    """ "Fecha" is the session's beside a session or before the agreement; elsewhere it may be another."""
    doubtful = [index for index in draft.of(Field.SESSION_DATE) if not draft.is_sure(index)]
    agreements = draft.of(Field.AGREEMENT)
    for index in doubtful:
        sure = len(draft.of(Field.SESSION_DATE)) > len(doubtful)
        after = bool(agreements) and index > agreements[0] and not draft.has(Field.SESSION)
        if (sure or after) and draft.profiles[index].filled:
            draft.give(index, None)
            draft.ask(index, (Field.SESSION_DATE, Field.DEADLINE, Field.FULFILLED_ON, ""))


def _date_of_fulfilment(draft: Draft) -> None:
    """ "Fecha de cumplimiento" is when it is due if nothing else is and open agreements have one; if done ones too, ask."""
    doubtful = [index for index in draft.of(Field.FULFILLED_ON) if not draft.is_sure(index)]
    if draft.has(Field.DEADLINE):
        return
    for index in doubtful:
        done, still_open = _dated_rows(draft, index)
        if still_open or not (done or draft.has(Field.STATUS)):
            draft.give(index, Field.DEADLINE)
        if done and still_open:
            draft.ask(index, (Field.DEADLINE, Field.FULFILLED_ON, ""))


def _dated_rows(draft: Draft, index: int) -> tuple[int, int]:
    """How many rows with something in a column are fulfilled, and how many are not."""
    statuses = draft.of(Field.STATUS)
    flat, rows = draft.found.flat, [row for row in draft.found.body if not is_blank(draft.found.flat.own(row, index))]
    if not statuses:
        return 0, 0
    readings = [read_status(clean(flat.shown(row, statuses[0]))) for row in rows]
    done = sum(reading is not None and reading.status == Status.FULFILLED for reading in readings)
    return done, len(readings) - done


def _document_before(draft: Draft) -> None:
    """ "Documento" before the agreement is where it comes from, where another column tells what proves it."""
    agreements, evidence = draft.of(Field.AGREEMENT), draft.of(Field.EVIDENCE)
    for index in evidence:
        if agreements and index < agreements[0] and not draft.is_sure(index) and len(evidence) > 1:
            draft.give(index, None)


def _area(draft: Draft) -> None:
    """ "Área" is who is responsible when no column says it; so are labels that no list holds."""
    parties = draft.of(Field.RESPONSIBLE)
    sure = [index for index in parties if draft.is_sure(index)]
    for index in parties:
        if sure and index not in sure:
            draft.give(index, None)


def _subject_beside_problem(draft: Draft) -> None:
    """ "Tema" beside "Problemática" is the theme."""
    problems = draft.of(Field.PROBLEM)
    if len(problems) > 1 and not draft.has(Field.THEME):
        for index in [index for index in problems if not draft.is_sure(index)][:1]:
            draft.give(index, Field.THEME)


def _marks_without_status(draft: Draft) -> None:
    """Columns of "x" tell the state where no column of words does; one alone tells nothing."""
    if draft.of(Field.STATUS) or len(draft.marks) < 2 or not all(draft.fields[index] for index in draft.marks):
        for index in list(draft.marks):
            draft.give(index, None)


def _one_of_each(draft: Draft) -> None:
    """Of several columns for one field, the best; the others stay as extra information.

    A deadline may have two: the extended one, and the first one for what was not extended.
    """
    for wanted in set(Field) - JOINED:
        columns = draft.of(wanted)
        extended = [index for index in columns if wanted == Field.DEADLINE and tells_extension(draft.labels[index].text)]
        first = [index for index in columns if index not in extended]
        for index in columns:
            if index not in {_best(draft, extended, wanted), _best(draft, first, wanted)}:
                draft.give(index, None)


def _best(draft: Draft, columns: list[int], wanted: Field) -> int | None:
    """The column that a person fixed, that is of the latest cut-off, surest, listed, fullest, first; in this order."""

    def order(index: int) -> tuple[bool, int, bool, bool, int, int]:
        days = [day for written in find_dates(draft.labels[index].text) if (day := written.as_date())]
        latest = max((day.toordinal() for day in days), default=0)
        return (
            index not in draft.fixed, -latest, not draft.is_sure(index), not _is_listed(draft, index), -_fit(draft, index, wanted), index,
        )  # fmt: skip

    return min(columns, key=order, default=None)


def _is_listed(draft: Draft, index: int) -> bool:
    meaning = draft.labels[index].meaning
    return meaning is not None and meaning.listed


def _fit(draft: Draft, index: int, wanted: Field) -> int:
    """How many cells of a column look like its field."""
    profile = draft.profiles[index]
    looks = {Field.STATUS: profile.statuses, Field.PROGRESS: profile.percents, Field.DEADLINE: profile.dates}
    return looks.get(wanted, profile.filled)


RULES: tuple[Callable[[Draft], None], ...] = (
    _number_without_label,
    _codes_below_agreement,
    _two_numbers,
    _one_agreement,
    _marks_without_status,
    _agreement_by_content,
    _subject_beside_problem,
    _area,
    _document_before,
    _lone_date,
    _date_of_fulfilment,
    _one_of_each,
)


def _samples(found: Found, column: int) -> tuple[str, ...]:
    texts = (clean(found.flat.own(row, column)) for row in found.body)
    return tuple(list(dict.fromkeys(text for text in texts if text))[:_SAMPLES])
