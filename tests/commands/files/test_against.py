"""`verify --against`: whether the state on a paper, in a workbook or in a copy is one that the plan went through."""

import os
import zipfile
from pathlib import Path

import pytest

from support.cli import Tracker


@pytest.mark.parametrize("name", ["board.pdf", "board.docx", "progress.xlsx"])
def test_a_paper_of_this_plan_is_in_its_chain(plan: Path, tmp_path: Path, tracker: Tracker, name: str) -> None:
    paper = tmp_path / name
    assert tracker("report", plan, paper).status == 0
    assert tracker("set", plan, "A1", "title=Later").status == 0
    done = tracker("verify", plan, "--against", paper)
    assert (done.status, done.err) == (0, "")
    assert "change 5 (" in done.out
    assert f"printed in {name}, is in this plan's chain" in done.out
    other = tmp_path / "other.plan"
    tracker("new", other, "--title", "Other")
    cut = tracker("verify", other, "--against", paper)
    assert (cut.status, "this plan ends at change 1" in cut.err, "hint: " in cut.err) == (1, True, True)
    for number in range(6):
        tracker("add", "agency", other, f"name=Agency {number}")
    wrong = tracker("verify", other, "--against", paper)
    assert (wrong.status, "change 5 of this plan is another" in wrong.err) == (1, True)


def test_a_workbook_and_a_backup_are_compared_too(plan: Path, tmp_path: Path, tracker: Tracker) -> None:
    book, backup = tmp_path / "return.xlsx", tmp_path / "backup.plan"
    assert tracker("export", plan, book).status == 0
    assert tracker("backup", plan, backup).status == 0
    for file in (book, backup):
        assert tracker("verify", plan, "--against", file).status == 0
    assert tracker("set", backup, "A1", "title=Elsewhere").status == 0
    assert tracker("set", plan, "A1", "title=Here").status == 0
    forked = tracker("verify", plan, "--against", backup)
    assert (forked.status, "change 6 of this plan is another" in forked.err) == (1, True)


def test_what_says_nothing_of_a_plan_is_refused(plan: Path, tmp_path: Path, tracker: Tracker) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    (tmp_path / "broken.docx").write_bytes(b"PK nothing")
    with zipfile.ZipFile(tmp_path / "empty.xlsx", "w") as made:
        made.writestr("a.xml", "<a>nothing</a>")
    os.mkfifo(tmp_path / "pipe.pdf")
    for name, words in (
        ("notes.txt", "says of no plan how it stood"), ("broken.docx", "cannot be read"),
        ("absent.pdf", "is not a file"), ("empty.xlsx", "says of no plan"), ("pipe.pdf", "is not a file"),
    ):  # fmt: skip
        done = tracker("verify", plan, "--against", tmp_path / name)
        assert (done.status, words in done.err, done.out) == (1, True, ""), name
