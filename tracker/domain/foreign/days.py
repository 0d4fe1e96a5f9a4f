"""Dates as people write them into a plan, with how sure they are: a day, a month, or a question with its answers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tracker.domain.dates.dates import LONG_MONTHS, parse, show
from tracker.errors import UserError


class Sure(StrEnum):
    """How exactly a date was written."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says of a date: the day and how exactly it was meant, or why it is asked and the likely answers."""

    day: date | None = None
    sure: Sure = Sure.DAY
    why: str = ""
    answers: tuple[date, ...] = ()
    rest: str = ""
    """Words beside the date."""
    earlier: date | None = None
    """A first date, where the cell holds it beside the one that counts now."""
    start: date | None = None
    """Where the cell names a time from one day to another, its first."""
    is_done: bool = False
    """Whether the cell says that it has happened."""


_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = r"(?:(?:19|20|21)\d\d|['’]?\d\d)"
_DAY: Final = (
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}\.?,?[ -](?:\d{{4}}|\d{{2}})\b"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_NAMED_DAY = re.compile(
    rf"(?<![\w/.-])(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?({_DAY})(?![\w/-])"
)
_MONTH_YEAR = re.compile(
    rf"(?P<part>(?:by )?(?:the )?(?:end|early|start|beginning|mid|middle|"
    rf"late)(?:[ -]of)?[ -]+)?(?P<month>{_MONTH})\.?,?[ /-]*(?P<year>{_YEAR})(?![\d/])"
)
_NUMBERED_MONTH = re.compile(
    r"(?<![\d/.-])(0?[1-9]|1[0-2])[/.-](20\d\d)(?![\d/.-])|(?<![\d/.-])(20\d\d)-(0[1-9]|1[0-2])(?![\d-])"
)
_YEARLESS = re.compile(
    rf"(?:(?P<part>end|mid|early|late|start|beginning)(?: of)? )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|"
    rf"th)? )?(?:of )?(?P<month>{_MONTH})\.?(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th))?"
)
_WEEK = re.compile(r"\b(?:w[/. ]?c\.?|week commencing|week beginning|wb|w/b)\b[: ]*", re.ASCII)
_QUARTER = re.compile(
    r"\b(?:q(?:tr|uarter)?\.? ?([1-4])|([1-4])(?:st|nd|rd|th) quarter|quarter (one|two|three|four)|(first|"
    r"second|third|fourth|last) quarter)\b"
)
_YEARS = re.compile(r"\b(20\d\d)\s*[/-]\s*((?:20)?\d\d)\b")
_ONE_YEAR = re.compile(r"\b(20\d\d)\b")
_END_OF_YEAR = re.compile(
    r"\b(?:by )?(?:the )?end (?:of )?(?:the )?(?:year |calendar year )?(20\d\d)\b(?!\s*[/-]\s*\d)"
)
_SEASON = re.compile(
    r"\b(spring|summer|autumn|winter|easter|christmas|half[ -]?term|term|academic year|school year|"
    r"financial year|year[ -]end)\b"
)
_OPEN = re.compile(
    r"\b(?:on-?going|continuous(?:ly)?|continual(?:ly)?|continuing|tbc|tba|tbd|to be (?:confirmed|agreed|"
    r"decided|determined|advised)|asap|a\.s\.a\.p|"
    r"as soon as (?:possible|practicable)|immediate(?:ly)?|with immediate effect|rolling|"
    r"not (?:yet )?(?:set|known|agreed)|awaited|"
    r"business as usual|bau|monthly|quarterly|weekly|annual(?:ly)?|termly|daily|n/?a|not applicable|none|"
    r"various|see milestones)\b"
)
_DONE = re.compile(r"\b(?:complete[d]?|done|achieved|closed|delivered|finished|implemented)\b")
_REVISED = re.compile(r"\b(?:revised?|rev|new date|extended|moved|now|amended|changed|slipped)\b")
_SPAN = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b|→)\s*")
_PAST_THE_END = re.compile(
    rf"(?<![\w/.-])(?P<day>29|3[01])"
    rf"(?:[-/.](?P<number>\d{{1,2}})[-/.]|(?:st|nd|rd|th)?[ -](?:of )?(?P<month>{_MONTH})\.?,?[ -])"
    r"(?P<year>20\d\d|\d\d)(?![\w/-])"
)
_BROKEN = re.compile(r"(?<=[\d/.-])\s(?=[\d/.-])")
"""Where a narrow cell broke a date in two."""
_EITHER = re.compile(r"\s*(?:/|\bor\b)\s*")
_TIME = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_LEAD = re.compile(
    r"^(?:by|due|from|on|before|until|target|deadline|date|completed?|done|revised|for|in|at|"
    r"no later than|starts?|end|original(?:ly)?|the)\b[:\s-]*"
)
_WORDS = {"one": 1, "first": 1, "two": 2, "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "last": 4}


def day_of(text: str, today: date) -> Said:
    """What the words of a cell say of a date; `Said()` where they say nothing at all.

    A month means its last day, a week its Friday. What names a quarter, a term, or no year is asked about, with the
    days that could be meant; so are words that name no day.
    """
    folded = _folded(text)
    if not any(map(str.isalnum, folded)):
        return Said()
    days = _days_in(folded) or _days_in(_BROKEN.sub("", folded))
    if days:
        return _of_days(folded, days)
    if (missing := _no_such_day(folded)) is not None:
        return missing
    if _QUARTER.search(folded):
        return _quarter(folded, today)
    weeks = _WEEK.search(folded)
    if weeks is None and (found := _month_year(folded)) is not None:
        return found
    return _yearless(folded, today, is_week=weeks is not None) or _year_only(folded) or _open(folded, today)


def _folded(text: str) -> str:
    folded = " ".join(text.replace("’", "'").split()).casefold()
    return _TIME.sub("", re.sub("[‐‑‒–—−]", "-", folded)).strip()


def _days_in(folded: str) -> list[tuple[date, re.Match[str]]]:
    found = []
    for match in _NAMED_DAY.finditer(folded):
        try:
            found.append((parse(match[1]), match))
        except UserError:
            continue
    return found


def _no_such_day(folded: str) -> Said | None:
    """A day past the end of its month (31/06/2026): its last day or the next month's first may be meant."""
    found = _PAST_THE_END.search(folded)
    if found is None:
        return None
    month = int(found["number"]) if found["number"] else _number(found["month"])
    year = int(found["year"])
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12 or int(found["day"]) <= calendar.monthrange(year, month)[1]:
        return None
    last = date(year, month, calendar.monthrange(year, month)[1])
    answers = (last, last + timedelta(days=1))
    return Said(sure=Sure.ASKED, why="There is no such day: which is meant?", answers=answers)


def _of_days(folded: str, days: list[tuple[date, re.Match[str]]]) -> Said:
    rest = folded
    for _, match in days:
        rest = rest.replace(match[0], " ")
    is_done = bool(_DONE.search(rest))
    first, last = days[0][0], days[-1][0]
    if len(days) == 1:
        if _WEEK.search(folded):
            return Said(last + timedelta(days=4 - last.weekday()) if last.weekday() < 5 else last, Sure.WEEK)
        return Said(last, rest=_beside(rest), is_done=is_done)
    between = folded[days[0][1].end() : days[1][1].start()]
    if len(days) == 2 and _SPAN.fullmatch(between) and first < last:
        return Said(last, rest=_beside(rest), start=first, is_done=is_done)
    return Said(last, rest=_beside(rest), earlier=first, is_done=is_done)


def _beside(rest: str) -> str:
    """The words beside a date that say more than that it is one."""
    kept = _REVISED.sub(" ", _WEEK.sub(" ", rest))
    kept = re.sub(r"[()\[\],;:/.-]+", " ", kept).strip()
    while (shorter := _LEAD.sub("", kept).strip()) != kept:
        kept = shorter
    return kept


def _month_year(folded: str) -> Said | None:
    found = [
        (_last_day(int(match["year"].strip("'")), match["month"]), match) for match in _MONTH_YEAR.finditer(folded)
    ]
    if not found:
        numbered = _NUMBERED_MONTH.search(folded)
        if numbered is None:
            return None
        year, month = (numbered[2], numbered[1]) if numbered[2] else (numbered[3], numbered[4])
        day = date(int(year), int(month), calendar.monthrange(int(year), int(month))[1])
        return Said(day, Sure.MONTH)
    last, match = found[-1]
    said_end = bool(match["part"] and "end" in match["part"])
    sure = Sure.DAY if said_end else Sure.MONTH
    if len(found) == 2 and found[0][0] < last and _SPAN.fullmatch(folded[found[0][1].end() : match.start()]):
        return Said(last, sure, start=found[0][0].replace(day=1))
    if len(found) == 2 and _EITHER.fullmatch(folded[found[0][1].end() : match.start()]):
        both = tuple(day for day, _ in found)
        return Said(sure=Sure.ASKED, why="Two months are given: which is meant?", answers=both)
    rest = folded
    for _, one in found:
        rest = rest.replace(one[0], " ")
    if _OPEN.search(rest):
        return None
    earlier = found[0][0] if len(found) > 1 else None
    return Said(last, sure, rest=_beside(rest), earlier=earlier, is_done=bool(_DONE.search(rest)))


def _last_day(year: int, month: str) -> date:
    number = _number(month)
    year += 2000 if year < 100 else 0
    return date(year, number, calendar.monthrange(year, number)[1])


def _number(month: str) -> int:
    return next(number for number, name in enumerate(LONG_MONTHS, start=1) if name.casefold().startswith(month[:3]))


def _quarter(folded: str, today: date) -> Said:
    found = _QUARTER.search(folded)
    assert found is not None
    word = next(group for group in found.groups() if group)
    number = int(word) if word.isdigit() else _WORDS[word]
    years, single = _YEARS.search(folded), _ONE_YEAR.search(folded)
    if years:
        year = int(years[1])
        answers = [_financial(year, number), _calendar(year, number)]
    elif single:
        year = int(single[1])
        answers = [_financial(year, number), _calendar(year, number), _financial(year - 1, number)]
    else:
        first = today.year - (1 if today.month < 4 else 0)
        answers = [_financial(first, number), _financial(first + 1, number), _calendar(today.year, number)]
    shown = tuple(dict.fromkeys(answers))
    return Said(sure=Sure.ASKED, why=f"Quarter {number} of which year, counted from April or January?", answers=shown)


def _financial(year: int, quarter: int) -> date:
    return (
        date(year, 6, 30)
        if quarter == 1
        else date(year, 9, 30)
        if quarter == 2
        else (date(year, 12, 31) if quarter == 3 else date(year + 1, 3, 31))
    )


def _calendar(year: int, quarter: int) -> date:
    return date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])


