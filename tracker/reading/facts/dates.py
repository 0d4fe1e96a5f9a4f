"""Dates and spans of dates in the spellings reports use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates.dates import LONG_MONTHS

_MONTH = "|".join(f"{name}|{name[:3]}" for name in LONG_MONTHS) + "|Sept"
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?(?!\d)"
    rf"(?:\s+(?:of\s+)?({_MONTH})\b\.?(?:,?\s+(20\d\d)(?!\d)|\s+(\d\d)(?!\d))?)?"
)
_ELEMENT = re.compile(rf"(?i)(?<![\d/.,£]){_DAY}")
_NEXT = re.compile(
    r"(?i)(?P<to>\s*(?:[-–—−]|\bto\b|\buntil\b|\bthrough\b)\s*)?(?P<and>\s*(?:,?\s*(?:\band\b|&)|,|/)\s*)?"
    rf"(?:(?:from|on)\s+)?{_DAY}"
)
_BETWEEN = re.compile(r"(?i)\bbetween\s+(?:the\s+)?$")
_NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\d/])")
APART = 31
"""Days: two days named one after the other that lie further apart are two visits, not the ends of one."""

Span = tuple[date, date]


@dataclass(slots=True)
class _Day:
    """One printed day of a chain such as "15, 16 and 21 July 2025"; `to` says that a range leads to it."""

    day: int
    month: int | None
    year: int | None
    to: bool
    made: date | None = None


def first_date(text: str) -> date | None:
    """The first whole date printed in the text, or None."""
    return next((made for chain, _ in _chains(text) for day in chain if day.year and (made := _date(day))), None)


def spans(text: str, written: date | None = None) -> tuple[Span, ...]:
    """The spans of dates in the text in printed order; a single date is a span of one day.

    Days named one after the other ("15, 16 and 21 July 2025") are one span. A day without a year is the last one
    before the text was `written`; without that it is left out.
    """
    found: list[Span] = []
    for chain, start in _chains(text):
        if _BETWEEN.search(text[:start]) and len(chain) == 2:
            chain[1].to = True
        if _filled(chain, written):
            found += _parts(chain)
    return tuple(found)


def _chains(text: str) -> Iterator[tuple[list[_Day], int]]:
    """The days that are printed one after the other and end in one with a month, and where each chain starts."""
    text = _NUMERIC.sub(_spelt, text)
    at = 0
    while start := _ELEMENT.search(text, at):
        chain = [_day(*start.groups(), to=False)]
        at = start.end()
        while (follows := _NEXT.match(text, at)) and (follows["to"] or follows["and"]):
            chain.append(_day(*follows.groups()[2:], to=bool(follows["to"])))
            at = follows.end()
        while chain and chain[-1].month is None:
            chain.pop()
        if chain:
            yield chain, start.start()


def _spelt(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    name = LONG_MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else month
    return f"{day} {name} {year}"


def _day(day: str, month: str | None, year: str | None, short: str | None, *, to: bool) -> _Day:
    number = next(
        (i for i, name in enumerate(LONG_MONTHS, 1) if month and name[:3].casefold() == month[:3].casefold()), None
    )
    return _Day(int(day), number, int(year) if year else 2000 + int(short) if short else None, to)


def _date(day: _Day) -> date | None:
    try:
        return date(day.year or 0, day.month or 0, day.day)
    except ValueError:
        return None


def _filled(chain: list[_Day], written: date | None) -> bool:
    """Gives every day the month and year of the one after it; False where the chain is no run of days."""
    last = chain[-1]
    if last.year is None and written:
        last.year = written.year
        last.year -= bool((made := _date(last)) and made > written)
    last.made = _date(last)
    for day, after in zip(chain[-2::-1], chain[:0:-1], strict=True):
        if after.made is None:
            return False
        own = day.year is not None
        month, year = day.month or after.month or 0, day.year or after.year or 0
        day.month, day.year = month, year
        day.made = _date(day)
        if day.made and day.made > after.made and not own:
            day.month, day.year = _before(month, year, whole_year=day.made.month != after.month)
            day.made = _date(day)
    return last.made is not None and all(day.made for day in chain)


def _before(month: int, year: int, *, whole_year: bool) -> tuple[int, int]:
    """The month and year of a day that must lie before the one printed after it."""
    if whole_year:
        return month, year - 1
    return (month - 1, year) if month > 1 else (12, year - 1)


def _parts(chain: list[_Day]) -> Iterator[Span]:
    """The chain's spans: it is parted where a range begins after another one, and where days lie far apart."""
    days = [day.made for day in chain if day.made]
    start = 0
    for place in range(1, len(chain)):
        ranges = any(day.to for day in chain[start + 1 : place])
        begins = ranges and place + 1 < len(chain) and chain[place + 1].to
        if not chain[place].to and (begins or not 0 <= (days[place] - days[place - 1]).days <= APART):
            yield days[start], days[place - 1]
            start = place
    if days[start] <= days[-1]:
        yield days[start], days[-1]
