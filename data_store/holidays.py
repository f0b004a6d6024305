"""The writer of the days that do not count as working beside the national ones: declared, called otherwise, taken back.

A stored deadline never moves by it: only what is counted from then on does. `by` is a post, `at` is UTC.
"""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from data_store.database import Reader, Writer
from data_store.event_log import FieldChange
from data_store.lookups import existing
from data_store.models import Holiday
from data_store.queries import frame
from data_store.recording import Refused, create, log, refuse, require_unchanged
from follow_up.acts import Refusal
from follow_up.holidays import national_holidays
from follow_up.spelling import clean_text
from follow_up.vocabulary import HolidayScope

OWN = "SELECT id AS holiday_id, day, name, scope FROM holiday WHERE withdrawn_in IS NULL AND scope <> 'national' ORDER BY day"


def load_own_holidays(db: Reader) -> pd.DataFrame:
    """The days that a person added, in their order: holiday_id, day, name, scope (`HolidayScope`, never national)."""
    return frame(db, OWN, days=["day"])


def declare_holidays(
    db: Writer, *, days: Sequence[date], name: str, scope: HolidayScope, by: str, at: datetime, batch_id: int
) -> None:
    """Days that do not count as working from now on. One that was taken back comes back, with this name.

    Raises `Refused` without a day or a name, for a day that is national by law and for one that is there already; then none
    is declared.
    """
    told = clean_text(name)
    refusals = [] if told else [Refusal.HOLIDAY_NAME]
    if not days:
        refusals.append(Refusal.HOLIDAY_DAY)
    if any(day in national_holidays(day.year) for day in days):
        refusals.append(Refusal.HOLIDAY_NATIONAL)
    refuse(refusals, by=by)
    for day in days:
        _declare(db, day, told, scope, by=by, at=at, batch_id=batch_id)


def _declare(db: Writer, day: date, name: str, scope: HolidayScope, *, by: str, at: datetime, batch_id: int) -> None:
    stored = db.get(Holiday, day.toordinal())
    if stored is None:
        holiday = Holiday(id=day.toordinal(), day=day, name=name, scope=scope)
        create(db, holiday, told=f"{day.isoformat()} {name}", by=by, at=at, batch_id=batch_id)
        return
    if stored.withdrawn_in is None:
        raise Refused([Refusal.HOLIDAY_REPEATED])
    back = FieldChange("withdrawn", str(stored.withdrawn_in), None)
    stored.withdrawn_in = None
    log(db, stored, back, *_called(stored, name, scope), by=by, at=at, batch_id=batch_id)


def rename_holiday(
    db: Writer, *, holiday_id: int, name: str, scope: HolidayScope, seen: int, by: str, at: datetime, batch_id: int
) -> None:
    """Another name or scope for a day. `seen`: the version of the data that its form was drawn from.

    Raises `Refused`, `StaleRecord`, `UnknownRecord`.
    """
    holiday = existing(db, Holiday, holiday_id)
    require_unchanged(db, holiday, seen=seen)
    told = clean_text(name)
    refuse([] if told else [Refusal.HOLIDAY_NAME], by=by)
    log(db, holiday, *_called(holiday, told, scope), by=by, at=at, batch_id=batch_id)


def _called(holiday: Holiday, name: str, scope: HolidayScope) -> list[FieldChange]:
    """Give the day its name and scope; what changed."""
    changes = [FieldChange("name", holiday.name, name), FieldChange("scope", holiday.scope, scope.value)]
    holiday.name, holiday.scope = name, scope
    return [change for change in changes if change.before != change.after]


def withdraw_holiday(db: Writer, *, holiday_id: int, seen: int, by: str, at: datetime, batch_id: int) -> None:
    """The day counts as working again, for what is counted from now on. Raises `StaleRecord`, `UnknownRecord`, `Refused`."""
    holiday = existing(db, Holiday, holiday_id)
    require_unchanged(db, holiday, seen=seen)
    refuse([], by=by)
    holiday.withdrawn_in = batch_id
    log(db, holiday, FieldChange("withdrawn", None, str(batch_id)), by=by, at=at, batch_id=batch_id)
