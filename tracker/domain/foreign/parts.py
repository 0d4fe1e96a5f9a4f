"""Cells that hold more than one thing: lists of actions, names, agencies, dated comments, steps with their dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tracker.domain.foreign.days import Said, Sure, dated_start, day_of
from tracker.domain.text.words import as_compared

_NUMBERED = re.compile(
    (
        r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2})\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}[.):]|\d{1,2}\.\d{1,2}(?=\s)|"
        r"[a-zA-Z][.)]|(?:i{1,3}|iv|vi{0,3}|ix|x)[.)]|\d{1,2} -|action \d{1,2}:)\)?\s*(?=\S)"
    ),
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•◦▪●■◼‣∙·*o\uf0b7\uf06e➢✓✔-](?:\s+|(?<=[•▪●■◼]))(?=\S)|[–—]\s+(?=\S)")
_INLINE = re.compile(r"(?<!\S)(?:\(?(\d{1,2})[.)]|\((\d{1,2})\)|\(?([a-h])\))\s+(?=[A-Z“\"'])")
_LEAD_IN = re.compile(
    (
        r"(?:we will|the (?:council|partnership|service|authority|trust|board) will|actions?|to|"
        r"this includes?|including|steps?|by)?\s*:?"
    ),
    re.IGNORECASE,
)


def listed(text: str) -> tuple[str, tuple[str, ...]]:
    """The words before a list, and its items without their numbers or bullets; one item where the text is no list."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    items: list[str] = []
    intro: list[str] = []
    for line in lines:
        mark = _NUMBERED.match(line) or _BULLET.match(line)
        if mark:
            items.append(line[mark.end() :].strip())
        elif items:
            items[-1] += ("\n" if items[-1].endswith((".", ":", ";")) else " ") + line
        else:
            intro.append(line)
    if len(items) < 2:
        return _in_a_line(text)
    return "\n".join(intro), tuple(items)


def _in_a_line(text: str) -> tuple[str, tuple[str, ...]]:
    """Items of a list that runs on in a line: "(1) Draft it. (2) Agree it."; numbers must count from one."""
    marks = list(_INLINE.finditer(text))
    said = [next(group for group in mark.groups() if group) for mark in marks]
    numbers = [int(one) if one.isdigit() else ord(one) - 96 for one in said]
    if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
        return "", (text.strip(),) if text.strip() else ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    items = tuple(text[mark.end() : end].strip(" ;\n") for mark, end in zip(marks, ends, strict=True))
    return text[: marks[0].start()].strip(), items


def is_lead_in(intro: str) -> bool:
    """Whether the words before a list only lead up to it: "We will:"."""
    return not intro or (len(intro.split()) < 7 and (intro.endswith(":") or _LEAD_IN.fullmatch(intro) is not None))


