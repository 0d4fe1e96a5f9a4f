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


def test_words_are_found_in_records_and_on_the_reports_own_pages(tracker: Tracker, plan: Path) -> None:
    done = tracker("search", plan, "evaluation", "--json", "-")
    assert done.status == 0
    groups = {group["group"]: group for group in done.json}
    assert groups["Recommendations"]["found"][0]["ref"] == "R1"
    page = groups["Pages of the reports"]["found"][0]
    assert page["ref"] == "I1"
    assert page["page"] >= 1
    start, end = page["marks"][0]
    assert page["snippet"][start:end].casefold().startswith("evaluation")
    said = tracker("search", plan, "serious youth violence", "strategy").out
    assert "Pages of the reports (" in said
    assert "I1, page " in said
    assert "nothing holds zebra" in tracker("search", plan, "zebra").out
