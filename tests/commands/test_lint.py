"""The verb `lint`."""

from pathlib import Path

from support.cli import Tracker


def test_what_is_worth_a_look_is_listed(tracker: Tracker, plan: Path) -> None:
    tracker("add", "action", plan, "title=Deliver training on neglect", "for=R1", "due=2024-06-15")
    done = tracker("lint", plan)
    assert done.status == 0
    assert "A4  activity only: It says what will be done" in done.out
    assert "A4  dates to check: 15 Jun 2024 is a Saturday" in done.out
    found = tracker("lint", plan, "--json", "-").json
    assert {one["kind"] for one in found if one["ref"] == "A4"} == {"activity only", "dates to check"}
    assert any(one["kind"] == "no measure" for one in found)


def test_a_question_ended_by_whoever_answered_it(tracker: Tracker, plan: Path) -> None:
    tracker("add", "challenge", plan, "question=What changed?", "asked_by=Board Chair")
    tracker("set", plan, "C1", "answer=Visits are on time.", "answered_by=Board Chair")
    done = tracker("set", plan, "C1", "state=content")
    assert "C1 was recorded content by the person who answered it" in done.err
    found = [one for one in tracker("lint", plan, "--json", "-").json if one["kind"] == "question ended"]
    assert [one["ref"] for one in found] == ["C1"]
    tracker("set", plan, "C1", "content_by=Board Clerk")
    assert not [one for one in tracker("lint", plan, "--json", "-").json if one["kind"] == "question ended"]
