"""What each sign is worth: a sentence is offered where its signs together weigh enough.

A scale is a plain sum: what any sentence starts from, and the worth of each sign and word in it. The worths are
learned from reports that people read sentence by sentence (`benchmarks/train_narrative.py`) and kept in a file
that can be read and reviewed; `reasons` says which of them spoke for a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracker.paths import resource
from tracker.reading.narrative.signs import Weighed

FILE = "narrative_weights.json"
_MOST_REASONS = 3


class Scale:
    """The worth of signs and words; a sum from `sure`, `offered` or `wide` on reaches that grade.

    It counts in whole hundredths, so that the order in which signs are summed changes nothing.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._start = _hundredths(data["start"])
        self._signs = {sign: _hundredths(weight) for sign, weight in data["signs"].items()}
        self._words = {word: _hundredths(weight) for word, weight in data.get("words", {}).items()}
        self._known, self._known_words = frozenset(self._signs), frozenset(self._words)
        self.sure, self.offered, self.wide = (_hundredths(data.get(grade, 0)) for grade in ("sure", "offered", "wide"))

    def weigh(self, item: Weighed) -> int:
        """What the sentence's signs are worth together, in hundredths."""
        total = self._start + sum(map(self._signs.__getitem__, self._known & item.signs))
        return total + sum(map(self._words.__getitem__, self._known_words & item.words))

    def reasons(self, item: Weighed) -> tuple[str, ...]:
        """The signs and words that speak most for the sentence, the weightiest first."""
        spoke = [(-self._signs[sign], sign) for sign in self._known & item.signs]
        spoke += [(-self._words[word], f"“{word}”") for word in self._known_words & item.words]
        return tuple(name for weight, name in sorted(spoke)[:_MOST_REASONS] if weight < 0)


def _hundredths(weight: float) -> int:
    return round(100 * weight)


@dataclass(frozen=True, slots=True)
class Scales:
    """What makes a finding, what a reported action, and what tells an action planned or in progress from one done."""

    finding: Scale
    action: Scale
    planned: Scale
    in_progress: Scale


def scales_from(data: Mapping[str, Any]) -> Scales:
    """The scales as the file of weights holds them."""
    return Scales(*(Scale(data[name]) for name in ("finding", "action", "planned", "in_progress")))


@lru_cache(maxsize=1)
def scales() -> Scales:
    """The scales of the program, read once."""
    return scales_from(json.loads(resource(FILE).read_text(encoding="utf-8"))["scales"])
