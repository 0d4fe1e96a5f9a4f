"""Draft minutes: what the log tells between a meeting's paper and its close, each with who, and nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.on_paper.comparing import a_paper
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.board.board_minutes import Minutes, minutes_rows
from tracker.domain.board.board_rows import View
from tracker.domain.meetings.minutes import Sitting
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.log.undo import undo
from tracker.services.meetings import questions
from tracker.services.meetings.meetings import issue
from tracker.services.meetings.minutes import minutes_of
from tracker.services.records.editing import add, set_fields

TODAY, TOMORROW = date(2024, 3, 12), date(2024, 3, 13)


@pytest.fixture
def team() -> Team:
    return Team(a_plan_store(), FixedClock())


def meet(team: Team, **fields: Any) -> str:
    return str(team.do(LEAD, add, Kind.MEETING, {"name": "Board", "held_on": "2024-03-12", **fields}).refs[0])


def give(team: Team, meeting: str) -> None:
    team.do(LEAD, issue, meeting, a_paper(team.now, team.clock.today(), "board"))


def drafted(team: Team, meeting: str, **days: Any) -> tuple[Sitting, Minutes]:
    sitting = team.do(LEAD, minutes_of, meeting, **days)
    return sitting, minutes_rows(View(sitting.state, sitting.closed), sitting)


def new_action(team: Team, title: str) -> str:
    fields = {"title": title, "for": "R1", "owner": OWNER, "due": "2024-09-30"}
    return str(team.do(CHAIR, add, Kind.ACTION, fields).refs[0])


def test_minutes_hold_what_was_decided_asked_answered_and_added_with_who(team: Team) -> None:
    meeting = meet(team)
    new_action(team, "Before the paper")
    team.do(OWNER, extend.ask, "A1", "2024-12-02", "Two agencies have still to sign")
    give(team, meeting)
    waiting = next(one for one in team.now.of(Kind.EXTENSION) if one.state == "pending")
    team.do(CHAIR, extend.approve, waiting.ref, meeting=meeting)
    asked = team.do(LEAD, questions.ask, "How do you know?", asked_by="Scrutineer", about=("R1",)).refs[0]
    team.do(OWNER, questions.answer, asked, "By audit", answered_by=OWNER)
    added = new_action(team, "Publish the audits")
    sitting, said = drafted(team, meeting)
    assert (sitting.closed, sitting.begun.startswith("its paper B1 (change ")) == (TODAY, True)
    (decided,) = said.dates
    assert (decided.ref, decided.new, decided.decision) == ("A1", date(2024, 12, 2), "Agreed")
    assert (decided.reason, decided.asked_by) == ("Two agencies have still to sign", OWNER)
    assert decided.decided == f"at {meeting} (Board), recorded by {CHAIR}"
    (put,) = said.questions
    assert (put.question, put.asked_by, put.answer, put.answered_by) == (
        "How do you know?",
        "Scrutineer",
        "By audit",
        OWNER,
    )
    assert put.targets == ("R1",)
    (one,) = said.actions
    assert (one.ref, one.owner, one.due, one.recorded_by) == (added, OWNER, date(2024, 9, 30), CHAIR)
    assert said.drawn_from.endswith(f"change {sitting.state.number}")


def test_what_came_after_the_close_is_not_told_but_for_the_meetings_own(team: Team) -> None:
    meeting = meet(team)
    give(team, meeting)
    team.do(OWNER, extend.ask, "A1", "2024-12-02", "More time")
    team.clock.forward(days=1)
    waiting = next(one for one in team.now.of(Kind.EXTENSION) if one.state == "pending")
    team.do(CHAIR, extend.refuse, waiting.ref, "It was moved before", meeting=meeting)
    own = team.do(LEAD, questions.ask, "Who checks it?", asked_by="Scrutineer", at=meeting).refs[0]
    team.do(OWNER, extend.ask, "A1", "2024-12-09", "A little more time")
    elsewhere = next(one for one in team.now.of(Kind.EXTENSION) if one.state == "pending")
    team.do(CHAIR, extend.refuse, elsewhere.ref, "Not by any board")
    new_action(team, "The day after")
    sitting, said = drafted(team, meeting)
    assert [one.decision for one in said.dates] == ["Refused: It was moved before"]
    assert [(one.ref, one.answer) for one in said.questions] == [(own, "")]
    assert said.actions == ()
    assert sitting.closed == TODAY
    sitting, said = drafted(team, meeting, until=TOMORROW)
    assert [one.title for one in said.actions] == ["The day after"]
    assert sitting.closed == TOMORROW


def test_a_question_put_down_to_the_meeting_beforehand_is_its_own(team: Team) -> None:
    team.clock.forward(days=-1)
    meeting = meet(team)
    own = team.do(LEAD, questions.ask, "Who checks it?", asked_by="Scrutineer", at=meeting).refs[0]
    team.clock.forward(days=1)
    give(team, meeting)
    assert [one.ref for one in drafted(team, meeting)[1].questions] == [own]


def test_what_was_undone_or_taken_back_is_not_told(team: Team) -> None:
    meeting = meet(team)
    give(team, meeting)
    new_action(team, "A slip")
    team.do(CHAIR, undo)
    team.do(OWNER, extend.ask, "A1", "2024-12-02", "More time")
    waiting = next(one for one in team.now.of(Kind.EXTENSION) if one.state == "pending")
    team.do(CHAIR, extend.approve, waiting.ref)
    team.do(CHAIR, extend.withdraw, waiting.ref, "Agreed in error")
    asked = team.do(LEAD, questions.ask, "How?", asked_by="Scrutineer").refs[0]
    team.do(OWNER, questions.answer, asked, "So", answered_by=OWNER)
    team.do(OWNER, set_fields, [asked], {"answer": ""})
    _, said = drafted(team, meeting)
    assert (said.dates, said.actions) == ((), ())
    assert [(one.ref, one.answer) for one in said.questions] == [(asked, "")]


def test_a_meeting_without_a_paper_begins_with_its_day(team: Team) -> None:
    new_action(team, "The same day")
    meeting = meet(team)
    sitting, said = drafted(team, meeting)
    assert sitting.begun == "12 Mar 2024"
    assert said.drawn_from.startswith("what the change log tells of 12 Mar 2024, change ")
    assert "The same day" in [one.title for one in said.actions]
    team.clock.forward(days=1)
    new_action(team, "The next day")
    titles = [one.title for one in drafted(team, meeting, since=TOMORROW, until=TOMORROW)[1].actions]
    assert titles == ["The next day"]


def test_an_older_plans_meeting_begins_with_the_change_it_was_frozen_at(team: Team) -> None:
    meeting = meet(team)
    number = team.now.number
    new_action(team, "At the meeting")
    with team.store.begin() as uow:
        uow.put(replace(team.get(meeting), frozen_at=number))
        uow.commit(team.act(LEAD).stamp("issue"))
    sitting, said = drafted(team, meeting)
    assert sitting.begun == f"its paper (change {number})"
    assert [one.title for one in said.actions] == ["At the meeting"]


def test_a_meeting_without_a_day_lasts_until_now(team: Team) -> None:
    meeting = meet(team, held_on="")
    give(team, meeting)
    assert drafted(team, meeting)[0].closed == team.clock.today()


def test_minutes_need_a_meeting_a_day_and_an_end_after_it(team: Team) -> None:
    with pytest.raises(UserError, match="there is no T9"):
        drafted(team, "T9")
    meeting = meet(team, held_on="")
    with pytest.raises(UserError, match="neither a date nor a paper"):
        drafted(team, meeting)
    with pytest.raises(UserError, match="before it begins"):
        drafted(team, meeting, since=TOMORROW, until=TODAY)
