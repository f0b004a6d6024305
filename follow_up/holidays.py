"""The days that do not count as working: the national ones of any year by law, and those that the committee adds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from dateutil.easter import easter

from follow_up.deadlines import SATURDAY

# D.Leg. 713, art. 6, as amended by Ley 31822: month, day and name.
FIXED = (
    (1, 1, "Año Nuevo"),
    (5, 1, "Día del Trabajo"),
    (6, 7, "Batalla de Arica y Día de la Bandera"),
    (6, 29, "San Pedro y San Pablo"),
    (7, 23, "Día de la Fuerza Aérea del Perú"),
    (7, 28, "Fiestas Patrias"),
    (7, 29, "Fiestas Patrias"),
    (8, 6, "Batalla de Junín"),
    (8, 30, "Santa Rosa de Lima"),
    (10, 8, "Combate de Angamos"),
    (11, 1, "Día de Todos los Santos"),
    (12, 8, "Inmaculada Concepción"),
    (12, 9, "Batalla de Ayacucho"),
    (12, 25, "Navidad"),
)
BEFORE_EASTER = ((3, "Jueves Santo"), (2, "Viernes Santo"))  # days before Easter Sunday


@cache
def national_holidays(year: int) -> Mapping[date, str]:
    """The sixteen national holidays of a year with their names, by date; the law of today, whatever the year."""
    found = {date(year, month, day): name for month, day, name in FIXED}
    found |= {easter(year) - timedelta(days=days): name for days, name in BEFORE_EASTER}
    return MappingProxyType(dict(sorted(found.items())))


@dataclass(frozen=True)
class Holidays:
    """The national holidays of every year and the days in `added`, each with its name. `day in holidays` asks for one."""

    added: Mapping[date, str] = field(default_factory=dict[date, str])

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self.added or day in national_holidays(day.year))

    def between(self, first: date, last: date) -> dict[date, str]:
        """Those from `first` to `last`, both included, with their names. A day that the law names keeps that name."""
        years = range(first.year, last.year + 1)
        named = dict(self.added) | {day: name for year in years for day, name in national_holidays(year).items()}
        return {day: name for day, name in sorted(named.items()) if first <= day <= last}


def days_to_declare(first: date, last: date, holidays: Holidays) -> list[date]:
    """The days of a span that are worth declaring: a single one as it is, of several those that are working days until now."""
    if first == last:
        return [first]
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in span if day.weekday() < SATURDAY and day not in holidays]
