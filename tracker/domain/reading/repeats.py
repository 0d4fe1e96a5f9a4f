"""Whether inspectors have said nearly the same before: items of a new report beside those of earlier ones.

About a third of authorities are told nearly the same thing again. A subject is known by the words that carry
it: "quality", "timeliness" or "children" stand in almost every item, so they weigh little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Finding, Recommendation
from tracker.domain.plan.snapshot import Snapshot

LIKELY = 0.5
"""From this likeness on, a pair is worth a person's look."""

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

    item: Recommendation | Finding
    likeness: float


def likeness(one: str, other: str) -> float:
    """How far two items are about the same thing, from 0 to 1: the shared weight of their words over the lesser's half.

    An item that is wholly contained in a longer one counts as much as two of one length that share three quarters.
    """
    return _likeness(_weights(one), _weights(other))


def repeats(
    snapshot: Snapshot, texts: Sequence[str], *, leaving_out: RecordId | None = None, most: int = 3
) -> tuple[tuple[Repeat, ...], ...]:
    """For each text the earlier recommendations and findings it likely repeats, likest first.

    `leaving_out` is the inspection the texts come from, where it is in the plan already.
    """
    earlier: list[Recommendation | Finding] = [*snapshot.recommendations, *snapshot.findings]
    known = [(item, _weights(item.text)) for item in earlier if leaving_out is None or item.inspection != leaving_out]
    return tuple(_like(_weights(text), known)[:most] for text in texts)


def _like(
    wanted: Mapping[str, float], known: Iterable[tuple[Recommendation | Finding, Mapping[str, float]]]
) -> tuple[Repeat, ...]:
    found = [Repeat(item, round(_likeness(wanted, weights), 3)) for item, weights in known]
    return tuple(sorted((one for one in found if one.likeness >= LIKELY), key=_by_likeness))


def _by_likeness(one: Repeat) -> tuple[float, str]:
    return (-one.likeness, one.item.ref)


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight for word, weight in one.items() if word in other)
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
