"""What of somebody's plan is in the living one already: the same recommendation, the same action."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, TypeVar

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Finding, Recommendation, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import plain_text

SAME: Final = 0.93
"""From this likeness on, two texts of some length are one, but for slips of the pen."""
_SHORT: Final = 25
_Any = TypeVar("_Any", Recommendation, Finding, Action, Subject)


class Known:
    """The recommendations and actions of a plan by their words."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._subjects = [(words_of(one.text), one) for one in snapshot.subjects]
        self._actions: dict[str, list[Action]] = {}
        for action in snapshot.actions:
            self._actions.setdefault(words_of(action.title), []).append(action)

    def subject(self, text: str) -> Subject | None:
        """The recommendation or finding of these words, or None."""
        return _likest(words_of(text), self._subjects)

    def by_number(self, ref: str) -> Subject | None:
        """The recommendation that a reference or a bare number names, or None."""
        found = self._snapshot.by_ref(ref if re.match(r"[A-Z]", ref) else f"R{ref}")
        return found if isinstance(found, Subject) else None

    def action(self, title: str, targets: Collection[RecordId], taken: Collection[RecordId]) -> Action | None:
        """The action of this title for one of the same recommendations, or for none; one that is not taken yet."""
        words = words_of(title)
        free = [one for one in self._actions.get(words, ()) if one.id not in taken]
        fitting = [one for one in free if _fit(one, targets)]
        if fitting or not targets:
            return next(iter(fitting), None)
        near = (
            (own, one)
            for own, several in self._actions.items()
            for one in several
            if one.id not in taken and not set(one.targets).isdisjoint(targets)
        )
        return _likest(words, list(near))


def _fit(action: Action, targets: Collection[RecordId]) -> bool:
    return not targets or not action.targets or not set(action.targets).isdisjoint(targets)


@lru_cache(maxsize=16384)
def words_of(text: str) -> str:
    """Words as two plans are compared: without case, marks, and the number before them."""
    return " ".join(re.sub(r"[^\w%]+", " ", plain_text(text)).split())


def _likest(words: str, known: Iterable[tuple[str, _Any]]) -> _Any | None:
    best: tuple[float, _Any | None] = (0.0, None)
    for own, one in known:
        if own == words:
            return one
        if len(words) > _SHORT and abs(len(own) - len(words)) <= 0.1 * len(words) and _same_numbers(own, words):
            matcher = SequenceMatcher(None, own, words, autojunk=False)
            if (
                matcher.real_quick_ratio() >= SAME
                and matcher.quick_ratio() >= SAME
                and (ratio := matcher.ratio()) > best[0]
            ):
                best = ratio, one
    return best[1] if best[0] >= SAME else None


def _same_numbers(one: str, other: str) -> bool:
    """Whether two texts name the same numbers: "phase 1" and "phase 2" differ, however alike the rest."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)
