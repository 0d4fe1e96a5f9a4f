"""The verbs about people and agencies."""

from pathlib import Path

from support.cli import Tracker


def test_a_leaver_hands_over_and_the_verb_says_what_went(tracker: Tracker, plan: Path) -> None:
    done = tracker("--as", "Lead", "handover", plan, "analyst", "--to", "New Analyst", "--from", "2030-03-29")
    assert done.first == "A1, A2, A3"
    assert "3 open actions go to New Analyst." in done.out
    assert "Analyst: last day 29 Mar 2030" in done.out
    assert {row["owner"] for row in tracker("list", plan, "actions", "--json", "-").json} >= {"New Analyst"}
    assert tracker("handover", plan, "New Analyst", "--to", "Lead", "--from", "2020-01-31").status == 0
    assert tracker("list", plan, "actions", "--filter", "owner has left", "--json", "-").json == []
    tracker("set", plan, "A1", "owner=New Analyst")
    found = tracker("list", plan, "actions", "--filter", "owner has left", "--json", "-").json
    assert [row["ref"] for row in found] == ["A1"]


def test_bad_names_and_days_are_refused(tracker: Tracker, plan: Path) -> None:
    assert tracker("handover", plan, "Nobody", "--to", "Lead").status == 1
    assert tracker("handover", plan, "Analyst", "--to", "ANALYST").status == 1
    assert tracker("handover", plan, "Analyst", "--to", "Lead", "--from", "soon").status == 1
    assert tracker("handover", plan, "Analyst").status == 2


def test_two_agencies_that_are_one_are_joined(tracker: Tracker, plan: Path) -> None:
    tracker("add", "agency", plan, "name=Northshire Integrated Care Board")
    tracker("set", plan, "A1", "agency=Sampleton CCG")
    assert {row["agency"] for row in tracker("list", plan, "actions", "--json", "-").json} >= {
        "Northshire Integrated Care Board"
    }
    tracker("add", "agency", plan, "name=Sampleton Police")
    tracker("set", plan, "A2", "agency=Sampleton Police")
    done = tracker("joinagencies", plan, "Sampleton Police", "Northshire Integrated Care Board", "--reason", "A test")
    assert done.first == "A2"
    assert "stands for Sampleton Police" in done.out
    assert "also known as Sampleton Police" in done.out
    assert tracker("joinagencies", plan, "Nobody", "Northshire Integrated Care Board").status == 1
