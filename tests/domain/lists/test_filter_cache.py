"""Answers kept from write to write are those that asking afresh would give."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.builders import a_plan_store
from tracker.domain.lists import filters
from tracker.domain.lists.filter_cache import FilterCache, Situation, held
from tracker.domain.plan.records import Kind
from tracker.errors import UserError

TODAY = date(2024, 3, 12)
TERMS = ("overdue", "no owner", "gone quiet", "mine", "delivery=complete")


def afresh(situation: Situation, term: str) -> set[str]:
    test = filters.parse(term, Kind.ACTION, situation.who)
    found = filters.chosen(situation.snapshot, situation.snapshot.actions, test, situation.today)
    return {action.id for action in found}


def test_what_changed_is_tested_again_and_nothing_else_is_lost() -> None:
    situation = Situation(a_plan_store().snapshot(), TODAY, "Analyst")
    holding = FilterCache()
    holding.look(situation)
    assert {term: holding.of(term) for term in TERMS} == {term: afresh(situation, term) for term in TERMS}
    action = situation.snapshot.actions[0]
    other = replace(action, owner=None, delivery="complete", due=date(2020, 1, 1))
    moved = situation.snapshot.with_records([(Kind.ACTION, action.id, other)], 9, "x")
    later = Situation(moved, TODAY, "Analyst")
    holding.look(later, {action.id})
    assert {term: holding.of(term) for term in TERMS} == {term: afresh(later, term) for term in TERMS}
    gone = Situation(moved.with_records([(Kind.ACTION, action.id, None)], 10, "y"), TODAY, "Analyst")
    holding.look(gone, {action.id})
    assert action.id not in holding.of("delivery=complete")


@pytest.mark.parametrize("change", ["today", "who", "anything"])
def test_another_day_or_person_asks_everything_again(change: str) -> None:
    situation = Situation(a_plan_store().snapshot(), TODAY, "Analyst")
    holding = FilterCache()
    holding.look(situation)
    holding.of("overdue")
    assert holding.lacking(TERMS) == TERMS[1:]
    days = timedelta(days=400 if change == "today" else 0)
    who = "Somebody Else" if change == "who" else "Analyst"
    snapshot = replace(situation.snapshot, number=99) if change == "anything" else situation.snapshot
    other = Situation(snapshot, TODAY + days, who)
    holding.look(other, None if change == "anything" else ())
    assert holding.lacking(TERMS) == TERMS
    assert holding.of("overdue") == afresh(other, "overdue")


def test_looking_at_the_same_again_forgets_nothing() -> None:
    situation = Situation(a_plan_store().snapshot(), TODAY, "Analyst")
    holding = FilterCache()
    holding.look(situation)
    holding.of("overdue")
    holding.look(situation)
    assert holding.lacking(("overdue",)) == ()


def test_answers_from_elsewhere_are_taken_only_for_what_is_looked_at() -> None:
    situation = Situation(a_plan_store().snapshot(), TODAY, "Analyst")
    holding = FilterCache()
    holding.look(situation)
    answers = {"overdue": held(situation, "overdue", situation.snapshot.actions)}
    assert not holding.take(Situation(a_plan_store().snapshot(), TODAY, "Somebody Else"), {"overdue": frozenset()})
    assert holding.take(situation, answers)
    assert holding.lacking(("overdue",)) == ()
    assert holding.of("overdue") == answers["overdue"]


def test_a_filter_that_is_not_known_is_refused() -> None:
    holding = FilterCache()
    holding.look(Situation(a_plan_store().snapshot(), TODAY))
    with pytest.raises(UserError, match="does not know"):
        holding.of("purple")


def test_words_that_depend_on_the_whole_plan_are_asked_again() -> None:
    situation = Situation(a_plan_store().snapshot(), TODAY, "Analyst")
    holding = FilterCache()
    holding.look(situation)
    holding.of("worth a look")
    action = situation.snapshot.actions[0]
    moved = situation.snapshot.with_records([(Kind.ACTION, action.id, replace(action, due=date(2024, 6, 15)))], 9, "x")
    later = Situation(moved, TODAY, "Analyst")
    holding.look(later, {action.id})
    assert holding.lacking(("worth a look",)) == ("worth a look",)
    assert holding.of("worth a look") == afresh(later, "worth a look")
