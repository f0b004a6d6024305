"""The calendar file as another library reads it: whole days, stable names, every text as it was."""

from datetime import UTC, date, datetime

import pytest
import vobject

from reports.calendar_file import DayEvent, calendar_file

STAMP = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
TEXT = "Campaña; difusión, con «ñ» y \\ barra: 100 %\nSegunda línea " + "muy larga ".rstrip() * 40 + "\nBEGIN:VEVENT\r\n 😀 fin"
EVENTS = [
    DayEvent("acuerdo-C-2026-O1-2.3@x", date(2026, 12, 31), "Acuerdo 2.3 · vence: Campaña, difusión", TEXT),
    DayEvent("sesion-C-2026-O4@x", date(2026, 12, 7), "Sesión ordinaria N.° 4", ""),
]


@pytest.fixture
def file() -> bytes:
    return calendar_file("Plazos · CORESEC Moquegua", EVENTS, stamp=STAMP, revision=41)


def test_another_library_reads_every_event_as_a_whole_day_with_its_texts(file: bytes) -> None:
    calendar = vobject.readOne(file.decode())
    assert (calendar.method.value, calendar.version.value) == ("PUBLISH", "2.0")
    assert calendar.contents["x-wr-calname"][0].value == "Plazos · CORESEC Moquegua"
    first, second = calendar.vevent_list
    assert (first.dtstart.value, first.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (first.uid.value, first.sequence.value) == ("acuerdo-C-2026-O1-2.3@x", "41")
    assert first.dtstamp.value == STAMP
    assert first.summary.value == EVENTS[0].summary
    assert first.description.value.replace("\r\n", "\n") == TEXT.replace("\r\n", "\n")
    assert second.dtstart.value == date(2026, 12, 7)


def test_lines_end_as_the_norm_asks_and_none_is_longer_than_75_octets(file: bytes) -> None:
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    assert not [line for line in lines if len(line) > 75 or b"\n" in line]
    assert file.count(b"BEGIN:VEVENT\r\n") == 2
    assert b"DTSTART;VALUE=DATE:20261231\r\n" in file


def test_the_same_values_give_the_same_bytes_and_later_data_the_same_names_with_a_higher_sequence(file: bytes) -> None:
    assert calendar_file("Plazos · CORESEC Moquegua", EVENTS, stamp=STAMP, revision=41) == file
    later = vobject.readOne(calendar_file("x", EVENTS, stamp=STAMP, revision=42).decode())
    assert [(event.uid.value, event.sequence.value) for event in later.vevent_list] == [(event.uid, "42") for event in EVENTS]
