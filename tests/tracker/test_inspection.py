"""The pre-check counts what really comes out of a file, and unpacks no more of it than is read."""

import pytest

from tests.tracker.packages import Entry, archive, cell, package, packed, repeated, row, worksheet
from tracker.opening import inspection
from tracker.opening.inspection import MAX_BYTES, MAX_UNPACKED, Parts, check_size
from tracker.opening.sheet_scan import scan_sheet
from tracker.records import FileRefused, RefusalCode

MIB = 1024 * 1024


def refusal_of(parts: Parts, name: str) -> RefusalCode:
    with pytest.raises(FileRefused) as refused:
        parts.xml(name)
    return refused.value.code


def test_a_file_of_the_largest_size_passes_and_one_byte_more_does_not() -> None:
    check_size(b"a" * MAX_BYTES)
    with pytest.raises(FileRefused) as refused:
        check_size(b"a" * (MAX_BYTES + 1))
    assert (refused.value.code, refused.value.detail) == (RefusalCode.TOO_BIG, "10.0 MB")


def test_parts_are_found_without_regard_to_case_and_slashes() -> None:
    parts = Parts(package({"XL\\Workbook.xml": "<a/>"}))
    assert "xl/workbook.xml" in parts
    assert parts.xml("/xl/workbook.xml") == b"<a/>"


def test_a_text_may_repeat_itself_a_thousandfold_while_it_is_short() -> None:
    short, long = b" " * MIB, b" " * 2 * MIB
    parts = Parts(package({"short": short, "long": long}))
    assert parts.xml("short") == short
    assert refusal_of(parts, "long") == RefusalCode.BOMB


def test_the_sum_of_all_parts_is_limited_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "MAX_UNPACKED", 5 * MIB)
    parts = Parts(package({f"{number}": b" " * MIB for number in range(6)}))
    for number in range(5):
        parts.raw(str(number))
    assert refusal_of(parts, "5") == RefusalCode.BOMB


def test_a_bomb_is_left_after_its_first_bytes_whatever_its_header_says() -> None:
    bomb = repeated(b" " * MIB, 400)
    assert len(bomb) < MIB
    parts = Parts(archive([Entry("a", b"", bomb, 400 * MIB)]))
    assert refusal_of(parts, "a") == RefusalCode.BOMB
    assert parts.unpacked < MAX_UNPACKED


@pytest.mark.parametrize("word", ["<!DOCTYPE a>", "<!doctype a>", '<a/><!ENTITY b "c">'])
def test_no_part_may_declare_anything(word: str) -> None:
    assert refusal_of(Parts(package({"a": word})), "a") == RefusalCode.ENTITIES


def test_a_part_of_another_encoding_is_read_as_what_it_says() -> None:
    latin = '<?xml version="1.0" encoding="windows-1252"?><a>“Niñez”</a>'.encode("cp1252")
    wide = '<?xml version="1.0" encoding="utf-16"?><a>“Niñez”</a>'.encode("utf-16")
    marked = "<a>“Niñez”</a>".encode("utf-8-sig")
    parts = Parts(package({"latin": latin, "wide": wide, "marked": marked}))
    assert {parts.xml(name).decode() for name in ("latin", "wide", "marked")} == {"<a>“Niñez”</a>"}


def test_a_part_with_a_bit_changed_is_broken() -> None:
    content = b"<a>" + b"b" * 100 + b"</a>"
    parts = Parts(archive([Entry("a", content[:-1], packed(content), len(content))]))
    assert refusal_of(parts, "a") == RefusalCode.BROKEN


def test_the_last_allowed_cell_is_allowed_and_its_neighbours_are_not() -> None:
    scan_sheet(worksheet(row(29_999, cell("GR29999", "1"))).encode(), frozenset())
    for place in ("GS29999", "GR30000", "HA1", "AAA1", "A100000"):
        with pytest.raises(FileRefused) as refused:
            scan_sheet(worksheet(row(1, cell(place, "1"))).encode(), frozenset())
        assert (refused.value.code, refused.value.detail) == (RefusalCode.FAR_CELL, place)


def test_a_scan_of_a_plain_sheet_changes_nothing_of_it() -> None:
    part = worksheet(row(1, cell("A1", "1") + cell("B1", "2", ' t="n" s="3"')), after="<hyperlinks/>").encode()
    assert scan_sheet(part, frozenset()).part == part
