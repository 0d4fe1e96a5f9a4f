"""The verbs that follow one thing through the whole plan."""

from pathlib import Path

from support.cli import Tracker


def test_the_golden_thread_is_printed_and_given_as_json(tracker: Tracker, plan: Path) -> None:
    tracker("add", "measure", plan, "name=Plans rated good", "for=R1", "baseline=41", "target=75", "unit=%")
    tracker(
        "--as", "Analyst", "attach", plan, "A1", "https://example.org/audit", "--kind", "Audit", "--shows", "Thirty"
    )
    tracker("--as", "Chair", "review", plan, "E1", "--accept", "--note", "Read it")
    done = tracker("thread", plan, "R1")
    assert done.status == 0
    assert "WHAT THE INSPECTORS WROTE\n“How effectively" in done.out
    assert "accepted by Chair" in done.out
    assert "LAST CHANGES" in done.out
    found = tracker("thread", plan, "a1", "--json", "-").json
    assert found["ref"] == "R1"
    assert found["words"]["page"] == 2
    assert [item["ref"] for item in found["accepted"]] == ["E1"]
    assert found["measures"][0]["rag"] == "Not judged"
    assert found["history"][0]["verb"] == "review"
    assert "records" not in found


def test_a_thread_needs_something_that_answers_a_recommendation(tracker: Tracker, plan: Path) -> None:
    assert "no R99" in tracker("thread", plan, "R99").err
    assert "serves no recommendation" in tracker("thread", plan, "P1").err
