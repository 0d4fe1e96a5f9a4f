"""Owners behind whom nobody stands any more, wherever a list or a board would notice."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_id, put_into
from tracker.domain.actions.workload import workload
from tracker.domain.board.board import board_data
from tracker.domain.lists import filters
from tracker.domain.people.people import has_active_person, left_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Person, kind_of
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
A2, OWNER, NURSE = an_id(502), an_id(202), an_id(203)
ROLE, TEAM = an_id(290), an_id(291)
MARCH = date(2024, 3, 3)


def a_plan_with(*records: Person, owner: RecordId = OWNER) -> Snapshot:
    store = a_plan_store()
    known = store.snapshot()
    put_into(store, tuple(one for one in records if known.get(one.id) is None))
    now = store.snapshot()
    changed = [one for one in records if known.get(one.id) is not None]
    moved = [(kind_of(one), one.id, one) for one in (*changed, replace(now.get(A2), owner=owner))]
    return now.with_records(moved, now.number + 1, "head")


def person(number: int, **fields: object) -> Person:
    found = a_plan_store().snapshot().get(an_id(number))
    assert isinstance(found, Person)
    return replace(found, **fields)


def a_role(held_by: tuple[RecordId, ...] = (), sort: str = "role", active_to: date | None = None) -> Person:
    return Person(id=ROLE, ref="P8", name="Head of Safeguarding", sort=sort, held_by=held_by, active_to=active_to)


def test_a_leaver_is_an_owner_no_more_from_the_day_after() -> None:
    gone = a_plan_with(person(202, active_to=MARCH))
    assert left_words(gone, OWNER, TODAY) == "left 3 Mar 2024"
    assert left_words(gone, OWNER, MARCH) == ""
    assert not has_active_person(gone, OWNER, TODAY)
    assert left_words(gone, None, TODAY) == ""
    assert not has_active_person(gone, None, TODAY)


@pytest.mark.parametrize(
    ("held_by", "left", "words"),
    [
        ((), None, ""),
        ((NURSE,), None, ""),
        ((NURSE, OWNER), MARCH, ""),
        ((OWNER,), MARCH, "nobody holds it since 3 Mar 2024"),
        ((ROLE,), None, "nobody holds it"),
    ],
)
def test_a_role_is_filled_while_somebody_holds_it(held_by: tuple[RecordId, ...], left: date | None, words: str) -> None:
    plan = a_plan_with(a_role(held_by), person(202, active_to=left), owner=ROLE)
    assert left_words(plan, ROLE, TODAY) == words
    assert has_active_person(plan, ROLE, TODAY) is (words == "")


def test_a_team_that_was_dissolved_answers_no_more_though_its_people_stay() -> None:
    plan = a_plan_with(a_role((NURSE,), "team", MARCH), owner=ROLE)
    assert left_words(plan, ROLE, TODAY) == "ended 3 Mar 2024"


def test_a_role_held_by_a_team_is_filled_by_its_people() -> None:
    team = Person(id=TEAM, ref="P9", name="Duty team", sort="team", held_by=(OWNER,))
    plan = a_plan_with(a_role((TEAM,)), team, person(202, active_to=MARCH), owner=ROLE)
    assert left_words(plan, ROLE, TODAY) == "nobody holds it since 3 Mar 2024"
    assert left_words(plan, ROLE, MARCH) == ""


def test_lists_boards_and_workload_say_whose_owner_has_left() -> None:
    plan = a_plan_with(person(202, active_to=MARCH))
    test = filters.parse("owner has left", Kind.ACTION)
    assert [one.ref for one in filters.chosen(plan, plan.actions, test, TODAY)] == ["A2"]
    board = board_data(plan, TODAY)
    assert board.figure("owner left").refs == ("A2",)
    assert board.figure("no owner").refs == ("A4",)
    row = next(row for row in workload(plan, TODAY).rows if row.record == OWNER)
    assert (row.note, row.refs) == ("left 3 Mar 2024", ("A2",))


def test_finished_actions_keep_an_owner_who_has_left() -> None:
    plan = a_plan_with(person(203, active_to=MARCH))
    test = filters.parse("owner has left", Kind.ACTION)
    assert filters.chosen(plan, plan.actions, test, TODAY) == ()
