"""Phrases by which a sentence shows a weakness or a strength, and which of them a sentence holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.paths import resource

_PLAIN = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("‑", "-"), ("\u00a0", " "))
_APART = str.maketrans(dict.fromkeys(map(ord, ".,;:!?()[]{}'\"-/…—•%&0123456789"), " "))


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found: its name and its weight (for a weakness the tier, 1 being the surest)."""

    cue: str
    weight: int


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    weight: int
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    beside: frozenset[str]

    def holds(self, text: str) -> bool:
        """Whether the phrase stands in the text outside every wording that takes its sense away."""
        match = self.pattern.search(text)
        if match is None or self.unless is None:
            return match is not None
        spans = [found.span() for found in self.unless.finditer(text)]
        while match is not None:
            begin, end = match.span()
            if not any(start < end and begin < stop for start, stop in spans):
                return True
            match = self.pattern.search(text, max(end, begin + 1))
        return False


class CueBook:
    """A set of phrases, looked up by the words that must stand in a sentence for them to match."""

    def __init__(self, entries: Iterable[dict[str, Any]], weight: str) -> None:
        self._by_word: dict[str, list[_Cue]] = {}
        for entry in entries:
            unless = re.compile(entry["unless"]) if entry.get("unless") else None
            cue = _Cue(
                entry["cue"], int(entry[weight]), re.compile(entry["regex"]), unless, frozenset(entry.get("with", ()))
            )
            for word in entry["words"]:
                self._by_word.setdefault(word, []).append(cue)
        self._words = frozenset(self._by_word)

    def hits(self, text: str, words: frozenset[str]) -> list[Hit]:
        """The phrases that hold in a folded text whose words are `words`, the weightiest number first."""
        likely = self._words & words
        if not likely:
            return []
        cues = {cue.name: cue for word in likely for cue in self._by_word[word]}
        found = [
            Hit(cue.name, cue.weight)
            for cue in cues.values()
            if not (cue.beside and cue.beside.isdisjoint(words)) and cue.holds(text)
        ]
        return sorted(found, key=_order) if len(found) > 1 else found


def _order(hit: Hit) -> tuple[int, str]:
    return hit.weight, hit.cue


def fold(text: str) -> tuple[str, frozenset[str]]:
    """The text in small letters with plain quotation marks, and its words."""
    if not text.isascii():
        for curly, plain in _PLAIN:
            text = text.replace(curly, plain)
    folded = text.lower()
    return folded, frozenset(folded.translate(_APART).split())


@lru_cache(maxsize=1)
def books() -> tuple[CueBook, CueBook]:
    """The phrases for weaknesses (weight = tier) and for strengths, read once."""
    data = json.loads(resource("cue_phrases.json").read_text(encoding="utf-8"))
    return CueBook(data["weakness"], "tier"), CueBook(data["strength"], "weight")
