"""The guard by command: what it shows, what it decides, and its exit status."""

from pathlib import Path

from support.cli import Tracker

TEXT = "description=Audit case of T, NHS 943 476 5919; mail ann@example.org"


def test_identifiers_are_shown_in_context_and_decided(tracker: Tracker, plan: Path) -> None:
    assert tracker("guard", plan).status == 0
    tracker("set", plan, "A1", TEXT)
    shown = tracker("guard", plan, "--json", "-")
    assert shown.status == 3
    assert shown.json[0] == {
        "ref": "A1", "field": "description", "kind": "NHS number", "text": "943 476 5919",
        "context": TEXT.removeprefix("description="), "decision": None,
    }  # fmt: skip
    assert shown.json[1]["kind"] == "e-mail"
    assert "hint: --keep" in shown.err
    assert tracker("guard", plan, "--keep", "A1.description").status == 1
    kept = tracker("guard", plan, "--keep", "A1.description", "--reason", "an invented number")
    assert kept.status == 0
    assert "A1.description  NHS number: 943 476 5919  kept" in kept.out
    assert tracker("guard", plan, "--blank", "a1.description", "--json", "-").json[0]["decision"] == "blanked"


def test_a_way_to_reach_somebody_is_a_warning_but_for_the_public(tracker: Tracker, plan: Path) -> None:
    tracker("set", plan, "A1", "description=mail ann@example.org")
    warned = tracker("guard", plan)
    assert warned.status == 0
    assert "a warning" in warned.out
    assert tracker("guard", plan, "--public").status == 3


def test_a_field_is_kept_or_blanked_not_both(tracker: Tracker, plan: Path) -> None:
    assert tracker("guard", plan, "--keep", "A1.title", "--blank", "A1.title").status == 2
