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

from tracker.domain.dates.dates import MONTH_WORD
from tracker.domain.text.pattern import Pattern


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
PLAIN = str.maketrans(
    dict.fromkeys("_\u00a0\u2007\u2009\u200b\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-")
)
"""An underscore divides words in the names of files; odd spaces and dashes are as good as plain ones."""
ALONE, ENDED = r"(?<![A-Za-z0-9@])", r"(?![A-Za-z0-9@]|[-.,]\d)"
GAP, LOOSE = r"[ .-]?", r"[\s.-]{0,3}"
NUMBER = r"(?:(?:no|num|number|ref|reference|id)s?\b\.?)"
NAMED = r"(?:is|was|of|on|as|=|:|-|\(|\.|\s)"
DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?[ -]*(?:of +)?{MONTH_WORD}\.?,?[ -]*(?:19|20)?\d\d"
    rf"|{MONTH_WORD}\.? +\d{{1,2}}(?:st|nd|rd|th)?,? +(?:19|20)\d\d"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d"
)
DAY_AFTER_A_WORD = rf"{DAY}|\d\d? \d\d? (?:19|20)\d\d|(?:19|20)\d{{6}}|\d\d?/(?:19|20)\d\d"
"""Forms that are dates only where a word of birth stands before them."""
UP_TO = rf"(?! *(?:to|-|until|and) *(?:{DAY}))"
CODE = r"(?=[A-Z0-9/*-]*\d)(?:[A-Z0-9]+[/*-])*[A-Z0-9]*\d{3,}[A-Z0-9]*(?:[/*-][A-Z0-9]+)*"
SYSTEMS = (
    "lcs|ehm|ics|eclipse|liquid ?logic|mosaic|azeus|frameworki|framework-i|synergy|capita one|protocol|core ?logic"
    "|carefirst|care ?director|rio|systmone|emis|childview|asset ?plus|visor|pnc|niche"
)
"""Case systems of social care, education, health, youth justice and police: a number after one of their names."""
OF_WHOM = (
    "case|child|client|person|pupil|patient|hospital|crime|custody|court|tribunal|police|incident|occurrence|referral|file"
    "|record|family|social care|csc|mash|marac|lado|episode|service user|young person"
)
COUNTED = r"(?! *(?:open|records?|cases?|plans?|families|children|episodes?|referrals?|unallocated|upgrade|extract)\b)"
PERSON = (
    r"\b(?:he|she|they|him|her|his|child|son|daughter|boy|girl|baby|sibling|brother|sister|mother|father"
    r"|mrs?|ms|miss)\b"
)
NAME = r"\b[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?\b|\b[A-Z]{1,3}\b"
NOT_A_NAME = (
    "act|action|agenda|annual|appendix|april|audit|august|board|case|cabinet|care|chair|chart|committee|council|dashboard|day"
    "|december|director|draft|february|framework|group|guidance|head|hub|inspection|january|july|june|lead|leavers|letter|lord|lady"
    "|march|may|meeting|member|minutes|november|october|ofsted|panel|paper|partnership|plan|policy|procedure|protocol"
    "|regulations?|report|review|september|service|standards|statement|strategy|team|together|training|update|version"
    "|visit|week|working"
)
NOT_BORN = (
    "hub|programme|model|service|team|project|scheme|strategy|partnership|initiative|policy|plan|idea|centre|network"
)
ORDERED = (
    r"(?i)\b(?:p\.?o|purchase order|order|invoice|receipt|ticket|zoom|teams|meeting|conference|report|account|tel\w*"
    r"|phone|fax|mobile|isbn|issn|company|charity|vat)\b[\w .:#-]{0,15}$"
)
FORMS = r"(?i)\b(?:report|decision|form|policy|change|grid|programme)\b(?: ?(?:no|ref|number)\b)?[ .:#]{0,2}$"

