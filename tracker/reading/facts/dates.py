"""Dates and spans of dates in the spellings reports use."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = rf"{_WEEKDAY}(\d{{1,2}})(?:\s?(?:st|nd|rd|th))?"
_TO = r"\s*(?:[-–—−]|to|and|until|through)\s*"
_NOT_YEAR = r"(?!\d)"
_YEAR = rf"(?:20\d\d|\d\d){_NOT_YEAR}"

_DATE = re.compile(rf"(?i)\b{_DAY}(?:\s+of)?\s+({_MONTH})\.?,?\s+({_YEAR})")
_SPAN = re.compile(
    rf"(?i)\b(?:between\s+|from\s+)?{_DAY}(?:\s+({_MONTH})\.?)?(?:,?\s+({_YEAR}))?{_TO}{_DAY}\s+({_MONTH})\.?,?\s+({_YEAR})"
)

_BEFORE = re.compile(
    rf"(?i)\b{_DAY}(?:\s+({_MONTH}))?{_TO}{_DAY}(?:\s+({_MONTH}))?\s*(?:,|and|&|, and)\s*(?:from\s+)?$"
)

Span = tuple[date, date]


def first_date(text: str) -> date | None:
    """The first whole date printed in the text, or None."""
    for found in _DATE.finditer(text):
        day = _made(found.group(1), found.group(2), found.group(3))
        if day:
            return day
    return None


def spans(text: str) -> tuple[Span, ...]:
    """The spans of dates in the text in printed order; a single date is a span of one day."""
    found: list[Span] = []
    at = 0
    while at < len(text):
        span = _SPAN.search(text, at)
        single = _DATE.search(text, at)
        if span and (not single or span.start() <= single.start()):
            made = _span(span)
            found += _earlier(text[at : span.start()], made)
            at = span.end()
        elif single:
            day = _made(single.group(1), single.group(2), single.group(3))
            made = (day, day) if day else None
            at = single.end()
        else:
            break
        if made:
            found.append(made)
    return tuple(found)


def _earlier(text: str, span: Span | None) -> list[Span]:
    """The span that a text ends with and that shares the month or year of the one after it ("7 to 11 and ...")."""
    before = _BEFORE.search(text)
    if before is None or span is None:
        return []
    day1, month1, day2, month2 = before.groups()
    year, month = str(span[0].year), MONTHS[span[0].month - 1]
    start, end = _made(day1, month1 or month2 or month, year), _made(day2, month2 or month, year)
    return [(start, end)] if start and end and start <= end < span[0] else []


def _span(found: re.Match[str]) -> Span | None:
    day1, month1, year1, day2, month2, year2 = found.groups()[:6]
    end = _made(day2, month2, year2)
    start = _made(day1, month1 or month2, year1 or year2)
    if start and end and start > end and not year1:
        start = start.replace(year=start.year - 1)
    return (start, end) if start and end and start <= end else None


def _made(day: str, month: str, year: str) -> date | None:
    number = next(i for i, name in enumerate(MONTHS, 1) if name[:3].casefold() == month[:3].casefold())
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), number, int(day))
    except ValueError:
        return None
