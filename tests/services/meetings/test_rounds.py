"""Update rounds: asked, answered, late, nil returns, closed; and what they do not count as."""

from datetime import date, timedelta

import pytest

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import CHAIR, LEAD, Team
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.meetings.rounds import PersonReturn, progress_words, reminder, returns
from tracker.domain.plan.external import row
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.meetings.rounds import ask_round, close_round, nil_return
from tracker.services.meetings.updates import add_update
from tracker.services.people.people import hand_over
from tracker.services.records.editing import add, set_fields

TODAY = date(2024, 3, 12)
SOON = "2024-03-20"
ONE, TWO, IDLE = "Lead for Audit", "Lead for Voice", "Lead for Nothing"


@pytest.fixture
def team() -> Team:
    clock = FixedClock()
    made = Team(a_plan_store(clock), clock)
    for name in (ONE, TWO, IDLE):
        made.do(LEAD, add, Kind.PERSON, {"name": name})
    for title, owner in (("First", ONE), ("Second", ONE), ("Third", TWO)):
        made.do(LEAD, add, Kind.ACTION, {"title": title, "owner": owner, "for": "R1", "due": "2024-03-01"})
    return made


def mine(team: Team, owner: str) -> list[str]:
    return [action.ref for action in team.now.actions if team.now.name_of(action.owner) == owner]


def standing(team: Team, ref: str = "Q1") -> dict[str, PersonReturn]:
    return {one.name: one for one in returns(team.now, team.get(ref), team.clock.today())}


def asked(team: Team, *people: str, due: str = SOON) -> str:
    return team.do(LEAD, ask_round, due, people=people or (ONE, TWO, IDLE)).refs[0]


def test_what_was_written_earlier_on_the_day_is_no_answer(team: Team) -> None:
    third = mine(team, TWO)[0]
    team.do(LEAD, add_update, third, "Before anybody asked")
    asked(team, TWO)
    assert standing(team)[TWO].state == "awaited"
    team.do(LEAD, add_update, third, "The answer")
    assert standing(team)[TWO].state == "in"


def test_everyone_active_who_owns_an_open_action_is_asked(team: Team) -> None:
    team.do(LEAD, hand_over, TWO, ONE, from_day=date(2024, 3, 1))
    team.do(LEAD, ask_round, date(2024, 3, 20), note="Before the April board")
    names = {one.name for one in returns(team.now, team.get("Q1"), TODAY)}
    owners = {
        team.now.name_of(action.owner)
        for action in team.now.actions
        if action.owner and action.delivery in ("not started", "in progress")
    }
    assert names == owners
    found = team.get("Q1")
    assert (found.name, found.asked_by, found.asked_on) == ("Update of 12 Mar 2024", LEAD, TODAY)
    assert (found.due, found.note) == (date(2024, 3, 20), "Before the April board")


def test_returns_go_from_awaited_over_part_to_in(team: Team) -> None:
    asked(team)
    assert {name: one.state for name, one in standing(team).items()} == {
        ONE: "awaited", TWO: "awaited", IDLE: "nothing",
    }  # fmt: skip
    first, second = mine(team, ONE)
    team.do(ONE, add_update, first, "Ten plans read.")
    assert team.now.updates_for(team.get(first).id)[-1].round == team.get("Q1").id
    part = standing(team)[ONE]
    assert (part.state, part.words, part.outstanding) == ("part", "1 of 2 actions", (second,))
    team.do(LEAD, add_update, second, "Said on the telephone.")
    assert standing(team)[ONE].state == "in"
    assert progress_words(standing(team).values()) == "1 of 2 in"
    assert standing(team)[IDLE].words == "no open action"


def test_what_is_not_in_by_the_day_is_overdue_and_then_late(team: Team) -> None:
    asked(team, TWO)
    team.clock.forward(days=9)
    assert standing(team)[TWO].state == "overdue"
    assert [
        one.ref for one in chosen(team.now, team.now.of(Kind.ROUND), parse("overdue", Kind.ROUND), team.clock.today())
    ] == ["Q1"]
    team.do(TWO, add_update, mine(team, TWO)[0], "Here it is.")
    assert standing(team)[TWO].state == "late"


def test_a_nil_return_answers_what_is_left_and_is_no_sign_of_life(team: Team) -> None:
    asked(team)
    first, second = mine(team, ONE)
    team.do(ONE, add_update, first, "Ten plans read.")
    assert team.do(LEAD, nil_return, ONE).refs == (team.now.updates_for(team.get(second).id)[-1].ref,)
    assert standing(team)[ONE].state == "in"
    team.do(LEAD, nil_return, TWO, "q1")
    assert standing(team)[TWO].state == "nil return"
    team.clock.forward(days=50)
    quiet = {
        one.ref for one in chosen(team.now, team.now.actions, parse("gone quiet", Kind.ACTION), team.clock.today())
    }
    third = mine(team, TWO)[0]
    team.do(LEAD, set_fields, [third], {"start": "2024-01-01"})
    quiet = {
        one.ref for one in chosen(team.now, team.now.actions, parse("gone quiet", Kind.ACTION), team.clock.today())
    }
    assert third in quiet
    assert team.now.updates_for(team.get(third).id)[-1].text == "Nothing to report."


def test_a_nil_return_is_one_step_to_undo(team: Team) -> None:
    asked(team)
    before = len(team.now.of(Kind.UPDATE))
    team.do(LEAD, nil_return, ONE)
    assert len(team.now.of(Kind.UPDATE)) == before + 2
    team.do(LEAD, undo)
    assert len(team.now.of(Kind.UPDATE)) == before


