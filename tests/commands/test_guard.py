"""The guard by command: what it shows, what it decides, and its exit status."""

from pathlib import Path

from openpyxl import load_workbook

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


def test_nothing_leaves_while_an_identifier_is_undecided(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    tracker("set", plan, "A1", TEXT)
    for words in (("report", plan, tmp_path / "b.pdf"), ("export", plan, tmp_path / "w.xlsx"),
                  ("export", plan, tmp_path / "pack"), ("calendar", plan, tmp_path / "c.ics")):  # fmt: skip
        stopped = tracker(*words)
        assert stopped.status == 3
        assert "1 possible identifier would leave the plan: A1.description: NHS number" in stopped.err
        assert not words[2].exists()
    assert tracker("list", plan, "changesets", "--json", "-").json[-1]["verb"] == "edit"


def test_a_reason_lets_it_leave_and_the_log_keeps_it(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    tracker("set", plan, "A1", TEXT)
    assert tracker("report", plan, tmp_path / "b.pdf", "--allow-identifiers", "").status == 1
    assert tracker("report", plan, tmp_path / "b.pdf", "--allow-identifiers", "a court asked").status == 0
    assert "a court asked" in tracker("list", plan, "changesets", "--json", "-").json[-1]["why"]
    assert tracker("export", plan, tmp_path / "w.xlsx").status == 0
    assert tracker("report", plan, tmp_path / "p.pdf", "--public", "--allow-identifiers", "asked").status == 0


def test_a_blanked_cell_leaves_blank_and_never_comes_home_as_an_edit(
    tracker: Tracker, plan: Path, tmp_path: Path
) -> None:
    workbook = tmp_path / "w.xlsx"
    tracker("set", plan, "A1", TEXT)
    tracker("guard", plan, "--blank", "A1.description")
    assert tracker("export", plan, workbook, "--for", "Analyst").status == 0
    book = load_workbook(workbook)
    cells = [cell for row in book["Actions"] for cell in row if "[removed]" in str(cell.value)]
    assert [str(cell.value) for cell in cells] == ["Audit case of T, NHS [removed]; mail [removed]"]
    assert cells[0].protection.locked
    home = tracker("merge", plan, workbook, "--json", "-")
    assert (home.status, home.json["applied"], home.json["conflicts"]) == (0, [], [])
    cells[0].value = "Audit case of U, NHS [removed]"
    book.save(workbook)
    changed = tracker("merge", plan, workbook, "--json", "-")
    assert (changed.status, changed.json["applied"]) == (3, [])
    assert changed.json["conflicts"][0]["field"] == "description"
    assert tracker("show", plan, "A1", "--json", "-").json["description"] == TEXT.removeprefix("description=")
