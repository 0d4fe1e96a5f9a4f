"""What the world does wrong is said in a sentence with a hint, and nothing is lost."""

import os
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from support.cli import Tracker
from tracker.cli import _guarded


def complained(outcome: object) -> None:
    status, err = outcome.status, outcome.err  # type: ignore[attr-defined]
    assert status == 1
    lines = err.strip().splitlines()
    assert "hint:" in lines[-1]
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.pdf", b""),
        ("noise.pdf", bytes(range(256)) * 40),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(400)),
        ("page.pdf", b"<!DOCTYPE html><html><body></body></html>"),
    ],
)
def test_a_file_that_is_no_report(tracker: Tracker, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    complained(tracker("read", path))


@pytest.mark.parametrize("words", [
    ("calendar", "PLAN", "PLAN"),
    ("list", "PLAN", "actions", "--json", "PLAN"),
    ("show", "PLAN", "R1", "--json", "PLAN"),
])  # fmt: skip
def test_nothing_is_written_over_a_plan(tracker: Tracker, plan: Path, words: tuple[str, ...]) -> None:
    before = plan.read_bytes()
    outcome = tracker(*(str(plan) if word == "PLAN" else word for word in words))
    complained(outcome)
    assert "is a plan, and nothing else is written over it" in outcome.err
    assert plan.read_bytes() == before


def test_a_truncated_pdf(tracker: Tracker, plan: Path, tmp_path: Path, letter: Path) -> None:
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(letter.read_bytes()[:30_000])
    before = plan.read_bytes()
    complained(tracker("seed", plan, cut))
    assert plan.read_bytes() == before


def test_a_document_that_is_not_there(tracker: Tracker, tmp_path: Path) -> None:
    complained(tracker("read", tmp_path / "absent.pdf"))


def test_a_plan_that_is_not_there(tracker: Tracker, tmp_path: Path) -> None:
    complained(tracker("list", tmp_path / "absent.plan", "action"))
    assert not (tmp_path / "absent.plan").exists()


def test_a_file_that_is_no_plan(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "other.plan"
    path.write_text("just words " * 500, encoding="utf-8")
    complained(tracker("list", path, "action"))
    other = tmp_path / "database.plan"
    with sqlite3.connect(other) as connection:
        connection.execute("create table t (a)")
    connection.close()
    complained(tracker("verify", other))


def test_a_plan_from_a_newer_version(tracker: Tracker, plan: Path) -> None:
    connection = sqlite3.connect(plan)
    connection.execute("pragma user_version = 9999")
    connection.commit()
    connection.close()
    outcome = tracker("list", plan, "action")
    complained(outcome)
    assert "newer" in outcome.err


def test_a_plan_is_never_overwritten(tracker: Tracker, plan: Path) -> None:
    before = plan.read_bytes()
    complained(tracker("new", plan, "--title", "Another"))
    assert plan.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission there")
@pytest.mark.parametrize("name", ["q.xlsx", "q.PDF", "a b.docx"])
def test_a_plan_is_not_called_as_another_programs_file(tracker: Tracker, tmp_path: Path, name: str) -> None:
    done = tracker("new", tmp_path / name, "--title", "T")
    complained(done)
    assert f"call it {Path(name).stem}.plan" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_is_no_name_to_act_under(tracker: Tracker, plan: Path, name: str) -> None:
    done = tracker("--as", name, "add", "action", plan, "title=New")
    assert done.status == 2
    assert "--as needs a name" in done.err
    assert len(tracker("list", plan, "actions", "--json", "-").json) == 3


def test_the_plan_itself_is_listed(tracker: Tracker, plan: Path) -> None:
    (row,) = tracker("list", plan, "plan", "--json", "-").json
    assert row["title"] == "JTAI action plan"
    assert "JTAI action plan" in tracker("list", plan, "plan").out
    assert tracker("list", plan, "plan", "--filter", "title=Other", "--json", "-").json == []


def test_a_kind_without_filter_words_says_which_fields_it_has(tracker: Tracker, plan: Path) -> None:
    done = tracker("list", plan, "people", "--filter", "banana")
    complained(done)
    assert "known are: no words, only fields (ref, name" in done.err


def test_where_the_program_fails_on_a_damaged_plan_the_damage_is_said(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> int:
        raise ValueError("no such colour")

    assert _guarded(fails, str(plan)) == 1
    assert "please report it" in capsys.readouterr().err
    with sqlite3.connect(plan) as connection:
        connection.execute("UPDATE action SET title = 'altered' WHERE title LIKE 'Train%'")
    assert _guarded(fails, str(plan)) == 1
    told = capsys.readouterr().err
    assert "does not verify" in told
    assert "report" not in told
    assert _guarded(fails, str(plan.parent / "gone.plan")) == 1
    assert "there is no file gone.plan" in capsys.readouterr().err


def test_a_folder_without_write_permission(tracker: Tracker, tmp_path: Path) -> None:
    complained(tracker("new", "/proc/no.plan", "--title", "Plan"))


def test_words_that_are_no_field(tracker: Tracker, plan: Path) -> None:
    before = plan.read_bytes()
    complained(tracker("set", plan, "A1", "colour=blue"))
    complained(tracker("set", plan, "A99", "title=x"))
    complained(tracker("set", plan, "A1", "due=soon"))
    complained(tracker("set", plan, "A1", "overdue=yes"))
    complained(tracker("add", "elephant", plan, "title=x"))
    assert plan.read_bytes() == before


def test_usage_is_told_apart(tracker: Tracker, plan: Path) -> None:
    assert tracker("extend", plan, "A1").status == 2
    assert tracker("frobnicate", "x").status == 2


def test_a_report_needs_a_known_ending(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    complained(tracker("report", plan, tmp_path / "board.txt"))


def test_a_report_into_a_missing_folder(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    complained(tracker("report", plan, tmp_path / "absent" / "board.pdf"))


def test_a_workbook_of_another_kind(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"PK not a workbook")
    complained(tracker("merge", plan, other))
    tracker("new", tmp_path / "two.plan", "--title", "Two")
    tracker("export", tmp_path / "two.plan", tmp_path / "two.xlsx")
    complained(tracker("merge", plan, tmp_path / "two.xlsx"))


def test_only_another_copy_of_a_plan_is_joined_to_it(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    complained(itself := tracker("merge", plan, plan))
    assert f"{plan.name} is this plan itself" in itself.err
    tracker("new", tmp_path / "two.plan", "--title", "Two")
    complained(stranger := tracker("merge", plan, tmp_path / "two.plan"))
    assert "two.plan is another plan, and only copies of one plan are joined" in stranger.err


@pytest.mark.parametrize(
    "words",
    [
        ("set", "PLAN", "A1"),
        ("set", "PLAN", "title=x"),
        ("attach", "PLAN", "audit.pdf", "--kind", "k", "--shows", "t"),
        ("review", "PLAN", "E1"),
        ("review", "PLAN", "E1", "--accept", "--return"),
        ("approve", "PLAN", "A1", "--refuse", "--withdraw"),
        ("add", "action", "PLAN", "title"),
        ("wibble",),
    ],
)
def test_words_that_make_no_command_are_wrong_usage(tracker: Tracker, plan: Path, words: tuple[str, ...]) -> None:
    done = tracker(*(plan if word == "PLAN" else word for word in words))
    assert done.status == 2
    assert done.err


def test_a_paper_is_not_written_for_a_meeting_that_is_not_there(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    done = tracker("report", plan, tmp_path / "board.pdf", "--issue", "T9")
    assert done.status == 1
    assert "there is no T9" in done.err
    assert not (tmp_path / "board.pdf").exists()
    assert tracker("report", plan, tmp_path / "board.pdf", "--issue", "A1").status == 1
    assert not (tmp_path / "board.pdf").exists()


def test_a_comparison_with_a_day_before_the_plan_says_so(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    done = tracker("report", plan, tmp_path / "board.pdf", "--since", "2020-01-01")
    assert done.status == 1
    assert "the plan did not exist yet on 1 Jan 2020" in done.err
    tracker("add", "meeting", plan, "name=Board", "held_on=2019-05-01")
    assert "the plan did not exist yet at T1" in tracker("report", plan, tmp_path / "b.pdf", "--since", "T1").err


def test_the_reading_workbook_is_not_written_for_the_public(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    done = tracker("report", plan, tmp_path / "progress.xlsx", "--public")
    assert done.status == 1
    assert "hint: end the name in .pdf, .docx or .html" in done.err
    assert not (tmp_path / "progress.xlsx").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_a_machine_without_a_display_is_told_in_a_line(
    tracker: Tracker, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = tracker(plan)
    assert done.status == 1
    assert "The window cannot be opened: there is no display." in done.err


def test_undo_and_redo_say_what_they_did(tracker: Tracker, plan: Path) -> None:
    tracker("set", plan, "A1", "due=2024-07-01")
    assert tracker("undo", plan).first == "took back: edit of A1: Due"
    assert tracker("redo", plan).first == "did again: edit of A1: Due"


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not made unwritable by their mode there")
def test_a_plan_that_may_only_be_read_is_read(tracker: Tracker, plan: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere: permissions are tested as an ordinary user")
    places = (*plan.parent.iterdir(), plan.parent)
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        listed = tracker("list", plan, "actions")
        verified = tracker("verify", plan)
        refused = tracker("set", plan, "A1", "title=Other")
    finally:
        plan.parent.chmod(0o755)
    assert (listed.status, verified.status) == (0, 0)
    assert "Agree one framework" in listed.out
    complained(refused)
    assert "test.plan is open for reading only" in refused.err
    assert "hint: ask for permission to change it, or use a copy" in refused.err


def test_what_failed_has_the_keys_of_what_was_read(tracker: Tracker, plan: Path, letter: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    good, bad = tracker("read", letter, empty, "--json", "-").json
    assert bad.keys() == good.keys()
    assert (bad["id"], bad["sha256"], bad["recommendations"]) == ("empty", None, [])
    assert len(bad["problems"]) == 1
    other = letter.with_name("manchester-ilacs-2025-11-11.pdf")
    good, bad = tracker("seed", plan, other, empty, "--json", "-").json
    assert bad.keys() == good.keys()


def test_one_bad_file_of_several_is_named(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    cut, good = tmp_path / "cut.pdf", tmp_path / "letter.md"
    cut.write_bytes(b"%PDF-1.4\n1 0 obj\n")
    good.write_text("# Recommendations\n\n- The checks of visitors are made.\n", encoding="utf-8")
    assert tracker("read", cut, good).err.splitlines()[0].startswith("cut.pdf: The PDF")
    assert tracker("seed", plan, cut, good).err.splitlines()[-2].startswith("cut.pdf: The PDF")
    assert tracker("read", cut).err.startswith("The PDF")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_answer_that_finds_no_room_is_the_worlds_fault(plan: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "tracker", "list", str(plan), "actions"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "the answer could not be written: No space left on device", "hint: make room, or send it somewhere else",
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by a POSIX shell")
def test_an_answer_that_nobody_can_be_given_is_said(plan: Path) -> None:
    for words, status in ((["list", plan, "actions", "--json", "-"], 1), (["set", plan, "A1", "title=Other"], 0)):
        command = shlex.join([sys.executable, "-m", "tracker", *map(str, words)])
        done = subprocess.run(["sh", "-c", f"{command} >&-"], stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == status
        assert ("standard output is closed" in done.stderr) == (status == 1)


def test_a_calendar_is_called_one(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    complained(tracker("calendar", plan, tmp_path / "dates.txt"))
    assert not (tmp_path / "dates.txt").exists()


def test_an_option_that_would_do_nothing_is_refused(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    assert tracker("export", plan, tmp_path / "whole.xlsx", "--round", "Q1").status == 2
    assert tracker("search", plan, " ").status == 2
