"""Phrases and groups of words that sentences are known by, and which of them a sentence holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.paths import resource

_PLAIN = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("‑", "-"), ("\u00a0", " "))
_APART = str.maketrans(dict.fromkeys(map(ord, ".,;:!?()[]{}'\"-/…—•%&0123456789"), " "))


WEAKNESS, STRENGTH, ACTION = "weakness", "strength", "action"
_REACH = 60
"""What takes the sense of a phrase away stands at most so many characters from it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found: what it shows, its name and its weight (for a weakness the tier, 1 being the surest)."""

    shows: str
    cue: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class _Cue:
    number: int
    hit: Hit
    search: Callable[[str, int], re.Match[str] | None]
    unless: re.Pattern[str] | None
    beside: frozenset[str]

    def holds(self, text: str, match: re.Match[str] | None) -> bool:
        """Whether the phrase, found first at `match`, stands anywhere outside what takes its sense away."""
        if self.unless is None:
            return True
        while match is not None:
            begin, end = match.span()
            spoiled = self.unless.finditer(text, max(0, begin - _REACH), end + _REACH)
            if not any(found.start() < end and begin < found.end() for found in spoiled):
                return True
            match = self.search(text, max(end, begin + 1))
        return False


class CueBook:
    """Phrases, looked up by the words that must stand in a sentence for them to match."""

    def __init__(self, entries: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
        self._by_word: dict[str, list[_Cue]] = {}
        listed = [(shows, entry) for shows, some in entries.items() for entry in some]
        for number, (shows, entry) in enumerate(listed):
            unless = re.compile(entry["unless"]) if "unless" in entry else None
            hit = Hit(shows, entry["cue"], int(entry.get("weight", 1)))
            cue = _Cue(number, hit, re.compile(entry["regex"]).search, unless, frozenset(entry.get("with", ())))
            for word in entry["words"]:
                self._by_word.setdefault(word, []).append(cue)
        self._words = frozenset(self._by_word)

    def hits(self, text: str, words: frozenset[str]) -> list[Hit]:
        """The phrases that hold in a folded text whose words are `words`, the weightiest number first."""
        found: list[Hit] = []
        tried: set[int] = set()
        for word in self._words & words:
            for cue in self._by_word[word]:
                if cue.number in tried:
                    continue
                tried.add(cue.number)
                if cue.beside and cue.beside.isdisjoint(words):
                    continue
                match = cue.search(text, 0)
                if match is not None and cue.holds(text, match):
                    found.append(cue.hit)
        return sorted(found, key=_order) if len(found) > 1 else found


def _order(hit: Hit) -> tuple[int, str]:
    return hit.weight, hit.cue


def fold(text: str) -> tuple[str, list[str]]:
    """The text in small letters with plain quotation marks, and its words in order."""
    if not text.isascii():
        for curly, plain in _PLAIN:
            text = text.replace(curly, plain)
    folded = text.lower()
    return folded, folded.translate(_APART).split()


class Groups:
    """Groups of words of one sense; a word listed with * stands for all that begin like it."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        self._met: set[str] = set()
        self._names: dict[str, tuple[str, ...]] = {}
        for name, words in groups.items():
            for word in words:
                if word.endswith("*"):
                    self._begun.setdefault(word[:-1], []).append(name)
                else:
                    self._whole.setdefault(word, []).append(name)
        self._lengths = sorted({len(start) for start in self._begun})

    def grouped(self, words: frozenset[str]) -> set[str]:
        """Those of the words that belong to a group; a word is worked out when it is first met."""
        new = words - self._met
        self._met |= new
        for word in new:
            names = [*self._whole.get(word, ())]
            for length in self._lengths:
                names += self._begun.get(word[:length], ())
            if names:
                self._names[word] = tuple(dict.fromkeys(names))
        return self._names.keys() & words

    def of(self, word: str) -> tuple[str, ...]:
        """The groups of a word that belongs to some."""
        return self._names[word]


@dataclass(frozen=True, slots=True)
class Book:
    """All that sentences are known by."""

    phrases: CueBook
    actors: Mapping[str, str]
    lack: Groups
    groups: Groups


@lru_cache(maxsize=1)
def book() -> Book:
    """All of them, read once; the weight of a weakness is 1 where it is surest, of a strength 2 where strongest."""
    data = json.loads(resource("cue_phrases.json").read_text(encoding="utf-8"))
    return Book(
        CueBook({shows: data[shows] for shows in (WEAKNESS, STRENGTH, ACTION)}),
        {word: who for who, words in data["actors"].items() for word in words},
        Groups({"lack": data["lack"]}),
        Groups(data["groups"]),
    )
