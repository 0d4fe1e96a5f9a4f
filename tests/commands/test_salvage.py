"""Salvage by command: what is said of what was had and of what is missing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from support.cli import Tracker


def test_what_was_had_and_what_is_missing_is_said(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    whole = tracker("salvage", plan, tmp_path / "whole.plan")
    assert (whole.status, "missing" in whole.out) == (0, False)
    assert tracker("verify", tmp_path / "whole.plan").out == tracker("verify", plan).out
    with closing(sqlite3.connect(plan)) as connection, connection:
        connection.execute("UPDATE change SET new = '\"x\"' WHERE changeset = 4 AND field = 'title'")
        connection.execute("UPDATE chunk SET data = x'00'")
    done = tracker("salvage", plan, tmp_path / "saved.plan")
    assert done.status == 0
    assert "missing: changes 4 to 5: the log does not hold from there on" in done.out
    assert "missing: I1: its file manchester-jtai-2023-11-30.pdf could not be had" in done.out
    titles = [one["title"] for one in tracker("list", tmp_path / "saved.plan", "actions", "--json", "-").json]
    assert titles == ["Agree one framework", "Train referrers", "Audit plans"]
    again = tracker("salvage", plan, tmp_path / "saved.plan")
    assert (again.status, "is there already" in again.err) == (1, True)
