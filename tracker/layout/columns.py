"""Columns of a table: the field of each, by its heading, and where the heading leaves it open by what the column holds."""

from collections.abc import Mapping, Sequence

from tracker.layout.column_rules import FOLLOWED, NUMBERS, RULES, STATE, Draft, first_reading
from tracker.layout.headings import fold_heading
from tracker.layout.labels import OTHER_TABLES
from tracker.layout.profiles import Profile, profile_of
from tracker.layout.tables import Found
from tracker.records import Column, Field, Question
from tracker.values.texts import clean

LEGEND_ROWS = 10  # a longer table explains nothing

_OF_REGISTERS_ALONE = (FOLLOWED - {Field.STATUS}) | {Field.SESSION, Field.PROBLEM}


def settle(found: Found, answered: Mapping[int, Field | None]) -> tuple[tuple[Column, ...], list[Question]]:
    """The columns of a table and what must be asked of them. `answered`: the fields that a person gave, by column."""
    labels = {label.index: label for label in found.header.labels}
    profiles = {index: _profile(found, index) for index in labels}
    draft = Draft(found, labels, profiles, fixed=frozenset(answered) & frozenset(labels))
    for index, label in labels.items():
        draft.fields[index] = answered[index] if index in draft.fixed else first_reading(label, profiles[index])
        if label.meaning and label.meaning.mark and index not in draft.fixed:
            draft.marks[index] = label.meaning.mark
    for rule in RULES:
        rule(draft)
    columns = tuple(Column(index, label.text, draft.fields[index], draft.marks.get(index)) for index, label in labels.items())
    return columns, draft.questions


def _profile(found: Found, index: int) -> Profile:
    """The look of a column; in a sheet that we wrote the headings decide alone."""
    return Profile() if found.own_codes else profile_of(found.flat, found.body, index)


def is_register(columns: Sequence[Column], found: Found) -> bool:
    """Whether the settled columns are of a register: agreements, or numbers with a state, and not a legend of states."""
    fields = {column.field for column in columns}
    if Field.AGREEMENT in fields:
        return bool(fields - {None, Field.AGREEMENT}) and not _is_legend(fields, found)
    others = sum(fold_heading(column.heading) in OTHER_TABLES for column in columns)
    return others < 2 and bool(fields & NUMBERS and fields & STATE) and not _is_legend(fields, found)


def _is_legend(fields: set[Field | None], found: Found) -> bool:
    """Whether a short table explains the states: each once, and nothing that a register holds."""
    if Field.STATUS not in fields or fields & _OF_REGISTERS_ALONE or len(found.body) > LEGEND_ROWS:
        return False
    meanings = [label.meaning for label in found.header.labels]
    names_agreements = any(meaning and meaning.sure and meaning.field == Field.AGREEMENT for meaning in meanings)
    return not names_agreements and _tells_each_status_once(found)


def _tells_each_status_once(found: Found) -> bool:
    for label in found.header.labels:
        if label.meaning and label.meaning.field == Field.STATUS:
            words = [clean(found.flat.own(row, label.index)) for row in found.body]
            told = [word for word in words if word]
            return len(told) > 2 and len(set(told)) == len(told)
    return False
