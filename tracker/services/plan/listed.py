"""A row of a document's own list of inspections, as a source of the plan that has no file yet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tracker.domain.dates.dates import LONG_MONTHS, parse
from tracker.domain.plan.records import Inspection
from tracker.domain.reading.reading import ListedInspection
from tracker.domain.text.words import one_line
from tracker.errors import UserError

LONGEST = 92
"""No fieldwork takes more days than this: a longer span was misread or misprinted."""

_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?: ([a-z]+))?(?: (\d{4}))?"
_SPAN = re.compile(rf"(?:from |between )?{_DAY}\s?(?:to|and|-|–|—)\s?{_DAY}")
_MONTHS = {name.casefold(): number for number, name in enumerate(LONG_MONTHS, start=1)}


def listed_inspection(blank: Inspection, item: ListedInspection, source: str) -> Inspection:
    """`blank` filled from a row: what no date could be made of is kept in words in the note.

    It gets no document type, since there is no document yet: no duty to answer runs from a line in someone's list.
    """
    fieldwork = span(item.dates or "")
    published = _day(item.published or "")
    said = [f"Listed in {source}" + (f", page {item.page}" if item.page else "") + "."]
    if item.dates and fieldwork is None:
        said.append(f"Fieldwork: {one_line(item.dates)}.")
    if item.published and published is None:
        said.append(f"Published: {one_line(item.published)}.")
    area, kind = one_line(item.area), one_line(item.kind)
    start, end = fieldwork or (None, None)
    return replace(
        blank,
        title=": ".join(words for words in (area, kind) if words) or None,
        area=area or None,
        framework=blank.framework or kind or None,
        inspection_start=start,
        inspection_end=end,
        published=published,
        note=" ".join(said),
    )


def span(words: str) -> tuple[date, date] | None:
    """The first and last day that words such as "28 March to 1 April 2022" name; None where they name none surely."""
    single = _day(words)
    if single is not None:
        return single, single
    found = _SPAN.fullmatch(one_line(words).casefold())
    if found is None:
        return None
    day1, month1, year1, day2, month2, year2 = found.groups()
    end = _made(day2, month2, year2)
    start = _made(day1, month1 or month2, year1 or year2)
    if start is not None and end is not None and start > end and month1 and year1 is None:
        start = _made(day1, month1, str(end.year - 1))
    sure = start is not None and end is not None and 0 <= (end - start).days <= LONGEST
    return (start, end) if sure and start and end else None


def _day(words: str) -> date | None:
    try:
        return parse(words)
    except UserError:
        return None


def _made(day: str, month: str | None, year: str | None) -> date | None:
    number = _MONTHS.get(month or "")
    if number is None or year is None:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
