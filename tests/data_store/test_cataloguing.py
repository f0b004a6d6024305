"""The catalogue of institutions: names that are only added to, use that is never lost, two people at once, each act undone."""

from functools import partial

import pytest

from data_store import cataloguing
from data_store.catalogue import load_institutions, load_spellings
from data_store.cataloguing import InstitutionDraft
from data_store.database import Store, reading
from data_store.recording import Refused, StaleRecord
from data_store.session_ground import load_capture_ground
from follow_up.acts import Refusal
from follow_up.spelling import fold_name
from follow_up.vocabulary import InstitutionKind
from tests.data_store.plans import undone, version_of_data
from tests.data_store.records import SIGNED, TODAY, institution_id, many, one
from tests.data_store.test_groups import acted, joined
from tests.data_store.test_history_laws import misnamed

FIRE = InstitutionDraft("Compañía de Bomberos de Moquegua", "Bomberos", InstitutionKind.ENTITY)
MEANS = "SELECT i.acronym FROM institution_alias l JOIN institution i ON i.id = l.institution_id WHERE l.folded = :folded AND l.withdrawn_in IS NULL"


def added(store: Store, draft: InstitutionDraft = FIRE, *aliases: str) -> int:
    return acted(store, lambda db, batch: cataloguing.add_institution(db, draft=draft, aliases=aliases, batch_id=batch, **SIGNED))


def renamed(store: Store, code: str, draft: InstitutionDraft, *, seen: int | None = None) -> int:
    edit = partial(cataloguing.edit_institution, institution_id=institution_id(store, code), draft=draft, seen=version_of_data(store) if seen is None else seen)
    return acted(store, lambda db, batch: edit(db, batch_id=batch, **SIGNED))


def means(store: Store, words: str) -> object:
    found = many(store, MEANS, folded=fold_name(words))
    return found[0][0] if found else None


def refusals(caught: pytest.ExceptionInfo[Refused]) -> list[Refusal]:
    return caught.value.refusals


def test_a_new_institution_is_found_by_each_of_its_names_until_it_is_taken_back(store: Store) -> None:
    batch = added(store, FIRE, "CBM N.° 49")
    assert [means(store, words) for words in ("bomberos", "compañía de BOMBEROS de Moquegua", "CBM N.° 49")] == ["Bomberos"] * 3
    with pytest.raises(Refused) as again:
        added(store)
    assert refusals(again) == [Refusal.INSTITUTION_TAKEN]
    undone(store, batch)
    assert means(store, "bomberos") is None
    added(store)
    assert many(store, "SELECT COUNT(*) FROM institution WHERE acronym = 'Bomberos'") == [(1,)]
    assert misnamed(store) == []


def test_what_is_renamed_keeps_its_old_names_in_files_and_gives_them_to_nobody(store: Store) -> None:
    batch = renamed(store, "DREMO", InstitutionDraft("Gerencia Regional de Educación", "GREMO", InstitutionKind.ENTITY))
    assert (means(store, "DREMO"), means(store, "GREMO")) == ("GREMO", "GREMO")
    with pytest.raises(Refused) as taken:
        added(store, InstitutionDraft("Otra", "DREMO", InstitutionKind.ENTITY))
    assert refusals(taken) == [Refusal.INSTITUTION_TAKEN]
    undone(store, batch)
    assert (means(store, "DREMO"), means(store, "GREMO")) == ("DREMO", None)
    assert misnamed(store) == []


def test_what_somebody_else_renamed_since_is_not_overwritten(store: Store) -> None:
    seen = version_of_data(store)
    renamed(store, "DREMO", InstitutionDraft("Gerencia Regional de Educación", "GREMO", InstitutionKind.ENTITY))
    with pytest.raises(StaleRecord) as met:
        renamed(store, "DREMO", InstitutionDraft("Educación", "EDU", InstitutionKind.ENTITY), seen=seen)
    assert ("acronym", "DREMO", "GREMO") in [(change.field, change.before, change.after) for change in met.value.since]


def test_what_has_members_stays_a_group_and_a_member_becomes_none(store: Store) -> None:
    joined(store, "MPMN")
    with pytest.raises(Refused) as group:
        renamed(store, "GOBIERNOS-LOCALES", InstitutionDraft("Gobiernos locales", "Gobiernos Locales", InstitutionKind.ENTITY))
    with pytest.raises(Refused) as member:
        renamed(store, "MPMN", InstitutionDraft("Municipalidad", "MPMN", InstitutionKind.GROUP))
    assert (refusals(group), refusals(member)) == ([Refusal.INSTITUTION_HAS_MEMBERS], [Refusal.INSTITUTION_IS_MEMBER])


def test_what_is_used_is_retired_and_not_taken_back(store: Store) -> None:
    number = institution_id(store, "DREMO")
    act = {"institution_id": number, "seen": version_of_data(store)}
    with pytest.raises(Refused) as used:
        acted(store, lambda db, batch: cataloguing.withdraw_institution(db, batch_id=batch, **act, **SIGNED))
    assert refusals(used) == [Refusal.INSTITUTION_IN_USE]
    batch = acted(store, lambda db, batch: cataloguing.retire(db, on=TODAY, batch_id=batch, **act, **SIGNED))
    assert number not in offered(store)
    assert means(store, "DREMO") == "DREMO"
    undone(store, batch)
    assert number in offered(store)
    with reading(store) as db:
        row = load_institutions(db).set_index("code").loc["DREMO"]
    assert (row["assignments"], row["follow_ups"], str(row["retired_on"])) == (1, 0, "NaT")


def offered(store: Store) -> set[int]:
    with reading(store) as db:
        return set(load_capture_ground(db, session_id=1).institutions)


def test_a_spelling_that_means_two_is_parted_for_the_files_to_come(store: Store) -> None:
    number = institution_id(store, "PNP")
    acted(store, lambda db, batch: cataloguing.add_alias(db, institution_id=number, spelling="División de Carreteras", batch_id=batch, **SIGNED))
    with reading(store) as db:
        spellings = load_spellings(db, institution_id=number).set_index("spelling")["alias_id"]
    own, other = int(spellings["PNP"]), int(spellings["División de Carreteras"])
    owed = many(store, "SELECT id FROM assignment WHERE institution_id = :id", id=number)
    draft = InstitutionDraft("División de Carreteras", "DIVCAR", InstitutionKind.ENTITY)

    def part(alias: int) -> int:
        act = partial(cataloguing.separate_alias, alias_id=alias, institution_id=None, draft=draft, seen=version_of_data(store))
        return acted(store, lambda db, batch: act(db, batch_id=batch, **SIGNED))

    with pytest.raises(Refused) as name:
        part(own)
    assert refusals(name) == [Refusal.OWN_NAME]
    batch = part(other)
    assert means(store, "division de carreteras") == "DIVCAR"
    assert many(store, "SELECT id FROM assignment WHERE institution_id = :id", id=number) == owed
    assert misnamed(store) == []
    undone(store, batch)
    assert means(store, "division de carreteras") == "PNP"
    assert one(store, "SELECT COUNT(*) FROM institution WHERE acronym = 'DIVCAR' AND withdrawn_in IS NULL") == 0
