"""The list that a figure opens holds what the figure counts, and nothing that hangs together with it otherwise."""

from support.builders import a_plan_store
from support.clocks import FixedClock
from tracker.domain.plan.records import Kind
from tracker.ui.lists.cells import Look
from tracker.ui.plan_list.plan_model import PlanModel


def test_an_action_of_two_recommendations_stands_only_under_the_one_that_was_counted() -> None:
    snapshot = a_plan_store().snapshot()
    model = PlanModel()
    model.show_plan(Look(snapshot, FixedClock().today(), "Improvement Lead", True, False))

    model.set_only(["R1"])

    listed = {r.ref for r in snapshot.of(Kind.RECOMMENDATION) if model.places_of(r.id)}
    assert listed == {"R1"}
    assert [snapshot.get(one).ref for one in model.listed()] == ["A1", "A2"]


def test_an_action_that_was_counted_stands_under_all_that_it_is_for() -> None:
    snapshot = a_plan_store().snapshot()
    model = PlanModel()
    model.show_plan(Look(snapshot, FixedClock().today(), "Improvement Lead", True, False))

    model.set_only(["A2"])

    assert {r.ref for r in snapshot.of(Kind.RECOMMENDATION) if model.places_of(r.id)} == {"R1", "R2"}
