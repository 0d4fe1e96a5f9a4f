"""Copies by command: listed, brought back whole or by one record, and what a check before them refuses."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from support.cli import Tracker
from tracker.paths import home


@pytest.fixture
def merged(plan: Path, tmp_path: Path, tracker: Tracker) -> Path:
    """A plan into which a workbook came home, so that it has a copy from before."""
    book = tmp_path / "return.xlsx"
    assert tracker("export", plan, book).status == 0
    from openpyxl import load_workbook

    opened = load_workbook(book)
    sheet = opened["Actions"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Title")
    row = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Agree one framework")
    sheet.cell(row, column).value = "Agree two frameworks"
    opened.save(book)
    assert tracker("merge", plan, book).status == 0
    assert tracker("show", plan, "A1", "--json", "-").json["title"] == "Agree two frameworks"
    return plan


def copy_of(tracker: Tracker, plan: Path) -> Path:
    return Path(tracker("backup", plan, "--list", "--json", "-").json[0]["file"])


def test_a_merge_left_a_copy_that_is_listed(merged: Path, tracker: Tracker) -> None:
    (copy,) = tracker("backup", merged, "--list", "--json", "-").json
    assert (copy["before"], copy["state"], copy["fault"], copy["files"]) == ("merge", "good", None, 1)
    said = tracker("backup", merged, "--list").out
    assert "before merge: change 5" in said
    assert "verified, 1 change since" in said
    assert copy["file"].startswith(str(home() / "copies"))


def test_a_copy_of_a_plan_that_was_altered_is_none(plan: Path, tracker: Tracker) -> None:
    with closing(sqlite3.connect(plan)) as database, database:
        database.execute("UPDATE action SET title = 'What nobody wrote'")
    refused = tracker("backup", plan)
    assert (refused.status, refused.out) == (1, "")
    assert "the copy does not verify: A1 title: it was altered behind the log's back" in refused.err


def test_nothing_kept_yet_is_said(plan: Path, tracker: Tracker) -> None:
    assert tracker("backup", plan, "--list").out.startswith("no copies yet in ")


def test_a_copy_comes_back_whole(merged: Path, tmp_path: Path, tracker: Tracker) -> None:
    back = tmp_path / "back.plan"
    assert tracker("restore", copy_of(tracker, merged), back).out == f"restored {back}\n"
    assert tracker("show", back, "A1", "--json", "-").json["title"] == "Agree one framework"
    assert tracker("verify", back).out == "verified 5 changesets, 1 files\n"


def test_one_record_is_taken_back(merged: Path, tmp_path: Path, tracker: Tracker) -> None:
    copy = copy_of(tracker, merged)
    assert tracker("restore", copy, merged, "A1").out == "A1 taken back\n"
    assert tracker("show", merged, "A1", "--json", "-").json["title"] == "Agree one framework"
    again = tracker("restore", copy, merged, "A1")
    assert (again.status, "there is nothing to take back" in again.err) == (1, True)
    whole = tmp_path / "whole.plan"
    assert tracker("backup", merged, whole).status == 0
    assert tracker("set", merged, "A2", "title=Spoiled").status == 0
    assert tracker("restore", whole, merged, "A2").status == 0
    other = tmp_path / "other.plan"
    assert tracker("new", other, "--title", "Other").status == 0
    refused = tracker("restore", copy, other, "A1")
    assert (refused.status, "is a copy of another plan" in refused.err) == (1, True)


def test_another_folder_and_limit_are_chosen(merged: Path, tmp_path: Path, tracker: Tracker) -> None:
    absent = tracker("backup", merged, "--folder", tmp_path / "absent")
    assert (absent.status, "there is no folder" in absent.err) == (1, True)
    (tmp_path / "kept").mkdir()
    assert tracker("backup", merged, "--folder", tmp_path / "kept", "--limit", "100").status == 0
    assert tracker("backup", merged, "--list").out.startswith(f"no copies yet in {tmp_path / 'kept'}")
    assert tracker("backup", merged, "--limit", "0").status == 1


def test_an_altered_plan_gives_no_backup_and_no_issued_paper(plan: Path, tmp_path: Path, tracker: Tracker) -> None:
    assert tracker("add", "meeting", plan, "name=Board", "held_on=2024-05-01").status == 0
    with closing(sqlite3.connect(plan)) as database:
        database.execute("UPDATE action SET title = 'Altered' WHERE title = 'Train referrers'")
        database.commit()
    for words in (("backup", plan, tmp_path / "b.plan"), ("report", plan, tmp_path / "p.pdf", "--issue", "T1")):
        refused = tracker(*words)
        assert refused.status == 1
        assert "does not verify: A2 title: it was altered behind the log's back" in refused.err
        assert "backup PLAN --list" in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["test.plan"]


def test_an_erasure_names_the_copies_that_hold_the_words(merged: Path, tracker: Tracker) -> None:
    erased = tracker("--as", "Somebody Else", "erase", merged, "A1", "--reason", "Personal data")
    assert erased.status == 0
    assert "2 copies still hold words or files that were erased" in erased.err
    assert "--rewrite" in erased.err
    assert tracker("backup", merged, "--rewrite").out == "2 copies rewritten, 0 let go\n"
    assert tracker("backup", merged, "--rewrite").out == "0 copies rewritten, 0 let go\n"
    folder = home() / "copies"
    assert not [path for path in folder.rglob("*.copy") if b"Agree one framework" in path.read_bytes()]
    assert {copy["state"] for copy in tracker("backup", merged, "--list", "--json", "-").json} == {"good"}


def test_without_a_home_the_commands_go_on(
    plan: Path, tmp_path: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "file" / "home"))
    done = tracker("set", plan, "A1", "title=Other")
    assert (done.status, done.err) == (0, "")
    erased = tracker("--as", "Somebody Else", "erase", plan, "A1", "--reason", "Personal data")
    assert erased.status == 0
    assert "no copy could be made" in erased.err
