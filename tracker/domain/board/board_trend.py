"""How the finishing of actions runs against what was first agreed: planned, re-dated and actual, month by month."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.status import FINISHED, in_force
from tracker.domain.dates.dates import MONTHS
from tracker.domain.plan.snapshot import Snapshot

MOST = 24
"""So many months at most are told apart; over a longer time every second, third or later one is."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How many actions were to be finished by the end of a month, as first agreed and as re-dated, and how many were.

    `finished` is None for a month still to come.
    """

    label: str
    planned: int
    redated: int
    finished: int | None


def trend(snapshot: Snapshot, today: date) -> tuple[TrendPoint, ...]:
    """The course of the whole plan; () where no action has a date."""
    actions = in_force(snapshot.actions)
    first = sorted(_month(a.original_due or a.due) for a in actions if a.original_due or a.due)
    last = sorted(_month(a.due) for a in actions if a.due)
    done = sorted(_month(a.done) for a in actions if a.done and a.delivery in FINISHED)
    every = (*first, *last, *done)
    if not every:
        return ()
    months = range(min(every), max(every) + 1)
    step = -(-len(months) // MOST)
    kept = sorted({*range(months[-1], months[0] - 1, -step), min(max(_month(today), months[0]), months[-1])})
    return tuple(
        TrendPoint(
            f"{MONTHS[month % 12]} {month // 12}", bisect_right(first, month), bisect_right(last, month),
            bisect_right(done, month) if month <= _month(today) else None,
        )
        for month in kept
    )  # fmt: skip


def _month(day: date | None) -> int:
    assert day is not None
    return day.year * 12 + day.month - 1
