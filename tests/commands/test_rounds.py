"""The verb `round`, from asking to closing."""

from datetime import date, timedelta
from pathlib import Path

from support.cli import Tracker

SOON = (date.today() + timedelta(days=7)).isoformat()  # noqa: TID251 - the command line runs on the machine's clock


def test_a_round_is_asked_answered_and_closed(tracker: Tracker, plan: Path) -> None:
    assert tracker("round", plan).status == 1
    assert tracker("--as", "Lead", "round", plan, "--ask", SOON, "--name", "April", "--to", "Analyst").first == "Q1"
    shown = tracker("round", plan)
    assert "Q1  April: 0 of 1 in" in shown.out
    assert "A1, A2, A3" in shown.out
    tracker("--as", "Analyst", "update", plan, "A1", "--text", "Going on.")
    found = tracker("round", plan, "Q1", "--json", "-").json
    assert found["returns"] == [
        {"name": "Analyst", "state": "part", "asked": ["A1", "A2", "A3"], "outstanding": ["A2", "A3"]}
    ]
    assert tracker("round", plan, "--nil", "Analyst").first == "U2, U3"
    closed = tracker("round", plan, "--close")
    assert (closed.first, closed.err) == ("Q1", "")
    assert "Q1  April: 1 of 1 in" in tracker("round", plan).out
    assert [row["progress"] for row in tracker("list", plan, "rounds", "--json", "-").json] == ["1 of 1 in"]


def test_a_round_that_is_closed_short_says_who_is_missing(tracker: Tracker, plan: Path) -> None:
    tracker("round", plan, "--ask", SOON)
    assert "not in: Analyst" in tracker("round", plan, "--close").err


def test_wrong_words_are_refused(tracker: Tracker, plan: Path) -> None:
    before = plan.read_bytes()
    assert tracker("round", plan, "--close", "--nil", "Analyst").status == 2
    for words, said in ((("R1",), "R1 is not a round"), (("--ask", "2020-01-01"), "1 Jan 2020 has passed")):
        refused = tracker("round", plan, *words)
        assert refused.status == 1
        assert said in refused.err
        assert "hint: " in refused.err
    assert plan.read_bytes() == before
