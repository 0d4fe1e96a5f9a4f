"""The verbs beside the main job: what each prints, writes and refuses."""

from pathlib import Path

import pytest

from support.cli import Tracker
from tracker.demo import main as demo


def test_several_documents_are_read_side_by_side(tracker: Tracker, samples: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    reports = sorted(samples.glob("*.pdf"))
    done = tracker("read", *reports, empty, "--json", tmp_path / "out.json")
    assert done.status == 0
    assert "6 recommendations" not in done.err
    assert "empty.pdf" in done.err
    assert "JTAI, Manchester" in done.out
    assert (tmp_path / "out.json").read_text(encoding="utf-8").count('"sha256": "') == 2


def test_reading_nothing_but_faults_fails(tracker: Tracker, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    assert tracker("read", tmp_path / "a.pdf").status == 1


def test_a_plain_list_shows_words(tracker: Tracker, plan: Path) -> None:
    done = tracker("list", plan, "actions")
    assert "A1" in done.out
    assert "2024-06-28" in done.out
    assert tracker("list", plan, "people").out.count("Analyst") == 1


def test_filters_combine(tracker: Tracker, plan: Path) -> None:
    tracker("set", plan, "A1", "owner=Kate")
    late = tracker("--as-at", "2024-08-01", "list", plan, "actions", "--filter", "overdue, owner=Kate", "--json", "-")
    assert [row["ref"] for row in late.json] == ["A1"]
    assert tracker("list", plan, "actions", "--filter", "wibble").status == 1


def test_show_in_words(tracker: Tracker, plan: Path) -> None:
    done = tracker("show", plan, "R1")
    assert "How effectively" in done.out
    assert "page: 2" in done.out


def test_history_net_and_since(tracker: Tracker, plan: Path) -> None:
    start = len(tracker("list", plan, "changesets", "--json", "-").json)
    tracker("set", plan, "A1", "title=One")
    tracker("set", plan, "A1", "title=Two")
    (line,) = tracker("history", plan, "A1", "--since", str(start), "--net", "--json", "-").json
    assert (line["was"], line["now"]) == ("Agree one framework", "Two")
    assert len(tracker("history", plan, "--since", str(start), "--json", "-").json) == 2
    assert "Two" in tracker("history", plan, "--net").out
    assert "edit" in tracker("history", plan).out


def test_a_meeting_decides_for_two_people(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Chair", "agree", plan)
    tracker("add", "meeting", plan, "name=Board", "held_on=2024-03-01")
    tracker("--as", "Analyst", "extend", plan, "A1", "--to", "2024-09-30", "--reason", "Late data")
    refused = tracker("--as", "Analyst", "approve", plan, "A1")
    assert refused.status == 1
    assert "nobody else stands in the people register" in refused.err
    assert "--meeting" in refused.err
    assert tracker("--as", "Analyst", "approve", plan, "A1", "--meeting", "T9").status == 1
    assert tracker("--as", "Analyst", "approve", plan, "A1", "--meeting", "T1").status == 0
    (row,) = tracker("list", plan, "extensions", "--json", "-").json
    assert (row["state"], row["decided_by"], row["decided_at"]) == ("approved", "Analyst", "T1")
    assert "Recorded by: nothing → Analyst" in tracker("history", plan, "X1", "--net").out


def test_extensions_are_refused_and_withdrawn(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Chair", "agree", plan)
    tracker("--as", "Analyst", "extend", plan, "A1", "--to", "2024-09-30", "--reason", "Late data")
    assert tracker("--as", "Chair", "approve", plan, "A1", "--refuse", "--note", "Not enough").status == 0
    tracker("--as", "Analyst", "extend", plan, "A1", "--to", "2024-09-20", "--reason", "Late data")
    assert tracker("--as", "Analyst", "approve", plan, "A1", "--withdraw", "--note", "Found it").status == 0
    assert tracker("approve", plan, "A1", "--withdraw", "--refuse").status == 2
    states = [row["state"] for row in tracker("list", plan, "extensions", "--json", "-").json]
    assert states == ["refused", "withdrawn"]


def test_agreement_is_withdrawn_on_the_record_only(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Chair", "agree", plan)
    assert tracker("--as", "Chair", "undo", plan).status == 1
    assert tracker("--as", "Chair", "agree", plan, "--withdraw", "--reason", "Dates were wrong").status == 0
    assert tracker("set", plan, "A1", "due=2024-07-01").status == 0
    assert tracker("show", plan, "A1", "--json", "-").json["original_due"] == "2024-06-28"


def test_evidence_is_reviewed_by_someone_else(tracker: Tracker, plan: Path) -> None:
    tracker("--as", "Kate", "attach", plan, "A1", "https://example.org/a", "--kind", "Other", "--shows", "It is so")
    assert tracker("--as", "Kate", "review", plan, "E1", "--accept").status == 1
    assert tracker("--as", "Lead", "review", plan, "E1").status == 2
    assert tracker("--as", "Lead", "review", plan, "E1", "--return", "--note", "Too old").status == 0
    assert tracker("--as", "Lead", "review", plan, "E1", "--withdraw", "--note", "Mistake").status == 0
    assert tracker("--as", "Lead", "review", plan, "E1", "--accept", "--note", "Read").status == 0
    assert tracker("show", plan, "E1", "--json", "-").json["review"] == "accepted"


def test_a_backup_comes_back_whole(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy.plan", tmp_path / "again.plan"
    assert tracker("backup", plan, copy).status == 0
    assert tracker("backup", plan, copy).status == 1
    assert tracker("restore", copy, again).status == 0
    assert tracker("restore", copy, plan).status == 1
    assert tracker("list", again, "actions", "--json", "-").json == tracker("list", plan, "actions", "--json", "-").json
    assert "verified" in tracker("verify", again).out


def test_a_paper_is_issued_to_a_meeting(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    assert tracker("add", "meeting", plan, "name=Board", "held_on=2024-04-12").first == "T1"
    assert tracker("report", plan, tmp_path / "a.pdf", "--issue", "T1").status == 0
    tracker("set", plan, "A1", "title=Changed since")
    assert tracker("report", plan, tmp_path / "b.pdf", "--since", "T1", "--public").status == 0
    assert tracker("report", plan, tmp_path / "c.pdf", "--since", "T9").status == 1


def test_a_dry_run_writes_nothing(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "w.xlsx"
    tracker("export", plan, out, "--for", "Analyst")
    done = tracker("merge", plan, out, "--dry-run")
    assert done.status == 0
    assert "nothing written" in done.out
    assert tracker("export", plan, tmp_path / "x.xlsx", "--for", "Nobody At All").status == 1


def test_damage_is_named(tracker: Tracker, plan: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(plan)
    connection.execute("update action set title = 'Forged' where title = 'Train referrers'")
    connection.commit()
    connection.close()
    done = tracker("verify", plan)
    assert done.status == 1
    assert "A2" in done.err


def test_the_sample_and_the_demo(tracker: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tracker("sample", tmp_path / "sample.plan").status == 0
    assert "A2" in tracker("list", tmp_path / "sample.plan", "actions", "--filter", "slipped twice").out
    for _ in range(2):
        assert demo([str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    assert "9 Mar 2024 is a Saturday" in printed.err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"demo.plan", "board.pdf", "progress.xlsx"}
    assert demo([str(tmp_path / "out" / "board.pdf")]) == 1
