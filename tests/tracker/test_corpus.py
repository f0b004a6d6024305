"""The corpus: workbooks as officials make them, one per quirk, each read as a careful person would."""

import json
from functools import cache
from pathlib import Path

import pytest

from follow_up.spelling import fold_name
from tests.workbooks.comparing import differences
from tests.workbooks.formats import EXPORT_MARK
from tests.workbooks.make import QUIRKS
from tests.workbooks.quirk import Quirk
from tests.workbooks.shuffled import shuffled
from tests.workbooks.synonyms import SYNONYMS, tracker_with
from tracker.child import read_apart
from tracker.opening.workbooks import read_workbook
from tracker.reading import understand
from tracker.records import Answers, Catalogue, Field, FileRefused, QuestionCode, Reading

INSTITUTIONS = json.loads((Path(__file__).parents[2] / "seed" / "institutions.json").read_text(encoding="utf-8"))
CATALOGUE = Catalogue(
    {fold_name(name): body["acronym"] for body in INSTITUTIONS for name in (body["acronym"], body["name"], *body["aliases"])}
)
BY_NAME = {quirk.file: quirk for quirk in QUIRKS}
APART = [
    "acta-with-merged-number-and-problem.xlsx", "error-cells.xlsx", "typed-values-in-excel-97.xls", "texts-in-opendocument.ods",
    "in-windows-1252.csv", "own-export.xlsx", "directory-alone.xlsx",
]  # fmt: skip


@cache
def read_here(file: str) -> Reading:
    """The reading of one workbook of the corpus, in this process."""
    quirk = BY_NAME[file]
    return understand(read_workbook(quirk.content(), file), file=file, catalogue=CATALOGUE, answers=quirk.answers)


def test_every_quirk_has_a_name_of_its_own() -> None:
    assert len(BY_NAME) == len(QUIRKS) >= 60


@pytest.mark.parametrize("quirk", [quirk for quirk in QUIRKS if not quirk.refused], ids=lambda quirk: quirk.file)
def test_workbook_is_read_as_a_careful_person_would(quirk: Quirk) -> None:
    assert differences(quirk, read_here(quirk.file)) == []


@pytest.mark.parametrize("quirk", [quirk for quirk in QUIRKS if quirk.refused], ids=lambda quirk: quirk.file)
def test_workbook_without_agreements_is_refused(quirk: Quirk) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_here(quirk.file)

    assert refusal.value.code.value in (quirk.refused or "").split("|")


@pytest.mark.parametrize("file", ["acta-with-merged-number-and-problem.xlsx", "acta-in-excel-97.xls", "acta-by-tabs.csv"])
def test_acta_gives_five_problems_nine_agreements_sixteen_links_and_no_deadline(file: str) -> None:
    records = read_here(file).records

    assert len({record.problem for record in records}) == 5
    assert len(records) == 9
    assert sum(len(record.implementers or ()) for record in records) == 16
    assert [record.deadline for record in records if record.deadline] == []
    assert records[3].text is not None
    assert records[3].text.endswith("adecuada difusión de los canales de atención correspondientes.")


@pytest.mark.parametrize("file", APART)
def test_child_process_gives_the_same_reading(file: str) -> None:
    quirk = BY_NAME[file]
    if quirk.refused:
        with pytest.raises(FileRefused) as refusal:
            read_apart(quirk.content(), file, CATALOGUE, quirk.answers)
        assert refusal.value.code.value == quirk.refused
        return

    assert read_apart(quirk.content(), file, CATALOGUE, quirk.answers) == read_here(file)


def test_own_export_tells_the_version_it_was_made_from() -> None:
    assert read_here("own-export.xlsx").export == EXPORT_MARK


@pytest.mark.parametrize(("field", "heading"), SYNONYMS)
def test_heading_of_the_field_is_recognised(field: Field, heading: str) -> None:
    workbook = read_workbook(tracker_with(field, heading)(), "matriz.csv")

    (table,) = understand(workbook, file="matriz.csv", catalogue=CATALOGUE, answers=Answers()).tables

    assert [column.field for column in table.columns if column.heading == heading] == [field]


@pytest.mark.parametrize("seed", range(100))
def test_tracker_put_together_by_chance_is_read_whole(seed: int) -> None:
    tracker = shuffled(seed)

    reading = understand(tracker.workbook, file="matriz.xlsx", catalogue=CATALOGUE, answers=Answers())

    assert [table.header_row for table in reading.tables] == [tracker.header_row]
    assert [{name: getattr(record, name) for name in said} for record, said in zip(reading.records, tracker.records, strict=True)] == tracker.records
    assert reading.problems == []
    assert [question.code for question in reading.questions if question.code != QuestionCode.DATE_ORDER] == []
