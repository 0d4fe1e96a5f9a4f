from dataclasses import replace
from datetime import date

from support.builders import a_plan, a_plan_store, an_action
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text import pointers

SNAPSHOT = a_plan_store().snapshot()
OWNER = SNAPSHOT.people[0].id
FRIDAY = date(2024, 6, 28)


def said(**fields: object) -> tuple[str, ...]:
    return pointers.about_action(SNAPSHOT, an_action(**{"owner": OWNER, "due": FRIDAY, **fields}))


def test_activity_without_a_difference_is_pointed_at() -> None:
    assert "what will be different" in said(title="Deliver training to all staff")[0]
    assert said(title="Deliver training so that plans are specific") == ()
    assert said(title="Deliver training", success_measure="75 % of plans are good") == ()
    assert said(title="Deliver training", description="Visits are 20 % sooner") == ()
    assert said(title="Children are seen within a day") == ()


def test_a_missing_date_or_owner_and_a_closed_day_are_pointed_at() -> None:
    assert said(title="x", due=None, owner=None) == ("It has no due date.", "It has no owner.")
    assert said(title="x", due=date(2024, 3, 9)) == (
        "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024.",
    )


def test_what_is_finished_is_left_in_peace() -> None:
    assert said(title="Hold a meeting", delivery="complete", due=None) == ()


def test_the_plans_own_closure_days_count() -> None:
    plan = replace(SNAPSHOT.plan, closure_days=("2024-12-27", "Christmas"))
    closed = replace(SNAPSHOT, plan=plan)
    assert pointers.closure_days(closed) == {date(2024, 12, 27)}
    action = an_action(title="x", owner=OWNER, due=date(2024, 12, 27))
    assert pointers.about_action(closed, action)[0].startswith("27 Dec 2024 is a closure day")


def test_quality_without_a_measure_is_pointed_at() -> None:
    told = pointers.remarked(SNAPSHOT, SNAPSHOT.recommendations)
    assert "R1" not in told
    assert told["R3"] == ("It asks how well things are done (“timeliness”) and has no measure to show it.",)
    assert told["R5"] == (
        "It has no action yet.",
        "It asks how well things are done (“consistency”) and has no measure to show it.",
    )
    dropped = replace(SNAPSHOT.recommendations[4], delivery="not adopted")
    assert pointers.about_subject(SNAPSHOT, dropped) == ()


def test_bunched_dates_are_pointed_at() -> None:
    many = [an_action(n, due=FRIDAY) for n in range(30, 35)]
    crowded = SNAPSHOT.with_records([(Kind.ACTION, action.id, action) for action in many], 1, "")
    assert pointers.about(crowded, crowded.plan) == ("5 open actions are due on 28 Jun 2024: can they all be?",)
    assert pointers.about(SNAPSHOT, SNAPSHOT.plan) == ()
    assert pointers.about(SNAPSHOT, SNAPSHOT.people[0]) == ()
    assert pointers.about(SNAPSHOT, SNAPSHOT.actions[3]) == ("It has no owner.",)
    assert pointers.about(Snapshot(a_plan()), a_plan()) == ()
