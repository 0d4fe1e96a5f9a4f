"""Dates as people write and read them: shown as `12 Mar 2026`, read day first, never by the machine's locale."""

from __future__ import annotations

import re
from datetime import date

from tracker.errors import UserError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_WORD = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
"""A month as it is written, whole or short, as a pattern of small letters."""
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EARLIEST, LATEST = 1900, 2199
HINT = "write the day, the month and the year, for example 12 Mar 2026, 12/03/2026 or 2026-03-12"

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_IN_WORDS = re.compile(
    r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.ASCII
)
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_TIME_OF_DAY = re.compile(r"(?<=\d)(?:t| |, )\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_WEEKDAY = re.compile(r"((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*),? ")


def show(day: date | None) -> str:
    """The day as `12 Mar 2026`; "" for none."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day is not None else ""


def show_with_weekday(day: date) -> str:
    """The day as `Fri 8 Mar 2024`."""
    return f"{WEEKDAYS[day.weekday()]} {show(day)}"


def show_span(start: date | None, end: date | None) -> str:
    """The days from one to another as `9 to 13 Oct 2023`: what both have in common is said once."""
    if start is None or end is None or start == end:
        return show(start or end)
    if start.year != end.year:
        return f"{show(start)} to {show(end)}"
    month = f" {MONTHS[start.month - 1]}" if start.month != end.month else ""
    return f"{start.day}{month} to {show(end)}"


def parse(text: str) -> date:
    """The day that was written: ISO, `12 Mar 2026`, `12 March 2026`, `March 12, 2026` or `12/03/2026`, day first.

    A year `26` is 2026; a time of day behind it is left out.

    Raises UserError, with the accepted forms as its hint, where the words are no date or no day of the calendar.
    """
    folded = _TIME_OF_DAY.sub("", " ".join(text.split()).casefold().translate(_DASHES))
    found = _year_first(folded) or _day_first(folded) or _in_words(folded) or _month_first(folded)
    if found is None:
        raise UserError(f"“{text.strip()}” is not a date this program can be sure of", HINT)
    year, month, day = found
    if not EARLIEST <= year <= LATEST:
        raise UserError(f"“{text.strip()}” has a year outside {EARLIEST} to {LATEST}", HINT)
    try:
        read = date(year, month, day)
    except ValueError:
        raise UserError(f"“{text.strip()}” is no day of the calendar", HINT) from None
    named = _WEEKDAY.match(folded)
    if named and not LONG_WEEKDAYS[read.weekday()].casefold().startswith(named[1]):
        raise UserError(
            f"“{text.strip()}” is not that weekday: {show_with_weekday(read)}", "check the day and the month"
        )
    return read


def _year_first(text: str) -> tuple[int, int, int] | None:
    match = _YEAR_FIRST.fullmatch(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _day_first(text: str) -> tuple[int, int, int] | None:
    match = _DAY_FIRST.fullmatch(text)
    return (_full_year(match[3]), int(match[2]), int(match[1])) if match else None


def _in_words(text: str) -> tuple[int, int, int] | None:
    match = _IN_WORDS.fullmatch(text)
    month = _month(match[2]) if match else None
    return (_full_year(match[3]), month, int(match[1])) if match and month else None


def _month_first(text: str) -> tuple[int, int, int] | None:
    match = _MONTH_FIRST.fullmatch(text)
    month = _month(match[1]) if match else None
    return (int(match[3]), month, int(match[2])) if match and month else None


def _month(word: str) -> int | None:
    """The number of the month that a word of three letters or more begins ("sept" too)."""
    for number, name in enumerate(LONG_MONTHS, start=1):
        if name.casefold().startswith(word):
            return number
    return None


def _full_year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)
