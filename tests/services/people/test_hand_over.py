"""Handing over: what goes, what stays, and that one undo brings it back."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import an_id, put_into
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.people.handover import preview
from tracker.domain.plan.records import Person, Round
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.people.people import hand_over
from tracker.services.records.editing import set_fields

P1, P3 = an_id(201), an_id(203)


def with_seats(team: Team) -> None:
    """A role the leaver holds, a team they are in, an open round that asked them, and a closed one."""
    put_into(
        team.store,
        (
            Person(id=an_id(290), ref="P8", name="Early Help Strategic Lead", sort="role", held_by=(P1,)),
            Person(id=an_id(291), ref="P9", name="Early Help Team", sort="team", held_by=(P1, P3)),
            Round(id=an_id(701), ref="Q1", name="March", asked_on=date(2024, 3, 1), people=(P1,)),
            Round(id=an_id(702), ref="Q2", name="February", people=(P1,), closed_on=date(2024, 2, 20)),
            Round(id=an_id(703), ref="Q3", name="April", people=(P3,)),
            Round(id=an_id(704), ref="Q4", name="January", people=(P3,), closed_on=date(2024, 1, 20)),
        ),
    )


def test_seats_and_open_rounds_go_with_what_is_owned(team: Team) -> None:
    with_seats(team)
    team.do(LEAD, set_fields, ["R1", "R2", "F1", "M1"], {"owner": OWNER})
    team.do(LEAD, set_fields, ["R2"], {"delivery": "not adopted", "delivery_reason": "Answered elsewhere"})
    before = team.now
    said = preview(before, team.get("P1")).words(NURSE)
    assert said == (
        "1 open action, 1 recommendation, 1 finding, 1 measure, 2 roles or teams and 1 update round "
        "go to Designated Nurse; 2 finished ones keep Head of Early Help."
    )
    done = team.do(LEAD, hand_over, OWNER, NURSE, reason="Retires")
    assert done.refs == ("A1", "R1", "F1", "M1", "P8", "P9", "Q1")
    assert (team.get("P8").held_by, team.get("P9").held_by) == ((P3,), (P3,))
    assert (team.get("Q1").people, team.get("Q2").people) == ((P3,), (P1,))
    assert (team.get("R1").owner, team.get("R2").owner, team.get("A5").owner) == (P3, P1, P1)
    assert team.get("P1").active_to == date(2024, 3, 12)
    team.do(LEAD, undo)
    after = team.now
    assert {kind: dict(table) for kind, table in after.records.items()} == before.records


def test_one_thing_and_nothing_are_said_as_such(team: Team) -> None:
    lead = team.get("P2")
    assert preview(team.now, lead).words("") == "1 open action goes to whoever takes over."
    nurse = team.get("P3")
    assert preview(team.now, nurse).words(OWNER) == (
        "Designated Nurse has nothing that is still to do; 1 finished one keeps Designated Nurse."
    )


def test_a_role_that_its_holder_hands_everything_to_is_not_held_by_itself(team: Team) -> None:
    with_seats(team)
    team.do(LEAD, hand_over, OWNER, "Early Help Strategic Lead")
    assert team.get("P8").held_by == ()
    assert team.get("A1").owner == an_id(290)


def test_a_last_day_that_is_known_stays_unless_another_is_said(team: Team) -> None:
    team.do(LEAD, set_fields, ["P1", "P2"], {"active_to": "2024-03-01"})
    team.do(LEAD, hand_over, OWNER, NURSE)
    assert team.get("P1").active_to == date(2024, 3, 1)
    team.do(LEAD, hand_over, "P2", NURSE, from_day=date(2024, 4, 30))
    assert team.get("P2").active_to == date(2024, 4, 30)


def test_nobody_and_those_who_have_left_take_nothing_over(team: Team) -> None:
    with pytest.raises(UserError, match="nobody is named to take over from Head of Early Help"):
        team.do(LEAD, hand_over, OWNER, "  ")
    team.do(LEAD, set_fields, ["P3"], {"active_to": "2024-03-01"})
    with pytest.raises(UserError, match="Designated Nurse has left, so cannot take over"):
        team.do(LEAD, hand_over, OWNER, NURSE)
    with pytest.raises(UserError, match="cannot hand over to themselves"):
        team.do(CHAIR, hand_over, OWNER, "p1")


def test_what_went_is_named_up_to_eight_of_it(team: Team) -> None:
    few = preview(team.now, team.get("P2"))
    assert few.words(NURSE, gone=True) == f"1 open action went to Designated Nurse ({few.going[0].ref})."
    many = replace(few, going=few.going * 8)
    assert many.words("", gone=True).endswith(f"({', '.join([few.going[0].ref] * 8)}).")
    more = replace(few, going=few.going * 9)
    assert more.words("", gone=True).endswith(f"({', '.join([few.going[0].ref] * 8)}…).")
