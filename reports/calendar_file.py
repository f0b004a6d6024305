"""Deadlines and sessions as a calendar file (.ics, RFC 5545), which Outlook, Google Calendar and Thunderbird open.

Each is an event of a whole day under a name that never changes: a file loaded again over an earlier one corrects its events
and adds none. Nothing is asked of the clock, so that the same values give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Tablero de Acuerdos//Seguimiento de acuerdos//ES"


@dataclass(frozen=True)
class DayEvent:
    """One day of a calendar. `uid` names it in every file that ever tells of it; texts are plain, of any length."""

    uid: str
    on: date
    summary: str
    description: str


def calendar_file(name: str, events: Sequence[DayEvent], *, stamp: datetime, revision: int) -> bytes:
    """The calendar that programs show under `name`.

    `stamp` is when it is made (UTC); `revision` (from 0) grows with every change of the data: of two tellings of an event, the
    later is the one that counts.
    """
    calendar = Calendar()
    for field, value in (
        ("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("name", name), ("x-wr-calname", name),
    ):  # fmt: skip
        calendar.add(field, value)
    for event in events:
        calendar.add_component(_event(event, stamp, revision))
    return calendar.to_ical()


def _event(told: DayEvent, stamp: datetime, revision: int) -> Event:
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", revision)
    event.add("dtstart", told.on)
    event.add("dtend", told.on + timedelta(days=1))
    event.add("summary", told.summary)
    event.add("description", told.description)
    event.add("transp", "TRANSPARENT")  # what falls due takes no hour of the day
    return event