def _yearless(folded: str, today: date, *, is_week: bool) -> Said | None:
    for found in _YEARLESS.finditer(folded):
        before, after = folded[: found.start()], folded[found.end() :]
        if (
            before[-1:].isalnum()
            or after[:1].isalpha()
            or (found["month"] == "may" and not (found["day"] or len(folded) < 12))
        ):
            continue
        written = found["day"] or found["after"]
        answers = []
        for year in (today.year - 1, today.year, today.year + 1):
            end = _last_day(year, found["month"])
            if written and int(written) > end.day:
                continue
            day = end.replace(day=int(written)) if written else end
            answers.append(day + timedelta(days=max(0, 4 - day.weekday())) if is_week else day)
        if answers:
            ahead = sorted(answers, key=lambda day: (day < today, abs((day - today).days)))
            return Said(sure=Sure.ASKED, why="No year is given: which is meant?", answers=tuple(ahead))
    return None


def _year_only(folded: str) -> Said | None:
    ended = _END_OF_YEAR.search(folded)
    if ended and not _SEASON.search(folded):
        return Said(date(int(ended[1]), 12, 31), Sure.DAY)
    season = _SEASON.search(folded)
    years = _YEARS.search(folded)
    if years:
        year = int(years[1])
        return Said(
            sure=Sure.ASKED,
            why="Which day of that year is meant?",
            answers=(date(year + 1, 3, 31), date(year + 1, 7, 31), date(year + 1, 8, 31)),
        )
    single = _ONE_YEAR.search(folded)
    if single and (season or len(folded) < 16):
        year = int(single[1])
        answers = _SEASONS.get(season[1], ((12, 31), (3, 31))) if season else ((12, 31), (3, 31))
        return Said(sure=Sure.ASKED, why="Which day is meant?", answers=tuple(date(year, *day) for day in answers))
    return Said(sure=Sure.ASKED, why="Which day is meant?") if season else None