_OWN_NUMBER = re.compile(
    r"(?:(?:recommendation|rec|area for improvement|area for priority action|afi|apa|objective|priority|"
    r"action|theme|finding|standard|area|outcome|aim|workstream)\s*)"
    r"(?:no\.?\s*)?(\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z]\d{0,2}|[ivx]+)\b\s*[:.)–—-]*\s*(?=\S)"
    r"|\(?([A-Z]{1,3}[-.]?\d{1,3}(?:\.\d{1,3}){0,3})\)?\s*[:.)–—-]\s*(?=\S)"
    r"|([RAF]\d{1,3}(?:\.\d{1,2})?)\s+(?=[^\W\d])"
    r"|\(?(\d{1,3}(?:\.\d{1,3}){1,3})\)?[:.)]?\s+(?=\S)"
    r"|\(?(\d{1,3})\)?[:.)]\s*(?=[^\d\s])",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(
    (
        r"^\(((?:paras?\.? ?|paragraphs? )?\d{1,3}(?:\s*[,;&-]\s*\d{1,3})*)\)\s*|\s*\(((?:paras?\.? ?|"
        r"paragraphs? )\d{1,3}(?:\s*[,;&-]\s*\d{1,3})*)\)\.?$"
    ),
    re.IGNORECASE,
)


def without_number(text: str) -> tuple[str, str, str]:
    """A recommendation's number and paragraphs ("" for none), and its words: "17. (57, 138) Ensure ..." has all."""
    number = ""
    found = _OWN_NUMBER.match(text)
    if found:
        number = next(group for group in found.groups() if group)
        text = text[found.end() :]
    paragraphs = _PARAGRAPHS.search(text)
    if paragraphs and paragraphs[0].strip() != text.strip():
        said = paragraphs[1] or paragraphs[2]
        return (
            number,
            re.sub(r"(?i)^(?:paragraphs?|paras?\.?)\s*", "", said),
            _PARAGRAPHS.sub("", text, count=1).strip(),
        )
    return number, "", text.strip()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named in a cell: a person, a role or a team, with what stands beside the name."""

    name: str
    role: str = ""
    agency: str = ""


_ROLE: Final = (
    r"(?:manager|head|director|lead|officer|chair|chief|executive|worker|nurse|doctor|superintendent|inspector|constable|commissioner|"
    r"coordinator|co-ordinator|advis[eo]r|principal|team|board|group|service|services|assistant|deputy|adviser|practitioner|consultant|"
    r"dcs|ad|hos|iro|irom?|psw|lado|sro|clinician|matron|teacher|headteacher|governor|member|councillor|analyst|administrator|"
    r"leader|partnership|committee|agm|gm|svm|tm|clerk|secretary|engineer|owner|bp|business partner)s?"
)
_ROLE_WORD = re.compile(rf"\b{_ROLE}\b", re.IGNORECASE)
_PLACE_WORD = re.compile(
    r"\b(?:wards?|units?|ed|a&e|teams?|hospitals?|north|south|east|west|central|locality|areas?|division|directorate|"
    r"cent(?:re|er)|services?|care|department|school|college|assessment|safeguarding|families|children|adults?|"
    r"operations|district|region|trust|court|house|road|street)\b",
    re.IGNORECASE,
)
"""Words that stand in the names of places and teams, and in nobody's."""
_PERSON = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|prof|cllr|sir|dame|rev|insp|supt|sgt|dci|di|ds|pc|det|ch)\.?\s+)*(?:[^\W\d_][\w'’.-]*)(?:\s+(?:de|van|von|der|la|al|bin|ap|[^\W\d_][\w'’.-]*)){1,3}",
    re.IGNORECASE,
)
_AGENCY: Final = (
    r"(?:police|constabulary|icb|integrated care board|ccg|clinical commissioning group|nhs|"
    r"(?:foundation )?trust|hospitals?|camhs|council|"
    r"children'?s (?:services|social care)|(?:adult )?social care|education|schools?|colleges?|housing|"
    r"probation|youth justice|yjs|yot|"
    r"youth offending|public health|health|health visiting|school nursing|midwifery|gps?|"
    r"safeguarding (?:children )?partnership|[a-z]?scp|lscb|"
    r"virtual school|early help|early years|local authority|la|csc|voluntary sector|vcs|vcse|"
    r"parent carer forum|fire|ambulance|"
    r"community safety partnership|csp|regional adoption agency|legal|hr|human resources|it|finance|"
    r"commissioning|all agencies|all partners|"
    r"agency|substance misuse|send|sendiass|primary care|acute|community health|mental health|nspcc|"
    r"barnardo'?s|dwp|cps|cafcass)"
)
_AGENCY_WORDS = re.compile(
    (
        rf"(?:\w+[\w'’-]* ){{0,4}}{_AGENCY}(?: (?:service|services|team|trust|department|directorate|"
        rf"partnership|board|force|authority|group)s?)?(?: \w+)?"
    ),
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|\n|\s/\s|\|)\s*")
_SOFT = re.compile(r"\s*(?:/|&|\+|,|\band\b|\bwith\b)\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_LABEL = re.compile(
    r"(?:lead|owner|responsible(?: officer)?|support(?:ed by)?|accountable|overall lead|named lead|agency)\s*[:=–-]\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    (
        r"(?:tb[cad]|to be (?:confirmed|agreed|decided|appointed|identified|determined|advised|recruited)|"
        r"vacan(?:t|cy)(?: post)?|n/?a|none|nobody|unknown|not known|\?+|-+|–|all|"
        r"all (?:staff|partners|agencies|managers|leads|heads of service|services|teams)|various|everyone|"
        r"as above|see above|to follow|awaited|not assigned|unassigned|new post)\.?"
    ),
    re.IGNORECASE,
)


def is_nobody(text: str) -> bool:
    """Whether words in the place of a name say that it is not known, or name everybody."""
    bare = text.strip()
    return _NOBODY.fullmatch(re.sub(r"(?<=\b\w)\.", "", bare) if len(bare) < 8 else bare) is not None


def is_agency(text: str) -> bool:
    """Whether words name an organisation, and not a person, role or team in it."""
    return _AGENCY_WORDS.fullmatch(text.strip()) is not None and not _ROLE_WORD.search(
        re.sub(r"(?i)\b(?:services?|team|partnership|board|group|force)\b", "", text)
    )


