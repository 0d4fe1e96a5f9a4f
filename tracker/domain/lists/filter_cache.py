"""For which actions each filter holds, kept from write to write: only what a write can have changed is tested again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.domain.lists import filters
from tracker.domain.lists.filter_words import GLOBAL
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind
from tracker.domain.plan.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Situation:
    """What a filter is judged by: the plan, the day, and who looks."""

    snapshot: Snapshot
    today: date
    who: str = ""

    def is_same(self, other: Situation | None) -> bool:
        """Whether the other is this one: the very same plan on the same day for the same person."""
        return (
            other is not None and self.snapshot is other.snapshot and (self.today, self.who) == (other.today, other.who)
        )


def held(situation: Situation, term: str, actions: Iterable[Action]) -> frozenset[RecordId]:
    """The ids of those actions for which one filter holds. Raises UserError for a filter that is not known."""
    test = filters.parse(term, Kind.ACTION, situation.who)
    snapshot, today = situation.snapshot, situation.today
    return frozenset(action.id for action in actions if test(snapshot, action, today))


class FilterCache:
    """The answers to filters that were asked for, for one situation after another."""

    def __init__(self) -> None:
        self._situation: Situation | None = None
        self._answers: dict[str, frozenset[RecordId]] = {}

    def look(self, situation: Situation, changed: Collection[RecordId] | None = None) -> None:
        """Judges by another situation. `changed` are the actions that may answer otherwise; None: any of them."""
        before = self._situation
        self._situation = situation
        if before is None or changed is None or (before.today, before.who) != (situation.today, situation.who):
            if not situation.is_same(before):
                self._answers.clear()
            return
        for term in GLOBAL.intersection(self._answers):
            del self._answers[term]
        again = [record for record in map(situation.snapshot.get, changed) if isinstance(record, Action)]
        for term, answer in self._answers.items():
            was, now = answer.intersection(changed), held(situation, term, again)
            if was != now:
                self._answers[term] = (answer - was) | now

    def of(self, term: str) -> frozenset[RecordId]:
        """The ids of the actions for which one filter holds. Raises UserError for a filter that is not known."""
        assert self._situation is not None, "nothing was looked at yet"
        if term not in self._answers:
            self._answers[term] = held(self._situation, term, self._situation.snapshot.actions)
        return self._answers[term]

    def lacking(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Those of the filters that nobody has worked out for the present situation."""
        return tuple(term for term in terms if term not in self._answers)

    def take(self, situation: Situation, answers: Mapping[str, frozenset[RecordId]]) -> bool:
        """Takes over answers worked out elsewhere, if they are about the present situation; whether they are."""
        fits = situation.is_same(self._situation)
        if fits:
            self._answers.update(answers)
        return fits
