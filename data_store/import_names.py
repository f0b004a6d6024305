"""Names of a tracker as records: institutions and their spellings, names to be left out, themes.

A withdrawn record of the same name comes back instead of a second one being made.
"""

from dataclasses import dataclass
from datetime import date, datetime

from data_store.bulk import Bulk
from data_store.event_log import FieldChange
from data_store.models import IgnoredName, Institution, InstitutionAlias, Theme
from data_store.naming import acronym_of, code_of
from follow_up.import_plan import NameAnswer, NameMeaning, Party
from follow_up.spelling import clean_text, fold, fold_name
from follow_up.vocabulary import UNCLASSIFIED, InstitutionKind

MEMBERSHIPS = "SELECT group_id, member_id, valid_from, valid_to FROM group_membership WHERE withdrawn_in IS NULL"
EVER_CALLED = "SELECT after FROM event WHERE entity = 'institution' AND field IN ('created', 'acronym')"  # the log tells by it
UNCLASSIFIED_LABEL = "Por clasificar"  # what the theme is called where it is made; a person may rename it
# A theme answers to every label that it ever had: files keep the old one.
THEME_LABELS = """
SELECT e.after, t.id, t.withdrawn_in FROM event e JOIN theme t ON t.id = e.entity_id
WHERE e.entity = 'theme' AND e.field IN ('created', 'label')
UNION ALL
SELECT label, id, withdrawn_in FROM theme
"""


@dataclass(slots=True)
class Named:
    """A stored record found by its name; `points_to` is the institution of a spelling."""

    id: int
    withdrawn_in: int | None
    points_to: int = 0


