"""The verb `work`."""

from pathlib import Path

from support.cli import Tracker


def test_what_waits_for_one_person_is_told(tracker: Tracker, plan: Path) -> None:
    told = tracker("--as", "Analyst", "work", plan)
    assert told.status == 0
    assert told.first == "Late and yours (3)"
    assert "A1  Agree one framework" in told.out
    assert "late, was due 28 Jun 2024" in told.out
    assert "Nothing of yours falls due after that." in told.out


def test_it_is_written_as_json_with_what_others_changed(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Analyst", "update", plan, "A1", "--text", "Going on.")
    tracker("--as", "Chair", "set", plan, "A2", "priority=high")
    found = tracker("--as", "Analyst", "work", plan, "--since", "1", "--json", "-").json
    assert (found["who"], found["known"], found["leads"]) == ("Analyst", True, False)
    assert [part["key"] for part in found["parts"]] == ["late"]
    assert found["parts"][0]["jobs"][0]["ref"] == "A1"
    assert found["changed"][0]["who"] == "Chair"
    assert found["in_the_way"] == []


def test_whoever_leads_the_plan_sees_what_is_in_the_way(tracker: Tracker, plan: Path) -> None:
    told = tracker("--as", "Somebody", "work", plan, "--lead", "--since", "1")
    assert "No action yet (3): R4, R5, R6" in told.out
    assert "No meeting is set yet." in told.out
    assert "No open action names Somebody as its owner." in told.out
    tracker("add", "meeting", plan, "name=Board", "held_on=2099-01-05")
    found = tracker("--as", "Somebody", "work", plan, "--lead", "--json", "-").json
    assert found["meeting"] == "T1"
    assert found["in_the_way"][0] == {"name": "No action yet", "count": 3, "refs": ["R4", "R5", "R6"]}


def test_a_plan_that_is_not_there_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    assert tracker("work", tmp_path / "none.plan").status == 1
    assert not (tmp_path / "none.plan").exists()


def test_a_moment_that_never_was_is_refused(tracker: Tracker, plan: Path) -> None:
    assert tracker("work", plan, "--since", "999").status == 1
