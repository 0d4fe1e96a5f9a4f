"""Logistic regression with a penalty on every weight, in plain Python: few signs keep a weight, and none a wild one.

Newton steps along one sign at a time, the cheap passes over the signs in use between passes over all of them.
The same examples always give the same weights.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

PASSES = 8
PASSES_BETWEEN = 3
LONGEST_STEP = 2.0
SMALLEST_STEP = 3e-3


def learn(
    examples: Sequence[Collection[str]], right: Sequence[bool], penalties: Mapping[str, float]
) -> tuple[float, dict[str, float]]:
    """The start and the weights of the signs in `penalties`; the larger a penalty, the more a sign must prove."""
    holders: dict[str, list[int]] = {sign: [] for sign in sorted(penalties)}
    for place, signs in enumerate(examples):
        for sign in signs:
            if sign in holders:
                holders[sign].append(place)
    model = _Model(len(examples), right)
    everyone = list(range(len(examples)))
    weights = dict.fromkeys(holders, 0.0)
    for _ in range(PASSES):
        moved = _pass(model, holders, weights, penalties, everyone)
        for _ in range(PASSES_BETWEEN):
            used = {sign: holders[sign] for sign in weights if weights[sign]}
            if _pass(model, used, weights, penalties, everyone) < SMALLEST_STEP:
                break
        if moved < SMALLEST_STEP:
            break
    return model.start, {sign: weight for sign, weight in weights.items() if weight}


class _Model:
    """What each example's signs come to so far, and how likely that makes it."""

    def __init__(self, size: int, right: Sequence[bool]) -> None:
        self.start = 0.0
        self.sums = [0.0] * size
        self.chances = [0.5] * size
        self.right = [float(value) for value in right]

    def slope(self, places: Sequence[int]) -> tuple[float, float]:
        """How the fault of these examples changes with their sums, and how fast that changes."""
        chances, right = self.chances, self.right
        first = sum(chances[place] - right[place] for place in places)
        second = sum(chances[place] * (1.0 - chances[place]) for place in places)
        return first, second + 1e-3

    def add(self, places: Sequence[int], step: float) -> None:
        for place in places:
            total = self.sums[place] = self.sums[place] + step
            self.chances[place] = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _pass(
    model: _Model,
    holders: Mapping[str, Sequence[int]],
    weights: dict[str, float],
    penalties: Mapping[str, float],
    everyone: Sequence[int],
) -> float:
    """One step along every sign; the longest step taken."""
    first, second = model.slope(everyone)
    step = _within(-first / second)
    model.start += step
    model.add(everyone, step)
    longest = abs(step)
    for sign, places in holders.items():
        step = _step(*model.slope(places), weights[sign], penalties[sign])
        if step:
            weights[sign] += step
            model.add(places, step)
            longest = max(longest, abs(step))
    return longest


def _step(first: float, second: float, weight: float, penalty: float) -> float:
    """The step that makes fault and penalty together least; to nought exactly where the sign proves too little."""
    if first + penalty <= second * weight:
        return _within(-(first + penalty) / second)
    if first - penalty >= second * weight:
        return _within(-(first - penalty) / second)
    return -weight


def _within(step: float) -> float:
    return max(-LONGEST_STEP, min(LONGEST_STEP, step))