class NameBook:
    """The catalogue as it stands, and what an import adds to it."""

    def __init__(self, bulk: Bulk, *, by: str, at: datetime) -> None:
        self._bulk, self._by, self._at = bulk, by, at
        self._institutions = {
            row[0]: Named(row[0], row[1]) for row in bulk.rows("SELECT id, withdrawn_in FROM institution")
        }
        self.acronyms = {row[0]: row[1] for row in bulk.rows("SELECT id, acronym FROM institution")}
        self._taken = {row[0] for row in bulk.rows(EVER_CALLED)} | set(self.acronyms.values())
        self._codes = {row[0] for row in bulk.rows("SELECT code FROM institution")}
        self._spellings = {
            row[0]: Named(row[1], row[2], row[3])
            for row in bulk.rows("SELECT folded, id, withdrawn_in, institution_id FROM institution_alias")
        }
        self._ignored = {
            row[0]: Named(row[1], row[2]) for row in bulk.rows("SELECT folded, id, withdrawn_in FROM ignored_name")
        }
        self.labels = {row[0]: row[1] for row in bulk.rows("SELECT id, label FROM theme")}
        themes = {row[0]: Named(row[0], row[1]) for row in bulk.rows("SELECT id, withdrawn_in FROM theme")}
        self._themes = {fold(row[0]): themes[row[1]] for row in bulk.rows(THEME_LABELS)}
        self._to_classify = next((themes[row[0]] for row in bulk.rows("SELECT id FROM theme WHERE code = :code", code=UNCLASSIFIED)), None)
        self._members = [tuple(row) for row in bulk.rows(MEMBERSHIPS)]

    def institution(self, party: Party) -> int:
        """The id of a party, which is made an institution when the catalogue does not have it."""
        if party.id is not None:
            return party.id
        spelling = self._spellings.get(fold_name(party.name))
        if spelling is None or (spelling.withdrawn_in is not None and self._is_live(spelling.points_to)):
            return self._new_institution(party.name)
        self._revive_institution(spelling.points_to)
        return spelling.points_to

    def theme(self, label: str | None) -> int:
        """The id of the theme with that label; without one, of what is to be classified."""
        found = self._themes.get(fold(label or ""))
        return self._unclassified() if found is None or found.withdrawn_in is not None else found.id

    def is_theme(self, label: str) -> bool:
        """Whether there is a theme with that label."""
        found = self._themes.get(fold(label))
        return found is not None and found.withdrawn_in is None

    def is_member(self, *, group_id: int, member_id: int, on: date) -> bool:
        """Whether a body belonged to a group on a day."""
        day = on.isoformat()
        return any(
            group == group_id and member == member_id and (first is None or first <= day) and (last is None or last >= day)
            for group, member, first, last in self._members
        )

    def remember(self, answer: NameAnswer) -> None:
        """A person's decision on a name."""
        if answer.meaning == NameMeaning.NEW:
            self.institution(Party(None, answer.spelling))
        elif answer.meaning == NameMeaning.IGNORE:
            self._ignore(answer.spelling)
        elif answer.institution_id is not None:
            self._spell(answer.spelling, answer.institution_id)

    def _is_live(self, institution_id: int) -> bool:
        return self._institutions[institution_id].withdrawn_in is None

    def _new_institution(self, name: str) -> int:
        name = clean_text(name)
        acronym = acronym_of(name, taken=self._is_taken)
        code = code_of(name, taken=self._codes.__contains__)
        institution_id = self._bulk.create(
            Institution, acronym, code=code, name=name, acronym=acronym, kind=InstitutionKind.ENTITY, withdrawn_in=None
        )
        self._institutions[institution_id] = Named(institution_id, None)
        self.acronyms[institution_id] = acronym
        self._taken.add(acronym)
        self._codes.add(code)
        for spelling in {fold_name(acronym): acronym, fold_name(name): name}.values():
            self._spell(spelling, institution_id)
        return institution_id

    def _is_taken(self, acronym: str) -> bool:
        """Whether the acronym would be read as another institution."""
        spelling = self._spellings.get(fold_name(acronym))
        return acronym in self._taken or (spelling is not None and spelling.withdrawn_in is None)

    def _revive_institution(self, institution_id: int) -> None:
        """An institution that was withdrawn comes back with the spellings that went with it."""
        institution = self._institutions[institution_id]
        if institution.withdrawn_in is None:
            return
        for spelling in self._spellings.values():
            if spelling.points_to == institution_id and spelling.withdrawn_in == institution.withdrawn_in:
                self._revive(InstitutionAlias, spelling)
        self._revive(Institution, institution)

    def _revive(self, model: type[Institution | InstitutionAlias | IgnoredName | Theme], named: Named) -> None:
        self._bulk.withdraw(model, named.id, before=named.withdrawn_in, after=None)
        named.withdrawn_in = None

    def _spell(self, spelling: str, institution_id: int) -> None:
        """A spelling means an institution from now on. Raises `ValueError` where it already means another."""
        folded = fold_name(spelling)
        known = self._spellings.get(folded)
        if known is None:
            alias_id = self._bulk.create(
                InstitutionAlias, spelling, institution_id=institution_id, spelling=clean_text(spelling), folded=folded,
                withdrawn_in=None,
            )  # fmt: skip
            self._spellings[folded] = Named(alias_id, None, institution_id)
        elif known.withdrawn_in is not None:
            self._revive(InstitutionAlias, known)
            self._point(known, institution_id)
        elif known.points_to != institution_id:
            raise ValueError(f"spelling {folded!r} already means institution {known.points_to}")

    def _point(self, spelling: Named, institution_id: int) -> None:
        if spelling.points_to == institution_id:
            return
        before, after = self.acronyms[spelling.points_to], self.acronyms[institution_id]
        self._bulk.change(InstitutionAlias, spelling.id, institution_id=institution_id)
        self._bulk.log(InstitutionAlias, spelling.id, FieldChange("institution", before, after))
        spelling.points_to = institution_id

    def _ignore(self, spelling: str) -> None:
        folded = fold_name(spelling)
        known = self._ignored.get(folded)
        if known is None:
            ignored_id = self._bulk.create(
                IgnoredName, spelling, spelling=clean_text(spelling), folded=folded, by=self._by, at=self._at, withdrawn_in=None
            )
            self._ignored[folded] = Named(ignored_id, None)
        elif known.withdrawn_in is not None:
            self._revive(IgnoredName, known)

    def _unclassified(self) -> int:
        known = self._to_classify
        if known is None:
            theme_id = self._bulk.create(
                Theme, UNCLASSIFIED_LABEL, code=UNCLASSIFIED, label=UNCLASSIFIED_LABEL, position=len(self.labels) + 1, action_line=None,
                withdrawn_in=None,
            )  # fmt: skip
            known = self._to_classify = self._themes[fold(UNCLASSIFIED_LABEL)] = Named(theme_id, None)
            self.labels[theme_id] = UNCLASSIFIED_LABEL
        elif known.withdrawn_in is not None:
            self._revive(Theme, known)
        return known.id
