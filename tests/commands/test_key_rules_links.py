"""The verbs key, rules and links, and what set says where a person beats the rules."""

import json
from pathlib import Path

from support.cli import Tracker


def test_a_key_is_read_chosen_changed_by_file_and_given_up(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    usual = json.loads(tracker("key", plan, "--json", "-").out)
    assert {row["axis"] for row in usual} == {"delivery", "forecast", "assurance"}
    assert all(row["colour"] is None for row in usual)
    chosen = tracker("key", plan, "--preset", "BRAG, Blue = done", "--json", tmp_path / "key.json")
    assert chosen.status == 0
    assert "Blue: complete" in chosen.out
    rows = json.loads((tmp_path / "key.json").read_text())
    complete = next(row for row in rows if row["token"] == "complete")
    assert complete["contrast"]["light"] >= 3
    complete["label"], complete["colour"] = "Done", "#FFFF00"
    (tmp_path / "key.json").write_text(json.dumps(rows))
    changed = tracker("key", plan, "--from", tmp_path / "key.json")
    assert changed.status == 0
    assert "is faint on a light ground" in changed.err
    assert tracker("list", plan, "actions", "--json", "-").status == 0
    assert "Done" in tracker("key", plan).out
    assert tracker("key", plan, "--clear").status == 0
    assert "Blue" not in tracker("key", plan).out
    assert tracker("undo", plan).status == 0
    assert "Done" in tracker("key", plan).out


def test_a_key_that_is_none_is_refused_in_a_line(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    for text in ("nonsense", "[1]", '{"a": 1}', '[{"axis": "delivery"}]'):
        bad.write_text(text)
        refused = tracker("key", plan, "--from", bad)
        assert refused.status == 1
        assert "holds no key" in refused.err
    assert tracker("key", plan, "--from", tmp_path / "none.json").status == 1
    assert "there is no one key called" in tracker("key", plan, "--preset", "x").err
    assert tracker("key", plan, "--preset", "x", "--clear").status == 2


def test_rules_are_read_and_set(tracker: Tracker, plan: Path) -> None:
    assert "on   mixed kinds" in tracker("rules", plan).out
    done = tracker("rules", plan, "--set", "checked by another=on,2", "--set", "recent=on,6", "--check-months", "3,6",
                   "--quiet-weeks", "4", "--json", "-")  # fmt: skip
    found = json.loads(done.out)
    assert {"rule": "checked by another", "on": True, "least": 2,
            "words": "Someone other than who added them has accepted at least 2 items."} in found["rules"]  # fmt: skip
    assert (found["check_months"], found["quiet_weeks"]) == (["3", "6"], 4)
    assert "checks after closing: 3, 6 months" in tracker("rules", plan).out
    assert "checks after closing: 1 month\n" in tracker("rules", plan, "--check-months", "1").out
    assert tracker("rules", plan, "--set", "nonsense=on").status == 1
    assert tracker("rules", plan, "--clear").status == 0
    assert "checks after closing" not in tracker("rules", plan).out
    assert "checks after closing: none" in tracker("rules", plan, "--check-months", "none").out


def test_links_are_checked_and_what_was_found_is_kept(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    assert "no evidence of this plan is a link to a page" in tracker("links", plan, "--inside").out
    for url in ("http://127.0.0.1:1/page", "mailto:audit@example.org", "G:\\Audits\\ten.docx"):
        assert tracker("attach", plan, "A1", url, "--kind", "Dip sample", "--shows", "Ten plans").status == 0
    assert "1 not asked (--inside asks them too)" in tracker("links", plan).out
    told = tracker("links", plan, "--inside")
    assert "checked 1 link, 1 at fault" in told.out
    rows = json.loads(tracker("links", plan, "--json", "-").out)
    assert [row["fault"] for row in rows] == ["the site refuses connections"]
    assert "E1" in tracker("list", plan, "evidence", "--filter", "broken link").out


def test_a_better_word_than_the_rules_is_warned_of_and_shown(tracker: Tracker, plan: Path) -> None:
    done = tracker("set", plan, "A1", "assurance=embedded")
    assert done.status == 0
    assert "warning: A1: the rules propose assurance none, not embedded" in done.err
    shown = json.loads(tracker("show", plan, "A1", "--json", "-").out)
    assert shown["proposed"]["assurance"] == "none"
    assert "A1" in tracker("list", plan, "actions", "--filter", "differs without reason").out
