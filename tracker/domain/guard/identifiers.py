"""Identifiers in running text: numbers that name one person, and the ways to reach somebody.

Sources: NHS Data Dictionary, "NHS NUMBER" (modulus 11); Department for Education, "Unique pupil numbers" (check letter
by modulus 23, temporary numbers end in a letter); HM Revenue and Customs, NIM39110 (letters of a national insurance
number). A number is told where its own check holds, or where a word beside it says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import chain


class Identifier(StrEnum):
    """The kinds; the value is the word used in commands and on screen."""

    NHS = "NHS number"
    UPN = "UPN"
    NATIONAL_INSURANCE = "national insurance number"
    BORN = "date of birth"
    CASE = "case number"
    EMAIL = "e-mail"
    PHONE = "phone"
    POSTCODE = "postcode"

    @property
    def names_one_person(self) -> bool:
        """Whether nothing may leave before a person has decided; the others are warned of."""
        return self not in (Identifier.EMAIL, Identifier.PHONE, Identifier.POSTCODE)


@dataclass(frozen=True, slots=True)
class Found:
    """One identifier in a text, from `start` to `end`."""

    kind: Identifier
    start: int
    end: int


Look = Callable[[str], Iterator[Found]]
OLD = 5
"""So many years back, a date beside a name is not that of an update."""
SPACE = r"[ \t\u00a0\u2009\u202f]"
GAP = rf"(?:{SPACE}|[-\u2010-\u2015.])?"
ALONE, ENDED = r"(?<![\w/@.-])(?<!\d[ ,])", r"(?![\w@/]|[-.,]\d)"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?{SPACE}*(?:of{SPACE}+)?(?:{MONTHS})[a-z]*\.?,?{SPACE}*(?:19|20)?\d\d"
    rf"|(?:{MONTHS})[a-z]*\.?{SPACE}+\d{{1,2}}(?:st|nd|rd|th)?,?{SPACE}+(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
)
NAMED = r"(?:is|was|of|on|as|=|:|-|–|\(|\s)"
CODE = r"(?=[A-Z0-9/_-]*\d[A-Z0-9/_-]*)(?:[A-Z0-9]+[/_-])*[A-Z0-9]*\d{3,}[A-Z0-9]*(?:[/_-][A-Z0-9]+)*"
SYSTEMS = (
    "lcs|eclipse|liquid ?logic|mosaic|azeus|protocol|core ?logic|carefirst|care ?director|rio|systmone|emis"
    "|childview|asset ?plus|visor|pnc|niche"
)
"""Case systems of social care, health, youth justice and police: a number after one of their names is a case."""
OF_WHOM = "case|child|client|person|pupil|patient|hospital|crime|custody|referral|file|record|service user|young person"
CASES = (
    rf"(?:{OF_WHOM})(?:'s|’s)?{SPACE}*"
    rf"(?:id\b|ident\w*|no\b\.?|num(?:ber)?\b|ref(?:erence)?\b\.?(?:{SPACE}*(?:no|number)\b\.?)?|#)"
)
PERSON = (
    r"\b(?:he|she|they|him|her|his|child|son|daughter|boy|girl|baby|sibling|brother|sister|mother|father"
    r"|mrs?|ms|miss)\b"
)
NAME = r"\b[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?\b|\b[A-Z]{1,3}\b"
NOT_A_NAME = (
    "act|action|agenda|annual|appendix|audit|board|case|cabinet|chart|committee|council|dashboard|day|draft|framework|group|"
    "guidance|inspection|june|july|letter|meeting|minutes|ofsted|panel|paper|partnership|plan|policy|procedure|protocol|"
    "report|review|service|standards|statement|strategy|team|together|training|update|version|visit|week|working"
)

_NHS = re.compile(rf"{ALONE}\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}{ENDED}")
_UPN = re.compile(r"(?<![\w-])[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z](?![\w-])", re.IGNORECASE)
_INSURANCE = re.compile(
    rf"(?<![\w/-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{GAP}\d\d){{3}}{GAP}[A-D](?![\w/-])",
    re.IGNORECASE,
)
_LABELLED_INSURANCE = re.compile(
    rf"\b(?:national{SPACE}+insurance|ni|nino)\b(?:{SPACE}*(?:no\b\.?|number))?{NAMED}{{0,4}}"
    rf"(?P<code>[A-Z]{{2}}(?:{GAP}\d\d){{3}}(?:{GAP}[A-Z])?)(?![\w/-])",
    re.IGNORECASE,
)
_BORN = re.compile(
    rf"\b(?:d\.?o\.?b\b\.?|date{SPACE}+of{SPACE}+birth|birth{SPACE}?(?:date|day)){NAMED}{{0,6}}(?P<day>{DAY})(?!\w)"
    rf"|\b(?:born|b\.){SPACE}*(?:on{SPACE}+|:{SPACE}*)?(?:the{SPACE}+)?(?P<born>{DAY})(?!\w)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?P<name>\b[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+){{1,2}}){SPACE}*(?:,{SPACE}*|\({SPACE}*|{SPACE})"
    r"(?P<day>\d{1,2}[./-]\d{1,2}[./-](?P<year>(?:19|20)\d\d))(?!\w)"
)
_NOT_A_NAME = re.compile(rf"\b(?:{NOT_A_NAME})s?\b", re.IGNORECASE)
_CASE = re.compile(
    rf"\b(?:{CASES}|(?:{SYSTEMS})(?:{SPACE}*(?:id|no\.?|number|ref(?:erence)?)\b)?|crn)"
    rf"{NAMED}{{0,4}}(?P<code>{CODE})(?![\w%])",
    re.IGNORECASE,
)
_BARE_CASE = re.compile(rf"\bcase{SPACE}+#?(?P<code>(?!(?:19|20)\d\d\b)[A-Z]{{0,3}}\d{{5,}})(?![\w%])", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])")
_PHONE = re.compile(
    rf"{ALONE}(?:\+44{SPACE}?(?:\(0\){SPACE}?)?[1-9]|\(?0[1-9])(?:\)?{GAP}\d){{8,9}}(?:{SPACE}*(?:ext|x)\.?{SPACE}*\d+)?{ENDED}"
)
_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)"
    r" ?\d[ABD-HJLNP-UW-Z]{2}|GIR ?0AA)(?![\w-])"
)
_DIGIT = re.compile(r"\d")


def identifiers(text: str, today: date) -> tuple[Found, ...]:
    """The identifiers of a text in their order; where two kinds claim the same words, the one that names a person.

    A date beside a name, with no word of birth, is one where it is older than what a plan is usually about.
    """
    if not _DIGIT.search(text) and "@" not in text:
        return ()
    found: list[Found] = []
    looks: tuple[Look, ...] = (*_LOOKS, partial(_beside, today.year - OLD))
    for one in chain.from_iterable(look(text) for look in looks):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def nhs_number_holds(number: str) -> bool:
    """Whether ten digits pass the check of an NHS number and lie in a range that is given out."""
    digits = [int(mark) for mark in number if mark.isdecimal()]
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(digits) == 10 and digits[0] not in (0, 1, 2, 8) and len(set(digits)) > 1 and rest % 11 == digits[9]


def pupil_number_holds(number: str) -> bool:
    """Whether the check letter of a unique pupil number, or of a temporary one, is right."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    folded = number.upper()
    values = [letters.index(mark) if mark.isalpha() else int(mark) for mark in folded[1:]]
    return letters[sum(value * weight for weight, value in enumerate(values, 2)) % len(letters)] == folded[0]


