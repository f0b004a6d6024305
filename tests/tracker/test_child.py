"""Whatever happens over a file happens in a child process; the server gets an answer or a refusal."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tracker import apart_tasks
from tests.tracker.hostile import GOOD, REFUSED
from tests.tracker.packages import (
    book_parts,
    cell,
    old_book,
    open_document,
    package,
    record,
    row,
    shared,
    styles,
    worksheet,
)
from tracker import apart
from tracker.apart import run_apart
from tracker.child import read_apart
from tracker.opening.compound import compound_file
from tracker.opening.workbooks import read_workbook
from tracker.records import Answers, Catalogue, FileRefused, RefusalCode

CODES = {code.value for code in RefusalCode} | {"read"}


def refusal(function: Callable[..., object], *arguments: object) -> RefusalCode:
    with pytest.raises(FileRefused) as refused:
        run_apart(function, *arguments)
    return refused.value.code


def test_the_child_gives_back_what_was_read() -> None:
    shown = {"xl/styles.xml": styles("0%", "dd/mm/yyyy")}
    cells = cell("A1", "0.5", ' s="1"') + cell("B1", "46000", ' s="2"') + cell("C1", "#REF!", ' t="e"')
    data = package(book_parts(worksheet(row(1, cells))) | shown)
    assert run_apart(read_workbook, data, "a.xlsx") == read_workbook(data, "a.xlsx")


def test_a_refusal_crosses_whole() -> None:
    with pytest.raises(FileRefused) as refused:
        run_apart(apart_tasks.refuse)
    assert (refused.value.code, refused.value.detail) == (RefusalCode.FAR_CELL, "XFD7")


def test_an_abort_of_the_reader_is_a_refusal() -> None:
    assert refusal(apart_tasks.open_with_calamine_alone) == RefusalCode.READER_DIED


def test_too_much_memory_is_a_refusal() -> None:
    assert refusal(apart_tasks.take_memory) == RefusalCode.READER_DIED


def test_too_much_work_is_a_refusal() -> None:
    assert refusal(apart_tasks.take_time) == RefusalCode.TOO_LONG_TO_READ


def test_a_child_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.5)
    began = time.monotonic()
    assert refusal(apart_tasks.wait_long) == RefusalCode.TOO_LONG_TO_READ
    assert time.monotonic() - began < 20


def test_a_mistake_is_logged_by_its_place_and_without_words_of_the_file(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert refusal(apart_tasks.make_a_mistake, "PALABRA SECRETA") == RefusalCode.READER_DIED
    assert "make_a_mistake" in caplog.text
    assert "ValueError" in caplog.text
    assert "SECRETA" not in caplog.text


@pytest.mark.parametrize(
    "task",
    [
        apart_tasks.answer_with_a_command,
        apart_tasks.answer_with_a_class_of_others,
        apart_tasks.answer_with_a_function_of_ours,
    ],
)
def test_an_answer_that_is_no_value_is_not_taken(task: Callable[[], object]) -> None:
    assert refusal(task) == RefusalCode.READER_DIED


def test_an_answer_without_end_never_reaches_the_server() -> None:
    assert refusal(apart_tasks.answer_at_length) == RefusalCode.READER_DIED


def test_the_child_is_limited_before_it_works() -> None:
    memory, cpu, core = run_apart(apart_tasks.limits)
    assert memory == (apart.MEMORY_BYTES, apart.MEMORY_BYTES)
    assert cpu == (apart.CPU_SECONDS, apart.CPU_SECONDS + 1)
    assert core == (0, 0)


def test_the_child_knows_neither_the_folder_nor_the_settings_of_the_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    folder, names = run_apart(apart_tasks.surroundings)
    assert Path(folder) == Path(apart.__file__).parent.parent
    assert "DATABASE_URL" not in names


def test_no_more_than_two_work_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        spans = list(pool.map(lambda _: run_apart(apart_tasks.stay, 0.2), range(4)))
    at_once = [sum(start <= began < end for start, end in spans) for began, _ in spans]
    assert max(at_once) == apart.AT_ONCE


def test_no_hostile_file_ends_even_the_child() -> None:
    found = run_apart(apart_tasks.outcomes_of_the_hostile)
    assert found == {sentence: code.value for sentence, (_, _, code) in REFUSED.items()}


FORMULA = '<c r="C1"><f>A1+1</f></c>'
PARTS = book_parts(
    worksheet(
        GOOD
        + row(3, cell("A3", "0", ' t="s"') + cell("B3", "0.5", ' s="1"') + cell("D3", "#REF!", ' t="e"') + FORMULA),
        before='<dimension ref="A1:D3"/><cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    )
) | {"xl/styles.xml": styles("0%", "dd/mm/yyyy"), "xl/sharedStrings.xml": shared("a", "b", counts=' count="2"')}
OPEN_DOCUMENT = """<table:table table:name="a"><table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="percentage" office:value="1" table:number-columns-repeated="3"/></table:table-row></table:table>"""
OLD_BOOK = old_book(
    record(0x0208, "HHHHHHHH", 1, 0, 1, 255, 0, 0, 0x20, 0)
    + record(0x0203, "HHHd", 0, 0, 0, 1.0)
    + record(0x0204, "HHHHB3s", 0, 1, 0, 3, 0, b"abc")
    + record(0x00FD, "HHHI", 1, 0, 0, 0)
    + record(0x00BD, "HHHIHIH", 2, 0, 0, 22, 0, 6, 1)
    + record(0x00E5, "HHHHH", 1, 0, 1, 0, 0),
    record(0x041E, "HHB2s", 200, 2, 0, b"0%")
    + record(0x00E0, "HH16x", 0, 200)
    + record(0x00FC, "IIHB1s", 1, 1, 1, 0, b"a"),
)
DAMAGED = {
    "a.xlsx": package(PARTS),
    "a.ods": open_document(OPEN_DOCUMENT),
    "a.xls": compound_file("Workbook", OLD_BOOK),
    "a.csv": 'N°;Acuerdo\r\n1;"Sesión; una"\r\n'.encode(),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name: str) -> None:
    found = run_apart(apart_tasks.outcomes_of_damage, DAMAGED[name], name, 300)
    assert len(found) == 300
    assert set(found) <= CODES
    assert len(set(found)) > 1


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_damaged_part_is_read_or_refused_and_nothing_else(name: str) -> None:
    with ZipFile(BytesIO(DAMAGED[name])) as whole:
        parts = {part: whole.read(part) for part in whole.namelist() if part != "mimetype"}
        kept = {part: whole.read(part) for part in whole.namelist() if part == "mimetype"}
    found = run_apart(apart_tasks.outcomes_of_damaged_parts, parts, kept, name, 500)
    assert len(found) == 500
    assert {"read", "broken"} <= set(found) <= CODES


def test_what_is_understood_of_a_file_comes_from_the_child() -> None:
    data = "N°;Acuerdo;Responsable;Estado\n1;Patrullaje integrado;PNP;Pendiente\n".encode()
    reading = read_apart(data, "../matriz.csv", Catalogue({}), Answers())
    assert reading.file == "matriz.csv"
    assert [record_.text for record_ in reading.records] == ["Patrullaje integrado"]


def test_an_empty_or_a_huge_file_needs_no_child() -> None:
    with pytest.raises(FileRefused) as refused:
        read_apart(b"", "a.xlsx", Catalogue({}), Answers())
    assert refused.value.code == RefusalCode.EMPTY
