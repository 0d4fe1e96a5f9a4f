"""The verb about what a meeting decided: minutes."""

from pathlib import Path

import pytest

from support.cli import Tracker
from tracker.app import SystemClock


@pytest.fixture
def held(tracker: Tracker, plan: Path, tmp_path: Path) -> Path:
    """A plan in which a meeting of today was given its paper, and decided something."""
    tracker("add", "meeting", plan, "name=Improvement board", f"held_on={SystemClock().today().isoformat()}")
    assert tracker("report", plan, tmp_path / "board.pdf", "--issue", "T1").status == 0
    assert tracker("add", "action", plan, "title=Publish the audits", "for=R2", "owner=Analyst").status == 0
    assert tracker("add", "challenge", plan, "question=How do you know?", "asked_by=Scrutineer", "for=R2").status == 0
    return plan


@pytest.mark.parametrize("ending", ["docx", "pdf", "html"])
def test_minutes_are_drafted_in_each_format(tracker: Tracker, held: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"minutes.{ending}"
    assert tracker("minutes", held, "T1", out).out == f"wrote {out}\n"
    assert tracker("verify", held, "--against", out).status == 0
    if ending == "html":
        page = out.read_text()
        for said in ("Draft minutes", "Improvement board", "Publish the audits", "How do you know?", "Scrutineer"):
            assert said in page


def test_minutes_as_json_hold_the_same(tracker: Tracker, held: Path, tmp_path: Path) -> None:
    said = tracker("minutes", held, "T1", tmp_path / "m.docx", "--json", "-").json
    assert (said["meeting"], said["name"], said["closed"]) == (
        "T1",
        "Improvement board",
        SystemClock().today().isoformat(),
    )
    assert [one["title"] for one in said["actions"]] == ["Publish the audits"]
    assert [(one["question"], one["asked_by"], one["answer"]) for one in said["questions"]] == [
        ("How do you know?", "Scrutineer", "")
    ]
    assert said["dates"] == []


def test_minutes_that_cannot_be_are_refused_in_words(tracker: Tracker, held: Path, tmp_path: Path) -> None:
    assert tracker("minutes", held, "T1").status == 2
    for words, said in (
        (("T1", tmp_path / "m.xlsx"), "cannot be written as '.xlsx'"),
        (("T9", tmp_path / "m.docx"), "there is no T9"),
        (("A1", tmp_path / "m.docx"), "A1 is"),
        (("T1", tmp_path / "m.docx", "--to", "2020-01-01"), "before it begins"),
        (("T1", tmp_path / "m.docx", "--from", "someday"), "someday"),
    ):
        done = tracker("minutes", held, *words)
        assert (done.status, said in done.err) == (1, True), done.err
    assert not (tmp_path / "m.docx").exists()


def test_minutes_do_not_leave_with_an_identifier_in_them(tracker: Tracker, held: Path, tmp_path: Path) -> None:
    tracker("set", held, "A4", "title=Audit the case of NHS 943 476 5919")
    out = tmp_path / "m.docx"
    assert tracker("minutes", held, "T1", out).status == 3
    assert not out.exists()
    assert tracker("guard", held, "--blank", "A4.title").status == 0
    assert tracker("minutes", held, "T1", tmp_path / "m.html").status == 0
    assert "[removed]" in (tmp_path / "m.html").read_text()
