"""A round that was closed goes on saying what it said: it did not ask for what came into the plan since."""

from dataclasses import replace
from datetime import date

from support.builders import a_plan_store, an_action, an_id
from tracker.domain.meetings.rounds import returns
from tracker.domain.plan.records import Kind, Round
from tracker.domain.plan.snapshot import Snapshot

ASKED = Round(
    id=an_id(700),
    ref="Q1",
    name="Round of February",
    asked_on=date(2024, 2, 1),
    due=date(2024, 2, 12),
    people=(an_id(201),),
)
LATER = date(2024, 3, 11)


def with_a_later_action() -> Snapshot:
    later = an_action(9, owner=an_id(201), due=date(2024, 6, 1), original_due=date(2024, 6, 1), agreed=LATER)
    snapshot = a_plan_store().snapshot()
    return snapshot.with_records([(Kind.ACTION, later.id, later)], snapshot.number, snapshot.head)


def asked_refs(asked: Round) -> set[str]:
    (found,) = returns(with_a_later_action(), asked, date(2024, 3, 12))
    return set(found.asked)


def test_a_closed_round_did_not_ask_for_what_was_agreed_since() -> None:
    assert asked_refs(replace(ASKED, closed_on=date(2024, 2, 20))) == {"A1"}


def test_a_round_that_is_open_asks_for_what_was_agreed_meanwhile() -> None:
    assert asked_refs(ASKED) == {"A1", "A9"}
    assert asked_refs(replace(ASKED, closed_on=LATER)) == {"A1", "A9"}