def is_person(text: str) -> bool:
    """Whether words look like a person's name."""
    return (
        bool(_PERSON.fullmatch(text.strip()))
        and not _ROLE_WORD.search(text)
        and not _PLACE_WORD.search(text)
        and text.strip()[:1].isupper()
        and not is_agency(text)
    )


def names_in(text: str) -> tuple[Named, ...]:
    """Everybody who is named in a cell, in order, each once."""
    found: dict[str, Named] = {}
    for line in _BETWEEN.split(text.strip()):
        stripped = _LABEL.sub("", _BULLET.sub("", line, count=1) if _BULLET.match(line) else line).strip(" .,")
        for part in _parted(stripped):
            one = _named(part)
            if one.name:
                found.setdefault(as_compared(one.name), one)
    return tuple(found.values())


def _parted(line: str) -> Sequence[str]:
    """The names of one line: commas, slashes and "and" part names only where each part could stand alone."""
    if "(" in line and "," in line.partition("(")[2]:
        parts = [part for part in re.split(r"(?<=\))\s*(?:,|&|/|\band\b)\s*", line) if part]
    else:
        parts = [part.strip() for part in _SOFT.split(line) if part.strip()]
    if len(parts) < 2:
        return (line,)
    bare = [_IN_BRACKETS.sub("", part).strip() for part in parts]
    if all(is_person(part) for part in bare) or all(is_agency(part) for part in bare):
        return parts
    beside = len(parts) == 2 and "," in line
    if beside and (
        (is_person(bare[0]) and _ROLE_WORD.search(bare[1])) or (_ROLE_WORD.search(bare[0]) and is_agency(bare[1]))
    ):
        return (line,)
    pure_comma = [part.strip() for part in re.split(r"\s*(?:/|,(?! ?head of)|&|\+)\s*", line) if part.strip()]
    roles = len(pure_comma) > 1 and all(
        _ROLE_WORD.search(part) or is_person(part) or is_agency(part) for part in pure_comma
    )
    return (
        tuple(pure_comma)
        if roles and not re.search(r"(?i)\b(?:services|director)s? (?:for|of)\b.*,", line)
        else _by_and(line)
    )


def _by_and(line: str) -> Sequence[str]:
    """Two roles that "and" joins: each must say who by itself."""
    parts = re.split(r"\s+(?:and|&)\s+", line)
    whole = len(parts) == 2 and all(
        (_ROLE_WORD.search(part) and len(part.split()) > 1) or is_person(part) for part in parts
    )
    return tuple(parts) if whole and not parts[0].casefold().endswith((" of", " for")) else (line,)


