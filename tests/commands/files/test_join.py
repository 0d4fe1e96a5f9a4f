"""Another copy of a plan joined by command: seen first, decided, written, and both verify."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from support.cli import Tracker


def test_two_copies_that_were_edited_apart_become_one(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.plan"
    shutil.copy(plan, copy)
    tracker("--as", "Ann Lee", "set", plan, "A1", "title=Ours")
    tracker("--as", "Bob Ray", "set", copy, "A1", "title=Theirs", "description=Only there")
    ours, theirs = (tracker("add", "action", one, f"title=New in {one.stem}").out.split()[0] for one in (plan, copy))
    (tmp_path / "proof.txt").write_text("proof")
    tracker("--as", "Bob Ray", "attach", copy, theirs, tmp_path / "proof.txt", "--kind", "audit", "--shows", "It works")
    seen = tracker("merge", plan, copy, "--json", "-")
    assert (seen.status, seen.json["written"], seen.json["joined"]) == (3, False, True)
    assert [(one["cell"], one["base"]) for one in seen.json["conflicts"]] == [("A1.title", "Agree one framework")]
    assert "in the other copy “Theirs” (A1.title)" in tracker("merge", plan, copy, "--dry-run").out
    (tmp_path / "answers.json").write_text('{"A1.title": "take"}')
    done = tracker("merge", plan, copy, "--answers", tmp_path / "answers.json", "--json", "-")
    assert (done.status, done.json["written"]) == (0, True)
    assert {one["kind"] for one in done.json["added"]} == {"action", "evidence"}
    found = tracker("show", plan, "A1", "--json", "-").json
    assert (found["title"], found["description"]) == ("Theirs", "Only there")
    titles = {one["ref"]: one["title"] for one in tracker("list", plan, "actions", "--json", "-").json}
    assert titles[ours] == f"New in {plan.stem}"
    assert "New in copy" in titles.values()
    assert tracker("verify", plan).status == 0
    again = tracker("merge", plan, copy)
    assert (again.status, "nothing to write" in again.out) == (0, True)
    (before,) = [one for one in tracker("backup", plan, "--list", "--json", "-").json if one["before"] == "join"]
    assert before["state"] == "good"
    assert tracker("merge", copy, plan, "--prefer", "theirs").status == 0
    assert tracker("verify", copy).status == 0


def test_a_copy_that_was_altered_is_not_joined(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.plan"
    shutil.copy(plan, copy)
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE action SET title = 'What nobody wrote'")
    refused = tracker("merge", plan, copy)
    assert refused.status == 1
    assert "copy.plan does not verify: A1 title" in refused.err