_NHS = Pattern(rf"{ALONE}(?<!\d[.,-])\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}{ENDED}")
_NHS_RUN = Pattern(rf"{ALONE}\d{{10}}{ENDED}")
_NHS_SAID = Pattern(rf"(?i)\bnhs(?:no)?(?![a-z])[ /]*{NUMBER}?{NAMED}{{0,4}}(?P<code>\d(?:{LOOSE}\d){{9}})(?!\d)")
_UPN = Pattern(rf"(?i){ALONE}[A-HJ-NP-RT-Z]\d{{11}}[\dA-HJ-NP-RT-Z](?![A-Za-z0-9])")
_UPN_SAID = Pattern(
    rf"(?i)\b(?:upn|unique pupil number|pupil {NUMBER}){NAMED}{{0,4}}"
    rf"(?P<code>[A-HJ-NP-RT-Z](?:{LOOSE}\d){{11}}{LOOSE}[\dA-HJ-NP-RT-Z])(?![A-Za-z0-9])"
)
_INSURANCE = Pattern(
    rf"(?i)(?<![A-Za-z0-9/])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{GAP}\d\d){{3}}{GAP}[A-D]"
    r"(?![A-Za-z0-9/]|, [A-D]\b)"
)
_INSURANCE_SAID = Pattern(
    rf"(?i)\b(?:national insurance|n\.?i\.?|nino)[ /]*{NUMBER}?{NAMED}{{0,4}}"
    rf"(?P<code>[A-Z]{{2}}(?:{LOOSE}\d){{6}}(?:{LOOSE}[A-D]\b)?)(?![A-Za-z0-9])"
)
_BORN = Pattern(
    rf"(?i)\b(?:d[. ]?o[. ]?b\.?|date +of +birth|birth ?(?:date|day)){NAMED}{{0,6}}(?P<day>{DAY_AFTER_A_WORD})(?!\w)"
    rf"|\b(?:born|b\.) *(?:on +|: *)?(?:the +)?(?P<born>{DAY_AFTER_A_WORD})(?!\w){UP_TO}"
)
_BESIDE = Pattern(
    r"(?P<name>\b[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+){1,2}|\b[A-Z]{2,}, [A-Z][a-z'’]+)"
    rf"\s*(?:[,;(\[-]\s*|\s)(?P<day>(?i:{DAY}))(?!\w){UP_TO}"
)
_NOT_A_NAME = Pattern(rf"(?i)\b(?:{NOT_A_NAME})s?\b")
_CASES: tuple[Pattern, ...] = (
    Pattern(
        rf"(?i)\b(?:(?:{OF_WHOM})(?:'s|’s)?[ -]*(?:case *)?(?:(?:no|nos|ref|reference|id|ids|ident\w*|urn)\b\.?|#)"
        rf"(?:[ /]*(?:no|number|urn)\b\.?)?|crn){NAMED}{{0,4}}(?P<code>{CODE})(?![\w%])"
    ),
    Pattern(
        rf"(?i)\b(?:{OF_WHOM})(?:'s|’s)? num(?:ber)?\b{NAMED}{{0,4}}"
        rf"(?P<code>(?=\d{{5}}|[^ ]*[A-Z/*-]){CODE})(?![\w%])"
    ),
    Pattern(
        rf"(?i)\b(?:{SYSTEMS})\b[ -]*(?:person|occurrence|episode|case|record)?[ -]*{NUMBER}{NAMED}{{0,4}}"
        rf"(?P<code>{CODE})(?![\w%])"
    ),
    Pattern(rf"(?i)\b(?:{SYSTEMS})\b(?: (?:person|occurrence))?[\s:(-]*(?P<code>(?!20\d{{6}}\b)[A-Z]{{0,2}}\d{{5,}}"
               rf"|\d\d/\d{{5,}}[A-Z]?)(?![\w%]){COUNTED}"),
    Pattern(rf"(?i){ALONE}(?P<code>\d{{5,}}) (?:on|in) (?:{SYSTEMS})\b"),
    Pattern(r"(?i)\bcase +#?(?P<code>(?!(?:19|20)\d\d\b)[A-Z]{0,3}\d{5,}|[A-Z]\d\d[-/]\d{3,})(?![\w%])"),
    Pattern(rf"{ALONE}(?P<code>[A-Z]{{2}}\d\d[CPFDZ]\d{{5}}|EH\d{{3}}/\d\d/\d{{5}}|\d\d[A-Z]{{2}}\d{{7}}"
               rf"|\d\d\*\d{{3,}}\*\d\d|LADO/\d\d/\d{{3,}}){ENDED}"),
)  # fmt: skip
"""What is called a case's number; numbers beside the name of a case system; the shapes of courts, tribunals, police."""
_A_YEAR = Pattern(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?")
_EMAIL = Pattern(r"(?<![\w.+-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])")
_PHONE = Pattern(
    r"(?<![\w/@.-])(?<!\d[ ,])(?:\+44 ?(?:\(0\) ?)?[1-9]|\(?0[1-9])"
    rf"(?:\)?{GAP}\d){{8,9}}(?: *(?:ext|x)\.? *\d+)?{ENDED}"
)
_POSTCODE = Pattern(
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
    plain = text.translate(PLAIN)
    found: list[Found] = []
    looks: tuple[Look, ...] = (*_LOOKS, partial(_beside, today.year - OLD))
    for one in chain.from_iterable(look(plain) for look in looks):
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
    for match in _NHS_SAID.finditer(text):
        if nhs_number_holds(match["code"]):
            yield Found(Identifier.NHS, *match.span("code"))
    for match in chain(_NHS_RUN.finditer(text), _NHS.finditer(text)):
        before = text[: match.start()]
        goes_on = re.search(r"(?:^|[\s(])\d{1,3} $", before) and not match[0].isdigit()
        if nhs_number_holds(match[0]) and not goes_on and not re.search(ORDERED, before):
            yield Found(Identifier.NHS, *match.span())


def _pupil(text: str) -> Iterator[Found]:
    for match in _UPN_SAID.finditer(text):
        yield Found(Identifier.UPN, *match.span("code"))
    for match in _UPN.finditer(text):
        if pupil_number_holds(match[0]):
            yield Found(Identifier.UPN, *match.span())


def _insurance(text: str) -> Iterator[Found]:
    for match in _INSURANCE_SAID.finditer(text):
        yield Found(Identifier.NATIONAL_INSURANCE, *match.span("code"))
    for match in _INSURANCE.finditer(text):
        if not re.search(FORMS, text[: match.start()]):
            yield Found(Identifier.NATIONAL_INSURANCE, *match.span())


def _born(text: str) -> Iterator[Found]:
    for match in _BORN.finditer(text):
        if match["day"] or _somebody(text, match):
            yield Found(Identifier.BORN, *match.span("day" if match["day"] else "born"))


def _somebody(text: str, match: re.Match[str]) -> bool:
    """Whether a person is named before the words that say when they were born, or right after."""
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 60)
    before, after = text[start : match.start()], text[match.end() : match.end() + 40]
    if re.search(rf"(?i)\b(?:{NOT_BORN})s? (?:was |were )?$", before):
        return False
    named = re.search(NAME, before) or re.match(r"[,:;]? ?[A-Z][a-z'’]+ [A-Z][a-z'’]+", after)
    return bool(named or re.search(PERSON, before, re.IGNORECASE))


def _beside(latest: int, text: str) -> Iterator[Found]:
    for match in _BESIDE.finditer(text):
        year = re.search(r"(?:19|20)\d\d", match["day"])
        if year and int(year[0]) <= latest and not _NOT_A_NAME.search(match["name"]):
            yield Found(Identifier.BORN, *match.span("day"))


def _case(text: str) -> Iterator[Found]:
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _CASES):
        if not _A_YEAR.fullmatch(match["code"]):
            yield Found(Identifier.CASE, *match.span("code"))


def _each(kind: Identifier, pattern: Pattern) -> Look:
    return lambda text: (Found(kind, *match.span()) for match in pattern.finditer(text))


_LOOKS: tuple[Look, ...] = (
    _nhs, _pupil, _insurance, _born, _case,
    _each(Identifier.EMAIL, _EMAIL), _each(Identifier.PHONE, _PHONE), _each(Identifier.POSTCODE, _POSTCODE),
)  # fmt: skip