def _named(part: str) -> Named:
    brackets = _IN_BRACKETS.search(part)
    name = _IN_BRACKETS.sub("", part).strip(" ,-–")
    beside = brackets[1].strip() if brackets else ""
    if not beside:
        first, mark, rest = re.match(r"(.*?)(,|\s[-–—]\s|:|$)\s*(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
        if mark and rest and is_person(first) and (_ROLE_WORD.search(rest) or is_agency(rest)):
            name, beside = first, rest
        elif mark and rest and is_person(rest) and (_ROLE_WORD.search(first) or is_agency(first)):
            name, beside = rest, first
    if beside and is_person(beside) and not is_person(name):
        name, beside = beside, name
    if beside and _ROLE_WORD.search(name) and not is_person(name) and not is_agency(beside) and not beside.isupper():
        return Named(f"{name} ({beside})")
    if beside and is_agency(beside):
        return Named(name, agency=beside)
    if beside and len(beside) <= 4 and beside.isupper() and not _ROLE_WORD.search(beside):
        return Named(name)
    return Named(name, role=beside)


def agencies_in(text: str) -> tuple[str, ...]:
    """The organisations named in a cell, in order, each once."""
    found: dict[str, str] = {}
    for line in re.split(r"\s*(?:;|\n|/|\||,|\+)\s*", text.strip()):
        stripped = (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line).strip(" .")
        parts = re.split(r"\s+(?:and|&)\s+", stripped)
        joined = len(parts) > 1 and all(is_agency(part) for part in parts)
        for part in parts if joined else (stripped,):
            if part and (part.casefold().startswith("all ") or not is_nobody(part)):
                found.setdefault(as_compared(part), part)
    return tuple(found.values())


def agency_headed(heading: str) -> str:
    """The organisation that a heading names before what its people are called: “Health lead”; "" for none."""
    found = re.search(
        r"(?:^|[?:.–—-]\s+)([^?:.–—-]+?)\s+(?:leads?|owners?|officers?|managers?)\W*$", heading, re.IGNORECASE
    )
    return found[1].strip() if found and is_agency(found[1]) else ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One progress comment: its words, the day it was written, and by whom, where the cell says so."""

    text: str
    dated: date | None = None
    author: str = ""


_INITIALS = re.compile(r"^\(?([A-Z]{2,3})\)?\s*[:–—-]\s*|\s*[-–—(\[]\s*([A-Z]{2,3})[)\]]?\s*$")
_SIGNED = re.compile(r"^\(?([A-Z]{2,3})\)?[ ,:–—-]+(?=\d)")


def comments_in(text: str, today: date) -> tuple[Comment, ...]:
    """The comments in a cell: a new one begins at each line that begins with a date, or all is one."""
    found: list[Comment] = []
    for line in _comment_lines(text):
        plain = _BULLET.sub("", line, count=1).strip() if _BULLET.match(line) else line
        signed = _SIGNED.match(plain)
        day, exact, rest = dated_start(plain[signed.end() :] if signed else plain, marked=signed is not None)
        if day is not None:
            author = signed[1] if signed else ""
            mark = _INITIALS.search(rest)
            if mark and not author:
                author, rest = mark[1] or mark[2], _INITIALS.sub("", rest, count=1).strip()
            found.append(Comment(rest, min(day, today) if not exact else day, author))
        elif found:
            last = found[-1]
            found[-1] = Comment(f"{last.text}\n{line}".strip(), last.dated, last.author)
        else:
            found.append(Comment(line))
    return tuple(one for one in found if one.text)


_MIDWAY = re.compile(
    r"(?<=[.;)\]])\s+(?=(?:[\[(])?(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(?:st|nd|rd|"
    r"th)? [A-Z][a-z]{2,8} \d{4}|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December) \d{4})[)\]]?\s*[:–—-])"
)


def _comment_lines(text: str) -> list[str]:
    return [part.strip() for line in text.split("\n") for part in _MIDWAY.split(line) if part.strip()]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone in a cell: what, by when, and whether it is done. `said` is what it says of its date."""

    title: str
    due: date | None = None
    done: bool = False
    said: Said = field(default_factory=Said)


_TICKED = re.compile(
    r"\s*(?:[-–—(,:]\s*(?:done|complete[d]?|achieved|met)\b|✓|✔|☑)[).]*\s*$|^(?:✓|✔|☑|\[x\])\s*", re.IGNORECASE
)
_BEFORE_MONTH = re.compile(
    r"(?<=[^\W\d_])\)?\s+(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? ['’]?\d{2,4}\s?[:–-]\s?\S)"
)
_TAIL = re.compile(r"\s*(?:[-–—,:(\[]|\bby\b(?: the)?(?: end of)?|\bdue\b(?: by)?)+\s*$", re.IGNORECASE)


def steps_in(text: str, today: date) -> tuple[Step, ...]:
    """The milestones in a cell, one a line or item, each with the date that stands before, behind or in brackets."""
    intro, items = listed(text)
    if intro and not is_lead_in(intro):
        items = (*intro.split("\n"), *items)
    lines = [part for item in items for part in _BEFORE_MONTH.split(item) if part.strip()]
    lines = [line for item in lines for line in (item.split("\n") if len(items) == 1 else [item])]
    if len(lines) == 1 and lines[0].count(";") > 0:
        lines = [part for part in re.split(r"\s*;\s*", lines[0]) if part]
    return tuple(step for line in lines if (step := _step(line.strip(), today)).title)


def _step(line: str, today: date) -> Step:
    numbered = _NUMBERED.match(line)
    line = line[numbered.end() :] if numbered else line
    done = bool(_TICKED.search(line))
    bare = _TICKED.sub("", line).strip() if done else line
    day, _, rest = dated_start(bare)
    if day is not None and rest:
        return Step(rest.strip(" :-–—"), day, done, day_of(bare[: len(bare) - len(rest)], today))
    tail = _dated_tail(bare, today)
    if tail is not None:
        title, said = tail
        return Step(title, said.day, done, said)
    return Step(bare, None, done)


def _dated_tail(line: str, today: date) -> tuple[str, Said] | None:
    """A step's words and the date behind them, in brackets, after a dash or after "by"."""
    for found in re.finditer(
        r"\(([^()]+)\)\s*\.?$|\s[-–—:]\s*([^-–—:]+)$|,\s*([^,]+)$|\b(?:by|due)\s+(?:the\s+)?([^,;()]+)$",
        line,
        re.IGNORECASE,
    ):
        words = next(group for group in found.groups() if group)
        said = day_of(words, today)
        if said.day is not None and said.sure in (Sure.DAY, Sure.MONTH, Sure.WEEK) and not said.rest:
            return _TAIL.sub("", line[: found.start()]).strip(), said
    return None