def test_an_action_finished_during_the_round_still_counts(team: Team) -> None:
    asked(team, ONE)
    first, second = mine(team, ONE)
    team.clock.forward(days=1)
    team.do(LEAD, set_fields, [first], {"delivery": "complete"})
    assert standing(team)[ONE].asked == (first, second)


def test_what_was_finished_on_the_day_of_asking_is_not_asked_about_unless_it_is_answered(team: Team) -> None:
    first, second = mine(team, ONE)
    team.do(LEAD, set_fields, [first], {"delivery": "complete"})
    asked(team, ONE)
    assert standing(team)[ONE].asked == (second,)
    team.do(ONE, add_update, first, "Done this morning")
    assert standing(team)[ONE].asked == (first, second)


def test_a_closed_round_stays_as_it_was(team: Team) -> None:
    asked(team, ONE, TWO)
    team.do(ONE, add_update, mine(team, ONE)[0], "Ten plans read.")
    done = team.do(LEAD, close_round)
    assert done.warnings == (f"not in: {ONE}, {TWO}",)
    team.clock.forward(days=30)
    team.do(TWO, add_update, mine(team, TWO)[0], "Too late for that round.")
    assert {name: one.state for name, one in standing(team).items()} == {ONE: "part", TWO: "awaited"}
    assert team.now.updates_for(team.get(mine(team, TWO)[0]).id)[-1].round is None
    with pytest.raises(UserError, match="Q1 was closed on 12 Mar 2024"):
        team.do(LEAD, close_round, "Q1")
    with pytest.raises(UserError, match="no round is open"):
        team.do(LEAD, nil_return, ONE)
    team.do(LEAD, ask_round, team.clock.today() + timedelta(days=7), people=[ONE])
    assert team.do(LEAD, close_round).refs == ("Q2",)


@pytest.mark.parametrize(
    ("due", "people", "fault"),
    [
        ("2024-03-11", (), "11 Mar 2024 has passed"),
        (SOON, ("Nobody Here",), "“Nobody Here” is not in the people register"),
    ],
)
def test_a_round_that_cannot_be_answered_is_not_asked(
    team: Team, due: str, people: tuple[str, ...], fault: str
) -> None:
    with pytest.raises(UserError, match=fault):
        team.do(LEAD, ask_round, due, people=people)
    assert team.now.of(Kind.ROUND) == ()


def test_one_round_at_a_time(team: Team) -> None:
    asked(team)
    with pytest.raises(UserError, match="Q1 is still open"):
        asked(team)


def test_a_plan_without_owners_has_nobody_to_ask(team: Team) -> None:
    for action in team.now.actions:
        team.do(LEAD, set_fields, [action.ref], {"owner": ""})
    with pytest.raises(UserError, match="there is nobody to ask"):
        team.do(LEAD, ask_round, SOON)


def test_a_nil_return_needs_something_to_answer(team: Team) -> None:
    asked(team, ONE, IDLE)
    with pytest.raises(UserError, match=f"{TWO} was not asked in Q1"):
        team.do(LEAD, nil_return, TWO)
    with pytest.raises(UserError, match=f"nothing of {IDLE} waits"):
        team.do(LEAD, nil_return, IDLE)
    with pytest.raises(UserError, match="is not in the people register"):
        team.do(LEAD, nil_return, "Nobody Here")


def test_a_reminder_names_what_still_waits(team: Team) -> None:
    asked(team, ONE, IDLE)
    said = reminder(team.now, team.get("Q1"), standing(team)[ONE], TODAY)
    first, second = mine(team, ONE)
    assert said.splitlines() == [
        f"{ONE}: an update is wanted by 20 Mar 2024 on",
        f"  {first}  First (due 1 Mar 2024, overdue)",
        f"  {second}  Second (due 1 Mar 2024, overdue)",
        "If there is nothing to report, say so: that is a nil return.",
    ]
    assert reminder(team.now, team.get("Q1"), standing(team)[IDLE], TODAY) == ""


def test_filters_and_lists_know_rounds(team: Team) -> None:
    asked(team, ONE)
    awaited = chosen(team.now, team.now.actions, parse("update awaited", Kind.ACTION), TODAY)
    assert [one.ref for one in awaited] == mine(team, ONE)
    team.do(LEAD, set_fields, [mine(team, ONE)[0]], {"delivery": "complete"})
    awaited = chosen(team.now, team.now.actions, parse("update awaited", Kind.ACTION), TODAY)
    assert [one.ref for one in awaited] == mine(team, ONE)[1:]
    listed = row(team.now, team.get("Q1"), TODAY)
    assert (listed["progress"], listed["outstanding"], listed["people"]) == ("0 of 1 in", [ONE], [ONE])
    assert chosen(team.now, team.now.of(Kind.ROUND), parse("open", Kind.ROUND), TODAY) == (team.get("Q1"),)
    with pytest.raises(UserError, match="round is not added this way"):
        team.do(CHAIR, add, Kind.ROUND, {"name": "April"})


def test_a_round_without_a_day_is_never_overdue(team: Team) -> None:
    asked(team, ONE)
    team.do(LEAD, set_fields, ["Q1"], {"due": "", "asked_on": ""})
    assert standing(team)[ONE].state == "awaited"
    team.do(ONE, add_update, mine(team, ONE)[0], "Of before the round had a day.")
    team.do(LEAD, close_round)
    team.do(LEAD, add_update, mine(team, ONE)[1], "Of after it was closed.")
    assert standing(team)[ONE].words == "1 of 2 actions"
    assert "wanted on" in reminder(team.now, team.get("Q1"), standing(team)[ONE], TODAY)