_SEASONS: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "spring": ((3, 31), (5, 31)),
    "summer": ((7, 31), (8, 31)),
    "autumn": ((12, 20), (11, 30)),
    "winter": ((12, 31), (2, 28)),
    "easter": ((3, 31), (4, 30)),
    "christmas": ((12, 24), (12, 31)),
    "financial year": ((3, 31),),
    "academic year": ((7, 31), (8, 31)),
    "school year": ((7, 31), (8, 31)),
    "year end": ((12, 31), (3, 31)),
}


def _open(folded: str, today: date) -> Said:
    if _DONE.search(folded):
        return Said(sure=Sure.ASKED, why="It says that it is done, not by when: what was its date?", is_done=True)
    found = _OPEN.search(folded)
    ends = tuple(_ahead(today, months) for months in (1, 3, 6, 12))
    if (found and found[0] in ("asap", "immediate", "immediately", "with immediate effect")) or "as soon as" in folded:
        return Said(sure=Sure.ASKED, why="By which day?", answers=(today, *ends[:2]))
    return Said(sure=Sure.ASKED, why="By which day, or when is it looked at again?", answers=ends[1:])


def _ahead(today: date, months: int) -> date:
    year, month = divmod(today.month - 1 + months, 12)
    return date(today.year + year, month + 1, calendar.monthrange(today.year + year, month + 1)[1])


