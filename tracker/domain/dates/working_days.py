"""Working days in England and Wales: no Saturday, Sunday or bank holiday (SI 2007/462, regulation 2).

Bank holidays follow the rules of the Banking and Financial Dealings Act 1971 and the proclamations that moved or
added single days. A count of working days begins with the day after the one it counts from.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
MOVED = {date(2012, 5, 28): date(2012, 6, 4), date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
"""Holidays that a proclamation moved: the day by rule, and the day it was kept."""
ADDED = (date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8))
"""Holidays that a proclamation added for one year."""
KNOWN_TO = date(2030, 12, 31)
"""The last day these rules were checked for; a later single holiday cannot be foreseen."""


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year in England and Wales, Good Friday and substitute days included."""
    easter = _easter(year)
    days = {
        _weekday_from(date(year, 1, 1)),
        easter - 2 * ONE_DAY,
        easter + ONE_DAY,
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
        *_christmas(year),
    }
    kept = {MOVED.get(day, day) for day in days}
    return frozenset(kept | {day for day in ADDED if day.year == year})


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Whether offices work that day; `closed` holds days of one's own beside the bank holidays."""
    return day.weekday() < 5 and day not in bank_holidays(day.year) and day not in closed


def previous_working_day(day: date, closed: Collection[date] = ()) -> date:
    """The last working day before this one."""
    day -= ONE_DAY
    while not is_working_day(day, closed):
        day -= ONE_DAY
    return day


def next_working_day(day: date, closed: Collection[date] = ()) -> date:
    """The first working day after this one."""
    day += ONE_DAY
    while not is_working_day(day, closed):
        day += ONE_DAY
    return day


def add_working_days(start: date, count: int, closed: Collection[date] = ()) -> date:
    """The `count`th working day after `start`, whose next working day counts as 1. A negative count goes back."""
    step = next_working_day if count >= 0 else previous_working_day
    day = start
    for _ in range(abs(count)):
        day = step(day, closed)
    return day


def working_days_between(start: date, end: date, closed: Collection[date] = ()) -> int:
    """How many working days lie after `start` up to and including `end`; negative where `end` comes first."""
    if end < start:
        return -working_days_between(end, start, closed)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = 5 * weeks + sum((start.weekday() + n) % 7 < 5 for n in range(1, rest + 1))
    holidays = {day for year in range(start.year, end.year + 1) for day in bank_holidays(year)}.union(closed)
    return weekdays - sum(start < day <= end and day.weekday() < 5 for day in holidays)


def why_not_working(day: date) -> str:
    """Why offices are closed that day ("a Saturday", "a bank holiday"); "" for a working day."""
    if day.weekday() >= 5:
        return "a Saturday" if day.weekday() == 5 else "a Sunday"
    return "a bank holiday" if day in bank_holidays(day.year) else ""


def _christmas(year: int) -> tuple[date, date]:
    """Christmas Day and Boxing Day, each moved to the next free weekday where it falls on a weekend."""
    shifts = {5: (27, 28), 6: (26, 27), 4: (25, 28)}
    first, second = shifts.get(date(year, 12, 25).weekday(), (25, 26))
    return date(year, 12, first), date(year, 12, second)


def _weekday_from(day: date) -> date:
    while day.weekday() >= 5:
        day += ONE_DAY
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar: the Sunday after the full moon that the tables of the Church give."""
    golden = year % 19
    century = year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    past = moon - weekday
    month = 3 + (past + 40) // 44
    return date(year, month, past + 28 - 31 * (month // 4))
