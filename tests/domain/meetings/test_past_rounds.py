"""A round that was closed goes on saying what it said: it did not ask for what came into the plan since."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_action, an_id
from tracker.domain.meetings.rounds import answers_to, returns
from tracker.domain.plan.records import Kind, Round, Update
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


@pytest.mark.parametrize(
    ("dated", "closed", "counts"),
    [
        (date(2024, 2, 1), None, False),
        (date(2024, 2, 2), None, True),
        (date(2024, 2, 20), date(2024, 2, 20), True),
        (date(2024, 2, 21), date(2024, 2, 20), False),
        (None, None, False),
    ],
)
def test_an_update_answers_the_round_that_was_open_on_its_day(dated: date, closed: date, counts: bool) -> None:
    update = Update(id=an_id(800), ref="U9", target=an_id(501), text="Begun", dated=dated)
    assert answers_to(replace(ASKED, closed_on=closed), [update]) == ((update,) if counts else ())


@pytest.mark.parametrize(
    ("days", "due", "closed", "state"),
    [
        ([], date(2024, 2, 12), None, "overdue"),
        ([], date(2024, 3, 12), None, "awaited"),
        ([], date(2024, 2, 12), date(2024, 2, 12), "awaited"),
        ([12], date(2024, 2, 12), None, "in"),
        ([10, 13], date(2024, 2, 12), None, "late"),
        ([13], None, None, "in"),
    ],
)
def test_a_return_is_late_from_the_day_after_it_was_wanted(
    days: list[int], due: date | None, closed: date | None, state: str
) -> None:
    updates = [Update(id=an_id(800 + n), target=an_id(501), text="So", dated=date(2024, 2, n)) for n in days]
    snapshot = a_plan_store().snapshot()
    gone = [(Kind.UPDATE, one.id, None) for one in snapshot.of(Kind.UPDATE)]
    told = snapshot.with_records([*gone, *((Kind.UPDATE, one.id, one) for one in updates)], 9, snapshot.head)
    (found,) = returns(told, replace(ASKED, due=due, closed_on=closed), date(2024, 3, 12))
    assert (found.state, found.asked) == (state, ("A1",))
