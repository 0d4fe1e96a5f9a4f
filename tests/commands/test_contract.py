"""What commands and JSON are promised to say, where it was once otherwise."""

import json
from pathlib import Path

import pytest

from support.cli import Tracker


def test_a_measure_has_its_target_on_a_day(tracker: Tracker, plan: Path) -> None:
    made = tracker("add", "measure", plan, "name=Plans rated good", "for=R1", "target=75", "target_on=2024-12-01")
    assert made.first == "M1"
    assert tracker("list", plan, "measures", "--json", "-").json[0]["target_on"] == "2024-12-01"
    assert tracker("set", plan, "M1", "target_by=2025-01-31").status == 0
    shown = tracker("show", plan, "M1", "--json", "-").json
    assert (shown["target_on"], shown["target_by"]) == ("2025-01-31", "2025-01-31")


def test_milestones_and_new_dates_name_their_action(tracker: Tracker, plan: Path) -> None:
    tracker("add", "milestone", plan, "action=A1", "title=Draft shared", "due=2024-02-01")
    tracker("--as", "Chair", "agree", plan)
    tracker("--as", "Analyst", "extend", plan, "A1", "--to", "2024-09-30", "--reason", "A partner joined")
    assert tracker("list", plan, "milestones", "--json", "-").json[0]["action"] == "A1"
    asked = tracker("list", plan, "extensions", "--json", "-").json[0]
    assert (asked["action"], asked["to"], asked["asked_by"]) == ("A1", "2024-09-30", "Analyst")


def test_nothing_is_evidence_before_its_day(tracker: Tracker, plan: Path) -> None:
    words = ("attach", plan, "A1", "https://example.org/a", "--kind", "Audit", "--shows", "Thirty plans")
    refused = tracker(*words, "--dated", "2090-01-01")
    assert refused.status == 1
    assert "1 Jan 2090 is in the future" in refused.err
    assert tracker(*words, "--dated", "2024-01-01").status == 0
    assert "is not evidence" in tracker("review", plan, "A1", "--accept").err


def test_evidence_is_restricted_when_it_is_attached_or_later(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    words = ("https://example.org/a", "--kind", "Audit", "--shows", "Thirty plans")
    assert tracker("attach", plan, "A1", *words, "--restricted").first == "E1"
    assert tracker("attach", plan, "A2", *words).first == "E2"
    assert [one["restricted"] for one in tracker("list", plan, "evidence", "--json", "-").json] == ["yes", "no"]
    assert tracker("set", plan, "E2", "restricted=yes").status == 0
    assert tracker("set", plan, "E2", "restricted=perhaps").status == 1
    assert tracker("report", plan, tmp_path / "p.html", "--public", "--left-out", tmp_path / "left.json").status == 0
    left = json.loads((tmp_path / "left.json").read_text(encoding="utf-8"))
    assert [one["ref"] for one in left if one["what"] == "restricted evidence"] == ["E1", "E2"]


def test_of_several_updates_of_a_day_the_last_is_the_latest(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    for text in ("First words", "Second words", "Third words"):
        tracker("update", plan, "A1", "--text", text)
    assert tracker("report", plan, tmp_path / "board.docx").status == 0
    import docx

    paper = docx.Document(str(tmp_path / "board.docx"))
    words = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    words += "\n".join(one.text for one in paper.paragraphs)
    assert "Third words" in words
    assert "First words" not in words


def test_a_copy_is_made_where_no_file_is_named(tracker: Tracker, plan: Path) -> None:
    made = tracker("backup", plan)
    assert made.status == 0
    listed = tracker("backup", plan, "--list", "--json", "-").json
    assert listed[0]["file"] in made.out
    assert listed[0]["state"] == "good"


@pytest.mark.parametrize("words", [("list", "{plan}", "actions", "--json", ""), ("export", "{plan}", "")])
def test_an_empty_name_is_wrong_usage(tracker: Tracker, plan: Path, words: tuple[str, ...]) -> None:
    refused = tracker(*(word.format(plan=plan) for word in words))
    assert refused.status == 2
    assert "a name is empty" in refused.err


def test_a_day_before_the_plan_is_refused_with_the_way_on(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    refused = tracker("report", plan, tmp_path / "board.pdf", "--since", "2001-01-01")
    assert "the plan did not exist yet on 1 Jan 2001" in refused.err
    assert "give a later day or meeting" in refused.err