def is_dated(text: str) -> bool:
    """Whether the words hold a date, in whatever form, or one of the words that stand for a date in plans."""
    folded = _folded(text)
    if len(folded) > 60:
        return False
    return bool(
        _days_in(folded)
        or _MONTH_YEAR.search(folded)
        or _QUARTER.search(folded)
        or _OPEN.fullmatch(folded.strip(" .!"))
        or _NUMBERED_MONTH.search(folded)
        or (_YEARLESS.fullmatch(folded))
        or _WEEK.match(folded)
    )


def is_day(text: str) -> bool:
    """Whether the words are a date and no more, exact or by its month."""
    said = day_of(text, date(2000, 1, 1))
    return said.day is not None and not said.rest


_COMMENT_START = re.compile(
    rf"(?P<open>[\[(]?)(?:(?:update|as at|position at|reviewed|progress)[: ]+)?(?P<day>{_DAY}|"
    rf"{_MONTH}\.?,? (?:20\d\d|['’]?\d\d(?!\d))|(?:0?[1-9]|1[0-2])/20\d\d)(?P<close>[\])]?)"
    r"(?:\s*(?:update|comment|position)?\s*(?P<mark>:|[-–—](?=\s)|\)|\]|\.(?=\s)|,(?=\s)))?",
    re.IGNORECASE,
)


def dated_start(line: str, *, marked: bool = False) -> tuple[date | None, bool, str]:
    """The day that a line begins with, whether it is exact, and the words after it; (None, False, line) without one.

    A colon, dash or bracket must part them, unless the caller knows already that a comment begins here (`marked`).
    """
    found = _COMMENT_START.match(line.strip())
    if found is None:
        return None, False, line
    said = day_of(found["day"], date.min.replace(year=2000))
    after = line.strip()[found.end() :].strip()
    parted = marked or found["mark"] or found["close"] or not after or after[:1] in "-–—:"
    if said.day is None or not (parted or (said.sure is Sure.DAY and after[:1].isupper())):
        return None, False, line
    if said.sure is not Sure.DAY:
        return said.day, False, after
    return said.day, True, after.lstrip("-–—: ")


def said_sentence(said: Said, text: str) -> str:
    """How exactly a date that was taken was meant, for whoever looks it over; "" where it says just that day."""
    if said.day is None or said.sure is Sure.DAY:
        return ""
    return f"“{text.strip()}” is taken as {show(said.day)}, the end of that {said.sure.value}."