def _nhs(text: str) -> Iterator[Found]:
    for match in _NHS.finditer(text):
        if nhs_number_holds(match[0]):
            yield Found(Identifier.NHS, *match.span())


def _pupil(text: str) -> Iterator[Found]:
    for match in _UPN.finditer(text):
        if pupil_number_holds(match[0]) or re.search(r"\b(?:upn|pupil)\b", _before(text, match.start()), re.IGNORECASE):
            yield Found(Identifier.UPN, *match.span())


def _insurance(text: str) -> Iterator[Found]:
    for match in _LABELLED_INSURANCE.finditer(text):
        yield Found(Identifier.NATIONAL_INSURANCE, *match.span("code"))
    for match in _INSURANCE.finditer(text):
        yield Found(Identifier.NATIONAL_INSURANCE, *match.span())


def _born(text: str) -> Iterator[Found]:
    for match in _BORN.finditer(text):
        if match["day"] or _somebody(text, match):
            yield Found(Identifier.BORN, *match.span("day" if match["day"] else "born"))


def _beside(latest: int, text: str) -> Iterator[Found]:
    for match in _BESIDE.finditer(text):
        if int(match["year"]) <= latest and not _NOT_A_NAME.search(match["name"]):
            yield Found(Identifier.BORN, *match.span("day"))


def _somebody(text: str, match: re.Match[str]) -> bool:
    """Whether a person is named in the sentence that says when they were born."""
    start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "\n", ";")) + 1
    before = text[start : match.start()]
    return bool(re.search(NAME, before) or re.search(PERSON, before, re.IGNORECASE))


def _case(text: str) -> Iterator[Found]:
    for match in chain(_CASE.finditer(text), _BARE_CASE.finditer(text)):
        if not re.fullmatch(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?", match["code"]):
            yield Found(Identifier.CASE, *match.span("code"))


def _each(kind: Identifier, pattern: re.Pattern[str]) -> Look:
    return lambda text: (Found(kind, *match.span()) for match in pattern.finditer(text))


def _before(text: str, place: int) -> str:
    return text[max(0, place - 40) : place]


_LOOKS: tuple[Look, ...] = (
    _nhs, _pupil, _insurance, _born, _case,
    _each(Identifier.EMAIL, _EMAIL), _each(Identifier.PHONE, _PHONE), _each(Identifier.POSTCODE, _POSTCODE),
)  # fmt: skip
