"""Whether inspectors have said nearly the same before: items of a new report beside those of earlier ones.

About a third of authorities are told nearly the same thing again, seldom in the same words: one framework asks for
"management oversight and supervision", another tells in a paragraph what supervision lacks. So the subject comes
first (`subjects.py`), where it is a main subject of both items; then the words. "Quality", "timeliness" or
"children" stand in almost every item, so they weigh little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.subjects import subjects

LIKELY = 0.5
"""From this likeness on, a pair is worth a person's look."""
_SUBJECT_SHARE = 0.6
"""How much of the likeness comes from the subject; the words make up the rest, or all where they say more."""
_MAIN = 0.75
"""A main subject of an item is worth at least this share of its weightiest."""
_TELLING = 0.7
"""A subject worth less is so broad that it tells only part of what a narrow one does."""

_WORD = re.compile(r"[a-z]{2,}")
_SMALL_WORDS = """
a about across after all also an and any are as at be been before between both but by can do each for from has
have how if in including into is it its made make more most not of on or other out over own particularly
should so some such than that the their them there these they this those through to under up used well what
when where which who whose will with within
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_COMMON_WORDS = """
action actions agencies agency area areas arrangements authority care child children consider consistency
consistent decision effect effective effectiveness ensur ensure families family help impact improve
improvement leader leaders leaver leavers local manag management meet need needs oversight partner partners
partnership people plan plans practice process professional progress provid provision quality receive record
review risk service services social staff supervision support system team time timeliness timely understand
use work worker workers young
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_WEIGHT = 0.35
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ness",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """An earlier item that a new one resembles; `likeness` runs from 0 to 1."""

    item: Subject
    likeness: float


def likeness(one: str, other: str) -> float:
    """How far two items are about the same thing, from 0 to 1, by their subjects and by their words."""
    return _likeness(_about(one), _about(other))


def repeats(
    snapshot: Snapshot, texts: Sequence[str], *, leaving_out: RecordId | None = None, most: int = 3
) -> tuple[tuple[Repeat, ...], ...]:
    """For each text the earlier recommendations and findings it likely repeats, likest first.

    `leaving_out` is the inspection the texts come from, where it is in the plan already.
    """
    earlier = (item for item in snapshot.subjects if leaving_out is None or item.inspection != leaving_out)
    known = [(item, _about(item.text)) for item in earlier]
    return tuple(_like(_about(text), known)[:most] for text in texts)


@dataclass(frozen=True, slots=True)
class _About:
    """What an item is about: its subjects and its words, each with its weight."""

    subjects: Mapping[str, float]
    words: Mapping[str, float]


@lru_cache(maxsize=8192)
def _about(text: str) -> _About:
    return _About(subjects(text), _weights(text))


def _like(wanted: _About, known: Iterable[tuple[Subject, _About]]) -> tuple[Repeat, ...]:
    found = [Repeat(item, round(_likeness(wanted, about), 3)) for item, about in known]
    return tuple(sorted((one for one in found if one.likeness >= LIKELY), key=_by_likeness))


def _by_likeness(one: Repeat) -> tuple[float, str]:
    return (-one.likeness, one.item.ref)


def _likeness(one: _About, other: _About) -> float:
    words = _shared(one.words, other.words)
    return max(words, _SUBJECT_SHARE * _same_subject(one.subjects, other.subjects) + (1 - _SUBJECT_SHARE) * words)


def _same_subject(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How far the subjects are the same, from 0 to 1; nought unless a main subject of both is."""
    main = [
        min(worth, other[name])
        for name, worth in one.items()
        if name in other and worth >= _MAIN * max(one.values()) and other[name] >= _MAIN * max(other.values())
    ]
    return _shared(one, other) * min(1.0, max(main) / _TELLING) if main else 0.0


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The shared weight over the lesser's half: 1 for two alike, nearly so for one contained in a longer one."""
    shared = sum(min(weight, other[name]) for name, weight in one.items() if name in other)
    if not shared:
        return 0.0
    mine, theirs = sum(one.values()), sum(other.values())
    return float(min(1.0, shared / (0.5 * min(mine, theirs) + 0.25 * (mine + theirs))))


def _weights(text: str) -> dict[str, float]:
    words = {stem(word): word for word in _WORD.findall(text.casefold()) if word not in _SMALL}
    return {root: _COMMON_WEIGHT if word in _COMMON or root in _COMMON_STEMS else 1.0 for root, word in words.items()}


def stem(word: str) -> str:
    """A word without its ending, so that "assessments" and "assessing" meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_COMMON_STEMS = frozenset(stem(word) for word in _COMMON)
