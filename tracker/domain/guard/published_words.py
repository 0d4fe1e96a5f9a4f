"""Words as they may be published: people's names replaced by what they do, small numbers of people not told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, TypeVar, cast

from tracker.domain.text.pattern import Pattern

T = TypeVar("T")

UNNAMED: Final = "named lead"
"""What a public paper calls somebody of whom neither role nor organisation is known."""
SOMEBODY: Final = "a named person"
HONORIFICS: Final = ("mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor", "prof", "professor", "dame")
_CALLED = Pattern(
    rf"\b(?:{'|'.join(one.title() for one in HONORIFICS)})\.?[ \u00a0]+(?:[A-Z]\.?[ \u00a0]+)?[A-Z][\w'’-]*[a-z]"
    r"(?:[ \u00a0]+[A-Z][\w'’-]*[a-z])?"
)
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\W\d_a-z](?:[^\W\d_]|[-'’](?=[^\W\d_])){2,}")
_ORDINARY = Pattern(
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november"
    r"|december|will|mark|grant|hope|grace|faith|joy|rose|dawn|summer|bill|sue|frank|rich|chase|young|king|art|pat|dean"
    r"|major|court|wood|hall|hill|lane|field|church|banks?|price|head|best|good|long|small|short|black|white|brown|green"
    r"|gr[ae]y|west|east|north|south|english|scott?|wales|holland|day|bond|child|page|street|park|bridge|case|cook|carter"
    r"|baker|miller|porter|parker|walker|mason|law|love|pearl|ruby|amber|violet|iris|ivy|robin|martin|jack|drew|guy|miles"
)
"""Names that are words too; what a plan's own words hold in small letters, or as a place, is found there."""
_SPOKEN: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PEOPLE = (
    r"child(?:ren)?|young (?:person|people)|(?:care )?leavers?|pupils?|students?|famil(?:y|ies)|parents?|carers?"
    r"|bab(?:y|ies)|infants?|siblings?|girls?|boys?|teenagers?|victims?|patients?|service users?|adults?|residents?"
    r"|mothers?|fathers?"
)
_COUNTED = Pattern(rf"(?i)\b(\d{{1,3}}|{'|'.join(_SPOKEN)})((?:[ \u00a0-][a-z-]+){{0,2}}?[ \u00a0](?:{_PEOPLE})\b)")
_NO_PEOPLE = Pattern(
    r"(?i)%|£|\b(?:per ?cent|percentages?|proportion|rates?|ratio|score|average|mean|median|days?|weeks?|months?|years?"
    r"|hours?|minutes?|pounds?|points?|grade|index|per)\b"
)


@dataclass(frozen=True)
class Wording:
    """What is made of words: `names` with what stands in their place, and the least number of people that is told.

    `exempt` are the published report's own words, which stay as they are.
    """

    names: Mapping[str, str]
    least: int
    exempt: frozenset[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, text: str) -> str:
        """The words as they may be published."""
        if text not in self._known:
            self._known[text] = text if text in self.exempt else self._worded(text)
        return self._known[text]

    def _worded(self, text: str) -> str:
        words = set(_WORD.findall(text.casefold()))
        known = [one for first in words & self._by_word.keys() for one in self._by_word[first]]
        for _, pattern, said in sorted(known, key=_by_place):
            text = pattern.sub(said, text)
        if not words.isdisjoint(HONORIFICS):
            text = _CALLED.sub(SOMEBODY, text)
        return _COUNTED.sub(self._counted, text) if self.least > 1 else text

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[int, re.Pattern[str], str]]]:
        """The names by their first word, each with its place: the longest first, so that no part of one is left."""
        found: dict[str, list[tuple[int, re.Pattern[str], str]]] = {}
        for place, name in enumerate(sorted(self.names, key=len, reverse=True)):
            words = [re.escape(word) for word in name.split()]
            first = _WORD.findall(name.casefold())[0]
            case = "" if len(first) == 1 or len(words) == 1 else "(?i)"  # "I Grant" is a name, "I grant" is not
            pattern = re.compile(case + r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")
            found.setdefault(first, []).append((place, pattern, self.names[name].replace("\\", r"\\")))
        return found

    def _counted(self, found: re.Match[str]) -> str:
        said = found[1].casefold()
        count = int(said) if said.isdecimal() else _SPOKEN.index(said) + 2
        return f"fewer than {self.least}{found[2]}" if 0 < count < self.least else found[0]


def _by_place(known: tuple[int, re.Pattern[str], str]) -> int:
    return known[0]


def reworded(value: T, wording: Wording) -> T:
    """A value with every text in it, however deep, as it may be published. What is met twice is worded once."""
    return cast(T, _reworded(value, wording, {}))


def _reworded(value: Any, wording: Wording, made: dict[int, Any]) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return wording(value)
    if isinstance(value, tuple):
        return tuple(_reworded(one, wording, made) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if id(value) not in made:
        changed = {
            one.name: new
            for one in fields(value)
            if one.init and (new := _reworded(old := getattr(value, one.name), wording, made)) is not old
        }
        made[id(value)] = (value, replace(value, **changed) if changed else value)
    return made[id(value)][1]


def forms_of(name: str) -> Iterator[str]:
    """The ways in which a person's name is written: "Ann Lee", "Lee, Ann", "A Lee" and "A. Lee"; one word is none."""
    words = [word for word in name.replace(",", " ").split() if word.casefold().rstrip(".") not in HONORIFICS]
    if len(words) < 2 or not all(word[:1].isalpha() for word in words):
        return
    first, *_, last = words
    short = (f"{first[0]} {last}", f"{first[0]}. {last}", f"{first[0]}.{last}")
    yield from dict.fromkeys((" ".join(words), f"{last}, {first}", f"{first} {last}", *short))


def parts_of(name: str, ordinary: Collection[str]) -> Iterator[str]:
    """The single words of a person's name by which they may be called, but for ordinary words and places."""
    for word in re.split(r"[\s,]+", name):
        folded = word.casefold()
        plain = folded in HONORIFICS or folded in ordinary or _ORDINARY.fullmatch(folded)
        if _PART.fullmatch(word) and not plain:
            yield word


def is_small(name: str, unit: str | None, value: float | None, least: int) -> bool:
    """Whether a measure's value is a number of people that is too small to be told."""
    if value is None or not 0 < value < least or value != int(value):
        return False
    return not _NO_PEOPLE.search(f"{unit or ''} {name}")
